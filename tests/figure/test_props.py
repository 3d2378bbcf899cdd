"""The things round the body: where they stand, how they come and go, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import hypot, pi, radians
from typing import get_args

import pytest

from supine.figure.body import body_of
from supine.figure.camera import Camera, View
from supine.figure.depth import box_of
from supine.figure.drawing import draw
from supine.figure.frame import framed, holding_mat
from supine.figure.joints import Skeleton
from supine.figure.motion import posture_at, scene_of
from supine.figure.movement import still_scene_of
from supine.figure.outlines import Polygon, Rim, hull
from supine.figure.parts import Part
from supine.figure.places import place_of
from supine.figure.props import (
    SEAT,
    SIZES,
    SOFT,
    Thing,
    hard_boxes,
    head_block_of,
    order_of_things,
    prop_corners,
    things_of,
)
from supine.figure.scene import Prop, PropKind, Scene, blend_scenes, mirror_scene
from supine.figure.scenery import SHADOW_STEPS, rest_shadow, shadows, wall_shadows
from supine.figure.solver import solve
from supine.figure.stance import MAX_PROPS, What
from supine.figure.stances import draft, props_of, stance
from supine.figure.vectors import (
    ACROSS,
    ALONG,
    UP,
    Vector,
    add,
    cross,
    dot,
    mirrored,
    mix,
    sub,
    unit,
)
from tests.figure.bodies import STANCES, phases, rows_of
from tests.figure.changing import LIKE, problems_in, read_stance


def test_a_file_can_name_each_kind_of_thing() -> None:
    assert set(get_args(What)) == set(PropKind)


def test_a_block_under_the_head_looks_like_the_one_that_lay_ready() -> None:
    """A cushion with round corners was read as another thing than the block beside the head."""
    ready, propped = (scene_of(stance(name)) for name in ("strap-block-ready", "strap-on-propped"))
    (block,) = (one for one in ready.props if one.kind is PropKind.BLOCK)
    camera = Camera(propped.view, 900.0, 500.0)
    (lying,) = things_of(block, camera)
    (under,) = head_block_of(solve(propped.posture), camera)
    tones = [[one.tone for one in thing.part.shapes] for thing in (lying, under)]
    assert tones[0] == tones[1]
    (long, broad, high), (other_long, other_broad, other_high) = map(extent, (lying, under))
    assert {long, broad} == {other_long, other_broad}
    assert high == pytest.approx(other_high, abs=0.01)


def extent(thing: Thing) -> tuple[float, float, float]:
    """Return how long, broad and high a thing is along the mat, in metres."""
    xs, ys, zs = zip(*thing.corners, strict=True)
    return tuple(round(max(axis) - min(axis), 3) for axis in (xs, ys, zs))


def test_a_file_names_things_with_their_places_and_turns() -> None:
    of = read_stance(
        "test",
        LIKE + "props: [{what: bolster, at: [0.4, 0, 0], turn: 90}, {what: wall, at: [1, 0, 0]}]",
    )
    assert props_of(of.file) == (
        Prop(PropKind.BOLSTER, (0.4, 0.0, 0.0), pi / 2),
        Prop(PropKind.WALL, (1.0, 0.0, 0.0)),
    )


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
        assert any(shape.role == role_of(kind) and shape.polygons for shape in shapes)


def role_of(kind: PropKind) -> str:
    """Return the role of the shapes of a thing: a strap is like one that is held."""
    return "strap" if kind is PropKind.STRAP else "prop"


def test_a_strap_lies_flat_on_the_floor_before_it_is_round_a_foot() -> None:
    ready, held = scene_of(stance("strap-ready")), scene_of(stance("strap-round-foot"))
    (strap,) = ready.props
    assert strap.kind is PropKind.STRAP
    assert max(up for _along, _across, up in prop_corners(strap)) < 0.02
    assert (ready.straps, held.props) == ((), ())
    assert held.straps


def painted_after(scene: Scene, role: str, view: View) -> bool:
    """Return whether all shapes of `role` are painted after the things' shapes."""
    shapes = draw(scene, Camera(view, 700.0, 500.0))
    things = [place for place, shape in enumerate(shapes) if shape.role == "prop"]
    own = [place for place, shape in enumerate(shapes) if shape.role == role]
    return max(things) < min(own)


