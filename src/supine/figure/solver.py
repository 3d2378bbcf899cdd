"""Calculates the joints of a posture.

It starts with the pelvis and goes along the spine to the head, then to the legs, then to the arms.
Lengths are in metres, angles in radians.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from math import asin, copysign, cos, hypot, pi, sqrt

from supine.figure.grip import PALM, Grip, Hand, grip_of
from supine.figure.joints import Arm, Frame, Held, Leg, Skeleton
from supine.figure.posture import ArmPosture, LegPosture, Posture, axial_of
from supine.figure.proportions import (
    FOREARM,
    SHIN,
    SHOULDER_HALF,
    THIGH,
    UPPER_ARM,
)
from supine.figure.rotation import NO_ROTATION, frame_of, rotation_between, rotation_of
from supine.figure.vectors import (
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

EASY_REACH = 0.92
"""Up to this share of the arm's length, a goal is reached without moving the shoulder."""

EASY_PRESS = 0.99
"""The same for a body off its back: it leans on straight arms."""

MAX_GIRDLE_ANGLE = 0.42
"""The largest angle by which the shoulder girdle is drawn forward: about 7 cm at the joint."""

MAX_WRIST_BEND = 1.39
"""The largest bend of a wrist (Norkin and White, "Measurement of Joint Motion": 80°)."""

MAX_SIDEWAYS, EASINGS = 0.44, 3
"""The largest bend of a wrist to a side: 25°, the mean of 20 toward the thumb and 30 away from it
(Norkin and White); and how often it is eased, as the elbow moves with it."""

TURNING_LIFT = 0.02
"""Metres by which a palm is lifted while it turns over, so that its edge does not touch the mat."""

STRAIGHT_WRIST = 0.7
"""How much a hand at a place follows its forearm, and not the line from the shoulder, 0 to 1."""

PRESSED = pi / 2 - MAX_WRIST_BEND
"""How much farther a wrist is bent by the weight of a body on its hands: 10°."""

TOES = (0.165, 0.045, 0.016)
"""Metres from the ankle ahead and down to the tips of the toes, and their thickness."""

HAND, FINGER = 0.17, 0.022
"""Metres from the wrist to the tips of the fingers, and half their thickness."""

FLIPS, STAYS = 0.4, 0.8
"""Shares of a leg's length. A straight leg stays straight while the way of its ankle is farther
from the hip than the second, and is free where it is nearer than the first."""

KNEE_GROUND, ELBOW_GROUND = 0.056, 0.040
"""Metres from the mat to a knee and to an elbow that lie on it."""

RESTS = (0.04, 0.12)
"""Up to the first height of a wrist, in metres, the elbow of a free arm lies on the mat, too; from
the second on it does not."""

FALLS = 0.5
"""From this share of its bend that is level, the elbow of such an arm lies on the mat."""


@lru_cache(maxsize=8)
def solve(posture: Posture) -> Skeleton:
    """Return all joints of `posture`."""
    axial = axial_of(posture)
    off_back = axial.off_back
    right_hip, left_hip = axial.hips
    right_leg = _leg(right_hip, posture.right_leg, 1.0, off_back)
    left_leg = _leg(left_hip, posture.left_leg, -1.0, off_back)
    right_leg, left_leg = (replace(leg, girth=posture.girth) for leg in (right_leg, left_leg))
    grip, aside = Grip(right_leg, left_leg), axial.frames[2].right
    right, left = (axial.collar, aside), (axial.collar, scale(aside, -1.0))
    right_arm = _arm(right, posture.right_arm, grip, 1.0, off_back)
    left_arm = _arm(left, posture.left_arm, grip, -1.0, off_back)
    return Skeleton(
        axial.pelvis, axial.pelvis_frame, axial.spine, axial.frames, axial.head, axial.head_frame,
        right_leg, left_leg, right_arm, left_arm, axial.block, posture.fullness,
        posture.trunk.eyes_closed, posture.girth,
    )  # fmt: skip


def _leg(hip: Vector, leg: LegPosture, side: float, off_back: float) -> Leg:
    goal = _stretched(hip, leg.ankle, leg.length)
    bones = _leg_to(goal, hip, leg, side, off_back)
    if off_back and (deep := _toes_in_mat(bones)) > 0.0:
        return _leg_to(add(goal, UP, deep), hip, leg, side, off_back)
    return bones


