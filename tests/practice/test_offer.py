"""Where a practice goes on that was interrupted: at its place, led in again, both sides alike."""

from __future__ import annotations

import wave
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core import adjustment
from supine.core.fit_to_time import fit_to_time, lengthen
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read, read_file
from supine.core.sequence import Clip, Pose, Sequence
from supine.core.tally import Tally, added
from supine.practice.offer import Offer, is_offered, offer_of
from supine.practice.place import Interrupted, Place
from supine.ui import words
from tests.core.samples import SMALL, edited
from tests.core.strategies import paces, plans, sequences, shares
from tests.helpers import RECORD, shipped, shipped_plan

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
NOWHERE = Path("/nowhere")
PACE = Pace()
TWICE = SMALL + "  - repeat: Knees in\n"


def interrupted(
    made: Plan, elapsed: float, sequence: Sequence | None = None, minutes: int = 0
) -> Interrupted:
    """Return a practice of `made` from `sequence` that ended at `elapsed` seconds."""
    tally = added(Tally(), made, 0.0, elapsed)
    place = Place(NOON, elapsed, tally, RECORD, words.name_of(made.moment(elapsed).segment))
    return Interrupted("b7", "small.yaml", minutes, False, sequence, made, place)


def offered(elapsed: float, now: str = SMALL, was: str = SMALL) -> Offer | None:
    """Return what is offered of `was`, interrupted at `elapsed`, when its file says `now`."""
    sequence = read(was)
    made = plan(sequence, PACE)
    return offer_of(interrupted(made, elapsed, sequence), PACE, read(now), NOWHERE)


def told(offer: Offer | None) -> str:
    assert offer is not None
    assert offer.step is not None
    return words.place_words(offer.step, offer.done)


def hold(made: Plan, side: str | None = "right") -> Step:
    return next(step for step in made.steps if step.kind == "hold" and step.side == side)


def test_it_is_told_as_a_pose_a_side_and_a_breath() -> None:
    step = hold(plan(read(SMALL), PACE))
    offer = offered(step.start + 25)
    assert told(offer) == "Knees in, right, breath 3 of 3"


def test_its_pose_is_settled_again_and_the_breath_begins_anew() -> None:
    step = hold(plan(read(SMALL), PACE))
    offer = offered(step.start + 25)
    assert offer is not None
    way_in, left = (
        offer.plan.step_at(offer.start),
        offer.plan.steps[offer.plan.step_at(offer.start).index + 1],
    )
    assert [cue.text for cue in way_in.cues] == [
        "Right side: Knees in", "Right knee in.", "Let it be heavy.",
    ]  # fmt: skip
    assert (left.kind, left.count, left.done_before) == ("hold", 1, 2)
    assert not offer.edited


def test_where_it_leads_in_once_more_the_breath_is_told_still() -> None:
    step = hold(plan(read(SMALL), PACE))
    offer = offered(step.start + 25)
    assert offer is not None
    again = offer_of(
        interrupted(offer.plan, offer.start + 1, read(SMALL)), PACE, read(SMALL), NOWHERE
    )
    assert told(again) == "Knees in, right, breath 3 of 3"
    assert again is not None
    assert again.plan.step_at(again.start).kind == "settle"


def test_in_the_way_in_the_pose_is_told_and_on_the_way_out_the_next_one() -> None:
    made = plan(read(SMALL), PACE)
    assert told(offered(made.steps[0].start + 2)) == "Knees in, right"
    assert told(offered(made.steps[2].start + 1)) == "Knees in, left"


def test_on_the_last_way_out_nothing_is_left() -> None:
    made = plan(read(SMALL), PACE)
    assert offered(made.steps[-1].start + 1) is None
    assert offered(made.seconds) is None


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("breaths", "breath 2 of 20"),
        ("circles", "circle 2 of 20"),
        ("cycles", "time 1 of 20"),
        ("times", "time 4 of 20"),
        ("seconds", "second 13 of 20"),
    ],
)
def test_each_count_has_its_own_word(unit: str, said: str) -> None:
    text = SMALL.replace("breaths", unit).replace("count: 3", "count: 20")
    step = hold(plan(read(text), PACE))
    assert told(offered(step.start + 12.5, text, text)) == f"Knees in, right, {said}"


