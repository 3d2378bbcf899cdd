from __future__ import annotations

from dataclasses import replace

import pytest

from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene, Tint
from supine.figure.stances import stance
from supine.ui.widgets.visible_change import VISIBLE_MOVE, visible_state, visibly_differs

SIZE = (700, 400)


def looks_different(
    one: Scene, other: Scene, pixels: float = VISIBLE_MOVE, size: tuple[int, int] = SIZE
) -> bool:
    return visibly_differs(visible_state(one, *size), visible_state(other, *size), pixels)


def twist(fullness: float = 0.0) -> Scene:
    return scene_of(stance("twist"), Phase(0.0, fullness))


def test_the_same_picture_does_not_differ() -> None:
    assert not looks_different(twist(), twist())


def test_a_breath_is_visible_when_the_belly_has_risen_far_enough() -> None:
    assert not looks_different(twist(0.0), twist(0.03))
    assert looks_different(twist(0.0), twist(0.3))


def test_in_a_larger_picture_smaller_changes_are_visible() -> None:
    small, large = (
        looks_different(twist(0.0), twist(0.1), size=size) for size in ((120, 55), (3000, 1700))
    )
    assert (small, large) == (False, True)


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_a_knee_that_has_moved_is_visible(share: float) -> None:
    circles = stance("gluteal-massage")
    assert looks_different(scene_of(circles, Phase(0.0)), scene_of(circles, Phase(share)))


def test_the_distance_can_be_given() -> None:
    circles = stance("gluteal-massage")
    near, far = (scene_of(circles, Phase(share)) for share in (0.01, 0.4))
    assert not looks_different(scene_of(circles), near, 8.0)
    assert looks_different(scene_of(circles), far, 8.0)


def test_a_colour_a_strap_and_another_view_are_visible() -> None:
    plain = twist()
    assert looks_different(plain, replace(plain, right_leg=Tint(right=0.5)))
    assert looks_different(plain, replace(plain, left_arm=Tint(left=0.5)))
    assert looks_different(plain, replace(plain, view=plain.view.mirrored()))
    strapped = scene_of(stance("hamstring"))
    (strap,) = strapped.straps
    assert looks_different(strapped, replace(strapped, straps=()))
    assert looks_different(strapped, replace(strapped, straps=(strap._replace(share=0.9),)))