def _stretched(hip: Vector, ankle: Vector, length: float) -> Vector:
    """Return the ankle `length` from the hip, or nearer where its way passes close to the hip.

    Between two directions that are nearly opposite, a straight leg would have to flip.
    """
    far = distance(hip, ankle)
    if far >= length:
        return ankle
    share = min(1.0, max(0.0, (far / length - FLIPS) / (STAYS - FLIPS)))
    return add(hip, unit(sub(ankle, hip)), far + (length - far) * share)


def _toes_in_mat(leg: Leg) -> float:
    """Return how deep the toes are in the mat, in metres; below 0 they are above it."""
    ahead, below, thick = TOES
    return thick - (leg.ankle[2] + ahead * leg.toes[2] + below * leg.sole[2])


def _leg_to(ankle: Vector, hip: Vector, leg: LegPosture, side: float, off_back: float) -> Leg:
    knee, ankle, bend = reach(hip, ankle, (THIGH, SHIN), leg.knee)
    if off_back and knee[2] < KNEE_GROUND:
        knee, bend = _raised(hip, knee, ankle, bend, KNEE_GROUND, side)
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


def hand_of(arm: ArmPosture, holds: tuple[Held, ...], shoulder: Vector, side: float) -> Hand:
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
    if turn := sum(_turn(one, other) for one, other in combinations(holds, 2)):
        palm = add(palm, across(cross(fingers, UP), unit(fingers), UP), side * turn)
        wrist = add(wrist, UP, TURNING_LIFT * turn)
    return Hand(wrist, fingers, palm)


def _turn(one: Held, other: Held) -> float:
    """Return how far a palm is on its way to the other side, with the thumb up: 1 in the middle."""
    return 4.0 * one.weight * other.weight * max(0.0, -dot(one.palm, other.palm))


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


def _turned_hand(arm: ArmPosture, holds: tuple[Held, ...], shoulder: Vector, side: float) -> Hand:
    """Return the hand at its goal, which turns evenly from one anchor to the other.

    A body that rolls over turns its hands right round: a mean of opposite directions would flip.
    """
    total, turn = 0.0, NO_ROTATION
    for held in holds:
        total += held.weight
        palm = across(held.palm, held.fingers, UP)
        own = rotation_of(Frame(held.fingers, cross(held.fingers, palm), palm))
        turn = rotation_between(turn, own, held.weight / total) if total > 0.0 else own
    frame = frame_of(turn)
    return Hand(hand_of(arm, holds, shoulder, side).wrist, frame.headward, frame.front)


def _arm(
    girdle: tuple[Vector, Vector], arm: ArmPosture, grip: Grip, side: float, off_back: float
) -> Arm:
    """Return the arm; `girdle` is the root of the shoulder girdle and its direction at rest."""
    rest = add(girdle[0], girdle[1], SHOULDER_HALF)
    holds = holds_of(arm, grip, rest, side)
    is_moving = len(holds) > 1
    hand = (_turned_hand if off_back and is_moving else hand_of)(arm, holds, rest, side)
    bones = _arm_to(hand, holds, girdle, arm, side, off_back)
    if is_moving and (deep := FINGER - bones.wrist[2] - HAND * bones.fingers[2]) > 0.0:
        raised = hand._replace(wrist=add(hand.wrist, UP, deep))
        bones = _arm_to(raised, holds, girdle, arm, side, off_back)
    return bones


def _arm_to(
    hand: Hand,
    holds: tuple[Held, ...],
    girdle: tuple[Vector, Vector],
    arm: ArmPosture,
    side: float,
    off_back: float,
) -> Arm:
    """Return the arm whose hand is at `hand`, turned about its palm where the wrist would break.

    Where it holds a limb, it turns as far as the bend of the wrist to a side is too large.
    """
    found = _arm_straight_to(hand, holds, girdle, arm, side, off_back)
    # only a hand that holds a limb: one that rolls over with the body is turned by that
    settled = max((2.0 * held.weight - 1.0 for held in holds if held.part), default=0.0)
    for _ in range(EASINGS if settled > 0.0 else 0):
        thumb = cross(found.palm, found.fingers)
        sideways = asin(max(-1.0, min(1.0, dot(unit(sub(found.wrist, found.elbow)), thumb))))
        if (excess := abs(sideways) - MAX_SIDEWAYS) <= 0.0:
            break
        fingers = turned(
            hand.fingers, cross(found.palm, hand.fingers), copysign(excess * settled, sideways)
        )
        wrist = add(add(hand.wrist, hand.fingers, PALM), fingers, -PALM)
        hand = hand._replace(wrist=wrist, fingers=fingers)
        found = _arm_straight_to(hand, holds, girdle, arm, side, off_back)
    return found


