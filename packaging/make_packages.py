"""Make the packages of this system in `build/package`, and check that they are not too large.

On Linux: a .tar.xz, a .deb and one file that unpacks itself. On other systems only the folder or
the bundle; see packaging/README.md for the next steps there.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import debian
import icons
from supine import __version__

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "build" / "package"

UNPACKED, PACKED = 140e6, 50e6
"""The most bytes of the folder, and of each package."""

SPECS = ("supine.spec", "empty_window.spec")


def main() -> int:
    """Make everything and print the sizes."""
    if sys.platform != "linux":
        icons.write(TARGET)
    for spec in SPECS:
        freeze(HERE / spec)
    folder = TARGET / "supine"
    if sys.platform == "linux":
        drop_search_paths(folder)
    sizes = {folder: (_size(folder), UNPACKED)}
    if sys.platform == "linux":
        archive = pack(folder)
        packages = [archive, single_file(archive), debian.make(folder, TARGET)]
        sizes |= {path: (path.stat().st_size, PACKED) for path in packages}
    for path, (size, _limit) in sizes.items():
        print(f"{size / 1e6:6.1f} MB  {path.relative_to(HERE.parent)}")
    large = [path.name for path, (size, limit) in sizes.items() if size > limit]
    if large:
        print(f"larger than agreed: {', '.join(large)}", file=sys.stderr)
    return bool(large)


def freeze(spec: Path) -> None:
    """Run PyInstaller on a spec."""
    words = ["--noconfirm", "--log-level=WARN", f"--distpath={TARGET}"]
    work = f"--workpath={TARGET / 'work'}"
    # sets have the same order in each run, so each build gives the same program
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-m", "PyInstaller", *words, work, spec], check=True, env=env)


def drop_search_paths(folder: Path) -> None:
    """Make no library look into folders of the computer that built it, such as pyenv's.

    On another computer that place may belong to anybody. Paths that begin at the library's own
    place (`$ORIGIN`) stay.
    """
    for path in folder.rglob("*.so*"):
        told = subprocess.run(["chrpath", "-l", path], capture_output=True, text=True, check=False)
        if "PATH=/" in told.stdout:
            subprocess.run(["chrpath", "-d", path], check=True)


def pack(folder: Path) -> Path:
    """Return a .tar.xz of the program and of the files that a desktop needs."""
    made = TARGET / f"supine-{__version__}-linux-{platform.machine()}.tar.xz"
    with tempfile.TemporaryDirectory() as share, tarfile.open(made, "w:xz") as archive:
        debian.share(Path(share))
        archive.add(folder, "supine", filter=_of_nobody)
        archive.add(share, "supine/share", filter=_of_nobody)
    return made


def single_file(archive: Path) -> Path:
    """Return a program in one file: a few lines of shell, then the archive."""
    packed = archive.read_bytes()
    head = (HERE / "linux" / "single_file.sh").read_text()
    key = f"{__version__}-{hashlib.sha256(packed).hexdigest()[:12]}"
    head = head.replace("@KEY@", key).replace("@LINE@", str(head.count("\n") + 1))
    made = archive.with_name(archive.name.removesuffix(".tar.xz") + ".run")
    made.write_bytes(head.encode() + packed)
    made.chmod(0o755)
    return made


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
