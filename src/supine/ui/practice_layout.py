"""Where everything stands on the practice screen. Pure geometry: no place depends on a text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

CONTROLS_HEIGHT = (48.0, 96.0)
"""Logical pixels on a small and on a large screen: WCAG 2.5.8 asks for at least 24."""

WIDE = 1.15
"""Width over height from which the circle stands beside the cue rather than above it."""

SIDE_SIZE = 1.1
"""Type of the side's words, as a share of the size that can be read from the mat."""

POSE_SIZE = 0.86
"""Type of the pose's name, likewise."""

PHASE_SIZE = 0.8
"""Type of the words under the circle, likewise."""

CAPTION_SIZE = 0.62
"""Type of the line above the timeline, likewise: it is for those who look twice."""

LARGEST_CUE = 2.0
"""How much larger than readable the cue may become where there is room."""


@dataclass(frozen=True)
class Places:
    """Rectangles in logical pixels."""

    side: QRectF
    pose: QRectF
    time: QRectF
    cue: QRectF
    circle: QRectF
    phase: QRectF
    caption: QRectF
    timeline: QRectF
    controls: QRectF


def practice_layout(width: float, height: float, size: float) -> Places:
    """Return the places on a screen of `width` × `height` for text of type `size`."""
    margin = min(max(min(width, height) * 0.035, 12.0), 56.0)
    inner = QRectF(margin, margin * 0.7, width - 2 * margin, height - 1.2 * margin)
    low, high = CONTROLS_HEIGHT
    tall = min(max(height * 0.055, low), high)
    controls = QRectF(inner.left(), inner.bottom() - tall, inner.width(), tall)
    bar = min(max(height * 0.045, 22.0), 84.0)
    timeline = QRectF(inner.left(), controls.top() - margin * 0.4 - bar, inner.width(), bar)
    line = min(max(size * CAPTION_SIZE * 1.4, 24.0), height * 0.065)
    caption = QRectF(inner.left(), timeline.top() - line - margin * 0.15, inner.width(), line)
    side, pose, time = _head(inner, height, size)
    middle = QRectF(
        inner.left(),
        pose.bottom() + margin * 0.4,
        inner.width(),
        caption.top() - pose.bottom() - margin * 0.8,
    )
    cue, circle, phase = _middle(middle, margin, size)
    return Places(side, pose, time, cue, circle, phase, caption, timeline, controls)


def _head(inner: QRectF, height: float, size: float) -> tuple[QRectF, QRectF, QRectF]:
    side_height = min(size * SIDE_SIZE * 1.3, height * 0.11)
    pose_height = min(size * POSE_SIZE * 1.3, height * 0.09)
    clock = min(inner.width() * 0.22, size * CAPTION_SIZE * 6.5)
    side = QRectF(inner.left(), inner.top(), inner.width() - clock, side_height)
    pose = QRectF(inner.left(), side.bottom(), inner.width(), pose_height)
    time = QRectF(inner.right() - clock, inner.top(), clock, side_height)
    return side, pose, time


def _middle(middle: QRectF, margin: float, size: float) -> tuple[QRectF, QRectF, QRectF]:
    phase_height = min(size * PHASE_SIZE * 1.4, middle.height() * 0.2)
    if middle.width() < WIDE * middle.height():
        circle_height = middle.height() * 0.52 - phase_height
        circle = QRectF(middle.left(), middle.top(), middle.width(), circle_height)
        phase = QRectF(middle.left(), circle.bottom(), middle.width(), phase_height)
        top = phase.bottom() + margin * 0.3
        cue = QRectF(middle.left(), top, middle.width(), middle.bottom() - top)
        return cue, _square(circle), phase
    column = min(middle.width() * 0.46, max(middle.height() - phase_height, middle.width() * 0.34))
    left = middle.right() - column
    circle = QRectF(left, middle.top(), column, middle.height() - phase_height)
    phase = QRectF(left, circle.bottom(), column, phase_height)
    cue = QRectF(middle.left(), middle.top(), middle.width() - column - margin, middle.height())
    return cue, _square(circle), phase


def _square(room: QRectF) -> QRectF:
    edge = min(room.width(), room.height())
    return QRectF(room.center().x() - edge / 2, room.center().y() - edge / 2, edge, edge)
