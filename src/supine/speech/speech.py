"""The voice as the program has it: as set, started when it is wanted, and told about in words."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from supine.core.plan import Step
from supine.practice.clock import Clock
from supine.practice.narrator import Narrator
from supine.practice.session import Session
from supine.practice.trace import Trace
from supine.settings.declaration import Settings
from supine.speech.client import SpeechClient
from supine.speech.line_player import LinePlayer
from supine.speech.phrases import phrases_in
from supine.speech.protocol import Configure, Known
from supine.speech.rate import Rate
from supine.speech.script import Manner
from supine.speech.way_out import WayOut, Write

LANGUAGE = "en"
"""The language of voices before any sequence was practised: that of the shipped one."""


class Speech(QObject):
    """Speaks a practice, or says once in words why it cannot."""

    missing = Signal(str)
    """Nothing can be spoken: a sentence for the person."""
    restored = Signal(str)
    """What was said to be missing is there again: the same sentence."""
    learned = Signal(float)
    """How slowly the voice speaks, as `Settings.voice_factor`."""
    voices = Signal(list)
    """The `Known` voices that can be chosen, best first."""
    engines = Signal(list)
    """The names of the engines that can be chosen."""
    spoke = Signal(bool)
    """A line of the practice is under way (True), or no longer (False)."""
    needs_device = Signal(bool)
    """A line outside of a practice needs an awake sound device, or no longer."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Be silent; nothing is started yet."""
        super().__init__(parent)
        self._settings, self._rate = Settings(voice=False), Rate()
        self._voice = SpeechClient(self, seconds=self._seconds)
        self._voice.lost.connect(self._on_lost)
        self._voice.restored.connect(self.restored)
        self._voice.ready.connect(lambda _engine: self._voice.list_voices(self._language))
        self._voice.voices.connect(self._on_voices)
        self._voice.engines.connect(self.engines)
        self.reader = LinePlayer(self._voice, self)
        self._way_out = WayOut(self.reader, self)
        self._narrator: Narrator | None = None
        self._language: str = LANGUAGE
        self._trial = Trial(self._voice, self)
        self._trial.needs_device.connect(self.needs_device)
        self._way_out.needs_device.connect(self.needs_device)

    @property
    def speaks(self) -> bool:
        """Whether lines are to be spoken."""
        return self._settings.speaks

    @property
    def factor(self) -> float:
        """How slowly the voice speaks, as far as is known now."""
        return self._rate.factor

    def apply(self, settings: Settings) -> None:
        """Speak as set, from the next line on."""
        before, self._settings = self._settings, settings
        if settings.voice_factor not in (before.voice_factor, _kept(self._rate)):
            self._rate = Rate(settings.voice_factor)
        self.reader.volume = settings.voice_volume
        self._configure()
        if self._narrator is not None:
            self._narrator.set_manner(self._manner())
            self._follow_mute(before)

    def prepare(self) -> None:
        """Start the voice, where it is wanted: it takes a second or two."""
        if self.speaks:
            self._voice.start()

    def try_line(self, text: str) -> None:
        """Say a line to hear how the voice is set; as soon as it is there."""
        self._trial.ask(text)

    def follow(
        self, session: Session, trace: Trace, clock: Clock, language: str = LANGUAGE
    ) -> None:
        """Speak what is due in `session`, which is about to begin; its lines are in `language`."""
        self._trial.drop()
        self._language = language
        self.reader.make_ready(session.practice.plan)
        self._configure()
        self.prepare()
        narrator = Narrator(session, self.reader, trace, clock, self._manner(), self._rate)
        self._narrator = narrator
        narrator.learned.connect(self._on_learned)
        narrator.spoke.connect(self.spoke)
        session.started.connect(self._start)
        session.moved.connect(self._move)
        session.replanned.connect(self._follow_plan)
        session.respoken.connect(self._follow_plan)
        session.waits_at = self._waits_at
        self.reader.begun.connect(session.be_patient)
        narrator.fell_silent.connect(session.tick)

    def tell_way_out(self, step: Step, write: Write) -> None:
        """Say how to come out of `step`, while the practice waits; `write` keeps the trace."""
        phrases = phrases_in(self._language)
        if self.speaks and phrases is not None:
            self._way_out.tell(step, phrases, self._settings.settle, write)

    def stop(self) -> None:
        """Say nothing more, and end what is said."""
        self._way_out.stop()
        if self._narrator is not None:
            self._narrator.stop()

    def let_go(self) -> None:
        """The practice is over; what is said may end by itself."""
        self._way_out.stop()
        if self._narrator is not None:
            self._narrator.let_go()
            self._narrator.fell_silent.disconnect()
            self._narrator = None

    def close(self) -> None:
        """End the voice's process."""
        self._voice.close()

    def _waits_at(self, elapsed: float) -> bool:
        narrator = self._narrator
        return (
            self.speaks
            and narrator is not None
            and (self._voice.is_ready or narrator.speaking)
            and narrator.waits_at(elapsed)
        )

    def _start(self) -> None:
        self._way_out.stop()
        if self._narrator is not None and self.speaks:
            self._narrator.start()

    def _move(self) -> None:
        self._way_out.stop()
        if self._narrator is not None and self.speaks:
            self._narrator.move()

    def _follow_plan(self) -> None:
        if self._narrator is not None and self.speaks:
            self._narrator.follow_plan()

    def _follow_mute(self, before: Settings) -> None:
        spoke = before.speaks
        if not self.speaks:
            self.stop()
        elif not spoke:
            self.prepare()
            self._start()

    def _seconds(self, text: str) -> float:
        return self._rate.seconds(text)

    def _on_lost(self, sentence: str) -> None:
        self._trial.drop()
        self.missing.emit(sentence)

    def _on_learned(self, rate: Rate) -> None:
        before, self._rate = self._rate, rate
        if _kept(rate) != _kept(before):
            self.learned.emit(_kept(rate))

    def _on_voices(self, _language: str, voices: list[Known]) -> None:
        self.voices.emit(voices)
        self._trial.say()

    def _manner(self) -> Manner:
        settings = self._settings
        return Manner(settings.voice_amount, settings.voice_counting, phrases_in(self._language))

    def _configure(self) -> None:
        settings = self._settings
        self._voice.configure(
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
    """Return the factor as it is kept: each line changes it a little, and a file is written."""
    return round(rate.factor, 2)


WAKING = 300
"""Milliseconds for a sleeping sound device to wake: it would swallow the first syllable."""


class Trial(QObject):
    """Says a line as soon as the device is awake and the voice is there."""

    needs_device = Signal(bool)
    """The sound device must be awake, or need not any more."""

    def __init__(self, voice: SpeechClient, parent: QObject) -> None:
        """Be silent until `ask`."""
        super().__init__(parent)
        self._voice, self._text, self._number = voice, "", 0
        self._waking = QTimer(self, singleShot=True, interval=WAKING)
        self._waking.timeout.connect(self.say)
        voice.ended.connect(self._on_ended)

    def ask(self, text: str) -> None:
        """Have `text` said soon."""
        self._text, self._number = text, 0
        self.needs_device.emit(True)
        self._waking.start()
        if not self._voice.is_ready:
            self._voice.start()

    def say(self) -> None:
        """Say what was asked for, if that can be done now."""
        if self._text and self._voice.is_ready and not self._waking.isActive():
            text, self._text = self._text, ""
            self._number = self._voice.say(text)
            if not self._number:
                self.needs_device.emit(False)

    def drop(self) -> None:
        """Say it no more; what is said may end by itself."""
        self._waking.stop()
        if self._text or self._number:
            self._text, self._number = "", 0
            self.needs_device.emit(False)

    def _on_ended(self, number: int) -> None:
        if number == self._number:
            self.drop()
