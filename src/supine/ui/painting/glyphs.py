"""Which characters can be drawn: by the shipped typeface, or else by one of the system's."""

from __future__ import annotations

from unicodedata import category

from PySide6.QtGui import QTextLayout

from supine.core.problem import Problem
from supine.core.yaml_errors import place_of
from supine.language import translate, with_commas
from supine.ui.painting.type_fit import make_type_usable, type_of

MOST_NAMED = 5
"""The most characters that are named: whole scripts are missing at once."""


def not_drawn(text: str) -> list[Problem]:
    """Return a problem, at its first place, if no typeface here has a character of `text`."""
    make_type_usable()
    missing = [sign for sign in dict.fromkeys(text) if not _is_drawn(sign)]
    if not missing:
        return []
    named = with_commas([f"'{sign}' (U+{ord(sign):04X})" for sign in missing[:MOST_NAMED]])
    message = translate(
        "Check", "no typeface on this computer can draw {signs}: install one that can"
    )
    if more := max(0, len(missing) - MOST_NAMED):
        message = translate(
            "Check",
            "no typeface on this computer can draw {signs} and %n more: install one that can|"
            "no typeface on this computer can draw {signs} and %n more: install one that can",
            n=more,
        )
    return [Problem(*place_of(text, text.index(missing[0])), message.format(signs=named))]


def _is_drawn(sign: str) -> bool:
    if category(sign)[0] in "CZM":
        # not drawn alone: spaces, joiners, marks
        return True
    layout = QTextLayout(sign, type_of(20))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(all(run.glyphIndexes()) for run in layout.glyphRuns())
