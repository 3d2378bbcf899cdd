"""The audio worker: plays every sound with QSoundEffect, each at its own time.

Qt's audio has aborted, frozen or gone silent by version (see docs/incidents.md). Here that ends one
small process, which the program starts again; the window is not touched.
"""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from heapq import heappop, heappush
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn, get_args

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

from supine.audio.protocol import (
    Awake,
    Calm,
    Device,
    Hush,
    Play,
    Prepare,
    Recording,
    Roll,
    StopRecording,
    Volumes,
    requests,
)
from supine.audio.server import ServerWatch
from supine.audio.wave_file import RATE, TAIL, joined_file, wave_file
from supine.core.breath import Rhythm
from supine.core.sounds import BREATH_SOUNDS, Sound
from supine.files import write_whole
from supine.resources import resource
from supine.worker.child import Child, time_limit

LEAD = 0.2
"""Seconds of near-silence at the head of every sound file: they wake a device that sleeps."""

LATENCY = 0.02
"""Seconds from `play` until the first sample is heard, about: Qt cannot tell."""

EARLY = 0.0015
"""Seconds by which a timer may fire early."""

AFTER = 0.1
"""Seconds after its own length at which a sound is stopped.

Its loop count is infinite: a sound that Qt ends by itself may make Qt 6.10 to 6.12 spin for ever.
By then the silent beginning of the file plays again.
"""

STEP = 20
"""Milliseconds between two steps of a volume."""

FADE = 0.15
"""Seconds in which a volume changes; a stop takes as long."""

IDLE = 3000
"""Milliseconds after the last sound until the device may sleep, if nothing else will be due."""

QUIET_SECONDS = 2.0
"""Length of the near-silence that keeps a device awake."""


class Track:
    """One sound. Two effects take turns: one that begins again while it sounds comes too early."""

    def __init__(self, path: Path, parent: QObject, effects: int = 2, after: float = AFTER) -> None:
        """Load the file at `path`; each play ends `after` seconds after the file."""
        with wave.open(str(path)) as file:
            self.seconds = file.getnframes() / file.getframerate()
        self._effects: list[tuple[QSoundEffect, QTimer]] = []
        self._after, self._next = after, 0
        self.volume = 1.0
        for _ in range(effects):
            effect, end = QSoundEffect(parent), QTimer(parent, singleShot=True)
            effect.setLoopCount(QSoundEffect.Loop.Infinite.value)
            effect.setSource(QUrl.fromLocalFile(str(path)))
            end.setTimerType(Qt.TimerType.PreciseTimer)
            end.timeout.connect(effect.stop)
            self._effects.append((effect, end))

    @property
    def sounds(self) -> bool:
        """Whether it is to be heard just now."""
        return any(end.isActive() for _effect, end in self._effects)

    def play(self) -> None:
        """Play from the beginning."""
        effect, end = self._effects[self._next]
        self._next = (self._next + 1) % len(self._effects)
        effect.setVolume(self.volume)
        effect.play()
        end.start(round((self.seconds + self._after) * 1000))

    def play_for_ever(self) -> None:
        """Play again and again until `stop`."""
        self._effects[0][0].play()

    def set_volume(self, volume: float) -> None:
        """Be as loud as `volume`, 0 to 1, at once."""
        self.volume = volume
        for effect, end in self._effects:
            if end.isActive():
                effect.setVolume(volume)

    def stop(self) -> None:
        """Stop at once."""
        for effect, end in self._effects:
            end.stop()
            effect.stop()

    def set_device(self, device: QAudioDevice) -> None:
        """Play on `device` from now on."""
        for effect, _end in self._effects:
            effect.setAudioDevice(device)

    def delete(self) -> None:
        """Free what it holds."""
        self.stop()
        for effect, end in self._effects:
            effect.deleteLater()
            end.deleteLater()


class Fader:
    """A volume that changes in small steps."""

    def __init__(self) -> None:
        self.value = self.target = 1.0

    def step(self) -> bool:
        """Take one step; return whether the target is reached."""
        most = STEP / 1000 / FADE
        change = self.target - self.value
        self.value += max(-most, min(most, change))
        return abs(self.target - self.value) < 1e-6


