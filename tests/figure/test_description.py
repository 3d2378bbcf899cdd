"""The words about a body say what its joints do, on both sides, and nothing that is not so."""

from __future__ import annotations

import re

import pytest

from supine.core.sequence import Side
from supine.figure.description import (
    comes_to_rest,
    description_of,
    hold_words,
    lead_to,
    steps_back,
    way_out,
)
from supine.figure.motion import scene_of
from supine.figure.movement import started, still_scene_of
from supine.figure.panels import placed
from supine.figure.stances import draft, stance
from supine.figure.words import ACTIONS, SQUARE, ArmPlace, LegPlace
from supine.resources import stance_names
from supine.ui.painting.caption import steps_in
from tests.figure.changing import read_stance

OTHER_SIDE = {"right": "left", "left": "right"}

VERBS = frozenset(
    [
        "arch",
        "bend",
        "bring",
        "clasp",
        "close",
        "come",
        "cross",
        "fold",
        "go",
        "hold",
        "keep",
        "kneel",
        "lay",
        "lean",
        "let",
        "lie",
        "lift",
        "lower",
        "move",
        "push",
        "put",
        "reach",
        "rise",
        "roll",
        "round",
        "sit",
        "slide",
        "stop",
        "straighten",
        "stretch",
        "take",
        "tuck",
        "turn",
    ]
)
"""What an action begins with."""


def steps_of(name: str, side: Side = "right") -> list[tuple[str, ...]]:
    """Return the words about each step to a stance, and about all of the ends of its movement."""
    of = stance(name)
    scene = started(still_scene_of(of, side=side), of)
    return [*description_of(one.scene for one in steps_in(placed(scene, 900.0, 560.0)))]


