"""Entries from a table (CSV): one that Supine wrote, or a diary that was kept elsewhere."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msgspec import ValidationError, convert
from msgspec.json import encode

from supine.core.problem import Problem, Unreadable, excerpt
from supine.core.yaml_document import read_bytes
from supine.journal.csv_file import COLUMNS, NUMBER, parted, plain, plain_id
from supine.journal.entry import MOST_SECONDS, YEARS, Entry, Kept, Line
from supine.journal.journal import LONGEST, Loaded
from supine.language import number as digits
from supine.language import translate

MOST_BYTES = 64_000_000
"""Bytes of the largest table that is read: a hundred thousand entries with notes."""

MOST_LINES = 200_000
"""Lines with an entry that are read at most."""

LONGEST_CELL = 500_000
"""Letters of the longest cell that is read."""

SEPARATORS = ",;\t"

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


class DateOrder(Enum):
    """What comes first in a date such as 3/4/2026."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


FOREIGN = {
    "date": "day,datum,tag,jour,fecha,día,dia",
    "time": "time,uhrzeit,zeit,heure,hora",
    "at": "datetime,date time,date/time,timestamp",
    "minutes": "min,mins,minuten,minutos,duration (min),duration (minutes),dauer (min)",
    "before": "before,pain before,schmerz vorher,vorher,douleur avant,dolor antes",
    "after": (
        "after,pain after,pain,pain level,pain score,pain (0-10),nrs,schmerz,schmerzen,"
        "schmerz nachher,nachher,douleur,douleur après,dolor,dolor después"
    ),
    "note": "notes,comment,comments,notiz,notizen,bemerkung,kommentar,remarque,nota,notas",
    "title": "title,exercise,exercises,activity,übung,exercice,ejercicio",
}
"""Other names for a column, as in a diary that was kept elsewhere."""

FIELD_OF = {
    **{name: field for field, names in FOREIGN.items() for name in names.split(",")},
    **{name: field for field, name in COLUMNS.items()},
}

ISO_DATE = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ,]+(.+))?")
OTHER_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?:[T ,]+(.+))?")
TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: ?([ap])\.?m\.?)?", re.IGNORECASE)
NOON = time(12)
"""The time of an entry that tells its day alone."""


class BadLine(NamedTuple):
    """A line of a table that cannot be read."""

    line: int
    """Counted from 1, as in an editor."""
    why: str


class Preview(NamedTuple):
    """What would come into the journal from a table."""

    new: tuple[Kept, ...]
    """Ready to be saved, in the order of the table."""
    known: int
    """How many entries are there already."""
    bad: tuple[BadLine, ...]
    unused: tuple[str, ...]
    """The names of columns that mean nothing here."""
    unclear_date: str = ""
    """A date that can be read in two ways, if nothing in the table says which; then nothing else
    was read."""


def read_csv_file(
    path: Path,
    journal: Loaded,
    here: Callable[[datetime], datetime],
    now: datetime,
    order: DateOrder | None = None,
) -> Preview:
    """Return what the file at `path` would bring; see `read_csv`. Raises `Unreadable`."""
    return read_csv(read_bytes(path, MOST_BYTES), journal, here, now, order)


def read_csv(
    data: bytes,
    journal: Loaded,
    here: Callable[[datetime], datetime],
    now: datetime,
    order: DateOrder | None = None,
) -> Preview:
    """Return what the table `data` would bring into `journal`; what was removed there comes again.

    `here` gives a time without an offset the offset of where the person lives. A new line of a day
    after `now`, which has an offset, is a slip of the pen, and is not understood. `order` says how
    to read dates such as 3/4/2026, where the table leaves it open. Raises `Unreadable` if it is no
    such table.
    """
    return _Table(_text_of(data), order).preview(journal, here, now)


def _refusal(message: str, line: int = 1) -> Unreadable:
    return Unreadable([Problem(line, 1, message)])


