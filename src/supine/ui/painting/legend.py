"""The legend of a picture that stands still: what its signs mean, and only of those it has."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto
from math import cos, pi, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPolygonF,
)

from supine.core.sequence import Side
from supine.figure.arrow import HOLLOW, arrow_outline, force_outlines
from supine.figure.panels import Sign
from supine.figure.scene import ArrowKind
from supine.figure.stance import MotionSpec
from supine.language import translate
from supine.ui import words
from supine.ui.painting.figure import DASHES, ghost_colours, readable_on
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

ROW, ICON, SPACE = 1.55, 2.4, 1.6
"""The height of a row, the breadth of most signs, and the space between entries, in type sizes."""

OTHERS = {Sign.STILL: 0.9, Sign.SIDE: 1.4, Sign.WAY: 3.6, Sign.PUT: 3.2}
"""The breadth of the others: a way has a ghost, or a thing, and the arrow that leads from it."""

AFTER_GHOST = 2.2
"""The place of the arrow from a ghost, likewise."""

NUMBER_STEP = 1.24
"""The space from number to number, likewise."""

ROW_STEPS = 20
"""The lengths of rows that are tried, for rows that are about as long."""


EASY = (Sign.PULL, Sign.PUSH, Sign.PRESS, Sign.WAY)
"""The signs whose meaning says how far to go, so that no other has to."""

BEFORE_WORDS = 0.5
"""The space between a sign and its words, likewise."""


FORCE, TAIL, BAR = 0.46, 0.5, 0.2
"""The width of the arrow of a pull or a press, and the room for its clasp or its bar, likewise."""


STOPS = ".!?\u3002\uff01\uff1f"
"""What may stand at the end of a sentence, with the wide forms."""


FORCES = {Sign.PULL: ArrowKind.PULL, Sign.PUSH: ArrowKind.PUSH, Sign.PRESS: ArrowKind.PRESS}
"""What the hollow arrows in a legend show."""


class Limbs(Enum):
    """The limbs that work on the side of a letter."""

    ONE_SIDE = auto()
    LEG = auto()
    """The leg of that side alone."""
    ACROSS = auto()
    """A leg, and the arm of the other side."""
    NONE = auto()
    """The knees fall to that side."""


class Entry(NamedTuple):
    """A sign and what it means."""

    sign: Sign | None
    """None before words of what one may feel, and before those that go on from the row above."""
    text: str
    side: Side | None = None
    """The side of a letter."""
    first: int = 1
    """The number of the first picture that it is about, if it is about numbers."""
    ends: int = 2
    """The number of the last of them."""
    numbers: tuple[int, ...] = ()
    """Those of its pictures, if they are not from the first to the last: those of a way back."""
    clockwise: bool = True
    """Whether the ring of knees that go round does so on the page."""

    shorter: tuple[str, ...] = ()
    """Other texts, where the first is too wide."""
    more: tuple[str, ...] = ()
    """What follows in sentences of their own, which may stand on rows of their own."""

    @property
    def may_be_left_out(self) -> bool:
        """Whether it is done without where it is too wide: words of a way out or of a feeling."""
        return bool(self.numbers) or self.sign is None

    @property
    def sentences(self) -> str:
        """All its words."""
        return " ".join(map(sentence, (self.text, *self.more)))

    @property
    def discs(self) -> tuple[int, ...]:
        """The numbers that it is about."""
        return self.numbers or tuple(range(self.first, self.ends + 1))


class Rows(NamedTuple):
    """How rows are laid out: each in the middle, or all from one place on, in pixels."""

    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
    """The direction in which the entries of a row are read."""
    left: float | None = None
    """The left side of the widest sign before the first words of a row."""
    words: float = 0.0
    """The left side of those words; a sign is close before them."""

    def start(self, before: float) -> float:
        """Return the left side of a row whose sign, with the gap behind it, is `before` wide."""
        return max(self.left or 0.0, self.words - before)


CENTRED = Rows()


def fitted(entries: tuple[Entry, ...], width: float, size: float) -> tuple[Entry, ...]:
    """Return entries that fit into `width` pixels, in fewer words or more rows, in type of `size`.

    What one may feel, and how one comes out, are left out where they are too wide.
    """
    found: list[Entry] = []
    for one in entries:
        texts = [one, *(one._replace(text=text) for text in one.shorter)]
        fits = next((it for it in texts if entry_width(it, size) <= width), one)
        lines = _lines(fits, width, size)
        if not (one.may_be_left_out and any(entry_width(line, size) > width for line in lines)):
            found += lines
    return tuple(found)


def _lines(entry: Entry, width: float, size: float) -> list[Entry]:
    lines = [entry._replace(more=())]
    for one in entry.more:
        longer = lines[-1]._replace(more=(*lines[-1].more, one))
        if entry_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(entry._replace(sign=None, text=one, more=()))
    return lines


def legend_of_signs(
    signs: Collection[Sign],
    motion: MotionSpec | None = None,
    ends: int = 0,
    side: Side | None = None,
    limbs: Limbs = Limbs.ONE_SIDE,
    starts: int = 0,
) -> tuple[Entry, ...]:
    """Return the legend of `signs`, of one picture or, without its `motion`, of several.

    `limbs` are those that work on the `side` of a letter. The first `starts` of the numbers that go
    up to `ends` are those of where it starts.
    """
    moved = starts if Sign.NUMBER in signs else 0
    step = motion is None and Sign.ARROW in signs
    found: list[Entry] = []
    for sign in (one for one in Sign if one in signs):
        if sign is Sign.START and step and ends == starts + 1 == 2:
            text = translate("Legend", "go slowly from 1 to 2, and back", "numbers of pictures")
        elif sign is Sign.START and step and ends == starts + 1 == 3:
            text = translate(
                "Legend",
                "start as in 1, then go slowly from 2 to 3, and back",
                "numbers of pictures",
            )
        elif sign is Sign.START and not moved and not any(one in signs for one in EASY):
            text = start_easily_words(ends)
        elif sign is Sign.ARROW and step and Sign.START in signs:
            text = translate("Legend", "this way, only as far as is easy")
        elif sign is Sign.ARROW and Sign.NUMBER in signs and motion and not motion.drop:
            text = _next(motion.over) or _meaning(sign, motion, (moved, ends), side, limbs)
        else:
            text = _meaning(sign, motion, (moved, ends), side, limbs)
        first, last = (1, moved) if sign is Sign.START and moved else (moved + 1, max(2, ends))
        if all(text != other.text for other in found):
            found.append(Entry(sign, text, side, first, last))
    return tuple(found)


def sentence(words: str) -> str:
    """Return `words` as a sentence: lists of words were read as the notes of somebody else."""
    if not words or words[-1] in STOPS:
        return words
    return translate("Legend", "{words}.", "words that become a sentence").format(
        words=words[0].upper() + words[1:]
    )


def legend_height(entries: tuple[Entry, ...], width: float, size: float) -> float:
    """Return the height of a legend in `width` pixels, with type of `size`."""
    return ROW * size * len(entry_rows(entries, width, size)) if entries else 0.0


def fitting_size(entries: tuple[Entry, ...], width: float, size: float) -> float:
    """Return the type size, at most `size`, at which no entry is wider than `width`."""
    # type that is a little smaller may be as wide: letters are whole pixels apart
    while (widest := max((entry_width(one, size) for one in entries), default=width)) > width:
        size *= width / widest
    return size


def paint_legend(
    painter: QPainter,
    rect: QRectF,
    entries: tuple[Entry, ...],
    size: float,
    theme: Theme,
    rows: Rows = CENTRED,
) -> None:
    """Paint a legend into `rect`. Its words are outlines, since a file has no font."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, row in enumerate(entry_rows(entries, rect.width(), size)):
        x = rect.left() + (rect.width() - sum(entry_width(one, size) for one in row)) / 2
        if rows.left is not None:
            sign = (breadth(row[0]) + BEFORE_WORDS) * size
            x = rect.left() + rows.start(sign) - SPACE * size / 2
        y = rect.top() + ROW * size * (place + 0.5) - 0.2 * size
        for one in row if rows.to is Qt.LayoutDirection.LeftToRight else reversed(row):
            left, wide = x + SPACE * size / 2, breadth(one) * size
            after = wide + BEFORE_WORDS * size
            x += entry_width(one, size)
            if rows.to is Qt.LayoutDirection.RightToLeft:
                sign, letters = x - SPACE * size / 2 - wide, left
            else:
                sign, letters = left, left + after
            paint_sign(painter, QPointF(sign, y), one, size, theme)
            path = QPainterPath()
            path.addText(letters, y + 0.36 * size, type_of(size), one.sentences)
            painter.fillPath(path, theme.ink)
    painter.restore()


