"""The window: one page at a time, and a line for what must be said once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QEvent, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QScreen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from supine.ui.legibility import pixels_per_millimetre


class MainWindow(QMainWindow):
    """Holds the pages. It knows nothing of what they are about."""

    first_painted = Signal()
    """The first frame has been painted: what is slow may begin."""
    screen_changed = Signal()
    """The window is on another screen, or its scale has changed."""
    fullscreen_changed = Signal(bool)
    """The window fills the screen, or no longer does."""
    visibility_changed = Signal(bool)
    """The window can be seen, or is minimised."""
    escaped = Signal()
    """Esc was pressed and no page wanted it."""
    closing = Signal()
    """The window is about to close."""

    def __init__(self) -> None:
        """Make an empty window."""
        super().__init__()
        self.setWindowTitle(self.tr("Supine"))
        self.setMinimumSize(640, 480)
        self.resize(1180, 760)
        self.pages = QStackedWidget()
        ground = QWidget()
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.pages, 1)
        self.setCentralWidget(ground)
        ScreenWatch(self).changed.connect(self.screen_changed)
        self._painted = False
        self._sentences: list[str] = []
        self._said: set[str] = set()

    @cached_property
    def _line(self) -> tuple[QFrame, QLabel]:
        """The line above the page and its words, made when there is something to say."""
        from supine.ui.widgets.labels import plain_label  # noqa: PLC0415 - after the first frame

        line, words = QFrame(), plain_label("", "", wraps=True)
        line.setProperty("role", "card")
        row = QHBoxLayout(line)
        row.addWidget(words, 1)
        close = QPushButton(self.tr("All right"))
        close.clicked.connect(lambda: self._show_sentences([]))
        row.addWidget(close)
        self._column.insertWidget(0, line)
        return line, words

    def show_page(self, page: QWidget) -> None:
        """Show `page`, adding it on first use."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def say(self, sentence: str) -> None:
        """Show a sentence above the page until it is put away; each sentence once."""
        if sentence and sentence not in self._said:
            self._said.add(sentence)
            self._show_sentences([*self._sentences, sentence])

    def unsay(self, sentence: str) -> None:
        """Take back a sentence that is no longer true; it may be said again."""
        self._said.discard(sentence)
        self._show_sentences([one for one in self._sentences if one != sentence])

    def _show_sentences(self, sentences: list[str]) -> None:
        if sentences != self._sentences:
            self._sentences = sentences
            line, words = self._line
            words.setText("\n".join(sentences))
            line.setVisible(bool(sentences))

    def restore(self, file: Path) -> None:
        """Take the size that `file` keeps, if it does."""
        geometry = QSettings(str(file), QSettings.Format.IniFormat).value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def keep(self, file: Path) -> None:
        """Keep the size in `file`; full screen is not kept, nobody wants to be met by it."""
        if not self.isFullScreen():
            QSettings(str(file), QSettings.Format.IniFormat).setValue(
                "geometry", self.saveGeometry()
            )

    def set_fullscreen(self, full: bool) -> None:
        """Fill the screen, or do so no longer."""
        if full != self.isFullScreen():
            self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def come_forward(self) -> None:
        """Show the window above others, as a second start of the program asks."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 works on every page; Esc leaves full screen, then is for whoever listens."""
        if event.key() == QtCore.Qt.Key.Key_F11:
            self.set_fullscreen(not self.isFullScreen())
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.isFullScreen():
            self.set_fullscreen(False)
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when full screen begins and ends."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.fullscreen_changed.emit(self.isFullScreen())
            self.visibility_changed.emit(not self.isMinimized())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell everybody before it is too late."""
        self.closing.emit()
        super().closeEvent(event)

    def density(self) -> float:
        """Return logical pixels per millimetre of the screen the window is on."""
        screen: QScreen = self.screen()
        size, real = screen.geometry().size(), screen.physicalSize()
        return pixels_per_millimetre(size.width(), size.height(), real.width(), real.height())


class ScreenWatch(QWidget):
    """An unseen child of a window, which Qt tells of screens as it tells all children.

    The window itself must not listen: each frame comes to it as an event, and would take the way
    through Python for nothing.
    """

    changed = Signal()
    """The window is on another screen, or its scale has changed."""

    def __init__(self, window: QWidget) -> None:
        """Watch where `window` is."""
        super().__init__(window)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Tell of a change when it is over."""
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange):
            QTimer.singleShot(0, self.changed.emit)
        return super().event(event)
