"""Calculates the joints of a posture.

It starts with the pelvis and goes along the spine to the head, then to the legs, then to the arms.
Lengths are in metres, angles in radians.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt

from supine.figure.grip import Grip, Hand, grip_of
from supine.figure.joints import Arm, Frame, Held, Leg, Skeleton
from supine.figure.posture import ArmPosture, LegPosture, Pelvis, Posture, Trunk
from supine.figure.proportions import (
    BLOCK_HEIGHT,
    COLLAR_DROP,
    FOREARM,
    HEAD_HEIGHT,
    HIP_HALF,
    NECK,
    NECK_ROOT_HEIGHT,
    PELVIS_HALF,
    SACRUM,
    SHIN,
    SHOULDER_HALF,
    SPINE_BEND,
    THIGH,
    UPPER_ARM,
    VERTEBRAE,
)
from supine.figure.vectors import (
    ACROSS,
    ALONG,
    UP,
    Vector,
    across,
    add,
    cross,
    distance,
    dot,
    mix,
    scale,
    sub,
    turned,
    unit,
)

CHORD = VERTEBRAE * (1.0 + 2.0 * cos(SPINE_BEND))
"""The straight distance from the root of the spine to the root of the neck."""

NECK_ROOT = -(SACRUM + CHORD)
"""The position of the root of the neck along the mat. It never moves; the hips move instead."""

TWIST_SHARES = (0.25, 0.6, 1.0)
"""The share of the rotation between pelvis and chest that each part of the spine has reached."""

HEADWARD: Vector = (-1.0, 0.0, 0.0)

EASY_REACH = 0.92
"""Up to this share of the arm's length, a goal is reached without moving the shoulder."""

MAX_GIRDLE_ANGLE = 0.42
"""The largest angle by which the shoulder girdle is drawn forward: about 7 cm at the joint."""

MAX_WRIST_BEND = 1.39
"""The largest bend of a wrist (Norkin and White, "Measurement of Joint Motion": 80°)."""

STRAIGHT_WRIST = 0.7
"""How much a hand at a place follows its forearm, and not the line from the shoulder, 0 to 1."""

MIN_WRIST_COSINE = cos(MAX_WRIST_BEND)


@lru_cache(maxsize=8)
def solve(posture: Posture) -> Skeleton:
    """Return all joints of `posture`."""
    pelvis_frame = _pelvis_frame(posture.pelvis)
    spine = _spine(posture.pelvis, pelvis_frame, posture.trunk.bend)
    pelvis = add(spine[0], pelvis_frame.headward, -SACRUM)
    frames = _frames(spine, posture.pelvis.roll, posture.trunk.roll)
    chest = frames[2]
    right_hip, left_hip = (add(pelvis, pelvis_frame.right, side * HIP_HALF) for side in (1, -1))
    right_leg = _leg(right_hip, posture.right_leg, 1.0)
    left_leg = _leg(left_hip, posture.left_leg, -1.0)
    grip = Grip(right_leg, left_leg)
    collar = add(spine[3], chest.headward, -COLLAR_DROP)
    right_arm = _arm((collar, chest.right), posture.right_arm, grip, 1.0)
    left_arm = _arm((collar, scale(chest.right, -1.0)), posture.left_arm, grip, -1.0)
    block = posture.trunk.block * BLOCK_HEIGHT
    head, head_frame = _head(spine[3], posture.trunk, block)
    return Skeleton(
        pelvis, pelvis_frame, spine, frames, head, head_frame,
        right_leg, left_leg, right_arm, left_arm, block, posture.fullness,
        posture.trunk.eyes_closed,
    )  # fmt: skip


def hips_of(pelvis: Pelvis, bend: float = 0.0) -> tuple[Vector, Vector]:
    """Return the positions of the right and the left hip joint."""
    frame = _pelvis_frame(pelvis)
    middle = add(_spine(pelvis, frame, bend)[0], frame.headward, -SACRUM)
    return add(middle, frame.right, HIP_HALF), add(middle, frame.right, -HIP_HALF)


