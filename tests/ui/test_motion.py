from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion
from supine.ui.motion import reduced


class Preference(Enum):
    """The names are those of Qt."""

    NoPreference = 0
    ReducedMotion = 1


class Hints:
    """Qt's style hints with a preference of the system."""

    def __init__(self, preference: object) -> None:
        self.preference = preference

    def accessibility(self) -> Hints:
        return self

    def motionPreference(self) -> object:  # noqa: N802 - Qt's name
        return self.preference


@pytest.mark.parametrize(("setting", "still"), [("full", False), ("reduced", True)])
@pytest.mark.parametrize("system", Preference)
def test_the_setting_of_the_person_wins(
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


def test_with_an_older_qt_motion_is_not_reduced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", object)
    assert reduced("system") is False


def test_the_installed_qt_returns_a_preference_or_none(qapp: object) -> None:
    assert qapp is not None
    assert reduced("system") in (True, False)
