"""Qt for the tests: no screen, the program's own type, and nothing left over after each."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

# Said before Qt is imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_NO_XDG_DESKTOP_PORTAL"] = "1"
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QPropertyAnimation,
    Qt,
    QTimer,
    QTranslator,
    QVariantAnimation,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from supine.app.qt_setup import set_type
from supine.ui.reading import install_readings
from supine.ui.theme import palette, style_sheet, theme

ANIMATIONS = (QPropertyAnimation, QVariantAnimation)

LONG = 60_000
"""Milliseconds until a wait fails. On a busy machine the 5 s of pytest-qt were not enough."""

for wait in (QtBot.waitSignal, QtBot.waitUntil, QtBot.waitExposed):
    wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": LONG}


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application as the program sets it up."""
    qapp.setStyle("Fusion")
    set_type(qapp)
    install_readings()
    qapp.setPalette(palette(theme("dawn")))
    qapp.setStyleSheet(style_sheet(theme("dawn")))
    return qapp


@pytest.fixture(scope="session", autouse=True)
def few_objects() -> None:
    """Take what is there at the start out of sight of the garbage collector.

    `nothing_goes_on` looks through all objects after each test. With those of pytest itself and of
    5,000 collected tests that took a quarter of the whole run.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_goes_on(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test with Qt: nothing runs, nothing is in view, nothing waits to be deleted."""
    yield
    if "qapp" not in request.fixturenames:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [*_running(), *_in_view()]
    assert not left, f"left over: {', '.join(left)}"


def _running() -> Iterator[str]:
    """Yield what runs, and end it: one test's trouble must not become the next one's."""
    for thing in gc.get_objects():
        if type(thing) is QTimer and isValid(thing) and thing.isActive():
            thing.stop()
            yield f"a timer of {type(thing.parent()).__name__}"
        elif type(thing) in ANIMATIONS and isValid(thing) and thing.state() == thing.State.Running:
            thing.stop()
            yield f"an animation of {type(thing.parent()).__name__}"


def _in_view() -> list[str]:
    return [f"{type(w).__name__} in view" for w in QApplication.topLevelWidgets() if w.isVisible()]


@contextmanager
def own_language(qapp: QApplication) -> Iterator[None]:
    """Give Qt its language, its words and its direction back in the end."""
    before, had = QLocale(), qapp.findChildren(QTranslator)
    yield
    for translator in qapp.findChildren(QTranslator):
        if translator not in had:
            qapp.removeTranslator(translator)
            translator.deleteLater()
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
