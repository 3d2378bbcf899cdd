"""Pictures of a stance as PNG or SVG files. No screen is needed to draw them."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from supine.core.sequence import Side
from supine.figure.description import description_of
from supine.figure.motion import phase_at, scene_of
from supine.figure.movement import started, still_scene_of
from supine.figure.scene import Scene
from supine.figure.stances import SHIPPED, Stance, Stances
from supine.files import save_as
from supine.language import number
from supine.settings.declaration import ANYBODY, Person
from supine.settings.startup_theme import ThemeName
from supine.ui.painting.caption import (
    Caption,
    Detail,
    caption_fits,
    caption_height,
    caption_of,
    legend_of,
    paint_caption,
    rows_of,
)
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.painting.legend import (
    ROW,
    Entry,
    fitted,
    fitting_size,
    legend_height,
    paint_legend,
    sentence,
)
from supine.ui.painting.type_fit import make_type_usable
from supine.ui.theme import theme

PIXELS_PER_INCH = 96
"""The inch of CSS, which makes an SVG of 900 by 500 as large as the PNG."""

TYPE, LEAST_TYPE = 0.028, 13.0
"""The type size of the legend: a share of the picture's smaller side, and in pixels."""

FONT = re.compile(
    r'\nfont-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="[^"]*" '
)
"""Attributes that Qt writes into each group, with a size of -1 that no viewer understands. They are
removed: the picture has no words."""


MOST_WORDS, MOST_STEPS = 0.395, 0.46
"""The shares of a picture's height up to which words grow to tell what one may feel and how one
comes out of a pose, and the steps to it: more would leave a body of a few pixels."""


SMALLEST = 0.93
"""The share of the type size down to which words become smaller, so that a wide row may stay."""


class Words(NamedTuple):
    """What stands below a figure; heights and sizes are in pixels."""

    caption: Caption = ()
    entries: tuple[Entry, ...] = ()
    size: float = LEAST_TYPE
    """The size of the type."""
    lines: float = 0.0
    """The height of the caption."""
    height: float = 0.0
    """That of all."""


class Picture(NamedTuple):
    """What to draw, and how large, in pixels."""

    stance: str
    side: Side = "right"
    at: float = 0.0
    """Share of the breath, circle, cycle or repetition that has passed, 0 to 1."""
    width: int = 900
    height: int = 500
    theme: ThemeName = "dawn"
    person: Person = ANYBODY
    stances: Stances = SHIPPED
    """Those that the name means."""
    plain: bool = False
    """Without the arrows and ghosts that show what is done, and without where it is started."""


def write_picture(path: Path, picture: Picture) -> None:
    """Write `picture` to `path`, which ends in .png or .svg; the file is whole or not written.

    Raises `OSError` if it cannot be written, and `Unreadable` if its stance has problems.
    """
    content = as_svg(picture) if path.suffix.lower() == ".svg" else as_png(picture)
    save_as(path, content, private=False)


def as_png(picture: Picture) -> bytes:
    """Return `picture` as the bytes of a PNG file."""
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    _paint(image, picture)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt's stubs want bytes here
    return bytes(buffer.data().data())


