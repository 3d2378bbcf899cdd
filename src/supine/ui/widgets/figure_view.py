"""The body on the practice screen: it is painted again only when something visibly moved."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from supine.figure.camera import View
from supine.figure.scene import Scene
from supine.figure.stage import Stage
from supine.settings.declaration import Skin
from supine.ui.painting.circle import FADED
from supine.ui.painting.figure import (
    FigureValues,
    changed_part,
    make_ready,
    mat_bounds,
    paint_body,
    paint_mat,
)
from supine.ui.theme import Theme
from supine.ui.widgets.turnable import Turnable, sheet_region
from supine.ui.widgets.visible_change import SEEN, Sight, differ, sight_of

LOOK = 0.035
"""Seconds of practice between two looks at what has moved: at a frame every 16 ms every third one,
so that the body is painted at most some 20 times a second."""

CALM = 0.1
"""Seconds between two paintings where hardly anything moves: a knee that circles slowly needs no
more, and each painting costs as much as three of the circle."""

SMALL = 2.5
"""Pixels from one painting to the next that are hardly anything: from the mat about an arc minute,
the smallest that the eye sees at all."""

USUAL_WIDTH = 760.0
"""Logical pixels: on a wider figure, that many more pixels are meant wherever some are said."""

AT_A_TIME = 6
"""Pictures that are drawn ahead in one go: some 18 ms, five times a second: so in eight seconds,
the shortest way in to such a hold, all that it shows."""

FINELY = LOOK / 4
"""Seconds of practice between two pictures that are drawn ahead: hips that rise come to a new place
each 17 ms."""

FADE = 350
"""Milliseconds in which the figure fades over to another place of the practice."""

JUMPED = 3.0
"""Pixels that a joint must lie from where it was, for a fade to be worth it after a jump."""

KEPT = 2
"""Pictures that are kept: two that fade into each other, or small ones."""


class Shown(NamedTuple):
    """What the widget shows: a scene, and while two fade into each other the one that leaves."""

    scene: Scene
    leaving: Scene | None = None
    share: float = 1.0
    faded: bool = False


AS_IT_IS = (None, 1.0, False)
"""What a scene is shown with that nothing leaves, and that is not faded."""


class Ground(NamedTuple):
    """What a picture of a scene is painted with."""

    theme: Theme
    skin: Skin
    width: int
    """Logical pixels."""
    height: int
    ratio: float
    """Pixels for each logical pixel."""
    opaque: bool = True
    """On the theme's background, as pictures must be that fade into each other."""


def _painted(scene: Scene, ground: Ground) -> QImage:
    """Return `scene`, painted once.

    A figure is made of parts that lie over each other: seen through, each would shine through the
    next. So the whole picture fades, never the parts.
    """
    rect = QRectF(0, 0, ground.width, ground.height)
    image = _bare(ground, rect)
    with QPainter(image) as painter:
        paint_mat(painter, rect, scene.view, ground.theme)
        paint_body(painter, rect, FigureValues(scene, ground.skin), ground.theme)
    return image


_fading = lru_cache(maxsize=KEPT)(_painted)
_small = lru_cache(maxsize=KEPT)(_painted)


@lru_cache(maxsize=1)
def empty_mat(view: View, ground: Ground) -> tuple[QPointF, QImage]:
    """Return the mat and where its picture begins: it stands still while the body moves on it."""
    whole = QRectF(0, 0, ground.width, ground.height)
    place = mat_bounds(view, (ground.width, ground.height))
    # on whole pixels: a picture between them would be blurred
    pixels = _times(place, ground.ratio).toAlignedRect().adjusted(-1, -1, 1, 1)
    place = _times(QRectF(pixels), 1.0 / ground.ratio)
    image = _bare(ground, place)
    with QPainter(image) as painter:
        painter.translate(-place.topLeft())
        paint_mat(painter, whole, view, ground.theme)
    return place.topLeft(), image


