"""Mistakes in the content of a sequence are found."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from supine.core.checks import remarks
from supine.core.problem import Unreadable
from supine.core.reader import read, read_file
from supine.core.sequence import CUE_LIMIT
from tests.core.samples import SMALL, edited, problems_in

ONE_SIDED = edited("sides: both", "sides: right")


def test_a_pose_without_a_way_out_is_refused() -> None:
    text = edited("    leave:\n      - Feet down.\n", "")
    assert problems_in(text) == ["3:5: 'Knees in' has no way out: add 'leave:' with a line or two"]


def test_a_placeholder_that_is_misspelt_hears_the_right_one() -> None:
    text = edited("{Side} knee", "{Sied} knee")
    assert problems_in(text) == ["9:9: '{Sied}' is not a placeholder: did you mean '{Side}'?"]


def test_a_placeholder_that_is_unknown_hears_all_that_there_are() -> None:
    text = edited("{Side} knee", "{} knee")
    known = "{side}, {other}, {Side}, {Other}"
    assert problems_in(text) == [f"9:9: '{{}}' is not a placeholder: the placeholders are {known}"]


def test_a_length_is_read_in_one_system() -> None:
    text = edited("Feet down.", "Feet {five centimetres|two inches} down.")
    lines = [read(text, inches=inches).steps[0].leave for inches in (False, True)]  # type: ignore[union-attr]
    assert lines == [["Feet five centimetres down."], ["Feet two inches down."]]


@pytest.mark.parametrize("wrong", ["{5 cm|}", "{|2 inches}", "{5 cm|2 inches|a little}"])
def test_a_length_that_is_not_written_in_both_systems_hears_how(wrong: str) -> None:
    text = edited("Feet down.", f"Feet {wrong} down.")
    assert problems_in(text) == [
        f"12:9: '{wrong}' is not understood: a length in both systems is written "
        "'{five centimetres|two inches}'"
    ]


def test_only_the_length_that_is_shown_counts() -> None:
    short = "x" * (CUE_LIMIT - 2)
    assert problems_in(edited("Feet down.", short + "{cm|in}")) == []
    (problem,) = problems_in(edited("Feet down.", short + "{cm|inches}"))
    assert f"this line has {CUE_LIMIT + 4} characters" in problem


def test_a_placeholder_needs_a_side() -> None:
    text = edited("    sides: both\n", "")
    message = "{Side} needs a side: add 'sides: both' to the pose, or remove {Side}"
    assert problems_in(text) == [f"8:9: {message}"]


def test_a_repeat_of_a_pose_with_sides_may_name_the_side() -> None:
    assert read(SMALL + '  - repeat: Knees in\n    settle: ["{Side} knee again."]\n')


def test_a_rest_in_a_series_may_name_the_side() -> None:
    rest = "- {rest: Still, breaths: 2, settle: ['{Side} leg long.']}"
    assert read(f"title: A\nsteps:\n  - series: B\n    steps:\n      {rest}\n")


@pytest.mark.parametrize("key", ["pose", "also"])
def test_a_name_cannot_change_with_the_side(key: str) -> None:
    text = SMALL.replace("Knees in", "{side} in") if key == "pose" else SMALL
    text = text.replace("pose: {side} in", 'pose: "{side} in"')
    text = text if key == "pose" else edited("    sides", '    also: ["{side} in"]\n    sides')
    (problem,) = problems_in(text)
    assert problem.endswith(f"{{side}} has no meaning in '{key}': remove it here")


def test_a_line_is_measured_as_it_is_shown() -> None:
    fits = "{other} " + "x" * (CUE_LIMIT - len("right "))
    assert problems_in(edited("Let it be heavy.", f'"{fits}"')) == []
    (problem,) = problems_in(edited("Let it be heavy.", f'"{fits}x"'))
    assert problem.startswith(f"10:9: this line has {CUE_LIMIT + 1} characters")


def test_a_line_of_wide_letters_is_as_long_as_can_be_read() -> None:
    """A letter of Japanese is as wide as two of English: 90 of them were half as large."""
    fits = "ひざ" * (CUE_LIMIT // 4)
    assert problems_in(edited("Let it be heavy.", fits)) == []
    (problem,) = problems_in(edited("Let it be heavy.", f"{fits}を、はなす。"))
    assert problem == (
        "10:9: this line has 50 characters: more than 45 cannot be read from the mat. "
        f"Make 2 lines of it: cut it after '{'ざ' + 'ひざ' * 9}を'"
    )


@pytest.mark.parametrize("line", ['"up\\nand down"', "|\n        up\n        down"])
def test_a_line_that_is_said_is_one_line_of_plain_text(line: str) -> None:
    (problem,) = problems_in(edited("Let it be heavy.", line))
    assert problem.startswith("10:9: this must be one line of plain text")


@pytest.mark.parametrize("old", ["title: Small", "      - Let it be heavy."])
@pytest.mark.parametrize(
    ("written", "code"),
    [("\\e[31m", "001B"), ("\\0", "0000"), ("\\u202e", "202E"), ("\\u2067", "2067")],
)
def test_a_line_hides_nothing_that_steers_a_terminal_or_turns_words(
    old: str, written: str, code: str
) -> None:
    (problem,) = problems_in(edited(old, f'{old[:7]} "up{written}down"'))
    assert problem.endswith(f"a character that cannot be shown (U+{code}): remove it")


@pytest.mark.parametrize("key", ["summary", "credit"])
def test_a_paragraph_hides_none_of_that_either(key: str) -> None:
    (problem,) = problems_in(SMALL + f'{key}: "up\\u202edown"\n')
    assert problem.endswith("a character that cannot be shown (U+202E): remove it")
    assert problems_in(SMALL + f"{key}: Un\u00a0deux\u202f! \u06cc\u200c\u06cc\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Respirez\u00a0: inspirez, puis soufflez\u202f!",
        "\u062f\u0633\u062a\u200c\u0647\u0627",
        "Pause \U0001f9d8\u200d\u2640\ufe0f",
        "\u0e22\u0e37\u0e14\u200b\u0e02\u0e32",
        "\u05d4\u05d1\u05e8\u05da 3\u200f.",
        "\u8173\u3092\u3000\u4f38\u3070\u3059",
    ],
    ids=["French spaces", "Persian", "emoji", "Thai", "Hebrew", "Japanese space"],
)
def test_what_a_script_needs_is_text(text: str) -> None:
    assert problems_in(edited("Let it be heavy.", f"'{text}'").replace("Small", f"'{text}'")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\u200dup", "200D"),
        ("up\u200c", "200C"),
        ("u\u200bp", "200B"),
        ("up 3\u200f.", "200F"),
        ("u\u200d\u200dp", "200D"),
        ("u\u00adp", "00AD"),
    ],
)
def test_what_joins_or_turns_nothing_is_hidden(text: str, code: str) -> None:
    (problem,) = problems_in(edited("Let it be heavy.", f"'{text}'"))
    assert problem.endswith(f"a character that cannot be shown (U+{code}): remove it")


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        (
            "Lie on the floor with both knees bent and your feet flat, then draw one knee after "
            "the other up to your chest; lower it again.",
            "Make 2 lines of it: cut it after 'flat,'",
        ),
        ("knee " * 40, "Make 3 lines of it: cut it after 'knee' and 'knee'"),
        ("膝" * 30 + "。" + "胸" * 30, f"Make 2 lines of it: cut it after '{'膝' * 19}。'"),
        ("膝" * 60, f"Make 2 lines of it: cut it after '{'膝' * 20}'"),
        ("knee " * 400, "Make several lines of it"),
    ],
)
def test_for_a_long_line_it_is_said_where_to_cut_it(line: str, advice: str) -> None:
    (problem,) = problems_in(edited("Let it be heavy.", f"'{line.strip()}'"))
    assert problem.endswith(" cannot be read from the mat. " + advice)


def test_very_many_marks_are_looked_through_at_once() -> None:
    """Each of them asked for the letters of the whole text."""
    text = "\u200f" * 50_000 + "\u05d4"
    begun = time.perf_counter()
    problems_in(SMALL + f"summary: '{text}'\n")
    assert time.perf_counter() - begun < 5.0


def test_spaces_around_a_line_do_not_make_it_long() -> None:
    around = "\u200b" + " \u200b" * 100
    assert problems_in(edited("Let it be heavy.", f"'{around}Up.{around}'")) == []


def test_a_summary_may_have_several_lines() -> None:
    assert read(SMALL + "summary: |\n  One.\n\n  Two.\n").summary == "One.\n\nTwo."


def test_two_poses_of_one_name_cannot_be_told_apart() -> None:
    twice = SMALL + SMALL[SMALL.index("  - pose") :]
    (problem,) = problems_in(twice)
    assert problem.startswith("13:11: a pose called 'Knees in' came before: write 'repeat:'")


def test_a_repeat_of_nothing_hears_the_nearest_pose() -> None:
    message = "there is no earlier pose or series called 'Knee in': did you mean 'Knees in'?"
    assert problems_in(SMALL + "  - repeat: Knee in\n") == [f"13:13: {message}"]


def test_a_pose_in_a_series_has_the_sides_of_the_series() -> None:
    pose = SMALL[SMALL.index("- pose") :].replace("\n", "\n    ")
    text = f"title: A\nsteps:\n  - series: B\n    steps:\n      {pose}"
    message = (
        "a pose in a series has the series' sides: remove 'sides' here, or write "
        "'sides: each-pose' beside 'series:'"
    )
    assert problems_in(text) == [f"6:9: {message}"]


def test_breaths_have_no_length_of_their_own() -> None:
    text = edited("unit: breaths", "unit: breaths\n        seconds: 9")
    assert problems_in(text) == ["8:9: breaths take the person's own pace: remove 'seconds' here"]


def test_both_sides_must_get_the_same() -> None:
    message = (
        "the left side gets 30 seconds less than the right: write 'sides: both', or balance it "
        "with another pose. If the right side alone is meant, write 'sides: right-only'"
    )
    assert problems_in(ONE_SIDED) == [f"4:5: {message}"]


def test_one_side_may_be_balanced_with_another_pose() -> None:
    other = ONE_SIDED[ONE_SIDED.index("  - pose") :].replace("right", "left")
    assert read(ONE_SIDED + other.replace("Knees in", "Other knee in"))


def test_a_practice_of_more_than_three_hours_is_refused() -> None:
    text = edited("count: 3", "count: 100") + "  - repeat: Knees in\n" * 5
    message = "the practice lasts longer than 3 hours: make it shorter"
    assert problems_in(text) == [f"2:1: {message}"]
    assert read(edited("count: 3", "count: 100") + "  - repeat: Knees in\n" * 4)


STANCES = {"hamstring", "hamstring-lower", "twist"}

DRAWN = edited(
    "    settle:",
    """\
    stance: hamstring
    easier: {name: Less, stance: hamstring-lower, cues: [Do less.]}
    deeper:
      - {name: More, stance: twist, cues: [Do more.]}
    settle:""",
)

REST = "  - {rest: Still, stance: twist, breaths: 2}\n"


def test_a_stance_that_can_be_drawn_is_fine_wherever_it_stands() -> None:
    assert problems_in(DRAWN + REST, STANCES) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("stance: hamstring\n", "stance: hamstrng\n", "8:13"),
        ("Less, stance: hamstring-lower", "Less, stance: hamstrng", "9:34"),
        ("More, stance: twist", "More, stance: hamstrng", "11:30"),
        ("Still, stance: twist", "Still, stance: hamstrng", "17:27"),
    ],
    ids=["pose", "easier", "deeper", "rest"],
)
def test_a_stance_that_is_misspelt_hears_the_nearest(old: str, new: str, place: str) -> None:
    text = (DRAWN + REST).replace(old, new)
    message = "'hamstrng' is not a stance that can be drawn: did you mean 'hamstring'?"
    assert problems_in(text, STANCES) == [f"{place}: {message}"]


def test_a_stance_in_a_series_is_looked_at_too() -> None:
    text = f"title: A\nsteps:\n  - series: B\n    steps:\n    {REST}".replace("twist", "twit")
    message = "'twit' is not a stance that can be drawn: did you mean 'twist'?"
    assert problems_in(text, STANCES) == [f"5:31: {message}"]


@pytest.mark.parametrize("stances", [STANCES, set()])
def test_a_stance_like_no_other_hears_where_all_are_named(stances: set[str]) -> None:
    text = edited("sides: both", "sides: both\n    stance: xyz")
    message = "'xyz' is not a stance that can be drawn: 'supine figure --list' lists them all"
    assert problems_in(text, stances) == [f"5:13: {message}"]


def test_no_stance_needs_no_figure() -> None:
    assert problems_in(edited("sides: both", "sides: both\n    stance:"), set()) == []


def test_without_knowing_what_can_be_drawn_any_stance_will_do() -> None:
    assert problems_in(edited("sides: both", "sides: both\n    stance: xyz")) == []


def test_a_stance_cannot_change_with_the_side() -> None:
    text = edited("sides: both", 'sides: both\n    stance: "{side}-leg"')
    assert problems_in(text) == ["5:13: {side} has no meaning in 'stance': remove it here"]


def test_a_line_that_would_never_be_seen_is_refused() -> None:
    unit = "        unit: breaths\n"
    text = edited(unit, unit + "        during: [a, b, c, d, e, f, g]\n")
    assert any("7 lines" in problem for problem in problems_in(text))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "Stretch the other leg out.",
            "'the other leg' does not say which: write 'the {other} leg', which says left on the "
            "right side, and right on the left side",
        ),
        (
            "Now repeat with the other leg.",
            "this pose is done on both sides by itself: leave 'repeat with the other leg' out, or "
            "write the line for the right side alone",
        ),
        (
            "Switch sides slowly.",
            "this pose is done on both sides by itself: leave 'Switch sides' out, or write the "
            "line for the right side alone",
        ),
        ("｛side｝ knee in.", "｛side｝ has wide braces: type {side} with plain ones"),
    ],
)
def test_in_a_pose_for_both_sides_each_line_says_which(line: str, says: str) -> None:
    """The teacher's paragraph ended with "repeat with the other leg", and so it was said twice."""
    assert problems_in(edited("Let it be heavy.", line)) == [f"10:9: {says}"]


