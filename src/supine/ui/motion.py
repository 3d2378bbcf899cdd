"""Whether things may move on the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion


def can_follow_system() -> bool:
    """Return whether Qt knows what the system prefers: from 6.12 on it does."""
    return hasattr(QGuiApplication.styleHints(), "accessibility")


def reduced(setting: Motion) -> bool:
    """Return whether motion is reduced: as set, or as the system prefers."""
    if setting != "system":
        return setting == "reduced"
    # the hints must be held: Qt's accessibility hints die with the Python object they came from
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    preference = getattr(accessibility(), "motionPreference", None)
    return preference is not None and preference().name == "ReducedMotion"
