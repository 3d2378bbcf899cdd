"""What one picture of the body costs, in milliseconds of processor time.

Run it by hand: `python -m tests.benchmarks.figure_cost`. Medians over all stances: of pictures that
are drawn for the first time, in a hold and in a change of stance, step by step; and of a breath of
a hold whose pictures are all in its film. Kinds are paired, turn by turn, so that a busy
machine is busy for all of them.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from supine.figure import motion
from supine.figure.camera import camera_of
from supine.figure.drawing import draw
from supine.figure.motion import phase_at, scene_of
from supine.figure.scene import Scene, blend_scenes
from supine.figure.solver import solve
from supine.figure.stances import stance
from supine.practice.memory import keep_memory_still
from supine.resources import stance_names
from supine.settings.declaration import ANYBODY
from supine.ui.painting import figure as figure_painting
from supine.ui.painting.figure import FigureValues, paint_body, paint_mat
from supine.ui.theme import theme
from supine.ui.widgets.figure_view import Canvas, Film

T = TypeVar("T")

SIZE = (700, 500)
"""Pixels."""

PLACE = QRectF(0, 0, *SIZE)

NIGHT = theme("night")

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
                for kind, make in (("hold", _held), ("change", _changing)):
                    # never the same picture: parts of it would still be known
                    self.cold(kind, partial(make, name, (place + 0.25) / FRAMES))
                    self.steps(kind, partial(make, name, (place + 0.75) / FRAMES))
            self.warm(name)
        return self

    def cold(self, kind: str, make: Callable[[], Scene]) -> None:
        """Make one picture and paint it for the first time, as the program does."""
        forget()
        self._take(f"{kind}: cold, whole figure", partial(self._made_and_painted, make))

    def warm(self, name: str) -> None:
        """Paint pictures of one breath that are in a film."""
        film = Film(Canvas(NIGHT, ANYBODY, *SIZE, 1.0))
        scenes = [_held(name, (place + 0.5) / FRAMES) for place in range(FRAMES)]
        for scene in scenes:
            self._take("hold: into a film", partial(deque, film.adding(scene), 0))
        for scene in scenes:
            self._take("hold: from a film", partial(self._paint_frame, film, scene))

    def steps(self, kind: str, make: Callable[[], Scene]) -> None:
        """Make one picture, step by step."""
        forget()
        scene = self._take(f"{kind}: scene", make)
        self._take(f"{kind}: joints", lambda: solve(scene.posture))
        camera = camera_of(scene.view, *map(float, SIZE))
        self._take(f"{kind}: shapes", lambda: draw(scene, camera))
        self._take(f"{kind}: mat", lambda: self._paint_mat(scene))
        # the painter asks for the shapes once more, and most parts are kept from just now
        self._take(f"{kind}: shapes again and body", lambda: self._paint_body(scene))

    def medians(self) -> dict[str, float]:
        """Return the median of everything that was measured, in milliseconds."""
        return {what: median(times) for what, times in self.found.items()}

    def _paint(self, scene: Scene) -> None:
        with QPainter(self.image) as painter:
            paint_mat(painter, PLACE, scene.view, NIGHT)
            paint_body(painter, PLACE, FigureValues(scene), NIGHT)

    def _made_and_painted(self, make: Callable[[], Scene]) -> None:
        self._paint(make())

    def _paint_frame(self, film: Film, scene: Scene) -> None:
        if scene in film:
            with QPainter(self.image) as painter:
                film.paint(painter, scene, film.part(scene))

    def _paint_mat(self, scene: Scene) -> None:
        with QPainter(self.image) as painter:
            paint_mat(painter, PLACE, scene.view, NIGHT)

    def _paint_body(self, scene: Scene) -> None:
        with QPainter(self.image) as painter:
            paint_body(painter, PLACE, FigureValues(scene), NIGHT)

    def _take(self, what: str, do: Callable[[], T]) -> T:
        began = process_time()
        done = do()
        self.found.setdefault(what, []).append((process_time() - began) * 1000.0)
        return done


def forget() -> None:
    """Let no scene and no picture be known from before."""
    for kept in (motion._scene, solve, figure_painting._kept, figure_painting._passing):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


def _held(name: str, share: float) -> Scene:
    of = stance(name)
    return scene_of(of, phase_at(of.motion, share))


def _changing(name: str, share: float) -> Scene:
    return blend_scenes(scene_of(stance("start")), scene_of(stance(name)), share)


def main() -> None:
    """Print the medians."""
    _application = QGuiApplication.instance() or QGuiApplication([])
    # as in a practice: Python's collector never runs within a picture
    keep_memory_still()
    Costs().measure()
    for what, milliseconds in Costs().measure().medians().items():
        sys.stdout.write(f"{what:32} {milliseconds:5.2f} ms\n")
    sys.stdout.write(f"the target for a hold is {TARGET:.1f} ms\n")


if __name__ == "__main__":
    main()
