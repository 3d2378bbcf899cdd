"""The window's end of the audio: what is to be heard goes to the audio worker, early enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path

import platformdirs
from msgspec.json import encode
from PySide6.QtCore import QObject, QTimer, Signal

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
    answers,
)
from supine.core.breath import Rhythm
from supine.core.sounds import BREATH_SOUNDS, Sound
from supine.settings.declaration import Settings
from supine.worker.messages import LINE_LIMIT, Pong
from supine.worker.process import WorkerProcess, command

COMMAND = "audio-worker"
"""The hidden subcommand by which the program starts itself as the audio worker."""

SOONEST = 0.35
"""Seconds from sending a sound until it can be heard: 0.2 are the silent head of its file, the rest
is for two busy processes and the sound server."""

TOO_LATE = 0.25
"""Seconds by which a sound may be late. Later it is dropped: none is better than a wrong one."""

AT_ONCE = 2.0
"""Seconds by which a sound may be late that has no time of its own, such as that of a pause."""

BESIDE_VOICE = 0.12
"""Share of full scale that is left for sounds while the voice speaks. A voice at its loudest takes
up to 0.86 of it (see `speech.worker.LOUDEST`), and the sound server cuts off what is above 1."""

END_TAIL, BEGIN_TAIL, TONE, WAVE = 0.23, 0.12, 0.14, 0.24
"""The loudest samples of what may sound under the voice, as shares of full scale: after the end of
a hold its bell alone; in a hold the bell of its beginning, a breath tone and the wave."""

FIRST_ANSWER = 3000
"""Milliseconds for which a practice waits to know whether there is a device: on a slow computer the
first sound would otherwise be missing."""

START_SECONDS = 10.0
"""Seconds in which the worker must answer after its start."""

ANSWER_SECONDS = 2.0
"""Seconds in which a worker that works must answer a ping."""

HEARTBEAT = 3000
"""Milliseconds without a ping until the next one, while a practice plays. Each sound has a ping of
its own: a worker that hangs matters then. With one each second instead, the window of a minimised
practice woke up 3.1 times a second, now 2.0."""

PAUSES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each new start of a worker that fails again and again."""

RETRY = 30_000
"""Milliseconds until one more try after all of them."""

ROOM = LINE_LIMIT - 500
"""Bytes of paths in one message."""

RESTART_GAP = 30.0
"""Seconds from one restart of a worker that plays nothing to the next: a device may be there and
refuse to play, as one does that another program has taken."""

TRIAL_PAUSE = 1800
"""Milliseconds from one sound to the next when all are tried."""


