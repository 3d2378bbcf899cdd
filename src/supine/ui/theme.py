"""Themes, read from `resources/themes`: a colour for each role, for painting and for Qt's style.

To add a theme, add its file there, its name to `ThemeName` and `ThemeChoice`
(settings/startup_theme.py) and a choice in ui/pages/settings.py.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from supine.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from supine.core.sequence import Side
    from supine.settings.startup_theme import ThemeName

FAMILY = "Atkinson Hyperlegible Next"
"""A typeface of the Braille Institute, whose letters are hard to confuse."""


@dataclass(frozen=True, eq=False)
class Theme:
    """Every colour that is painted, by its role."""

    background: QColor
    surface: QColor
    line: QColor
    ink: QColor
    soft_ink: QColor
    accent: QColor
    on_accent: QColor
    right: QColor
    right_fill: QColor
    left: QColor
    left_fill: QColor
    neither: QColor
    neither_fill: QColor
    circle: QColor
    circle_ring: QColor
    warning: QColor
    mat: QColor
    mat_edge: QColor
    shadow: QColor
    shirt: QColor
    shorts: QColor
    leg: QColor
    right_limb: QColor
    left_limb: QColor
    strap: QColor
    prop: QColor

    def of_side(self, side: Side | None) -> QColor:
        """Return the colour of words about `side`."""
        return {"right": self.right, "left": self.left, None: self.neither}[side]

    def fill_of_side(self, side: Side | None) -> QColor:
        """Return the colour of filled areas that represent `side`."""
        return {"right": self.right_fill, "left": self.left_fill, None: self.neither_fill}[side]


@cache
def theme(name: ThemeName) -> Theme:
    """Return the theme called `name`."""
    with resource("themes", f"{name}.toml").open("rb") as file:
        roles = tomllib.load(file)
    return Theme(**{role.name: QColor(roles[role.name]) for role in fields(Theme)})


def apply_theme(application: QApplication, of: Theme) -> None:
    """Give all windows of `application` the colours of a theme."""
    application.setPalette(palette(of))
    application.setStyleSheet(style_sheet(of))
    # With the first style sheet Qt reads the system's fonts for lists, menus, message boxes and
    # tooltips again; on Windows the library was in Tahoma.
    application.setFont(application.font())


def palette(of: Theme) -> QPalette:
    """Return the palette for Qt's own widgets."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, of.background),
        (role.WindowText, of.ink),
        (role.Base, of.surface),
        (role.AlternateBase, of.background),
        (role.Text, of.ink),
        (role.PlaceholderText, of.soft_ink),
        (role.Button, of.surface),
        (role.ButtonText, of.ink),
        (role.Highlight, of.accent),
        (role.HighlightedText, of.on_accent),
        (role.Mid, of.line),
        (role.ToolTipBase, of.surface),
        (role.ToolTipText, of.ink),
    ):
        made.setColor(which, colour)
    return made


def style_sheet(of: Theme) -> str:
    """Return the style sheet of all pages that are not painted by this program."""
    names = {role.name: getattr(of, role.name).name() for role in fields(Theme)}
    return STYLE.format(**names)


STYLE = """
QWidget {{ color: {ink}; }}
QMainWindow, QStackedWidget {{ background: {background}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QLabel[role="title"] {{ font-size: 34px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="soft"] {{ color: {soft_ink}; }}
QLabel[role="warning"] {{ color: {warning}; }}
QFrame[role="card"] {{
    background: {surface}; border: 1px solid {line}; border-radius: 14px;
}}
QFrame[role="urgent"] {{
    background: {surface}; border: 2px solid {warning}; border-radius: 14px;
}}
QPushButton {{
    background: {surface}; border: 1px solid {circle_ring}; border-radius: 10px;
    padding: 8px 18px; min-height: 28px;
}}
QPushButton:hover {{ border: 2px solid {accent}; padding: 7px 17px; }}
QPushButton:focus {{ border: 3px solid {accent}; padding: 6px 16px; outline: none; }}
QPushButton:pressed {{ background: {circle}; }}
QPushButton:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:checked:focus {{ border: 3px solid {ink}; }}
QPushButton:disabled {{ color: {soft_ink}; border-color: {line}; border-style: dashed; }}
QPushButton[role="main"] {{
    background: {accent}; color: {on_accent}; border: 3px solid {accent};
    font-size: 24px; font-weight: 600; padding: 12px 44px; border-radius: 14px;
}}
QPushButton[role="main"]:hover, QPushButton[role="main"]:focus {{
    border: 3px solid {ink}; padding: 12px 44px;
}}
QPushButton[role="choice"] {{ padding: 8px 10px; min-width: 40px; }}
QComboBox {{
    background: {surface}; border: 1px solid {circle_ring}; border-radius: 10px;
    padding: 8px 12px; min-height: 28px; combobox-popup: 0;
}}
QComboBox:hover {{ border: 2px solid {accent}; padding: 7px 11px; }}
QComboBox:focus, QComboBox:on {{ border: 3px solid {accent}; padding: 6px 10px; }}
QComboBox::drop-down {{ border: none; width: 36px; }}
QListView {{
    background: {background}; border: none; outline: none;
}}
QListView::item {{
    border: 2px solid transparent; border-radius: 10px; padding: 8px 10px; margin: 2px 0;
    color: {ink};
}}
QListView::item:hover {{ background: {surface}; }}
QListView::item:selected {{ background: {circle}; color: {ink}; }}
QListView::item:selected:focus {{ border-color: {accent}; }}
QComboBox QListView {{ background: {surface}; border: 1px solid {circle_ring}; padding: 2px; }}
QComboBox QListView::item:hover {{ background: {background}; }}
QComboBox QListView::item:selected {{ background: {circle}; border-color: {accent}; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {line}; }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: {accent}; }}
QSlider::handle:horizontal {{
    width: 26px; height: 26px; margin: -10px 0; border-radius: 13px; background: {accent};
}}
QSlider::handle:horizontal:hover {{ background: {ink}; }}
QSlider:focus {{ border: 2px solid {accent}; border-radius: 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QCheckBox {{ spacing: 10px; border: 2px solid transparent; border-radius: 8px; padding: 2px; }}
QCheckBox::indicator {{
    width: 18px; height: 18px; border: 2px solid {circle_ring}; border-radius: 6px;
    background: {surface};
}}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; }}
QCheckBox::indicator:hover {{ border-color: {accent}; }}
QCheckBox:focus {{ border-color: {accent}; }}
"""
