"""One picture of every stance that a sequence uses, worked on the right and on the left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from supine.core.sequence import Rest, Sequence, Series, Side, every_pose
from supine.figure.motion import phase_at, scene_of
from supine.figure.stances import stance
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

PAIRS = 4
"""Pairs of pictures in a row."""

WIDTH, HEIGHT = 186, 116
"""The size of one figure; all sizes here are in pixels."""

LINE, MARGIN, SPACE = 22, 20, 26
TYPE = 15

QUARTERS = (0.0, 0.25, 0.5, 0.75)
"""The shares of a circle that are shown, 0 to 1."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRED = Qt.AlignmentFlag.AlignCenter


class Entry(NamedTuple):
    """A stance at an instant of its motion."""

    stance: str
    at: float = 0.0

    @property
    def label(self) -> str:
        """Its name, as on the command line."""
        return f"{self.stance} --at {self.at:g}" if self.at else self.stance


def entries(sequence: Sequence) -> list[Entry]:
    """Return the stances of all poses, variants and rests, and the positions of each motion."""
    return list(dict.fromkeys(_entries(sequence)))


def _entries(sequence: Sequence) -> Iterator[Entry]:
    for pose in every_pose(sequence):
        if pose.stance:
            motion = stance(pose.stance).motion
            yield from (Entry(pose.stance, at) for at in _instants(pose.stance))
            yield from (Entry(name) for name in (motion.through if motion else ()))
        variants = [one for one in (pose.easier, *pose.deeper) if one is not None]
        yield from (Entry(one.stance) for one in variants if one.stance)
    for step in sequence.steps:
        inner = step.steps if isinstance(step, Series) else [step]
        yield from (Entry(one.stance) for one in inner if isinstance(one, Rest) and one.stance)


def _instants(name: str) -> tuple[float, ...]:
    motion = stance(name).motion
    return QUARTERS if motion is not None and motion.knees is not None else (0.0,)


def figure_sheet(sequence: Sequence, theme: Theme) -> QImage:
    """Return the picture of all stances of `sequence`."""
    shown = entries(sequence)
    rows = -(-len(shown) // PAIRS)
    wide, high = 2 * WIDTH + SPACE, HEIGHT + 2 * LINE + SPACE
    image = QImage(
        2 * MARGIN + PAIRS * wide - SPACE,
        2 * MARGIN + rows * high - SPACE,
        QImage.Format.Format_RGB32,
    )
    image.fill(theme.background)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, entry in enumerate(shown):
            row, column = divmod(number, PAIRS)
            _paint_pair(painter, (MARGIN + column * wide, MARGIN + row * high), entry, theme)
    return image


def _paint_pair(painter: QPainter, at: tuple[int, int], entry: Entry, theme: Theme) -> None:
    left, top = at
    _write(painter, QRectF(left, top, 2 * WIDTH, LINE), entry.label, theme.ink, bold=True)
    sides: tuple[Side, Side] = ("right", "left")
    for number, side in enumerate(sides):
        place = QRectF(left + number * WIDTH, top + LINE, WIDTH, HEIGHT)
        of = stance(entry.stance)
        scene = scene_of(of, phase_at(of.motion, entry.at), side)
        paint_figure(painter, place, FigureValues(scene), theme)
        below = QRectF(place.left(), place.bottom(), WIDTH, LINE)
        _write(painter, below, side, theme.of_side(side))


def _write(
    painter: QPainter, place: QRectF, text: str, colour: QColor, *, bold: bool = False
) -> None:
    painter.setFont(type_of(TYPE, bold=bold))
    painter.setPen(colour)
    painter.drawText(place, LEFT if bold else CENTRED, text)
