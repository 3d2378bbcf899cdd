"""The voice for the whole program: as it is set, started when it is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio.client import AudioClient
from supine.core.sequence import Cue
from supine.settings.declaration import Settings
from supine.speech.client import SpeechClient
from supine.speech.line_player import LinePlayer
from supine.speech.phrases import Phrases, phrases_in
from supine.speech.protocol import Configure, Known
from supine.speech.rate import Rate
from supine.speech.script import Manner

LANGUAGE = "en"
"""The language of voices before any sequence was practised: that of the included one."""

WAKING = 300
"""Milliseconds for a sleeping sound device to wake: it would swallow the first syllable."""


class Speech(QObject):
    """Says lines as the settings ask, or tells the person once why it cannot."""

    begun = Signal(int)
    """The line of that number can be heard."""
    ended = Signal(int)
    """The line of that number was said, stopped or failed. This comes once for each line."""
    changed = Signal()
    """Speech was switched on or off, or its manner has changed."""
    missing = Signal(str)
    """Nothing can be spoken: a sentence for the person."""
    restored = Signal(str)
    """What was missing is there again: the same sentence."""
    learned = Signal(float)
    """How slowly the voice speaks, as `Settings.voice_factor`."""
    voices = Signal(list)
    """The `Known` voices that can be chosen, best first."""
    engines = Signal(list)
    """The names of the engines that can be chosen."""
    needs_device = Signal(bool)
    """A line outside of a practice needs an awake sound device (True), or no longer."""
    told = Signal(str)
    """A screen reader is to say this now."""

    def __init__(
        self, audio: AudioClient, parent: QObject | None = None,
        reader_runs: Callable[[], bool] = lambda: False,
    ) -> None:  # fmt: skip
        """Start no worker yet. Recordings are played with `audio`.

        While `reader_runs`, a screen reader is told what the voice does not say.
        """
        super().__init__(parent)
        self._settings = Settings(voice=False)
        self.rate = Rate()
        """How fast the voice speaks, as far as is known now."""
        self._client = SpeechClient(self, seconds=self._seconds)
        self._client.lost.connect(self._on_lost)
        self._client.restored.connect(self.restored)
        self._client.ready.connect(lambda _engine: self._client.list_voices(self._language))
        self._client.voices.connect(self._on_voices)
        self._client.engines.connect(self.engines)
        self.line_player = LinePlayer(self._client, audio, self)
        self.line_player.begun.connect(self.begun)
        self.line_player.ended.connect(self.ended)
        self.line_player.told.connect(self.told)
        self.line_player.speaks, self.line_player.reader_runs = self.speaks, reader_runs
        self._saying, self._held = 0, ""
        """The line that the voice says, and what a screen reader is to say after it."""
        self.ended.connect(self._on_ended)
        self._language: str = LANGUAGE
        self._trial = Trial(self._client, self)
        self._trial.needs_device.connect(self.needs_device)

    @property
    def speaks(self) -> bool:
        """Whether lines are to be spoken."""
        return self._settings.speaks

    @property
    def tells(self) -> bool:
        """Whether lines are to be spoken, or told to a screen reader."""
        return self.speaks or self.line_player.reader_runs()

    @property
    def reads(self) -> bool:
        """Whether the last line was given to a screen reader, not to the voice."""
        return self.line_player.reads

    @property
    def ready(self) -> bool:
        """Whether a line would be heard just now."""
        return self._client.is_ready

    @property
    def phrases(self) -> Phrases | None:
        """The program's own words in the language of the practice; None where there are none."""
        return phrases_in(self._language)

    @property
    def manner(self) -> Manner:
        """How much is spoken."""
        settings = self._settings
        return Manner(settings.voice_amount, settings.voice_counting, self.phrases)

    def apply(self, settings: Settings) -> None:
        """Speak as set, from the next line on."""
        before, was = self._settings, (self.speaks, self.manner)
        self._settings = settings
        if settings.voice_factor not in (before.voice_factor, _kept(self.rate)):
            self.rate = Rate(settings.voice_factor)
        self.line_player.volume = settings.voice_volume
        self.line_player.speaks = settings.speaks
        self._configure()
        if (self.speaks, self.manner) != was:
            if not was[0]:
                self.prepare()
            self.changed.emit()

    def prepare(self) -> None:
        """Start the worker where speech is on: it takes a second or two."""
        if self.speaks:
            self._client.start()

    def prepare_language(self, language: str) -> None:
        """Get ready for lines in `language`."""
        self._trial.drop()
        self._language = language
        self._configure()
        self.prepare()

    def try_line(self, text: str) -> None:
        """Say a line as soon as the voice is there, so that the person hears how it is set."""
        self._trial.ask(text)

    def say(self, cue: Cue) -> int:
        """Begin to say `cue`; return its number, or 0 if it cannot be said.

        What the voice does not say is told to a screen reader, if one runs.
        """
        number = self.line_player.say(cue)
        self._saying = 0 if self.reads else number
        return number

    def tell(self, text: str) -> None:
        """Have a screen reader say `text`, which is no line, as soon as the voice is silent.

        If it has to wait, a newer text takes its place.
        """
        if self._saying:
            self._held = text
        else:
            self.told.emit(text)

    def stop(self) -> None:
        """Stop the line under way at once."""
        self.line_player.stop()

    def learn(self, text: str, seconds: float) -> None:
        """Take note that `text` took `seconds`, if the voice has said it."""
        if self.reads:
            return
        before, self.rate = self.rate, self.rate.learned(text, seconds)
        if _kept(self.rate) != _kept(before):
            self.learned.emit(_kept(self.rate))

    def close(self) -> None:
        """End the worker."""
        self._client.close()

    def _seconds(self, text: str) -> float:
        return self.rate.seconds(text)

    def _on_ended(self, number: int) -> None:
        if number == self._saying:
            self._saying, held, self._held = 0, self._held, ""
            if held:
                self.told.emit(held)

    def _on_lost(self, sentence: str) -> None:
        self._trial.drop()
        self.missing.emit(sentence)

    def _on_voices(self, _language: str, voices: list[Known]) -> None:
        self.voices.emit(voices)
        self._trial.say()

    def _configure(self) -> None:
        settings = self._settings
        self._client.configure(
            Configure(
                engine=settings.voice_engine,
                language=self._language,
                voice=settings.voice_name,
                rate=settings.voice_speed,
                pitch=settings.voice_pitch,
                volume=settings.voice_volume,
            )
        )


