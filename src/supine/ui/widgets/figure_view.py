"""The figure on the practice screen: it is repainted only after a visible change."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from supine.figure.camera import View
from supine.figure.panels import is_large
from supine.figure.scene import Scene
from supine.figure.stage import Stage
from supine.settings.declaration import ANYBODY, Person
from supine.ui.painting.circle import FADED
from supine.ui.painting.figure import (
    FigureValues,
    changed_part,
    draw_ahead,
    figure_bounds,
    forget_passing,
    mat_bounds,
    paint_body,
    paint_figure,
    paint_mat,
)
from supine.ui.reading import Reading, picture
from supine.ui.theme import Theme
from supine.ui.widgets.turnable import Turnable, upright_region
from supine.ui.widgets.visible_change import (
    VISIBLE_MOVE,
    VisibleState,
    visible_state,
    visibly_differs,
)

CHECK_INTERVAL = 0.035
"""Seconds of practice between two checks for a visible change. With a frame every 16 ms this is
every third frame, so the body is painted about 20 times a second at most."""

SLOW_INTERVAL = 0.1
"""Seconds between two paintings of a slow movement: enough for a knee that circles slowly. Each
painting costs as much as three of the breath circle."""

SMALL_MOVE = 2.5
"""Pixels between two paintings up to which a movement counts as slow: seen from the mat about one
minute of arc, the smallest distance that an eye can see."""

USUAL_WIDTH = 760.0
"""Width in logical pixels for which distances are given; they grow with a wider figure."""

ADD_INTERVAL = 16
"""Milliseconds between two steps of adding what is shown to a film: one for each frame. A picture
takes 15 to 25 ms in three or four steps, and no frame waits for more than one of them."""

AHEAD_INTERVAL = 2
"""The same for pictures that are drawn ahead, while nothing moves. Those of a cycle are ready after
three seconds."""

STEPS_AT_ONCE = 30
"""Steps of drawing ahead that are taken before the view must ask again: seven pictures."""

LOOKS_AT_ONCE = 50
"""Instants of a hold in one step of drawing ahead, where no picture is new: 3 ms."""

AHEAD_STEP = CHECK_INTERVAL / 4
"""Seconds of practice between two pictures that are drawn ahead: rising hips reach a new place
every 17 ms."""

THUMBNAIL_DELAY = 100
"""Milliseconds after which the picture of what comes next is painted."""

FADE = 350
"""Milliseconds of a cross-fade after a jump to another place in the practice."""

FADE_DISTANCE = 3.0
"""Pixels that a joint must have moved for a cross-fade after a jump."""

CACHE_SIZE = 2
"""Pictures that are kept: the two of a cross-fade, or two thumbnails."""

WITHOUT_SUM = -15
"""For zlib: no check sum, which takes a third of the time of unpacking."""

ROOM = 24
"""Pixels of the screen beyond what has moved that are kept too, so that the next frame has room."""

FRAMES_KEPT = 150
"""Frames of a film that are kept. The motion with most of them, both arms overhead, has 135."""


class Shown(NamedTuple):
    """The values that the figure shows. During a cross-fade there are two scenes."""

    scene: Scene
    leaving: Scene | None = None
    """The scene that disappears."""
    share: float = 1.0
    """How far the cross-fade has come, 0 to 1."""
    faded: bool = False
    """The practice is paused."""


NO_FADE = (None, 1.0, False)
"""The values of `Shown` after its scene when there is no cross-fade and no pause."""


def _signs(shown: Shown) -> tuple[object, ...]:
    """Return what else than a moved joint is a visible change."""
    return (*shown[1:], shown.scene.signs, shown.scene.panels)


class Canvas(NamedTuple):
    """The size and the colours of a picture of a scene."""

    theme: Theme
    person: Person
    width: int
    """In logical pixels, as is the height."""
    height: int
    ratio: float
    """Pixels of the screen for each logical pixel."""
    opaque: bool = True
    """With the theme's background, which the pictures of a cross-fade must have."""


