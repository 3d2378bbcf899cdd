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

PLAUSIBLE_DENSITY = (1.0, 14.0)
"""Logical pixels per millimetre of real screens: from a television of 85 inches at 1080p to a
laptop of 13 inches with 3840 columns at 100 %."""

PLAUSIBLE_DIAGONAL = (150.0, 3000.0)
"""Millimetres from corner to corner of real screens."""

LOOSEST_SHAPE = 1.25
"""Factor by which the reported shape may differ from that of the pixels: more is another screen's.
"""

SHAPES = ((16.0, 9.0), (16.0, 10.0), (4.0, 3.0))
"""What some televisions and projectors report for a size in centimetres or millimetres, also ten
or a hundred times as much, as their standard allows: width to height alone."""


def pixels_per_millimetre(
    width: int, height: int, millimetres_wide: float, millimetres_high: float
) -> float:
    """Return logical pixels per millimetre of a screen of `width` × `height` logical pixels.

    Projectors, televisions and virtual screens report impossible sizes: they count as a 14-inch
    laptop.
    """
    pixels, millimetres = hypot(width, height), hypot(millimetres_wide, millimetres_high)
    if _is_believed(width / height, millimetres_wide, millimetres_high):
        reported = pixels / millimetres
        if PLAUSIBLE_DENSITY[0] <= reported <= PLAUSIBLE_DENSITY[1]:
            return reported
    return pixels / (USUAL_DIAGONAL * 25.4)


def _is_believed(shape: float, wide: float, high: float) -> bool:
    """Return whether a screen whose pixels have that `shape` can be `wide` × `high` millimetres."""
    if wide <= 0 or high <= 0:
        return False
    if any((wide, high) == (10**n * w, 10**n * h) for w, h in SHAPES for n in range(3)):
        return False
    # a screen that was turned may report the size that it had before
    apart = max(shape, 1 / shape) / max(wide / high, high / wide)
    low, most = PLAUSIBLE_DIAGONAL
    return 1 / LOOSEST_SHAPE <= apart <= LOOSEST_SHAPE and low <= hypot(wide, high) <= most


def type_size(metres: float, density: float, by_hand: float = 1.0) -> float:
    """Return the type size, in logical pixels, whose capitals can be read from `metres` away.

    `density` is in logical pixels per millimetre; `by_hand` is the person's own correction.
    """
    capital = metres * CAPITAL_PER_METRE * density
    return capital / CAPITAL_SHARE * by_hand
