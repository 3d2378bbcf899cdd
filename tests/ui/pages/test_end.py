from __future__ import annotations

import sys

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supine.core.tally import Tally
from supine.settings.declaration import Turn
from supine.ui.pages.end import EndPage
from supine.ui.painting.type_fit import largest
from supine.ui.theme import theme
from supine.ui.widgets.text_block import TextBlock
from supine.ui.widgets.turnable import turn_rect
from tests.helpers import RECORD, Heard, cut_off, shown
from tests.ui.widgets.test_turnable import ALIKE, TURNS, alike, upright_again

SIZE = 57.0
"""The type that can be read from 1.5 m on a small screen, in logical pixels."""

STOPPED_AT = "Right leg: Outer hip stretch"

TALLY = Tally(1897.4, 430.0, 425.0, ("Spinal twist", "Hip drops"))

WHOLE = RECORD.entry(TALLY)

PART = RECORD.entry(TALLY, STOPPED_AT)


@pytest.fixture
def view(qtbot: QtBot) -> EndPage:
    made = EndPage(theme("dawn"))
    qtbot.addWidget(made)
    made.set_look(theme("dawn"), SIZE)
    return made


def words(view: EndPage) -> list[str]:
    """Return all texts, from top to bottom."""
    blocks = sorted(view.findChildren(TextBlock), key=lambda block: block.y())
    return [block.values.text for block in blocks if block.values.text]


def button(view: EndPage, text: str) -> QPushButton:
    (found,) = (one for one in view.findChildren(QPushButton) if one.text().startswith(text))
    return found


def test_how_to_get_up_comes_first_and_in_type_for_the_mat(view: EndPage, qtbot: QtBot) -> None:
    view.show_entry(WHOLE, kept=True)
    shown(qtbot, view, (1366, 768))
    assert words(view)[0].startswith("Roll to one side")
    room = (view.advice.width(), view.advice.height())
    assert largest((words(view)[0],), room, view.advice.values.most, True) > SIZE


def test_it_says_the_seconds_on_each_side(view: EndPage) -> None:
    """Only if asked for: they are of no use to somebody who lies there."""
    view.show_entry(WHOLE, kept=True)
    sides = "Right side 7 min 10 s, left side 7 min 5 s"
    assert sides not in words(view)
    button(view, "Time on each side").click()
    assert words(view)[-1] == sides
    button(view, "Time on each side").click()
    assert sides not in words(view)


def test_it_says_how_long_and_how_many(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True)
    assert "Low Back Release: 31 min 37 s, 2 poses" in words(view)


def test_one_pose_is_singular(view: EndPage) -> None:
    view.show_entry(replace(PART, title="Twist", seconds=60.0, poses=1), kept=True)
    assert "Twist: 1 min 0 s, 1 pose" in words(view)


def test_a_practice_without_sides_offers_no_times_of_sides(view: EndPage) -> None:
    view.show_entry(replace(WHOLE, right=0.0, left=0.0), kept=True)
    assert button(view, "Time on each side").isHidden()
    QTest.keyClick(view, Qt.Key.Key_T)
    assert not any("Right side" in text for text in words(view))


def test_nobody_is_blamed_for_stopping(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True)
    assert words(view)[1] == "Well done."
    view.show_entry(PART, kept=True)
    assert words(view)[1] == "Enough for today. It all counts."


def test_under_a_minute_it_says_plainly_that_the_journal_has_not_kept_it(view: EndPage) -> None:
    view.show_entry(RECORD.entry(Tally(7.0), STOPPED_AT), kept=False)
    assert words(view)[1:] == [
        "Enough for today. It all counts.",
        "Under a minute: not kept in your journal.",
    ]
    view.show_entry(WHOLE, kept=True)
    assert not any("not kept" in text for text in words(view))