def words_of(name: str) -> tuple[str, ...]:
    """Return the words about a stance as it is held, or where its movement begins."""
    (words,) = description_of([scene_of(stance(name))])
    return words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("start", ["both knees bent, feet flat on the floor", "arms at the sides"]),
        ("legs-long", ["both legs long on the floor"]),
        ("single-knee", ["left leg long on the floor"]),
        ("single-knee", ["both hands clasped on the right shin, below the knee"]),
        ("hands-and-knees-from-chair", ["toes tucked under"]),
        ("one-knee-at-chair", ["toes of the right foot tucked under"]),
        ("side-lying-turn-half", ["right arm reaching across the chest"]),
        ("half-pigeon", ["right hand on the right thigh"]),
        ("one-knee-at-chair", ["left hand on the left thigh, near the knee"]),
        ("half-pigeon-knee", ["left knee bent, foot in the air"]),
        ("half-pigeon", ["right ankle on the left thigh"]),
        ("deep-gluteal-shins", ["right knee crossed over the left"]),
        ("deep-gluteal-shins", ["right hand on the left shin, near the ankle"]),
        ("gluteal-massage", ["both knees bent, feet in the air", "a hand on each knee"]),
        ("hamstring", ["right leg straight up", "strap round the right foot, in the left hand"]),
        ("inner-thigh", ["right leg straight, to the right, foot about 40 cm above the floor"]),
        ("inner-thigh", ["face to the left"]),
        ("bound-angle", ["soles together, knees out to the sides"]),
        ("twist", ["both knees to the right, on the floor", "face to the left"]),
        ("twist-cushion", ["both knees to the right", "cushion under the right knee"]),
        ("core-right", ["both knees to the right, not as far as the floor"]),
        ("core-right", ["both shoulders on the floor"]),
        ("core-nearer-right", ["both knees a little to the right, in the air"]),
        ("rest-bolster", ["both knees half bent, heels on the floor", "bolster under the knees"]),
        ("legs-up-wall", ["both legs straight, heels on the wall", "hips close to the wall"]),
        ("legs-up-wall-easier", ["both legs straight, slanted up to the wall, heels on it"]),
        ("legs-up-wall-easier", ["hips about 40 cm from the wall"]),
        ("legs-up-wall-bent", ["both knees bent, feet on the wall"]),
        ("side-lying", ["knees bent, one foot on the other", "cushion between the knees"]),
        ("chair-forward-fold", ["head hanging"]),
        ("long-rest", ["palms up", "eyes closed"]),
        ("chair-figure-four", ["sit on a chair, and bend forward"]),
        ("chair-figure-four", ["right ankle on the left thigh"]),
        ("kneeling-at-chair", ["kneel upright", "right hand on the seat of the chair"]),
        ("one-knee-at-chair", ["kneel on the right knee, left foot on the floor"]),
        ("prone-elbows", ["lie on your front, up on the elbows, hips on the floor"]),
        ("childs-pose", ["kneel, and take the hips back toward the heels"]),
        ("childs-pose", ["arms ahead on the floor"]),
        ("hands-and-knees", ["hands below the shoulders, knees below the hips"]),
        ("hips-up", ["lie on your back, hips lifted a little"]),
        ("bridge-up", ["lie on your back, hips lifted in line with shoulders and knees"]),
        ("core", ["both knees above the hips, lower legs level"]),
        ("knees-in", ["both knees bent, feet in the air"]),
        ("leg-raise-up", ["right leg straight, off the floor", "both knees at the same height"]),
        ("chair-sit", ["sit on a chair"]),
        ("chair-sit-back", ["sit on a chair, and lean against its back"]),
        ("bird-dog", ["right leg straight back, off the floor", "left arm straight ahead"]),
        ("bird-dog-toes", ["right leg straight back, toes on the floor"]),
        ("prone-elbows-low", ["come onto forearms and knees, hips halfway down to the floor"]),
        ("hands-and-knees-low", ["arms ahead on the floor"]),
        ("childs-pose", ["forehead on the floor"]),
        ("childs-pose-cushion-ready", ["come onto hands and knees", "cushion on the calves"]),
        ("side-lying-turn-half", ["roll halfway from the back onto the left side"]),
        ("chair-figure-four", ["left hand on the right shin, near the ankle"]),
        ("chair-forward-fold", ["feet wide apart", "a hand on each shin, near the ankle"]),
        ("hands-and-knees-elbow-right", ["lie on the right side, up on the elbow"]),
        (
            "hands-and-knees-side-right",
            ["both legs folded on the floor", "leaning on both hands"],
        ),
        ("iliotibial-band", ["right leg straight up, foot about 10 cm to the left"]),
        ("iliotibial-band-nearer", ["right leg straight up"]),
        ("inner-thigh-turned", ["right leg straight up", "toes of the right foot turned out"]),
        ("hamstring", ["right hand at the right hip, thumb in the crease"]),
        ("clamshell-open", ["right knee lifted, feet still together"]),
        ("wipers", ["both knees bent, feet flat on the floor", "feet wide apart"]),
        ("bound-angle", ["a cushion under each knee"]),
        ("bound-angle-ready", ["two cushions ready, one on each side"]),
        ("side-lying-head", ["cushion under the head"]),
        ("_side-lying-second", ["cushion under the head", "cushion ready in front of the knees"]),
        ("clamshell-ready", ["cushion ready at the left, beside the head"]),
        ("rest-bolster-under", ["bolster on the floor, under the bent knees"]),
        ("childs-pose-cushion", ["cushion between hips and heels"]),
        ("prone", ["forehead on the hands"]),
        ("pelvic-tilt", ["arms on the floor, hands beside the head"]),
        ("wipers", ["arms on the floor, elbows bent out to the sides"]),
        ("dead-bug-reach", ["right leg reaching away, knee a little bent, just off the floor"]),
        ("cat-cow", ["come onto hands and knees"]),
        ("rising-from-chair", ["rise from the chair, bent forward"]),
    ],
)  # fmt: skip
def test_a_pose_is_told_by_how_it_lies_and_what_it_rests_on(name: str, words: list[str]) -> None:
    assert set(words) <= set(words_of(name))


def test_who_leans_on_one_hand_is_told_which() -> None:
    text = "title: Leaning\nlike: hands-and-knees-side-right\nleft_hand: {on: left knee}\n"
    (words,) = description_of([scene_of(read_stance("leaning", text))])
    assert "leaning on the right hand" in words


def test_arms_that_hang_beside_the_feet_are_told() -> None:
    hands = "".join(
        f"{side}_hand: {{at: [-0.16, {across}, 0.125], palm: {palm}, fingers: [0.05, 0, -1]}}\n"
        for side, across, palm in (("right", 0.33, "left"), ("left", -0.33, "right"))
    )
    chair = "props: [{what: chair, at: [-0.68, 0, 0]}]\n"
    of = read_stance("hanging", f"title: Hanging\nlike: chair-forward-fold\n{hands}{chair}")
    (words,) = description_of([scene_of(of)])
    assert "arms hanging down, hands beside the feet" in words