def entry_rows(entries: tuple[Entry, ...], width: float, size: float) -> list[list[Entry]]:
    """Return as few rows as fit into `width`, all about as long: none has but one entry left."""
    widths = [entry_width(one, size) for one in entries]
    few = len(_broken(entries, widths, width))
    shorter = (width * step / ROW_STEPS for step in range(1, ROW_STEPS + 1))
    found = (_broken(entries, widths, one) for one in shorter)
    return next((rows for rows in found if len(rows) == few), [])


def _broken(entries: tuple[Entry, ...], widths: list[float], width: float) -> list[list[Entry]]:
    """Return few rows: each entry is in the first that has room, so a short one may be early."""
    rows: list[list[Entry]] = []
    left: list[float] = []
    for one, wide in zip(entries, widths, strict=True):
        # what one may feel, and how one comes out, are read last
        first = len(rows) - (one.sign is not None or not one.numbers) if one.may_be_left_out else 0
        if one.sign is Sign.STILL:
            # beside a pull, before a push, it was read as done between them
            first = len(rows) - 1
        places = (row for row, room in enumerate(left) if row >= first and wide <= room)
        at = next(places, len(rows))
        if at == len(rows):
            rows.append([])
            left.append(width)
        rows[at].append(one)
        left[at] -= wide
    return rows


