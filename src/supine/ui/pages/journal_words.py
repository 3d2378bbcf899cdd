"""The journal in words: its entries, and what its calendar and charts show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QTime

from supine.journal.entry import Entry
from supine.journal.summary import DAY, LATELY, Bar, Change, Days, Felt, Step, Summary, lately
from supine.language import number, translate, with_commas
from supine.ui import words
from supine.ui.painting.month import Mark

MOST_NOTE = 300
"""Letters of a note that are shown in the list; the whole of it is shown where it is edited."""


def day_name(day: date) -> str:
    """Return a day as it is written where the person lives, such as "Friday, 27 November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def short_day(day: date) -> str:
    """Return a day in few letters, such as "27 Nov 2026"."""
    form = translate("Journal", "d MMM yyyy", "how Qt writes a day in few letters: 27 Nov 2026")
    return words.day_in(form, day)


def month_name(day: date) -> str:
    """Return the month of `day`, such as "November 2026"."""
    text = translate("Journal", "{month} {year}", "the heading of a calendar: November 2026")
    return text.format(month=QLocale().standaloneMonthName(day.month), year=day.year)


def short_month(day: date) -> str:
    """Return the month of `day` in few letters, such as "Nov"."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def time_of(entry: Entry) -> str:
    """Return the time of an entry, as the clock showed it there."""
    time = QTime(entry.at.hour, entry.at.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def duration(seconds: float) -> str:
    """Return a time in hours and minutes, such as "3 h 20 min" or "45 min"."""
    whole = round(seconds / 60)
    if whole < 60:
        return translate("Journal", "%n min|%n min", "minutes", n=whole)
    return translate("Journal", "{hours} h {minutes} min", "hours and minutes").format(
        hours=number(whole // 60), minutes=number(whole % 60)
    )


def entry_words(entry: Entry) -> str:
    """Return an entry in a few lines."""
    lines = [_head(entry), _feelings(entry)]
    if entry.stopped_at:
        lines.append(translate("Journal", "Left at {place}.").format(place=entry.stopped_at))
    for names, text in (
        (entry.eased, translate("Journal", "Easier: {poses}.")),
        (entry.stayed, translate("Journal", "Stayed longer: {poses}.")),
    ):
        if names:
            lines.append(text.format(poses=with_commas(names)))
    note = entry.note.strip()
    lines.append(note if len(note) <= MOST_NOTE else note[:MOST_NOTE].rstrip() + " …")
    return words.in_order("\n".join(line for line in lines if line))


def _head(entry: Entry) -> str:
    time = time_of(entry)
    if not entry.practised:
        return translate("Journal", "{time}, without a practice", "an entry: a time of day").format(
            time=time
        )
    title = (
        entry.title or entry.sequence or translate("Journal", "A practice", "one without a title")
    )
    length = words.minutes(entry.seconds)
    return translate(
        "Journal", "{time}, {title}: {length}", "an entry: a time of day, a practice, minutes"
    ).format(time=time, title=title, length=length)


def _feelings(entry: Entry) -> str:
    """Return how the back felt. One practice's difference is only told, never called a change."""
    before, after = entry.before, entry.after
    if not entry.practised:
        felt = before if after is None else after
        return (
            "" if felt is None else translate("Journal", "How it felt: {n}").format(n=number(felt))
        )
    if before is not None and after is not None:
        return translate("Journal", "How it felt: {before} before, {after} after").format(
            before=number(before), after=number(after)
        )
    if before is not None:
        return translate("Journal", "How it felt: {n} before").format(n=number(before))
    return (
        ""
        if after is None
        else translate("Journal", "How it felt: {n} after").format(n=number(after))
    )


def mark_words(mark: Mark | None) -> str:
    """Return in words what a day of the calendar shows."""
    if mark is None:
        return translate("Journal", "no entry", "on a day of the calendar")
    told = [words.minutes(mark.seconds)] if mark.seconds > 0 else []
    return with_commas([*told, words.entries(mark.entries)])


def state_words(summary: Summary) -> list[str]:
    """Return what of the journal could not be shown, in sentences."""
    told = []
    if summary.skipped:
        told.append(words.skipped_lines(summary.skipped))
    if summary.newer:
        told.append(words.newer_entries(summary.newer))
    for name in summary.unread:
        text = translate(
            "Journal",
            "The file {name} of the journal could not be read. Its entries are not shown.",
        )
        told.append(text.format(name=words.in_order(name)))
    return told


