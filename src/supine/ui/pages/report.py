"""Where the person chooses what a page for a doctor or a teacher says, and sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from supine.journal.entry import Kept
from supine.journal.report import USUAL, Part, Report, Request, report_of
from supine.region import first_weekday, uses_letter
from supine.ui.announcement import announce
from supine.ui.pages.report_values import report_values
from supine.ui.painting.report import ReportValues, paint_report, paint_second_page
from supine.ui.painting.report_file import MARGIN, Paper, as_pdf, paper_theme
from supine.ui.reading import Reading, picture
from supine.ui.widgets.cards import Card, Columns, page_column
from supine.ui.widgets.file_choice import file_to_save
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import Choices, TickBox
from supine.ui.widgets.labels import choice_button, plain_label, push_button

RANGES = (28, 91, 365, 0)
"""Days that can be chosen; 0 is the whole journal."""

USUAL_RANGE = 91

LONGEST_NAME = 80


class ReportPage(QWidget):
    """Shows the pages as they will be printed, and emits them as a PDF file."""

    left = Signal()
    """The person wants to go back to the journal."""
    made = Signal(object, bytes)
    """The person wants to save these bytes as the file of that path."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Kept] = ()
        self._today = date.min
        self._report: Report | None = None
        self._values: ReportValues | None = None
        self._saved: Path | None = None
        self._days, self._paper = Choices(self), Choices(self)
        self.parts: dict[Part, TickBox] = {}
        self.person = QLineEdit()
        self.preview = PagePreview()
        self.state = plain_label("", "", wraps=True)
        self.back = push_button(self.tr("Back (Esc)"), self.left)
        self.open = push_button(self.tr("Open it, to print"), self._open)
        self.save = push_button(self.tr("Save as PDF …"), self._save, main=True)
        self._place()

    def _place(self) -> None:
        column = page_column(self)
        head = QHBoxLayout()
        title = plain_label(self.tr("A page for a doctor or a teacher"), "title", wraps=True)
        head.addWidget(title, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        cards = (self._days_card(), self._parts_card(), self._person_card(), self._paper_card())
        column.addWidget(Columns(cards, (self.preview,)), 1)
        column.addWidget(self.state)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.open)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self.open.hide()

    def _days_card(self) -> Card:
        names = {
            28: self.tr("4 weeks"),
            91: self.tr("3 months"),
            365: self.tr("12 months"),
            0: self.tr("All", "how far back: the whole journal"),
        }
        card = Card(self.tr("How far back"))
        self._add_choices(card, self._days, [(names[days], days) for days in RANGES], USUAL_RANGE)
        return card

    def _parts_card(self) -> Card:
        names = {
            Part.FEELING: self.tr("How the back felt before and after"),
            Part.PRACTICES: self.tr("What was practised"),
            Part.SIDES: self.tr("The time on each side"),
            Part.NOTES: self.tr("My notes"),
        }
        card = Card(self.tr("What is on it"))
        for part in Part:
            box = TickBox(names[part])
            box.setChecked(part in USUAL)
            box.toggled.connect(self._show)
            card.column.addWidget(box)
            self.parts[part] = box
        return card

    def _person_card(self) -> Card:
        card = Card(self.tr("A name on it, if you like"))
        self.person.setAccessibleName(self.tr("A name on the page"))
        self.person.setMaxLength(LONGEST_NAME)
        self.person.textChanged.connect(self._show)
        card.column.addWidget(self.person)
        card.column.addWidget(plain_label(self.tr("Supine does not keep it."), "soft", wraps=True))
        return card

    def _paper_card(self) -> Card:
        card = Card(self.tr("Paper"))
        names = [
            (self.tr("A4", "a size of paper"), int(False)),
            (self.tr("Letter", "a size of paper"), int(True)),
        ]
        self._add_choices(card, self._paper, names, int(uses_letter()))
        return card

    def _add_choices(
        self, card: Card, group: Choices, choices: list[tuple[str, int]], usual: int
    ) -> None:
        flow = Flow()
        for text, number in choices:
            button = choice_button(text)
            group.addButton(button, number)
            flow.addWidget(button)
            button.setChecked(number == usual)
        group.idClicked.connect(self._show)
        card.column.addLayout(flow)

    def begin(self, today: date) -> None:
        """Wait for the journal; `today` is the day where the person is."""
        self.clear()
        self._today = today
        self.show_state(self.tr("The journal is being read …"))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget the journal and the name: nobody sees them any more."""
        self._entries, self._report, self._values = (), None, None
        with QSignalBlocker(self.person):
            # otherwise an empty page would be shown, and said
            self.person.clear()
        self.show_state("")
        self.save.setEnabled(False)
        self.preview.show_values(None, self.paper)

    def show_entries(self, entries: Sequence[Kept]) -> None:
        """Show the page of these entries, the earliest first."""
        self._entries, self._report = entries, None
        self._show()
        if self.save.isEnabled():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, sentence: str, saved: Path | None = None) -> None:
        """Show what became of the file; `saved` is where it is."""
        self._saved = saved
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
        self.open.setVisible(saved is not None)

    @property
    def paper(self) -> Paper:
        """The chosen paper."""
        return Paper.LETTER if self._paper.checkedId() == int(True) else Paper.A4

    @property
    def request(self) -> Request:
        """What is chosen."""
        days = self._days.checkedId()
        first = self._today - timedelta(days=days - 1)
        if not days:
            first = min((kept.entry.at.date() for kept in self._entries), default=self._today)
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        return Request(min(first, self._today), self._today, parts, self.person.text().strip())

    def _show(self) -> None:
        """Show the page as it is chosen, or say why there is none."""
        request, weekday = self.request, first_weekday()
        known = self._report
        if known is None or known.request._replace(person=request.person) != request:
            known = report_of(self._entries, request, weekday)
        # a long journal takes a moment: not for each letter of a name
        self._report = report = known._replace(request=request)
        self._values = None
        self.show_state("")
        if not request.parts:
            self.show_state(self.tr("Choose at least one thing that is on it."))
        elif not report.total.entries:
            self.show_state(self.tr("There is nothing in the journal for this time."))
        else:
            self._values = report_values(report, self._today, weekday, self.layoutDirection())
        self.preview.show_values(self._values, self.paper)
        self.save.setEnabled(self._values is not None)

    def _save(self) -> None:
        name = self.tr("My back {day}", "the name of a file").format(day=self._today.isoformat())
        kinds = {self.tr("Pages to print (*.pdf)"): ".pdf"}
        path = file_to_save(self, self.tr("Save the page"), name, kinds)
        if path is not None and self._values is not None:
            self.made.emit(path, as_pdf(self._values, self.paper))

    def _open(self) -> None:
        """Open the file in what this computer has for it, or say that it has nothing."""
        path = self._saved
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = self.tr("This computer has no program that opens it. The file is {path}.")
            self.show_state(text.format(path=path), path)


class PagePreview(QWidget):
    """Shows sheets of paper, one below the other."""

    GAP = 16
    """Logical pixels between two sheets."""

    def __init__(self) -> None:
        super().__init__()
        self._values: ReportValues | None = None
        self._paper = Paper.A4
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    def show_values(self, values: ReportValues | None, paper: Paper) -> None:
        """Show the sheets of `values`, or an empty one."""
        self._values, self._paper = values, paper
        told = "" if values is None else " ".join([values.days, *map(" ".join, values.facts)])
        self.setAccessibleName(
            self.tr("The page. {text}", "for a screen reader: what the page says").format(text=told)
        )
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that a sheet's height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high all sheets are together, in logical pixels."""
        pages = 1 if self._values is None else self._values.pages
        return round(pages * (width * self._shape.height() / self._shape.width() + self.GAP))

    def sizeHint(self) -> QSize:
        """Return a size in which a page can be recognised."""
        return QSize(420, self.heightForWidth(420))

    @property
    def _shape(self) -> QSize:
        """The size of the paper, in points."""
        return self._paper.points

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheets."""
        shape, colours = self._shape, paper_theme()
        height = self.width() * shape.height() / shape.width()
        margin = self.width() * MARGIN / (shape.width() * 25.4 / 72)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pages = 1 if self._values is None else self._values.pages
            for number in range(pages):
                sheet = QRectF(0, number * (height + self.GAP), self.width(), height)
                painter.setPen(QPen(QColor("#808080"), 1.0))
                painter.setBrush(colours.background)
                painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
                if self._values is not None:
                    paint = paint_second_page if number else paint_report
                    inner = sheet.adjusted(margin, margin, -margin, -margin)
                    paint(painter, inner, self._values, colours)
