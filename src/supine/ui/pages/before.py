"""The page before a practice: props, cautions, length, and tests of reading and hearing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from supine.core.fit_to_time import fit_to_time
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sequence import Sequence
from supine.settings.declaration import Skin
from supine.ui import words
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Card, Columns
from supine.ui.widgets.figure_strip import FigureStrip
from supine.ui.widgets.labels import plain_label, push_button
from supine.ui.widgets.strip_items import item_names, strip_items
from supine.ui.widgets.strip_layout import StripLook
from supine.ui.widgets.text_block import TextBlock, TextValues

STRIP = StripLook(least=84.0, name_size=13.0, dose_size=0.0, most_lines=2, widest_figure=80.0)
"""The sizes of the strip, which shows the whole sequence at once."""

LENGTHS = (10, 15, 20, 30)
"""Minutes that can be chosen besides the length as written."""


class BeforePage(QWidget):
    """Shows everything that a person needs to know and do before lying down."""

    started = Signal(Sequence)
    """Begin to practise this sequence, already fitted to the chosen time."""
    left = Signal()
    """The person wants to go back to the library."""
    size_asked = Signal(int)
    """The person wants larger (1) or smaller (-1) text."""
    sounds_asked = Signal()
    """The person wants to hear every sound."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sequence: Sequence | None = None
        self._pace = Pace()
        self._fitted: dict[int, tuple[Sequence, Plan]] = {}
        self.sample = TextBlock(theme, self)
        self.strip = FigureStrip(theme, STRIP)
        self._lengths = QButtonGroup(self)
        self._lengths.idClicked.connect(lambda _id: self._show_length())
        self.sounds = push_button(self.tr("Play every sound"), self.sounds_asked)
        self.start = push_button(self.tr("Lie down and begin"), self._start, main=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        self._title = plain_label("", "title", wraps=True)
        column.addWidget(self._title)
        column.addWidget(self._body(), 1)
        column.addLayout(self._foot())

    def _body(self) -> Columns:
        self._fetch = Card(self.tr("To fetch"))
        self._careful = Card(self.tr("With care"))
        self._doctor = Card(self.tr("See a doctor now, and do not practise"), urgent=True)
        self._length = Card(self.tr("How long?"))
        self._reading = Card(self.tr("Can you read this from your mat?"))
        self._hearing = Card(self.tr("Can you hear this from your mat?"))
        self._fill_fixed_cards()
        return Columns(
            (self._doctor, self._fetch, self._careful),
            (self._length, self._reading, self._hearing),
            top=self.strip,
        )

    def _fill_fixed_cards(self) -> None:
        self._doctor.set_lines(
            (
                self.tr("New numbness where a saddle would touch you"),
                self.tr("New trouble with bladder or bowel"),
                self.tr("A leg that is quickly losing strength"),
                self.tr("Fever together with back pain"),
                self.tr("Back pain after a fall or an accident"),
            )
        )
        choices = QHBoxLayout()
        choices.setSpacing(6)
        for minutes in (*LENGTHS, 0):
            text = self.tr("As written") if minutes == 0 else str(minutes)
            button = QPushButton(text)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            if minutes:
                button.setAccessibleName(words.minutes(minutes * 60))
            self._lengths.addButton(button, minutes)
            choices.addWidget(button)
        choices.addStretch(1)
        self._length.column.addLayout(choices)
        self._length_words = plain_label("", "soft", wraps=True)
        self._length.column.addWidget(self._length_words)
        self._reading.column.addWidget(self.sample)
        sizes = QHBoxLayout()
        for text, change in ((self.tr("Smaller"), -1), (self.tr("Bigger"), 1)):
            sizes.addWidget(push_button(text, partial(self.size_asked.emit, change)))
        sizes.addStretch(1)
        self._reading.column.addLayout(sizes)
        self._sound_words = plain_label(
            self.tr("Bells for each hold, and two soft tones for in and out."), "soft", wraps=True
        )
        self._hearing.column.addWidget(self._sound_words)
        self._hearing.column.addWidget(self.sounds, 0, Qt.AlignmentFlag.AlignLeft)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(push_button(self.tr("Back"), self.left))
        row.addStretch(1)
        row.addWidget(self.start)
        return row

    def show_sequence(self, sequence: Sequence, pace: Pace, minutes: int) -> None:
        """Show `sequence` at `pace`, with `minutes` chosen (0 means as written)."""
        self._sequence, self._pace, self._fitted = sequence, pace, {}
        self._title.setText(sequence.title)
        self._fetch.set_lines(
            words.beginning(
                self.tr("{name}, or {instead}").format(name=prop.name, instead=prop.instead)
                if prop.instead
                else prop.name
            )
            for prop in sequence.props
        )
        self._careful.set_lines(
            [
                *sequence.cautions,
                self.tr("Stop at sharp pain, or pain that runs down a leg, and come out slowly."),
                self.tr(
                    "Not after a recent operation or a broken bone, and not in pregnancy, unless "
                    "your doctor agrees."
                ),
            ]
        )
        button = self._lengths.button(minutes) or self._lengths.button(0)
        button.setChecked(True)
        self._show_length()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sample(self, theme: Theme, size: float) -> None:
        """Show the sample line in `theme`, in type of `size` logical pixels."""
        self.strip.set_theme(theme)
        self.sample.set_theme(theme)
        self.sample.setFixedHeight(round(size * 1.5))
        self.sample.show_values(TextValues(self.tr("Soft breath"), size, bold=True))

    def set_skin(self, skin: Skin) -> None:
        """Draw bodies with `skin`."""
        self.strip.set_skin(skin)

    def show_sound_words(self, text: str) -> None:
        """Show which sound is playing, or why no sound can be heard."""
        self._sound_words.setText(text)

    @property
    def minutes(self) -> int:
        """The chosen minutes; 0 means as written."""
        return max(0, self._lengths.checkedId())

    def _chosen(self) -> tuple[Sequence, Plan]:
        assert self._sequence is not None, "shown only with a sequence"
        if self.minutes not in self._fitted:
            fitted = fit_to_time(self._sequence, self._pace, self.minutes or None)
            self._fitted[self.minutes] = (fitted, plan(fitted, self._pace))
        return self._fitted[self.minutes]

    def _show_length(self) -> None:
        sequence, made = self._chosen()
        self._show_poses(sequence)
        text = self.tr("{length}: {poses}, {holds}.").format(
            length=words.minutes(made.seconds),
            poses=words.contents(sequence),
            holds=words.holds(sum(step.kind == "hold" for step in made.steps)),
        )
        if self.minutes and made.seconds > self.minutes * 60 + 30:
            text += " " + self.tr("Shorter would mean to hurry.")
        self._length_words.setText(text)

    def _show_poses(self, fitted: Sequence) -> None:
        """Show every pose, always in the same place; one that `fitted` leaves out is faded."""
        assert self._sequence is not None, "shown only with a sequence"
        present = item_names(fitted)
        self.strip.show_items(
            tuple(
                replace(item, dose="", faded=item.name not in present)
                for item in strip_items(self._sequence)
            )
        )

    def _start(self) -> None:
        self.started.emit(self._chosen()[0])
