"""Posture → joints: from the pelvis along the spine to the head, then the legs, then the arms."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, sin, sqrt

from supine.figure.grip import Grip, Hand, grip_of
from supine.figure.joints import Arm, Frame, Leg, Skeleton
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
"""From the root of the spine to the root of the neck."""

NECK_ROOT = -(SACRUM + CHORD)
"""Where the root of the neck lies along the mat: the shoulders stay, the hips give way."""

TWIST_SHARES = (0.25, 0.6, 1.0)
"""How much of the turn between pelvis and chest each part of the spine has made."""

HEADWARD: Vector = (-1.0, 0.0, 0.0)

EASY = 0.92
"""The share of an arm's length within which the shoulder stays where it is."""

GIRDLE = 0.42
"""Radians by which the shoulder girdle is drawn forward at most: some 7 cm at the joint."""

WRIST_BEND = 1.39
"""Radians that a wrist bends at most (Norkin and White, "Measurement of Joint Motion": 80°)."""

WRIST_COSINE = cos(WRIST_BEND)


@lru_cache(maxsize=8)
def solve(posture: Posture) -> Skeleton:
    """Return where every joint is in `posture`."""
    pelvis_frame = _pelvis_frame(posture.pelvis)
    spine = _spine(posture.pelvis, pelvis_frame)
    pelvis = add(spine[0], pelvis_frame.headward, -SACRUM)
    frames = _frames(spine, posture.pelvis.roll, posture.trunk.roll)
    chest = frames[2]
    right_hip, left_hip = (add(pelvis, pelvis_frame.right, side * HIP_HALF) for side in (1, -1))
    right_leg = _leg(right_hip, posture.right_leg, 1.0)
    left_leg = _leg(left_hip, posture.left_leg, -1.0)
    grip = Grip(right_leg, left_leg)
    collar = add(spine[3], chest.headward, -COLLAR_DROP)
    right_arm = _arm((collar, chest.right), posture.right_arm, grip)
    left_arm = _arm((collar, scale(chest.right, -1.0)), posture.left_arm, grip)
    block = posture.trunk.block * BLOCK_HEIGHT
    head, head_frame = _head(spine[3], posture.trunk, block)
    return Skeleton(
        pelvis, pelvis_frame, spine, frames, head, head_frame,
        right_leg, left_leg, right_arm, left_arm, block, posture.fullness,
    )  # fmt: skip


def hips_of(pelvis: Pelvis) -> tuple[Vector, Vector]:
    """Return the right and the left hip joint."""
    frame = _pelvis_frame(pelvis)
    middle = add(_spine(pelvis, frame)[0], frame.headward, -SACRUM)
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
    """How high the middle of the pelvis lies: it is an ellipse that rolls on the mat."""
    breadth, depth = PELVIS_HALF
    return hypot(depth * cos(roll), breadth * sin(roll))


def _spine(pelvis: Pelvis, frame: Frame) -> tuple[Vector, Vector, Vector, Vector]:
    """The root of the spine, two joints, and the root of the neck, in a slight even bow."""
    up = _rest_height(pelvis.roll) + pelvis.lift
    # curled up, the hips rise over the spine's root; arched, the root rises over the hips
    height = up + SACRUM * max(0.0, frame.headward[2])
    sideways = pelvis.aside + SACRUM * frame.headward[1] * 0.5
    # hips that are carried too far are refused by `limits`, not by a square root
    reach_ = sqrt(max(0.0, CHORD**2 - (height - NECK_ROOT_HEIGHT) ** 2 - sideways**2))
    root = (NECK_ROOT + reach_, sideways, height)
    neck = (NECK_ROOT, 0.0, NECK_ROOT_HEIGHT)
    axis = unit(sub(neck, root))
    bow = across(UP, axis, UP)
    first = add(root, turned(axis, bow, SPINE_BEND), VERTEBRAE)
    return root, first, add(first, axis, VERTEBRAE), neck


