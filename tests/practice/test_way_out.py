"""Whoever must stop is told how to come out of this very pose, with time to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from supine.core.pace import Pace
from supine.core.plan import Step
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import Cue
from supine.practice.trace import Event
from supine.practice.way_out import WayOut, lines_out
from supine.resources import shipped_sequences
from supine.speech.phrases import ENGLISH, PHRASES
from supine.speech.rate import Rate
from supine.speech.script import Manner
from supine.speech.speech import Speech
from supine.ui.practice.values import way_out_words
from tests.helpers import Heard, fire, shipped_plan, step_of

pytestmark = pytest.mark.usefixtures("qapp")

DOCS = Path(__file__).parents[2] / "docs" / "sequences.md"

TWIST = step_of("hold", side="right")
ALL = [
    "Come out slowly.", *(cue.text for cue in TWIST.way_out), ENGLISH.on_the_floor, ENGLISH.go_on,
]  # fmt: skip

ON_THE_FLOOR = re.compile(r"\b(foot|feet|hips|legs)\b.*\bdown\b", re.IGNORECASE)
"""What the last line of a way out says in one way or another."""

IN_THE_DOCS = DOCS.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
INCLUDED = [path.read_text("utf-8") for path in shipped_sequences()]
INCLUDED_STEPS = [step for text in INCLUDED for step in plan(read(text), Pace()).steps]
EVERY_STEP = [*INCLUDED_STEPS, *plan(read(IN_THE_DOCS), Pace()).steps]
OWN_STEPS = shipped_plan().steps


def told(step: Step) -> list[str]:
    """Return all that is said to somebody who stops in `step`."""
    return [cue.text for cue in lines_out(step, ENGLISH)]


def shown(step: Step) -> list[str]:
    return list(way_out_words(step))


@pytest.mark.parametrize("step", EVERY_STEP, ids=lambda step: f"{step.pose}-{step.kind}")
def test_wherever_somebody_stops_they_are_led_to_the_floor_or_the_chair(step: Step) -> None:
    """In "Hip circles" they were left with the knees in."""
    safe = ENGLISH.on_the_chair if step.seated else ENGLISH.on_the_floor
    assert told(step)[-2:] == [safe, ENGLISH.go_on]
    assert shown(step) == told(step)[:-1]
    assert "floor" in safe


@pytest.mark.parametrize("step", INCLUDED_STEPS, ids=lambda step: f"{step.pose}-{step.kind}")
def test_the_way_out_of_each_included_pose_ends_on_the_floor_by_itself(step: Step) -> None:
    lines = [cue.text for cue in step.way_out]
    assert not any(re.search(r"\b[Kk]eep\b|\bstill in\b", line) for line in lines)
    if lines:
        assert ON_THE_FLOOR.search(lines[-1])
    else:
        assert step.pose in ("Rest", "Long rest")


@pytest.mark.parametrize("step", OWN_STEPS, ids=lambda step: f"{step.index}-{step.pose}")
def test_whoever_has_a_strap_on_slips_it_off(step: Step) -> None:
    strapped = {one.pose for one in OWN_STEPS if "strap" in (one.stance or "") or one.way_in}
    if step.pose in strapped:
        assert any("slip the strap off" in cue.text for cue in step.way_out)


def test_a_chair_is_gone_back_to_and_not_the_floor() -> None:
    text = IN_THE_DOCS.replace("- pose: Knees to chest", "- pose: Knees to chest\n    seated: true")
    first, *_others = plan(read(text), Pace()).steps
    assert told(first)[-2] == ENGLISH.on_the_chair
    assert shown(first)[-1] == ENGLISH.on_the_chair


def test_in_every_language_the_end_is_on_the_floor_or_on_the_chair() -> None:
    assert all(phrases.on_the_floor and phrases.on_the_chair for phrases in PHRASES.values())


class Voice(QObject):
    begun = Signal(int)
    ended = Signal(int)
    changed = Signal()
    speaks = ready = True
    reads = False
    manner, rate = Manner(), Rate()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stops, self.works = 0, True

    def say(self, cue: Cue) -> int:
        self.said.append(cue.text)
        return len(self.said) if self.works else 0

    def stop(self) -> None:
        self.stops += 1

    def learn(self, text: str, seconds: float) -> None:
        raise AssertionError((text, seconds))


class Scene:
    def __init__(self) -> None:
        self.voice = Voice()
        self.events: list[tuple[str, object]] = []
        self.way_out = WayOut(cast("Speech", self.voice), self.write, self.voice)
        self.awake = Heard(self.way_out.needs_device)
        (self.timer,) = self.way_out.findChildren(QTimer)

    def write(self, event: Event, **more: object) -> None:
        self.events.append((event, more.get("text")))

    def tell(self, settle: float = 1.0) -> None:
        self.way_out.tell(TWIST, ENGLISH, settle)

    def fire(self) -> None:
        fire(self.timer)

    def end_line(self) -> None:
        self.voice.ended.emit(len(self.voice.said))


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene()
    yield made
    made.way_out.stop()


def test_every_line_of_the_way_out_is_said_one_after_another(scene: Scene) -> None:
    scene.tell()
    assert scene.voice.said == []
    while scene.timer.isActive():
        scene.fire()
        assert not scene.timer.isActive(), "the next line waits for this one"
        scene.end_line()
    assert scene.voice.said == ALL
    assert scene.awake.said == [True, False]
    assert scene.events == [one for text in ALL for one in (("say", text), ("said", None))]


def test_the_pause_is_heard_first_and_each_line_has_time_to_be_followed(scene: Scene) -> None:
    scene.tell(settle=2.0)
    assert scene.timer.interval() == 700
    scene.fire()
    scene.end_line()
    assert scene.timer.interval() == 2000


def test_a_line_of_somebody_else_does_not_hurry_it(scene: Scene) -> None:
    scene.tell()
    scene.fire()
    scene.voice.ended.emit(77)
    assert not scene.timer.isActive()


def test_stopped_it_falls_silent_in_the_middle_and_says_nothing_more(scene: Scene) -> None:
    scene.tell()
    scene.fire()
    scene.way_out.stop()
    assert scene.voice.stops == 1
    assert scene.awake.said == [True, False]
    scene.end_line()
    assert not scene.timer.isActive()
    assert scene.voice.said == ALL[:1]


def test_asked_again_meanwhile_it_does_not_begin_anew(scene: Scene) -> None:
    scene.tell()
    scene.fire()
    scene.tell()
    assert not scene.timer.isActive()
    assert scene.voice.said == ALL[:1]


def test_a_voice_that_is_lost_leaves_nothing_behind(scene: Scene) -> None:
    scene.voice.works = False
    scene.tell()
    scene.fire()
    assert not scene.timer.isActive()
    scene.voice.works = True
    scene.tell()
    assert scene.timer.isActive()
