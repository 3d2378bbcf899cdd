"""The audio worker: plays every sound with QSoundEffect, each at its own time.

Qt's audio has aborted, frozen or gone silent by version (see docs/incidents.md). Here that ends one
small process, which the program starts again; the window is not touched.
"""

from __future__ import annotations

import os
import sys
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from heapq import heappop, heappush
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

from supine.audio.files import (
    LEAD,
    FileMaker,
    padded_recording,
    quiet_file,
    remove_copies,
)
from supine.audio.protocol import (
    Awake,
    Calm,
    Device,
    Hush,
    Play,
    Prepare,
    Recording,
    Roll,
    ServerGone,
    Silent,
    StopRecording,
    Unplayable,
    Volumes,
    requests,
)
from supine.audio.server import ServerWatch
from supine.audio.wave_file import TAIL, joined_file, wave_file
from supine.core.breath import Rhythm
from supine.core.sounds import BREATH_SOUNDS
from supine.resources import resource
from supine.worker.child import Child, time_limit

LATENCY = 0.04
"""Seconds from `play` until the first sample is heard, about: Qt cannot tell."""

BUFFER = 80
"""Milliseconds of sound that the server asks for in advance, in four pieces.

A sound begins with the next piece: up to 10 ms off with 80, 7.5 with 60, 5 with 40, 3 with 20. The
worker takes 0.4, 0.57, 0.65 and 0.98 % of a core for it.
"""

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

UNUSED = 30.0
"""Seconds after its last use in which a sound stays in memory: the final bell alone takes 4 MB."""

SOON = 0.1
"""Seconds from now at which a wave joins a breath if its file was not made in time."""

FOR_EVER = 1_000_000
"""Loops of the near-silence: 11 days. Qt counts them down aloud, but not those without an end."""

SILENT = 4000
"""Milliseconds without the end of a loop from which on the device plays nothing: Qt 6.11.3 is not
told when the only device of a server is unplugged while it plays, nor when a server hangs."""


class Group(Enum):
    """What is equally loud."""

    BELLS = auto()
    BREATH = auto()
    WAVE = auto()
    RECORDING = auto()
    QUIET = auto()


