"""Freezes a program with PyInstaller into one folder, without what `bundle` leaves out."""

from __future__ import annotations

import sys
from pathlib import Path

from PyInstaller.building.api import COLLECT, EXE, PYZ
from PyInstaller.building.build_main import Analysis
from PyInstaller.building.osx import BUNDLE

import bundle
from supine import APPLICATION_ID, __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

ICONS = ROOT / "build" / "package"
"""The folder in which `make_packages` writes the icons for Windows and macOS."""

ABOUT = {
    # macOS must not slow the timers of a covered window down: bells must be in time
    "NSAppSleepDisabled": True,
    "NSHighResolutionCapable": True,
    "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
}
"""What macOS is told about the program."""


def freeze(
    name: str, script: Path, datas: dict[Path, str] | None = None, icon: str = ""
) -> COLLECT:
    """Freeze `script` into the folder `name`; `datas` maps more files to places in it."""
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
    # PyInstaller's own runtime hooks would tell other programs to load our plugins into their Qt,
    # and make every start import Qt and more; PySide6 finds its plugins without them
    scripts = [entry for entry in found.scripts if not entry[0].startswith("pyi_rth_")]
    program = EXE(
        PYZ(found.pure),
        scripts,
        name=name,
        icon=_icon(icon) if icon else None,
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


def bundle_for_mac(folder: COLLECT) -> None:
    """Make Supine.app from the folder."""
    BUNDLE(  # type: ignore[no-untyped-call]
        folder,
        name="Supine.app",
        icon=_icon("supine"),
        bundle_identifier=APPLICATION_ID,
        version=__version__,
        info_plist=ABOUT,
    )


def _icon(name: str) -> str | None:
    """Return the icon for this system; on Linux it is not part of the program."""
    kind = {"win32": "ico", "darwin": "icns"}.get(sys.platform)
    return str(ICONS / f"{name}.{kind}") if kind else None


def translated() -> frozenset[str]:
    """Return the languages into which the interface is translated."""
    files = (ROOT / "resources" / "translations").glob("supine_*.qm")
    return frozenset(path.stem.removeprefix("supine_") for path in files)
