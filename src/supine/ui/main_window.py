"""The main window: one page at a time, with a line for notices above it.

It is painted in the first frame: Qt's enums are looked up in `QtCore.Qt` only when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supine.ui.legibility import pixels_per_millimetre
from supine.ui.widgets.containers import Box, Stack
from supine.ui.widgets.held_keys import HELD_KEYS

FIRST_SIZE = QSize(1180, 760)
"""Of the very first window, in logical pixels, where the screen has room for it."""

SMALLEST_SIZE = QSize(600, 340)
"""That the window can have, in logical pixels: about half of a small laptop's screen at 200 %."""

FRAME = QSize(8, 48)
"""Logical pixels that title bar and edges may take: no system tells it before the window is there.
"""


class MainWindow(QMainWindow):
    """Shows one page at a time, and notices above it."""

    first_painted = Signal()
    """The first frame has been painted, so slow work can begin."""
    screen_changed = Signal()
    """The window is on another screen, or its scale has changed."""
    fullscreen_changed = Signal(bool)
    """Full screen has begun (True) or ended (False)."""
    visibility_changed = Signal(bool)
    """The window can be seen (True) or is minimised (False)."""
    escaped = Signal()
    """Esc was pressed, and neither the page nor a notice has used it."""
    closing = Signal()
    """The window is about to close."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Supine"))
        self.resize(FIRST_SIZE)
        self.fit_screen()
        area = PageArea()
        self.pages = area.pages
        self.first_painted.connect(area.take_no_focus)
        central = Box()
        self._column = QVBoxLayout(central)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(area, 1)
        self.setCentralWidget(central)
        watch = ScreenWatch(self)
        watch.changed.connect(self.fit_screen)
        watch.changed.connect(self.screen_changed)
        self.may_close: Callable[[], bool] = lambda: True
        """Whether the window may close now; it may ask the person, and close it later."""
        self._painted = False
        self._notices: list[str] = []
        self._shown_once: set[str] = set()

    def fit_screen(self) -> None:
        """Be no larger than what desktop bars and the window's own frame leave of the screen."""
        room = self.screen().availableSize() - FRAME
        self.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
        if not (self.isFullScreen() or self.isMaximized()):
            self.resize(self.size().boundedTo(room))

    def show_page(self, page: QWidget) -> None:
        """Show `page`, adding it on first use."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def show_notice(self, sentence: str) -> None:
        """Show `sentence` above the page until the person closes it; each sentence only once."""
        if sentence and sentence not in self._shown_once:
            self._shown_once.add(sentence)
            self._show_notices([*self._notices, sentence])

    def remove_notice(self, sentence: str) -> None:
        """Remove a sentence that is no longer true; it can be shown again later."""
        self._shown_once.discard(sentence)
        self._show_notices([one for one in self._notices if one != sentence])

    def _show_notices(self, sentences: list[str]) -> None:
        if sentences != self._notices:
            self._notices = sentences
            line, words = self._notice_line
            words.setText("\n".join(sentences))
            line.setVisible(bool(sentences))

    @cached_property
    def _notice_line(self) -> tuple[QFrame, QLabel]:
        """The line above the page, and the label in it; made for the first notice."""
        from supine.ui.widgets.labels import plain_label, push_button  # noqa: PLC0415 - after the first frame

        line, words = QFrame(), plain_label("", "", wraps=True)
        line.setProperty("role", "card")
        line.setAccessibleName(self.tr("Notice"))
        row = QHBoxLayout(line)
        row.addWidget(words, 1)
        row.addWidget(push_button(self.tr("All right"), self.close_notices))
        self._column.insertWidget(0, line)
        return line, words

    def show_exit(self, shown: bool) -> None:
        """Show a button above the page that leaves full screen, or not."""
        if shown or "_exit_line" in vars(self):
            self._exit_line.setVisible(shown)

    @cached_property
    def _exit_line(self) -> QWidget:
        from supine.ui.widgets.labels import push_button  # noqa: PLC0415 - after the first frame

        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(32, 12, 32, 0)
        row.addStretch(1)
        words = self.tr("Exit full screen")
        row.addWidget(push_button(words, lambda: self.set_fullscreen(False)))
        self._column.insertWidget(0, line)
        return line

    def close_notices(self) -> None:
        """Close the notices; the focus goes back to the page."""
        page = self.pages.currentWidget()
        line, _words = self._notice_line
        if page is not None and line.isAncestorOf(self.focusWidget()):
            (page.focusWidget() or page).setFocus()
        self._show_notices([])

    def restore_size(self, file: Path) -> None:
        """Restore the size and the place that `file` holds, if any."""
        geometry = QSettings(str(file), QSettings.Format.IniFormat).value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
            self.fit_screen()

    def save_size(self, file: Path) -> None:
        """Save the size and the place in `file`, but not full screen.

        A program that opens in full screen would surprise the person.
        """
        if not self.isFullScreen():
            QSettings(str(file), QSettings.Format.IniFormat).setValue(
                "geometry", self.saveGeometry()
            )

    def set_fullscreen(self, full: bool) -> None:
        """Begin or end full screen."""
        if full != self.isFullScreen():
            self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def show_put_away(self) -> None:
        """Show the window minimised, without the focus. No frame is painted then."""
        self._painted = True
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.showMinimized()
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        QTimer.singleShot(0, self.first_painted.emit)

    def come_forward(self) -> None:
        """Show the window above others, because the program was started a second time."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 begins and ends full screen; Esc closes the notices, or emits `escaped`.

        Any other key goes to the page, though the focus may be beside it: X must always stop.
        """
        page = self.pages.currentWidget()
        if event.key() == QtCore.Qt.Key.Key_F11:
            self.set_fullscreen(not self.isFullScreen())
        elif event.key() == QtCore.Qt.Key.Key_Escape and self._notices:
            self.close_notices()
        elif event.key() == QtCore.Qt.Key.Key_Escape:
            self.escaped.emit()
        elif page is not None:
            page.keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Note a released key that no page has asked for: it may be held again and again."""
        HELD_KEYS.release(event)

    def changeEvent(self, event: QEvent) -> None:
        """Emit when full screen begins or ends, and when the window is minimised or shown."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.fullscreen_changed.emit(self.isFullScreen())
            self.visibility_changed.emit(not self.isMinimized())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Emit `first_painted` after the first frame."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit `closing` before the window closes, if it may close."""
        if self.may_close():
            self.closing.emit()
            super().closeEvent(event)
        else:
            event.ignore()

    def density(self) -> float:
        """Return how many logical pixels a millimetre of this window's screen has."""
        screen: QScreen = self.screen()
        size, real = screen.geometry().size(), screen.physicalSize()
        return pixels_per_millimetre(size.width(), size.height(), real.width(), real.height())


