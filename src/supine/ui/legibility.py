"""How large text must be to be read from the mat."""

from __future__ import annotations

from math import hypot

CAPITAL_PER_METRE = 5.82
"""Millimetres of capital height for each metre of distance: 20 minutes of arc, the height that
ISO 9241-3 prefers (0.00582 × distance)."""

CAPITAL_SHARE = 0.668
"""Capital height divided by type size: Atkinson Hyperlegible Next, measured with QFontMetricsF."""

USUAL_DIAGONAL = 14.0
"""Inches that are assumed for a screen that reports no size, or an impossible one."""

PLAUSIBLE_DENSITY = (2.2, 14.0)
"""Logical pixels per millimetre of real screens: from 32 inches at 1080p to a phone."""


def pixels_per_millimetre(
    width: int, height: int, millimetres_wide: float, millimetres_high: float
) -> float:
    """Return logical pixels per millimetre of a screen of `width` × `height` logical pixels.

    Projectors and virtual screens report impossible sizes: they count as a 14-inch laptop.
    """
    if millimetres_wide > 0 and millimetres_high > 0:
        reported = hypot(width, height) / hypot(millimetres_wide, millimetres_high)
        if PLAUSIBLE_DENSITY[0] <= reported <= PLAUSIBLE_DENSITY[1]:
            return reported
    return hypot(width, height) / (USUAL_DIAGONAL * 25.4)


def type_size(metres: float, density: float, by_hand: float = 1.0) -> float:
    """Return the type size, in logical pixels, whose capitals can be read from `metres` away.

    `density` is in logical pixels per millimetre; `by_hand` is the person's own correction.
    """
    capital = metres * CAPITAL_PER_METRE * density
    return capital / CAPITAL_SHARE * by_hand
