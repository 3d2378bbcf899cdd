"""The sounds, loaded once and played at their very instant, on whatever device there is."""

from __future__ import annotations

import time
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtMultimedia import QMediaDevices

from supine.audio.codecs import no_codecs
from supine.audio.feed import SOONEST, SURF, TOO_LATE, Feed, QueuedSound, Roller
from supine.audio.files import samples_in
from supine.audio.mixer import FULL, Samples
from supine.audio.server import SoundServer
from supine.audio.stream import Stream
from supine.audio.wave import wave_of
from supine.core.breath import Rhythm
from supine.core.sounds import BREATH_SOUNDS, Sound
from supine.resources import resource

SOUNDS: tuple[Sound, ...] = get_args(Sound)

PATIENCE = 2.0
"""Seconds that a sound waits for a device that wakes slowly, when it has no time of its own."""

LINGER = 500
"""Milliseconds from the last frame handed over until it has surely been heard."""

RETURNING = 500
"""Milliseconds for Qt to be all back at the sound server once it has told of devices there.

Its second way comes back by a clock of three seconds that may be 5 in 100 off, as may the first's.
"""


class Player(QObject):
    """Plays sounds; without a device it stays silent, says so once, and tries again later.

    Its stream is open while it is awake, so that no device sleeps when the voice begins, and until
    what sounds has ended. Muted it has none.
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
        self._wave, self._voice, self._ducked = 0.0, False, False
        self._feed = Feed({name: load(name) for name in SOUNDS}, self._loudness)
        self._stream: Stream | None = None
        self._awake = self._silent = False
        self._devices: QMediaDevices | None = None
        self.has_device = False
        self._server = SoundServer()
        self._closing = QTimer(self, singleShot=True, interval=LINGER)
        self._closing.timeout.connect(self._close_if_idle)
        self._returning = QTimer(self, singleShot=True, interval=RETURNING)
        self._returning.timeout.connect(self._meet)

    def start(self) -> None:
        """Look for a device and say if there is none."""
        self._look_for_devices()
        if not self.has_device:
            self.lost.emit()

    def _look_for_devices(self) -> None:
        """Let Qt tell of devices from now on; but of a server that hangs it must not ask.

        Later look again for what was lost: Qt may be back at the same devices without a word.
        """
        if self.has_device or not self._server.has_room() or self._server.hangs():
            return
        if self._devices is not None:
            if self._can_be_asked():
                self._meet()
        else:
            self._devices = QMediaDevices(self)
            with no_codecs():
                self._devices.audioOutputsChanged.connect(self._on_devices_changed)
            self._on_devices_changed()

    def set_volumes(
        self, bells: float, breath: float, wave: float = 0.0, *, muted: bool, voice: bool = False
    ) -> None:
        """Set how loud bells, breath tones and the wave are, 0 to 1 as the ear takes it.

        For a `voice` the device is kept awake as well: it has a stream of its own, and what a
        sleeping device swallows is its first syllable.
        """
        levels = (0.0, 0.0, 0.0, False) if muted else (bells, breath, wave, voice)
        if levels == (self._bells, self._breath, self._wave, self._voice):
            # any setting comes this way: what sounds is not touched for another one
            return
        self._bells, self._breath, self._wave, self._voice = levels
        self._feed.turn()
        if self._is_needed():
            self._open()
        self._on_given()

    def wake(self) -> None:
        """Be ready for sounds that must come in time."""
        self._awake = True
        self._look_for_devices()
        if self._is_needed():
            self._open()

    def rest(self) -> None:
        """Let go of the device as soon as what was handed over has been heard."""
        self._awake = False
        self.duck(False)
        self._on_given()

    def play(self, name: Sound, ahead: float | None = None) -> bool:
        """Let `name` be heard `ahead` seconds from now; None is: as soon as can be.

        Return whether it can be heard.
        """
        if not self._loudness(name) or not self._open():
            return False
        due = time.monotonic() + (SOONEST if ahead is None else ahead)
        self._feed.add(QueuedSound(name, due, due + (PATIENCE if ahead is None else TOO_LATE)))
        return True

    def roll(self, rhythm: Rhythm, ahead: float, joins: float) -> bool:
        """Let the wave follow a breath of `rhythm` that begins `ahead` seconds from now.

        It is heard from `joins` seconds on, later where the breath is under way already: `ahead` is
        less than 0 then. Return whether it can be heard.
        """
        now = time.monotonic()
        self._feed.roll(Roller(wave_of(rhythm), now + ahead, now + joins))
        return self._wave > 0 and self._open()

    def calm(self) -> None:
        """End the wave alone, softly."""
        self._feed.calm()

    def duck(self, on: bool) -> None:
        """Let the wave be silent for a while, or come back."""
        if on != self._ducked:
            self._ducked = on
            self._feed.turn()

    def hush(self) -> None:
        """End what sounds, and whatever was to come."""
        self._feed.hush()

    def _open(self) -> bool:
        """See to it that there is a stream that is heard, and return whether there is."""
        if not self._is_there():
            return False
        if self._stream is None and not self._server.has_room():
            self.failed.emit()
            return False
        if self._stream is None:
            stream = Stream(QMediaDevices.defaultAudioOutput(), self._feed, self._on_given, self)
            self._stream = stream
            self._server.count_ways()
        if self._stream is not None and self._stream.failed:
            self._close()
            self.failed.emit()
        self._tell_silence()
        return self._stream is not None and not self._stream.stalled

    def _tell_silence(self) -> None:
        """Say that nothing is heard, or all again: Qt is silent when the last device goes."""
        silent = self._stream is not None and self._stream.silent
        if silent != self._silent:
            self._silent = silent
            (self.lost if silent else self.found).emit()

    def can_open(self) -> bool:
        """Return whether a stream may be opened elsewhere; else that could abort the program."""
        return self._is_there() and self._server.has_room() and self._server.is_reached()

    def _is_there(self) -> bool:
        """Ask the sound server before Qt does; without it nothing may be opened."""
        if self.has_device and not self._can_be_asked():
            self.has_device = False
            self._close()
            self.lost.emit()
        return self.has_device

    def _can_be_asked(self) -> bool:
        """Return whether the server answers, and Qt has its ways there; a stream has them."""
        return self._server.answers() and (self._stream is not None or self._server.is_reached())

    def _is_needed(self) -> bool:
        return self._awake and (self._bells > 0 or self._breath > 0 or self._voice)

    def _on_given(self) -> None:
        """Think of closing, but never within a call from the stream itself."""
        if self._stream is None or self._is_needed() or not self._feed.idle:
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
        """Take what Qt tells of; when it is not all back yet, once more a little later."""
        if not self._meet():
            self._returning.start()

    def _meet(self) -> bool:
        if not self._server.meet():
            return False
        self._returning.stop()
        had = self.has_device
        self.has_device = bool(QMediaDevices.audioOutputs())
        self._follow_device()
        if self.has_device and not had:
            self.found.emit()
        elif had and not self.has_device:
            self.lost.emit()
        return True

    def _follow_device(self) -> None:
        """Go over to the device that is now the right one, if it is another."""
        stream = self._stream
        there = bytes(QMediaDevices.defaultAudioOutput().id().data())
        if stream is not None and (stream.stalled or stream.device != there):
            self._close()
        if self._is_needed():
            self._open()

    def _loudness(self, name: str) -> int:
        if name == SURF:
            heard = 0.0 if self._ducked else self._wave
        else:
            heard = self._breath if name in BREATH_SOUNDS else self._bells
        # the ear hears powers: a square comes near to equal steps
        return round(heard * heard * FULL)


def load(name: Sound) -> Samples:
    """Return the samples of the sound `name`."""
    return samples_in(resource("sounds", f"{name}.wav"))
