"""A teacher's recorded line on a stream of its own.

Its time need not be exact to the frame, as a bell's must, and its form is the teacher's: so the
sound server turns it into what the device takes.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

from supine.core.recordings import LONGEST, few_reads

Form = QAudioFormat.SampleFormat

FORMS = {1: Form.UInt8, 2: Form.Int16, 4: Form.Int32}
"""How samples of so many bytes are written in a WAV file."""


class Samples(NamedTuple):
    """What is in a file."""

    data: bytes
    rate: int
    """Frames a second."""
    channels: int
    width: int
    """Bytes of a sample."""


def read_samples(path: str) -> Samples | None:
    """Return what the file at `path` holds; None where it cannot be read any more."""
    try:
        if not Path(path).is_file():
            # it was one when the sequence was read; a pipe would never end
            return None
        with Path(path).open("rb") as opened, wave.open(few_reads(opened)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            # it was measured when the sequence was read, and may be another file by now
            data = file.readframes(min(file.getnframes(), round(LONGEST * rate)))
            return Samples(data, rate, channels, width) if rate else None
    except (OSError, wave.Error, EOFError, ValueError, RuntimeError):
        return None


class RecordingPlayer(QObject):
    """Plays one recording at a time."""

    def __init__(self, parent: QObject) -> None:
        """Play nothing yet."""
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._source: QBuffer | None = None

    def play(self, samples: Samples, volume: float) -> bool:
        """Let `samples` be heard at once at `volume`, 0 to 1 as the ear takes it.

        Return whether the device takes them. The sound server must have been asked before.
        """
        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull() or samples.width not in FORMS:
            return False
        form = QAudioFormat()
        form.setSampleRate(samples.rate)
        form.setChannelCount(samples.channels)
        form.setSampleFormat(FORMS[samples.width])
        if not device.isFormatSupported(form):
            return False
        self._source = QBuffer(self)
        self._source.setData(QByteArray(samples.data))
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        # the ear hears powers: a square comes near to equal steps
        self._sink.setVolume(volume * volume)
        self._sink.start(self._source)
        return True

    def stop(self) -> None:
        """Be silent at once."""
        sink, source, self._sink, self._source = self._sink, self._source, None, None
        if sink is not None and source is not None:
            sink.stop()
            sink.deleteLater()
            source.deleteLater()
