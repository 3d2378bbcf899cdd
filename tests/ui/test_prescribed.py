"""One side alone, rounds and seconds, as the pages say them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.core.reader import read
from supine.core.sequence import every_pose, flat_steps
from supine.ui import words
from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.pages.before import BeforePage
from supine.ui.painting.type_fit import largest
from supine.ui.practice import values
from supine.ui.practice.layout import practice_layout
from supine.ui.practice.timeline import TimelineValues, segment_rects
from supine.ui.practice.view import GROWS
from supine.ui.theme import theme
from supine.ui.widgets.strip_items import strip_items
from tests.conftest import FakeClock
from tests.core.samples import SMALL
from tests.core.test_rounds import BETWEEN, text
from tests.ui.practice.test_timeline import BAR

LEFT = SMALL.replace("sides: both", "sides: left-only")
OTHER = SMALL[SMALL.index("  - pose") :].replace("Knees in", "Knee out")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (SMALL, ""),
        (LEFT, "Left side only, as prescribed"),
        (LEFT.replace("left", "right"), "Right side only, as prescribed"),
        (LEFT + OTHER, "Knees in: left side only, as prescribed"),
        (
            LEFT + OTHER.replace("both", "right-only"),
            "Knees in: left side only, as prescribed\nKnee out: right side only, as prescribed",
        ),
        (text("sides: right-only"), "Right side only, as prescribed"),
        (
            text("sides: each-pose", up="left-only", out="both"),
            "Up: left side only, as prescribed",
        ),
        (text("sides: each-pose", up="left-only"), "Left side only, as prescribed"),
    ],
)
def test_one_side_alone_is_said_and_no_more_than_that(
    qtbot: QtBot, written: str, said: str
) -> None:
    sequence = read(written)
    assert words.prescribed(sequence) == said
    page = BeforePage(theme("dawn"))
    qtbot.addWidget(page)
    page.show_sequence(sequence, Pace(), 0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [one.text() for one in page.findChildren(QLabel) if "prescribed" in one.text()]
    assert shown == ([said] if said else [])


@pytest.mark.parametrize(
    ("written", "dose"),
    [
        (SMALL, "3 breaths, each side"),
        (LEFT, "3 breaths, left side only"),
        (text("rounds: 3"), "30 seconds, each side, 3 rounds"),
        (text("rounds: 3", "sides: each-pose"), "30 seconds, 3 rounds"),
        (text("sides: left-only"), "30 seconds, left side only"),
        (text().replace("30", "120"), "2 minutes, each side"),
    ],
)
def test_a_dose_says_sides_and_rounds(written: str, dose: str) -> None:
    sequence = read(written)
    pose, (_step, series) = every_pose(sequence)[0], next(flat_steps(sequence))
    assert words.dose(pose, series) == dose


def test_a_pose_for_the_left_alone_is_drawn_on_the_left() -> None:
    drawn = "    stance: hamstring\n    settle:"
    left, both = (strip_items(read(one.replace("    settle:", drawn)))[0] for one in (LEFT, SMALL))
    assert (left.side, both.side) == ("left", "right")
    # of a pose on both sides, no letter says that it is on one
    assert (left.lettered, both.lettered) == (True, False)
    assert left.picture != both.picture
    assert left.picture != both.picture


@pytest.fixture
def rounds() -> Plan:
    return plan(read(text("rounds: 3", f"between: {BETWEEN}")), Pace())


def test_the_screen_says_the_round_where_it_begins_and_nothing_where_a_side_does(
    rounds: Plan,
) -> None:
    opening = [step for step in rounds.steps if step.opens and step.side]
    said = [words.cue_words(rounds.moment(step.start)) for step in opening]
    each = ["", "", ""]
    assert said == ["Round 1 of 3", *each, "Round 2 of 3", *each, "Round 3 of 3", *each]


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (768, 1366)])
def test_the_round_is_told_in_type_as_large_as_that_beside_it(
    rounds: Plan, clock: FakeClock, size: tuple[int, int]
) -> None:
    of_mat = type_size(1.5, pixels_per_millimetre(*size, 0, 0), 1.0)
    step = next(step for step in rounds.steps if step.kind == "hold" and step.round == (2, 3))
    practice = Practice(rounds, clock)
    practice.go_to(step.start)
    shown = values.time_values(practice, practice.moment, of_mat, locked=False)
    assert shown.text == "Round 2 of 3, 6 min left"
    places = practice_layout(*size, of_mat * GROWS, figure=True, thumbnail=True)
    room = (places.wide_time.width(), places.wide_time.height())
    assert largest((shown.text.replace("6", "16"),), room, shown.most, False) >= 0.93 * shown.most
    while_locked = values.time_values(practice, practice.moment, of_mat, locked=True)
    assert while_locked.text == "6 min left"


def test_rounds_stand_apart_on_the_timeline(rounds: Plan) -> None:
    rects = segment_rects(BAR, TimelineValues(rounds.segments, rounds.seconds, 0.0))
    for before, after in zip(range(len(rects)), range(1, len(rects)), strict=False):
        gap = rects[after].left() - rects[before].right()
        apart = rounds.segments[before].round != rounds.segments[after].round
        assert (gap > 5.0) == apart
