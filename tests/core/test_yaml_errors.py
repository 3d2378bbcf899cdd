"""Broken YAML is explained in words that a teacher knows, at the place to fix."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.core import yaml_errors
from supine.core.reader import read
from tests.core.samples import SMALL, edited, problems_in

TAG = "a tag (a word that begins with '!') has no meaning here: remove it"
SECOND = "a second document starts here: keep one per file"
HIDDEN = "a character that cannot be shown ({}): remove it"
NEEDS_QUOTES = "text that begins with {} needs quotes around it"
NO_TAB = "there is a tab here: use spaces to move a line to the right"
COLUMN = "this line does not begin in the column of its neighbours"
COLON = "text with a colon in it needs quotes around it"
NO_FIT = (
    "this does not fit the line above: there, a colon and a space may be missing, or this line "
    "begins too far to the right"
)
NO_COLON = (
    "this line has no colon: a key ends with one, and a longer text begins further to the right"
)
CLOSED = "nothing may follow the closing quote: put quotes around the whole text"

LINES = {
    "a placeholder without quotes": ("- {side} knee", "10:9: " + NEEDS_QUOTES.format("{")),
    "brackets without quotes": ("- [both] knees", "10:9: " + NEEDS_QUOTES.format("[")),
    "an at sign": ("- @home", "10:9: " + NEEDS_QUOTES.format("@")),
    "a backtick": ("- `in`", "10:9: " + NEEDS_QUOTES.format("`")),
    "a per cent sign": ("- %in", "10:9: " + NEEDS_QUOTES.format("%")),
    "a lone ampersand": ("- & in", "10:9: " + NEEDS_QUOTES.format("&")),
    "a lone star": ("- * in", "10:9: " + NEEDS_QUOTES.format("*")),
    "a lone exclamation mark": ("- !! in", "10:9: " + NEEDS_QUOTES.format("!")),
    "a bar": ("- | in", "10:9: " + NEEDS_QUOTES.format("| or >")),
    "a comma": ("- , in", "10:9: " + NEEDS_QUOTES.format(",")),
    "a closing brace": ("- } in", "10:9: " + NEEDS_QUOTES.format("}")),
    "a colon in a line": ("- Knees in: slowly", "10:9: " + COLON),
    "a printed quote": (
        "- “Knees in: slowly”",
        '10:9: “ is a quote for print: type a plain " before and after the text',
    ),
    "words after a quote": ('- "Knees" in', "10:17: " + CLOSED),
    "an apostrophe in quotes": ("- 'It's heavy'", "10:13: " + CLOSED),
    "an unclosed quote": ('- "Knees in', "10:9: this quote is never closed"),
    "an unclosed apostrophe": ("- 'Knees in", "10:9: this quote is never closed"),
    "a backslash": (
        '- "\\q"',
        "10:10: a backslash has a special meaning in double quotes: use single quotes",
    ),
    "a tag": (
        "- !in up",
        f"10:9: {TAG}",
    ),
    "an anchor": ("- &in up", "10:9: '&in' has no meaning here: write things out instead"),
    "an alias": ("- *in", "10:9: '*in' repeats another place: write it out instead"),
    "a tab": ("\t- Up", "10:7: " + NO_TAB),
}


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f", "\u3000"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    holds:", "{0}   holds:"),
        ("    holds:", "{0}{0}{0}{0}holds:"),
        ("- Let", "-{0}Let"),
        ("count: 3", "count:{0}3"),
        ("holds:\n", "holds:{0}\n"),
    ],
)
def test_an_odd_space_that_leads_to_a_text_is_a_space(old: str, new: str, space: str) -> None:
    """They come from web pages and word processors, and nobody can see them."""
    assert read(edited(old, new.format(space))) == read(SMALL)


def test_an_odd_space_within_a_text_stays() -> None:
    assert read(edited("title: Small", "title: 'Un\u00a0: deux'")).title == "Un\u00a0: deux"


@pytest.mark.parametrize("sign", "\u200b\u2060")
def test_what_has_no_width_at_the_end_of_a_word_is_no_part_of_it(sign: str) -> None:
    assert read(edited("unit: breaths", f"unit: breaths{sign}")) == read(SMALL)


def test_what_has_no_width_within_a_word_is_named() -> None:
    message = "there is a character in it that cannot be seen, or is too wide: type '{}' again"
    assert problems_in(edited("sides:", "si\u200bdes:")) == [f"4:5: {message.format('sides')}"]
    assert problems_in(edited("unit: breaths", "unit: brea\u200bths")) == [
        f"7:15: {message.format('breaths')}"
    ]


@pytest.mark.parametrize(
    ("old", "place"),
    [("title: Small", "1:14"), ("pose: Knees in", "3:20"), ("- Let it be heavy.", "10:26")],
)
def test_a_remark_behind_a_text_is_told(old: str, place: str) -> None:
    """The pose "Exercise #3 on the back" was called "Exercise"."""
    assert problems_in(edited(old, f"{old} #1 of two")) == [
        f"{place}: from here on this is a remark that nobody sees: put quotes around the whole "
        "text, or give the remark a line of its own"
    ]


def test_other_remarks_are_for_the_teacher() -> None:
    remarked = "# mine\n" + edited("count: 3", "count: 3 # few").replace("holds:", "holds: # two")
    assert read(remarked.replace('knee in."', 'knee in."  # slowly')) == read(SMALL)
    assert read(edited("title: Small", "title: Small#1")).title == "Small#1"
    assert problems_in("steps # one") == problems_in("steps")


@pytest.mark.parametrize("sign", "–—•·*")
def test_a_list_with_other_signs_than_dashes_is_explained(sign: str) -> None:
    (problem,) = problems_in(edited("- Feet down.", f'"{sign} Feet down."'))
    assert problem == (
        f"12:7: a list begins with a plain '-' and a space: type it instead of '{sign}'"
    )


def test_a_printed_quote_before_a_key_is_explained() -> None:
    (problem,) = problems_in(edited("pose: Knees in", "pose: „Knees in: slowly“"))
    assert problem == '3:11: „ is a quote for print: type a plain " before and after the text'


@pytest.mark.parametrize(("line", "problem"), LINES.values(), ids=LINES)
def test_a_line_that_needs_quotes_is_explained(line: str, problem: str) -> None:
    assert problems_in(edited("- Let it be heavy.", line)) == [problem]


FORMS = {
    "a tab for spaces": (edited("    holds", "\tholds"), f"5:1: {NO_TAB}"),
    "a key without a colon": (edited("steps:", "steps"), f"2:1: {NO_COLON}"),
    "a first key without a colon": (edited("title: S", "title S"), f"2:6: {NO_FIT}"),
    "a key without a space": (edited("title: S", "title:S"), f"2:6: {NO_FIT}"),
    "a key too far right": (edited("    sides", "     sides"), f"4:11: {NO_FIT}"),
    "a key too far left": (edited("    leave", "   leave"), f"11:4: {COLUMN}"),
    "an item too far right": (edited("      - Let", "       - Let"), f"10:8: {COLUMN}"),
    "a colon in the title": (edited("Small", "Small: one"), f"1:13: {COLON}"),
    "a key twice": (
        edited("    leave:", "    sides: both\n    leave:"),
        "11:5: 'sides' appears a second time here (first in line 4)",
    ),
    "a list as a key": (
        edited("steps:", "[a]: b\nsteps:"),
        "2:1: a key must be a word followed by a colon",
    ),
    "a second document": (SMALL + "---\ntitle: B\n", f"13:1: {SECOND}"),
    "more after the end": (SMALL + "...\ntitle: B\n", f"14:1: {SECOND}"),
    "a directive": (
        "%TAG ! x\n---\n" + SMALL,
        "1:1: a line that begins with %TAG has no meaning here: remove it",
    ),
    "a NUL": (edited("Small", "Sma\0ll"), "1:11: " + HIDDEN.format("U+0000")),
    "a bell after an accent": (
        edited("Small", "Smäll\x07"),
        "1:13: " + HIDDEN.format("U+0007"),
    ),
    "half a character": (
        edited("Small", "\ud800"),
        "1:8: " + HIDDEN.format("U+D800"),
    ),
    "words turned round": (
        edited("Small", "Small # \u202ellams"),
        "1:16: " + HIDDEN.format("U+202E"),
    ),
    "an end of line that no editor shows": (
        edited("Small", "Sm\u2028all"),
        "1:10: " + HIDDEN.format("U+2028"),
    ),
    "a quote in the last line": (SMALL + "# \n'a", "14:1: this quote is never closed"),
    "a last line without a colon": (
        SMALL + "? a",
        "13:3: 'a' has no meaning here: the known keys are title, steps, language, credit, "
        "summary, props, cautions, stances",
    ),
    "nothing": ("", "1:1: the file is empty: a sequence begins with 'title:'"),
    "remarks alone": ("# nothing\n", "1:1: the file is empty: a sequence begins with 'title:'"),
}


@pytest.mark.parametrize(("text", "problem"), FORMS.values(), ids=FORMS)
def test_a_form_that_cannot_be_read_is_explained(text: str, problem: str) -> None:
    assert problems_in(text) == [problem]


def test_every_way_to_end_a_line_gives_the_same_places() -> None:
    text = edited("count: 3", "count: x") + "? ["
    found = problems_in(text)
    assert [problem.partition(" ")[0] for problem in found] == ["6:16:", "13:4:"]
    assert problems_in(text.replace("\n", "\r")) == found
    assert problems_in(text.replace("\n", "\r\n")) == found


@given(st.text("\r\na"))
def test_a_long_text_is_mended_piece_by_piece_to_the_same(text: str) -> None:
    with patch.object(yaml_errors, "CHUNK", 3):
        assert yaml_errors.plain_line_ends(text) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_what_is_missing_at_the_end_has_a_place_in_the_last_line() -> None:
    assert problems_in("title: [a")[-1].startswith("1:10: a bracket that was opened further up")


@pytest.mark.parametrize("text", ["hello", "- a\n- b", "12"])
def test_a_text_that_is_no_sequence_at_all_hears_what_one_begins_with(text: str) -> None:
    (problem,) = problems_in(text)
    assert problem.startswith("1:1: expected keys here, such as 'title:', 'steps:'")


def test_nothing_is_called_missing_that_may_follow_where_reading_broke_off() -> None:
    broken = SMALL[: SMALL.index("leave")] + '"'
    assert problems_in(broken) == ["11:5: this quote is never closed"]


def test_what_stands_before_the_break_is_checked_all_the_same() -> None:
    broken = edited("count: 3", "count: x") + "    - @"
    assert [problem.split(" ", 1)[0] for problem in problems_in(broken)] == ["6:16:", "13:5:"]
