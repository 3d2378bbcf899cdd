"""Every page and every card as a screen reader finds it, and by the keyboard alone.

The whole program, put together as it is started.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.core.pace import Pace
from supine.core.problem import Problem
from supine.journal.entry import Entry, Line
from supine.journal.journal import append
from supine.library.reader import Book
from supine.ui import announcement
from supine.ui.practice.keys import Action
from supine.ui.widgets.containers import laid_out
from tests.app.test_app import Start, app, start
from tests.app.test_journal_page import NOON, open_page
from tests.helpers import RECORD, activate, shipped
from tests.reader import Read, Role, seen

__all__ = ["Start", "app", "start"]

K = Qt.Key

Opener = Callable[[App, QtBot], None]


def section(number: int) -> Opener:
    def show(app: App, _qtbot: QtBot) -> None:
        app.library.settings_asked.emit()
        app.pages.settings.list.setCurrentRow(number)

    return show


def set_up(app: App, _qtbot: QtBot) -> None:
    app.library.settings_asked.emit()
    app.pages.settings.help_asked.emit()


def before(app: App, _qtbot: QtBot) -> None:
    app.library.begun.emit(app.library.chosen)


def practice(app: App, _qtbot: QtBot) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    app.window.show_page(app.pages.practice)
    app.pages.practice.setFocus()


def card(action: Action) -> Opener:
    def show(app: App, qtbot: QtBot) -> None:
        practice(app, qtbot)
        app.controller.do(action)

    return show


def end(app: App, _qtbot: QtBot) -> None:
    entry = Entry(NOON, sequence="low-back-release", title="Low Back Release", seconds=900.0,
                  poses=5, right=300.0, left=300.0)  # fmt: skip
    app.window.show_page(app.pages.end)
    app.pages.end.show_entry(entry, kept=True, asks=True)


def note(app: App, qtbot: QtBot) -> None:
    end(app, qtbot)
    app.pages.end.add_note.click()


def journal(app: App, qtbot: QtBot) -> None:
    append(app.journal.folder, "desk", [Line("one", 1, NOON, "desk", Entry(NOON, after=4))])
    open_page(app, qtbot)
    app.pages.journal.month.choose(NOON.date())


def editor(app: App, qtbot: QtBot) -> None:
    journal(app, qtbot)
    app.pages.journal.day.edit.click()


def question(app: App, qtbot: QtBot) -> None:
    journal(app, qtbot)
    app.pages.journal.day.remove.click()


def report(app: App, qtbot: QtBot) -> None:
    journal(app, qtbot)
    app.pages.report_asked.emit()
    qtbot.waitUntil(app.pages.report.save.isEnabled)


PLACES: dict[str, Opener] = {
    "the library": lambda _app, _qtbot: None,
    "how to set up": set_up,
    "before a practice": before,
    **{f"the settings, section {n}": section(n) for n in range(8)},
    "a practice": practice,
    "the card that asks to leave": card(Action.LEAVE),
    "the card of all keys": card(Action.KEYS),
    "after a practice": end,
    "the card for a note": note,
    "the journal": journal,
    "an entry that is edited": editor,
    "an entry that is to be removed": question,
    "the page for a doctor": report,
}


class Windows(QObject):
    """Keeps which windows were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a window that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(watched)
        return False


@pytest.mark.parametrize("name", PLACES)
def test_nothing_but_the_window_is_ever_opened(
    app: App, qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    """The page before a practice flashed a card as a window: that took the keys for an instant."""
    activate(qtbot, app.window)
    windows = Windows()
    qapp.installEventFilter(windows)
    PLACES[name](app, qtbot)
    qapp.removeEventFilter(windows)
    assert [type(one).__name__ for one in windows.opened] == []
    assert app.window.isActiveWindow()


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, app: App, qtbot: QtBot) -> App:
    """The program at each of its pages and cards, in a small laptop's window."""
    app.window.resize(1366, 768)
    activate(qtbot, app.window)
    PLACES[request.param](app, qtbot)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return app


def stops(app: App) -> list[QWidget]:
    """Return where Tab stops from the present focus on, until it comes round."""
    found: list[QWidget] = []
    for _ in range(100):
        focus = app.window.focusWidget() or app.window
        if focus in found:
            return found
        found.append(focus)
        QTest.keyClick(focus, K.Key_Tab)
    raise AssertionError("Tab never comes round")


def test_everything_that_can_have_the_focus_has_a_name_and_a_role(place: App) -> None:
    found = seen(place.window)
    focusable = [one for one in found if one.focusable]
    assert focusable
    assert [one.widget for one in focusable if not one.name] == []
    unclear = (Role.NoRole, Role.Pane, Role.Window, Role.Border)
    assert [one.name for one in focusable if one.role in unclear] == []


