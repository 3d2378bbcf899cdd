"""Each side's time: two bars of one scale, and the same in words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from supine.ui.theme import theme
from supine.ui.widgets.side_bars import SideBars, SideValues
from tests.helpers import shown, where


def test_the_bars_are_as_long_as_the_times(qtbot: QtBot) -> None:
    colours = theme("dawn")
    made = SideBars(colours)
    qtbot.addWidget(made)
    made.set_look(colours, 20.0)
    made.show_values(
        (
            SideValues("right", "Right side", 3600.0, "1 h 0 min"),
            SideValues("left", "Left side", 1800.0, "30 min"),
        )
    )
    shown(qtbot, made, (600, made.height()))
    picture = made.grab().toImage()
    right, left = (
        where(picture, colour).any(axis=0).sum()
        for colour in (colours.right_fill, colours.left_fill)
    )
    assert abs(right - 2 * left) <= 8
    assert made.accessibleName() == "Right side: 1 h 0 min; Left side: 30 min"
