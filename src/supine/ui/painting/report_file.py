"""The page for a doctor or a teacher as a PDF file. No screen is needed to draw it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from supine.ui.painting.report import ReportValues, paint_report, paint_second_page
from supine.ui.theme import Theme, theme

MARGIN = 16.0
"""Millimetres around what is painted."""

RESOLUTION = 600
"""Dots an inch in which places and type sizes are whole numbers."""


class Paper(Enum):
    """The size of a sheet."""

    A4 = QPageSize.PageSizeId.A4
    LETTER = QPageSize.PageSizeId.Letter

    @property
    def points(self) -> QSize:
        """Its width and height in points, 1/72 of an inch."""
        return QPageSize(self.value).sizePoints()


def paper_theme() -> Theme:
    """Return the colours for paper: black and greys, to be told apart without colour as well."""
    colours = {
        "background": "#FFFFFF", "surface": "#FFFFFF", "line": "#B8B8B8", "ink": "#000000",
        "soft_ink": "#505050", "neither_fill": "#9A9A9A",
    }  # fmt: skip
    return replace(theme("dawn"), **{role: QColor(name) for role, name in colours.items()})


def as_pdf(values: ReportValues, paper: Paper) -> bytes:
    """Return `values` as the bytes of a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(values.title)
    writer.setCreator("Supine")
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    upright = QPageLayout.Orientation.Portrait
    writer.setPageLayout(
        QPageLayout(QPageSize(paper.value), upright, margins, QPageLayout.Unit.Millimeter)
    )
    # the writer's own place begins within the margins
    rect = QRectF(0, 0, writer.width(), writer.height())
    colours = paper_theme()
    with QPainter(writer) as painter:
        paint_report(painter, rect, values, colours)
        if values.pages > 1:
            writer.newPage()
            paint_second_page(painter, rect, values, colours)
    return bytes(buffer.data().data())
