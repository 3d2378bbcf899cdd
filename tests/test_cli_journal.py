"""`supine journal`: the journal on the terminal, as a file, and entries from a table."""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import pytest

from supine import cli_journal
from supine.app import qt_setup
from supine.cli import main
from supine.journal.entry import Entry, Kept, Line
from supine.journal.journal import append, load
from supine.journal.report import Report, Request, report_of

EAST = timezone(timedelta(hours=1))
MORNING = datetime(2026, 11, 26, 7, 30, tzinfo=EAST)
EVENING = datetime(2026, 11, 27, 23, 50, tzinfo=EAST)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile whose journal has a practice, and a day without one."""
    practice = Entry(
        MORNING, "low-back-release", "Low Back Release", 1860.0, 700, 700, 10,
        stopped_at="Right leg: Spinal twist", pace=6.0, before=4, after=3,
    )  # fmt: skip
    entries = (practice, Entry(EVENING, after=5, note="A long day\nin the car."))
    lines = [Line(f"id{n}", 1, EVENING, "desk", entry) for n, entry in enumerate(entries)]
    append(tmp_path / "profile" / "journal", "desk", lines)
    return tmp_path / "profile"


def said(capsys: pytest.CaptureFixture[str], profile: Path, *words: str | Path) -> str:
    """Return what the command says of the journal in `profile`."""
    assert main(["journal", "--profile", str(profile), *map(str, words)]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def test_the_journal_is_a_table_on_the_terminal(
    capsys: pytest.CaptureFixture[str], profile: Path
) -> None:
    assert said(capsys, profile).splitlines() == [
        "when               minutes  before  after  what",
        "2026-11-26 07:30        31       4      3  Low Back Release, stopped at Right leg: Spinal "
        "twist",
        "2026-11-27 23:50                 5         A long day",
        "                                           in the car.",
        "",
        "2 entries, 1 practice, 31 minutes",
    ]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ([], ["2026-11-26", "2026-11-27"]),
        (["--since", "2026-11-27"], ["2026-11-27"]),
        (["--until", "2026-11-26"], ["2026-11-26"]),
        (["--since", "2026-11-26", "--until", "2026-11-26"], ["2026-11-26"]),
        (["--since", "2026-11-28"], []),
    ],
)
def test_a_range_of_days_has_its_first_and_its_last_day(
    capsys: pytest.CaptureFixture[str], profile: Path, words: list[str], days: list[str]
) -> None:
    lines = said(capsys, profile, *words).splitlines()
    assert [line[:10] for line in lines if line.startswith("2026")] == days
    assert days or lines == ["There is nothing in the journal for this time."]


def test_a_table_is_written_for_its_owner_alone(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    assert said(capsys, profile, "--csv", path) == f"Saved as {path}: 2 entries.\n"
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))
    assert [row["when"] for row in rows] == [MORNING.isoformat(), EVENING.isoformat()]
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_json_has_every_field_by_its_name(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    assert said(capsys, profile, "--json", path, "--until", "2026-11-26").endswith(": 1 entry.\n")
    assert json.loads(path.read_bytes()) == [
        {
            "id": "id0", "at": "2026-11-26T07:30:00+01:00", "sequence": "low-back-release",
            "title": "Low Back Release", "seconds": 1860.0, "right": 700, "left": 700, "poses": 10,
            "finished": False, "stopped_at": "Right leg: Spinal twist", "eased": [], "stayed": [],
            "pace": 6.0, "before": 4, "after": 3, "note": "",
        }
    ]  # fmt: skip


def test_a_file_in_no_folder_is_not_written(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "none" / "out.csv"
    assert main(["journal", "--profile", str(profile), "--csv", str(path)]) == 1
    says = f"supine journal: '{path}' could not be written: there is no such folder\n"
    assert capsys.readouterr().err == says
    assert not path.parent.exists()


def test_a_torn_line_is_counted_and_the_rest_is_told(
    capsys: pytest.CaptureFixture[str], profile: Path
) -> None:
    with (profile / "journal" / "desk.jsonl").open("ab") as file:
        file.write(b'{"id": "to')
    assert main(["journal", "--profile", str(profile)]) == 0
    output = capsys.readouterr()
    assert output.err == "supine journal: 1 line could not be read\n"
    assert "2 entries, 1 practice" in output.out


def test_a_journal_moves_to_another_profile_as_a_table(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    table, other = tmp_path / "out.csv", tmp_path / "other"
    said(capsys, profile, "--csv", table)
    before = f"{table}: 2 entries to add; add with --yes\n"
    assert said(capsys, other, "--import", table) == before
    assert not other.exists()
    assert said(capsys, other, "--import", table, "--yes") == f"{table}: 2 entries added\n"
    assert load(other / "journal").entries == load(profile / "journal").entries
    again = f"{table}: 0 entries added, 2 already there\n"
    assert said(capsys, other, "--import", table, "--yes") == again


def test_what_a_foreign_table_would_bring_is_told_line_by_line(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    table = tmp_path / "diary.csv"
    table.write_text("date,pain,mood\n2026-11-20,4,fine\nsoon,3,\n2026-11-21,40,\n")
    assert said(capsys, profile, "--import", table).splitlines() == [
        f"{table}:3: 'soon' is no date such as 2026-11-27",
        f"{table}:4: '40' in the column 'pain' is not a number from 0 to 10",
        f"{table}: not used: mood",
        f"{table}: 1 entry to add, 2 lines not understood; add with --yes",
    ]


def test_dates_that_can_be_read_in_two_ways_are_asked_for(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    table = tmp_path / "diary.csv"
    table.write_text("date,pain\n3/4/2026,4\n")
    assert main(["journal", "--profile", str(profile), "--import", str(table)]) == 1
    says = f"{table}: what comes first in 3/4/2026? Say '--dates day' or '--dates month'\n"
    assert capsys.readouterr().err == says
    said(capsys, profile, "--import", table, "--dates", "month", "--yes")
    assert "2026-03-04" in said(capsys, profile)


def test_what_is_no_table_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    assert main(["journal", "--profile", str(profile), "--import", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}:1:1: this is a folder, not a file\n"


def test_the_folder_that_is_set_is_read_and_written(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    stick, table = tmp_path / "stick", tmp_path / "diary.csv"
    table.write_text("date,pain\n2026-11-20,4\n")
    (profile / "settings.yaml").write_text(f'version: 1\njournal_folder: "{stick.as_posix()}"\n')
    before = load(profile / "journal").entries
    # while it is away, entries wait
    assert main(["journal", "--profile", str(profile), "--import", str(table), "--yes"]) == 0
    assert f"the folder of the journal is not there: {stick}" in capsys.readouterr().err
    assert not stick.exists()
    assert len(load(profile / "journal").entries) == len(before) + 1
    stick.mkdir()
    table.write_text("date,pain\n2026-11-21,5\n")
    said(capsys, profile, "--import", table, "--yes")
    assert len(load(stick).entries) == 1
    assert "2026-11-20" in said(capsys, profile)
    assert "2026-11-21" in said(capsys, profile)


USAGE = {
    "no date": (["--since", "soon"], "'soon' is not a date such as 2026-11-27"),
    "backwards": (["--since", "2026-11-27", "--until", "2026-11-26"], "2026-11-27 is later than"),
    "two files": (["--csv", "a", "--json", "b"], "not allowed with argument"),
    "yes to what?": (["--yes"], "--yes and --dates go with --import"),
    "part of a table": (["--import", "a", "--since", "2026-11-27"], "do not go with --import"),
    "whose?": (["--name", "Anna"], "--parts, --name and --paper go with --pdf"),
    "no part": (["--pdf", "a", "--parts", "all"], "'all' is not some of feeling, practices, sides"),
    "a word": (["today"], "unrecognized arguments: today"),
}


@pytest.mark.parametrize(("words", "says"), USAGE.values(), ids=USAGE)
def test_wrong_usage_exits_with_2_and_one_clear_line(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["journal", *words])
    output = capsys.readouterr()
    assert caught.value.code == 2
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert says in output.err


@pytest.mark.parametrize(("paper", "width"), [("a4", b"595"), ("letter", b"612")])
def test_a_page_for_a_doctor_is_written_without_a_screen(
    profile: Path, tmp_path: Path, paper: str, width: bytes
) -> None:
    path = tmp_path / "back.pdf"
    line: list[str | Path] = [
        sys.executable, "-m", "supine", "journal", "--profile", profile, "--pdf", path,
        "--paper", paper, "--name", "Anna", "--parts", "feeling,notes",
    ]  # fmt: skip
    bare = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    ran = subprocess.run(line, capture_output=True, text=True, env=bare, check=True)
    assert (ran.stdout, ran.stderr) == (f"Saved as {path}: 2 entries.\n", "")
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 " + width in data
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_journal_says_that_nothing_is_in_it_yet(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert said(capsys, tmp_path / "new") == "There is nothing in the journal yet.\n"


def test_without_entries_there_is_no_page(
    capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "back.pdf"
    words = ["journal", "--profile", str(profile), "--pdf", str(path), "--since", "2026-12-01"]
    assert main(words) == 1
    says = "supine journal: there is nothing in the journal for this time\n"
    assert capsys.readouterr().err == says
    assert not path.exists()


@pytest.mark.usefixtures("qapp")
def test_a_page_stops_at_today_though_a_clock_was_wrong(
    capsys: pytest.CaptureFixture[str],
    profile: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = Entry(EVENING.replace(year=2027), note="to come")
    append(profile / "journal", "desk", [Line("later", 1, EVENING, "desk", entry)])
    asked: list[Request] = []

    def report(entries: list[Kept], request: Request, weekday: int) -> Report:
        asked.append(request)
        return report_of(entries, request, weekday)

    monkeypatch.setattr(cli_journal, "_today", lambda: date(2026, 11, 30))
    monkeypatch.setattr(cli_journal, "report_of", report)
    # the tests have their application
    monkeypatch.setattr(qt_setup, "make_application", lambda: None)
    path = tmp_path / "back.pdf"
    for words in ([], ["--until", "2027-12-31"]):
        assert said(capsys, profile, "--pdf", path, *words).endswith(": 2 entries.\n")
    assert [(one.first, one.last) for one in asked] == [(MORNING.date(), date(2026, 11, 30))] * 2
    assert "to come" in said(capsys, profile)


def test_the_sum_is_of_the_rows_and_no_sign_turns_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [
        Line(f"{n}", 1, EVENING, "desk", Entry(MORNING, title="Back\u202eward", seconds=n * 60.0))
        for n in (2.6, 9.6)
    ]
    append(tmp_path / "journal", "desk", lines)
    told = said(capsys, tmp_path)
    assert "\u202e" not in told
    rows = told.splitlines()
    assert [row.split()[2] for row in rows[1:3]] == ["3", "10"]
    assert rows[-1] == "2 entries, 2 practices, 13 minutes"
