"""The figure strip of a sequence: a small figure of each pose with its name, in rows.

Names are shown at once. The figures are drawn one by one while the program is idle, so nobody has
to wait for a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from supine.core.problem import Unreadable
from supine.core.sequence import Side
from supine.figure.movement import still_scene_of
from supine.figure.panels import Sign, placed, signs_in
from supine.figure.stances import SHIPPED, Stances
from supine.settings.declaration import ANYBODY, Person
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.painting.legend import Entry, Rows, legend_height, legend_of_signs, paint_legend
from supine.ui.painting.type_fit import direction_of, line_height, type_of
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.figure_view import Canvas, blank_picture
from supine.ui.widgets.strip_items import StripItem
from supine.ui.widgets.strip_layout import (
    GAP,
    NAME_GAP,
    StripLook,
    Tile,
    strip_height,
    strip_tiles,
    words_height,
)

METRES = 2.15
"""Metres of floor that each picture shows, so that all bodies have the same size."""

IN_STRIP = (Sign.ARROW, Sign.RING, Sign.PULL, Sign.PRESS, Sign.GHOST)
"""The signs in a strip that are explained: a letter is named by the words below its figure."""

LEGEND_GAP = 16.0
"""Logical pixels above the legend."""

FADED = 0.3
"""Opacity of an item that the practice leaves out."""

CACHE_SIZE = 64
"""Pictures that are kept: enough for two strips of a long sequence."""

CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


def legend_room(width: float, look: StripLook) -> float:
    """Return the height of the legend with all signs that a strip can have, and the gap above."""
    return LEGEND_GAP + legend_height(legend_of_signs(IN_STRIP), width, look.dose_size)


@lru_cache(maxsize=CACHE_SIZE)
def picture_of(
    name: str,
    canvas: Canvas,
    side: Side = "right",
    stances: Stances = SHIPPED,
    lettered: bool = False,
) -> QImage:
    """Return a picture of the stance called `name` on `side`, with its mat at the bottom.

    It is `lettered` with its side if it is meant for that side alone. Drawing takes about 5 ms.
    Raises `Unreadable` if the stance's file cannot be read.
    """
    image = blank_picture(canvas, QRectF(0, 0, canvas.width, canvas.height))
    scene = still_scene_of(stances[name], side=side, lettered=lettered)
    view = scene.view
    scale = min(canvas.width / max(METRES, view.width), canvas.height / view.height)
    high = view.height * scale
    with QPainter(image) as painter:
        place = QRectF(0, canvas.height - high, canvas.width, high)
        paint_figure(painter, place, FigureValues(scene, canvas.person), canvas.theme)
    return image


@dataclass(frozen=True)
class StripValues:
    """What the strip shows."""

    items: tuple[StripItem, ...]
    look: StripLook
    pictures: Mapping[str, QImage] = field(default_factory=dict)
    """The pictures that have been drawn, by `StripItem.picture`."""
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which a row is read; no figure is mirrored by it."""
    legend: tuple[Entry, ...] = ()
    """What the signs in the drawn pictures mean."""