def _text_of(data: bytes) -> str:
    """Return `data` as text. Raises `Unreadable`."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        codings = ["utf-16"]
    elif not data.startswith(BOM_UTF8) and b"\0" in data[:100]:
        codings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        codings = ["utf-8-sig", "cp1252"]
    for coding in codings:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise _refusal(
        translate("Journal table", "the letters cannot be read: save the table as CSV in UTF-8")
    )


class _BadCellError(ValueError):
    """Raised for a cell that cannot be read; its words are for the person."""


Row = Mapping[str, str]
"""The cells of a line by what they hold."""


class _Table:
    """A table whose head is known."""

    def __init__(self, text: str, order: DateOrder | None) -> None:
        """Read the head of `text`. Raises `Unreadable` if there is no column for the date."""
        self._text, self._order = text, order
        self._first = 2 if re.match(r"sep=.\r?\n", text) else 1
        """The line of the head: above it Excel may name the separator."""
        heads = {sign: next(self._reader(sign), (1, []))[1] for sign in SEPARATORS}
        self._separator = max(SEPARATORS, key=lambda sign: _uses(heads[sign]))
        head = heads[self._separator]
        self._fields = [FIELD_OF.get(_column_name(name), "") for name in head]
        for field, count in Counter(filter(None, self._fields)).items():
            if count > 1:
                name = COLUMNS.get(field, field)
                message = translate("Journal table", "more than one column is for {name}")
                raise _refusal(message.format(name=excerpt(name)), self._first)
        if not {"date", "at"} & set(self._fields):
            raise _refusal(
                translate(
                    "Journal table",
                    "the first line must name the columns, and one of them 'date'",
                )
            )
        self._names = {field: name.strip() for name, field in zip(head, self._fields, strict=True)}
        self._unused = tuple(
            name.strip() for name, field in zip(head, self._fields, strict=True)
            if not field and name.strip()
        )  # fmt: skip
        self._broken: list[BadLine] = []
        self._copies: Counter[str] = Counter()

    def _reader(self, separator: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each line from the head on with its number, up to where the table is broken."""
        self._broken = []
        csv.field_size_limit(LONGEST_CELL)
        lines = (found[0] for found in LINE.finditer(self._text) if found[0])
        table = csv.reader(lines, delimiter=separator, strict=True)
        number = 1
        try:
            for cells in table:
                if number >= self._first:
                    yield number, cells
                number = table.line_num + 1
        except csv.Error:
            why = translate(
                "Journal table",
                "a quotation mark is missing or out of place; nothing from here on was read",
            )
            self._broken = [BadLine(number, why)]

    def preview(
        self, journal: Loaded, here: Callable[[datetime], datetime], now: datetime
    ) -> Preview:
        """Return what would come; see `read_csv`."""
        if self._order is None and (unclear := self._find_order()):
            return Preview((), 0, (), self._unused, unclear)
        known = {kept.id for kept in journal.entries}
        new: dict[str, Kept] = {}
        there, bad = 0, []
        for line, row in self._rows():
            try:
                name, entry = self._entry(row, here)
            except _BadCellError as error:
                bad.append(BadLine(line, str(error)))
                continue
            if name in known or name in new:
                there += 1
            elif entry.at.date() > now.astimezone(entry.at.tzinfo).date():
                why = translate("Journal table", "{date} is in the future")
                bad.append(BadLine(line, why.format(date=_when(row))))
            else:
                new[name] = Kept(name, journal.removed.get(name, 0) + 1, entry)
        return Preview(tuple(new.values()), there, (*bad, *self._broken), self._unused)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the lines that have something in them, with their numbers. Raises `Unreadable`."""
        for count, (number, cells) in enumerate(self._reader(self._separator)):
            if count > MOST_LINES:
                message = translate("Journal table", "the table has more than {count} lines")
                raise _refusal(message.format(count=digits(MOST_LINES)), number)
            if count and any(map(str.strip, cells)):
                yield number, dict(zip(self._fields, cells, strict=False))

    def _find_order(self) -> str:
        """Find out from all dates what comes first in them; return one if that is not clear."""
        unclear = ""
        orders = set()
        for _line, row in self._rows():
            found = OTHER_DATE.fullmatch(_when(row))
            if found is None or found[2] == ".":
                continue
            unclear = unclear or found[0]
            if int(found[1]) > 12:
                orders.add(DateOrder.DAY_FIRST)
            elif int(found[3]) > 12:
                orders.add(DateOrder.MONTH_FIRST)
        if len(orders) > 1:
            raise _refusal(
                translate("Journal table", "some dates begin with the day and some with the month")
            )
        self._order = orders.pop() if orders else None
        return "" if self._order else unclear

    def _entry(self, row: Row, here: Callable[[datetime], datetime]) -> tuple[str, Entry]:
        """Return the id and the entry of `row`. Raises `_BadCellError`."""
        moment = self._moment(row)
        number = _Numbers(row, self._names, comma=self._separator != ",")
        minutes = number("minutes", MOST_SECONDS / 60)
        has_seconds = row.get("seconds", "").strip()
        seconds = number("seconds", MOST_SECONDS) if has_seconds else minutes * 60
        try:
            at = moment if moment.tzinfo is not None else here(moment)
        except (OverflowError, OSError, ValueError):
            message = translate("Journal table", "there is no such time here", "a clock was set")
            raise _BadCellError(message) from None
        texts = {
            field: plain(row.get(field, ""))
            for field in ("title", "stopped_at", "note", "sequence")
        }
        values = texts | {
            "seconds": seconds,
            "right": number("right", MOST_SECONDS),
            "left": number("left", MOST_SECONDS),
            "poses": number.whole("poses", 100_000) or 0,
            "finished": self._finished(row, seconds),
            "eased": parted(plain(row.get("eased", ""))),
            "stayed": parted(plain(row.get("stayed", ""))),
            "pace": number("pace", 100),
            "before": number.whole("before", 10),
            "after": _after(number, practised=seconds > 0),
        }
        try:
            entry = convert(values | {"at": at}, Entry, strict=True)
        except ValidationError:
            message = translate("Journal table", "a text in it is too long")
            raise _BadCellError(message) from None
        name = plain_id(row.get("id", ""))
        if not name.strip():
            if entry == Entry(at):
                message = translate("Journal table", "there is nothing in it but a date")
                raise _BadCellError(message)
            name = self._new_id(moment, values)
        if len(name) > 100 or len(encode(Line(name, 1, at, "x" * 200, entry))) > LONGEST:
            raise _BadCellError(translate("Journal table", "a text in it is too long"))
        return name, entry

    def _finished(self, row: Row, seconds: float) -> bool:
        if "finished" not in self._fields:
            # nothing says that it was left
            return seconds > 0
        known = {"yes": True, "true": True, "no": False, "false": False, "": False}
        word = row.get("finished", "").strip()
        if word.lower() not in known:
            message = translate("Journal table", "{word} is neither 'yes' nor 'no'")
            raise _BadCellError(message.format(word=excerpt(word)))
        return known[word.lower()]

    def _moment(self, row: Row) -> datetime:
        """Return when `row` was; without an offset where it says none. Raises `_BadCellError`."""
        day, rest = self._day(_when(row))
        if not rest:
            return datetime.combine(day, _time_of(row.get("time", "").strip()))
        try:
            moment = datetime.fromisoformat(f"{day.isoformat()}T{rest}")
        except ValueError:
            return datetime.combine(day, _time_of(rest))
        return moment

    def _day(self, text: str) -> tuple[date, str]:
        """Return the day that `text` begins with, and what is after it."""
        if not text:
            raise _BadCellError(translate("Journal table", "there is no date in it"))
        if found := ISO_DATE.fullmatch(text):
            year, _sign, month, day, rest = found.groups()
        elif found := OTHER_DATE.fullmatch(text):
            day, sign, month, year, rest = found.groups()
            if sign != "." and self._order is DateOrder.MONTH_FIRST:
                day, month = month, day
        else:
            message = translate("Journal table", "{text} is no date such as 2026-11-27")
            raise _BadCellError(message.format(text=excerpt(text)))
        try:
            made = date(int(year), int(month), int(day))
        except ValueError:
            message = translate("Journal table", "{text} is no day of the calendar")
            raise _BadCellError(message.format(text=excerpt(text))) from None
        if not YEARS[0] < made.year < YEARS[1]:
            message = translate("Journal table", "the year of {text} cannot be right")
            raise _BadCellError(message.format(text=excerpt(text)))
        return made, rest or ""

    def _new_id(self, moment: datetime, values: Mapping[str, object]) -> str:
        """Return an id made from what a line says, so that the same line has it the next time.

        Two lines of a table that say the same are two entries.
        """
        when = moment.astimezone(UTC) if moment.tzinfo is not None else moment
        said = sha256(encode([when.isoformat(), *values.values()])).hexdigest()[:24]
        self._copies[said] += 1
        return f"csv-{said}-{self._copies[said]}"


def _after(number: _Numbers, *, practised: bool) -> int | None:
    """Return how the back felt after a practice, or without one. Raises `_BadCellError`."""
    after, alone = number.whole("after", 10), number.whole("alone", 10)
    if alone is not None and (practised or after is not None):
        raise _BadCellError(
            translate(
                "Journal table",
                "it has a number without a practice, and also a practice or a number after one",
                "how the back felt",
            )
        )
    return after if alone is None else alone


def _when(row: Row) -> str:
    return row.get("at", "").strip() or row.get("date", "").strip()


def _uses(head: list[str]) -> int:
    return sum(_column_name(name) in FIELD_OF for name in head)


def _column_name(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _time_of(text: str) -> time:
    """Return the time that `text` tells; noon if it is empty. Raises `_BadCellError`."""
    if not text:
        return NOON
    found = TIME.fullmatch(text)
    hour, minute, second = (int(part or 0) for part in found.groups()[:3]) if found else (24, 0, 0)
    if found and found[4]:
        # 12 a.m. is midnight
        hour = 24 if not 1 <= hour <= 12 else hour % 12 + (12 if found[4].lower() == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        message = translate("Journal table", "{text} is no time such as 07:30")
        raise _BadCellError(message.format(text=excerpt(text))) from None


class _Numbers:
    """Reads the numbers of a line."""

    def __init__(self, row: Row, names: Mapping[str, str], *, comma: bool) -> None:
        """Read from `row`, whose columns have `names`; with `comma`, that is a decimal sign."""
        self._row, self._names, self._comma = row, names, comma

    def __call__(self, field: str, most: float) -> float:
        """Return the number in `field`, 0 if it is empty. Raises `_BadCellError`."""
        text = self._row.get(field, "").strip()
        plain = text.replace(",", ".") if self._comma else text
        if not plain:
            return 0.0
        if not NUMBER.fullmatch(plain) or float(plain) > most:
            message = translate(
                "Journal table", "{text} in the column {name} is not a number from 0 to {most}"
            )
            raise self._error(field, message, most)
        return float(plain)

    def whole(self, field: str, most: int) -> int | None:
        """Return the whole number in `field`, None if it is empty. Raises `_BadCellError`."""
        value = self(field, most)
        if value != int(value):
            message = translate(
                "Journal table",
                "{text} in the column {name} is not a whole number from 0 to {most}",
            )
            raise self._error(field, message, most)
        return int(value) if self._row.get(field, "").strip() else None

    def _error(self, field: str, message: str, most: float) -> _BadCellError:
        text, name = excerpt(self._row[field].strip()), excerpt(self._names[field])
        return _BadCellError(message.format(text=text, name=name, most=f"{most:g}"))
