"""What `supine --version --verbose` says: what a bug report should say about a computer."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs
import PySide6
import wakepy
import yaml
from PySide6.QtCore import QCoreApplication, QEventLoop, qVersion
from PySide6.QtGui import QGuiApplication

from supine.app.qt_setup import make_application
from supine.profile import Profile
from supine.resources import resource
from supine.speech.client import SpeechClient


def bug_report(folder: Path | None) -> Iterator[str]:
    """Yield the lines, for the profile in `folder` or the usual one.

    It takes a second or two, since the speech worker is asked for its engines.
    """
    profile = Profile(folder)
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield (
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}, msgspec {msgspec.__version__}, "
        f"PyYAML {yaml.__version__}, platformdirs {platformdirs.__version__}, "
        f"wakepy {wakepy.__version__}"
    )
    yield f"packaged: {'yes' if getattr(sys, 'frozen', False) else 'no'}"
    yield f"settings: {profile.settings}"
    yield f"sequences: {profile.sequences}"
    yield f"log: {profile.log}"
    yield f"resources: {resource('sounds').parent}"
    if _has_display():
        yield from _screen_lines(make_application())
    else:
        yield "screens: none"
    yield from _speech_lines()


def _has_display() -> bool:
    """Return whether Qt can look for screens: without a display it ends the program."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _screen_lines(application: QGuiApplication) -> Iterator[str]:
    desktop = os.environ.get("XDG_CURRENT_DESKTOP") or "unknown"
    yield f"platform: {application.platformName()}, desktop: {desktop}"
    for screen in application.screens():
        size, real = screen.size(), screen.physicalSize()
        yield (
            f"screen {screen.name()}: {size.width()} x {size.height()} logical pixels, "
            f"{real.width():.0f} x {real.height():.0f} mm, scale {screen.devicePixelRatio():g}"
        )


def _speech_lines() -> Iterator[str]:
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    client, loop = SpeechClient(application), QEventLoop()
    found = {"speech engines": "none", "in use": "none"}
    client.engines.connect(
        lambda names: found.update({"speech engines": ", ".join(names) or "none"})
    )
    client.ready.connect(lambda name: found.update({"in use": name}))
    client.ready.connect(loop.quit)
    client.lost.connect(lambda why: found.update({"why": why}))
    client.lost.connect(loop.quit)
    # the client also notices a worker that hangs, and then emits `lost`
    client.start()
    loop.exec()
    client.close()
    yield "; ".join(f"{name}: {text}" for name, text in found.items())
