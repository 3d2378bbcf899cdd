"""The pelvis, the spine and the head: of a body on its back, and of one that is placed anywhere.

On the back, the root of the neck stays on the mat and the pelvis moves. Anywhere else the pelvis
has a place, and all other parts follow from it. Both are the same bones, so one goes over into the
other. Lengths are in metres, angles in radians.
"""

from __future__ import annotations

from math import asin, cos, hypot, sin, sqrt
from typing import NamedTuple

from supine.figure.joints import Frame
from supine.figure.proportions import (
    BLOCK_HEIGHT,
    COLLAR_DROP,
    HEAD_HALF,
    HEAD_HEIGHT,
    HIP_HALF,
    NECK,
    NECK_ROOT_HEIGHT,
    PELVIS_HALF,
    SACRUM,
    SHOULDER_HALF,
    SPINE_BEND,
    VERTEBRAE,
)
from supine.figure.rotation import (
    Rotation,
    frame_of,
    joined,
    leaned,
    leaned_aside,
    mirrored_rotation,
    rolled,
    rotation_between,
    rotation_of,
    undone,
)
from supine.figure.vectors import (
    ACROSS,
    UP,
    Vector,
    across,
    add,
    cross,
    mirrored,
    mix,
    scale,
    sub,
    turned,
    unit,
)

CHORD = VERTEBRAE * (1.0 + 2.0 * cos(SPINE_BEND))
"""The straight distance from the root of the spine to the root of the neck of a body at rest."""

NECK_ROOT = -(SACRUM + CHORD)
"""The position of the root of the neck along the mat, on the back. It never moves there; the hips
move instead."""

TWIST_SHARES = (0.25, 0.6, 1.0)
"""The share of the rotation between pelvis and chest that each part of the spine has reached."""

HEADWARD: Vector = (-1.0, 0.0, 0.0)

NECK_LEAN = 0.14
"""How far the neck leans forward when the head is held in line with the chest (8°)."""

NECK_SHARE = 0.5
"""The share of a nod that the neck does; the joint under the skull does the rest."""

GROUND = (("pelvis", 0.168, 0.094), ("waist", 0.138, 0.096), ("chest", 0.160, 0.100))
"""Half the breadth and half the depth of parts of the trunk: what the mat holds."""

SHOULDER_GROUND, HEAD_GROUND = 0.055, 0.088
"""The radius of the shoulder and of the head, which the mat holds."""


class Pelvis(NamedTuple):
    """The position of the pelvis of a body on its back."""

    aside: float = 0.0
    """How far it is moved to the right."""
    lift: float = 0.0
    """How far it is raised above its resting height."""
    tilt: float = 0.0
    """How far the tailbone is curled up off the mat."""
    roll: float = 0.0
    """How far it is rolled to the right."""


class Trunk(NamedTuple):
    """The position of the chest and the head of a body on its back."""

    roll: float = 0.0
    """How far the chest is rolled to the right."""
    turn: float = 0.0
    """How far the face is turned to the right."""
    nod: float = 0.0
    """How far the chin is drawn toward the chest."""
    block: float = 0.0
    """How far the head is raised, as a share of the block's height, 0 to 1."""
    eyes_closed: float = 0.0
    """How far the eyes are closed, 0 to 1."""
    bend: float = 0.0
    """How far the low back is bent forward from rest: flat on the mat; below 0, arched off it."""


class Torso(NamedTuple):
    """A trunk that is placed anywhere."""

    place: Vector
    """The point between the hip joints."""
    turns: tuple[Rotation, ...]
    """The rotations of six parts. The pelvis is rotated against an upright body that looks toward
    the feet of the mat; low back, lower ribs and upper ribs each against the part below; the neck
    and the head both against the upper ribs."""
    block: float = 0.0
    """How far a block raises the head, in metres."""
    sunk: float = 0.0
    """How deep a body on its back lies in the mat, because flesh gives way; less as it gets up."""
    off_back: float = 1.0
    """0 for a body on its back, 1 for any other, between on the way."""