def test_no_two_buttons_have_one_name(place: App) -> None:
    buttons = [one for one in seen(place.window) if isinstance(one.widget, QAbstractButton)]
    names = Counter((one.name, one.group) for one in buttons)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_tab_stop_is_read_in_the_order_of_the_keyboard(place: App) -> None:
    order = [one.widget for one in seen(place.window)]
    reached = stops(place)
    assert [one for one in reached if one not in order] == []
    at = [order.index(one) for one in reached]
    first = at.index(min(at))
    assert at[first:] + at[:first] == sorted(at), [type(one).__name__ for one in reached]


def test_every_button_that_can_be_pressed_is_reached_by_tab_or_an_arrow(place: App) -> None:
    """A choice is reached by the arrows from the chosen one of its group."""
    reached = stops(place)
    groups = [one.group() for one in reached if isinstance(one, QAbstractButton) and one.group()]
    for one in seen(place.window):
        button = one.widget
        if isinstance(button, QAbstractButton) and button.isEnabled():
            assert button in reached or button.group() in groups, one.name


def test_parts_are_read_in_the_order_of_their_layout(place: App) -> None:
    found = [one.widget for one in seen(place.window)]
    for one in found:
        if isinstance(one, QWidget) and one.layout() is not None:
            parts = [part for part in laid_out(one.layout()) if part in found]
            assert [part for part in found if part in parts] == parts, type(one).__name__


def test_each_page_has_a_heading(place: App) -> None:
    found: list[Read] = seen(place.window)
    assert [one for one in found if one.role in (Role.Heading, Role.Dialog)]


def relations(widget: object, kind: QAccessible.RelationFlag) -> list[QObject]:
    """Return what `widget` is related to in that way, as a reader finds it."""
    assert isinstance(widget, QObject)
    found = QAccessible.queryAccessibleInterface(widget).relations(kind)
    return [one.object() for one, which in found if which == kind]


