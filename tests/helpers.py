"""What more than one test needs."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, SignalInstance
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.core.reader import read_file
from supine.core.sequence import Sequence
from supine.practice.record import Record
from supine.resources import shipped_sequences
from supine.speech.script import Line, Manner, Seconds, lines_of
from supine.ui.practice.values import way_out_words

SIZES = ((800, 600), (1024, 768), (1280, 800), (1920, 1080), (2560, 1440), (3840, 2160))
"""The screens that a practice must look right on, in logical pixels."""


RECORD = Record(
    id="b7e1",
    began=datetime.fromisoformat("2026-11-27T07:30:00+01:00"),
    sequence="low-back-release",
    title="Low Back Release",
    pace=6.0,
)
"""Of a practice of the shipped sequence that has just begun."""


class Heard:
    """Keeps what `signal` says, or what it is called with."""

    def __init__(self, signal: SignalInstance | None = None) -> None:
        self.said: list[Any] = []
        if signal is not None:
            signal.connect(self)

    def __call__(self, *what: Any) -> None:
        self.said.append(what[0] if len(what) == 1 else what)


def held_open(patch: pytest.MonkeyPatch, tries: int | None = None) -> list[float]:
    """Let another program hold a file open, for ever or until a write was tried so often.

    Return the seconds that are waited from now on before each new try.
    """
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == tries:
            patch.undo()

    def held(*_all: object) -> None:
        raise PermissionError(errno.EACCES, "held by another program")

    patch.setattr("time.sleep", pause)
    patch.setattr("pathlib.Path.replace", held)
    return waited


@cache
def shipped() -> Sequence:
    return read_file(shipped_sequences()[0])


@cache
def shipped_plan() -> Plan:
    return plan(shipped(), Pace())


def script(plan: Plan, seconds: Seconds, manner: Manner) -> list[Line]:
    """Return all lines of `plan`; `seconds` tells how long one takes."""
    return [line for step in plan.steps for line in lines_of(plan, step.index, seconds, manner)]


def step_of(kind: str, **wanted: Any) -> Step:
    """Return the first step of the shipped plan of that kind, with `wanted` attributes."""
    return next(
        step
        for step in shipped_plan().steps
        if step.kind == kind and all(getattr(step, k) == v for k, v in wanted.items())
    )


def way_out(step: Step) -> str:
    """Return how to come out of `step`, as it is shown to somebody who must stop."""
    return "\n".join(way_out_words(step))


def practice_at(step: Step, into: float, clock: Callable[[], float]) -> Practice:
    """Return the shipped practice, `into` seconds into `step`."""
    practice = Practice(shipped_plan(), clock, start=step.start + into)
    practice.play()
    return practice


def timers(owner: QWidget | Any) -> list[QTimer]:
    return [timer for timer in owner.findChildren(QTimer) if timer.isActive()]


def fire(timer: QTimer) -> None:
    """Let `timer`, which runs, run out now."""
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def expose(qtbot: QtBot, widget: QWidget) -> None:
    """Show `widget`, and wait until it is in view."""
    with qtbot.waitExposed(widget):
        widget.show()


def activate(qtbot: QtBot, window: QWidget) -> None:
    """Show `window`, and wait until the keys go to it."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def shown(qtbot: QtBot, view: QWidget, size: tuple[int, int]) -> None:
    """Show `view` in that size, with every part in its place."""
    view.resize(*size)
    expose(qtbot, view)
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def cut_off(view: QWidget) -> list[str]:
    """Return the words of `view` that do not fit their place, or lie beside the view."""
    found = []
    for one in view.findChildren(QWidget):
        if one.isVisible() and isinstance(one, (QLabel, QAbstractButton, QSlider)):
            text = one.accessibleName() if isinstance(one, QSlider) else one.text()
            right = one.mapTo(view, one.rect().topRight()).x()
            if right > view.width() or not _words_fit(one):
                found.append(text)
    return [*found, *_lying_on_each_other(view)]


def _lying_on_each_other(view: QWidget) -> list[str]:
    kinds = (QLabel, QAbstractButton, QSlider)
    parts = [
        one for one in view.findChildren(QWidget) if one.isVisible() and isinstance(one, kinds)
    ]
    places = [QRect(one.mapTo(view, QPoint(0, 0)), one.size()) for one in parts]
    return [
        f"{_called(parts[a])} on {_called(parts[b])}"
        for a, b in combinations(range(len(parts)), 2)
        if parts[a].parent() is parts[b].parent() and places[a].intersects(places[b])
    ]


def _called(one: QWidget) -> str:
    return one.text() if isinstance(one, (QLabel, QAbstractButton)) else one.accessibleName()


def _words_fit(one: QWidget) -> bool:
    if isinstance(one, QLabel) and one.wordWrap():
        return one.height() >= one.heightForWidth(one.width())
    return isinstance(one, QSlider) or one.width() >= one.minimumSizeHint().width()


def press(widget: QWidget, key: Qt.Key, **how: Any) -> QKeyEvent:
    """Send a key's press to `widget` and return the event; `repeats` marks a held key."""
    return _key(widget, QKeyEvent.Type.KeyPress, key, **how)


def release(widget: QWidget, key: Qt.Key, **how: Any) -> QKeyEvent:
    return _key(widget, QKeyEvent.Type.KeyRelease, key, **how)


def _key(widget: QWidget, kind: QKeyEvent.Type, key: Qt.Key, *, repeats: bool = False) -> QKeyEvent:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeats)
    if kind == QKeyEvent.Type.KeyPress:
        widget.keyPressEvent(event)
    else:
        widget.keyReleaseEvent(event)
    return event


def painted(width: int, height: int, paint: Callable[[QPainter], None]) -> QImage:
    """Return a white picture in which `paint` has painted."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        paint(painter)
    return image


def pixels(image: QImage) -> npt.NDArray[np.int16]:
    """Return red, green and blue of each pixel: rows, columns, 3."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3).astype(np.int16)


def where(image: QImage, colour: QColor) -> npt.NDArray[np.bool_]:
    """Return which pixels have `colour`, give or take what smoothing does."""
    wanted = np.array([colour.red(), colour.green(), colour.blue()], np.int16)
    found: npt.NDArray[np.bool_] = np.abs(pixels(image) - wanted).max(axis=2) <= 2
    return found


def middle(found: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the centre of what was found: x and y."""
    rows, columns = np.nonzero(found)
    return float(columns.mean()), float(rows.mean())


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
