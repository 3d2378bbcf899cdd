"""A short practice with all that needs no eyes and no hands, recorded and laid beside its trace."""

from __future__ import annotations

import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pytest

from supine.speech.phrases import ENGLISH
from tests.e2e import traces
from tests.e2e.conftest import Desk
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter
from tests.e2e.spoken import (
    LOUD,
    NEEDS_VOICE,
    SOON,
    VOICE_ALONE,
    Spoken,
    assert_clear_of_bells,
    assert_one_at_a_time,
    recorded,
    speaking,
)
from tests.e2e.traces import Event
from tests.e2e.waiting import until

pytestmark = [pytest.mark.e2e, NEEDS_VOICE]

GET_READY = "Take your time. Press any key when you are ready."
EASIER = "Leave some room in your knee."
WAY_OUT = [
    "Come out slowly.", "Put your foot down.", ENGLISH.on_the_floor, ENGLISH.go_on,
]  # fmt: skip

QUICKLY = "breaths_per_minute: 20\nready: gate\nvoice_speed: 0.6"

SEQUENCE = """\
title: Hands free
steps:
  - pose: Knee hug
    sides: both
    side_words: "{Side} leg"
    settle:
      - text: "{Side} knee in."
        recording: voice/knee-{side}.wav
      - text: Feel your sacroiliac joints.
        say: Feel your say-cro-illy-ack joints.
    gate: 7
    holds:
      - count: 6
        unit: breaths
    easier:
      name: Room
      cues:
        - Leave some room in your knee.
    leave:
      - Put your foot down.
"""


def say_into(path: Path, text: str) -> None:
    """Record a line in another voice than the one that reads the others."""
    path.parent.mkdir(exist_ok=True)
    words = ["espeak-ng", "-v", "en-gb", "-p", "80", "-s", "120", "-w", str(path), text]
    subprocess.run(words, check=True, timeout=120)


@pytest.fixture(scope="module")
def spoken(desk: Desk, dispatcher: Dispatcher, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A practice in which the person is ready early, eases, stays, stops safely and goes on."""
    folder = tmp_path_factory.mktemp("hands-free")
    file = folder / "heard.raw"
    for side in ("right", "left"):
        say_into(folder / "voice" / f"knee-{side}.wav", f"Now, your {side} knee comes in to you.")
    with Starter(desk.screen, desk.speaker, folder) as supine:
        path = supine.settings(f"{QUICKLY}\n{VOICE_ALONE}", voice=True)
        with desk.speaker.record(file):
            program = speaking(supine, dispatcher, SEQUENCE)
            program.wait_for("say", text=GET_READY)
            program.wait_for("said", text=GET_READY)
            program.press("Return", "ready")
            program.wait_for("said", text="Six breaths.")
            program.press("e", "ease")
            program.wait_for("said", text=EASIER)
            program.press("s", "stay")
            program.press("x", "pause", reason="stopped")
            last = program.wait_for("say", text=WAY_OUT[-1])
            until(lambda: program.events[-1]["event"] == "said", "the end of the way out")
            until(lambda: time.time() > last["wall"] + 3.0, "quiet after it")
            program.press("space", "resume")
            ended = program.wait_for("end", seconds=200)
            until(lambda: time.time() > ended["wall"] + 0.6, "the last bell to be over")
        program.close()
        settings = path.read_text()
    return recorded(file, program.events, settings)


def of_side(spoken: Spoken, side: str) -> list[Event]:
    """Return what happened from the side's first step to the other's, or the end."""
    events = spoken.events
    first, second = (
        events.index(traces.named(events, "step", kind="settle", side=which)[0])
        for which in ("right", "left")
    )
    return events[first:second] if side == "right" else events[second:]


def hold_seconds(events: list[Event]) -> float:
    """Return how long the hold lasted in the end, in seconds of practice, in one part or two."""
    steps = traces.named(events, "step")
    pairs = pairwise(steps)
    return float(sum(then["due"] - one["due"] for one, then in pairs if one["kind"] == "hold"))


def test_the_voice_never_speaks_into_itself_or_a_bell(spoken: Spoken) -> None:
    assert_one_at_a_time(spoken)
    assert_clear_of_bells(spoken)


def test_every_line_can_be_heard(spoken: Spoken) -> None:
    for line in traces.named(spoken.events, "say", heard=True):
        assert spoken.loudest(line["wall"], line["wall"] + SOON) > LOUD, line


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_recorded_line_takes_what_its_recording_takes(spoken: Spoken, side: str) -> None:
    text = f"{side.capitalize()} knee in."
    events = of_side(spoken, side)
    # on the right it is said again, after the stop
    begun, over = (traces.named(events, name, text=text)[0] for name in ("say", "said"))
    # the words of the file, not those on the screen, which the voice says within a second
    assert over["wall"] - begun["wall"] > 2.0
    assert spoken.loudest(begun["wall"] + 1.0, over["wall"]) > LOUD


def test_a_key_at_the_gate_begins_at_once_and_without_one_the_hold_begins_by_itself(
    spoken: Spoken,
) -> None:
    right, left = of_side(spoken, "right"), of_side(spoken, "left")
    (ready,) = traces.named(right, "ready")
    hold = traces.named(right, "step", kind="hold")[0]
    assert hold["wall"] - ready["wall"] < 3.0
    assert traces.named(left, "ready") == []
    (said,) = traces.named(left, "said", text=GET_READY)
    (hold,) = traces.named(left, "step", kind="hold")
    assert hold["wall"] > said["wall"]


def test_what_the_right_was_given_the_left_gets(spoken: Spoken) -> None:
    right, left = of_side(spoken, "right"), of_side(spoken, "left")
    assert hold_seconds(left) == pytest.approx(hold_seconds(right), abs=0.01)
    assert EASIER in [one["text"] for one in traces.named(left, "say", heard=True)]


def test_stopped_safely_the_way_out_of_this_pose_is_said_while_it_waits(spoken: Spoken) -> None:
    (stopped,) = traces.named(spoken.events, "pause", reason="stopped")
    (resumed,) = traces.named(spoken.events, "resume")
    said = [
        one for one in traces.named(spoken.events, "say", heard=True)
        if stopped["wall"] <= one["wall"] <= resumed["wall"]
    ]  # fmt: skip
    assert [one["text"] for one in said] == WAY_OUT
    assert all(one["at"] == stopped["at"] for one in said)


def test_whoever_goes_on_is_led_in_again_and_told_their_variant(spoken: Spoken) -> None:
    (resumed,) = traces.named(spoken.events, "resume")
    said = [one["text"] for one in traces.named(spoken.events, "say", heard=True)
            if one["wall"] > resumed["wall"]]  # fmt: skip
    assert said[:5] == [
        "Right leg: Knee hug", "Right knee in.", "Feel your sacroiliac joints.", GET_READY, EASIER,
    ]  # fmt: skip
