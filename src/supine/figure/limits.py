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
from supine.language import marked, translate, translated

TOLERANCE = 0.001
"""Metres by which a hand or a foot may be out of reach."""

SUNK = 0.012
"""Metres by which a trunk or a knee may be placed too low: the solver lays it on the mat."""

TOO_LOW = {
    "knee": marked(
        "Check",
        "the {side} knee is {cm} cm too low, in the mat. Move 'knee', or turn 'knee_toward', "
        "upward.",
    ),
    "ankle": marked(
        "Check",
        "the {side} ankle is {cm} cm too low, in the mat. Turn 'shin', or move 'ankle', upward.",
    ),
    "elbow": marked(
        "Check", "the {side} elbow is {cm} cm too low, in the mat. Turn 'elbow' upward."
    ),
    "wrist": marked(
        "Check",
        "the {side} wrist is {cm} cm too low, in the mat. Move the hand upward: 0 is a palm on the "
        "mat, 0.06 a back.",
    ),
}
"""What is wrong with a joint that is below its least height."""

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


def _side_words(side: str) -> str:
    if side == "right":
        return translate("Check", "right", "as in: the right knee is bent backwards")
    return translate("Check", "left", "as in: the left knee is bent backwards")


class Movement(NamedTuple):
    """One movement of a joint: its range in degrees, and the words for a message about it."""

    least: float
    most: float
    beyond_least: str
    """The message about a movement beyond `least`."""
    beyond_most: str
    """The message about a movement beyond `most`."""
    hinge: str = ""
    """The message if this one is rotated so far that the next joint is bent backwards."""


