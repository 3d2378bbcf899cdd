"""The picture, and its mirror picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import radians

import numpy as np
import numpy.typing as npt
import pytest

from supine.core.sequence import OTHER
from supine.figure.body import body_of, middle_seams
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.motion import Phase, scene_of
from supine.figure.movement import started, still_scene_of
from supine.figure.outlines import Polygon, Rim
from supine.figure.parts import Shape
from supine.figure.scene import NO_SIGNS, PropKind, Scene, Tint, mirror_scene
from supine.figure.scenery import CAST, FALLEN_SHARE, shadows
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.vectors import add, dot, mix, sub
from tests.figure.bodies import STANCES
from tests.figure.changing import read_stance
from tests.figure.test_outlines import colour_at, covers

WIDTH, HEIGHT = 700.0, 500.0
OTHERS = {
    f"{side}_{part}": f"{OTHER[side]}_{part}" for side in OTHER for part in ("leg", "arm", "sleeve")
}
PHASES = (Phase(), Phase(0.25, 0.4), Phase(0.6, 1.0))

Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]


def points_of(polygon: Polygon | Rim) -> Points:
    return np.array([point[:2] for point in polygon], np.float64)


def box_of(shape: Shape) -> Box:
    """Return left, top, right and bottom of a shape."""
    points = np.concatenate([points_of(polygon) for polygon in shape.polygons])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return (left, top, right, bottom)


def flipped(box: Box) -> Box:
    left, top, right, bottom = box
    return (WIDTH - right, top, WIDTH - left, bottom)


def is_mirrored(one: Shape, other: Shape) -> bool:
    """Return whether `one` is the mirror picture of `other`; their polygons may be in any order."""
    if len(one.polygons) != len(other.polygons) or one.share != other.share:
        return False
    left = [points_of(polygon) for polygon in other.polygons]
    for polygon in one.polygons:
        here = points_of(polygon) * (-1, 1) + (WIDTH, 0)
        found = next((i for i, there in enumerate(left) if same_corners(here, there)), None)
        if found is None:
            return False
        left.pop(found)
    return True


def same_corners(a: Points, b: Points) -> bool:
    """Return whether every corner of each is a corner of the other."""
    if len(a) != len(b) or np.abs(a.mean(axis=0) - b.mean(axis=0)).max() > 1e-6:
        return False
    far = np.abs(a[:, None] - b[None]).sum(axis=2)
    return bool(max(far.min(axis=0).max(), far.min(axis=1).max()) < 1e-6)


def cover_each_other(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("name", STANCES)
def test_the_left_side_is_the_exact_mirror_picture_of_the_right(name: str) -> None:
    for phase in PHASES:
        scene = scene_of(stance(name), phase)
        there = mirror_scene(scene)
        here = draw(scene, Camera(scene.view, WIDTH, HEIGHT))
        shapes = [one for one in draw(there, Camera(there.view, WIDTH, HEIGHT)) if one.polygons]
        assert_mirrored([one for one in here if one.polygons], shapes)


def assert_mirrored(here: list[Shape], there: list[Shape]) -> None:
    """Assert that the shapes are mirrored, and that overlapping ones have the same order."""
    assert len(here) == len(there)
    left, places = list(range(len(there))), []
    boxes = [box_of(one) for one in here]
    others = [box_of(one) for one in there]
    for number, shape in enumerate(here):
        role = (OTHERS.get(shape.role, shape.role), shape.tone)
        alike = [i for i in left if (there[i].role, there[i].tone) == role]
        near = [i for i in alike if np.allclose(flipped(boxes[number]), others[i], atol=1e-5)]
        found = next((i for i in near if is_mirrored(shape, there[i])), None)
        assert found is not None, f"{number}: {role} is not on the other side"
        left.remove(found)
        places.append(found)
    # the line round the body has one colour: its pieces may be in any order
    for i, j in combinations((i for i, one in enumerate(here) if one.role != "outline"), 2):
        if cover_each_other(boxes[i], boxes[j]):
            pair = (here[i].role, here[i].tone, here[j].role, here[j].tone)
            assert places[i] < places[j], f"{i} and {j}, {pair}: painted the other way round"


@pytest.mark.parametrize("name", ["hamstring", "inner-thigh", "half-pigeon"])
def test_the_colour_of_the_side_goes_with_the_leg(name: str) -> None:
    right = scene_of(stance(name), side="right")
    left = scene_of(stance(name), side="left")
    assert right.right_leg.right == left.left_leg.left == 1.0
    assert right.right_leg.left == left.left_leg.right == 0.0


def test_a_mirror_changes_legs_and_colours() -> None:
    scene = replace(scene_of(stance("hamstring")), left_leg=Tint(right=0.2, left=0.5))
    there = mirror_scene(scene)
    assert there.right_leg == Tint(right=0.5, left=0.2)
    assert there.left_leg == Tint(left=1.0)
    assert there.straps[0].foot == "left"


def seen_from_the_feet(name: str) -> Scene:
    """Return the scene of a stance on its back, from a little above its feet."""
    scene = replace(scene_of(stance(name)), signs=NO_SIGNS)
    return replace(scene, view=replace(scene.view, turn=radians(80), rise=radians(30)))


@pytest.mark.parametrize("name", ["wipers", "bound-angle", "happy-baby"])
def test_from_the_feet_the_trousers_are_before_the_hem_of_the_shirt(name: str) -> None:
    scene = seen_from_the_feet(name)
    camera = Camera(scene.view, WIDTH, HEIGHT)
    skeleton = solve(scene.posture)
    belly = add(skeleton.pelvis, skeleton.pelvis_frame.front, 0.09)
    x, y, _, _ = camera.project(add(belly, skeleton.pelvis_frame.right, 0.02))
    # the legs have the same cloth
    assert colour_at(draw(scene, camera), x, y) in ("trousers", "right_leg", "left_leg")


@pytest.mark.parametrize("name", ["happy-baby", "happy-baby-easier"])
def test_a_seam_parts_the_two_halves_of_the_seat(name: str) -> None:
    scene = seen_from_the_feet(name)
    camera = Camera(scene.view, WIDTH, HEIGHT)
    skeleton = solve(scene.posture)
    hips = next(group[0] for group in body_of(skeleton) if group[0].name == "hips")
    last = draw(scene, camera)
    for seam in middle_seams(hips.rings, across=False):
        for place in seam.points:
            assert abs(dot(sub(place, skeleton.pelvis), skeleton.pelvis_frame.right)) < 1e-9
    x, y, _, _ = camera.project(middle_seams(hips.rings, across=False)[0].points[-2])
    painted = [one for one in last if covers(one.polygons, x, y)]
    assert (painted[-1].role, painted[-1].tone) == ("trousers", "edge")


@pytest.mark.parametrize("name", STANCES)
def test_everybody_has_two_legs_a_head_and_a_shadow(name: str) -> None:
    scene = scene_of(stance(name))
    shapes = draw(scene, Camera(scene.view, WIDTH, HEIGHT))
    roles = {shape.role for shape in shapes if shape.polygons}
    assert {"shadow", "right_leg", "left_leg", "skin", "hair", "shirt", "trousers"} <= roles
    lies_ready = any(prop.kind is PropKind.STRAP for prop in scene.props)
    assert ("strap" in roles) == (bool(scene.straps) or lies_ready)
    # a wall is behind all
    assert next(one for one in shapes if one.role != "prop").role == "shadow"


@pytest.mark.parametrize("name", STANCES)
def test_the_same_scene_gives_the_same_shapes(name: str) -> None:
    scene = scene_of(stance(name))
    one, other = (draw(scene, Camera(scene.view, WIDTH, HEIGHT)) for _ in range(2))
    assert [(a.role, a.tone, a.polygons) for a in one] == [
        (b.role, b.tone, b.polygons) for b in other
    ]


@pytest.mark.parametrize("name", ["inner-thigh", "inner-thigh-out"])
def test_a_leg_that_was_before_the_trunk_is_pale_before_it(name: str) -> None:
    """Behind the trunk it was a post behind the head, without a root at its hip."""
    seen = f"like: {name}\ngoes_from: inner-thigh-up\nview: {{turn: 60, rise: 29}}\n"
    of = read_stance("seen", f"title: Seen\nfrom: inner-thigh-braced\n{seen}")
    panel = next(one for one in started(still_scene_of(of), of).panels if not one.start)
    shapes = draw(panel.scene, Camera(panel.scene.view, 900, 500))
    bodies = [(place, one) for place, one in enumerate(shapes) if not one.ghost]
    ghosts = [place for place, one in enumerate(shapes) if one.ghost]
    shirt = max(place for place, one in bodies if one.role == "shirt")
    leg = max(place for place, one in bodies if (one.role, one.tone) == ("right_leg", "fill"))
    assert shirt < min(ghosts) < max(ghosts) < leg


@pytest.mark.parametrize("name", ["cat-cow", "thumps", "bridge-easier", "pelvic-tilt"])
def test_the_ghost_of_a_back_or_of_hips_ends_below_the_shoulders(name: str) -> None:
    """At the neck a scrap of it was seen, which nobody could explain."""
    panels = [one.scene for one in still_scene_of(stance(name)).panels]
    ghosted = [one for one in panels if one.signs.ghosts and not one.signs.unseen]
    assert ghosted
    for scene in ghosted:
        camera = Camera(scene.view, WIDTH, HEIGHT)
        (ghost,) = scene.signs.ghosts
        neck = camera.project(solve(ghost).spine[-1])[:2]
        shapes = [one for one in draw(scene, camera) if one.ghost]
        points = np.concatenate([points_of(edge) for one in shapes for edge in one.polygons])
        assert np.hypot(*(points - neck).T).min() > 0.08 * camera.scale


def shadows_below(name: str) -> list[Shape]:
    """Return what legs that are held out cast on the floor."""
    scene = scene_of(stance(name))
    shapes = shadows(scene, solve(scene.posture), Camera(scene.view, 900, 500))
    return [one for one in shapes if one.share == CAST[2]]


@pytest.mark.parametrize("name", ["inner-thigh", "inner-thigh-out", "inner-thigh-less"])
def test_a_leg_that_is_held_out_has_its_shadow_straight_below_it(name: str) -> None:
    """Without it nobody saw how far above the floor the leg is."""
    scene = scene_of(stance(name))
    camera, leg = Camera(scene.view, 900, 500), solve(scene.posture).right_leg
    (shadow,) = shadows_below(name)
    x, y, *_ = camera.project((leg.knee[0], leg.knee[1], 0.0))
    assert covers(shadow.polygons, x, y)


@pytest.mark.parametrize("name", ["core-left", "core-right"])
def test_knees_held_to_one_side_above_the_floor_have_their_shadow_straight_below(name: str) -> None:
    """Seen from the feet they were read as laid down."""
    scene = scene_of(stance(name))
    camera, body = Camera(scene.view, 900, 500), solve(scene.posture)
    found = [
        one for one in shadows(scene, body, camera) if one.share == pytest.approx(FALLEN_SHARE)
    ]
    (shadow,) = found
    for leg, outline in zip((body.right_leg, body.left_leg), shadow.polygons, strict=True):
        x, y, *_ = camera.project((leg.knee[0], leg.knee[1], 0.0))
        assert covers((outline,), x, y)


@pytest.mark.parametrize(
    "name", ["twist", "twist-cushion", "side-lying", "core", "core-nearer-left"]
)
def test_knees_that_lie_or_are_above_the_body_have_none(name: str) -> None:
    scene = scene_of(stance(name))
    shapes = shadows(scene, solve(scene.posture), Camera(scene.view, 900, 500))
    assert not any(one.share == pytest.approx(FALLEN_SHARE) for one in shapes)


@pytest.mark.parametrize("name", ["hamstring", "core-left", "twist", "legs-long"])
def test_other_legs_have_none_which_would_look_like_other_limbs(name: str) -> None:
    assert shadows_below(name) == []


@pytest.mark.parametrize("name", ["single-knee", "legs-long", "long-rest", "hamstring"])
def test_a_long_leg_lies_on_the_mat_with_all_its_length(name: str) -> None:
    """With a shadow under its heel alone it was read as held just above the mat."""
    scene = scene_of(stance(name))
    camera, body = Camera(scene.view, 900, 500), solve(scene.posture)
    widest = shadows(scene, body, camera)[-3]
    leg = body.left_leg
    for place in (mix(leg.hip, leg.knee, 0.6), leg.knee, mix(leg.knee, leg.ankle, 0.5)):
        x, y, *_ = camera.project((place[0], place[1], 0.0))
        assert covers(widest.polygons, x, y)


def test_fingers_that_close_round_a_knee_have_no_shadow_on_the_mat_beyond_it() -> None:
    """It lay apart from the hand, and was read as a thing."""
    held = "title: Held\nlike: hands-and-knees-side-right\nleft_hand: {on: left knee}\n"
    scene = scene_of(read_stance("held", held))
    camera, body = Camera(scene.view, 900, 500), solve(scene.posture)
    x, y, _z = add(body.left_arm.wrist, body.left_arm.fingers, 0.15)
    at = camera.project((x, y, 0.0))[:2]
    assert not any(covers(one.polygons, *at) for one in shadows(scene, body, camera))
