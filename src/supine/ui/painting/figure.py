"""Painting of the figure: shapes come from `supine.figure`, colours from the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QTransform

from supine.figure.camera import View, camera_of
from supine.figure.drawing import draw
from supine.figure.inset import Box, Link
from supine.figure.outlines import Polygon, Rim, is_rim
from supine.figure.panels import Disc, placed
from supine.figure.parts import Shape
from supine.figure.scene import PLAIN, Scene, Tint
from supine.figure.scenery import mat
from supine.settings.declaration import ANYBODY, Build, Person, Skin
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme
from supine.ui.words import letter_of

DARKER = 138
"""Darkness of the edge of a part, for `QColor.darker`, where 100 is no change."""

SHADES = {"shade": 112, "line": 122, "dark": 132}
"""Darkness of what is away from the light, of a seam, and of the other side of a strap, likewise.

They are opaque: a translucent shape takes six times as long to paint."""

MAT_BELOW = 122
"""Darkness of the lower half of the mat's edge, likewise."""

MAT_LINE = 0.6
"""How much of the colour of the mat's edge the line on it has, 0 to 1."""

LIGHTER = 220
"""Lightness of the edge of hair on a dark background, for `QColor.lighter`."""

DARK_BACKGROUND = 128
"""Lightness, of 255, below which a background counts as dark."""

GHOST, GHOST_EDGE = 0.16, 0.7
"""How much a ghost has of the body's own colours, and its edge of that of words; the rest is of the
mat's colour. A leg that is only far away is paler than the near one too, so a ghost has more."""

DASH, DASH_LEAST = 0.012, 1.4
"""The width of the dashed edge of a ghost, in metres, and in pixels at least."""

DASHES = [2.6, 1.8]
"""The length of a dash and of the gap after it, in widths."""

FRAME_ROUND, FRAME_LINE = 0.06, 0.009
"""The radius of the corners of a frame and the width of its line, as shares of its smaller side."""

LINK_HALO = 2.6
"""The width of what is round the ring of a closer view and its line, as a share of theirs."""

LETTER = 0.56
"""The height of the letter of a side, as a share of its disc."""

CACHED_PICTURES = 3
"""Pictures whose paths are kept, about 240 kB each: what is shown, what is drawn ahead, and the
first of the hold, with which that is compared."""

CACHED_PASSING = 2
"""Pictures between two stances that are kept: this one and the one before. They have a separate
cache: a single change of stance once removed all pictures that had been drawn ahead."""

CACHED_SHAPES = 200
"""Shapes whose paths are also kept: those of a picture, and some of the one before. Their corners
stay in memory too, as Python numbers, and take five times as much as the path."""

CACHED_DASHES = 60
"""Dashed lines that are kept: those of the ghosts of two pictures."""

PALEST = 0.3
"""How much of the mat's colour the leg behind has."""

STRAIGHT = 2.2
"""A piece of a curve is straight below this square of its chord, in pixels, times the sine of the
turn between its ends: it would leave its chord by a fifth of a pixel. A straight piece is painted
faster, and most pieces are straight."""

LITTLE_TURN, LITTLE_TURN_SHARE = 0.7, 0.352
"""The cosine of the turn of a piece above which the same share of its chord, as long as it looks
along the tangent, will do: the exact one took 1.5 % of a picture's time (paired), a root here and
for each slope of an outline up to 1 %. It is at most 6 % different, a seventh of a pixel of a ball
with a radius of 30."""

NUDGE = 1e-300
"""Pixels by which a painted path is moved, which changes no number in it: it gives back a second
form of itself, which it would keep for ever. That of all paths took 3 MB. A moved copy does the
same, but takes 1.7 % of a picture's time (paired)."""

LIMBS = {
    f"{side}_{part}": f"{side}_{'leg' if part == 'leg' else 'arm'}"
    for side in ("right", "left")
    for part in ("leg", "arm", "sleeve")
}
"""The limb of a scene that gives each role the colour of its side: a working arm has a sleeve."""

