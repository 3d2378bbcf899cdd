"""A minimal Debian in a folder: apt works in it, and programs that run in it see nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

HOME = "/home/person"

NOT_OURS = ("proc", "sys", "dev", "tmp", "run", "home", "var/cache", "var/log", "var/lib/apt",
            "var/lib/dpkg", "var/backups", "etc/ld.so.cache", "etc/shadow-")  # fmt: skip
"""Folders with the installer's own records, and with the person's files."""


def make(folder: Path) -> Path:
    """Return a fresh minimal system; what debootstrap fetched is cached for the next run."""
    base, root = folder / "base", folder / "root"
    if not (folder / "base.done").exists():
        shutil.rmtree(base, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        site, name, parts = mirror()
        run("debootstrap", "--variant=minbase", f"--components={parts}", name, str(base), site)
        (folder / "base.done").touch()
    shutil.rmtree(root, ignore_errors=True)
    run("cp", "-a", str(base), str(root))
    (root / HOME[1:]).mkdir()
    return root


def mirror() -> tuple[str, str, str]:
    """Return the address from which apt gets this system, its name and its components."""
    told = run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME) $(COMPONENT)",
               "Created-By: Packages")  # fmt: skip
    release = Path("/etc/os-release").read_text()
    name = re.search(r"^VERSION_CODENAME=(\w+)", release, re.MULTILINE)
    assert name, "which system this is, is not said"
    targets = [line.split() for line in told.splitlines()]
    found = [(site, part) for site, codename, part in targets if codename == name[1]]
    site, _part = found[0]
    if site.startswith("mirror+file:"):
        # a list of mirrors, the best one first
        site = Path(site.removeprefix("mirror+file:")).read_text().split()[0]
    return site, name[1], ",".join(sorted({part for _site, part in found}))


def inside(root: Path, *more: str) -> list[str]:
    """Return the start of a command line that runs a program inside the bare system only."""
    return [
        "bwrap", "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--clearenv",
        "--bind", str(root), "/", "--proc", "/proc", "--dev", "/dev",
        "--setenv", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "--setenv", "LANG", "C.UTF-8",
        "--setenv", "HOME", HOME, *more,
    ]  # fmt: skip


def install(root: Path, *what: str | Path) -> None:
    """Install `what` with apt, without the packages that are only recommended."""
    for path in (one for one in what if isinstance(one, Path)):
        shutil.copy(path, root / "mnt")
    names = [f"/mnt/{one.name}" if isinstance(one, Path) else one for one in what]
    apt(root, "install", "--no-install-recommends", *names)


def remove(root: Path, *what: str) -> None:
    """Remove `what` with apt, and everything that was installed for it."""
    apt(root, "purge", *what)
    apt(root, "autoremove", "--purge")
    for path in (root / "mnt").glob("*.deb"):
        path.unlink()


def apt(root: Path, *words: str) -> None:
    """Run apt in the bare system."""
    known = ["--ro-bind", "/etc/resolv.conf", "/etc/resolv.conf", "--cap-add", "ALL"]
    quiet = ["--setenv", "DEBIAN_FRONTEND", "noninteractive"]
    if not any((root / "var/lib/apt/lists").glob("*Packages*")):
        run(*inside(root, *known, *quiet), "apt-get", "-q", "update")
    run(*inside(root, *known, *quiet), "apt-get", "-qy", *words)


def files(root: Path) -> set[str]:
    """Return every path in the bare system that a package may have created."""
    names = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    return {name for name in names if not name.startswith(NOT_OURS)}


def run(*words: str) -> str:
    """Run a command and return its output; print all of it if it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise AssertionError(message)
    return done.stdout