def _rolled(headward: Vector, right: Vector, roll: float) -> Frame:
    front = cross(right, headward)
    rolled = turned(right, scale(front, -1.0), roll)
    return Frame(headward, rolled, cross(rolled, headward))


def _pelvis_frame(pelvis: Pelvis) -> Frame:
    flat = _rolled(HEADWARD, ACROSS, pelvis.roll)
    headward = turned(flat.headward, scale(flat.front, -1.0), pelvis.tilt)
    return Frame(headward, flat.right, cross(flat.right, headward))


def _rest_height(roll: float) -> float:
    """Return the height of the middle of the pelvis, which rolls on the mat like an ellipse."""
    breadth, depth = PELVIS_HALF
    return hypot(depth * cos(roll), breadth * sin(roll))


def _spine(pelvis: Pelvis, frame: Frame, bend: float) -> tuple[Vector, Vector, Vector, Vector]:
    """Return the root of the spine, two joints and the root of the neck, in an even curve."""
    curve = SPINE_BEND - bend / 2
    chord = VERTEBRAE * (1.0 + 2.0 * cos(curve))
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
    first = add(root, turned(axis, bow, curve), VERTEBRAE)
    return root, first, add(first, axis, VERTEBRAE), neck


def _frames(spine: tuple[Vector, ...], low: float, high: float) -> tuple[Frame, Frame, Frame]:
    frames = []
    for place, share in enumerate(TWIST_SHARES):
        headward = unit(sub(spine[place + 1], spine[place]))
        right = across(ACROSS, headward, ACROSS)
        frames.append(_rolled(headward, right, low + (high - low) * share))
    return frames[0], frames[1], frames[2]


def _head(neck: Vector, trunk: Trunk, block: float) -> tuple[Vector, Frame]:
    rise = (HEAD_HEIGHT + block - neck[2]) / NECK
    headward = (-sqrt(1.0 - rise * rise), 0.0, rise)
    base = _rolled(headward, ACROSS, trunk.turn)
    nodded = turned(base.headward, base.front, trunk.nod)
    return add(neck, headward, NECK), Frame(nodded, base.right, cross(base.right, nodded))


def _leg(hip: Vector, leg: LegPosture, side: float) -> Leg:
    goal = leg.ankle
    if leg.length > distance(hip, goal):
        goal = add(hip, unit(sub(goal, hip)), leg.length)
    knee, ankle, bend = reach(hip, goal, (THIGH, SHIN), leg.knee)
    shin = unit(sub(ankle, knee))
    forward = across(bend, shin, across(UP, shin, ALONG))
    outward = scale(cross(forward, shin), side)
    ahead = turned(forward, outward, leg.turn)
    toes, sole = turned(ahead, shin, leg.point), turned(shin, scale(ahead, -1.0), leg.point)
    if leg.flat > 0.0:
        level = across(ahead, UP, unit((ahead[0], ahead[1], 0.0), ALONG))
        toes = unit(mix(toes, level, leg.flat))
        sole = across(mix(sole, (0.0, 0.0, -1.0), leg.flat), toes, sole)
    return Leg(hip, knee, ankle, bend, toes, sole)


def holds_of(arm: ArmPosture, grip: Grip, shoulder: Vector, side: float) -> tuple[Held, ...]:
    """Return what the hand does at each of its anchors, even out of reach.

    `side` is 1 for the right hand and -1 for the left.
    """
    return tuple(
        Held(weight, anchor.shape, anchor.part, *grip_of(anchor, grip, shoulder, side))
        for weight, anchor in arm.hold
    )


