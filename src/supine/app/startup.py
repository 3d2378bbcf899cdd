"""The start: the window and an empty shelf are shown before anything slow is imported.

What makes the first frame late is imported after it, in `app.app`. Even `QtCore.Qt` counts: its
five hundred enumerations take 20 ms, so modules of the first frame name them only where they use
them. `tests/app/test_startup.py` holds the list.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from supine.app.qt_setup import complain, make_application
from supine.desktop.signals import heed_signals
from supine.desktop.single_instance import SingleInstance
from supine.profile import Profile
from supine.settings.startup_theme import theme_name
from supine.ui.main_window import MainWindow
from supine.ui.pages.library import LibraryPage
from supine.ui.theme import apply_theme, theme

if TYPE_CHECKING:
    from supine.app.app import App


def run(options: argparse.Namespace) -> int:
    """Open the window as the command line asks, and return the exit status."""
    profile = Profile(options.profile)
    path = _path(options.sequence, profile) if options.sequence else None
    if options.sequence and path is None:
        return 1
    application = make_application()
    heed_signals(application)
    single_instance = SingleInstance(profile.folder, application)
    message = os.path.realpath(path) if path else ""
    # one that starts with the computer calls nobody forward
    if not single_instance.first and (options.minimised or single_instance.call_first(message)):
        return 0
    startup = Startup(application, profile, options, single_instance)
    startup.show(path)
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), application, application.exit)
    status: int = application.exec()
    startup.close()
    return status


def _path(name: str, profile: Profile) -> Path | None:
    """Return the sequence file that `name` means; without one, say so on the terminal."""
    from supine.core.problem import Unreadable  # noqa: PLC0415 - only where a file was asked for
    from supine.library.reader import find  # noqa: PLC0415
    from supine.settings.file import settings_of  # noqa: PLC0415

    own = settings_of(profile.settings).shared_sequences or profile.sequences
    try:
        return find(name, own)
    except Unreadable as error:
        complain(error.problems[0].message)
        return None


class Startup(QObject):
    """Shows the window, and builds the rest of the program as soon as it has been painted."""

    def __init__(
        self,
        application: QApplication,
        profile: Profile,
        options: argparse.Namespace,
        single_instance: SingleInstance,
    ) -> None:
        super().__init__()
        self._application, self._profile, self._options = application, profile, options
        self._single_instance = single_instance
        self._colours = theme(theme_name(profile.settings))
        apply_theme(application, self._colours)
        self.window, self.library = MainWindow(), LibraryPage(self._colours)
        self._path: Path | None = None
        self._app: App | None = None
        self.window.first_painted.connect(self._on_first_painted)

    def show(self, path: Path | None) -> None:
        """Show the window, then the sequence at `path` if one was asked for."""
        self._path = path
        self.window.restore_size(self._profile.window)
        self.window.show_page(self.library)
        if self._options.minimised:
            self.window.show_put_away()
            return
        self.window.set_fullscreen(bool(self._options.fullscreen))
        self.window.show()

    def close(self) -> None:
        """Save what is to be kept, and end all threads and workers."""
        if self._app is not None:
            self._app.close()

    def _on_first_painted(self) -> None:
        from supine.app.app import App, Shown  # noqa: PLC0415 - half of the program
        from supine.ui.reading import install_readings  # noqa: PLC0415

        # before any part is made that a screen reader may ask for at once
        install_readings()
        shown = Shown(self._application, self.window, self.library, self._colours)
        self._app = App(shown, self._profile, self._options, self._single_instance)
        self._app.begin(self._path)