class AudioClient(QObject):
    """Sends sounds to the worker as the settings ask, and tells the person what is missing."""

    missing = Signal(str)
    """Nothing can be heard: a sentence for the person."""
    restored = Signal(str)
    """What was missing is there again: the same sentence."""
    unplayable = Signal(str)
    """The recording at this path cannot be played any more."""
    known = Signal()
    """It is known whether there is a device, or the worker does not tell."""
    trying = Signal(str)
    """The sound that is being tried, in words; empty when all have been played."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        cache: Path | None = None,
        program: Callable[[], list[str]] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start no worker yet. Files that can be made again go to the folder `cache`."""
        super().__init__(parent)
        folder = cache or Path(platformdirs.user_cache_path("supine", appauthor=False))
        self._clock = clock
        self._worker = WorkerProcess(
            "the audio worker",
            program or (lambda: [*command(COMMAND), str(folder)]),
            answers,
            PAUSES,
            self,
        )
        self._worker.launched.connect(self._on_launched)
        self._worker.answered.connect(self._on_answer)
        self._worker.failed.connect(self._on_failed)
        self._worker.gave_up.connect(self._on_gave_up)
        self._settings = Settings()
        self._pending: list[Play | Roll] = []
        """What was sent and is not over: a new worker is told again."""
        self._prepared: list[Prepare] = []
        self._unplayable: set[str] = set()
        self._awake = self._ducked = self._makes_room = False
        self._complaint = ""
        self._silent = -RESTART_GAP
        """When a worker played nothing."""
        self.is_known = False
        """Whether `known` has been emitted."""
        self.has_device = True
        """Whether there is a sound device; assumed until the worker tells."""
        self._waiting: list[tuple[Sound, str]] = []
        self._trial = QTimer(self, singleShot=True, interval=TRIAL_PAUSE)
        self._trial.timeout.connect(self._try_next)
        self._heartbeat = QTimer(self, interval=HEARTBEAT)
        self._heartbeat.timeout.connect(self._ping)
        self._retry = QTimer(self, singleShot=True, interval=RETRY)
        self._retry.timeout.connect(self._worker.start)
        self._first = QTimer(self, singleShot=True, interval=FIRST_ANSWER)
        self._first.timeout.connect(self._set_known)

    def start(self) -> None:
        """Start the worker. It takes half a second, in a process of its own."""
        self._first.start()
        self._worker.start()

    def close(self) -> None:
        """End the worker."""
        self._heartbeat.stop()
        self._retry.stop()
        self._worker.close()

    def apply(self, settings: Settings) -> None:
        """Be as loud as set."""
        self._settings = settings
        self._worker.ask(self._volumes())
        self._worker.ask(Awake(self._stays_awake))

    @property
    def has_wave(self) -> bool:
        """Whether a wave goes with each breath of a practice."""
        return self._settings.wave and self._settings.wave_volume > 0

    def prepare(self, rhythm: Rhythm, recordings: tuple[str, ...] = ()) -> None:
        """Get the wave of `rhythm` and the files `recordings` ready."""
        self._unplayable = {path for path in recordings if not _can_be_sent(path)}
        lengths = rhythm.lengths if self.has_wave else None
        parts = _parts([path for path in recordings if path not in self._unplayable])
        self._prepared = [
            Prepare(lengths if number == 0 else None, part, adds=number > 0)
            for number, part in enumerate(parts)
        ]
        for request in self._prepared:
            self._worker.ask(request)

    def wake(self) -> None:
        """Be ready for sounds that must come in time."""
        self._awake = True
        self._worker.ask(Awake(self._stays_awake))
        self._heartbeat.start()

    def rest(self) -> None:
        """Let the sound device sleep when all sounds have ended."""
        self._awake = False
        self.duck(False)
        self.make_room(False)
        self._worker.ask(Awake(False))
        self._heartbeat.stop()

    def keep_awake(self, on: bool) -> None:
        """Keep the sound device awake for what comes from elsewhere, or no longer."""
        (self.wake if on else self.rest)()

    def play(self, name: Sound, ahead: float | None = None) -> bool:
        """Play `name` `ahead` seconds from now, or as soon as possible.

        Return whether it can be heard.
        """
        if not self._loudness(name) or not self.has_device:
            return False
        due = self._clock() + (SOONEST if ahead is None else ahead)
        self._send(Play(name, due, due + (AT_ONCE if ahead is None else TOO_LATE)))
        return True

    def roll(self, rhythm: Rhythm, ahead: float, joins: float) -> bool:
        """Let the wave follow a breath that begins `ahead` seconds from now.

        It is heard from `joins` seconds on. Return whether it can be heard.
        """
        now = self._clock()
        self._send(Roll(rhythm.lengths, now + ahead, now + joins))
        return self._settings.wave_volume > 0 and not self._settings.muted and self.has_device

    def play_recording(self, path: str, volume: float) -> bool:
        """Play a prepared recording at once; return whether it can be heard."""
        if not self.has_device or path in self._unplayable:
            return False
        self._worker.ask(Recording(path, volume * sqrt(1.0 - BESIDE_VOICE)))
        return True

    def stop_recording(self) -> None:
        """Stop the recording under way."""
        self._worker.ask(StopRecording())

    def calm(self) -> None:
        """End the wave softly."""
        self._pending = [one for one in self._pending if not isinstance(one, Roll)]
        self._worker.ask(Calm())

    def duck(self, on: bool) -> None:
        """Let the wave be silent while the voice speaks, if that is set."""
        on = on and self._settings.wave_ducks
        if on != self._ducked:
            self._ducked = on
            self._worker.ask(self._volumes())

    def make_room(self, on: bool) -> None:
        """Let all sounds be soft enough for the voice while it speaks: together nothing is cut off.

        At the usual volumes they become softer by 2 dB.
        """
        if on != self._makes_room:
            self._makes_room = on
            self._worker.ask(self._volumes())

    def hush(self) -> None:
        """Stop all sounds, a trial too, and take back what was sent."""
        self._waiting.clear()
        self._trial.stop()
        self._pending.clear()
        self._worker.ask(Hush())

    def try_all(self) -> None:
        """Play every sound once, one after another, and say which it is."""
        self.hush()
        if not self.has_device:
            self.trying.emit(self._no_device())
        elif self._settings.muted:
            self.trying.emit(self.tr("All sounds are off in the settings."))
        else:
            self._waiting = self._all()
            self._try_next()

    def try_wave(self) -> None:
        """Play the wave for one breath at the person's own pace, whether it is on or not."""
        self.hush()
        self.roll(self._settings.pace.rhythm, SOONEST, SOONEST)

    def _send(self, request: Play | Roll) -> None:
        now = self._clock()
        self._pending = [*(one for one in self._pending if _is_to_come(one, now)), request]
        self._worker.ask(request)
        if self._awake:
            self._ping()

    def _ping(self) -> None:
        self._worker.ping(ANSWER_SECONDS)
        self._heartbeat.start()

    @property
    def _stays_awake(self) -> bool:
        settings = self._settings
        bells = settings.bells_volume > 0 or settings.breath_volume > 0
        return self._awake and (bells or self.has_wave or settings.voice) and not settings.muted

    def _volumes(self) -> Volumes:
        settings = self._settings
        if settings.muted:
            return Volumes(0.0, 0.0, 0.0)
        wave = 0.0 if self._ducked else settings.wave_volume
        loud = Volumes(settings.bells_volume, settings.breath_volume, wave)
        return _softened(loud) if self._makes_room else loud

    def _loudness(self, name: Sound) -> float:
        settings = self._settings
        volume = settings.breath_volume if name in BREATH_SOUNDS else settings.bells_volume
        return 0.0 if settings.muted else volume

    def _on_launched(self) -> None:
        self._worker.expect(START_SECONDS)
        self._worker.ask(self._volumes())
        for request in self._prepared:
            self._worker.ask(request)
        self._worker.ask(Awake(self._stays_awake))
        now = self._clock()
        self._pending = [one for one in self._pending if _is_to_come(one, now)]
        for one in self._pending:
            self._worker.ask(one)

    def _on_answer(self, answer: object) -> None:
        self._worker.expect_nothing()
        if isinstance(answer, Pong):
            self._worker.forgive()
        elif isinstance(answer, ServerGone):
            self._worker.restart()
        elif isinstance(answer, Silent):
            self._on_silent()
        elif isinstance(answer, Unplayable):
            self._unplayable.add(answer.path)
            self.unplayable.emit(answer.path)
        elif isinstance(answer, Device):
            self._on_device(answer.there)

    def _on_silent(self) -> None:
        now = self._clock()
        if now > self._silent + RESTART_GAP:
            self._silent = now
            self._worker.restart()

    def _set_known(self) -> None:
        self._first.stop()
        if not self.is_known:
            self.is_known = True
            self.known.emit()

    def _on_device(self, there: bool) -> None:
        self.has_device = there
        self._set_known()
        if there:
            self._take_back()
        else:
            self._complain(self._no_device())

    def _on_failed(self) -> None:
        self._worker.expect_nothing()

    def _on_gave_up(self) -> None:
        self.has_device = False
        self._complain(self._no_sound())
        self._retry.start()

    def _complain(self, sentence: str) -> None:
        if sentence != self._complaint:
            self._take_back()
            self._complaint = sentence
            self.missing.emit(sentence)

    def _take_back(self) -> None:
        complaint, self._complaint = self._complaint, ""
        if complaint:
            self.restored.emit(complaint)

    def _all(self) -> list[tuple[Sound, str]]:
        return [
            ("begin", self.tr("You are in the pose, and stay.")),
            ("in", self.tr("Breathe in.")),
            ("out", self.tr("Breathe out.")),
            ("hold", self.tr("A pause in the breath.")),
            ("turn", self.tr("One circle is done, or one time.")),
            ("last", self.tr("The last breath.")),
            ("end", self.tr("Time to come out of it.")),
            ("right", self.tr("Now the right side.")),
            ("left", self.tr("Now the left side.")),
            ("pause", self.tr("Paused.")),
            ("resume", self.tr("On it goes.")),
            ("finish", self.tr("The practice is over.")),
        ]

    def _try_next(self) -> None:
        if not self._waiting:
            self.trying.emit("")
            return
        name, words = self._waiting.pop(0)
        self.play(name)
        self.trying.emit(words)
        self._trial.start()

    def _no_device(self) -> str:
        return self.tr(
            "There is no sound device: nothing can be heard. Connect or switch on a loudspeaker or "
            "headphones. Everything is shown on the screen as well."
        )

    def _no_sound(self) -> str:
        return self.tr(
            "A sound could not be played. Close other programs that play sound, or start Supine "
            "again. Everything is shown on the screen as well."
        )


def _can_be_sent(path: str) -> bool:
    """Return whether the name of a file is text: on Linux it may be any bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _parts(paths: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield `paths` in parts for which one message has room; at least one part."""
    part: list[str] = []
    left = ROOM
    for path in paths:
        size = len(encode(path)) + 1
        if part and size > left:
            yield tuple(part)
            part, left = [], ROOM
        part.append(path)
        left -= size
    yield tuple(part)


def _softened(loud: Volumes) -> Volumes:
    """Return `loud`, or less, so that all sounds together take at most `BESIDE_VOICE`."""
    bells, breath, wave = loud.bells**2, loud.breath**2, loud.wave**2
    total = max(bells * END_TAIL, bells * BEGIN_TAIL + breath * TONE + wave * WAVE)
    share = sqrt(min(1.0, BESIDE_VOICE / total)) if total else 1.0
    return Volumes(loud.bells * share, loud.breath * share, loud.wave * share)


def _is_to_come(request: Play | Roll, now: float) -> bool:
    """Return whether a new worker must be told of `request` as well."""
    if isinstance(request, Play):
        return request.due > now
    return request.due + sum(request.lengths) > now
