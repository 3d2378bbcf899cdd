"""What is said in a practice, and when."""

from __future__ import annotations

import wave
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core import adjustment
from supine.core.pace import Pace
from supine.core.plan import Plan, Step, TimedCue
from supine.core.planner import plan as plan_of
from supine.core.reader import read
from supine.core.sequence import Cue, Hold, Pose, Rest, Sequence, Unit
from supine.core.sounds import BREATH_SOUNDS, Sound, next_note, notes_at
from supine.resources import resource
from supine.settings.declaration import Amount, Counting
from supine.speech.phrases import PHRASES
from supine.speech.rate import Rate
from supine.speech.script import (
    AFTER_BELL,
    BEFORE_BELL,
    BETWEEN,
    Line,
    Manner,
    clear_after,
    lines_of,
)
from tests.core.strategies import sequences
from tests.helpers import script, shipped_plan, step_of
from tests.pseudo_language import pseudo, spoken

LEAD = 0.2
ROUND = 1e-6

long = Rate().of
paces = st.builds(Pace, breaths_per_minute=st.floats(3, 20), settle=st.floats(0.5, 4))
manners = st.builds(
    Manner,
    amount=st.sampled_from(["all", "short", "sides"]),
    counting=st.sampled_from(["none", "last", "halfway", "every"]),
)


def said(plan: Plan, amount: Amount = "all", counting: Counting = "last") -> list[Line]:
    return script(plan, long, Manner(amount, counting))


def texts(plan: Plan, amount: Amount = "all", counting: Counting = "last") -> list[str]:
    return [line.text for line in said(plan, amount, counting)]


def hold_of(count: int, unit: Unit, **more: object) -> Plan:
    hold = Hold(count=count, unit=unit, **more)  # type: ignore[arg-type]
    return plan_of(Sequence(title="One", steps=[Pose(name="Pose", holds=[hold])]), Pace())


def counts(plan: Plan, counting: Counting = "last") -> list[str]:
    return [line.text for line in said(plan, "all", counting) if line.kind == "count"]


def bells(plan: Plan) -> list[tuple[float, float]]:
    """Return when each bell rings, and from when on one may speak again."""
    found, at = [], -1.0
    while (note := next_note(plan, at)) is not None:
        at = note.due
        found += [
            (at, at + clear_after(one.sound))
            for one in notes_at(plan, at)
            if one.sound not in BREATH_SOUNDS
        ]
    return found


def test_every_line_of_the_shipped_practice_is_said_once_and_in_order() -> None:
    plan = shipped_plan()
    written = [cue.text for step in plan.steps for cue in step.cues]
    assert [line.text for line in said(plan) if line.kind in ("side", "cue")] == written


def test_nothing_is_said_before_its_time_in_settling_and_leaving() -> None:
    plan = shipped_plan()
    for line in said(plan):
        step = plan.steps[line.step]
        if step.kind in ("settle", "leave"):
            cue = next(one for one in step.cues if one.text == line.text)
            assert -ROUND <= line.due - step.start - cue.at < 1.5


def test_the_side_is_said_first_and_what_comes_next_is_said_once() -> None:
    plan = shipped_plan()
    for segment in plan.segments:
        first, *rest = [
            line for line in said(plan) if plan.steps[line.step].segment == segment.index
        ]
        assert first.kind == "side"
        assert first.text == ": ".join(filter(None, (segment.heading, segment.pose)))
        assert "side" not in [line.kind for line in rest]


def test_nothing_waits_and_nothing_is_left_out_at_the_usual_pace() -> None:
    assert all(line.due + long(line.cue) <= line.until + ROUND for line in said(shipped_plan()))


@given(sequences(), paces, manners, st.floats(0.3, 4))
def test_no_two_lines_are_said_at_once(
    sequence: Sequence, pace: Pace, manner: Manner, factor: float
) -> None:
    rate = Rate(factor)
    lines = script(plan_of(sequence, pace), rate.of, manner)
    for one, other in pairwise(lines):
        assert one.due <= other.due + ROUND
        # a line that has no room makes the practice wait, and only such a line
        overlaps = one.due + rate.of(one.cue) + BETWEEN > other.due + ROUND
        assert not overlaps or one.waits or one.step != other.step


@given(sequences(), paces, manners, st.floats(0.3, 4))
def test_no_line_is_spoken_into_a_bell(
    sequence: Sequence, pace: Pace, manner: Manner, factor: float
) -> None:
    plan, rate = plan_of(sequence, pace), Rate(factor)
    rung = bells(plan)
    for line in script(plan, rate.of, manner):
        over = line.due + rate.of(line.cue)
        for bell, clear in rung:
            if bell <= line.due + ROUND:
                assert line.due >= clear - ROUND or line.waits
            else:
                assert over <= bell - BEFORE_BELL + ROUND or line.waits


