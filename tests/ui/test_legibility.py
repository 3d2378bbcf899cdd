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
    ("wide", "high"),
    [
        (0, 0), (-1, -1), (0, 190), (1, 1), (5, 3), (16_000, 9_000),
        # width to height instead of a size
        (16, 9), (160, 90), (160, 100), (1600, 900),
        # of another screen, or of a telephone
        (408, 306), (120, 68),
    ],
)  # fmt: skip
def test_a_screen_that_reports_an_impossible_size_counts_as_a_laptop(
    wide: float, high: float
) -> None:
    laptop = hypot(1920, 1080) / (USUAL_DIAGONAL * 25.4)
    assert pixels_per_millimetre(1920, 1080, wide, high) == laptop


@pytest.mark.parametrize(
    ("width", "height", "wide", "high"),
    [
        (1920, 1080, 1210, 680), (1920, 1080, 1872, 1053), (1366, 768, 885, 498),
        (3840, 2160, 294, 165), (1080, 1920, 309, 174),
    ],
    ids=["55 inches", "85 inches at 200 %", "40 inches", "13 inches at 100 %", "turned"],
)  # fmt: skip
def test_a_television_and_a_fine_screen_are_believed(
    width: int, height: int, wide: float, high: float
) -> None:
    """A television's type was four times too large."""
    found = pixels_per_millimetre(width, height, wide, high)
    assert found == pytest.approx(max(width, height) / wide, rel=0.01)


def test_twice_as_far_is_twice_as_large_and_the_correction_by_hand_multiplies() -> None:
    assert type_size(3.0, 5.0) == pytest.approx(2 * type_size(1.5, 5.0))
    assert type_size(1.5, 5.0, 1.3) == pytest.approx(1.3 * type_size(1.5, 5.0))
