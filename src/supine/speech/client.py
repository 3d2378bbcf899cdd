"""The window's end of the speech worker: sends requests, and never waits for an answer.

A worker that dies, hangs or sends rubbish is killed and started once more; the line under way
counts as said, so that the practice goes on. The second time speech is disabled and the user is
told why. Causes, and what the worker prints, go to the log.

An engine that ends the worker while it starts is tried last from then on: the winrt engine of
Windows may crash where sapi works.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from itertools import count

from msgspec.structs import replace
from PySide6.QtCore import QLocale, QObject, Signal

from supine.language import ENGLISH, in_use
from supine.speech.protocol import (
    Begun,
    Configure,
    Ended,
    Failed,
    ListVoices,
    Ready,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
    answers,
    speakable,
)
from supine.speech.rate import Rate
from supine.speech.voices import same_voices
from supine.worker.messages import Ping, Pong
from supine.worker.process import WorkerProcess, command

logger = logging.getLogger(__name__)

USUAL = Rate()
"""The rate of a voice that has not spoken yet."""

COMMAND = "speech-worker"
"""The hidden subcommand by which the program starts itself as the speech worker."""

START_SECONDS = 20.0
"""Seconds in which an engine must be ready; 2 are usual on Linux while the machine is idle."""

ANSWER_SECONDS = 4.0
"""Seconds in which the worker must answer a ping; if it does not, an engine blocks it."""

PAUSES = (0.0,)
"""Seconds before each new start after failures in a row: one is enough, then speech is disabled."""

LINE_FACTOR = 2.0
"""A line may take this many times its expected time, and `ANSWER_SECONDS` more."""


class SpeechClient(QObject):
    """Says one line at a time, or tells the person once why it cannot."""

    ready = Signal(str)
    """It can speak: the engine's name."""
    begun = Signal(int)
    """The line of that number can be heard."""
    ended = Signal(int)
    """The line of that number was said, stopped or failed. This comes once for each line."""
    lost = Signal(str)
    """Speech is disabled: a sentence for the person."""
    restored = Signal(str)
    """Speech works again: the sentence that was said when it was lost."""
    engines = Signal(list)
    """The names of the engines that there are."""
    voices = Signal(str, list)
    """A language, and the `Known` voices that speak it, best first."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        program: Callable[[], list[str]] = lambda: command(COMMAND),
        seconds: Callable[[str], float] = USUAL.seconds,
    ) -> None:
        """Start no worker yet. `seconds` returns how long a text takes to be said."""
        super().__init__(parent)
        self._seconds = seconds
        self._wish = Configure()
        self._starting, self._avoided = "", set[str]()
        self._worker = WorkerProcess("the speech worker", program, answers, PAUSES, self)
        self._worker.launched.connect(self._on_launched)
        self._worker.answered.connect(self._on_answer)
        self._worker.failed.connect(self._on_failed)
        self._worker.gave_up.connect(lambda: self._give_up(self._broken()))
        self._numbers = count(1)
        self._lines: dict[int, str] = {}
        self._is_ready = self._was_ready = False
        self._complaint = ""

    @property
    def is_ready(self) -> bool:
        """Whether a line would be said just now."""
        return self._is_ready

    @property
    def process_id(self) -> int:
        """The worker's process id, or 0."""
        return self._worker.process_id

    def start(self) -> None:
        """Start the worker if it does not run; `ready` or `lost` tells how it went.

        Call it as each practice begins: failures of earlier practices no longer count.
        """
        self._worker.start()

    def configure(self, wish: Configure) -> None:
        """Speak as `wish` says from the next line on."""
        if wish == self._wish:
            return
        another = not same_voices(wish, self._wish)
        if wish.engine != self._wish.engine:
            # the person has chosen it anew
            self._avoided.discard(wish.engine)
        self._wish = wish
        if self._worker.is_running:
            self._ask_wish()
            if another:
                self._is_ready = False
                self._worker.expect(START_SECONDS)

    def list_voices(self, language: str) -> None:
        """Ask which voices speak `language`; `voices` tells."""
        if self._is_ready:
            self._worker.ask(ListVoices(language))

    def say(self, text: str) -> int:
        """Say `text` instead of any other line; return its number, or 0 if it cannot be said."""
        if not self._is_ready:
            return 0
        number = next(self._numbers)
        self._lines[number] = text = speakable(text)
        self._worker.expect(ANSWER_SECONDS)
        self._worker.ask(Say(number, text))
        self._worker.ask(Ping())
        return number

    def stop(self) -> None:
        """Be silent at once."""
        if self._lines and self._worker.is_running:
            self._worker.expect(ANSWER_SECONDS)
            self._worker.ask(Stop())

    def close(self) -> None:
        """End the worker."""
        # while it starts its engine it reads nothing
        listens, self._is_ready = self._is_ready, False
        self._worker.close(listens=listens)
        self._end_lines()

    def _on_launched(self) -> None:
        self._starting = ""
        self._worker.expect(START_SECONDS)
        self._ask_wish()

    def _ask_wish(self) -> None:
        self._worker.ask(replace(self._wish, avoid=tuple(sorted(self._avoided))))

    def _on_answer(self, answer: object) -> None:
        match answer:
            case Starting():
                self._starting = answer.engine
            case Ready():
                self._starting = ""
                self._on_ready(answer)
            case Begun() if answer.id in self._lines:
                self.begun.emit(answer.id)
            case Ended() | Stopped() if answer.id in self._lines:
                self._end(answer.id)
            case Pong() if self._lines:
                text = self._lines[max(self._lines)]
                self._worker.expect(self._seconds(text) * LINE_FACTOR + ANSWER_SECONDS)
            case Voices():
                self.voices.emit(answer.language, answer.voices)
            case Failed() if answer.id in self._lines:
                self._worker.fail(answer.why)

    def _on_ready(self, answer: Ready) -> None:
        self._worker.expect_nothing()
        self.engines.emit(answer.engines)
        logger.info("speech engines: %s; in use: %s %s", answer.engines, answer.engine, answer.why)
        if not answer.engine:
            if self._was_ready:
                # speech-dispatcher offers no voices for a while after the sound server has died
                self._worker.fail("it finds no engine any more")
            else:
                self._give_up(self._no_engine())
            return
        if not answer.speaks:
            self._give_up(self._no_voice())
            return
        self._is_ready = self._was_ready = True
        if self._complaint:
            complaint, self._complaint = self._complaint, ""
            self.restored.emit(complaint)
        self.ready.emit(answer.engine)

    def _end(self, number: int) -> None:
        del self._lines[number]
        if not self._lines:
            self._worker.expect_nothing()
        self.ended.emit(number)

    def _end_lines(self) -> None:
        lines, self._lines = self._lines, {}
        for number in lines:
            self.ended.emit(number)

    def _on_failed(self) -> None:
        """The line under way counts as said, so that the practice goes on."""
        if self._starting:
            logger.warning("the speech engine %s is tried last from now on", self._starting)
            self._avoided.add(self._starting)
        self._is_ready = False
        self._end_lines()

    def _give_up(self, sentence: str) -> None:
        self._worker.kill()
        self._is_ready = False
        if self._complaint != sentence:
            self._complaint = sentence
            self.lost.emit(sentence)
        self._end_lines()

    def _no_engine(self) -> str:
        if sys.platform == "linux":
            return self.tr(
                "There is no voice on this computer. To hear one, install the packages "
                "speech-dispatcher and espeak-ng. Everything is shown on the screen as well."
            )
        return self.tr(
            "There is no voice on this computer. To hear one, add a voice in the system's settings "
            "for speech. Everything is shown on the screen as well."
        )

    def _no_voice(self) -> str:
        text = (
            self.tr(
                "No voice on this computer speaks the language of this sequence ({language}). The "
                "package espeak-ng has voices for most languages. Everything is shown on the "
                "screen as well."
            )
            if sys.platform == "linux"
            else self.tr(
                "No voice on this computer speaks the language of this sequence ({language}). Add "
                "one in the system's settings for speech. Everything is shown on the screen as "
                "well."
            )
        )
        return text.format(language=_named(self._wish.language))

    def _broken(self) -> str:
        return self.tr(
            "The voice has stopped working and is off. Everything is shown on the screen as well."
        )


def _named(tag: str) -> str:
    """Return the name of the language `tag`, or the tag itself where Qt knows none.

    Qt has these names in English and in the language itself.
    """
    language = QLocale(tag).language()
    known = language not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    if known and in_use() == ENGLISH:
        return QLocale.languageToString(language)
    return QLocale(tag).nativeLanguageName() if known else tag
