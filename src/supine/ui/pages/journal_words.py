"""The journal in words: its entries, and what its calendar and charts show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from supine.journal.entry import Entry
from supine.journal.summary import DAY, LATELY, Bar, Change, Days, Felt, Step, Summary, lately
from supine.ui import words
from supine.ui.painting.month import Mark

MOST_NOTE = 300
"""Letters of a note that are shown in the list; the whole of it is shown where it is edited."""


def tr(text: str) -> str:
    """Return `text` in the language of the interface."""
    return QCoreApplication.translate("Journal", text)


def day_name(day: date) -> str:
    """Return a day as it is written where the person lives, such as "Friday, 27 November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def short_day(day: date) -> str:
    """Return a day in few letters, such as "27 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def month_name(day: date) -> str:
    """Return the month of `day`, such as "November 2026"."""
    return f"{QLocale().standaloneMonthName(day.month)} {day.year}"


def short_month(day: date) -> str:
    """Return the month of `day` in few letters, such as "Nov"."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def time_of(entry: Entry) -> str:
    """Return the time of an entry, as the clock showed it there."""
    time = QTime(entry.at.hour, entry.at.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def number(value: float) -> str:
    """Return a median, such as "4" or "4.5"."""
    return f"{value:g}"


def duration(seconds: float) -> str:
    """Return a time in hours and minutes, such as "3 h 20 min" or "45 min"."""
    whole = round(seconds / 60)
    if whole < 60:
        return tr("{n} min").format(n=whole)
    return tr("{hours} h {minutes} min").format(hours=whole // 60, minutes=whole % 60)


def entry_words(entry: Entry) -> str:
    """Return an entry in a few lines."""
    lines = [_head(entry), _feelings(entry)]
    if entry.stopped_at:
        lines.append(tr("Left at {place}.").format(place=entry.stopped_at))
    for names, text in (
        (entry.eased, tr("Easier: {poses}.")),
        (entry.stayed, tr("Stayed longer: {poses}.")),
    ):
        if names:
            lines.append(text.format(poses=", ".join(names)))
    note = entry.note.strip()
    lines.append(note if len(note) <= MOST_NOTE else note[:MOST_NOTE].rstrip() + " …")
    return words.in_order("\n".join(line for line in lines if line))


def _head(entry: Entry) -> str:
    time = time_of(entry)
    if not entry.practised:
        return tr("{time}, without a practice").format(time=time)
    title = entry.title or entry.sequence or tr("A practice")
    length = words.minutes(entry.seconds)
    return tr("{time}, {title}: {length}").format(time=time, title=title, length=length)


def _feelings(entry: Entry) -> str:
    """Return how the back felt. One practice's difference is only told, never called a change."""
    before, after = entry.before, entry.after
    if not entry.practised:
        felt = before if after is None else after
        return "" if felt is None else tr("How it felt: {n}").format(n=felt)
    if before is not None and after is not None:
        return tr("How it felt: {before} before, {after} after").format(before=before, after=after)
    if before is not None:
        return tr("How it felt: {n} before").format(n=before)
    return "" if after is None else tr("How it felt: {n} after").format(n=after)


def mark_words(mark: Mark | None) -> str:
    """Return in words what a day of the calendar shows."""
    if mark is None:
        return tr("no entry")
    told = [words.minutes(mark.seconds)] if mark.seconds > 0 else []
    return ", ".join([*told, words.entries(mark.entries)])


def state_words(summary: Summary) -> list[str]:
    """Return what of the journal could not be shown, in sentences."""
    told = []
    if summary.skipped:
        told.append(words.skipped_lines(summary.skipped))
    if summary.newer:
        told.append(words.newer_entries(summary.newer))
    for name in summary.unread:
        text = tr("The file {name} of the journal could not be read. Its entries are not shown.")
        told.append(text.format(name=words.in_order(name)))
    return told


def felt_words(days: Days, today: date, change: Change | None) -> list[str]:
    """Return what the chart of the last weeks says, and whether a change is real."""
    now, earlier = lately(days, today), lately(days, today - LATELY * DAY)
    told = []
    for name, last, before in (
        (tr("Before"), now.before, earlier.before),
        (tr("After"), now.after, earlier.after),
    ):
        if last is not None and before is not None:
            text = tr("{name}: median {last} in the last two weeks, {before} in the two before.")
            told.append(text.format(name=name, last=number(last), before=number(before)))
        elif last is not None:
            text = tr("{name}: median {last} in the last two weeks.")
            told.append(text.format(name=name, last=number(last)))
    if not told:
        return [tr("In the last two weeks there are too few answers to say more.")]
    if change is not None:
        told.append(change_words(change))
    return told


def change_words(change: Change) -> str:
    """Return a change over weeks in a sentence that claims no more than is known."""
    begin, now = number(change.before), number(change.now)
    if begin == now:
        text = tr("From {day} on the median before a practice was {begin}, and now it is the same.")
    elif not change.real:
        text = tr(
            "From {day} on the median before a practice was {begin}, now it is {now}: that is "
            "within the usual ups and downs."
        )
    elif change.now < change.before:
        text = tr(
            "From {day} on the median before a practice was {begin}, now it is {now}: your back "
            "really feels better."
        )
    else:
        text = tr(
            "From {day} on the median before a practice was {begin}, now it is {now}: your back "
            "really feels worse."
        )
    return text.format(day=short_day(change.since), begin=begin, now=now)


def rise_words(rise: Change) -> str:
    """Return in a sentence that the back has felt worse for two weeks."""
    text = tr(
        "In the last two weeks your back has felt worse than in the two before: median {now} "
        "instead of {begin}. Go easier, or rest. If it stays so, ask a doctor or a therapist."
    )
    return text.format(now=number(rise.now), begin=number(rise.before))


def point_words(step: Step) -> str:
    """Return what the numbers, a point and a line of the chart are."""
    ends = tr("0 is no pain, 10 the worst.")
    point = {
        Step.DAY: tr("Each point is the middle answer (median) of a day."),
        Step.WEEK: tr("Each point is the middle answer (median) of a week."),
        Step.MONTH: tr("Each point is the middle answer (median) of a month."),
    }[step]
    return f"{ends} {point} " + tr("The lines show the median of the two weeks before.")


def help_words() -> list[str]:
    """Return how the figures are meant, with their sources."""
    return [
        tr("0 is no pain, 10 the worst pain that you can think of."),
        tr("A median is the answer in the middle: as many were lower as were higher."),
        tr(
            "What one practice makes of it goes up and down. A change is called real only when the "
            "medians of two weeks, weeks apart, differ by two points, or by 30 % of the first."
        ),
        tr(
            "That is the smallest change that matters to people with low back pain: Ostelo and "
            "others, Spine 2008 (a consensus); 1.3 to 1.8 points in a study of 161 people "
            "(PMC7053735)."
        ),
    ]


def week_words(bars: Iterable[Bar], points: Iterable[Felt], step: Step) -> list[str]:
    """Return a line for each week or month of the charts, the latest first."""
    felt = {one.start: one for one in points}
    found = []
    for bar in bars:
        name = short_day(bar.start) if step is not Step.MONTH else month_name(bar.start)
        text = (
            tr("Week from {name}: {minutes}")
            if step is not Step.MONTH
            else tr("{name}: {minutes} a week")
        )
        told = [text.format(name=name, minutes=duration(bar.seconds))]
        one = felt.get(bar.start)
        if one is not None and one.before is not None:
            told.append(tr("before {n}").format(n=number(one.before)))
        if one is not None and one.after is not None:
            told.append(tr("after {n}").format(n=number(one.after)))
        found.append(", ".join(told))
    return found[::-1]
