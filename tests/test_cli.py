"""The command line says everything in one line each, and never shows a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from supine import __version__
from supine.cli import main, reader_has_ended
from supine.core.planner import plan
from supine.library.reader import name_of
from supine.resources import shipped_sequences
from supine.settings.declaration import Settings
from supine.settings.file import as_text
from tests.core.samples import SMALL, edited
from tests.helpers import shipped

SUPINE = [sys.executable, "-m", "supine"]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(edited("count: 3", "count: x").replace("leave", "leaf"), encoding="utf-8")
    return path


def ran(*words: str | bytes, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with `words`, and `settings` in its environment."""
    environment = {**os.environ, **settings}
    return subprocess.run([*SUPINE, *words], capture_output=True, env=environment, check=False)


USAGE = {
    "no file to check": (["check"], "the following arguments are required: FILE"),
    "nothing to plan": (["plan"], "the following arguments are required: NAME|FILE"),
    "an unknown option": (["plan", "x", "--jsn"], "unrecognized arguments: --jsn"),
    "a word for a number": (["--speed", "fast"], "'fast' is not a number from 0.1 to 100"),
    "too fast": (["--speed", "101"], "'101' is not a number from 0.1 to 100"),
    "not a number": (["--speed", "nan"], "'nan' is not a number from 0.1 to 100"),
    "too slow a breath": (
        ["plan", "x", "--breaths-per-minute", "2"],
        "'2' is not a number from 3 to 20",
    ),
    "no time at all": (["plan", "x", "--minutes", "0"], "'0' is not a number from 1 to 180"),
    "half a step": (["x", "--from", "1.5"], "'1.5' is not a number from 0 to 100000"),
    "endless": (["--quit-after", "inf"], "'inf' is not a number from 0 to 1e+06"),
    "practise what?": (["--practise"], "which sequence?"),
    "minimised and not": (["--minimised", "--fullscreen"], "--minimised goes with neither"),
    "practise unseen": (["--minimised", "low-back-release"], "--minimised goes with neither"),
    "from where?": (["--from", "3"], "which sequence?"),
    "two sequences": (["a", "b"], "unrecognized arguments: b"),
    "the journal last": (
        ["--profile", "d", "journal", "--csv", "x"],
        "'journal' comes first; write: supine journal --profile DIR",
    ),
    "check last": (["--profile", "d", "check", "x"], "write: supine check FILE"),
    "plan last": (["--profile", "d", "plan"], "write: supine plan NAME --profile DIR"),
    "figure last": (["--profile=d", "figure", "tall"], "write: supine figure STANCE"),
    "a steered terminal": (["--speed", "\x1b[31m"], "'\\x1b[31m' is not a number"),
}