def _kept(rate: Rate) -> float:
    """Return the factor as it is stored.

    Each line changes it a little; unrounded, each line would write the settings file.
    """
    return round(rate.factor, 2)


class Trial(QObject):
    """Says one line outside of a practice, as soon as device and voice are ready."""

    needs_device = Signal(bool)
    """The sound device must be awake (True), or no longer."""

    def __init__(self, client: SpeechClient, parent: QObject) -> None:
        """Say nothing until `ask`."""
        super().__init__(parent)
        self._client, self._text, self._number = client, "", 0
        self._waking = QTimer(self, singleShot=True, interval=WAKING)
        self._waking.timeout.connect(self.say)
        client.ended.connect(self._on_ended)

    def ask(self, text: str) -> None:
        """Say `text` soon."""
        self._text, self._number = text, 0
        self.needs_device.emit(True)
        self._waking.start()
        if not self._client.is_ready:
            self._client.start()

    def say(self) -> None:
        """Say what was asked for, if that is possible now."""
        if self._text and self._client.is_ready and not self._waking.isActive():
            text, self._text = self._text, ""
            self._number = self._client.say(text)
            if not self._number:
                self.needs_device.emit(False)

    def drop(self) -> None:
        """Forget what was asked for; a line under way may end."""
        self._waking.stop()
        if self._text or self._number:
            self._text, self._number = "", 0
            self.needs_device.emit(False)

    def _on_ended(self, number: int) -> None:
        if number == self._number:
            self.drop()
