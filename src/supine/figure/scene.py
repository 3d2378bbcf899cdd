"""A scene: everything that a picture of the body shows (posture, view, colours, props)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import NamedTuple, TypeVar

from supine.core.sequence import OTHER, Side
from supine.figure.camera import View, blend_views
from supine.figure.posture import Posture, blend, mirror, other_part
from supine.figure.vectors import Vector, distance, mirrored, mix


class Tint(NamedTuple):
    """How much of the right side's and of the left side's colour a limb has, each 0 to 1."""

    right: float = 0.0
    left: float = 0.0


class Strap(NamedTuple):
    """A strap from a foot to one or both hands; `share` is its opacity, 0 to 1."""

    foot: Side
    hands: tuple[Side, ...]
    share: float = 1.0


class PropKind(StrEnum):
    """The kinds of things that a body lies on, sits on or leans against."""

    BLOCK = "block"
    CUSHION = "cushion"
    BOLSTER = "bolster"
    WALL = "wall"
    CHAIR = "chair"
    STRAP = "strap"


class Prop(NamedTuple):
    """A thing that stands on the mat or the floor; `share` is how much of it is there, 0 to 1."""

    kind: PropKind
    place: Vector
    """The middle of its underside."""
    turn: float = 0.0
    """How far it is turned, in radians, from the direction of the feet toward the right."""
    share: float = 1.0
    high: float = 0.0
    """How high it is, in metres; 0 for the usual height of such a thing."""


class ArrowKind(Enum):
    """What an arrow shows: a movement, a force or a thing that is put somewhere."""

    THERE = auto()
    THERE_AND_BACK = auto()
    HERE = auto()
    """It comes from the ghost at the end of its path."""
    HERE_AND_BACK = auto()
    CIRCLE = auto()
    PULL = auto()
    PUSH = auto()
    """It leads away from the hand that presses."""
    PRESS = auto()
    """It leads to what is pressed."""
    PUT = auto()
    """It leads from where a thing lies to where it is in the next picture."""

    @property
    def comes_here(self) -> bool:
        """Whether it comes from a ghost."""
        return self in (ArrowKind.HERE, ArrowKind.HERE_AND_BACK)

    @property
    def is_force(self) -> bool:
        """Whether it is hollow, with a sign of its own at its tail or its tip."""
        return self in (ArrowKind.PULL, ArrowKind.PUSH, ArrowKind.PRESS)


class Arrow(NamedTuple):
    """A sign of what is done: of a movement along `path`, or of a force in its direction."""

    kind: ArrowKind
    path: tuple[Vector, ...]
    roots: tuple[Vector, ...] = ()
    """The joint that each place of the path turns about: the arrow stays on the other side."""
    ways: tuple[tuple[Vector, ...], ...] = ()
    """The paths of places of what moves: one of them may go freely from the body to its ghost."""
    part: str = ""
    """What moves or is pulled or pressed, one of `supine.figure.places.PLACES`."""


class Mark(NamedTuple):
    """Where the letter of the side is: at the limb that works, or at a fallen leg."""

    side: Side
    place: Vector
    on: tuple[Vector, ...] = ()
    """Places along the limb, on which it is where they can be seen."""


class Signs(NamedTuple):
    """What a picture that stands still shows beside the body."""

    arrows: tuple[Arrow, ...] = ()
    ghosts: tuple[Posture, ...] = ()
    """The body at the other ends of its motion, painted pale behind it."""
    mark: Mark | None = None
    unseen: bool = False
    """Whether the ghosts only lead the arrows, and are not painted."""


NO_SIGNS = Signs()

SLIDES = 0.35
"""Metres that a thing may be away from where it is in another scene, and slide there."""

Thing = TypeVar("Thing", Strap, Prop)

PLAIN = Tint()


@dataclass(frozen=True)
class Scene:
    """The content of one picture."""

    posture: Posture
    view: View
    right_leg: Tint = PLAIN
    left_leg: Tint = PLAIN
    right_arm: Tint = PLAIN
    left_arm: Tint = PLAIN
    straps: tuple[Strap, ...] = ()
    props: tuple[Prop, ...] = ()
    passing: bool = False
    """Whether it is between two stances: such a scene is not shown again, so it is not cached."""
    signs: Signs = NO_SIGNS
    is_mirrored: bool = False
    """Whether it is the mirror picture of a stance, which is written for the right side."""
    panels: tuple[Panel, ...] = ()
    """What a large picture that stands still has in its place: see `supine.figure.panels`."""


@dataclass(frozen=True)
class Panel:
    """A picture within a picture: the whole body, or a closer view of a part of it."""

    scene: Scene
    closer: bool = False
    number: int = 0
    """Its number, from 1, if it shows one of the ends of a movement, or what comes first."""
    turned: bool = False
    """Whether it belongs to the mirror picture: a closer view is at the left then."""
    start: bool = False
    """Whether it shows the pose that the one in the picture is taken up from."""

    @property
    def framed(self) -> bool:
        """Whether it is a smaller picture, in a frame."""
        return self.closer or self.start


def mirror_scene(scene: Scene) -> Scene:
    """Return the mirror picture; the colours of the sides are exchanged."""
    return Scene(
        mirror(scene.posture),
        scene.view.mirrored(),
        _mirror_tint(scene.left_leg),
        _mirror_tint(scene.right_leg),
        _mirror_tint(scene.left_arm),
        _mirror_tint(scene.right_arm),
        tuple(_mirror_strap(strap) for strap in scene.straps),
        tuple(one._replace(place=mirrored(one.place), turn=-one.turn) for one in scene.props),
        signs=mirror_signs(scene.signs),
        is_mirrored=not scene.is_mirrored,
        panels=tuple(
            replace(one, scene=mirror_scene(one.scene), turned=not one.turned)
            for one in scene.panels
        ),
    )


def mirror_signs(signs: Signs) -> Signs:
    """Return the mirror picture of `signs`."""
    arrows = (
        arrow._replace(
            path=tuple(mirrored(place) for place in arrow.path),
            roots=tuple(mirrored(root) for root in arrow.roots),
            ways=tuple(tuple(mirrored(place) for place in way) for way in arrow.ways),
            part=other_part(arrow.part),
        )
        for arrow in signs.arrows
    )
    mark = signs.mark and Mark(
        OTHER[signs.mark.side],
        mirrored(signs.mark.place),
        tuple(mirrored(place) for place in signs.mark.on),
    )
    ghosts = tuple(mirror(ghost) for ghost in signs.ghosts)
    return Signs(tuple(arrows), ghosts, mark, signs.unseen)


def blend_scenes(a: Scene, b: Scene, share: float) -> Scene:
    """Return a scene between `a` (share 0) and `b` (share 1)."""
    if share <= 0.0:
        return a
    if share >= 1.0:
        return b
    return Scene(
        blend(a.posture, b.posture, share),
        blend_views(a.view, b.view, share),
        _blend_tint(a.right_leg, b.right_leg, share),
        _blend_tint(a.left_leg, b.left_leg, share),
        _blend_tint(a.right_arm, b.right_arm, share),
        _blend_tint(a.left_arm, b.left_arm, share),
        _blend_straps(a.straps, b.straps, share),
        _blend_props(a.props, b.props, share),
        passing=True,
    )


def _mirror_tint(tint: Tint) -> Tint:
    return Tint(tint.left, tint.right)


def _mirror_strap(strap: Strap) -> Strap:
    return Strap(OTHER[strap.foot], tuple(OTHER[hand] for hand in strap.hands), strap.share)


def _blend_tint(a: Tint, b: Tint, share: float) -> Tint:
    return Tint(a.right + (b.right - a.right) * share, a.left + (b.left - a.left) * share)


def _blend_straps(a: tuple[Strap, ...], b: tuple[Strap, ...], share: float) -> tuple[Strap, ...]:
    """Return the straps of both scenes; a strap that is not in both fades in or out."""
    if {(one.foot, one.hands) for one in a} == {(one.foot, one.hands) for one in b}:
        return a
    return _fading(a, b, share)


def _blend_props(a: tuple[Prop, ...], b: tuple[Prop, ...], share: float) -> tuple[Prop, ...]:
    """Return the things of both scenes; what is not in both fades in or out.

    What is a little way off in the other one slides there: of a cushion that is pushed under a knee
    two were seen. A wall comes nearer from any distance: a body that shuffles toward it is drawn
    with its hips where they are.
    """
    if a == b:
        return a
    found: list[Prop] = []
    going: list[Prop] = []
    coming = [*b]
    for before in a:
        same = [one for one in coming if _is_same(before, one)]
        if not same:
            going.append(before)
            continue
        after = min(same, key=lambda one: distance(before.place, one.place))
        coming.remove(after)
        there = before.share + (after.share - before.share) * share
        found.append(before._replace(place=mix(before.place, after.place, share), share=there))
    return (*found, *_fading(tuple(going), tuple(coming), share))


def _is_same(before: Prop, after: Prop) -> bool:
    """Return whether a thing of one scene can be that of another one, to which it is moved."""
    alike = (before.kind, before.turn, before.high) == (after.kind, after.turn, after.high)
    near = before.kind is PropKind.WALL or distance(before.place, after.place) < SLIDES
    return alike and near


def _fading(a: tuple[Thing, ...], b: tuple[Thing, ...], share: float) -> tuple[Thing, ...]:
    """Return the things of both scenes; what is not in both fades in or out."""
    if a == b:
        return a
    staying = [one for one in a if one in b]
    going = [_faded(one, 1.0 - share) for one in a if one not in staying]
    return tuple(staying + going + [_faded(one, share) for one in b if one not in staying])


def _faded(thing: Thing, share: float) -> Thing:
    return thing._replace(share=thing.share * share)