class Axial(NamedTuple):
    """The joints and the frames of pelvis, spine and head, as in a `Skeleton`."""

    pelvis: Vector
    pelvis_frame: Frame
    spine: tuple[Vector, Vector, Vector, Vector]
    frames: tuple[Frame, Frame, Frame]
    head: Vector
    head_frame: Frame
    neck: Frame
    block: float
    off_back: float = 0.0

    @property
    def hips(self) -> tuple[Vector, Vector]:
        """The right and the left hip joint."""
        right = self.pelvis_frame.right
        return add(self.pelvis, right, HIP_HALF), add(self.pelvis, right, -HIP_HALF)

    @property
    def collar(self) -> Vector:
        """The root of both shoulder girdles."""
        return add(self.spine[3], self.frames[2].headward, -COLLAR_DROP)


def torso_at(
    place: Vector,
    stand: tuple[float, float, float],
    spine: tuple[float, float, float],
    head: tuple[float, float, float],
) -> Torso:
    """Return a torso from the angles of a stance file.

    `stand` is how far the body leans forward, is rolled about its own length, and looks to the
    right; `spine` how far it is bent forward, to the right and twisted to the right from the pelvis
    to the chest, in three even parts; `head` how far it is turned to the right, nodded, and tipped
    to the right.
    """
    (lean, roll, look), (bend, side, twist), (turn, nod, tip) = stand, spine, head
    part = joined(joined(leaned(bend / 3), leaned_aside(side / 3)), rolled(twist / 3))
    return Torso(
        place,
        (
            joined(joined(rolled(look), leaned(lean)), rolled(roll)),
            part,
            part,
            part,
            joined(leaned(NECK_LEAN + NECK_SHARE * nod), leaned_aside(NECK_SHARE * tip)),
            joined(joined(leaned(nod), leaned_aside(tip)), rolled(turn)),
        ),
    )


def placed(of: Torso) -> Axial:
    """Return the joints of `of`, raised as far as needed for nothing to be in the mat."""
    axial = _built(of)
    rise = deepest(axial)[0] - of.sunk
    return axial if rise <= 0.0 else _built(of._replace(place=add(of.place, UP, rise)))


def in_mat(of: Torso) -> tuple[float, str]:
    """Return how deep `of` is placed in the mat, in metres, and the name of its deepest part."""
    return deepest(_built(of))


def _built(of: Torso) -> Axial:
    reached, *parts, neck_turn, head_turn = of.turns
    frame = frame_of(reached)
    spine, frames = [add(of.place, frame.headward, SACRUM)], list[Frame]()
    for part in parts:
        reached = joined(reached, part)
        frames.append(frame_of(reached))
        spine.append(add(spine[-1], frames[-1].headward, VERTEBRAE))
    neck = frame_of(joined(reached, neck_turn))
    return Axial(
        of.place,
        frame,
        (spine[0], spine[1], spine[2], spine[3]),
        (frames[0], frames[1], frames[2]),
        add(spine[3], neck.headward, NECK),
        frame_of(joined(reached, head_turn)),
        neck,
        of.block,
        of.off_back,
    )


def deepest(axial: Axial) -> tuple[float, str]:
    """Return how deep a part of the trunk or the head is in the mat, and its name.

    The depth is below 0 if it is above the mat.
    """
    places = (axial.pelvis, axial.spine[1], mix(axial.spine[2], axial.spine[3], 0.4))
    frames = (axial.pelvis_frame, axial.frames[1], axial.frames[2])
    depths = [
        (hypot(breadth * frame.right[2], deep * frame.front[2]) - place[2], name)
        for place, frame, (name, breadth, deep) in zip(places, frames, GROUND, strict=True)
    ]
    aside = abs(axial.frames[2].right[2]) * SHOULDER_HALF
    depths.append((SHOULDER_GROUND + aside - axial.collar[2], "shoulder"))
    depths.append((HEAD_GROUND - axial.head[2], "head"))
    return max(depths)


def torso_of(axial: Axial) -> Torso:
    """Return the torso of a body on its back."""
    pelvis, low, middle, high, neck, head = (
        rotation_of(frame)
        for frame in (axial.pelvis_frame, *axial.frames, axial.neck, axial.head_frame)
    )
    return Torso(
        axial.pelvis,
        (
            pelvis,
            joined(undone(pelvis), low),
            joined(undone(low), middle),
            joined(undone(middle), high),
            joined(undone(high), neck),
            joined(undone(high), head),
        ),
        axial.block,
        max(0.0, deepest(axial)[0]),
        axial.off_back,
    )


def torso_between(a: Torso, b: Torso, share: float) -> Torso:
    """Return the torso between `a` (share 0) and `b` (share 1)."""
    return Torso(
        mix(a.place, b.place, share),
        tuple(rotation_between(one, two, share) for one, two in zip(a.turns, b.turns, strict=True)),
        a.block + (b.block - a.block) * share,
        a.sunk + (b.sunk - a.sunk) * share,
        a.off_back + (b.off_back - a.off_back) * share,
    )


