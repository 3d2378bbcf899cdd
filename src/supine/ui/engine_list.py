"""The list of speech engines to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supine.ui.calm_inputs import CalmList

NAMES = {
    "speechd": "Speech Dispatcher",
    "flite": "Flite",
    "winrt": "Windows",
    "sapi": "Windows (SAPI)",
    "darwin": "macOS",
    "macos": "macOS (NSSpeechSynthesizer)",
}
"""What Qt's engines are called by people."""


class EngineList(CalmList):
    """The system's own engine first, without a name."""

    engine_chosen = Signal(str)
    """The person has chosen the engine of that name; empty for the system's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know no engine but the system's own."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which speech engine"))
        self._engines: Sequence[str] = ()
        self._chosen = ""
        self._fill()
        self.activated.connect(lambda at: self.engine_chosen.emit(self.itemData(at)))

    def show_engines(self, engines: Sequence[str]) -> None:
        """Offer `engines`, and the one that is chosen, whether it is there or not."""
        if list(engines) != list(self._engines):
            self._engines = engines
            self._fill()

    def show_chosen(self, engine: str) -> None:
        """Show that `engine` is chosen."""
        if engine != self._chosen:
            self._chosen = engine
            self._fill()

    def _fill(self) -> None:
        # under an open list the entries would move, and a click take the wrong one
        self.hidePopup()
        self.clear()
        self.addItem(self.tr("The computer's own"), "")
        for engine in dict.fromkeys([*self._engines, *filter(None, [self._chosen])]):
            self.addItem(NAMES.get(engine, engine), engine)
        self.setCurrentIndex(self.findData(self._chosen))