HAIR: dict[Skin, str] = {"light": "#4A3428", "dark": "#1E1512"}
GIRTHS: dict[Build, float] = {"slimmer": 1.0, "broader": 1.2}
"""How broad and deep the body is, as a share of a slim one."""

WHITES: dict[Skin, str] = {"light": "#FAF3EA", "dark": "#E9DFD3"}
SKINS: dict[Skin, str] = {"light": "#E5B08F", "dark": "#8C5A3E"}
FEET: dict[Skin, str] = {"light": "#D7A07E", "dark": "#784B33"}
"""Feet are a tone darker than hands, which hold them."""

SOLES: dict[Skin, str] = {"light": "#C88B6E", "dark": "#94634A"}


@dataclass(frozen=True)
class FigureValues:
    """The values that the figure shows."""

    scene: Scene
    person: Person = ANYBODY


def paint_figure(painter: QPainter, rect: QRectF, values: FigureValues, theme: Theme) -> None:
    """Paint the body on its mat into `rect` (logical pixels), as large as fits.

    A large one may have several panels. This is for pictures that are kept as images: their paths
    are not kept.
    """
    links: list[Piece] = []
    for panel, box, disc, link in placed(values.scene, rect.width(), rect.height()):
        place = QRectF(*box).translated(rect.topLeft())
        shown = FigureValues(panel.scene, values.person)
        pieces = _drawn(shown, theme, place.width(), place.height())
        if panel.framed:
            pieces = _framed(panel.scene.view, pieces, theme, place.size())
        else:
            paint_mat(painter, place, panel.scene.view, theme)
        _paint(painter, place, pieces)
        if panel.number and disc is not None:
            _paint(painter, rect, _numbered(panel.number, disc, theme))
        if link is not None:
            links += _linked(link, box, theme)
    _paint(painter, rect, links)


def _framed(view: View, pieces: Iterable[Piece], theme: Theme, size: QSizeF) -> tuple[Piece, ...]:
    """Return the pieces of a framed view on its mat, cut at a frame with round corners.

    The shapes themselves are cut, since a file of shapes has no clipping.
    """
    place = QRectF(QPointF(), size)
    least = min(size.width(), size.height())
    frame = QPainterPath()
    frame.addRoundedRect(place, least * FRAME_ROUND, least * FRAME_ROUND)
    inside = place.adjusted(least * FRAME_ROUND, 0.0, -least * FRAME_ROUND, 0.0)
    mats = [
        Piece(QBrush(_mat_colour(shape.tone, theme)), view.mat, True, _outlines(shape))
        for shape in (mat(camera_of(view, *_pair(size)), view.mat_end) if view.mat else ())
    ]
    found = [Piece(QBrush(theme.background), 1.0, True, Outline((frame,), place))]
    for piece in (*mats, *pieces):
        if inside.contains(piece.bounds):
            found.append(piece)
        elif place.intersects(piece.bounds):
            cut = (path.intersected(frame) for path in piece.paths)
            inner = tuple(one for one in cut if not one.isEmpty())
            found.append(piece._replace(outline=Outline(inner, piece.bounds)))
    stroke = QPainterPathStroker()
    stroke.setWidth(max(1.0, least * FRAME_LINE))
    line = Outline((stroke.createStroke(frame),), place)
    found.append(Piece(QBrush(theme.line), 1.0, True, line))
    return tuple(found)


def _pair(size: QSizeF) -> tuple[float, float]:
    return size.width(), size.height()


def _numbered(number: int, place: Disc, theme: Theme) -> tuple[Piece, ...]:
    """Return a disc with the number of a panel."""
    path = QPainterPath()
    x, y, radius = place
    path.addEllipse(QPointF(x, y), radius, radius)
    disc = Piece(QBrush(theme.ink), 1.0, True, Outline((path,), path.boundingRect()))
    return disc, _letter(str(number), disc, theme)


