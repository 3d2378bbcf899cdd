"""The sounds, loaded once and played at once, on whatever device there is."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from supine.core.score import BREATH_SOUNDS, Sound
from supine.resources import resource
from supine.sound.server import SoundServer

SOUNDS: tuple[Sound, ...] = get_args(Sound)


class Player(QObject):
    """Plays sounds; without a device it stays silent, says so once, and tries again later."""

    lost = Signal()
    """There is no sound device, or it has gone."""
    found = Signal()
    """There is a sound device again."""
    failed = Signal(str)
    """A sound could not be played: its name."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Load every sound for the default device."""
        super().__init__(parent)
        self._bells = self._breath = 1.0
        self._effects: dict[Sound, QSoundEffect] = {}
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._on_devices_changed)
        self.has_device = False
        self._server = SoundServer()

    def start(self) -> None:
        """Load the sounds and say what is missing."""
        self._on_devices_changed()
        if not self.has_device:
            self.lost.emit()

    def set_volumes(self, bells: float, breath: float, *, muted: bool) -> None:
        """Set how loud bells and breath tones are, 0 to 1 as the ear takes it."""
        self._bells = 0.0 if muted else bells
        self._breath = 0.0 if muted else breath
        for name, effect in self._effects.items():
            effect.setVolume(self._volume(name))

    def play(self, name: Sound) -> bool:
        """Start the sound `name`; it is heard `conductor.LEAD` later. Return whether it can be."""
        effect = self._effects.get(name)
        if effect is None or not self._is_there():
            return False
        if effect.status() == QSoundEffect.Status.Error:
            # an effect that failed once stays silent for ever: only a new one may do better
            effect = self._load(name)
            if effect.status() == QSoundEffect.Status.Error:
                self.failed.emit(name)
                return False
        effect.play()
        return self._volume(name) > 0

    def hush(self) -> None:
        """Stop whatever sounds."""
        if not self._is_there():
            return
        for effect in self._effects.values():
            effect.stop()

    def _is_there(self) -> bool:
        """Ask the sound server before Qt does; without it no effect may be touched."""
        if self.has_device and not self._server.answers():
            self.has_device = False
            self.lost.emit()
        return self.has_device

    def _on_devices_changed(self) -> None:
        if not self._server.answers():
            return
        had = self.has_device
        self.has_device = bool(QMediaDevices.audioOutputs())
        self._drop_all()
        if self.has_device:
            for name in SOUNDS:
                self._load(name)
            if not had:
                self.found.emit()
        elif had:
            self.lost.emit()

    def _drop_all(self) -> None:
        for effect in self._effects.values():
            effect.stop()
            effect.deleteLater()
        self._effects.clear()

    def _load(self, name: Sound) -> QSoundEffect:
        old = self._effects.pop(name, None)
        if old is not None:
            old.deleteLater()
        effect = QSoundEffect(QMediaDevices.defaultAudioOutput(), self)
        effect.setSource(QUrl.fromLocalFile(str(resource("sounds", f"{name}.wav"))))
        effect.setVolume(self._volume(name))
        self._effects[name] = effect
        return effect

    def _volume(self, name: Sound) -> float:
        heard = self._breath if name in BREATH_SOUNDS else self._bells
        # the ear hears powers: a square comes near to equal steps
        return heard * heard
