"""The lengths of the bones and the thickness of the body, in metres.

Bone lengths are shares of the body height from R. Drillis and R. Contini, "Body Segment
Parameters" (1966), as reprinted in D. A. Winter, "Biomechanics and Motor Control of Human
Movement", figure 4.1. The table has no length for the spine. It is calculated as the height of the
shoulder minus that of the hip, plus the height of the root of the neck above the shoulder.
"""

from __future__ import annotations

HEIGHT = 1.70

THIGH = 0.245 * HEIGHT
SHIN = 0.246 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT

HIP_HALF = 0.052 * HEIGHT
"""From the middle of the pelvis to the hip joint. Half the breadth of the hips is more: 0.0955."""
SHOULDER_HALF = 0.104 * HEIGHT
"""From the spine to the shoulder joint. Half the breadth of the shoulders is more: 0.129."""
COLLAR_DROP = 0.026 * HEIGHT
"""From the root of the neck down to the shoulder joint."""

SACRUM = 0.060 * HEIGHT
"""From the middle between the hip joints to the root of the spine."""
VERTEBRAE = 0.086 * HEIGHT
"""The length of each of the three parts of the spine: low back, lower ribs, upper ribs."""
NECK = 0.095 * HEIGHT
"""From the root of the neck to the middle of the head."""

SPINE_BEND = 0.09
"""The angle between neighbouring parts of the spine at rest, in radians."""

PELVIS_HALF = (0.180, 0.105)
"""Half the breadth and half the depth of the pelvis."""
NECK_ROOT_HEIGHT = 0.104
"""From the mat to the root of the neck, with the shoulder blades on the mat."""
HEAD_HEIGHT = 0.100
"""From the surface under the head to the middle of the head."""
HEAD_HALF = 0.083
"""Half the breadth of the head, with hair."""
BLOCK_HEIGHT = 0.045
"""How far a folded towel or a low block raises the head."""
