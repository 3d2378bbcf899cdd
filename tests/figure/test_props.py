"""The things round the body: where they stand, how they come and go, and what rests on them."""

from __future__ import annotations

from math import pi
from typing import get_args

import pytest

from supine.figure.camera import Camera, View
from supine.figure.drawing import draw
from supine.figure.frame import framed
from supine.figure.motion import scene_of
from supine.figure.props import SEAT, SIZES, prop_corners
from supine.figure.scene import Prop, PropKind, blend_scenes, mirror_scene
from supine.figure.solver import solve
from supine.figure.stance import MAX_PROPS, What
from supine.figure.stances import props_of, read_stance, stance
from supine.figure.vectors import mirrored
from tests.figure.bodies import rows_of
from tests.figure.changing import LIKE, problems_in


def test_a_file_can_name_each_kind_of_thing() -> None:
    assert set(get_args(What)) == set(PropKind)


def test_a_file_names_things_with_their_places_and_turns() -> None:
    of = read_stance(
        "test",
        LIKE + "props: [{what: bolster, at: [0.4, 0, 0], turn: 90}, {what: wall, at: [1, 0, 0]}]",
    )
    assert props_of(of.file) == (
        Prop(PropKind.BOLSTER, (0.4, 0.0, 0.0), pi / 2),
        Prop(PropKind.WALL, (1.0, 0.0, 0.0)),
    )


def test_a_cushion_alone_is_the_same_as_one_in_the_list() -> None:
    alone = read_stance("test", LIKE + "cushion: [0.1, 0.4, 0]\n")
    listed = read_stance("test", LIKE + "props: [{what: cushion, at: [0.1, 0.4, 0]}]\n")
    assert props_of(alone.file) == props_of(listed.file) != ()


def test_things_are_not_inherited() -> None:
    assert props_of(stance("twist-cushion").file)
    assert props_of(read_stance("test", "title: Test\nlike: twist-cushion\n").file) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "props: [{what: cushon, at: [0, 0, 0]}]",
            "3:16: test: 'cushon' is not one of block, cushion, bolster, wall",
        ),
        ("props: [{what: block}]", "3:9: test: 'at' is missing here"),
        ("props: [{what: block, at: [0, 0]}]", "3:27: test: "),
        ("props: {what: block, at: [0, 0, 0]}", "3:8: test: expected a list"),
        (
            f"props: [{', '.join(['{what: block, at: [0, 0, 0]}'] * (MAX_PROPS + 1))}]",
            "3:8: test: this list is too long",
        ),
    ],
)
def test_what_is_wrong_with_a_thing_is_said_with_its_place(text: str, problem: str) -> None:
    problems = problems_in(LIKE + text + "\n")
    assert any(one.startswith(problem) for one in problems), problems


def test_a_mirror_changes_the_place_and_the_turn_of_a_thing() -> None:
    scene = scene_of(stance("twist-cushion"))
    there = mirror_scene(scene)
    assert [one.place for one in there.props] == [mirrored(one.place) for one in scene.props]
    turned = Prop(PropKind.CHAIR, (0.1, 0.2, 0.0), 0.5)
    other = turned._replace(place=mirrored(turned.place), turn=-0.5)
    corners = {tuple(round(c, 9) for c in mirrored(at)) for at in prop_corners(turned)}
    assert corners == {tuple(round(c, 9) for c in at) for at in prop_corners(other)}


def test_a_thing_fades_in_and_one_that_stays_does_not_change() -> None:
    without = scene_of(stance("twist"))
    with_it = scene_of(stance("twist-cushion"))
    between = blend_scenes(without, with_it, 0.25)
    assert [one.share for one in between.props] == [0.25]
    assert [one.share for one in blend_scenes(with_it, without, 0.25).props] == [0.75]
    assert blend_scenes(with_it, with_it, 0.5).props == with_it.props


@pytest.mark.parametrize("kind", PropKind)
def test_the_frame_holds_every_thing(kind: PropKind) -> None:
    prop = Prop(kind, (0.9, 0.5, 0.0), 0.3)
    scene = scene_of(stance("start"))
    body = solve(scene.posture)
    for turn in (0.0, pi / 2, pi):
        camera = Camera(framed(View(turn, 0.4), [body], [prop]), 700.0, 500.0)
        for corner in prop_corners(prop):
            x, y, _depth, _scale = camera.project(corner)
            assert 0.0 <= x <= 700.0
            assert 0.0 <= y <= 500.0


def test_a_seat_is_as_high_as_that_of_a_usual_chair() -> None:
    assert 0.40 < SEAT < 0.50 < SIZES[PropKind.CHAIR].up < 1.0


def test_the_knees_rest_on_the_cushion() -> None:
    scene = scene_of(stance("twist-cushion"))
    (cushion,) = scene.props
    top = cushion.place[2] + SIZES[PropKind.CUSHION].up
    thigh = next(row for row in rows_of(solve(scene.posture)) if row.name == "right thigh")
    (x, y, z), radius = thigh.balls[-1]
    assert abs(z - radius - top) < 0.02
    reach = SIZES[PropKind.CUSHION].ahead / 2
    assert abs(x - cushion.place[0]) < reach
    assert abs(y - cushion.place[1]) < reach


def test_every_kind_of_thing_is_drawn_with_its_body() -> None:
    scene = scene_of(stance("start"))
    for kind in PropKind:
        there = scene.__class__(
            scene.posture, scene.view, props=(Prop(kind, (0.4, 0.3, 0.0), 0.2),)
        )
        shapes = draw(there, Camera(there.view, 700.0, 500.0))
        assert any(shape.role == "prop" and shape.polygons for shape in shapes)
