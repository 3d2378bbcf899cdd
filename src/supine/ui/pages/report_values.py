"""The words and numbers of the page for a doctor or a teacher."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from supine.journal.report import Part, Report
from supine.journal.summary import NAMED_WEEKS, Change, Span, Step, minutes_scale
from supine.language import number, translate, with_commas
from supine.ui import words
from supine.ui.pages.journal_words import duration, short_day
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


def report_values(
    report: Report,
    made: date,
    first_weekday: int,
    to: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> ReportValues:
    """Return what the pages show of `report`, made on the day `made`, which is read `to` there."""
    request, parts = report.request, report.request.parts
    practices, has_sides = Part.PRACTICES in parts, report.total.right + report.total.left > 0
    return ReportValues(
        title=translate("Report", "Low back: practice and pain journal"),
        person=words.in_order(request.person),
        days=translate("Report", "{first} to {last}", "two days").format(
            first=words.day(request.first), last=words.day(request.last)
        ),
        made=translate(
            "Report",
            "Made on {day} with Supine, a practice companion, from its user's own entries.",
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
        notes_heading=translate("Report", "Notes, the latest first"),
        left_out=_left_out,
        meaning_heading=translate("Report", "What the numbers mean"),
        meaning=_meaning(report) if Part.FEELING in parts else (),
        page=lambda page, pages: translate("Report", "Page {page} of {pages}").format(
            page=number(page), pages=number(pages)
        ),
        to=to,
    )


def _facts(report: Report) -> list[Fact]:
    facts = []
    if Part.PRACTICES in report.request.parts:
        facts.append(_practised(report))
    if Part.FEELING in report.request.parts:
        facts += _change(report)
    return facts


def _practised(report: Report) -> Fact:
    some = translate("Report", "%n practice|%n practices", n=report.practices)
    text = translate(
        "Report",
        "on {n} of %n day, {time} in all|on {n} of %n days, {time} in all",
        "after: 12 practices",
        n=report.days,
    )
    if report.days >= 14 and report.practices:
        text = translate(
            "Report",
            "on {n} of %n day, {a_week} a week, {time} in all|"
            "on {n} of %n days, {a_week} a week, {time} in all",
            "after: 12 practices",
            n=report.days,
        )
    told = text.format(
        n=number(report.practised_days),
        a_week=number(round(report.practices * 7 / report.days, 1)),
        time=_time(report.total.seconds),
    )
    return Fact(some, told)


def _change(report: Report) -> list[Fact]:
    change, now = report.change, report.lately.before
    if change is not None:
        told = translate(
            "Report",
            "pain before a practice or without one, 0 to 10: medians of the first and the last two "
            "weeks",
        )
        ends = translate("Report", "{then} to {now}", "two medians: from 6 to 4").format(
            then=number(change.before), now=number(change.now)
        )
        return [Fact(ends, told), _difference(change)]
    if now is not None:
        told = translate(
            "Report",
            "pain before a practice or without one, 0 to 10: median of the last two weeks; too "
            "early to compare",
        )
        return [Fact(number(now), told)]
    return [Fact("–", translate("Report", "no median: too few answers in the last two weeks"))]


def _difference(change: Change) -> Fact:
    points = abs(change.now - change.before)
    if not points:
        return Fact(
            translate("Report", "No change"),
            translate("Report", "between the first two weeks and the last two"),
        )
    if not change.real:
        told = translate("Report", "less than what is counted as a real change (see below)")
    elif change.now < change.before:
        told = translate("Report", "counted as a real change for the better (see below)")
    else:
        told = translate("Report", "counted as a real change for the worse (see below)")
    if change.before:
        text = translate(
            "Report", "{percent} %; {told}", "how large a change is, and what it means"
        )
        told = text.format(percent=number(round(100 * points / change.before)), told=told)
    text = translate("Report", "{n} higher", "points of pain")
    if change.now < change.before:
        text = translate("Report", "{n} lower", "points of pain")
    return Fact(text.format(n=number(points)), told)


def _feeling(report: Report) -> FeelingValues:
    before, after = report.answers
    return FeelingValues(
        translate("Report", "How the back felt, 0 to 10"),
        translate(
            "Report",
            "before a practice, or without one (%n answer)|"
            "before a practice, or without one (%n answers)",
            n=before,
        ),
        translate("Report", "after a practice (%n answer)|after a practice (%n answers)", n=after),
        (translate("Report", "no pain"), translate("Report", "the worst pain one can think of")),
        report.points if report.running else (),
        report.running or report.points,
    )


def _bars(report: Report) -> BarValues:
    top, steps = minutes_scale(report.bars)
    scale = [(top * 60 * n / steps, number(top * n / steps)) for n in range(steps + 1)]
    heading = translate("Report", "Minutes practised a week")
    if report.titles:
        text = translate("Report", "Minutes practised a week: {titles}", "the names of practices")
        heading = text.format(titles=_titles(report))
    return BarValues(heading, report.bars, scale)


def _titles(report: Report) -> str:
    found = [
        translate("Report", "{title} ({n})", "a practice, and how often it was done").format(
            title=words.in_order(title) or translate("Report", "without a name"), n=number(count)
        )
        for title, count in report.titles
    ]
    if report.other_titles:
        text = translate("Report", "others ({n})", "other practices, and how often")
        found.append(text.format(n=number(report.other_titles)))
    return with_commas(found)


def _sides(report: Report) -> SideValues:
    total = report.total
    most = max(total.right, total.left, 1.0)
    return SideValues(
        translate("Report", "Time held on each side"),
        [
            (
                translate("Report", "Right {time}", "time held on the right side").format(
                    time=_time(total.right)
                ),
                total.right / most,
            ),
            (
                translate("Report", "Left {time}", "time held on the left side").format(
                    time=_time(total.left)
                ),
                total.left / most,
            ),
        ],
    )


def _table(report: Report) -> TableValues:
    numbers = [
        translate("Report", "minutes", "above a column"),
        translate("Report", "before", "above a column: how the back felt before a practice"),
        translate("Report", "after", "above a column: how the back felt after a practice"),
    ]
    if report.rows_of is None:
        return _entry_table(report, numbers)
    left = report.rows_left
    if report.rows_of is Step.WEEK:
        heading = translate("Report", "Each week, the latest first; before and after are medians")
        start, name = translate("Report", "week from", "above a column: a day"), _day_month
        more = translate(
            "Report", "%n earlier week is left out.|%n earlier weeks are left out.", n=left
        )
    else:
        heading = translate("Report", "Each month, the latest first; before and after are medians")
        start, name = translate("Report", "month", "above a column"), _month
        more = translate(
            "Report", "%n earlier month is left out.|%n earlier months are left out.", n=left
        )
    names = [start, translate("Report", "times", "above a column: how often"), *numbers]
    rows = [
        [
            name(row.start),
            number(row.practices),
            number(round(row.seconds / 60)),
            _felt(row.before),
            _felt(row.after),
        ]
        for row in report.rows
    ]
    widths = (19.5, 9.7, 12.8, 11, 9)
    return TableValues(heading, names, rows, widths, 4, more if left else "")


def _entry_table(report: Report, numbers: list[str]) -> TableValues:
    """Return a table with a row for each entry; `numbers` are above its last columns."""
    heading = translate(
        "Report", "Each entry, the latest first; before a practice or without one, and after"
    )
    names = [
        translate("Report", "day", "above a column"),
        translate("Report", "practice", "above a column"),
        *numbers,
    ]
    rows = [
        [
            short_day(row.start),
            words.in_order(row.title)
            or ("" if row.practices else translate("Report", "no practice")),
            number(words.whole_minutes(row.seconds)) if row.practices else "",
            _felt(row.before),
            _felt(row.after),
        ]
        for row in report.rows
    ]
    return TableValues(heading, names, rows, (24, 44, 14, 14, 14), 3)


def _notes(report: Report) -> list[Note]:
    return [Note(short_day(day), words.in_order(text)) for day, text in report.notes]


def _left_out(count: int) -> str:
    return translate(
        "Report",
        "%n earlier note has no room here.|%n earlier notes have no room here.",
        n=count,
    )


def _meaning(report: Report) -> list[str]:
    lines = {
        Step.DAY: translate(
            "Report",
            "A point is a day, a line the median of the two weeks up to each day, where these have "
            "three answers or more.",
        ),
        Step.WEEK: translate(
            "Report",
            "A point is the median of a week, a line that of the two weeks up to each day, where "
            "these have three answers or more.",
        ),
        Step.MONTH: translate("Report", "The lines join the medians of the months."),
    }
    return [
        translate(
            "Report",
            "0 is no pain, 10 the worst pain that one can think of: the person's own answers, "
            "before and after a practice, and on other days as they liked.",
        ),
        translate(
            "Report", "A median is the answer in the middle: as many were lower as were higher."
        ),
        lines[report.step],
        translate(
            "Report",
            "Over weeks, a change of 2 points, or of 30 % of the first value, is commonly counted "
            "as a real one (Ostelo and others, Spine 2008, a consensus). The difference that a "
            "single practice makes is only how it felt.",
        ),
        translate("Report", "The charts show what went together, not what caused it."),
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
    return words.day_in(translate("Report", "d MMM", "how Qt writes a day: 27 Nov"), day)


def _year_or_month(day: date) -> str:
    return (
        str(day.year)
        if day.month == 1
        else words.day_in(translate("Report", "MMM", "how Qt writes a day: Nov"), day)
    )


def _time(seconds: float) -> str:
    """Return a time in hours and minutes, which stays on one line."""
    return duration(seconds).replace(" ", "\u00a0")


def _felt(value: float | None) -> str:
    return "" if value is None else number(value)


def _month(day: date) -> str:
    return words.day_in(translate("Report", "MMM yyyy", "how Qt writes a day: Nov 2026"), day)
