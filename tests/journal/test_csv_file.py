"""A journal as a table: what goes out comes back, and what others have kept comes in or is told."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core.problem import Unreadable
from supine.journal.csv_file import PLAIN, WITH_DECIMAL_COMMA, Style, as_csv
from supine.journal.csv_reader import (
    MOST_LINES,
    BadLine,
    DateOrder,
    Preview,
    read_csv,
    read_csv_file,
)
from supine.journal.entry import Entry, Kept
from supine.journal.journal import Loaded

EAST = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 27, 12, 30, tzinfo=EAST)

PRACTICE = Entry(
    NOON, "low-back-release", "Low Back Release", 1800.25, 700, 699.5, 10, False,
    "Right leg: Spinal twist", ("Spinal twist", "Knees; in\\out"), ("Child's pose",), 6.0, 4, 3,
    'Better than "Tuesday";\nreally – 日本.',
)  # fmt: skip


def journal(*entries: Kept, removed: dict[str, int] | None = None) -> Loaded:
    return Loaded(list(entries), 0, 0, (), {}, removed or {})


def here(moment: datetime) -> datetime:
    """Return `moment` as a time an hour east of Greenwich."""
    return moment.replace(tzinfo=EAST)


LAST = datetime(2200, 1, 1, tzinfo=UTC)


def read(
    table: str | bytes, *known: Kept, order: DateOrder | None = None, now: datetime = LAST
) -> Preview:
    data = table.encode() if isinstance(table, str) else table
    return read_csv(data, journal(*known), here, now, order)


def entries(found: Preview) -> list[Entry]:
    assert found.bad == ()
    return [kept.entry for kept in found.new]


def texts(most: int = 20) -> st.SearchStrategy[str]:
    """Texts, many of them with what means something to a spreadsheet."""
    tricky = st.text(alphabet="=+-@'\"\t\r\n;,\\ 0e1\0ä日", max_size=most)
    return tricky | st.text(max_size=most)


def zones() -> st.SearchStrategy[timezone]:
    return st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))


def any_entry() -> st.SearchStrategy[Entry]:
    seconds = st.floats(0, 86_400)
    names = st.lists(texts(), max_size=3).map(tuple)
    feeling = st.none() | st.integers(0, 10)
    return st.builds(
        Entry,
        at=st.datetimes(datetime(1901, 1, 2), datetime(2199, 1, 1), timezones=zones()),  # noqa: DTZ001
        sequence=texts(), title=texts(), seconds=seconds, right=seconds, left=seconds,
        poses=st.integers(0, 100_000), finished=st.booleans(), stopped_at=texts(),
        eased=names, stayed=names, pace=st.floats(0, 100), before=feeling, after=feeling,
        note=texts(60),
    )  # fmt: skip


def journals() -> st.SearchStrategy[list[Kept]]:
    ids = st.text(min_size=1, max_size=40).filter(str.strip) | st.text("0123456789eE.'", min_size=1)
    kept = st.builds(Kept, ids, st.just(1), any_entry())
    return st.lists(kept, max_size=4, unique_by=lambda one: one.id)


@given(journals(), st.sampled_from([PLAIN, WITH_DECIMAL_COMMA]))
def test_what_goes_out_comes_back_as_it_was(kept: list[Kept], style: Style) -> None:
    found = read(as_csv(kept, style))
    assert (found.known, found.bad, found.unused) == (0, (), ())
    assert list(found.new) == kept
    assert [str(one.entry.at) for one in found.new] == [str(one.entry.at) for one in kept]


@given(journals())
def test_what_is_there_already_adds_nothing(kept: list[Kept]) -> None:
    found = read(as_csv(kept), *kept)
    assert (found.new, found.known, found.bad) == ((), len(kept), ())


@given(journals(), st.sampled_from([PLAIN, WITH_DECIMAL_COMMA]))
def test_no_cell_is_a_formula(kept: list[Kept], style: Style) -> None:
    text = as_csv(kept, style).decode("utf-8-sig")
    for row in csv.reader(StringIO(text, newline=""), delimiter=style.separator):
        assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r\n＝＋－＠"}]


@pytest.mark.parametrize("note", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_note_that_begins_as_a_formula_has_an_apostrophe_before_it(note: str) -> None:
    data = as_csv([Kept("a", 1, Entry(NOON, note=note))])
    row = next(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert row["note"] == "'" + note


def test_an_id_of_digits_is_no_number_to_a_spreadsheet() -> None:
    kept = Kept("12345678901234567890123456e78901", 1, Entry(NOON, after=3))
    assert b",'12345678901234567890123456e78901\r\n" in as_csv([kept])


def test_the_table_says_its_columns_and_units() -> None:
    lines = as_csv([Kept("a1", 1, PRACTICE)]).decode("utf-8-sig").split("\r\n")
    assert lines[0] == (
        "date,when,practice,minutes,seconds,right side (seconds),left side (seconds),poses,"
        "to its end,stopped at,made easier,stayed longer,breaths a minute,before (0-10),"
        "without a practice (0-10),after (0-10),note,sequence,id"
    )
    assert lines[1].startswith(
        "2026-11-27,2026-11-27T12:30:00+01:00,Low Back Release,30,1800.25,700,699.5,10,no,"
    )


def test_an_answer_without_a_practice_is_neither_before_nor_after_one() -> None:
    kept = [Kept("a1", 1, Entry(NOON, after=6)), Kept("a2", 1, PRACTICE)]
    alone, practice = csv.DictReader(StringIO(as_csv(kept).decode("utf-8-sig"), newline=""))
    names = ("before (0-10)", "without a practice (0-10)", "after (0-10)")
    assert [alone[name] for name in names] == ["", "6", ""]
    assert [practice[name] for name in names] == ["4", "", "3"]


def test_a_table_of_an_older_version_has_it_in_the_last_column() -> None:
    head = "date,minutes,seconds,before (0-10),after (0-10)\n"
    (entry,) = entries(read(head + "2026-11-27,,,,6\n"))
    assert (entry.practised, entry.after) == (False, 6)


@pytest.mark.parametrize("line", ["20,5,", ",5,4"])
def test_a_number_without_a_practice_beside_one_is_not_understood(line: str) -> None:
    found = read(f"date,minutes,without a practice (0-10),after\n2026-11-27,{line}\n")
    assert found.new == ()
    why = "it has a number without a practice, and also a practice or a number after one"
    assert found.bad == (BadLine(2, why),)


def test_where_a_comma_is_the_decimal_sign_a_semicolon_parts_the_columns() -> None:
    lines = as_csv([Kept("a1", 1, PRACTICE)], WITH_DECIMAL_COMMA).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("date;when;practice;minutes;")
    assert ";30;1800,25;700;699,5;10;" in lines[1]


def test_excel_knows_the_letters_by_the_mark_at_the_beginning() -> None:
    assert as_csv([]).startswith(b"\xef\xbb\xbfdate,when")


def test_a_table_that_a_german_spreadsheet_has_saved_again_is_the_same() -> None:
    kept = [Kept("a1", 1, PRACTICE)]
    saved = as_csv(kept, WITH_DECIMAL_COMMA).replace(b"\n2026-11-27;", b"\n27.11.2026;")
    assert list(read(saved).new) == kept


def test_a_line_added_in_the_spreadsheet_needs_a_date_and_minutes_alone() -> None:
    data = as_csv([Kept("a1", 1, PRACTICE)]) + b"2026-11-28,,Walk,25,,,,,,,,,,,,2,,,\r\n"
    found = read(data, Kept("a1", 1, PRACTICE))
    assert found.known == 1
    noon = datetime(2026, 11, 28, 12, tzinfo=EAST)
    assert entries(found) == [Entry(noon, title="Walk", seconds=1500, after=2)]


def test_what_was_removed_comes_again_over_its_removal() -> None:
    kept = [Kept("a1", 1, PRACTICE)]
    found = read_csv(as_csv(kept), journal(removed={"a1": 4}), here, LAST)
    assert found.new == (Kept("a1", 5, PRACTICE),)


FOREIGN = """\
Datum;Uhrzeit;Minuten;Schmerz;Notiz;Wetter
27.11.2026;07:15;20;3;gut geschlafen;Regen
3.12.2026;;;7;"nach dem ""Umzug"", sehr müde";
"""


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_diary_from_elsewhere_is_understood(coding: str) -> None:
    found = read(FOREIGN.encode(coding))
    assert found.unused == ("Wetter",)
    first, second = entries(found)
    morning = datetime(2026, 11, 27, 7, 15, tzinfo=EAST)
    assert first == Entry(morning, seconds=1200, finished=True, after=3, note="gut geschlafen")
    assert second.at == datetime(2026, 12, 3, 12, tzinfo=EAST)
    assert (second.after, second.note) == (7, 'nach dem "Umzug", sehr müde')


def test_a_diary_from_elsewhere_that_comes_twice_adds_nothing() -> None:
    first = read(FOREIGN)
    again = read(FOREIGN.replace(";Regen", ";Sonne"), *first.new)
    assert (again.new, again.known) == ((), 2)


def test_two_lines_that_say_the_same_are_two_entries() -> None:
    found = read("date,pain\n2026-11-27,3\n2026-11-27,3\n")
    assert len(entries(found)) == 2
    more = read("date,pain\n2026-11-27,3\n2026-11-27,3\n2026-11-27,3\n", *found.new)
    assert (len(more.new), more.known) == (1, 2)


WHEN = {
    "2026-11-27": (27, 12, 0), "2026-11-27 07:30": (27, 7, 30), "2026-11-27T07:30:00": (27, 7, 30),
    "2026/11/27": (27, 12, 0), "27.11.2026": (27, 12, 0), "5.11.2026 7:30": (5, 7, 30),
    "11/27/2026": (27, 12, 0), "11/27/2026 7:30 PM": (27, 19, 30), "27/11/2026": (27, 12, 0),
    "27-11-2026, 12:05 a.m.": (27, 0, 5), "2026-11-27T07:30:00Z": (27, 7, 30),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "when"), WHEN.items(), ids=WHEN)
def test_a_date_is_read_as_it_is_meant(cell: str, when: tuple[int, int, int]) -> None:
    (entry,) = entries(read(f'pain\tdate\n4\t"{cell}"\n'))
    assert entry.at.replace(tzinfo=None) == datetime(2026, 11, *when)  # noqa: DTZ001
    assert entry.at.tzinfo == (UTC if cell.endswith("Z") else EAST)


def test_one_clear_date_says_how_the_others_are_meant() -> None:
    found = read("date,pain\n3/4/2026,1\n3/27/2026,2\n")
    assert [entry.at.strftime("%d %B") for entry in entries(found)] == ["04 March", "27 March"]


def test_dates_that_can_be_read_in_two_ways_are_asked_for() -> None:
    table = "date,pain\n3/4/2026,1\n5/6/2026,2\n"
    found = read(table)
    assert (found.new, found.unclear_date) == ((), "3/4/2026")
    days = {
        order: [entry.at.strftime("%d %B") for entry in entries(read(table, order=order))]
        for order in DateOrder
    }
    assert days == {
        DateOrder.DAY_FIRST: ["03 April", "05 June"],
        DateOrder.MONTH_FIRST: ["04 March", "06 May"],
    }


BAD = {
    "a word": ("soon,3,,", "'soon' is no date such as 2026-11-27"),
    "no such day": ("2026-02-30,3,,", "'2026-02-30' is no day of the calendar"),
    "no date": (",3,,", "there is no date in it"),
    "two digits": ("27.11.26,3,,", "'27.11.26' is no date such as 2026-11-27"),
    "too early": ("1066-10-14,3,,", "the year of '1066-10-14' cannot be right"),
    "a late hour": ("2026-11-27 25:00,3,,", "'25:00' is no time such as 07:30"),
    "thirteen p.m.": ("2026-11-27 13:00 pm,3,,", "'13:00 pm' is no time such as 07:30"),
    "much pain": ("2026-11-27,11,,", "'11' in the column 'pain' is not a number from 0 to 10"),
    "half": ("2026-11-27,4.5,,", "'4.5' in the column 'pain' is not a whole number from 0 to 10"),
    "below": ("2026-11-27,-1,,", "'-1' in the column 'pain' is not a number from 0 to 10"),
    "nan": ("2026-11-27,nan,,", "'nan' in the column 'pain' is not a number from 0 to 10"),
    "long": ("2026-11-27,,1441,", "'1441' in the column 'minutes' is not a number from 0 to 1440"),
    "thousands": (
        '2026-11-27,,"1,200",',
        "'1,200' in the column 'minutes' is not a number from 0 to 1440",
    ),
    "nothing": ("2026-11-27,,,", "there is nothing in it but a date"),
    "a book": (f"2026-11-27,,,{'long ' * 4001}", "a text in it is too long"),
}


@pytest.mark.parametrize(("line", "why"), BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line: str, why: str) -> None:
    table = f'date,pain,minutes,note\n2026-11-26,2,,"two\nlines"\n\n{line}\n2026-11-28,3,,\n'
    found = read(table)
    assert found.bad == (BadLine(5, why),)
    assert [kept.entry.after for kept in found.new] == [2, 3]


def test_a_line_of_a_day_to_come_is_not_understood_though_one_that_is_known_is() -> None:
    table = "date;note\n27.11.2026;evening\n31.12.2027;to come\n2026-11-28T00:30:00-10:00;away\n"
    found = read(table, now=NOON)
    assert [kept.entry.note for kept in found.new] == ["evening"]
    assert found.bad == (
        BadLine(3, "31.12.2027 is in the future"),
        BadLine(4, "2026-11-28T00:30:00-10:00 is in the future"),
    )
    known = read(table).new
    assert read(table, *known, now=NOON) == Preview((), 3, (), ())


def test_an_open_quotation_mark_ends_the_reading_and_is_told() -> None:
    found = read('date,pain,note\n2026-11-26,2,good\n2026-11-27,3,"open\n2026-11-28,3,lost\n')
    assert [kept.entry.note for kept in found.new] == ["good"]
    why = "a quotation mark is missing or out of place; nothing from here on was read"
    assert found.bad == (BadLine(3, why),)


REFUSED = {
    "empty": (b"", "the first line must name the columns, and one of them 'date'"),
    "no head": (b"2026-11-27,3\n", "the first line must name the columns, and one of them 'date'"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the first line must name the columns"),
    "no letters": (b"date,pain\n2026-11-27,\x81\n", "the letters cannot be read"),
    "twice": (b"date,pain,nrs\n", "more than one column is for 'after (0-10)'"),
    "mixed": (b"date,pain\n27/11/2026,1\n11/27/2026,1\n", "some dates begin with the day and some"),
    "endless": (b"date\n" + b"2026-11-27\n" * (MOST_LINES + 1), "the table has more than 200,000"),
}


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_table_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says.replace("(", r"\(").replace(")", r"\)")):
        read(data)


def test_a_line_above_the_head_may_name_the_separator() -> None:
    found = read("sep=;\r\ndate;pain\r\n2026-11-27;3\r\n2026-11-27;x\r\n")
    assert [kept.entry.after for kept in found.new] == [3]
    assert [bad.line for bad in found.bad] == [4]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(64_000_001)
    with pytest.raises(Unreadable, match="the file is larger than 64 MB"):
        read_csv_file(path, journal(), here, LAST)
