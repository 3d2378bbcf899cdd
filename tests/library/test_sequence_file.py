"""The shipped sequence says and does what was agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read, read_file
from supine.core.sequence import Sequence, every_pose
from supine.resources import stance_names

HOLDS = """\
Gluteal massage                         -      5 circles clockwise
Gluteal massage                         -      5 circles anticlockwise
Sacral massage                          -      5 circles clockwise
Sacral massage                          -      5 circles anticlockwise
Spinal twist                            right  5 breaths
Spinal twist                            left   5 breaths
Core strengthening and sacral massage   -     10 cycles
Hamstring and psoas stretch             right  5 breaths
Inner thigh stretch                     right  5 breaths
Iliotibial band stretch                 right  5 breaths
Hamstring and psoas stretch             right  3 breaths
Hamstring and psoas stretch             left   5 breaths
Inner thigh stretch                     left   5 breaths
Iliotibial band stretch                 left   5 breaths
Hamstring and psoas stretch             left   3 breaths
Outer hip stretch                       right 10 breaths
Outer hip stretch                       left  10 breaths
Deep gluteal and piriformis stretch     right 10 breaths
Deep gluteal and piriformis stretch     left  10 breaths
Sacral thumps                           -     10 times
"""

FACTS = [
    ("Gluteal massage", "", "one hand on each knee"),
    ("Gluteal massage", "", "push the knees away"),
    ("Gluteal massage", "", "wide, slow circle"),
    ("Gluteal massage", "", "from one outer hip across to the other"),
    ("Sacral massage", "", "arms around your knees and hug"),
    ("Sacral massage", "", "sacroiliac joints"),
    ("Spinal twist", "right", "raise your hips, shift them two inches to the left"),
    ("Spinal twist", "left", "raise your hips, shift them two inches to the right"),
    ("Spinal twist", "right", "sink to the right, up near your right ribs"),
    ("Spinal twist", "right", "palms turned up to the ceiling"),
    ("Spinal twist", "right", "left shoulder slides down, away from the ear"),
    ("Spinal twist", "right", "look to the left"),
    ("Spinal twist", "left", "look to the right"),
    ("Spinal twist", "right", "tailbone away"),
    ("Spinal twist", "right", "knees up, one and then the other"),
    ("Spinal twist", "right", "hips back to the middle"),
    ("Core strengthening and sacral massage", "", "shins level with the floor"),
    ("Core strengthening and sacral massage", "", "flex your feet"),
    ("Core strengthening and sacral massage", "", "palms down"),
    ("Core strengthening and sacral massage", "", "nearer to your chest"),
    ("Core strengthening and sacral massage", "", "hover"),
    ("Hamstring and psoas stretch", "right", "strap over the ball of that foot"),
    ("Hamstring and psoas stretch", "right", "shoulder blades"),
    ("Hamstring and psoas stretch", "right", "chin points up"),
    ("Hamstring and psoas stretch", "right", "left leg long on the floor, foot flexed"),
    ("Hamstring and psoas stretch", "right", "heel pressing down"),
    ("Hamstring and psoas stretch", "right", "right thumb goes into the right hip crease"),
    ("Hamstring and psoas stretch", "left", "left thumb goes into the left hip crease"),
    ("Hamstring and psoas stretch", "right", "push the top of that thigh away"),
    ("Hamstring and psoas stretch", "right", "hips are level"),
    ("Hamstring and psoas stretch", "right", "need not come near your face"),
    ("Hamstring and psoas stretch", "right", "even a few feet above the floor"),
    ("Hamstring and psoas stretch", "right", "stretches the left psoas"),
    ("Hamstring and psoas stretch", "right", "keep the strap on"),
    ("Inner thigh stretch", "right", "strap in your right hand"),
    ("Inner thigh stretch", "left", "strap in your left hand"),
    ("Inner thigh stretch", "right", "toes out, heel in"),
    ("Inner thigh stretch", "right", "with the left hand, hold the left leg down"),
    ("Inner thigh stretch", "right", "left hip stays down"),
    ("Inner thigh stretch", "right", "toward the right shoulder"),
    ("Inner thigh stretch", "right", "tailbone toward the left heel"),
    ("Inner thigh stretch", "right", "look to the left"),
    ("Iliotibial band stretch", "right", "strap in your left hand"),
    ("Iliotibial band stretch", "left", "strap in your right hand"),
    ("Iliotibial band stretch", "right", "flex the right foot and square it"),
    ("Iliotibial band stretch", "right", "thumb in the right hip crease"),
    ("Iliotibial band stretch", "right", "only four to six inches"),
    ("Iliotibial band stretch", "right", "look to the right"),
    ("Iliotibial band stretch", "left", "look to the left"),
    ("Outer hip stretch", "right", "right ankle across the left leg, just below the knee"),
    ("Outer hip stretch", "right", "flex the right foot"),
    ("Outer hip stretch", "right", "with the right hand, coax the right thigh open"),
    ("Outer hip stretch", "right", "slip the right hand through the gap"),
    ("Outer hip stretch", "right", "round the outside of the left thigh"),
    ("Outer hip stretch", "right", "behind the left knee"),
    ("Outer hip stretch", "right", "hold the left shin"),
    ("Deep gluteal and piriformis stretch", "right", "right thigh over the left"),
    ("Deep gluteal and piriformis stretch", "left", "left thigh over the right"),
    ("Deep gluteal and piriformis stretch", "right", "flex both feet"),
    ("Deep gluteal and piriformis stretch", "right", "let your hips press down"),
    ("Deep gluteal and piriformis stretch", "right", "right hand on the left shin"),
    ("Deep gluteal and piriformis stretch", "right", "out to the sides and down toward the floor"),
    ("Deep gluteal and piriformis stretch", "right", "take hold of your feet"),
    ("Sacral thumps", "", "palms down"),
    ("Sacral thumps", "", "raise your hips an inch, two at the very most"),
    ("Sacral thumps", "", "never higher than two inches"),
]


@pytest.fixture(scope="module")
def made(shipped: Sequence) -> Plan:
    return plan(shipped, Pace())


def row(step: Step) -> str:
    """Return a hold as it stands in the table."""
    what = f"{step.pose:<39} {step.side or '-':<5} {step.count:>2} {step.unit}"
    return f"{what} {step.direction or ''}".rstrip()


def words_of(step: Step) -> list[str]:
    """Return all that may be said in `step`."""
    variants = [step.easier, *step.deeper] if step.easier else list(step.deeper)
    cues = [cue.text for cue in step.cues]
    return [
        *cues,
        *(one.text for one in variants),
        *(cue.text for cue in step.way_out),
        step.caution or "",
    ]


def test_the_holds_are_those_agreed_in_their_order(made: Plan) -> None:
    assert [row(step) for step in made.steps if step.kind == "hold"] == HOLDS.splitlines()


def test_there_are_ten_poses(shipped: Sequence) -> None:
    assert len(shipped.poses) == 10


def test_it_takes_about_half_an_hour(made: Plan) -> None:
    assert 28 * 60 <= made.seconds <= 32 * 60


def test_both_sides_get_the_same_and_the_right_goes_first(made: Plan) -> None:
    assert made.side_seconds("right") == made.side_seconds("left") > 0
    sided = [step.side for step in made.steps if step.twin is not None and step.twin > step.index]
    assert set(sided) == {"right"}


def test_it_ends_with_a_rest(made: Plan) -> None:
    assert made.steps[-1].kind == "rest"


@pytest.mark.parametrize(("pose", "side", "words"), FACTS)
def test_each_fact_is_said_in_its_pose_on_its_side(
    made: Plan, pose: str, side: str, words: str
) -> None:
    steps = [step for step in made.steps if step.pose == pose and (step.side or "") == side]
    assert words in " ".join(line for step in steps for line in words_of(step)).lower()


def test_no_line_is_crowded_out_of_its_hold(shipped: Sequence) -> None:
    for pose in every_pose(shipped):
        for place, hold in enumerate(pose.holds):
            warned = pose.caution is not None and place == 0
            assert len(hold.during) + warned <= hold.count, pose.name


def test_every_pose_has_an_easier_way(shipped: Sequence) -> None:
    assert [pose.name for pose in every_pose(shipped) if pose.easier is None] == []


def test_the_strap_is_taken_off_before_the_legs_are_stretched_out(made: Plan) -> None:
    rest = next(step for step in made.steps if step.pose == "Both legs long")
    assert "slip the strap off" in " ".join(words_of(rest)).lower()


def test_the_example_in_the_manual_is_a_good_sequence() -> None:
    manual = Path(__file__).parents[2] / "docs" / "sequences.md"
    example = manual.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert read(example, stances=stance_names()).poses == ["Knees to chest", "Leg up with a strap"]


def test_every_figure_can_be_drawn(shipped: Sequence, shipped_path: Path) -> None:
    assert read_file(shipped_path, stances=stance_names()) == shipped


def test_every_step_shows_a_figure(made: Plan) -> None:
    assert [step.pose for step in made.steps if step.stance is None] == []


def test_each_way_to_be_in_a_pose_shows_a_figure_of_its_own(shipped: Sequence) -> None:
    for pose in every_pose(shipped):
        ways = [pose.stance, *(way.stance for way in (pose.easier, *pose.deeper) if way)]
        assert len(set(ways) - {None}) == len(ways), pose.name


def test_what_is_to_be_fetched_has_a_stand_in(shipped: Sequence) -> None:
    assert [prop.name for prop in shipped.props] == ["A mat", "A strap", "A block for your head"]
    assert all(prop.instead for prop in shipped.props)
