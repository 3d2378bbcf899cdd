"""What is left out of the packaged program is what the program does without."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

import bundle
from tests.test_laws import SOURCE, imports_in

QT = Path(PySide6.__file__).parent
SUFFIX = ".pyd" if sys.platform == "win32" else ".abi3.so"


def imported() -> set[str]:
    """Return the parts of Qt that the program imports anywhere, such as "QtCore"."""
    names = {name for path in SOURCE.rglob("*.py") for name in imports_in(path)}
    parts = [name.split(".") for name in names if name.startswith("PySide6.")]
    return {name[1] for name in parts}


def name_of(path: Path) -> str:
    """Return the name of an installed file, as it is called in the packaged program."""
    return path.relative_to(QT.parent).as_posix()


def carried() -> list[Path]:
    """Return all libraries of the installed Qt that go along."""
    return [path for path in QT.rglob("*.so*") if path.is_file() and bundle.keeps(name_of(path))]


def stranded() -> set[str]:
    """Return what the libraries that go along are linked against in Qt, and is left out."""
    told = subprocess.run(["ldd", *carried()], check=True, capture_output=True, timeout=60).stdout
    found = re.findall(r" => (.+) \(0x", told.decode())
    within = {name_of(Path(path).resolve()) for path in found if path.startswith(str(QT))}
    return {name for name in within if not bundle.keeps(name)}


def test_every_part_of_qt_that_is_imported_goes_along() -> None:
    assert {"QtCore", "QtTextToSpeech"} <= imported()
    assert [part for part in imported() if not bundle.keeps(f"PySide6/{part}{SUFFIX}")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="ldd is Linux'")
def test_what_goes_along_has_all_that_it_is_linked_against() -> None:
    assert len(carried()) > 20
    assert stranded() == set()


@pytest.mark.skipif(sys.platform != "linux", reason="ldd is Linux'")
def test_a_part_that_is_missing_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "QT", bundle.QT - {"Svg", "DBus"})
    assert stranded() == {f"PySide6/Qt/lib/libQt6{part}.so.6" for part in ("Svg", "DBus")}


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt6Pdf.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
        "libgtk-3.so.0",
        "libstdc++.so.6",
        "libQt6Core.so.6",
    ],
)
def test_what_nobody_needs_stays_out(name: str) -> None:
    assert not bundle.keeps(name)


@pytest.mark.parametrize(
    "name",
    [
        "supine/resources/icons/supine.svg",
        "supine/sequences/low-back-release.yaml",
        "base_library.zip",
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "yaml/_yaml.cpython-311-x86_64-linux-gnu.so",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/libpyside6.abi3.so.6.9",
        "python311.dll",
        "PySide6\\Qt6Core.dll",
        "PySide6\\MSVCP140.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    ],
)
def test_what_is_needed_goes_along(name: str) -> None:
    assert bundle.keeps(name)


def test_the_words_of_qt_go_along_in_the_languages_of_the_program() -> None:
    german = "PySide6/Qt/translations/qtbase_de.qm"
    assert bundle.keeps(german, frozenset({"de"}))
    assert not bundle.keeps("PySide6/Qt/translations/qtmultimedia_de.qm", frozenset({"de"}))
    assert bundle.keeps("supine/resources/translations/supine_de.qm")
    assert not bundle.keeps("supine/resources/translations/supine_de.ts")


def test_other_programs_get_the_libraries_of_their_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/of/the/program")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/of/the/program")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/of/the/person")
    runpy.run_path(str(Path(bundle.__file__).with_name("clean_environment.py")))
    assert os.environ["LD_LIBRARY_PATH"] == "/of/the/person"
    assert "DYLD_LIBRARY_PATH" not in os.environ