def _scene_picture(scene: Scene, canvas: Canvas) -> QImage:
    """Return a picture of `scene`, for fading.

    The parts of a figure overlap, and a transparent part shows the one behind it. So the whole
    picture is faded, never the parts.
    """
    rect = QRectF(0, 0, canvas.width, canvas.height)
    image, film = blank_picture(canvas, rect), _film_with(scene, canvas)
    with QPainter(image) as painter:
        if film is not None and film.is_whole:
            # a key that pauses would be answered 25 ms later
            film.paint(painter, scene)
        else:
            paint_figure(painter, rect, FigureValues(scene, canvas.person), canvas.theme)
    return image


_fade_pictures: dict[tuple[Scene, Canvas], QImage] = {}
"""The pictures of a cross-fade, or that of a pause: whoever goes on sees it once more."""


def _fade_picture(scene: Scene, canvas: Canvas) -> QImage:
    """Return the picture of `scene`, which is kept until one is painted without fading."""
    key = scene, canvas
    if key not in _fade_pictures:
        while len(_fade_pictures) >= CACHE_SIZE:
            del _fade_pictures[next(iter(_fade_pictures))]
        _fade_pictures[key] = _scene_picture(scene, canvas)
    return _fade_pictures[key]


_thumbnails = lru_cache(maxsize=CACHE_SIZE)(_scene_picture)


@lru_cache(maxsize=1)
def empty_mat(view: View, canvas: Canvas) -> tuple[QPointF, QImage]:
    """Return the top left corner and the picture of the mat, which never moves in a `view`."""
    whole = QRectF(0, 0, canvas.width, canvas.height)
    place = mat_bounds(view, (canvas.width, canvas.height))
    # whole pixels only: a picture between pixels is blurred
    pixels = _scaled(place, canvas.ratio).toAlignedRect().adjusted(-1, -1, 1, 1)
    place = _scaled(QRectF(pixels), 1.0 / canvas.ratio)
    image = blank_picture(canvas, place)
    with QPainter(image) as painter:
        painter.translate(-place.topLeft())
        paint_mat(painter, whole, view, canvas.theme)
    return place.topLeft(), image


def _paint_shapes(painter: QPainter, scene: Scene, canvas: Canvas, only: QRectF | None) -> None:
    """Paint `only` a part of a scene that no film has, or all of it."""
    rect, values = QRectF(0, 0, canvas.width, canvas.height), FigureValues(scene, canvas.person)
    painter.drawImage(*empty_mat(scene.view, canvas))
    paint_body(painter, rect, values, canvas.theme, only)


class Frame(NamedTuple):
    """What is different in a picture from the first one of its film, or all of the first one."""

    place: QRect
    """In pixels of the screen."""
    packed: bytes
    """Its pixels."""


def _packed(place: QRect, image: QImage) -> Frame:
    return Frame(place, zlib.compress(image.constBits(), 1, WITHOUT_SUM))


