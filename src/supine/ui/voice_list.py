"""The list of voices to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from supine.ui.calm_inputs import CalmList
from supine.voice.protocol import Known


class VoiceList(CalmList):
    """The best voice first, without a name; then each by the name that the system gives it."""

    voice_chosen = Signal(str)
    """The person has chosen the voice of that id; empty for the best one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Know no voice but the best one."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which voice"))
        self._voices: list[Known] = []
        self._chosen = ""
        self._fill()
        self.activated.connect(lambda at: self.voice_chosen.emit(self.itemData(at)))

    def show_voices(self, voices: Sequence[Known]) -> None:
        """Offer `voices`, and the one that is chosen, whether it is there or not."""
        if list(voices) != self._voices:
            self._voices = list(voices)
            self._fill()

    def show_chosen(self, voice: str) -> None:
        """Show that the voice of that id is chosen."""
        if voice != self._chosen:
            self._chosen = voice
            self._fill()

    def _fill(self) -> None:
        # under an open list the entries would move, and a click take the wrong one
        self.hidePopup()
        entries = {"": self.tr("The best one"), **_entries(self._voices, self._chosen)}
        self.clear()
        for voice, text in entries.items():
            self.addItem(text, voice)
        self.setCurrentIndex(self.findData(self._chosen))


def _entries(voices: Iterable[Known], chosen: str) -> dict[str, str]:
    """Return texts by ids. espeak-ng's many shades of one voice are left out, but for a chosen one.

    macOS has voices of one name in several countries: there the country is said as well.
    """
    offered = [voice for voice in voices if "+" not in voice.name or voice.id == chosen]
    often = Counter(voice.name for voice in offered)
    texts = {
        voice.id: voice.name if often[voice.name] == 1 else f"{voice.name}, {_country(voice)}"
        for voice in offered
    }
    if chosen:
        # an id is language and name; a list that is still to come will know more
        texts.setdefault(chosen, chosen.partition("/")[2] or chosen)
    return texts


def _country(voice: Known) -> str:
    return QLocale(voice.language).nativeTerritoryName()
