"""The library: the sequences shipped and the person's own, and one button to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supine.core.pace import Pace
from supine.core.planning import plan
from supine.core.sequence import Sequence
from supine.shelf import Book
from supine.store.settings import Skin
from supine.ui import words
from supine.ui.figure_strip import FigureStrip
from supine.ui.labels import plain_label
from supine.ui.shelf_model import ShelfModel
from supine.ui.strip_items import MOST_ITEMS, strip_items
from supine.ui.strip_layout import StripLook
from supine.ui.theme import Theme, theme

MOST_PROBLEMS = 12
"""Problems of a broken file that are shown; `supine check` prints them all."""


STRIP = StripLook(least=98.0, name_size=15.0, dose_size=14.0, most_lines=4)
"""The poses with their figures."""


class LibraryView(QWidget):
    """A list on the left, the chosen sequence on the right."""

    begun = Signal(Book)
    """The person wants to practise this one."""
    folder_asked = Signal()
    """The person wants to see the folder of their own sequences."""
    settings_asked = Signal()
    """The person wants to change the settings."""

    def __init__(self, colours: Theme | None = None) -> None:
        """Show an empty shelf; figures will be in `colours`."""
        super().__init__()
        self._pace = Pace()
        self.model = ShelfModel(self)
        self._last: Path | None = None
        self._focuses = False
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Sequences"))
        self.list.setMinimumWidth(220)
        self.list.setMaximumWidth(340)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_chosen())
        self.list.activated.connect(lambda _index: self._begin())
        self.begin = QPushButton(self.tr("Begin"))
        self.begin.setProperty("role", "main")
        self.begin.setAutoDefault(True)
        self.begin.clicked.connect(self._begin)
        self.strip = FigureStrip(colours or theme("dawn"), STRIP)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 32, 28)
        row.setSpacing(28)
        row.addLayout(self._shelf(), 2)
        row.addWidget(self._detail(), 5)

    def _shelf(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(plain_label(self.tr("Supine"), "title"))
        column.addWidget(self.list, 1)
        for text, signal in (
            (self.tr("My sequences folder"), self.folder_asked),
            (self.tr("Settings"), self.settings_asked),
        ):
            button = QPushButton(text)
            button.clicked.connect(signal)
            column.addWidget(button)
        return column

    def _detail(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 26, 36, 28)
        column.setSpacing(14)
        self._page = QVBoxLayout()
        self._page.setSpacing(11)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 12, 0)
        whole.setSpacing(16)
        whole.addLayout(self._page)
        whole.addWidget(self.strip)
        whole.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    @property
    def chosen(self) -> Book | None:
        """The book that is shown."""
        row, books = self.list.currentIndex().row(), self.model.books
        return books[row] if 0 <= row < len(books) else None

    def set_pace(self, pace: Pace) -> None:
        """Tell all lengths at `pace`."""
        if pace != self._pace:
            self._pace = pace
            self.model.set_pace(pace)
            self._show_chosen()

    def set_theme(self, colours: Theme) -> None:
        """Draw bodies in `colours`."""
        self.strip.set_theme(colours)

    def set_skin(self, skin: Skin) -> None:
        """Draw bodies with `skin`."""
        self.strip.set_skin(skin)

    def clear(self) -> None:
        """Take everything off the shelf."""
        if self.chosen is not None:
            self._last = self.chosen.path
        self._focuses = self._focuses or self.begin.hasFocus()
        self.model.clear()
        self._show_chosen()

    def add(self, book: Book) -> None:
        """Put `book` on the shelf; the first is chosen, or the one that was before `clear`."""
        self.model.add(book)
        if len(self.model.books) == 1 or book.path == self._last:
            self.list.setCurrentIndex(self.model.index(len(self.model.books) - 1))

    def focus_begin(self) -> None:
        """Give the one obvious button the focus, as soon as there is something to begin."""
        self._focuses = self.begin.isHidden()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        while (item := self._page.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        book = self.chosen
        items = strip_items(book.sequence) if book is not None and book.sequence else ()
        self.strip.show_items(items)
        self.begin.setVisible(book is not None and book.sequence is not None)
        if self._focuses and not self.begin.isHidden():
            self._focuses = False
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        if book is None:
            return
        labels = self._sequence(book.sequence) if book.sequence else self._problems(book)
        for label in labels:
            self._page.addWidget(label)
        if book.sequence is not None and not items:
            self._page.addWidget(self._poses(book.sequence))

    def _sequence(self, sequence: Sequence) -> list[QLabel]:
        made = plan(sequence, self._pace)
        holds = sum(step.kind == "hold" for step in made.steps)
        facts = self.tr("{length} at your pace · {poses} · {holds}").format(
            length=words.minutes(made.seconds),
            poses=words.poses(len(sequence.poses)),
            holds=words.holds(holds),
        )
        props = ", ".join(prop.name for prop in sequence.props)
        labels = [
            plain_label(sequence.title, "title", wraps=True),
            plain_label(sequence.credit, "soft", wraps=True),
            plain_label(facts, "heading", wraps=True),
            plain_label(sequence.summary, "", wraps=True),
        ]
        if props:
            text = self.tr("To fetch: {props}").format(props=props)
            labels.append(plain_label(text, "", wraps=True))
        return [label for label in labels if label.text()]

    def _poses(self, sequence: Sequence) -> QWidget:
        """Each pose with what is done in it, where none of them has a figure."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        for row, (name, dose) in enumerate(words.doses(sequence)[:MOST_ITEMS]):
            grid.addWidget(plain_label(name, "", wraps=True), row, 0)
            grid.addWidget(plain_label(dose, "soft", wraps=True), row, 1)
        return table

    def _problems(self, book: Book) -> list[QLabel]:
        explanation = self.tr(
            "This file cannot be practised yet. Its writer can mend it; all others are not touched."
        )
        labels = [
            plain_label(book.path.name, "title", wraps=True),
            plain_label(explanation, "", wraps=True),
        ]
        for problem in book.problems[:MOST_PROBLEMS]:
            text = self.tr("Line {line}, column {column}: {message}").format(
                line=problem.line, column=problem.column, message=problem.message
            )
            labels.append(plain_label(text, "warning", wraps=True))
        more = len(book.problems) - MOST_PROBLEMS
        if more > 0:
            labels.append(plain_label(self.tr("and {n} more").format(n=more), "warning"))
        return labels

    def _begin(self) -> None:
        book = self.chosen
        if book is not None and book.sequence is not None:
            self.begun.emit(book)