def paint_strip(painter: QPainter, rect: QRectF, values: StripValues, theme: Theme) -> None:
    """Paint the strip into `rect`, from the top."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(rect.topLeft())
    for tile in strip_tiles(values.items, rect.width(), values.look, values.to):
        painter.setOpacity(FADED if tile.item.faded else 1.0)
        picture = values.pictures.get(tile.item.picture)
        if picture is not None:
            painter.drawImage(tile.figure, picture)
        _paint_words(painter, tile, values.look, theme)
    painter.setOpacity(1.0)
    top = strip_height(values.items, rect.width(), values.look) + LEGEND_GAP
    below = QRectF(0.0, top, rect.width(), rect.height())
    paint_legend(painter, below, values.legend, values.look.dose_size, theme, Rows(values.to))
    painter.restore()


def _paint_words(painter: QPainter, tile: Tile, look: StripLook, theme: Theme) -> None:
    """Paint name and dose below the figure, or in the middle of a tile without one."""
    free = tile.place.height() - words_height(tile, look)
    top = tile.figure.bottom() + NAME_GAP if tile.item.stance else tile.place.top() + free / 2
    for texts, size, colour in (
        (tile.name, look.name_size, theme.ink),
        (tile.dose, look.dose_size, theme.soft_ink),
    ):
        painter.setLayoutDirection(direction_of(" ".join(texts)))
        painter.setFont(type_of(size))
        painter.setPen(colour)
        for text in texts:
            place = QRectF(tile.place.left(), top, tile.place.width(), line_height(size))
            painter.drawText(place, CENTRED, text)
            top = place.bottom()


class _Part(QWidget):
    """A tile for a screen reader. It lies over the painted one and paints nothing."""

    def __init__(self, text: str, strip: QWidget) -> None:
        super().__init__(strip)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def reading(self) -> Reading:
        """Return the tile as a screen reader reads it."""
        return Reading(Role.ListItem, self.accessibleName())


class FigureStrip(QWidget):
    """The strip as a widget, which is hidden for a sequence without figures."""

    def __init__(self, theme: Theme, look: StripLook) -> None:
        super().__init__()
        self._theme, self._person = theme, ANYBODY
        self._values = StripValues((), look)
        self._drawn: dict[str, tuple[Canvas, QImage, tuple[Sign, ...]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._parts: list[_Part] = []
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._draw_one)
        self.hide()

    @property
    def values(self) -> StripValues:
        """The shown values, with the pictures that have been drawn."""
        look, shown = self._values.look, {item.picture for item in self._values.items}
        pictures = {name: image for name, (_canvas, image, _signs) in self._drawn.items()}
        signs = {sign for name in shown & {*self._drawn} for sign in self._drawn[name][2]}
        legend = legend_of_signs(signs & {*IN_STRIP}) if look.legend else ()
        return StripValues(self._values.items, look, pictures, self.layoutDirection(), legend)

    @property
    def waits(self) -> bool:
        """Whether a figure has not been drawn yet that can be seen."""
        return not self.visibleRegion().isEmpty() and self._next() is not None

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        if theme is not self._theme:
            self._theme = theme
            self._redraw()

    def set_person(self, person: Person) -> None:
        """Draw `person` in the figures from now on."""
        if person != self._person:
            self._person = person
            self._redraw()

    def show_items(self, items: tuple[StripItem, ...]) -> None:
        """Show `items`; without items, hide the strip."""
        if items != self._values.items:
            if {item.stances for item in items} != {item.stances for item in self._values.items}:
                # another sequence may bring another stance of the same name along
                self._drawn.clear()
            self._values = StripValues(items, self._values.look)
            present = [item for item in items if not item.faded]
            self._show_parts([item.text for item in present])
            self.updateGeometry()
            self.update()
        self.setVisible(bool(items))

    def reading(self) -> Reading:
        """Return the strip as a screen reader reads it: a list of the poses."""
        return Reading(Role.List, self.tr("Poses"), children=tuple(self._parts))

    def _show_parts(self, texts: list[str]) -> None:
        for part in self._parts:
            part.deleteLater()
        self._parts = [_Part(text, self) for text in texts]
        self._place_parts()

    def _place_parts(self) -> None:
        places = [tile.place for tile in self._tiles() if not tile.item.faded]
        for part, place in zip(self._parts, places, strict=True):
            part.setGeometry(place.toAlignedRect())
            part.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let each part lie over its tile."""
        super().resizeEvent(event)
        self._place_parts()

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow strip has more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the strip in `width`, in logical pixels."""
        look = self._values.look
        legend = legend_room(width, look) if look.legend and self._values.items else 0.0
        return ceil(strip_height(self._values.items, width, look) + legend)

    def sizeHint(self) -> QSize:
        """Return the size of all items in one row."""
        width = ceil((self._values.look.least + GAP) * max(1, len(self._values.items)))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one tile; the height depends on the width."""
        return QSize(ceil(self._values.look.least), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names and drawn figures, and start to draw the next figure when idle."""
        with QPainter(self) as painter:
            paint_strip(painter, QRectF(self.rect()), self.values, self._theme)
        if self._next() is not None:
            self._idle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop drawing while the strip is hidden."""
        super().hideEvent(event)
        self._idle.stop()

    def event(self, event: QEvent) -> bool:
        """Show the whole text of the tile under the pointer as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def text_at(self, point: QPointF) -> str:
        """Return the whole text of the tile at `point`; empty between the tiles."""
        tiles = self._tiles()
        return next((tile.item.text for tile in tiles if tile.place.contains(point)), "")

    def _tiles(self) -> tuple[Tile, ...]:
        values = self._values
        return strip_tiles(values.items, self.width(), values.look, self.layoutDirection())

    def _redraw(self) -> None:
        self._drawn.clear()
        self.update()

    def _next(self) -> tuple[StripItem, Canvas] | None:
        """Return the first figure without a picture in the current look."""
        for tile in self._tiles():
            name = tile.item.picture
            if not name:
                continue
            size = tile.figure.size().toSize()
            ratio = self.devicePixelRatioF()
            canvas = Canvas(
                self._theme, self._person, size.width(), size.height(), ratio, opaque=False
            )
            if name not in self._drawn or self._drawn[name][0] != canvas:
                return tile.item, canvas
        return None

    def _draw_one(self) -> None:
        """Draw one figure. The repaint starts the next one, after all waiting events."""
        wanted = self._next()
        if wanted is None:
            return
        item, canvas = wanted
        signs: tuple[Sign, ...] = ()
        try:
            picture = picture_of(item.stance or "", canvas, item.side, item.stances, item.lettered)
            scene = still_scene_of(item.stances[item.stance or ""], side=item.side, lettered=False)
            signs = signs_in(placed(scene, canvas.width, canvas.height))
        except Unreadable:
            # the name below it is enough
            picture = QImage()
        self._drawn[item.picture] = (canvas, picture, signs)
        self.update()
