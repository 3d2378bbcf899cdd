"""Qt itself, set up: type, translations, messages, signals of the system."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from contextlib import suppress

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLoggingCategory,
    QObject,
    QSocketNotifier,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from supine import APPLICATION_ID, __version__
from supine.resources import resource
from supine.ui.theme import FAMILY

_complained: set[str] = set()

TYPE_SIZE = 17
"""Type of the pages that are read sitting, in logical pixels."""


def make_application() -> QApplication:
    """Return the one QApplication, ready for a window."""
    QLoggingCategory.setFilterRules("qt.multimedia*.info=false")
    qInstallMessageHandler(_on_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("supine")
    application.setApplicationDisplayName("Supine")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(APPLICATION_ID)
    application.setWindowIcon(QIcon(str(resource("icons", "supine.svg"))))
    application.setStyle("Fusion")
    _translate(application)
    set_type(application)
    Interruption(application)
    return application


def set_type(application: QApplication) -> None:
    """Use the program's own type, wherever it runs."""
    for weight in ("Regular", "SemiBold"):
        name = f"AtkinsonHyperlegibleNext-{weight}.ttf"
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    font = QFont(FAMILY)
    font.setPixelSize(TYPE_SIZE)
    application.setFont(font)


def _translate(application: QApplication) -> None:
    """Load the person's language where there is a translation; English is in the code."""
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("supine", str(resource("translations"))),
    ):
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)


def _on_qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    """Keep Qt's chatter from the terminal; what matters to the person is said in the window."""
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    # a stale notifier repeats itself for ever and eats a processor: it must not do so unseen
    if grave or (text.startswith("QSocketNotifier") and text not in _complained):
        _complained.add(text)
        complain(text)


def tidy_up() -> None:
    """Collect what has become garbage, here in the window's thread.

    What is left over stays: the pictures of a motion are 50,000 objects, and looking through them
    each time took 40 ms.
    """
    gc.collect()
    gc.freeze()


def keep_memory_still() -> None:
    """Let Python look for garbage only when `tidy_up` is called.

    By itself it may do so in the middle of a frame, or in a reading thread, where Qt's objects must
    not die. What is there now stays as long as the program and is not looked at again.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    # a thread that reads files keeps Python for 5 ms each time that the window wants it
    sys.setswitchinterval(0.0005)


def complain(text: str) -> None:
    """Write one line to the terminal, where there is one: a Windows program may have none."""
    if sys.stderr is not None:
        sys.stderr.write(f"supine: {text}\n")


class Interruption(QObject):
    """Lets Ctrl+C and a polite kill close the program, without a timer that wakes for nothing.

    Python hears a signal only when its own code runs; a byte in a socket makes Qt run some.
    """

    def __init__(self, application: QApplication) -> None:
        """Listen from now on. The sockets live as long as this object, and not a moment less."""
        super().__init__(application)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: application.quit())
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        application.aboutToQuit.connect(self._close)

    def _drain(self) -> None:
        with suppress(OSError):
            self._reading.recv(64)

    def _close(self) -> None:
        """Listen no more, before the sockets go."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._reading.close()
        self._writing.close()
