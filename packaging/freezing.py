"""How a program is frozen: by PyInstaller, without what `bundle` leaves out, into one folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PyInstaller.building.api import COLLECT, EXE, PYZ
from PyInstaller.building.build_main import Analysis

import bundle

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

Entry = tuple[str, str, str]
"""A file: its name in the folder, where it lies now, and what it is."""


def freeze(
    name: str, script: Path, datas: dict[Path, str] | None = None, icon: str | None = None
) -> COLLECT:
    """Make the folder `name` of `script`; `datas` tells where more files and folders go in it."""
    found = Analysis(
        [str(script)],
        pathex=[str(ROOT / "src")],
        datas=[(str(path), place) for path, place in (datas or {}).items()],
        excludes=list(bundle.WITHOUT),
        runtime_hooks=[str(HERE / "clean_environment.py")],
    )
    languages = translated()
    found.binaries, found.datas = (
        [entry for entry in entries if bundle.keeps(entry[0], languages)]
        for entries in (found.binaries, found.datas)
    )
    program = EXE(
        PYZ(found.pure),
        found.scripts,
        name=name,
        icon=icon,
        exclude_binaries=True,
        console=False,
        strip=sys.platform == "linux",
        upx=False,
    )
    return COLLECT(
        program,
        found.binaries,
        found.datas,
        name=name,
        strip=sys.platform == "linux",
        upx=False,
    )


def translated() -> frozenset[str]:
    """Return the languages that the program's words are translated into."""
    files = (ROOT / "resources" / "translations").glob("supine_*.qm")
    return frozenset(path.stem.removeprefix("supine_") for path in files)
