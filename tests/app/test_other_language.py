"""Every page, card and list in a language that is not English, and in one from right to left.

The language is made from the program's own texts: accented, 40 % longer, in brackets. What is shown
in plain letters was never translated, and what is cut off has no room in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import make_shots
import pytest
from made_up_journal import made_up_entries
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from report_sheet import report_sheet

from supine.app.app import App
from supine.app.qt_setup import speak
from supine.journal.entry import Entry, Line
from supine.journal.journal import append
from supine.journal.report import Part
from supine.ui.pages.voice_card import ENGINE_NAMES
from supine.ui.painting.report_file import Paper
from supine.ui.painting.sheet import WRAP, Sheet
from supine.ui.practice.keys import Action
from supine.ui.practice.overlay import Overlay
from tests.app.test_app import Start, start
from tests.app.test_resumption import interrupt
from tests.helpers import expose
from tests.pseudo_language import MIRRORED, NAME, english_in, pseudo, spoken
from tests.qt import own_language
from tests.shown_words import own_words, without_room, words_of, words_of_dates

__all__ = ["start"]

SIZES = ((1366, 768), (1280, 800))

PAGES = make_shots.PAGES | make_shots.PRACTICES

NAMELESS, COMPUTER = "evening-stretch", "desk"
"""What the journal has by their names: a practice without a title, and a computer."""

FILES = re.compile(r"\b[\w-]+\.(?:yaml|csv|jsonl|log)\b|(?:/[\w.-]+)+|\b\w+-[0-9a-f]{6}\b")
"""Names of files, folders and computers, which have no language."""


@pytest.fixture
def speaks(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Let the whole program speak a language until the end of the test."""
    with own_language(qapp), ExitStack() as until_the_end:

        def begin(name: str) -> None:
            until_the_end.enter_context(spoken(name))
            QLocale.setDefault(QLocale(name))
            speak(qapp, QLocale(name))

        yield begin


def english(window: QWidget, own: Collection[str]) -> set[str]:
    """Return what `window` shows in English: `own` words are the teacher's or the person's."""
    dates = words_of_dates(QLocale())
    found = set()
    for kind, text in words_of(window):
        left = FILES.sub(" ", text)
        words = [word for word in english_in(left, own) if word not in dates]
        if words:
            found.add(f"{kind}: {text}")
    return found


def cut_off(window: QWidget) -> set[str]:
    return {f"{kind}: {text}" for kind, text in without_room(window)}


def settle(window: QWidget) -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    window.grab()


@pytest.fixture
def stage(
    qapp: QApplication,
    tmp_path: Path,
    speaks: Callable[[str], None],
    request: pytest.FixtureRequest,
) -> Iterator[make_shots.Stage]:
    """The pages with something on each, in the language that the test is called with."""
    speaks(request.param)
    made = make_shots.Stage(qapp, tmp_path)
    yield made
    made.controller.close()
    made.window.may_close = lambda: True
    made.window.close()
    made.window.deleteLater()


@pytest.mark.parametrize("stage", [NAME, MIRRORED], indirect=True)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_each_page_with_something_on_it_is_translated_and_whole(
    stage: make_shots.Stage, size: tuple[int, int]
) -> None:
    sequences = [book.sequence for book in stage.books if book.sequence is not None]
    own = own_words(sequences) | set(re.split("[;\n]", make_shots.TABLE)) - {""}
    found: dict[str, set[str]] = {}
    for page, show in PAGES.items():
        stage._dress(make_shots.Shot(page, "dawn", size))
        show(stage)
        settle(stage.window)
        # the words of this offer are the picture's own; below, the program makes one
        words = set() if page == "offer" else english(stage.window, own)
        if wrong := words | cut_off(stage.window):
            found[page] = wrong
        stage.controller.close()
        for card in stage.view.findChildren(Overlay):
            card.hide()
    assert found == {}


Place = tuple[float, float, float, float]