class Film:
    """The pictures of a hold, each kept only where it differs from the first one.

    Unpacking a frame takes a third of the time of painting its shapes, and packed it takes a sixth
    of the memory of their paths.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._first: Scene | None = None
        self._ground: tuple[QRect, QImage] | None = None
        """A part of the first picture that all frames are painted on, and its place.

        It is what they cover: a breath moves a tenth of the figure, and a picture of all of it
        would be 1.4 MB on a usual screen. Only before a film that was drawn ahead is painted for
        the first time, which is all of it, the whole is there.
        """
        self._whole: Frame | None = None
        """The whole first picture of a film that was drawn ahead: beyond it is only background.

        Packed it takes 0.08 MB, and a pause needs it.
        """
        self._frames: dict[Scene, Frame] = {}
        self._is_shown = False
        """Whether it was painted: then nothing is kept that only led to it."""

    def __contains__(self, scene: Scene) -> bool:
        """Return whether `scene` can be painted."""
        return self._ground is not None and scene in self._frames

    @property
    def is_whole(self) -> bool:
        """Whether all of each picture is there, also what does not move."""
        return self._whole is not None

    def lacks(self, scene: Scene) -> bool:
        """Return whether `scene` has never been added."""
        return scene not in self._frames

    def adding(self, scene: Scene, *, ahead: bool = False) -> Iterator[None]:
        """Add a picture that it lacks, perhaps ahead of its time; one step at a time.

        All steps in one took 45 ms where a stance was new, and the breath waited for them.
        """
        frame = Frame(QRect(), b"")
        if self._first is None:
            self._first = scene
        else:
            if ahead and self._ground is None:
                size = self._canvas.width, self._canvas.height
                bounds = figure_bounds(self._values(self._first), self._canvas.theme, size)
                yield
                ground = self._painted(self._first, bounds)
                yield
                self._ground, self._whole = ground, _packed(*ground)
                yield
            part = self.difference(scene)
            if part is None or not part.isEmpty():
                yield
                place, image = self._painted(scene, part)
                yield
                frame = _packed(place, image)
                if self._must_widen(place):
                    yield
                    self._widen(place)
        self._frames[scene] = frame
        if len(self._frames) > FRAMES_KEPT:
            del self._frames[next(one for one in self._frames if one is not self._first)]

    def difference(self, scene: Scene) -> QRectF | None:
        """Return where `scene` differs from the first picture, in logical pixels; None: all."""
        assert self._first is not None, "it has a picture"
        size = self._canvas.width, self._canvas.height
        pictures = self._values(self._first), self._values(scene)
        return changed_part(*pictures, self._canvas.theme, size)

    def _values(self, scene: Scene) -> FigureValues:
        return FigureValues(scene, self._canvas.person)

    def _painted(self, scene: Scene, part: QRectF | None) -> tuple[QRect, QImage]:
        """Return a part of a picture, or all of it, and its place in pixels of the screen."""
        canvas = self._canvas
        whole = QRectF(0, 0, canvas.width, canvas.height)
        place = _scaled(whole if part is None else part, canvas.ratio).toAlignedRect()
        place = place.adjusted(-1, -1, 1, 1) & self._screen
        part = _scaled(QRectF(place), 1.0 / canvas.ratio)
        image = blank_picture(canvas, part)
        with QPainter(image) as painter:
            painter.translate(-part.topLeft())
            if self._is_shown:
                paint_mat(painter, whole, scene.view, canvas.theme)
            else:
                # of many pictures that are drawn ahead, each takes 5 % less time (paired)
                painter.drawImage(*empty_mat(scene.view, canvas))
            paint_body(painter, whole, self._values(scene), canvas.theme, part)
        return place, image

    def _must_widen(self, place: QRect) -> bool:
        """Return whether a frame covers more than what all frames are painted on."""
        below = QRect() if self._ground is None else self._ground[0]
        asked = self._asked(place)
        return not (asked.isEmpty() or below.contains(asked))

    def _widen(self, place: QRect) -> None:
        """Let what all frames are painted on cover one more of them."""
        assert self._first is not None
        below = QRect() if self._ground is None else self._ground[0]
        room = self._asked(place).adjusted(-ROOM, -ROOM, ROOM, ROOM)
        part = _scaled(QRectF((below | room) & self._screen), 1.0 / self._canvas.ratio)
        self._ground = self._painted(self._first, part)

    def _asked(self, place: QRect) -> QRect:
        """Return the part of the first picture that is painted where `place` has changed."""
        ratio = self._canvas.ratio
        part = _on_whole_pixels(_scaled(QRectF(place), 1.0 / ratio))
        return self._seen(_scaled(QRectF(part), ratio).toAlignedRect())

    def _seen(self, place: QRect) -> QRect:
        """Return what of `place` has more than background, as far as it is known."""
        return place & (self._screen if self._whole is None else self._whole.place)

    def _crop(self) -> None:
        """Keep of what all frames are painted on only what they cover."""
        assert self._ground is not None
        below, image = self._ground
        covered = QRect()
        for frame in self._frames.values():
            covered |= frame.place
        if not covered.isEmpty():
            covered = self._asked(covered) & below
            self._ground = covered, image.copy(covered.translated(-below.topLeft()))

    @property
    def _screen(self) -> QRect:
        """The whole picture, in pixels of the screen."""
        return _scaled(
            QRectF(0, 0, self._canvas.width, self._canvas.height), self._canvas.ratio
        ).toAlignedRect()

    def part(self, scene: Scene) -> QRectF:
        """Return the same of a picture that has been added."""
        return _scaled(QRectF(self._frames[scene].place), 1.0 / self._canvas.ratio)

    def paint(self, painter: QPainter, scene: Scene, only: QRectF | None = None) -> None:
        """Paint a part of a picture that has been added, or all of it, on the background."""
        assert self._ground is not None
        canvas, (below, image) = self._canvas, self._ground
        whole = QRectF(0, 0, canvas.width, canvas.height)
        asked = _scaled(whole if only is None else only, canvas.ratio).toAlignedRect()
        asked = self._seen(asked)
        if asked.isEmpty() or below.contains(asked):
            painter.drawImage(_scaled(QRectF(below), 1.0 / canvas.ratio).topLeft(), image)
            self._paint_frame(painter, self._frames[scene])
        elif self._whole is not None:
            # something was before the figure, or a pause fades all of it
            self._paint_frame(painter, self._whole)
            self._paint_frame(painter, self._frames[scene])
        else:
            _paint_shapes(painter, scene, canvas, only)
        self._forget_way()

    def _paint_frame(self, painter: QPainter, frame: Frame) -> None:
        place, packed = frame
        if not place.isEmpty():
            pixels = zlib.decompress(packed, WITHOUT_SUM, place.width() * place.height() * 4)
            image = QImage(pixels, place.width(), place.height(), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(self._canvas.ratio)
            painter.drawImage(_scaled(QRectF(place), 1.0 / self._canvas.ratio).topLeft(), image)

    def _forget_way(self) -> None:
        """Give back what a hold does not need: the way to it, and the mat alone.

        The mat is as large as a picture. Those that were drawn ahead are painted on it. It is done
        for each picture, since one that was not in the film may have come between.
        """
        if not self._is_shown:
            self._is_shown = True
            self._crop()
        empty_mat.cache_clear()
        forget_passing()


_films: dict[tuple[View, Canvas], Film] = {}
"""The film of this hold or of the one to come: a single one."""


def _film(view: View, canvas: Canvas) -> Film:
    """Return the film of what moves in a view, which is empty the first time."""
    if (view, canvas) not in _films:
        # nobody needs the film of the last hold any more
        _films.clear()
        _films[view, canvas] = Film(canvas)
    return _films[view, canvas]


def _film_with(scene: Scene, canvas: Canvas) -> Film | None:
    """Return the film that `scene` is in, if there is one."""
    film = _films.get((scene.view, canvas))
    return film if film is not None and scene in film else None


def _drawing_ahead(stage: Stage, start: float, seconds: float, canvas: Canvas) -> Iterator[None]:
    """Draw the pictures of the `seconds` from `start` on that are not there yet, step by step."""
    looks = 0
    for number in range(ceil(seconds / AHEAD_STEP)):
        scene = stage.scene(start + number * AHEAD_STEP)
        if scene is None or scene.passing:
            continue
        visible_state(scene, canvas.width, canvas.height)
        film, looks = _film(scene.view, canvas), looks + 1
        if film.lacks(scene):
            yield from film.adding(scene, ahead=True)
            looks = LOOKS_AT_ONCE
        if looks >= LOOKS_AT_ONCE:
            yield
            looks = 0


def _scaled(rect: QRectF, ratio: float) -> QRectF:
    return QRectF(rect.topLeft() * ratio, rect.size() * ratio)


def blank_picture(canvas: Canvas, rect: QRectF) -> QImage:
    """Return an empty picture as large as `rect`, which is in logical pixels."""
    ratio = canvas.ratio
    size = QSize(max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio)))
    solid, transparent = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(size, solid if canvas.opaque else transparent)
    image.setDevicePixelRatio(ratio)
    image.fill(canvas.theme.background if canvas.opaque else Qt.GlobalColor.transparent)
    return image


def paint_shown(
    painter: QPainter, shown: Shown, canvas: Canvas, only: QRectF | None = None
) -> None:
    """Paint `shown` at the origin, in logical pixels; `only` is the part that must be painted."""
    rect = QRectF(0, 0, canvas.width, canvas.height)
    strength = FADED if shown.faded else 1.0
    painter.fillRect(rect, canvas.theme.background)
    if shown.share * strength >= 1.0:
        if shown.scene.panels and is_large(canvas.width, canvas.height):
            painter.drawImage(0, 0, _fade_picture(shown.scene, canvas))
            return
        if (kept := _fade_pictures.get((shown.scene, canvas))) is not None:
            # after a pause: 1 ms, its shapes take 14
            painter.drawImage(0, 0, kept)
            # after a cross-fade, the scene that has left is not needed
            _fade_pictures.clear()
            _fade_pictures[shown.scene, canvas] = kept
            return
        film = _film_with(shown.scene, canvas)
        if film is not None:
            film.paint(painter, shown.scene, only)
        else:
            _paint_shapes(painter, shown.scene, canvas, only)
        # these pictures are as large as the figure, and a hold does not need them
        _fade_pictures.clear()
        return
    coming = shown.share * strength
    if shown.leaving is not None and shown.share < 1.0:
        # the second picture covers a part of the first one as well as of the background
        painter.setOpacity(strength * (1.0 - shown.share) / (1.0 - coming))
        painter.drawImage(0, 0, _fade_picture(shown.leaving, canvas))
    painter.setOpacity(coming)
    painter.drawImage(0, 0, _fade_picture(shown.scene, canvas))


def _on_whole_pixels(part: QRectF) -> QRect:
    """Return a rectangle round `part` whose borders lie on pixels of the screen at any scale.

    At a scale of 1.5, a border at an odd place cuts a pixel, which would be painted by half.
    """
    left, top = (floor((side - 1) / 4) * 4 for side in (part.left(), part.top()))
    right, bottom = (ceil((side + 1) / 4) * 4 for side in (part.right(), part.bottom()))
    return QRect(left, top, right - left, bottom - top)


class FigureView(Turnable):
    """The figure as a widget. A still figure is painted once, and no timer runs for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme, self._still = theme, False
        self._person = ANYBODY
        self._checked_at = self._painted_at = 0.0
        self._shown: Shown | None = None
        self._shown_state: VisibleState | None = None
        self._jumped = False
        self._leaving: Scene | None = None
        self._coming: Shown | None = None
        """The first picture of a hold whose shapes are drawn: the next frame shows it."""
        self._new: Scene | None = None
        """The last picture of the hold that its film lacks."""
        self._adding: Iterator[None] = iter(())
        """The steps that are left of adding such a picture."""
        self._ahead: tuple[Stage, float, float, Canvas] | None = None
        """Stage, start, seconds and canvas of what is drawn ahead."""
        self._drawing: Iterator[None] = iter(())
        """The steps that are left of drawing ahead."""
        self._steps_left = 0
        """How many of them are taken before the view must ask again."""
        self._step_timer = QTimer(self)
        self._step_timer.timeout.connect(self._take_step)
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=FADE)
        self._fade.valueChanged.connect(lambda _share: self.update())
        self._fade.finished.connect(self._on_faded)

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    @property
    def _size(self) -> tuple[int, int]:
        return self.upright_size.width(), self.upright_size.height()

    @property
    def shown(self) -> Shown | None:
        """The values that are painted now."""
        if self._shown is None or self._leaving is None:
            return self._shown
        share = float(self._fade.currentValue())
        return self._shown._replace(leaving=self._leaving, share=share)

    def set_look(self, theme: Theme, person: Person, *, still: bool) -> None:
        """Paint with another look; `still` (reduced motion) cross-fades stances."""
        self._theme, self._person, self._still = theme, person, still
        self._shown_state = None
        self.update()

    def clear(self) -> None:
        """Show no figure."""
        self._shown = self._shown_state = self._coming = None
        self._jumped = False
        self._fade.stop()
        self._on_faded()
        self.update()

    def jump(self) -> None:
        """Cross-fade to the next scene, because the practice has jumped to another place."""
        self._jumped = True

    def show_scene(self, stage: Stage, elapsed: float, *, faded: bool = False) -> bool:
        """Show the figure at `elapsed` seconds of practice; return whether a repaint is needed.

        Nothing more is drawn ahead until that is asked for again.
        """
        self._steps_left = 0
        if not self._is_due(elapsed, faded=faded):
            return False
        wanted = self._wanted(stage, elapsed, faded=faded)
        if wanted is None:
            self.clear()
            return False
        if self._coming is not None and not wanted.faded and not self._jumped:
            wanted = self._coming
        elif self._begins_hold(wanted):
            self._coming = wanted
            draw_ahead(FigureValues(wanted.scene, self._person), self._size)
            return False
        self._checked_at, self._coming = elapsed, None
        return self._show(wanted)

    def make_ready(self, stage: Stage, start: float, seconds: float) -> None:
        """Draw a few of the pictures of the `seconds` from `start` on, in seconds of practice.

        A moving body costs most in the first unit of a hold, when each picture is new. Before the
        hold, while the person reads a line, the program is idle.
        """
        wanted = (stage, start, seconds, self._canvas())
        if self._ahead != wanted:
            self._ahead, self._drawing = wanted, _drawing_ahead(*wanted)
        self._steps_left = STEPS_AT_ONCE
        self._take_steps(AHEAD_INTERVAL)
        self._take_step()

    def _take_steps(self, interval: int) -> None:
        if self._step_timer.interval() != interval or not self._step_timer.isActive():
            self._step_timer.start(interval)

    def _take_step(self) -> None:
        """Take the next step of the work on the film: first for what is shown, then ahead."""
        for _step in self._adding:
            return
        if self._new is not None:
            scene, self._new = self._new, None
            self._adding = _film(scene.view, self._canvas()).adding(scene)
            return
        self._steps_left -= 1
        for _step in self._drawing if self._steps_left >= 0 else ():
            return
        self._step_timer.stop()

    def _begins_hold(self, wanted: Shown) -> bool:
        """Return whether all of a picture is new, which therefore is made in two frames.

        In one it took 47 ms on a slow machine. What was drawn ahead is there already.
        """
        was, scene = self._shown, wanted.scene
        if was is None or self._jumped or wanted[1:] != NO_FADE or was[1:] != NO_FADE:
            return False
        came = not scene.passing and (was.scene.passing or was.scene.view != scene.view)
        return came and not scene.panels and _film_with(scene, self._canvas()) is None

    def _is_due(self, elapsed: float, *, faded: bool) -> bool:
        if self._jumped or self._shown is None or self._shown_state is None:
            return True
        return faded != self._shown.faded or not 0.0 <= elapsed - self._checked_at < CHECK_INTERVAL

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
        state = visible_state(wanted.scene, *self._size)
        if was is not None and self._shown_state is not None:
            if jumped and visibly_differs(self._shown_state, state, self._in_pixels(FADE_DISTANCE)):
                self._fade_from(was.scene)
            elif _signs(wanted) == _signs(was) and (
                not visibly_differs(self._shown_state, state, self._least_move())
            ):
                return False
        self._painted_at = self._checked_at
        self._shown, self._shown_state = wanted, state
        self._update_since(was)
        return True

    def _update_since(self, was: Shown | None) -> None:
        """Repaint what differs from `was`."""
        now = self._shown
        part = None
        panels = any(one is not None and one.scene.panels for one in (was, now))
        if was is not None and now is not None and was[1:] == now[1:] == NO_FADE and not panels:
            # a body that has only come to rest, seen from elsewhere, needs no film
            in_hold = now.scene.view == was.scene.view and not now.scene.passing
            if in_hold and _film(now.scene.view, self._canvas()).lacks(now.scene):
                self._new = now.scene
                self._take_steps(ADD_INTERVAL)
            part = self._changed_part(was.scene, now.scene)
        if part is None or self._leaving is not None:
            self.update()
        else:
            self.update_upright(QRegion(_on_whole_pixels(part)))

    def _changed_part(self, was: Scene, now: Scene) -> QRectF | None:
        """Return the part of the picture that differs between two scenes; None for all of it."""
        canvas = self._canvas()
        films = _film_with(was, canvas), _film_with(now, canvas)
        film = films[0] or films[1]
        if film is None:
            pictures = FigureValues(was, self._person), FigureValues(now, self._person)
            return changed_part(*pictures, self._theme, self._size)
        if was.view != now.view or was.passing or now.passing:
            return None
        before, after = (
            film.difference(one) if film.lacks(one) else film.part(one) for one in (was, now)
        )
        return None if before is None or after is None else before.united(after)

    def _least_move(self) -> float:
        """Return the pixels that something must have moved for a repaint now."""
        too_soon = 0.0 <= self._checked_at - self._painted_at < SLOW_INTERVAL
        return self._in_pixels(SMALL_MOVE if too_soon else VISIBLE_MOVE)

    def _in_pixels(self, usual: float) -> float:
        return usual * max(1.0, self.upright_size.width() / USUAL_WIDTH)

    def _fade_from(self, scene: Scene) -> None:
        self._fade.stop()
        if self.isVisible():
            self._leaving = scene
            self._fade.start()

    def _on_faded(self) -> None:
        self._leaving = None
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Force a repaint: in a larger picture smaller changes are visible."""
        self._shown_state = None

    def hideEvent(self, _event: QHideEvent) -> None:
        """End a cross-fade that nobody sees, and draw nothing ahead."""
        self._fade.stop()
        self._step_timer.stop()
        self._new, self._adding = None, iter(())
        self._on_faded()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure, or the part of it that has changed."""
        shown = self.shown
        only = upright_region(QRegion(event.rect()), self.size(), self.turn)
        with self.upright_painter() as painter:
            if shown is None:
                painter.fillRect(self.upright_rect, self._theme.background)
            else:
                paint_shown(painter, shown, self._canvas(), QRectF(only.boundingRect()))

    def _canvas(self) -> Canvas:
        size, ratio = self.upright_size, self.devicePixelRatioF()
        return Canvas(self._theme, self._person, size.width(), size.height(), ratio)


class Thumbnail(Turnable):
    """A small still figure."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._person = ANYBODY
        self.scene: Scene | None = None
        """The scene that is shown."""
        self._later = QTimer(self, singleShot=True, interval=THUMBNAIL_DELAY)
        self._later.timeout.connect(self.update)

    def reading(self) -> Reading:
        """Return the picture as a screen reader reads it."""
        return picture(self)

    def set_look(self, theme: Theme, person: Person) -> None:
        """Paint with another look."""
        self._theme, self._person = theme, person
        self.update()

    def show_scene(self, scene: Scene | None) -> None:
        """Show `scene`; None shows nothing.

        On the screen it is painted a little later: its picture is new where a hold begins, and so
        is that of the body. Both in one frame took 83 ms on a slow machine, the body alone 61.
        """
        if scene == self.scene:
            return
        self.scene = scene
        if scene is not None and self.isVisible():
            self._later.start()
        else:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scene."""
        if self.scene is None:
            return
        size, ratio = self.upright_size, self.devicePixelRatioF()
        canvas = Canvas(self._theme, self._person, size.width(), size.height(), ratio, opaque=False)
        with self.upright_painter() as painter:
            painter.drawImage(0, 0, _thumbnails(self.scene, canvas))
