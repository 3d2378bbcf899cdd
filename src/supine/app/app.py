"""The composition root: everything is built and connected here, once."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from supine.app.journal_files import JournalFiles
from supine.app.journal_reader import JournalReader
from supine.app.journal_writer import JournalWriter, now_here
from supine.app.notices import Notices
from supine.app.place_keeper import Found, PlaceKeeper
from supine.app.qt_setup import complain, log_qt_messages, set_icon
from supine.app.resumption import Resumption
from supine.audio.client import AudioClient
from supine.core.sequence import Sequence
from supine.desktop.media_keys import MediaKeys
from supine.desktop.reminder import Reminder
from supine.desktop.screen_lock import ScreenLock
from supine.desktop.screen_reader import ScreenReader
from supine.desktop.signals import SignalWaker
from supine.desktop.single_instance import SingleInstance
from supine.desktop.wake_lock import WakeLock
from supine.journal.entry import Entry, Kept
from supine.journal.journal import recent
from supine.journal.summary import Step, start_of
from supine.language import number, translate
from supine.library.loader import Loader
from supine.library.reader import Book, path_of
from supine.library.shelf import Shelf
from supine.log import start_log, stop_log, watch_failures
from supine.practice.clock import suspend_aware_clock
from supine.practice.controller import PracticeController
from supine.practice.memory import give_back_pictures, keep_memory_still, tidy_up
from supine.practice.offer import Offer, in_length
from supine.practice.place import Course
from supine.practice.record import is_kept, new_record
from supine.practice.trace import Trace
from supine.profile import Profile
from supine.region import first_weekday
from supine.resources import is_shipped
from supine.settings.declaration import PACE, Settings
from supine.settings.file import SettingsFile
from supine.settings.saver import SettingsSaver
from supine.settings.store import SettingsStore
from supine.speech.speech import Speech
from supine.ui.announcement import reader_runs
from supine.ui.main_window import MainWindow
from supine.ui.pages.books import Dose
from supine.ui.pages.library import LibraryPage
from supine.ui.pages.pages import Pages, look_of
from supine.ui.practice.keys import Action
from supine.ui.practice.view import Look
from supine.ui.system_look import SystemWatch, theme_of
from supine.ui.theme import Theme, apply_theme, theme
from supine.ui.widgets.turnable import next_turn

if TYPE_CHECKING:
    from supine.desktop.autostart import Autostart

TEXT_STEP = 0.1
"""By how much one key or button changes the text size."""

TEXT_SIZES = (0.25, 4.0)
"""The smallest and the largest text size that keys and buttons can set."""

LOOK = ("theme", "viewing_distance", "text_size", "motion", "skin", "build", "turn")
"""Settings that change how the pages look."""

DOSE = (*PACE, "voice", "voice_volume", "voice_factor", "muted", "lengths")
"""Settings that change how long sequences take."""

SOUND = (
    "bells_volume", "breath_volume", "wave", "wave_volume", "wave_ducks", "muted", "voice", *PACE,
)  # fmt: skip
"""Settings of bells, tones and wave; the wave is tried at the person's own pace."""

SPEECH = (
    "voice", "voice_amount", "voice_counting", "voice_engine", "voice_name", "voice_speed",
    "voice_pitch", "voice_volume", "voice_factor", "muted",
)  # fmt: skip
"""Settings of the voice."""

REMINDER = ("reminders", "reminder_days", "reminder_time", "reminded", "remind_again")
"""Settings of the reminders."""

logger = logging.getLogger(__name__)


class Shown(NamedTuple):
    """What the first frame shows already."""

    application: QApplication
    window: MainWindow
    library: LibraryPage
    theme: Theme


