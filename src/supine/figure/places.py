"""The places of a body that a stance file names, such as "right knee" or "chest"."""

from __future__ import annotations

from supine.figure.joints import Arm, Leg, Skeleton
from supine.figure.vectors import Vector, add, mix

OF_MIDDLE = ("head", "face", "chest", "back", "belly", "hips", "knees")
OF_LEG = ("hip", "thigh", "knee", "shin", "heel", "foot")
OF_SIDE = (*OF_LEG, "shoulder", "elbow", "hand")
PLACES = (*OF_MIDDLE, *(f"{side} {part}" for side in ("right", "left") for part in OF_SIDE))

FELT_IN_MIDDLE = ("neck", "chest", "upper back", "low back", "belly", "back of pelvis")
FELT_ON_SIDES = (
    "side of neck", "shoulder", "side of trunk", "buttock", "outer hip", "front of hip",
    "front of thigh", "back of thigh", "inner thigh", "outer thigh", "calf",
)  # fmt: skip
FELT = (
    *FELT_IN_MIDDLE,
    *(f"{side} {part}" for side in ("right", "left") for part in FELT_ON_SIDES),
)
"""The places in which a pose may be felt."""

ON_FLOOR = ("heel", "foot")
"""The parts of a leg that press the floor."""


def place_of(name: str, body: Skeleton) -> Vector:
    """Return the middle of the part called `name`, one of `PLACES`, in metres."""
    side, _, part = name.rpartition(" ")
    if not side:
        return {
            "head": body.head,
            "face": add(body.head, body.head_frame.front, 0.1),
            "chest": body.spine[2],
            "back": body.spine[1],
            "belly": add(body.pelvis, body.pelvis_frame.front, 0.15),
            "hips": body.pelvis,
            "knees": mix(body.right_leg.knee, body.left_leg.knee, 0.5),
        }[part]
    leg: Leg = getattr(body, f"{side}_leg")
    arm: Arm = getattr(body, f"{side}_arm")
    return {
        "hip": leg.hip,
        "thigh": mix(leg.hip, leg.knee, 0.5),
        "knee": leg.knee,
        "shin": mix(leg.knee, leg.ankle, 0.4),
        "heel": add(leg.ankle, leg.sole, 0.03),
        "foot": add(add(leg.ankle, leg.toes, 0.06), leg.sole, 0.03),
        "shoulder": arm.shoulder,
        "elbow": arm.elbow,
        "hand": add(arm.wrist, arm.fingers, 0.07),
    }[part]