@pytest.mark.parametrize("turn", [0, 12, 45, 90, 170])
@pytest.mark.parametrize("rise", [16, 24, 60])
def test_legs_are_painted_over_the_cushion_that_they_lie_on(turn: int, rise: int) -> None:
    scene = scene_of(stance("twist-cushion"))
    view = replace(scene.view, turn=radians(turn), rise=radians(rise))
    assert painted_after(scene, "right_leg", view)


def test_a_wall_is_painted_before_the_body_from_all_sides() -> None:
    scene = replace(scene_of(stance("start")), props=(Prop(PropKind.WALL, (0.6, 0.0, 0.0)),))
    for turn in (0, 45, 90, 180, 270):
        view = replace(scene.view, turn=radians(turn))
        assert all(painted_after(scene, role, view) for role in ("skin", "shirt"))


def test_a_chair_is_behind_or_before_the_body_as_it_stands() -> None:
    body = scene_of(stance("legs-long"))
    for turn, side in ((0, -0.8), (180, 0.8)):
        chair = replace(body, props=(Prop(PropKind.CHAIR, (0.0, side, 0.0)),))
        view = replace(body.view, turn=radians(turn), rise=radians(5))
        assert painted_after(chair, "shirt", view)


def test_a_thing_that_did_not_move_is_not_drawn_again() -> None:
    camera = Camera(View(), 700.0, 500.0)
    prop = Prop(PropKind.CHAIR, (0.0, 0.0, 0.0))
    assert things_of(prop, camera) is things_of(Prop(PropKind.CHAIR, (0.0, 0.0, 0.0)), camera)


def test_only_what_is_near_the_mat_has_a_shadow() -> None:
    lying = scene_of(stance("legs-long"))
    up = stance("hamstring").posture.right_leg
    raised = replace(lying, posture=replace(lying.posture, right_leg=up))
    fewer, more = polygons_of_shadow(raised), polygons_of_shadow(lying)
    assert all(polygon in more for polygon in fewer)
    # the raised leg has none, neither its own nor that of its foot
    assert len(fewer) <= len(more) - 2 * len(SHADOW_STEPS)


@pytest.mark.parametrize(
    ("name", "hovering"),
    [
        # that of both legs
        ("core-right", 1),
        ("core-left", 1),
        ("dead-bug-reach", 1),
        ("twist-cushion", 0),
        ("start", 0),
        ("core", 0),
        ("side-lying", 0),
        ("side-lying-turn", 0),
        ("kneeling-at-chair", 0),
    ],
)
def test_a_foot_that_hovers_has_a_shadow_apart_from_it(name: str, hovering: int) -> None:
    """Seen from the feet nobody knew whether legs beside the body lay on the floor."""
    scene = scene_of(stance(name))
    camera = Camera(scene.view, 700.0, 500.0)
    found = shadows(scene, solve(scene.posture), camera)
    assert len(found) - len(SHADOW_STEPS) == hovering


def test_the_shadow_of_a_foot_fades_as_it_is_lifted() -> None:
    found = []
    for height in range(7, 50):
        text = f"title: T\nlike: start\nright_leg: {{ankle: [0.36, 0.11, {height / 100}], "
        of = draft("test", text + "knee_toward: [0, 0, 1], foot: square}\n")["test"]
        scene = scene_of(of)
        shapes = shadows(scene, solve(scene.posture), Camera(scene.view, 700.0, 500.0))
        found.append(sum(one.share for one in shapes[: -len(SHADOW_STEPS)]))
    assert found[0] == found[-1] == 0.0
    assert max(found) > 0.5
    assert max(abs(a - b) for a, b in pairwise(found)) < 0.2


