"""Arrows in the picture: large enough to be seen, whole, and not across the face."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist, hypot, radians

import pytest

from supine.core.sequence import Direction, Side
from supine.figure.arrow import HEAD, WIDTH, arrow_shapes
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.limbs import HAND, feet_in, gap_to, inside_of, is_inside, limbs_in
from supine.figure.movement import signs_of, still_scene_of
from supine.figure.outlines import Polygon, hull
from supine.figure.places import ON_FLOOR, place_of
from supine.figure.scene import ArrowKind, Scene
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.strap import bands_of, held_by
from tests.figure.bodies import STANCES

SIZES = [(180, 100), (700, 500), (1500, 1000)]
MOVING = [name for name in STANCES if stance(name).motion is not None]
CIRCLES = ["gluteal-massage", "gluteal-massage-smaller", "sacral-massage", "sacral-massage-smaller"]
SIGNED = [name for name in STANCES if still_scene_of(stance(name)).signs.arrows]


def arrows_in(scene: Scene, camera: Camera) -> list[Polygon]:
    """Return the filled outlines of the arrows, without the clasp or the bar of a force."""
    return [outlines[0] for outlines in whole_arrows_in(scene, camera)]


def whole_arrows_in(scene: Scene, camera: Camera) -> list[list[Polygon]]:
    """Return all filled outlines of each arrow: itself, and its clasp or its bar."""
    shapes = [
        shape for shape in draw(scene, camera) if (shape.role, shape.tone) == ("arrow", "fill")
    ]
    return [[[(x, y) for x, y, *_ in one] for one in shape.polygons] for shape in shapes]


def area(polygon: Polygon) -> float:
    edges = pairwise([*polygon, polygon[0]])
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges)) / 2


def test_every_motion_that_can_be_seen_has_an_arrow() -> None:
    assert set(MOVING) - set(SIGNED) <= {"thumps-press"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SIGNED)
def test_an_arrow_is_whole_and_large_enough(name: str, size: tuple[int, int]) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    width = WIDTH[0] + WIDTH[1] * camera.scale
    assert width > 3
    for outlines in whole_arrows_in(scene, camera):
        corners = [corner for outline in outlines for corner in outline]
        assert all(0 <= x <= size[0] and 0 <= y <= size[1] for x, y in corners)
    for polygon in arrows_in(scene, camera):
        assert area(polygon) > 4 * width**2
        assert max(x for x, _ in polygon) - min(x for x, _ in polygon) > HEAD[1] * width


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SIGNED)
def test_no_arrow_is_across_the_face(name: str, size: tuple[int, int]) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    x, y, _depth, scale = camera.project(solve(scene.posture).head)
    for outlines in whole_arrows_in(scene, camera):
        for polygon in outlines:
            assert all((px - x) ** 2 + (py - y) ** 2 > (0.09 * scale) ** 2 for px, py in polygon)


@pytest.mark.parametrize("name", SIGNED)
def test_the_arrows_of_the_left_side_are_the_mirror_picture(name: str) -> None:
    right, left = still_scene_of(stance(name)), still_scene_of(stance(name), side="left")
    here = arrows_in(right, Camera(right.view, 700, 500))
    there = arrows_in(left, Camera(left.view, 700, 500))
    for one, other in zip(here, there, strict=True):
        middle, mirrored = middle_of(one), middle_of(other)
        assert 700 - mirrored[0] == pytest.approx(middle[0], abs=0.01)
        assert mirrored[1] == pytest.approx(middle[1], abs=0.01)
        assert area(other) == pytest.approx(area(one))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("dead-bug", "right foot"),
        ("dead-bug", "left hand"),
        ("leg-raise", "right foot"),
        ("bird-dog-slow", "left hand"),
        ("clamshell", "right knee"),
    ],
)
def test_an_arrow_begins_at_what_moves_and_ends_at_its_ghost(
    name: str, part: str, size: tuple[int, int]
) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    arrows = arrows_in(scene, camera)
    bodies = [solve(posture) for posture in (scene.posture, *scene.signs.ghosts)]
    for body in bodies:
        x, y, _depth, scale = camera.project(place_of(part, body))
        near = min(hypot(px - x, py - y) for polygon in arrows for px, py in polygon)
        assert near < 0.12 * scale + 6.0


@pytest.mark.parametrize("seen_from", ["right", "left"])
@pytest.mark.parametrize("name", ["arms-overhead", "arms-overhead-ceiling", "arms-overhead-back"])
def test_the_arrow_of_two_arms_begins_or_ends_at_the_nearer_hand(
    name: str, seen_from: Side
) -> None:
    scene = still_scene_of(stance(name), side=None, seen_from=seen_from)
    panel = scene.panels[0].scene if scene.panels else scene
    camera = Camera(panel.view, 700, 500)
    (arrow,) = arrows_in(replace(panel, panels=()), camera)
    x, y, *_ = camera.project(place_of(f"{seen_from} hand", solve(panel.posture)))
    assert min(hypot(px - x, py - y) for px, py in arrow) < 30


@pytest.mark.parametrize("size", [(180, 100), (700, 500)])
@pytest.mark.parametrize("name", ["neck-turn", "neck-turn-left"])
def test_the_arrow_of_a_turning_head_is_beyond_the_head(name: str, size: tuple[int, int]) -> None:
    """On the chest it was one of the whole trunk."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    body = solve(scene.posture)
    (arrow,) = arrows_in(scene, camera)
    crown, chest = (camera.project(place)[1] for place in (body.head, body.spine[3]))
    assert crown < chest, "seen from the feet"
    assert max(y for _x, y in arrow) < crown