def _times(rect: QRectF, ratio: float) -> QRectF:
    return QRectF(rect.topLeft() * ratio, rect.size() * ratio)


def _bare(ground: Ground, rect: QRectF) -> QImage:
    """Return a picture of `rect`, in logical pixels, without anything on it."""
    ratio = ground.ratio
    size = QSize(max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio)))
    solid, seen_through = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(size, solid if ground.opaque else seen_through)
    image.setDevicePixelRatio(ratio)
    image.fill(ground.theme.background if ground.opaque else Qt.GlobalColor.transparent)
    return image


def paint_shown(
    painter: QPainter, shown: Shown, ground: Ground, only: QRectF | None = None
) -> None:
    """Paint a scene from the origin on, fading over from the one that leaves.

    `only` is the part that must be painted.
    """
    rect = QRectF(0, 0, ground.width, ground.height)
    strength = FADED if shown.faded else 1.0
    painter.fillRect(rect, ground.theme.background)
    if shown.share * strength >= 1.0:
        painter.drawImage(*empty_mat(shown.scene.view, ground))
        paint_body(painter, rect, FigureValues(shown.scene, ground.skin), ground.theme, only)
        # what has faded is as large as the figure, and a hold needs none of it
        _fading.cache_clear()
        return
    coming = shown.share * strength
    if shown.leaving is not None and shown.share < 1.0:
        # what is painted second takes its part from the first as well as from the ground
        painter.setOpacity(strength * (1.0 - shown.share) / (1.0 - coming))
        painter.drawImage(0, 0, _fading(shown.leaving, ground))
    painter.setOpacity(coming)
    painter.drawImage(0, 0, _fading(shown.scene, ground))


