"""The whole program, put together as it is started, on a screen that nobody sees."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
import yaml
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from supine.app import app as module
from supine.app.app import App, Shown
from supine.audio.client import AudioClient
from supine.audio.protocol import Device
from supine.core.pace import Pace
from supine.core.sequence import Pose, Sequence
from supine.desktop.single_instance import SingleInstance
from supine.library.reader import Book, open_book
from supine.practice.place import Course
from supine.profile import Profile
from supine.resources import shipped_sequences
from supine.ui.main_window import MainWindow
from supine.ui.pages import pages
from supine.ui.pages.library import LibraryPage
from supine.ui.practice.keys import Action
from supine.ui.practice.overlay import Answer
from supine.ui.theme import theme
from supine.ui.widgets.inputs import TickBox
from tests.conftest import FakeClock
from tests.core.samples import SMALL
from tests.helpers import RECORD, Heard, expose, press, shipped


class Start(Protocol):
    """Starts the program for one test."""

    def __call__(
        self,
        path: Path | None = None,
        *,
        seen: bool = True,
        practise: bool = False,
        own: int = 0,
        more: str = "",
    ) -> App:
        """Start it with what is on its command line; `seen` says whether it was used before.

        The library has so many of the person's `own` sequences; `more` comes first in the file of
        its settings.
        """


def _let_close(window: QWidget) -> None:
    """Let a window close that would ask in the middle of a practice."""
    assert isinstance(window, MainWindow)
    window.may_close = lambda: True


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: FakeClock,
) -> Iterator[Start]:
    # what would change this whole process, tests included
    for name in (
        "keep_memory_still",
        "give_back_pictures",
        "watch_failures",
        "apply_theme",
        "log_qt_messages",
    ):
        monkeypatch.setattr(module, name, lambda *_what: None)
    monkeypatch.setattr(AudioClient, "start", lambda _self: None)
    # however slow the machine is, a practice is where its test has led it
    monkeypatch.setattr(module, "suspend_aware_clock", lambda: clock)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    profile = Profile(tmp_path)
    started: list[App] = []

    def begin(
        path: Path | None = None,
        *,
        seen: bool = True,
        practise: bool = False,
        own: int = 0,
        more: str = "",
    ) -> App:
        settings = f"version: 1\nvoice: false\nset_up_seen: {str(seen).lower()}\n"
        profile.settings.write_text(f"{more}{settings}")
        options = argparse.Namespace(
            trace=None, speed=1.0, practise=practise, step=None, minutes=None, profile=tmp_path
        )
        window, library = MainWindow(), LibraryPage(theme("dawn"))
        qtbot.addWidget(window, before_close_func=_let_close)
        window.show_page(library)
        shown = Shown(qapp, window, library, theme("dawn"))
        made = App(shown, profile, options, SingleInstance(tmp_path / "other"))
        started.append(made)
        made.begin(path)
        qtbot.waitUntil(lambda: len(library.model.books) == len(shipped_sequences()) + own)
        return made

    yield begin
    for made in started:
        made.close()
        for timer in made.window.findChildren(QTimer):
            timer.stop()


@pytest.fixture
def app(start: Start) -> App:
    return start()


def notice(app: App) -> str:
    return app.pages.practice.caption.values.text


def test_the_program_begins_in_the_library(app: App) -> None:
    assert app.window.pages.currentWidget() is app.library
    assert app.library.chosen is not None


def test_the_first_visit_begins_with_how_to_set_up(start: Start, tmp_path: Path) -> None:
    app = start(seen=False)
    assert app.window.pages.currentWidget() is app.pages.set_up
    app.window.show()
    app.pages.set_up.start.click()
    assert app.window.pages.currentWidget() is app.library
    assert app.window.focusWidget() is app.library.begin
    app.saver.close()
    assert "set_up_seen: true" in (tmp_path / "settings.yaml").read_text()


def test_settings_that_cannot_be_read_do_not_make_it_a_first_visit(start: Start) -> None:
    """The page would hide the sentence that says so, too."""
    app = start(more='theme: "night\n')
    assert app.window.pages.currentWidget() is app.library


def test_a_file_that_is_opened_first_comes_after_how_to_set_up(start: Start, qtbot: QtBot) -> None:
    app = start(shipped_sequences()[0], seen=False)
    qtbot.waitUntil(lambda: app.window.pages.currentWidget() is app.pages.set_up)
    app.pages.set_up.start.click()
    assert app.window.pages.currentWidget() is app.pages.before


def test_a_practice_of_the_command_line_says_nothing_of_how_to_set_up(
    start: Start, qtbot: QtBot
) -> None:
    app = start(shipped_sequences()[0], seen=False, practise=True)
    app.audio._worker.answered.emit(Device(True))
    qtbot.waitUntil(lambda: app.controller.session is not None)
    assert app.window.pages.currentWidget() is app.pages.practice
    assert not app.store.current.set_up_seen


def test_how_to_set_up_leads_back_to_the_settings_that_it_was_opened_from(app: App) -> None:
    app.library.settings_asked.emit()
    app.pages.settings.help_asked.emit()
    assert app.window.pages.currentWidget() is app.pages.set_up
    app.pages.set_up.start.click()
    assert app.window.pages.currentWidget() is app.pages.settings


def test_one_key_turns_the_screen_and_says_how_it_is(app: App) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    said, turns = [], []
    for _ in range(3):
        app.controller.do(Action.TURN)
        turns.append(app.store.current.turn)
        said.append(notice(app))
    assert turns == ["left", "right", "none"]
    assert ["left" in said[0], "right" in said[1], "upright" in said[2]] == [True] * 3
    assert app.pages.practice.look.turn == "none"


def test_one_key_mutes_and_says_so(app: App) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    app.controller.do(Action.MUTE)
    assert (app.store.current.muted, notice(app)) == (True, "Sound off")
    app.controller.do(Action.MUTE)
    assert (app.store.current.muted, notice(app)) == (False, "Sound on")


def test_text_grows_and_shrinks_within_limits(app: App) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    usual = app.pages.practice.look.size
    app.controller.do(Action.BIGGER)
    assert app.pages.practice.look.size > usual
    for _ in range(40):
        app.controller.do(Action.SMALLER)
    assert (app.store.current.text_size, notice(app)) == (
        0.25, "The text is as small as it can be.",
    )  # fmt: skip


def test_each_press_says_how_large_the_text_is_and_at_the_limit_that_there_is_no_room(
    app: App,
) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    app.controller.do(Action.BIGGER)
    assert notice(app) == "Text size: 110%"
    for _ in range(40):
        app.controller.do(Action.BIGGER)
    assert notice(app).startswith("Larger text has no room here.")
    largest = app.store.current.text_size
    app.controller.do(Action.SMALLER)
    assert app.store.current.text_size == pytest.approx(largest - 0.1)


def test_from_a_size_that_has_no_room_one_press_makes_the_text_smaller(app: App) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    app.store.change(text_size=4.0)
    app.controller.do(Action.BIGGER)
    assert app.store.current.text_size == 4.0
    app.controller.do(Action.SMALLER)
    assert app.pages.practice.look.size < app.pages.practice.largest_size


@pytest.mark.measure
@pytest.mark.parametrize("turn", ["none", "left"])
@pytest.mark.parametrize("text_size", [0.25, 1.0, 4.0])
@pytest.mark.parametrize("metres", [0.5, 1.5, 5.0])
def test_no_press_takes_a_tenth_of_a_second(
    app: App, metres: float, text_size: float, turn: str
) -> None:
    """At five metres and three times the size the list of keys took five seconds."""
    app.window.resize(1366, 768)
    app.window.show()
    app.store.change(viewing_distance=metres, text_size=text_size, turn=turn)
    for action in Action:
        course = Course("low-back-release.yaml", shipped())
        app._practise("low-back-release", course, shipped(), 6)
        for _ in range(3):
            QApplication.processEvents()
        pressed = time.thread_time()
        app.controller.do(action)
        QApplication.processEvents()
        assert time.thread_time() - pressed < 0.1, action
    app.controller.close()
    app.window.hide()


def test_larger_text_takes_no_room_from_figure_and_count(app: App) -> None:
    view = app.pages.practice
    view.resize(1366, 768)
    app.controller.begin(shipped(), Pace(), RECORD)
    before = view.figure.geometry(), view.circle.geometry()
    for _ in range(40):
        app.controller.do(Action.BIGGER)
        assert (view.figure.geometry(), view.circle.geometry()) == before
    app.store.change(viewing_distance=4.0)
    assert view.circle.width() < before[1].width()


def test_before_a_practice_the_page_says_how_large_the_text_is(app: App) -> None:
    app.library.begin.click()
    page = app.pages.before
    bigger = next(one for one in page.findChildren(QPushButton) if one.text() == "Bigger")
    place = bigger.geometry()
    words = []
    for _ in range(31):
        bigger.click()
        QApplication.processEvents()
        words += [one.text() for one in page.findChildren(QLabel) if "size: " in one.text()]
    assert (words[0], words[-1]) == ("Text size: 110%", "Text size: 400%")
    assert bigger.geometry() == place
    assert any(
        one.text() == "The text is as large as it can be." for one in page.findChildren(QLabel)
    )


def test_the_page_before_shows_what_an_editor_has_saved(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "mail" / "short.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(SMALL, encoding="utf-8")
    app = start(path)
    before = app.pages.before
    qtbot.waitUntil(lambda: app.window.pages.currentWidget() is before)
    title = yaml.safe_load(SMALL)["title"]
    path.write_text(SMALL.replace(title, "Saved anew"), encoding="utf-8")
    app.shelf.added.emit(open_book(path, own=True))
    assert "Saved anew" in texts(before)
    path.write_text("title:", encoding="utf-8")
    app.shelf.added.emit(open_book(path, own=True))
    assert "Saved anew" in texts(before)


@pytest.mark.skipif(not hasattr(QStyleHints, "accessibility"), reason="Qt knows it since 6.10")
def test_the_look_follows_the_computer_at_once(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "theme_of", lambda _setting: "contrast")
    monkeypatch.setattr(pages, "theme_of", lambda _setting: "contrast")
    assert app.pages.practice.look.theme is theme("dawn")
    hints = QGuiApplication.styleHints()
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert app.pages.practice.look.theme is theme("contrast")


def test_a_setting_is_told_to_those_who_use_it_alone(app: App) -> None:
    look, sound = Heard(), Heard()
    app.pages.set_look = look  # type: ignore[method-assign,assignment]
    app.audio.apply = sound  # type: ignore[method-assign,assignment]
    app.store.change(lengths={"knees.yaml": 20})
    assert (look.said, sound.said) == ([], [])
    app.store.change(skin="dark")
    assert len(look.said) == 1


def test_changed_settings_are_in_the_file_when_the_program_ends(app: App, tmp_path: Path) -> None:
    app.store.change(theme="night", breaths_per_minute=5.5)
    app.saver.close()
    text = (tmp_path / "settings.yaml").read_text()
    assert "theme: night" in text
    assert "breaths_per_minute: 5.5" in text


def test_a_failure_inside_is_told_in_one_sentence_with_the_way_to_the_log(
    app: App, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    app._failed.emit()
    app._failed.emit()
    told = [label.text() for label in app.window.findChildren(QLabel)]
    (sentence,) = [text for text in told if str(tmp_path / "supine.log") in text]
    assert sentence.startswith("Something went wrong in Supine.")
    assert capsys.readouterr().err.count("something went wrong inside") == 1


def test_what_is_logged_is_in_the_file_with_time_level_and_room(app: App, tmp_path: Path) -> None:
    assert app
    logging.getLogger("supine.speech.client").warning("the worker has ended")
    (line,) = (tmp_path / "supine.log").read_text().splitlines()
    assert line.endswith("WARNING speech.client: the worker has ended")
    assert line[:2] == "20"


def test_when_the_sound_is_back_the_voice_is_looked_for_again(app: App) -> None:
    looked: list[str] = []
    app.speech.prepare = lambda: looked.append("looked")  # type: ignore[method-assign]
    app.audio.restored.emit("There is no sound device.")
    assert looked == ["looked"]


def asked_for(app: App) -> None:
    """Open the shipped sequence as the command line asks for with `--practise`."""
    app._options.practise = True
    app._wanted = Path("asked.yaml")
    app.loader.loaded.emit(0, Book(app._wanted, own=True, sequence=shipped()))


def opened(app: App, title: str, minutes: int | None = None) -> Book:
    """Open a book called `title` from a file, as a double click does."""
    path = Path(f"/home/ada/{title}.yaml")
    app._wanted, app._options.minutes = path, minutes
    sequence = replace(shipped(), title=title, steps=shipped().steps[2:3])
    book = Book(path, own=True, sequence=sequence if title == "Short" else shipped())
    app.loader.loaded.emit(0, book)
    return book


def test_it_waits_for_somebody_to_lie_down_and_can_be_called_off(app: App) -> None:
    opened(app, "Short")
    app.pages.before.start.click()
    assert app.controller.session is not None
    assert app.controller.session.practice.state == "waiting"
    assert app.window.pages.currentWidget() is app.pages.practice
    press(app.pages.practice, Qt.Key.Key_X)
    assert app.controller.session is None
    assert app.window.pages.currentWidget() is app.library


def counts(app: App) -> list[int]:
    """Begin on the page before, and return the counts of all holds."""
    app.pages.before.start.click()
    assert app.controller.session is not None
    steps = app.controller.session.practice.plan.steps
    app.controller.close()
    return [step.count for step in steps if step.kind == "hold"]


def choose(app: App, length: str) -> None:
    (button,) = (b for b in app.pages.before.findChildren(QPushButton) if b.text() == length)
    button.click()


def test_a_length_chosen_for_one_sequence_touches_no_other(app: App, tmp_path: Path) -> None:
    """A chosen 10 was carried over, and made seventeen tilts of a teacher's ten."""
    long = opened(app, "Long")
    choose(app, "10 min")
    opened(app, "Short")
    assert app.pages.before.minutes == 0
    assert counts(app) == [5, 5]
    opened(app, "Long")
    assert app.pages.before.minutes == 10
    app.saver.close()
    assert f'lengths: {{"{long.name}": 10}}' in (tmp_path / "settings.yaml").read_text()


