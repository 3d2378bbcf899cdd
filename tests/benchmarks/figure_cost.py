"""What one picture of the body costs, in milliseconds of processor time.

Run it by hand: `python -m tests.benchmarks.figure_cost`. Two kinds of picture are paired, turn by
turn, so that a busy machine is busy for both: a hold, in which only the breath and the stance's own
motion move, and a change of stance, in which everything does. No picture is made twice, so that
what is kept from the one before helps no more than it does on the screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from supine.figure.camera import camera_of
from supine.figure.drawing import draw
from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene, blend_scenes
from supine.figure.solving import solve
from supine.figure.stances import stance
from supine.resources import stance_names
from supine.ui.figure_painting import FigureValues, paint_figure
from supine.ui.theme import theme

SIZE = (700, 500)
"""Pixels."""

FRAMES = 8
"""Pictures of each stance and kind."""

TARGET = 3.0
"""Milliseconds that the median picture of a hold may take."""


class Costs:
    """Milliseconds by what was done."""

    def __init__(self) -> None:
        """Begin with a picture that nobody has painted on."""
        self.image = QImage(*SIZE, QImage.Format.Format_RGB32)
        self.found: dict[str, list[float]] = {}

    def measure(self) -> Costs:
        """Make pictures of every stance."""
        for name in stance_names():
            for place in range(FRAMES):
                share = (place + 0.5) / FRAMES
                self.picture("hold", partial(_held, name, share))
                self.picture("change", partial(_changing, name, share))
        return self

    def picture(self, kind: str, make: Callable[[], Scene]) -> None:
        """Make one picture, step by step as the program does."""
        began = process_time()
        scene = make()
        made = process_time()
        solve(scene.posture)
        solved = process_time()
        draw(scene, camera_of(scene.view, *map(float, SIZE)))
        drawn = process_time()
        self._paint(scene)
        end = process_time()
        # the painter asks for the shapes once more, and most parts are kept from just now
        self._add(f"{kind}: scene", made - began)
        self._add(f"{kind}: joints", solved - made)
        self._add(f"{kind}: shapes", drawn - solved)
        self._add(f"{kind}: shapes again and paint", end - drawn)

    def whole(self, kind: str, make: Callable[[], Scene]) -> None:
        """Make one picture and paint it, as the program does."""
        began = process_time()
        self._paint(make())
        self._add(kind, process_time() - began)

    def medians(self) -> dict[str, float]:
        """Return the median of everything that was measured, in milliseconds."""
        return {what: median(times) for what, times in self.found.items()}

    def _paint(self, scene: Scene) -> None:
        with QPainter(self.image) as painter:
            paint_figure(painter, QRectF(0, 0, *SIZE), FigureValues(scene), theme("night"))

    def _add(self, what: str, seconds: float) -> None:
        self.found.setdefault(what, []).append(seconds * 1000.0)


def pictures() -> dict[str, float]:
    """Return the median cost of a picture in a hold and in a change, in milliseconds."""
    costs = Costs()
    for name in stance_names():
        for place in range(FRAMES):
            share = (place + 0.5) / FRAMES
            costs.whole("hold", partial(_held, name, share))
            costs.whole("change", partial(_changing, name, share))
    return costs.medians()


def _held(name: str, share: float) -> Scene:
    return scene_of(stance(name), Phase(share, share))


def _changing(name: str, share: float) -> Scene:
    return blend_scenes(scene_of(stance("start")), scene_of(stance(name)), share)


def main() -> None:
    """Print the medians."""
    _application = QGuiApplication.instance() or QGuiApplication([])
    pictures()
    for what, milliseconds in (pictures() | Costs().measure().medians()).items():
        sys.stdout.write(f"{what:32} {milliseconds:5.2f} ms\n")
    sys.stdout.write(f"the target for a hold is {TARGET:.1f} ms\n")


if __name__ == "__main__":
    main()
