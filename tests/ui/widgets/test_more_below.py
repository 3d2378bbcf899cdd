"""A text that goes on below ends in a soft edge, not in half a line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from supine.ui.widgets.more_below import HEIGHT, MoreBelow, ScrollEdge
from tests.helpers import expose

KNOWN = """
from PySide6 import QtWidgets
from PySide6.QtGui import QPalette
from supine.ui.widgets.more_below import ScrollEdge

application = QtWidgets.QApplication(["test", "-platform", "offscreen"])
area = QtWidgets.QScrollArea()
ScrollEdge(area, QPalette.ColorRole.Base)
print("QWizard" in vars(QtWidgets))
"""
"""Whether PySide has made a class that nothing needs."""


@pytest.fixture(params=[QPalette.ColorRole.Base, QPalette.ColorRole.Window])
def role(request: pytest.FixtureRequest) -> QPalette.ColorRole:
    found: QPalette.ColorRole = request.param
    return found


@pytest.fixture
def area(qtbot: QtBot, role: QPalette.ColorRole) -> QScrollArea:
    made = QScrollArea()
    qtbot.addWidget(made)
    text = QWidget()
    text.setFixedSize(200, 900)
    text.setStyleSheet("background: black")
    made.setWidget(text)
    ScrollEdge(made, role)
    made.resize(300, 400)
    expose(qtbot, made)
    return made


def edge(area: QScrollArea) -> MoreBelow:
    (found,) = area.findChildren(MoreBelow)
    return found


def lowest_lightness(area: QScrollArea) -> float:
    picture = area.viewport().grab().toImage()
    return picture.pixelColor(100, picture.height() - 3).lightnessF()


def test_the_last_line_fades_into_the_background(
    area: QScrollArea, role: QPalette.ColorRole
) -> None:
    background = QGuiApplication.palette().color(role).lightnessF()
    assert lowest_lightness(area) == pytest.approx(background, abs=0.01)
    assert edge(area).geometry().bottom() == area.viewport().rect().bottom()
    assert edge(area).height() == HEIGHT


def test_at_the_end_all_is_seen(area: QScrollArea) -> None:
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not edge(area).isVisible()
    assert lowest_lightness(area) == 0.0


def test_a_text_that_fits_has_no_soft_edge(area: QScrollArea) -> None:
    area.resize(300, 1000)
    QApplication.processEvents()
    assert not edge(area).isVisible()
    area.resize(300, 300)
    QApplication.processEvents()
    assert edge(area).isVisible()
    assert edge(area).geometry().bottom() == area.viewport().rect().bottom()


def test_not_every_class_of_widgets_is_made_for_it() -> None:
    command = [sys.executable, "-c", KNOWN]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
