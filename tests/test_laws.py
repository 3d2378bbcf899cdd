"""The laws of the house that a walk through the source can see."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import supine

SOURCE = Path(supine.__file__).parent
QT = ("PySide6", "shiboken6")


def names_of(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return all modules that `node` may import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = node.module or ""
    return [module, *(f"{module}.{alias.name}" for alias in node.names)]


@cache
def imports_in(path: Path) -> frozenset[str]:
    """Return every module that the file at `path` imports, at its top or further down."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level], path
    return frozenset(name for node in nodes for name in names_of(node))


@cache
def file_of(module: str) -> Path | None:
    """Return the file of a module of this program."""
    stem = SOURCE.parent.joinpath(*module.split("."))
    candidates = (stem.with_suffix(".py"), stem / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def reach_of(path: Path) -> dict[str, Path]:
    """Return all that the file at `path` imports, by itself or by others, with who does."""
    reached: dict[str, Path] = {}
    open_ = [path]
    while open_:
        current = open_.pop()
        for name in imports_in(current) - reached.keys():
            reached[name] = current
            file = file_of(name)
            open_ += [file] if file else []
    return reached


def modules(*folders: str) -> list[Path]:
    """Return every module in `folders`."""
    return [path for folder in folders for path in sorted((SOURCE / folder).rglob("*.py"))]


ROOMS = (
    "core", "figure", "journal", "settings", "library", "worker", "audio", "speech", "ui",
    "practice", "desktop", "app",
)  # fmt: skip
"""The rooms from the bottom to the top: each imports only from itself and from those before it."""

EVERYWHERE = {
    "supine", "supine.files", "supine.language", "supine.log", "supine.profile", "supine.region",
    "supine.resources",
}  # fmt: skip
"""Modules beside the rooms that any room may use."""


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def own_modules(path: Path) -> set[str]:
    """Return which modules of this program the file at `path` imports, types included."""
    return {name for name in imports_in(path) if name.split(".")[0] == "supine" and file_of(name)}


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: path.stem)
def test_nothing_imports_upwards(path: Path) -> None:
    allowed = ROOMS[: ROOMS.index(room_of(path)) + 1]
    # the window's first frame is painted before all else is imported
    others = own_modules(path) - EVERYWHERE
    assert {name for name in others if name.split(".")[1] not in allowed} == set()


def test_every_room_has_its_place_in_the_order() -> None:
    assert {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()} == set(ROOMS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): own_modules(path)
        for path in modules(".")
        if path.stem != "__init__"
    }
    # what imports nothing that is left over cannot be part of a circle
    while free := [name for name, others in graph.items() if not others & graph.keys()]:
        for name in free:
            del graph[name]
    assert graph == {}


WITHOUT_QT = ("core", "figure", "journal")


@pytest.mark.parametrize("path", modules(*WITHOUT_QT), ids=lambda path: path.stem)
def test_core_figure_and_journal_do_not_reach_qt(path: Path) -> None:
    reached = reach_of(path)
    assert {name: by for name, by in reached.items() if name.split(".")[0] in QT} == {}


MODULES_WITHOUT_QT = [
    "settings.declaration", "settings.file", "settings.startup_theme", "library.reader",
    "practice.clock", "practice.trace", "practice.record", "practice.place", "practice.offer",
    "worker.messages", "audio.protocol", "audio.wave_file",
    "speech.protocol", "speech.voices", "speech.phrases", "speech.script", "speech.rate",
    "desktop.message_bus", "desktop.reminder_time",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES_WITHOUT_QT)
def test_what_needs_no_qt_reaches_none(name: str) -> None:
    roots = {
        module.split(".")[0]
        for module in reach_of(SOURCE.joinpath(*name.split(".")).with_suffix(".py"))
    }
    assert roots.isdisjoint(QT)


WORKERS = {"QTextToSpeech": "speech", "QtMultimedia": "audio"}
"""What of Qt only a worker may load, and the room of that worker."""


