"""Sets Qt up: type, translations, messages."""

from __future__ import annotations

import logging
import os
import sys

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from supine import APPLICATION_ID, __version__, language
from supine.desktop.bus_address import NO_BUS, SESSION_BUS, leave_hung_bus
from supine.resources import resource
from supine.ui.theme import FAMILY, load_type

ICON_SIZES = (16, 32, 64, 128)
"""Pixels of the window icons."""

_complained: set[str] = set()

_warned: list[str] = []
"""Qt's warnings while it looked for a screen."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written so. Qt knows it only of those that it is translated into."""

TYPE_SIZE = 17
"""Type of the pages that are read sitting, in logical pixels."""


def make_application() -> QApplication:
    """Return the one QApplication, ready for a window."""
    qInstallMessageHandler(_on_first_message)
    # waking threads for a strip of the ring costs more than painting it: a tenth of each frame
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    if sys.platform == "linux":
        leave_hung_bus()
    # by a word, since `setStyle` returns the style: PySide would make 560 names for it, 0.3 MB
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    qInstallMessageHandler(_on_qt_message)
    application.setApplicationName("supine")
    application.setApplicationDisplayName("Supine")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(APPLICATION_ID)
    speak(application, QLocale.system())
    set_type(application)
    return application


def set_icon(application: QApplication) -> None:
    """Give every window its icon, after the first frame.

    From a PNG: what reads an SVG would stay in memory, 1 MB.
    """
    from PySide6.QtCore import Qt  # noqa: PLC0415 - after the first frame
    from PySide6.QtGui import QPixmap  # noqa: PLC0415

    whole, icon = QPixmap(str(resource("icons", "supine.png"))), QIcon()
    for size in ICON_SIZES:
        icon.addPixmap(whole.scaledToWidth(size, Qt.TransformationMode.SmoothTransformation))
    application.setWindowIcon(icon)


def set_type(application: QApplication) -> None:
    """Use the program's own type on every system."""
    load_type()
    font = QFont(FAMILY)
    font.setPixelSize(TYPE_SIZE)
    application.setFont(font)


def speak(application: QApplication, system: QLocale) -> None:
    """Speak the language of `system` if there is a translation, otherwise English.

    Qt's own words, its dates and its direction follow ours: a window is of one language.
    """
    chosen = language.use(system.uiLanguages())
    here = QLocale(chosen)
    if chosen != language.ENGLISH:
        _install(application, here, "supine", str(language.FOLDER))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, here, "qtbase", qt)
    if here.language() != system.language():
        # days and months in the interface's language, by the clock of where the person lives
        twelve = "P" in system.timeFormat(QLocale.FormatType.ShortFormat).upper()
        english = "en_001" if twelve else "en_150"
        QLocale.setDefault(QLocale(english) if chosen == language.ENGLISH else here)
    if chosen.split("_")[0] in RIGHT_TO_LEFT:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - 20 ms, for those languages alone

        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _install(application: QApplication, here: QLocale, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(here, name, "_", folder):
        application.installTranslator(translator)


def _on_first_message(kind: QtMsgType, context: object, text: str) -> None:
    """End with one line if there is no screen: Qt itself would end with a crash report."""
    _warned.append(text.partition("\n")[0])
    if kind != QtMsgType.QtFatalMsg:
        _on_qt_message(kind, context, text)
        return
    text = language.translate("App", "no window can be opened here: {why}", "on the terminal")
    complain(text.format(why=_warned[0]))
    os._exit(1)


def _on_qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    """Print only Qt's grave messages; `log_qt_messages` logs all of them later."""
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    # a stale socket notifier repeats itself for ever and takes a whole processor
    if grave or (text.startswith("QSocketNotifier") and text not in _complained):
        _complained.add(text)
        complain(text)


def log_qt_messages() -> None:
    """Log Qt's warnings from now on, and what Qt goes without."""
    logger = logging.getLogger("supine.qt")
    levels = {
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def on_message(kind: QtMsgType, context: object, text: str) -> None:
        if kind in levels:
            logger.log(levels[kind], "%s", text)
        _on_qt_message(kind, context, text)

    qInstallMessageHandler(on_message)
    if os.environ.get(SESSION_BUS) == NO_BUS:
        logger.warning("the session's message bus hangs: no reminders, media keys, screen reader")


def complain(text: str) -> None:
    """Write one line to the terminal, if there is one: a Windows program may have none."""
    if sys.stderr is not None:
        from supine.core.problem import printable  # noqa: PLC0415 - after the first frame

        sys.stderr.write(f"supine: {printable(text)}\n")
