"""How far joints go: a drawn body does nothing that a body cannot do.

The ranges are those of C. Norkin and D. White, "Measurement of Joint Motion" (5th edition, tables
of the American Academy of Orthopaedic Surgeons), which are the means of healthy adults who move by
themselves. Lying stretches are passive and are done by flexible people, so a range here is wider
where a hand, the floor or a strap helps:

- knee: 135 by itself; heel to seat 155.
- hip: drawn up 120, and 140 with the hands; out 45, and 65 with a strap; across 30, and 45 with
  the pelvis free to give; turned 45 either way, and by flexible people in 50 and out 70. A shin
  that lies squarely across the other thigh, as in a half pigeon, is a turn of 90 by definition:
  it is allowed to a thigh that is drawn up, which the capsule of the joint then leaves free.
- ankle: pointed 50, and 65 by dancers; drawn up 20, and 25 under a strap or the body's weight.
- elbow 150, wrist 80. Shoulder: the upper arm turns in 70 and out 90, and the shoulder blade adds
  to that: 115 is allowed either way, since arms that lie at the sides, elbows out, have 112.
- neck: turned 80; nodded 45 to either side. Spine: turned 45 by itself, 75 in a twist on the floor.

All angles are in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import acos, asin, atan2, degrees
from typing import NamedTuple

from supine.figure.grip import Grip
from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.posture import LegPosture, Posture
from supine.figure.proportions import (
    COLLAR_DROP,
    FOREARM,
    SHIN,
    SHOULDER_HALF,
    THIGH,
    UPPER_ARM,
)
from supine.figure.solver import CHORD, hand_of, solve
from supine.figure.vectors import Vector, across, add, cross, distance, dot, scale, sub, unit

TOLERANCE = 0.001
"""Metres by which a goal may lie too far."""

STRAIGHT = 12.0
"""Degrees below which a bend has no direction worth looking at."""

BACKWARDS = 120.0
"""Degrees of turn from which a hinge is bent backwards, rather than only turned too far."""

DRAWN_UP = 45.0
"""Degrees of flexion from which a thigh turns farther, by `ROOM` degrees."""

ROOM = 20.0


class Movement(NamedTuple):
    """What a joint does, how far, and what is to be done about more."""

    least: float
    most: float
    back: str
    """How more than the least is said."""
    forth: str
    cure: str
    hinge: str = ""
    """The joint beyond, which is bent backwards when this one is turned too far."""


KNEE = Movement(
    0, 155, "knee is bent backwards", "knee is bent", "Move the ankle away from the hip"
)
FLEXION = Movement(-25, 140, "thigh is taken back", "thigh is drawn up", "Move the knee")
ABDUCTION = Movement(-45, 65, "thigh is taken across", "thigh is taken out", "Move the knee")
ROTATION = Movement(
    -50, 70, "thigh is turned in", "thigh is turned out", "Turn 'knee_toward' or 'shin'", "knee"
)
ANKLE = Movement(-25, 65, "foot is drawn up", "foot is pointed", "Move the ankle, or change 'foot'")
ELBOW = Movement(
    0, 150, "elbow is bent backwards", "elbow is bent", "Move the hand away from the shoulder"
)
SHOULDER = Movement(
    -115, 115, "upper arm is turned in", "upper arm is turned out", "Change 'elbow'", "elbow"
)
WRIST = Movement(0, 80, "wrist is bent back", "wrist is bent", "Move the hand, or change 'palm'")
NECK = Movement(-80, 80, "neck is turned left", "neck is turned right", "Change 'turn'")
NOD = Movement(-45, 45, "neck is bent back", "neck is bent forward", "Change 'nod'")
SPINE = Movement(-75, 75, "spine is turned left", "spine is turned right", "Change 'roll'")


class Measure(NamedTuple):
    """How far one joint goes in one posture."""

    limb: str
    """The key of a stance file that says so: "right_leg", "trunk"."""
    side: str
    movement: Movement
    degrees: float
    room: float = 0.0
    """Degrees that are free beyond the movement's range."""

    @property
    def is_free(self) -> bool:
        """Whether a body can do it."""
        least, most = self.movement.least - self.room, self.movement.most + self.room
        # half a degree is less than anybody sees
        return least - 0.5 <= self.degrees <= most + 0.5

    @property
    def words(self) -> str:
        """What is wrong, and what to do."""
        is_much = self.degrees > self.movement.most
        limit = (self.movement.most if is_much else -self.movement.least) + self.room
        joint = f"the {self.side} ".replace("  ", " ")
        if self.movement.hinge and abs(self.degrees) > BACKWARDS:
            return f"{joint}{self.movement.hinge} is bent backwards. {self.movement.cure}."
        said = self.movement.forth if is_much else self.movement.back
        by = f"by {abs(self.degrees):.0f}°, and goes to {limit:.0f}°"
        return f"{joint}{said} {by}. {self.movement.cure}."