@pytest.mark.parametrize(
    ("text", "key", "signal"),
    [("Once more", Qt.Key.Key_O, "again_asked"), ("Quit", Qt.Key.Key_Q, "quit_asked")],
)
def test_once_more_and_quit_have_a_button_and_a_key(
    view: EndPage, qtbot: QtBot, text: str, key: Qt.Key, signal: str
) -> None:
    view.show_entry(WHOLE, kept=True)
    shown(qtbot, view, (1366, 768))
    with qtbot.waitSignal(getattr(view, signal), timeout=0):
        button(view, text).click()
    with qtbot.waitSignal(getattr(view, signal), timeout=0):
        QTest.keyClick(view.back, key)


def test_on_a_russian_keyboard_the_keys_are_where_others_have_them(view: EndPage) -> None:
    asked = Heard()
    view.again_asked.connect(lambda: asked(""))
    view.show_entry(WHOLE, kept=True)
    where = {"darwin": (0, 0x1F), "win32": (0x18, 0)}.get(sys.platform, (0x18 + 8, 0))
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Щ"), Qt.KeyboardModifier.NoModifier, *where, 0)
    QApplication.sendEvent(view, event)
    assert len(asked.said) == 1


def test_after_a_longer_one_once_more_is_as_written(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True, longer=True)
    assert button(view, "Once more").text() == "Once more, in its own length (O)"


def test_a_click_goes_back(view: EndPage) -> None:
    left = Heard()
    view.left.connect(lambda: left(""))
    QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert len(left.said) == 1


@pytest.mark.parametrize("size", [(600, 340), (800, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("type_size", [SIZE, 4 * SIZE])
def test_no_words_are_cut_off(
    view: EndPage, qtbot: QtBot, size: tuple[int, int], type_size: float
) -> None:
    view.set_look(theme("dawn"), type_size)
    view.show_entry(PART, kept=True, longer=True)
    shown(qtbot, view, size)
    assert cut_off(view) == []
    for one in view.findChildren(QPushButton):
        place = QRect(one.mapTo(view, QPoint(0, 0)), one.size())
        assert view.rect().contains(place)
        assert not any(place.intersects(block.geometry()) for block in view.findChildren(TextBlock))


def places(view: EndPage) -> list[QRect]:
    parts = [*view.findChildren(TextBlock), *view.findChildren(QPushButton)]
    return [QRect(one.mapTo(view, QPoint(0, 0)), one.size()) for one in parts]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(600, 340), (1366, 768), (1920, 1080)])
def test_it_is_turned_as_the_practice_was(
    view: EndPage, qtbot: QtBot, size: tuple[int, int], turn: Turn
) -> None:
    """Who has practised with the screen turned still lies there."""
    upright = EndPage(theme("dawn"))
    qtbot.addWidget(upright)
    upright.set_look(theme("dawn"), SIZE)
    view.set_look(theme("dawn"), SIZE, turn)
    for one, its_size in ((view, size), (upright, size[::-1])):
        one.show_entry(WHOLE, kept=True)
        button(one, "Time on each side").click()
        shown(qtbot, one, its_size)
    assert cut_off(upright) == []
    assert places(view) == [turn_rect(place, QSize(*size), turn) for place in places(upright)]
    seen = upright_again(view.grab().toImage(), turn)
    assert alike(seen, upright.grab().toImage()) > ALIKE


def test_it_turns_back_and_forth(view: EndPage, qtbot: QtBot) -> None:
    view.show_entry(WHOLE, kept=True)
    shown(qtbot, view, (1366, 768))
    before = places(view)
    for turn in TURNS:
        view.set_look(theme("dawn"), SIZE, turn)
        assert places(view) != before
    view.set_look(theme("dawn"), SIZE)
    assert places(view) == before


def test_the_arrows_go_from_button_to_button(view: EndPage, qtbot: QtBot) -> None:
    view.show_entry(WHOLE, kept=True)
    shown(qtbot, view, (1366, 768))
    QTest.keyClick(view.back, Qt.Key.Key_Right)
    assert view.focusWidget() is view.again
    QTest.keyClick(view.again, Qt.Key.Key_Up)
    assert view.focusWidget() is view.back
