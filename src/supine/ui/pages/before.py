"""The page before a practice: props, cautions, length, and tests of reading and hearing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QWidget,
)

from supine.core.fit_to_time import changed_counts, fit_to_time, lengthen
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sequence import Sequence
from supine.language import translate, with_commas
from supine.settings.declaration import Person
from supine.ui import words
from supine.ui.announcement import announce
from supine.ui.theme import Theme
from supine.ui.widgets.cards import TWO_COLUMNS_WIDTH, Card, Columns, page_column
from supine.ui.widgets.feeling_scale import FeelingScale
from supine.ui.widgets.figure_strip import FigureStrip
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import Choices
from supine.ui.widgets.labels import Button, choice_button, plain_label, push_button
from supine.ui.widgets.strip_items import practised_items
from supine.ui.widgets.strip_layout import StripLook
from supine.ui.widgets.text_block import TextBlock, TextValues, sample_height

STRIP = StripLook(least=84.0, name_size=13.0, dose_size=0.0, most_lines=2, widest_figure=80.0)
"""The sizes of the strip, which shows the whole sequence at once."""

LENGTHS = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180)
"""Minutes that are offered besides the length as written: those that are possible."""

AS_WRITTEN = 0
"""The length as written, among the minutes that can be chosen."""

SCALE_SIZE = 17.0
"""Logical pixels of the numbers that say how the back feels: the person sits at the screen."""

LOW = 480
"""Logical pixels: in a lower window no line is taken from the cards."""

BELOW = 40
"""Logical pixels that are seen below the words for the chosen length."""

NEAR = 30.0
"""Seconds by which an offered length may differ from the real one, which is shown."""

OTHER = 0.9
"""The shorter of two lengths divided by the longer, at most, so that both are offered: "30 min"
beside "All of it, 32 min" would only be one more thing to choose."""


class BeforePage(QWidget):
    """Shows everything that a person needs to know and do before lying down."""

    started = Signal(Sequence)
    """Begin to practise this sequence, already fitted to the chosen time."""
    length_chosen = Signal(int)
    """Minutes for this sequence, now and later: fewer than as it is written, or `AS_WRITTEN`."""
    left = Signal()
    """The person wants to go back to the library."""
    kept = Signal()
    """The person wants to keep this sequence among their own."""
    size_asked = Signal(int)
    """The person wants larger (1) or smaller (-1) text."""
    sounds_asked = Signal()
    """The person wants to hear every sound."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sequence: Sequence | None = None
        self._pace = Pace()
        self._fitted: dict[int, tuple[Sequence, Plan]] = {}
        self.sample = TextBlock(theme, self)
        self.strip = FigureStrip(theme, STRIP)
        self.scale = FeelingScale(theme)
        self.scale.setMaximumSize(self.scale.sizeHint())
        self._chosen_now = False
        """Whether a length was chosen since the page was shown."""
        self._lacks: tuple[str, ...] = ()
        self._written = 0.0
        """Seconds that the sequence takes as it is written."""
        self._lengths = Choices(self, by_click=False)
        self._lengths.idClicked.connect(self._on_length)
        self._longer = push_button(self.tr("Longer …"), self._offer_longer)
        self.sounds = push_button(self.tr("Play every sound"), self.sounds_asked)
        self.start = push_button(self.tr("Lie down and begin"), self._start, main=True)
        # a clicker sends arrows, and Return must still begin
        self.start.leaves_arrows = True
        for button in (self._longer, self.sounds):
            _leave_focus(button)
        column = page_column(self)
        self._title = plain_label("", "title", wraps=True)
        column.addWidget(self._title)
        self._prescribed = plain_label("", "heading", wraps=True)
        column.addWidget(self._prescribed)
        self._columns = self._body()
        # the words have got their new height
        self._columns.verticalScrollBar().rangeChanged.connect(
            lambda _low, _high: self._show_whole_length()
        )
        column.addWidget(self._columns, 1)
        column.addWidget(self._question())
        column.addLayout(self._foot())

    def _body(self) -> Columns:
        self._fetch = Card(self.tr("To fetch", "what is needed, such as a strap"))
        self._careful = Card(self.tr("With care"))
        warning = self.tr("See a doctor now, and do not practise")
        self._doctor = Card(warning, urgent=True)
        self._warnings = "\n".join([warning, *words.red_flags()])
        self._length = Card(self.tr("How long?"))
        self._reading = Card(self.tr("Can you read this from your mat?"))
        self._hearing = Card(self.tr("Can you hear this from your mat?"))
        self._lacking = Card(self.tr("Before you begin"), urgent=True)
        self._lacking.hide()
        self._fill_fixed_cards()
        return Columns(
            # for whom it is not comes first: it must be seen without scrolling
            (self._doctor, self._careful),
            # beside the reasons not to practise, so that both are seen at once
            (self._lacking, self._length, self._fetch, self._reading, self._hearing),
            top=self.strip,
        )

    def _fill_fixed_cards(self) -> None:
        self._doctor.set_lines(words.red_flags())
        self._choices = Flow()
        self._length.column.addLayout(self._choices)
        self._length_words = plain_label("", "", wraps=True)
        self._length.column.addWidget(self._length_words)
        sizes = QHBoxLayout()
        for text, change in ((self.tr("Smaller"), -1), (self.tr("Bigger"), 1)):
            button = push_button(text, partial(self.size_asked.emit, change))
            _leave_focus(button)
            sizes.addWidget(button)
        self._size_words = plain_label("", "soft", wraps=True)
        sizes.addWidget(self._size_words, 1)
        # the buttons first: below the line they would slide away under the mouse
        self._reading.column.addLayout(sizes)
        self._reading.column.addWidget(self.sample)
        self._sound_words = plain_label(
            self.tr("One bell says stay, another says come out. Two soft tones say in and out."),
            "soft",
            wraps=True,
        )
        self._hearing.column.addWidget(self._sound_words)
        self._hearing.column.addWidget(self.sounds, 0, Qt.AlignmentFlag.AlignLeft)

    def _question(self) -> QWidget:
        self.asking = QWidget()
        self._question_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.asking)
        self._question_row.setContentsMargins(0, 0, 0, 0)
        self._question_row.setSpacing(12)
        self._question_row.addWidget(plain_label(self.tr("How does your back feel now?"), ""))
        self._question_row.addWidget(self.scale)
        self._question_row.addStretch(1)
        return self.asking

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question above its scale in a narrow window, if it is high enough."""
        super().resizeEvent(event)
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        size = event.size()
        is_above = size.width() < TWO_COLUMNS_WIDTH and size.height() >= LOW
        self._question_row.setDirection(above if is_above else beside)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(push_button(self.tr("Back", "to the page before"), self.left))
        self.keep = push_button(self.tr("Keep it among my sequences"), self.kept)
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(self.start)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say with a number how the back feels; scroll the cards with the page keys."""
        if self.asking.isHidden() or not self.scale.take_number(event):
            self._columns.keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget how the back felt: the next practice may be hours away."""
        if not event.spontaneous():
            self.scale.show_answer(None)

    def show_sequence(self, sequence: Sequence, pace: Pace, minutes: int) -> None:
        """Show `sequence` at `pace`, with `minutes` chosen; `AS_WRITTEN` where that is shorter."""
        self._sequence, self._pace, self._fitted = sequence, pace, {}
        self._chosen_now = False
        self.keep.hide()
        self._title.setText(sequence.title)
        self._prescribed.setText(words.prescribed(sequence))
        self._prescribed.setVisible(bool(self._prescribed.text()))
        self._fetch.set_lines(
            words.beginning(
                self.tr(
                    "{name}, or {instead}", "what to fetch, and what can be used instead"
                ).format(name=prop.name, instead=prop.instead)
                if prop.instead
                else prop.name
            )
            for prop in sequence.props
        )
        self._careful.set_lines(
            [
                *sequence.cautions,
                words.stop_words(),
                self.tr(
                    "Not after a recent operation or a broken bone, and not in pregnancy, unless "
                    "your doctor agrees."
                ),
            ]
        )
        self._offer_lengths(minutes)
        self._show_length()
        # Qt scrolls to what had the focus first, away from the reasons not to practise
        self._columns.verticalScrollBar().setValue(0)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sample(self, theme: Theme, size: float) -> None:
        """Show the sample line in `theme`, in type of `size` logical pixels."""
        self.strip.set_theme(theme)
        self.scale.set_look(theme, SCALE_SIZE)
        self.sample.set_theme(theme)
        self.sample.setFixedHeight(sample_height(size))
        self.sample.show_values(TextValues(self.tr("Soft breath"), size, bold=True))

    def offer_to_keep(self) -> None:
        """Offer to keep the sequence: it was opened from elsewhere."""
        self.keep.show()

    def show_size_words(self, text: str) -> None:
        """Show beside its buttons how large the text is."""
        self._size_words.setText(text)
        announce(self, text)

    def set_person(self, person: Person) -> None:
        """Draw `person` in the figures."""
        self.strip.set_person(person)

    def show_lacking(self, sentences: Iterable[str]) -> None:
        """Show what is missing, with what to do; nothing where all is there."""
        before, self._lacks = self._lacks, tuple(sentences)
        self._lacking.set_lines(self._lacks, "large")
        if self.isVisible():
            announce(self, " ".join(one for one in self._lacks if one not in before))
        if not self.start.hasFocus():
            # there a reader would say all of it again
            self._describe_start()

    def show_sound_words(self, text: str) -> None:
        """Show which sound is playing, or why no sound can be heard."""
        self._sound_words.setText(text)
        announce(self, text)

    def set_asking(self, asks: bool) -> None:
        """Ask how the back feels, or not."""
        self.asking.setVisible(asks)

    @property
    def feeling(self) -> int | None:
        """How the back feels before the practice; None if that was not answered."""
        self.scale.settle()
        return self.scale.given

    @property
    def minutes(self) -> int:
        """The chosen minutes, or `AS_WRITTEN`."""
        return max(AS_WRITTEN, self._lengths.checkedId())

    @property
    def is_longer(self) -> bool:
        """Whether the person has asked for more than is written."""
        return self.minutes * 60 > self._written

    def _chosen(self) -> tuple[Sequence, Plan]:
        assert self._sequence is not None, "shown only with a sequence"
        if self.minutes not in self._fitted:
            change = lengthen if self.is_longer else fit_to_time
            fitted = self._sequence
            if self.minutes != AS_WRITTEN:
                fitted = change(fitted, self._pace, self.minutes)
            self._fitted[self.minutes] = (fitted, plan(fitted, self._pace))
        return self._fitted[self.minutes]

    def _offer_lengths(self, minutes: int) -> None:
        """Offer the length as written and what is shorter, with `minutes` chosen."""
        assert self._sequence is not None, "shown only with a sequence"
        for button in self._lengths.buttons():
            self._lengths.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        while self._choices.takeAt(0) is not None:
            pass
        written, pace = self._sequence, self._pace
        self._written = plan(written, pace).seconds
        least = plan(fit_to_time(written, pace, 1), pace).seconds
        shorter = {n for n in LENGTHS if least - NEAR <= n * 60 <= self._written * OTHER}
        # it may have been typed into the settings
        if 0 < minutes * 60 < self._written:
            shorter.add(minutes)
        for n in sorted(shorter):
            self._add_length(n, words.minutes(n * 60))
        whole = self.tr("All of it, {length}", "on a button: 31 min").format(
            length=words.minutes(self._written)
        )
        self._add_length(AS_WRITTEN, whole)
        self._choices.addWidget(self._longer)
        self._longer.setVisible(bool(self._longer_lengths()))
        chosen = self._lengths.button(minutes) or self._lengths.button(AS_WRITTEN)
        chosen.setChecked(True)

    def _longer_lengths(self) -> list[int]:
        """Return the minutes that are offered to a person who asks for more than is written."""
        assert self._sequence is not None, "shown only with a sequence"
        longest = plan(lengthen(self._sequence, self._pace, LENGTHS[-1]), self._pace).seconds
        return [n for n in LENGTHS if self._written / OTHER <= n * 60 <= longest + NEAR]

    def _offer_longer(self) -> None:
        by_key = self._longer.hasFocus()
        self._choices.removeWidget(self._longer)
        self._longer.hide()
        for n in self._longer_lengths():
            self._add_length(n, words.minutes(n * 60))
        if by_key:
            first = self._lengths.buttons()[-len(self._longer_lengths())]
            # what is not visible yet cannot have the focus
            first.show()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_length(self, minutes: int, text: str) -> None:
        button = choice_button(text)
        self._lengths.addButton(button, minutes)
        self._choices.addWidget(button)

    def _on_length(self, minutes: int) -> None:
        self._chosen_now = True
        self._show_length()
        self._show_whole_length()
        if not self.is_longer:
            self.length_chosen.emit(minutes)

    def _show_whole_length(self) -> None:
        """Scroll to the counts that the chosen length means, once one was chosen."""
        if self._chosen_now:
            self._columns.ensureWidgetVisible(self._length_words, 0, BELOW)

    def _show_length(self) -> None:
        assert self._sequence is not None, "shown only with a sequence"
        sequence, made = self._chosen()
        self._show_poses(sequence)
        sits = made.steps[0].seated
        self.start.setText(self.tr("Sit down and begin") if sits else self.tr("Lie down and begin"))
        told = [
            self.tr(
                "{length}: {poses}, {holds}.", "31 min: 10 poses and 2 rests, 20 holds."
            ).format(
                length=words.minutes(made.seconds),
                poses=words.contents(sequence),
                holds=words.holds(sum(step.kind == "hold" for step in made.steps)),
            )
        ]
        if self.minutes and made.seconds > self.minutes * 60 + NEAR:
            # a sentence of its own, after the first
            told[0] += " " + self.tr("Shorter would mean to hurry.")
        if self.is_longer:
            told.append(self.tr("This is more than is written, for this once:"))
        told += changed_words(self._sequence, sequence)
        self._length_words.setText("\n".join(told))
        self._describe_start()

    def _describe_start(self) -> None:
        """Describe the button that has the focus first: a reader says nothing else of the page."""
        told = (*self._lacks, self._length_words.text(), self._warnings)
        self.start.setAccessibleDescription("\n".join(told))

    def _show_poses(self, fitted: Sequence) -> None:
        """Show every pose, always in the same place; one that `fitted` leaves out is faded."""
        assert self._sequence is not None, "shown only with a sequence"
        self.strip.show_items(
            tuple(replace(item, dose="") for item in practised_items(self._sequence, fitted))
        )

    def _start(self) -> None:
        self.started.emit(self._chosen()[0])


def _leave_focus(button: Button) -> None:
    """Let a click on `button` not take the focus: Space begins, whatever was clicked before.

    A click on "Longer …" once led to the first longer length, which Space then chose.
    """
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def changed_words(sequence: Sequence, practised: Sequence) -> list[str]:
    """Return each count of `practised` that is not as in `sequence`, with the poses that have it.

    Such as "8 breaths instead of 5: Spinal twist, Outer hip stretch".
    """
    names: dict[str, list[str]] = {}
    for changed in changed_counts(sequence, practised):
        poses = names.setdefault(words.instead(changed), [])
        if changed.name not in poses:
            poses.append(changed.name)
    text = translate(
        "BeforePage", "{counts}: {poses}", "such as: 8 breaths instead of 5: Spinal twist"
    )
    return [text.format(counts=one, poses=with_commas(poses)) for one, poses in names.items()]
