"""The settings page: each change applies at once, and what it changes is in view."""

from __future__ import annotations

from functools import partial

from msgspec.structs import asdict, replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from supine.core.breath_measurement import MeasuredBreath
from supine.core.practice import Clock
from supine.figure.motion import scene_of
from supine.figure.stage import START
from supine.figure.stances import stance
from supine.journal.journal import Held
from supine.language import number, translate
from supine.settings.declaration import Settings
from supine.ui import words
from supine.ui.pages.journal_card import DeleteCard, JournalCard
from supine.ui.pages.reminder_card import AutostartCard, ReminderCard
from supine.ui.pages.setting_card import SettingCard
from supine.ui.pages.voice_card import VoiceCard
from supine.ui.system_look import knows_contrast, knows_motion
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Columns, page_column
from supine.ui.widgets.containers import Stack
from supine.ui.widgets.figure_view import Thumbnail
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.labels import plain_label, push_button
from supine.ui.widgets.live_circle import LiveCircle
from supine.ui.widgets.measure_button import MeasureButton
from supine.ui.widgets.text_block import TextBlock, TextValues, sample_height

FIGURE = (232, 94)
"""Logical pixels of the sample of the drawn body."""

BELOW = 40
"""Logical pixels that are shown below what is scrolled to."""

WIDEST = 860
"""Logical pixels: a wider slider or line is no better to use or to read."""


