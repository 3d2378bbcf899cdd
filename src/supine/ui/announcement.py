"""What a screen reader is told, beside what has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget


def by_event(widget: QWidget, text: str) -> None:
    """Announce `text`: screen readers of Windows, macOS, and Orca from version 45 on say it."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def by_description(widget: QWidget, text: str) -> None:
    """Let `text` describe what has the focus for an instant: older Orcas say what changes there.

    They know no announcements. Newer ones would leave out what resembles the text before.
    """
    shown = QApplication.focusWidget() or widget
    own = shown.accessibleDescription()
    shown.setAccessibleDescription(text)
    shown.setAccessibleDescription(own)


ways: list[Callable[[QWidget, str], None]] = [by_event]
"""The last one is used. A system whose screen readers differ adds its own."""


def reader_runs() -> bool:
    """Return whether a screen reader, or another such program, asks what the window shows."""
    return QAccessible.isActive()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text`, if there is one; an empty text is not said."""
    if text and reader_runs():
        ways[-1](widget, text)