def test_in_a_series_the_round_is_told() -> None:
    text = """\
title: Rounds
steps:
  - series: Legs
    rounds: 3
    steps:
      - pose: Knees in
        holds: [{count: 3, unit: breaths}]
        leave: [Feet down.]
"""
    made = plan(read(text), PACE)
    second = next(s for s in made.steps if s.kind == "hold" and s.round and s.round.number == 2)
    assert told(offered(second.start, text, text)) == "Knees in, right, round 2 of 3, breath 1 of 3"


@given(plans, shares, st.integers(1, 3))
def test_however_often_it_is_interrupted_the_count_is_that_of_the_whole_hold(
    made: Plan, share: float, times: int
) -> None:
    holds = [step for step in made.steps if step.kind == "hold" and step.unit == "breaths"]
    assume(holds)
    step = holds[int(share * (len(holds) - 1))]
    now, done, elapsed = made, 0, step.start
    for _ in range(times):
        here = now.step_at(elapsed)
        more = min(1, here.count - 1)
        offer = offer_of(
            interrupted(now, here.start + more * here.unit_seconds, shipped()), PACE, None, NOWHERE
        )
        assert offer is not None
        assert offer.step is not None
        done += more
        assert offer.step.done_before + offer.done == done
        assert offer.step.done_before + offer.step.count == step.count
        now = offer.plan
        elapsed = now.steps[now.step_at(offer.start).index + 1].start


@given(plans, shares, paces)
def test_nobody_does_more_or_less_than_without_an_interruption(
    made: Plan, share: float, pace: Pace
) -> None:
    """Whatever the pace is by then, the breaths on each side are what the plan had."""
    offer = offer_of(interrupted(made, share * made.seconds, shipped()), pace, None, NOWHERE)
    if offer is None:
        return
    for side in ("right", "left", None):
        assert sum(s.count for s in offer.plan.steps if s.side == side) == sum(
            s.count for s in made.steps if s.side == side
        )
    way_in = offer.plan.step_at(offer.start)
    assert (way_in.leads_in, way_in.start) == (True, offer.start)
    breathes = [s for s in offer.plan.steps if s.breathes]
    assert {s.rhythm for s in breathes} <= {pace.rhythm}


def test_what_was_made_easier_stays_so_on_both_sides() -> None:
    made = plan(shipped(), PACE)
    step = next(s for s in made.steps if s.kind == "hold" and s.side == "right" and s.easier)
    eased = adjustment.easier(made, step.index, 0.5 * step.unit_seconds)
    count = eased.steps[step.index].count
    offer = offer_of(
        interrupted(eased, step.start + 1.2 * step.unit_seconds, shipped()),
        PACE,
        shipped(),
        NOWHERE,
    )
    assert offer is not None
    mine = [s for s in offer.plan.steps if (s.kind, s.pose) == ("hold", step.pose)]
    for side in ("right", "left"):
        assert sum(s.count for s in mine if s.side == side) == count
        assert {s.level for s in mine if s.side == side} == {-1}


@given(plans, shares)
def test_what_is_restored_leads_in_as_the_key_after_a_stop_does(made: Plan, share: float) -> None:
    elapsed = share * made.seconds
    moment = made.moment(elapsed)
    offer = offer_of(interrupted(made, elapsed, shipped()), PACE, None, NOWHERE)
    assume(offer is not None)
    assert offer is not None
    same_pace = adjustment.at_speech(
        adjustment.at_pace(made, PACE.rhythm, elapsed), moment.step.index, PACE
    )
    into = (
        adjustment.same_place(made, same_pace, elapsed) - same_pace.steps[moment.step.index].start
    )
    assert (offer.plan, offer.start) == adjustment.led_in(same_pace, moment.step.index, into, PACE)


