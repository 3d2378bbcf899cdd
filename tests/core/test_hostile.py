"""Any wrong or very large text is only refused, and quickly."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core.problem import Unreadable
from supine.core.reader import read, read_file
from supine.core.yaml_document import MAX_BYTES, MAX_PROBLEMS
from supine.resources import shipped_sequences
from tests.core.samples import SMALL, edited, problems_in

SECONDS = 2.0
"""The longest time that a person waits for an answer."""

PATIENCE = 30.0
"""Seconds that are allowed on a busy machine. What grows with the square of the length takes
minutes."""

MEGABYTES = 200.0
"""The most memory that reading one file may take."""

SHIPPED = shipped_sequences()[0].read_text(encoding="utf-8").splitlines()

STANCES = {f"twist-{number}" for number in range(200)}
"""More stances than the program will ever have."""

HEAD = "title: A\nsteps:\n"
POSE = HEAD + "  - {pose: A, holds: [{count: 1, unit: breaths}], leave: [Up.]}\n"
LINES = (
    HEAD + "  - pose: A\n    holds: [{count: 1, unit: breaths}]\n    leave: [Up.]\n    settle:\n"
)


def filled(piece: str, head: str = "") -> str:
    """Return `head` and then `piece` as often as fits into the largest file that is read."""
    return head + piece * ((MAX_BYTES - len(head)) // len(piece))


LARGE = {
    "lists in lists": filled("["),
    "mappings in mappings": filled("{a: "),
    "items in items": filled("- "),
    "keys in keys": filled("a: "),
    "keys that are lists": filled("? ["),
    "one long title": filled("a", "title: "),
    "one title of words": filled("a ", "title: "),
    "one quote never closed": filled("a\n", 'title: "'),
    "one long key": filled("a") + ": b",
    "one long number": POSE.replace("count: 1", "count: " + "9" * 7_000_000),
    "empty lines": filled("\n"),
    "tabs": filled("\t"),
    "no characters": filled("\0"),
    "documents": filled("a\n---\n"),
    "directives": filled("%TAG !a! b\n"),
    "tags": filled("- !a b\n"),
    "anchors": filled("- &a b\n"),
    "aliases": filled("- *a\n"),
    "long anchors": "".join(f"- &{'a' * 70_000}{number} b\n" for number in range(100)),
    "long aliases": "".join(f"- *{'a' * 70_000}{number}\n" for number in range(100)),
    "the same key": filled("k: 1\n"),
    "wrong keys": "".join(f"k{number}: 1\n" for number in range(100_000)),
    "wrong lines": filled("wrong\n"),
    "steps of nothing": filled("  -\n", HEAD),
    "steps of the wrong kind": filled("{},", HEAD.replace("steps:\n", "steps: [")),
    "lines with wrong placeholders": filled('      - "{sied}"\n', LINES),
    "a line of wrong placeholders": filled("{a}", LINES + '      - "') + '"\n',
    "repeats": filled("  - repeat: A\n", POSE),
    "repeats of nothing": filled("  - repeat: B\n", POSE),
    "repeats of nothing after many poses": HEAD
    + "".join(POSE[len(HEAD) :].replace("A", f"Pose number {n}") for n in range(9_000))
    + "  - repeat: Pose numbr 5\n" * 1000,
    "circles": filled("      - {count: 1, unit: times}\n", HEAD + "  - pose: A\n    holds:\n"),
    "poses of wrong stances": HEAD
    + "".join(POSE[len(HEAD) :].replace("A,", f"A{n}, stance: twits{n},") for n in range(15_000)),
    "poses": HEAD + "".join(POSE[len(HEAD) :].replace("A", f"A{n}") for n in range(20_000)),
}


@pytest.fixture
def _no_garbage_collection() -> Iterator[None]:
    """Stop the garbage collector, as the program does: here it would scan all tests."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.no_cover
@pytest.mark.usefixtures("_no_garbage_collection")
@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_eight_megabytes_of_anything_are_refused_soon_and_in_few_words(text: str) -> None:
    began = process_time()
    found = problems_in(text[:MAX_BYTES], STANCES)
    assert process_time() - began < PATIENCE
    assert 0 < len(found) <= MAX_PROBLEMS
    assert max(map(len, found)) < 400


@pytest.mark.measure
@pytest.mark.usefixtures("_no_garbage_collection")
def test_nobody_waits_long_for_a_refusal() -> None:
    took = {}
    for name, text in LARGE.items():
        began = process_time()
        problems_in(text[:MAX_BYTES], STANCES)
        took[name] = process_time() - began
    assert max(took.values()) < SECONDS, took


ROOT = Path(__file__).parents[2]

MEASURE = """
import sys
from pathlib import Path
from supine.core.problem import Unreadable
from supine.core.reader import read_file
from tests.fuzz.watching import memory

before = memory()
try:
    read_file(Path(sys.argv[1]), stances={"twist"})
except Unreadable:
    print(memory() - before)
"""


