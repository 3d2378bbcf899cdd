"""All that a picture of the body shows: posture, view, colours, props."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from supine.core.sequence import OTHER, Side
from supine.figure.camera import View, between
from supine.figure.posture import Posture, blend, mirror
from supine.figure.vectors import Vector, mirrored


class Tint(NamedTuple):
    """How much of a leg's colour is that of the right and of the left side, 0 to 1 each."""

    right: float = 0.0
    left: float = 0.0


class Strap(NamedTuple):
    """A strap from a foot to one hand or both, and how much of it is there, 0 to 1."""

    foot: Side
    hands: tuple[Side, ...]
    share: float = 1.0


class Cushion(NamedTuple):
    """A cushion on the mat, and how much of it is there, 0 to 1."""

    place: Vector
    share: float = 1.0


Prop = TypeVar("Prop", Strap, Cushion)

PLAIN = Tint()


@dataclass(frozen=True)
class Scene:
    """One picture."""

    posture: Posture
    view: View
    right_leg: Tint = PLAIN
    left_leg: Tint = PLAIN
    straps: tuple[Strap, ...] = ()
    cushions: tuple[Cushion, ...] = ()
    passing: bool = False
    """Between two stances: it will not be shown again, as a place of a motion is."""


def mirror_scene(scene: Scene) -> Scene:
    """Return the mirror picture, with the sides' colours changed."""
    return Scene(
        mirror(scene.posture),
        scene.view.mirrored(),
        Tint(scene.left_leg.left, scene.left_leg.right),
        Tint(scene.right_leg.left, scene.right_leg.right),
        tuple(_mirror_strap(strap) for strap in scene.straps),
        tuple(Cushion(mirrored(one.place), one.share) for one in scene.cushions),
    )


def blend_scenes(a: Scene, b: Scene, share: float) -> Scene:
    """Return what lies between `a` (share 0) and `b` (share 1)."""
    if share <= 0.0:
        return a
    if share >= 1.0:
        return b
    return Scene(
        blend(a.posture, b.posture, share),
        between(a.view, b.view, share),
        _blend_tint(a.right_leg, b.right_leg, share),
        _blend_tint(a.left_leg, b.left_leg, share),
        _blend_straps(a.straps, b.straps, share),
        _coming_and_going(a.cushions, b.cushions, share),
        passing=True,
    )


def _mirror_strap(strap: Strap) -> Strap:
    return Strap(OTHER[strap.foot], tuple(OTHER[hand] for hand in strap.hands), strap.share)


def _blend_tint(a: Tint, b: Tint, share: float) -> Tint:
    return Tint(a.right + (b.right - a.right) * share, a.left + (b.left - a.left) * share)


def _blend_straps(a: tuple[Strap, ...], b: tuple[Strap, ...], share: float) -> tuple[Strap, ...]:
    """A strap that stays stays; one that comes or goes appears or fades."""
    if {(one.foot, one.hands) for one in a} == {(one.foot, one.hands) for one in b}:
        return a
    return _coming_and_going(a, b, share)


def _coming_and_going(a: tuple[Prop, ...], b: tuple[Prop, ...], share: float) -> tuple[Prop, ...]:
    if a == b:
        return a
    going = [_faded(one, 1.0 - share) for one in a]
    return tuple(going + [_faded(one, share) for one in b])


def _faded(prop: Prop, share: float) -> Prop:
    return prop._replace(share=prop.share * share)


def seen_from_the_left(scene: Scene) -> Scene:
    """Return the same body, looked at from its left."""
    return replace(scene, view=scene.view.mirrored())
