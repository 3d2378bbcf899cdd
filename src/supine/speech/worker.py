"""The speech worker: reads requests, lets an engine speak, and answers.

Constructing an engine blocks Python for more than a second, and speaking blocks it for ever where
speech-dispatcher hangs. Therefore this runs in a process of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NoReturn

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtTextToSpeech import QTextToSpeech

from supine.core.language import same_language
from supine.speech.protocol import (
    Answer,
    Begun,
    Configure,
    Ended,
    Failed,
    Known,
    ListVoices,
    Ready,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
    requests,
    speakable,
)
from supine.speech.voices import best_first, chosen, same_voices
from supine.worker.child import Child, time_limit
from supine.worker.messages import LINE_LIMIT, encoded

TEST_ENGINE = "SUPINE_TEST_VOICE"
"""The environment variable by which a test asks for "mock", which says nothing aloud."""

PLAINER = ("flite", "sapi")
"""Engines with plainer voices than the others on the same system: they are tried after those."""

LOUDEST = {"speechd": 0.45}
"""Qt's volume at which an engine is as loud as it can be undistorted; 1 for all others.

With speech-dispatcher 0.5 is the voice's own level. espeak-ng's loudest sample is 0.95 of full
scale there, with nothing left for a bell, and above it the loudest samples are cut off."""

FALLS_SILENT, MAY_BEGIN = 1000, 100
"""Milliseconds to wait for a stopped line to end; and, if it had not begun, to begin after all."""

State = QTextToSpeech.State


class Speaker(QObject):
    """Does what is requested, with one engine and one line at a time."""

    def __init__(self, tell: Callable[[Answer], None]) -> None:
        super().__init__()
        self._tell = tell
        self._engine: QTextToSpeech | None = None
        self._wish: Configure | None = None
        self._found = Ready([], "")
        self._saying: int | None = None
        self._has_begun = False
        self._next: Say | None = None
        # after a stop, what the engine tells is about the line that was stopped
        self._calming = QTimer(self, singleShot=True)
        self._calming.timeout.connect(self._say_next)

    def do(self, request: object) -> None:
        """Do what is asked."""
        match request:
            case Say():
                self.stop()
                self._next = request
                if not self._calming.isActive():
                    self._say_next()
            case Stop():
                self.stop()
            case Configure():
                self._configure(request)
            case ListVoices():
                self._list(request.language)

    def _configure(self, wish: Configure) -> None:
        before, self._wish = self._wish, wish
        another = before is None or wish.engine != before.engine
        found = self._make(wish) if another else self._found
        speaks, engine = True, self._engine
        if engine is not None:
            with time_limit():
                speaks = self._set_voice(engine, wish)
                engine.setRate(wish.rate)
                engine.setPitch(wish.pitch)
                engine.setVolume(wish.volume * LOUDEST.get(found.engine, 1.0))
        self._found = replace(found, speaks=speaks)
        if before is None or not same_voices(before, wish):
            self._tell(self._found)

    def _make(self, wish: Configure) -> Ready:
        """Use the engine in `wish`, or else the first that works; return what was found."""
        self.stop()
        engines, taken, why = available(), "", ""
        if self._engine is not None:
            self._engine.deleteLater()
        self._engine = None
        for name in sorted(engines, key=lambda name: (name in wish.avoid, name != wish.engine)):
            self._tell(Starting(name))
            with time_limit():
                engine = QTextToSpeech(name, self)
            if engine.state() != State.Error and engine.availableLocales():
                engine.stateChanged.connect(self._on_state)
                self._engine, taken = engine, name
                break
            why = why or engine.errorString()
            engine.deleteLater()
        return Ready(engines, taken, speakable(why))

    def _voices(self, language: str) -> list[Known]:
        """Return all voices of a language. Only its own locales are asked: there may be hundreds.

        This changes the engine's locale.
        """
        assert self._engine is not None, "only an engine has voices"
        found = []
        for locale in self._engine.availableLocales():
            code = locale.name()
            if same_language(code, language):
                self._engine.setLocale(locale)
                names = [voice.name() for voice in self._engine.availableVoices()]
                found += [Known(name[:80], code, f"{code}/{name[:80]}") for name in names]
        return found

    def _set_voice(self, engine: QTextToSpeech, wish: Configure) -> bool:
        """Use the voice that `wish` asks for; return whether any speaks the language."""
        voice = chosen(self._voices(wish.language), wish.language, wish.voice)
        for locale in engine.availableLocales() if voice else []:
            if voice and locale.name() == voice.language:
                engine.setLocale(locale)
                for one in engine.availableVoices():
                    if one.name()[:80] == voice.name:
                        engine.setVoice(one)
                        break
        return voice is not None

    def _list(self, language: str) -> None:
        voices: list[Known] = []
        if self._engine is not None:
            before, locale = self._engine.voice(), self._engine.locale()
            with time_limit():
                voices = best_first(self._voices(language), language)
                self._engine.setLocale(locale)
                self._engine.setVoice(before)
        while len(encoded(Voices(language, voices))) > LINE_LIMIT:
            voices.pop()
        self._tell(Voices(language, voices))

    def _say_next(self) -> None:
        wish, self._next = self._next, None
        if wish is None:
            return
        text = speakable(wish.text)
        if self._engine is None:
            self._tell(Failed(wish.id, "no engine"))
        elif not text:
            # an engine that has nothing to say never tells that it has ended
            self._tell(Begun(wish.id))
            self._tell(Ended(wish.id))
        else:
            self._saying, self._has_begun = wish.id, False
            with time_limit():
                self._engine.say(text)

    def stop(self) -> None:
        """Stop the line under way, and forget the next one."""
        if self._next is not None:
            self._tell(Stopped(self._next.id))
            self._next = None
        if self._saying is not None and self._engine is not None:
            self._calming.start(FALLS_SILENT if self._has_begun else MAY_BEGIN)
            with time_limit():
                self._engine.stop()
            self._tell(Stopped(self._saying))
            self._saying = None

    def _on_state(self, state: State) -> None:
        if state == State.Error:
            self._fail()
        elif self._calming.isActive():
            if state == State.Ready:
                self._calming.stop()
                self._say_next()
        elif self._saying is not None and state == State.Speaking and not self._has_begun:
            self._has_begun = True
            self._tell(Begun(self._saying))
        elif self._saying is not None and state == State.Ready and self._has_begun:
            ended, self._saying = self._saying, None
            self._tell(Ended(ended))

    def _fail(self) -> None:
        assert self._engine is not None, "it is the engine that fails"
        if self._saying is not None:
            failed, self._saying = self._saying, None
            self._tell(Failed(failed, speakable(self._engine.errorString())))


def available() -> list[str]:
    """Return the engines that speak aloud, best first; "mock" only if a test asks for it."""
    if os.environ.get(TEST_ENGINE):
        return [os.environ[TEST_ENGINE]]
    # Qt lists them in another order in each process: the voice must not change from day to day
    names = (name for name in QTextToSpeech.availableEngines() if name != "mock")
    return sorted(names, key=lambda name: (name in PLAINER, name))


def run() -> NoReturn:
    """Serve the program until it ends."""
    # on macOS only this kind of event loop is told that a line has ended
    os.environ.setdefault("QT_EVENT_DISPATCHER_CORE_FOUNDATION", "1")
    QCoreApplication([])
    child = Child(requests())
    speaker = Speaker(child.tell)
    child.handle, child.stop = speaker.do, speaker.stop
    child.run()