CHANGED = TWICE.replace("count: 3", "count: 5").replace("title: Small", "title: Other")


def test_a_sequence_that_was_changed_goes_on_at_the_beginning_of_its_pose() -> None:
    made = plan(read(TWICE), PACE)
    left = [step for step in made.steps if step.kind == "hold" and step.side == "left"]
    offer = offered(left[1].start + 5, CHANGED, TWICE)
    assert offer is not None
    new = plan(read(CHANGED), PACE)
    again = [s for s in new.segments if s.side == "left"]
    assert (offer.edited, offer.plan, offer.start) == (True, new, again[1].start)
    assert told(offer) == "Knees in, left"


def test_where_the_pose_comes_less_often_now_the_last_one_is_meant() -> None:
    made = plan(read(TWICE), PACE)
    left = [step for step in made.steps if step.kind == "hold" and step.side == "left"]
    offer = offered(left[1].start + 5, edited("count: 3", "count: 5"), TWICE)
    assert offer is not None
    assert offer.step is not None
    assert (offer.step.kind, offer.step.side) == ("settle", "left")


def test_where_the_pose_is_gone_it_is_the_beginning_and_said() -> None:
    step = hold(plan(read(SMALL), PACE))
    offer = offered(step.start, SMALL.replace("Knees in", "Knees out"))
    assert offer is not None
    assert (offer.step, offer.start, offer.edited) == (None, 0.0, True)


def test_a_pose_of_one_side_is_not_taken_for_the_other() -> None:
    made = plan(read(SMALL), PACE)
    only = edited("    sides: both", "    sides: right-only")
    offer = offered(hold(made, "left").start, only)
    assert offer is not None
    assert offer.step is None


@pytest.mark.parametrize(
    "change", ["title: Larger", "credit: Ada\ntitle: Small", "# Ada\ntitle: Small"]
)
def test_what_does_not_change_the_practice_is_no_change(change: str) -> None:
    step = hold(plan(read(SMALL), PACE))
    offer = offered(step.start + 25, edited("title: Small", change))
    assert told(offer) == "Knees in, right, breath 3 of 3"


def test_a_changed_sequence_has_the_length_that_was_chosen() -> None:
    was = shipped()
    first = was.steps[0]
    assert isinstance(first, Pose)
    now = replace(was, steps=[replace(first, leave=["Slowly."]), *was.steps[1:]])
    kept = interrupted(plan(fit_to_time(was, PACE, 15), PACE), 60.0, was, minutes=15)
    offer = offer_of(kept, PACE, now, NOWHERE)
    assert offer is not None
    assert (offer.edited, offer.plan) == (True, plan(fit_to_time(now, PACE, 15), PACE))
    longer = kept._replace(minutes=45, longer=True)
    offer = offer_of(longer, PACE, now, NOWHERE)
    assert offer is not None
    assert offer.plan == plan(lengthen(now, PACE, 45), PACE)


@given(sequences(), sequences(), paces, shares)
def test_whatever_became_of_the_sequence_something_can_be_offered(
    was: Sequence, now: Sequence, pace: Pace, share: float
) -> None:
    made = plan(was, pace)
    offer = offer_of(interrupted(made, share * made.seconds * 0.99, was), pace, now, NOWHERE)
    if offer is None or offer.step is None:
        return
    here = offer.plan.step_at(offer.start)
    assert (here.pose, here.side) == (offer.step.pose, offer.step.side)


def test_where_the_file_is_gone_what_was_kept_is_practised() -> None:
    sequence = read(SMALL)
    made = plan(sequence, PACE)
    offer = offer_of(interrupted(made, 12.0, sequence), PACE, None, NOWHERE)
    assert offer is not None
    assert (offer.course.sequence, offer.edited) == (sequence, False)


