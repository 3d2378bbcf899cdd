"""What one may feel in a pose: a stance file says it, and it is told in words."""

from __future__ import annotations

import pytest

from supine.figure.felt import felt_words
from supine.figure.places import FELT, FELT_IN_MIDDLE
from supine.figure.posture import other_part
from supine.figure.stance import FeltSpec
from supine.figure.stances import stance
from tests.figure.bodies import STANCES
from tests.figure.changing import LIKE, problems_in, read_stance


def stretches(*places: str) -> list[FeltSpec]:
    return [FeltSpec(stretch=place) for place in places]


def test_a_stretch_a_muscle_that_works_and_the_floor_are_told_in_words() -> None:
    assert felt_words(stretches("right back of thigh"), "right") == (
        "you may feel a gentle stretch in the back of the right thigh",
    )
    assert felt_words([FeltSpec(work="belly")], "right") == ("you may feel the belly work",)
    assert felt_words([FeltSpec(pressure="low back")], "right") == (
        "you may feel the floor under the low back",
    )


def test_what_is_felt_on_both_sides_is_told_once() -> None:
    felt = stretches("right buttock", "low back", "left buttock")
    words, *_shorter = felt_words(felt, "right")
    assert words == "you may feel a gentle stretch in both buttocks and the low back"


def test_two_kinds_make_one_sentence() -> None:
    felt = [FeltSpec(stretch="low back"), FeltSpec(work="belly"), FeltSpec(stretch="neck")]
    words, *_shorter = felt_words(felt, "right")
    assert words == "you may feel the belly work, and a gentle stretch in the low back and the neck"


def test_shorter_words_leave_out_what_stands_last_but_never_half_of_a_pair() -> None:
    felt = [FeltSpec(work="belly"), *stretches("left calf", "right calf"), *stretches("neck")]
    assert felt_words(felt, "right")[1:] == (
        "you may feel the belly work, and a gentle stretch in both calves",
        "you may feel the belly work",
    )


def test_the_left_side_feels_it_in_the_mirrored_place() -> None:
    felt = stretches("left side of trunk")
    assert felt_words(felt, "right") == (
        "you may feel a gentle stretch in the left side of the trunk",
    )
    assert felt_words(felt, "left") == (
        "you may feel a gentle stretch in the right side of the trunk",
    )


def test_nothing_felt_has_no_words() -> None:
    assert felt_words([], "right") == ()


@pytest.mark.parametrize("place", FELT)
def test_every_place_has_words(place: str) -> None:
    for side, name in (("right", place), ("left", other_part(place))):
        (words,) = felt_words(stretches(place), side)  # type: ignore[arg-type]
        assert all(word in words for word in name.replace(" of ", " ").split()), words
    (both,) = felt_words(stretches(place, other_part(place)), "right")
    assert ("both" in both) == (place not in FELT_IN_MIDDLE)


def test_what_is_felt_is_as_in_the_stance_that_it_is_like_unless_it_says_otherwise() -> None:
    like = "title: Test\nlike: hamstring\n"
    assert read_stance("test", like).file.felt == stance("hamstring").file.felt
    other = read_stance("test", like + "felt: [{work: belly}]\n")
    assert other.file.felt == [FeltSpec(work="belly")]
    assert read_stance("test", like + "felt: []\n").file.felt == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "felt: [{stretch: right butock}]\n",
            "3:18: test: 'right butock' is not a place in which a pose is felt: did you mean "
            "'right buttock'?",
        ),
        (
            "felt: [{work: calf}]\n",
            "3:15: test: 'calf' is not a place in which a pose is felt: "
            "write 'right calf' or 'left calf'",
        ),
        (
            "felt:\n- pressure: xyz\n",
            "4:13: test: 'xyz' is not a place in which a pose is felt: the places are neck, chest, "
            "upper back, low back, belly, back of pelvis and, with 'right' or 'left' before it, "
            "side of neck, ",
        ),
        (
            "felt: [{stretch: belly, work: belly}]\n",
            "3:8: test: an item of 'felt' needs one of 'stretch', 'work' and 'pressure', and no",
        ),
        ("felt: [{}]\n", "3:8: test: an item of 'felt' needs one of 'stretch', 'work' and"),
        ("felt: [{strech: belly}]\n", "3:9: test: 'strech' has no meaning here: did you mean"),
        ("felt: [belly]\n", "3:8: test: write 'stretch: right buttock', 'work: belly' or"),
        ("felt: belly\n", "3:7: test: expected at most 4 lines, as in '- stretch: right buttock'"),
        (
            "felt: [{work: neck}, {work: chest}, {work: belly}, {work: low back}, {work: neck}]\n",
            "3:7: test: expected at most 4 lines, as in '- stretch: right buttock', and not 5",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, problem: str) -> None:
    assert [one[: len(problem)] for one in problems_in(LIKE + text)] == [problem]


@pytest.mark.parametrize("name", STANCES)
def test_a_pose_of_one_side_is_felt_on_the_side_that_works(name: str) -> None:
    file = stance(name).file
    places = [one.stretch or one.work or one.pressure or "" for one in file.felt or []]
    sides = {place.partition(" ")[0] for place in places} & {"right", "left"}
    works = {limb.partition(" ")[0] for limb in file.works or [] if limb.endswith("leg")}
    assert works <= sides or not (works and sides)


@pytest.mark.parametrize(
    "name", ["start", "legs-long", "long-rest", "rest-bolster", "side-lying", "prone", "chair-sit"]
)
def test_nothing_is_said_to_be_felt_where_a_body_rests(name: str) -> None:
    assert not stance(name).file.felt
