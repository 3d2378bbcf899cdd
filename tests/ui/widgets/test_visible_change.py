from __future__ import annotations

from dataclasses import replace

import pytest

from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene, Tint
from supine.figure.stances import stance
from supine.ui.widgets.visible_change import SEEN, differ, sight_of

SIZE = (700, 400)


def seen_apart(one: Scene, other: Scene, pixels: float = SEEN) -> bool:
    return differ(sight_of(one, *SIZE), sight_of(other, *SIZE), pixels)


def twist(fullness: float = 0.0) -> Scene:
    return scene_of(stance("twist"), Phase(0.0, fullness))


def test_the_same_picture_is_not_told_apart() -> None:
    assert not seen_apart(twist(), twist())


def test_a_breath_is_seen_when_the_belly_has_risen_far_enough() -> None:
    assert not seen_apart(twist(0.0), twist(0.03))
    assert seen_apart(twist(0.0), twist(0.3))


def test_on_a_larger_picture_less_is_enough() -> None:
    small, large = (
        differ(sight_of(twist(0.0), *size), sight_of(twist(0.1), *size), SEEN)
        for size in ((120, 55), (3000, 1700))
    )
    assert (small, large) == (False, True)


@pytest.mark.parametrize("turn", [0.05, 0.5])
def test_a_knee_that_has_moved_is_seen(turn: float) -> None:
    circles = stance("gluteal-massage")
    assert seen_apart(scene_of(circles, Phase(0.0)), scene_of(circles, Phase(turn)))


def test_how_far_is_far_enough_can_be_said() -> None:
    circles = stance("gluteal-massage")
    near, far = (scene_of(circles, Phase(turn)) for turn in (0.01, 0.4))
    assert not seen_apart(scene_of(circles), near, 8.0)
    assert seen_apart(scene_of(circles), far, 8.0)


def test_a_colour_a_strap_and_another_view_are_seen() -> None:
    plain = twist()
    assert seen_apart(plain, replace(plain, right_leg=Tint(right=0.5)))
    assert seen_apart(plain, replace(plain, view=plain.view.mirrored()))
    strapped = scene_of(stance("hamstring"))
    (strap,) = strapped.straps
    assert seen_apart(strapped, replace(strapped, straps=()))
    assert seen_apart(strapped, replace(strapped, straps=(strap._replace(share=0.9),)))
