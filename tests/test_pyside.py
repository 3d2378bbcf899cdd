"""Qt's binding must not read the source of each module that is imported after it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import linecache, sys
from supine import pyside
pyside.load()
import msgspec, wakepy
import PySide6.QtWidgets
print([name for name in linecache.cache if "msgspec" in name or "wakepy" in name])
"""


def read_sources(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_no_source_is_read_and_kept() -> None:
    assert read_sources(PROGRAM) == "[]"


@pytest.mark.parametrize("words", [["speech-worker"], ["audio-worker", "/nowhere"], []])
def test_each_way_into_qt_loads_the_binding_first(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from supine import cli, pyside  # noqa: PLC0415

    class Loaded(Exception):  # noqa: N818
        pass

    def load() -> None:
        raise Loaded

    monkeypatch.setattr(pyside, "load", load)
    with pytest.raises(Loaded):
        cli.main(words)
