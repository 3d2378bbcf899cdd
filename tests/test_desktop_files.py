"""What desktops are told of the program holds together, and its validators agree."""

from __future__ import annotations

import configparser
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from PySide6.QtGui import QImage

import debian
import icons
from supine import APPLICATION_ID, __version__
from tests.helpers import pixels

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "packaging" / "linux"
ENTRY = LINUX / f"{APPLICATION_ID}.desktop"
METAINFO = LINUX / f"{APPLICATION_ID}.metainfo.xml"
KIND = "application/x-supine-sequence"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux' desktops")


def entry() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ENTRY, encoding="utf-8")
    return dict(parser["Desktop Entry"])


def metainfo() -> Xml.Element:
    return Xml.parse(METAINFO).getroot()  # noqa: S314 - a file of our own


def run(*words: str | Path) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@on_linux
def test_the_desktop_entry_is_valid() -> None:
    assert run("desktop-file-validate", ENTRY) == ""


@on_linux
def test_the_metainfo_is_valid() -> None:
    run("appstreamcli", "validate", "--no-net", METAINFO)


@on_linux
def test_a_sequence_file_is_known_by_its_name(tmp_path: Path) -> None:
    debian.share(tmp_path)
    run("update-mime-database", tmp_path / "mime")
    assert f"60:{KIND}:*.supine.yaml\n" in (tmp_path / "mime/globs2").read_text()
    assert f"{KIND} application/x-yaml\n" in (tmp_path / "mime/subclasses").read_text()


def test_all_speak_of_the_same_program() -> None:
    about = metainfo()
    assert about.findtext("id") == entry()["icon"] == APPLICATION_ID
    assert about.findtext("launchable") == ENTRY.name
    assert entry()["mimetype"] == f"{KIND};"
    assert about.findtext("provides/mediatype") == KIND
    assert about.findtext("summary") == entry()["comment"]


def test_the_newest_release_is_this_one() -> None:
    release = metainfo().find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_the_pictures_are_those_of_the_project() -> None:
    pictures = metainfo().findall("screenshots/screenshot/image")
    assert len(pictures) == 2
    for picture in pictures:
        path = ROOT / str(picture.text).removeprefix("https://supine.example/")
        size = struct.unpack(">II", path.read_bytes()[16:24])
        assert size == (int(picture.get("width", 0)), int(picture.get("height", 0)))


def test_whoever_releases_it_says_where_the_pictures_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPINE_HOME", "https://somewhere.example/supine/")
    debian.share(tmp_path)
    told = (tmp_path / "metainfo" / METAINFO.name).read_text(encoding="utf-8")
    assert "https://somewhere.example/supine/docs/practice.png" in told
    assert "supine.example/docs" not in told


def test_every_size_of_icon_is_laid_where_desktops_look(tmp_path: Path) -> None:
    debian.share(tmp_path)
    for kind, name in (("apps", APPLICATION_ID), ("mimetypes", KIND.replace("/", "-"))):
        found = list(tmp_path.glob(f"icons/hicolor/*/{kind}/{name}.*"))
        assert len(found) == len(icons.SIZES) + 1
        for path in (path for path in found if path.suffix == ".png"):
            width = struct.unpack(">I", path.read_bytes()[16:20])[0]
            assert path.parts[-3] == f"{width}x{width}"


def test_the_icon_of_windows_holds_every_size() -> None:
    data = icons.ico("supine")
    (count,) = struct.unpack_from("<H", data, 4)
    for number in range(count):
        width, length, place = struct.unpack_from("<B7xII", data, 6 + 16 * number)
        picture = data[place : place + length]
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">I", picture[16:20])[0] % 256 == width
    assert count == len(icons.WINDOWS)


def test_the_icon_of_the_mac_holds_every_size() -> None:
    data = icons.icns("supine")
    assert data[:8] == b"icns" + struct.pack(">I", len(data))
    sizes, place = [], 8
    while place < len(data):
        (length,) = struct.unpack_from(">I", data, place + 4)
        sizes.append(struct.unpack_from(">I", data, place + 8 + 16)[0])
        place += length
    assert sizes == list(icons.MAC)


def test_the_version_of_the_installer_comes_from_outside() -> None:
    script = (ROOT / "packaging/windows/supine.iss").read_text(encoding="utf-8")
    assert not re.search(r"\d+\.\d+\.\d+", script)


def test_the_window_s_icon_is_as_it_was_drawn() -> None:
    """To make it anew: `icons.png("supine", 128)`."""
    kept = QImage(str(icons.DRAWINGS / "supine.png"))
    drawn = QImage.fromData(icons.png("supine", 128))
    assert (pixels(kept) == pixels(drawn)).all()
