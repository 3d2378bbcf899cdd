"""The .deb: which file is installed where, and which packages it depends on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import debian_docs
from icons import SIZES, png
from supine import APPLICATION_ID, __version__

ROOT = Path(__file__).resolve().parents[1]
LINUX = ROOT / "packaging" / "linux"

RECOMMENDED = (
    # the voice
    "speech-dispatcher", "speech-dispatcher-espeak-ng", "speech-dispatcher-audio-plugins",
    # a sound server, and the program that opens a folder
    "pipewire-pulse | pulseaudio", "xdg-utils",
)  # fmt: skip
"""Recommended packages: a practice works without them, but not as well."""

CONTROL = """\
Package: supine
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Section: misc
Priority: optional
Depends: {depends}
Recommends: {recommends}
Description: practice companion for a sore low back
 Supine leads one person through a floor sequence: what to do, on which side,
 for how many breaths, when to change. By sight or with closed eyes.
"""


def share(place: Path) -> None:
    """Copy the files that desktops look for into `place`, which stands for /usr/share."""
    desktop = (LINUX / f"{APPLICATION_ID}.desktop", f"applications/{APPLICATION_ID}.desktop")
    mime = (LINUX / f"{APPLICATION_ID}.mime.xml", f"mime/packages/{APPLICATION_ID}.xml")
    drawings = [
        (ROOT / "resources/icons/supine.svg", "apps", APPLICATION_ID),
        (ROOT / "resources/icons/sequence.svg", "mimetypes", "application-x-supine-sequence"),
    ]
    for source, name in (desktop, mime):
        _copy(source, place / name)
    for source, kind, name in drawings:
        _copy(source, place / f"icons/hicolor/scalable/{kind}/{name}.svg")
        for size in SIZES:
            folder = place / f"icons/hicolor/{size}x{size}/{kind}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.png").write_bytes(png(source.stem, size))
    metainfo = place / f"metainfo/{APPLICATION_ID}.metainfo.xml"
    metainfo.parent.mkdir(parents=True)
    text = (LINUX / metainfo.name).read_text(encoding="utf-8")
    # only the person who makes a release knows the address of the project
    metainfo.write_text(text.replace("https://supine.example", home()), encoding="utf-8")


def home() -> str:
    """Return the address under which the project's files can be read."""
    return os.environ.get("SUPINE_HOME", "https://supine.example").rstrip("/")


def make(folder: Path, target: Path) -> Path:
    """Make the .deb of the program in `folder`, in the folder `target`, and return its path."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        share(root / "usr/share")
        shutil.copytree(folder, root / "usr/lib/supine", symlinks=True)
        (root / "usr/bin").mkdir()
        (root / "usr/bin/supine").symlink_to("../lib/supine/supine")
        debian_docs.write(root, home())
        control = root / "DEBIAN/control"
        control.parent.mkdir()
        control.write_text(_control(root), encoding="utf-8")
        _settle_modes(root)
        made = target / f"supine_{__version__}_{_architecture()}.deb"
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, made], check=True
        )
    return made


def depends(folder: Path) -> str:
    """Return the packages of the libraries that the program links against but leaves out."""
    libraries = [path for path in folder.resolve().rglob("*") if path.is_file() and _is_elf(path)]
    within = sorted({path.parent for path in libraries})
    with tempfile.TemporaryDirectory() as name:
        # the tool must run inside a source package
        control = Path(name) / "debian/control"
        control.parent.mkdir()
        control.write_text("Source: supine\n\nPackage: supine\nArchitecture: any\n")
        words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{path}" for path in within)]
        words += [f"-x{package}" for package in _owners(folder / "_internal")]
        told = _ask(*words, *libraries, cwd=name)
    return told.strip().removeprefix("shlibs:Depends=")


def _owners(folder: Path) -> list[str]:
    """Return the packages whose libraries are in `folder`, so that they need not be installed."""
    names = [path.name for path in folder.glob("lib*.so*") if "python" not in path.name]
    return sorted({line.split(":")[0] for line in _ask("dpkg", "-S", *names).splitlines()})


def _control(root: Path) -> str:
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
    return CONTROL.format(
        version=__version__,
        maintainer=debian_docs.MAINTAINER,
        architecture=_architecture(),
        kilobytes=size // 1024,
        depends=depends(root / "usr/lib/supine"),
        recommends=", ".join(RECOMMENDED),
    )


def _architecture() -> str:
    return _ask("dpkg", "--print-architecture").strip()


def _ask(*words: str | Path, cwd: str | None = None) -> str:
    return subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True).stdout


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _settle_modes(root: Path) -> None:
    """Make only the program itself executable, no matter who builds it and how."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr/lib/supine/supine"
            path.chmod(0o755 if runs else 0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
