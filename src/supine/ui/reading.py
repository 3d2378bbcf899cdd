"""What a screen reader reads of a widget that paints itself.

Qt knows its own widgets only. One with a method `reading` says itself what it is, from the values
that it paints. Nothing of this is made before a reader asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleTextInterface,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import Shiboken

Role = QAccessible.Role

NOTHING = Shiboken.VoidPtr(0)
"""C++'s null: PySide ends the program where it gets None in place of an address."""


class Amount(NamedTuple):
    """A number, between its ends."""

    now: float
    least: float
    most: float
    step: float = 1.0


class Reading(NamedTuple):
    """What a widget is to a screen reader."""

    role: QAccessible.Role
    name: str = ""
    value: str = ""
    """The value in words, such as "1.5 metres"."""
    amount: Amount | None = None
    level: int = 0
    """Of a heading, from 1 on."""
    children: tuple[QWidget, ...] | None = None
    """Its parts in the order in which they are read; None for all, in the order of making."""
    modal: bool = False
    """It hides everything else of its window."""
    change: Callable[[float], object] | None = None
    """Sets the amount, as a reader's own keys ask."""

    @property
    def text(self) -> str | None:
        """What can be read word by word and letter by letter; None if there is no such text."""
        if self.role in (Role.StaticText, Role.Heading):
            return self.name
        return self.value if self.role == Role.SpinBox else None


class Readable(Protocol):
    """A widget that says itself what it is."""

    def reading(self) -> Reading:
        """Return what it is now."""
        ...


def picked(name: str, value: str, amount: Amount, change: Callable[[float], object]) -> Reading:
    """Return the reading of what the arrows change: a constant name, and the value in words.

    It is a spin box to the reader, also where it is painted as a slider: Orca reads only the number
    of a slider, and of a spin box the words.
    """
    return Reading(Role.SpinBox, name, value, amount, change=change)


def picture(widget: QWidget) -> Reading:
    """Return the reading of a picture, by its accessible name."""
    return Reading(Role.Graphic, widget.accessibleName())


def value_changed(widget: QWidget) -> None:
    """Tell a screen reader, if there is one, that the value of `widget` is another one."""
    if QAccessible.isActive():
        amount = cast(Readable, widget).reading().amount
        assert amount is not None, "it has a value"
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, amount.now))


def install_readings() -> None:
    """Let Qt ask every widget with a method `reading` from now on."""
    if not _INSTALLED:
        _INSTALLED.append(_interface_of)
        QAccessible.installFactory(_interface_of)


_INSTALLED: list[object] = []
"""The factory, once it is installed: Qt keeps each one for ever."""


def _interface_of(kind: str, shown: QObject) -> QAccessibleInterface | None:
    """Return the interface of a widget; None where Qt has to know it by another of its classes."""
    if kind == type(shown).__name__ and hasattr(shown, "reading") and isinstance(shown, QWidget):
        return _Read(shown)
    return None


