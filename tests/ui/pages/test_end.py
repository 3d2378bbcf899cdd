from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.core.tally import Tally
from supine.ui.pages.end import EndPage
from tests.helpers import Heard, cut_off, shipped, shown

TALLY = Tally(1897.4, 430.0, 425.0, ("Spinal twist", "Hip drops"))


@pytest.fixture
def view(qtbot: QtBot) -> EndPage:
    made = EndPage()
    qtbot.addWidget(made)
    return made


def words(view: EndPage) -> str:
    labels = view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())


def test_it_says_the_seconds_on_each_side(view: EndPage) -> None:
    view.show_tally("Low Back Release", TALLY, whole=True)
    assert "Right side 7 min 10 s, left side 7 min 5 s" in words(view)


def test_it_says_how_long_and_what(view: EndPage) -> None:
    view.show_tally("Low Back Release", TALLY, whole=True)
    said = words(view)
    assert "Low Back Release" in said
    assert "31 min 37 s" in said
    assert "2 poses" in said
    assert "Spinal twist · Hip drops" in said


def test_one_pose_is_singular(view: EndPage) -> None:
    view.show_tally("Twist", Tally(60.0, 30.0, 30.0, ("Spinal twist",)), whole=False)
    assert "Twist: 1 min 0 s, 1 pose\n" in words(view)


def test_a_practice_without_sides_says_nothing_about_sides(view: EndPage) -> None:
    view.show_tally("Circles", Tally(60.0, 0.0, 0.0, ("Hip circles",)), whole=True)
    assert "Right side" not in words(view)


@pytest.mark.parametrize(("whole", "heading"), [(True, "Well done."), (False, "You stopped early")])
def test_the_heading_depends_on_whether_the_practice_was_whole(
    view: EndPage, whole: bool, heading: str
) -> None:
    view.show_tally("Low Back Release", TALLY, whole=whole)
    assert heading in words(view)


def test_a_click_goes_back(view: EndPage) -> None:
    left = Heard()
    view.left.connect(lambda: left(""))
    QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert len(left.said) == 1


@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1180, 760)])
def test_no_words_are_cut_off(view: EndPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    poses = tuple(shipped().poses)
    view.show_tally("Low Back Release", Tally(1897.4, 430.0, 425.0, poses), whole=True)
    shown(qtbot, view, size)
    assert cut_off(view) == []