def entry_width(entry: Entry, size: float) -> float:
    """Return the width of an entry and of the space round it, in pixels, with type of `size`."""
    letters = QFontMetricsF(type_of(size)).horizontalAdvance(entry.sentences)
    return (SPACE + breadth(entry) + BEFORE_WORDS) * size + letters


def breadth(entry: Entry) -> float:
    """Return the breadth of the sign of an entry, in type sizes."""
    if entry.sign is None:
        return 0.0
    if entry.sign in (Sign.NUMBER, Sign.START):
        return ICON + NUMBER_STEP * (len(entry.discs) - 2)
    return OTHERS.get(entry.sign, ICON)


def paint_sign(painter: QPainter, at: QPointF, one: Entry, size: float, theme: Theme) -> None:
    """Paint a sign with `at` in the middle of its left side."""
    x, y, wide = at.x(), at.y(), breadth(one) * size
    middle, thick = x + wide / 2, 0.24 * size
    if one.sign is Sign.STILL:
        _pause(painter, QPointF(middle, y), size, theme)
    elif one.sign in (Sign.ARROW, Sign.PUT):
        _move(painter, (x, y, wide), one.sign is Sign.PUT, size, theme)
    elif one.sign is Sign.RING:
        # open below, as the ring in the picture is where it is nearest
        turns = [2 * pi * (0.6 + 0.8 * step / 24) for step in range(25)]
        wide = 0.75 * size if one.clockwise else -0.75 * size
        ring = [(middle + sin(t) * wide, y - cos(t) * 0.5 * size) for t in turns]
        _fill(painter, arrow_outline(ring, thick * 0.8), theme.ink)
    elif one.sign is Sign.CLOSER:
        _closer(painter, (x, y, wide), size, theme)
    elif one.sign in FORCES:
        _force(painter, (x, y, wide), FORCES[one.sign], size, theme)
    elif one.sign in (Sign.GHOST, Sign.WAY):
        _ghost(painter, (x, y, wide), one.sign is Sign.WAY, size, theme)
    elif one.sign in (Sign.NUMBER, Sign.START):
        for place, shown in enumerate(one.discs):
            shift = (place - (len(one.discs) - 1) / 2) * NUMBER_STEP
            centre = QPointF(middle + shift * size, y)
            _disc(painter, centre, str(shown), 0.8 * size, (theme.ink, theme.background))
    elif one.side is not None:
        colours = theme.right_limb if one.side == "right" else theme.left_limb
        dark = readable_on(colours, theme)
        _disc(painter, QPointF(middle, y), words.letter_of(one.side), size, (colours, dark))


def _pause(painter: QPainter, at: QPointF, size: float, theme: Theme) -> None:
    for side in (-1.0, 1.0):
        bar = QRectF(at.x() + side * 0.3 * size - 0.11 * size, at.y() - 0.5 * size, 0, 0)
        painter.fillRect(bar.adjusted(0, 0, 0.22 * size, size), theme.ink)


def _ghost(
    painter: QPainter, place: tuple[float, float, float], leads: bool, size: float, theme: Theme
) -> None:
    """Paint a dashed ghost into a `place`, as of a force, and the arrow that leads from it."""
    x, y, wide = place
    if leads:
        line = [(x + AFTER_GHOST * size, y), (x + wide, y)]
        _fill(painter, arrow_outline(line, 0.24 * size), theme.ink)
        wide = (AFTER_GHOST - 0.3) * size
    leg, edge = ghost_colours(theme)
    pill, rim = QRectF(x, y - 0.45 * size, wide, 0.9 * size), 0.12 * size
    _pill(painter, pill, leg, pill.height() / 2)
    outline = QPainterPath()
    outline.addRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    stroker = QPainterPathStroker()
    stroker.setWidth(rim)
    stroker.setDashPattern(DASHES)
    painter.fillPath(stroker.createStroke(outline), edge)


