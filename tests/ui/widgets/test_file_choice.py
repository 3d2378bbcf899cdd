"""What is typed into a file dialog is taken as it was typed, by the first Return."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.widgets import file_choice
from supine.ui.widgets.file_choice import file_to_open, file_to_save, folder_to_use

LOOK = 20
"""Milliseconds between two looks at the dialog."""

PATIENCE = 200
"""Looks until the dialog is given up."""

KINDS = {"Pages (*.pdf)": ".pdf"}


class Person:
    """Types into the dialog as soon as it lists its folder, and presses Return once."""

    def __init__(self, text: str) -> None:
        self.text, self._looks = text, 0
        self.was_interrupted = False
        """Whether a list of suggestions came up, which takes the keyboard from the dialog."""
        self._timer = QTimer(interval=LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._looks += 1
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return
        if self._looks > PATIENCE:
            dialog.reject()
        elif self.text and self._is_listed(dialog):
            field = dialog.findChild(QLineEdit)
            assert field is not None
            field.clear()
            text, self.text = self.text, ""
            QTest.keyClicks(field, text)
            self.was_interrupted = QApplication.activePopupWidget() is not None
            QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)

    def _is_listed(self, dialog: QFileDialog) -> bool:
        model = dialog.findChild(QFileSystemModel)
        assert model is not None
        return model.rowCount(model.index(dialog.directory().path())) > 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file and a folder whose names begin alike."""
    (tmp_path / "My back 2026-11-27.pdf").touch()
    (tmp_path / "My back").touch()
    (tmp_path / "My backs").mkdir()
    monkeypatch.setattr(file_choice, "_documents", lambda: tmp_path)
    return tmp_path


def saved(parent: QWidget, _folder: Path) -> Path | None:
    return file_to_save(parent, "Save", "page", KINDS)


def opened(parent: QWidget, _folder: Path) -> Path | None:
    return file_to_open(parent, "Open", "All (*)")


def used(parent: QWidget, folder: Path) -> Path | None:
    return folder_to_use(parent, "Folder", folder)


@pytest.mark.parametrize(
    ("choose", "typed", "chosen"),
    [
        (saved, "My b", "My b.pdf"),
        (opened, "My back", "My back"),
        (used, "My backs", "My backs"),
    ],
)
def test_one_return_is_enough_whatever_else_begins_so(
    qtbot: QtBot, folder: Path, choose: Callable[[QWidget, Path], Path | None], typed: str,
    chosen: str,
) -> None:  # fmt: skip
    parent = QWidget()
    qtbot.addWidget(parent)
    person = Person(typed)
    assert choose(parent, folder) == folder / chosen
    assert person.text == ""
    assert not person.was_interrupted


def test_who_chooses_nothing_gets_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    for choose in (saved, opened, used):
        assert choose(parent, Path.home()) is None
