"""The machine that was measured on, in words."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

VERSIONS = "import PySide6.QtCore as q; print(f'Qt {q.qVersion()}, PySide6 {q.__version__}')"
"""Asked of another process: where this one had Qt in memory, a program that is measured would share
it, and seem to need less."""


def machine() -> list[str]:
    """Return one line for each thing that a figure may depend on."""
    return [
        f"processor: {_after('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        f"memory: {int(_after('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB",
        f"kernel: {platform.system()} {platform.release()}, {platform.machine()}",
        f"Python {platform.python_version()}, {_said(sys.executable, '-c', VERSIONS)}",
        f"browser: {_said('chromium', '--version')}",
        "graphics: none; an Xvfb screen of 1920×1080, everything is drawn by the processor",
    ]


def _after(path: str, name: str) -> str:
    """Return what a file of the kernel's says of `name`."""
    lines = Path(path).read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "?")


def _said(*words: str) -> str:
    try:
        said = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
    except OSError:
        return "none"
    return said.stdout.strip()
