"""How long the bones are, and how thick the body is around them, in metres.

Bones are shares of the height of the body after R. Drillis and R. Contini, "Body Segment
Parameters" (1966), as reprinted in D. A. Winter, "Biomechanics and Motor Control of Human
Movement", figure 4.1. The table has no bone between hip and neck: the spine's is its height of the
shoulder less that of the hip, and what the neck's root lies above the shoulder.
"""

from __future__ import annotations

HEIGHT = 1.70

THIGH = 0.245 * HEIGHT
SHIN = 0.246 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT
HAND = 0.108 * HEIGHT
FOOT = 0.152 * HEIGHT
ANKLE_HEIGHT = 0.039 * HEIGHT
"""From the ankle to the sole."""

HIP_HALF = 0.052 * HEIGHT
"""From the middle of the pelvis to the hip joint: it lies inside the hip's half breadth, 0.0955."""
SHOULDER_HALF = 0.104 * HEIGHT
"""From the spine to the shoulder joint: it lies inside the shoulder's half breadth, 0.129."""
COLLAR_DROP = 0.026 * HEIGHT
"""How far the shoulder joint lies below the root of the neck."""

SACRUM = 0.060 * HEIGHT
"""From between the hip joints to the root of the spine."""
VERTEBRAE = 0.086 * HEIGHT
"""Each of the three parts of the spine: loins, lower ribs, upper ribs."""
NECK = 0.095 * HEIGHT
"""From the root of the neck to the middle of the head."""

SPINE_BEND = 0.09
"""Radians by which each part of the spine is bent against the next when nothing else bends it."""

# How thick: half the breadth and half the depth.

PELVIS_HALF = (0.180, 0.105)
NECK_ROOT_HEIGHT = 0.104
"""Of the root of the neck above the mat, with the shoulder blades on it."""
HEAD_HEIGHT = 0.100
"""Of the middle of the head above what it lies on."""
BLOCK_HEIGHT = 0.045
"""How much a folded towel or a low block raises the head."""
