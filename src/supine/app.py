"""The composition root: everything is built and connected here, once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from supine.application import make_application
from supine.clock import suspend_aware_clock
from supine.core.length import fit
from supine.core.problem import Unreadable
from supine.core.sequence import Sequence
from supine.core.tally import Tally
from supine.loading import Loader
from supine.practising import Practising
from supine.resources import shipped_sequences
from supine.shelf import Book, find, own_files
from supine.single import FirstInstance, call_first
from supine.sounds import Sounds
from supine.store.profile import Profile
from supine.store.settings import Settings, SettingsFile
from supine.trace import Trace
from supine.ui.before_view import BeforeView
from supine.ui.end_view import EndView
from supine.ui.legibility import type_size
from supine.ui.library_view import LibraryView
from supine.ui.main_window import MainWindow
from supine.ui.motion import reduced
from supine.ui.practice_view import Look, PracticeView
from supine.ui.settings_view import SettingsView
from supine.ui.theme import palette, style_sheet, theme
from supine.wake import WakeLock

TEXT_STEP = 0.1
"""By how much one key or button changes the text size."""

SAVING_DELAY = 400
"""Milliseconds after the last change until the settings are written: a slider changes often."""


def run(options: argparse.Namespace) -> int:
    """Open the window as the command line asks, and return the exit status."""
    profile = Profile(options.profile)
    try:
        path = find(options.sequence, profile.sequences) if options.sequence else None
    except Unreadable as error:
        sys.stderr.write(f"supine: {error.problems[0].message}\n")
        return 1
    application = make_application()
    if call_first(profile.folder, str(path.resolve()) if path else ""):
        return 0
    app = App(application, profile, options)
    app.open(path)
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), application, application.quit)
    status: int = application.exec()
    app.close()
    return status


class App(QObject):
    """Owns everything that lives as long as the window, and joins it."""

    def __init__(
        self, application: QApplication, profile: Profile, options: argparse.Namespace
    ) -> None:
        """Build everything; nothing is shown yet."""
        super().__init__()
        self._application, self._profile, self._options = application, profile, options
        clock = suspend_aware_clock()
        self._file = SettingsFile(profile.settings)
        self.settings, self._first_words = self._file.load()
        look = Look(theme(self.settings.theme), 20.0, still=False)
        self.window = MainWindow()
        self.library = LibraryView()
        self.before = BeforeView(look.theme)
        self.practice_view = PracticeView(look)
        self.settings_view = SettingsView(look.theme, clock)
        self.end = EndView()
        self.sounds = Sounds(self)
        self.trace = Trace(options.trace, self._on_trace_failed)
        self.practising = Practising(
            self.practice_view, self.sounds, self.trace, clock, options.speed
        )
        self.wake = WakeLock(self)
        self.loader, self.opener = Loader(self), Loader(self)
        self.first_instance = FirstInstance(profile.folder, self)
        self._saving = QTimer(self, singleShot=True, interval=SAVING_DELAY)
        self._shelf_state: object = None
        self._wanted: Path | None = None
        self._connect()

    def _connect(self) -> None:
        """Make every connection between parts that do not know each other."""
        self.window.first_painted.connect(self._on_first_painted)
        self.window.screen_changed.connect(self._apply_look)
        self.window.fullscreen_changed.connect(self._on_fullscreen)
        self.window.visibility_changed.connect(self.practising.set_seen)
        self.window.escaped.connect(self._on_escaped)
        self.window.closing.connect(self._keep_window)
        self.library.begun.connect(lambda book: self._prepare(book.sequence))
        self.library.settings_asked.connect(lambda: self.window.show_page(self.settings_view))
        self.library.folder_asked.connect(self._open_folder)
        self.before.started.connect(self._practise)
        self.before.left.connect(self.show_library)
        self.before.size_asked.connect(self._change_size)
        self.before.sounds_asked.connect(self.sounds.try_all)
        self.settings_view.changed.connect(self._on_settings)
        self.settings_view.left.connect(self.show_library)
        self.settings_view.sound_asked.connect(self.sounds.play)
        self.practising.passed_on.connect(self._do)
        self.practising.ended.connect(self._on_practice_ended)
        self.practising.paced.connect(self._on_paced)
        self.practising.resting.connect(self._on_resting)
        self.end.left.connect(self.show_library)
        self.sounds.missing.connect(self._say)
        self.sounds.missing.connect(self.practising.fault)
        self.sounds.restored.connect(self.window.unsay)
        self.sounds.trying.connect(self.before.show_sound_words)
        self.wake.refused.connect(self._on_wake_refused)
        self.loader.loaded.connect(self._on_loaded)
        self.opener.loaded.connect(lambda _request, book: self._on_opened(book))
        self.first_instance.called.connect(self._on_called)
        self._saving.timeout.connect(self._save)
        self._application.applicationStateChanged.connect(self._on_application_state)

    def open(self, path: Path | None) -> None:
        """Show the window, with the sequence at `path` if one was asked for."""
        self._wanted = path
        geometry = self._kept_window().value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self._apply_colours()
        self.window.show_page(self.library)
        self.window.set_fullscreen(bool(self._options.fullscreen))
        self.window.show()
        self._apply_look()

    def close(self) -> None:
        """Keep what is to be kept and let go of everything."""
        self._save_if_waiting()
        self.practising.close()
        self.wake.close()
        self.trace.close()

    def show_library(self) -> None:
        """Go back to the shelf."""
        self.sounds.hush()
        self.window.show_page(self.library)
        self.library.focus_begin()

    def _on_first_painted(self) -> None:
        """Do what is slow: sounds, sequences."""
        self._say(self._first_words)
        self.sounds.start()
        self._load_shelf()
        if self._wanted is not None:
            self.opener.load([(self._wanted, True)])
        else:
            self.library.focus_begin()

    def _load_shelf(self) -> None:
        own = own_files(self._profile.sequences)
        state = [(path, _modified(path)) for path in own]
        if state != self._shelf_state:
            self._shelf_state = state
            self.library.clear()
            shipped = [(path, False) for path in shipped_sequences()]
            self.loader.load([*shipped, *((path, True) for path in own)])

    def _on_loaded(self, request: int, book: Book) -> None:
        if request == self.loader.request:
            self.library.add(book)

    def _on_opened(self, book: Book) -> None:
        """A file that was asked for by name has been read."""
        options, asked = self._options, book.path == self._wanted
        if book.sequence is None:
            first = book.problems[0]
            self._say(
                self.tr("{name} cannot be practised. Line {line}: {message}.").format(
                    name=book.path.name, line=first.line, message=first.message
                )
            )
        elif asked and (options.practise or options.step is not None):
            fitted = fit(book.sequence, self.settings.pace, options.minutes)
            self._practise(fitted, options.step or 0)
        else:
            self._prepare(book.sequence)

    def _prepare(self, sequence: Sequence) -> None:
        self.before.show_sequence(sequence, self.settings.pace, self.settings.minutes)
        self.window.show_page(self.before)

    def _practise(self, sequence: Sequence, first_step: int = 0) -> None:
        if self.window.pages.currentWidget() is self.before:
            self._set(replace(self.settings, minutes=self.before.minutes))
        self.sounds.hush()
        self.window.show_page(self.practice_view)
        self.practice_view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.practising.begin(sequence, self.settings.pace, first_step)

    def _on_practice_ended(self, title: str, tally: Tally, whole: bool) -> None:
        self.end.show_tally(title, tally, whole=whole)
        self.window.show_page(self.end)

    def _do(self, action: str) -> None:
        """Do what a key of the practice asks of the whole program."""
        if action == "fullscreen":
            self.window.set_fullscreen(not self.window.isFullScreen())
        elif action in ("bigger", "smaller"):
            self._change_size(1 if action == "bigger" else -1)
        elif action == "mute":
            self._set(replace(self.settings, muted=not self.settings.muted))
            muted = self.settings.muted
            self.practising.notice(self.tr("Sound off") if muted else self.tr("Sound on"))
        elif action == "leave":
            self._on_escaped()

    def _on_escaped(self) -> None:
        if self.window.isFullScreen():
            self.window.set_fullscreen(False)
        elif self.practising.session is not None:
            self.practising.ask_to_leave()
        elif self.window.pages.currentWidget() is not self.library:
            self.show_library()

    def _change_size(self, steps: int) -> None:
        size = min(max(self.settings.text_size + steps * TEXT_STEP, 0.5), 3.0)
        self._set(replace(self.settings, text_size=round(size, 2)))

    def _on_paced(self, breaths_per_minute: float) -> None:
        self._set(replace(self.settings, breaths_per_minute=breaths_per_minute))

    def _on_settings(self, settings: Settings) -> None:
        self._set(settings)

    def _set(self, settings: Settings) -> None:
        """Let `settings` hold from now on, and keep them soon."""
        before, self.settings = self.settings, settings
        if before.theme != settings.theme:
            self._apply_colours()
        self._apply_look()
        self._saving.start()

    def _apply_colours(self) -> None:
        colours = theme(self.settings.theme)
        self._application.setPalette(palette(colours))
        self._application.setStyleSheet(style_sheet(colours))

    def _apply_look(self) -> None:
        """Show everything as it is set, on the screen that the window is on."""
        settings, colours = self.settings, theme(self.settings.theme)
        size = type_size(settings.viewing_distance, self.window.density(), settings.text_size)
        still = reduced(settings.motion)
        self.practice_view.set_look(Look(colours, size, still))
        self.before.show_sample(colours, size)
        self.settings_view.show_sample(colours, size, still=still)
        self.settings_view.show_settings(settings)
        self.library.set_pace(settings.pace)
        self.sounds.apply(settings)

    def _on_fullscreen(self, full: bool) -> None:
        self.practice_view.controls.set_fading(full)

    def _on_resting(self, resting: bool) -> None:
        if resting:
            self.wake.release()
        elif self.settings.keep_screen_on:
            self.wake.hold()

    def _on_wake_refused(self) -> None:
        self._say(self.tr("The screen may go dark: the system does not let Supine keep it on."))
        self.practising.fault("wake")

    def _on_trace_failed(self, why: str) -> None:
        self._say(self.tr("The trace could not be written: {why}.").format(why=why))

    def _say(self, sentence: str) -> None:
        """Say a sentence where it does not move anything that the person is looking at."""
        if self.practising.session is not None:
            self.practising.notice(sentence)
        else:
            self.window.say(sentence)

    def _open_folder(self) -> None:
        folder = self._profile.sequences
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            self._say(self.tr("The folder could not be made: {why}.").format(why=reason))
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._say(self.tr("Your sequences lie in {folder}").format(folder=folder))

    def _on_called(self, path: str) -> None:
        """A second program was started: come forward, with its file unless a practice runs."""
        self.window.come_forward()
        if path and self.practising.session is None:
            self.opener.load([(Path(path), True)])

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        """Look again at the person's own folder when they come back from it."""
        if state == Qt.ApplicationState.ApplicationActive and self._shelf_state is not None:
            self._load_shelf()

    def _kept_window(self) -> QSettings:
        return QSettings(str(self._profile.window), QSettings.Format.IniFormat)

    def _keep_window(self) -> None:
        if not self.window.isFullScreen():
            self._kept_window().setValue("geometry", self.window.saveGeometry())

    def _save_if_waiting(self) -> None:
        if self._saving.isActive():
            self._saving.stop()
            self._save()

    def _save(self) -> None:
        self._say(self._file.save(self.settings))


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
