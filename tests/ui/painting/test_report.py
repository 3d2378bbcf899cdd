"""The page for a doctor or a teacher: two pages at most, on either paper, and nothing unasked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from supine.journal.entry import Entry, Kept
from supine.journal.report import USUAL, Part, Request, report_of
from supine.ui.pages.report_values import report_values
from supine.ui.painting.report import ReportValues, paint_report, paint_second_page
from supine.ui.painting.report_file import Paper, as_pdf, paper_theme

pytestmark = pytest.mark.usefixtures("qapp")

LAST = date(2026, 11, 27)
ALL = frozenset(Part)


def journal(days: int, every: int = 2) -> list[Kept]:
    """A practice on every so many days, with answers that fall slowly, and a note."""
    kept = []
    for ago in range(days - 1, -1, -every):
        day = LAST - timedelta(days=ago)
        at, felt = datetime(day.year, day.month, day.day, 8, tzinfo=UTC), 2 + 6 * ago // days
        entry = Entry(
            at, "low-back-release", "Low Back Release", 1860.0, 700, 690, 10, True,
            before=felt, after=max(0, felt - 1), note=f"private {ago}",
        )  # fmt: skip
        kept.append(Kept(f"id{ago}", 1, entry))
    return kept


def values_of(
    kept: list[Kept], days: int, parts: frozenset[Part] = USUAL, person: str = ""
) -> ReportValues:
    request = Request(LAST - timedelta(days=days - 1), LAST, parts, person)
    return report_values(report_of(kept, request, 0), LAST, 0)


@contextmanager
def opened(data: bytes) -> Iterator[QPdfDocument]:
    """Open `data` as a PDF document."""
    held = QByteArray(data)
    buffer, document = QBuffer(held), QPdfDocument()
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    yield document
    document.close()
    buffer.close()


def text_of(data: bytes) -> list[str]:
    """Return the text of each page, without line ends."""
    with opened(data) as document:
        pages = range(document.pageCount())
        texts = [document.getAllText(page).text() for page in pages]
    return [" ".join(text.split()) for text in texts]


SIZES = {Paper.A4: QSizeF(595, 842), Paper.LETTER: QSizeF(612, 792)}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("days", [1, 21, 91, 400, 3653, 9000])
def test_it_is_two_pages_at_most_however_long_the_journal(paper: Paper, days: int) -> None:
    data = as_pdf(values_of(journal(days), days, ALL, "Anna Meyer"), paper)
    with opened(data) as document:
        assert 1 <= document.pageCount() <= 2
        assert document.pagePointSize(0).toSize() == SIZES[paper].toSize()
    assert len(data) < 200_000


def test_type_is_embedded_and_the_page_is_drawn_in_vectors() -> None:
    data = as_pdf(values_of(journal(91), 91), Paper.A4)
    assert data.count(b"/FontFile2") >= 2
    assert b"/Subtype /Image" not in data


def test_the_first_page_says_the_numbers_and_what_they_mean() -> None:
    first = text_of(as_pdf(values_of(journal(91), 91, person="Anna Meyer"), Paper.A4))[0]
    for words in (
        "Anna Meyer", "29 August 2026 to 27 November 2026", "46 practices", "7 to 2", "5 lower",
        "counted as a real change for the better", "no pain", "the worst pain one can think of",
        "A median is the answer in the middle", "a change of 2 points, or of 30 %",
        "Ostelo and others, Spine 2008", "only how it felt", "not what caused it",
        "Made on 27 November 2026", "Page 1 of 2",
    ):  # fmt: skip
        assert words in first


def test_a_change_within_ups_and_downs_is_not_called_real() -> None:
    kept = [
        Kept(f"{n}", 1, Entry(datetime(2026, 11, 27, tzinfo=UTC) - timedelta(days=n), after=felt))
        for n in range(60, -1, -1)
        for felt in [6 if n > 30 else 5]
    ]
    first = text_of(as_pdf(values_of(kept, 61), Paper.A4))[0]
    assert "1 lower" in first
    assert "less than what is counted as a real change" in first


@pytest.mark.parametrize(
    ("days", "named"), [(1, "27 Nov"), (2, "26 Nov 27 Nov"), (13, "16 Nov 23 Nov")]
)
def test_days_are_named_below_the_charts_however_few_they_are(days: int, named: str) -> None:
    first = text_of(as_pdf(values_of(journal(days, every=1), days), Paper.A4))[0]
    assert f"one can think of {named} Minutes practised" in first
    assert f" {named} Time held on each side" in first


def test_one_answer_is_not_called_answers() -> None:
    first = text_of(as_pdf(values_of(journal(1), 1), Paper.A4))[0]
    assert "after a practice (1 answer)" in first


def test_too_few_answers_have_no_median() -> None:
    first = text_of(as_pdf(values_of(journal(3), 3), Paper.A4))[0]
    assert "too few answers in the last two weeks" in first


def test_nothing_is_on_it_that_was_not_asked_for() -> None:
    kept = journal(91)
    asked = {
        Part.FEELING: "How the back felt, 0 to 10",
        Part.PRACTICES: "Minutes practised a week",
        Part.SIDES: "Time held on each side",
        Part.NOTES: "private 0",
    }
    for count in range(1, 5):
        for parts in combinations(Part, count):
            text = " ".join(text_of(as_pdf(values_of(kept, 91, frozenset(parts)), Paper.LETTER)))
            assert {part for part, words in asked.items() if words in text} == set(parts)
            assert "Anna" not in text


def test_of_a_long_note_only_what_can_be_seen_is_in_the_file() -> None:
    entry = Entry(datetime(2026, 11, 27, tzinfo=UTC), after=3, note="word " * 400 + "secret")
    data = as_pdf(values_of([Kept("a", 1, entry)], 30, ALL), Paper.A4)
    text = " ".join(text_of(data))
    assert "word word" in text
    assert "secret" not in text


def test_notes_without_room_are_counted() -> None:
    text = text_of(as_pdf(values_of(journal(3653), 3653, ALL), Paper.LETTER))[1]
    assert "private 0" in text
    assert "earlier notes have no room here" in text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("days", [21, 91, 3653])
def test_all_of_it_lies_within_the_margins(paper: Paper, days: int) -> None:
    # painted as a picture with a border around the place, which must stay white
    size = SIZES[paper]
    image = QImage(int(size.width()) * 2, int(size.height()) * 2, QImage.Format.Format_RGB32)
    margin = 90
    rect = QRectF(margin, margin, image.width() - 2 * margin, image.height() - 2 * margin)
    values = values_of(journal(days), days, ALL, "Anna Meyer")
    for paint in (paint_report, paint_second_page):
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            paint(painter, rect, values, paper_theme())
        inner = rect.toRect().adjusted(-6, -6, 6, 6)
        with QPainter(image) as painter:
            painter.fillRect(inner, Qt.GlobalColor.white)
        white = QImage(image.size(), image.format())
        white.fill(Qt.GlobalColor.white)
        assert image == white


def test_long_names_take_one_line_and_no_room_from_the_charts() -> None:
    at = datetime(2026, 11, 27, tzinfo=UTC)
    kept = [
        Kept(f"{n}", 1, Entry(at, title=f"{n} {'name ' * 90}", seconds=600.0, after=4))
        for n in range(4)
    ]
    short = [one._replace(entry=Entry(at, title="A", seconds=600.0, after=4)) for one in kept]
    images = []
    for entries, person in ((kept, "Anna\n" * 100), (short, "A")):
        image = QImage(700, 990, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            rect = QRectF(50, 50, 600, 890)
            paint_report(painter, rect, values_of(entries, 30, USUAL, person), paper_theme())
        # all but the name and the heading of the bars
        for top, height in ((50, 50), (580, 60)):
            with QPainter(image) as painter:
                painter.fillRect(0, top, 700, height, Qt.GlobalColor.white)
        images.append(image)
    assert images[0] == images[1]