class FigureView(Turnable):
    """The body as a widget. What stands still is painted once; no timer runs when nothing moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme, self._still = theme, False
        self._skin: Skin = "light"
        self._looked = self._painted = 0.0
        self._shown: Shown | None = None
        self._sight: Sight | None = None
        self._jumped = False
        self._behind: Scene | None = None
        self._ahead: tuple[object, float] = (None, 0.0)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=FADE)
        self._fade.valueChanged.connect(lambda _share: self.update())
        self._fade.finished.connect(self._on_faded)

    @property
    def _extent(self) -> tuple[int, int]:
        return self.sheet.width(), self.sheet.height()

    @property
    def shown(self) -> Shown | None:
        """What is painted now."""
        if self._shown is None or self._behind is None:
            return self._shown
        share = float(self._fade.currentValue())
        return self._shown._replace(leaving=self._behind, share=share)

    def set_look(self, theme: Theme, skin: Skin, *, still: bool) -> None:
        """Look different from now on; with `still` nothing moves, stances fade over."""
        self._theme, self._skin, self._still = theme, skin, still
        self._sight = None
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._shown = self._sight = None
        self._jumped = False
        self._fade.stop()
        self._on_faded()
        self.update()

    def jump(self) -> None:
        """The practice is elsewhere now: fade over to what is shown next."""
        self._jumped = True

    def show_scene(self, stage: Stage, elapsed: float, *, faded: bool = False) -> bool:
        """Show the figure at `elapsed` seconds; return whether there was anything new to paint."""
        if not self._is_due(elapsed, faded=faded):
            return False
        self._looked = elapsed
        wanted = self._wanted(stage, elapsed, faded=faded)
        if wanted is None:
            self.clear()
            return False
        return self._show(wanted)

    def make_ready(self, stage: Stage, start: float, seconds: float) -> None:
        """Draw a few of the pictures that are shown in the `seconds` from `start` on.

        In a hold a body that moves costs most when it takes each place for the first time; before
        it, while a line is being read, nothing else is to be done.
        """
        (wide, high), made = self._extent, 0
        wanted = (stage, start, wide, high, self._theme, self._skin)
        at = self._ahead[1] if self._ahead[0] == wanted else start
        while at < start + seconds and made < AT_A_TIME:
            scene = stage.scene(at)
            if scene is not None and not scene.passing:
                made += make_ready(FigureValues(scene, self._skin), self._theme, (wide, high))
                sight_of(scene, wide, high)
            at += FINELY
        self._ahead = (wanted, at)

    def _is_due(self, elapsed: float, *, faded: bool) -> bool:
        if self._jumped or self._shown is None or self._sight is None:
            return True
        return faded != self._shown.faded or not 0.0 <= elapsed - self._looked < LOOK

    def _wanted(self, stage: Stage, elapsed: float, *, faded: bool) -> Shown | None:
        if not self._still:
            scene = stage.scene(elapsed)
            return None if scene is None else Shown(scene, faded=faded)
        change = stage.change(elapsed)
        if change is None:
            return None
        leaving, scene, share = change
        return Shown(scene, leaving, share, faded)

    def _show(self, wanted: Shown) -> bool:
        was, jumped = self._shown, self._jumped
        self._jumped = False
        sight = sight_of(wanted.scene, *self._extent)
        if was is not None and self._sight is not None:
            if jumped and differ(self._sight, sight, self._pixels(JUMPED)):
                self._fade_from(was.scene)
            elif wanted[1:] == was[1:] and not differ(self._sight, sight, self._least()):
                return False
        self._painted = self._looked
        self._shown, self._sight = wanted, sight
        self._update_since(was)
        return True

    def _update_since(self, was: Shown | None) -> None:
        """Have painted what is another than in `was`."""
        now = self._shown
        part = None
        if was is not None and now is not None and was[1:] == now[1:] == AS_IT_IS:
            pictures = FigureValues(was.scene, self._skin), FigureValues(now.scene, self._skin)
            part = changed_part(*pictures, self._theme, self._extent)
        if part is None or self._behind is not None:
            self.update()
        else:
            self.update_sheet(QRegion(part.toAlignedRect().adjusted(-1, -1, 1, 1)))

    def _least(self) -> float:
        """Return the pixels that something must have moved to be painted now."""
        calm = 0.0 <= self._looked - self._painted < CALM
        return self._pixels(SMALL if calm else SEEN)

    def _pixels(self, usual: float) -> float:
        return usual * max(1.0, self.sheet.width() / USUAL_WIDTH)

    def _fade_from(self, scene: Scene) -> None:
        self._fade.stop()
        if self.isVisible():
            self._behind = scene
            self._fade.start()

    def _on_faded(self) -> None:
        self._behind = None
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Look anew: on a larger picture more can be seen."""
        self._sight = None

    def hideEvent(self, _event: QHideEvent) -> None:
        """What nobody sees need not fade."""
        self._fade.stop()
        self._on_faded()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was last shown."""
        shown = self.shown
        only = sheet_region(QRegion(event.rect()), self.size(), self.turn)
        with self.painting() as painter:
            if shown is None:
                painter.fillRect(self.sheet_rect, self._theme.background)
            else:
                paint_shown(painter, shown, self._ground(), QRectF(only.boundingRect()))

    def _ground(self) -> Ground:
        size, ratio = self.sheet, self.devicePixelRatioF()
        return Ground(self._theme, self._skin, size.width(), size.height(), ratio)


class Thumbnail(Turnable):
    """A small figure that stands still."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._skin: Skin = "light"
        self._scene: Scene | None = None

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    def set_look(self, theme: Theme, skin: Skin) -> None:
        """Look different from now on."""
        self._theme, self._skin = theme, skin
        self.update()

    def show_scene(self, scene: Scene | None) -> None:
        """Show `scene`, or nothing."""
        if scene != self._scene:
            self._scene = scene
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was last shown."""
        if self._scene is None:
            return
        size, ratio = self.sheet, self.devicePixelRatioF()
        ground = Ground(self._theme, self._skin, size.width(), size.height(), ratio, opaque=False)
        with self.painting() as painter:
            painter.drawImage(0, 0, _small(self._scene, ground))
