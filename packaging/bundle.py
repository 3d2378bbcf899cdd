"""Which of the files that PyInstaller finds go into the packaged program.

PyInstaller takes everything that any part of Qt might need. This list is what this program needs:
everything of Qt that is not named is left out. Only names decide, so one list serves all systems,
and a test can compare it with what the running program loads, without a build.
"""

from __future__ import annotations

import re
import sys
from pathlib import PurePosixPath

QT = frozenset(
    {
        "Charts", "Concurrent", "Core", "DBus", "Gui", "Multimedia", "Network", "OpenGL",
        "OpenGLWidgets", "Svg", "TextToSpeech",
        "WaylandClient", "Widgets", "XcbQpa",
    }
)  # fmt: skip
"""The parts of Qt: those that the program imports, those they link against, and the plugins'."""

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin", "ibusplatforminputcontextplugin",
    },
    # offscreen is for smoke tests without a screen
    "platforms": {"qcocoa", "qoffscreen", "qwayland-generic", "qwindows", "qxcb"},
    # not the GTK theme, which brings 40 libraries: the portal asks the desktop the same
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    # not mock, which only pretends to speak
    "texttospeech": {
        "qtexttospeech_darwin", "qtexttospeech_sapi", "qtexttospeech_speechd",
        "qtexttospeech_winrt",
    },
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}  # fmt: skip
"""The plugins, by folder. None of `multimedia`: bells and voice need no FFmpeg."""

CARRIED = (
    "ffi", "python3", "xcb-cursor", "xcb-icccm", "xcb-image", "xcb-keysyms", "xcb-render-util",
    "xcb-util",
)  # fmt: skip
"""How the names of those libraries begin that are copied from the Linux that builds: desktops may
be without them.

All others are the system's own. Sound, screen, fonts and message bus must fit the servers that run
there, and an old libstdc++ would keep new drivers from loading.
"""

WITHOUT = (
    # no network, so no encryption
    "ssl", "_ssl", "_hashlib", "http", "ftplib", "xmlrpc", "netrc",
    # archives are zipped, if at all
    "bz2", "_bz2", "lzma", "_lzma",
    # what other modules of the standard library import for developers
    "unittest", "doctest", "pdb", "pydoc", "test", "multiprocessing", "asyncio", "setuptools",
    "numpy", "typing_extensions",
    "PySide6.QtMultimediaWidgets",
    # property lists start Supine with a Mac; their parser brings a library of its own
    *(() if sys.platform == "darwin" else ("plistlib", "xml", "pyexpat")),
)  # fmt: skip
"""Modules of Python that are left out."""

_LIBRARY = re.compile(r"(?:lib)?(?P<stem>.+?)(?:\.abi3)?\.(?:so|pyd|dll|dylib)(?:\.[\d.]+)?")
_PART = re.compile(r"Qt6?(?P<name>[A-Z]\w*)")
_SUPPORT = re.compile(r"pyside6|[Ss]hiboken6?|icu\w+|MSVCP\w+|VCRUNTIME\w+")


def keeps(name: str, languages: frozenset[str] = frozenset()) -> bool:
    """Return whether the file at `name`, inside the folder of the program, goes into it.

    `languages` are those that the program's own words are translated into, such as "de".
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix == ".ts":
        # what translators write; the program reads what is made of it
        return False
    qt, stem = path.parts[0] == "PySide6", _stem(path)
    if qt and "plugins" in path.parts:
        return stem in PLUGINS.get(path.parent.name, ())
    if qt and "translations" in path.parts:
        return path.stem.removeprefix("qtbase_") in languages
    if len(path.parts) == 1 and ".so" in path.name:
        # of Qt these are only links, and not needed: its libraries find each other
        return stem.startswith(CARRIED)
    part = _PART.fullmatch(stem)
    if part:
        return part["name"] in QT
    return not qt or _SUPPORT.fullmatch(stem) is not None


def _stem(path: PurePosixPath) -> str:
    """Return the name of a library without the prefixes and suffixes of its system."""
    # on macOS each part of Qt is a folder
    framework = next((part for part in path.parts if part.endswith(".framework")), "")
    found = _LIBRARY.fullmatch(path.name)
    return framework.removesuffix(".framework") or (found["stem"] if found else path.name)
