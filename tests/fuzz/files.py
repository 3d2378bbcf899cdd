"""Settings, stances, recordings and tables: each file is read, or refused in words."""

from __future__ import annotations

import wave
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import get_args

from msgspec.structs import fields

from supine.audio.files import padded_recording
from supine.audio.wave_file import TAIL
from supine.core.planner import plan
from supine.core.problem import Unreadable
from supine.core.reader import read
from supine.core.recordings import LONGEST, RATES, Unusable, seconds_of
from supine.core.yaml_document import decode
from supine.figure.arrow import arrow_shapes
from supine.figure.camera import Camera
from supine.figure.checks import HELD_PARTS
from supine.figure.frame import framed, joints
from supine.figure.motion import Phase, posture_at
from supine.figure.movement import still_scene_of
from supine.figure.places import FELT, PLACES
from supine.figure.solver import solve
from supine.figure.stance import (
    DoneSpec,
    FeltSpec,
    Foot,
    HandSpec,
    LegSpec,
    Limb,
    MotionSpec,
    Over,
    Palm,
    PelvisSpec,
    PropSpec,
    StanceFile,
    TrunkSpec,
    ViewSpec,
)
from supine.figure.stances import Stance
from supine.journal.csv_file import COLUMNS, PLAIN, WITH_DECIMAL_COMMA, as_csv
from supine.journal.csv_reader import FOREIGN, DateOrder, read_csv
from supine.journal.entry import Entry, Kept
from supine.journal.journal import Loaded
from supine.resources import resource
from supine.settings.declaration import Motion, Settings
from supine.settings.file import as_text, parse_settings
from supine.settings.startup_theme import ThemeName
from tests.core.samples import SMALL
from tests.figure.changing import LIKE, WHOLE, read_stance
from tests.fuzz.places import LONGEST_MESSAGE, assert_refused_well, temporary_folder, text_of

SPECS = (
    StanceFile, PelvisSpec, TrunkSpec, LegSpec, HandSpec, MotionSpec, DoneSpec, FeltSpec, ViewSpec,
    PropSpec,
)  # fmt: skip

SHOWN = ("core", "twist", "thumps", "sacral-massage", "strap-on", "hamstring")
"""Stances to begin with: between them they use every key."""


def read_settings(data: bytes) -> None:
    """Read `data` as settings; keep what comes of it, and read it again."""
    try:
        found = parse_settings(decode(data))
    except Unreadable as error:
        assert_refused_well(error, text_of(data))
    else:
        again = parse_settings(as_text(found.settings, found.kept))
        assert again == (found.settings, [], [], found.kept)
        assert 0 < plan(read(SMALL), found.settings.pace).seconds < 3600


def settings_seeds() -> list[bytes]:
    """Return settings to begin with."""
    short = 'version: 1\nmuted: yes\nvoice_name: "en_GB/Zoé"\nvoice_engine: speechd\n'
    return [as_text(Settings()).encode(), short.encode()]


def settings_words() -> list[str]:
    """Return every key of the settings and every word that means something in them."""
    known = (*get_args(ThemeName), *get_args(Motion), "yes", "off", "1", "0.5", "null")
    return [*(info.encode_name for info in fields(Settings)), *known]


def read_any_stance(data: bytes) -> None:
    """Read `data` as a stance; find its body and its frame through its motion, and its arrows."""
    try:
        of = read_stance("fuzzed", decode(data))
    except Unreadable as error:
        assert_refused_well(error, text_of(data))
    else:
        _frame(of)


def _frame(of: Stance) -> None:
    bodies = [solve(posture_at(of, Phase(turn, turn))) for turn in (0.0, 0.4, 0.75)]
    places = [place for body in bodies for joint in joints(body) for place in joint]
    assert all(map(isfinite, places))
    view = framed(of.view, bodies)
    assert all(isfinite(size) and size > 0 for size in (view.width, view.height))
    scene = still_scene_of(of)
    signs, ghosts = scene.signs, [solve(ghost) for ghost in scene.signs.ghosts]
    shapes = arrow_shapes(signs.arrows, bodies[0], ghosts, Camera(scene.view, 180, 100))
    corners = [corner for shape in shapes for polygon in shape.polygons for corner in polygon]
    assert all(isfinite(number) for corner in corners for number in corner)


def stance_seeds() -> list[bytes]:
    """Return stances to begin with."""
    shipped = [resource("stances", f"{name}.yaml").read_bytes() for name in SHOWN]
    return [WHOLE.encode(), LIKE.encode(), *shipped]


def stance_words() -> list[str]:
    """Return every key of a stance and every word that means something in one."""
    known = (
        *get_args(Foot),
        *get_args(Palm),
        *get_args(Over),
        *get_args(Limb),
        *HELD_PARTS,
        *PLACES,
        *FELT,
    )
    keys = {info.encode_name for spec in SPECS for info in fields(spec)}
    return [
        *sorted(keys),
        *known,
        *SHOWN,
        "[0.1, 0.2, 0.3]",
        "[-2, 2, 0]",
        "[0, 0, 0]",
        "180",
        "0.0",
    ]


