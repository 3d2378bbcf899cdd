"""The strap: it goes round the ball of the foot, through the hands, and its ends lie softly."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist, radians

import pytest

from supine.figure.camera import Camera
from supine.figure.joints import Skeleton
from supine.figure.motion import scene_of
from supine.figure.movement import still_scene_of
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.figure.strap import (
    HALF,
    LENGTH,
    THICK,
    THIN,
    Station,
    bands_of,
    hand_middle,
    held_by,
    strap_parts,
    strap_places,
)
from supine.figure.vectors import Vector, add, distance, mirrored, mix
from tests.figure.bodies import STANCES, gap, rows_of

STRAPPED = [name for name in STANCES if stance(name).file.strap]

TOUCH = 0.012
"""How far, in metres, a strap may be from the skin that it lies on."""


def strapped(name: str) -> tuple[Skeleton, dict[str, list[tuple[Station, ...]]]]:
    """Return the body of a stance, and the bands of its strap by their names."""
    scene = scene_of(stance(name))
    skeleton = solve(scene.posture)
    found: dict[str, list[tuple[Station, ...]]] = {}
    for name_of, _hand, stations in bands_of(*held_by(scene.straps[0], skeleton)):
        found.setdefault(name_of, []).append(stations)
    return skeleton, found


@pytest.mark.parametrize("name", STRAPPED)
def test_the_strap_touches_the_ball_of_the_foot(name: str) -> None:
    skeleton, bands = strapped(name)
    foot = next(row.balls for row in rows_of(skeleton) if row.name == "right foot")
    middle = bands["strap round the foot"][0][1].middle
    assert abs(gap(middle, foot)) < TOUCH


@pytest.mark.parametrize("name", STRAPPED)
def test_the_strap_goes_through_each_hand_that_holds_it_and_comes_out(name: str) -> None:
    skeleton, bands = strapped(name)
    rows = {row.name: row.balls for row in rows_of(skeleton)}
    for hand in stance(name).file.strap or ():
        arm = getattr(skeleton, f"{hand}_arm")
        palm = add(arm.wrist, arm.fingers, 0.075)
        for band in (*bands[f"strap {hand}"], *bands[f"strap end {hand}"]):
            assert min(distance(one.middle, hand_middle(arm)) for one in band) < 1e-9
            assert min(distance(one.middle, palm) for one in band) < 0.03
        inside = [one.middle for one in bands[f"strap {hand}"][0]]
        for part in ("hand", "middle finger", "ring finger"):
            assert min(gap(place, rows[f"{hand} {part}"]) for place in inside) < HALF, part
        assert distance(bands[f"strap end {hand}"][0][-1].middle, hand_middle(arm)) > 0.1


@pytest.mark.parametrize("name", STRAPPED)
def test_both_ends_are_seen_in_a_hand_that_holds_both(name: str) -> None:
    skeleton, bands = strapped(name)
    hands = scene_of(stance(name)).straps[0].hands
    ends = [band for key, found in bands.items() if "end" in key for band in found]
    assert len(ends) == 2
    tips = [end[-1].middle for end in ends]
    assert distance(*tips) > 0.04
    if len(hands) == 1:
        fist = hand_middle(getattr(skeleton, f"{hands[0]}_arm"))
        assert all(distance(end[0].middle, fist) < 1e-9 for end in ends)


@pytest.mark.parametrize("name", STRAPPED)
def test_the_strap_is_not_longer_than_a_strap_is(name: str) -> None:
    _skeleton, bands = strapped(name)
    whole = sum(
        distance(a.middle, b.middle)
        for bands_of_name in bands.values()
        for band in bands_of_name
        for a, b in pairwise(band)
    )
    assert whole < LENGTH + 0.05


@pytest.mark.parametrize("name", STRAPPED)
def test_no_end_hangs_through_the_mat(name: str) -> None:
    for place in strap_places(scene_of(stance(name)).straps[0], strapped(name)[0]):
        assert place[2] >= THICK


@pytest.mark.parametrize("name", [name for name in STRAPPED if name.startswith("hamstring")])
def test_an_end_over_the_trunk_only_hangs(name: str) -> None:
    # what lay on the trunk was half hidden, and looked like a torn piece
    for band_name, bands in strapped(name)[1].items():
        for band in bands if "end" in band_name else ():
            assert not any(station.on_trunk for station in band), band_name
            heights = [station.middle[2] for station in band][1:]
            assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("name", ["hamstring", "iliotibial-band", "inner-thigh"])
def test_an_end_that_does_not_reach_what_is_below_hangs_straight(name: str) -> None:
    """It was bent at its tip as if it lay there."""
    for end in strapped(name)[1][f"strap end {scene_of(stance(name)).straps[0].hands[0]}"]:
        (ax, ay, _), (bx, by, low) = end[-2].middle, end[-1].middle
        assert low > 0.05
        assert dist((ax, ay), (bx, by)) < 0.02


@pytest.mark.parametrize("name", ["inner-thigh", "inner-thigh-out", "inner-thigh-less"])
def test_no_end_comes_to_light_below_the_leg_that_it_hangs_behind(name: str) -> None:
    """It looked like a torn piece that lies under the thigh."""
    skeleton, bands = strapped(name)
    camera = Camera(still_scene_of(stance(name)).view, 900, 600)
    leg = skeleton.right_leg
    (ax, ay, *_), (bx, by, *_) = camera.project(leg.hip), camera.project(leg.ankle)

    def above_leg(place: Vector) -> float:
        x, y, *_ = camera.project(place)
        return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / dist((ax, ay), (bx, by))

    assert above_leg(hand_middle(skeleton.right_arm)) > 0.0
    ends = [band for key, found in bands.items() if "end" in key for band in found]
    lowest = min(above_leg(station.middle) for end in ends for station in end)
    assert lowest > -0.05 * camera.scale, "the leg hides what is not far below its middle"


Line = tuple[tuple[float, float], tuple[float, float]]


def crosses(one: Line, other: Line) -> bool:
    """Return whether two lines cross."""

    def side(line: Line, place: tuple[float, float]) -> float:
        (ax, ay), (bx, by) = line
        return (bx - ax) * (place[1] - ay) - (by - ay) * (place[0] - ax)

    apart = side(one, other[0]) * side(one, other[1]) < 0.0
    return apart and side(other, one[0]) * side(other, one[1]) < 0.0


def sag_of(band: tuple[Station, ...]) -> float:
    """Return how far the middle of a line hangs below the straight line, in metres."""
    first, *inner, last = [one.middle for one in band][2:-1]
    sags = []
    for place in inner:
        share = (place[0] - first[0]) / (last[0] - first[0])
        sags.append(mix(first, last, share)[2] - place[2])
    return max(sags)


def test_a_strap_is_taut_where_a_straight_leg_pulls_and_hangs_a_little_else() -> None:
    _skeleton, taut = strapped("hamstring")
    _skeleton, slack = strapped("strap-on")
    assert max(map(sag_of, taut["strap left"])) < 0.004
    assert 0.01 < min(map(sag_of, slack["strap left"])) < 0.06


@pytest.mark.parametrize("turn", range(0, 360, 15))
def test_no_strap_from_a_foot_to_a_hand_is_a_hair(turn: int) -> None:
    """Seen along its plane, what is across it lies along it in the picture."""
    of = stance("hamstring-two-hands")
    scene = scene_of(of)
    camera = Camera(replace(scene.view, turn=radians(turn)), 900, 560)
    lines = [
        part
        for part in strap_parts(scene.straps[0], solve(scene.posture), camera)
        if part.names in (("strap right",), ("strap left",))
    ]
    assert lines
    for part in lines:
        (outline,) = next(one for one in part.shapes if one.tone == "edge").polygons
        around = [*pairwise(outline), (outline[-1], outline[0])]
        area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in around)) / 2.0
        length = sum(dist(a, b) for a, b in around) / 2.0
        assert area > 0.7 * 2.0 * THIN * camera.scale * length, part.names


@pytest.mark.parametrize("turn", range(-90, 95, 20))
@pytest.mark.parametrize("name", ["iliotibial-band", "hamstring", "inner-thigh", "strap-on"])
def test_the_edges_of_a_strap_that_turns_over_do_not_cross(name: str, turn: int) -> None:
    """Where they did, it was a point, and read as torn."""
    scene = scene_of(stance(name))
    camera = Camera(replace(scene.view, turn=radians(turn)), 900, 560)
    for part in strap_parts(scene.straps[0], solve(scene.posture), camera):
        (outline,) = next(one for one in part.shapes if one.tone == "edge").polygons
        places = [(x, y) for x, y, *_ in outline]
        one_edge, other = places[: len(places) // 2], places[: len(places) // 2 - 1 : -1]
        for (a, b), (c, d) in zip(pairwise(one_edge), pairwise(other), strict=True):
            assert not crosses((a, b), (c, d)), part.names


@pytest.mark.parametrize("name", STRAPPED)
def test_the_strap_is_mirrored_with_the_body(name: str) -> None:
    scene = scene_of(stance(name))
    there = scene_of(stance(name), side="left")
    here = strap_places(scene.straps[0], solve(scene.posture))
    other = strap_places(there.straps[0], solve(there.posture))

    def rounded(place: Vector) -> tuple[float, ...]:
        return tuple(round(one, 5) + 0.0 for one in place)

    assert {rounded(place) for place in here} == {rounded(mirrored(place)) for place in other}


def test_a_strap_that_fades_has_less_opacity_in_all_its_shapes() -> None:
    scene = scene_of(stance("strap-on"))
    skeleton, camera = solve(scene.posture), Camera(scene.view, 700.0, 500.0)
    (strap,) = scene.straps
    whole = [shape.share for part in strap_parts(strap, skeleton, camera) for shape in part.shapes]
    faded = strap_parts(strap._replace(share=0.5), skeleton, camera)
    assert [shape.share for part in faded for shape in part.shapes] == [one / 2 for one in whole]


def test_an_unmoved_strap_is_not_drawn_again() -> None:
    scene = scene_of(stance("hamstring"))
    camera = Camera(scene.view, 700.0, 500.0)
    full = solve(replace(scene.posture, fullness=1.0))
    empty = solve(replace(scene.posture, fullness=0.0))
    (strap,) = scene.straps
    assert strap_parts(strap, full, camera) is strap_parts(strap, empty, camera)
