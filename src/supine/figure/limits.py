"""The ranges of all joints: a stance that a human body cannot take is refused.

The ranges are based on C. Norkin and D. White, "Measurement of Joint Motion" (5th edition, tables
of the American Academy of Orthopaedic Surgeons). Those are the means of healthy adults in active
movement. Stretches in lying are passive, and flexible people do them, so a range is wider here if
a hand, the floor or a strap helps:

- knee: 135 in active movement; 155 with the heel at the seat.
- hip: flexion 120, and 140 with the hands; outward 45, and 65 with a strap; across 30, and 45 if
  the pelvis can move with it; rotation 45 in both directions, and in flexible people 50 inward and
  70 outward. A shin that lies squarely across the other thigh, as in a half pigeon, is by
  definition a rotation of 90. It is allowed if the thigh is drawn up, as the joint capsule is
  loose then.
- ankle: pointed 50, and 65 in dancers; drawn up 20, and 25 with a strap or the body's weight.
- elbow 150, wrist 80, and 90 with the body on the hand. Shoulder: the upper arm rotates 70 inward
  and 90 outward, and the shoulder blade adds to that. 115 is allowed in both directions, as arms
  that lie at the sides with the elbows out have 112.
- neck: rotation 80; 45 bent forward or back. Spine: rotation 45 in active movement, 75 in a twist
  on the floor; bent forward 80, and 90 if the arms or the floor draw it on; arched 30, and 45 if
  the arms press the chest up; 35 to each side.

All angles are in degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import acos, asin, atan2, degrees
from typing import NamedTuple

from supine.figure.grip import Grip
from supine.figure.joints import Arm, Frame, Leg, Skeleton
from supine.figure.posture import LegPosture, Posture, axial_of
from supine.figure.proportions import (
    FOREARM,
    SHIN,
    SHOULDER_HALF,
    THIGH,
    UPPER_ARM,
)
from supine.figure.solver import KNEE_GROUND, hand_of, holds_of, reach, solve
from supine.figure.torso import CHORD, in_mat
from supine.figure.vectors import Vector, across, add, cross, distance, dot, scale, sub, unit

TOLERANCE = 0.001
"""Metres by which a hand or a foot may be out of reach."""

SUNK = 0.012
"""Metres by which a trunk or a knee may be placed too low: the solver lays it on the mat."""

LOWEST = {"knee": 0.05, "ankle": 0.05, "elbow": 0.025, "wrist": 0.015}
"""The least height of each joint above the mat, in metres: half of what is round it."""

MIN_BEND = 12.0
"""Below this bend of the elbow, in degrees, the rotation of the upper arm is not measured."""

BACKWARDS = 120.0
"""From this rotation, in degrees, the message says that the next joint is bent backwards."""

DRAWN_UP = 45.0
"""From this flexion of the hip, in degrees, a thigh may rotate `ROOM` degrees farther."""

ROOM = 20.0

OVERHEAD = 0.5
"""From this cosine to the direction of the head, an upper arm is raised above it (120°)."""

PRESSED = 10.0
"""Degrees that a wrist may bend farther if the palm is pressed on the floor."""


class Movement(NamedTuple):
    """One movement of a joint: its range in degrees, and the words for a message about it."""

    least: float
    most: float
    beyond_least: str
    """Words for a movement beyond `least`."""
    beyond_most: str
    """Words for a movement beyond `most`."""
    advice: str
    """The advice at the end of the message."""
    hinge: str = ""
    """The next joint, which is bent backwards if this one is rotated too far."""


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
SPINE = Movement(
    -75, 75, "spine is turned left", "spine is turned right", "Change 'twist' or 'roll'"
)
BEND = Movement(-45, 90, "spine is arched", "spine is bent forward", "Change 'bend'")
ASIDE = Movement(
    -35, 35, "spine is bent to the left", "spine is bent to the right", "Change 'side'"
)


class Measure(NamedTuple):
    """The measured movement of one joint in a posture."""

    limb: str
    """The key of a stance file that sets it, such as "right_leg" or "trunk"."""
    side: str
    movement: Movement
    degrees: float
    room: float = 0.0
    """Degrees that are allowed beyond the range of the movement."""

    @property
    def is_possible(self) -> bool:
        """Whether the movement is within its range."""
        least, most = self.movement.least - self.room, self.movement.most + self.room
        # half a degree is too little to see
        return least - 0.5 <= self.degrees <= most + 0.5

    @property
    def words(self) -> str:
        """The message: what is wrong, and what to change."""
        is_much = self.degrees > self.movement.most
        limit = (self.movement.most if is_much else -self.movement.least) + self.room
        joint = f"the {self.side} ".replace("  ", " ")
        if self.movement.hinge and abs(self.degrees) > BACKWARDS:
            return f"{joint}{self.movement.hinge} is bent backwards. {self.movement.advice}."
        said = self.movement.beyond_most if is_much else self.movement.beyond_least
        angle = f"by {abs(self.degrees):.0f}°, and goes to {limit:.0f}°"
        return f"{joint}{said} {angle}. {self.movement.advice}."


class Strain(NamedTuple):
    """Something that a body cannot do: the key of a stance file that sets it, and a message."""

    limb: str
    words: str


def strains(posture: Posture) -> list[Strain]:
    """Return everything in `posture` that a body cannot do; empty if the posture is possible."""
    skeleton = solve(posture)
    measured = [Strain(one.limb, one.words) for one in measures(skeleton) if not one.is_possible]
    return [*_out_of_reach(posture, skeleton), *_through_mat(skeleton), *measured]


def measures(skeleton: Skeleton) -> Iterator[Measure]:
    """Yield the measured movements of all joints."""
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
    abduction = degrees(asin(_clamped(sign * dot(thigh, pelvis.right))))
    rotation = _rotation(leg.bend, thigh, pelvis, sign)
    # flexion has no meaning for a thigh that points straight to the side
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
    if bend > MIN_BEND:
        # above the head, the smallest swing may go any way round, and flexion is as good a zero
        measure = _rotation if dot(upper, chest.headward) > OVERHEAD else _rotation_by_swing
        yield Measure(limb, side, SHOULDER, measure(fore, upper, chest, sign))
    yield Measure(
        limb, side, WRIST, _angle(fore, arm.fingers), PRESSED if arm.palm[2] < -0.9 else 0.0
    )


def _trunk(skeleton: Skeleton) -> Iterator[Measure]:
    pelvis, chest, head = skeleton.pelvis_frame, skeleton.chest_frame, skeleton.head_frame
    yield Measure("trunk", "", SPINE, _roll_between(chest, pelvis))
    lower = dot(chest.headward, pelvis.headward)
    bend = degrees(atan2(dot(chest.headward, pelvis.front), lower))
    yield Measure("trunk", "", BEND, bend)
    aside = degrees(asin(_clamped(dot(chest.headward, pelvis.right))))
    yield Measure("trunk", "", ASIDE, aside)
    yield Measure("trunk", "", NECK, _roll_between(head, chest))
    nod = asin(_clamped(dot(head.headward, chest.front)))
    yield Measure("trunk", "", NOD, degrees(nod))


def _roll_between(upper: Frame, lower: Frame) -> float:
    """Return the rotation of `upper` to the right, relative to `lower`."""
    front = across(upper.front, lower.headward, lower.front)
    return degrees(atan2(dot(front, lower.right), dot(front, lower.front)))


def _rotation(toward: Vector, thigh: Vector, pelvis: Frame, sign: float) -> float:
    """Return the outward rotation of a thigh, or of a raised upper arm, about its own axis.

    The zero direction is the front of the pelvis after flexion alone (the joint coordinates of
    E. Grood and W. Suntay, 1983, recommended by the International Society of Biomechanics), or
    after the smallest swing. For a thigh that is both up and out the two differ, and so would two
    people with a goniometer. The smaller result counts, so a thigh is only refused if both are
    too large.
    """
    flexed = across(cross(thigh, pelvis.right), pelvis.right, pelvis.front)
    outward = scale(cross(flexed, thigh), sign)
    rotation = degrees(atan2(dot(toward, outward), dot(toward, flexed)))
    return min(rotation, _rotation_by_swing(toward, thigh, pelvis, sign), key=abs)


def _rotation_by_swing(toward: Vector, bone: Vector, root: Frame, sign: float) -> float:
    """Return the outward rotation of a bone about its own axis, if its joint bends to `toward`.

    The zero direction is the front of the body after the smallest swing from straight down.
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
    return degrees(acos(_clamped(dot(a, b))))