def felt_words(days: Days, today: date, change: Change | None) -> list[str]:
    """Return what the chart of the last weeks says, and whether a change is real."""
    now, earlier = lately(days, today), lately(days, today - LATELY * DAY)
    told = []
    for compared, alone, last, before in (
        (
            translate(
                "Journal",
                "Before: median {last} in the last two weeks, {before} in the two before.",
                "how the back felt before a practice, or without one",
            ),
            translate(
                "Journal",
                "Before: median {last} in the last two weeks.",
                "how the back felt before a practice, or without one",
            ),
            now.before,
            earlier.before,
        ),
        (
            translate(
                "Journal",
                "After: median {last} in the last two weeks, {before} in the two before.",
                "how the back felt after a practice",
            ),
            translate(
                "Journal",
                "After: median {last} in the last two weeks.",
                "how the back felt after a practice",
            ),
            now.after,
            earlier.after,
        ),
    ):
        if last is not None and before is not None:
            told.append(compared.format(last=number(last), before=number(before)))
        elif last is not None:
            told.append(alone.format(last=number(last)))
    if not told:
        return [
            translate("Journal", "In the last two weeks there are too few answers to say more.")
        ]
    if change is not None:
        told.append(change_words(change))
    return told


def change_words(change: Change) -> str:
    """Return a change over weeks in a sentence that claims no more than is known."""
    begin, now = number(change.before), number(change.now)
    if begin == now:
        text = translate(
            "Journal",
            "In the two weeks from {day} the median before a practice, or without one, was "
            "{begin}. Now it is the same.",
        )
    elif not change.real:
        text = translate(
            "Journal",
            "In the two weeks from {day} the median before a practice, or without one, was "
            "{begin}. Now it is {now}: that is within the usual ups and downs.",
        )
    elif change.now < change.before:
        text = translate(
            "Journal",
            "In the two weeks from {day} the median before a practice, or without one, was "
            "{begin}. Now it is {now}: your back really feels better.",
        )
    else:
        text = translate(
            "Journal",
            "In the two weeks from {day} the median before a practice, or without one, was "
            "{begin}. Now it is {now}: your back really feels worse.",
        )
    return text.format(day=short_day(change.since), begin=begin, now=now)


def rise_words(rise: Change) -> str:
    """Return in a sentence that the back has felt worse for two weeks."""
    text = translate(
        "Journal",
        "In the last two weeks your back has felt worse than in the two before: median {now} "
        "instead of {begin}. Go easier, or rest. If it stays so, ask a doctor or a therapist.",
    )
    return text.format(now=number(rise.now), begin=number(rise.before))


def point_words(step: Step) -> str:
    """Return what the numbers, a point and a line of the chart are."""
    return {
        Step.DAY: translate(
            "Journal",
            "0 is no pain, 10 the worst. Each point is the middle answer (median) of a day. The "
            "lines show the median of the two weeks before.",
        ),
        Step.WEEK: translate(
            "Journal",
            "0 is no pain, 10 the worst. Each point is the middle answer (median) of a week. The "
            "lines show the median of the two weeks before.",
        ),
        Step.MONTH: translate(
            "Journal",
            "0 is no pain, 10 the worst. Each point is the middle answer (median) of a month. The "
            "lines show the median of the two weeks before.",
        ),
    }[step]


def help_words() -> list[str]:
    """Return how the figures are meant, with their sources."""
    return [
        translate("Journal", "0 is no pain, 10 the worst pain that you can think of."),
        translate(
            "Journal", "A median is the answer in the middle: as many were lower as were higher."
        ),
        translate(
            "Journal",
            "What one practice makes of it goes up and down. A change is called real only when the "
            "medians of two weeks, weeks apart, differ by two points, or by 30 % of the first.",
        ),
        translate(
            "Journal",
            "That is the smallest change that matters to people with low back pain: Ostelo and "
            "others, Spine 2008 (a consensus); 1.3 to 1.8 points in a study of 161 people "
            "(PMC7053735).",
        ),
    ]


def week_words(bars: Iterable[Bar], points: Iterable[Felt], step: Step) -> list[str]:
    """Return a line for each week or month of the charts, the latest first."""
    felt = {one.start: one for one in points}
    found = []
    for bar in bars:
        name = short_day(bar.start) if step is not Step.MONTH else month_name(bar.start)
        text = (
            translate("Journal", "Week from {name}: {minutes}", "from a day on: 45 min")
            if step is not Step.MONTH
            else translate("Journal", "{name}: {minutes} a week", "November 2026: 45 min a week")
        )
        told = [text.format(name=name, minutes=duration(bar.seconds))]
        one = felt.get(bar.start)
        if one is not None and one.before is not None:
            before = translate(
                "Journal", "before {n}", "how the back felt before practices, 0 to 10"
            )
            told.append(before.format(n=number(one.before)))
        if one is not None and one.after is not None:
            after = translate("Journal", "after {n}", "how the back felt after practices, 0 to 10")
            told.append(after.format(n=number(one.after)))
        found.append(with_commas(told))
    return found[::-1]
