"""A notification from the tray, where there is no D-Bus: on Windows and macOS."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from supine.desktop.notification import LASTING, Answer, Notifier, Words


class TrayNotifier(Notifier):
    """Shows an icon with a message, while there is a notification. The icon's menu has the buttons.

    Qt's messages have none.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._lasting = QTimer(self, singleShot=True, interval=round(LASTING * 1000))
        self._lasting.timeout.connect(self.withdraw)

    def check(self) -> None:
        """Ask Qt."""
        tray = QSystemTrayIcon
        self.works.emit(tray.isSystemTrayAvailable() and tray.supportsMessages())

    def show(self, words: Words) -> None:
        """Show the icon and its message."""
        self.withdraw()
        image = QApplication.windowIcon()
        icon, menu = QSystemTrayIcon(image, self), QMenu()
        for answer, text in words.buttons.items():
            menu.addAction(text).triggered.connect(partial(self._on_answer, answer))
        icon.setContextMenu(menu)
        icon.setToolTip(words.title)
        icon.messageClicked.connect(partial(self._on_answer, Answer.OPEN))
        icon.activated.connect(self._on_activated)
        icon.show()
        icon.showMessage(words.title, words.text, image)
        self._icon, self._menu = icon, menu
        self._lasting.start()
        self.check()

    def withdraw(self) -> None:
        """Hide the icon."""
        self._lasting.stop()
        icon, self._icon = self._icon, None
        if icon is not None:
            icon.hide()
            # it may be its own signal that has led here
            icon.deleteLater()

    def _on_activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how == QSystemTrayIcon.ActivationReason.Trigger:
            self._on_answer(Answer.OPEN)

    def _on_answer(self, answer: Answer, *_checked: object) -> None:
        if self._icon is not None:
            self.withdraw()
            self.answered.emit(answer)
