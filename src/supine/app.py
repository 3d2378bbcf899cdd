"""The composition root: everything is built and connected here, once."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from supine.application import complain, keep_memory_still, make_application, tidy_up
from supine.clock import suspend_aware_clock
from supine.core.problem import Unreadable
from supine.core.sequence import Sequence
from supine.core.tally import Tally
from supine.keeping import Keeper
from supine.loading import Loader
from supine.shelf import Book, find
from supine.shelving import Shelving
from supine.single import OnlyOne
from supine.sounds import Sounds
from supine.store.profile import Profile
from supine.store.settings import Settings, SettingsFile
from supine.switches import SWITCHES, switched
from supine.ui.library_view import LibraryView
from supine.ui.main_window import MainWindow
from supine.ui.theme import palette, style_sheet, theme

if TYPE_CHECKING:
    from supine.notices import Notices
    from supine.practising import Practising
    from supine.speech import Speech
    from supine.trace import Trace
    from supine.ui.pages import Pages
    from supine.ui.practice_view import Look
    from supine.wake import WakeLock


def run(options: argparse.Namespace) -> int:
    """Open the window as the command line asks, and return the exit status."""
    profile = Profile(options.profile)
    try:
        path = find(options.sequence, profile.sequences) if options.sequence else None
    except Unreadable as error:
        complain(error.problems[0].message)
        return 1
    application = make_application()
    only_one = OnlyOne(profile.folder, application)
    if not only_one.first and only_one.call_first(os.path.realpath(path) if path else ""):
        return 0
    app = App(application, profile, options, only_one)
    app.open(path)
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), application, application.quit)
    status: int = application.exec()
    app.close()
    return status


class App(QObject):
    """Owns everything that lives as long as the window, and joins it.

    The window and the library are built at once; everything else when they have been painted.
    """

    pages: Pages
    notices: Notices
    practising: Practising
    speech: Speech
    trace: Trace
    wake: WakeLock

    def __init__(
        self,
        application: QApplication,
        profile: Profile,
        options: argparse.Namespace,
        only_one: OnlyOne,
    ) -> None:
        """Build what the first frame needs; nothing is shown yet."""
        super().__init__()
        self._application, self._profile, self._options = application, profile, options
        file = SettingsFile(profile.settings)
        self.settings, self._first_words = file.load()
        self.keeper = Keeper(file, self)
        self.window, self.library = MainWindow(), LibraryView(theme(self.settings.theme))
        self.shelving = Shelving(profile.sequences, self.library)
        self.sounds = Sounds(self)
        self.opener = Loader(self)
        self.only_one = only_one
        self._wanted: Path | None = None
        self._built = False
        self.window.first_painted.connect(self._on_first_painted)

    def open(self, path: Path | None) -> None:
        """Show the window, with the sequence at `path` if one was asked for."""
        self._wanted = path
        self.window.restore(self._profile.window)
        self._apply_colours()
        self.library.set_pace(self.settings.pace)
        self.window.show_page(self.library)
        self.window.set_fullscreen(bool(self._options.fullscreen))
        self.window.show()

    def close(self) -> None:
        """Keep what is to be kept and let go of everything."""
        self.keeper.close()
        self.shelving.close()
        self.opener.close()
        if self._built:
            self.practising.close()
            self.speech.close()
            self.wake.close()
            self.trace.close()

    def _on_first_painted(self) -> None:
        """Build the rest, and do what is slow: sounds, sequences."""
        self._build()
        self._connect()
        self._apply_look()
        self._built = True
        keep_memory_still()
        self.notices.say(self._first_words)
        self.sounds.start()
        self.shelving.refresh()
        if self._wanted is not None:
            self.opener.load([(self._wanted, True)])
        else:
            self.library.focus_begin()

    def _build(self) -> None:
        from supine.notices import Notices  # noqa: PLC0415 - after the first frame
        from supine.practising import Practising  # noqa: PLC0415
        from supine.speech import Speech  # noqa: PLC0415
        from supine.trace import Trace  # noqa: PLC0415
        from supine.ui.pages import Pages  # noqa: PLC0415
        from supine.wake import WakeLock  # noqa: PLC0415

        clock = suspend_aware_clock()
        failures: list[str] = []
        self.trace = Trace(self._options.trace, failures.append)
        self.pages = Pages(self._look(), clock)
        self.speech = Speech(self)
        self.speech.reader.can_play = self.sounds.can_play
        self.practising = Practising(
            self.pages.practice, (self.sounds, self.speech), self.trace, clock, self._options.speed
        )
        self.notices = Notices(self.window, self.practising)
        self.wake = WakeLock(self)
        for why in failures:
            self.notices.say_trace_failed(why)
        self.trace.failed = self.notices.say_trace_failed

    def _connect(self) -> None:
        """Make every connection between parts that do not know each other."""
        from supine.full_screen import FullScreen  # noqa: PLC0415 - after the first frame
        from supine.media_keys import MediaKeys  # noqa: PLC0415

        pages = self.pages
        self.window.screen_changed.connect(self._apply_look)
        FullScreen(self.window, pages.practice, self.practising, lambda: self.settings)
        MediaKeys(self.practising, self.window.come_forward)
        self.window.visibility_changed.connect(self.practising.set_seen)
        self.window.escaped.connect(self._on_escaped)
        self.window.pages.currentChanged.connect(lambda _page: tidy_up())
        self.window.closing.connect(lambda: self.window.keep(self._profile.window))
        self.library.begun.connect(lambda book: self._prepare(book.sequence))
        self.library.settings_asked.connect(self._show_settings)
        self.library.folder_asked.connect(self.shelving.open_folder)
        self.shelving.said.connect(self.notices.say)
        pages.before.started.connect(self._practise)
        pages.before.left.connect(self.show_library)
        pages.before.size_asked.connect(
            lambda steps: self._do("bigger" if steps > 0 else "smaller")
        )
        pages.before.sounds_asked.connect(self.sounds.try_all)
        pages.settings.changed.connect(self._set)
        pages.settings.left.connect(self.show_library)
        pages.settings.sound_asked.connect(self.sounds.play)
        pages.settings.wave_asked.connect(self.sounds.try_wave)
        pages.end.left.connect(self.show_library)
        self.practising.passed_on.connect(self._do)
        self.practising.ended.connect(self._on_practice_ended)
        self.practising.paced.connect(
            lambda pace: self._set(replace(self.settings, breaths_per_minute=pace))
        )
        self.practising.resting.connect(self._on_resting)
        self.sounds.missing.connect(self.notices.say)
        self.sounds.missing.connect(self.practising.fault)
        self.sounds.restored.connect(self.notices.unsay)
        self.sounds.trying.connect(pages.before.show_sound_words)
        self.wake.refused.connect(self.notices.say_wake_refused)
        self.opener.loaded.connect(self._on_opened)
        self.only_one.called.connect(self._on_called)
        self.keeper.failed.connect(self.notices.say)
        self._application.applicationStateChanged.connect(self.shelving.on_application_state)
        self._connect_speech()

    def _connect_speech(self) -> None:
        speech, card = self.speech, self.pages.settings.voice
        speech.missing.connect(self.notices.say)
        speech.missing.connect(card.show_missing)
        speech.restored.connect(self.notices.unsay)
        speech.restored.connect(lambda _sentence: card.show_missing(""))
        speech.learned.connect(
            lambda factor: self._set(replace(self.settings, voice_factor=factor))
        )
        speech.voices.connect(card.show_voices)
        speech.engines.connect(card.show_engines)
        speech.needs_device.connect(self.sounds.keep_awake)
        card.line_asked.connect(speech.try_line)

    def _show_settings(self) -> None:
        # its voices can be chosen once it is there
        self.speech.prepare()
        self.window.show_page(self.pages.settings)

    def show_library(self) -> None:
        """Go back to the shelf."""
        self.sounds.hush()
        self.library.set_pace(self.settings.pace)
        self.window.show_page(self.library)
        self.library.focus_begin()

    def _on_opened(self, _request: int, book: Book) -> None:
        """A file that was asked for by name has been read."""
        if self.practising.session is not None:
            return
        options, asked = self._options, book.path == self._wanted
        self._wanted = None
        if book.sequence is None:
            first = book.problems[0]
            self.notices.say(
                self.tr("{name} cannot be practised. Line {line}: {message}.").format(
                    name=book.path.name, line=first.line, message=first.message
                )
            )
        elif asked and (options.practise or options.step is not None):
            from supine.core.length import fit  # noqa: PLC0415

            fitted = fit(book.sequence, self.settings.pace, options.minutes)
            self._practise(fitted, options.step or 0)
        else:
            self._prepare(book.sequence)

    def _prepare(self, sequence: Sequence) -> None:
        self.speech.prepare()
        # the page first: a button that nobody can see does not keep the focus
        self.window.show_page(self.pages.before)
        self.pages.before.show_sequence(sequence, self.settings.pace, self.settings.minutes)

    def _practise(self, sequence: Sequence, first_step: int = 0) -> None:
        if self.window.pages.currentWidget() is self.pages.before:
            self._set(replace(self.settings, minutes=self.pages.before.minutes))
        self.sounds.hush()
        self.window.show_page(self.pages.practice)
        self.pages.practice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.practising.begin(sequence, self.settings.pace, first_step)

    def _on_practice_ended(self, title: str, tally: Tally, whole: bool) -> None:
        self.window.show_page(self.pages.end)
        self.pages.end.show_tally(title, tally, whole=whole)

    def _do(self, action: str) -> None:
        """Do what a key of the practice asks of the whole program."""
        if action == "fullscreen":
            self.window.set_fullscreen(not self.window.isFullScreen())
        elif action in SWITCHES:
            settings, words = switched(self.settings, action)
            self._set(settings)
            self.practising.notice(words)
        elif action == "leave":
            self._on_escaped()

    def _on_escaped(self) -> None:
        if self.window.isFullScreen():
            self.window.set_fullscreen(False)
        elif self.practising.session is not None:
            self.practising.ask_to_leave()
        elif self.window.pages.currentWidget() is not self.library:
            self.show_library()

    def _set(self, settings: Settings) -> None:
        """Let `settings` hold from now on, and keep them soon."""
        before, self.settings = self.settings, settings
        spoke = self.speech.speaks
        if before.theme != settings.theme:
            self._apply_colours()
        self._apply_look()
        if not spoke:
            self.speech.prepare()
        self.keeper.keep(settings)

    def _apply_colours(self) -> None:
        colours = theme(self.settings.theme)
        self._application.setPalette(palette(colours))
        self._application.setStyleSheet(style_sheet(colours))

    def _apply_look(self) -> None:
        """Show everything as it is set, on the screen that the window is on."""
        self.pages.apply(self.settings, self._look())
        self.pages.before.set_skin(self.settings.skin)
        self.library.set_theme(theme(self.settings.theme))
        self.library.set_skin(self.settings.skin)
        if self.practising.session is None:
            # what a voice has learned in a hold changes every length; nobody looks at them then
            self.library.set_pace(self.settings.pace)
        self.sounds.apply(self.settings)
        self.speech.apply(self.settings)

    def _look(self) -> Look:
        from supine.ui.pages import look_of  # noqa: PLC0415 - after the first frame

        return look_of(self.settings, self.window.density())

    def _on_resting(self, resting: bool) -> None:
        if resting:
            self.wake.release()
        elif self.settings.keep_screen_on:
            self.wake.hold()

    def _on_called(self, path: str) -> None:
        """A second program was started: come forward, with its file unless a practice runs."""
        self.window.come_forward()
        if path and self.practising.session is None:
            self.opener.load([(Path(path), True)])
