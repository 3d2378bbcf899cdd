from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from supine.core.tally import Tally
from supine.journal.entry import Entry
from supine.settings.declaration import Turn
from supine.ui.pages.end import EndPage
from supine.ui.painting.scale import cells
from supine.ui.painting.type_fit import largest
from supine.ui.practice.keys import Action
from supine.ui.theme import theme
from supine.ui.widgets.text_block import TextBlock
from supine.ui.widgets.turnable import turn_rect
from tests.helpers import RECORD, Heard, cut_off, fire, shown, timers
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


def buttons(view: EndPage) -> list[QPushButton]:
    return [one for one in view.findChildren(QPushButton) if one.isVisibleTo(view)]


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
        "Enough for today.",
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
    asked = Heard(view.again_asked)
    view.show_entry(WHOLE, kept=True)
    where = {"darwin": (0, 0x1F), "win32": (0x18, 0)}.get(sys.platform, (0x18 + 8, 0))
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Щ"), Qt.KeyboardModifier.NoModifier, *where, 0)
    QApplication.sendEvent(view, event)
    assert len(asked.said) == 1


def test_after_a_longer_one_once_more_is_as_written(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True, longer=True)
    assert button(view, "Once more").text() == "Once more, in its own length (O)"


def test_a_click_goes_back(view: EndPage) -> None:
    left = Heard(view.left)
    QTest.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert len(left.said) == 1


