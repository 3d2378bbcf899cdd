"""The two pictures of docs/stances.md: its example, step by step, and what its numbers mean."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from supine.figure.camera import camera_of
from supine.figure.motion import scene_of
from supine.figure.stances import Stance, stance, stances_in
from supine.figure.vectors import Vector, scale
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "stances.md"

STEPS = (
    ("1. like: start", ("title", "like")),
    ("2. the legs", ("right_leg", "left_leg")),
    ("3. the hands", ("right_hand", "left_hand")),
    ("4. a thing and the view", ("props", "mat", "view")),
)
"""What is written above each step, and the keys that it adds."""

WIDTH, HEIGHT, MARGIN, LINE, TYPE = 440, 260, 20, 26, 17
"""All sizes here are in pixels."""

AXES: dict[str, Vector] = {
    "along": (1.0, 0.0, 0.0), "across": (0.0, 1.0, 0.0), "up": (0.0, 0.0, 1.0),
}  # fmt: skip

LENGTHS = {"along": 7, "across": 4, "up": 4}
"""How far each axis is drawn, in tenths of a metre."""

SHIFTS = {"along": QPointF(-80, 4), "across": QPointF(-26, 4), "up": QPointF(-26, -28)}
"""From the end of each axis to its words."""

TICK = 3.5

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def example() -> str:
    """Return the example of the guide: the end of a sequence, with one stance."""
    found = re.search(r"```yaml\n(stances:\n.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None, "the guide begins with an example"
    return found[1]


def steps(text: str) -> list[Stance]:
    """Return the stance in `text` as it is after each of the steps."""
    head, name, *lines = text.splitlines()
    made, known = [], set[str]()
    for _words, keys in STEPS:
        known |= set(keys)
        kept = [line for line in lines if line.partition(":")[0].strip() in known]
        found = stances_in("\n".join([head, name, *kept]))
        made.append(found[name.strip(" :")])
    return made


def step_sheet(theme: Theme) -> QImage:
    """Return the picture of the example, step by step, in `theme`."""
    wide, high = WIDTH + MARGIN, HEIGHT + LINE + MARGIN
    image = _blank(2 * wide + MARGIN, 2 * high + MARGIN, theme)
    with QPainter(image) as painter:
        for number, (of, (words, _keys)) in enumerate(zip(steps(example()), STEPS, strict=True)):
            row, column = divmod(number, 2)
            left, top = MARGIN + column * wide, MARGIN + row * high
            _write(painter, QRectF(left, top, WIDTH, LINE), words, theme)
            place = QRectF(left, top + LINE, WIDTH, HEIGHT)
            paint_figure(painter, place, FigureValues(scene_of(of)), theme)
    return image


def place_sheet(theme: Theme) -> QImage:
    """Return the picture of the three directions in which places are measured, in `theme`."""
    image = _blank(2 * WIDTH, HEIGHT * 3 // 2, theme)
    place = QRectF(image.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    scene = scene_of(stance("legs-long"))
    camera = camera_of(scene.view, place.width(), place.height())
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_figure(painter, place, FigureValues(scene), theme)
        painter.translate(place.topLeft())
        for name, tenths in LENGTHS.items():
            dots = [
                QPointF(*camera.project(scale(AXES[name], n / 10))[:2]) for n in range(tenths + 1)
            ]
            painter.setPen(QPen(theme.left, 3.0))
            painter.drawLine(dots[0], dots[-1])
            painter.setBrush(theme.left)
            for dot in dots:
                painter.drawEllipse(dot, TICK, TICK)
            below = QRectF(dots[-1].x(), dots[-1].y(), WIDTH, LINE)
            words = f"{name} {tenths / 10:g}"
            _write(painter, below.translated(SHIFTS[name]), words, theme)
    return image


def _blank(width: int, height: int, theme: Theme) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.background)
    return image


def _write(painter: QPainter, place: QRectF, text: str, theme: Theme) -> None:
    painter.setFont(type_of(TYPE, bold=True))
    painter.setPen(theme.ink)
    painter.drawText(place, LEFT, text)
