"""Reduced motion: the setting, or the system's preference."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion


def can_follow_system() -> bool:
    """Return whether Qt knows the system's preference: it does from 6.12 on."""
    return hasattr(QGuiApplication.styleHints(), "accessibility")


def reduced(setting: Motion) -> bool:
    """Return whether motion is reduced: by the setting, or by the system's preference."""
    if setting != "system":
        return setting == "reduced"
    # keep a reference: Qt deletes the accessibility hints together with this Python object
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    preference = getattr(accessibility(), "motionPreference", None)
    return preference is not None and preference().name == "ReducedMotion"
