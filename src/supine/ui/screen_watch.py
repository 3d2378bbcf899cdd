"""Tells when a window has come to another screen, or its screen to another scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget


class ScreenWatch(QWidget):
    """An unseen child of a window, which Qt tells of screens as it tells all children.

    The window itself must not listen: each frame comes to it as an event, and would take the way
    through Python for nothing.
    """

    changed = Signal()
    """The window is on another screen, or its scale has changed."""

    def __init__(self, window: QWidget) -> None:
        """Watch where `window` is."""
        super().__init__(window)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Tell of a change when it is over."""
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange):
            QTimer.singleShot(0, self.changed.emit)
        return super().event(event)
