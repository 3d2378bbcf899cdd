"""A picture of the timelines of one series, done in rounds in three ways."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read
from supine.ui.painting.type_fit import type_of
from supine.ui.practice.timeline import TimelineValues, paint_timeline
from supine.ui.theme import Theme

WIDTH, MARGIN = 900, 20
"""All sizes here are in pixels."""

LINE, BAR, SPACE, TYPE = 24, 30, 20, 17

SERIES = """\
title: Rounds
steps:
  - series: Legs
    rounds: 3
    between: {{rest: Still, seconds: 30}}{more}
    steps:
      - pose: Leg up
        holds: [{{count: 40, unit: seconds}}]
        leave: [Lower it.]{sides}
      - pose: Leg out
        holds: [{{count: 40, unit: seconds}}]
        leave: [Lower it.]{sides}
"""

WAYS = (
    ("1. As above: each round on the right, then on the left", "", ""),
    ("2. change_sides: once", "\n    change_sides: once", ""),
    (
        "3. sides: each-pose, and sides: both in each pose",
        "\n    sides: each-pose",
        "\n        sides: both",
    ),
)
"""What is written above each timeline, and the keys of its series and of its poses."""


def round_sheet(theme: Theme) -> QImage:
    """Return the picture in `theme`."""
    height = 2 * MARGIN + len(WAYS) * (LINE + BAR + SPACE) - SPACE
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(theme.background)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    with QPainter(image) as painter:
        top = float(MARGIN)
        for words, more, sides in WAYS:
            made = plan(read(SERIES.format(more=more, sides=sides)), Pace())
            painter.setFont(type_of(TYPE))
            painter.setPen(theme.ink)
            painter.drawText(QRectF(MARGIN, top, WIDTH - 2 * MARGIN, LINE), left, words)
            place = QRectF(MARGIN - 2, top + LINE, WIDTH - 2 * MARGIN + 4, BAR)
            paint_timeline(painter, place, TimelineValues(made.segments, made.seconds, 0.0), theme)
            top += LINE + BAR + SPACE
    return image