@pytest.mark.parametrize("days", [21, 91, 365, 3653])
@pytest.mark.parametrize("name", [NAME, MIRRORED])
@pytest.mark.usefixtures("qapp")
def test_no_words_on_paper_are_cut_off(
    speaks: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str, days: int
) -> None:
    speaks(name)
    written, found = Sheet.text, set[str]()

    def write(
        sheet: Sheet, place: Place, text: str, size: float, flags: int = 0, **how: Any
    ) -> None:
        bold = bool(how.get("bold"))
        lines = text.split() if flags & WRAP else [text]
        wide = max((sheet.width_of(line, size, bold=bold) for line in lines), default=0.0)
        high = sheet.height(text, size, place[2], bold=bold) if flags & WRAP else 0.0
        if wide > place[2] + 0.2 or high > place[3] + 0.2 or english_in(text, own):
            found.add(text)
        written(sheet, place, text, size, flags, **how)

    entries = [kept.entry for kept in made_up_entries(days)]
    own = {text for entry in entries for text in (entry.title, entry.note) if text}
    own |= {"Anna Example", *words_of_dates(QLocale())}
    monkeypatch.setattr(Sheet, "text", write)
    report_sheet(Paper.A4, days, frozenset(Part))
    assert found == set()


class Walk:
    """Goes through the whole program as it is put together, and keeps what is seen."""

    def __init__(self, app: App, own: Collection[str]) -> None:
        self.app, self.own = app, own
        self.english: dict[str, str] = {}
        """Where each English text was seen first."""
        self.cut: dict[str, str] = {}
        self.words: set[str] = set()

    def look(self, place: str) -> None:
        """Look at all that is shown."""
        window = self.app.window
        settle(window)
        self.words |= {text for _kind, text in words_of(window) if text}
        own, session = set(self.own), self.app.controller.session
        if session is not None:
            # cues are in the language of the sequence, those of a changed pose too
            own |= {cue.text for step in session.practice.plan.steps for cue in step.cues}
        for found, what in ((self.english, english(window, own)), (self.cut, cut_off(window))):
            for text in what:
                found.setdefault(text, place)


def through_settings(walk: Walk) -> None:
    app, page = walk.app, walk.app.pages.settings
    app.library.settings_asked.emit()
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        walk.look(f"settings {row}")
        app.store.change(
            muted=True, voice=True, wave=True, reminders=True, reminder_days="", ready="gate",
            settle=2.0, viewing_distance=2.5, voice_speed=0.5, voice_pitch=-1.0,
        )  # fmt: skip
        walk.look(f"settings {row}, muted")
        app.store.change(
            muted=False, voice=False, wave=True, ready="wait", voice_speed=-0.2, voice_pitch=0.2
        )
        walk.look(f"settings {row}, without the voice")
        app.store.change(voice=True, voice_volume=0.0, voice_speed=1.0)
        walk.look(f"settings {row}, at volume 0")
    page.delete.ask.click()
    page.measure.click()
    walk.look("settings, asked whether to delete")
    page.measure.cancel()
    page.help_asked.emit()
    walk.look("how to set up")
    app.pages.set_up.start.click()
    app.store.change(voice=False, wave=False)
    app.pages.left.emit()


def through_journal(walk: Walk, qtbot: QtBot) -> None:
    app, page = walk.app, walk.app.pages.journal
    app.library.journal_asked.emit()
    qtbot.waitUntil(lambda: page.summary is not None)
    walk.look("journal")
    page.offer.click()
    walk.look("journal, when to see a doctor")
    page.month.entered.emit()
    page.day.edit.click()
    walk.look("journal, an entry")
    page.day.editor.note.setPlainText("…")
    page.day.leave_editor()
    walk.look("journal, not saved")
    page.day.question.answer(1)
    page.day._ask_to_remove()
    walk.look("journal, asked whether to remove")
    page.day.question.answer(0)
    page.day.add.click()
    page.day.editor.keep.click()
    walk.look("journal, nothing is written")
    page.day.leave_editor()
    page.show_file_words(app.tr("Your journal is empty now."))
    page.report_asked.emit()
    qtbot.waitUntil(app.pages.report.save.isEnabled)
    walk.look("page for a doctor")
    for box in app.pages.report.parts.values():
        box.setChecked(True)
    walk.look("page for a doctor, all of it")
    for box in app.pages.report.parts.values():
        box.setChecked(False)
    walk.look("page for a doctor, nothing on it")
    app.pages.left.emit()


def before_a_practice(walk: Walk) -> None:
    app = walk.app
    app.library.begin.click()
    app.notices.say_wake_refused()
    app.store.change(muted=True)
    walk.look("before")
    app.pages.before._longer.click()
    app.pages.before.size_asked.emit(1)
    walk.look("before, longer")