def _linked(link: Link, frame: Box, theme: Theme) -> Iterator[Piece]:
    """Yield the ring round what a closer view shows, with its line to the `frame` of that."""
    path, place = QPainterPath(), QRectF(*frame)
    path.addEllipse(QPointF(link.x, link.y), link.radius, link.radius)
    path.moveTo(*link.line[0])
    path.lineTo(*link.line[1])
    least = min(frame.width, frame.height)
    path.addRoundedRect(place, least * FRAME_ROUND, least * FRAME_ROUND)
    stroker = QPainterPathStroker()
    for colour, width in ((theme.background, LINK_HALO), (theme.ink, 1.0)):
        stroker.setWidth(width * max(1.5, least * FRAME_LINE))
        stroke = stroker.createStroke(path)
        yield Piece(QBrush(colour), 1.0, True, Outline((stroke,), stroke.boundingRect()))


def paint_mat(painter: QPainter, rect: QRectF, view: View, theme: Theme) -> None:
    """Paint the empty mat, seen in `view`, if there is one."""
    if view.mat <= 0.0:
        return
    with _clipped(painter, rect):
        painter.setOpacity(opacity := painter.opacity() * view.mat)
        camera = camera_of(view, rect.width(), rect.height())
        for shape in mat(camera, view.mat_end, opaque=opacity >= 1.0):
            painter.setBrush(_mat_colour(shape.tone, theme))
            for path in _outlines(shape).paths:
                painter.drawPath(path)
                path.translate(0.0, NUDGE)


def _mat_colour(tone: str, theme: Theme) -> QColor:
    edge = theme.mat_edge
    if tone == "line":
        return _mixed(((theme.mat, 1.0 - MAT_LINE), (edge, MAT_LINE)))
    return {"fill": theme.mat, "shade": edge.darker(MAT_BELOW)}.get(tone, edge)


def figure_bounds(values: FigureValues, theme: Theme, size: tuple[float, float]) -> QRectF:
    """Return the place of the body and the mat in a picture of `size` logical pixels."""
    pieces = _pieces(values, theme, *size)
    return reduce(
        QRectF.united, (one.bounds for one in pieces), mat_bounds(values.scene.view, size)
    )


def draw_ahead(values: FigureValues, size: tuple[float, float]) -> None:
    """Draw the shapes of a picture that is painted in the next frame: half of its work."""
    _shapes(values, *size)


def forget_passing() -> None:
    """Give back the memory of pictures between two stances, which are not shown again."""
    _passing.cache_clear()
    _passing_outlines.cache_clear()


def mat_bounds(view: View, size: tuple[float, float]) -> QRectF:
    """Return the place of the mat in a picture of `size` logical pixels."""
    shapes = mat(camera_of(view, *size), view.mat_end)
    rects = [_outlines(shape).bounds for shape in shapes]
    return reduce(QRectF.united, rects).intersected(QRectF(QPointF(), QSizeF(*size)))


def paint_body(
    painter: QPainter,
    rect: QRectF,
    values: FigureValues,
    theme: Theme,
    only: QRectF | None = None,
) -> None:
    """Paint the body on a painted mat; only parts that intersect `only`, if it is given."""
    pieces = _pieces(values, theme, rect.width(), rect.height())
    if only is not None:
        pieces = tuple([piece for piece in pieces if only.intersects(piece.bounds)])
    _paint(painter, rect, pieces)


def _paint(painter: QPainter, rect: QRectF, pieces: Iterable[Piece]) -> None:
    with _clipped(painter, rect):
        opacity = painter.opacity()
        share, smooth = 1.0, True
        last: QBrush | None = None
        fill = painter.drawPath
        for brush, piece_share, piece_smooth, outline in pieces:
            # what is set already is not set again: a picture has a hundred pieces
            if brush is not last:
                painter.setBrush(last := brush)
            if piece_smooth is not smooth:
                # nobody sees the edge of a shadow, so it is not smoothed
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth := piece_smooth)
            if piece_share != share:
                painter.setOpacity(opacity * (share := piece_share))
            for path in outline.paths:
                fill(path)
                path.translate(0.0, NUDGE)


