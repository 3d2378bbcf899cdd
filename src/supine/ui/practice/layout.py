"""The layout of the practice screen: pure geometry. No place depends on a text."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtCore import QPointF, QRectF

from supine.ui.painting.type_fit import LINE_HEIGHT

CONTROLS_HEIGHT = (48.0, 96.0)
"""Logical pixels, on a small and a large screen: WCAG 2.5.8 asks for at least 24."""

NARROW = 1300.0
"""Width in logical pixels below which the buttons of a tall screen are in two rows."""

ONE_ROW_SHAPE = 9.5
"""Width divided by height of the buttons' place, from which on they are in one row."""

ROWS_APART = 8.0
"""Logical pixels between two rows of buttons."""

LOCKED_SIZE = 3.7
"""Width of the word for locked keys, in type sizes of the caption."""

WIDE = 1.15
"""Width divided by height from which on the circle is beside the cue, not above it."""

SIDE_SIZE = 1.1
"""Type size of the side's words, as a share of the size that can be read from the mat."""

POSE_SIZE = 0.86
"""Type size of the pose's name, as such a share."""

PHASE_SIZE = 0.8
"""Type size of the words below the circle, as such a share."""

CAPTION_SIZE = 0.62
"""Type size of the line above the timeline, as such a share: it is less important."""

LARGEST_CUE = 2.0
"""Largest type size of the cue, as such a share."""

FIGURE_SHARE = 0.62
"""Share of the width that the figure gets if the circle is beside it."""

CUE_LINES = 2.15
"""Lines of a cue below the figure: every shipped cue fits into two."""

HEAD_SHAPE = 0.065
"""Height divided by width of a head in one line. In larger type the side would not fit beside the
pose, and would become the smaller of the two."""

THUMBNAIL_SHAPE = 2.2
"""Width divided by height of the small figure of the next pose."""


@dataclass(frozen=True)
class Places:
    """The places of all parts of the screen, in logical pixels."""

    side: QRectF
    pose: QRectF
    time: QRectF
    cue: QRectF
    circle: QRectF
    phase: QRectF
    caption: QRectF
    timeline: QRectF
    controls: QRectF
    locked: QRectF
    """Place of the word for locked keys."""
    figure: QRectF | None = None
    """None for a pose without a figure."""
    thumbnail: QRectF | None = None
    """Place of the small figure of the next pose; None in a practice without figures."""

    @property
    def whole_head(self) -> QRectF:
        """The place of a pose's name without a side."""
        return self.side.united(self.pose) if self.in_one_line else self.side

    @property
    def wide_time(self) -> QRectF:
        """The place of the time while the keys are not locked: a round is told with it."""
        return self.time.united(self.locked)

    @property
    def way_out(self) -> QRectF:
        """The place of a whole way out, which is shown at once and instead of the figure."""
        if self.figure is None:
            return self.cue
        bottom = self.cue.bottom() if self.in_one_line else self.figure.bottom()
        return QRectF(self.figure.topLeft(), QPointF(self.figure.right(), bottom))

    @property
    def largest_size(self) -> float:
        """Type size from which on even a text of one line fills its place."""
        shares = ((self.side, SIDE_SIZE), (self.cue, LARGEST_CUE), (self.phase, PHASE_SIZE),
                  (self.caption, CAPTION_SIZE))  # fmt: skip
        return max(place.height() / (share * LINE_HEIGHT) for place, share in shares)

    @property
    def in_one_line(self) -> bool:
        """Whether the pose is beside the side, and the circle beside the figure."""
        return self.pose.top() < self.side.bottom()

    def mirrored(self, width: float) -> Places:
        """Return the places on a screen of that `width` for somebody who reads to the left."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(
            self,
            **{
                name: QRectF(width - place.right(), place.top(), place.width(), place.height())
                for name, place in kept.items()
                if place is not None
            },
        )


def practice_layout(
    width: float, height: float, size: float, *, figure: bool = False, thumbnail: bool = False
) -> Places:
    """Return the places on a screen of `width` × `height` for text of type `size`.

    All sizes are in logical pixels. `figure` is whether the pose has a figure, and `thumbnail`
    whether any pose of the practice has one.
    """
    margin = min(max(min(width, height) * 0.035, 12.0), 56.0)
    inner = QRectF(margin, margin * 0.7, width - 2 * margin, height - 1.2 * margin)
    low, high = CONTROLS_HEIGHT
    button = min(max(height * 0.055, low), high)
    if portrait := width < height:
        button = min(button, 64.0)
    controls_height = button * 2 + ROWS_APART if portrait and width < NARROW else button
    controls_top = inner.bottom() - controls_height
    controls = QRectF(inner.left(), controls_top, inner.width(), controls_height)
    bar = min(max(height * 0.045, 22.0), 84.0)
    timeline = QRectF(inner.left(), controls.top() - margin * 0.4 - bar, inner.width(), bar)
    line = min(max(size * CAPTION_SIZE * 1.6, 24.0), height * 0.07)
    if portrait:
        line *= 2
    row = QRectF(inner.left(), timeline.top() - line - margin * 0.15, inner.width(), line)
    rows = _two_rows if portrait else _one_row
    small, caption, locked, time = rows(row, margin, size, thumbnail)
    beside = figure and inner.width() >= WIDE * inner.height()
    side, pose = _head(inner, height, size, in_one_line=beside)
    top = max(side.bottom(), pose.bottom()) + margin * 0.4
    middle = QRectF(inner.left(), top, inner.width(), row.top() - top - margin * 0.4)
    drawn, cue, circle, phase = None, *_middle(middle, margin, size)
    if figure:
        parts = _beside if beside else _below
        drawn, cue, circle, phase = parts(middle, margin, size)
    return Places(
        side, pose, time, cue, circle, phase, caption, timeline, controls, locked, drawn, small
    )  # fmt: skip


Row = tuple[QRectF | None, QRectF, QRectF, QRectF]
"""The places of the thumbnail, the caption, the word for locked keys, and the time."""


def _one_row(row: QRectF, margin: float, size: float, thumbnail: bool) -> Row:
    """Return one row: the next pose at the left, the remaining time above the timeline's end."""
    clock = min(row.width() * 0.22, size * CAPTION_SIZE * 6.5)
    time = QRectF(row.right() - clock, row.top(), clock, row.height())
    word = min(row.width() * 0.1, size * CAPTION_SIZE * LOCKED_SIZE)
    locked = QRectF(time.left() - margin * 0.5 - word, row.top(), word, row.height())
    small, left = _thumbnail(row, margin, thumbnail)
    caption = QRectF(left, row.top(), locked.left() - left - margin, row.height())
    return small, caption, locked, time


