"""Build the wheel, install it with the usual tools in empty folders, and check that it works.

    python packaging/check_wheel.py [pip|uv|pipx]

Each tool is in its own virtual environment. pip installs Supine beside itself, the others into a
folder of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "package"
BIN = "Scripts" if sys.platform == "win32" else "bin"

INSTALL = {"pip": ("install", "--quiet"), "uv": ("tool", "install", "--quiet"),
           "pipx": ("install", "--quiet")}  # fmt: skip
"""The command with which each tool installs a program."""


def main(words: list[str]) -> int:
    """Try the tools named on the command line, or all."""
    wheel = build()
    print(f"{wheel.stat().st_size / 1e6:6.1f} MB  {wheel.relative_to(ROOT)}", flush=True)
    for tool in words or INSTALL:
        with tempfile.TemporaryDirectory() as folder:
            print(f"installed with {tool}:", flush=True)
            smoke.main([str(install(tool, wheel, Path(folder)))])
    return 0


def build() -> Path:
    """Return the wheel of this source."""
    for old in TARGET.glob("*.whl"):
        old.unlink()
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(TARGET)]
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = TARGET.glob("*.whl")
    return wheel


def install(tool: str, wheel: Path, folder: Path) -> Path:
    """Return the program that `tool` has installed in `folder`."""
    venv.create(folder / "tool", with_pip=True)
    pip = [str(folder / "tool" / BIN / "python"), "-m", "pip", "install", "--quiet", tool]
    subprocess.run(pip, check=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    homes = {"UV_TOOL_DIR": "tools", "UV_TOOL_BIN_DIR": "bin", "PIPX_HOME": "tools",
             "PIPX_BIN_DIR": "bin"}  # fmt: skip
    env |= {name: str(folder / place) for name, place in homes.items()}
    words = [str(folder / "tool" / BIN / tool), *INSTALL[tool], str(wheel)]
    subprocess.run(words, check=True, env=env)
    places = (folder / "bin", folder / "tool" / BIN)
    program = shutil.which("supine", path=os.pathsep.join(map(str, places)))
    assert program, f"{tool} has installed no program"
    return Path(program)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