def _closer(
    painter: QPainter, place: tuple[float, float, float], size: float, theme: Theme
) -> None:
    """Paint a ring with a line to a frame into a `place`, as of a force."""
    x, y, wide = place
    path, radius = QPainterPath(), 0.42 * size
    path.addEllipse(QPointF(x + radius, y), radius, radius)
    path.moveTo(x + 2 * radius, y)
    frame = QRectF(x + wide - size, y - 0.5 * size, size, size)
    path.lineTo(frame.left(), y)
    path.addRoundedRect(frame, 0.2 * size, 0.2 * size)
    stroker = QPainterPathStroker()
    stroker.setWidth(0.12 * size)
    painter.fillPath(stroker.createStroke(path), theme.ink)


def _force(
    painter: QPainter,
    place: tuple[float, float, float],
    force: ArrowKind,
    size: float,
    theme: Theme,
) -> None:
    """Paint the arrow of a `force` into a `place`: its left side, middle and breadth."""
    x, y, wide = place
    room = {ArrowKind.PULL: (TAIL, 0.0), ArrowKind.PUSH: (BAR, 0.0), ArrowKind.PRESS: (0.0, BAR)}[
        force
    ]
    broad, (start, end) = FORCE * size, room
    line = [(x + start * size, y), (x + wide - end * size, y)]
    for outline in force_outlines(line, broad, force):
        _fill(painter, outline, theme.ink)
    _fill(painter, arrow_outline(line, broad, more=-broad * HOLLOW), theme.background)


def _move(
    painter: QPainter, place: tuple[float, float, float], carries: bool, size: float, theme: Theme
) -> None:
    """Paint an arrow into a `place`, as of a force, perhaps from a thing that it moves."""
    x, y, wide = place
    start = x
    if carries:
        thing, rim = QRectF(x, y - 0.5 * size, 1.3 * size, size), 0.1 * size
        _pill(painter, thing, theme.ink, 0.36 * size)
        _pill(painter, thing.adjusted(rim, rim, -rim, -rim), theme.prop, 0.28 * size)
        start = x + 0.7 * size
    line = [(start, y), (x + wide, y)]
    _fill(painter, arrow_outline(line, 0.24 * size), theme.ink)


def _pill(painter: QPainter, place: QRectF, colour: QColor, round_by: float) -> None:
    path = QPainterPath()
    path.addRoundedRect(place, round_by, round_by)
    painter.fillPath(path, colour)


def _disc(
    painter: QPainter, at: QPointF, text: str, size: float, colours: tuple[QColor, QColor]
) -> None:
    disc, letter = QPainterPath(), QPainterPath()
    disc.addEllipse(at, 0.68 * size, 0.68 * size)
    letter.addText(0.0, 0.0, type_of(size, bold=True), text)
    letter.translate(at - letter.boundingRect().center())
    painter.fillPath(disc, colours[0])
    painter.fillPath(letter, colours[1])


def _fill(painter: QPainter, corners: list[tuple[float, float]], colour: QColor) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    path.closeSubpath()
    painter.fillPath(path, colour)


def _meaning(
    sign: Sign,
    motion: MotionSpec | None,
    numbers: tuple[int, int],
    side: Side | None,
    limbs: Limbs,
) -> str:
    """Return what a sign in a picture means.

    The `numbers` are that of the last start before a movement, or 0, and that of the last end.
    """
    starts, ends = numbers
    over = "" if motion is None else motion.over
    if motion is not None and motion.drop:
        moves = translate("Legend", "lift a little, then let go", "what an arrow means: hips")
    else:
        moves = {
            "breath": translate("Legend", "slowly, with your breath, only as far as is easy"),
            "cycle": translate(
                "Legend", "slowly to one side, then to the other, as far as is easy"
            ),
        }.get(over, translate("Legend", "slowly, there and back, only as far as is easy"))
    return {
        Sign.START: start_words(ends, moves=starts > 0),
        Sign.STILL: stay_words(ends),
        Sign.PUT: translate("Legend", "put it there"),
        Sign.NUMBER: _order(over, starts, ends),
        Sign.ARROW: moves,
        Sign.RING: translate(
            "Legend", "both knees go round together, slowly and level, and stay inside the ring"
        ),
        Sign.PULL: translate("Legend", "pull gently, only as far as is easy"),
        Sign.PUSH: translate("Legend", "push gently, stop if it hurts"),
        Sign.PRESS: translate("Legend", "press gently, stop if it hurts")
        if motion is None
        else translate("Legend", "press gently, then let go"),
        Sign.CLOSER: "",
        Sign.GHOST: translate("Legend", "dashed line: the middle, from which the knees come")
        if over == "cycle"
        else translate("Legend", "dashed line: the other end of the movement"),
        Sign.WAY: translate("Legend", "move from the dashed line, only as far as is easy"),
        Sign.SIDE: _works(side, limbs),
    }[sign]