def test_longer_is_for_this_once_alone(app: App) -> None:
    opened(app, "Short")
    choose(app, "Longer …")
    choose(app, "5 min")
    assert min(counts(app)) > 5
    assert app.store.current.lengths == {}
    opened(app, "Short")
    assert counts(app) == [5, 5]


def end(app: App) -> None:
    """Begin the practice that waits, and end it as by its last step."""
    app.controller.do(Action.PRESS)
    assert app.controller.session is not None
    app.controller.session.go_to(app.controller.session.practice.plan.seconds)


def test_once_more_begins_the_same_again_and_quit_closes(app: App) -> None:
    opened(app, "Long")
    choose(app, "15 min")
    app.pages.before.start.click()
    assert app.controller.session is not None
    plan = app.controller.session.practice.plan
    end(app)
    assert app.window.pages.currentWidget() is app.pages.end
    app.pages.end.again.click()
    assert app.window.pages.currentWidget() is app.pages.practice
    assert app.controller.session.practice.plan == plan
    end(app)
    app.window.show()
    app.pages.end.close_all.click()
    assert app.window.isHidden()


def test_once_more_is_never_longer_than_is_written(app: App) -> None:
    opened(app, "Short")
    choose(app, "Longer …")
    choose(app, "5 min")
    app.pages.before.start.click()
    end(app)
    assert "in its own length" in app.pages.end.again.text()
    app.pages.end.again.click()
    assert app.controller.session is not None
    steps = app.controller.session.practice.plan.steps
    assert [step.count for step in steps if step.kind == "hold"] == [5, 5]


