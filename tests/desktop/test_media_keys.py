"""The desktop is told what is on, and no more."""

from __future__ import annotations

from supine.core.practice import Practice
from supine.desktop import mpris
from tests.conftest import FakeClock
from tests.helpers import practice_at, step_of

LEFT = step_of("hold", side="left")


def test_the_desktop_is_told_the_side_and_the_pose(qapp: object, clock: FakeClock) -> None:
    practice: Practice = practice_at(LEFT, 3.0, clock)
    moment = practice.moment
    assert mpris.STATUS[practice.state] == "Playing"
    assert mpris.track(moment).startswith("/supine/pose/")
    metadata = mpris.metadata("Low Back Release", moment)
    assert metadata["xesam:title"] == f"{LEFT.heading}: {LEFT.pose}"
    assert metadata["xesam:album"] == "Low Back Release"
    practice.pause()
    assert mpris.STATUS[practice.state] == "Paused"
    assert qapp


def test_every_method_of_a_player_asks_something_of_the_practice() -> None:
    xml = mpris.introspection()
    for name in ("PlayPause", "Play", "Pause", "Stop", "Next", "Previous"):
        assert mpris.ACTIONS[name] in ("press", "play", "pause", "next", "back")
        assert f'<method name="{name}"/>' in xml
