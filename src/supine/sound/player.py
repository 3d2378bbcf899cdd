"""The sounds, loaded once and played at their very instant, on whatever device there is."""

from __future__ import annotations

import time
import wave
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtMultimedia import QMediaDevices

from supine.core.score import BREATH_SOUNDS, Sound
from supine.resources import resource
from supine.sound.feed import SOONEST, TOO_LATE, Cue, Feed
from supine.sound.mixer import FULL, Samples
from supine.sound.server import SoundServer
from supine.sound.stream import Stream

SOUNDS: tuple[Sound, ...] = get_args(Sound)

PATIENCE = 2.0
"""Seconds that a sound waits for a device that wakes slowly, when it has no time of its own."""

LINGER = 500
"""Milliseconds from the last frame handed over until it has surely been heard."""


class Player(QObject):
    """Plays sounds; without a device it stays silent, says so once, and tries again later.

    Its stream is open while it is `awake` and until what sounds has ended. Muted it has none.
    """

    lost = Signal()
    """There is no sound device, or it has gone."""
    found = Signal()
    """There is a sound device again."""
    failed = Signal()
    """The sound device takes no sound."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Load every sound; touch no device yet."""
        super().__init__(parent)
        self._bells = self._breath = 1.0
        self._feed = Feed({name: load(name) for name in SOUNDS}, self._loudness)
        self._stream: Stream | None = None
        self._awake = False
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._on_devices_changed)
        self.has_device = False
        self._server = SoundServer()
        self._closing = QTimer(self, singleShot=True, interval=LINGER)
        self._closing.timeout.connect(self._close_if_idle)

    def start(self) -> None:
        """Look for a device and say if there is none."""
        self._on_devices_changed()
        if not self.has_device:
            self.lost.emit()

    def set_volumes(self, bells: float, breath: float, *, muted: bool) -> None:
        """Set how loud bells and breath tones are, 0 to 1 as the ear takes it."""
        levels = (0.0, 0.0) if muted else (bells, breath)
        if levels == (self._bells, self._breath):
            # any setting comes this way: what sounds is not touched for another one
            return
        self._bells, self._breath = levels
        self._feed.turn()
        if self._awake:
            self._open()
        self._on_given()

    def wake(self) -> None:
        """Be ready for sounds that must come in time."""
        self._awake = True
        self._open()

    def rest(self) -> None:
        """Let go of the device as soon as what was handed over has been heard."""
        self._awake = False
        self._on_given()

    def play(self, name: Sound, ahead: float | None = None) -> bool:
        """Let `name` be heard `ahead` seconds from now; None is: as soon as can be.

        Return whether it can be heard.
        """
        if not self._loudness(name) or not self._open():
            return False
        due = time.monotonic() + (SOONEST if ahead is None else ahead)
        self._feed.add(Cue(name, due, due + (PATIENCE if ahead is None else TOO_LATE)))
        return True

    def hush(self) -> None:
        """End what sounds, and whatever was to come."""
        self._feed.hush()

    def _open(self) -> bool:
        """See to it that there is a stream that is heard, and return whether there is."""
        if not self.is_there():
            return False
        if self._stream is None and self._is_audible():
            stream = Stream(QMediaDevices.defaultAudioOutput(), self._feed, self._on_given, self)
            self._stream = stream
        if self._stream is not None and self._stream.failed:
            self._close()
            self.failed.emit()
        return self._stream is not None and not self._stream.stalled

    def is_there(self) -> bool:
        """Ask the sound server before Qt does; without it nothing may be opened."""
        if self.has_device and not self._server.answers():
            self.has_device = False
            self._close()
            self.lost.emit()
        return self.has_device

    def _is_audible(self) -> bool:
        return self._bells > 0 or self._breath > 0

    def _on_given(self) -> None:
        """Think of closing, but never within a call from the stream itself."""
        needed = self._awake and self._is_audible()
        if self._stream is None or needed or not self._feed.idle:
            self._closing.stop()
        elif not self._closing.isActive():
            self._closing.start()

    def _close_if_idle(self) -> None:
        if self._feed.idle:
            self._close()

    def _close(self) -> None:
        self._closing.stop()
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.end()

    def _on_devices_changed(self) -> None:
        if not self._server.meet():
            return
        had = self.has_device
        self.has_device = bool(QMediaDevices.audioOutputs())
        self._follow_device()
        if self.has_device and not had:
            self.found.emit()
        elif had and not self.has_device:
            self.lost.emit()

    def _follow_device(self) -> None:
        """Go over to the device that is now the right one, if it is another."""
        stream = self._stream
        there = bytes(QMediaDevices.defaultAudioOutput().id().data())
        if stream is not None and (stream.stalled or stream.device != there):
            self._close()
        if self._awake:
            self._open()

    def _loudness(self, name: str) -> int:
        heard = self._breath if name in BREATH_SOUNDS else self._bells
        # the ear hears powers: a square comes near to equal steps
        return round(heard * heard * FULL)


def load(name: Sound) -> Samples:
    """Return the samples of the sound `name`."""
    with wave.open(str(resource("sounds", f"{name}.wav"))) as file:
        return memoryview(file.readframes(file.getnframes())).cast("h")
