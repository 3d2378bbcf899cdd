"""Slips of typing: told at their places, and mended where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given

from supine.core.reader import read
from supine.core.sequence import Sequence
from supine.core.slips import fixed, told
from tests.core.samples import SMALL, as_yaml, edited, problems_in
from tests.core.strategies import sequences
from tests.fuzz.sequences import FULL


def mended(text: str) -> tuple[str, list[str]]:
    """Return `text` mended, and what was mended."""
    data, slips = fixed(text.encode())
    return data.decode(), [str(slip) for slip in told(slips)]


SLIPS = {
    "a wide colon": (
        edited("    sides: both", "    sides：both"),
        SMALL,
        "4:10: '：' became ':'",
        "4:10: ： is a wide colon: type a plain ':' and a space",
    ),
    "a wide colon behind the last word of a line": (
        edited("    holds:", "    holds："),
        SMALL,
        "5:10: '：' became ':'",
        "5:10: ： is a wide colon: type a plain ':' and a space",
    ),
    "wide letters": (
        edited("    sides: both", "    ｓｉｄｅｓ: both"),
        SMALL,
        "4:5: 'sides' was typed in plain letters",
        "4:5: there is a character in it that cannot be seen, or is too wide: type 'sides' again",
    ),
    "a long dash": (
        edited("- Feet down.", "– Feet down."),
        SMALL,
        "12:7: '–' became '-'",
        "12:7: a list begins with a plain '-' and a space: type it instead of '–'",
    ),
    "a bullet without a space": (
        edited("- Feet down.", "•Feet down."),
        SMALL,
        "12:7: '•' became '-'",
        "12:7: a list begins with a plain '-' and a space: type it instead of '•'",
    ),
    "a wide dash in the middle of a list": (
        edited("- Let it", "－ Let it"),
        SMALL,
        "10:7: '－' became '-'",
        "10:7: a list begins with a plain '-' and a space: type it instead of '－'",
    ),
    "printed quotes": (
        edited("- Feet down.", "- „Feet: down.“"),
        edited("- Feet down.", '- "Feet: down."'),
        '12:9: „ and “ became "',
        '12:9: „ is a quote for print: type a plain " before and after the text',
    ),
    "printed quotes round plain ones": (
        edited("- Feet down.", '- “Feet: "down".”'),
        edited("- Feet down.", "- 'Feet: \"down\".'"),
        "12:9: “ and ” became '",
        '12:9: “ is a quote for print: type a plain " before and after the text',
    ),
    "a tab": (
        edited("    sides: both", "\tsides: both"),
        SMALL,
        "4:1: a tab became 4 spaces",
        "4:1: there is a tab here: use spaces to move a line to the right",
    ),
    "a tab behind a dash": (
        edited("- Feet down.", "-\tFeet down."),
        SMALL,
        "12:8: a tab became a space",
        "12:8: there is a tab here: use spaces to move a line to the right",
    ),
    "odd spaces": (
        edited("    sides: both", "\u00a0\u2003  sides:\u00a0both"),
        SMALL,
        "4:1: an odd space (U+00A0) became a plain one",
        None,
    ),
    "a zero": (edited("count: 3", "count: 03"), SMALL, "6:16: 03 became 3", None),
    "what cannot be seen behind a word": (
        edited("unit: breaths", "unit: breaths\u200b"),
        SMALL,
        "7:15: a sign that cannot be seen was removed",
        None,
    ),
}
"""A text, the same without the slip, what is said of the mending, and what is told else."""


@pytest.mark.parametrize(("text", "right", "change", "problem"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended_and_told(text: str, right: str, change: str, problem: str | None) -> None:
    whole, changes = mended(text)
    assert whole == right
    assert changes[0] == change
    assert problems_in(whole) == []
    if problem is None:
        assert read(text) == read(right)
    else:
        assert problems_in(text) == [problem]


WORDS = {
    "a dash in a text": edited("- Feet down.", "- Feet – down."),
    "a wide colon in a text": edited("- Feet down.", "- 足：下ろす。"),
    "printed quotes that are said": edited("- Feet down.", "- “Feet down.”"),
    "odd spaces in a text": edited("- Feet down.", "- 'Feet\u00a0: down\u202f!'"),
    "a text of several lines": SMALL + "summary:\n  Slow\n  – and soft\n  • and 05\n",
    "a quoted text of several lines": SMALL + 'summary: "Slow\n  – and\n  sides：soft"\n',
    "a block": SMALL + "summary: |\n  – Slow\n  sides：soft\n\n  • “a: b”\ncredit: A\n",
    "a number that is a name": edited("title: Small", "title: 007"),
    "a remark": SMALL + "# – a：b “c: d”\n",
}


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_the_words_of_a_teacher_are_not_touched(text: str) -> None:
    assert mended(text) == (text, [])


BROKEN = {
    "before it": edited("title: Small", "title: Small: knees"),
    "in its step": edited("- Feet down.", '- "Feet down.'),
    "between": edited("    settle:", "    gate: :\n    settle:"),
}
"""The small sequence with another fault of syntax."""


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("spaces", ["    sides: both", "    leave:"])
def test_a_tab_is_mended_beside_other_faults(text: str, spaces: str) -> None:
    tab = spaces.replace("    ", "\t")
    whole, changes = mended(text.replace(spaces, tab))
    assert whole == text
    assert [change.split(": ", 1)[1] for change in changes] == ["a tab became 4 spaces"]


def test_beside_other_faults_a_tab_that_may_be_two_things_stays() -> None:
    """It may be in the hold or in the pose: which is meant, only the teacher knows."""
    text = edited("        unit: breaths", "\tunit: breaths")
    for broken in (text, text.replace("title: Small", "title: Small: knees")):
        assert mended(broken) == (broken, [])


@pytest.mark.parametrize("indent", ["\u200b\ufeff\t", "\u200b\ufeff  \u2060  "])
def test_signs_that_cannot_be_seen_are_removed_before_a_line_however_many(indent: str) -> None:
    assert mended(edited("    sides: both", f"{indent}sides: both"))[0] == SMALL


def test_a_tab_among_the_props_is_mended() -> None:
    text = "props:\n  - name: Strap\n    instead: A belt\n" + SMALL
    assert mended(text.replace("    instead", "\tinstead"))[0] == text


def test_behind_a_bracket_that_is_never_closed_a_tab_stays() -> None:
    text = edited("    settle:", "    gate: [1\n\tsettle:")
    assert mended(text) == (text, [])


def test_a_tab_that_may_be_two_things_stays() -> None:
    text = "title: A\nsteps:\n- pose: B\n\tholds: [{count: 1, unit: breaths}]\n  leave: [C]\n"
    assert mended(text)[0] == text.replace("\t", "  ")
    either = SMALL + "summary:\n\tSlow.\n"
    assert problems_in(mended(either)[0]) in ([], problems_in(either))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_they_did(end: str) -> None:
    text = edited("count: 3", "count: 03").replace("\n", end)
    assert mended(text)[0] == SMALL.replace("\n", end)


@given(sequences())
def test_a_good_sequence_has_nothing_to_mend(sequence: Sequence) -> None:
    assert mended(as_yaml(sequence))[1] == []


def test_every_key_may_have_a_wide_colon() -> None:
    wide = FULL.replace("\n    sides: both", "\n    sides：both").replace(
        "    holds:\n", "    holds：\n"
    )
    assert read(mended(wide)[0]) == read(FULL)


def test_independent_problems_are_told_at_once_without_what_follows_from_them() -> None:
    text = """\
