"""Whether two pictures of the body differ visibly: frames with no visible change are skipped."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from supine.figure.body import BREATH
from supine.figure.camera import Camera
from supine.figure.frame import joints
from supine.figure.scene import Scene
from supine.figure.solver import solve

VISIBLE_MOVE = 0.4
"""Pixels that a joint must move before the body is painted again, in a picture of the usual width.
"""

VISIBLE_SHARE = 0.02
"""How much of a colour, a strap or a prop must appear or disappear before a repaint, of 1."""

CACHE_SIZE = 200
"""Visible states that are kept: those of one motion."""


class VisibleState(NamedTuple):
    """The values that decide whether two pictures look the same."""

    positions: tuple[float, ...]
    """How far the belly has risen, and x and y of every joint, in pixels."""
    shares: tuple[float, ...]
    """How much of each colour, strap and prop and of the mat is shown, 0 to 1."""


@lru_cache(maxsize=CACHE_SIZE)
def visible_state(scene: Scene, width: int, height: int) -> VisibleState:
    """Return the visible state of `scene` in a picture of `width` × `height` pixels."""
    camera = Camera(scene.view, max(1, width), max(1, height))
    positions: list[float] = [camera.scale * BREATH[0] * scene.posture.fullness]
    for joint in joints(solve(scene.posture)):
        positions += camera.project(joint)[:2]
    shares = [*scene.right_leg, *scene.left_leg, *scene.right_arm, *scene.left_arm]
    shares += [strap.share for strap in scene.straps]
    shares += [prop.share for prop in scene.props]
    shares.append(scene.view.mat)
    return VisibleState(tuple(positions), tuple(shares))


def visibly_differs(one: VisibleState, other: VisibleState, pixels: float) -> bool:
    """Return whether anything moved by more than `pixels`, or a colour changed visibly."""
    return _differs(one.positions, other.positions, pixels) or _differs(
        one.shares, other.shares, VISIBLE_SHARE
    )


def _differs(one: tuple[float, ...], other: tuple[float, ...], least: float) -> bool:
    if len(one) != len(other):
        return True
    return any(abs(a - b) > least for a, b in zip(one, other, strict=True))
