"""One line said outside of a practice, to hear how the voice is set."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from supine.voice.process import Voice

WAKING = 300
"""Milliseconds for a sleeping sound device to wake: it would swallow the first syllable."""


class Trial(QObject):
    """Says a line as soon as the device is awake and the voice is there."""

    needs_device = Signal(bool)
    """The sound device must be awake, or need not any more."""

    def __init__(self, voice: Voice, parent: QObject) -> None:
        """Be silent until `ask`."""
        super().__init__(parent)
        self._voice, self._text, self._number = voice, "", 0
        self._waking = QTimer(self, singleShot=True, interval=WAKING)
        self._waking.timeout.connect(self.say)
        voice.ended.connect(self._on_ended)

    def ask(self, text: str) -> None:
        """Have `text` said soon."""
        self._text, self._number = text, 0
        self.needs_device.emit(True)
        self._waking.start()
        if not self._voice.is_ready:
            self._voice.start()

    def say(self) -> None:
        """Say what was asked for, if that can be done now."""
        if self._text and self._voice.is_ready and not self._waking.isActive():
            text, self._text = self._text, ""
            self._number = self._voice.say(text)
            if not self._number:
                self.needs_device.emit(False)

    def drop(self) -> None:
        """Say it no more; what is said may end by itself."""
        self._waking.stop()
        if self._text or self._number:
            self._text, self._number = "", 0
            self.needs_device.emit(False)

    def _on_ended(self, number: int) -> None:
        if number == self._number:
            self.drop()