def _two_rows(row: QRectF, margin: float, size: float, thumbnail: bool) -> Row:
    """Return two rows for a tall screen: the caption in the upper one, the thumbnail in both."""
    small, left = _thumbnail(row, margin, thumbnail)
    upper = QRectF(left, row.top(), row.right() - left, row.height() / 2)
    lower = upper.translated(0, upper.height())
    word = min(lower.width() * 0.4, size * CAPTION_SIZE * LOCKED_SIZE)
    locked = QRectF(left, lower.top(), word, lower.height())
    time = QRectF(lower)
    time.setLeft(locked.right())
    return small, upper, locked, time


def _thumbnail(row: QRectF, margin: float, shown: bool) -> tuple[QRectF | None, float]:
    """Return the place of the thumbnail, and the left edge of the words beside it."""
    if not shown:
        return None, row.left()
    small = QRectF(row.left(), row.top(), min(row.height() * THUMBNAIL_SHAPE, row.width() * 0.2),
                   row.height())  # fmt: skip
    return small, small.right() + margin * 0.5


def control_rows(width: float, height: float) -> int:
    """Return the number of rows of buttons in a place of this size, in logical pixels."""
    return 1 if width >= ONE_ROW_SHAPE * height else 2


def _head(inner: QRectF, height: float, size: float, *, in_one_line: bool) -> tuple[QRectF, QRectF]:
    """Return the places of side and pose: in one line if a figure needs the height."""
    side_height = min(size * SIDE_SIZE * 1.3, height * 0.11)
    if in_one_line:
        high = min(side_height, inner.width() * HEAD_SHAPE)
        side = QRectF(inner.left(), inner.top(), inner.width() * 0.42, high)
        left, lower = side.right() + inner.width() * 0.02, high * POSE_SIZE / SIDE_SIZE
        # smaller type must be a little lower to be on the same line
        top = inner.top() + (high - lower) * 0.75
        return side, QRectF(left, top, inner.right() - left, lower)
    pose_height = min(size * POSE_SIZE * 1.3, height * 0.09)
    side = QRectF(inner.left(), inner.top(), inner.width(), side_height)
    return side, QRectF(inner.left(), side.bottom(), inner.width(), pose_height)


def _beside(middle: QRectF, margin: float, size: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Return figure, cue, circle and phase: the circle beside the figure, the cue below both."""
    cue_height = min(size * LINE_HEIGHT * CUE_LINES, middle.height() * 0.5)
    cue = QRectF(middle.left(), middle.bottom() - cue_height, middle.width(), cue_height)
    high = cue.top() - middle.top() - margin * 0.3
    figure = QRectF(middle.left(), middle.top(), middle.width() * FIGURE_SHARE, high)
    left = figure.right() + margin
    phase_height = min(size * PHASE_SIZE * 1.4, high * 0.25)
    circle = QRectF(left, middle.top(), middle.right() - left, high - phase_height)
    phase = QRectF(left, circle.bottom(), circle.width(), phase_height)
    return figure, cue, _square(circle), phase


def _below(middle: QRectF, margin: float, size: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Return figure, cue, circle and phase for a tall screen: the figure above all others."""
    high = min(middle.width() / 1.6, middle.height() * 0.48)
    figure = QRectF(middle.left(), middle.top(), middle.width(), high)
    rest = QRectF(middle)
    rest.setTop(figure.bottom() + margin * 0.3)
    return figure, *_middle(rest, margin, size)


def _middle(middle: QRectF, margin: float, size: float) -> tuple[QRectF, QRectF, QRectF]:
    """Return the places of cue, circle and phase without a figure."""
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
