"""The look as the computer is set: less motion, more contrast. Qt is asked here alone.

It knows the wish for contrast from 6.10 on, and that for less motion from 6.12 on. Where it knows
none, the look is as usual.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from supine.settings.declaration import Motion
from supine.settings.startup_theme import USUAL, ThemeChoice, ThemeName


def knows_motion() -> bool:
    """Return whether Qt knows if the computer is set to less motion."""
    return bool(_wish("motionPreference"))


def knows_contrast() -> bool:
    """Return whether Qt knows if the computer is set to more contrast."""
    return bool(_wish("contrastPreference"))


def reduced(setting: Motion) -> bool:
    """Return whether motion is reduced: by the setting, or as the computer is set."""
    if setting != "system":
        return setting == "reduced"
    return _wish("motionPreference") == "ReducedMotion"


def theme_of(setting: ThemeChoice) -> ThemeName:
    """Return the theme of the setting; "system" is high contrast where the computer is so set."""
    if setting != "system":
        return setting
    return "contrast" if _wish("contrastPreference") == "HighContrast" else USUAL


class SystemWatch(QObject):
    """Tells when the computer is set otherwise."""

    changed = Signal()
    """Less motion or more contrast is wished now, or no longer."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to watch, if Qt does."""
        super().__init__(parent)
        # keep references: Qt deletes the accessibility hints together with this Python object
        self._hints = QGuiApplication.styleHints()
        self._accessibility = _accessibility(self._hints)
        names = ("motionPreferenceChanged", "contrastPreferenceChanged")
        self._signals = [
            getattr(self._accessibility, name) for name in names
            if hasattr(self._accessibility, name)
        ]  # fmt: skip
        for signal in self._signals:
            signal.connect(self._on_changed)

    def close(self) -> None:
        """Watch no longer."""
        for signal in self._signals:
            signal.disconnect(self._on_changed)
        self._signals = []

    def _on_changed(self, _wish: object) -> None:
        self.changed.emit()


def _wish(name: str) -> str:
    """Return Qt's name for what the computer is set to, or nothing if Qt does not know it."""
    # keep a reference: see `SystemWatch`
    hints = QGuiApplication.styleHints()
    preference = getattr(_accessibility(hints), name, None)
    return str(preference().name) if preference is not None else ""


def _accessibility(hints: Any) -> Any:
    ask = getattr(hints, "accessibility", None)
    return ask() if ask is not None else None
