"""Entries as text: a table for people, and plain values (for JSON) for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.json import encode
from msgspec.json import format as format_json
from msgspec.structs import asdict

from supine.journal.entry import Entry, Kept
from supine.journal.summary import after_of, before_of
from supine.language import translate, with_commas

Row = tuple[str, str, str, str, str]
"""The cells of one line of the table."""


def between(entries: Iterable[Kept], since: date | None, until: date | None) -> list[Kept]:
    """Return those of `entries` from the day `since` to the day `until`, both with them."""
    first, last = since or date.min, until or date.max
    return [kept for kept in entries if first <= kept.entry.at.date() <= last]


def as_json(entries: Iterable[Kept]) -> bytes:
    """Return `entries` as the bytes of a JSON file: a list of the fields of `Entry`, with `id`.

    `at` is a text in ISO 8601 with the offset from UTC, times are in seconds, `before` and `after`
    are null where that was not answered.
    """
    values = [
        {"id": kept.id, **asdict(kept.entry), "at": kept.entry.at.isoformat()} for kept in entries
    ]
    return format_json(encode(values), indent=1) + b"\n"


def as_table(entries: Sequence[Kept]) -> str:
    """Return `entries` as a table in plain text, the notes below what they are about.

    How the back felt without a practice is under `before`, as on the page for a doctor.
    """
    practised = [kept.entry.minutes for kept in entries if kept.entry.practised]
    head = (
        translate("Journal table", "when"),
        translate("Journal table", "minutes"),
        translate("Journal table", "before", "how it felt, above a number"),
        translate("Journal table", "after", "how it felt, above a number"),
        translate("Journal table", "what", "what was practised"),
    )
    rows = [head, *(row for kept in entries for row in _rows(kept.entry))]
    # a translated head may be wide
    first, *numbers = (max(len(row[column]) for row in rows) for column in range(4))
    form = f"{{:<{first + 1}}}{''.join(f'  {{:>{width}}}' for width in numbers)}  {{}}"
    lines = [form.format(*row).rstrip() for row in rows]
    whole = (
        translate("Journal table", "%n entry|%n entries", n=len(entries)),
        translate("Journal table", "%n practice|%n practices", n=len(practised)),
        translate("Journal table", "%n minute|%n minutes", n=sum(practised)),
    )
    return "\n".join([*lines, "", with_commas(whole)])


def _rows(entry: Entry) -> Iterator[Row]:
    what = entry.title.split("\n")
    if entry.stopped_at:
        stopped = translate("Journal table", "{title}, stopped at {pose}")
        what[-1] = stopped.format(title=what[-1], pose=entry.stopped_at)
    texts = [text for text in (*what, *entry.note.split("\n")) if text.strip()]
    minutes = str(entry.minutes) if entry.practised else ""
    before, after = _feeling(before_of(entry)), _feeling(after_of(entry))
    first, *more = texts or [""]
    yield f"{entry.at:%Y-%m-%d %H:%M}", minutes, before, after, first
    for text in more:
        yield "", "", "", "", text


def _feeling(value: int | None) -> str:
    return "" if value is None else str(value)
