from __future__ import annotations

import re
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette

from supine.core.sequence import Side
from supine.settings.startup_theme import ThemeName
from supine.ui.theme import Theme, palette, style_sheet, theme
from tests.helpers import contrast

NAMES: tuple[ThemeName, ...] = get_args(ThemeName)
SIDES: tuple[Side, ...] = get_args(Side)


@pytest.fixture(params=NAMES)
def colours(request: pytest.FixtureRequest) -> Theme:
    return theme(request.param)


def test_the_formula_agrees_with_known_pairs() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#fff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("role", ["ink", "soft_ink", "right", "left", "neither", "warning"])
def test_text_read_from_the_mat_has_a_contrast_of_seven(colours: Theme, role: str) -> None:
    assert contrast(getattr(colours, role), colours.background) >= 7


@pytest.mark.parametrize("fullness", [0.0, 0.5, 1.0])
def test_the_number_in_the_circle_has_a_contrast_of_seven(colours: Theme, fullness: float) -> None:
    share = 0.25 + 0.75 * fullness
    ground = QColor.fromRgbF(
        *(
            share * front + (1 - share) * back
            for front, back in zip(
                colours.circle.getRgbF()[:3],  # type: ignore[index]
                colours.background.getRgbF()[:3],  # type: ignore[index]
                strict=True,
            )
        )
    )
    assert contrast(colours.ink, ground) >= 7


@pytest.mark.parametrize("role", ["ink", "soft_ink", "warning"])
def test_text_on_a_card_has_a_contrast_of_seven(colours: Theme, role: str) -> None:
    assert contrast(getattr(colours, role), colours.surface) >= 7


@pytest.mark.parametrize("role", ["circle_ring", "accent"])
def test_ring_and_edges_of_buttons_have_a_contrast_of_three(colours: Theme, role: str) -> None:
    for ground in (colours.background, colours.surface):
        assert contrast(getattr(colours, role), ground) >= 3


def test_words_on_the_main_button_have_a_contrast_of_four_and_a_half(colours: Theme) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("side", SIDES)
def test_letters_of_the_timeline_can_be_read_before_and_after(colours: Theme, side: Side) -> None:
    letter = colours.of_side(side)
    filled = colours.fill_of_side(side)
    passed = colours.background if filled == letter else letter
    assert contrast(letter, colours.surface) >= 4.5
    assert contrast(passed, filled) >= 4.5


def test_the_colours_of_right_and_left_are_clearly_different(colours: Theme) -> None:
    right, left = colours.right.hueF(), colours.left.hueF()
    assert min(abs(right - left), 1 - abs(right - left)) > 0.25


def test_night_never_flashes_white() -> None:
    night = theme("night")
    for role in ("background", "surface", "line", "circle"):
        assert getattr(night, role).lightnessF() < 0.35


def test_every_colour_reaches_qt(colours: Theme) -> None:
    assert palette(colours).color(QPalette.ColorRole.WindowText) == colours.ink
    assert colours.warning.name() in style_sheet(colours)
    assert not re.search(r"@\w", style_sheet(colours))


@pytest.mark.parametrize("role", ["before", "after"])
def test_the_lines_of_a_chart_have_a_contrast_of_four_and_a_half(colours: Theme, role: str) -> None:
    assert contrast(getattr(colours, role), colours.surface) >= 4.5
