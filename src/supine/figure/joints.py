"""The positions of all joints of a body at one instant, in metres; directions are unit vectors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from supine.figure.vectors import Vector


@dataclass(frozen=True, slots=True)
class Frame:
    """The orientation of a part of the body: three directions at right angles to each other."""

    headward: Vector
    right: Vector
    front: Vector


@dataclass(frozen=True, slots=True)
class Leg:
    """The joints of a leg, and the orientation of its foot."""

    hip: Vector
    knee: Vector
    ankle: Vector
    bend: Vector
    """The direction in which the knee points, at a right angle to the line from hip to ankle."""
    toes: Vector
    """The direction from the ankle to the toes."""
    sole: Vector
    """The direction from the ankle to the sole."""
    girth: float = 1.0
    """How broad and deep thigh and shin are, as a share of slim ones."""


class HandShape(StrEnum):
    """What the fingers and the thumb of a hand do."""

    OPEN = "open"
    """The fingers are nearly straight and a little apart."""
    FLAT = "flat"
    """The palm and the fingers lie on the mat."""
    RELAXED = "relaxed"
    """The fingers are a little curled, as in sleep."""
    FIST = "fist"
    """The fingers are closed round a strap."""
    GRIP = "grip"
    """The fingers and the thumb are closed round a part of a leg."""
    CREASE = "crease"
    """The same round the root of the thigh, with the thumb in the hip crease."""
    CLASP = "clasp"
    """The same with both hands at one place: this one is below the other."""
    OVER = "over"
    """The other one of them: its palm and fingers are on the back of the lower hand."""


class Held(NamedTuple):
    """What a hand does at one of its anchors, and where it is when it has arrived there."""

    weight: float
    """The weight of the anchor, 0 to 1; the weights of a hand are 1 together."""
    shape: HandShape
    part: str
    """The part of a leg that it holds, such as "right knee"; empty at a place."""
    wrist: Vector
    fingers: Vector
    palm: Vector


@dataclass(frozen=True, slots=True)
class Arm:
    """The joints of an arm, and the orientation of its hand."""

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    fingers: Vector
    """The direction from the wrist to the fingers."""
    palm: Vector
    """The direction in which the palm faces."""
    holds: tuple[Held, ...]
    """What the hand does at each of its anchors."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints of a body."""

    pelvis: Vector
    """The point between the hip joints."""
    pelvis_frame: Frame
    spine: tuple[Vector, Vector, Vector, Vector]
    """The root of the spine, two joints between, and the root of the neck, in this order."""
    frames: tuple[Frame, Frame, Frame]
    """The frames of the three parts of the spine: low back, lower ribs, upper ribs."""
    head: Vector
    head_frame: Frame
    right_leg: Leg
    left_leg: Leg
    right_arm: Arm
    left_arm: Arm
    block: float
    """How far a block raises the head, in metres."""
    fullness: float
    """How full the lungs are, 0 to 1."""
    eyes_closed: float = 0.0
    """How far the eyes are closed, 0 to 1."""
    girth: float = 1.0
    """How broad and deep the body is, as a share of a slim one."""

    @property
    def chest_frame(self) -> Frame:
        """The frame of the upper ribs, which carry the shoulders and the neck."""
        return self.frames[2]
