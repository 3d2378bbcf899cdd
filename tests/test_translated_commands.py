"""Every command speaks the language of the interface: in the pseudo-language no English is left."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from msgspec.structs import fields

from supine import cli
from supine.core.slips import keys
from supine.figure import stance
from supine.figure.checks import AIMS, HELD_PARTS
from supine.figure.places import FELT, PLACES
from supine.figure.stance import StanceFile
from supine.journal.report import Part
from supine.resources import shipped_sequences, stance_names
from supine.settings.declaration import Settings
from supine.settings.file import as_text
from tests.core.samples import SMALL, edited
from tests.pseudo_language import NAME, english_in, pseudo, spoken
from tests.test_cli import USAGE
from tests.test_cli_journal import USAGE as JOURNAL_USAGE
from tests.test_cli_journal import profile as journal_profile

profile = journal_profile
COMMANDS = ("", "check", "plan", "figure", "journal")
TYPED = ("usage", "supine", *COMMANDS[1:], "low-back-release", "yes", "no")
"""What is typed, and so is the same in every language."""

PARTS = tuple(part.value for part in Part)

# a command that draws would make a QGuiApplication, with which no other test could show a widget
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cli, "_languages", lambda: [NAME])
    # so wide that no line is broken within a word
    monkeypatch.setenv("COLUMNS", "400")
    with spoken():
        yield


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """Return what a command says, on both streams."""
    with suppress(SystemExit):
        cli.main([str(word) for word in words])
    return "".join(capsys.readouterr())


def english(text: str, *known: str | Path) -> list[str]:
    """Return the English words of `text`, but for those that are typed and the metavariables."""
    text = re.sub(r"\{[a-z0-9,]+\}", " ", text)
    found = english_in(text, [*map(str, known)])
    return [word for word in found if not word.isupper() and word not in (*TYPED, "WxH")]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command(capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = told(capsys, *filter(None, [command, "--help"]))
    assert text.startswith(pseudo("usage: "))
    assert english(text, *PARTS) == []
    assert "~" in text.split("\n\n")[1], "what it is for"


@pytest.mark.parametrize("words", [one for one, _says in USAGE.values()], ids=USAGE)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    text = told(capsys, *words)
    assert english(text, *words) == []
    assert "~" in text


@pytest.mark.parametrize("words", [one for one, _says in JOURNAL_USAGE.values()], ids=JOURNAL_USAGE)
def test_wrong_usage_of_the_journal(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    text = told(capsys, "journal", *words)
    assert english(text, *words, *PARTS) == []
    assert "~" in text


def test_a_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good, bad, odd = (tmp_path / name for name in ("good.yaml", "bad.yaml", "odd.yaml"))
    good.write_text(SMALL + "  - {repeat: Knees in, count: 3}\n", "utf-8")
    bad.write_text(edited("count: 3", "count: x").replace("leave", "leaf"), "utf-8")
    odd.write_text(edited("- Let it be heavy.", "–\u00a0Let it be heavy.\u200b"), "utf-8")
    said = told(capsys, "check", good, bad, odd, tmp_path / "none.yaml", tmp_path)
    assert said.count("~") > 20
    assert english(said, tmp_path, "good.yaml", "bad.yaml", "odd.yaml", "none.yaml") == []
    mended = told(capsys, "check", "--fix", odd)
    assert english(mended, odd, f"{odd.name}.original") == []
    assert ".original" in mended


@pytest.mark.parametrize("path", shipped_sequences(), ids=lambda path: path.stem)
def test_a_plan(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    """All but the teacher's own words, which stay as they are."""
    said = told(capsys, "plan", path)
    own = {*re.findall(r"\w+", path.read_text("utf-8")), "Right", "Left", "right", "left"}
    assert set(english(said)) <= own
    kinds = {line.split()[1] for line in said.splitlines()[2:]}
    assert kinds <= {pseudo(kind) for kind in ("settle", "hold", "leave", "rest")}
    counts = re.findall(r"\((.*?)\)", said)
    assert counts
    assert all("[" in count for count in counts)


