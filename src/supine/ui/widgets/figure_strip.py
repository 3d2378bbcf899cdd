"""The strip of a sequence: a small figure of each pose with its name, in rows that fit the width.

The figures are drawn one by one while nothing else is to be done: the names are there at once, and
nobody waits for a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from supine.core.problem import Unreadable
from supine.ui.painting.type_fit import line_height, type_of
from supine.ui.theme import Theme
from supine.ui.widgets.strip_layout import (
    AIR,
    GAP,
    StripLook,
    Tile,
    strip_height,
    strip_tiles,
    words_height,
)

if TYPE_CHECKING:
    from supine.settings.declaration import Skin
    from supine.ui.widgets.strip_items import StripItem

METRES = 2.15
"""How much of the floor each figure's picture shows: all bodies are of one size."""

FADED = 0.3
"""How much is left of what is not part of the practice as it is now."""

KEPT = 64
"""Pictures that are kept: two strips of a long sequence."""

CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


class PictureLook(NamedTuple):
    """How a figure's picture is drawn."""

    width: int
    """Logical pixels, as is the height."""
    height: int
    ratio: float
    theme: Theme
    skin: Skin


@lru_cache(maxsize=KEPT)
def picture_of(name: str, look: PictureLook) -> QImage:
    """Return the figure of the stance called `name`, its mat at the bottom. It takes some 5 ms.

    Raises `Unreadable` where its file cannot be read.
    """
    from supine.figure.motion import scene_of  # noqa: PLC0415 - after the first frame
    from supine.figure.stances import stance  # noqa: PLC0415
    from supine.ui.painting.figure import FigureValues, paint_figure  # noqa: PLC0415

    size = QSize(round(look.width * look.ratio), round(look.height * look.ratio))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(look.ratio)
    image.fill(Qt.GlobalColor.transparent)
    scene = scene_of(stance(name))
    view = scene.view
    scale = min(look.width / max(METRES, view.width), look.height / view.height)
    high = view.height * scale
    with QPainter(image) as painter:
        place = QRectF(0, look.height - high, look.width, high)
        paint_figure(painter, place, FigureValues(scene, look.skin), look.theme)
    return image


@dataclass(frozen=True)
class StripValues:
    """What the strip shows."""

    items: tuple[StripItem, ...]
    look: StripLook
    pictures: Mapping[str, QImage] = field(default_factory=dict)
    """The figures that are drawn already, by stance."""


def paint_strip(painter: QPainter, rect: QRectF, values: StripValues, theme: Theme) -> None:
    """Paint the strip into `rect`, which it fills from the top."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(rect.topLeft())
    for tile in strip_tiles(values.items, rect.width(), values.look):
        painter.setOpacity(FADED if tile.item.faded else 1.0)
        picture = values.pictures.get(tile.item.stance or "")
        if picture is not None:
            painter.drawImage(tile.figure, picture)
        _paint_words(painter, tile, values.look, theme)
    painter.restore()


def _paint_words(painter: QPainter, tile: Tile, look: StripLook, theme: Theme) -> None:
    """Paint name and dose below the figure; without one they stand in the middle of the tile."""
    free = tile.place.height() - words_height(tile, look)
    top = tile.figure.bottom() + AIR if tile.item.stance else tile.place.top() + free / 2
    for texts, size, colour in (
        (tile.name, look.name_size, theme.ink),
        (tile.dose, look.dose_size, theme.soft_ink),
    ):
        painter.setFont(type_of(size))
        painter.setPen(colour)
        for text in texts:
            place = QRectF(tile.place.left(), top, tile.place.width(), line_height(size))
            painter.drawText(place, CENTRED, text)
            top = place.bottom()


class FigureStrip(QWidget):
    """The strip as a widget. It is there only for a sequence that has a figure."""

    def __init__(self, theme: Theme, look: StripLook, skin: Skin = "light") -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme, self._skin = theme, skin
        self._values = StripValues((), look)
        self._drawn: dict[str, tuple[PictureLook, QImage]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Poses"))
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._draw_one)
        self.hide()

    @property
    def values(self) -> StripValues:
        """What is shown, with the figures that are drawn already."""
        pictures = {name: image for name, (_look, image) in self._drawn.items()}
        return StripValues(self._values.items, self._values.look, pictures)

    @property
    def waits(self) -> bool:
        """Whether a figure that is to be seen is not drawn yet."""
        return self.isVisible() and self._next() is not None

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        if theme is not self._theme:
            self._theme = theme
            self._begin_anew()

    def set_skin(self, skin: Skin) -> None:
        """Draw bodies with `skin` from now on."""
        if skin != self._skin:
            self._skin = skin
            self._begin_anew()

    def show_items(self, items: tuple[StripItem, ...]) -> None:
        """Show `items`; without any, the strip is not there."""
        if items != self._values.items:
            self._values = StripValues(items, self._values.look)
            present = [item for item in items if not item.faded]
            self.setAccessibleDescription("; ".join(item.text for item in present))
            self.updateGeometry()
            self.update()
        self.setVisible(bool(items))

    def hasHeightForWidth(self) -> bool:
        """The narrower the strip, the more rows it has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the strip is where it is `width` wide, in logical pixels."""
        return ceil(strip_height(self._values.items, width, self._values.look))

    def sizeHint(self) -> QSize:
        """Return a size of one row."""
        width = ceil((self._values.look.least + GAP) * max(1, len(self._values.items)))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One tile may stand in each row; how high that is depends on the width."""
        return QSize(ceil(self._values.look.least), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is, and see to the figures that are not drawn yet."""
        with QPainter(self) as painter:
            paint_strip(painter, QRectF(self.rect()), self.values, self._theme)
        if self._next() is not None:
            self._idle.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that nobody sees."""
        super().hideEvent(event)
        self._idle.stop()

    def event(self, event: QEvent) -> bool:
        """Tell the whole name of the tile under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def text_at(self, point: QPointF) -> str:
        """Return all words of the tile at `point`; none between the tiles."""
        tiles = self._tiles()
        return next((tile.item.text for tile in tiles if tile.place.contains(point)), "")

    def _tiles(self) -> tuple[Tile, ...]:
        return strip_tiles(self._values.items, self.width(), self._values.look)

    def _begin_anew(self) -> None:
        self._drawn.clear()
        self.update()

    def _next(self) -> tuple[str, PictureLook] | None:
        """Return the first figure that is not drawn yet as it should be."""
        for tile in self._tiles():
            name = tile.item.stance
            if name is None:
                continue
            size = tile.figure.size().toSize()
            look = PictureLook(
                size.width(), size.height(), self.devicePixelRatioF(), self._theme, self._skin
            )
            if name not in self._drawn or self._drawn[name][0] != look:
                return name, look
        return None

    def _draw_one(self) -> None:
        """Draw one figure: painting it asks for the next, after whatever else is waiting."""
        wanted = self._next()
        if wanted is None:
            return
        name, look = wanted
        try:
            picture = picture_of(name, look)
        except Unreadable:
            # the name below it says all
            picture = QImage()
        self._drawn[name] = (look, picture)
        self.update()
