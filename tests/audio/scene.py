"""The audio worker's player with time, effects and devices made up, and what would be heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from msgspec import Struct
from PySide6.QtCore import QByteArray, QObject, QUrl, Signal
from PySide6.QtMultimedia import QSoundEffect

from supine.audio import worker
from supine.audio.files import QUIET_SECONDS, Job, Then, made
from supine.audio.protocol import Play, Recording, Roll
from supine.audio.worker import FOR_EVER, Player
from supine.core.breath import Rhythm
from supine.core.sounds import Sound
from tests.conftest import FakeClock


class Timer:
    """A timer of the made-up time."""

    def __init__(
        self,
        scene: Scene,
        _parent: QObject,
        *,
        singleShot: bool = False,  # noqa: N803 - Qt's name
        interval: int = 0,
    ) -> None:
        self._scene, self._once, self._interval = scene, singleShot, interval
        self._calls: list[Callable[[], object]] = []
        self.timeout = SimpleNamespace(connect=self._calls.append)
        self.due: float | None = None
        scene.timers.append(self)

    def setTimerType(self, _kind: object) -> None:  # noqa: N802 - Qt's name
        """Be as exact as all here."""

    def start(self, milliseconds: int | None = None) -> None:
        if milliseconds is not None:
            self._interval = milliseconds
        self.due = self._scene.clock() + self._interval / 1000

    def stop(self) -> None:
        self.due = None

    def isActive(self) -> bool:  # noqa: N802 - Qt's name
        return self.due is not None

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        self.stop()

    def ring(self) -> None:
        if self._once:
            self.stop()
        else:
            self.start()
        for call in self._calls:
            call()


class Output:
    """One sound device; without a name it is none."""

    def __init__(self, name: str) -> None:
        self.name = name

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return not self.name


class Devices(QObject):
    """What the system says of its sound devices."""

    audioOutputsChanged = Signal()  # noqa: N815 - Qt's name
    default: ClassVar[str]
    newest: ClassVar[Devices]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Devices.newest = self

    @staticmethod
    def defaultAudioOutput() -> Output:  # noqa: N802 - Qt's name
        return Output(Devices.default)


class Effect:
    """One effect of Qt: it plays round and round until it is stopped."""

    Loop = QSoundEffect.Loop
    scene: ClassVar[Scene]

    def __init__(self, _parent: QObject) -> None:
        self.name, self.device = "", Devices.default
        self.volume, self.loops = 1.0, 1
        self.sounds = False
        self.loopsRemainingChanged = SimpleNamespace(connect=self._count_loops)
        Effect.scene.effects.append(self)

    def _count_loops(self, looped: Callable[[], object]) -> None:
        timer = Timer(Effect.scene, QObject(), interval=round(QUIET_SECONDS * 1000))
        timer.timeout.connect(lambda: self.sounds and Effect.scene.device_plays and looped())
        timer.start()

    def setLoopCount(self, loops: int) -> None:  # noqa: N802 - Qt's name
        self.loops = loops

    def setSource(self, source: QUrl) -> None:  # noqa: N802 - Qt's name
        self.name = Path(source.toLocalFile()).stem

    def setVolume(self, volume: float) -> None:  # noqa: N802 - Qt's name
        self.volume = volume
        self._note("volume")

    def setAudioDevice(self, device: Output) -> None:  # noqa: N802 - Qt's name
        self.device = device.name

    def play(self) -> None:
        assert not self.sounds, "Qt leaves a file open for a sound that begins again as it plays"
        endless = self.loops in (QSoundEffect.Loop.Infinite.value, FOR_EVER)
        assert endless, "one that ends by itself may spin"
        self.sounds = True
        self._note("play")

    def stop(self) -> None:
        if self.sounds:
            self.sounds = False
            self._note("stop")

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        assert not self.sounds
        Effect.scene.effects.remove(self)

    def _note(self, what: str) -> None:
        Effect.scene.notes.append((what, self.name, Effect.scene.seconds, self.volume))


class Files:
    """Makes files at once, or when it is told to."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def make(self, job: Job, then: Then) -> None:
        """Make one file as the thread does."""
        self._scene.jobs.append(lambda: then(made(job)))
        if not self._scene.disk_is_slow:
            self._scene.finish_files()