title： Many
steps:
  - pose: First
    sides: both
    holds:
      - count: 3-5
        unit: breath
    settle:
      - {side} knee: in
      - Let it {sied}.
    leaf:
      - Feet down.
  - pose: Second
    sides: left
    holds:
      - count: 3
        unit: breaths
     settle:
      - Draw it in.
  - pose: Third
    holds: [{count: 3, unit: breaths}]
    leave:
      - "Both" down
"""
    assert [problem.split(" ", 1)[0] for problem in problems_in(text)] == [
        "1:6:", "6:16:", "7:15:", "9:9:", "10:9:", "11:5:", "18:6:", "23:16:",
    ]  # fmt: skip
    assert "a wide colon" in problems_in(text)[0]


def test_the_sides_are_compared_though_something_else_is_wrong() -> None:
    text = SMALL.replace("Let it be", "Let it {sied} be").replace("sides: both", "sides: left")
    places = [problem.split(" ", 1)[0] for problem in problems_in(text)]
    assert places == ["4:5:", "10:9:"]


@pytest.mark.parametrize("key", ["sides: both", "count: 3", "unit: breaths", "pose: Knees in"])
def test_one_bad_value_is_one_problem(key: str) -> None:
    text = edited(key, key.split(":", maxsplit=1)[0] + ": [a, b]")
    assert len(problems_in(text)) == 1
