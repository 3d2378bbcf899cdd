"""All that is heard: the player, made after the first frame, and what to say when it is silent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from supine.core.breath import Rhythm
from supine.core.sounds import Sound
from supine.settings.declaration import Settings

if TYPE_CHECKING:
    from supine.audio.player import Player

TRIAL_PAUSE = 1800
"""Milliseconds from one sound to the next when all are played."""


class AudioClient(QObject):
    """Plays sounds as set, or nothing; says once in words what is missing."""

    missing = Signal(str)
    """Nothing can be heard: a sentence for the person."""
    restored = Signal(str)
    """What was said to be missing is there again: the same sentence."""
    trying = Signal(str)
    """The sound that is being tried, in words; empty when all have been played."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Be silent until `start`."""
        super().__init__(parent)
        self._player: Player | None = None
        self._settings = Settings()
        self._waiting: list[tuple[Sound, str]] = []
        self._trial = QTimer(self, singleShot=True, interval=TRIAL_PAUSE)
        self._trial.timeout.connect(self._try_next)

    def start(self) -> None:
        """Load the sounds. It takes some 30 ms, and so comes after the first frame."""
        from supine.audio.feed import LATENCY  # noqa: PLC0415
        from supine.audio.player import Player  # noqa: PLC0415

        os.environ.setdefault("PULSE_LATENCY_MSEC", f"{LATENCY * 1000:.0f}")
        self._player = Player(self)
        self._player.lost.connect(lambda: self.missing.emit(self._no_device()))
        self._player.found.connect(lambda: self.restored.emit(self._no_device()))
        self._player.failed.connect(lambda: self.missing.emit(self._no_sound()))
        self.apply(self._settings)
        self._player.start()

    def apply(self, settings: Settings) -> None:
        """Be as loud as set."""
        self._settings = settings
        if self._player is not None:
            self._player.set_volumes(
                settings.bells_volume, settings.breath_volume, settings.wave_volume,
                muted=settings.muted, voice=settings.voice,
            )  # fmt: skip

    @property
    def has_wave(self) -> bool:
        """Whether a wave is to go with each breath of a practice."""
        return self._settings.wave and self._settings.wave_volume > 0

    def wake(self) -> None:
        """Be ready for sounds that must come in time."""
        if self._player is not None:
            self._player.wake()

    def rest(self) -> None:
        """Need the sound device no longer than what is under way."""
        if self._player is not None:
            self._player.rest()

    def play(self, name: Sound, ahead: float | None = None) -> bool:
        """Let `name` be heard `ahead` seconds from now, or at once; return whether it can be."""
        return self._player is not None and self._player.play(name, ahead)

    def can_play(self) -> bool:
        """Return whether anything can be heard just now."""
        return self._player is not None and self._player.can_open()

    def roll(self, rhythm: Rhythm, ahead: float, joins: float) -> bool:
        """Let the wave follow one breath, see `Player.roll`; return whether it can be heard."""
        return self._player is not None and self._player.roll(rhythm, ahead, joins)

    def calm(self) -> None:
        """End the wave, softly."""
        if self._player is not None:
            self._player.calm()

    def duck(self, on: bool) -> None:
        """Let the wave be silent while the voice speaks, where that is wanted."""
        if self._player is not None:
            self._player.duck(on and self._settings.wave_ducks)

    def hush(self) -> None:
        """Stop whatever sounds, a trial too."""
        self._waiting.clear()
        self._trial.stop()
        if self._player is not None:
            self._player.hush()

    def try_all(self) -> None:
        """Play every sound once, one after another, and say which it is."""
        self.hush()
        if self._player is None or not self._player.has_device:
            self.trying.emit(self._no_device())
        elif self._settings.muted:
            self.trying.emit(self.tr("All sounds are off in the settings."))
        else:
            self._waiting = self._all()
            self._try_next()

    def try_wave(self) -> None:
        """Let the wave be heard for one breath of the person's own, whether it is on or not."""
        self.hush()
        self.roll(self._settings.pace.rhythm, 0.0, 0.0)

    def keep_awake(self, on: bool) -> None:
        """Keep the sound device awake for what comes from elsewhere, or no longer."""
        (self.wake if on else self.rest)()

    def _all(self) -> list[tuple[Sound, str]]:
        return [
            ("begin", self.tr("A hold begins.")),
            ("in", self.tr("Breathe in.")),
            ("out", self.tr("Breathe out.")),
            ("hold", self.tr("A pause in the breath.")),
            ("turn", self.tr("One circle, or one time, is done.")),
            ("last", self.tr("The last breath.")),
            ("end", self.tr("A hold ends.")),
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
        return self.tr("There is no sound device. Everything is shown on the screen as well.")

    def _no_sound(self) -> str:
        return self.tr("A sound could not be played. Everything is shown on the screen as well.")
