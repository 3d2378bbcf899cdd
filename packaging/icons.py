"""The icons in every size and format that systems need, from the drawings in the repository.

    python packaging/icons.py FOLDER

writes supine.ico and supine.icns into FOLDER.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parents[1] / "resources" / "icons"

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Sizes in pixels that desktops on Linux look for."""

WINDOWS = (16, 24, 32, 48, 64, 256)

MAC = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
"""Apple's names for the sizes."""


def png(drawing: str, size: int) -> bytes:
    """Return the drawing of that name as a PNG of `size` by `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWINGS / f"{drawing}.svg")).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def ico(drawing: str) -> bytes:
    """Return the drawing as a Windows icon: a table of pictures, then the pictures."""
    pictures = [png(drawing, size) for size in WINDOWS]
    head = struct.pack("<3H", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in zip(WINDOWS, pictures, strict=True):
        # 256 is written as 0
        head += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)


def icns(drawing: str) -> bytes:
    """Return the drawing as a macOS icon: pictures, each after its name and length."""
    pictures = [(name, png(drawing, size)) for size, name in MAC.items()]
    body = b"".join(name + struct.pack(">I", len(data) + 8) + data for name, data in pictures)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write(folder: Path) -> None:
    """Write the icons for Windows and macOS."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "supine.ico").write_bytes(ico("supine"))
    (folder / "supine.icns").write_bytes(icns("supine"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
