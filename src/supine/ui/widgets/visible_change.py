"""Whether the eye could tell two pictures of the body apart: what it cannot is not painted."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from supine.figure.body import BREATH
from supine.figure.camera import Camera
from supine.figure.frame import joints
from supine.figure.scene import Scene
from supine.figure.solver import solve

SEEN = 0.4
"""Pixels that a joint must move to be worth a painting, on a picture of the usual width."""

COLOUR = 0.02
"""The part of a colour, a strap or a cushion that must come or go to be worth a painting."""


KEPT = 200
"""Sights that are kept: those of one motion."""


class Sight(NamedTuple):
    """What the eye can follow in a picture."""

    spots: tuple[float, ...]
    """x and y of every joint, in pixels, and how far the belly has risen."""
    shares: tuple[float, ...]
    """How much of each colour, strap and cushion is there."""


@lru_cache(maxsize=KEPT)
def sight_of(scene: Scene, width: int, height: int) -> Sight:
    """Return what the eye can follow in `scene` on a picture of `width` × `height` pixels."""
    camera = Camera(scene.view, max(1, width), max(1, height))
    spots: list[float] = [camera.scale * BREATH[0] * scene.posture.fullness]
    for joint in joints(solve(scene.posture)):
        spots += camera.project(joint)[:2]
    shares = [*scene.right_leg, *scene.left_leg]
    shares += [strap.share for strap in scene.straps]
    shares += [cushion.share for cushion in scene.cushions]
    return Sight(tuple(spots), tuple(shares))


def differ(one: Sight, other: Sight, pixels: float) -> bool:
    """Return whether anything moved by more than `pixels`, or a colour changed."""
    return _apart(one.spots, other.spots, pixels) or _apart(one.shares, other.shares, COLOUR)


def _apart(one: tuple[float, ...], other: tuple[float, ...], least: float) -> bool:
    if len(one) != len(other):
        return True
    return any(abs(a - b) > least for a, b in zip(one, other, strict=True))