def polygons_of_shadow(scene: Scene) -> list[Polygon | Rim]:
    camera = Camera(scene.view, 700.0, 500.0)
    found = shadows(scene, solve(scene.posture), camera)
    return [one for shape in found for one in shape.polygons]


def test_a_body_that_shuffles_to_the_wall_sees_one_wall_come_nearer() -> None:
    far, near = (scene_of(stance(name)) for name in ("legs-up-wall-bent", "legs-up-wall"))
    places = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        (wall,) = blend_scenes(far, near, share).props
        assert (wall.kind, wall.share) == (PropKind.WALL, 1.0)
        places.append(wall.place[0])
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == 5


def test_cushions_that_are_pushed_slide_and_are_never_seen_twice() -> None:
    before, after = (scene_of(stance(one)) for one in ("_bound-angle-open", "bound-angle"))
    for share in (0.01, 0.5, 0.99):
        right, left = blend_scenes(before, after, share).props
        assert right.share == left.share == 1.0
        assert right.place == pytest.approx((0.1 + 0.09 * share, 0.64 - 0.21 * share, 0.0))
        assert left.place[1] == pytest.approx(-right.place[1])


def test_a_bolster_that_comes_from_afar_fades_in_there() -> None:
    before, after = (scene_of(stance(one)) for one in ("rest-bolster-ready", "rest-bolster-under"))
    shares = sorted(one.share for one in blend_scenes(before, after, 0.25).props)
    assert shares == pytest.approx([0.25, 0.75])


def test_a_mat_ends_at_the_wall_that_stands_across_it() -> None:
    body, whole = solve(stance("start").posture), View().mat_end
    across = framed(View(), [body], [Prop(PropKind.WALL, (0.5, 0.0, 0.0))])
    assert across.mat_end == 0.5
    beside = framed(View(), [body], [Prop(PropKind.WALL, (0.5, 0.5, 0.0), pi / 2)])
    assert beside.mat_end == whole


def test_there_is_no_mat_under_a_chair_unless_the_file_says_so() -> None:
    chair = LIKE + "props: [{what: chair, at: [0, 0, 0]}]\n"
    assert read_stance("test", LIKE).view.mat == 1.0
    assert read_stance("test", LIKE + "mat: false\n").view.mat == 0.0
    assert read_stance("test", chair).view.mat == 0.0
    assert read_stance("test", chair + "mat: true\n").view.mat == 1.0


def test_a_mat_fades_in_and_the_view_grows_with_it() -> None:
    small = View(width=0.5, height=0.5, mat=0.0)
    assert holding_mat(small) == small
    grown = [holding_mat(replace(small, mat=share)).width for share in (0.0, 0.1, 0.5, 1.0)]
    assert grown == sorted(grown)
    assert grown[1] < 2 * grown[0] < grown[3]


def test_all_polygons_of_a_shadow_go_the_same_way_round() -> None:
    # two that cross each other the other way round would leave a hole
    scene = replace(
        scene_of(stance("long-rest")), props=(Prop(PropKind.CHAIR, (0.0, 0.4, 0.0), 0.3),)
    )
    ways = {area(polygon) > 0.0 for polygon in polygons_of_shadow(scene)}
    assert len(ways) == 1