@pytest.mark.parametrize("name", ["thumps", "bridge", "cat-cow", "pelvic-tilt"])
def test_the_arrow_of_the_trunk_is_on_the_trunk(name: str) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, 700, 500)
    body = solve(scene.posture)
    corners = [corner for polygon in arrows_in(scene, camera) for corner in polygon]
    trunk = [camera.project(place)[:2] for place in (body.pelvis, *body.spine)]
    assert min(dist(one, place) for one in corners for place in trunk) < 0.14 * camera.scale


def test_the_arrow_of_a_low_back_that_lies_is_in_the_trunk_just_above_the_back() -> None:
    """Above the belly it was read as a push of the belly."""
    scene = still_scene_of(stance("pelvic-tilt"))
    closer = [panel.scene for panel in scene.panels if panel.closer]
    assert len(closer) == 2
    for near in closer:
        camera = Camera(near.view, 700, 500)
        (arrow,) = arrows_in(replace(near, panels=()), camera)
        body = solve(near.posture)
        spine = place_of("back", body)
        belly = camera.project(place_of("belly", body))[1]
        floor = camera.project((*spine[:2], 0.0))[1]
        inside, low = camera.project(spine)[1], max(y for _x, y in arrow)
        assert inside < low < floor + 1.0, "one end is at the outline of the low back"
        assert min(y for _x, y in arrow) > belly, "the other is below that of the belly"


@pytest.mark.parametrize("size", SIZES)
def test_what_moves_to_both_sides_has_one_arrow_with_two_heads_over_it(
    size: tuple[int, int],
) -> None:
    scene = still_scene_of(stance("core"))
    camera = Camera(scene.view, *size)
    (arrow,) = arrows_in(scene, camera)
    knees, right, left = (
        camera.project(place_of("knees", solve(posture)))[0]
        for posture in (scene.posture, *scene.signs.ghosts)
    )
    assert middle_of(arrow)[0] == pytest.approx(knees, abs=1.0)
    xs = [x for x, _ in arrow]
    assert max(xs) - min(xs) > 0.7 * abs(right - left)


@pytest.mark.parametrize(
    "name", ["core", "core-left", "core-nearer", "core-nearer-right", "wipers", "wipers-left"]
)
def test_the_arrow_of_both_knees_is_at_them_and_not_over_the_head(name: str) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, 900, 500)
    (arrow,) = arrows_in(scene, camera)
    body = solve(scene.posture)
    x, y = middle_of(arrow)
    knees, head = (camera.project(place)[:2] for place in (place_of("knees", body), body.head))
    assert dist((x, y), knees) < dist((x, y), head)
    end = camera.project((1.0, 0.0, 0.0))[:2]  # the feet's end of the mat
    toward = (x - head[0]) * (end[0] - head[0]) + (y - head[1]) * (end[1] - head[1])
    assert toward > 0, "from the head toward the feet's end"
    assert dist((x, y), head) > 0.15 * camera.scale, "not over the head"


