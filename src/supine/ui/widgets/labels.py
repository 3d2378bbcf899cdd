"""Labels that show plain text, and the buttons of the pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel, QPushButton


def plain_label(text: str, role: str, *, wraps: bool = False) -> QLabel:
    """Return a label that shows `text` as typed: no markup, no links."""
    label = own_label("", role)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    return label


def own_label(text: str, role: str) -> QLabel:
    """Return a label for the program's own words only: Qt would read markup in them.

    It does not name Qt's text format, which takes 20 ms (see `app.startup`): it is in the first
    frame.
    """
    label = QLabel(text)
    if role:
        label.setProperty("role", role)
    return label


def push_button(
    text: str, does: Callable[[], object] | QtCore.SignalInstance, *, main: bool = False
) -> QPushButton:
    """Return a button that calls or emits `does`; a page has one `main` button, which is larger."""
    button = QPushButton(text)
    if main:
        button.setProperty("role", "main")
        button.setAutoDefault(True)
    button.clicked.connect(does)
    return button
