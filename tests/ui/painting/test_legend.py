"""The legend says what the signs of a still picture mean, and only those that it has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from msgspec import structs
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from supine.core.sequence import Direction, Side
from supine.figure.movement import started, still_scene_of
from supine.figure.panels import Sign
from supine.figure.posture import other_part
from supine.figure.stance import ALTERNATIVES, WordsSpec
from supine.figure.stances import Stance, draft
from supine.figure.stances import stance as shipped
from supine.resources import stance_names
from supine.settings.startup_theme import ThemeName
from supine.ui.painting.caption import (
    Caption,
    Detail,
    Step,
    caption_fits,
    caption_lines,
    caption_of,
    legend_of,
    paint_caption,
    rows_of,
)
from supine.ui.painting.figure_file import words_below as words_below_picture
from supine.ui.painting.legend import (
    ROW,
    Entry,
    fitted,
    fitting_size,
    legend_height,
    paint_legend,
    sentence,
)
from supine.ui.theme import theme
from tests.helpers import contrast


def stance(name: str) -> Stance:
    """Return a stance of the program without words of its own: those found from it are tested."""
    found = shipped(name)
    return replace(found, file=structs.replace(found.file, words=None))


def words_below(name: str, side: Side = "right") -> list[str]:
    """Return what the signs of a large picture of a stance mean, in words below it."""
    return texts_of(stance(name), side)


def texts_of(found: Stance, side: Side = "right") -> list[str]:
    """Return the same of a stance itself."""
    return [one.text for one in entries_of(found, side) if one.sign]


def entries_below(name: str, side: Side = "right") -> tuple[Entry, ...]:
    """Return the legend below a large picture of a stance."""
    return entries_of(stance(name), side)


def entries_of(found: Stance, side: Side = "right") -> tuple[Entry, ...]:
    """Return the same of a stance itself."""
    return legend_of(still_scene_of(found, side=side, lettered=True), found, 900.0, 560.0)


@pytest.mark.parametrize(
    ("name", "side", "text"),
    [
        ("hamstring", "right", "first the right leg, later the left"),
        ("hamstring", "left", "second side: the left leg"),
        ("bird-dog", "right", "first right leg and left arm, coloured, later the others"),
        ("dead-bug", "left", "second side: left leg and right arm, coloured"),
        ("twist", "right", "first the knees to the right, later to the left"),
        ("twist", "left", "second side: the knees to the left"),
    ],
)
def test_the_letter_of_a_side_names_what_works(name: str, side: Side, text: str) -> None:
    assert text in words_below(name, side)


@pytest.mark.parametrize("name", stance_names())
def test_the_other_side_has_the_same_words_with_right_and_left_exchanged(name: str) -> None:
    """Only the letter says more: which side comes first."""
    found, texts = stance(name), {}
    sides: tuple[Side, Side] = ("right", "left")
    for side in sides:
        scene = started(still_scene_of(found, side=side), found)
        entries = legend_of(scene, found, 900.0, 560.0)
        texts[side] = [one.text for one in entries if one.sign is not Sign.SIDE]
    swapped = [
        re.sub(r"\b(right|left)\b", lambda word: other_part(word[0]), text)
        for text in texts["right"]
    ]
    assert texts["left"] == swapped


def test_what_is_held_is_not_said_to_move() -> None:
    assert words_below("hamstring")[0] == "stay like this, and breathe calmly"
    assert words_below("bridge") == [
        "go from 1 to 2, and back",
        "hips: this way to the next picture, slowly, only as far as is easy",
    ]


def test_a_step_of_a_movement_is_not_said_to_be_held() -> None:
    found = stance("heel-slide-out")
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 560.0)
    texts = [one.text for one in entries if one.sign]
    assert "go slowly from 1 to 2, and back" in texts
    assert not any("stay" in text for text in texts)


def test_a_step_of_a_movement_says_only_once_that_it_goes_back() -> None:
    for name in ("bridge-half", "heel-slide-half", "dead-bug-easier-tap"):
        found = stance(name)
        entries = legend_of(started(still_scene_of(found), found), found, 900.0, 560.0)
        assert sum("back" in one.text for one in entries if one.sign) == 1, name


def test_the_breath_is_told_once() -> None:
    for name in ("arms-overhead", "cat-cow", "pelvic-tilt"):
        assert sum("breath" in text for text in words_below(name)) == 1, name


def test_a_ghost_from_which_a_held_pose_comes_is_not_called_another_end() -> None:
    assert words_below("inner-thigh") == [
        "stay like this, hold the strap lightly, and breathe calmly",
        "first the right leg, later the left",
        "move the right leg to the right, as far as is easy",
    ]


def test_a_thigh_that_a_hand_keeps_down_is_told() -> None:
    text = "title: Down\nlike: inner-thigh\ndoes: [{press: left thigh, toward: down}]\n"
    pressed = "left hand on the left thigh: press gently toward the floor, stop if it hurts"
    assert pressed in texts_of(draft("down", text)["down"])


def test_a_low_back_that_only_goes_down_is_said_to() -> None:
    found = stance("pelvic-tilt-flat")
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 560.0)
    assert any(one.text.startswith("low back down, flat on the floor") for one in entries)


def test_a_hand_that_presses_a_chair_is_named() -> None:
    pressed = "hand on the seat of the chair: press gently down, stop if it hurts"
    assert f"right {pressed}" in texts_of(leaning("rising-from-chair"))
    assert f"left {pressed}" in texts_of(leaning("rising-from-chair"), "left")
    floor = "right hand on the floor: press gently down, stop if it hurts"
    assert floor in texts_of(leaning("hands-and-knees-side-right"))


def leaning(name: str) -> Stance:
    """Return a stance in which the right hand presses what it is on."""
    text = f"title: Lean\nlike: {name}\ndoes: [{{press: right hand, toward: down}}]\n"
    chair = "props: [{what: chair, at: [-0.68, 0, 0]}]\n" if "chair" in name else ""
    return draft("lean", text + chair)["lean"]


@pytest.mark.parametrize(
    ("direction", "clockwise"), [("clockwise", False), ("anticlockwise", True)]
)
def test_the_ring_of_a_legend_goes_round_as_that_in_the_picture(
    direction: Direction, clockwise: bool
) -> None:
    """It is as the person sees it, so from above it looks the other way round."""
    found = stance("gluteal-massage")
    scene = still_scene_of(found, side=None, direction=direction)
    (ring,) = [e for e in legend_of(scene, found, 900.0, 560.0) if e.sign is Sign.RING]
    assert ring.clockwise is clockwise


def test_a_strap_that_nothing_pulls_is_held_lightly() -> None:
    assert (
        words_below("strap-on")[0] == "stay like this, hold the strap lightly, and breathe calmly"
    )
    assert words_below("hamstring")[0] == "stay like this, and breathe calmly"


def test_a_strap_is_held_lightly_in_the_last_of_four_pictures_too() -> None:
    """Of three starts a legend knew nothing, and made no picture."""
    text = "title: Mine\nlike: inner-thigh\nfrom: [start, strap-on, inner-thigh-braced]\n"
    found = draft("mine", text)["mine"]
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert "stay in 4, hold the strap lightly, and breathe calmly" in [one.text for one in entries]


def test_the_letter_means_the_foot_in_the_strap_also_where_the_other_leg_moves() -> None:
    assert "strap: first right foot, later left" in words_below("strap-leg-long")
    assert "second side: strap round the left foot" in words_below("strap-leg-long", "left")
    assert "first the right leg, later the left" in words_below("half-pigeon")


def test_hips_and_low_backs_are_named_since_they_move_little() -> None:
    assert any(
        text.startswith("low back: move from the dashed line")
        for text in words_below("pelvic-tilt")
    )
    assert any(text.startswith("move from the dashed line") for text in words_below("cat-cow"))


@pytest.mark.parametrize(
    ("name", "side", "text"),
    [
        ("iliotibial-band", "right", "move the right leg to the left"),
        ("iliotibial-band", "left", "move the left leg to the right"),
        ("iliotibial-band-nearer", "right", "move the right leg to the left"),
        ("hips-up", "right", "move the hips up"),
        ("chair-figure-four", "right", "move the upper body forward"),
        ("strap-leg-long", "right", "slide the left leg away from the head, along the floor"),
        ("inner-thigh-turned", "left", "move the toes of the left foot to the left"),
    ],
)
def test_a_way_is_told_by_what_goes_and_where_to(name: str, side: Side, text: str) -> None:
    """Across the body and down toward the feet look alike in a picture seen from aside."""
    assert f"{text}, as far as is easy" in words_below(name, side)


def test_a_leg_that_goes_behind_hands_and_knees_goes_back() -> None:
    text = "title: Back\nlike: bird-dog-toes\ngoes_from: hands-and-knees\n"
    of = draft("back", text)["back"]
    found = [one.text for one in legend_of(still_scene_of(of), of, 900.0, 560.0)]
    assert "move the right leg back, as far as is easy" in found


def test_a_press_that_is_repeated_lets_go() -> None:
    assert words_below("thumps-press") == ["both heels: press gently toward the floor, then let go"]
    pressed = "right hand on the right thigh: push gently toward the feet"
    assert f"{pressed}, stop if it hurts" in words_below("half-pigeon")


@pytest.mark.parametrize(
    ("name", "side", "text"),
    [
        ("single-knee-easier", "left", "both hands clasped behind the left thigh: pull gently"),
        ("hamstring", "right", "strap in the left hand: pull gently toward you"),
        (
            "hamstring",
            "left",
            "left hand at the left hip, thumb in the crease: push gently toward the feet",
        ),
        ("deep-gluteal-feet", "right", "a hand on each foot: pull gently apart"),
        ("happy-baby-easier", "right", "a hand behind each thigh: pull gently toward the shou"),
    ],
)
def test_a_force_is_told_by_its_hands_and_its_direction(name: str, side: Side, text: str) -> None:
    assert any(one.startswith(text) for one in words_below(name, side))


def test_hands_that_no_side_is_told_of_are_not_named() -> None:
    """A pose that is done on both sides has no letter, so that right and left would be wrong."""
    found = stance("half-pigeon")
    scene = still_scene_of(found, side="left", lettered=False)
    texts = [one.text for one in legend_of(scene, found, 900.0, 560.0)]
    assert "push gently, stop if it hurts" in texts


def test_what_has_no_plain_words_is_only_called_a_pull() -> None:
    text = "title: Own\nlike: single-knee\ndoes: [{pull: right knee, toward: face}]\n"
    found = draft("own", text)["own"]
    texts = [one.text for one in legend_of(still_scene_of(found), found, 900.0, 560.0)]
    assert "pull gently, only as far as is easy" in texts


def test_a_start_is_explained_before_all_else() -> None:
    found = stance("single-knee-easier")
    scene = started(still_scene_of(found), found)
    entries = legend_of(scene, found, 900.0, 560.0)
    assert [one.text for one in entries] == [
        "go slowly to 2, stay there, and breathe calmly",
        "first the right leg, later the left",
        "both hands clasped behind the right thigh: "
        "pull gently toward the chest, only as far as is easy",
        "you may feel a gentle stretch in the low back and the right buttock",
        "come out the same way, slowly",
    ]
    assert entries[0].ends == 2


def test_the_arrow_of_a_thing_that_lies_ready_says_to_put_it_there() -> None:
    for name, told in (("side-lying", True), ("clamshell", True), ("chair-sit-back", False)):
        found = stance(name)
        scene = started(still_scene_of(found), found)
        texts = [one.text for one in legend_of(scene, found, 900.0, 560.0)]
        assert texts.count("put it there") == told, name


def test_a_strap_that_lies_ready_goes_round_the_foot() -> None:
    found = stance("strap-on")
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert [one.text for one in entries if one.sign is Sign.PUT] == ["put it round the foot"]


def test_the_arrow_of_hips_in_a_start_is_told_by_its_step_alone() -> None:
    found = stance("knees-in-aside")
    scene = started(still_scene_of(found), found)
    assert Sign.WAY not in {one.sign for one in legend_of(scene, found, 900.0, 620.0)}
    assert "move the hips a little to the left" in captioned("knees-in-aside")[0].phrases


def test_how_far_to_go_is_said_once() -> None:
    for name in ("twist", "half-pigeon-knee", "iliotibial-band"):
        found = stance(name)
        entries = legend_of(started(still_scene_of(found), found), found, 900.0, 560.0)
        assert sum("as far as is easy" in one.text for one in entries) == 1, name


def easily(name: str) -> bool:
    """Return whether the words below a pose with its starts say to go only as far as is easy."""
    return is_easy(stance(name))


def is_easy(found: Stance) -> bool:
    """Return the same of a stance itself."""
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    return any("as far as is easy" in one.text for one in entries)


@pytest.mark.parametrize("name", ["bird-dog", "childs-pose", "bound-angle", "half-pigeon-crossed"])
def test_a_limb_that_goes_far_goes_only_as_far_as_is_easy(name: str) -> None:
    assert easily(name)


@pytest.mark.parametrize(
    "name",
    [
        "long-rest",
        "hands-and-knees-from-chair",
        "kneeling",
        "prone",
        "side-lying",
    ],
)
def test_a_body_that_rests_needs_no_such_words(name: str) -> None:
    assert not easily(name)


@pytest.mark.parametrize("name", ["iliotibial-band-strap", "inner-thigh-hand"])
def test_a_hand_that_only_lets_go_needs_no_such_words(name: str) -> None:
    text = f"title: Hand\nlike: {name}\nfrom: hamstring-two-hands\n"
    assert not is_easy(draft("hand", text)["hand"])


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(
    ("turn", "told"), [(84, ["seen from the feet"]), (-80, ["seen from the head"]), (10, [])]
)
def test_a_closer_view_from_another_side_than_its_pose_says_from_where(
    turn: int, told: list[str], side: Side
) -> None:
    """What is up in it was taken for what is up in the pose."""
    text = "title: Near\nlike: half-pigeon-knee\nfrom: half-pigeon-crossed\n"
    near = f"closer: {{on: left thigh, width: 0.62, turn: {turn}, rise: 42}}\n"
    found = draft("near", text + near)["near"]
    scene = started(still_scene_of(found, side=side), found)
    entries = legend_of(scene, found, 900.0, 560.0)
    assert [one.text for one in entries if one.sign is Sign.CLOSER] == told


@pytest.mark.parametrize(("name", "cm"), [("gluteal-massage", 30), ("sacral-massage", 15)])
def test_a_circle_is_told_by_its_breadth_and_goes_both_ways_round(name: str, cm: int) -> None:
    (text,) = [one.text for one in entries_below(name) if one.sign is Sign.RING]
    assert f"each about {cm} cm from side to side" in text
    assert text.endswith("then the other way")


def test_several_starts_are_told_in_their_order() -> None:
    found = stance("hands-and-knees")
    scene = started(still_scene_of(found), found)
    first, *_others = legend_of(scene, found, 900.0, 560.0)
    assert (first.text, first.ends) == (
        "go slowly to 4, stay there, and breathe calmly",
        4,
    )
    found = stance("hands-and-knees-from-chair")
    scene = started(still_scene_of(found), found)
    fewer, *_others = legend_of(scene, found, 440.0, 280.0, detail=Detail.SIGNS)
    assert (fewer.text, fewer.ends) == ("start as in 1, then go slowly to 2", 2)


@pytest.mark.parametrize(
    ("name", "numbers", "text"),
    [
        ("single-knee", (3, 2, 1), "come out the same way, slowly"),
        ("hands-and-knees-from-chair", (4, 3, 2, 1), "come out the same way, slowly"),
        ("bird-dog", (3, 1), "come out slowly, back to 1"),
        ("happy-baby", (3, 1), "come out slowly, back to 1"),
        ("twist", (3, 2, 1), "come out the same way, slowly"),
    ],
)
def test_the_last_line_says_how_one_comes_out(
    name: str, numbers: tuple[int, ...], text: str
) -> None:
    found = stance(name)
    *_others, last = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert (last.text, last.discs) == (text, numbers)


@pytest.mark.parametrize(
    ("name", "stops"),
    [
        ("rest-bolster", ("slide both feet back until they stand flat, knees bent",)),
        ("dead-bug-easier", ("put one foot after the other on the floor, knees bent",)),
    ],
)
def test_a_pose_that_is_left_another_way_says_which_way(name: str, stops: tuple[str, ...]) -> None:
    found = stance(name)
    *_others, last = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert last.text == "come out slowly"
    assert last.more == stops


@pytest.mark.parametrize("name", ["cat-cow", "sacral-massage", "gluteal-massage"])
def test_a_movement_with_a_start_is_left_through_it(name: str) -> None:
    found = stance(name)
    *_others, last = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert (last.text, last.discs) == ("come out the same way, slowly", (2, 1))


@pytest.mark.parametrize("name", ["bridge", "heel-slide-out"])
def test_a_movement_that_ends_where_it_begins_has_no_words_of_a_way_out(name: str) -> None:
    found = stance(name)
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert not any("come out" in one.text for one in entries)


@pytest.mark.usefixtures("qapp")
def test_words_of_a_way_out_go_on_in_the_next_row_or_are_left_out_where_they_are_too_wide() -> None:
    out = Entry(Sign.START, "come out slowly", numbers=(2,), more=("bend both knees", "roll over"))
    side = Entry(Sign.SIDE, "first " * 30, "right")
    assert fitted((side, out), 900.0, 13.0) == (side, out)
    first, second = fitted((out,), 280.0, 13.0)
    assert first.sentences == "Come out slowly. Bend both knees."
    assert (second.sentences, second.sign) == ("Roll over.", None)
    assert legend_height((first, second), 280.0, 13.0) == pytest.approx(2 * ROW * 13.0)
    assert fitted((side, out), 80.0, 13.0) == (side,)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("name", "side", "text"),
    [
        ("hamstring", "right", "you may feel a gentle stretch in the back of the right thigh"),
        ("hamstring", "left", "you may feel a gentle stretch in the back of the left thigh"),
        # without a letter, and with a head alone that turns
        ("wipers-right", "left", "you may feel a gentle stretch in the low back and the right"),
        ("neck-turn-right", "right", "you may feel a gentle stretch in the left side of the neck"),
        ("neck-turn-right", "left", "you may feel a gentle stretch in the right side of the neck"),
        ("dead-bug", "right", "you may feel the belly work"),
    ],
)
def test_what_one_may_feel_is_told_of_the_side_that_is_drawn(
    name: str, side: Side, text: str
) -> None:
    (felt,) = [one.text for one in entries_below(name, side) if one.sign is None]
    assert felt.startswith(text)


def test_what_one_may_feel_is_told_before_how_one_comes_out() -> None:
    found = stance("single-knee")
    *_others, felt, out = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert felt.text == "you may feel a gentle stretch in the low back and the right buttock"
    assert out.text == "come out the same way, slowly"


@pytest.mark.usefixtures("qapp")
def test_words_of_what_one_may_feel_are_shorter_or_left_out_where_they_are_too_wide() -> None:
    felt = Entry(None, "feel " * 30, shorter=("feel " * 5,))
    (kept,) = fitted((felt,), 300.0, 13.0)
    assert kept.text == "feel " * 5
    assert fitted((felt,), 80.0, 13.0) == ()


@pytest.mark.usefixtures("qapp")
def test_how_one_comes_out_is_read_last() -> None:
    """It does not fill the room beside an earlier entry, as others do."""
    short, long = Entry(Sign.SIDE, "first", "right"), Entry(Sign.PULL, "pull gently " * 7)
    out = Entry(Sign.START, "come out", numbers=(2, 1))
    assert legend_height((short, long, out), 700.0, 17.0) == pytest.approx(3 * ROW * 17.0)
    assert legend_height((short, long, short), 700.0, 17.0) == pytest.approx(2 * ROW * 17.0)


@pytest.mark.usefixtures("qapp")
def test_the_rows_of_a_legend_are_about_as_long() -> None:
    found = stance("half-pigeon")
    scene = started(still_scene_of(found), found)
    entries = legend_of(scene, found, 900.0, 560.0, detail=Detail.SIGNS)
    assert len(entries) == 4
    image = QImage(560, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert legend_height(entries, image.width(), 14.0) == pytest.approx(2 * ROW * 14.0)
    with QPainter(image) as painter:
        paint_legend(painter, QRectF(image.rect()), entries, 14.0, theme("dawn"))
    lengths = []
    for rows in (range(22), range(22, 44)):
        inked = [x for x in range(560) if any(image.pixelColor(x, y) != "white" for y in rows)]
        lengths.append(max(inked) - min(inked))
    assert min(lengths) > 0.6 * max(lengths)


@pytest.mark.usefixtures("qapp")
def test_a_short_entry_fills_a_row_beside_another_one() -> None:
    found = stance("iliotibial-band")
    scene = started(still_scene_of(found), found)
    entries = legend_of(scene, found, 900.0, 620.0, detail=Detail.NAMED)
    assert len(entries) == 4
    assert legend_height(entries, 900.0, 17.0) == pytest.approx(3 * ROW * 17.0)
    assert legend_height(entries[1:], 900.0, 17.0) == pytest.approx(2 * ROW * 17.0)


def test_a_start_before_a_movement_has_a_number_of_its_own() -> None:
    found = stance("clamshell")
    scene = started(still_scene_of(found), found)
    first, moved, *_others = legend_of(scene, found, 900.0, 560.0)
    assert (first.text, first.first, first.ends) == ("start as in 1", 1, 1)
    assert (moved.text, moved.first, moved.ends) == ("go from 2 to 3, and back", 2, 3)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [440.0, 700.0])
@pytest.mark.parametrize("name", ["bird-dog", "half-pigeon", "arms-overhead", "cat-cow"])
def test_no_words_are_wider_than_the_picture(name: str, width: float) -> None:
    """A language may need half as many letters again, or twice."""
    entries = [
        one._replace(text=one.text * longer)
        for one in legend_of(
            still_scene_of(stance(name)), stance(name), 900.0, 560.0, detail=Detail.SIGNS
        )
        for longer in (1, 2)
    ]
    for one in entries:
        size = fitting_size((one,), width, 13.0)
        image = QImage(int(width) + 200, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            paint_legend(painter, QRectF(100, 0, width, 40), (one,), size, theme("dawn"))
        inked = [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y) != "white" for y in range(40))
        ]
        assert min(inked) >= 100
        assert max(inked) < 100 + width


def test_the_numbers_say_on_which_breath() -> None:
    assert words_below("arms-overhead")[0] == "go to 2 as you breathe in, to 1 as you breathe out"
    assert (
        words_below("wipers")[0] == "go to 2 as you breathe out, to 1 as you breathe in, then to 3"
    )


def test_hips_are_said_to_be_lifted_only_a_little() -> None:
    drop = "lift the hips about 5 cm, never higher, then let them drop onto the floor"
    assert drop in words_below("thumps")
    assert not any("drop" in one for one in words_below("bridge"))


def test_numbers_that_a_picture_has_no_room_for_are_not_named() -> None:
    found = stance("thumps")
    scene = still_scene_of(found, side="right")
    texts = [one.text for one in legend_of(scene, found, 440.0, 280.0, 30.0) if one.sign]
    assert texts == [
        "lift the hips about 5 cm, never higher, then let them drop onto the floor",
        "dashed line: the other end of the movement",
    ]


def test_a_small_picture_has_no_legend_and_no_caption() -> None:
    found = stance("bridge")
    scene = still_scene_of(found, side="right")
    assert legend_of(scene, found, 180.0, 100.0) == ()
    assert caption_of(scene, found, (180.0, 100.0), 0.0, ()) == ()


def captioned(name: str) -> Caption:
    """Return the caption of a large picture of a stance with its starts."""
    found = stance(name)
    scene = started(still_scene_of(found), found)
    return caption_of(scene, found, (900.0, 560.0), 0.0, legend_of(scene, found, 900.0, 560.0))


def test_a_caption_tells_step_by_step() -> None:
    first, second, third = captioned("half-pigeon-knee")
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert first.phrases[0] == "lie on your back"
    assert second.phrases[-1] == "put the right ankle on the left thigh"
    assert third.phrases[-1] == "clasp both hands behind the left thigh"


def test_a_thing_that_stays_ready_is_said_to_be_for_what_comes_later() -> None:
    first, last = captioned("twist-cushion-ready")
    assert "cushion ready at the right, beside the hips" in first.phrases
    assert last.phrases[-1] == "for later: cushion under the right knee"
    for name in ("side-lying", "side-lying-ready", "clamshell-ready", "strap-ready"):
        assert not any("later" in one for step in captioned(name) for one in step.phrases), name


def test_a_step_without_a_word_of_its_own_is_left_out() -> None:
    text = "title: Same\nlike: start\nfrom: start\n"
    found = draft("same", text)["same"]
    scene = started(still_scene_of(found), found)
    assert [one.number for one in caption_of(scene, found, (900.0, 560.0), 0.0, ())] == [1]


def test_an_end_that_only_a_closer_view_shows_is_told_too() -> None:
    _first, *turned = captioned("neck-turn")
    assert [(one.number, one.phrases) for one in turned] == [
        (2, ("roll the head to the right",)),
        (3, ("roll the head to the left",)),
    ]


def test_a_caption_without_steps_does_not_repeat_where_hands_pull() -> None:
    found = stance("half-pigeon-knee")
    scene = still_scene_of(found)
    (only,) = caption_of(scene, found, (900.0, 560.0), 0.0, legend_of(scene, found, 900.0, 560.0))
    assert "put the right ankle on the left thigh" in only.phrases
    assert "both hands clasped behind the left thigh" not in only.phrases


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [500.0, 900.0])
def test_a_caption_fills_few_lines_and_none_is_wider_than_the_picture(width: float) -> None:
    caption = captioned("twist")
    for step in caption:
        lines = caption_lines(step, width, 17.0)
        assert " ".join(lines) == " ".join(map(sentence, step.phrases))
    assert len(caption_lines(caption[0], 900.0, 17.0)) == 2
    assert len(caption_lines(caption[0], 500.0, 17.0)) == 3
    image = QImage(int(width) + 200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        rows = rows_of(caption, (), width, 17.0)
        paint_caption(painter, QRectF(100, 0, width, 200), caption, 17.0, theme("dawn"), rows)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != "white" for y in range(200))
    ]
    assert min(inked) >= 100
    assert max(inked) < 100 + width


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", get_args(ThemeName))
def test_the_sign_of_a_ghost_can_be_seen(name: ThemeName) -> None:
    colours = theme(name)
    for ground in (colours.background, colours.surface):
        image = QImage(200, 40, QImage.Format.Format_RGB32)
        image.fill(ground)
        with QPainter(image) as painter:
            # without words, the sign alone
            paint_legend(painter, QRectF(image.rect()), (Entry(Sign.GHOST, ""),), 20.0, colours)
        found = {image.pixelColor(x, y).name() for x in range(200) for y in range(40)}
        assert max(contrast(QColor(one), ground) for one in found) >= 2.5


WRITTEN = """\
title: Written
like: inner-thigh
from: inner-thigh-braced
goes_from: inner-thigh-up
does: [{press: left thigh, toward: down}]
words:
  steps:
    - Lie on your back. Bring the {right|left} leg up.
    - Let it go out to the {right|left}.
  hold: Stay there.
  moves: This far.
  press: Press the {left|right} thigh down. Stop if it hurts.
  out: Bring it up again. Then bend the knee.
