"""The drawn body on a painter: shapes come from `supine.figure`, colours from the theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from supine.figure.camera import camera_of
from supine.figure.drawing import draw
from supine.figure.outlines import Polygon
from supine.figure.parts import Shape
from supine.figure.scene import Scene, Tint
from supine.store.settings import Skin
from supine.ui.theme import Theme

DARKER = 138
"""Per cent by which the edge of a part is darker than the part."""

LIGHTER = 220
"""Per cent by which that of hair is lighter where the ground is dark."""

HALF_LIGHT = 128

HAIR: dict[Skin, str] = {"light": "#4A3428", "dark": "#1E1512"}
SKINS: dict[Skin, str] = {"light": "#E5B08F", "dark": "#8C5A3E"}


@dataclass(frozen=True)
class FigureValues:
    """What is shown: a scene, and while two cross-fade another one that is leaving."""

    scene: Scene
    skin: Skin = "light"
    leaving: Scene | None = None
    share: float = 1.0
    """How much of `scene` is there already, 0 to 1, while `leaving` fades."""


def paint_figure(painter: QPainter, rect: QRectF, values: FigureValues, theme: Theme) -> None:
    """Paint the body into `rect`, in logical pixels, as large as fits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.setClipRect(QRectF(0.0, 0.0, rect.width(), rect.height()))
    if values.leaving is not None and values.share < 1.0:
        _paint_scene(painter, rect, values.leaving, (values.skin, theme))
        painter.setOpacity(painter.opacity() * values.share)
    _paint_scene(painter, rect, values.scene, (values.skin, theme))
    painter.restore()


def _paint_scene(painter: QPainter, rect: QRectF, scene: Scene, look: tuple[Skin, Theme]) -> None:
    camera = camera_of(scene.view, rect.width(), rect.height())
    painter.setPen(Qt.PenStyle.NoPen)
    opacity = painter.opacity()
    for shape in draw(scene, camera):
        painter.setBrush(_colour(shape, scene, look))
        if shape.share < 1.0:
            painter.setOpacity(opacity * shape.share)
        _fill(painter, shape)
        if shape.share < 1.0:
            painter.setOpacity(opacity)


def _fill(painter: QPainter, shape: Shape) -> None:
    for path in _paths(shape):
        painter.drawPath(path)


@lru_cache(maxsize=512)
def _paths(shape: Shape) -> tuple[QPainterPath, ...]:
    """One path for each polygon, which is quicker; but one for all of a shadow.

    Where two shadows meet it is no darker.
    """
    if shape.role == "shadow":
        return (_path(shape.polygons),)
    return tuple(_path((polygon,)) for polygon in shape.polygons)


def _path(polygons: Iterable[Polygon]) -> QPainterPath:
    """Points go in one by one: as lists Qt's binding would copy them at each painting."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        (x, y), *others = polygon
        path.moveTo(x, y)
        for x, y in others:
            path.lineTo(x, y)
        path.closeSubpath()
    return path


def _colour(shape: Shape, scene: Scene, look: tuple[Skin, Theme]) -> QColor:
    tint = Tint()
    if shape.role == "right_leg":
        tint = scene.right_leg
    elif shape.role == "left_leg":
        tint = scene.left_leg
    return _of_role(shape.role, shape.tone, tint, look)


@lru_cache(maxsize=512)
def _of_role(role: str, tone: str, tint: Tint, look: tuple[Skin, Theme]) -> QColor:
    skin, theme = look
    if role == "shadow":
        return theme.shadow
    colour = {
        "skin": QColor(SKINS[skin]),
        "hair": QColor(HAIR[skin]),
        "eye": QColor("#2B1D17"),
        "mouth": QColor(SKINS[skin]).darker(150),
        "shirt": theme.shirt,
        "shorts": theme.shorts,
        "strap": theme.strap,
        "prop": theme.prop,
        "mat": theme.mat,
    }.get(role) or _leg_colour(tint, theme)
    if role == "mat":
        return theme.mat_edge if tone == "edge" else colour
    if tone == "edge":
        # dark hair before a dark ground keeps its shape
        lost = role == "hair" and theme.background.lightness() < HALF_LIGHT
        return colour.lighter(LIGHTER) if lost else colour.darker(DARKER)
    return colour


def _leg_colour(tint: Tint, theme: Theme) -> QColor:
    rest = max(0.0, 1.0 - tint.right - tint.left)
    parts = ((theme.leg, rest), (theme.right_limb, tint.right), (theme.left_limb, tint.left))
    return QColor.fromRgbF(
        *(
            min(1.0, sum(getattr(colour, channel)() * share for colour, share in parts))
            for channel in ("redF", "greenF", "blueF")
        )
    )