class Strain(NamedTuple):
    """What a body cannot do: which key of a stance file asks for it, and a sentence."""

    limb: str
    words: str


def strains(posture: Posture) -> list[Strain]:
    """Return everything in `posture` that a body cannot do; nothing where it can do it all."""
    skeleton = solve(posture)
    measured = [Strain(one.limb, one.words) for one in measures(skeleton) if not one.is_free]
    return [*_out_of_reach(posture, skeleton), *measured]


def measures(skeleton: Skeleton) -> Iterator[Measure]:
    """Yield how far every joint goes."""
    for side, sign, leg, arm in (
        ("right", 1.0, skeleton.right_leg, skeleton.right_arm),
        ("left", -1.0, skeleton.left_leg, skeleton.left_arm),
    ):
        yield from _leg(side, sign, leg, skeleton.pelvis_frame)
        yield from _arm(side, sign, arm, skeleton.chest_frame)
    yield from _trunk(skeleton)


def _leg(side: str, sign: float, leg: Leg, pelvis: Frame) -> Iterator[Measure]:
    thigh, shin = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    limb, footward = f"{side}_leg", scale(pelvis.headward, -1.0)
    flexion = degrees(atan2(dot(thigh, pelvis.front), dot(thigh, footward)))
    abduction = degrees(asin(_share(sign * dot(thigh, pelvis.right))))
    rotation = _rotation(leg.bend, thigh, pelvis, sign)
    # a thigh that points out to the side is neither drawn up nor taken back
    if abs(abduction) < 80:
        yield Measure(limb, side, FLEXION, flexion)
    yield Measure(limb, side, ABDUCTION, abduction)
    yield Measure(limb, side, ROTATION, rotation, ROOM if flexion > DRAWN_UP else 0.0)
    yield Measure(limb, side, KNEE, _angle(thigh, shin))
    yield Measure(limb, side, ANKLE, 90.0 - _angle(leg.toes, shin))


def _arm(side: str, sign: float, arm: Arm, chest: Frame) -> Iterator[Measure]:
    upper, fore = unit(sub(arm.elbow, arm.shoulder)), unit(sub(arm.wrist, arm.elbow))
    limb, bend = f"{side}_hand", _angle(upper, fore)
    yield Measure(limb, side, ELBOW, bend)
    if bend > STRAIGHT:
        yield Measure(limb, side, SHOULDER, _turn(fore, upper, chest, sign))
    yield Measure(limb, side, WRIST, _angle(fore, arm.fingers))


def _trunk(skeleton: Skeleton) -> Iterator[Measure]:
    pelvis, chest, head = skeleton.pelvis_frame, skeleton.chest_frame, skeleton.head_frame
    yield Measure("trunk", "", SPINE, _rolled(chest, pelvis))
    yield Measure("trunk", "", NECK, _rolled(head, chest))
    nod = asin(_share(dot(head.headward, chest.front)))
    yield Measure("trunk", "", NOD, degrees(nod))


def _rolled(upper: Frame, lower: Frame) -> float:
    """Return how far `upper` is turned to the right against `lower`."""
    front = across(upper.front, lower.headward, lower.front)
    return degrees(atan2(dot(front, lower.right), dot(front, lower.front)))