def mirror_torso(of: Torso) -> Torso:
    """Return the mirrored torso."""
    turns = tuple(mirrored_rotation(one) for one in of.turns)
    return of._replace(place=mirrored(of.place), turns=turns)


def on_the_back(pelvis: Pelvis, trunk: Trunk) -> Axial:
    """Return the joints of a body that lies on its back, with the root of the neck on the mat."""
    frame = _pelvis_frame(pelvis)
    spine = _spine(pelvis, frame, trunk.bend)
    block = trunk.block * BLOCK_HEIGHT
    head, head_frame, neck = _head(spine[3], trunk, block)
    return Axial(
        add(spine[0], frame.headward, -SACRUM),
        frame,
        spine,
        _frames(spine, pelvis.roll, trunk.roll),
        head,
        head_frame,
        neck,
        block,
    )


def _rolled(headward: Vector, right: Vector, roll: float) -> Frame:
    front = cross(right, headward)
    new_right = turned(right, scale(front, -1.0), roll)
    return Frame(headward, new_right, cross(new_right, headward))


def _pelvis_frame(pelvis: Pelvis) -> Frame:
    flat = _rolled(HEADWARD, ACROSS, pelvis.roll)
    headward = turned(flat.headward, scale(flat.front, -1.0), pelvis.tilt)
    return Frame(headward, flat.right, cross(flat.right, headward))


def _rest_height(roll: float) -> float:
    """Return the height of the middle of the pelvis, which rolls on the mat like an ellipse."""
    breadth, depth = PELVIS_HALF
    return hypot(depth * cos(roll), breadth * sin(roll))


def _spine(pelvis: Pelvis, frame: Frame, bend: float) -> tuple[Vector, Vector, Vector, Vector]:
    """Return the root of the spine, two joints and the root of the neck.

    It is an even curve; in an arch only the low back leaves the mat, and the ribs lie as at rest.
    """
    low, middle, high = SPINE_BEND - bend / 2, 0.0, SPINE_BEND - bend / 2
    if bend < 0.0:
        low, high = SPINE_BEND - bend, SPINE_BEND
        middle = asin(sin(low) - sin(high))
    chord = VERTEBRAE * (cos(low) + cos(middle) + cos(high))
    up = _rest_height(pelvis.roll) + pelvis.lift
    # a curled pelvis raises the hips above the root of the spine, an arched one the root
    height = up + SACRUM * max(0.0, frame.headward[2])
    sideways = pelvis.aside + SACRUM * frame.headward[1] * 0.5
    # max: hips that are too far away are refused by `limits`, with a message
    along = sqrt(max(0.0, chord**2 - (height - NECK_ROOT_HEIGHT) ** 2 - sideways**2))
    root = (NECK_ROOT + along, sideways, height)
    neck = (NECK_ROOT, 0.0, NECK_ROOT_HEIGHT)
    axis = unit(sub(neck, root))
    bow = across(UP, axis, UP)
    first = add(root, turned(axis, bow, low), VERTEBRAE)
    return root, first, add(first, turned(axis, bow, -middle), VERTEBRAE), neck


def _frames(spine: tuple[Vector, ...], low: float, high: float) -> tuple[Frame, Frame, Frame]:
    frames = []
    for place, share in enumerate(TWIST_SHARES):
        headward = unit(sub(spine[place + 1], spine[place]))
        right = across(ACROSS, headward, ACROSS)
        frames.append(_rolled(headward, right, low + (high - low) * share))
    return frames[0], frames[1], frames[2]


def _head(neck: Vector, trunk: Trunk, block: float) -> tuple[Vector, Frame, Frame]:
    """Return the head, its frame and that of the neck."""
    # a head that is turned lies on its narrower side
    height = hypot(HEAD_HEIGHT * cos(trunk.turn), HEAD_HALF * sin(trunk.turn))
    rise = (height + block - neck[2]) / NECK
    headward = (-sqrt(1.0 - rise * rise), 0.0, rise)
    base = _rolled(headward, ACROSS, trunk.turn)
    nodded = turned(base.headward, base.front, trunk.nod)
    return add(neck, headward, NECK), Frame(nodded, base.right, cross(base.right, nodded)), base
