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
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

import supine
from supine.speech.protocol import (
    Begun,
    Configure,
    Ended,
    Failed,
    Fault,
    ListVoices,
    Ping,
    Pong,
    Quit,
    Ready,
    Request,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
    answers,
    encoded,
    speakable,
)
from supine.speech.rate import Rate
from supine.speech.voices import same_voices

logger = logging.getLogger(__name__)

USUAL = Rate()
"""The rate of a voice that has not spoken yet."""

COMMAND = "speech-worker"
"""The hidden subcommand by which the program starts itself as the speech worker."""

START_SECONDS = 20.0
"""Seconds in which an engine must be ready; 2 are usual on Linux while the machine is idle."""

ANSWER_SECONDS = 4.0
"""Seconds in which the worker must answer a ping; if it does not, an engine blocks it."""

LINE_FACTOR = 2.0
"""A line may take this many times its expected time, and `ANSWER_SECONDS` more."""

UNREAD_BYTES = 50_000
"""If more bytes than this wait in the pipe, the worker has stopped reading."""

ANSWER_BYTES = 30_000
"""If one request is answered with more bytes than this, the worker is out of control."""

LOGGED_BYTES = 10_000
"""Bytes of what one worker prints that go to the log: an engine may print without end."""

END = 500
"""Milliseconds that the worker gets to end when the program ends."""

KILL = 3000
"""Milliseconds until a killed process is surely gone. It takes a few; on a busy machine one took
more than 500, and Qt then complained on the terminal that it still ran."""