@pytest.mark.parametrize(("words", "says"), USAGE.values(), ids=USAGE)
def test_wrong_usage_exits_with_2_and_one_clear_line(
    capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    output = capsys.readouterr()
    assert caught.value.code == 2
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert says in output.err


def test_of_a_good_file_it_is_said_that_it_is_fine(
    capsys: pytest.CaptureFixture[str], small: Path, shipped_path: Path
) -> None:
    """Nothing was printed: was it read at all?"""
    assert main(["check", str(small)]) == 0
    assert capsys.readouterr() == ("fine: 1:19, 2 holds\n", "")
    assert main(["check", str(small), str(shipped_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{small}: fine: 1:19, 2 holds"
    assert re.fullmatch(re.escape(str(shipped_path)) + r": fine: 3\d:\d\d, 20 holds", lines[1])


def test_a_count_beside_a_repeat_is_told_to_be_no_rounds(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    with small.open("a") as file:
        file.write("  - {repeat: Knees in, count: 3}\n")
    assert main(["check", str(small)]) == 0
    fine, told = capsys.readouterr().out.splitlines()
    assert fine.endswith(", 4 holds")
    assert told.startswith("'Knees in' is repeated once, with 3 breaths: for 3 rounds put it into")


def test_every_problem_is_a_line_with_its_file_and_place(
    capsys: pytest.CaptureFixture[str], small: Path, broken: Path
) -> None:
    assert main(["check", str(broken), str(small), str(small.with_name("none.yaml"))]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{broken}:6:16: expected a whole number from 1 to 100, or to 600 for seconds, not 'x'",
        f"{broken}:11:5: 'leaf' has no meaning here: did you mean 'leave'?",
        f"{small}: fine: 1:19, 2 holds",
        f"{small.with_name('none.yaml')}:1:1: there is no such file",
    ]


def test_slips_are_mended_and_the_original_is_kept(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    slips = SMALL.replace("title: ", "title：").replace("count: 3", "count:\u00a0\u00a003")
    slips = slips.replace("- Feet down.", "• “Feet: both – down.”")
    small.write_text(slips, encoding="utf-8-sig")
    assert main(["check", "--fix", str(small)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{small}:1:1: a byte order mark was removed",
        f"{small}:1:6: '：' became ':'",
        f"{small}:6:15: an odd space (U+00A0) became a plain one, 2 times",
        f"{small}:6:17: 03 became 3",
        f"{small}:12:7: '•' became '-'",
        f'{small}:12:9: “ and ” became "',
        f"{small}: mended; the original is kept as small.yaml.original",
        "fine: 1:20, 2 holds",
    ]
    mended = SMALL.replace("count: 3", "count:  3")
    mended = mended.replace("- Feet down.", '- "Feet: both – down."')
    assert small.read_text(encoding="utf-8") == mended
    kept = small.with_name("small.yaml.original")
    assert kept.read_text(encoding="utf-8-sig") == slips


def test_a_good_file_is_not_written_by_a_fix(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    before = small.stat()
    assert main(["check", "--fix", str(small)]) == 0
    assert capsys.readouterr().out == "fine: 1:19, 2 holds\n"
    assert small.stat() == before
    assert [path.name for path in small.parent.iterdir()] == ["small.yaml"]


def test_a_fix_overwrites_no_original(small: Path) -> None:
    for number in (1, 2):
        small.write_text(edited("count: 3", f"count: 0{number}"), encoding="utf-8")
        assert main(["check", "--fix", str(small)]) in (0, 1)
    names = {path.name for path in small.parent.iterdir()}
    assert names == {"small.yaml", "small.yaml.original", "small.yaml.original-2"}


def test_what_no_typeface_can_draw_is_named(small: Path) -> None:
    small.write_text(SMALL.replace("Feet down.", "Feet \U00016800 down."), encoding="utf-8")
    result = ran("check", str(small))
    assert result.returncode == 1
    assert result.stdout.decode("utf-8") == (
        f"{small}:12:14: no typeface on this computer can draw '\U00016800' (U+16800): install one "
        "that can\n"
    )


def test_what_another_typeface_can_draw_is_fine(small: Path) -> None:
    small.write_text(SMALL.replace("Feet down.", "Стопы вниз."), encoding="utf-8")
    result = ran("check", str(small))
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"fine: ")


OWN_STANCES = """\
stances:
  calves: {title: Calves, like: start}
  towel: {title: Towel, like: knees-inn}
"""


def test_a_stance_that_a_sequence_brings_along_is_drawn(small: Path) -> None:
    small.write_text(SMALL + OWN_STANCES, encoding="utf-8")
    own, like = (small.with_name(name) for name in ("own.png", "like.png"))
    # the words below it are only the program's
    drawn = ran("figure", "calves", "--in", str(small), "--plain", "-o", str(own))
    assert drawn.returncode == 0
    assert ran("figure", "start", "--plain", "-o", str(like)).returncode == 0
    # pytest would look for minutes for what differs
    same = own.read_bytes() == like.read_bytes()
    assert same


def test_a_stance_in_a_file_of_its_own_is_drawn(small: Path) -> None:
    file, picture = small.with_name("my-stance.yaml"), small.with_name("look.svg")
    file.write_text("title: Calves\nlike: legs-long\n", encoding="utf-8")
    assert ran("figure", str(file), "-o", str(picture)).returncode == 0
    assert b"<title>Calves</title>" in picture.read_bytes()


def test_a_stance_that_is_wrong_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    small.write_text(SMALL + OWN_STANCES, encoding="utf-8")
    line = SMALL.count("\n") + 3
    said = f"{line}:31: towel: there is no stance 'knees-inn': did you mean 'knees-in'?\n"
    assert main(["figure", "towel", "--in", str(small), "-o", "look.png"]) == 1
    assert capsys.readouterr().err == f"{small}:{said}"
    assert main(["check", str(small)]) == 1
    assert capsys.readouterr().out == f"{small}:{said}"
    file = small.with_name("my-stance.yaml")
    for text, problem in (
        ("title: A\nlike: knees-inn\n", "2:7: my-stance: there is no stance 'knees-inn': did you"),
        ("title: [A\n", "1:8: my-stance: "),
        (
            SMALL + OWN_STANCES,
            "1:1: this is a sequence: name one of its stances, 'calves', 'towel'",
        ),
        (SMALL, "1:1: this is a sequence, and it brings no stances along"),
        ("", "1:1: my-stance: "),
    ):
        file.write_text(text, encoding="utf-8")
        assert main(["figure", str(file), "-o", "look.png"]) == 1
        assert capsys.readouterr().err.startswith(f"{file}:{problem}")


def test_the_stances_of_a_sequence_are_listed_first(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    small.write_text(SMALL + OWN_STANCES, encoding="utf-8")
    assert main(["figure", "--list", "--in", str(small)]) == 0
    assert capsys.readouterr().out.split()[:3] == ["calves", "towel", "arms-overhead"]


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_figure_that_cannot_be_drawn_is_a_problem_of_the_file(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    small: Path,
    command: str,
) -> None:
    monkeypatch.setattr("supine.resources.stance_names", lambda: ["twist"])
    small.write_text(edited("sides: both", "sides: both\n    stance: twits"), encoding="utf-8")
    assert main([command, str(small)]) == 1
    output = capsys.readouterr()
    message = "'twits' is not a stance that can be drawn: did you mean 'twist'?"
    assert output.out + output.err == f"{small}:5:13: {message}\n"


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[31mb.yaml", "a\rb.yaml"])
def test_a_file_name_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["check", name]) == 1
    output = capsys.readouterr().out
    assert output.rstrip("\n").isprintable()
    assert output == name.encode("unicode_escape").decode() + ":1:1: there is no such file\n"


def test_a_name_that_means_nothing_cannot_steer_the_terminal_either() -> None:
    result = ran("a\x1b[31mb")
    assert result.returncode == 1
    assert result.stderr.startswith(b"supine: there is no sequence called 'a\\x1b[31mb'")


HOSTILE = (
    "\x1b]0;title\x07: 1",
    '"\\e[31m": 1',
    '? "\\u202e\\a"',
    'title: "\\e[2J\\u202e"',
    'summary: "\\e[2J\\r"',
    'language: "\\e[31m"',
    'props: [{name: "\\b\\b", instead: "\\e[A"}]',
    'steps: [{pose: A, stance: "\\e[31m", holds: [{count: "\\e[31m", unit: "\\eq"}]}]',
    'steps: [{pose: A, holds: [{count: 1, unit: times}], leave: ["{\\e[31m}"]}]',
    'steps: [{rest: "\\e", breaths: 1, recording: "\\e[31m.wav"}, {repeat: "\\u2066"}]',
    '"\\e[31m": *a\n"\\e[31m": *a',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_file_can_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], small: Path, text: str
) -> None:
    small.write_text(SMALL.replace("title: Small\n", "") + text + "\n", encoding="utf-8")
    for command in ("check", "plan"):
        assert main([command, str(small)]) == 1
        output = capsys.readouterr()
        lines = (output.out + output.err).splitlines()
        assert lines
        assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
@pytest.mark.parametrize("utf8", ["0", "1"])
def test_any_name_is_printed_in_any_locale(locale: str, utf8: str) -> None:
    result = ran(
        "check", "grün.yaml", b"\xff.yaml",
        LC_ALL=locale, PYTHONUTF8=utf8, PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr == b""
    assert result.stdout.count(b":1:1: there is no such file") == 2


def test_help_is_printed_in_any_encoding() -> None:
    result = ran("--help", PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (0, b"")


ENCODINGS = {
    "Windows": {"PYTHONIOENCODING": "cp1252"},
    "Linux without a language": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("settings", ENCODINGS.values(), ids=ENCODINGS)
def test_other_programs_get_utf_8(small: Path, settings: dict[str, str]) -> None:
    small.write_text(SMALL.replace("Small", "Grüße 猫 🧘"), encoding="utf-8")
    table, values = (
        ran("plan", str(small), **settings),
        ran("plan", str(small), "--json", **settings),
    )
    assert table.stdout.decode("utf-8").startswith("Grüße 猫 🧘: ")
    assert json.loads(values.stdout.decode("utf-8"))["title"] == "Grüße 猫 🧘"
    small.write_text(edited("count: 3", "count: 猫"), encoding="utf-8")
    checked, planned = ran("check", str(small), **settings), ran("plan", str(small), **settings)
    for said in (checked.stdout, planned.stderr):
        assert "not '猫'" in said.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_a_terminal_gets_its_own_encoding_and_escapes_for_the_rest() -> None:
    leader, follower = os.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    words = [*SUPINE, "check", "grün 猫.yaml"]
    subprocess.run(words, stdout=follower, env=environment, check=False)
    assert os.read(leader, 100).startswith("grün \\u732b.yaml:1:1:".encode("latin-1"))
    os.close(follower)
    os.close(leader)


def test_a_plan_is_a_table_for_people(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    assert main(["plan", str(small)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Small: ")
    assert len(lines) == 2 + 6


def test_a_plan_is_one_line_of_json_for_programs(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    assert main(["plan", str(small), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    hold = values["steps"][1]
    assert list(values) == ["title", "seconds", "steps"]
    assert hold.items() >= {
        "index": 1, "kind": "hold", "pose": "Knees in", "side": "right", "unit": "breaths",
        "count": 3, "direction": None, "seconds": 30.0, "cues": [], "ease": None, "deepen": [],
    }.items()  # fmt: skip


def test_a_plan_has_the_asked_pace_and_never_more_than_is_written(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    words = ["plan", str(small), "--json", "--breaths-per-minute", "12", "--minutes", "180"]
    assert main(words) == 0
    hold = json.loads(capsys.readouterr().out)["steps"][1]
    assert (hold["count"], hold["seconds"]) == (3, 15.0)


def test_a_plan_as_somebody_has_set_it_has_the_length_chosen_for_the_sequence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lengths = 'lengths: {"low-back-release.yaml": 15}\n'
    (tmp_path / "settings.yaml").write_text(f"voice: no\n{lengths}")
    seconds = []
    for words in ([], ["--profile", str(tmp_path)], ["--profile", str(tmp_path), "--minutes=20"]):
        assert main(["plan", "low-back-release", "--json", *words]) == 0
        seconds.append(json.loads(capsys.readouterr().out)["seconds"])
    assert [round(one / 60) for one in seconds] == [32, 15, 20]


def test_the_chosen_length_is_found_however_the_name_writes_its_accents(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "cafe\u0301.yaml"
    path.write_bytes(shipped_sequences()[0].read_bytes())
    chosen = Settings().with_length(name_of(path), 15)
    (tmp_path / "settings.yaml").write_text(as_text(chosen), "utf-8")
    assert main(["plan", str(path), "--json", "--profile", str(tmp_path)]) == 0
    assert round(json.loads(capsys.readouterr().out)["seconds"] / 60) == 15


def test_a_sequence_of_ones_own_is_planned_by_its_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "sequences").mkdir()
    (tmp_path / "sequences" / "mine.yaml").write_text(SMALL, encoding="utf-8")
    assert main(["plan", "mine", "--profile", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Small: ")


@pytest.mark.parametrize("name", ["none", "none.yaml", ".", "x" * 5000])
def test_what_cannot_be_planned_is_one_line_and_exit_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    assert main(["plan", name, "--profile", str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert output.err.startswith(f"{name}:1:1: ")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"supine {__version__}\n"


def shell(command: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run `command` in a shell in which $SUPINE is the program and $1 the first of `words`."""
    environment = {**os.environ, "SUPINE": " ".join(SUPINE)}
    line = ["sh", "-c", command, "sh", *words]
    return subprocess.run(line, capture_output=True, env=environment, check=False)


@pytest.mark.parametrize(
    "command",
    [
        "$SUPINE plan low-back-release --json | head -c 1",
        "$SUPINE check $(seq 20000) | head -n 1",
        "$SUPINE --help | true",
        "$SUPINE plan low-back-release >&-",
        "$SUPINE plan none 2>&-",
        "$SUPINE plan none 2>/dev/full",
        "$SUPINE plan low-back-release >&- 2>&- <&-",
    ],
)
def test_nobody_listening_is_no_reason_for_a_traceback(command: str) -> None:
    assert shell(command).stderr == b""


@pytest.mark.parametrize(
    ("error", "system", "ended"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "posix", True),
        (OSError(errno.EINVAL, "Invalid argument"), "nt", True),
        (OSError(errno.EINVAL, "Invalid argument"), "posix", False),
        (OSError(errno.EINVAL, "Invalid name", "a?.png"), "nt", False),
        (OSError(errno.ENOSPC, "No space left on device"), "nt", False),
    ],
)
def test_windows_too_says_when_the_reader_has_ended(
    error: OSError, system: str, ended: bool
) -> None:
    assert reader_has_ended(error, system) == ended


def test_a_full_disk_is_said_in_one_line() -> None:
    result = shell("$SUPINE plan low-back-release > /dev/full")
    assert result.returncode == 1
    assert result.stderr == b"supine: No space left on device\n"


def seconds_planned(capsys: pytest.CaptureFixture[str], *words: str) -> float:
    assert main(["plan", "low-back-release", "--json", *words]) == 0
    return float(json.loads(capsys.readouterr().out)["seconds"])


def test_a_plan_is_made_as_it_is_set_in_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = seconds_planned(capsys)
    assert usual == pytest.approx(plan(shipped(), Settings().pace).seconds, abs=0.01)
    (tmp_path / "settings.yaml").write_text("version: 1\nsettle: 2\nready: timed\n")
    set_so = seconds_planned(capsys, "--profile", str(tmp_path))
    pace = Settings(settle=2.0, ready="timed").pace
    assert set_so == pytest.approx(plan(shipped(), pace).seconds, abs=0.01)


def test_settings_that_cannot_be_read_are_left_alone_by_a_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.yaml").write_text("settle: very long")
    assert seconds_planned(capsys, "--profile", str(tmp_path)) == seconds_planned(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.yaml"]