@pytest.mark.parametrize("size", [(600, 340), (800, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("type_size", [SIZE, 4 * SIZE])
@pytest.mark.parametrize("asks", [True, False])
def test_no_words_are_cut_off(
    view: EndPage, qtbot: QtBot, size: tuple[int, int], type_size: float, *, asks: bool
) -> None:
    view.set_look(theme("dawn"), type_size)
    view.show_entry(PART, kept=True, longer=True, asks=asks)
    shown(qtbot, view, size)
    assert cut_off(view) == []
    for one in buttons(view):
        place = QRect(one.mapTo(view, QPoint(0, 0)), one.size())
        assert view.rect().contains(place)
        assert not any(place.intersects(block.geometry()) for block in view.findChildren(TextBlock))


def places(view: EndPage) -> list[QRect]:
    parts = [*view.findChildren(TextBlock), view.scale, *buttons(view)]
    seen = [one for one in parts if one.isVisibleTo(view)]
    return [QRect(one.mapTo(view, QPoint(0, 0)), one.size()) for one in seen]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(600, 340), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("asks", [True, False])
def test_it_is_turned_as_the_practice_was(
    view: EndPage, qtbot: QtBot, size: tuple[int, int], turn: Turn, *, asks: bool
) -> None:
    """Who has practised with the screen turned still lies there."""
    upright = EndPage(theme("dawn"))
    qtbot.addWidget(upright)
    upright.set_look(theme("dawn"), SIZE)
    view.set_look(theme("dawn"), SIZE, turn)
    for one, its_size in ((view, size), (upright, size[::-1])):
        one.show_entry(WHOLE, kept=True, asks=asks)
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


QUESTION = "How does your back feel now?"

NOTED = "Your note is kept in your journal."


@pytest.fixture
def asking(view: EndPage, qtbot: QtBot) -> Iterator[EndPage]:
    """The page with the question how the back feels; before it was a 4."""
    view.show_entry(replace(WHOLE, before=4), kept=True, asks=True)
    shown(qtbot, view, (1366, 768))
    yield view
    view.hide()


@pytest.fixture
def changes(asking: EndPage) -> list[Entry]:
    """All entries that the page wants to be kept."""
    heard = Heard(asking.changed)
    return heard.said


def press_all(view: EndPage, *keys: Qt.Key) -> None:
    """Press `keys` as a person does: each goes to what has the focus."""
    for key in keys:
        QTest.keyClick(view.focusWidget() or view, key)


def pass_time(view: EndPage) -> None:
    """Let the time pass after which the mark is kept."""
    (timer,) = timers(view)
    fire(timer)


def test_it_asks_how_the_back_feels_large_enough_for_the_mat(asking: EndPage) -> None:
    assert QUESTION in words(asking)
    room = (asking.question.width(), asking.question.height())
    for text in (QUESTION, "10 of 10. Kept in your journal."):
        assert largest((text,), room, asking.question.values.most, True) >= SIZE
    each = cells(asking.scale.upright_rect)[10]
    assert largest(("10",), (each.width(), each.height()), 2 * SIZE, True) >= SIZE


def test_a_number_answers_and_is_called_kept_once_it_is(
    asking: EndPage, changes: list[Entry]
) -> None:
    press_all(asking, Qt.Key.Key_3)
    assert [one.after for one in changes] == [3]
    assert "3 of 10" in words(asking)
    asking.show_saved()
    assert "3 of 10. Kept in your journal." in words(asking)
    press_all(asking, Qt.Key.Key_2)
    assert "2 of 10" in words(asking), "another answer is not on the disk yet"
    assert changes[-1] == replace(WHOLE, before=4, after=2)


def test_doing_nothing_keeps_nothing(asking: EndPage, changes: list[Entry]) -> None:
    asking.hide()
    assert changes == []
    assert timers(asking) == []


def test_an_answer_can_be_taken_back(asking: EndPage, changes: list[Entry]) -> None:
    press_all(asking, Qt.Key.Key_3, Qt.Key.Key_Backspace)
    assert [one.after for one in changes] == [3, None]
    assert QUESTION in words(asking)


def test_a_clicker_answers_and_one_accidental_press_does_not(
    asking: EndPage, changes: list[Entry]
) -> None:
    down, up = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp
    press_all(asking, down)
    assert "5 of 10?" in words(asking)
    pass_time(asking)
    assert changes == []
    assert QUESTION in words(asking)
    press_all(asking, up, up, up)
    assert "3 of 10?" in words(asking)
    assert asking.scale.hasFocus()
    pass_time(asking)
    assert [one.after for one in changes] == [3]
    assert asking.back.hasFocus(), "the next Space leads back to the sequences"


def test_one_press_more_keeps_what_a_clicker_has_marked(
    asking: EndPage, changes: list[Entry]
) -> None:
    press_all(asking, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_F5)
    assert [one.after for one in changes] == [6]


def test_space_keeps_the_mark_and_only_then_leads_back(
    asking: EndPage, changes: list[Entry]
) -> None:
    left = Heard(asking.left)
    press_all(asking, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert [one.after for one in changes] == [4]
    assert left.said == []
    press_all(asking, Qt.Key.Key_Space)
    assert len(left.said) == 1


@pytest.mark.parametrize(
    ("actions", "after"),
    [
        ([Action.NEXT, Action.NEXT, Action.PLAY], 6),
        ([Action.BACK, Action.BACK, Action.PRESS], 4),
        ([Action.NEXT, Action.NEXT, Action.PAUSE], 6),
        ([Action.NEXT, Action.PAUSE], None),
        ([Action.PRESS, Action.PLAY, Action.PAUSE], None),
    ],
)
def test_a_headset_answers(
    asking: EndPage, changes: list[Entry], actions: list[Action], after: int | None
) -> None:
    for action in actions:
        asking.answer(action)
    assert [one.after for one in changes] == ([] if after is None else [after])


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_3, "How it felt: 4 before, 3 now. A number changes it."),
        (Qt.Key.Key_5, "How it felt: 4 before, 5 now. A number changes it."),
        (Qt.Key.Key_6, "If it stays worse, rest, and ask your doctor or therapist."),
    ],
)
def test_a_difference_is_how_it_felt_and_clearly_worse_has_advice(
    asking: EndPage, key: Qt.Key, said: str
) -> None:
    press_all(asking, key)
    assert words(asking)[-1] == said


def test_without_an_answer_before_it_compares_nothing(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True, asks=True)
    QTest.keyClick(view, Qt.Key.Key_9)
    assert words(view)[-1] == "Another number changes it, Backspace takes it back."


def test_the_other_keys_stay_as_they_are_while_it_asks(
    asking: EndPage, qtbot: QtBot, changes: list[Entry]
) -> None:
    with qtbot.waitSignals([asking.again_asked, asking.quit_asked], timeout=0):
        press_all(asking, Qt.Key.Key_O, Qt.Key.Key_Q)
    press_all(asking, Qt.Key.Key_T)
    assert "Right side 7 min 10 s, left side 7 min 5 s" in words(asking)
    assert changes == []


@pytest.mark.parametrize(("kept", "asks"), [(False, True), (True, False)])
def test_it_does_not_ask_where_nothing_was_kept_or_the_person_wants_no_question(
    view: EndPage, *, kept: bool, asks: bool
) -> None:
    heard = Heard(view.changed)
    view.show_entry(WHOLE, kept=kept, asks=asks)
    QTest.keyClick(view, Qt.Key.Key_3)
    view.answer(Action.NEXT)
    assert QUESTION not in words(view)
    assert view.scale.isHidden()
    assert heard.said == []


def test_a_note_is_kept_with_return(asking: EndPage, changes: list[Entry]) -> None:
    press_all(asking, Qt.Key.Key_N)
    QTest.keyClicks(asking.note.line, "Slept badly, 3 hours. Not quite so stiff")
    press_all(asking, Qt.Key.Key_Return)
    assert [one.note for one in changes] == ["Slept badly, 3 hours. Not quite so stiff"]
    assert asking.note.isHidden()
    assert asking.back.hasFocus()
    assert button(asking, "Change the note").isVisible()
    assert NOTED not in words(asking), "not before it is on the disk"
    asking.show_saved()
    assert NOTED in words(asking)
    press_all(asking, Qt.Key.Key_N)
    assert asking.note.line.text().startswith("Slept badly")
    press_all(asking, Qt.Key.Key_Escape)


def test_esc_leaves_a_note_as_it_was(asking: EndPage, changes: list[Entry]) -> None:
    left = Heard(asking.left)
    press_all(asking, Qt.Key.Key_N)
    QTest.keyClicks(asking.note.line, "no")
    press_all(asking, Qt.Key.Key_Escape)
    assert (changes, left.said) == ([], [])
    assert asking.note.isHidden()


def test_tab_stays_with_the_note_while_it_is_written(asking: EndPage) -> None:
    press_all(asking, Qt.Key.Key_N)
    reached = []
    for _ in range(3):
        press_all(asking, Qt.Key.Key_Tab)
        reached.append(asking.focusWidget())
    assert reached == [asking.note.keep, asking.note.leave, asking.note.line]
    press_all(asking, Qt.Key.Key_Escape)


def test_what_was_typed_is_kept_when_the_page_is_left(
    asking: EndPage, changes: list[Entry]
) -> None:
    press_all(asking, Qt.Key.Key_N)
    QTest.keyClicks(asking.note.line, "stiff")
    asking.hide()
    assert [one.note for one in changes] == ["stiff"]


def test_an_answer_and_a_note_are_both_of_the_same_entry(
    asking: EndPage, changes: list[Entry]
) -> None:
    press_all(asking, Qt.Key.Key_3, Qt.Key.Key_N)
    QTest.keyClicks(asking.note.line, "a")
    press_all(asking, Qt.Key.Key_Return)
    assert changes[-1] == replace(WHOLE, before=4, after=3, note="a")


def test_the_arrows_are_the_scale_s_while_it_asks(asking: EndPage) -> None:
    press_all(asking, Qt.Key.Key_Right)
    assert asking.scale.mark == 5
    press_all(asking, Qt.Key.Key_Escape)
    assert asking.scale.mark is None


def test_a_note_is_called_kept_where_nothing_is_asked_too(view: EndPage) -> None:
    view.show_entry(WHOLE, kept=True)
    view.note.written.emit("stiff")
    view.show_saved()
    assert NOTED in words(view)


def test_an_answer_after_a_note_says_how_it_felt_again(asking: EndPage) -> None:
    asking.note.written.emit("stiff")
    asking.show_saved()
    press_all(asking, Qt.Key.Key_3)
    assert words(asking)[-1].startswith("How it felt")


def test_a_screen_reader_is_told_the_question_and_what_was_kept(
    asking: EndPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Heard()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told(event.message()))
    asking.show_saved()
    press_all(asking, Qt.Key.Key_3)
    asking.show_saved()
    asking.note.written.emit("stiff")
    asking.show_saved()
    assert told.said == [QUESTION, "3 of 10", "3 of 10. Kept in your journal.", NOTED]