def _frames(spine: tuple[Vector, ...], low: float, high: float) -> tuple[Frame, Frame, Frame]:
    made = []
    for place, share in enumerate(TWIST_SHARES):
        headward = unit(sub(spine[place + 1], spine[place]))
        right = across(ACROSS, headward, ACROSS)
        made.append(_rolled(headward, right, low + (high - low) * share))
    return made[0], made[1], made[2]


def _head(neck: Vector, trunk: Trunk, block: float) -> tuple[Vector, Frame]:
    rise = (HEAD_HEIGHT + block - neck[2]) / NECK
    headward = (-sqrt(1.0 - rise * rise), 0.0, rise)
    base = _rolled(headward, ACROSS, trunk.turn)
    nodded = turned(base.headward, base.front, trunk.nod)
    return add(neck, headward, NECK), Frame(nodded, base.right, cross(base.right, nodded))


def _leg(hip: Vector, leg: LegPosture, side: float) -> Leg:
    knee, ankle, bend = reach(hip, leg.ankle, (THIGH, SHIN), leg.knee)
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


def hand_of(arm: ArmPosture, grip: Grip, shoulder: Vector) -> Hand:
    """Return where a hand would be, within reach or not; on its way between what it lies on."""
    wrist: Vector = (0.0, 0.0, 0.0)
    fingers: Vector = (0.0, 0.0, 0.0)
    palm: Vector = (0.0, 0.0, 0.0)
    for weight, anchor in arm.hold:
        hand = grip_of(anchor, grip, shoulder)
        wrist = add(wrist, hand.wrist, weight)
        fingers, palm = add(fingers, hand.fingers, weight), add(palm, hand.palm, weight)
    return Hand(wrist, fingers, palm)


def _arm(girdle: tuple[Vector, Vector], arm: ArmPosture, grip: Grip) -> Arm:
    """The arm at the end of a shoulder girdle: its root, and the way that it lies at rest."""
    root, aside = girdle
    hand = hand_of(arm, grip, add(root, aside, SHOULDER_HALF))
    shoulder = _drawn(root, aside, hand.wrist)
    elbow, wrist, _bend = reach(shoulder, hand.wrist, (UPPER_ARM, FOREARM), arm.elbow)
    forearm = unit(sub(wrist, elbow))
    pointing = unit(hand.fingers, forearm)
    # a wrist bends so far and no further
    if (lean := dot(pointing, forearm)) < WRIST_COSINE:
        square = across(pointing, forearm, UP)
        pointing = turned(forearm, square, WRIST_BEND if lean > -1 else pi / 2)
    return Arm(shoulder, elbow, wrist, pointing, across(hand.palm, pointing, UP), arm.curl)


def _drawn(root: Vector, aside: Vector, goal: Vector) -> Vector:
    """The shoulder, drawn toward a goal that is far: the shoulder blade leaves the mat."""
    rest = add(root, aside, SHOULDER_HALF)
    missing = distance(rest, goal) - EASY * (UPPER_ARM + FOREARM)
    if missing <= 0.0:
        return rest
    angle = min(missing / SHOULDER_HALF, GIRDLE)
    return add(root, turned(aside, across(sub(goal, rest), aside, UP), angle), SHOULDER_HALF)


def reach(
    root: Vector, goal: Vector, bones: tuple[float, float], toward: Vector
) -> tuple[Vector, Vector, Vector]:
    """Return the middle joint, the end joint, and the way the middle joint is bent.

    The bones keep their lengths: a goal that is too far is only pointed at, one that is too near
    is kept off. `toward` is the way to which the middle joint is bent. The method is the law of
    cosines in the plane of root, goal and `toward`.
    """
    upper, lower = bones
    axis = unit(sub(goal, root), ALONG)
    far = min(max(distance(goal, root), abs(upper - lower) + 1e-6), upper + lower - 1e-9)
    along = (far * far + upper * upper - lower * lower) / (2.0 * far)
    aside = sqrt(max(0.0, upper * upper - along * along))
    bend = across(toward, axis, across(UP, axis, ALONG))
    middle = add(add(root, axis, along), bend, aside)
    return middle, add(root, axis, far), bend
