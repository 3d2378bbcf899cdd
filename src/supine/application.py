"""Qt itself, set up: type, translations, messages, signals of the system."""

from __future__ import annotations

import signal
import socket
import sys

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QLoggingCategory,
    QSocketNotifier,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from supine import __version__
from supine.resources import resource
from supine.ui.theme import FAMILY

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
    application.setDesktopFileName("supine")
    application.setWindowIcon(QIcon(str(resource("icons", "supine.svg"))))
    application.setStyle("Fusion")
    _translate(application)
    set_type(application)
    _listen_for_signals(application)
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
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        sys.stderr.write(f"supine: {text}\n")


def _listen_for_signals(application: QApplication) -> None:
    """Let Ctrl+C and a polite kill close the program, without a timer that wakes for nothing."""
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: reading.recv(64))
    application.setProperty("signal_sockets", (reading, writing))