class SettingsPage(QWidget):
    """Sections of cards, and a list to choose one. It shows settings and emits changed ones.

    The store keeps the truth.
    """

    changed = Signal(Settings)
    """The person has changed something."""
    left = Signal()
    """Back to where the person came from."""
    help_asked = Signal()
    """The person wants to read once more how to set up."""
    sound_asked = Signal(str)
    """A sound is to be tried: "begin" for the bells, "in" for the breath tones."""
    wave_asked = Signal()
    """The wave is to be tried, for one breath."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._settings, self._theme = Settings(), theme
        self.sample = TextBlock(theme)
        self.live = LiveCircle(theme, clock)
        self.figure = Thumbnail(theme)
        self.figure.setFixedSize(*FIGURE)
        self.figure.setAccessibleName(self.tr("The figure"))
        self.figure.show_scene(scene_of(stance(START)))
        self.measure = MeasureButton(clock)
        self.measure.measured.connect(self._on_measured)
        self.voice = VoiceCard(self.tr("Voice"))
        self.reminders = ReminderCard(self.tr("Reminders"))
        self.autostart = AutostartCard(self.tr("When the computer starts"))
        self.list, self._sections = QListWidget(), Stack()
        # the height of an item is kept from the first, and must be that of the style sheet
        self.list.ensurePolished()
        self._cards: list[SettingCard] = []
        self._add_section(self.tr("Reading"), self._text_card(), self._turn_card())
        self._add_section(self.tr("Breathing"), self._breath_card())
        self._add_section(self.tr("Sound"), self._sound_card(), self._wave_card())
        self._add_section(self.tr("Voice"), self.voice)
        self._add_section(self.tr("Hands-free"), self._ready_card(), self._screen_card())
        self._add_section(self.tr("Look", "how the program looks"), self._look_card())
        self._add_section(self.tr("Reminders"), self.reminders, self.autostart)
        self.journal = JournalCard(self.tr("Your journal"))
        self.delete = DeleteCard(self.tr("Delete the journal"))
        columns = self._add_section(
            self.tr("Journal"), self._feeling_card(), self.journal, self.delete
        )
        self.delete.asked.connect(
            # once the card has its new height
            lambda: QTimer.singleShot(0, columns, partial(self._reveal_answers, columns))
        )
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMaximumWidth(230)
        # the longest name of a section, in any language
        self.list.setMinimumWidth(min(230, max(130, self.list.sizeHintForColumn(0) + 4)))
        self.list.currentRowChanged.connect(self._sections.setCurrentIndex)
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        column = page_column(self)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Settings"), "title"))
        head.addStretch(1)
        head.addWidget(push_button(self.tr("How to set up"), self.help_asked))
        head.addWidget(push_button(self.tr("Done", "a button that leaves the settings"), self.left))
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(22)
        row.addWidget(self.list, 1)
        row.addWidget(self._sections, 5)
        column.addLayout(row, 1)

    def _reveal_answers(self, columns: Columns) -> None:
        columns.ensureWidgetVisible(self.delete.keep, 0, BELOW)

    def _add_section(self, name: str, *cards: SettingCard) -> Columns:
        for card in cards:
            card.changed.connect(self._on_changed)
        self._cards += cards
        section, row = QWidget(), QHBoxLayout()
        columns = Columns(cards)
        columns.setMaximumWidth(WIDEST)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns, 1000)
        row.addStretch(1)
        section.setLayout(row)
        self.list.addItem(name)
        self._sections.addWidget(section)
        return columns

    def _breath_card(self) -> SettingCard:
        card = SettingCard(self.tr("Your breath"))
        sides = QHBoxLayout()
        column = QVBoxLayout()
        pace = self.tr("{n} breaths a minute")
        card.add_slider("breaths_per_minute", self.tr("Your pace"), pace, (3, 20, 0.5), column)
        for name, text, least, phase in (
            ("inhale_part", self.tr("Breathe in"), 1, "inhale"),
            ("exhale_part", self.tr("Breathe out"), 1, "exhale"),
            ("pause_full", self.tr("Pause after breathing in"), 0, "hold_in"),
            ("pause_empty", self.tr("Pause after breathing out"), 0, "hold_out"),
        ):
            card.add_slider(name, text, partial(_seconds_words, phase), (least, 10, 0.5), column)
        sides.addLayout(column, 1)
        sides.addWidget(self.live, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(sides)
        card.column.addLayout(self._measure_row())
        return card

    def _measure_row(self) -> Flow:
        cancel = push_button(self.tr("Cancel"), self.measure.cancel)
        # a click must not take the focus: Esc cancels by the keyboard
        cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place = cancel.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        cancel.setSizePolicy(place)
        cancel.hide()
        self.measure.measuring.connect(cancel.setVisible)
        # the circle goes on at the pace that was set: nobody shall follow it now
        self.measure.measuring.connect(self.live.set_resting)
        return Flow(self.measure, cancel)

    def _ready_card(self) -> SettingCard:
        card = SettingCard(self.tr("Getting ready"))
        card.add_choice(
            self.tr("Where you need your hands, such as for a strap"),
            "ready",
            ((self.tr("Go on by itself"), "timed"), (self.tr("Give me longer"), "gate"),
             (self.tr("Wait for me"), "wait")),
        )  # fmt: skip
        card.add_note(self._ready_words)
        text = self.tr("Time to get into a pose")
        card.add_slider("settle", text, self._settle_words, (0.5, 4, 0.25))
        return card

    def _screen_card(self) -> SettingCard:
        card = SettingCard(self.tr("Screen and keys"))
        card.add_check("keep_screen_on", self.tr("Keep the screen on in a practice"))
        card.add_check("lock_in_fullscreen", self.tr("Lock the keys in full screen"))
        note = self.tr("While the keys are locked, any key only pauses. Hold L to unlock them.")
        card.column.addWidget(plain_label(note, "soft", wraps=True))
        return card

    def _feeling_card(self) -> SettingCard:
        card = SettingCard(self.tr("How your back feels"))
        card.add_check("ask_feeling", self.tr("Ask how my back feels"))
        text = self.tr("Before and after a practice, from 0 to 10. You can always leave it out.")
        card.column.addWidget(plain_label(text, "soft", wraps=True))
        return card

    def _text_card(self) -> SettingCard:
        card = SettingCard(self.tr("Size of the text"))
        text = self.tr("How far away I lie")
        card.add_slider("viewing_distance", text, _distance_words, (0.5, 5, 0.1))
        text = self.tr("Larger or smaller")
        card.add_slider("text_size", text, self.tr("{percent}%"), (0.25, 4, 0.05))
        card.column.addWidget(self.sample)
        note = self.tr("Lie down and look: can you read this from your mat?")
        card.column.addWidget(plain_label(note, "soft", wraps=True))
        return card

    def _turn_card(self) -> SettingCard:
        card = SettingCard(self.tr("If your head lies on its side"))
        card.add_choice(
            self.tr("Where the practice screen has its top. The key T turns it, too."),
            "turn",
            (
                (self.tr("At the top, as usual"), "none"),
                (self.tr("On the left", "the top of the screen"), "left"),
                (self.tr("On the right", "the top of the screen"), "right"),
            ),
        )
        return card

    def _sound_card(self) -> SettingCard:
        card = SettingCard(self.tr("Bells and tones"))
        card.add_check("muted", self.tr("All sounds off"))
        card.add_note(_muted_words)
        bell, tone = (partial(self.sound_asked.emit, name) for name in ("begin", "in"))
        button = push_button(self.tr("Try the bells"), bell)
        self._add_volume(card, "bells_volume", self.tr("Bells"), button)
        button = push_button(self.tr("Try the tones"), tone)
        self._add_volume(card, "breath_volume", self.tr("Breath tones"), button)
        return card

    def _wave_card(self) -> SettingCard:
        card = SettingCard(self.tr("Wave"))
        card.add_check("wave", self.tr("A soft wave through each breath"))
        card.add_note(_wave_words)
        button = push_button(self.tr("Try the wave"), self.wave_asked)
        self._add_volume(card, "wave_volume", self.tr("The wave"), button)
        card.add_check("wave_ducks", self.tr("The wave falls silent while the voice speaks"))
        return card

    def _add_volume(self, card: SettingCard, name: str, text: str, button: QWidget) -> None:
        card.add_slider(name, text, self.tr("{percent}%"), (0, 1, 0.05), beside=button)

    def _look_card(self) -> SettingCard:
        card = SettingCard(self.tr("Look", "how the program looks"))
        as_computer = (self.tr("Same as the computer"), "system")
        themes = [
            (self.tr("Dawn", "a choice of colours"), "dawn"),
            (self.tr("Night", "a choice of colours"), "night"),
            (self.tr("High contrast"), "contrast"),
        ]
        offered = [as_computer, *themes] if knows_contrast() else themes
        card.add_choice(self.tr("Colours"), "theme", offered)
        if knows_contrast():
            note = self.tr("Same as the computer: High contrast if that is set there, or Dawn.")
            card.column.addWidget(plain_label(note, "soft", wraps=True))
        motions = [
            (self.tr("Full", "movement on the screen"), "full"),
            (self.tr("Reduced", "movement on the screen"), "reduced"),
        ]
        offered = [as_computer, *motions] if knows_motion() else motions
        card.add_choice(self.tr("Movement on the screen"), "motion", offered)
        note = self.tr("Reduced: the circle fades instead of growing, and the figure stands still.")
        card.column.addWidget(plain_label(note, "soft", wraps=True))
        card.column.addLayout(self._person_row(card))
        return card

    def _person_row(self, card: SettingCard) -> QHBoxLayout:
        row, column = QHBoxLayout(), QVBoxLayout()
        choices = ((self.tr("Light", "skin"), "light"), (self.tr("Dark", "skin"), "dark"))
        card.add_choice(self.tr("Skin of the figure"), "skin", choices, column)
        builds = ((self.tr("Slimmer"), "slimmer"), (self.tr("Broader"), "broader"))
        card.add_choice(self.tr("Build of the figure"), "build", builds, column)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(self.figure)
        return row

    def show_settings(self, settings: Settings) -> None:
        """Show `settings` in every control."""
        self._settings = settings
        for card in self._cards:
            card.show_settings(settings)
        self.live.set_rhythm(settings.pace.rhythm)
        self.figure.set_look(self._theme, settings.person)

    def show_held(self, held: Held) -> None:
        """Show what the journal holds."""
        self.journal.show_held(held)
        self.delete.show_held(held)

    def show_sample(self, theme: Theme, size: float, *, still: bool) -> None:
        """Show the line to read in type of `size` logical pixels, live circle and figure."""
        self._theme = theme
        self.sample.set_theme(theme)
        self.figure.set_look(theme, self._settings.person)
        self.sample.setFixedHeight(sample_height(size))
        self.sample.show_values(TextValues(self.tr("Soft breath"), size, bold=True))
        self.live.set_look(theme, still=still)

    def _on_changed(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.changed.emit(settings)

    def _on_measured(self, measured: MeasuredBreath) -> None:
        pace = asdict(measured)
        self._on_changed(replace(self._settings, **pace, pause_full=0.0, pause_empty=0.0))

    def _settle_words(self, settings: Settings) -> str:
        if settings.settle == 1:
            return self.tr("as usual", "the time to get into a pose")
        text = self.tr("{n} times as long", "the time to get into a pose")
        return text.format(n=number(settings.settle))

    def _ready_words(self, settings: Settings) -> str:
        return {
            "timed": self.tr("The practice goes on after some seconds, or at any key."),
            "gate": self.tr("The practice gives you more time, and goes on at once at any key."),
            "wait": self.tr("The practice waits until you press any key, however long it takes."),
        }[settings.ready]


def _seconds_words(phase: str, settings: Settings) -> str:
    text = translate("SettingsPage", "{n} seconds", "with one decimal")
    return text.format(n=number(getattr(settings.pace.rhythm, phase), places=1))


def _distance_words(settings: Settings) -> str:
    return words.whole_distance(settings.viewing_distance)


def _muted_words(settings: Settings) -> str:
    if not settings.muted:
        return ""
    return translate(
        "SettingsPage", "Everything is silent, the voice too. The volumes have no effect now."
    )


def _wave_words(settings: Settings) -> str:
    if not settings.wave:
        return translate(
            "SettingsPage", "The wave is off: its volume and the choice below have no effect now."
        )
    if settings.muted:
        return translate("SettingsPage", "All sounds are off, and so the wave is silent.")
    if not settings.speaks:
        return translate(
            "SettingsPage", "The voice is off: the wave has no reason to fall silent now."
        )
    return ""