def stay_words(ends: int) -> str:
    """Return what is done in a pose that is held: the last of so many pictures, or the only one."""
    if ends > 1:
        return translate(
            "Legend", "stay in {last}, and breathe calmly", "number of the last picture"
        ).format(last=ends)
    return translate("Legend", "stay like this, and breathe calmly")


def start_words(ends: int, *, moves: bool) -> str:
    """Return how the pose in the last of so many pictures is taken up, or one that then moves."""
    if moves:
        return translate("Legend", "start as in 1", "number of a picture")
    if ends > 3:
        return translate(
            "Legend", "start as in 1, go slowly to 2 and 3, then to 4", "numbers of four pictures"
        )
    if ends > 2:
        return translate(
            "Legend", "start as in 1, go slowly to 2, then to 3", "numbers of three pictures"
        )
    return translate("Legend", "start as in 1, then go slowly to 2", "numbers of two pictures")


def _next(over: str) -> str:
    """Return what an arrow means in one of two numbered pictures: it leads to the other one.

    A rounded back with an arrow down was read as a back that is pressed down.
    """
    if over in ("breath", "time"):
        return translate("Legend", "this way to the next picture, slowly, only as far as is easy")
    return ""


def start_easily_words(ends: int) -> str:
    """Return the same, where no other sign says how far to go."""
    if ends > 3:
        return translate(
            "Legend",
            "start as in 1, go slowly to 2 and 3, then to 4, as far as is easy",
            "numbers of four pictures",
        )
    if ends > 2:
        return translate(
            "Legend",
            "start as in 1, go slowly to 2, then to 3, as far as is easy",
            "numbers of three pictures",
        )
    return translate(
        "Legend",
        "start as in 1, then go slowly to 2, as far as is easy",
        "numbers of two pictures",
    )


def _order(over: str, starts: int, ends: int) -> str:
    """Return what is done between the pictures after so many starts, `over` a breath or longer.

    A breath goes to its far end while it comes in, and a cycle while it goes out.
    """
    if ends - starts > 2:
        if over == "cycle":
            return translate(
                "Legend",
                "go to 2 as you breathe out, to 1 as you breathe in, then to 3",
                "numbers of three pictures",
            )
        return translate("Legend", "go from 1 to 2, back, then to 3", "numbers of three pictures")
    if over == "breath":
        return translate(
            "Legend",
            "go to {second} as you breathe in, to {first} as you breathe out",
            "numbers of two pictures",
        ).format(first=starts + 1, second=ends)
    return translate(
        "Legend", "go from {first} to {second}, and back", "numbers of two pictures"
    ).format(first=starts + 1, second=ends)


def _works(side: Side | None, limbs: Limbs) -> str:
    """Return what the letter of a side means: the right is first, and then comes the left."""
    if side == "left":
        return {
            Limbs.ACROSS: translate(
                "Legend",
                "second side: left leg and right arm, coloured",
                "the letter L",
            ),
            Limbs.NONE: translate("Legend", "second side: the knees to the left", "the letter L"),
            Limbs.LEG: translate("Legend", "second side: the left leg", "the letter L"),
            Limbs.ONE_SIDE: translate("Legend", "second side: the left", "the letter L"),
        }[limbs]
    return {
        Limbs.ACROSS: translate(
            "Legend",
            "first right leg and left arm, coloured, later the others",
            "the letter R",
        ),
        Limbs.NONE: translate(
            "Legend", "first the knees to the right, later to the left", "the letter R"
        ),
        Limbs.LEG: translate("Legend", "first the right leg, later the left", "the letter R"),
        Limbs.ONE_SIDE: translate("Legend", "first the right side, later the left", "the letter R"),
    }[limbs]