def test_nothing_is_offered_where_plan_and_sequence_are_not_known() -> None:
    kept = interrupted(shipped_plan(), 60.0)
    assert offer_of(kept, PACE, None, NOWHERE) is None
    assert offer_of(kept._replace(plan=None), PACE, shipped(), NOWHERE) is None


def recorded(folder: Path) -> Path:
    with wave.open(str(folder / "heavy.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    path = folder / "recorded.yaml"
    path.write_text(
        edited("      - Let it be heavy.", "      - {text: Let it be heavy., recording: heavy.wav}")
    )
    return path


def plain(made: Plan) -> Plan:
    """Return `made` as it comes from a file: its recordings are names."""
    return Plan(made.title, tuple(
        replace(step, cues=tuple(
            replace(cue, cue=replace(cue.cue, recording=str(cue.cue.recording)))
            if cue.cue.recording else cue for cue in step.cues
        )) for step in made.steps
    ))  # fmt: skip


def test_a_teacher_s_own_voice_is_heard_again(tmp_path: Path) -> None:
    sequence = read_file(recorded(tmp_path))
    made = plan(sequence, PACE)
    for now in (sequence, None):
        offer = offer_of(interrupted(plain(made), 1.0, sequence), PACE, now, tmp_path)
        assert offer is not None
        way_in = offer.plan.step_at(offer.start)
        (clip,) = [cue.cue.recording for cue in way_in.cues if cue.cue.recording]
        assert isinstance(clip, Clip)
        assert (clip.path, clip.seconds) == (f"{tmp_path}/heavy.wav", 1.0)


def test_a_recording_that_is_gone_is_spoken(tmp_path: Path) -> None:
    sequence = read_file(recorded(tmp_path))
    (tmp_path / "heavy.wav").unlink()
    kept = interrupted(plain(plan(sequence, PACE)), 1.0, sequence)
    offer = offer_of(kept, PACE, None, tmp_path)
    assert offer is not None
    assert [cue.cue.recording for cue in offer.plan.steps[0].cues if cue.cue.recording] == [
        "heavy.wav"
    ]
    assert not isinstance(offer.plan.steps[0].cues[2].cue.recording, Clip)


@pytest.mark.parametrize(
    ("after", "is_told"),
    [
        (timedelta(0), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24, minutes=1), False),
        (timedelta(days=-1), True),
    ],
    ids=["at once", "in a day", "later", "with a clock that was set back"],
)
def test_it_is_offered_for_a_day(after: timedelta, is_told: bool) -> None:
    kept = interrupted(shipped_plan(), 60.0)
    assert is_offered(kept, NOON + after) == is_told


def test_a_day_is_as_long_where_the_clocks_change_or_the_person_travels() -> None:
    kept = interrupted(shipped_plan(), 60.0)
    summer, winter, tokyo = (timezone(timedelta(hours=hours)) for hours in (2, 1, 9))
    place = replace(kept.place, written=datetime(2026, 10, 25, 1, 30, tzinfo=summer))
    kept = kept._replace(place=place)
    # 25 hours on the wall
    assert is_offered(kept, datetime(2026, 10, 26, 0, 29, tzinfo=winter))
    assert not is_offered(kept, datetime(2026, 10, 26, 0, 31, tzinfo=winter))
    assert is_offered(kept, datetime(2026, 10, 26, 8, 29, tzinfo=tokyo))


def test_what_has_hardly_begun_or_has_ended_is_not_offered() -> None:
    kept = interrupted(shipped_plan(), 60.0)
    assert is_offered(interrupted(shipped_plan(), 5.0), NOON)
    assert not is_offered(interrupted(shipped_plan(), 4.0), NOON)
    over = replace(kept.place, over=RECORD.entry(kept.place.tally))
    assert not is_offered(kept._replace(place=over), NOON)