@pytest.mark.parametrize("name", stance_names())
def test_the_other_side_has_the_same_words_with_right_and_left_exchanged(name: str) -> None:
    swapped = [
        {re.sub(r"\b(right|left)\b", lambda found: OTHER_SIDE[found[0]], one) for one in step}
        for step in steps_of(name, "right")
    ]
    assert [{*step} for step in steps_of(name, "left")] == swapped


def test_the_ends_of_a_movement_are_told_as_steps() -> None:
    assert steps_of("bridge") == [
        (
            "lie on your back",
            "both knees bent, feet flat on the floor",
            "arms on the floor, a little away from the body",
        ),
        ("lift the hips in line with shoulders and knees",),
    ]
    assert steps_of("wipers-smaller")[1][0] == "let both knees lean a little to the right"
    assert steps_of("cat-cow-smaller") == [
        ("come onto hands and knees", SQUARE),
        ("round the back up a little, head down",),
        ("let the back go a little hollow, head up",),
    ]
    assert steps_of("neck-turn")[1:] == [
        ("roll the head to the right",),
        ("roll the head to the left",),
    ]
    assert steps_of("leg-raise")[1] == (
        "lift the right leg, straight, off the floor",
        "stop when both knees are at the same height",
        "keep the low back down",
    )
    assert steps_of("wipers")[1:] == [
        (
            "let both knees lean to the right, about halfway to the floor",
            "keep shoulders and feet on the floor",
        ),
        ("let both knees lean to the left, about halfway to the floor",),
    ]
    assert steps_of("cat-cow") == [
        ("come onto hands and knees", SQUARE),
        ("round the back up, head down",),
        ("let the back go hollow, head up",),
    ]


def test_a_heel_that_is_on_the_floor_before_and_after_slides() -> None:
    half = "slide the right heel along the floor until the knee is half bent"
    assert steps_of("heel-slide-half")[1] == (half,)
    long = "slide the right heel along the floor until the leg is long"
    assert steps_of("heel-slide")[1] == (long,)
    assert "slide both heels along the floor until the legs are long" in steps_of("legs-long")[1]
    for name in ("leg-raise", "bridge", "knees-in", "half-pigeon-away"):
        assert not any("slide" in one for step in steps_of(name) for one in step), name


def test_a_step_says_what_to_do_and_not_how_the_body_is_then() -> None:
    assert steps_of("strap-round-foot")[1] == (
        "lift the right foot off the floor, knee bent",
        "put the strap round the right foot, and hold it in both hands",
    )
    assert "hold the strap in the left hand" in steps_of("hamstring")[2]
    assert steps_of("dead-bug-easier")[2] == (
        "put the right foot down, flat on the floor, knee bent",
        "keep the low back down",
    )
    assert steps_of("prone")[1][0] == "roll halfway onto your front"
    assert steps_of("prone")[2][0] == "roll on, onto your front"
    assert steps_of("prone-elbows-low")[1][0] == "go down onto the forearms, hips up"
    assert steps_of("prone-elbows-low")[2] == ("let the hips sink halfway down to the floor",)
    assert steps_of("legs-up-wall-near")[1] == ("lift the hips a little",)
    assert steps_of("chair-figure-four")[3] == ("bend forward on the chair",)
    assert steps_of("childs-pose")[1] == ("move the knees wide apart, toes together",)


@pytest.mark.parametrize("text", ACTIONS)
def test_an_action_begins_with_what_to_do(text: str) -> None:
    assert ACTIONS[text].split()[0].rstrip(",") in VERBS


@pytest.mark.parametrize("name", stance_names())
def test_every_word_of_a_later_step_is_an_action(name: str) -> None:
    for step in steps_of(name)[1:]:
        for one in step:
            assert one.split()[0].rstrip(",") in VERBS or " ready" in one or "about" in one, one