@pytest.mark.parametrize("path", modules("."), ids=lambda path: path.stem)
@pytest.mark.parametrize(("module", "room"), WORKERS.items())
def test_only_its_worker_loads_a_fragile_part_of_qt(path: Path, module: str, room: str) -> None:
    loads = any(module in name for name in imports_in(path))
    assert loads == (path == SOURCE / room / "worker.py")


def test_the_window_holds_no_words_that_only_files_of_pictures_have() -> None:
    """They are more than a thousand phrases, and the window has little room."""
    words = {f"supine.figure.{name}" for name in ("description", "words", "felt")}
    assert words.isdisjoint(reach_of(SOURCE / "app" / "app.py"))
    assert words <= {*reach_of(SOURCE / "ui" / "painting" / "figure_file.py")}


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: path.stem)
def test_the_window_never_reaches_a_worker(path: Path) -> None:
    workers = {f"supine.{room}.worker" for room in WORKERS.values()}
    assert path.stem == "worker" or workers.isdisjoint(reach_of(path))


def test_nothing_that_the_window_may_import_loads_a_fragile_part_of_qt() -> None:
    program = (
        "import json, sys; from importlib import import_module;"
        "names = json.loads(sys.argv[1]); [import_module(name) for name in names];"
        "print(json.dumps(list(sys.modules)))"
    )
    paths = [path for path in modules(".") if path.stem not in {"worker", "__main__", "__init__"}]
    names = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in sorted(paths)
    ]
    line = [sys.executable, "-c", program, json.dumps(names)]
    result = subprocess.run(line, capture_output=True, text=True, check=True)
    loaded = set(json.loads(result.stdout))
    assert {"supine.app.app", "supine.audio.client", "supine.speech.client"} <= loaded
    assert "PySide6.QtWidgets" in loaded
    assert loaded.isdisjoint({f"PySide6.{module}" for module in WORKERS})


@pytest.mark.parametrize("path", modules("core", "figure"), ids=lambda path: path.stem)
def test_the_core_knows_no_clock_and_nothing_of_its_surroundings(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports_in(path)}
    assert roots.isdisjoint({"time", "datetime", "os", "sys", "platformdirs", "locale", "random"})


COMMANDS_WITHOUT_QT = (
    ["check", "none.yaml"],
    ["plan", "low-back-release"],
    ["figure", "--list"],
    ["journal", "--profile", "none"],
    ["journal", "--profile", "none", "--csv", os.devnull],
)


def test_the_walk_would_see_qt() -> None:
    assert any(name.startswith(QT) for name in reach_of(SOURCE / "app" / "app.py"))


@pytest.mark.parametrize("words", COMMANDS_WITHOUT_QT)
def test_what_shows_no_window_loads_no_qt(words: list[str]) -> None:
    program = (
        "import json, sys; from supine.cli import main; main(sys.argv[1:]);"
        "print(json.dumps(sorted(name.split('.')[0] for name in sys.modules)))"
    )
    line = [sys.executable, "-c", program, *words]
    result = subprocess.run(line, capture_output=True, text=True, check=True)
    loaded = set(json.loads(result.stdout.splitlines()[-1]))
    assert "supine" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "wakepy"})


NETWORK = {"ssl", "http", "urllib", "ftplib", "smtplib", "requests", "webbrowser"}


@pytest.mark.parametrize("path", modules("."), ids=lambda path: path.stem)
def test_nothing_speaks_to_a_network(path: Path) -> None:
    names = imports_in(path)
    assert {name.split(".")[0] for name in names}.isdisjoint(NETWORK)
    text = path.read_text(encoding="utf-8")
    # a pair within the program, or the sound server's socket on this machine
    assert "socket" not in names or "socketpair" in text or "AF_UNIX" in text
    assert "AF_INET" not in text
    # one socket is allowed: the one by which a second start finds the first window
    assert {name for name in names if "QtNetwork" in name} <= {
        "PySide6.QtNetwork", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket",
    }  # fmt: skip