def changed_part(
    before: FigureValues, now: FigureValues, theme: Theme, size: tuple[float, float]
) -> QRectF | None:
    """Return the part of a picture of `size` pixels that has changed; None for all of it.

    Parts that have not moved mostly still have the same path objects. Where pictures of a change
    were drawn between the two, they were made anew, and are compared. What is in only one of the
    pictures has changed, and so has a part that is no longer before or behind the same others.
    """
    if before.person != now.person or before.scene.view != now.scene.view:
        return None
    old, new = _pieces(before, theme, *size), _pieces(now, theme, *size)
    places = {id(piece.paths): place for place, piece in enumerate(old)}
    equal = {piece.bounds.getRect(): place for place, piece in enumerate(old)}
    left = dict(enumerate(old))
    part, last = QRectF(), -1
    for piece in new:
        place = places.get(id(piece.paths), -1)
        if place < 0:
            place = equal.get(piece.bounds.getRect(), -1)
            if place >= 0 and old[place].paths != piece.paths:
                place = -1
        if place > last and old[place][:2] == piece[:2]:
            last = place
            del left[place]
        else:
            part = part.united(piece.bounds)
    return reduce(QRectF.united, (piece.bounds for piece in left.values()), part)


@contextmanager
def _clipped(painter: QPainter, rect: QRectF) -> Iterator[None]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.setClipRect(QRectF(0.0, 0.0, rect.width(), rect.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    yield
    painter.restore()


class Outline:
    """The paths of a shape, and the rectangle round them.

    That is only found where a part of a picture is painted, or compared with another one.
    """

    __slots__ = ("_bounds", "paths")

    def __init__(self, paths: tuple[QPainterPath, ...], bounds: QRectF | None = None) -> None:
        self.paths, self._bounds = paths, bounds

    @property
    def bounds(self) -> QRectF:
        """The rectangle."""
        if self._bounds is None:
            rects = [path.controlPointRect() for path in self.paths]
            self._bounds = reduce(QRectF.united, rects, QRectF())
        return self._bounds


class Piece(NamedTuple):
    """A shape with all that the painter needs."""

    brush: QBrush
    share: float
    smooth: bool
    outline: Outline

    @property
    def paths(self) -> tuple[QPainterPath, ...]:
        """What is filled."""
        return self.outline.paths

    @property
    def bounds(self) -> QRectF:
        """The rectangle around it."""
        return self.outline.bounds


def _pieces(values: FigureValues, theme: Theme, width: float, height: float) -> tuple[Piece, ...]:
    """Return the pieces of a picture of `width` × `height` pixels, from the cache if possible."""
    drawn = _passing if values.scene.passing else _kept
    return drawn(values, theme, width, height)


def _drawn(values: FigureValues, theme: Theme, width: float, height: float) -> tuple[Piece, ...]:
    scene, look = values.scene, (values.person.skin, theme)
    dash = max(DASH_LEAST, DASH * camera_of(scene.view, width, height).scale)
    shapes = _shapes(values, width, height)
    # they take five times the memory of their paths
    _shapes.cache_clear()
    outlines = _passing_outlines if scene.passing else _outlines
    brushes: dict[tuple[str, str, float, bool], QBrush] = {}
    pieces = []
    for shape in shapes:
        role = shape.role
        # what else its colour depends on is the same in the whole scene
        look_of = role, shape.tone, shape.pale, shape.ghost
        if (brush := brushes.get(look_of)) is None:
            brush = brushes[look_of] = _brush_of(*_look(shape, scene), look)
        dashed = shape.ghost and shape.tone == "edge"
        outline = _dashes(shape, dash) if dashed else outlines(shape)
        pieces.append(Piece(brush, shape.share, role != "shadow", outline))
    if scene.signs.mark is not None:
        pieces.append(_letter(letter_of(scene.signs.mark.side), pieces[-1], theme))
    return tuple(pieces)


@lru_cache(maxsize=1)
def _shapes(values: FigureValues, width: float, height: float) -> list[Shape]:
    scene = values.scene
    return draw(scene, camera_of(scene.view, width, height), GIRTHS[values.person.build])


_kept = lru_cache(maxsize=CACHED_PICTURES)(_drawn)
_passing = lru_cache(maxsize=CACHED_PASSING)(_drawn)


def _letter(text: str, disc: Piece, theme: Theme) -> Piece:
    """Return a letter or a digit in the middle of its disc, as an outline: a file has no font."""
    path, place = QPainterPath(), disc.paths[0].boundingRect()
    path.addText(0.0, 0.0, type_of(100.0, bold=True), text)
    letter, size = path.boundingRect(), LETTER * place.height()
    share = size / max(letter.height(), letter.width())
    move = QTransform.fromTranslate(place.center().x(), place.center().y()).scale(share, share)
    path = move.translate(-letter.center().x(), -letter.center().y()).map(path)
    colour = readable_on(disc.brush.color(), theme)
    return Piece(QBrush(colour), 1.0, True, Outline((path,), disc.bounds))


def ghost_colours(theme: Theme) -> tuple[QColor, QColor]:
    """Return the colours of a ghost's leg and of its dashed edge."""
    look: tuple[Skin, Theme] = ("light", theme)
    leg = _brush_of("trousers", "fill", PLAIN, 1.0 - GHOST, look).color()
    return leg, _brush_of("arrow", "fill", PLAIN, 1.0 - GHOST_EDGE, look).color()


def readable_on(colour: QColor, theme: Theme) -> QColor:
    """Return the colour of letters on `colour`: that of words, or of the background."""
    light = colour.lightness()
    return max(theme.ink, theme.background, key=lambda one: abs(one.lightness() - light))


def _outlined(shape: Shape) -> Outline:
    """Return one path for each polygon, which is faster.

    A shadow has a single path: it is not darker where two of its polygons meet.
    """
    if shape.role == "shadow":
        whole = QPainterPath(EMPTY)
        for polygon in shape.polygons:
            _add(whole, polygon, 0.0)
        paths = [whole]
    else:
        wider = shape.wider
        paths = [_add(QPainterPath(EMPTY), polygon, wider) for polygon in shape.polygons if polygon]
    return Outline(tuple(paths))


_outlines = lru_cache(maxsize=CACHED_SHAPES)(_outlined)
_passing_outlines = lru_cache(maxsize=CACHED_SHAPES // 2)(_outlined)
"""The paths of a picture between two stances. In one cache with those of a hold that is drawn ahead
they pushed them out: what had not moved was new in each picture, and its film took 3 MB more."""


@lru_cache(maxsize=CACHED_DASHES)
def _dashes(shape: Shape, width: float) -> Outline:
    """Return a dashed line of so many pixels along the outline of a shape."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setDashPattern(DASHES)
    return Outline(tuple(stroker.createStroke(path) for path in _outlines(shape).paths))


def _winding() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


EMPTY = _winding()
"""What a path begins as."""


def _add(path: QPainterPath, polygon: Polygon | Rim, wider: float) -> QPainterPath:
    """Add a polygon, or a smooth curve `wider` pixels outside the points of a rim; return the path.

    Points are added one by one: PySide copies a list of them at each painting.
    """
    line_to, cubic_to = path.lineTo, path.cubicTo
    if not is_rim(polygon):
        path.moveTo(polygon[-1][0], polygon[-1][1])
        for point in polygon:
            line_to(point[0], point[1])
        path.closeSubpath()
        return path
    x, y, anx, any_ = polygon[-1]
    ax = x + anx * wider
    ay = y + any_ * wider
    path.moveTo(ax, ay)
    widens = wider != 0.0
    for x, y, bnx, bny in polygon:
        # half of all points stay where they are, which, with fewer roots, takes 1 % less (paired)
        bx = x + bnx * wider if widens else x
        by = y + bny * wider if widens else y
        dx = bx - ax
        dy = by - ay
        square = dx * dx + dy * dy
        same = anx * bnx + any_ * bny
        if same > LITTLE_TURN:
            # most pieces
            if square * (1.0 - same * same) < STRAIGHT:
                line_to(bx, by)
            else:
                size = (dx * any_ - dy * anx) * LITTLE_TURN_SHARE
                cubic_to(
                    ax + any_ * size, ay - anx * size, bx - bny * size, by + bnx * size, bx, by
                )  # fmt: skip
        elif (same > 0.0 and square * (1.0 - same * same) < STRAIGHT) or not (
            anx or any_ or bnx or bny
        ):
            line_to(bx, by)
        else:
            # along the tangent at each end, at a right angle to its direction; exact for a circle
            bend = 1.125 * (1.0 + same)
            size = sqrt(square) / (1.5 + (sqrt(bend) if bend > 0.0 else 0.0))
            one = size if dx * any_ > dy * anx else -size
            other = size if dx * bny > dy * bnx else -size
            cubic_to(
                ax + any_ * one, ay - anx * one, bx - bny * other, by + bnx * other, bx, by
            )  # fmt: skip
        # one by one: a tuple for each point would take a tenth of the time
        ax = bx
        ay = by
        anx = bnx
        any_ = bny
    return path


Look = tuple[str, str, Tint, float]
"""A role, a tone, a tint, and how much the colour has of the mat's colour."""


def _look(shape: Shape, scene: Scene) -> Look:
    tint = PLAIN
    if shape.role in LIMBS:
        tint = getattr(scene, LIMBS[shape.role])
    elif shape.role == "mark" and scene.signs.mark is not None:
        tint = Tint(right=1.0) if scene.signs.mark.side == "right" else Tint(left=1.0)
    # beside a leg that works, nobody takes one leg for the other
    pale = 0.0 if scene.right_leg != PLAIN or scene.left_leg != PLAIN else shape.pale
    if shape.ghost and shape.tone == "edge":
        return "arrow", "fill", tint, 1.0 - GHOST_EDGE
    away = 1.0 - GHOST if shape.ghost else PALEST * pale
    return shape.role, shape.tone, tint, away


@lru_cache(maxsize=128)
def _brush_of(role: str, tone: str, tint: Tint, away: float, look: tuple[Skin, Theme]) -> QBrush:
    """Return a brush; `away` is how much it has of the mat's colour."""
    colour = _colour_of(role, tone, tint, look)
    if away:
        colour = _mixed(((colour, 1.0 - away), (look[1].mat, away)))
    return QBrush(colour)


def _colour_of(role: str, tone: str, tint: Tint, look: tuple[Skin, Theme]) -> QColor:
    skin, theme = look
    if role == "shadow":
        return theme.shadow
    if role in ("arrow", "mark"):
        shown = theme.ink if role == "arrow" else _tinted(theme.trousers, tint, theme)
        return shown if tone == "fill" else theme.background
    bare = {"leg": theme.trousers, "sleeve": theme.shirt, "arm": QColor(SKINS[skin])}
    colour = {
        "skin": bare["arm"],
        "foot": QColor(FEET[skin]),
        "sole": QColor(SOLES[skin]),
        "hair": QColor(HAIR[skin]),
        "eye": QColor("#2B1D17"),
        "white": QColor(WHITES[skin]),
        "mouth": QColor(SKINS[skin]).darker(150),
        "shirt": theme.shirt,
        "trousers": theme.trousers,
        "outline": theme.outline,
        "strap": theme.strap,
        "prop": theme.prop,
    }.get(role) or _tinted(bare[role.partition("_")[2]], tint, theme)
    if role == "outline":
        return colour
    if tone in SHADES:
        return colour.darker(SHADES[tone])
    if tone == "edge":
        # the shape of dark hair must be visible on a dark background
        lightens = role == "hair" and theme.background.lightness() < DARK_BACKGROUND
        return colour.lighter(LIGHTER) if lightens else colour.darker(DARKER)
    return colour


def _tinted(colour: QColor, tint: Tint, theme: Theme) -> QColor:
    """Return `colour` with the colours of the sides in it."""
    rest = max(0.0, 1.0 - tint.right - tint.left)
    return _mixed(((colour, rest), (theme.right_limb, tint.right), (theme.left_limb, tint.left)))


def _mixed(parts: Sequence[tuple[QColor, float]]) -> QColor:
    """Return a colour with a share of each of the colours in `parts`."""
    return QColor.fromRgbF(
        *(
            min(1.0, sum(getattr(colour, channel)() * share for colour, share in parts))
            for channel in ("redF", "greenF", "blueF")
        )
    )