def _rotation(toward: Vector, thigh: Vector, pelvis: Frame, sign: float) -> float:
    """Return how far a thigh is turned outward about itself.

    Neutral is the pelvis' front after flexion alone (the joint coordinates of E. Grood and
    W. Suntay, 1983, recommended by the International Society of Biomechanics), or after the
    smallest swing. For a thigh that is both up and out the two differ, and so would two people
    with a goniometer: it is turned too far where both say so.
    """
    flexed = across(cross(thigh, pelvis.right), pelvis.right, pelvis.front)
    outward = scale(cross(flexed, thigh), sign)
    turn = degrees(atan2(dot(toward, outward), dot(toward, flexed)))
    return min(turn, _turn(toward, thigh, pelvis, sign), key=abs)


def _turn(toward: Vector, bone: Vector, root: Frame, sign: float) -> float:
    """Return how far an upper arm is turned outward about itself, so that `toward` is bent so.

    Neutral is what the smallest swing from hanging straight down leaves in front.
    """
    neutral = _swung(root.front, scale(root.headward, -1.0), bone)
    outward = scale(cross(neutral, bone), sign)
    return degrees(atan2(dot(toward, outward), dot(toward, neutral)))


def _swung(a: Vector, start: Vector, end: Vector) -> Vector:
    """Return `a` after the smallest rotation that takes the direction `start` to `end`."""
    axis, cosine = cross(start, end), dot(start, end)
    # Rodrigues' formula, with the sine inside the axis
    around = scale(axis, dot(axis, a) / max(1e-9, 1.0 + cosine))
    return add(add(scale(a, cosine), cross(axis, a)), around)


def _angle(a: Vector, b: Vector) -> float:
    return degrees(acos(_share(dot(a, b))))


def _share(number: float) -> float:
    return min(1.0, max(-1.0, number))


def _out_of_reach(posture: Posture, skeleton: Skeleton) -> Iterator[Strain]:
    spine = distance(skeleton.spine[0], skeleton.spine[3])
    if spine > CHORD + TOLERANCE:
        yield Strain("pelvis", _too_short("spine", "pelvis", "neck", spine, CHORD))
    grip = Grip(skeleton.right_leg, skeleton.left_leg)
    chest = skeleton.chest_frame
    collar = add(skeleton.spine[3], chest.headward, -COLLAR_DROP)
    for side, sign, leg, arm, bones, joints in (
        ("right", 1, posture.right_leg, posture.right_arm, skeleton.right_leg, skeleton.right_arm),
        ("left", -1, posture.left_leg, posture.left_arm, skeleton.left_leg, skeleton.left_arm),
    ):
        yield from _leg_reach(side, leg, bones)
        # the hand comes from where the shoulder rests, however far that is drawn after it
        hand = hand_of(arm, grip, add(collar, chest.right, sign * SHOULDER_HALF))
        yield from _arm_reach(side, hand.wrist, joints)


def _leg_reach(side: str, leg: LegPosture, bones: Leg) -> Iterator[Strain]:
    far = distance(leg.ankle, bones.hip)
    if far > THIGH + SHIN + TOLERANCE:
        words = _too_short(f"{side} leg", "ankle", "hip", far, THIGH + SHIN)
        yield Strain(f"{side}_leg", words)


def _arm_reach(side: str, goal: Vector, joints: Arm) -> Iterator[Strain]:
    far = distance(goal, joints.shoulder)
    if far > UPPER_ARM + FOREARM + TOLERANCE:
        words = _too_short(f"{side} arm", "wrist", "shoulder", far, UPPER_ARM + FOREARM)
        yield Strain(f"{side}_hand", words)


def _too_short(limb: str, end: str, root: str, far: float, long: float) -> str:
    bones = limb.rsplit(maxsplit=1)[-1]
    where = f"the {end} lies {far:.3f} m from the {root}, and the {bones} is {long:.3f} m long"
    return f"the {limb} is too short: {where}. Move the {end} nearer."
