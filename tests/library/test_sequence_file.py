"""The shipped sequence says and does what was agreed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from supine.core.fit_to_time import fit_to_time
from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read, read_file
from supine.core.sequence import Sequence, every_pose
from supine.resources import stance_names

HOLDS = """\
Hip circles               -      5 circles clockwise
Hip circles               -      5 circles anticlockwise
Low back circles          -      5 circles clockwise
Low back circles          -      5 circles anticlockwise
Spinal twist              right  5 breaths
Spinal twist              left   5 breaths
Knees from side to side   -     10 cycles
Back of thigh stretch     right  5 breaths
Inner thigh stretch       right  5 breaths
Outer thigh stretch       right  5 breaths
Back of thigh stretch     right  3 breaths
Back of thigh stretch     left   5 breaths
Inner thigh stretch       left   5 breaths
Outer thigh stretch       left   5 breaths
Back of thigh stretch     left   3 breaths
Outer hip stretch         right 10 breaths
Outer hip stretch         left  10 breaths
Crossed knees             right 10 breaths
Crossed knees             left  10 breaths
Hip drops                 -     10 times
"""

FACTS = [
    ("Hip circles", "", "one hand on each knee"),
    ("Hip circles", "", "push the knees away"),
    ("Hip circles", "", "wide, slow circle"),
    ("Hip circles", "", "from one outer hip across to the other"),
    ("Low back circles", "", "arms around your knees and hug"),
    ("Low back circles", "", "sacroiliac joints"),
    ("Spinal twist", "right", "raise your hips, shift them five centimetres to the left"),
    ("Spinal twist", "left", "raise your hips, shift them five centimetres to the right"),
    ("Spinal twist", "right", "sink to the right, up near your right ribs"),
    ("Spinal twist", "right", "palms turned up to the ceiling"),
    ("Spinal twist", "right", "left shoulder slides down, away from the ear"),
    ("Spinal twist", "right", "look to the left"),
    ("Spinal twist", "left", "look to the right"),
    ("Spinal twist", "right", "tailbone away"),
    ("Spinal twist", "right", "knees up one by one"),
    ("Spinal twist", "right", "hips back to the middle"),
    ("Knees from side to side", "", "shins level with the floor"),
    ("Knees from side to side", "", "flex your feet, toes drawn toward you"),
    ("Knees from side to side", "", "palms down"),
    ("Knees from side to side", "", "nearer to your chest"),
    ("Knees from side to side", "", "hover"),
    ("Back of thigh stretch", "right", "strap over the ball of that foot"),
    ("Back of thigh stretch", "right", "shoulder blades"),
    ("Back of thigh stretch", "right", "chin points up"),
    ("Back of thigh stretch", "right", "left leg long, heel pressing down, foot flexed"),
    ("Back of thigh stretch", "right", "flexed: toes drawn toward you"),
    ("Back of thigh stretch", "right", "right thumb goes into the right hip crease"),
    ("Back of thigh stretch", "left", "left thumb goes into the left hip crease"),
    ("Back of thigh stretch", "right", "push the top of that thigh away"),
    ("Back of thigh stretch", "right", "hips are level"),
    ("Back of thigh stretch", "right", "need not come near your face"),
    ("Back of thigh stretch", "right", "even a metre above the floor"),
    ("Back of thigh stretch", "right", "stretches the left psoas"),
    ("Inner thigh stretch", "right", "keep the strap on"),
    ("Inner thigh stretch", "right", "strap in your right hand"),
    ("Inner thigh stretch", "left", "strap in your left hand"),
    ("Inner thigh stretch", "right", "toes out, heel in"),
    ("Inner thigh stretch", "right", "with the left hand, hold the left leg down"),
    ("Inner thigh stretch", "right", "left hip stays down"),
    ("Inner thigh stretch", "right", "toward the right shoulder"),
    ("Inner thigh stretch", "right", "tailbone toward the left heel"),
    ("Inner thigh stretch", "right", "look to the left"),
    ("Outer thigh stretch", "right", "strap in your left hand"),
    ("Outer thigh stretch", "left", "strap in your right hand"),
    ("Outer thigh stretch", "right", "flex the right foot and square it"),
    ("Outer thigh stretch", "right", "thumb in the right hip crease"),
    ("Outer thigh stretch", "right", "only ten to fifteen centimetres"),
    ("Outer thigh stretch", "right", "look to the right"),
    ("Outer thigh stretch", "left", "look to the left"),
    ("Outer hip stretch", "right", "right ankle across the left leg, just below the knee"),
    ("Outer hip stretch", "right", "flex the right foot, toes drawn toward you"),
    ("Outer hip stretch", "right", "with the right hand, coax the right thigh open"),
    ("Outer hip stretch", "right", "slip the right hand through the gap"),
    ("Outer hip stretch", "right", "round the outside of the left thigh"),
    ("Outer hip stretch", "right", "behind the left knee"),
    ("Outer hip stretch", "right", "hold the left shin"),
    ("Crossed knees", "right", "right thigh over the left"),
    ("Crossed knees", "left", "left thigh over the right"),
    ("Crossed knees", "right", "flex both feet"),
    ("Crossed knees", "right", "let your hips press down"),
    ("Crossed knees", "right", "right hand on the left shin"),
    ("Crossed knees", "right", "out to the sides and down toward the floor"),
    ("Crossed knees", "right", "take hold of your feet"),
    ("Hip drops", "", "palms down"),
    ("Hip drops", "", "raise your hips three centimetres or so"),
    ("Hip drops", "", "never higher than five centimetres"),
]


@pytest.fixture(scope="module")
def made(shipped: Sequence) -> Plan:
    return plan(shipped, Pace())


def row(step: Step) -> str:
    """Return a hold as it stands in the table."""
    what = f"{step.pose:<25} {step.side or '-':<5} {step.count:>2} {step.unit}"
    return f"{what} {step.direction or ''}".rstrip()


def words_of(step: Step) -> list[str]:
    """Return all that may be said in `step`."""
    variants = [step.easier, *step.deeper] if step.easier else list(step.deeper)
    cues = [cue.text for cue in step.cues]
    return [
        *cues,
        *(one.text for one in variants),
        *(cue.text for cue in step.way_out),
    ]


def test_the_holds_are_those_agreed_in_their_order(made: Plan) -> None:
    assert [row(step) for step in made.steps if step.kind == "hold"] == HOLDS.splitlines()


def test_there_are_ten_poses(shipped: Sequence) -> None:
    assert len(shipped.poses) == 10


def test_it_takes_about_half_an_hour(made: Plan) -> None:
    assert 28 * 60 <= made.seconds <= 32 * 60


def test_both_sides_get_the_same_and_the_right_goes_first(made: Plan) -> None:
    assert made.side_seconds("right") == made.side_seconds("left") > 0
    first = [step for step in made.steps if step.twin is not None and step.twin > step.index]
    # a rest with both legs long comes twice, and has no side
    assert {step.side for step in first if step.pose != "Both legs long"} == {"right"}


def test_it_ends_with_a_rest(made: Plan) -> None:
    assert made.steps[-1].kind == "rest"


@pytest.mark.parametrize(("pose", "side", "words"), FACTS)
def test_each_fact_is_said_in_its_pose_on_its_side(
    made: Plan, pose: str, side: str, words: str
) -> None:
    steps = [step for step in made.steps if step.pose == pose and (step.side or "") == side]
    assert words in " ".join(line for step in steps for line in words_of(step)).lower()


@pytest.mark.parametrize("inches", [False, True])
def test_lengths_are_in_one_system(shipped_path: Path, *, inches: bool) -> None:
    made = plan(read_file(shipped_path, inches=inches), Pace())
    said = " ".join(line for step in made.steps for line in words_of(step))
    assert ("centimetres" in said, "inches" in said) == (not inches, inches)
    assert "|" not in said


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


@pytest.mark.parametrize("minutes", [10, 15, 20, 25, 30, None])
def test_nobody_keeps_the_strap_on_to_take_it_off(shipped: Sequence, minutes: int | None) -> None:
    """In a short practice the stretches between the two are left out."""
    made = plan(fit_to_time(shipped, Pace(), minutes), Pace())
    said = [cue.text for step in made.steps for cue in step.cues if ": " not in cue.text]
    for line, following in pairwise(said):
        assert not ("Keep the strap" in line and "Slip the strap off" in following), minutes


def test_what_is_to_be_fetched_has_a_stand_in(shipped: Sequence) -> None:
    assert [prop.name for prop in shipped.props] == [
        "a mat", "a strap", "a block for your head", "a cushion for an easier twist",
    ]  # fmt: skip
    assert all(prop.instead for prop in shipped.props)