def _clamped(number: float) -> float:
    return min(1.0, max(-1.0, number))


def _out_of_reach(posture: Posture, skeleton: Skeleton) -> Iterator[Strain]:
    spine = distance(skeleton.spine[0], skeleton.spine[3])
    if posture.torso is not None:
        deep, part = in_mat(posture.torso)
        if deep > SUNK:
            words = f"the {part} is {deep * 100:.0f} cm in the mat. Raise 'at' in 'pelvis', or "
            yield Strain("pelvis", words + "lean or bend the body less.")
    # a spine that is placed has its length; on the back it lies between the pelvis and the neck
    if posture.torso is None and spine > CHORD + TOLERANCE:
        yield Strain("pelvis", _too_short("spine", "pelvis", "neck", spine, CHORD))
    grip = Grip(skeleton.right_leg, skeleton.left_leg)
    collar, chest = axial_of(posture).collar, skeleton.chest_frame
    for side, sign, leg, arm, bones, joints in (
        ("right", 1, posture.right_leg, posture.right_arm, skeleton.right_leg, skeleton.right_arm),
        ("left", -1, posture.left_leg, posture.left_arm, skeleton.left_leg, skeleton.left_arm),
    ):
        yield from _leg_reach(side, leg, bones)
        if posture.torso is not None:
            yield from _leg_in_mat(side, leg, bones)
        # as in the solver, the hand is placed for the shoulder at rest, before it is drawn forward
        rest = add(collar, chest.right, sign * SHOULDER_HALF)
        hand = hand_of(arm, holds_of(arm, grip, rest, sign), rest, sign)
        yield from _arm_reach(side, hand.wrist, joints)