@cache
def _folder() -> Path:
    """Return a folder for recordings, with one beside it that must not be reached."""
    above = temporary_folder()
    folder = above / "teacher"
    folder.mkdir()
    for place in (above / "outside.wav", folder / "inside.wav"):
        place.write_bytes(recording())
    (folder / "link.wav").symlink_to(above / "outside.wav")
    return folder


def recording(*, rate: int = 8000, width: int = 2, channels: int = 1, frames: int = 400) -> bytes:
    """Return a good recording."""
    data = BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(frames * width * channels))
    return data.getvalue()


def measure_recording(data: bytes) -> None:
    """Measure `data` as a recording, and play on paper what is good; then look for such a name."""
    path = _folder() / "a.wav"
    path.write_bytes(data)
    if _is_usable("a.wav"):
        copy = padded_recording(path, _folder().parent)
        with wave.open(str(copy)) as file:
            assert RATES[0] <= file.getframerate() <= RATES[1]
            frames = file.getnframes() - round(TAIL * file.getframerate())
            assert 0 < frames * file.getnchannels() * file.getsampwidth() <= len(data)
        copy.unlink()
    name = text_of(data[:60])
    if _is_usable(name):
        assert (_folder() / name).resolve().parent == _folder().resolve()


def _is_usable(name: str) -> bool:
    try:
        seconds = seconds_of(_folder(), name)
    except Unusable:
        return False
    assert 0.0 < seconds <= LONGEST
    return True


def recording_seeds() -> list[bytes]:
    """Return recordings and names to begin with."""
    made = [recording(), recording(width=1, channels=2), recording(rate=192_000, width=4)]
    return [*made, b"inside.wav", b"../outside.wav", b"link.wav", b"a/../inside.wav"]


def recording_words() -> tuple[str, ...]:
    """Return what means something in a recording or in its name."""
    return ("RIFF", "WAVE", "fmt ", "data", "LIST", "\x01\0", "\0\0\0\0", "..", "/", "teacher")


EMPTY = Loaded([], 0, 0, (), {}, {})

LAST = datetime(2200, 1, 1, tzinfo=UTC)
"""No entry lies after it."""


def read_table(data: bytes) -> None:
    """Read `data` as a table of entries; write what comes of it, and read it again."""
    for order in (None, *DateOrder):
        try:
            found = read_csv(data, EMPTY, lambda moment: moment.replace(tzinfo=UTC), LAST, order)
        except Unreadable as error:
            assert_refused_well(error, "\n" * data.count(b"\n"))
            continue
        assert all(bad.line >= 1 and 0 < len(bad.why) < LONGEST_MESSAGE for bad in found.bad)
        for style in (PLAIN, WITH_DECIMAL_COMMA):
            again = read_csv(as_csv(found.new, style), EMPTY, datetime.astimezone, LAST)
            assert (again.new, again.known, again.bad) == (found.new, 0, ())
        kept = EMPTY._replace(entries=list(found.new))
        assert (
            read_csv(data, kept, lambda moment: moment.replace(tzinfo=UTC), LAST, order).new == ()
        )


def table_seeds() -> list[bytes]:
    """Return tables to begin with: our own, and diaries from elsewhere."""
    at = datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    practice = Entry(
        at, "low-back-release", "Low Back Release", 1800.25, 700, 699.5, 10, False,
        "Right leg: Twist", ("Twist", "Knees; in"), ("Rest",), 6.0, 4, 3, '=1+1 "good";\nreally',
    )  # fmt: skip
    own = [Kept("a1", 1, practice), Kept("5e3", 1, Entry(at, after=5))]
    foreign = "Datum;Uhrzeit;Minuten;Schmerz;Notiz\n27.11.2026;07:15;20,5;3;gut, müde\n"
    dates = 'date,pain,note\n3/4/2026,1,a\n3/27/2026 7:30 PM,2,\n2026-11-27 07:30,3,"b"\n'
    return [
        as_csv(own), as_csv(own, WITH_DECIMAL_COMMA), foreign.encode(), foreign.encode("utf-16"),
        foreign.encode("cp1252"), dates.encode(), b"sep=;\r\ndate;pain\r\n3/4/2026;3\r\n",
    ]  # fmt: skip


def table_words() -> list[str]:
    """Return the names of all columns, and what means something in a cell."""
    others = [name for names in FOREIGN.values() for name in names.split(",")]
    cells = ("2026-11-27", "11/27/2026", "1.2.2026", "7:30 pm", "+01:00", "yes", "no", "'=", "; ")
    return [*COLUMNS.values(), *others, *cells, '"', ",", ";", "\t", "\r\n", "\\0", "\\,", "1e3"]
