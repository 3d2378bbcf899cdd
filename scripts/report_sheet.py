"""A picture of the page for a doctor or a teacher, of a journal that is made up."""

from __future__ import annotations

from datetime import timedelta

from made_up_journal import NOW, made_up_entries
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from supine.journal.report import Part, Request, report_of
from supine.ui.pages.report_values import report_values
from supine.ui.painting.report import paint_report, paint_second_page
from supine.ui.painting.report_file import MARGIN, Paper, paper_theme

DOTS = 110
"""Pixels an inch of the picture, and between and around the sheets."""

SPACE = 24


def report_sheet(paper: Paper, days: int, parts: frozenset[Part]) -> QImage:
    """Return the pages side by side on `paper`, of a journal of so many days."""
    last = NOW.date()
    request = Request(last - timedelta(days=days - 1), last, parts, "Anna Example")
    report, to = report_of(made_up_entries(days), request, 0), QGuiApplication.layoutDirection()
    values = report_values(report, last, 0, to)
    sheet: QSize = paper.points * (DOTS / 72)
    size = QSize(2 * sheet.width() + 3 * SPACE, sheet.height() + 2 * SPACE)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    margin = MARGIN * DOTS / 25.4
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, paint in enumerate((paint_report, paint_second_page)):
            left = SPACE + number * (sheet.width() + SPACE)
            place = QRectF(left, SPACE, sheet.width(), sheet.height())
            painter.fillRect(place, paper_theme().background)
            inner = place.adjusted(margin, margin, -margin, -margin)
            paint(painter, inner, values, paper_theme())
    return image
