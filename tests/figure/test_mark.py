"""The disc with the letter of a side: whole, at the limb, and the mirror picture on the left."""

from __future__ import annotations

from math import hypot

import pytest

from supine.core.sequence import Side
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.limbs import HAND, LEG, gap_to, limbs_in
from supine.figure.movement import still_scene_of
from supine.figure.outlines import hull, is_inside
from supine.figure.props import prop_corners
from supine.figure.solver import solve
from supine.figure.stances import stance
from tests.figure.bodies import STANCES

SIZES = [(180, 100), (700, 500), (1500, 1000)]
LETTERED = [name for name in STANCES if still_scene_of(stance(name)).signs.mark is not None]


def disc(name: str, size: tuple[int, int], side: Side = "right") -> tuple[float, float, float]:
    """Return the middle and the radius of the disc of a stance."""
    scene = still_scene_of(stance(name), side=side)
    (rim,) = [
        shape.polygons[0]
        for shape in draw(scene, Camera(scene.view, *size))
        if (shape.role, shape.tone) == ("mark", "fill")
    ]
    xs, ys = ([corner[axis] for corner in rim] for axis in (0, 1))
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, (max(xs) - min(xs)) / 2


@pytest.mark.parametrize("name", ["side-lying-turn-right", "hands-and-knees-side-right"])
def test_knees_of_a_body_that_lies_or_sits_on_a_side_have_no_letter(name: str) -> None:
    """There they do not fall to a side: the whole body is turned, and no side works."""
    assert name not in LETTERED
    assert "twist" in LETTERED


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LETTERED)
def test_a_disc_is_whole_near_its_limb_and_not_on_the_face(
    name: str, size: tuple[int, int]
) -> None:
    scene = still_scene_of(stance(name))
    camera, mark = Camera(scene.view, *size), scene.signs.mark
    assert mark is not None
    x, y, radius = disc(name, size)
    assert radius > 5.5
    assert radius < x < size[0] - radius
    assert radius < y < size[1] - radius
    at_x, at_y, _depth, scale = camera.project(mark.place)
    assert hypot(x - at_x, y - at_y) < 0.2 * scale + radius
    face_x, face_y, _depth, scale = camera.project(solve(scene.posture).head)
    assert hypot(x - face_x, y - face_y) > 0.1 * scale


@pytest.mark.parametrize("size", [(500, 560), (700, 500), (1500, 1000)])
@pytest.mark.parametrize("name", ["half-pigeon", "half-pigeon-away", "single-knee-easier"])
def test_a_disc_hides_no_hand_that_holds_the_leg(name: str, size: tuple[int, int]) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    hands = [one for one in limbs_in(solve(scene.posture), camera) if one.weight == HAND]
    x, y, radius = disc(name, size)
    assert min(gap_to((x, y), hand) for hand in hands) > radius


@pytest.mark.parametrize("size", [(500, 560), (700, 500), (1500, 1000)])
@pytest.mark.parametrize("name", ["twist", "twist-arms", "twist-cushion"])
def test_the_disc_of_fallen_knees_is_at_the_lower_leg_and_on_no_cushion(
    name: str, size: tuple[int, int]
) -> None:
    """Beside the upper knee it named the other leg, and it hid that a knee is on the cushion."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    legs = [one for one in limbs_in(solve(scene.posture), camera) if one.weight == LEG]
    right, left = legs[: len(legs) // 2], legs[len(legs) // 2 :]
    x, y, _radius = disc(name, size)
    near, far = (min(gap_to((x, y), one) for one in leg) for leg in (right, left))
    assert near < far
    for prop in scene.props:
        outline = hull(camera.project(corner)[:2] for corner in prop_corners(prop))
        assert not is_inside((x, y), outline)


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", ["twist", "twist-arms", "twist-cushion", "twist-knees"])
def test_the_disc_of_knees_that_fall_to_a_side_is_beside_them(name: str, side: Side) -> None:
    """On the upper thigh, which is of the other leg, it was read as the letter of that leg."""
    scene = still_scene_of(stance(name), side=side)
    camera = Camera(scene.view, 900, 620)
    legs = [one for one in limbs_in(solve(scene.posture), camera) if one.weight == LEG]
    x, y, radius = disc(name, (900, 620), side)
    assert 0.0 < min(gap_to((x, y), leg) for leg in legs) < 1.5 * radius


@pytest.mark.parametrize("name", LETTERED)
def test_the_disc_of_the_left_side_is_the_mirror_picture(name: str) -> None:
    right, left = disc(name, (700, 500)), disc(name, (700, 500), "left")
    assert 700 - left[0] == pytest.approx(right[0], abs=0.01)
    assert left[1:] == pytest.approx(right[1:], abs=0.01)
