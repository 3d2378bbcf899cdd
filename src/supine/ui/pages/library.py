"""The library page: the shipped sequences and the person's own, and a button to begin."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supine.ui.theme import Theme, theme
from supine.ui.widgets.containers import Box, leave_bar_gap
from supine.ui.widgets.labels import mark_main, own_label, push_button

if TYPE_CHECKING:
    from supine.library.reader import Book
    from supine.settings.declaration import Person
    from supine.ui.pages.books import Dose, ShelfModel
    from supine.ui.pages.offer_card import OfferCard, OfferWords
    from supine.ui.widgets.figure_strip import FigureStrip


class LibraryPage(Box):
    """Shows a list on the left and the chosen sequence on the right.

    It is in the first frame: parts that an empty shelf does not need are made on first use.
    """

    begun = Signal(object)
    """The person wants to practise this `Book`."""
    folder_asked = Signal()
    """The person wants to see the folder of their own sequences."""
    settings_asked = Signal()
    """The person wants to change the settings."""
    journal_asked = Signal()
    """The person wants to see the journal."""
    offer_accepted = Signal()
    """The person wants to go on where a practice was interrupted."""
    offer_declined = Signal()
    """The person does not want to."""

    def __init__(self, colours: Theme | None = None) -> None:
        """Show an empty shelf; figures are drawn in `colours`."""
        super().__init__()
        self._dose: Dose | None = None
        self._colours = colours or theme("dawn")
        self._last: Path | None = None
        self._preferred = ""
        self._focuses = False
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Sequences"))
        self.list.setMinimumWidth(220)
        self.list.setMaximumWidth(340)
        self.list.activated.connect(lambda _index: self._begin())
        self.begin = push_button(self.tr("Begin"), self._begin, main=True)
        self.begin.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 20, 32, 20)
        self._column.setSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(28)
        self._column.addLayout(row, 1)
        row.addLayout(self._shelf(), 2)
        row.addWidget(self._detail(), 5)

    @cached_property
    def model(self) -> ShelfModel:
        """The books on the shelf."""
        from supine.ui.pages.books import ShelfModel  # noqa: PLC0415 - after the first frame

        made = ShelfModel(self)
        self.list.setModel(made)
        self.list.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda _now, _was: self._show_chosen())
        return made

    @cached_property
    def strip(self) -> FigureStrip:
        """The strip of figures: the poses of the chosen sequence."""
        # after the first frame
        from supine.ui.widgets.figure_strip import FigureStrip  # noqa: PLC0415
        from supine.ui.widgets.more_below import ScrollEdge  # noqa: PLC0415
        from supine.ui.widgets.strip_layout import StripLook  # noqa: PLC0415

        look = StripLook(
            least=98.0, name_size=15.0, dose_size=14.0, most_lines=5, whole_names=True, legend=True
        )
        made = FigureStrip(self._colours, look)
        self._scroll.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # nothing would show that it has the focus
        self._scroll.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        ScrollEdge(self._scroll, QPalette.ColorRole.Base)
        self._whole.insertWidget(1, made)
        return made

    @cached_property
    def offer(self) -> OfferCard:
        """The card above everything else, where a practice was interrupted."""
        from supine.ui.pages.offer_card import OfferCard  # noqa: PLC0415 - after the first frame

        made = OfferCard()
        made.accepted.connect(self.offer_accepted)
        made.declined.connect(self.offer_declined)
        self._column.insertWidget(0, made)
        return made

    def _shelf(self) -> QVBoxLayout:
        column = self._shelf_column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(own_label(self.tr("Supine"), "title"))
        column.addWidget(self.list, 1)
        column.addWidget(push_button(self.tr("My sequences folder"), self.folder_asked))
        column.addWidget(push_button(self.tr("Journal"), self.journal_asked))
        column.addWidget(push_button(self.tr("Settings"), self.settings_asked))
        return column

    def _detail(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 14, 36, 18)
        column.setSpacing(10)
        self._page = QVBoxLayout()
        self._page.setSpacing(6)
        inner = Box()
        self._whole = QVBoxLayout(inner)
        leave_bar_gap(self._whole)
        self._whole.setSpacing(12)
        self._whole.addLayout(self._page)
        self._whole.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inner)
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addStretch(1)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        return card

    @property
    def chosen(self) -> Book | None:
        """The chosen book, which is shown on the right."""
        row, books = self.list.currentIndex().row(), self.model.books
        return books[row] if 0 <= row < len(books) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the chosen sequence with the page keys, wherever the focus is."""
        self._scroll.keyPressEvent(event)

    def set_dose(self, dose: Dose) -> None:
        """Show all lengths as they will be practised."""
        if dose != self._dose:
            self._dose = dose
            self.model.set_dose(dose)
            self._show_chosen()

    def set_theme(self, colours: Theme) -> None:
        """Draw figures in `colours`."""
        self.strip.set_theme(colours)

    def set_person(self, person: Person) -> None:
        """Draw `person` in the figures."""
        self.strip.set_person(person)

    def clear(self) -> None:
        """Remove all books, and remember which one was chosen."""
        if self.chosen is not None:
            self._last = self.chosen.path
        self._focuses = self._focuses or self.begin.hasFocus()
        self.model.clear()
        self._show_chosen()

    def add(self, book: Book) -> None:
        """Add `book`. The first one is chosen, or the one that was chosen before `clear`."""
        self.model.add(book)
        is_preferred = book.name == self._preferred
        if is_preferred:
            self._preferred = ""
        if len(self.model.books) == 1 or is_preferred or book.path == self._last:
            self.list.setCurrentIndex(self.model.index(len(self.model.books) - 1))

    def prefer(self, name: str) -> None:
        """Choose the book called `name` once it is added."""
        self._preferred = name

    def show_times(self, times: int) -> None:
        """Show how often the person has practised this week; nothing for 0."""
        if times or "_times" in vars(self):
            # after the first frame
            from supine.ui.words import this_week  # noqa: PLC0415

            self._times.setText(this_week(times))
            self._times.setVisible(times > 0)

    @cached_property
    def _times(self) -> QLabel:
        made = own_label("", "soft")
        made.setWordWrap(True)
        self._shelf_column.insertWidget(1, made)
        return made

    def show_offer(self, words: OfferWords) -> None:
        """Offer to go on where a practice was interrupted."""
        self.offer.show_words(words)
        self.offer.show()
        # a page has one main button
        mark_main(self.begin, main=False)
        if self.isVisible():
            self.focus_begin()

    def hide_offer(self) -> None:
        """Offer nothing any more."""
        if self._offers:
            had_focus = self.offer.isAncestorOf(self.focusWidget())
            self.offer.hide()
            mark_main(self.begin, main=True)
            if had_focus:
                self.focus_begin()

    @property
    def _offers(self) -> bool:
        return "offer" in vars(self) and not self.offer.isHidden()

    def take_focus(self) -> None:
        """Give the focus to what had it last, which led away from this page; or to "Begin"."""
        last = self.focusWidget()
        if last is None or last is self.begin:
            self.focus_begin()
        else:
            last.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def focus_begin(self) -> None:
        """Give the focus to the button "Begin" as soon as a sequence can be begun.

        Where it is offered to go on with another practice, that comes first.
        """
        if self._offers:
            self._focuses = False
            self.offer.accept.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
            return
        self._focuses = self.begin.isHidden()
        self.begin.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        while (item := self._page.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        book = self.chosen
        practicable = book is not None and book.sequence is not None
        # a screen reader says the button alone, and not what it begins
        self.begin.setAccessibleDescription(self.list.currentIndex().data() or "")
        self.begin.setVisible(practicable)
        if self._focuses and practicable:
            self._focuses = False
            self.begin.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        if book is None:
            self.strip.show_items(())
            return
        # after the first frame
        from supine.ui.pages.books import Dose, book_items, book_widgets  # noqa: PLC0415

        dose = self._dose or Dose()
        self.strip.show_items(book_items(book, dose))
        for widget in book_widgets(book, dose):
            self._page.addWidget(widget)

    def _begin(self) -> None:
        book = self.chosen
        if book is not None and book.sequence is not None:
            self.begun.emit(book)