"""


def written(
    width: float = 900.0, height: float = 620.0, side: Side = "right", text: str = WRITTEN
) -> tuple[list[tuple[int, str]], list[str]]:
    """Return the steps below a picture of a stance with words of its own, and its other rows."""
    of = draft("written", text)["written"]
    scene = started(still_scene_of(of, side=side), of)
    entries = legend_of(scene, of, width, height)
    caption = caption_of(scene, of, (width, height), 0.0, entries)
    steps = [(one.number, " ".join(map(sentence, one.phrases))) for one in caption]
    return steps, [one.sentences for one in entries]


def test_an_author_may_write_the_words_below_a_picture() -> None:
    steps, rows = written()
    assert steps == [
        (1, "Lie on your back. Bring the right leg up."),
        (2, "Let it go out to the right."),
    ]
    assert rows == [
        "Press the left thigh down. Stop if it hurts.",
        "This far.",
        "Stay there.",
        "First the right leg, later the left.",
        "You may feel a gentle stretch in the right inner thigh.",
        "Bring it up again. Then bend the knee.",
    ]


def test_written_words_are_said_of_the_other_side_in_its_mirror_picture() -> None:
    steps, rows = written(side="left")
    assert steps[1] == (2, "Let it go out to the left.")
    assert "Press the right thigh down. Stop if it hurts." in rows


def test_written_steps_to_pictures_without_room_are_told_with_the_first_that_is_shown() -> None:
    text = WRITTEN.replace("from: inner-thigh-braced\n", "")
    steps, _rows = written(text=text)
    told = "Lie on your back. Bring the right leg up. Let it go out to the right."
    assert steps == [(0, told)]


def test_where_fewer_steps_are_written_than_shown_the_first_are_found_from_the_drawing() -> None:
    first = "    - Lie on your back. Bring the {right|left} leg up.\n"
    steps, _rows = written(text=WRITTEN.replace(first, ""))
    assert [number for number, _words in steps] == [1, 2]
    assert "strap" in steps[0][1]
    assert steps[1][1] == "Let it go out to the right."


@pytest.mark.parametrize("name", ["dead-bug-easier-tap", "dead-bug-reach", "knees-rock-away"])
def test_a_written_movement_does_not_go_back_to_where_its_start_is_taken_up(name: str) -> None:
    found = shipped(name)
    entries = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    (start,) = [one for one in entries if one.sign is Sign.START and not one.numbers]
    assert start.discs == (2, 3)


def test_a_sign_with_an_empty_text_has_no_row_and_steps_say_how_far_one_goes() -> None:
    text = WRITTEN.replace("moves: This far.", 'moves: ""').replace("  hold: Stay there.\n", "")
    _steps, rows = written(text=text)
    assert "Stay in 2, and breathe calmly." in rows
    assert not any("far" in one for one in rows)


@pytest.mark.parametrize("name", ["core", "core-nearer"])
def test_a_written_way_out_has_no_number_where_no_picture_shows_a_start(name: str) -> None:
    found = shipped(name)
    *_others, last = legend_of(started(still_scene_of(found), found), found, 900.0, 620.0)
    assert last.sentences == "Way out: Set one foot down after the other."
    assert last.sign is None


@pytest.mark.usefixtures("qapp")
def test_a_written_sentence_that_is_too_long_is_broken_between_words() -> None:
    long = "and slowly let it go on ".join(["", "out to the side", "to the floor."])
    step = Step((f"Lie on your back {long}",))
    lines = caption_lines(step, 400.0, 17.0)
    assert len(lines) > 1
    assert " ".join(lines) == step.phrases[0]
    assert caption_fits((step,), 400.0, 17.0)


WORDED = [name for name in stance_names() if shipped(name).file.words]


@pytest.mark.parametrize("name", WORDED)
def test_written_words_are_those_of_the_other_side_in_a_mirror_picture(name: str) -> None:
    """A side outside braces would stay as it is, and be the wrong one."""
    words = structs.asdict(shipped(name).file.words or WordsSpec())
    for text in [*(words.pop("steps") or ()), *(one for one in words.values() if one)]:
        assert not re.search(r"\b(right|left)\b", ALTERNATIVES.sub("", text)), text
        # a small picture has fewer numbers
        assert not re.search(r"\d(?! cm)", text), text
        for one, other in ALTERNATIVES.findall(text.lower()):
            assert one != other, text
            assert one.replace("right", "left") == other.replace("right", "left"), text


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", WORDED)
def test_each_numbered_picture_has_its_written_step(name: str) -> None:
    of = shipped(name)
    caption = words_below_picture(started(still_scene_of(of), of), of, 900.0, 620.0).caption
    steps = (of.file.words or WordsSpec()).steps
    assert caption
    assert steps is None or len(caption) == len(steps)