class Track:
    """One sound. Two effects take turns: one that begins again while it sounds comes too early."""

    def __init__(self, path: Path, group: Group, parent: QObject) -> None:
        """Load the file at `path`. Raises what `wave.open` raises."""
        with wave.open(str(path)) as file:
            self.seconds = file.getnframes() / file.getframerate()
        self.group = group
        # when it was last known that it is needed
        self.used = time.monotonic()
        # waves and recordings end with silence, in which they are stopped
        after = AFTER if group in (Group.BELLS, Group.BREATH) else AFTER - TAIL
        self._milliseconds = round((self.seconds + after) * 1000)
        self._effects: list[tuple[QSoundEffect, QTimer]] = []
        for _ in range(2 if group in (Group.BELLS, Group.BREATH, Group.WAVE) else 1):
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

    def play(self, volume: float) -> None:
        """Play from the beginning, as loud as `volume`, 0 to 1."""
        self._effects.append(self._effects.pop(0))
        effect, end = self._effects[-1]
        if end.isActive():
            # Qt leaves a file open for each sound that begins again while it plays
            effect.stop()
        effect.setVolume(volume)
        effect.play()
        end.start(self._milliseconds)

    def play_for_ever(self, looped: Callable[[], object]) -> None:
        """Play again and again; call `looped` each time it has been heard once."""
        effect = self._effects[0][0]
        effect.setLoopCount(FOR_EVER)
        effect.loopsRemainingChanged.connect(looped)
        effect.play()

    def set_volume(self, volume: float) -> None:
        """Be as loud as `volume`, 0 to 1, at once."""
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
        """Play nothing yet. Files that can be made again go to the folder `cache`."""
        super().__init__(child)
        self._child, self._cache = child, cache
        self._files = FileMaker(self)
        self._tracks: dict[Path, Track] = {}
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._count = self._recording = self._waves = 0
        self._quiet: Track | None = None
        groups = Group.BELLS, Group.BREATH, Group.WAVE, Group.RECORDING
        self._volumes = {group: Fader() for group in groups}
        self._ends = {group: Fader() for group in groups}
        """What fades away in each group, until it is stopped."""
        self._awake = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)
        self._steps = QTimer(self, interval=STEP)
        self._steps.timeout.connect(self._step)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._on_idle)
        self._silent = QTimer(self, interval=SILENT)
        self._silent.timeout.connect(lambda: child.tell(Silent()))
        self._devices: QMediaDevices | None = None
        self._held: list[object] = []
        self._device = b""
        self._actions: dict[type, Callable[[Any], object]] = {
            Play: self._play,
            Roll: self._roll,
            Prepare: self._prepare,
            Recording: self._play_recording,
            StopRecording: self._stop_recording,
            Calm: self._calm,
            Hush: self._hush,
            Volumes: self._set_volumes,
            Awake: self._set_awake,
        }

    def begin(self) -> None:
        """Look for devices, unless the sound server hangs: Qt would wait for it for ever."""
        with time_limit():
            self._devices = QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self._on_devices)
            self._on_devices()
        held, self._held = self._held, []
        for request in held:
            self.do(request)

    def do(self, request: object) -> None:
        """Do what is requested, now or when there is a sound server."""
        if self._devices is not None:
            self._actions[type(request)](request)
        elif not isinstance(request, Recording):
            # a recording has no time of its own: its line is over by then
            self._held.append(request)

    def _play(self, request: Play) -> None:
        path = resource("sounds", f"{request.sound}.wav")
        group = Group.BREATH if request.sound in BREATH_SOUNDS else Group.BELLS

        def play() -> None:
            if time.monotonic() + LEAD + LATENCY <= request.latest:
                self._start(path, group)

        self._load(path, group)
        self._schedule(request.due - LEAD - LATENCY, play)

    def _roll(self, request: Roll) -> None:
        rhythm, into = Rhythm(*request.lengths), request.joins - request.due
        if into > rhythm.seconds - rhythm.hold_out - FADE:
            return
        waves = self._waves

        def make() -> Path:
            if into > FADE:
                return joined_file(rhythm, into, self._cache)
            return wave_file(rhythm, self._cache)

        def then(path: Path | None) -> None:
            start, now = max(request.due, request.joins) - LATENCY, time.monotonic()
            if path is None or waves != self._waves:
                return
            if start < now - SOON:
                self._roll(Roll(request.lengths, request.due, now + SOON))
                return
            self._load(path, Group.WAVE)
            self._schedule(start, lambda: self._start_wave(path, waves))

        self._files.make(make, then)

    def _start_wave(self, path: Path, waves: int) -> None:
        if waves == self._waves:
            self._start(path, Group.WAVE)

    def _prepare(self, request: Prepare) -> None:
        if request.lengths is not None:
            rhythm = Rhythm(*request.lengths)
            self._files.make(lambda: wave_file(rhythm, self._cache), lambda _path: None)
        paths = [Path(path) for path in request.recordings]
        if not request.adds:
            self._files.make(partial(remove_copies, self._cache, paths), lambda _path: None)
        for path in paths:
            self._files.make(
                partial(padded_recording, path, self._cache), partial(self._on_copied, path)
            )

    def _on_copied(self, path: Path, copy: Path | None) -> None:
        if copy is None:
            self._child.tell(Unplayable(str(path)))

    def _play_recording(self, request: Recording) -> None:
        self._recording += 1
        number = self._recording

        def then(path: Path | None) -> None:
            self._on_copied(Path(request.path), path)
            if path is not None and number == self._recording:
                fader = self._volumes[Group.RECORDING]
                # the ear hears powers: a square comes near to equal steps
                fader.value = fader.target = request.volume**2
                self._start(path, Group.RECORDING)

        self._files.make(lambda: padded_recording(Path(request.path), self._cache), then)

    def _stop_recording(self, _request: StopRecording) -> None:
        self._recording += 1
        self._fade(Group.RECORDING)

    def _calm(self, _request: Calm) -> None:
        self._waves += 1
        self._fade(Group.WAVE)

    def _hush(self, _request: Hush) -> None:
        self._due.clear()
        self._timer.stop()
        self._waves += 1
        self._recording += 1
        self._fade(*self._ends)

    def _fade(self, *groups: Group) -> None:
        for group in groups:
            self._ends[group].target = 0.0
        self._steps.start()

    def _set_volumes(self, request: Volumes) -> None:
        # the ear hears powers: a square comes near to equal steps
        self._volumes[Group.BELLS].target = request.bells**2
        self._volumes[Group.BREATH].target = request.breath**2
        self._volumes[Group.WAVE].target = request.wave**2
        self._steps.start()

    def _set_awake(self, request: Awake) -> None:
        self._awake = request.on
        self._keep_awake()
        self._idle.start()

    def _schedule(self, start: float, action: Callable[[], object]) -> None:
        self._count += 1
        heappush(self._due, (start, self._count, action))
        self._set_timer()

    def _set_timer(self) -> None:
        if self._due:
            self._timer.start(max(0, int((self._due[0][0] - time.monotonic()) * 1000)))
        else:
            self._timer.stop()

    def _on_due(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic() + EARLY:
            heappop(self._due)[2]()
        self._set_timer()

    def _load(self, path: Path, group: Group) -> Track | None:
        """Return the track of `path`, loaded if it is not; None if that is impossible."""
        self._idle.start()
        if path not in self._tracks:
            now = time.monotonic()
            self._unload(lambda track: track.used < now - UNUSED)
            with suppress(OSError, wave.Error, EOFError), time_limit():
                self._tracks[path] = Track(path, group, self)
        track = self._tracks.get(path)
        if track is not None:
            track.used = time.monotonic()
        return track

    def _unload(self, is_unused: Callable[[Track], bool]) -> None:
        for path, track in list(self._tracks.items()):
            if is_unused(track) and not track.sounds:
                self._tracks.pop(path).delete()

    def _start(self, path: Path, group: Group) -> None:
        if self._ends[group].target == 0.0:
            # what fades away would come back with the new one
            self._stop(group)
        volume = self._volume_of(group)
        track = self._load(path, group)
        # a wave may become loud again before its breath is over
        if track is not None and (volume > 0 or group is Group.WAVE):
            track.play(volume)

    def _on_idle(self) -> None:
        """Unload all sounds, so that the device may sleep, unless one is to be heard."""
        if self._awake:
            return
        if self._due or any(track.sounds for track in self._tracks.values()):
            self._idle.start()
        else:
            self._unload(lambda _track: True)

    def _step(self) -> None:
        done = [fader.step() for fader in (*self._volumes.values(), *self._ends.values())]
        for track in self._tracks.values():
            track.set_volume(self._volume_of(track.group))
        for group, end in self._ends.items():
            if end.value == 0.0:
                self._stop(group)
        if all(done):
            self._steps.stop()

    def _volume_of(self, group: Group) -> float:
        return self._volumes[group].value * self._ends[group].value

    def _stop(self, group: Group) -> None:
        for track in self._tracks.values():
            if track.group is group:
                track.stop()
        self._ends[group] = Fader()

    def _keep_awake(self) -> None:
        if self._awake and self._quiet is None:
            with suppress(OSError):
                self._quiet = Track(quiet_file(self._cache), Group.QUIET, self)
                self._quiet.play_for_ever(self._silent.start)
                self._silent.start()
        elif not self._awake:
            self._end_quiet()

    def _end_quiet(self) -> None:
        if self._quiet is not None:
            self._quiet.delete()
        self._quiet = None
        self._silent.stop()

    def _on_devices(self) -> None:
        """Follow the default device, and tell whether there is one."""
        device = QMediaDevices.defaultAudioOutput()
        name = bytes(device.id().data())
        if name != self._device and not device.isNull():
            for track in self._tracks.values():
                track.set_device(device)
            self._end_quiet()
        self._device = name
        self._keep_awake()
        self._child.tell(Device(not device.isNull()))


def run(cache: Path) -> NoReturn:
    """Serve the program until it ends. Files that can be made again go to the folder `cache`."""
    if sys.platform == "linux":
        # with PipeWire's own backend Qt 6.10 to 6.12 may stay silent, and 6.12.0 crashes
        os.environ.setdefault("QT_AUDIO_BACKEND", "pulseaudio")
        os.environ.setdefault("PULSE_LATENCY_MSEC", str(BUFFER))
    # a thread that makes a wave would keep Python's lock for 5 ms each time a sound is due
    sys.setswitchinterval(0.0005)
    QCoreApplication([])
    # no plugin is needed: FFmpeg, which plays films, would take 12 MB
    QCoreApplication.setLibraryPaths([])
    child = Child(requests())
    player = Player(child, cache)
    child.handle = player.do
    watch = ServerWatch(child)
    watch.found.connect(player.begin)
    watch.missing.connect(lambda: child.tell(Device(False)))
    watch.gone.connect(lambda: child.tell(ServerGone()))
    QTimer.singleShot(0, watch.start)
    child.run()