@pytest.mark.parametrize("line", ["Now the other way round.", "One and then the other."])
def test_other_things_than_sides_may_be_the_other(line: str) -> None:
    assert problems_in(edited("Let it be heavy.", line)) == []


def test_in_a_pose_without_sides_the_other_leg_is_only_words() -> None:
    text = edited("    sides: both\n", "").replace('"{Side} knee in."', "The other leg long.")
    assert problems_in(text) == []


def test_a_leg_named_for_one_side_in_a_pose_for_both_is_refused() -> None:
    text = edited("Let it be heavy.", "Raise your left leg.")
    assert problems_in(text) == [
        "10:9: 'left leg' is said on both sides as it stands: write '{other} leg', and for the "
        "other one '{side} leg'"
    ]


@pytest.mark.parametrize("line", ["First the right knee, then the left knee.", "At a right angle."])
def test_both_legs_and_other_meanings_of_right_may_be_written(line: str) -> None:
    assert problems_in(edited("Let it be heavy.", line)) == []


def test_the_leg_that_does_not_work_is_asked_about() -> None:
    text = edited("sides: both", "sides: left-only").replace("{Side} knee in", "Right knee in")
    assert remarks(read(text)) == [
        "'Right knee in.' is said while the left side is done: if the leg that works is meant, "
        "write {side}"
    ]


def test_english_words_in_another_language_are_remarked() -> None:
    (remark,) = remarks(read("language: de\n" + SMALL))
    assert remark.startswith("'Knees in': 'right' and 'left' are put in as English words")


@pytest.mark.parametrize(
    ("beginning", "what"), [(b"PK\x03\x04\x14", "word processor"), (b"%PDF-1.7", "a PDF")]
)
def test_a_document_that_is_no_text_is_named(tmp_path: Path, beginning: bytes, what: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(beginning + b"\x00\xff")
    with pytest.raises(Unreadable, match=f"this is .*{what}.*save it as plain text"):
        read_file(path)


def test_a_stance_that_is_brought_along_for_nothing_is_remarked() -> None:
    own = "stances:\n  towel: {title: Towel, like: wall}\n  wall: {title: Wall, like: start}\n"
    said = "the stance 'towel' is used nowhere: write 'stance: towel' in the pose that it is for"
    assert remarks(read(SMALL + own)) == [said]
    assert remarks(read(edited("sides: both", "sides: both\n    stance: towel") + own)) == []
