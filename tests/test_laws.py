"""The laws of the house that a walk through the source can see."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
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


def imports_in(path: Path) -> set[str]:
    """Return every module that the file at `path` imports, at its top or further down."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert not [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level], path
    return {name for node in nodes for name in names_of(node)}


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


@pytest.mark.parametrize("path", modules("core", "store"), ids=lambda path: path.stem)
def test_neither_core_nor_store_reaches_qt(path: Path) -> None:
    reached = reach_of(path)
    qt = {
        name: by for name, by in reached.items() if name.split(".")[0] in ("PySide6", "shiboken6")
    }
    assert qt == {}


VOICE_WITHOUT_QT = ("protocol", "choosing", "phrases", "gaps", "script", "rate")


@pytest.mark.parametrize("name", VOICE_WITHOUT_QT)
def test_what_is_said_and_when_reaches_neither_qt_nor_a_clock(name: str) -> None:
    path = SOURCE / "voice" / f"{name}.py"
    roots = {module.split(".")[0] for module in reach_of(path)}
    assert roots.isdisjoint({*QT, "time", "datetime"})
    assert imports_in(path).isdisjoint({"os", "sys"})


@pytest.mark.parametrize("path", modules("."), ids=lambda path: path.stem)
def test_only_the_speaking_process_loads_the_speech_engines(path: Path) -> None:
    speaks = any("QTextToSpeech" in name for name in imports_in(path))
    assert speaks == (path == SOURCE / "voice" / "speaking.py")


def test_the_window_never_reaches_the_speech_engines() -> None:
    for name in ("process", "narrator"):
        reached = reach_of(SOURCE / "voice" / f"{name}.py")
        assert "supine.voice.speaking" not in reached


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: path.stem)
def test_the_core_knows_no_clock_and_nothing_of_its_surroundings(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports_in(path)}
    assert roots.isdisjoint({"time", "datetime", "os", "sys", "platformdirs", "locale", "random"})


@pytest.mark.parametrize("path", modules("core"), ids=lambda path: path.stem)
def test_the_core_builds_on_nothing_of_this_program_but_itself(path: Path) -> None:
    own = {name for name in imports_in(path) if name.split(".")[0] == "supine"}
    assert {name for name in own if not name.startswith("supine.core")} == set()


COMMANDS_WITHOUT_QT = (
    ["check", "none.yaml"],
    ["plan", "low-back-release"],
    ["figure", "--list"],
)


def test_the_walk_would_see_qt() -> None:
    assert any(name.startswith(QT) for name in reach_of(SOURCE / "app.py"))


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


def test_no_module_is_longer_than_a_person_can_keep_in_mind() -> None:
    long = {path.name for path in modules(".") if len(path.read_bytes().splitlines()) > 400}
    assert long == set()
