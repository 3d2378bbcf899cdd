"""The settings page: each change applies at once, and what it changes is in view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import asdict, replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from supine.core.breath_measurement import MeasuredBreath
from supine.core.practice import Clock
from supine.figure.motion import scene_of
from supine.figure.stage import START
from supine.figure.stances import stance
from supine.settings.declaration import Settings
from supine.ui.pages.setting_card import SettingCard
from supine.ui.pages.voice_card import VoiceCard
from supine.ui.system_look import knows_contrast, knows_motion
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Columns
from supine.ui.widgets.figure_view import Thumbnail
from supine.ui.widgets.labels import plain_label, push_button
from supine.ui.widgets.live_circle import LiveCircle
from supine.ui.widgets.measure_button import MeasureButton
from supine.ui.widgets.text_block import TextBlock, TextValues

FIGURE = (232, 94)
"""Logical pixels of the sample of the drawn body."""


class SettingsPage(QWidget):
    """One page of cards. It shows settings and emits changed ones; the store keeps the truth."""

    changed = Signal(Settings)
    """The person has changed something."""
    left = Signal()
    """Back to where the person came from."""
    sound_asked = Signal(str)
    """A sound is to be tried: "begin" for the bells, "in" for the breath tones."""
    wave_asked = Signal()
    """The wave is to be tried, for one breath."""

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._theme = Settings(), theme
        self.sample = TextBlock(theme)
        self.live = LiveCircle(theme, clock)
        self.figure = Thumbnail(theme)
        self.figure.setFixedSize(*FIGURE)
        self.figure.show_scene(scene_of(stance(START)))
        self.measure = MeasureButton(clock)
        self.measure.measured.connect(self._on_measured)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Settings"), "title"))
        head.addStretch(1)
        head.addWidget(push_button(self.tr("Done"), self.left))
        column.addLayout(head)
        self.voice = VoiceCard(self.tr("Voice"))
        left = (self._breath_card(), self._ready_card(), self._text_card(), self._look_card())
        right = (self.voice, self._sound_card())
        self._cards: tuple[SettingCard, ...] = (*left, *right)
        for card in self._cards:
            card.changed.connect(self._on_changed)
        column.addWidget(Columns(left, right), 1)

    def _breath_card(self) -> SettingCard:
        card = SettingCard(self.tr("Your breath"))
        sides = QHBoxLayout()
        column = QVBoxLayout()
        pace = self.tr("{n:g} breaths a minute")
        card.add_slider("breaths_per_minute", pace, (3, 20, 0.5), column)
        for name, text, least, phase in (
            ("inhale_part", self.tr("In: {n:.1f} seconds"), 1, "inhale"),
            ("exhale_part", self.tr("Out: {n:.1f} seconds"), 1, "exhale"),
            ("pause_full", self.tr("Pause after in: {n:.1f} seconds"), 0, "hold_in"),
            ("pause_empty", self.tr("Pause after out: {n:.1f} seconds"), 0, "hold_out"),
        ):
            card.add_slider(name, text, (least, 10, 0.5), column, f"pace.rhythm.{phase}")
        column.addWidget(self.measure)
        sides.addLayout(column, 1)
        sides.addWidget(self.live, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(sides)
        card.add_slider("settle", self._settle_words, (0.5, 4, 0.25))
        return card

    def _ready_card(self) -> SettingCard:
        card = SettingCard(self.tr("Getting ready"))
        card.add_words(self.tr("Where much has to be arranged, such as a strap"))
        card.add_choice(
            "ready",
            ((self.tr("Begin by itself"), "timed"), (self.tr("Take longer"), "gate"),
             (self.tr("Wait for me"), "wait")),
        )  # fmt: skip
        note = self.tr("A key, a clicker or a headset's button always begins at once.")
        card.column.addWidget(plain_label(note, "soft", wraps=True))
        return card

    def _text_card(self) -> SettingCard:
        card = SettingCard(self.tr("Text"))
        card.add_slider("viewing_distance", self.tr("I lie {n:g} m away"), (0.5, 5, 0.1))
        card.add_slider("text_size", self.tr("Larger or smaller by hand: {n:.0%}"), (0.5, 3, 0.05))
        card.column.addWidget(self.sample)
        note = self.tr("Lie down and look: can you read this from your mat?")
        card.column.addWidget(plain_label(note, "soft", wraps=True))
        return card

    def _sound_card(self) -> SettingCard:
        card = SettingCard(self.tr("Sound"))
        bell, tone = (partial(self.sound_asked.emit, name) for name in ("begin", "in"))
        self._add_volume(card, "bells_volume", self.tr("Bells: {n:.0%}"), bell)
        self._add_volume(card, "breath_volume", self.tr("Breath tones: {n:.0%}"), tone)
        card.add_check("wave", self.tr("A soft wave through each breath"))
        self._add_volume(card, "wave_volume", self.tr("The wave: {n:.0%}"), self.wave_asked.emit)
        card.add_check("wave_ducks", self.tr("The wave falls silent while the voice speaks"))
        card.add_check("muted", self.tr("All sounds off"))
        return card

    def _add_volume(self, card: SettingCard, name: str, text: str, ask: Callable[[], Any]) -> None:
        card.add_slider(name, text, (0, 1, 0.05))
        button = push_button(self.tr("Try it"), ask)
        card.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _look_card(self) -> SettingCard:
        card = SettingCard(self.tr("Look"))
        as_computer = (self.tr("As the computer"), "system")
        themes = [(self.tr("Dawn"), "dawn"), (self.tr("Night"), "night"),
                  (self.tr("High contrast"), "contrast")]  # fmt: skip
        card.add_choice("theme", [as_computer, *themes] if knows_contrast() else themes)
        if knows_contrast():
            note = self.tr("As the computer: high contrast if it is set so, otherwise dawn.")
            card.column.addWidget(plain_label(note, "soft", wraps=True))
        card.add_words(self.tr("Motion"))
        motions = [(self.tr("Full"), "full"), (self.tr("Reduced"), "reduced")]
        card.add_choice("motion", [as_computer, *motions] if knows_motion() else motions)
        card.column.addLayout(self._skin_row(card))
        card.add_words(self.tr("Top of the practice screen; T turns it"))
        card.add_choice(
            "turn",
            ((self.tr("Up"), "none"), (self.tr("Left"), "left"), (self.tr("Right"), "right")),
        )
        card.add_check("keep_screen_on", self.tr("Keep the screen on in a practice"))
        card.add_check("lock_in_fullscreen", self.tr("Lock the keys in full screen"))
        return card

    def _skin_row(self, card: SettingCard) -> QHBoxLayout:
        row, column = QHBoxLayout(), QVBoxLayout()
        card.add_words(self.tr("Skin of the figure"), column)
        choices = ((self.tr("Light"), "light"), (self.tr("Dark"), "dark"))
        card.add_choice("skin", choices, column)
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
        self.figure.set_look(self._theme, settings.skin)

    def show_sample(self, theme: Theme, size: float, *, still: bool) -> None:
        """Show the line to read in type of `size` logical pixels, live circle and figure."""
        self._theme = theme
        self.sample.set_theme(theme)
        self.figure.set_look(theme, self._settings.skin)
        self.sample.setFixedHeight(round(size * 1.5))
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
            return self.tr("Time to settle: as usual")
        return self.tr("Time to settle: {n:g} times as long").format(n=settings.settle)
