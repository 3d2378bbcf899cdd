"""Stances that a sequence brings along: all that is not refused can be drawn to the end."""

from __future__ import annotations

from math import isfinite

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.problem import Unreadable
from supine.core.reader import read
from supine.core.sequence import Sequence
from supine.core.yaml_document import decode
from supine.figure.camera import Camera
from supine.figure.drawing import draw
from supine.figure.motion import Phase, scene_of
from supine.figure.scene import Scene
from supine.figure.stage import stage_of
from supine.figure.stances import problems_in, stances_of
from supine.resources import resource, stance_names
from tests.core.samples import SMALL
from tests.fuzz import files, sequences
from tests.fuzz.places import assert_refused_well, text_of

BROUGHT = (
    ("core", "core-left", "core-right"),
    ("hamstring", "strap-on", "hamstring-lower"),
    ("twist-cushion", "twist-knees"),
    ("gluteal-massage",),
    ("rest-bolster", "dead-bug", "dead-bug-reach"),
    ("legs-up-wall", "thumps", "thumps-up"),
)
"""The program's stances that a sequence brings along as its own, a few in each."""

SIZE = (180.0, 100.0)
"""Width and height of a picture in pixels."""

MOST_DRAWN = 6
"""Stances that are drawn of one input: a hundred would take too long."""


def draw_brought(data: bytes) -> None:
    """Read `data` as a sequence with stances; draw its practice and each of the stances."""
    try:
        sequence = read(decode(data), stances=stance_names(), own_stances=problems_in)
    except Unreadable as error:
        assert_refused_well(error, text_of(data))
    else:
        _draw(sequence)


def _draw(sequence: Sequence) -> None:
    stances = stances_of(sequence.stances)
    for name in list(sequence.stances)[:MOST_DRAWN]:
        for phase in (Phase(0.0, 0.0), Phase(0.4, 0.7)):
            for side in ("right", "left"):
                _draw_scene(scene_of(stances[name], phase, side))
    refused: list[str] = []
    stage = stage_of(plan(sequence, Pace()), refused.append, stances)
    assert refused == []
    for change in stage.changes[:MOST_DRAWN] if stage is not None else ():
        scene = stage.scene(change.at + change.seconds / 2) if stage is not None else None
        if scene is not None:
            _draw_scene(scene)


def _draw_scene(scene: Scene) -> None:
    shapes = draw(scene, Camera(scene.view, *SIZE))
    points = [point for shape in shapes for polygon in shape.polygons for point in polygon]
    assert points
    assert all(isfinite(x) and isfinite(y) for x, y, *_ in points)


def brought_seeds() -> list[bytes]:
    """Return sequences that bring stances along, to begin with."""
    return [_sequence(*names) for names in BROUGHT]


def _sequence(*names: str) -> bytes:
    text = SMALL.replace("sides: both", f"sides: both\n    stance: {names[0]}") + "stances:\n"
    for name in names:
        lines = resource("stances", f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        text += f"  {name}:\n" + "".join(f"    {line}\n" for line in lines)
    return text.encode()


def brought_words() -> list[str]:
    """Return every key and every word that means something in a sequence or a stance."""
    names = sorted({name for names in BROUGHT for name in names})
    return [*files.stance_words(), *sequences.words(), *names, "stances:", "like: ", "[[start]]"]
