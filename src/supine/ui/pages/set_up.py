"""The page for the first visit: where the laptop goes, how to lie down, what the keys are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from supine.figure.motion import scene_of
from supine.figure.stage import START
from supine.figure.stances import stance
from supine.settings.declaration import Person
from supine.ui import words
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.practice.view import Look
from supine.ui.reading import Reading, picture
from supine.ui.theme import Theme
from supine.ui.widgets.cards import Card, Columns, page_column
from supine.ui.widgets.containers import laid_out
from supine.ui.widgets.labels import plain_label, push_button

PICTURE_HEIGHT = 230
"""Logical pixels."""

MAT_SHARE = 0.62
"""How much of the picture's height is for the body on its mat; the laptop stands before it."""

LAPTOP = ((-27, 0), (27, 0), (23, -36), (-23, -36))
STOOL = ((-36, 0), (36, 0), (36, 7), (24, 7), (28, 36), (23, 36), (18, 7),
         (-18, 7), (-23, 36), (-28, 36), (-24, 7), (-36, 7))  # fmt: skip
"""Corners in logical pixels, from the middle of the seat. The laptop's lid is seen from behind."""


class SetUpPage(QWidget):
    """Says in large type what a person needs to know once."""

    left = Signal()
    """The person has read it, or skips it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = PlacePicture()
        self._where = plain_label("", "large", wraps=True)
        place = Card(self.tr("Where the laptop goes"))
        place.column.addWidget(self._picture)
        place.column.addWidget(self._where)
        _add_lines(
            place,
            self.tr("On a chair or a stool, the screen turned toward your face."),
            self.tr("Plug it in, and turn up the sound: you may close your eyes."),
        )
        down = Card(self.tr("Down to the mat, and up again"))
        _add_lines(
            down,
            self.tr("Down: sit, lean on one hand, lie on your side, roll over."),
            self.tr("Up: bend your knees, roll to one side, rest a moment."),
            self.tr("Then push up with both hands. Never sit straight up."),
        )
        self.start = push_button(self.tr("Go on"), self.left, main=True)
        column = page_column(self)
        self._heading = plain_label(self.tr("Before you lie down"), "title", wraps=True)
        column.addWidget(self._heading)
        self._cards = place, down, self._keys()
        self._columns = Columns((place,), self._cards[1:])
        column.addWidget(self._columns, 1)
        foot = QHBoxLayout()
        note = self.tr("You find this page again in the settings.")
        foot.addWidget(plain_label(note, "soft", wraps=True), 1)
        foot.addWidget(self.start)
        column.addLayout(foot)

    def _keys(self) -> Card:
        card = Card(self.tr("The keys"))
        _add_lines(card, self.tr("You need none: each pose goes on by itself."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, does) in enumerate(
            (
                (self.tr("Space"), self.tr("Pause, and go on. Nearly any key does.")),
                ("E", self.tr("Easier")),
                ("X", self.tr("Stop safely: it says how to come out")),
                ("?", self.tr("All keys")),
            )
        ):
            cap = plain_label(key, "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain_label(does, "large", wraps=True), row, 1)
        card.column.addLayout(grid)
        return card

    def set_look(self, look: Look, distance: float) -> None:
        """Draw in `look`; the person wants to lie `distance` metres away."""
        self._picture.set_look(look.theme, look.person)
        text = self.tr("Beside your mat, about {distance} from your head.")
        self._where.setText(text.format(distance=words.distance(distance)))
        # it has the focus: a screen reader says nothing else of the page
        parts = (part for card in self._cards for part in laid_out(card.column))
        told = (part.text() for part in (self._heading, *parts) if isinstance(part, QLabel))
        self.start.setAccessibleDescription("\n".join(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips the page; the page keys scroll it, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self._columns.keyPressEvent(event)


def _add_lines(card: Card, *lines: str) -> None:
    for line in lines:
        card.column.addWidget(plain_label(line, "large", wraps=True))


class PlacePicture(QWidget):
    """A person on the mat, and the laptop on a stool beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(PICTURE_HEIGHT)
        self.setAccessibleName(
            self.tr("Somebody lies on a mat. The laptop is on a stool beside it.")
        )
        self._look: tuple[Theme, Person] | None = None

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    def set_look(self, theme: Theme, person: Person) -> None:
        """Draw `person` in `theme`."""
        self._look = theme, person
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the body, then the laptop before it."""
        if self._look is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_place(painter, QRectF(self.rect()), *self._look)


def paint_place(painter: QPainter, rect: QRectF, theme: Theme, person: Person) -> None:
    """Paint the body on its mat into `rect`, and the laptop level with its chest."""
    scene = scene_of(stance(START))
    high = rect.height() * MAT_SHARE
    wide = min(rect.width(), high * scene.view.width / scene.view.height)
    high = wide * scene.view.height / scene.view.width
    mat = QRectF(rect.center().x() - wide / 2, rect.top(), wide, high)
    paint_figure(painter, mat, FigureValues(scene, person), theme)
    seat = QPointF(mat.left() + wide * 0.3, rect.bottom() - 38)
    painter.setPen(QPen(theme.ink, 1.5))
    for corners, fill in ((STOOL, theme.prop), (LAPTOP, theme.soft_ink)):
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([seat + QPointF(*corner) for corner in corners]))
