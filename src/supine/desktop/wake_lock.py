"""Keeps the screen on during a practice, if the system allows it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

from supine.log import log_failure

logger = logging.getLogger(__name__)


class WakeLock(QObject):
    """Asks the system not to dim or lock the screen.

    It asks in a thread: a message bus that does not answer must not freeze the window.
    """

    refused = Signal()
    """The system does not let the screen stay on."""
    granted = Signal()
    """The system lets the screen stay on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: ThreadPoolExecutor | None = None
        self._mode: Any = None

    @property
    def holds(self) -> bool:
        """Whether the system keeps the screen on now."""
        return self._mode is not None

    def hold(self) -> None:
        """Keep the screen on from now on."""
        self._run(self._enter)

    def try_out(self) -> None:
        """Find out whether the screen can be kept on, before it must be."""
        self._run(self._try_out)

    def release(self) -> None:
        """Let the screen dim and lock again."""
        if self._worker is not None:
            self._run(self._exit)

    def close(self) -> None:
        """Release the screen and end the thread."""
        if self._worker is not None:
            self.release()
            self._worker.shutdown(wait=True)
            self._worker = None

    def _run(self, what: Any) -> None:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "wake")
        self._worker.submit(what).add_done_callback(log_failure)

    def _try_out(self) -> None:
        if self._mode is None:
            self._enter()
            self._exit()

    def _enter(self) -> None:
        if self._mode is not None:
            return
        try:
            from wakepy import keep  # noqa: PLC0415 - 30 ms, needed only in a practice

            from supine.desktop.wake_bus import WakeBus  # noqa: PLC0415 - it loads wakepy, too

            mode = keep.presenting(on_fail="pass", dbus_adapter=WakeBus)
            mode.__enter__()
            if mode.active:
                self._mode = mode
                self.granted.emit()
            else:
                mode.__exit__(None, None, None)
                self.refused.emit()
        except Exception:
            # whatever goes wrong in the library must not end a practice
            logger.exception("the screen cannot be kept on")
            self.refused.emit()

    def _exit(self) -> None:
        mode, self._mode = self._mode, None
        if mode is not None:
            mode.__exit__(None, None, None)
