"""The view of the body, and the projection of points in space onto the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, sin

from supine.figure.depth import Seen
from supine.figure.vectors import Vector, add, mix

DISTANCE = 6.0
"""Metres from the eye to the centre of the view: near limbs look a little larger than far ones."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A direction and a frame in which the body is seen; angles in radians, lengths in metres."""

    turn: float = 0.0
    """Direction round the body: 0 from the person's right, pi/2 from the feet, pi from the left."""
    rise: float = 0.0
    """The direction in height: 0 from the level of the mat, pi/2 from straight above."""
    centre: Vector = (0.0, 0.0, 0.3)
    """The point in the middle of the picture."""
    width: float = 2.2
    """The metres that the picture shows from left to right."""
    height: float = 1.1
    """The metres that the picture shows from top to bottom."""
    mat_end: float = 0.98
    """Where the mat ends beyond the feet, in metres along the body: seen from the feet, a whole mat
    would take most of the picture."""

    mat: float = 1.0
    """How much of the mat is there, 0 to 1."""

    def mirrored(self) -> View:
        """Return the view in which a mirrored body gives the mirror picture."""
        x, y, z = self.centre
        return replace(self, turn=pi - self.turn, centre=(x, -y, z))


def blend_views(a: View, b: View, share: float) -> View:
    """Return the view between `a` (share 0) and `b` (share 1); the eye moves round the feet."""
    if share <= 0.0 or a == b:
        return a
    if share >= 1.0:
        return b
    return View(
        a.turn + (b.turn - a.turn) * share,
        a.rise + (b.rise - a.rise) * share,
        mix(a.centre, b.centre, share),
        a.width + (b.width - a.width) * share,
        a.height + (b.height - a.height) * share,
        a.mat_end + (b.mat_end - a.mat_end) * share,
        a.mat + (b.mat - a.mat) * share,
    )


@lru_cache(maxsize=8)
def camera_of(view: View, width: float, height: float) -> Camera:
    """Return the camera for a picture of `width` × `height` pixels; equal calls share a camera."""
    return Camera(view, width, height)


class Camera:
    """A view in a picture of `width` × `height` pixels."""

    __slots__ = ("_centre", "_middle", "eye", "forward", "right", "scale", "size", "up")

    def __init__(self, view: View, width: float, height: float) -> None:
        turn = (cos(view.turn), sin(view.turn))
        rise = (cos(view.rise), sin(view.rise))
        self.right = (turn[0], -turn[1], 0.0)
        """The direction in space that points to the right in the picture."""
        self.forward = (-turn[1] * rise[0], -turn[0] * rise[0], -rise[1])
        """The direction in which the eye looks, away from it."""
        self.up = (-turn[1] * rise[1], -turn[0] * rise[1], rise[0])
        """The direction in space that points up in the picture."""
        self._centre, self._middle = view.centre, (width / 2, height / 2)
        self.size = (width, height)
        """The width and the height of the picture in pixels."""
        self.scale = min(width / view.width, height / view.height)
        """Pixels per metre at the distance of the view's centre."""
        self.eye = add(view.centre, self.forward, -DISTANCE)
        """The place of the eye in space."""

    def project_vector(self, vector: Vector, scale: float) -> Point:
        """Return the x and y in pixels of a short vector, at `scale` pixels per metre."""
        x, y, z = vector
        right, up = self.right, self.up
        return (
            (x * right[0] + y * right[1]) * scale,
            -(x * up[0] + y * up[1] + z * up[2]) * scale,
        )

    def project(self, point: Vector) -> tuple[float, float, float, float]:
        """Return x and y of `point` in pixels, its depth in metres, and its pixels per metre.

        The depth is the distance behind the view's centre, negative in front of it.
        """
        (px, py, pz), (cx, cy, cz), (mx, my) = point, self._centre, self._middle
        (rx, ry, _), (fx, fy, fz), (ux, uy, uz) = self.right, self.forward, self.up
        x = px - cx
        y = py - cy
        z = pz - cz
        depth = x * fx + y * fy + z * fz
        scale = self.scale * DISTANCE / (DISTANCE + depth)
        return (
            mx + (x * rx + y * ry) * scale,
            my - (x * ux + y * uy + z * uz) * scale,
            depth,
            scale,
        )

    def balls(self, balls: Iterable[tuple[Vector, float]]) -> list[Seen]:
        """Return balls projected: x, y and radius in pixels, and depth in metres, as `project`.

        A picture has 250 of them, for which calls of `project` took twice as long.
        """
        (cx, cy, cz), (mx, my), size = self._centre, self._middle, self.scale * DISTANCE
        (rx, ry, _), (fx, fy, fz), (ux, uy, uz) = self.right, self.forward, self.up
        found = []
        for (px, py, pz), radius in balls:
            x = px - cx
            y = py - cy
            z = pz - cz
            depth = x * fx + y * fy + z * fz
            scale = size / (DISTANCE + depth)
            found.append(
                (
                    mx + (x * rx + y * ry) * scale,
                    my - (x * ux + y * uy + z * uz) * scale,
                    radius * scale,
                    depth,
                )
            )
        return found

    def unproject(self, seen: tuple[float, float, float, float]) -> tuple[Vector, float]:
        """Return the centre and the radius, in metres, of a projected ball.

        `seen` has its x, y and radius in pixels, and its depth in metres.
        """
        x, y, radius, depth = seen
        scale = self.scale * DISTANCE / (DISTANCE + depth)
        aside = (x - self._middle[0]) / scale
        up = (self._middle[1] - y) / scale
        place = add(add(self._centre, self.right, aside), self.up, up)
        return add(place, self.forward, depth), radius / scale