@given(sequences(), paces, manners, st.floats(0.3, 4))
def test_what_leads_in_or_out_is_always_said_within_its_step(
    sequence: Sequence, pace: Pace, manner: Manner, factor: float
) -> None:
    plan, rate = plan_of(sequence, pace), Rate(factor)
    for step in plan.steps:
        lines = lines_of(plan, step.index, rate.of, manner)
        assert all(step.start - ROUND <= line.due < step.end for line in lines)
        if step.kind in ("settle", "leave"):
            assert all(line.waits for line in lines)
            assert (
                manner.amount != "all"
                or len(lines) == len(step.cues) + bool(step.gate) + step.begins_round
            )
        else:
            assert not any(line.waits for line in lines)
            assert all(line.due + rate.of(line.cue) <= line.until + ROUND for line in lines)


@pytest.mark.parametrize(
    ("count", "unit", "opening", "last"),
    [
        (5, "breaths", "Five breaths.", "Last breath."),
        (12, "breaths", "Twelve breaths.", "Last breath."),
        (13, "breaths", "Thirteen breaths.", "Last breath."),
        (40, "seconds", "Forty seconds.", "Ten more seconds."),
        (15, "seconds", "Fifteen seconds.", "Five more seconds."),
        (120, "seconds", "Two minutes.", "Ten more seconds."),
        (3, "circles", "Three circles.", "Last circle."),
        (10, "times", "Ten times.", "Last time."),
        (10, "cycles", "Ten times to each side.", "Once more to each side."),
    ],
)
def test_a_hold_says_how_many_and_which_is_the_last(
    count: int, unit: Unit, opening: str, last: str
) -> None:
    assert counts(hold_of(count, unit)) == [opening, last]


@pytest.mark.parametrize(
    ("unit", "words"),
    [("breaths", "One breath."), ("circles", "One circle."), ("cycles", "Once to each side.")],
)
def test_a_single_one_is_not_called_the_last(unit: Unit, words: str) -> None:
    assert counts(hold_of(1, unit)) == [words]


def test_a_circle_says_which_way_round() -> None:
    assert counts(hold_of(5, "circles", direction="anticlockwise"))[0] == (
        "Five circles, anticlockwise."
    )


@pytest.mark.parametrize(
    ("counting", "words"),
    [
        ("none", ["Five breaths."]),
        ("last", ["Five breaths.", "Last breath."]),
        ("halfway", ["Five breaths.", "Halfway.", "Last breath."]),
        ("every", ["Five breaths.", "Two.", "Three.", "Four.", "Last breath."]),
    ],
)
def test_nothing_else_is_counted_unless_asked_for(counting: Counting, words: list[str]) -> None:
    assert counts(hold_of(5, "breaths"), counting) == words


def test_the_bell_of_the_last_breath_rings_before_the_words() -> None:
    plan = hold_of(5, "breaths")
    (last,) = [line for line in said(plan) if line.text == "Last breath."]
    bell = plan.steps[-1].start + 4 * plan.steps[-1].unit_seconds
    assert last.due == pytest.approx(bell + AFTER_BELL)


def test_a_rest_is_quiet_but_for_its_lines() -> None:
    rest = Rest(name="Long rest", breaths=6, during=["Let the floor carry you."])
    plan = plan_of(Sequence(title="One", steps=[rest]), Pace())
    assert texts(plan, counting="every") == ["Long rest", "Let the floor carry you."]


def test_short_is_the_side_the_pose_and_the_counts() -> None:
    lines = said(shipped_plan(), "short")
    assert {line.kind for line in lines} == {"side", "count"}
    assert "Knees to the right: Spinal twist" in [line.text for line in lines]


def test_sides_are_the_side_and_the_counts() -> None:
    lines = said(shipped_plan(), "sides")
    headings = [f"{one.heading}." for one in shipped_plan().segments if one.heading]
    assert [line.text for line in lines if line.kind == "side"] == headings


@pytest.mark.parametrize("amount", ["all", "short", "sides"])
def test_the_answer_to_a_key_is_said_at_once_however_little_is_said(amount: Amount) -> None:
    hold = step_of("hold", side="right")
    plan = adjustment.easier(shipped_plan(), hold.index, 3.0)
    (answer,) = [
        line for line in lines_of(plan, hold.index, long, Manner(amount)) if line.kind == "answer"
    ]
    assert answer.due == pytest.approx(hold.start + 3.0)
    assert hold.easier is not None
    assert answer.cue == hold.easier.cues[0]