def _arm_straight_to(
    hand: Hand,
    holds: tuple[Held, ...],
    girdle: tuple[Vector, Vector],
    arm: ArmPosture,
    side: float,
    off_back: float,
) -> Arm:
    root, aside = girdle
    easy = EASY_REACH + off_back * (EASY_PRESS - EASY_REACH)
    shoulder = _shoulder(root, aside, hand.wrist, easy)
    elbow, wrist, bend = reach(shoulder, hand.wrist, (UPPER_ARM, FOREARM), arm.elbow)
    if off_back and elbow[2] < ELBOW_GROUND:
        elbow, _bend = _raised(shoulder, elbow, wrist, bend, ELBOW_GROUND, side)
    elif (rests := _rests(sub(wrist, shoulder), wrist[2], bend, holds, off_back)) and (
        elbow[2] > ELBOW_GROUND
    ):
        # above the mat it was read as held up
        height = elbow[2] + (ELBOW_GROUND - elbow[2]) * rests
        elbow, _bend = _raised(shoulder, elbow, wrist, bend, height, side)
    forearm = unit(sub(wrist, elbow))
    # a hand that holds no limb is free to go on in the direction of its forearm, on the back
    free = STRAIGHT_WRIST * sum(held.weight for held in holds if not held.part)
    ahead = add(forearm, hand.palm, -dot(forearm, hand.palm))
    pointing = unit(mix(hand.fingers, ahead, free * (1.0 - off_back)), forearm)
    # beyond its largest bend, the wrist stays there; a body on its hands bends them farther
    most = MAX_WRIST_BEND + off_back * PRESSED
    if (lean := dot(pointing, forearm)) < cos(most):
        square = across(pointing, forearm, UP)
        pointing = turned(forearm, square, most if lean > -1 else pi / 2)
    return Arm(shoulder, elbow, wrist, pointing, across(hand.palm, pointing, UP), holds)


def _rests(
    way: Vector, height: float, bend: Vector, holds: tuple[Held, ...], off_back: float
) -> float:
    """Return how much an arm of a body on its back rests on the mat with its hand, 0 to 1.

    `way` goes from the shoulder to the wrist, which has a `height`. An elbow that points upward is
    free: it would fall to one side of the arm, and a little later to the other.
    """
    low, high = RESTS
    near = min(1.0, max(0.0, (high - height) / (high - low)))
    near *= min(1.0, abs(dot(bend, across(cross(way, UP), UP, ALONG))) / FALLS)
    settled = max(0.0, *(2.0 * held.weight - 1.0 for held in holds if not held.part), 0.0)
    return near * (1.0 - off_back) * settled * settled


def _shoulder(root: Vector, aside: Vector, goal: Vector, easy: float) -> Vector:
    """Return the shoulder, which is drawn toward a far goal: the shoulder blade leaves the mat."""
    rest = add(root, aside, SHOULDER_HALF)
    missing = distance(rest, goal) - easy * (UPPER_ARM + FOREARM)
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


def _raised(
    root: Vector, middle: Vector, end: Vector, bend: Vector, height: float, outward: float
) -> tuple[Vector, Vector]:
    """Return the middle joint and its bend, swung to `height` about the line from root to end.

    It is swung to the side to which it leans, or `outward` (1 to the right). If its whole circle is
    lower or higher, it is at the place of the circle that is nearest.
    """
    axis = unit(sub(end, root), ALONG)
    along = dot(sub(middle, root), axis)
    centre = add(root, axis, along)
    aside = distance(middle, centre)
    highest = across(UP, axis, UP)
    level = cross(axis, highest)
    steep = aside * highest[2]
    share = 1.0 if steep < 1e-9 else max(-1.0, min(1.0, (height - centre[2]) / steep))
    # as far to the same side as the height leaves
    lean = dot(bend, level)
    side = 1.0 if (lean if abs(lean) > 1e-9 else outward * level[1]) > 0.0 else -1.0
    new = add(scale(highest, share), level, side * sqrt(max(0.0, 1.0 - share * share)))
    return add(centre, new, aside), new
