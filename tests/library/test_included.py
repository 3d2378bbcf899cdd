"""The practices that come with the program are whole: each says for whom it is, and leads out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from supine.core.checks import remarks
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sequence import Sequence, every_pose
from supine.figure.stage import stage_of
from supine.figure.stances import SHIPPED
from supine.library.reader import open_book
from supine.resources import shipped_sequences
from supine.settings.declaration import Settings
from supine.ui import words

MINUTES = {
    "three-for-today": "8 min",
    "after-the-desk": "15 min",
    "evening-legs-up-the-wall": "20 min",
}
"""What the documents promise of those that are meant for a part of the day."""

SLOW = 1.25
"""How slowly a voice may speak for that. The usual one of Linux was measured at 1.2."""

SAME = 0.5
"""Of all words of two lines, the share that both have, above which they say the same."""

EVERY = pytest.mark.parametrize("path", shipped_sequences(), ids=lambda path: path.stem)


def read(path: Path) -> Sequence:
    book = open_book(path, own=False)
    assert book.problems == ()
    assert book.sequence is not None
    return book.sequence


def planned(path: Path) -> Plan:
    return plan(read(path), Settings().pace)


@EVERY
def test_a_teacher_would_be_told_nothing(path: Path) -> None:
    assert remarks(read(path)) == []


@EVERY
def test_it_says_what_it_is_for_what_to_fetch_and_what_to_take_care_of(path: Path) -> None:
    sequence = read(path)
    assert sequence.summary
    assert sequence.credit
    assert sequence.props
    assert sequence.cautions


@EVERY
def test_it_says_for_whom_it_is_not_in_a_paragraph_of_its_own(path: Path) -> None:
    *_what_for, last = read(path).summary.split("\n")
    assert last.startswith("Not for you")


@EVERY
def test_no_line_says_again_what_the_last_one_said(path: Path) -> None:
    """A caution did, in almost the same words."""
    lines = [
        set(timed.cue.text.lower().split()) for step in planned(path).steps for timed in step.cues
    ]
    for last, line in pairwise(lines):
        assert len(last & line) / len(last | line) <= SAME, line


@EVERY
def test_every_pose_can_be_made_easier_and_has_a_figure(path: Path) -> None:
    for pose in every_pose(read(path)):
        assert pose.easier, pose.name
        assert pose.stance, pose.name
    assert stage_of(planned(path), pytest.fail)


@EVERY
def test_the_easier_way_of_what_moves_is_told_to_move_only_if_its_figure_does(path: Path) -> None:
    for pose in every_pose(read(path)):
        if pose.easier and pose.easier.stance and any(hold.moves for hold in pose.holds):
            drawn_still = SHIPPED[pose.easier.stance].motion is None
            assert pose.easier.still == drawn_still, pose.name


@EVERY
def test_both_sides_get_the_same(path: Path) -> None:
    made = planned(path)
    assert made.side_seconds("right") == made.side_seconds("left")


@pytest.mark.parametrize("name", MINUTES)
@pytest.mark.parametrize("voice", [None, 1.0, SLOW], ids=["silent", "voice", "slow voice"])
@pytest.mark.parametrize("ready", ["timed", "gate"])
def test_it_lasts_as_long_as_is_promised(name: str, voice: float | None, ready: str) -> None:
    (path,) = (one for one in shipped_sequences() if one.stem == name)
    pace = replace(Settings().pace, voice_factor=voice, ready=ready)
    assert words.minutes(plan(read(path), pace).seconds) == MINUTES[name]
