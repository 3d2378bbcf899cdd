"""Widgets that hold others, and say to a screen reader which of them it finds, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

if TYPE_CHECKING:
    from supine.ui.reading import Reading


def laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield the widgets of `layout` from first to last: Qt has them in the order of making."""
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            yield widget
        else:
            yield from laid_out(item.layout())


BAR_GAP = 12
"""Logical pixels between what scrolls and its bar."""


def leave_bar_gap(layout: QLayout) -> None:
    """Leave the gap beside the bar: Qt mirrors where a bar is, but no margins."""
    left, right = (BAR_GAP, 0) if QGuiApplication.isRightToLeft() else (0, BAR_GAP)
    layout.setContentsMargins(left, 0, right, 0)


class Box(QWidget):
    """A widget whose parts a screen reader finds in the order of its layout."""

    def reading(self) -> Reading:
        """Return the parts."""
        # after the first frame
        from supine.ui.reading import Reading, Role  # noqa: PLC0415

        return Reading(Role.Client, children=tuple(laid_out(self.layout())))


class Stack(QStackedWidget):
    """A stack of pages. A screen reader finds the page in view, and says nothing of the stack."""

    def reading(self) -> Reading:
        """Return the page in view."""
        from supine.ui.reading import Reading, Role  # noqa: PLC0415 - after the first frame

        page = self.currentWidget()
        return Reading(Role.Client, children=() if page is None else (page,))
