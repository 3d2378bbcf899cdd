"""The words and numbers of the page for a doctor or a teacher."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from supine.journal.report import Part, Report
from supine.journal.summary import NAMED_WEEKS, Change, Span, Step
from supine.ui import words
from supine.ui.pages.journal_words import duration, number
from supine.ui.painting.report import (
    BarValues,
    Fact,
    FeelingValues,
    Note,
    ReportValues,
    SideValues,
    TableValues,
)

MOST_TICKS = 9
"""Days that are named below a chart."""

TOPS = (10, 15, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2400, 3600, 5040,
        7560, 10_080)  # fmt: skip
"""Minutes a week with which the scale can end; a week has no more than 10,080."""


def tr(text: str) -> str:
    """Return `text` in the language of the interface."""
    return QCoreApplication.translate("Report", text)


def report_values(report: Report, made: date, first_weekday: int) -> ReportValues:
    """Return what the pages show of `report`, which was made on the day `made`."""
    request, parts = report.request, report.request.parts
    practices, has_sides = Part.PRACTICES in parts, report.total.right + report.total.left > 0
    return ReportValues(
        title=tr("Low back: practice and pain journal"),
        person=words.in_order(request.person),
        days=tr("{first} to {last}").format(
            first=words.day(request.first), last=words.day(request.last)
        ),
        made=tr(
            "Made on {day} with Supine, a practice companion, from its user's own entries."
        ).format(day=words.day(made)),
        first=request.first,
        last=request.last,
        ticks=_ticks(report, first_weekday),
        facts=_facts(report),
        feeling=_feeling(report) if Part.FEELING in parts and report.points else None,
        bars=_bars(report) if practices and report.practices else None,
        sides=_sides(report) if Part.SIDES in parts and has_sides else None,
        table=_table(report) if practices else None,
        notes=_notes(report) if Part.NOTES in parts else (),
        notes_heading=tr("Notes, the latest first"),
        left_out=_left_out,
        meaning_heading=tr("What the numbers mean"),
        meaning=_meaning(report) if Part.FEELING in parts else (),
        page=lambda page, pages: tr("Page {page} of {pages}").format(page=page, pages=pages),
    )


def _facts(report: Report) -> list[Fact]:
    facts = []
    if Part.PRACTICES in report.request.parts:
        facts.append(_practised(report))
    if Part.FEELING in report.request.parts:
        facts += _change(report)
    return facts


def _practised(report: Report) -> Fact:
    some = tr("1 practice") if report.practices == 1 else tr("{n} practices")
    text = tr("on {n} of {days} days, {time} in all")
    if report.days >= 14 and report.practices:
        text = tr("on {n} of {days} days, {a_week} a week, {time} in all")
    told = text.format(
        n=report.practised_days,
        days=report.days,
        a_week=f"{report.practices * 7 / report.days:.1f}".removesuffix(".0"),
        time=_time(report.total.seconds),
    )
    return Fact(some.format(n=report.practices), told)


def _change(report: Report) -> list[Fact]:
    change, now = report.change, report.lately.before
    if change is not None:
        told = tr("pain before a practice, 0 to 10: medians of the first and the last two weeks")
        ends = tr("{then} to {now}").format(then=number(change.before), now=number(change.now))
        return [Fact(ends, told), _difference(change)]
    if now is not None:
        told = tr(
            "pain before a practice, 0 to 10: median of the last two weeks; too early to compare"
        )
        return [Fact(number(now), told)]
    return [Fact("–", tr("no median: too few answers in the last two weeks"))]


def _difference(change: Change) -> Fact:
    points = abs(change.now - change.before)
    if not points:
        return Fact(tr("No change"), tr("between the first two weeks and the last two"))
    text = tr("{n} lower") if change.now < change.before else tr("{n} higher")
    share = tr("{n:.0f} %; ").format(n=100 * points / change.before) if change.before else ""
    if not change.real:
        told = tr("less than what is counted as a real change (see below)")
    elif change.now < change.before:
        told = tr("counted as a real change for the better (see below)")
    else:
        told = tr("counted as a real change for the worse (see below)")
    return Fact(text.format(n=number(points)), share + told)


def _feeling(report: Report) -> FeelingValues:
    before, after = report.answers
    return FeelingValues(
        tr("How the back felt, 0 to 10"),
        tr("before a practice, or without one ({n})").format(n=_answers(before)),
        tr("after a practice ({n})").format(n=_answers(after)),
        (tr("no pain"), tr("the worst pain one can think of")),
        report.points if report.running else (),
        report.running or report.points,
    )


def _answers(count: int) -> str:
    return (tr("{n} answer") if count == 1 else tr("{n} answers")).format(n=count)


def _bars(report: Report) -> BarValues:
    most = max((bar.seconds / 60 for bar in report.bars), default=0.0)
    top = next((n for n in TOPS if n >= most), TOPS[-1])
    steps = 3 if top % 3 == 0 else 2
    scale = [(top * 60 * n / steps, f"{top * n / steps:g}") for n in range(steps + 1)]
    heading = tr("Minutes practised a week")
    if report.titles:
        heading = tr("{heading}: {titles}").format(heading=heading, titles=_titles(report))
    return BarValues(heading, report.bars, scale)


def _titles(report: Report) -> str:
    found = [
        tr("{title} ({n})").format(title=words.in_order(title) or tr("without a name"), n=count)
        for title, count in report.titles
    ]
    if report.other_titles:
        found.append(tr("others ({n})").format(n=report.other_titles))
    return ", ".join(found)


def _sides(report: Report) -> SideValues:
    total = report.total
    most = max(total.right, total.left, 1.0)
    return SideValues(
        tr("Time held on each side"),
        [
            (tr("Right {time}").format(time=_time(total.right)), total.right / most),
            (tr("Left {time}").format(time=_time(total.left)), total.left / most),
        ],
    )


def _table(report: Report) -> TableValues:
    numbers = [tr("minutes"), tr("before"), tr("after")]
    if report.rows_of is None:
        rows = [
            [
                _short_day(row.start),
                words.in_order(row.title) or ("" if row.practices else tr("no practice")),
                f"{max(1, round(row.seconds / 60))}" if row.practices else "",
                _felt(row.before),
                _felt(row.after),
            ]
            for row in report.rows
        ]
        names = [tr("day"), tr("practice"), *numbers]
        return TableValues(
            tr("Each entry, the latest first; before a practice or without one, and after"),
            names,
            rows,
            (24, 44, 14, 14, 14),
            3,
        )
    by_week = report.rows_of is Step.WEEK
    rows = [
        [
            _day_month(row.start) if by_week else _month(row.start),
            str(row.practices),
            str(round(row.seconds / 60)),
            _felt(row.before),
            _felt(row.after),
        ]
        for row in report.rows
    ]
    heading = (
        tr("Each week, the latest first; before and after are medians")
        if by_week
        else tr("Each month, the latest first; before and after are medians")
    )
    more = ""
    if report.rows_left:
        one, many = tr("1 earlier month is left out."), tr("{n} earlier months are left out.")
        more = (one if report.rows_left == 1 else many).format(n=report.rows_left)
    names = [tr("week from") if by_week else tr("month"), tr("times"), *numbers]
    return TableValues(heading, names, rows, (19.5, 9.7, 12.8, 11, 9), 4, more)


def _notes(report: Report) -> list[Note]:
    return [Note(_short_day(day), words.in_order(text)) for day, text in report.notes]


def _left_out(count: int) -> str:
    if count == 1:
        return tr("1 earlier note has no room here.")
    return tr("{n} earlier notes have no room here.").format(n=count)


def _meaning(report: Report) -> list[str]:
    lines = {
        Step.DAY: tr(
            "A point is a day, a line the median of the two weeks up to each day, where these have "
            "three answers or more."
        ),
        Step.WEEK: tr(
            "A point is the median of a week, a line that of the two weeks up to each day, where "
            "these have three answers or more."
        ),
        Step.MONTH: tr("The lines join the medians of the months."),
    }
    return [
        tr(
            "0 is no pain, 10 the worst pain that one can think of: the person's own answers, "
            "before and after a practice, and on other days as they liked."
        ),
        tr("A median is the answer in the middle: as many were lower as were higher."),
        lines[report.step],
        tr(
            "Over weeks, a change of 2 points, or of 30 % of the first value, is commonly counted "
            "as a real one (Ostelo and others, Spine 2008, a consensus). The difference that a "
            "single practice makes is only how it felt."
        ),
        tr("The charts show what went together, not what caused it."),
    ]


def _ticks(report: Report, first_weekday: int) -> list[tuple[date, str]]:
    """Return the days that are named below the charts, and their names."""
    first, last = report.request.first, report.request.last
    by_week = (last - first).days <= NAMED_WEEKS
    return [
        (day, _day_month(day) if by_week else _year_or_month(day))
        for day in Span(first, last, first_weekday).ticks(MOST_TICKS)
    ]


def _day_month(day: date) -> str:
    return _written(day, tr("d MMM"))


def _year_or_month(day: date) -> str:
    return str(day.year) if day.month == 1 else _written(day, tr("MMM"))


def _written(day: date, form: str) -> str:
    """Return `day` in Qt's `form`, with the month as it is called where one lives."""
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _time(seconds: float) -> str:
    """Return a time in hours and minutes, which stays on one line."""
    return duration(seconds).replace(" ", "\u00a0")


def _felt(value: float | None) -> str:
    return "" if value is None else number(value)


def _short_day(day: date) -> str:
    return _written(day, tr("d MMM yyyy"))


def _month(day: date) -> str:
    return _written(day, tr("MMM yyyy"))