@pytest.mark.parametrize("number", range(8))
def test_the_words_of_a_setting_are_its_name_and_are_read_once(
    app: App, qtbot: QtBot, number: int
) -> None:
    """Orca reads as a text of its own what names nothing, as it comes into the card around it."""
    section(number)(app, qtbot)
    app.pages.settings.voice.show_engines(["flite", "speechd"])
    app.window.show()
    kinds, found = QAccessible.RelationFlag, seen(app.window)
    named = {one.name for one in found if one.focusable or one.role == Role.Grouping}
    values = {one.value for one in found if one.role == Role.SpinBox}
    for one in found:
        if one.role == Role.StaticText:
            assert one.name not in values
            assert one.name not in named or relations(one.widget, kinds.Labelled), one.name
        elif one.role == Role.ComboBox:
            assert relations(one.widget, kinds.Label)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a screen reader run; return what a program made before is announcing to it."""
    said: list[str] = []
    monkeypatch.setattr(announcement, "reader_runs", lambda: True)
    announcement.ways.append(lambda _widget, text: said.append(text))
    return said


CARDS = ("the card that asks to leave", "the card of all keys", "the card for a note")


@pytest.mark.parametrize("place", CARDS, indirect=True)
def test_a_card_keeps_the_focus_and_hides_what_is_below_it(place: App) -> None:
    found = seen(place.window)
    (dialog,) = (one for one in found if one.modal)
    assert dialog.role == Role.Dialog
    assert isinstance(dialog.widget, QWidget)
    around = [dialog.widget, dialog.widget.parent()]
    others = [one.widget for one in found if one.focusable and one.widget not in around]
    assert others
    assert all(dialog.widget.isAncestorOf(one) for one in others if isinstance(one, QWidget))
    assert all(dialog.widget.isAncestorOf(one) for one in stops(place))


def test_before_a_practice_the_first_focus_tells_length_and_warnings(
    app: App, qtbot: QtBot
) -> None:
    activate(qtbot, app.window)
    before(app, qtbot)
    start_button = app.pages.before.start
    assert app.window.focusWidget() is start_button
    told = start_button.accessibleDescription()
    assert "32 min" in told
    assert "See a doctor now, and do not practise" in told
    app.pages.before._lengths.buttons()[0].click()
    assert "32 min" not in start_button.accessibleDescription().split("\n")[0]


def test_what_is_missing_before_a_practice_is_announced_and_told_by_the_first_focus(
    app: App, qtbot: QtBot, told: list[str]
) -> None:
    activate(qtbot, app.window)
    before(app, qtbot)
    told.clear()
    app.notices.lack("No sound can be heard.")
    assert told == ["No sound can be heard."]
    app.show_library()
    before(app, qtbot)
    assert told == ["No sound can be heard."]
    description = app.pages.before.start.accessibleDescription()
    assert description.startswith("No sound can be heard.\n32 min")


def test_answers_to_buttons_before_a_practice_are_announced(
    app: App, qtbot: QtBot, told: list[str]
) -> None:
    app.window.show()
    before(app, qtbot)
    app.pages.before.size_asked.emit(1)
    app.audio.trying.emit("Breathe in.")
    assert told[-2:] == ["Text size: 110%", "Breathe in."]


def test_a_notice_is_announced_once(app: App, told: list[str]) -> None:
    for _ in range(2):
        app.notices.say("The journal could not be written.")
    assert told == ["The journal could not be written."]


def test_the_time_on_each_side_is_announced(app: App, qtbot: QtBot, told: list[str]) -> None:
    end(app, qtbot)
    app.pages.end.times.click()
    app.pages.end.times.click()
    assert told == ["Right side 5 min 0 s, left side 5 min 0 s"]


def test_the_button_of_the_library_says_what_it_begins(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not app.library.begin.isHidden())
    assert app.library.begin.accessibleDescription() == "Low Back Release\n32 min, included"


def test_a_file_that_cannot_be_read_says_why_in_the_list(app: App, qtbot: QtBot) -> None:
    book = Book(Path("evening.yaml"), True, None, (Problem(3, 5, "this is no pose"),))
    qtbot.waitUntil(lambda: bool(app.library.model.books))
    app.library.model.add(book)
    rows = QAccessible.queryAccessibleInterface(app.library.list)
    row, kinds = rows.child(rows.childCount() - 1), QAccessible.Text
    assert row.text(kinds.Name) == "evening.yaml\ncannot be read"
    assert row.text(kinds.Description) == "Line 3, column 5: this is no pose"
    assert rows.child(0).text(kinds.Description) == ""


def test_the_charts_in_words_say_their_first_line_as_the_focus_comes_in(
    app: App, qtbot: QtBot
) -> None:
    """Orca says which row is chosen: none was, and an arrow led past the first one."""
    activate(qtbot, app.window)
    journal(app, qtbot)
    rows = app.pages.journal.trend.list
    assert not rows.selectionModel().hasSelection()
    rows.setFocus()
    assert [one.row() for one in rows.selectedIndexes()] == [0]


def test_the_list_of_keys_is_read_whole_each_key_with_what_it_does(app: App, qtbot: QtBot) -> None:
    """Of labels that name nothing Orca leaves out those of one or two words, in a dialog."""
    card(Action.KEYS)(app, qtbot)
    app.window.show()
    kinds = QAccessible.RelationFlag
    shown = next(one for one in seen(app.window) if one.modal).widget
    assert isinstance(shown, QWidget)
    told = QAccessible.queryAccessibleInterface(shown).text(QAccessible.Text.Description)
    assert "D: Deeper\n" in told
    texts = [one for one in seen(shown) if one.role == Role.StaticText]
    assert len(texts) == 2 * len(told.split("\n"))
    for key, does in zip(texts[::2], texts[1::2], strict=True):
        assert relations(key.widget, kinds.Labelled) == [does.widget]
        assert f"{key.name}: {does.name}" in told.split("\n")


def test_a_card_for_a_note_is_named_once(app: App, qtbot: QtBot) -> None:
    note(app, qtbot)
    app.window.show()
    card_of_note = next(one for one in seen(app.window) if one.modal).widget
    assert isinstance(card_of_note, QWidget)
    names = [one.name for one in seen(card_of_note) if one.role != Role.Heading]
    assert names.count("A note for your journal") == 1


def test_an_entry_asks_once_how_the_back_feels(app: App, qtbot: QtBot) -> None:
    editor(app, qtbot)
    app.window.show()
    kinds, asked = QAccessible.RelationFlag, app.pages.journal.day.editor.after
    found = [one for one in seen(app.window) if one.widget is asked]
    assert [one.name for one in found] == ["Your back feels, from 0, no pain, to 10, worst pain:"]
    assert asked.accessibleDescription() == ""
    assert relations(asked, kinds.Label)


def test_nothing_is_said_of_the_page_for_a_doctor_as_it_is_left(
    app: App, qtbot: QtBot, told: list[str]
) -> None:
    """An empty page was shown for an instant: there is nothing in the journal, a reader said."""
    report(app, qtbot)
    app.pages.report.person.setText("A")
    told.clear()
    app.pages.report.back.click()
    assert told == []
    assert app.pages.report.person.text() == ""