def command() -> list[str]:
    """Return how the worker is started: program and arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-m", "supine", COMMAND]


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
        program: Callable[[], list[str]] = command,
        seconds: Callable[[str], float] = USUAL.seconds,
    ) -> None:
        """Start no worker yet. `seconds` returns how long a text takes to be said."""
        super().__init__(parent)
        self._program, self._seconds = program, seconds
        self._wish = Configure()
        self._starting, self._avoided = "", set[str]()
        self._process: QProcess | None = None
        self._answers = answers()
        self._numbers = count(1)
        self._lines: dict[int, str] = {}
        self._is_ready = self._was_ready = False
        self._failures = self._heard = self._logged = 0
        self._complaint = ""
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(lambda: self._fail("it does not answer"))

    @property
    def is_ready(self) -> bool:
        """Whether a line would be said just now."""
        return self._is_ready

    @property
    def process_id(self) -> int:
        """The worker's process id, or 0."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> None:
        """Start the worker if it does not run; `ready` or `lost` tells how it went.

        Call it as each practice begins: failures of earlier practices no longer count.
        """
        self._failures = 0
        if self._process is None:
            self._launch()

    def configure(self, wish: Configure) -> None:
        """Speak as `wish` says from the next line on."""
        if wish == self._wish:
            return
        another = not same_voices(wish, self._wish)
        if wish.engine != self._wish.engine:
            # the person has chosen it anew
            self._avoided.discard(wish.engine)
        self._wish = wish
        if self._process is not None:
            self._ask_wish()
            if another:
                self._is_ready = False
                self._expect(START_SECONDS)

    def list_voices(self, language: str) -> None:
        """Ask which voices speak `language`; `voices` tells."""
        if self._is_ready:
            self._ask(ListVoices(language))

    def say(self, text: str) -> int:
        """Say `text` instead of any other line; return its number, or 0 if it cannot be said."""
        if not self._is_ready:
            return 0
        number = next(self._numbers)
        self._lines[number] = text = speakable(text)
        self._expect(ANSWER_SECONDS)
        self._ask(Say(number, text))
        self._ask(Ping())
        return number

    def stop(self) -> None:
        """Be silent at once."""
        if self._lines and self._process is not None:
            self._expect(ANSWER_SECONDS)
            self._ask(Stop())

    def close(self) -> None:
        """End the worker."""
        listens, process = self._is_ready, self._release()
        self._end_lines()
        if process is not None:
            process.write(encoded(Quit()))
            process.closeWriteChannel()
            # while it starts its engine it reads nothing
            if not listens or not process.waitForFinished(END):
                process.kill()
            process.deleteLater()
        # this one, and one that failed and was killed a moment ago
        for killed in self.findChildren(QProcess):
            killed.waitForFinished(KILL)

    def _launch(self) -> None:
        program, *arguments = self._program()
        self._process = process = QProcess(self)
        # the current folder may hold files with the names of our modules
        process.setWorkingDirectory(str(Path(supine.__file__).parent.parent))
        process.readyReadStandardError.connect(self._on_printed)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(lambda: self._fail("it has ended"))
        process.errorOccurred.connect(self._on_error)
        self._answers, self._logged, self._starting = answers(), 0, ""
        self._expect(START_SECONDS)
        process.start(program, arguments)
        self._ask_wish()

    def _ask_wish(self) -> None:
        self._ask(replace(self._wish, avoid=tuple(sorted(self._avoided))))

    def _ask(self, request: Request) -> None:
        if self._process is None:
            return
        self._heard = 0
        self._process.write(encoded(request))
        if self._process.bytesToWrite() > UNREAD_BYTES:
            # not at once: the caller must know the line's number before it is told of its end
            self._expect(0)

    def _expect(self, seconds: float) -> None:
        self._deadline.start(round(seconds * 1000))

    def _on_output(self) -> None:
        assert self._process is not None, "it is the process that speaks"
        data = bytes(self._process.readAllStandardOutput().data())
        self._heard += len(data)
        if self._heard > ANSWER_BYTES:
            self._fail("it does not stop answering")
            return
        process = self._process
        for answer in self._answers.feed(data):
            # an answer may have led to the end of this process
            if self._process is process:
                self._hear(answer)

    def _on_printed(self) -> None:
        """Log what the worker prints: its own tracebacks, and messages of engines."""
        assert self._process is not None, "it is the process that prints"
        data = bytes(self._process.readAllStandardError().data())[: LOGGED_BYTES - self._logged]
        self._logged += len(data)
        for line in data.decode("utf-8", "replace").splitlines():
            logger.info("the speech worker prints: %s", line)

    def _hear(self, answer: object) -> None:
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
                self._expect(self._seconds(text) * LINE_FACTOR + ANSWER_SECONDS)
            case Voices():
                self.voices.emit(answer.language, answer.voices)
            case Failed() if answer.id in self._lines:
                self._fail(answer.why)
            case Fault():
                self._fail(answer.why)

    def _on_ready(self, answer: Ready) -> None:
        self._deadline.stop()
        self.engines.emit(answer.engines)
        logger.info("speech engines: %s; in use: %s %s", answer.engines, answer.engine, answer.why)
        if not answer.engine:
            if self._was_ready:
                # speech-dispatcher offers no voices for a while after the sound server has died
                self._fail("it finds no engine any more")
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
            self._deadline.stop()
        self.ended.emit(number)

    def _end_lines(self) -> None:
        lines, self._lines = self._lines, {}
        for number in lines:
            self.ended.emit(number)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail("it cannot be started")

    def _fail(self, why: str) -> None:
        """Start the worker once more; the second time, disable speech."""
        logger.warning("the speech worker failed: %s", why)
        if self._starting:
            logger.warning("the speech engine %s is tried last from now on", self._starting)
            self._avoided.add(self._starting)
        self._failures += 1
        if self._failures > 1:
            self._give_up(self._broken())
            return
        self._kill()
        self._launch()
        self._end_lines()

    def _give_up(self, sentence: str) -> None:
        self._kill()
        if self._complaint != sentence:
            self._complaint = sentence
            self.lost.emit(sentence)
        self._end_lines()

    def _kill(self) -> None:
        process = self._release()
        if process is not None:
            if process.state() == QProcess.ProcessState.NotRunning:
                process.deleteLater()
            process.finished.connect(process.deleteLater)
            process.kill()

    def _release(self) -> QProcess | None:
        """Return the process and ignore it from now on."""
        process, self._process = self._process, None
        self._is_ready = False
        self._deadline.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.readyReadStandardError.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
        return process

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
        return self.tr(
            "No voice on this computer speaks the language of this sequence ({language}). "
            "Everything is shown on the screen as well."
        ).format(language=self._wish.language)

    def _broken(self) -> str:
        return self.tr(
            "The voice has stopped working and is off. Everything is shown on the screen as well."
        )
