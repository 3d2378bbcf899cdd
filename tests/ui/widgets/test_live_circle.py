from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from supine.core.breath import Rhythm
from supine.ui.painting.circle import CircleValues
from supine.ui.theme import theme
from supine.ui.widgets.live_circle import LiveCircle
from tests.conftest import FakeClock
from tests.helpers import expose


@pytest.fixture
def live(qtbot: QtBot, clock: FakeClock) -> LiveCircle:
    made = LiveCircle(theme("dawn"), clock)
    qtbot.addWidget(made)
    made.set_rhythm(Rhythm(2.0, 1.0, 3.0, 1.0))
    return made


def test_it_says_each_phase_of_the_breath(live: LiveCircle, clock: FakeClock) -> None:
    said = []
    for _ in range(7):
        live.tick()
        said.append(live.words.text())
        clock.go(1.0)
    assert said == [*["Breathe in"] * 2, "Pause", *["Breathe out"] * 3, "Pause"]


def test_it_moves_only_while_it_is_visible(live: LiveCircle, qtbot: QtBot) -> None:
    (timer,) = live.findChildren(QTimer)
    assert not timer.isActive()
    expose(qtbot, live)
    assert timer.isActive()
    live.hide()
    assert not timer.isActive()


def test_another_pace_continues_at_the_same_share_of_the_breath(
    live: LiveCircle, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[CircleValues] = []
    monkeypatch.setattr(live.circle, "show_values", shown.append)
    clock.go(1.2)
    live.tick()
    live.set_rhythm(Rhythm(4.0, 2.0, 6.0, 2.0))
    live.tick()
    assert shown[1].fullness == pytest.approx(shown[0].fullness)
