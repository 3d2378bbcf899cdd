"""The head is drawn right from everywhere, and nothing in it jumps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import hypot, inf, radians

import numpy as np
import numpy.typing as npt
import pytest

from supine.figure.body import neckline
from supine.figure.camera import Camera, View
from supine.figure.drawing import draw
from supine.figure.head import HAIR_HALVES, HAIR_MIDDLE, head_part
from supine.figure.joints import Skeleton
from supine.figure.motion import scene_of
from supine.figure.outlines import Polygon, Rim
from supine.figure.parts import Shape
from supine.figure.scene import NO_SIGNS
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.torso import Trunk
from supine.figure.vectors import add, mix
from tests.figure.test_outlines import colour_at

Points = npt.NDArray[np.float64]

Picture = dict[tuple[str, str], list[tuple[Points, float]]]
"""The polygons of each role and tone, with their mean breadth in pixels."""

SCALE = 500.0
"""Pixels per metre."""

JUMP = 4.5
"""Pixels that a line may move while the head or the eye turns by a degree."""

SMALLEST = 0.05
"""The smallest turn that is looked at, in degrees."""

SEEN = 1.4
"""Pixels: nobody sees that a shape as narrow as this comes or goes."""


def lying(turn: float = 0.0, eyes_closed: float = 0.0) -> Skeleton:
    """Return a body on its back, its head turned by `turn` degrees."""
    posture = stance("start").posture
    return solve(replace(posture, trunk=Trunk(turn=radians(turn), eyes_closed=eyes_closed)))


def drawn(skeleton: Skeleton, turn: float, rise: float) -> list[Shape]:
    """Return the shapes of the head, seen from `turn` and `rise` in degrees."""
    view = View(radians(turn), radians(rise), skeleton.head, 1.0, 1.0)
    return list(head_part(skeleton, Camera(view, SCALE, SCALE)).shapes)


def points_of(polygon: Polygon | Rim) -> Points:
    return np.array([point[:2] for point in polygon], np.float64)


def area(points: Points) -> float:
    x, y = points.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def thickness(points: Points) -> float:
    """Return the mean breadth of a narrow shape, in pixels."""
    return 2.0 * area(points) / float(np.hypot(*(np.roll(points, 1, axis=0) - points).T).sum())


def by_colour(shapes: list[Shape]) -> Picture:
    """Return the polygons of each colour, and how thick each is."""
    found: Picture = {}
    for shape in shapes:
        for polygon in filter(len, shape.polygons):
            points = points_of(polygon)
            found.setdefault((shape.role, shape.tone), []).append((points, thickness(points)))
    return found


def distances(one: Points, other: Points) -> Points:
    """Return how far each corner of `one` is from the line round `other`."""
    start = other[None]
    along = np.roll(other, -1, axis=0)[None] - start
    way = one[:, None] - start
    size = np.maximum((along**2).sum(axis=2), 1e-12)
    share = np.clip((way * along).sum(axis=2) / size, 0.0, 1.0)
    far = way - along * share[..., None]
    nearest: Points = np.sqrt((far**2).sum(axis=2)).min(axis=1)
    return nearest


def assert_no_jump(drawn_at: Callable[[float], list[Shape]], start: int, end: int) -> None:
    """Assert that all lines of a picture are near lines of the same colour in the next one.

    The end of the hairline may slide quickly along the outline of the head. Where a line has moved
    far in one degree, it must have moved less in the half of it, and so on.
    """
    before = by_colour(drawn_at(start))
    for angle in range(start, end):
        after = by_colour(drawn_at(angle + 1))
        open_ = [(float(angle), angle + 1.0, before, after)]
        while open_:
            a, b, one, two = open_.pop()
            if max(moved(one, two), moved(two, one)) > JUMP:
                assert b - a > SMALLEST, f"something jumps at {a}"
                middle = by_colour(drawn_at((a + b) / 2))
                open_ += [(a, (a + b) / 2, one, middle), ((a + b) / 2, b, middle, two)]
        before = after


def moved(one: Picture, two: Picture) -> float:
    """Return how far a line of `one` is from the lines of its colour in `two`, in pixels."""
    return max(
        farthest(points, [other for other, _ in two.get(kind, [])])
        for kind, polygons in one.items()
        for points, thick in polygons
        if thick > SEEN
    )


def farthest(points: Points, others: list[Points]) -> float:
    """Return how far the farthest corner is from the lines round `others`."""
    if not others:
        return inf
    for other in others:
        if len(other) == len(points) and np.abs(points - other).max() < JUMP:
            return 0.0
    return float(np.min([distances(points, other) for other in others], axis=0).max())


@pytest.mark.parametrize("rise", [0, 24, 55])
def test_nothing_jumps_while_the_eye_goes_round_the_head(rise: int) -> None:
    skeleton = lying()
    assert_no_jump(lambda turn: drawn(skeleton, turn, rise), -90, 90)


@pytest.mark.parametrize("view", [(12, 24), (78, 54), (40, 89)])
def test_nothing_jumps_while_the_head_turns(view: tuple[int, int]) -> None:
    assert_no_jump(lambda turn: drawn(lying(turn), *view), -80, 80)


def test_the_eyes_are_closed_in_a_long_rest_and_open_before() -> None:
    awake, asleep = (
        {shape.role: shape for shape in drawn(solve(stance(name).posture), 60, 60)}
        for name in ("start", "long-rest")
    )
    assert sum(area(points_of(one)) for one in awake["white"].polygons) > 20.0
    assert sum(area(points_of(one)) for one in asleep["white"].polygons) < 5.0
    # a line of lashes for each eye, and no iris
    assert len(awake["eye"].polygons) == 4
    assert len(asleep["eye"].polygons) == 2


def test_the_eyes_close_with_the_change_of_stance() -> None:
    whites = []
    for closed in (0.0, 0.3, 0.6, 1.0):
        shapes = {shape.role: shape for shape in drawn(lying(0.0, closed), 60, 60)}
        whites.append(sum(area(points_of(one)) for one in shapes["white"].polygons))
    assert whites == sorted(whites, reverse=True)


@pytest.mark.parametrize(("turn", "rise"), [(270, -60), (270, -20), (90, -70)])
def test_there_is_no_face_at_the_back_of_the_head(turn: int, rise: int) -> None:
    shapes = by_colour(drawn(lying(), turn, rise))
    for role in ("eye", "white", "mouth"):
        assert all(thick < 0.2 for _, thick in shapes.get((role, "fill"), []))


@pytest.mark.parametrize(
    "name",
    [
        "start",
        "core",
        "wipers",
        "bound-angle",
        "single-knee",
        "knees-in",
        "chair-sit",
        "side-lying",
    ],
)
def test_a_neck_is_seen_between_the_chin_and_the_collar(name: str) -> None:
    scene = scene_of(stance(name))
    camera = Camera(scene.view, 900.0, 620.0)
    skeleton = solve(scene.posture)
    frame, front = skeleton.head_frame, neckline(skeleton)
    chin = add(add(skeleton.head, frame.front, 0.045), frame.headward, -0.11)
    pit = add(front.middle, front.front)
    shapes = draw(replace(scene, signs=NO_SIGNS), camera)
    x, y, _, _ = camera.project(mix(chin, pit, 0.6))
    assert colour_at(shapes, x, y) == "skin"
    # and beyond the collar is the shirt
    x, y, _, _ = camera.project(add(pit, skeleton.chest_frame.headward, -0.03))
    assert colour_at(shapes, x, y) == "shirt"


@pytest.mark.parametrize("turn", [0, 25, 50, 80])
def test_the_head_lies_on_the_mat_however_it_is_turned(turn: int) -> None:
    skeleton = lying(turn)
    frame = skeleton.head_frame
    down = [-axis[2] for axis in (frame.front, frame.headward, frame.right)]
    middle = sum(way * place for way, place in zip(down, HAIR_MIDDLE, strict=True))
    reach = hypot(*(way * half for way, half in zip(down, HAIR_HALVES, strict=True)))
    assert skeleton.head[2] - middle - reach == pytest.approx(0.0, abs=0.005)