class Parent(QObject):
    """Stands for the worker's loop."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Struct] = []

    def tell(self, answer: Struct) -> None:
        self.told.append(answer)


class Scene:
    """A player, its time, and all that would be heard."""

    def __init__(
        self, clock: FakeClock, cache: Path, patch: pytest.MonkeyPatch, *, begins: bool = True
    ) -> None:
        self.clock, self.cache = clock, cache
        self._begun = clock()
        self.timers: list[Timer] = []
        self.effects: list[Effect] = []
        self.notes: list[tuple[str, str, float, float]] = []
        self.jobs: list[Callable[[], None]] = []
        self.disk_is_slow, self.device_plays = False, True
        Effect.scene, Devices.default = self, "speakers"
        replaced: dict[str, Any] = {
            "time": SimpleNamespace(monotonic=clock),
            "QTimer": partial(Timer, self),
            "QSoundEffect": Effect,
            "QMediaDevices": Devices,
            "FileMaker": lambda _parent: Files(self),
        }
        for name, one in replaced.items():
            patch.setattr(worker, name, one)
        self.parent = Parent()
        self.player = Player(self.parent, cache)  # type: ignore[arg-type]
        if begins:
            self.player.begin()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return self.clock() - self._begun

    @property
    def told(self) -> list[Struct]:
        return self.parent.told

    def ask(self, *asked: Struct) -> None:
        for request in asked:
            self.player.do(request)

    def play(self, sound: Sound, ahead: float = 0.3, patience: float = 0.25) -> None:
        """Ask for a sound `ahead` seconds from now, and none later than `patience` after that."""
        due = self.clock() + ahead
        self.ask(Play(sound, due, due + patience))

    def roll(self, rhythm: Rhythm, ahead: float = 0.3, joins: float | None = None) -> None:
        now = self.clock()
        self.ask(Roll(rhythm.lengths, now + ahead, now + (ahead if joins is None else joins)))

    def record(self, path: Path, volume: float = 1.0) -> None:
        self.ask(Recording(str(path), volume))

    def go(self, seconds: float) -> None:
        """Let time pass, and each timer ring in it."""
        end = self.clock() + seconds
        while rings := [one for one in self.timers if one.due is not None and one.due <= end]:
            first = min(rings, key=lambda one: one.due or 0.0)
            assert first.due is not None
            self.clock.now = max(self.clock.now, first.due)
            first.ring()
        self.clock.now = end

    def stand_still(self, seconds: float) -> None:
        """Let time pass while the worker gets no turn."""
        self.clock.go(seconds)

    def finish_files(self) -> None:
        """Let the files be made that are to be made."""
        while self.jobs:
            self.jobs.pop(0)()

    def plug(self, name: str) -> None:
        """Let the system have another default device, or none."""
        Devices.default = name
        Devices.newest.audioOutputsChanged.emit()

    def times(self, what: str, name: str) -> list[float]:
        """Return when a sound whose name begins so began to "play", or came to a "stop"."""
        return [at for did, of, at, _volume in self.notes if did == what and of.startswith(name)]

    def volumes(self, name: str) -> list[float]:
        """Return each volume that was set for such a sound."""
        return [
            volume for did, of, _at, volume in self.notes if did == "volume" and of.startswith(name)
        ]

    @property
    def heard(self) -> dict[str, float]:
        """What sounds just now, and how loud."""
        return {one.name: one.volume for one in self.effects if one.sounds}

    @property
    def loaded(self) -> set[str]:
        """What is in memory."""
        return {one.name for one in self.effects}