class PageArea(QScrollArea):
    """Shows the current page. One that needs more room than the window has can be scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = Stack()
        self.pages.currentChanged.connect(self._on_page_changed)
        self._page: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self.pages)

    def take_no_focus(self) -> None:
        """Let Tab pass by: nothing would show that the area has the focus."""
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room that there is, or what it needs."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the page needs."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._page:
            self._place()
        return super().eventFilter(watched, event)

    def _on_page_changed(self, _place: int) -> None:
        if self._page is not None:
            self._page.removeEventFilter(self)
        self._page = self.pages.currentWidget()
        # the practice has no layout and always fits, and each of its frames would come here
        if self._page is not None and self._page.layout() is not None:
            self._page.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        room = self.maximumViewportSize()
        needed = self._needed(room.width())
        if needed.height() > room.height():
            bar = self.verticalScrollBar().sizeHint().width()
            needed = self._needed(room.width() - bar).expandedTo(QSize(room.width() - bar, 0))
            room.setWidth(needed.width())
        self.pages.resize(room.expandedTo(needed))

    def _needed(self, width: int) -> QSize:
        """Return the size that the page needs at least, where the window is `width` wide."""
        layout = self._page.layout() if self._page is not None else None
        if layout is None:
            return QSize(0, 0)
        needed = layout.minimumSize()
        if layout.hasHeightForWidth():
            needed.setHeight(layout.minimumHeightForWidth(max(width, needed.width())))
        return needed


class ScreenWatch(QWidget):
    """A hidden child of a window that notices a change of screen: Qt sends it to all children.

    The window does not handle it: then every event of the window, such as each frame, would have
    to go through Python.
    """

    changed = Signal()
    """The window is on another screen, or its scale has changed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Emit `changed` when the change is complete."""
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange):
            QTimer.singleShot(0, self.changed.emit)
        return super().event(event)
