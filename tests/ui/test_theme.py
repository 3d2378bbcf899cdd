"""A theme changes the colours, and the program keeps its type."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from supine.ui.theme import FAMILY, apply_theme, theme

SYSTEM_TYPE = ("QAbstractItemView", "QListView", "QMenu", "QMessageBox", "QTipLabel")
"""Classes for which Windows has a font of its own."""


@pytest.mark.parametrize("name", SYSTEM_TYPE)
def test_a_theme_leaves_no_widget_in_the_type_of_the_system(qapp: QApplication, name: str) -> None:
    # as Qt does on Windows when it gets its first style sheet
    # PySide6 declares bytes and takes text
    QApplication.setFont(QFont("Tahoma", 8), name)  # type: ignore[arg-type]
    apply_theme(qapp, theme("dawn"))
    found = QApplication.font(name)  # type: ignore[call-overload]
    assert (found.family(), found.pixelSize()) == (FAMILY, QApplication.font().pixelSize())
