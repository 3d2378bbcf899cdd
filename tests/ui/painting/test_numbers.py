"""The numbers of a still picture's panels can be read from the mat, and hide nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from supine.core.sequence import Side
from supine.figure.movement import started, still_scene_of
from supine.figure.panels import placed
from supine.figure.scene import Scene
from supine.figure.stances import stance
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.theme import theme

DAWN = theme("dawn")
PRACTICE = (816, 285)
"""The size of the figure in a practice on a screen of 1366 × 768 pixels."""

SHEET = (900, 575)
"""The size of the figure in a picture of 900 × 620 pixels, without its legend."""

LEAST = 23
"""The least height of a digit there, in pixels: 12 minutes of arc at 1.5 m, on 14 inches. A letter
that can just be read has 5."""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["wipers", "core", "cat-cow", "bird-dog-slow", "leg-raise"])
def test_numbers_are_read_from_the_mat_and_hide_nothing(name: str) -> None:
    scene = still_scene_of(stance(name), side="right")
    boxes = [one.box for one in placed(scene, *PRACTICE) if one.panel.number]
    bare = replace(scene, panels=tuple(replace(one, number=0) for one in scene.panels))
    without, shown = painted(bare), painted(scene)
    for box in boxes:
        left, top = round(box.left), round(box.top)
        there = np.s_[top : top + round(box.height), left : left + round(box.width)]
        disc = (shown[there] != without[there]).any(axis=2)
        assert not without[there][disc].any()
        # the digit is of the background's light colour, inside the dark disc
        light = disc & (shown[there][:, :, 0] > 128) & (shown[there][:, :, 3] == 255)
        rows = np.flatnonzero(light.any(axis=1))
        assert rows[-1] - rows[0] + 1 >= LEAST


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["half-pigeon-shin", "hamstring", "twist", "chair-forward-fold"])
@pytest.mark.parametrize("side", ["right", "left"])
def test_the_number_of_a_pose_with_its_start_hides_nothing(name: str, side: Side) -> None:
    of = stance(name)
    scene = started(still_scene_of(of, side=side), of)
    (pose,) = (one for one in placed(scene, *SHEET) if one.panel.number and not one.panel.start)
    bare = replace(scene, panels=tuple(replace(one, number=0) for one in scene.panels))
    without = painted(bare, SHEET)
    assert pose.disc is not None
    x, y, radius = pose.disc
    rows, columns = np.mgrid[: SHEET[1], : SHEET[0]]
    disc = np.hypot(columns + 0.5 - x, rows + 0.5 - y) <= radius
    assert disc.sum() > 1000
    assert not without[disc].any()


def painted(scene: Scene, size: tuple[int, int] = PRACTICE) -> npt.NDArray[np.uint8]:
    image = QImage(*size, QImage.Format.Format_RGBA8888)
    image.fill(0)
    with QPainter(image) as painter:
        paint_figure(painter, QRectF(0.0, 0.0, *size), FigureValues(scene), DAWN)
    return np.frombuffer(image.constBits(), np.uint8).reshape(size[1], size[0], 4).copy()
