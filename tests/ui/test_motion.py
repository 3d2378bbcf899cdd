from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion
from supine.ui.motion import reduced


class Preference(Enum):
    """Named as Qt names them."""

    NoPreference = 0
    ReducedMotion = 1


class Hints:
    """What the system says of itself."""

    def __init__(self, preference: object) -> None:
        self.preference = preference

    def accessibility(self) -> Hints:
        return self

    def motionPreference(self) -> object:  # noqa: N802 - Qt's name
        return self.preference


@pytest.mark.parametrize(("setting", "still"), [("full", False), ("reduced", True)])
@pytest.mark.parametrize("system", Preference)
def test_the_person_s_own_setting_wins(
    monkeypatch: pytest.MonkeyPatch, setting: Motion, still: bool, system: Preference
) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints(system))
    assert reduced(setting) is still


@pytest.mark.parametrize("system", Preference)
def test_without_a_setting_the_system_decides(
    monkeypatch: pytest.MonkeyPatch, system: Preference
) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints(system))
    assert reduced("system") is (system == Preference.ReducedMotion)


def test_an_older_qt_that_cannot_tell_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", object)
    assert reduced("system") is False


def test_this_qt_can_be_asked(qapp: object) -> None:
    assert qapp is not None
    assert reduced("system") in (True, False)
