"""Asks for a file, to be opened or to be written, in the dialog that Qt or the system has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLineEdit, QWidget


def _documents() -> Path:
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind) or Path.home())


def file_to_open(parent: QWidget, title: str, kind: str) -> Path | None:
    """Return the file that the person chooses, of a kind such as "Tables (*.csv)"; None if none."""
    dialog = QtWidgets.QFileDialog(parent, title, str(_documents()), kind)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def folder_to_use(parent: QWidget, title: str, start: Path) -> Path | None:
    """Return the folder that the person chooses, in or near `start`; None if none."""
    dialog = QtWidgets.QFileDialog(parent, title, str(start))
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
    dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def file_to_save(parent: QWidget, title: str, name: str, kinds: Mapping[str, str]) -> Path | None:
    """Return where the person wants to save something that may be called `name`; None if nowhere.

    `kinds` has for each kind, such as "Tables (*.csv)", its suffix, which is added where the person
    types none. The dialog asks before a file that is there is replaced.
    """
    dialog = QtWidgets.QFileDialog(parent, title, str(_documents()))
    dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    # the dialog must know the suffix: otherwise it asks about another file
    dialog.setDefaultSuffix(next(iter(kinds.values())))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
    dialog.selectFile(name)
    return _chosen(dialog)


def _chosen(dialog: QtWidgets.QFileDialog) -> Path | None:
    """Show the `dialog`, and return what is chosen in it."""
    # Qt's list of suggestions is a window that takes the keyboard with each letter: typed fast, a
    # name was changed or Return was lost, and a click on "Save" only closed the list
    for field in dialog.findChildren(QLineEdit):
        field.setCompleter(None)  # type: ignore[arg-type]  # Qt's stubs want one
    agreed, chosen = dialog.exec(), dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if agreed and chosen else None
