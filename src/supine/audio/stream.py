"""One stream to one sound device, open as long as there may be something to play."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject
from PySide6.QtMultimedia import QAudio, QAudioDevice, QAudioFormat, QAudioSink

from supine.audio.feed import AHEAD, Feed
from supine.audio.mixer import FRAME, RATE

STALLED = 0.5
"""Seconds without a question from the device after which nothing is heard."""


SILENT = 2.5
"""Seconds after which it is no device that wakes slowly: there is none."""


def audio_format() -> QAudioFormat:
    """Return what every sound file is: 48 kHz, 16 bit, stereo."""
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(2)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted


class Stream(QIODevice):
    """Hands to the device what the feed gives, whenever the device has taken something.

    Qt keeps what is ready in a buffer that its own thread empties, so that Python is in no hurry.
    """

    def __init__(
        self, device: QAudioDevice, feed: Feed, given: Callable[[], None], parent: QObject
    ) -> None:
        """Begin at once. `given` is called each time something has been handed over."""
        super().__init__(parent)
        self.device = bytes(device.id().data())
        self._feed, self._given = feed, given
        self._asked = time.monotonic()
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)
        self._sink = QAudioSink(device, audio_format(), self)
        self._sink.setBufferSize(round(AHEAD * RATE) * FRAME)
        feed.begin()
        self._sink.start(self)

    @property
    def failed(self) -> bool:
        """Whether the device does not take this stream, or no longer."""
        return self._sink.state() == QAudio.State.StoppedState

    @property
    def stalled(self) -> bool:
        """Whether the device has asked for nothing for some time: it is suspended, or gone.

        It may ask again. Who ends such a stream for a new one aborts the program if the server has
        just died: Qt is to tell of devices first.
        """
        return self._seconds_unasked > STALLED

    @property
    def silent(self) -> bool:
        """Whether it is to be said that nothing is heard."""
        return self._seconds_unasked > SILENT

    @property
    def _seconds_unasked(self) -> float:
        return time.monotonic() - self._asked

    def end(self) -> None:
        """End for good. What was handed over and not yet heard is lost."""
        self._sink.stop()
        self.close()
        self.deleteLater()

    def readData(self, most: int) -> bytes:
        """Give what comes next, for Qt."""
        self._asked = time.monotonic()
        taken = round(self._sink.processedUSecs() * RATE / 1e6)
        given = self._feed.give(self._asked, taken, most // FRAME)
        self._given()
        return given

    def writeData(self, _data: object, _most: int) -> int:
        """Refuse: nothing is recorded here."""
        return -1

    def bytesAvailable(self) -> int:
        """There is always more."""
        return round(AHEAD * RATE) * FRAME

    def isSequential(self) -> bool:
        """It has no end, and no place to go back to."""
        return True
