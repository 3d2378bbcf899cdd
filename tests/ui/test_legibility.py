from __future__ import annotations

from math import atan, degrees, hypot

import pytest
from PySide6.QtGui import QFontMetricsF

from supine.ui.legibility import CAPITAL_SHARE, USUAL_DIAGONAL, pixels_per_millimetre, type_size
from supine.ui.painting.type_fit import type_of


@pytest.mark.parametrize("metres", [0.5, 1.0, 1.5, 3.0])
@pytest.mark.parametrize(
    ("width", "height", "wide", "high"),
    [(1920, 1080, 309, 174), (1280, 800, 286, 179), (3840, 2160, 597, 336), (1512, 982, 302, 196)],
)
def test_capitals_fill_twenty_minutes_of_arc(
    metres: float, width: int, height: int, wide: float, high: float
) -> None:
    density = pixels_per_millimetre(width, height, wide, high)
    capital = type_size(metres, density) * CAPITAL_SHARE / (width / wide)
    minutes = degrees(atan(capital / (metres * 1000))) * 60
    assert minutes == pytest.approx(20, rel=0.01)


def test_the_share_of_capitals_is_that_of_the_font(qapp: object) -> None:
    assert qapp is not None
    for size in (40, 100, 300):
        metrics = QFontMetricsF(type_of(size))
        assert metrics.capHeight() / size == pytest.approx(CAPITAL_SHARE, rel=0.02)


@pytest.mark.parametrize(
    ("wide", "high"), [(0, 0), (-1, -1), (0, 190), (1, 1), (5, 3), (16_000, 9_000), (1600, 900)]
)
def test_a_screen_that_reports_an_impossible_size_counts_as_a_laptop(
    wide: float, high: float
) -> None:
    laptop = hypot(1920, 1080) / (USUAL_DIAGONAL * 25.4)
    assert pixels_per_millimetre(1920, 1080, wide, high) == laptop


def test_twice_as_far_is_twice_as_large_and_the_correction_by_hand_multiplies() -> None:
    assert type_size(3.0, 5.0) == pytest.approx(2 * type_size(1.5, 5.0))
    assert type_size(1.5, 5.0, 1.3) == pytest.approx(1.3 * type_size(1.5, 5.0))