def test_the_names_of_stances_are_those_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "figure", "--list")
    assert said.split() == stance_names()
    assert english(told(capsys, "figure", "strt")) == []
    assert english(told(capsys, "figure")) == []
    assert english(told(capsys, "figure", "start")) == []
    assert english(told(capsys, "figure", "start", "-o", "none/x.png"), "No such file") == []
    shelf = (path.stem for path in shipped_sequences())
    assert english(told(capsys, "plan", "nothing"), "nothing", *shelf) == []


def test_a_journal(capsys: pytest.CaptureFixture[str], profile: Path, tmp_path: Path) -> None:
    own = ["Low Back Release", "Right leg: Spinal twist", "A long day", "in the car.", "pain"]
    table, csv = tmp_path / "table.csv", tmp_path / "saved.csv"
    table.write_text("date,pain,mood\n2026-11-20,4,\nsoon,3,\n2026-11-21,11,\n")
    for words in (
        [], ["--csv", csv], ["--import", table], ["--import", table, "--yes"],
        ["--import", table, "--yes"], ["--since", "2030-01-01"], ["--import", tmp_path / "none"],
    ):  # fmt: skip
        said = told(capsys, "journal", "--profile", profile, *words)
        assert english(said, tmp_path, "table.csv", "saved.csv", "none", "mood", *own) == []
        assert "~" in said


def test_the_columns_of_a_journal_are_as_wide_as_their_heads(
    capsys: pytest.CaptureFixture[str], profile: Path
) -> None:
    head, first, *_rows = told(capsys, "journal", "--profile", profile).splitlines()
    assert first[head.index(pseudo("what")) :].startswith("[Low Back Release,")


def test_the_settings_file_says_what_each_setting_is_for() -> None:
    lines = [line for line in as_text(Settings()).splitlines() if line.startswith("#")]
    assert len(lines) > len(fields(Settings))
    assert [line for line in lines if not line.startswith("# [") or "~" not in line] == []


EVERY_PROBLEM = [
    "core/test_checks.py", "core/test_reader.py", "core/test_yaml_errors.py",
    "core/test_recordings.py", "core/test_rounds.py", "core/test_seconds.py",
    "figure/test_felt.py", "figure/test_own_stances.py", "figure/test_stances.py",
    "figure/test_torso.py",
    "journal/test_csv_file.py",
]  # fmt: skip
"""Tests that make every mistake there is."""


def test_each_problem_that_a_test_makes(tmp_path: Path) -> None:
    """Those tests are run once more, in the pseudo-language: see `pseudo_problems`."""
    here = Path(__file__).parent
    path = tmp_path / "problems.txt"
    run = [sys.executable, "-m", "pytest", "-q", "-p", "tests.pseudo_problems", "--tb=no"]
    run += ["-p", "no:cacheprovider", "-p", "no:xdist", "-k", "not shipped and not endless"]
    environment = {
        **os.environ,
        "SUPINE_PROBLEMS": str(path),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTEST_XDIST_WORKER": "",
    }
    files = [str(here / file) for file in EVERY_PROBLEM]
    # most of them fail: they know what is said in English
    subprocess.run(
        [*run, *files], cwd=here.parent, env=environment, capture_output=True, check=False
    )
    messages = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(messages) > 300
    left = {message: found for message in messages if (found := _english_of_a_problem(message))}
    assert left == {}


def _english_of_a_problem(message: str) -> list[str]:
    """Return its English words, but for those of the format and the system's own reasons."""
    # the name of a stance, before what is wrong in it
    message = re.sub(r"^[\w-]+: (?=.*~)", "", message)
    message = re.sub(r"Permission denied|U\+\w+|[\w ]*directory[\w ]*", " ", message)
    choices = [one for one in vars(stance).values() if get_origin(one) is Literal]
    format_words = {
        *keys().all, *(word for words in keys().choices.values() for word in words),
        *StanceFile.__struct_encode_fields__, *re.findall(r"\w+", " ".join(HELD_PARTS)),
        *re.findall(r"\w+", " ".join((*PLACES, *FELT, *AIMS))),
        *(word for choice in choices for word in get_args(choice)),
        "side", "calves",
    }  # fmt: skip
    return [word for word in english_in(message) if word not in format_words]
