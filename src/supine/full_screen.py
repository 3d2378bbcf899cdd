"""What full screen means for a practice: its buttons fade, and the keys may lock by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from supine.practising import Practising
from supine.store.settings import Settings
from supine.ui.main_window import MainWindow
from supine.ui.practice_view import PracticeView


class FullScreen(QObject):
    """Follows the window into full screen and out of it."""

    def __init__(
        self,
        window: MainWindow,
        view: PracticeView,
        practising: Practising,
        settings: Callable[[], Settings],
    ) -> None:
        """Follow from now on; `settings` are asked for when they are needed."""
        super().__init__(window)
        self._view, self._practising, self._settings = view, practising, settings
        self._full = False
        window.fullscreen_changed.connect(self._follow)
        practising.begun.connect(self._lock)
        self._follow(window.isFullScreen())

    def _follow(self, full: bool) -> None:
        # also a window that is minimised and comes back says that it is in full screen
        if full == self._full:
            return
        self._full = full
        self._view.controls.set_fading(full)
        self._lock()
        if not full and self._view.lock_state == "by itself":
            self._view.unlock()

    def _lock(self) -> None:
        wanted = self._full and self._settings().lock_in_fullscreen
        if wanted and self._practising.session is not None and not self._view.locked:
            self._view.lock("by itself")
