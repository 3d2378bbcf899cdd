"""Themes, read from `resources/themes`: a colour for each role, for painting and for Qt's style.

To add a theme, add its file there, its name to `ThemeName` and `ThemeChoice`
(settings/startup_theme.py) and a choice in ui/pages/settings.py.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette

from supine.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from supine.core.sequence import Side
    from supine.settings.startup_theme import ThemeName

FAMILY = "Atkinson Hyperlegible Next"
"""A typeface of the Braille Institute, whose letters are hard to confuse."""

FONT_FILES = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-SemiBold.ttf")


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
    trousers: QColor
    outline: QColor
    right_limb: QColor
    left_limb: QColor
    strap: QColor
    prop: QColor
    before: QColor
    after: QColor

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


def load_type() -> None:
    """Make the program's own typeface usable."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


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
    style = _style()
    if QGuiApplication.isRightToLeft():
        # Qt mirrors the handle of a slider, but not which part of it is filled
        style = style.replace("QSlider::sub-page", "QSlider::add-page")
    return re.sub(r"@(\w+)", lambda role: getattr(of, role[1]).name(), style)


@cache
def _style() -> str:
    return resource("style.qss").read_text(encoding="utf-8")
