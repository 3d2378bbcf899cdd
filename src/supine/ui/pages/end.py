"""The page after a practice, for somebody who still lies on the mat.

How to get up, what was done, and how the back feels.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from supine.journal.entry import Entry
from supine.journal.feeling import Stage, is_worse
from supine.language import number
from supine.settings.declaration import Turn
from supine.ui import words
from supine.ui.announcement import announce
from supine.ui.pages.note_card import NoteCard
from supine.ui.practice.keys import Action, key_of
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.feeling_scale import FeelingScale, feeling_words
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.held_keys import HELD_KEYS
from supine.ui.widgets.text_block import TextBlock, TextValues, is_empty
from supine.ui.widgets.turnable import (
    ARROWS,
    Turnable,
    TurnableButton,
    turn_part,
    turn_rect,
    upright_size,
)

MARGIN = 0.04
"""Width of the margin, as a share of the page."""

ADVICE_SIZE = 1.8
"""Largest type size of the advice, as a share of the size that can be read from the mat."""

HEADING_SIZE = 1.2
"""The same of the heading."""

DONE_SIZE = 0.8
"""The same of what was done: nobody needs it before they sit up."""

QUESTION_SIZE = 1.2
"""The same of the question how the back feels, and of the answer."""

HINT_SIZE = 0.8
"""The same of what can be done with the answer."""

NUMBER_SIZE = 1.1
"""The same of the numbers of the scale."""

SHARES = (0.42, 0.22, 0.18, 0.18)
"""Heights of advice, heading, what was done and the sides, as shares of the place for words."""

ASKING_SHARES = (0.25, 0.11, 0.09, 0.0, 0.13, 0.27, 0.15)
"""The same where it asks how the back feels: then question, scale and hint follow, and the sides
take the place of what was done."""

BUTTON_SIZE = 0.75
"""Type size of the buttons, as a share of the size that can be read from the mat."""

BUTTON_SIZES = (15, 56)
"""The smallest and the largest type size of the buttons, in logical pixels."""

BUTTONS_WIDTH = (42, 26)
"""Width of the page divided by the type size of its buttons, from which on that size is used: in
one row, and in more on a tall page."""


class EndPage(QWidget):
    """Shows how to get up and the tally of a practice, in type that can be read from the mat."""

    left = Signal()
    """The person wants to go back to the library."""
    again_asked = Signal()
    """The person wants to practise the same once more."""
    quit_asked = Signal()
    """The person wants to close the program."""
    changed = Signal(Entry)
    """The person has said how the back feels now, or written a note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._size = 20.0
        self._turn: Turn = "none"
        self._entry: Entry | None = None
        self._kept = self._saved = self._noted = self._shows_sides = False
        self._blocks = [TextBlock(theme, self, level=level) for level in (0, 1, 0, 0, 2, 0)]
        self.advice, self.heading, self.done, self.sides, self.question, self.hint = self._blocks
        self.scale = FeelingScale(theme, self)
        self.scale.answered.connect(self._on_felt)
        self.scale.moved.connect(self._on_moved)
        self._buttons = QWidget(self)
        self._row = Flow()
        self._buttons.setLayout(self._row)
        # the buttons are placed here, as they may be turned
        self._row.setEnabled(False)
        self.back = TurnableButton(self.tr("Back to the sequences (Esc)"))
        self.back.setProperty("role", "main")
        self.again = TurnableButton()
        self.times = TurnableButton(self.tr("Time on each side (T)"))
        self.add_note = TurnableButton()
        self.close_all = TurnableButton(self.tr("Quit (Q)"))
        for button, does in (
            (self.back, self.left),
            (self.again, self.again_asked),
            (self.times, self._toggle_sides),
            (self.add_note, self._write_note),
            (self.close_all, self.quit_asked),
        ):
            button.clicked.connect(does)
            self._row.addWidget(button)
        self._keys: dict[int, QPushButton] = {
            Qt.Key.Key_O: self.again,
            Qt.Key.Key_T: self.times,
            Qt.Key.Key_N: self.add_note,
            Qt.Key.Key_Q: self.close_all,
        }
        for part in (self.question, self.scale, self.hint, self.times, self.add_note):
            part.hide()
        self.note = NoteCard(self)
        self.note.written.connect(self._on_noted)
        self.note.closed.connect(lambda: self.back.setFocus(Qt.FocusReason.OtherFocusReason))

    def reading(self) -> Reading:
        """Return the page as a screen reader reads it; an open card hides the rest."""
        words = (self.advice, self.heading, self.done, self.sides, self.question)
        parts = (*words, self.scale, self.hint, self._buttons)
        shown = (one for one in parts if not (one.isHidden() or is_empty(one)))
        children = tuple(shown) if self.note.isHidden() else (self.note,)
        return Reading(Role.Grouping, self.tr("After the practice"), children=children)

    def set_look(self, theme: Theme, size: float, turn: Turn = "none") -> None:
        """Show everything in `theme`, turned as the practice was: the person still lies there.

        Type of `size` logical pixels can be read from the mat.
        """
        self._size, self._turn = size, turn
        for block in self._blocks:
            block.set_theme(theme)
        self.scale.set_look(theme, size * NUMBER_SIZE)
        self._show()
        self._place()

    @property
    def feeling(self) -> int | None:
        """How the back feels now; None if that was not answered."""
        self.scale.settle()
        return self.scale.given

    def show_entry(
        self, entry: Entry, *, kept: bool, longer: bool = False, asks: bool = False
    ) -> None:
        """Show what was practised, and whether the journal has `kept` it.

        `longer` is whether it was longer than is written: once more it is not. `asks` is whether
        the person is asked how the back feels now, if the entry was kept.
        """
        self._entry, self._kept = entry, kept
        self._saved = self._noted = self._shows_sides = False
        self.scale.show_answer(None)
        for part in (self.question, self.scale, self.hint):
            part.setVisible(kept and asks)
        self.note.hide()
        self.add_note.setVisible(kept)
        again = self.tr("Once more, in its own length (O)") if longer else self.tr("Once more (O)")
        self.again.setText(again)
        self.times.setVisible(entry.right > 0 or entry.left > 0)
        self._show()
        self._place()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        entry, size = self._entry, self._size
        if entry is None:
            return
        advice = self.tr("Roll to one side and rest there. Sit up when you are ready.")
        self.advice.show_values(TextValues(advice, size * ADVICE_SIZE, bold=True))
        heading = self.tr("Enough for today.")
        if entry.finished:
            heading = self.tr("Well done.")
        elif self._kept:
            heading = self.tr("Enough for today. It all counts.")
        self.heading.show_values(TextValues(heading, size * HEADING_SIZE))
        done, sides = self._done_words(entry), ""
        if self._shows_sides:
            sides = self._sides_words(entry)
        if not self.scale.isHidden():
            done, sides = sides or done, ""
        else:
            sides = sides or self._note_words()
        self.done.show_values(TextValues(done, size * DONE_SIZE, tone="soft"))
        self.sides.show_values(TextValues(sides, size * DONE_SIZE, tone="soft"))
        text = self.tr("Change the note (N)") if entry.note else self.tr("Add a note (N)")
        if text != self.add_note.text():
            self.add_note.setText(text)
            self._place()
        self._show_feeling(entry)

    def _sides_words(self, entry: Entry) -> str:
        return self.tr("Right side {right}, left side {left}").format(
            right=words.length(entry.right), left=words.length(entry.left)
        )

    def _done_words(self, entry: Entry) -> str:
        done = self.tr("{title}: {time}, {poses}", "a practice: 31 min 44 s, 10 poses").format(
            title=entry.title, time=words.length(entry.seconds), poses=words.poses(entry.poses)
        )
        said = [done] if entry.poses else []
        if not self._kept:
            said.append(self.tr("Under a minute: not kept in your journal."))
        return "\n".join(said)

    def _show_feeling(self, entry: Entry) -> None:
        asks = not self.scale.isHidden()
        text = self._answer_words() if asks else ""
        self.question.show_values(TextValues(text, self._size * QUESTION_SIZE, bold=True))
        text = self._hint_words(entry) if asks else ""
        self.hint.show_values(TextValues(text, self._size * HINT_SIZE, tone="soft"))

    def _answer_words(self) -> str:
        said = feeling_words(self.scale.mark)
        if self.scale.stage != Stage.SETTLED:
            return self.tr("{answer}?", "such as: 3 of 10?").format(answer=said)
        if self.scale.given is None:
            return self.tr("How does your back feel now?")
        kept = self.tr("{answer}. Kept in your journal.", "such as: 3 of 10.")
        return kept.format(answer=said) if self._saved else said

    def _hint_words(self, entry: Entry) -> str:
        """Return what can be done with the mark or the answer, or that a note is kept."""
        stage = self.scale.stage
        if stage == Stage.SHOWN:
            return self.tr("Next and back move the mark. Otherwise nothing is kept.")
        if stage != Stage.SETTLED:
            return self.tr("This is kept in a moment.")
        return self._note_words() or self._felt_words(entry)

    def _felt_words(self, entry: Entry) -> str:
        """Return what the answer says beside the one before, and that it can be changed."""
        now = self.scale.given
        if now is None:
            return self.tr("A number key, the mouse or a clicker answers. Or leave it.")
        if is_worse(entry.before, now):
            return self.tr("If it stays worse, rest, and ask your doctor or therapist.")
        if entry.before is not None:
            felt = self.tr("How it felt: {before} before, {after} now. A number changes it.")
            return felt.format(before=number(entry.before), after=number(now))
        return self.tr("Another number changes it, Backspace takes it back.")

    def answer(self, action: Action) -> None:
        """Move the mark, or keep the answer, as a headset asks."""
        if not self.scale.isHidden() and self.note.isHidden():
            self.scale.take_action(action)

    def _on_moved(self) -> None:
        """Show where the mark is; while it is moved, it has the focus: Space keeps the answer."""
        self._show()
        under_way = self.scale.stage in (Stage.SHOWN, Stage.MOVED)
        if under_way != self.scale.hasFocus():
            part = self.scale if under_way else self.back
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_words(self) -> str:
        """Return that the note is in the journal, if it was the last that was written."""
        is_kept = self._noted and self._saved
        return self.tr("Your note is kept in your journal.") if is_kept else ""

    def _on_felt(self) -> None:
        assert self._entry is not None, "the scale is shown with an entry"
        self._noted = False
        self._change(replace(self._entry, after=self.scale.given))

    def _write_note(self) -> None:
        assert self._entry is not None, "the button is shown with an entry"
        self.note.open(self._entry.note)

    def _on_noted(self, note: str) -> None:
        assert self._entry is not None, "a note belongs to an entry"
        self._noted = True
        self._change(replace(self._entry, note=note))

    def _change(self, entry: Entry) -> None:
        if entry != self._entry:
            self._entry, self._saved = entry, False
            self._show()
            self.changed.emit(entry)

    def show_saved(self) -> None:
        """Say that all that was answered is in the journal."""
        if not self._saved:
            self._saved = True
            self._show()
            announce(self, self._note_words() or self.question.values.text)

    def _toggle_sides(self) -> None:
        assert self._entry is not None, "the button is shown with an entry"
        self._shows_sides = not self._shows_sides
        self._show()
        if self._shows_sides:
            announce(self, self._sides_words(self._entry))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put all parts in their places."""
        self._place()

    def _place(self) -> None:
        upright, (low, high) = upright_size(self.size(), self._turn), BUTTON_SIZES
        one_row, more = BUTTONS_WIDTH
        most = upright.width() / (more if upright.height() > upright.width() else one_row)
        size = min(self._size * BUTTON_SIZE, most, high)
        self._buttons.setStyleSheet(
            f"QPushButton {{ font-size: {max(low, round(size))}px; padding: 6px 16px; }}"
        )
        margin = round(upright.width() * MARGIN)
        page = QRect(QPoint(0, 0), upright)
        inner = page.adjusted(margin, margin // 2, -margin, -margin // 2)
        high_row = self._row.heightForWidth(inner.width())
        self._put(
            self._buttons, QRect(inner.left(), inner.bottom() - high_row, inner.width(), high_row)
        )
        self._row.setGeometry(QRect(QPoint(0, 0), QSize(inner.width(), high_row)))
        for button in self._buttons.findChildren(TurnableButton):
            turn_part(button, self._buttons.size(), self._turn)
        room, top = inner.height() - high_row - margin // 2, inner.top()
        parts: list[Turnable] = [self.advice, self.heading, self.done, self.sides]
        asks = not self.scale.isHidden()
        if asks:
            parts += [self.question, self.scale, self.hint]
        for part, share in zip(parts, ASKING_SHARES if asks else SHARES, strict=True):
            part.set_turn(self._turn)
            self._put(part, QRect(inner.left(), top, inner.width(), int(room * share)))
            top += int(room * share)
        self.note.place()

    def _put(self, part: QWidget, place: QRect) -> None:
        part.setGeometry(turn_rect(place, self.size(), self._turn))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the letter on a button says; an arrow goes to the next button."""
        button = self._keys.get(key_of(event))
        asks = not self.scale.isHidden()
        if asks and (self.scale.take_number(event) or self.scale.take_step(event)):
            return
        if event.key() in ARROWS:
            to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            on = Qt.Key.Key_Left if to_left else Qt.Key.Key_Right
            self.focusNextPrevChild(event.key() in (on, Qt.Key.Key_Down))
        elif (
            button is None
            or button.isHidden()
            or event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            super().keyPressEvent(event)
        elif not HELD_KEYS.repeats(event):
            button.click()