def _through_mat(skeleton: Skeleton) -> Iterator[Strain]:
    """Yield what is wrong with a joint that lies too low, as the mat is below it."""
    for side, leg, arm in (
        ("right", skeleton.right_leg, skeleton.right_arm),
        ("left", skeleton.left_leg, skeleton.left_arm),
    ):
        for limb, joint, place, advice in (
            ("leg", "knee", leg.knee, "Move 'knee', or turn 'knee_toward', upward"),
            ("leg", "ankle", leg.ankle, "Turn 'shin', or move 'ankle', upward"),
            ("hand", "elbow", arm.elbow, "Turn 'elbow' upward"),
            (
                "hand",
                "wrist",
                arm.wrist,
                "Move the hand upward: 0 is a palm on the mat, 0.06 a back",
            ),
        ):
            if (deep := LOWEST[joint] - place[2]) > TOLERANCE:
                words = f"the {side} {joint} is {deep * 100:.0f} cm too low, in the mat. {advice}."
                yield Strain(f"{side}_{limb}", words)


def _leg_reach(side: str, leg: LegPosture, bones: Leg) -> Iterator[Strain]:
    length = distance(leg.ankle, bones.hip)
    if length > THIGH + SHIN + TOLERANCE:
        words = _too_short(f"{side} leg", "ankle", "hip", length, THIGH + SHIN)
        yield Strain(f"{side}_leg", words)


def _leg_in_mat(side: str, leg: LegPosture, bones: Leg) -> Iterator[Strain]:
    """Yield what is wrong with a knee or toes that are asked for in the mat.

    The solver lays them on it.
    """
    if (deep := bones.ankle[2] - leg.ankle[2]) > SUNK and _is_within_reach(leg, bones):
        words = f"the toes of the {side} foot are {deep * 100:.0f} cm in the mat. Raise the ankle, "
        yield Strain(f"{side}_leg", words + "or change 'foot'.")
    knee, _ankle, _bend = reach(bones.hip, leg.ankle, (THIGH, SHIN), leg.knee)
    if (deep := KNEE_GROUND - knee[2]) > SUNK:
        words = f"the {side} knee is {deep * 100:.0f} cm in the mat. Raise 'at' in 'pelvis', or "
        yield Strain(f"{side}_leg", words + "move the knee.")


def _is_within_reach(leg: LegPosture, bones: Leg) -> bool:
    return distance(leg.ankle, bones.hip) <= THIGH + SHIN + TOLERANCE


def _arm_reach(side: str, goal: Vector, joints: Arm) -> Iterator[Strain]:
    length = distance(goal, joints.shoulder)
    if length > UPPER_ARM + FOREARM + TOLERANCE:
        words = _too_short(f"{side} arm", "wrist", "shoulder", length, UPPER_ARM + FOREARM)
        yield Strain(f"{side}_hand", words)


def _too_short(limb: str, end: str, root: str, length: float, bones_length: float) -> str:
    bones = limb.rsplit(maxsplit=1)[-1]
    where = f"the {end} lies {length:.3f} m from the {root}"
    return (
        f"the {limb} is too short: {where}, and the {bones} is {bones_length:.3f} m long. "
        f"Move the {end} nearer."
    )