class _Read(QAccessibleWidget):
    """Passes on the reading of a widget.

    Qt deletes it together with the widget; PySide keeps up to a kilobyte of it for ever.
    """

    @cached_property
    def _text(self) -> _Text:
        return _Text(self)

    @cached_property
    def _amount(self) -> _Amount:
        return _Amount(self)

    @cached_property
    def _level(self) -> _Level:
        return _Level(self)

    def reading(self) -> Reading:
        """Return what is to be read now."""
        return cast(Readable, self.object()).reading()

    def role(self) -> QAccessible.Role:
        """Return what it is."""
        return self.reading().role

    def text(self, which: QAccessible.Text) -> str:
        """Return name or value; the description is the widget's own."""
        if which == QAccessible.Text.Name:
            return self.reading().name
        if which == QAccessible.Text.Value:
            return self.reading().value
        return super().text(which)

    def state(self) -> QAccessible.State:
        """Return the states of the widget."""
        state, reading = super().state(), self.reading()
        if self._is_covered():
            state.invisible, state.focusable = True, False
        if reading.modal:
            state.modal = True
        if reading.role in (Role.StaticText, Role.Heading):
            state.readOnly = True
        return state

    def _is_covered(self) -> bool:
        """Return whether the widget around it does not read it out now."""
        around = self.widget().parentWidget()
        if not hasattr(around, "reading"):
            return False
        children = cast(Readable, around).reading().children
        return children is not None and self.widget() not in children

    def relations(
        self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Return what it belongs to: of a label, what it is the name of.

        Orca reads a label that names nothing as it comes into the group around it.
        """
        found, label = super().relations(match), self.widget()
        named = label.buddy() if isinstance(label, QLabel) else None
        if named is not None:
            names = QAccessible.RelationFlag.Labelled
            found.append((QAccessible.queryAccessibleInterface(named), names))
        return found

    def childCount(self) -> int:  # noqa: N802 - Qt's name, as below
        """Return the number of parts."""
        children = self.reading().children
        return super().childCount() if children is None else len(children)

    def child(self, index: int) -> QAccessibleInterface:
        """Return a part; nothing where there is none."""
        children = self.reading().children
        if children is None:
            return super().child(index)
        part = children[index] if 0 <= index < len(children) else None
        return QAccessible.queryAccessibleInterface(part)  # type: ignore[arg-type]

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """Return the place of a part; -1 if it is none."""
        children = self.reading().children
        if children is None:
            return super().indexOfChild(child)
        part = child.object()
        return next((i for i, one in enumerate(children) if one is part), -1)

    def interface_cast(  # type: ignore[override]  # an address, or an object at it
        self, kind: QAccessible.InterfaceType
    ) -> object:
        """Return what can be asked further."""
        reading, kinds = self.reading(), QAccessible.InterfaceType
        if kind == kinds.TextInterface and reading.text is not None:
            return self._text
        if kind == kinds.ValueInterface and reading.amount is not None:
            return self._amount
        if kind == kinds.AttributesInterface and reading.level:
            return self._level
        return super().interface_cast(kind) or NOTHING


class _Text(QAccessibleTextInterface):
    """The text of a widget: it can be read, not selected."""

    def __init__(self, of: _Read) -> None:
        super().__init__()
        self._of = of

    def text(self, start: int, end: int) -> str:
        """Return the text between two places."""
        return (self._of.reading().text or "")[start:end]

    def characterCount(self) -> int:  # noqa: N802
        """Return the length of the text."""
        return len(self._of.reading().text or "")

    def characterRect(self, _at: int) -> QRect:  # noqa: N802
        """Return the place of the whole text: only the renderer knows that of a letter."""
        return self._of.rect()

    def offsetAtPoint(self, point: QPoint) -> int:  # noqa: N802
        """Return the beginning for a point in the text."""
        return 0 if self._of.rect().contains(point) else -1

    def cursorPosition(self) -> int:  # noqa: N802
        """Return the beginning."""
        return 0

    def setCursorPosition(self, _at: int) -> None:  # noqa: N802
        """Leave the cursor where it is: there is none."""

    def selectionCount(self) -> int:  # noqa: N802
        """Return 0: nothing is selected."""
        return 0

    def selection(self, *_what: int) -> tuple[int, int]:
        """Return the empty selection."""
        return (0, 0)

    def addSelection(self, _start: int, _end: int) -> None:  # noqa: N802
        """Select nothing."""

    def removeSelection(self, _index: int) -> None:  # noqa: N802
        """Select nothing."""

    def setSelection(self, _index: int, _start: int, _end: int) -> None:  # noqa: N802
        """Select nothing."""

    def scrollToSubstring(self, _start: int, _end: int) -> None:  # noqa: N802
        """Show all of it, as always."""

    def attributes(self, *_what: int) -> str:
        """Return no attributes: it has one type and one colour."""
        return ""


class _Amount(QAccessibleValueInterface):
    """The number of a widget."""

    def __init__(self, of: _Read) -> None:
        super().__init__()
        self._of = of

    def _amount(self) -> Amount:
        return self._of.reading().amount or Amount(0.0, 0.0, 0.0)

    def currentValue(self) -> float:  # noqa: N802
        """Return the number."""
        return self._amount().now

    def minimumValue(self) -> float:  # noqa: N802
        """Return the least that it can be."""
        return self._amount().least

    def maximumValue(self) -> float:  # noqa: N802
        """Return the most that it can be."""
        return self._amount().most

    def minimumStepSize(self) -> float:  # noqa: N802
        """Return by how much the arrows change it."""
        return self._amount().step

    def setCurrentValue(self, value: float) -> None:  # noqa: N802
        """Change it, where a reader may."""
        change = self._of.reading().change
        if change is not None:
            change(float(value))


class _Level(QAccessibleAttributesInterface):
    """The level of a heading."""

    def __init__(self, of: _Read) -> None:
        super().__init__()
        self._of = of

    def attributeKeys(self) -> list[QAccessible.Attribute]:  # noqa: N802
        """Return that there is a level."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, _which: QAccessible.Attribute) -> int:  # noqa: N802
        """Return the level."""
        return self._of.reading().level