KNEE = Movement(
    0,
    155,
    marked(
        "Check",
        "the {side} knee is bent backwards by {angle}°: {limit}° is the most. Move the ankle away "
        "from the hip.",
    ),
    marked(
        "Check",
        "the {side} knee is bent by {angle}°: {limit}° is the most. Move the ankle away from the "
        "hip.",
    ),
)
FLEXION = Movement(
    -25,
    140,
    marked(
        "Check",
        "the {side} thigh is taken back by {angle}°: {limit}° is the most. Move the knee.",
    ),
    marked(
        "Check",
        "the {side} thigh is drawn up by {angle}°: {limit}° is the most. Move the knee.",
    ),
)
ABDUCTION = Movement(
    -45,
    65,
    marked(
        "Check",
        "the {side} thigh is taken across by {angle}°: {limit}° is the most. Move the knee.",
    ),
    marked(
        "Check",
        "the {side} thigh is taken out by {angle}°: {limit}° is the most. Move the knee.",
    ),
)
ROTATION = Movement(
    -50,
    70,
    marked(
        "Check",
        "the {side} thigh is turned in by {angle}°: {limit}° is the most. Turn 'knee_toward' or "
        "'shin'.",
    ),
    marked(
        "Check",
        "the {side} thigh is turned out by {angle}°: {limit}° is the most. Turn 'knee_toward' or "
        "'shin'.",
    ),
    marked("Check", "the {side} knee is bent backwards. Turn 'knee_toward' or 'shin'."),
)
ANKLE = Movement(
    -25,
    65,
    marked(
        "Check",
        "the {side} foot is drawn up by {angle}°: {limit}° is the most. Move the ankle, or change "
        "'foot'.",
    ),
    marked(
        "Check",
        "the {side} foot is pointed by {angle}°: {limit}° is the most. Move the ankle, or change "
        "'foot'.",
    ),
)
ELBOW = Movement(
    0,
    150,
    marked(
        "Check",
        "the {side} elbow is bent backwards by {angle}°: {limit}° is the most. Move the hand away "
        "from the shoulder.",
    ),
    marked(
        "Check",
        "the {side} elbow is bent by {angle}°: {limit}° is the most. Move the hand away from the "
        "shoulder.",
    ),
)
SHOULDER = Movement(
    -115,
    115,
    marked(
        "Check",
        "the {side} upper arm is turned in by {angle}°: {limit}° is the most. Change 'elbow'.",
    ),
    marked(
        "Check",
        "the {side} upper arm is turned out by {angle}°: {limit}° is the most. Change 'elbow'.",
    ),
    marked("Check", "the {side} elbow is bent backwards. Change 'elbow'."),
)
WRIST = Movement(
    0,
    80,
    marked(
        "Check",
        "the {side} wrist is bent back by {angle}°: {limit}° is the most. Move the hand, or "
        "change 'palm'.",
    ),
    marked(
        "Check",
        "the {side} wrist is bent by {angle}°: {limit}° is the most. Move the hand, or change "
        "'palm'.",
    ),
)
NECK = Movement(
    -80,
    80,
    marked("Check", "the neck is turned left by {angle}°: {limit}° is the most. Change 'turn'."),
    marked("Check", "the neck is turned right by {angle}°: {limit}° is the most. Change 'turn'."),
)
NOD = Movement(
    -45,
    45,
    marked("Check", "the neck is bent back by {angle}°: {limit}° is the most. Change 'nod'."),
    marked("Check", "the neck is bent forward by {angle}°: {limit}° is the most. Change 'nod'."),
)
SPINE = Movement(
    -75,
    75,
    marked(
        "Check",
        "the spine is turned left by {angle}°: {limit}° is the most. Change 'twist' or 'roll'.",
    ),
    marked(
        "Check",
        "the spine is turned right by {angle}°: {limit}° is the most. Change 'twist' or 'roll'.",
    ),
)
BEND = Movement(
    -45,
    90,
    marked("Check", "the spine is arched by {angle}°: {limit}° is the most. Change 'bend'."),
    marked("Check", "the spine is bent forward by {angle}°: {limit}° is the most. Change 'bend'."),
)
ASIDE = Movement(
    -35,
    35,
    marked(
        "Check",
        "the spine is bent to the left by {angle}°: {limit}° is the most. Change 'side'.",
    ),
    marked(
        "Check",
        "the spine is bent to the right by {angle}°: {limit}° is the most. Change 'side'.",
    ),
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
        said = self.movement.beyond_most if is_much else self.movement.beyond_least
        if self.movement.hinge and abs(self.degrees) > BACKWARDS:
            said = self.movement.hinge
        return translated("Check", said).format(
            side=_side_words(self.side), angle=f"{abs(self.degrees):.0f}", limit=f"{limit:.0f}"
        )


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
            yield Strain("pelvis", _trunk_in_mat(part, deep))
    # a spine that is placed has its length; on the back it lies between the pelvis and the neck
    if posture.torso is None and spine > CHORD + TOLERANCE:
        words = translate(
            "Check",
            "the spine is too short: the pelvis lies {length} m from the neck, and the spine is "
            "{bones} m long. Move the pelvis nearer.",
        )
        yield Strain("pelvis", _measured(words, spine, CHORD))
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
        for limb, joint, place in (
            ("leg", "knee", leg.knee),
            ("leg", "ankle", leg.ankle),
            ("hand", "elbow", arm.elbow),
            ("hand", "wrist", arm.wrist),
        ):
            if (deep := LOWEST[joint] - place[2]) > TOLERANCE:
                words = translated("Check", TOO_LOW[joint]).format(
                    side=_side_words(side), cm=f"{deep * 100:.0f}"
                )
                yield Strain(f"{side}_{limb}", words)


def _leg_reach(side: str, leg: LegPosture, bones: Leg) -> Iterator[Strain]:
    length = distance(leg.ankle, bones.hip)
    if length > THIGH + SHIN + TOLERANCE:
        words = translate(
            "Check",
            "the {side} leg is too short: the ankle lies {length} m from the hip, and the leg is "
            "{bones} m long. Move the ankle nearer.",
        )
        yield Strain(f"{side}_leg", _measured(words, length, THIGH + SHIN, side))


def _leg_in_mat(side: str, leg: LegPosture, bones: Leg) -> Iterator[Strain]:
    """Yield what is wrong with a knee or toes that are asked for in the mat.

    The solver lays them on it.
    """
    if (deep := bones.ankle[2] - leg.ankle[2]) > SUNK and _is_within_reach(leg, bones):
        words = translate(
            "Check",
            "the toes of the {side} foot are {cm} cm in the mat. Raise the ankle, or change "
            "'foot'.",
        ).format(side=_side_words(side), cm=f"{deep * 100:.0f}")
        yield Strain(f"{side}_leg", words)
    knee, _ankle, _bend = reach(bones.hip, leg.ankle, (THIGH, SHIN), leg.knee)
    if (deep := KNEE_GROUND - knee[2]) > SUNK:
        words = translate(
            "Check",
            "the {side} knee is {cm} cm in the mat. Raise 'at' in 'pelvis', or move the knee.",
        ).format(side=_side_words(side), cm=f"{deep * 100:.0f}")
        yield Strain(f"{side}_leg", words)


def _is_within_reach(leg: LegPosture, bones: Leg) -> bool:
    return distance(leg.ankle, bones.hip) <= THIGH + SHIN + TOLERANCE


def _arm_reach(side: str, goal: Vector, joints: Arm) -> Iterator[Strain]:
    length = distance(goal, joints.shoulder)
    if length > UPPER_ARM + FOREARM + TOLERANCE:
        words = translate(
            "Check",
            "the {side} arm is too short: the wrist lies {length} m from the shoulder, and the arm "
            "is {bones} m long. Move the wrist nearer.",
        )
        yield Strain(f"{side}_hand", _measured(words, length, UPPER_ARM + FOREARM, side))


def _measured(words: str, length: float, bones: float, side: str = "") -> str:
    return words.format(side=_side_words(side), length=f"{length:.3f}", bones=f"{bones:.3f}")


def _trunk_in_mat(part: str, deep: float) -> str:
    words = {
        "pelvis": translate(
            "Check",
            "the pelvis is {cm} cm in the mat. Raise 'at' in 'pelvis', or lean or bend the body "
            "less.",
        ),
        "waist": translate(
            "Check",
            "the waist is {cm} cm in the mat. Raise 'at' in 'pelvis', or lean or bend the body "
            "less.",
        ),
        "chest": translate(
            "Check",
            "the chest is {cm} cm in the mat. Raise 'at' in 'pelvis', or lean or bend the body "
            "less.",
        ),
        "shoulder": translate(
            "Check",
            "the shoulder is {cm} cm in the mat. Raise 'at' in 'pelvis', or lean or bend the body "
            "less.",
        ),
        "head": translate(
            "Check",
            "the head is {cm} cm in the mat. Raise 'at' in 'pelvis', or lean or bend the body "
            "less.",
        ),
    }[part]
    return words.format(cm=f"{deep * 100:.0f}")