def as_svg(picture: Picture) -> str:
    """Return `picture` as the text of an SVG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(PIXELS_PER_INCH)
    generator.setSize(QSize(picture.width, picture.height))
    generator.setViewBox(QRect(0, 0, picture.width, picture.height))
    generator.setTitle(picture.stances[picture.stance].title)
    generator.setDescription(_in_words(picture))
    _paint(generator, picture)
    text = FONT.sub("", bytes(buffer.data().data()).decode("utf-8"))
    # Qt ignores the fill rule of a polygon: limbs would have holes where their outlines cross
    return text.replace('fill-rule="evenodd"', 'fill-rule="nonzero"')


def _in_words(picture: Picture) -> str:
    """Return what the body in `picture` does, for those who cannot see it: a line for each step.

    What the signs mean follows, with the numbers of a way back.
    """
    scene, below = _shown(picture)
    steps = [(one.number, one.phrases) for one in below.caption]
    if not steps:
        (words,) = description_of([scene])
        steps = [(0, words)]
    told = [(step, " ".join(map(sentence, phrases))) for step, phrases in steps]
    lines = [f"{number(step)}: {words}" if step else words for step, words in told]
    for one in below.entries:
        back = ", ".join(map(number, one.numbers)) if one.sign else ""
        lines.append(f"{back}: {one.sentences}" if back else one.sentences)
    return "\n".join(lines)


def _shown(picture: Picture) -> tuple[Scene, Words]:
    """Return what `picture` shows, and the words below it."""
    of = picture.stances[picture.stance]
    phase = phase_at(of.motion, picture.at)
    if picture.plain:
        return scene_of(of, phase, picture.side), Words()
    # letters, numbers and words are drawn as shapes: a file has no font
    make_type_usable()
    scene = started(still_scene_of(of, phase, picture.side), of)
    return scene, words_below(scene, of, picture.width, picture.height)


def _paint(on: QPaintDevice, picture: Picture) -> None:
    colours = theme(picture.theme)
    scene, below = _shown(picture)
    rect = QRectF(0, 0, picture.width, picture.height)
    with QPainter(on) as painter:
        painter.fillRect(rect, colours.background)
        place = rect.adjusted(0.0, 0.0, 0.0, -below.height)
        paint_figure(painter, place, FigureValues(scene, picture.person), colours)
        used = below.lines + legend_height(below.entries, rect.width(), below.size)
        lower = QRectF(0.0, rect.bottom() - used, rect.width(), used)
        rows = rows_of(below.caption, below.entries, lower.width(), below.size)
        paint_caption(painter, lower, below.caption, below.size, colours, rows)
        lower.setTop(lower.top() + below.lines)
        paint_legend(painter, lower, below.entries, below.size, colours, rows)


def words_below(scene: Scene, of: Stance, width: float, height: float) -> Words:
    """Return the words below a picture of `width` × `height` pixels, which leave room for it."""
    sides = (width, height)
    for leads in (True, False):
        found = _words(scene, of, sides, Detail.WHOLE, leads=leads)
        if of.file.felt and not (_is_low_enough(found, sides) and _has_all_steps(found, scene)):
            # what one may feel is left out first
            less = _words(scene, of, sides, Detail.WAY_OUT, leads=leads)
            enough = _is_low_enough(found, sides) and len(found.caption) == len(less.caption)
            found = found if enough else less
        if _is_low_enough(found, sides) and (not leads or _has_all_steps(found, scene)):
            return found
    shorter = _words(scene, of, sides, Detail.NAMED)
    better = shorter.height < found.height or len(shorter.caption) > len(found.caption)
    return shorter if better else found


def _is_low_enough(words: Words, sides: tuple[float, float]) -> bool:
    """Return whether `words` with steps leave the body enough of a picture.

    What one may feel may have a row more: nothing else was missed so much.
    """
    width, height = sides
    others = tuple(one for one in words.entries if one.sign or one.numbers)
    lower = words.height
    if others != words.entries:
        lower = max(
            words.lines + legend_height(others, width, words.size), lower - ROW * words.size
        )
    return bool(words.caption) and lower <= MOST_WORDS * height


def _has_all_steps(words: Words, scene: Scene) -> bool:
    """Return whether no picture in `scene` had to give its room to `words`."""
    numbers = [one.number for one in scene.panels]
    return max(numbers, default=0) == max((one.number for one in words.caption), default=0)


def _full_size(sides: tuple[float, float]) -> float:
    """Return the type size of a legend that nothing makes smaller."""
    return max(LEAST_TYPE, TYPE * min(sides))


def _entries(
    scene: Scene, of: Stance, sides: tuple[float, float], below: float, detail: Detail
) -> tuple[Entry, ...]:
    """Return the legend, with words of a way out only as long as the picture has room for."""
    width, height = sides
    entries = legend_of(scene, of, width, height, below, detail=detail)
    return fitted(entries, width, _full_size(sides))


def _words(
    scene: Scene, of: Stance, sides: tuple[float, float], detail: Detail, *, leads: bool = False
) -> Words:
    width, height = sides
    full = _full_size(sides)
    entries = _entries(scene, of, sides, 0.0, detail)
    caption = caption_of(scene, of, sides, 0.0, entries, leads=leads)
    if fitting_size(entries, width, full) < SMALLEST * full:
        detail = Detail.SIGNS
        entries = _entries(scene, of, sides, 0.0, detail)
    size = fitting_size(entries, width, full)
    fits = caption_fits(caption, width, size)
    below = caption_height(caption, width, size) + legend_height(entries, width, size)
    most = MOST_WORDS if detail is Detail.SIGNS else MOST_STEPS
    if not fits or below > most * height:
        caption = ()
    lines = caption_height(caption, width, size)
    high = lines + legend_height(entries, width, size)
    # what the words leave may have room for fewer pictures
    entries = _entries(scene, of, sides, high, detail)
    size = min(size, fitting_size(entries, width, size))
    if caption:
        caption = caption_of(scene, of, sides, high, entries, leads=leads)
    lines = caption_height(caption, width, size)
    less = lines + legend_height(entries, width, size)
    # fewer pictures have fewer words, whose room is given back where that brings no picture again
    if entries == _entries(scene, of, sides, less, detail) and (
        not caption or caption == caption_of(scene, of, sides, less, entries, leads=leads)
    ):
        high = less
    return Words(caption, entries, size, lines, high)
