"""The look as the computer is set, with every Qt: with and without its hints."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion
from supine.settings.startup_theme import THEMES, ThemeName
from supine.ui.system_look import SystemWatch, knows_contrast, knows_motion, reduced, theme_of
from tests.helpers import Heard


class MotionPreference(Enum):
    """The names are those of Qt."""

    NoPreference = 0
    ReducedMotion = 1


class ContrastPreference(Enum):
    """The names are those of Qt."""

    NoPreference = 0
    HighContrast = 1


class Contrast(QObject):
    """What Qt 6.10 knows of a computer."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815 - Qt's name
    contrast = ContrastPreference.NoPreference

    def contrastPreference(self) -> ContrastPreference:  # noqa: N802 - Qt's name
        return self.contrast


class ContrastAndMotion(Contrast):
    """What Qt 6.12 knows of it."""

    motionPreferenceChanged = Signal(object)  # noqa: N815 - Qt's name
    motion = MotionPreference.NoPreference

    def motionPreference(self) -> MotionPreference:  # noqa: N802 - Qt's name
        return self.motion


class Hints:
    """Qt's style hints from 6.10 on."""

    def __init__(self, known: Contrast) -> None:
        self.known = known

    def accessibility(self) -> Contrast:
        return self.known


Use = Callable[[object], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Let Qt have other style hints."""
    return lambda hints: monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)


@pytest.fixture
def newest(use: Use) -> ContrastAndMotion:
    """A computer of which Qt knows everything."""
    known = ContrastAndMotion()
    use(Hints(known))
    return known


@pytest.mark.parametrize(("setting", "still"), [("full", False), ("reduced", True)])
@pytest.mark.parametrize("wish", MotionPreference)
def test_the_motion_that_is_set_wins(
    newest: ContrastAndMotion, setting: Motion, still: bool, wish: MotionPreference
) -> None:
    newest.motion = wish
    assert reduced(setting) is still


@pytest.mark.parametrize("wish", MotionPreference)
def test_motion_is_as_the_computer_is_set(
    newest: ContrastAndMotion, wish: MotionPreference
) -> None:
    newest.motion = wish
    assert knows_motion()
    assert reduced("system") is (wish == MotionPreference.ReducedMotion)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("wish", ContrastPreference)
def test_the_theme_that_is_set_wins(
    newest: ContrastAndMotion, name: ThemeName, wish: ContrastPreference
) -> None:
    newest.contrast = wish
    assert theme_of(name) == name


@pytest.mark.parametrize("known", [Contrast, ContrastAndMotion])
def test_contrast_is_as_the_computer_is_set(use: Use, known: type[Contrast]) -> None:
    computer = known()
    use(Hints(computer))
    assert (knows_contrast(), theme_of("system")) == (True, "dawn")
    computer.contrast = ContrastPreference.HighContrast
    assert theme_of("system") == "contrast"


@pytest.mark.parametrize("hints", [object(), Hints(Contrast())], ids=["6.9", "6.10"])
def test_with_an_older_qt_motion_is_full(use: Use, hints: object) -> None:
    use(hints)
    assert (knows_motion(), reduced("system"), reduced("reduced")) == (False, False, True)


def test_with_an_older_qt_the_theme_is_the_usual_one(use: Use) -> None:
    use(object())
    assert (knows_contrast(), theme_of("system"), theme_of("contrast")) == (
        False, "dawn", "contrast",
    )  # fmt: skip


def test_a_change_is_told(newest: ContrastAndMotion) -> None:
    watch = SystemWatch()
    heard = Heard(watch.changed)
    newest.contrastPreferenceChanged.emit(ContrastPreference.HighContrast)
    newest.motionPreferenceChanged.emit(MotionPreference.ReducedMotion)
    assert len(heard.said) == 2
    watch.close()
    newest.motionPreferenceChanged.emit(MotionPreference.NoPreference)
    assert len(heard.said) == 2


@pytest.mark.parametrize("hints", [object(), Hints(Contrast())], ids=["6.9", "6.10"])
def test_with_an_older_qt_nothing_more_is_told(use: Use, hints: object) -> None:
    use(hints)
    SystemWatch().close()


def test_the_installed_qt_answers(qapp: object) -> None:
    assert qapp is not None
    assert reduced("system") in (True, False)
    assert theme_of("system") in THEMES
    SystemWatch().close()