SILENT = "There is no sound device: nothing can be heard. Connect one."


def texts(widget: QWidget) -> list[str]:
    """Return all texts of `widget` that can be seen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def test_what_is_missing_is_told_on_the_page_before_as_long_as_it_is(app: App) -> None:
    app.audio.missing.emit(SILENT)
    assert SILENT in texts(app.window)
    opened(app, "Long")
    assert SILENT in texts(app.pages.before)
    # once is enough
    assert texts(app.window).count(SILENT) == 1
    app.audio.restored.emit(SILENT)
    assert SILENT not in texts(app.pages.before)


def test_what_is_found_missing_on_the_page_before_is_told_there_and_not_from_the_mat(
    app: App,
) -> None:
    opened(app, "Long")
    app.wake_lock.refused.emit()
    (told,) = [text for text in texts(app.window) if "may go dark" in text]
    assert "let it stay on for an hour" in told
    app.pages.before.start.click()
    app.wake_lock.refused.emit()
    assert "dark" not in notice(app)
    app.wake_lock.granted.emit()
    assert told not in texts(app.pages.before)


def test_somebody_who_lies_there_already_reads_what_is_missing_in_a_few_words(app: App) -> None:
    app.controller.begin(shipped(), Pace(), RECORD)
    app.audio.missing.emit(SILENT)
    assert notice(app) == "There is no sound device: nothing can be heard."


def test_before_a_practice_screen_and_voice_are_tried(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = Heard()
    monkeypatch.setattr(app.wake_lock, "try_out", lambda: tried("screen"))
    monkeypatch.setattr(app.speech, "prepare_language", tried)
    opened(app, "Long")
    assert tried.said == ["en", "screen"]
    app.store.change(keep_screen_on=False)
    opened(app, "Long")
    assert tried.said == ["en", "screen", "en"]


def test_sound_that_is_switched_off_is_told_before(app: App) -> None:
    app.store.change(muted=True)
    opened(app, "Long")
    off = "All sounds are off. In the practice, M switches them on."
    assert off in texts(app.pages.before)
    app.store.change(muted=False)
    assert off not in texts(app.pages.before)


def test_minutes_of_the_command_line_are_chosen_but_never_more_than_is_written(app: App) -> None:
    opened(app, "Long", minutes=15)
    assert app.pages.before.minutes == 15
    assert app.store.current.lengths == {}
    opened(app, "Short", minutes=60)
    assert app.pages.before.minutes == 0
    assert counts(app) == [5, 5]


def test_the_library_shows_the_length_that_will_be_practised(app: App) -> None:
    book = app.library.chosen
    assert book is not None
    app.library.begin.click()
    choose(app, "10 min")
    app.show_library()
    assert "10 min, included" in str(app.library.model.data(app.library.model.index(0)))
    app.library.begin.click()
    assert app.pages.before.minutes == 10


def test_a_practice_of_the_command_line_waits_until_the_audio_is_known(app: App) -> None:
    """On a slow computer the first sound was missing."""
    asked_for(app)
    assert app.controller.session is None
    app.audio._worker.answered.emit(Device(True))
    assert app.controller.session is not None


def test_what_was_begun_by_hand_meanwhile_goes_on(app: App) -> None:
    asked_for(app)
    app.controller.begin(shipped(), Pace(), RECORD)
    begun = app.controller.session
    app.audio._worker.answered.emit(Device(True))
    assert app.controller.session is begun


def test_a_sequence_from_elsewhere_can_be_kept_on_the_page_before_it(
    start: Start, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    """It was played, and gone the next time."""
    given = tmp_path_factory.mktemp("downloads") / "knees.supine.yaml"
    given.write_text(SMALL, encoding="utf-8")
    app = start(given)
    before = app.pages.before
    qtbot.waitUntil(lambda: app.window.pages.currentWidget() is before)
    assert not before.keep.isHidden()
    before.keep.click()
    assert (tmp_path / "sequences" / "knees.supine.yaml").read_text(encoding="utf-8") == SMALL
    assert before.keep.isHidden()
    qtbot.waitUntil(lambda: len(app.library.model.books) == len(shipped_sequences()) + 1)
    app.library.begun.emit(app.library.model.books[-1])
    assert before.keep.isHidden()


def test_what_is_kept_is_what_is_practised_from_then_on(
    start: Start, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    """The copy was changed, and the page still had the old one."""
    given = tmp_path_factory.mktemp("downloads") / "knees.supine.yaml"
    given.write_text(SMALL, encoding="utf-8")
    app = start(given)
    before = app.pages.before
    qtbot.waitUntil(lambda: app.window.pages.currentWidget() is before)
    before.keep.click()
    copy = tmp_path / "sequences" / "knees.supine.yaml"
    copy.write_text(SMALL.replace("count: 3", "count: 7"), encoding="utf-8")
    app.shelf.refresh()
    started: list[Sequence] = []
    before.started.connect(started.append)

    def begins_with_seven() -> bool:
        before.start.click()
        pose = started[-1].steps[0]
        return isinstance(pose, Pose) and pose.holds[0].count == 7

    before.started.disconnect(app.pages.started)
    qtbot.waitUntil(begins_with_seven)


def test_the_figures_that_a_mailed_sequence_brings_along_go_wherever_it_goes(
    start: Start, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    given = tmp_path_factory.mktemp("downloads") / "knees.yaml"
    pose = SMALL.replace("sides: both", "sides: both\n    stance: mine")
    given.write_text(f"{pose}stances:\n  mine: {{title: My own, like: twist}}\n", encoding="utf-8")
    app = start(given)
    before = app.pages.before
    qtbot.waitUntil(lambda: app.window.pages.currentWidget() is before)
    assert [item.stance for item in before.strip.values.items] == ["mine"]
    before.keep.click()
    given.unlink()
    qtbot.waitUntil(lambda: len(app.library.model.books) == len(shipped_sequences()) + 1)
    app.library.begun.emit(app.library.model.books[-1])
    app.audio.is_known = True
    before.start.click()
    app.controller.do(Action.PRESS)
    assert app.pages.practice.figure.accessibleName() == "My own"


def test_closing_in_the_middle_of_a_practice_asks_and_goes_on_by_itself(
    app: App, qtbot: QtBot
) -> None:
    expose(qtbot, app.window)
    app.controller.begin(shipped(), Pace(), RECORD)
    assert not app.window.close()
    card = app.pages.practice.card
    assert card is not None
    assert app.controller.session is not None
    assert app.controller.session.practice.state == "paused"
    card.answer(Answer.GO_ON)
    assert app.controller.session.practice.state == "playing"
    assert app.window.isVisible()


def test_whoever_wants_to_close_in_the_middle_can(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
    app.controller.begin(shipped(), Pace(), RECORD)
    app.window.close()
    assert app.pages.practice.card is not None
    app.pages.practice.card.answer(Answer.CLOSE)
    assert not app.window.isVisible()


def test_the_end_of_the_program_asks_nothing_and_keeps_the_size(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    expose(qtbot, app.window)
    app.controller.begin(shipped(), Pace(), RECORD)
    app.close()
    assert not app.window.isVisible()
    assert (tmp_path / "window.ini").exists()


def test_outside_of_a_practice_the_window_just_closes(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
    assert app.window.close()


def test_esc_on_the_settings_gives_the_focus_back_to_their_button(app: App, qtbot: QtBot) -> None:
    expose(qtbot, app.window)
    (button,) = (b for b in app.library.findChildren(QPushButton) if b.text() == "Settings")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert app.window.pages.currentWidget() is app.pages.settings
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert app.window.pages.currentWidget() is app.library
    assert button.hasFocus()


def test_in_full_screen_esc_goes_back_to_the_library_and_then_to_the_window(app: App) -> None:
    app.window.set_fullscreen(True)
    app.library.settings_asked.emit()
    app.window.escaped.emit()
    assert app.window.pages.currentWidget() is app.library
    assert app.window.isFullScreen()
    app.window.escaped.emit()
    assert not app.window.isFullScreen()


def test_the_way_out_of_full_screen_is_to_be_seen_on_every_page(app: App, qtbot: QtBot) -> None:
    def offered() -> list[QWidget]:
        buttons = app.window.findChildren(QPushButton)
        return [b for b in buttons if b.text() == "Exit full screen" and b.isVisible()]

    expose(qtbot, app.window)
    assert offered() == []
    app.window.set_fullscreen(True)
    assert len(offered()) == 1
    app.window.show_page(app.pages.practice)
    assert offered() == [app.pages.practice.controls.buttons[Action.FULL_SCREEN]]
    app.show_library()
    assert len(offered()) == 1
    app.window.set_fullscreen(False)
    assert offered() == []


def open_reminders(app: App) -> TickBox:
    """Open that section of the settings; return the box for starting with the computer."""
    app.library.settings_asked.emit()
    sections = app.pages.settings.list
    (found,) = sections.findItems("Reminders", Qt.MatchFlag.MatchExactly)
    sections.setCurrentItem(found)
    return app.pages.settings.autostart.box


def test_the_settings_show_whether_it_starts_with_the_computer_as_it_really_is(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    expose(qtbot, app.window)
    box = open_reminders(app)
    assert not box.isChecked()
    box.click()
    assert box.isChecked()
    (entry,) = (tmp_path / "config" / "autostart").iterdir()
    entry.unlink()
    QApplication.sendEvent(app.window, QEvent(QEvent.Type.WindowActivate))
    assert not box.isChecked()


def test_an_entry_that_cannot_be_made_is_told_and_shown_as_off(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text("a file")
    expose(qtbot, app.window)
    box = open_reminders(app)
    box.click()
    assert not box.isChecked()
    told = [label.text() for label in app.window.findChildren(QLabel)]
    assert any("starts with the computer could not be changed" in text for text in told)


def test_without_a_message_bus_the_settings_say_that_nothing_can_be_shown(
    app: App, qtbot: QtBot
) -> None:
    app.library.settings_asked.emit()
    card = app.pages.settings.reminders
    qtbot.waitUntil(lambda: card.missing.text() != "")
    assert card.missing.text().startswith("This computer shows no notifications now")


def test_a_click_on_a_reminder_leads_to_begin_but_not_out_of_a_practice(app: App) -> None:
    texts = {button.text(): button for button in app.library.findChildren(QPushButton)}
    texts["Settings"].setFocus()
    texts["Settings"].click()
    app.reminder.opened.emit()
    assert app.window.pages.currentWidget() is app.library
    assert app.library.focusWidget() is app.library.begin
    assert app.window.isVisible()
    app.window.show_page(app.pages.practice)
    app.controller.begin(shipped(), Pace(), RECORD)
    app.reminder.opened.emit()
    assert app.window.pages.currentWidget() is app.pages.practice


def test_what_was_told_is_kept_in_the_settings(app: App) -> None:
    app.reminder.told.emit("2026-11-27", "2026-11-27T19:00:00+01:00")
    assert app.store.current.reminded == "2026-11-27"
    assert app.store.current.remind_again == "2026-11-27T19:00:00+01:00"