def middle_of(polygon: Polygon) -> tuple[float, float]:
    """Return the mean of the corners."""
    xs, ys = zip(*polygon, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def test_a_ghost_is_behind_the_body_and_has_only_what_is_elsewhere() -> None:
    scene = still_scene_of(stance("leg-raise"))
    camera = Camera(scene.view, 700, 500)
    shapes = draw(scene, camera)
    ghost = [place for place, shape in enumerate(shapes) if shape.ghost]
    body = [place for place, shape in enumerate(shapes) if shape.role == "right_leg"]
    assert ghost
    assert max(ghost) < min(place for place in body if place not in ghost)
    points = [point for place in ghost for polygon in shapes[place].polygons for point in polygon]
    chin = camera.project(solve(scene.posture).head)[0]
    assert min(point[0] for point in points) > chin + 50


@pytest.mark.parametrize("seen_from", ["right", "left"])
def test_an_arrow_of_the_legs_goes_to_no_arm_of_a_ghost(seen_from: Side) -> None:
    """From the left, that of the knees pointed at a hand, away from where the knees had been."""
    scene = still_scene_of(stance("wipers"), side=None, seen_from=seen_from)
    camera = Camera(scene.view, 700, 500)
    (arrow,) = arrows_in(scene, camera)
    middle = camera.project(place_of("knees", solve(scene.posture)))[0]
    assert min(x for x, _ in arrow) < middle - 50
    assert max(x for x, _ in arrow) > middle + 50


PULLS = [
    name
    for name in SIGNED
    for arrow in still_scene_of(stance(name)).signs.arrows
    if arrow.kind is ArrowKind.PULL
]


@pytest.mark.parametrize("name", sorted({*PULLS}))
def test_a_pull_begins_with_a_clasp_at_the_limb_that_is_pulled(name: str) -> None:
    """In half pigeon it floated beside the head, and pointed away from the knee."""
    scene = still_scene_of(stance(name))
    camera, body = Camera(scene.view, 900, 600), solve(scene.posture)
    pulls = zip(scene.signs.arrows, whole_arrows_in(scene, camera), strict=True)
    for arrow, outlines in pulls:
        if arrow.kind is ArrowKind.PULL:
            clasp = outlines[1]
            spots = [camera.project(way[0])[:2] for way in (arrow.path, *arrow.ways)]
            apart = min(dist(corner, spot) for corner in clasp for spot in spots)
            assert apart < 0.17 * camera.scale, arrow.part
            assert not any(
                dist(corner, camera.project(body.head)[:2]) < 0.1 * camera.scale for corner in clasp
            )


@pytest.mark.parametrize("side", ["right", "left"])
def test_two_feet_that_are_pulled_apart_have_their_arrows_on_one_line(side: Side) -> None:
    """One at a heel and one at the other foot's toes looked like unequal pulls."""
    scene = still_scene_of(stance("deep-gluteal-feet"), side=side)
    camera = Camera(scene.view, 700, 500)
    one, other = (middle_of(arrow) for arrow in arrows_in(scene, camera))
    assert one[1] == pytest.approx(other[1], abs=0.04 * camera.scale)


@pytest.mark.parametrize("size", [(500, 560), (600, 560), (700, 560), (900, 560)])
@pytest.mark.parametrize("name", ["half-pigeon-knee", "half-pigeon-shin", "deep-gluteal"])
def test_a_pull_of_a_knee_is_across_no_foot(name: str, size: tuple[int, int]) -> None:
    """Over the foot of a figure four it hid which leg lies over which."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    feet = feet_in(limbs_in(solve(scene.posture), camera))
    for outlines in whole_arrows_in(scene, camera):
        assert not any(inside_of([corner for one in outlines for corner in one], feet))


TWO_PULLS = [
    name
    for name in SIGNED
    if [one.kind for one in still_scene_of(stance(name)).signs.arrows]
    == [ArrowKind.PULL, ArrowKind.PULL]
]


@pytest.mark.parametrize("size", [*SIZES, (240, 140)])
@pytest.mark.parametrize("name", TWO_PULLS)
def test_two_pulls_do_not_cross(name: str, size: tuple[int, int]) -> None:
    """In a small picture both arrows behind the thighs began in the middle."""
    scene = still_scene_of(stance(name))
    one, other = (hull(each) for each in arrows_in(scene, Camera(scene.view, *size)))
    for corners, around in ((one, other), (other, one)):
        assert not any(is_within(corner, around) for corner in corners)


def is_within(point: tuple[float, float], corners: Polygon) -> bool:
    """Return whether a point is within a convex polygon."""
    x, y = point
    sides = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in pairwise([*corners, corners[0]])
    ]
    return min(sides) > 0.0 or max(sides) < 0.0


BY_HAND = [
    name
    for name in SIGNED
    for arrow in still_scene_of(stance(name)).signs.arrows
    if arrow.kind in (ArrowKind.PUSH, ArrowKind.PRESS) and not arrow.part.endswith(ON_FLOOR)
]


@pytest.mark.parametrize("size", [(500, 560), (700, 500), (1500, 1000)])
@pytest.mark.parametrize("name", BY_HAND)
def test_a_press_begins_at_the_hand_that_presses(name: str, size: tuple[int, int]) -> None:
    """Of a push that is the bar; an arrow to the floor or to a seat goes down beside the hand."""
    scene = still_scene_of(stance(name))
    camera, body = Camera(scene.view, *size), solve(scene.posture)
    hands = [one for one in limbs_in(body, camera) if one.weight == HAND]
    (outlines,) = [
        outlines
        for arrow, outlines in zip(scene.signs.arrows, whole_arrows_in(scene, camera), strict=True)
        if arrow.kind in (ArrowKind.PUSH, ArrowKind.PRESS)
    ]
    corners = [corner for outline in outlines for corner in outline]
    assert min(gap_to(corner, hand) for corner in corners for hand in hands) < 0.05 * camera.scale


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", BY_HAND)
def test_the_arrow_of_a_press_is_across_no_hand(name: str, size: tuple[int, int]) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    hands = [one for one in limbs_in(solve(scene.posture), camera) if one.weight == HAND]
    for arrow, outlines in zip(scene.signs.arrows, whole_arrows_in(scene, camera), strict=True):
        if arrow.kind in (ArrowKind.PUSH, ArrowKind.PRESS):
            assert not is_inside(middle_of(outlines[0]), hands)


@pytest.mark.parametrize(
    ("name", "kind", "ahead"),
    [
        ("hamstring", ArrowKind.PULL, False),
        ("hamstring", ArrowKind.PUSH, False),
        ("inner-thigh", ArrowKind.PRESS, True),
        ("thumps-press", ArrowKind.PRESS, True),
    ],
)
def test_only_a_press_on_a_floor_has_its_sign_ahead(
    name: str, kind: ArrowKind, *, ahead: bool
) -> None:
    """A pull begins at a clasp, and a push at a bar, like the palm of a hand."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, 900, 600)
    found = zip(scene.signs.arrows, whole_arrows_in(scene, camera), strict=True)
    for arrow, (outline, sign) in (one for one in found if one[0].kind is kind):
        (tail_x, tail_y), (tip_x, tip_y) = (camera.project(at)[:2] for at in arrow.path)
        (x, y), (sign_x, sign_y) = middle_of(outline), middle_of(sign)
        along = (sign_x - x) * (tip_x - tail_x) + (sign_y - y) * (tip_y - tail_y)
        assert (along > 0.0) == ahead


@pytest.mark.parametrize("size", [(500, 560), (700, 500), (1500, 1000)])
@pytest.mark.parametrize(
    "name", ["iliotibial-band", "iliotibial-band-across", "iliotibial-band-nearer"]
)
def test_an_arrow_of_a_foot_that_goes_a_little_way_is_beyond_it_and_its_ghost(
    name: str, size: tuple[int, int]
) -> None:
    """Across their toes both feet looked cut off."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    bodies = [solve(scene.posture), *map(solve, scene.signs.ghosts)]
    feet = [feet_in(limbs_in(body, camera))[0] for body in bodies]
    # toes and a strap are a little broader than these rough feet
    feet = [one._replace(radius=one.radius + 0.01 * camera.scale) for one in feet]
    (arrow,) = [one for one in scene.signs.arrows if one.part.endswith("foot")]
    outline = arrows_in(scene, camera)[scene.signs.arrows.index(arrow)]
    assert not any(inside_of(outline, feet))


@pytest.mark.parametrize("size", [(380, 280), (700, 500)])
@pytest.mark.parametrize("name", ["hamstring", "hamstring-lower", "hamstring-middle"])
def test_a_pull_at_a_strap_is_beside_the_ends_that_hang_from_the_hand(
    name: str, size: tuple[int, int]
) -> None:
    """Through the clasp of its arrow they looked like a piece of something else."""
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, *size)
    bands = bands_of(*held_by(scene.straps[0], solve(scene.posture)))
    ends = [stations for band, _hand, stations in bands if "end" in band]
    seen = [camera.project(one.middle)[:2] for stations in ends for one in stations[2:]]
    pull = next(n for n, one in enumerate(scene.signs.arrows) if one.kind is ArrowKind.PULL)
    corners = [one for outline in whole_arrows_in(scene, camera)[pull] for one in outline]
    assert min(dist(one, corner) for one in seen for corner in corners) > 0.02 * camera.scale


@pytest.mark.parametrize("direction", ["clockwise", "anticlockwise"])
@pytest.mark.parametrize("name", CIRCLES)
def test_a_ring_lies_level_above_both_knees_and_hands(name: str, direction: Direction) -> None:
    """Round the knees it went through the hands, and was wider than the knees ever go."""
    motion = stance(name).motion
    assert motion is not None
    assert motion.knees is not None
    body = solve(still_scene_of(stance(name)).posture)
    (arrow,) = signs_of(stance(name), direction=direction).arrows
    xs, ys, zs = zip(*arrow.path, strict=True)
    assert max(zs) - min(zs) < 1e-9
    for arm in (body.right_arm, body.left_arm):
        assert zs[0] - arm.wrist[2] > 0.15
    middle = place_of("knees", body)
    for axis, radius, place in zip((xs, ys), motion.knees, middle, strict=False):
        assert 1.6 * radius < max(axis) - min(axis) <= 2.0 * radius
        assert min(axis) < place < max(axis)
    assert 0.1 < zs[0] - middle[2] < 0.26


@pytest.mark.parametrize("name", CIRCLES)
def test_a_ring_is_before_the_body_and_no_line_from_where_it_is_seen(name: str) -> None:
    scene = still_scene_of(stance(name))
    camera = Camera(scene.view, 700, 500)
    shapes = draw(scene, camera)
    rings = [n for n, one in enumerate(shapes) if (one.role, one.tone) == ("arrow", "fill")]
    legs = [n for n, one in enumerate(shapes) if one.role.endswith("leg") and not one.ghost]
    assert max(legs) < min(rings)
    (outline,) = shapes[rings[-1]].polygons
    x, y, _ = place_of("knees", solve(scene.posture))
    x, y, *_ = camera.project((x, y, scene.signs.arrows[0].path[0][2]))
    columns, rows = ([corner[axis] for corner in outline] for axis in (0, 1))
    assert min(columns) < x < max(columns)
    assert min(rows) < y < max(rows)
    assert max(rows) - min(rows) > 0.04 * camera.scale


@pytest.mark.parametrize("rise", [15, 30, 43, 70])
@pytest.mark.parametrize("turn", range(5, 360, 50))
def test_a_ring_has_one_head_from_wherever_it_is_seen(turn: int, rise: int) -> None:
    scene = still_scene_of(stance("gluteal-massage"))
    view = replace(scene.view, turn=radians(turn), rise=radians(rise))
    shapes = [
        shape
        for shape in arrow_shapes(
            scene.signs.arrows, solve(scene.posture), [], Camera(view, 700, 500)
        )
        if shape.tone == "fill"
    ]
    assert [len(shape.polygons) for shape in shapes] == [1]
