"""A broader body has the same bones, and holds and lies as the slimmer one does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supine.figure.body import body_of
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.joints import Skeleton
from supine.figure.motion import scene_of
from supine.figure.posture import blend, mirror
from supine.figure.scene import mirror_scene
from supine.figure.solver import solve
from supine.figure.stances import stance
from tests.figure.bodies import STANCES, bones_of, lowest
from tests.figure.test_drawing import HEIGHT, WIDTH, assert_mirrored, box_of
from tests.figure.test_grip import HELD
from tests.figure.test_hand import ROUND, SINKS, TOUCHES, gaps, hand_on

BROADER = 1.2

MORE_DEEP = 0.002
"""Metres that a broader body may lie deeper in the mat: flesh gives way beneath it."""


def body(name: str, girth: float = BROADER) -> Skeleton:
    return solve(replace(stance(name).posture, girth=girth))


@pytest.mark.parametrize("name", STANCES)
def test_a_broader_body_has_the_same_bones(name: str) -> None:
    assert bones_of(body(name)) == pytest.approx(bones_of(body(name, 1.0)))


@pytest.mark.parametrize("name", STANCES)
def test_a_broader_body_lies_on_the_mat_and_not_in_it(name: str) -> None:
    assert lowest(body(name))[0] > min(-0.021, lowest(body(name, 1.0))[0] - MORE_DEEP)


@pytest.mark.parametrize(("name", "side"), HELD)
def test_hands_hold_a_broader_leg_at_its_own_skin(name: str, side: str) -> None:
    held = getattr(stance(name).file, f"{side}_hand").on
    skeleton = body(name)
    found = gaps(held, hand_on(side, skeleton), skeleton)
    assert min(found) > -SINKS - 0.001
    if held.split(" ", 1)[1] in ROUND:
        assert sorted(found)[2] < TOUCHES + 0.001


@pytest.mark.parametrize("name", ["start", "twist", "half-pigeon-knee"])
def test_a_broader_body_takes_more_of_the_picture(name: str) -> None:
    scene = scene_of(stance(name))
    camera = Camera(scene.view, WIDTH, HEIGHT)
    sizes = []
    for girth in (1.0, BROADER):
        shirt = [one for one in draw(scene, camera, girth) if one.role == "shirt"]
        boxes = np.array([box_of(one) for one in shirt if one.polygons])
        (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        sizes.append((right - left) * (bottom - top))
    assert sizes[1] > sizes[0] * 1.02


def test_a_broader_body_is_mirrored_exactly() -> None:
    scene = scene_of(stance("half-pigeon-knee"))
    here, there = (
        [one for one in draw(each, Camera(each.view, WIDTH, HEIGHT), BROADER) if one.polygons]
        for each in (scene, mirror_scene(scene))
    )
    assert_mirrored(here, there)


def test_a_build_stays_in_a_mirror_and_on_the_way() -> None:
    a, b = (replace(stance(name).posture, girth=BROADER) for name in ("start", "twist"))
    assert mirror(a).girth == BROADER
    assert blend(a, b, 0.5).girth == pytest.approx(BROADER)


def test_a_broader_arm_still_ends_in_the_same_hand() -> None:
    wrists = []
    for girth in (1.0, BROADER):
        tubes = {tube.name: tube for group in body_of(body("start", girth)) for tube in group}
        wrists.append(abs(tubes["right forearm"].rings[-1].right[1]))
    assert wrists[0] < wrists[1] < wrists[0] * 1.08
