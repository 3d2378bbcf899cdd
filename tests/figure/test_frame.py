"""The frame of a view holds the whole body and is not too large."""

from __future__ import annotations

import pytest

from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.frame import framed, joints
from supine.figure.motion import scene_of
from supine.figure.movement import still_scene_of
from supine.figure.props import prop_corners
from supine.figure.scenery import mat, mat_corners
from supine.figure.solver import solve
from supine.figure.stage import Stage
from supine.figure.stances import stance
from tests.figure.bodies import STANCES, phases
from tests.helpers import shipped_plan

SIZES = ((700.0, 500.0), (400.0, 400.0), (900.0, 300.0))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", STANCES)
def test_nothing_of_a_stance_is_cut_off_in_any_phase(name: str, size: tuple[float, float]) -> None:
    of = stance(name)
    for phase in phases(of)[::5]:
        scene = scene_of(of, phase)
        shapes = draw(scene, Camera(scene.view, *size))
        if scene.view.mat > 0.0:
            shapes += mat(Camera(scene.view, *size), scene.view.mat_end)
        # the edge of a shadow may be cut off
        for shape in (one for one in shapes if one.role != "shadow"):
            for polygon in shape.polygons:
                assert all(0 <= x <= size[0] and 0 <= y <= size[1] for x, y, *_ in polygon), (
                    shape.role
                )


def test_no_mat_is_cut_off_on_the_way_from_one_stance_to_the_next() -> None:
    stage = Stage(shipped_plan())
    scenes = [stage.scene(float(at)) for at in range(int(stage.plan.seconds))]
    views = [scene.view for scene in scenes if scene is not None and scene.passing]
    assert len(views) > 100
    for view in views:
        wide, high = view.width * 300, view.height * 300
        for shape in mat(Camera(view, wide, high), view.mat_end):
            for polygon in shape.polygons:
                assert all(
                    -0.5 <= x <= wide + 0.5 and -0.5 <= y <= high + 0.5 for x, y, *_ in polygon
                )


COMING = [name for name in STANCES if stance(name).file.goes_from and stance(name).view.mat]
"""The stances on the mat that show a ghost of where they come from."""


@pytest.mark.parametrize("name", COMING)
def test_no_mat_is_cut_off_by_the_room_of_a_ghost(name: str) -> None:
    view = still_scene_of(stance(name)).view
    wide, high = view.width * 300, view.height * 300
    for shape in mat(Camera(view, wide, high), view.mat_end):
        for polygon in shape.polygons:
            assert all(0.0 <= x <= wide and 0.0 <= y <= high for x, y, *_ in polygon)


@pytest.mark.parametrize("name", STANCES)
def test_the_mat_the_body_and_the_things_fill_the_frame(name: str) -> None:
    scene = scene_of(stance(name))
    camera = Camera(scene.view, 1000.0, 1000.0 * scene.view.height / scene.view.width)
    if not scene.view.mat:
        pytest.skip("there is no mat")
    places = [*mat_corners(scene.view.mat_end), *joints(solve(scene.posture))]
    for prop in scene.props:
        places += prop_corners(prop)
    seen = [camera.project(place)[0] for place in places]
    assert max(seen) - min(seen) > 750.0


def test_a_leg_that_reaches_farther_makes_the_frame_larger() -> None:
    of = stance("start")
    low, high = solve(of.posture), solve(stance("hamstring").posture)
    assert framed(of.view, [low, high]).height > framed(of.view, [low]).height