def test_a_first_step_that_is_hard_to_take_up_tells_how_one_comes_there() -> None:
    of = stance("hamstring")
    leads = [scene_of(stance(name)) for name in lead_to(of)]
    (words,) = description_of([scene_of(stance("hamstring-two-hands"))], leads[:-1])
    assert words == (
        "lie on your back",
        "both knees bent, feet flat on the floor",
        "arms at the sides",
        "lift the right foot off the floor, knee bent",
        "put the strap round the right foot, and hold it in both hands",
        "put the low block under the head",
        "let out more strap",
        "bring the right leg straight up",
        "slide the left heel along the floor until the leg is long",
    )


@pytest.mark.parametrize("name", stance_names())
def test_a_way_into_a_pose_begins_with_a_body_that_rests(name: str) -> None:
    of = stance(name)
    names = lead_to(of)
    # a stance of a movement may have nothing before the movement's own
    assert names == of.file.starts or comes_to_rest(scene_of(of.stances[names[0]]))


def test_a_stance_without_a_way_has_that_of_the_one_it_is_like() -> None:
    assert lead_to(stance("core-nearer")) == lead_to(stance("core"))


def test_a_leg_that_is_there_already_is_not_told_again() -> None:
    assert steps_of("knees-in")[2] == (
        "lift the left foot off the floor, knee bent",
        "put a hand on each knee",
    )
    assert steps_of("dead-bug")[1][0] == "bring the left knee above the hip, lower leg level"


def test_toes_that_are_stretched_back_are_not_said_to_be_tucked_under() -> None:
    for name in ("hands-and-knees", "kneeling", "bird-dog-toes"):
        assert not any("tucked" in one for one in words_of(name)), name


def test_a_leg_that_hovers_is_not_said_to_lie() -> None:
    low = draft(
        "low",
        "title: A leg just off the floor\nlike: start\n"
        "right_leg: {knee: [0.40, 0.1, 0.19], shin: [1, 0, 0.2], foot: square}\n",
    )["low"]
    (texts,) = description_of([scene_of(low)])
    assert "right leg straight, off the floor" in texts
    assert "left knee bent, foot flat on the floor" in texts


def test_a_raised_leg_whose_knee_is_a_little_bent_is_not_called_straight() -> None:
    leg = "right_leg: {ankle: [0.41, 0.11, 0.78], knee_toward: [-0.6, 0, 0.6], foot: square}\n"
    bent = draft("bent", f"title: A soft knee\nlike: hamstring\n{leg}")["bent"]
    (texts,) = description_of([scene_of(bent)])
    assert "right leg up, knee a little bent" in texts


def test_each_step_tells_only_what_is_new_in_it() -> None:
    assert steps_of("half-pigeon-shin") == [
        (
            "lie on your back",
            "right ankle on the left thigh",
            "left knee bent, foot flat on the floor",
            "arms at the sides",
        ),
        (
            "lift the left foot off the floor, knee bent",
            "put the right arm through the gap between the legs",
            "clasp both hands behind the left thigh",
        ),
        ("clasp both hands on the left shin, below the knee",),
    ]


@pytest.mark.parametrize("name", stance_names())
def test_no_step_is_without_words(name: str) -> None:
    assert all(steps_of(name))


def test_what_comes_nearer_is_told_where_no_other_word_tells_steps_apart() -> None:
    assert steps_of("knees-rock")[2] == (
        "move the knees away from the chest until they are above the hips",
    )
    assert steps_of("half-pigeon-away")[2][0] == "put the left foot farther from the hips"
    assert steps_of("strap-on")[2] == (
        "let out more strap",
        "bring the right knee above the hip, lower leg level",
    )
    assert "bring the hips close to the wall" in steps_of("legs-up-wall-near")[2]


def test_feet_come_wide_apart_before_the_body_bends_forward() -> None:
    assert steps_of("chair-forward-fold")[1][:2] == (
        "put the feet wide apart",
        "bend forward on the chair",
    )


def test_a_strap_is_let_out_before_the_leg_goes_on() -> None:
    assert steps_of("hamstring-lower")[2][:2] == (
        "let out more strap",
        "straighten the right leg, off the floor",
    )


def test_a_low_back_is_called_flat_only_where_it_arches_too() -> None:
    flat, arched = steps_of("pelvic-tilt")
    assert "low back flat on the floor" in flat
    assert "arch the low back, off the floor" in arched
    assert not any("low back" in one for one in words_of("start"))


