"""All pages except the library: the first frame does not need them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supine.core.practice import Clock
from supine.journal.entry import Entry, Kept
from supine.journal.journal import Held
from supine.settings.declaration import Settings
from supine.speech.protocol import Known
from supine.ui.legibility import type_size
from supine.ui.pages.before import BeforePage
from supine.ui.pages.end import EndPage
from supine.ui.pages.set_up import SetUpPage
from supine.ui.pages.settings import SettingsPage
from supine.ui.pages.voice_card import VoiceCard
from supine.ui.practice.keys import Action
from supine.ui.practice.view import Look, PracticeView
from supine.ui.system_look import reduced, theme_of
from supine.ui.theme import theme

if TYPE_CHECKING:
    from supine.journal.csv_reader import Preview
    from supine.journal.summary import Summary
    from supine.ui.pages.bring_in import BringInPage
    from supine.ui.pages.journal import JournalPage
    from supine.ui.pages.report import ReportPage


def look_of(settings: Settings, density: float) -> Look:
    """Return the look that `settings` ask for on a screen of `density` logical pixels per mm."""
    size = type_size(settings.viewing_distance, density, settings.text_size)
    still = reduced(settings.motion)
    colours = theme(theme_of(settings.theme))
    return Look(colours, size, still, settings.person, settings.turn, settings.text_size)


class Pages(QObject):
    """The pages, with one look. All except the practice screen are built on first use.

    A practice that was begun from the command line needs no other page, nor does a person who
    changes no setting: the settings page alone takes 4 MB and 40 ms. What
    a practice may need is imported at once: on first use there may be no file handle left to read
    a module.
    """

    started = Signal(object)
    """Begin to practise this `Sequence`, which was prepared on the page `before`."""
    length_chosen = Signal(int)
    """Minutes for the sequence on the page `before`, now and later; 0 is as written."""
    kept = Signal()
    """The person wants to keep the sequence on the page `before` among their own."""
    size_asked = Signal(int)
    """The person wants larger (1) or smaller (-1) text."""
    sounds_asked = Signal()
    """The person wants to hear every sound."""
    changed = Signal(Settings)
    """The person has changed a setting."""
    sound_asked = Signal(str)
    """The person wants to try the sound of this name."""
    wave_asked = Signal()
    """The person wants to try the wave."""
    autostart_asked = Signal(bool)
    """The person wants Supine to start with the computer, or no more."""
    autostart_seen = Signal()
    """Whether it does is to be shown."""
    line_asked = Signal(str)
    """The person wants to hear this line, to try the settings of the voice."""
    journal_looked = Signal()
    """The settings want to show what the journal holds."""
    folder_chosen = Signal(object)
    """The journal is to be in this folder, or with None in the usual one."""
    delete_asked = Signal()
    """The whole journal is to be deleted; the person was asked."""
    answered = Signal(Entry)
    """The person has said how the back feels after a practice, or written a note."""
    again_asked = Signal()
    """The person wants to practise the same once more."""
    quit_asked = Signal()
    """The person wants to close the program."""
    left = Signal()
    """The person wants to go back to the library."""
    help_asked = Signal()
    """The person wants to read once more how to set up."""
    set_up_left = Signal()
    """The person has read how to set up, or skips it."""
    entry_added = Signal(Entry)
    """The person has written a new entry of the journal."""
    entry_changed = Signal(object, Entry)
    """The person has changed this `Kept` to that entry."""
    entry_removed = Signal(object)
    """The person wants to remove this `Kept` from the journal."""
    report_asked = Signal()
    """The person wants a page for a doctor or a teacher."""
    report_made = Signal(object, bytes)
    """The page is to be saved as the file of this path."""
    save_asked = Signal(object)
    """The journal is to be saved as the file of this path."""
    bring_asked = Signal(object)
    """The table of this path is to be brought into the journal."""
    table_ordered = Signal(object, object)
    """The table of this path is to be read again, with dates in this `DateOrder`."""
    table_added = Signal(object)
    """These entries of a table, a sequence of `Kept`, are to be added."""
    journal_asked = Signal()
    """The person wants to go back to the journal."""

    def __init__(self, settings: Settings, look: Look, clock: Clock) -> None:
        """Build the practice screen, which stays hidden."""
        super().__init__()
        self._settings, self._look, self._clock = settings, look, clock
        self._lacking: Sequence[str] = ()
        self._voice_news: dict[str, Callable[[VoiceCard], None]] = {}
        self.practice = PracticeView(look)

    @cached_property
    def before(self) -> BeforePage:
        """The page before a practice."""
        page = BeforePage(self._look.theme)
        page.started.connect(self.started)
        page.length_chosen.connect(self.length_chosen)
        page.left.connect(self.left)
        page.kept.connect(self.kept)
        page.size_asked.connect(self.size_asked)
        page.sounds_asked.connect(self.sounds_asked)
        self._apply_look_to_before(page)
        page.set_asking(self._settings.ask_feeling)
        page.show_lacking(self._lacking)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings page."""
        page = SettingsPage(self._look.theme, self._clock)
        page.changed.connect(self.changed)
        page.left.connect(self.left)
        page.help_asked.connect(self.help_asked)
        page.sound_asked.connect(self.sound_asked)
        page.wave_asked.connect(self.wave_asked)
        page.autostart.asked.connect(self.autostart_asked)
        page.autostart.seen.connect(self.autostart_seen)
        page.voice.line_asked.connect(self.line_asked)
        page.journal.looked.connect(self.journal_looked)
        page.journal.folder_chosen.connect(self.folder_chosen)
        page.delete.agreed.connect(self.delete_asked)
        self._apply_look_to_settings(page)
        page.show_settings(self._settings)
        for show in self._voice_news.values():
            show(page.voice)
        return page

    @cached_property
    def set_up(self) -> SetUpPage:
        """The page for the first visit."""
        page = SetUpPage()
        page.left.connect(self.set_up_left)
        page.set_look(self._look, self._settings.viewing_distance)
        return page

    @cached_property
    def end(self) -> EndPage:
        """The page after a practice."""
        page = EndPage(self._look.theme)
        page.left.connect(self.left)
        page.again_asked.connect(self.again_asked)
        page.quit_asked.connect(self.quit_asked)
        page.changed.connect(self.answered)
        page.set_look(self._look.theme, self._look.size, self._look.turn)
        return page

    @cached_property
    def journal(self) -> JournalPage:
        """The page of the journal."""
        # its modules take 1.5 MB, which no practice needs
        from supine.ui.pages.journal import JournalPage  # noqa: PLC0415

        page = JournalPage(self._look.theme)
        page.left.connect(self.left)
        page.added.connect(self.entry_added)
        page.changed.connect(self.entry_changed)
        page.removed.connect(self.entry_removed)
        page.report_asked.connect(self.report_asked)
        page.save_asked.connect(self.save_asked)
        page.bring_asked.connect(self.bring_asked)
        self._apply_look_to_journal(page)
        return page

    @cached_property
    def report(self) -> ReportPage:
        """Where a page for a doctor or a teacher is chosen."""
        # few open it: it would make each start longer
        from supine.ui.pages.report import ReportPage  # noqa: PLC0415

        page = ReportPage()
        page.left.connect(self.journal_asked)
        page.made.connect(self.report_made)
        return page

    @cached_property
    def bring_in(self) -> BringInPage:
        """What a table would bring into the journal."""
        from supine.ui.pages.bring_in import BringInPage  # noqa: PLC0415 - few open it

        page = BringInPage()
        page.left.connect(self.journal_asked)
        page.ordered.connect(self.table_ordered)
        page.added.connect(self.table_added)
        return page

    def set_look(self, look: Look) -> None:
        """Give all pages another look."""
        self._look = look
        self.practice.set_look(look)
        if "before" in vars(self):
            self._apply_look_to_before(self.before)
        if "end" in vars(self):
            self.end.set_look(look.theme, look.size, look.turn)
        if "settings" in vars(self):
            self._apply_look_to_settings(self.settings)
        if "journal" in vars(self):
            self._apply_look_to_journal(self.journal)
        if "set_up" in vars(self):
            self.set_up.set_look(look, self._settings.viewing_distance)

    def show_summary(self, summary: Summary) -> None:
        """Show the journal on its page."""
        self.journal.show_summary(summary)

    def show_journal_failure(self, sentence: str) -> None:
        """Show on the journal's page why it could not be read."""
        self.journal.show_failure(sentence)

    def show_entries(self, entries: Sequence[Kept]) -> None:
        """Show on the page for a doctor what it would say of `entries`."""
        if "report" in vars(self) and not self.report.isHidden():
            self.report.show_entries(entries)

    def show_preview(self, found: Preview) -> None:
        """Show what a table would bring."""
        self.bring_in.show_found(found)

    def show_added(self, count: int) -> None:
        """Show that entries of a table are in the journal."""
        self.bring_in.show_added(count)

    def show_file_words(self, sentence: str, path: Path | None) -> None:
        """Show what became of a file, which is at `path` if it was saved."""
        if "report" in vars(self) and not self.report.isHidden():
            self.report.show_state(sentence, path)
        else:
            self.journal.show_file_words(sentence)

    def show_file_failure(self, sentence: str) -> None:
        """Show why the journal, or a table, could not be read."""
        if "bring_in" in vars(self) and not self.bring_in.isHidden():
            self.bring_in.show_refusal(sentence)
        else:
            self.show_file_words(sentence, None)

    def show_settings(self, settings: Settings) -> None:
        """Show `settings` on the settings page, and as they are on others."""
        self._settings = settings
        if "before" in vars(self):
            self.before.set_asking(settings.ask_feeling)
        if "journal" in vars(self):
            self._apply_look_to_journal(self.journal)
        if "settings" in vars(self):
            self.settings.show_settings(settings)

    def show_held(self, held: Held) -> None:
        """Show in the settings what the journal holds."""
        if "settings" in vars(self):
            self.settings.show_held(held)

    def answer_end(self, action: Action) -> None:
        """Answer on the page after a practice how the back feels, as a headset asks."""
        self.end.answer(action)

    def show_sound_words(self, text: str) -> None:
        """Show on the page `before` which sound is playing, or why no sound can be heard."""
        self.before.show_sound_words(text)

    @property
    def shows_before(self) -> bool:
        """Whether the page `before` is the one that is shown."""
        return "before" in vars(self) and not self.before.isHidden()

    def forget_files(self) -> None:
        """Give back the memory of those pages of the journal that are not shown."""
        if "report" in vars(self) and self.report.isHidden():
            self.report.clear()
        if "bring_in" in vars(self) and self.bring_in.isHidden():
            self.bring_in.clear()

    @property
    def shows_files(self) -> bool:
        """Whether a page is shown from which one goes back to the journal."""
        pages = (vars(self).get(name) for name in ("report", "bring_in"))
        return any(page is not None and not page.isHidden() for page in pages)

    def show_lacking(self, sentences: Sequence[str]) -> None:
        """Show on the page `before` what is missing, with what to do."""
        self._lacking = sentences
        if "before" in vars(self):
            self.before.show_lacking(sentences)

    def show_voices(self, voices: Sequence[Known]) -> None:
        """Offer `voices` in the settings, best first."""
        self._show_voice("voices", lambda card: card.show_voices(voices))

    def show_engines(self, engines: Sequence[str]) -> None:
        """Offer speech `engines` in the settings."""
        self._show_voice("engines", lambda card: card.show_engines(engines))

    def show_missing_voice(self, sentence: str) -> None:
        """Show in the settings why speech is disabled; an empty `sentence` shows nothing."""
        self._show_voice("missing", lambda card: card.show_missing(sentence))

    def show_reminders_work(self, works: bool) -> None:
        """Show in the settings whether reminders can be shown on this computer."""
        if "settings" in vars(self):
            self.settings.reminders.show_works(works)

    def _show_voice(self, what: str, show: Callable[[VoiceCard], None]) -> None:
        """Call `show` with the voice card now, or as soon as the settings page is built.

        Only the last call for each `what` counts.
        """
        self._voice_news[what] = show
        if "settings" in vars(self):
            show(self.settings.voice)

    def _apply_look_to_before(self, page: BeforePage) -> None:
        page.show_sample(self._look.theme, self._look.size)
        page.set_person(self._look.person)

    def _apply_look_to_journal(self, page: JournalPage) -> None:
        page.set_look(self._look.theme, self._look.size / self._settings.viewing_distance)
        page.set_counts(self._settings.count_days)

    def _apply_look_to_settings(self, page: SettingsPage) -> None:
        page.show_sample(self._look.theme, self._look.size, still=self._look.still)
