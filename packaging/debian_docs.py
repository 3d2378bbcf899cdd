"""What the .deb installs as documents: changelog, copyright, manual page, lintian's overrides."""

from __future__ import annotations

import gzip
import os
import re
import textwrap
from email.utils import formatdate
from importlib import metadata
from pathlib import Path

from supine import __version__

ROOT = Path(__file__).resolve().parents[1]
LINUX = ROOT / "packaging" / "linux"

MAINTAINER = "The Supine maintainers <maintainers@supine.example>"

COPYRIGHT = """\
Supine is Copyright (C) 2026 The Supine maintainers.

It is free software: you can redistribute it and modify it under the terms of
the GNU General Public License, version 3 or later; its text is in
/usr/share/common-licenses/GPL-3.

Its type, Atkinson Hyperlegible Next, is Copyright 2020-2024 The Atkinson
Hyperlegible Next Project Authors, changed here (a zero without a slash), and
under the SIL Open Font License:
/usr/lib/supine/_internal/supine/resources/fonts/OFL.txt.

The package contains, unchanged:

Qt and PySide6, Copyright (C) The Qt Company Ltd. and other contributors, under
the GNU Lesser General Public License, version 3:
/usr/share/common-licenses/LGPL-3.

Python, Copyright (C) 2001 Python Software Foundation and others, under the PSF
License, version 2.

ICU, Copyright (C) Unicode, Inc. and others, under the Unicode License.

The start of PyInstaller, Copyright (C) 2010 PyInstaller Development Team and
others, under the GNU General Public License, version 2 or later
(/usr/share/common-licenses/GPL-2), with an exception for the programs that it
starts.

{licences}"""

CARRIED = ("jeepney", "msgspec", "platformdirs", "PyYAML", "wakepy")
"""The packages of Python whose licences ask for their whole text wherever they go."""

VERSION = re.compile(r"^## ([\d.]+).*?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^- .*?(?=^- |^\S|\Z)|^[^-\s].*?$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
"""In `CHANGELOG.md`: a version with its changes, a change or a heading, a link."""


def write(root: Path, home: str) -> None:
    """Write all documents below `root`; `home` is the address of the project."""
    docs = root / "usr/share/doc/supine"
    docs.mkdir(parents=True)
    (docs / "copyright").write_text(copyright_notice(), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (docs / "changelog.gz").write_bytes(_packed(changelog(changes, _date())))
    manual = root / "usr/share/man/man1"
    manual.mkdir(parents=True)
    (manual / "supine.1.gz").write_bytes(_packed(manual_page(home)))
    overrides = root / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    text = (LINUX / "lintian-overrides").read_text(encoding="utf-8")
    (overrides / "supine").write_text(text, encoding="utf-8")


def changelog(text: str, date: float) -> str:
    """Return `CHANGELOG.md` in the format of Debian; `date` in seconds since 1970.

    Only the newest version's date is needed there, so all get the same.
    """
    entries = []
    for version, body in VERSION.findall(text):
        lines = [f"supine ({version}) unstable; urgency=medium", ""]
        for block in BLOCK.findall(body):
            plain = " ".join(LINK.sub(r"\1", block).split())
            if plain.startswith("- "):
                lines += textwrap.wrap(
                    plain[2:], 78, initial_indent="  * ", subsequent_indent="    "
                )
            else:
                lines += [f"  [ {plain.rstrip(':')} ]"]
        lines += ["", f" -- {MAINTAINER}  {formatdate(date)}", ""]
        entries.append("\n".join(lines))
    return "\n".join(entries)


def copyright_notice() -> str:
    """Return who owns what is in the package, with the licences that must be repeated."""
    texts = []
    for name in CARRIED:
        licences = [
            path.read_text(encoding="utf-8").strip()
            for path in metadata.files(name) or ()
            if path.name.upper().startswith("LICENSE")
        ]
        assert licences, f"{name} has no licence"
        texts.append("\n\n".join([f"{name}:", *licences]))
    return COPYRIGHT.format(licences="\n\n".join(texts) + "\n")


def manual_page(home: str) -> str:
    """Return the manual page of the command, as troff."""
    text = (LINUX / "supine.1").read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).replace("@HOME@", home)


def _packed(text: str) -> bytes:
    """Return what `gzip -9n` makes of `text`."""
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)


def _date() -> float:
    """Return when the changes were made: as builders declare it, or else as the file says."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return float(told) if told else (ROOT / "CHANGELOG.md").stat().st_mtime