class Player(QObject):
    """Plays what is requested, on the system's default device."""

    def __init__(self, child: Child, cache: Path) -> None:
        super().__init__(child)
        self._child, self._cache = child, cache
        self._tracks: dict[Sound, Track] = {}
        self._due: list[tuple[float, int, Play | Roll]] = []
        self._count = 0
        self._waves: dict[str, Track] = {}
        self._recordings: dict[str, Track] = {}
        self._quiet: Track | None = None
        self._faders = {name: Fader() for name in ("bells", "breath", "wave", "stop", "calm")}
        self._awake = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        self._steps = QTimer(self, interval=STEP)
        self._steps.timeout.connect(self._step)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._on_idle)
        self._devices: QMediaDevices | None = None
        self._device = b""
        self._actions: dict[type, Callable[[Any], object]] = {
            Play: lambda one: self._schedule(one.due - LEAD - LATENCY, one),
            Roll: lambda one: self._schedule(max(one.due, one.joins) - LATENCY, one),
            Prepare: self._prepare,
            Recording: self._play_recording,
            StopRecording: self._stop_recordings,
            Calm: self._calm,
            Hush: self._hush,
            Volumes: self._set_volumes,
            Awake: self._set_awake,
        }

    def begin(self) -> None:
        """Look for devices: the sound server is there."""
        with time_limit():
            self._devices = QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self._on_devices)
            self._on_devices()

    def _load(self) -> None:
        """Load the sounds, if they are not loaded: Qt then holds a stream."""
        if not self._tracks:
            with time_limit():
                for name in get_args(Sound):
                    self._tracks[name] = Track(resource("sounds", f"{name}.wav"), self)
        self._idle.start()

    def _on_idle(self) -> None:
        """Unload all sounds, so that the device may sleep, unless one is to be heard."""
        tracks = [*self._tracks.values(), *self._waves.values(), *self._recordings.values()]
        if self._awake:
            return
        if self._due or any(track.sounds for track in tracks):
            self._idle.start()
            return
        for track in tracks:
            track.delete()
        self._tracks, self._waves, self._recordings = {}, {}, {}

    def do(self, request: object) -> None:
        """Do what is requested."""
        self._actions[type(request)](request)

    def _calm(self, _request: Calm) -> None:
        self._due = [one for one in self._due if not isinstance(one[2], Roll)]
        self._fade("calm", 0.0)

    def _hush(self, _request: Hush) -> None:
        self._due.clear()
        self._timer.stop()
        self._fade("stop", 0.0)

    def _set_awake(self, request: Awake) -> None:
        self._awake = request.on
        self._load()
        self._keep_awake()

    def _schedule(self, start: float, request: Play | Roll) -> None:
        self._load()
        self._count += 1
        heappush(self._due, (start, self._count, request))
        self._set_timer()

    def _set_timer(self) -> None:
        if self._due:
            self._timer.start(max(0, int((self._due[0][0] - time.monotonic()) * 1000)))
        else:
            self._timer.stop()

    def _on_due(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic() + EARLY:
            _start, _count, request = heappop(self._due)
            if isinstance(request, Play):
                if time.monotonic() + LEAD + LATENCY <= request.latest:
                    self._play(request.sound)
            else:
                self._roll(request)
        self._set_timer()

    def _play(self, name: Sound) -> None:
        self._end_stop()
        track = self._tracks.get(name)
        if track is not None:
            track.volume = self._volume_of(name)
            if track.volume > 0:
                track.play()

    def _roll(self, request: Roll) -> None:
        self._end_stop()
        self._faders["calm"].value = self._faders["calm"].target = 1.0
        rhythm = Rhythm(*request.lengths)
        into = time.monotonic() + LATENCY - request.due
        if into > rhythm.seconds - rhythm.hold_out - FADE:
            return
        with suppress(OSError):
            # a full disk: no wave, but all else
            if into > FADE:
                path = joined_file(rhythm, into, self._cache)
            else:
                path = wave_file(rhythm, self._cache)
            track = self._wave_track(path)
            track.volume = self._wave_volume()
            track.play()

    def _wave_track(self, path: Path) -> Track:
        track = self._waves.pop(str(path), None) or Track(path, self, 2, AFTER - TAIL)
        self._waves[str(path)] = track
        while len(self._waves) > 3:
            self._waves.pop(next(iter(self._waves))).delete()
        return track

    def _prepare(self, request: Prepare) -> None:
        if request.lengths is not None:
            with suppress(OSError):
                self._wave_track(wave_file(Rhythm(*request.lengths), self._cache))
        if request.recordings:
            for path in request.recordings:
                self._recording(path)

    def _play_recording(self, request: Recording) -> None:
        self._end_stop()
        self._load()
        track = self._recording(request.path)
        if track is not None:
            track.volume = request.volume**2
            track.play()

    def _recording(self, path: str) -> Track | None:
        if path not in self._recordings:
            with suppress(OSError, wave.Error, EOFError, ValueError, RuntimeError):
                padded = padded_recording(Path(path), self._cache)
                self._recordings[path] = Track(padded, self, 1, AFTER - TAIL)
        return self._recordings.get(path)

    def _stop_recordings(self, _request: StopRecording) -> None:
        for track in self._recordings.values():
            track.stop()

    def _set_volumes(self, request: Volumes) -> None:
        for name in ("bells", "breath", "wave"):
            # the ear hears powers: a square comes near to equal steps
            self._fade(name, getattr(request, name) ** 2)

    def _fade(self, name: str, target: float) -> None:
        self._faders[name].target = target
        if self._faders[name].value != target:
            self._steps.start()

    def _step(self) -> None:
        done = [fader.step() for fader in self._faders.values()]
        for name, track in self._tracks.items():
            track.set_volume(self._volume_of(name))
        for track in self._waves.values():
            track.set_volume(self._wave_volume())
        if self._faders["stop"].value == 0.0:
            self._stop_all()
        elif self._faders["calm"].value == 0.0:
            for track in self._waves.values():
                track.stop()
        if all(done):
            self._steps.stop()

    def _volume_of(self, name: Sound) -> float:
        group = "breath" if name in BREATH_SOUNDS else "bells"
        return self._faders[group].value * self._faders["stop"].value

    def _wave_volume(self) -> float:
        return self._faders["wave"].value * self._faders["stop"].value * self._faders["calm"].value

    def _stop_all(self) -> None:
        for track in (*self._tracks.values(), *self._waves.values()):
            track.stop()
        self._faders["stop"].value = self._faders["stop"].target = 1.0

    def _end_stop(self) -> None:
        """Finish a stop that is under way at once: something new is to be heard."""
        if self._faders["stop"].target == 0.0:
            self._stop_all()

    def _keep_awake(self) -> None:
        if self._awake and self._quiet is None and self._tracks:
            self._quiet = Track(quiet_file(self._cache), self, 1)
            if self._devices is not None:
                self._quiet.set_device(QMediaDevices.defaultAudioOutput())
            self._quiet.play_for_ever()
        elif not self._awake and self._quiet is not None:
            self._quiet.delete()
            self._quiet = None

    def _on_devices(self) -> None:
        """Follow the default device, and tell whether there is one."""
        device = QMediaDevices.defaultAudioOutput()
        name = bytes(device.id().data())
        if name != self._device and not device.isNull():
            tracks = [*self._tracks.values(), *self._waves.values(), *self._recordings.values()]
            for track in tracks:
                track.set_device(device)
            if self._quiet is not None:
                self._quiet.delete()
                self._quiet = None
        self._device = name
        self._keep_awake()
        self._child.tell(Device(not device.isNull()))


def quiet_file(folder: Path) -> Path:
    """Return a file of near-silence, cut from the head of a sound file."""
    path = folder / "quiet.wav"
    if not path.exists():
        with wave.open(str(resource("sounds", "begin.wav"))) as file:
            head = file.readframes(round(LEAD * RATE))
        part = head[len(head) // 4 : len(head) // 4 * 3]
        _write(path, part * round(QUIET_SECONDS / (LEAD / 2)), (2, 2, RATE))
    return path


def padded_recording(path: Path, folder: Path) -> Path:
    """Return a copy of a teacher's recording with silence behind it. Raises what `wave` raises."""
    copy = folder / f"recording-{abs(hash((str(path), path.stat().st_mtime_ns))):x}.wav"
    with wave.open(str(path)) as file:
        form = file.getnchannels(), file.getsampwidth(), file.getframerate()
        data = file.readframes(file.getnframes())
    silence = b"\x80" if form[1] == 1 else b"\0"
    _write(copy, data + silence * (form[0] * form[1] * round(TAIL * form[2])), form)
    return copy


def _write(path: Path, data: bytes, form: tuple[int, int, int]) -> None:
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(form[0])
        file.setsampwidth(form[1])
        file.setframerate(form[2])
        file.writeframes(data)
    write_whole(path, made.getvalue(), private=False)


def run(cache: Path) -> NoReturn:
    """Serve the program until it ends. Files that can be made again go to the folder `cache`."""
    # with PipeWire's own backend Qt 6.10 to 6.12 may stay silent, and 6.12.0 crashes
    os.environ.setdefault("QT_AUDIO_BACKEND", "pulseaudio")
    QCoreApplication([])
    # no plugin is needed: FFmpeg, which plays films, would take 12 MB
    QCoreApplication.setLibraryPaths([])
    child = Child(requests())
    player = Player(child, cache)
    waiting: list[object] = []
    child.handle = waiting.append

    def begin() -> None:
        player.begin()
        child.handle = player.do
        for request in waiting:
            player.do(request)

    watch = ServerWatch(child)
    watch.found.connect(begin)
    watch.missing.connect(lambda: child.tell(Device(False)))
    # Qt does not find its way back to a server: another worker does
    watch.gone.connect(lambda: os._exit(0))
    QTimer.singleShot(0, watch.start)
    child.run()