def test_an_arm_under_the_head_is_told_once() -> None:
    words = words_of("side-lying-turn")
    assert "head on the left arm" in words
    assert not any(one.startswith("left arm") for one in words)


def test_hips_that_come_down_again_are_told() -> None:
    first, second, third = steps_of("hips-aside")
    assert first[0] == "lie on your back, hips lifted a little"
    assert second == ("move the hips a little to the left",)
    assert third == ("lower the hips again",)


def test_a_thing_is_ready_before_anything_lies_on_it() -> None:
    ready, *_under, rests = steps_of("rest-bolster")
    assert "bolster ready at the right, beside the hips" in ready
    assert "lay the knees over the bolster" in rests


def test_hands_are_told_together_only_where_they_do_the_same() -> None:
    assert hold_words("right knee", "left knee") == ["a hand on each knee"]
    assert hold_words("left shin", "right shin") == [
        "right hand on the left shin, below the knee",
        "left hand on the right shin, below the knee",
    ]
    clasped = "both hands clasped on the left shin, below the knee"
    assert hold_words("left shin", "left shin") == [clasped]
    assert hold_words("right hip crease", "left knee") == [
        "right hand at the right hip, thumb in the crease",
        "left hand on the left knee",
    ]
    assert hold_words("", "left knee") == ["left hand on the left knee"]
    assert hold_words("", "") == []


def test_every_place_has_words_for_both_and_for_each_side() -> None:
    for place in (*LegPlace, *ArmPlace):
        both, right, left = place.value
        assert right.startswith(("right", "leaning on the right"))
        assert left == right.replace("right", "left", 1)
        assert both not in (right, left)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("", (3, 2, 1)),
        ("out: [[single-knee-easier], [start]]\n", (3, 2, 1)),
        ("out: [[start]]\n", (3, 1)),
        ("out: [[single-knee-easier]]\n", (3, 2, 1)),
        ("out: [[knees-in]]\n", (3, 2, 1)),
        ("out: [[legs-long]]\n", ()),
    ],
)
def test_a_pose_is_left_through_the_pictures_on_its_way_out(
    written: str, numbers: tuple[int, ...]
) -> None:
    text = f"title: Knee\nlike: single-knee\nfrom: [start, single-knee-easier]\n{written}"
    assert steps_back(draft("knee", text)["knee"], 2) == numbers


def test_a_practice_that_goes_on_from_a_start_leaves_the_pose_through_it() -> None:
    assert stance("iliotibial-band").file.out == [["hamstring-middle"]]
    assert steps_back(stance("iliotibial-band"), 2) == (3, 2, 1)
    assert steps_back(stance("inner-thigh"), 1) == (2, 1)


def test_a_pose_that_its_way_out_does_not_leave_is_left_as_it_was_taken_up() -> None:
    assert steps_back(stance("gluteal-massage"), 1) == (2, 1)
    assert steps_back(stance("hands-and-knees-from-chair"), 2) == (3, 2, 1)


def test_a_way_out_over_other_stances_is_told_in_words() -> None:
    low = "come onto forearms and knees, hips up"
    far = "come onto hands and knees"
    assert way_out(stance("prone-elbows"), "right") == (low, far)
    assert way_out(stance("legs-up-wall"), "right") == (
        "bend both knees, feet on the wall",
        "move the hips to about 40 cm from the wall",
        "move away from the wall, put one foot after the other on the floor, knees bent",
    )


def test_a_pose_whose_way_out_leads_on_to_another_one_is_left_as_it_was_taken_up() -> None:
    assert stance("hamstring").file.out == [["hamstring-lower"]]
    assert steps_back(stance("hamstring"), 2) == (3, 2, 1)


def test_a_start_that_a_picture_has_no_room_for_is_no_step_back() -> None:
    assert steps_back(stance("single-knee"), 1) == (2, 1)
    assert steps_back(stance("happy-baby"), 1) == ()


def test_a_start_that_was_taken_up_over_another_is_left_over_it() -> None:
    """The numbers 4, 3 and 1 stood before words of the elbow, which is 2."""
    assert steps_back(stance("hands-and-knees"), 3) == (4, 3, 2, 1)
    assert steps_back(stance("bird-dog"), 2) == (3, 1)
