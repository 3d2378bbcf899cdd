"""A journal as a table for spreadsheets (CSV), in the style of any region.

`csv_reader` reads it back exactly, also after a spreadsheet has saved it again. It begins with a
mark (BOM): without it Excel takes UTF-8 for the region's old code page. What a spreadsheet would
take for a formula has an apostrophe before it, which is taken off when read.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple

from supine.journal.entry import Kept

FORMULA = "=+-@\t\r\n＝＋－＠"
"""What a cell begins with that a spreadsheet may run; some read the wide signs as well."""

NUMBER = re.compile(r"[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")
"""Also an id, which a spreadsheet would then turn into a number."""

EMPTY_NAME = "\\0"


class Style(NamedTuple):
    """How the spreadsheets of a region expect a table."""

    separator: str
    decimal: str


PLAIN = Style(",", ".")
WITH_DECIMAL_COMMA = Style(";", ",")
"""Where a comma is the decimal sign it cannot be the separator: Excel shows all in one column."""

COLUMNS = {
    "date": "date",
    "at": "when",
    "title": "practice",
    "minutes": "minutes",
    "seconds": "seconds",
    "right": "right side (seconds)",
    "left": "left side (seconds)",
    "poses": "poses",
    "finished": "to its end",
    "stopped_at": "stopped at",
    "eased": "made easier",
    "stayed": "stayed longer",
    "pace": "breaths a minute",
    "before": "before (0-10)",
    "alone": "without a practice (0-10)",
    "after": "after (0-10)",
    "note": "note",
    "sequence": "sequence",
    "id": "id",
}
"""The columns by what they hold. `date` and `minutes` are for the eye: `at` and `seconds` count."""


def as_csv(entries: Iterable[Kept], style: Style = PLAIN) -> bytes:
    """Return `entries` as the bytes of a CSV file."""
    text = StringIO()
    table = csv.writer(text, delimiter=style.separator, lineterminator="\r\n")
    table.writerow(COLUMNS.values())
    table.writerows(_cells(one, style.decimal) for one in entries)
    return BOM_UTF8 + text.getvalue().encode("utf-8")


def _cells(kept: Kept, decimal: str) -> list[str]:
    entry = kept.entry

    def number(value: float | None) -> str:
        if value is None or not (value or entry.practised):
            return ""
        return repr(value + 0.0).removesuffix(".0").replace(".", decimal)

    def feeling(value: int | None) -> str:
        return "" if value is None else str(value)

    finished = "yes" if entry.finished else "no" if entry.practised else ""
    cells = {
        "date": entry.at.date().isoformat(),
        "at": entry.at.isoformat(),
        "title": _guarded(entry.title),
        "minutes": number(round(entry.seconds / 60, 1)),
        "seconds": number(entry.seconds),
        "right": number(entry.right),
        "left": number(entry.left),
        "poses": number(entry.poses),
        "finished": finished,
        "stopped_at": _guarded(entry.stopped_at),
        "eased": _guarded(_joined(entry.eased)),
        "stayed": _guarded(_joined(entry.stayed)),
        "pace": number(entry.pace),
        "before": feeling(entry.before),
        "alone": "" if entry.practised else feeling(entry.after),
        "after": feeling(entry.after) if entry.practised else "",
        "note": _guarded(entry.note),
        "sequence": _guarded(entry.sequence),
        "id": f"'{kept.id}" if NUMBER.fullmatch(kept.id) else _guarded(kept.id),
    }
    return [cells[field] for field in COLUMNS]


def _guarded(text: str) -> str:
    """Return `text` so that no spreadsheet runs it."""
    return f"'{text}" if text and text[0] in FORMULA + "'" else text


def plain(cell: str) -> str:
    """Return the text that `_guarded` has made `cell` from."""
    rest = cell[1:]
    guarded = cell.startswith("'") and rest and rest[0] in FORMULA + "'"
    return rest if guarded else cell


def _joined(names: tuple[str, ...]) -> str:
    """Return `names` in one cell, between semicolons; one within a name is written otherwise."""
    return "; ".join(name.replace("\\", "\\\\").replace(";", "\\,") or EMPTY_NAME for name in names)


def parted(cell: str) -> tuple[str, ...]:
    """Return the names that `_joined` has put in one cell."""
    signs = {"\\,": ";", "\\\\": "\\", EMPTY_NAME: ""}
    return tuple(
        re.sub(r"\\[\\,0]", lambda found: signs[found[0]], part)
        for part in cell.split("; ")
        if part
    )


def plain_id(cell: str) -> str:
    """Return the id that `as_csv` has written as `cell`."""
    return cell[1:] if cell.startswith("'") and NUMBER.fullmatch(cell[1:]) else plain(cell)
