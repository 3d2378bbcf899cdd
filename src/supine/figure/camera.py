"""From where the body is looked at, and where a point in space is seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from supine.figure.vectors import Vector, mix

DISTANCE = 6.0
"""Metres from the eye to what it looks at: near limbs are a little larger than far ones."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the body; angles in radians, lengths in metres."""

    turn: float = 0.0
    """0 from the person's right, a quarter turn from the feet, half a turn from the left."""
    rise: float = 0.0
    """0 from the height of the mat, a quarter turn from straight above."""
    centre: Vector = (0.0, 0.0, 0.3)
    """What is in the middle of the picture."""
    width: float = 2.2
    """How much of the mat's length the picture shows."""
    height: float = 1.1
    """How much is seen above each other."""

    def mirrored(self) -> View:
        """Return the view that shows a mirrored body as the mirror picture."""
        x, y, z = self.centre
        return View(pi - self.turn, self.rise, (x, -y, z), self.width, self.height)


def between(a: View, b: View, share: float) -> View:
    """Return the view on the way from `a` (share 0) to `b` (share 1), round by the feet."""
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
    )


@lru_cache(maxsize=8)
def camera_of(view: View, width: float, height: float) -> Camera:
    """Return the camera for a picture of `width` × `height` pixels; the same one while it stays."""
    return Camera(view, width, height)


class Camera:
    """A view on a picture of a certain size."""

    __slots__ = ("_across", "_centre", "_into", "_middle", "_up", "scale")

    def __init__(self, view: View, width: float, height: float) -> None:
        """Look as `view` says, on a picture of `width` × `height` pixels."""
        side, tall = (cos(view.turn), sin(view.turn)), (cos(view.rise), sin(view.rise))
        self._across = (side[0], -side[1], 0.0)
        self._into = (-side[1] * tall[0], -side[0] * tall[0], -tall[1])
        self._up = (-side[1] * tall[1], -side[0] * tall[1], tall[0])
        self._centre, self._middle = view.centre, (width / 2, height / 2)
        self.scale = min(width / view.width, height / view.height)
        """Pixels for a metre in the middle of the picture."""

    @property
    def into(self) -> Vector:
        """The way that the eye looks."""
        return self._into

    @property
    def right(self) -> Vector:
        """The way in space that leads to the right on the picture."""
        return self._across

    @property
    def up(self) -> Vector:
        """The way in space that leads up on the picture."""
        return self._up

    def way(self, vector: Vector, scale: float) -> Point:
        """Return where a short way leads on the picture, at `scale` pixels for a metre."""
        x, y, z = vector
        right, up = self._across, self._up
        return (
            (x * right[0] + y * right[1]) * scale,
            -(x * up[0] + y * up[1] + z * up[2]) * scale,
        )

    def seen(self, point: Vector) -> tuple[float, float, float, float]:
        """Return where `point` is seen: x and y in pixels, metres away, pixels for a metre."""
        x, y, z = (
            point[0] - self._centre[0],
            point[1] - self._centre[1],
            point[2] - self._centre[2],
        )
        right, into, up = self._across, self._into, self._up
        far = x * into[0] + y * into[1] + z * into[2]
        scale = self.scale * DISTANCE / (DISTANCE + far)
        return (
            self._middle[0] + (x * right[0] + y * right[1]) * scale,
            self._middle[1] - (x * up[0] + y * up[1] + z * up[2]) * scale,
            far,
            scale,
        )
