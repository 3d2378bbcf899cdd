"""An empty window: what Qt itself takes to start, and to stay. `--fullscreen` fills the screen."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

SIZE = (1180, 760)
"""Pixels: as large as the window of the program opens."""


def main() -> int:
    """Show it until it is ended."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(*SIZE)
    if "--fullscreen" in sys.argv:
        window.showFullScreen()
    else:
        window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
