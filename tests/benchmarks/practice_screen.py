"""Measure what the practice screen costs in a hold, against a bare breath circle.

Run it by hand: `python -m tests.benchmarks.practice_screen`. Both paint for the same time, in one
process, one after the other; what counts is the processor time of the process.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtCore import QEventLoop, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from supine.application import make_application
from supine.clock import suspend_aware_clock
from supine.core.breath import Rhythm, breath_at
from supine.core.pace import Pace
from supine.core.plan import Step
from supine.core.planning import plan
from supine.practising import Practising
from supine.session import FRAME
from supine.sounds import Sounds
from supine.speech import Speech
from supine.trace import Trace
from supine.ui.breath_circle import CircleValues, paint_circle
from supine.ui.figure_view import FigureView
from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.practice_view import Look, PracticeView
from supine.ui.theme import theme
from tests.helpers import shipped, step_of

MOST = 2.0
"""Times the processor time of the bare circle that the whole screen may take."""

SETTLING = 12.0
"""Seconds of the way in that are practised before the hold that is measured."""

HOLDS = {
    "twist": step_of("hold", side="right"),
    "circles": step_of("hold", unit="circles"),
    "cycles": step_of("hold", unit="cycles"),
}


def spend(seconds: float) -> float:
    """Let the event loop run, and return the processor time that it took, in per cent."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop, loop.quit)
    before, began = time.process_time(), time.perf_counter()
    loop.exec()
    return 100 * (time.process_time() - before) / (time.perf_counter() - began)


class Bare(QWidget):
    """A circle that is painted whole for each frame, and nothing else."""

    fullness = 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        with QPainter(self) as painter:
            values = CircleValues(self.fullness, "5")
            paint_circle(painter, QRectF(self.rect()), values, theme("dawn"))


def bare_circle(place: QRect, seconds: float) -> float:
    """Return what a widget takes that breathes sixty times a second and does nothing else."""
    circle, clock = Bare(), suspend_aware_clock()
    circle.resize(place.size())
    circle.show()
    rhythm, began = Rhythm(4.0, 0.0, 6.0, 0.0), clock()

    def breathe() -> None:
        circle.fullness = breath_at(rhythm, clock() - began).fullness
        circle.update()

    timer = QTimer(circle, interval=FRAME)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(breathe)
    timer.start()
    spend(0.5)
    cost = spend(seconds)
    timer.stop()
    circle.close()
    return cost


def practice(view: PracticeView, step: Step, seconds: float) -> tuple[float, float]:
    """Return what the whole screen takes in `step`, and the figure's paintings a second."""
    practising = Practising(view, (Sounds(), Speech()), Trace(None), suspend_aware_clock(), 1.0)
    view.show()
    before = plan(shipped(), Pace()).steps[step.index - 1]
    practising.begin(shipped(), Pace(), before.index)
    spend(min(before.seconds, SETTLING) - 0.5)
    practising.do("press")
    spend(1.5)
    paintings = counted(view.figure)
    cost = spend(seconds)
    rate = paintings() / seconds
    practising.close()
    return cost, rate


def counted(figure: FigureView) -> Callable[[], int]:
    """Return what tells how often `figure` has been painted from now on."""
    number = 0
    paint = type(figure).paintEvent

    def counting(self: FigureView, event: object) -> None:
        nonlocal number
        number += 1
        paint(self, event)  # type: ignore[arg-type]

    figure.paintEvent = counting.__get__(figure)  # type: ignore[method-assign]
    return lambda: number


def main() -> int:
    """Print what each hold takes; return 1 if one takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--size", type=int, nargs=2, default=(1280, 800))
    options = parser.parse_args()
    application = make_application()
    width, height = options.size
    size = type_size(1.5, pixels_per_millimetre(width, height, 0, 0))
    view = PracticeView(Look(theme("dawn"), size, still=False))
    view.resize(width, height)
    worst = 0.0
    for name, step in HOLDS.items():
        cost, rate = practice(view, step, options.seconds)
        place = view.circle.geometry()
        view.hide()
        bare = bare_circle(place, options.seconds)
        worst = max(worst, cost / bare)
        sys.stdout.write(
            f"{name}: {cost:.1f} %, circle of {place.width()} px alone {bare:.1f} %,"
            f" {cost / bare:.2f} times; figure painted {rate:.1f} times a second\n"
        )
    application.quit()
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