def area(polygon: Sequence[tuple[float, ...]]) -> float:
    corners = [(point[0], point[1]) for point in polygon]
    return sum(
        ax * by - ay * bx
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


@pytest.mark.parametrize("name", ["rest-bolster", "twist-cushion"])
def test_the_heavy_line_round_the_body_is_painted_over_what_it_lies_on(name: str) -> None:
    scene = scene_of(stance(name))
    shapes = draw(scene, Camera(scene.view, 700.0, 500.0))
    things = [place for place, shape in enumerate(shapes) if shape.role == "prop"]
    lines = [place for place, shape in enumerate(shapes) if shape.role == "outline"]
    assert max(things) < min(lines)


def test_what_is_beside_a_thing_in_the_picture_has_no_order_with_it() -> None:
    """Behind a cushion on the calves, a far thigh beside it brought a shin before it."""
    camera = Camera(View(turn=radians(45), rise=radians(30)), 700.0, 500.0)
    (thing,) = things_of(Prop(PropKind.CUSHION, (0.0, 0.0, 0.2)), camera)
    left, top, right, bottom = box_of(thing.part.seen)
    below = camera.project((0.0, 0.0, 0.0))

    def order(x: float, y: float) -> set[tuple[int, int]]:
        part = Part(("ball",), ((x, y, 2.0, below[2]),), ())
        return order_of_things([thing.part, part], [thing], camera)

    assert order(left + 2.0, top + 2.0) == set()
    assert order(right - 2.0, bottom - 2.0) == set()
    assert order((left + right) / 2, (top + bottom) / 2) == {(1, 0)}


def rests_on(name: str, **changes: Prop) -> list[tuple[str, bool]]:
    """Return for each thing in a stance its kind, and whether a body that rests there is seen."""
    of = stance(name)
    skeleton, scene = solve(of.posture), scene_of(of)
    camera = Camera(scene.view, 700.0, 500.0)
    props = [changes.get(prop.kind.value, prop) for prop in scene.props]
    return [(one.kind.value, rest_shadow(one, skeleton, camera) is not None) for one in props]


@pytest.mark.parametrize(
    "name",
    [
        "twist-cushion", "bound-angle", "rest-bolster", "chair-sit", "one-knee-at-chair",
        "side-lying-head", "clamshell",
    ],
)  # fmt: skip
def test_what_rests_on_a_thing_has_a_shadow_there(name: str) -> None:
    """Nobody saw whether the knees lay on the cushion or were held above it."""
    assert {rests for _kind, rests in rests_on(name)} == {True}


def test_a_cushion_may_be_thicker_than_usual_and_is_that_high_in_the_picture() -> None:
    ((head, thick),) = [(one, one.high) for one in props_of(stance("side-lying-head").file)]
    assert thick > SIZES[PropKind.CUSHION].up
    assert max(up for _x, _y, up in prop_corners(head)) == pytest.approx(thick)


def test_what_is_beside_a_thing_or_above_it_has_no_shadow_there() -> None:
    assert rests_on("_twist-cushion-hips") == [("cushion", False)]
    # the shins slope down to the feet, and are above all of it
    lower = Prop(PropKind.CUSHION, (-0.04, 0.46, -0.09))
    assert rests_on("twist-cushion", cushion=lower) == [("cushion", False)]
    assert rests_on("legs-up-wall") == [("wall", False)]


@pytest.mark.parametrize("name", ["twist-cushion", "chair-sit", "rest-bolster"])
def test_a_shadow_on_a_thing_is_on_its_top(name: str) -> None:
    scene = scene_of(stance(name))
    camera = Camera(scene.view, 700.0, 500.0)
    (prop,) = scene.props
    rest = rest_shadow(prop, solve(scene.posture), camera)
    assert rest is not None
    name, shape = rest
    (thing,) = (one for one in things_of(prop, camera) if name in one.part.names)
    corners = hull([camera.project(corner)[:2] for corner in thing.corners])
    whole = area(corners)
    for polygon in shape.polygons:
        for point in polygon:
            # a point outside would make the outline larger
            assert area(hull([*corners, (point[0], point[1])])) < whole * 1.01


TOUCHES = 0.02
"""Metres by which a rounded limb may be inside a hard thing that it touches."""

FLAT = 0.03
"""How thick a ring of a limb counts along its bone, in metres."""

Solid = tuple[Vector, tuple[Vector, ...], tuple[float, ...]]
"""An ellipsoid: its middle, the directions of its axes, and half their lengths."""


@pytest.mark.parametrize("name", [name for name in STANCES if props_of(stance(name).file)])
def test_no_limb_goes_through_a_chair_or_a_wall(name: str) -> None:
    of = stance(name)
    boxes = [box for prop in props_of(of.file) for box in hard_boxes(prop)]
    inside = {
        f"{part} is {-gap:.3f} m in the {thing}"
        for phase in phases(of)[::3]
        for part, solid in solids_of(solve(posture_at(of, phase)))
        for thing, corners in boxes
        if (gap := gap_to_box(solid, corners)) < -(SOFT if thing == "chair seat" else TOUCHES)
    }
    assert inside == set()


def test_a_shin_through_the_leg_of_a_chair_would_be_seen() -> None:
    lie = LIKE + "props: [{what: chair, at: [0.12, -0.07, 0]}]"
    of = read_stance("test", lie)
    (prop,) = props_of(of.file)
    gaps = [
        gap_to_box(solid, corners)
        for part, solid in solids_of(solve(of.posture))
        for thing, corners in hard_boxes(prop)
        if (part, thing) == ("right shin", "chair leg")
    ]
    assert min(gaps) < -TOUCHES


def solids_of(skeleton: Skeleton) -> Iterator[tuple[str, Solid]]:
    """Yield the body as ellipsoids: its rings with those between them, its hands and feet."""
    for tube in (tube for group in body_of(skeleton) for tube in group):
        for a, b in pairwise(tube.rings):
            for share in (0.0, 0.5, 1.0):
                right, front = mix(a.right, b.right, share), mix(a.front, b.front, share)
                along = unit(cross(front, right))
                thick = max(FLAT, hypot(*(a.cap if share == 0.0 else b.cap)))
                axes, halves = (unit(right), unit(front), along), (hypot(*right), hypot(*front))
                yield tube.name, (mix(a.middle, b.middle, share), axes, (*halves, thick))
    for row in rows_of(skeleton):
        if row.name not in {tube.name for group in body_of(skeleton) for tube in group}:
            for middle, radius in row.balls:
                yield row.name, (middle, (ALONG, ACROSS, UP), (radius,) * 3)


def gap_to_box(solid: Solid, corners: Sequence[Vector]) -> float:
    """Return the metres from an ellipsoid to a box, below 0 inside it."""
    middle, directions, halves = solid
    ends = [sub(corners[number], corners[0]) for number in (4, 2, 1)]
    place, inside, nearest = sub(middle, corners[0]), 9.0, corners[0]
    for end in ends:
        size, axis = hypot(*end), unit(end)
        along = dot(place, axis)
        inside = min(inside, along, size - along)
        nearest = add(nearest, axis, min(size, max(0.0, along)))
    way = sub(nearest, middle)
    if inside > 0.0:
        return -inside - min(halves)
    way_there = unit(way)
    shares = (dot(way_there, axis) / half for axis, half in zip(directions, halves, strict=True))
    return hypot(*way) - 1.0 / hypot(*shares)


def test_feet_have_a_shadow_on_the_wall_that_they_touch_and_no_others() -> None:
    """Heels at a wall were read as hovering before it."""
    up, lying = (solve(stance(name).posture) for name in ("legs-up-wall", "start"))
    scene = still_scene_of(stance("legs-up-wall"))
    camera = Camera(scene.view, 900, 600)
    (wall,) = scene.props
    shapes = list(wall_shadows(wall, up, camera))
    for heel in (place_of("right heel", up), place_of("left heel", up)):
        x, y, _depth, scale = camera.project(heel)
        near = [
            hypot(px - x, py - y)
            for shape in shapes
            for polygon in shape.polygons
            for px, py, *_ in polygon
        ]
        assert min(near) < 0.1 * scale
    assert list(wall_shadows(wall, lying, camera)) == []
