"""The composition root: everything is built and connected here, once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from supine.app.notices import Notices
from supine.app.qt_setup import give_back_pictures, keep_memory_still, set_icon, tidy_up
from supine.audio.client import AudioClient
from supine.core.fit_to_time import fit_to_time
from supine.core.sequence import Sequence
from supine.core.tally import Tally
from supine.desktop.media_keys import MediaKeys
from supine.desktop.signals import SignalWaker
from supine.desktop.wake_lock import WakeLock
from supine.library.loader import Loader
from supine.library.reader import Book
from supine.library.shelf import Shelf
from supine.practice.clock import suspend_aware_clock
from supine.practice.controller import PracticeController
from supine.practice.trace import Trace
from supine.settings.declaration import Settings
from supine.settings.file import SettingsFile
from supine.settings.saver import SettingsSaver
from supine.speech.speech import Speech
from supine.ui.pages.pages import Pages, look_of
from supine.ui.practice.view import Look
from supine.ui.theme import dress, theme

if TYPE_CHECKING:
    from supine.app.startup import Startup
from collections.abc import Callable

from msgspec.structs import replace

from supine.ui.main_window import MainWindow
from supine.ui.practice.view import PracticeView
from supine.ui.widgets.turnable import after
from supine.ui.words import tr


class App(QObject):
    """Owns everything that lives as long as the window, and joins it.

    The window and the library are there already; everything else is built when they have been
    painted.
    """

    def __init__(self, opening: Startup) -> None:
        """Build all that the window that was opened does not show yet."""
        super().__init__()
        self._application, self._profile = opening.application, opening.profile
        self._options, self.single_instance = opening.options, opening.single_instance
        self.window, self.library = opening.window, opening.library
        self._opened_in = opening.colours
        self._wanted: Path | None = None
        file = SettingsFile(self._profile.settings)
        self.settings, first_words = file.load()
        clock = suspend_aware_clock()
        failures: list[str] = []
        self.saver = SettingsSaver(file, self)
        self.shelf = Shelf(self._profile.sequences, self.library)
        self.sounds = AudioClient(self)
        self.opener = Loader(self)
        self.trace = Trace(self._options.trace, failures.append)
        self.pages = Pages(self.settings, self._look(), clock)
        self.speech = Speech(self)
        self.speech.reader.can_play = self.sounds.can_play
        self.controller = PracticeController(
            self.pages.practice, (self.sounds, self.speech), self.trace, clock, self._options.speed
        )
        self.notices = Notices(self.window, self.controller)
        self.wake = WakeLock(self)
        self._waker = SignalWaker(self._application)
        self.notices.say(first_words)
        for why in failures:
            self.notices.say_trace_failed(why)
        self.trace.failed = self.notices.say_trace_failed

    def begin(self, path: Path | None) -> None:
        """Join everything, and do what is slow: sounds, sequences, the one at `path` if any."""
        self._wanted = path
        self._connect()
        if theme(self.settings.theme) is not self._opened_in:
            self._apply_colours()
        self._apply_look()
        set_icon(self._application)
        self.single_instance.listen()
        keep_memory_still()
        give_back_pictures()
        self.sounds.start()
        self.shelf.refresh()
        if path is not None:
            self.opener.load([(path, True)])
        else:
            self.library.focus_begin()

    def close(self) -> None:
        """Keep what is to be kept and let go of everything."""
        self.saver.close()
        self.shelf.close()
        self.opener.close()
        self.controller.close()
        self.speech.close()
        self.wake.close()
        self.trace.close()
        self._waker.close()

    def _connect(self) -> None:
        """Make every connection between parts that do not know each other."""
        pages = self.pages
        self.window.screen_changed.connect(self._apply_look)
        FullScreen(self.window, pages.practice, self.controller, lambda: self.settings)
        MediaKeys(self.controller, self.window.come_forward)
        self.window.visibility_changed.connect(self.controller.set_seen)
        self.window.escaped.connect(self._on_escaped)
        self.window.pages.currentChanged.connect(lambda _page: tidy_up())
        self.window.closing.connect(lambda: self.window.keep(self._profile.window))
        self.library.begun.connect(lambda book: self._prepare(book.sequence))
        self.library.settings_asked.connect(self._show_settings)
        self.library.folder_asked.connect(self.shelf.open_folder)
        self.shelf.said.connect(self.notices.say)
        pages.started.connect(self._on_started)
        pages.left.connect(self.show_library)
        pages.size_asked.connect(lambda steps: self._do("bigger" if steps > 0 else "smaller"))
        pages.sounds_asked.connect(self.sounds.try_all)
        pages.changed.connect(self._set)
        pages.sound_asked.connect(self.sounds.play)
        pages.wave_asked.connect(self.sounds.try_wave)
        self.controller.passed_on.connect(self._do)
        self.controller.ended.connect(self._on_practice_ended)
        self.controller.paced.connect(
            lambda pace: self._set(self.settings.but(breaths_per_minute=pace))
        )
        self.controller.resting.connect(self._on_resting)
        self.sounds.missing.connect(self.notices.say)
        self.sounds.missing.connect(self.controller.fault)
        self.sounds.restored.connect(self.notices.unsay)
        self.sounds.trying.connect(pages.show_sound_words)
        self.wake.refused.connect(self.notices.say_wake_refused)
        self.opener.loaded.connect(self._on_opened)
        self.single_instance.called.connect(self._on_called)
        self.saver.failed.connect(self.notices.say)
        self._application.applicationStateChanged.connect(self.shelf.on_application_state)
        self._application.applicationStateChanged.connect(
            lambda _how: self.single_instance.listen()
        )
        self.window.visibility_changed.connect(lambda _seen: self.single_instance.listen())
        self._connect_speech()

    def _connect_speech(self) -> None:
        speech, pages = self.speech, self.pages
        speech.missing.connect(self.notices.say)
        speech.missing.connect(pages.show_missing_voice)
        speech.restored.connect(self.notices.unsay)
        speech.restored.connect(lambda _sentence: pages.show_missing_voice(""))
        speech.learned.connect(lambda factor: self._set(self.settings.but(voice_factor=factor)))
        speech.voices.connect(pages.show_voices)
        speech.engines.connect(pages.show_engines)
        speech.needs_device.connect(self.sounds.keep_awake)
        pages.line_asked.connect(speech.try_line)

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
        if self.controller.session is not None:
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
            fitted = fit_to_time(book.sequence, self.settings.pace, options.minutes)
            self._practise(fitted, options.step or 0)
        else:
            self._prepare(book.sequence)

    def _prepare(self, sequence: Sequence) -> None:
        self.speech.prepare()
        # the page first: a button that nobody can see does not keep the focus
        self.window.show_page(self.pages.before)
        self.pages.before.show_sequence(sequence, self.settings.pace, self.settings.minutes)

    def _on_started(self, sequence: Sequence) -> None:
        self._set(self.settings.but(minutes=self.pages.before.minutes))
        self._practise(sequence)

    def _practise(self, sequence: Sequence, first_step: int = 0) -> None:
        self.sounds.hush()
        self.window.show_page(self.pages.practice)
        self.pages.practice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.controller.begin(sequence, self.settings.pace, first_step)

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
            self.controller.notice(words)
        elif action == "leave":
            self._on_escaped()

    def _on_escaped(self) -> None:
        if self.window.isFullScreen():
            self.window.set_fullscreen(False)
        elif self.controller.session is not None:
            self.controller.ask_to_leave()
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
        self.saver.keep(settings)

    def _apply_colours(self) -> None:
        dress(self._application, theme(self.settings.theme))

    def _apply_look(self) -> None:
        """Show everything as it is set, on the screen that the window is on."""
        self.pages.apply(self.settings, self._look())
        self.library.set_theme(theme(self.settings.theme))
        self.library.set_skin(self.settings.skin)
        if self.controller.session is None:
            # what a voice has learned in a hold changes every length; nobody looks at them then
            self.library.set_pace(self.settings.pace)
        self.sounds.apply(self.settings)
        self.speech.apply(self.settings)

    def _look(self) -> Look:
        return look_of(self.settings, self.window.density())

    def _on_resting(self, resting: bool) -> None:
        if resting:
            self.wake.release()
        elif self.settings.keep_screen_on:
            self.wake.hold()

    def _on_called(self, path: str) -> None:
        """A second program was started: come forward, with its file unless a practice runs."""
        self.window.come_forward()
        if path and self.controller.session is None:
            self.opener.load([(Path(path), True)])


SWITCHES = ("mute", "turn", "bigger", "smaller")
"""The actions that `switched` knows."""


TEXT_STEP = 0.1
"""By how much one key or button changes the text size."""

TEXT_SIZES = (0.5, 3.0)
"""The smallest and the largest text by hand."""


def switched(settings: Settings, action: str) -> tuple[Settings, str]:
    """Return `settings` after one of the `SWITCHES`, and a sentence that says how it is now.

    What can be seen needs no sentence.
    """
    if action == "mute":
        muted = not settings.muted
        return replace(settings, muted=muted), tr("Sound off") if muted else tr("Sound on")
    if action in ("bigger", "smaller"):
        return _resized(settings, TEXT_STEP if action == "bigger" else -TEXT_STEP), ""
    turn = after(settings.turn)
    words = {
        "none": tr("The screen is upright again."),
        "left": tr("Turned: the top is on the left."),
        "right": tr("Turned: the top is on the right."),
    }
    return replace(settings, turn=turn), words[turn]


def _resized(settings: Settings, change: float) -> Settings:
    low, high = TEXT_SIZES
    size = min(max(settings.text_size + change, low), high)
    return replace(settings, text_size=round(size, 2))


class FullScreen(QObject):
    """Follows the window into full screen and out of it."""

    def __init__(
        self,
        window: MainWindow,
        view: PracticeView,
        controller: PracticeController,
        settings: Callable[[], Settings],
    ) -> None:
        """Follow from now on; `settings` are asked for when they are needed."""
        super().__init__(window)
        self._view, self._controller, self._settings = view, controller, settings
        self._full = False
        window.fullscreen_changed.connect(self._follow)
        controller.begun.connect(self._lock)
        self._follow(window.isFullScreen())

    def _follow(self, full: bool) -> None:
        # also a window that is minimised and comes back says that it is in full screen
        if full == self._full:
            return
        self._full = full
        self._view.controls.set_fading(full)
        self._lock()
        if not full and self._view.lock_state == "by itself":
            self._view.unlock()

    def _lock(self) -> None:
        wanted = self._full and self._settings().lock_in_fullscreen
        if wanted and self._controller.session is not None and not self._view.locked:
            self._view.lock("by itself")
