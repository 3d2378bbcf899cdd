"""Where the joints of one body are at one instant."""

from __future__ import annotations

from dataclasses import dataclass

from supine.figure.vectors import Vector


@dataclass(frozen=True, slots=True)
class Frame:
    """Three directions, square to each other, that go with a part of the body."""

    headward: Vector
    right: Vector
    front: Vector


@dataclass(frozen=True, slots=True)
class Leg:
    """Joints of a leg, and how its foot stands."""

    hip: Vector
    knee: Vector
    ankle: Vector
    bend: Vector
    """The way the knee points: square to the thigh's and the shin's plane of folding."""
    toes: Vector
    """The way the toes point from the ankle."""
    sole: Vector
    """The way from the ankle to the sole."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints of an arm, and how its hand lies."""

    shoulder: Vector
    elbow: Vector
    wrist: Vector
    fingers: Vector
    """The way the fingers point from the wrist."""
    palm: Vector
    """The way the palm looks."""
    curl: float
    """Radians by which the fingers are curled toward the palm."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints, in metres."""

    pelvis: Vector
    """Between the hip joints."""
    pelvis_frame: Frame
    spine: tuple[Vector, Vector, Vector, Vector]
    """The root of the spine, two joints between, and the root of the neck."""
    frames: tuple[Frame, Frame, Frame]
    """The three parts of the spine: loins, lower ribs, upper ribs."""
    head: Vector
    head_frame: Frame
    right_leg: Leg
    left_leg: Leg
    right_arm: Arm
    left_arm: Arm
    block: float
    """How high the head is raised by a block, in metres."""
    fullness: float
    """How full the lungs are, 0 to 1."""

    @property
    def chest_frame(self) -> Frame:
        """That of the upper ribs, on which shoulders and neck stand."""
        return self.frames[2]
