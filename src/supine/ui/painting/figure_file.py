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
from supine.figure.stances import SHIPPED, Stances
from supine.files import save_as
from supine.settings.declaration import ANYBODY, Person
from supine.settings.startup_theme import ThemeName
from supine.ui.painting.figure import FigureValues, paint_figure
from supine.ui.painting.legend import (
    Caption,
    Entry,
    caption_fits,
    caption_height,
    caption_of,
    fitting_size,
    legend_height,
    legend_of,
    paint_caption,
    paint_legend,
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
    """Return what the body in `picture` does, for those who cannot see it."""
    of = picture.stances[picture.stance]
    scene = scene_of(of, phase_at(of.motion, picture.at), picture.side)
    (words,) = description_of([scene])
    return "; ".join(words)


def _paint(on: QPaintDevice, picture: Picture) -> None:
    of, colours = picture.stances[picture.stance], theme(picture.theme)
    phase = phase_at(of.motion, picture.at)
    if picture.plain:
        scene = scene_of(of, phase, picture.side)
    else:
        scene = started(still_scene_of(of, phase, picture.side), of)
    rect = QRectF(0, 0, picture.width, picture.height)
    if not picture.plain:
        # letters, numbers and words are drawn as shapes: a file has no font
        make_type_usable()
    size = max(LEAST_TYPE, TYPE * min(picture.width, picture.height))
    entries: tuple[Entry, ...] = ()
    caption: Caption = ()
    lines = high = 0.0
    if not picture.plain:
        sides = (rect.width(), rect.height())
        entries = legend_of(scene, of, *sides)
        named = fitting_size(entries, rect.width(), size) == size
        if named:
            caption = caption_of(scene, *sides, 0.0, entries)
        else:
            entries = legend_of(scene, of, *sides, named=False)
        if not caption_fits(caption, rect.width(), size):
            caption = ()
        size = fitting_size(entries, rect.width(), size)
        lines = caption_height(caption, rect.width(), size)
        high = lines + legend_height(entries, rect.width(), size)
        entries = legend_of(scene, of, *sides, high, named=named)
        if caption:
            caption = caption_of(scene, *sides, high, entries)
    with QPainter(on) as painter:
        painter.fillRect(rect, colours.background)
        place = rect.adjusted(0.0, 0.0, 0.0, -high)
        paint_figure(painter, place, FigureValues(scene, picture.person), colours)
        below = QRectF(0.0, place.bottom(), rect.width(), high)
        paint_caption(painter, below, caption, size, colours)
        paint_legend(painter, below.adjusted(0.0, lines, 0.0, 0.0), entries, size, colours)