@pytest.mark.parametrize("language", PHRASES)
def test_the_program_answers_in_the_language_of_the_sequence(language: str) -> None:
    """It is shown in that of the interface."""
    phrases, plan = PHRASES[language], hold_of(8, "breaths")
    hold = plan.steps[1]
    with spoken():
        easier = adjustment.easier(plan, hold.index, 3.0)
        back = adjustment.deeper(easier, hold.index, 20.0)
    shown = [cue.text for cue in back.steps[1].cues]
    assert shown == [pseudo(adjustment.EASIER_LINE), pseudo(adjustment.AS_BEGUN_LINE)]
    manner = Manner("short", phrases=phrases)
    answers = [
        line.text for line in lines_of(back, hold.index, long, manner) if line.kind == "answer"
    ]
    assert answers == [phrases.easier, phrases.as_before]


def with_cues(step: Step, *at: float) -> Plan:
    """Return the shipped plan with lines in a hold, all as long as this."""
    cues = tuple(TimedCue(one, Cue(f"Soft jaw {one:g}.")) for one in at)
    steps = list(shipped_plan().steps)
    steps[step.index] = replace(step, cues=cues)
    return Plan.of_steps("Changed", steps)


def during(plan: Plan, step: Step, seconds: float) -> list[Line]:
    lines = lines_of(plan, step.index, lambda _text: seconds, Manner(counting="none"))
    return [line for line in lines if line.kind == "cue"]


def test_a_line_that_would_speak_into_the_end_comes_sooner() -> None:
    hold = step_of("hold", side="right")
    (line,) = during(with_cues(hold, hold.seconds - 3), hold, 4.0)
    assert line.due == pytest.approx(hold.end - BEFORE_BELL - 4.0)


def test_a_line_that_fits_nowhere_near_is_left_out() -> None:
    hold = step_of("hold", side="right")
    assert during(with_cues(hold, hold.seconds - 1), hold, 8.0) == []


@pytest.mark.parametrize("sound", get_args(Sound))
def test_a_bell_has_sounded_long_enough_before_one_speaks(sound: Sound) -> None:
    with wave.open(str(resource("sounds", f"{sound}.wav"))) as file:
        seconds = file.getnframes() / file.getframerate() - LEAD
    if sound not in BREATH_SOUNDS:
        assert clear_after(sound) >= min(AFTER_BELL, seconds) - 0.01


@pytest.mark.parametrize(
    ("counting", "said"),
    [
        ("none", ["Forty seconds."]),
        ("halfway", ["Forty seconds.", "Halfway.", "Ten more seconds."]),
        (
            "every",
            ["Forty seconds.", "Thirty more seconds.", "Twenty more seconds.", "Ten more seconds."],
        ),
    ],
)
def test_of_seconds_every_tenth_is_counted(counting: Counting, said: list[str]) -> None:
    assert counts(hold_of(40, "seconds"), counting) == said


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("de", "Vierzig Sekunden.", "Noch zehn Sekunden."),
        ("fr", "Quarante secondes.", "Encore dix secondes."),
        ("es", "Cuarenta segundos.", "Diez segundos más."),
    ],
)
def test_seconds_are_said_in_every_language(language: str, first: str, last: str) -> None:
    plan = hold_of(40, "seconds")
    lines = script(plan, long, Manner(phrases=PHRASES[language]))
    assert [line.text for line in lines if line.kind == "count"] == [first, last]


ROUNDS = """\
title: T
steps:
  - series: Strap
    rounds: 2
    steps: [{pose: Up, settle: [Leg up.], holds: [{count: 3, unit: breaths}], leave: [Lower it.]}]
"""


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "Round one of two.", "Round two of two."),
        ("de", "Runde eins von zwei.", "Runde zwei von zwei."),
        ("fr", "Série un sur deux.", "Série deux sur deux."),
        ("es", "Ronda uno de dos.", "Ronda dos de dos."),
    ],
)
def test_each_round_is_said_after_the_side(language: str, first: str, second: str) -> None:
    plan = plan_of(read(ROUNDS), Pace(voice_factor=1.0))
    lines = script(plan, long, Manner(phrases=PHRASES[language]))
    said = [line.text for line in lines if line.kind in ("side", "round")]
    assert said == [
        "Right side: Up", first, "Left side: Up", "Right side: Up", second, "Left side: Up",
    ]  # fmt: skip
    # there is time for it: no line has to wait
    settling = [line for line in lines if line.kind == "cue" and line.text == "Leg up."]
    assert all(line.due + long(line.cue) <= line.until + 0.5 for line in settling)