class App(QObject):
    """Owns everything that lives as long as the window, and connects it."""

    _failed = Signal()
    """An exception was not caught, in any thread."""

    _kept: Kept | None = None
    """The entry of the practice on the end page."""

    def __init__(
        self,
        shown: Shown,
        profile: Profile,
        options: argparse.Namespace,
        single_instance: SingleInstance,
    ) -> None:
        """Build all that the first frame does not show."""
        super().__init__()
        start_log(profile.log)
        watch_failures(self._failed.emit)
        log_qt_messages()
        self._application, self.window, self.library, self._theme = shown
        self._profile, self._options, self.single_instance = profile, options, single_instance
        self._wanted: Path | None = None
        self._book: Book | None = None
        """The book on the page before a practice."""
        self._course: Course | None = None
        """What is or was practised last."""
        self._name = ""
        """What is practised is called so in the journal."""
        self._has_failed = self._ends = False
        """Whether the program, or the whole session, is ending: nobody is asked any more."""
        self._after_set_up: Callable[[], None] = self.show_library
        file = SettingsFile(profile.settings)
        settings, first_words = file.load()
        self.store = SettingsStore(settings)
        clock = suspend_aware_clock()
        failures: list[str] = []
        self.saver = SettingsSaver(file, self)
        self.journal = JournalWriter(profile.journal, profile.computer, self)
        self.shelf = Shelf(profile.sequences, self, shared=settings.shared_sequences)
        self.audio = AudioClient(self, cache=profile.cache)
        self.loader = Loader(self)
        self.trace = Trace(options.trace, failures.append)
        self.pages = Pages(settings, self._look(), clock)
        self.speech = Speech(self.audio, self, reader_runs)
        self.controller = PracticeController(
            self.pages.practice, (self.audio, self.speech), self.trace, clock, options.speed
        )
        self.notices = Notices(self.window, self.controller)
        self.places = PlaceKeeper(profile.places, clock, self)
        self.resumption = Resumption(
            self.library, self.places, self.journal, self.notices, lambda: self.store.current.pace
        )
        self.wake_lock = WakeLock(self)
        self.reminder = Reminder(
            lambda: self.controller.session is not None,
            lambda since: recent(self.journal.folder, since, self.journal.waiting),
            now_here,
            self,
        )
        self._signal_waker, self._system_watch, self._screen_reader = (
            SignalWaker(self._application), SystemWatch(self), ScreenReader(self),
        )  # fmt: skip
        self.notices.say(first_words)
        for why in failures:
            self.notices.say_trace_failed(why)
        self.trace.failed = self.notices.say_trace_failed

    def begin(self, path: Path | None) -> None:
        """Connect everything, then load sounds and sequences, and open `path` if there is one."""
        self._wanted = path
        self._connect_window()
        self._connect_pages()
        self._connect_journal()
        self._connect_practice()
        self._connect_resumption()
        self._connect_sound_and_speech()
        self._connect_reminder()
        self._connect_settings()
        set_icon(self._application)
        self.single_instance.listen()
        keep_memory_still()
        give_back_pictures()
        self.audio.start()
        self.library.prefer(self.store.current.last_practised)
        self.shelf.refresh()
        self._count_week()
        self.places.look(self.store.current.pace)
        if path is not None:
            self.loader.load([(path, True)])
        elif self.store.current.set_up_seen:
            self.library.focus_begin()
        else:
            self._show_set_up(self._begin_in_library)

    def close(self) -> None:
        """Save what is to be kept, and end all threads and workers."""
        self._set_ending(True)
        # it is still open where the system has ended the program
        if self.window.isVisible():
            self.window.close()
        self.saver.close()
        self.reminder.close()
        self.journal.close()
        # what was saved just now is no place to go on from
        self._application.sendPostedEvents(self.places)
        self.places.close()
        self.shelf.close()
        self.loader.close()
        self.controller.close()
        self.speech.close()
        self._screen_reader.close()
        self.audio.close()
        self.wake_lock.close()
        self.trace.close()
        self._signal_waker.close()
        self._system_watch.close()
        self.single_instance.close()
        stop_log()

    def _connect_window(self) -> None:
        window, application = self.window, self._application
        window.screen_changed.connect(self._apply_look)
        window.fullscreen_changed.connect(self.controller.set_full_screen)
        window.visibility_changed.connect(self.controller.set_seen)
        window.visibility_changed.connect(lambda _seen: self.single_instance.listen())
        window.escaped.connect(self._on_escaped)
        window.pages.currentChanged.connect(lambda _page: tidy_up())
        window.pages.currentChanged.connect(
            lambda _page: self.notices.set_before(self.pages.shows_before)
        )
        window.may_close = self._may_close
        window.closing.connect(lambda: window.save_size(self._profile.window))
        window.fullscreen_changed.connect(lambda _full: self._show_exit())
        window.pages.currentChanged.connect(lambda _page: self._show_exit())
        application.commitDataRequest.connect(lambda: self._set_ending(True))
        application.applicationStateChanged.connect(self.shelf.on_application_state)
        application.applicationStateChanged.connect(self.journal.on_application_state)
        application.applicationStateChanged.connect(lambda _how: self.single_instance.listen())
        self.single_instance.called.connect(self._on_called)
        self._failed.connect(self._on_failed)

    def _connect_pages(self) -> None:
        pages, library = self.pages, self.library
        library.begun.connect(self._prepare)
        library.settings_asked.connect(self._show_settings)
        library.folder_asked.connect(self.shelf.open_folder)
        self.shelf.cleared.connect(library.clear)
        self.shelf.added.connect(library.add)
        self.shelf.added.connect(self._on_added)
        self.shelf.said.connect(self.notices.say)
        self.loader.loaded.connect(self._on_opened)
        pages.started.connect(self._on_started)
        pages.again_asked.connect(self._practise_again)
        pages.quit_asked.connect(self.window.close)
        pages.length_chosen.connect(self._on_length_chosen)
        pages.left.connect(self.show_library)
        pages.help_asked.connect(lambda: self._show_set_up(self._show_settings))
        pages.set_up_left.connect(self._on_set_up_left)
        pages.kept.connect(self._on_kept)
        pages.answered.connect(self._on_answered)
        pages.size_asked.connect(self._resize_text)
        pages.sounds_asked.connect(self.audio.try_all)
        pages.changed.connect(self.store.set)
        pages.sound_asked.connect(self.audio.play)
        pages.wave_asked.connect(self.audio.try_wave)
        pages.line_asked.connect(self.speech.try_line)

    def _connect_journal(self) -> None:
        pages, library, journal = self.pages, self.library, self.journal
        self.journal_reader = JournalReader(journal, self)
        library.journal_asked.connect(self._show_journal)
        QShortcut(QKeySequence("Ctrl+J"), library, library.journal_asked.emit)
        self.journal_reader.loaded.connect(pages.show_summary)
        self.journal_reader.counted.connect(library.show_times)
        self.journal_reader.failed.connect(pages.show_journal_failure)
        pages.entry_added.connect(lambda entry: pages.journal.keep(journal.add(entry)))
        pages.entry_changed.connect(self._on_entry_changed)
        pages.entry_removed.connect(self._on_entry_removed)
        self.window.pages.currentChanged.connect(self._free_journal)
        journal.failed.connect(self.notices.say)
        journal.restored.connect(self.notices.unsay)
        journal.said.connect(self.notices.say)
        pages.journal_looked.connect(journal.look)
        pages.folder_chosen.connect(journal.move)
        pages.delete_asked.connect(journal.delete_all)
        journal.held.connect(pages.show_held)
        journal.moved.connect(self._on_journal_moved)
        journal.saved.connect(self._on_saved)
        journal.moved.connect(lambda _folder: self._count_week())
        journal.emptied.connect(self._count_week)
        self._connect_journal_files()

    def _connect_journal_files(self) -> None:
        pages, files = self.pages, JournalFiles(self.journal, self)
        self.journal_files = files
        pages.report_asked.connect(self._show_report)
        pages.report_made.connect(files.save)
        pages.save_asked.connect(files.save_all)
        pages.bring_asked.connect(self._show_bring_in)
        pages.table_ordered.connect(files.preview)
        pages.table_added.connect(files.add)
        pages.journal_asked.connect(self._show_journal)
        files.read.connect(pages.show_entries)
        files.found.connect(pages.show_preview)
        files.added.connect(pages.show_added)
        files.saved.connect(pages.show_file_words)
        files.failed.connect(pages.show_file_failure)

    def _connect_practice(self) -> None:
        controller = self.controller
        self._media_keys = MediaKeys(controller, self.window.come_forward)
        self._media_keys.asked.connect(self.pages.answer_end)
        self.window.pages.currentChanged.connect(lambda _page: self._media_keys.end_question())
        lock = ScreenLock(controller, lambda: self.wake_lock.holds)
        lock.locked.connect(controller.pause_at_lock)
        controller.set_full_screen(self.window.isFullScreen())
        controller.passed_on.connect(self._do)
        controller.closing.connect(self._on_closing)
        controller.begun.connect(lambda: self._set_ending(False))
        controller.ended.connect(self._on_practice_ended)
        controller.called_off.connect(self._on_called_off)
        controller.paced.connect(lambda pace: self.store.change(breaths_per_minute=pace))
        controller.resting.connect(self._on_resting)
        self.wake_lock.refused.connect(self.notices.say_wake_refused)
        self.wake_lock.granted.connect(self.notices.take_back_wake_refused)
        self.notices.changed.connect(self._show_lacking)

    def _connect_resumption(self) -> None:
        resumption, places, library = self.resumption, self.places, self.library
        places.found.connect(self._on_found)
        places.failed.connect(self.notices.say)
        self.journal.saved.connect(places.remove)
        self.journal.emptied.connect(places.clear)
        self.journal.emptied.connect(resumption.forget)
        self.shelf.added.connect(resumption.on_added)
        resumption.offered.connect(self._on_offered)
        library.offer_accepted.connect(self._on_offer_accepted)
        library.offer_declined.connect(self._decline_offer)

    def _connect_sound_and_speech(self) -> None:
        audio, speech, pages = self.audio, self.speech, self.pages
        audio.missing.connect(self.notices.lack)
        audio.missing.connect(self.controller.fault)
        audio.restored.connect(self.notices.unlack)
        # what took the sound away may have ended the voice as well
        audio.restored.connect(lambda _sentence: speech.prepare())
        audio.trying.connect(pages.show_sound_words)
        speech.missing.connect(self.notices.lack)
        speech.missing.connect(pages.show_missing_voice)
        speech.restored.connect(self.notices.unlack)
        speech.restored.connect(lambda _sentence: pages.show_missing_voice(""))
        speech.learned.connect(lambda factor: self.store.change(voice_factor=factor))
        speech.voices.connect(pages.show_voices)
        speech.engines.connect(pages.show_engines)
        speech.needs_device.connect(audio.keep_awake)

    def _connect_reminder(self) -> None:
        reminder = self.reminder
        reminder.opened.connect(self._on_reminder_opened)
        reminder.told.connect(
            lambda day, again: self.store.change(reminded=day, remind_again=again)
        )
        reminder.works.connect(self.pages.show_reminders_work)
        self.controller.begun.connect(reminder.withdraw)
        self.pages.autostart_asked.connect(self._set_autostart)
        self.pages.autostart_seen.connect(self._show_autostart)

    def _connect_settings(self) -> None:
        """Tell each setting to those who use it, now and when it changes."""
        store = self.store
        store.listen(self._apply_theme, "theme")
        store.listen(lambda _settings: self._apply_look(), *LOOK)
        store.listen(lambda settings: self.library.set_person(settings.person), "skin", "build")
        store.listen(self._apply_dose, *DOSE)
        store.listen(self.audio.apply, *SOUND)
        store.listen(self.speech.apply, *SPEECH)
        store.listen(self._apply_lock, "lock_in_fullscreen")
        store.listen(lambda _settings: self._show_lacking(), "muted")
        # only `JournalWriter.move` changes it from now on
        self.journal.set_folder(store.current.chosen_folder or self._profile.journal)
        store.listen(self._apply_sequences, "journal_folder", "share_sequences")
        store.listen(self.reminder.apply, *REMINDER)
        store.listen(self.pages.show_settings)
        store.listen(self.saver.keep)
        self.saver.failed.connect(self.notices.say)
        self._system_watch.changed.connect(self._on_computer_set)

    def _apply_theme(self, settings: Settings) -> None:
        wanted = theme(theme_of(settings.theme))
        if wanted is not self._theme:
            self._theme = wanted
            apply_theme(self._application, wanted)
        self.library.set_theme(wanted)

    def _apply_look(self) -> None:
        """Look as set, on the screen that the window is on."""
        self.pages.set_look(self._look())

    def _on_computer_set(self) -> None:
        """Look as the computer is set from now on."""
        self._apply_theme(self.store.current)
        self._apply_look()

    def _apply_dose(self, settings: Settings) -> None:
        if self.controller.session is None:
            # what the voice learns in a hold changes every length, but nobody sees the library then
            self.library.set_dose(Dose(settings.pace, settings.lengths))

    def _show_lacking(self) -> None:
        """Show on the page before a practice what is missing now."""
        lacking = list(self.notices.lacking)
        if self.store.current.muted:
            text = self.tr("All sounds are off. In the practice, M switches them on.")
            lacking.append(text)
        self.pages.show_lacking(lacking)

    def _apply_lock(self, settings: Settings) -> None:
        self.controller.lock_in_full_screen = settings.lock_in_fullscreen

    def _apply_sequences(self, settings: Settings) -> None:
        self.shelf.move(settings.shared_sequences or self._profile.sequences)

    def _on_journal_moved(self, folder: Path) -> None:
        usual = folder == self._profile.journal
        self.store.change(journal_folder="" if usual else str(folder))

    def _look(self) -> Look:
        return look_of(self.store.current, self.window.density())

    def _show_settings(self) -> None:
        # the page offers its voices as soon as the worker is there
        self.speech.prepare()
        self.reminder.check()
        self.window.show_page(self.pages.settings)
        self.pages.settings.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_journal(self) -> None:
        # read while the page is built
        self.journal_reader.read()
        self.window.show_page(self.pages.journal)
        self.pages.journal.begin(now_here)

    def _show_report(self) -> None:
        self.window.show_page(self.pages.report)
        self.pages.report.begin(now_here().date())
        self.journal_files.read_entries()

    def _show_bring_in(self, path: Path) -> None:
        self.window.show_page(self.pages.bring_in)
        self.pages.bring_in.begin(path)
        self.journal_files.preview(path)

    def _on_entry_changed(self, kept: Kept, entry: Entry) -> None:
        self.pages.journal.keep(self.journal.change(kept, entry), kept)

    def _on_entry_removed(self, kept: Kept) -> None:
        self.journal.remove(kept)
        self.pages.journal.drop(kept)

    def _free_journal(self) -> None:
        """Give back the memory of the journal once its page has been left."""
        if "journal" in vars(self.pages) and self.pages.journal.isHidden():
            self.journal_reader.drop()
            self.pages.journal.clear()
            # after the charts are deleted: what Python keeps ready for new objects is given back
            QTimer.singleShot(0, tidy_up)
        self.pages.forget_files()

    def _show_set_up(self, then: Callable[[], None]) -> None:
        """Show how to set up; `then` is done after it."""
        self._after_set_up = then
        self.store.change(set_up_seen=True)
        self.window.show_page(self.pages.set_up)
        self.pages.set_up.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_in_library(self) -> None:
        self.show_library()
        self.library.focus_begin()

    def _on_set_up_left(self) -> None:
        self._after_set_up()

    def show_library(self) -> None:
        """Go back to the library."""
        self.audio.hush()
        self._apply_dose(self.store.current)
        self.window.show_page(self.library)
        self.library.take_focus()
        self._count_week()

    def _count_week(self) -> None:
        """Find out how often the person has practised this week, for the library."""
        today = now_here().date()
        self.journal_reader.count_week(start_of(today, Step.WEEK, first_weekday()))

    def _on_opened(self, _request: int, book: Book) -> None:
        """Show or begin a sequence that was asked for by its file."""
        if self.controller.session is not None:
            return
        options, asked = self._options, book.path == self._wanted
        self._wanted = None
        if book.sequence is None:
            first = book.problems[0]
            self.notices.say(
                self.tr("{name} cannot be practised. Line {line}: {message}.").format(
                    name=book.path.name, line=number(first.line), message=first.message
                )
            )
            return
        kept = self.store.current.lengths.get(book.name, 0)
        minutes = round(options.minutes) if asked and options.minutes else kept
        if asked and (options.practise or options.step is not None):
            course = Course(book.name, book.sequence, minutes)
            fitted = in_length(course, self.store.current.pace)
            first_step = options.step or 0
            name = book.short_name
            self._when_known(lambda: self._practise(name, course, fitted, first_step, waits=False))
        elif self.store.current.set_up_seen:
            self._prepare(book, minutes)
        else:
            self._show_set_up(partial(self._prepare, book, minutes))

    def _prepare(self, book: Book, minutes: int | None = None) -> None:
        """Show the page before a practice of `book`, with `minutes` or the length chosen for it."""
        assert book.sequence is not None, "a broken file is not practised"
        settings, self._book = self.store.current, book
        if minutes is None:
            minutes = settings.lengths.get(book.name, 0)
        # whatever is missing is told on this page
        self.speech.prepare_language(book.sequence.language)
        if settings.keep_screen_on:
            self.wake_lock.try_out()
        # the page first: a button that is not visible does not keep the focus
        self.window.show_page(self.pages.before)
        self.pages.before.show_sequence(book.sequence, settings.pace, minutes)
        if not self.shelf.is_kept(book):
            self.pages.before.offer_to_keep()

    def _on_added(self, book: Book) -> None:
        """Show the page before a practice anew when an editor has saved its file."""
        shown = self._book
        if shown is None or self.window.pages.currentWidget() is not self.pages.before:
            return
        if book.path == shown.path and book.sequence not in (None, shown.sequence):
            self._prepare(book)

    def _on_kept(self) -> None:
        kept = self.shelf.keep(self._book) if self._book is not None else None
        if kept is not None:
            # what is changed from now on is the copy
            self._book = kept
            before = self.pages.before
            before.start.setFocus(Qt.FocusReason.OtherFocusReason)
            before.keep.hide()

    def _on_length_chosen(self, minutes: int) -> None:
        if self._book is not None:
            self.store.set(self.store.current.with_length(self._book.name, minutes))

    def _on_started(self, sequence: Sequence) -> None:
        """Practise `sequence`; longer than is written only this once."""
        before, book = self.pages.before, self._book
        assert book is not None, "the page before a practice shows a book"
        assert book.sequence is not None, "a broken file is not practised"
        course = Course(book.name, book.sequence, before.minutes, before.is_longer)
        self._practise(book.short_name, course, sequence, before=before.feeling)

    def _practise(
        self, name: str, course: Course, practised: Sequence, first_step: int = 0,
        before: int | None = None, *, waits: bool = True,
    ) -> None:  # fmt: skip
        """Practise `course`, whose length makes it `practised`; the journal calls it `name`.

        `before` is how the back feels. It `waits` for somebody who has to lie down first.
        """
        # whoever practises something else is done with what was interrupted
        self.resumption.decline()
        self._name = name
        self._show_practice()
        pace = self.store.current.pace
        record = new_record(name, practised.title, pace.breaths_per_minute, now_here(), before)
        self.controller.begin(practised, pace, record, first_step, waits=waits)
        self._keep_place(course)

    def _show_practice(self) -> None:
        self.audio.hush()
        self.window.show_page(self.pages.practice)
        self.pages.practice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_place(self, course: Course) -> None:
        self._course = course
        self.store.change(last_practised=course.name)
        self.places.follow(self.controller, course)

    def _when_known(self, begin: Callable[[], None]) -> None:
        """Call `begin` as soon as it is known which sounds can be heard."""

        def begin_once() -> None:
            # while that was waited for, somebody may have begun by hand
            if self.controller.session is None:
                begin()

        if self.audio.is_known:
            begin()
        else:
            self.audio.known.connect(begin_once)

    def _on_found(self, found: Found) -> None:
        """Offer to go on where a practice was interrupted, unless another one has begun."""
        self.resumption.take(found)
        if self.controller.session is not None:
            self.resumption.decline()

    def _on_offered(self, offer: Offer) -> None:
        """Prepare what a practice needs, and tell what is missing while the person still sits."""
        self.speech.prepare_language(offer.course.sequence.language)
        if self.store.current.keep_screen_on:
            self.wake_lock.try_out()

    def _on_offer_accepted(self) -> None:
        offer = self.resumption.current()
        if offer is None:
            self._decline_offer()
        elif offer.step is None:
            path, sequence = path_of(offer.course.name), offer.course.sequence
            self.resumption.decline()
            self._prepare(Book(path, own=not is_shipped(path), sequence=sequence))
        else:
            self._when_known(partial(self._go_on, offer))

    def _go_on(self, offer: Offer) -> None:
        """Go on with a practice that was interrupted."""
        self.resumption.forget()
        self._name = offer.place.record.sequence
        self._show_practice()
        self.controller.go_on(offer, self.store.current.pace)
        self._keep_place(offer.course)
        if offer.edited:
            words = self.tr("This sequence was changed since. The pose begins anew.")
            self.controller.notice(words)

    def _decline_offer(self) -> None:
        """Keep what was practised in the journal, and offer it no more."""
        self.resumption.decline()
        self.library.focus_begin()

    def _on_practice_ended(self, entry_id: str, entry: Entry) -> None:
        """Keep what was practised in the journal, and show it."""
        kept, asks = is_kept(entry), self.store.current.ask_feeling
        self._kept = None
        if kept:
            # until the journal has it
            self.places.end(entry)
            self._kept = self.journal.add(entry, entry_id)
        else:
            self.places.remove(entry_id)
        self.window.show_page(self.pages.end)
        longer = self._course is not None and self._course.longer
        self.pages.end.show_entry(entry, kept=kept, longer=longer, asks=asks)
        if kept and asks:
            self._media_keys.ask_question(self.pages.end.question.values.text)

    def _on_answered(self, entry: Entry) -> None:
        """Keep how the back felt after a practice, and the note about it."""
        if self._kept is not None:
            self.places.end(entry)
            self._kept = self.journal.change(self._kept, entry)

    def _on_saved(self, entry_id: str, revision: int) -> None:
        if self._ends:
            return
        if self.library.isVisible():
            self._count_week()
        if self._kept is not None and (entry_id, revision) == self._kept[:2]:
            self.pages.end.show_saved()

    def _on_called_off(self, practice_id: str) -> None:
        self.places.remove(practice_id)
        self.show_library()

    def _practise_again(self) -> None:
        """Practise the same once more, but never longer than is written."""
        course = self._course
        if course is None:
            return
        if course.longer:
            minutes = self.store.current.lengths.get(course.name, 0)
            course = course._replace(minutes=minutes, longer=False)
        practised = in_length(course, self.store.current.pace)
        self._practise(self._name, course, practised, before=self.pages.end.feeling)

    def _do(self, action: Action) -> None:
        """Do what a key of the practice asks of the whole program."""
        if action == Action.FULL_SCREEN:
            self.window.set_fullscreen(not self.window.isFullScreen())
        elif action == Action.MUTE:
            self._mute()
        elif action == Action.TURN:
            self._turn()
        elif action == Action.BIGGER:
            self._resize_text(1)
        elif action == Action.SMALLER:
            self._resize_text(-1)

    def _mute(self) -> None:
        muted = not self.store.current.muted
        self.store.change(muted=muted)
        self.controller.notice(self.tr("Sound off") if muted else self.tr("Sound on"))

    def _turn(self) -> None:
        turn = next_turn(self.store.current.turn)
        self.store.change(turn=turn)
        words = {
            "none": self.tr("The screen is upright again."),
            "left": self.tr("Turned: the top is on the left."),
            "right": self.tr("Turned: the top is on the right."),
        }
        self.controller.notice(words[turn])

    def _resize_text(self, steps: int) -> None:
        """Change the text size, and say how large it is, or that it goes no further."""
        low, high = TEXT_SIZES
        now, practises = self.store.current.text_size, self.controller.session is not None
        if practises:
            view = self.pages.practice
            high = min(high, max(low, view.largest_size / view.look.size * now))
        wanted = round(min(max(min(now, high) + steps * TEXT_STEP, low), high), 2)
        if (wanted - now) * steps > 0:
            self.store.change(text_size=wanted)
            words = self.tr("Text size: {percent}%").format(percent=number(round(wanted * 100)))
        elif steps < 0:
            words = self.tr("The text is as small as it can be.")
        elif practises:
            words = self.tr("Larger text has no room here. In the settings say how far you lie.")
        else:
            words = self.tr("The text is as large as it can be.")
        if practises:
            self.controller.notice(words)
        else:
            self.pages.before.show_size_words(words)

    def _on_escaped(self) -> None:
        """Go back from a page; from the library, out of full screen."""
        if self.controller.session is not None:
            self.controller.do(Action.ESCAPE)
        elif self.pages.shows_files:
            self._show_journal()
        elif self.window.pages.currentWidget() is not self.library:
            self.show_library()
        else:
            self.window.set_fullscreen(False)

    def _show_exit(self) -> None:
        """Offer the way out of full screen; the practice has its own button for it."""
        elsewhere = self.window.pages.currentWidget() is not self.pages.practice
        self.window.show_exit(self.window.isFullScreen() and elsewhere)

    def _set_ending(self, ends: bool) -> None:
        self._ends = ends

    def _may_close(self) -> bool:
        """Return whether the window may close; in the middle of a practice, ask the person."""
        if self._ends or not self.controller.is_in_the_middle:
            return True
        self.window.come_forward()
        self.controller.ask_to_close()
        return False

    def _on_closing(self) -> None:
        """Close, as the person has said when asked."""
        self._set_ending(True)
        self.window.close()

    def _on_resting(self, resting: bool) -> None:
        if resting:
            self.wake_lock.release()
        elif self.store.current.keep_screen_on:
            self.wake_lock.hold()

    def _on_called(self, path: str) -> None:
        """Come forward when the program is started again; open its file unless one practises."""
        self.window.come_forward()
        if path and self.controller.session is None:
            self.loader.load([(Path(path), True)])

    def _on_reminder_opened(self) -> None:
        """Come forward, ready to begin, unless one practises."""
        if self.controller.session is None:
            self._begin_in_library()
        self.window.come_forward()

    def _set_autostart(self, on: bool) -> None:
        """Let Supine start with the computer, or no more."""
        try:
            self._autostart().set(on)
        except OSError as error:
            why = error.strerror or str(error)
            text = self.tr("Whether Supine starts with the computer could not be changed: {why}.")
            self.notices.say(text.format(why=why))
        self._show_autostart()

    def _show_autostart(self) -> None:
        """Show whether Supine starts with the computer."""
        self.pages.settings.autostart.show_on(self._autostart().is_on())

    def _autostart(self) -> Autostart:
        from supine.desktop.autostart import autostart  # noqa: PLC0415 - few people ever open it

        return autostart(self._options.profile)

    def _on_failed(self) -> None:
        """Tell the person once that something went wrong inside; what did is in the log."""
        if not self._has_failed:
            self._has_failed = True
            text = translate("App", "something went wrong inside; see {log}", "on the terminal")
            complain(text.format(log=self._profile.log))
            self.notices.say_failed(self._profile.log)
