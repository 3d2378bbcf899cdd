"""Our end of a worker: starts it, sends requests, and notices when it dies, hangs or misbehaves."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QProcessEnvironment, QTimer, Signal

import supine
from supine.worker.messages import Fault, MessageReader, Ping, Quit, encoded

logger = logging.getLogger(__name__)

UNREAD_BYTES = 50_000
"""If more bytes than this wait in the pipe, the worker has stopped reading."""

ANSWER_BYTES = 30_000
"""If one request is answered with more bytes than this, the worker is out of control."""

LOGGED_BYTES = 10_000
"""Bytes of what one worker prints that go to the log: a library may print without end."""

END = 500
"""Milliseconds that the worker gets to end when the program ends."""

GROWN_UP = 2000
"""Milliseconds of life from which on a worker may be forgiven. One that dies sooner, again and
again, must not be started for ever without a pause."""

KILL = 3000
"""Milliseconds until a killed process is surely gone. It takes a few; on a busy machine one took
more than 500, and Qt then complained on the terminal that it still ran."""

RETURNED_MEMORY = ("MALLOC_MMAP_THRESHOLD_", str(1 << 17))
"""Lets glibc return large blocks to the system as soon as they are free: 10 MB after a wave was
made. Without it the threshold grows with each block."""


def command(word: str) -> list[str]:
    """Return program and arguments that start this program as the worker called `word`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, word]
    # -P: no file of the person in the current folder is taken for a module, such as a random.py
    return [sys.executable, "-P", "-m", "supine", word]


class WorkerProcess(QObject):
    """One worker at a time. A worker that fails is killed and started again after a pause."""

    launched = Signal()
    """A worker was started: send it what it must know."""
    answered = Signal(object)
    """An answer of the worker."""
    failed = Signal()
    """The worker has failed and was killed. Another one follows, unless `gave_up` is emitted."""
    gave_up = Signal()
    """It has failed once more after the last pause."""

    def __init__(
        self,
        name: str,
        program: Callable[[], list[str]],
        reader: Callable[[], MessageReader[object]],
        pauses: tuple[float, ...],
        parent: QObject,
    ) -> None:
        """Start nothing yet.

        `name` is for the log, `program` returns the command line, `reader` a reader of answers.
        `pauses` are the seconds before each new start after failures in a row.
        """
        super().__init__(parent)
        self._name, self._program, self._reader_of = name, program, reader
        self._pauses = pauses
        self._process: QProcess | None = None
        self._reader = reader()
        self._failures = self._heard = self._logged = 0
        self._age = QElapsedTimer()
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._on_deadline)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether there is a worker."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The worker's process id, or 0."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> None:
        """Start a worker if none runs. Failures of the past no longer count."""
        self._failures = 0
        if self._process is None:
            self._pause.stop()
            self._launch()

    def forgive(self) -> None:
        """Forget failures, if this worker has lived for a while: it has proved that it works."""
        if self._age.isValid() and self._age.elapsed() > GROWN_UP:
            self._failures = 0

    def restart(self) -> None:
        """Start another worker instead of this one, which has not failed."""
        self.kill()
        self._launch()

    def ask(self, request: Struct) -> None:
        """Send `request`, if there is a worker."""
        if self._process is None:
            return
        self._heard = 0
        self._process.write(encoded(request))
        if self._process.bytesToWrite() > UNREAD_BYTES:
            # not at once: the caller is not prepared to be told of an end here
            self.expect(0)

    def ping(self, seconds: float) -> None:
        """Let the worker fail if it answers nothing for `seconds`. Call this again and again."""
        if self._process is not None and not self._deadline.isActive():
            self.ask(Ping())
            self.expect(seconds)

    def expect(self, seconds: float) -> None:
        """Let the worker fail unless `expect_nothing` is called within `seconds`."""
        self._deadline.start(round(seconds * 1000))

    def expect_nothing(self) -> None:
        """Wait for no answer."""
        self._deadline.stop()

    def fail(self, why: str, waited: float = 0.0) -> None:
        """Kill the worker, and start another one after a pause. Without a worker, do nothing.

        The `waited` seconds in which it did not answer are a part of the pause.
        """
        if self._process is None:
            return
        logger.warning("%s failed: %s", self._name, why)
        self.kill()
        pauses = self._pauses[self._failures :]
        self._failures += 1
        # what comes of it waits for the event loop: who hears of the failure may start or close
        self._pause.start(round(max(0.0, pauses[0] - waited) * 1000) if pauses else 0)
        self.failed.emit()

    def kill(self) -> None:
        """End the worker at once, without a signal."""
        process = self._release()
        if process is not None:
            if process.state() == QProcess.ProcessState.NotRunning:
                process.deleteLater()
            process.finished.connect(process.deleteLater)
            process.kill()

    def close(self, *, listens: bool = True) -> None:
        """End the worker; one that `listens` may end by itself."""
        process = self._release()
        if process is not None:
            process.write(encoded(Quit()))
            process.closeWriteChannel()
            if not listens or not process.waitForFinished(END):
                process.kill()
            process.deleteLater()
        # this one, and one that failed and was killed a moment ago
        for killed in self.findChildren(QProcess):
            killed.waitForFinished(KILL)

    def _on_deadline(self) -> None:
        self.fail("it does not answer", self._deadline.interval() / 1000)

    def _go_on(self) -> None:
        if self._failures > len(self._pauses):
            self.gave_up.emit()
        else:
            self._launch()

    def _launch(self) -> None:
        program, *arguments = self._program()
        self._process = process = QProcess(self)
        # the current folder may hold files with the names of our modules
        process.setWorkingDirectory(str(Path(supine.__file__).parent.parent))
        settings = QProcessEnvironment.systemEnvironment()
        settings.insert(*RETURNED_MEMORY)
        process.setProcessEnvironment(settings)
        process.readyReadStandardError.connect(self._on_printed)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(lambda: self.fail("it has ended"))
        process.errorOccurred.connect(self._on_error)
        self._reader, self._logged = self._reader_of(), 0
        self._age.start()
        process.start(program, arguments)
        # without a free file handle it has failed already
        if self._process is process:
            self.launched.emit()

    def _on_output(self) -> None:
        process = self._process
        assert process is not None, "it is the process that answers"
        data = bytes(process.readAllStandardOutput().data())
        self._heard += len(data)
        if self._heard > ANSWER_BYTES:
            self.fail("it does not stop answering")
            return
        for answer in self._reader.feed(data):
            # an answer may have led to the end of this process
            if self._process is not process:
                return
            if isinstance(answer, Fault):
                self.fail(answer.why)
            else:
                self.answered.emit(answer)

    def _on_printed(self) -> None:
        """Log what the worker prints: its own tracebacks, and messages of libraries."""
        assert self._process is not None, "it is the process that prints"
        data = bytes(self._process.readAllStandardError().data())[: LOGGED_BYTES - self._logged]
        self._logged += len(data)
        for line in data.decode("utf-8", "replace").splitlines():
            logger.info("%s prints: %s", self._name, line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.fail("it cannot be started")

    def _release(self) -> QProcess | None:
        """Return the process and ignore it from now on."""
        process, self._process = self._process, None
        self._deadline.stop()
        self._pause.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.readyReadStandardError.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
        return process
