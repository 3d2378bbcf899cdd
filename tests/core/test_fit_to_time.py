"""A practice fits the available time, and both sides shrink and grow by the same amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core.fit_to_time import changed_counts, fit_to_time, lengthen
from supine.core.pace import Pace
from supine.core.planner import plan, resolved
from supine.core.sequence import GROWTH, Hold, Sequence, every_pose
from tests.core.strategies import paces, sequences

minutes = st.floats(1, 180)


def holds_of(sequence: Sequence) -> dict[str, list[Hold]]:
    """Return the holds of each pose, the first time that it is done."""
    poses = every_pose(resolved(sequence))
    return {pose.name: pose.holds for pose in reversed(poses)}


@given(sequences(), paces)
def test_without_a_time_all_stays_as_written(sequence: Sequence, pace: Pace) -> None:
    assert fit_to_time(sequence, pace, None) == sequence


@given(sequences(), paces, minutes)
def test_it_takes_no_longer_than_there_is_unless_all_is_at_its_least(
    sequence: Sequence, pace: Pace, minutes: float
) -> None:
    fitted = fit_to_time(sequence, pace, minutes)
    if plan(fitted, pace).seconds > minutes * 60:
        written = holds_of(sequence)
        for name, holds in holds_of(fitted).items():
            least = [hold.fewest for hold in written[name]]
            assert [hold.count for hold in holds] == least


@given(sequences(), paces, minutes)
def test_no_hold_falls_below_its_least_or_gets_more_than_is_written(
    sequence: Sequence, pace: Pace, minutes: float
) -> None:
    written = holds_of(sequence)
    for name, holds in holds_of(fit_to_time(sequence, pace, minutes)).items():
        for before, after in zip(written[name], holds, strict=True):
            assert before.fewest <= after.count <= before.count


@given(sequences(), paces, minutes)
def test_where_there_is_time_enough_all_stays_as_written(
    sequence: Sequence, pace: Pace, minutes: float
) -> None:
    if plan(sequence, pace).seconds <= minutes * 60:
        assert fit_to_time(sequence, pace, minutes) == sequence


@given(sequences(), paces, minutes)
def test_asked_for_longer_nothing_is_left_out_shortened_or_grown_beyond_reason(
    sequence: Sequence, pace: Pace, minutes: float
) -> None:
    longer = lengthen(sequence, pace, minutes)
    least, most = plan(sequence, pace), plan(longer, pace)
    assert most.seconds <= max(minutes * 60, least.seconds)
    for before, after in zip(least.steps, most.steps, strict=True):
        assert (after.pose, after.kind) == (before.pose, before.kind)
        assert before.count <= after.count <= before.count * GROWTH


@given(sequences(), paces, minutes)
def test_what_is_not_practised_as_written_is_named_with_both_counts(
    sequence: Sequence, pace: Pace, minutes: float
) -> None:
    for change in (fit_to_time, lengthen):
        fitted = change(sequence, pace, minutes)
        kept = {(step.pose, step.count) for step in plan(fitted, pace).steps}
        written = {(step.pose, step.count) for step in plan(sequence, pace).steps}
        told = {(one.name, one.practised) for one in changed_counts(sequence, fitted)}
        assert told <= kept
        assert kept - written <= told


def test_a_repeat_keeps_its_own_count(shipped: Sequence) -> None:
    again = [step.count for step in plan(resolved(shipped), Pace()).steps]
    assert again == [step.count for step in plan(shipped, Pace()).steps]


def test_a_teacher_s_five_breaths_stay_five_with_time_for_nine(shipped: Sequence) -> None:
    """Ten minutes chosen for a long sequence once made seventeen tilts of ten in a short one."""
    short = replace(shipped, steps=shipped.steps[2:3])
    assert fit_to_time(short, Pace(), 10) == short
    (changed,) = changed_counts(short, lengthen(short, Pace(), 4))
    assert changed == ("Spinal twist", "breaths", 5, 8)


def test_two_sides_and_a_repeat_are_told_once(shipped: Sequence) -> None:
    changed = changed_counts(shipped, fit_to_time(shipped, Pace(), 30))
    assert len(changed) == len(set(changed)) > 0


@given(sequences(), paces, minutes)
def test_both_sides_stay_alike(sequence: Sequence, pace: Pace, minutes: float) -> None:
    made = plan(fit_to_time(sequence, pace, minutes), pace)
    assert made.side_seconds("right") == pytest.approx(made.side_seconds("left"))
    twins = [(step, made.steps[step.twin]) for step in made.steps if step.twin is not None]
    assert all(step.count == twin.count for step, twin in twins)


@pytest.mark.parametrize("minutes", range(8, 56))
def test_the_shipped_sequence_fits_any_time_to_within_half_a_minute(
    shipped: Sequence, minutes: int
) -> None:
    fitted = fit_to_time(shipped, Pace(), minutes)
    seconds = plan(fitted, Pace()).seconds
    assert seconds <= minutes * 60
    # where poses are left out, the others may need less
    assert seconds >= minutes * 60 - 30 or changed_counts(shipped, fitted) == []


@pytest.mark.parametrize("minutes", range(32, 54))
def test_asked_for_longer_the_shipped_sequence_takes_it_to_within_half_a_minute(
    shipped: Sequence, minutes: int
) -> None:
    seconds = plan(lengthen(shipped, Pace(), minutes), Pace()).seconds
    assert minutes * 60 - 30 <= seconds <= minutes * 60


def test_both_directions_of_a_circle_stay_alike(shipped: Sequence) -> None:
    for minutes in range(8, 56):
        fitted = holds_of(fit_to_time(shipped, Pace(), minutes))
        clockwise, anticlockwise = fitted["Hip circles"]
        assert clockwise.count == anticlockwise.count


def test_poses_for_longer_practices_are_left_out_first(shipped: Sequence) -> None:
    assert len(fit_to_time(shipped, Pace(), 30).poses) == 10
    assert "Inner thigh stretch" not in fit_to_time(shipped, Pace(), 19).poses
    shortest = fit_to_time(shipped, Pace(), 1)
    assert shortest.poses == ["Hip circles", "Spinal twist", "Back of thigh stretch"]