def hand_of(arm: ArmPosture, holds: tuple[Held, ...], shoulder: Vector) -> Hand:
    """Return the hand at its goal; between two anchors by their weights."""
    wrist: Vector = (0.0, 0.0, 0.0)
    fingers: Vector = (0.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, 0.0)
    far = 0.0
    for held in holds:
        wrist = add(wrist, held.wrist, held.weight)
        fingers, palm = add(fingers, held.fingers, held.weight), add(palm, held.palm, held.weight)
        far += distance(held.wrist, shoulder) * held.weight
    if arm.straight and len(holds) > 1:
        wrist, ahead = _round_shoulder(wrist, shoulder, far, min(one.wrist[2] for one in holds))
        # fingers that point to opposite ends of the way go on from the arm between them
        fingers = add(fingers, ahead, 1.0 - min(1.0, hypot(*fingers)))
    return Hand(wrist, fingers, palm)


def _round_shoulder(
    goal: Vector, shoulder: Vector, far: float, low: float
) -> tuple[Vector, Vector]:
    """Return the wrist `far` from the shoulder toward `goal`, above `low`, and the way there."""
    way = unit(sub(goal, shoulder))
    level = unit((way[0], way[1], 0.0), ALONG)
    if shoulder[2] + way[2] * far >= low:
        return add(shoulder, way, far), way if way[2] > 0.0 else level
    # along the mat, it goes round the shoulder too
    down = low - shoulder[2]
    return add(add(shoulder, level, sqrt(max(0.0, far * far - down * down))), UP, down), level


def _arm(girdle: tuple[Vector, Vector], arm: ArmPosture, grip: Grip, side: float) -> Arm:
    """Return the arm; `girdle` is the root of the shoulder girdle and its direction at rest."""
    root, aside = girdle
    rest = add(root, aside, SHOULDER_HALF)
    holds = holds_of(arm, grip, rest, side)
    hand = hand_of(arm, holds, rest)
    shoulder = _shoulder(root, aside, hand.wrist)
    elbow, wrist, _bend = reach(shoulder, hand.wrist, (UPPER_ARM, FOREARM), arm.elbow)
    forearm = unit(sub(wrist, elbow))
    # a hand that holds no limb is free to go on in the direction of its forearm
    free = STRAIGHT_WRIST * sum(held.weight for held in holds if not held.part)
    ahead = add(forearm, hand.palm, -dot(forearm, hand.palm))
    pointing = unit(mix(hand.fingers, ahead, free), forearm)
    # beyond its largest bend, the wrist stays there
    if (lean := dot(pointing, forearm)) < MIN_WRIST_COSINE:
        square = across(pointing, forearm, UP)
        pointing = turned(forearm, square, MAX_WRIST_BEND if lean > -1 else pi / 2)
    return Arm(shoulder, elbow, wrist, pointing, across(hand.palm, pointing, UP), arm.curl, holds)


def _shoulder(root: Vector, aside: Vector, goal: Vector) -> Vector:
    """Return the shoulder, which is drawn toward a far goal: the shoulder blade leaves the mat."""
    rest = add(root, aside, SHOULDER_HALF)
    missing = distance(rest, goal) - EASY_REACH * (UPPER_ARM + FOREARM)
    if missing <= 0.0:
        return rest
    angle = min(missing / SHOULDER_HALF, MAX_GIRDLE_ANGLE)
    return add(root, turned(aside, across(sub(goal, rest), aside, UP), angle), SHOULDER_HALF)


def reach(
    root: Vector, goal: Vector, bones: tuple[float, float], toward: Vector
) -> tuple[Vector, Vector, Vector]:
    """Return the middle joint, the end joint, and the direction in which the middle joint bends.

    The bones keep their lengths. If `goal` is too far or too near, the end joint is as near to it
    as possible, on the line from `root`. `toward` is the wanted direction of the bend. The method
    is the law of cosines in the plane of root, goal and `toward`.
    """
    upper, lower = bones
    axis = unit(sub(goal, root), ALONG)
    length = min(max(distance(goal, root), abs(upper - lower) + 1e-6), upper + lower - 1e-9)
    along = (length * length + upper * upper - lower * lower) / (2.0 * length)
    aside = sqrt(max(0.0, upper * upper - along * along))
    bend = across(toward, axis, across(UP, axis, ALONG))
    middle = add(add(root, axis, along), bend, aside)
    return middle, add(root, axis, length), bend
