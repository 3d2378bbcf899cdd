"""A text goes in the direction of its script."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt

from supine.ui.painting.type_fit import direction_of
from supine.ui.theme import theme
from supine.ui.widgets.text_block import TextValues, paint_text
from tests.helpers import painted, pixels

WIDTH, HEIGHT = 600, 120

pytestmark = pytest.mark.usefixtures("qapp")


def ink(text: str, align: str = "start") -> tuple[int, int, int]:
    """Return the first and the last column with ink, and the highest row of the first ones."""
    values = TextValues(text, 40.0, align=align)  # type: ignore[arg-type]
    rect = QRectF(0, 0, WIDTH, HEIGHT)
    image = painted(WIDTH, HEIGHT, lambda p: paint_text(p, rect, values, theme("dawn")))
    dark = pixels(image).max(axis=2) < 160
    columns = np.flatnonzero(dark.any(axis=0))
    first = dark[:, columns[0] : columns[0] + 4]
    return int(columns[0]), int(columns[-1]), int(np.flatnonzero(first.any(axis=1))[0])


@pytest.mark.parametrize("text", ["دع أسفل ظهرك يسترخي.", "להרפות את הגב.", "“דע.", "3 נשימות."])
def test_arabic_and_hebrew_begin_at_the_right_and_end_with_their_full_stop(text: str) -> None:
    """The full stop was at the right, before the line."""
    first, last, top = ink(text)
    assert WIDTH - last < 20
    assert first > 100
    assert top > HEIGHT / 2, "a full stop is low"


@pytest.mark.parametrize("text", ["Let your back go.", "Right side: דע", "3 breaths.", "..."])
def test_all_others_begin_at_the_left(text: str) -> None:
    assert ink(text)[0] < 20


@pytest.mark.parametrize("text", ["Twist", "דע"])
def test_what_stands_at_the_right_edge_stays_there(text: str) -> None:
    assert WIDTH - ink(text, "end")[1] < 20


def test_each_paragraph_has_its_own_direction() -> None:
    first, last, _top = ink("Come out.\nדע.")
    assert first < 20
    assert WIDTH - last < 20
    assert direction_of("") == Qt.LayoutDirection.LeftToRight
