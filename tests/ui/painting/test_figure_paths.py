"""The paths that shapes of the figure are painted with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from supine.figure.motion import scene_of
from supine.figure.outlines import circle
from supine.figure.parts import Shape
from supine.figure.stances import stance
from supine.ui.painting import figure
from supine.ui.painting.figure import FigureValues, paint_body
from supine.ui.theme import theme

SIZE = (350.0, 250.0)


@pytest.mark.usefixtures("qapp")
def test_painting_a_picture_changes_no_path_in_it() -> None:
    values, night = FigureValues(scene_of(stance("start"))), theme("night")
    pieces = figure._pieces(values, night, *SIZE)
    before = [[QPainterPath(path) for path in piece.paths] for piece in pieces]
    image = QImage(350, 250, QImage.Format.Format_RGB32)
    for _ in range(3):
        with QPainter(image) as painter:
            paint_body(painter, QRectF(0, 0, *SIZE), values, night)
    assert figure._pieces(values, night, *SIZE) is pieces
    assert [list(piece.paths) for piece in pieces] == before


@pytest.mark.parametrize("wider", [0.0, 1.5, 4.0])
def test_a_line_round_a_part_is_as_much_wider_as_its_shape_says(wider: float) -> None:
    shape = Shape("outline", "edge", (circle((50.0, 40.0, 10.0)),), wider=wider)
    bounds = figure._outlined(shape).bounds
    sides = (bounds.left(), bounds.top(), bounds.right(), bounds.bottom())
    reach = 10.0 + wider
    assert sides == pytest.approx((50 - reach, 40 - reach, 50 + reach, 40 + reach), abs=0.02)


def test_the_rectangle_of_an_outline_holds_all_its_paths() -> None:
    shape = Shape("skin", "fill", (circle((50.0, 40.0, 10.0)), circle((90.0, 20.0, 5.0))))
    outline = figure._outlined(shape)
    assert len(outline.paths) == 2
    assert all(outline.bounds.contains(path.controlPointRect()) for path in outline.paths)


def test_a_shape_without_polygons_has_no_place() -> None:
    assert figure._outlined(Shape("eye", "fill", ())).bounds.isEmpty()
