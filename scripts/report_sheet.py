"""A picture of the page for a doctor or a teacher, of a journal that is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from supine.journal.entry import Entry, Kept
from supine.journal.report import Part, Request, report_of
from supine.ui.pages.report_values import report_values
from supine.ui.painting.report import paint_report, paint_second_page
from supine.ui.painting.report_file import MARGIN, Paper, paper_theme

LAST = date(2026, 11, 27)
"""The last day of the journal that is made up."""

DOTS = 110
"""Pixels an inch of the picture, and between and around the sheets."""

SPACE = 24

NOTES = (
    "",
    "",
    "",
    "Slept well.",
    "A long day in the car.",
    "The left side pulled, so I eased it.",
)


def made_up(days: int) -> list[Kept]:
    """Return the entries of so many days up to `LAST`: a back that gets better, with bad days."""
    chance, kept = Random(days), []  # noqa: S311 - not for secrets
    for number in range(days):
        day = LAST - timedelta(days=days - 1 - number)
        at = datetime(day.year, day.month, day.day, 7, 30, tzinfo=UTC)
        felt = 6 - 3.2 * number / days + chance.gauss(0, 0.9)
        before, after = (round(max(0, min(10, n))) for n in (felt, felt - 1 + chance.gauss(0, 0.5)))
        note = chance.choice(NOTES)
        if chance.random() < 0.45:
            seconds = chance.choice((1890.0, 1890.0, 1200.0))
            entry = Entry(
                at, "low-back-release", "Low Back Release", seconds, seconds * 0.37, seconds * 0.37,
                10, True, pace=6.0, before=before, after=after, note=note,
            )  # fmt: skip
            kept.append(Kept(f"{number}", 1, entry))
        elif chance.random() < 0.15:
            kept.append(Kept(f"{number}", 1, Entry(at, after=before, note=note)))
    return kept


def report_sheet(paper: Paper, days: int, parts: frozenset[Part]) -> QImage:
    """Return the pages side by side on `paper`, of a journal of so many days."""
    request = Request(LAST - timedelta(days=days - 1), LAST, parts, "Anna Example")
    values = report_values(report_of(made_up(days), request, 0), LAST, 0)
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