def through_a_practice(walk: Walk) -> None:
    app = walk.app
    app.store.change(muted=False)
    app.pages.before.start.click()
    walk.look("waiting")
    app.controller.do(Action.PRESS)
    session = app.controller.session
    assert session is not None, "it has begun"
    for number, step in enumerate(session.practice.plan.steps):
        session.go_to(step.start + min(step.seconds / 2, 12.0))
        walk.look(f"step {number}, {step.kind}")
    session.go_to(200.0)
    # a screen of these tests is smaller than the window
    app.controller.set_full_screen(True)
    walk.look("full screen")
    app.controller.set_full_screen(False)
    elsewhere = (Action.LEAVE, Action.ESCAPE, Action.NEXT, Action.BACK, Action.FULL_SCREEN)
    for action in (one for one in Action if one not in elsewhere):
        app.controller.do(action)
        walk.look(f"{action}")
        for card in app.pages.practice.findChildren(Overlay):
            if not card.isHidden():
                card.hide()
    app.store.change(turn="none", muted=False)
    for index in range(3):
        app.pages.practice.timeline._mark(index)
        walk.look(f"timeline {index}")
    app.controller.do(Action.LEAVE)
    walk.look("asked whether to leave")
    for card in app.pages.practice.findChildren(Overlay):
        card.hide()
    app.controller.ask_to_close()
    walk.look("asked whether to close")
    for card in app.pages.practice.findChildren(Overlay):
        card.hide()


def write_journal(folder: Path) -> None:
    now = datetime.now().astimezone()
    lines = []
    for day in range(120):
        felt = 3 if day > 30 else 7
        at = now - timedelta(days=day)
        entry = Entry(at, before=felt, after=felt - 1, seconds=1800.0, sequence=NAMELESS,
                      right=600.0, left=580.0, poses=10)  # fmt: skip
        lines.append(Line(f"e{day}", 1, at, COMPUTER, entry))
    append(folder, COMPUTER, lines)


@pytest.fixture(params=[NAME, MIRRORED])
def walk(
    request: pytest.FixtureRequest, start: Start, speaks: Callable[[str], None], tmp_path: Path
) -> Iterator[Walk]:
    """The program in another language, with a journal, and a practice to go on with."""
    speaks(request.param)
    qtbot = request.getfixturevalue("qtbot")
    left = interrupt(tmp_path)
    app = start()
    write_journal(app.journal.folder)
    sequences = [book.sequence for book in app.library.model.books if book.sequence is not None]
    own = {*own_words(sequences), *ENGINE_NAMES.values(), *left.record.eased}
    made = Walk(app, {*own, NAMELESS, COMPUTER})
    app.window.resize(1366, 768)
    expose(qtbot, app.window)
    qtbot.waitUntil(lambda: app.resumption.offer is not None)
    yield made
    app.window.hide()


def test_no_page_speaks_english(walk: Walk, tmp_path: Path, qtbot: QtBot) -> None:
    app = walk.app
    walk.look("offer")
    app.library.offer_declined.emit()
    app.notices.say_trace_failed("")
    app.notices.say_failed(tmp_path)
    for row in range(len(app.library.model.books)):
        app.library.list.setCurrentIndex(app.library.model.index(row))
        walk.look(f"library {row}")
    app.window.close_notices()
    through_settings(walk)
    through_journal(walk, qtbot)
    before_a_practice(walk)
    assert walk.english == {}
    assert walk.cut == {}
    assert len(walk.words) > 300


def test_no_practice_speaks_english(walk: Walk) -> None:
    walk.app.library.offer_declined.emit()
    before_a_practice(walk)
    through_a_practice(walk)
    assert walk.english == {}
    assert walk.cut == {}
    assert len(walk.words) > 150


def test_what_is_english_or_cut_off_is_found(walk: Walk) -> None:
    place = QWidget(walk.app.window)
    column = QVBoxLayout(place)
    column.addWidget(QLabel("Never translated"))
    column.addWidget(QPushButton(pseudo("Translated, but it has no room")))
    place.setGeometry(0, 0, 180, 200)
    place.show()
    walk.look("here")
    assert walk.english == {"QLabel: Never translated": "here"}
    assert [text.partition(":")[0] for text in walk.cut] == ["QPushButton"]