@pytest.mark.measure
@pytest.mark.parametrize("name", ["repeats of nothing", "circles"])
def test_the_largest_files_take_little_memory(tmp_path: Path, name: str) -> None:
    # one character of four bytes makes all take four, and "\r\n" makes a second copy of the text
    text = "# \N{WHITE SMILING FACE}\N{FLEXED BICEPS}\n" + LARGE[name]
    path = tmp_path / "large.yaml"
    path.write_bytes(text.replace("\n", "\r\n").encode()[:MAX_BYTES])
    line = [sys.executable, "-c", MEASURE, str(path)]
    result = subprocess.run(line, capture_output=True, text=True, check=True, cwd=ROOT)
    assert 50 < float(result.stdout) < MEGABYTES


@pytest.mark.parametrize(
    "value",
    [
        '!!python/object/apply:pathlib.Path.touch ["MADE"]',
        "!!python/object/new:os.system [touch MADE]",
        "!!python/name:os.system",
        "!!binary aGFsbG8=",
    ],
)
def test_what_would_be_code_elsewhere_is_refused_and_not_done(tmp_path: Path, value: str) -> None:
    made = tmp_path / "made"
    found = problems_in(edited("Small", value.replace("MADE", str(made))))
    assert any("a tag (a word that begins with '!')" in problem for problem in found)
    assert not made.exists()


@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_ten_thousand_levels_are_refused_at_the_twenty_first(open_: str, close: str) -> None:
    found = problems_in(open_ * 10_000 + "a" + close * 10_000)
    assert found[-1].endswith("this is nested more than 20 levels deep: use fewer levels")


def test_ten_thousand_levels_of_indented_lines_are_refused_too() -> None:
    text = "".join(" " * level + "a:\n" for level in range(2_000))
    assert problems_in(text)[-1].startswith("21:21: this is nested more than 20 levels deep")


def test_a_thousand_million_laughs_stay_ten_words() -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    found = problems_in("l0: &l0 ha\n" + laughs)
    assert any("'*l0' repeats another place: write it out instead" in problem for problem in found)


def is_refused_well(text: str) -> bool:
    """Read `text`; return whether each problem has a place in it. Other exceptions are raised."""
    try:
        read(text)
    except Unreadable as error:
        last = len(text.splitlines()) + 2
        places = [1 <= problem.line <= last and problem.column >= 1 for problem in error.problems]
        return all(places) and 0 < len(places) <= MAX_PROBLEMS
    return True


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert is_refused_well(text)


@given(st.text(alphabet="-:?{}[]'\"\\|>&*!%#@`,~ \n\t\0ab1é\ufeff\u2028\ud800"))
def test_any_text_of_signs_that_mean_something_is_read_or_refused(text: str) -> None:
    assert is_refused_well(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    with pytest.raises(Unreadable):
        read_file(path)


VALUES = st.sampled_from(
    ["", "null", "yes", "-1", "1e9", ".nan", "[]", "{}", "'", '"', "*a", "&a", "!b c", "|"]
)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Draw the shipped sequence with a few typing mistakes."""
    lines = list(SHIPPED)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from(["delete", "double", "indent", "outdent", "value", "cut"]))
        line = lines[at]
        changed = {
            "delete": [],
            "double": [line, line],
            "indent": ["  " + line],
            "outdent": [line.removeprefix("  ")],
            "value": [line.partition(":")[0] + ": " + draw(VALUES)],
            "cut": [line[: len(line) // 2]],
        }
        lines[at : at + 1] = changed[slip]
    return "\n".join(lines)


@given(slips())
def test_a_sequence_with_slips_in_it_is_read_or_refused(text: str) -> None:
    assert is_refused_well(text)


def refusal_of(path: Path) -> str:
    """Return the first problem of the file at `path`."""
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    return str(caught.value.problems[0])


ENCODED = {
    "UTF-16": (SMALL.encode("utf-16"), "1:1"),
    "UTF-16 without a mark": (SMALL.encode("utf-16-le"), "1:2"),
    "latin-1": (SMALL.replace("Small", "Smäll").encode("latin-1"), "1:10"),
    "latin-1 after a byte order mark": (b"\xef\xbb\xbfa\n\xe9", "2:1"),
    "latin-1 further down": (("# é\n" + SMALL).encode() + b"# \xe9", "14:3"),
    "a NUL before the slip": (b"a\0b\n\xe9", "1:2"),
    "a NUL": (SMALL.replace("Small", "Sm\0ll").encode(), "1:10"),
}


@pytest.mark.parametrize(("data", "place"), ENCODED.values(), ids=ENCODED)
def test_another_encoding_is_named_with_its_place(tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    message = "the text is not in UTF-8: save the file again with the encoding UTF-8"
    assert refusal_of(path) == f"{place}: {message}"


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SMALL.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_file(path) == read(SMALL)


def test_what_is_no_file_is_called_what_it_is(tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.yaml", tmp_path / "pipe.yaml"
    link.symlink_to(tmp_path / "gone")
    os.mkfifo(pipe)
    assert refusal_of(tmp_path) == "1:1: this is a folder, not a file"
    assert refusal_of(link) == "1:1: this is a link to a file that is not there"
    assert refusal_of(pipe) == "1:1: this is not a plain file"
    assert refusal_of(tmp_path / "none") == "1:1: there is no such file"
    assert refusal_of(tmp_path / ("x" * 300)) == "1:1: the file cannot be read: File name too long"


def test_a_file_that_may_not_be_read_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SMALL, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal_of(path) == "1:1: the file cannot be read: Permission denied"


def test_a_hundred_megabytes_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert refusal_of(path) == "1:1: the file is larger than 8 MB"
