"""The problems that reading finds in a text, and their places."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read
from supine.core.sequence import Pose, Sequence
from tests.core.samples import SMALL, as_yaml, edited, problems_in
from tests.core.strategies import STANCES, sequences


def test_a_sequence_is_read_as_it_is_written() -> None:
    sequence = read(SMALL)
    assert sequence.title == "Small"
    assert sequence.poses == ["Knees in"]
    assert sequence.steps[0].name == "Knees in"


@pytest.mark.parametrize("written", ["05", "005", "５", "٥", "५", "'5'"])
def test_a_number_may_have_zeros_before_it_and_be_of_any_script(written: str) -> None:
    step = read(edited("count: 3", f"count: {written}")).steps[0]
    assert isinstance(step, Pose)
    assert step.holds[0].count == 5


def test_digits_in_a_name_stay_as_they_are() -> None:
    assert read(edited("title: Small", "title: 007")).title == "007"


A_HOLD = (
    "'- count: 5', and below it, in the column of 'count', 'unit: breaths' or circles, cycles, "
    "times, seconds"
)

MISFITS = {
    "an unknown key": (
        "settle:",
        "setle:",
        "8:5: 'setle' has no meaning here: did you mean 'settle'?",
    ),
    "a key like no other": (
        "title: Small",
        "title: Small\nxyz: 1",
        "2:1: 'xyz' has no meaning here: "
        "the known keys are title, steps, language, credit, summary, props, cautions, stances",
    ),
    "a missing key": (
        "        unit: breaths\n",
        "",
        f"6:9: 'unit' is missing here: write {A_HOLD}",
    ),
    "seconds where holds are expected": (
        "\n      - count: 3\n        unit: breaths",
        " 30 seconds",
        f"5:12: expected a list: write below this line {A_HOLD}",
    ),
    "an easier way without its keys": (
        "    leave:",
        "    easier: Bend the knee.\n    leave:",
        "11:13: write 'name: Knee in', and below it 'cues:' with a list of lines, each on a line "
        "of its own",
    ),
    "a way out within a hold": (
        "        unit: breaths",
        "        unit: breaths\n        leave:\n          - Feet down.",
        "8:9: 'leave' stands too far to the right: it belongs to what is above",
    ),
    "a length in minutes": (
        "    leave:",
        "    from_minutes: 20 min\n    leave:",
        "11:19: expected a whole number from 0 to 180, not '20 min': write 20 alone",
    ),
    "a time to get ready": (
        "    leave:",
        "    gate: 20s\n    leave:",
        "11:11: expected a number from 0 to 300, not '20s': write 20 alone",
    ),
    "sets times counts": (
        "count: 3",
        "count: 3 x 10",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '3 x 10': write "
        "10, and for 3 times put the pose into a series with 'rounds: 3'",
    ),
    "a unit in another language": (
        "unit: breaths",
        "unit: Atemzüge",
        "7:15: 'Atemzüge' is not one of breaths, circles, cycles, times, seconds: write 'breaths'",
    ),
    "both sides in words": (
        "sides: both",
        "sides: left and right",
        "4:12: 'left and right' is not one of both, right, left, right-only, left-only: write "
        "'both'",
    ),
    "a missing space after a colon": (
        "- count: 3\n        unit: breaths",
        "- count:3",
        "6:9: a space is missing: write 'count: ' and then the rest",
    ),
    "a missing space after a dash": (
        "\n      - Feet down.",
        " -Feet down.",
        "11:12: a space is missing: a line of a list begins with '- '",
    ),
    "an item too far to the right": (
        "      - Feet down.",
        "      - Feet down.\n       - Rest.",
        "13:8: this line belongs to the text above, as it begins further to the right: let its '-' "
        "begin in the column of the others",
    ),
    "an empty key": ("unit: breaths", "unit:", "7:9: 'unit' is empty: write something after it"),
    "an unknown word": (
        "unit: breaths",
        "unit: breath",
        "7:15: 'breath' is not one of breaths, circles, cycles, times, seconds: "
        "did you mean 'breaths'?",
    ),
    "a word for a number": (
        "count: 3",
        "count: three",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not 'three': write 3",
    ),
    "a negative count": (
        "count: 3",
        "count: -3",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '-3'",
    ),
    "a fraction": (
        "count: 3",
        "count: 2.5",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '2.5'",
    ),
    "yes for a number": (
        "count: 3",
        "count: yes",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not 'yes'",
    ),
    "a range": (
        "count: 3",
        "count: 3–5",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '3–5': "
        "write one number; in a hold, 'count: 5' and 'least: 3' say both",
    ),
    "a count for each side": (
        "count: 3",
        "count: 5 each side",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '5 each side': "
        "write 5 alone, and 'sides: both' for the whole pose",
    ),
    "a count with its unit": (
        "count: 3",
        "count: 30 s",
        "6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '30 s': "
        "write 30 alone; in a hold, with 'unit: seconds'",
    ),
    "a decimal comma": (
        "sides: both",
        "sides: both\n    arrange: 7,5",
        "5:14: expected a number from 0 to 120, not '7,5': write 7.5 with a point",
    ),
    "a number without an end": (
        "count: 3",
        f"count: {'9' * 5000}",
        f"6:16: expected a whole number from 1 to 100, or to 600 for seconds, not '{'9' * 39}…'",
    ),
    "a name too long": (
        "pose: Knees in",
        f"pose: {'Knees' * 10}",
        "3:11: 'KneesKneesKneesKneesKneesKneesKneesKnee…' has 50 characters: at most 48 fit",
    ),
    "a name of nothing": (
        "title: Small",
        'title: "  "',
        "1:8: there is nothing here: write something, or remove the line",
    ),
    "a stance of nothing": (
        "sides: both",
        'sides: both\n    stance: ""',
        "5:13: there is nothing here: write something, or remove the line",
    ),
    "a stance of something that is repeated": (
        "    leave:\n      - Feet down.\n",
        "    leave:\n      - Feet down.\n  - repeat: Knees in\n    stance: twist\n",
        "14:5: 'stance' has no meaning here: "
        "the known keys are repeat, count, settle, leave, from_minutes",
    ),
    "an empty line": (
        "- Feet down.",
        "-",
        "12:8: there is nothing here: write something, or remove the line",
    ),
    "an empty list": (
        "    leave:\n      - Feet down.\n",
        "    leave: []\n",
        "3:5: 'Knees in' has no way out: add 'leave:' with a line or two",
    ),
    "one text for a list": (
        "\n      - Feet down.",
        " Feet down.",
        "11:12: expected a list: each line begins with '- '",
    ),
    "a list for one text": (
        "title: Small",
        "title:\n  - Small",
        "2:3: expected one text or number here, not a list or further keys",
    ),
    "an unknown kind of step": (
        "- pose: Knees in",
        "- poses: Knees in",
        "3:5: this must begin with 'pose:', 'series:', 'repeat:' or 'rest:': did you mean 'pose'?",
    ),
    "a step that is a text": (
        "title: Small\nsteps:\n",
        "title: Small\nsteps:\n  - Knees in\n",
        "3:5: this must begin with 'pose:', 'series:', 'repeat:' or 'rest:'",
    ),
    "the key that nobody writes": (
        "- pose: Knees in",
        "- kind: pose\n    pose: Knees in",
        "3:5: 'kind' has no meaning here: the known keys are pose, holds, also, say, recording, "
        "stance, seated, sides, side_words, settle, arrange, gate, easier, deeper, caution, leave, "
        "stop, go_on, from_minutes",
    ),
    "two kinds at once": (
        "- pose: Knees in",
        "- pose: Knees in\n    rest: Rest",
        "4:5: 'rest' has no meaning here: a rest is a step of its own, such as '- rest: Breathe "
        "out'",
    ),
}


@pytest.mark.parametrize(("old", "new", "problem"), MISFITS.values(), ids=MISFITS)
def test_what_does_not_fit_is_said_where_it_stands(old: str, new: str, problem: str) -> None:
    found = problems_in(edited(old, new))
    position = problem.split(": ", 1)[0]
    assert [one for one in found if one.startswith(position)] == [problem]


@pytest.mark.parametrize(
    "number", ["nan", "inf", "-inf", "1e400", "9" * 5000, "true", "0x10", "1_0", "0.5"]
)
def test_only_plain_numbers_within_bounds_are_numbers(number: str) -> None:
    text = edited("unit: breaths", f"unit: times\n        seconds: {number}")
    (problem,) = problems_in(text)
    assert problem.startswith("8:18: expected a number from 1 to 120, not '")
    assert len(problem) < 100


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_nothing_after_a_key_that_may_be_left_out_is_the_same_as_leaving_it_out(empty: str) -> None:
    assert read(edited("sides: both", f"caution: {empty}").replace("{Side}", "A")) == read(
        edited("    sides: both\n", "").replace("{Side}", "A")
    )


def test_text_that_looks_like_something_else_stays_text() -> None:
    text = edited("title: Small", "title: No").replace("Knees in", "12:30")
    assert read(text).title == "No"
    assert read(text).poses == ["12:30"]


def test_names_are_equal_however_their_accents_are_stored() -> None:
    """ "Did you mean" showed the identical word."""
    pose = SMALL.replace("Knees in", normalize("NFD", "Étirement"))
    again = read(pose + "  - repeat: Étirement\n")
    assert again.poses == ["Étirement"]
    assert again.steps[1].name == again.poses[0]


def test_all_problems_are_said_at_once_in_the_order_of_the_text() -> None:
    text = SMALL.replace("both", "all").replace("3", "x").replace("leave", "leaf")
    assert [problem.split(" ", 1)[0] for problem in problems_in(text)] == [
        "4:12:",
        "6:16:",
        "11:5:",
    ]


@given(sequences())
def test_every_valid_sequence_comes_back_from_its_text(sequence: Sequence) -> None:
    assume(plan(sequence, Pace()).seconds < 3 * 3600)
    assert read(as_yaml(sequence), stances=STANCES) == sequence
