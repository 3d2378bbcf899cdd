"""Reads a window as a screen reader does: through Qt's accessible tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role


@dataclass(frozen=True)
class Read:
    """One object of the tree, as a screen reader finds it."""

    role: QAccessible.Role
    name: str
    value: str
    text: str | None
    """Of its text interface; None without one."""
    widget: object
    focusable: bool
    modal: bool
    group: str
    """The name of the innermost group that it is in."""


def seen(widget: QWidget) -> list[Read]:
    """Return `widget` and all that a reader finds below it now, in the order as read.

    Each part must know its parent as the parent knows the part.
    """
    return list(_seen(QAccessible.queryAccessibleInterface(widget), ""))


def _seen(one: QAccessibleInterface, group: str) -> Iterator[Read]:
    state = one.state()
    if state.invisible:
        return
    text = one.textInterface()
    yield Read(
        one.role(), one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Value),
        None if text is None else text.text(0, text.characterCount()), one.object(),
        bool(state.focusable), bool(state.modal), group,
    )  # fmt: skip
    if one.role() == Role.Grouping:
        group = one.text(QAccessible.Text.Name)
    for index in range(one.childCount()):
        part = one.child(index)
        assert part is not None, f"part {index} of {one.text(QAccessible.Text.Name)} is missing"
        if part.object() is not None:
            assert part.parent().object() is one.object(), f"{part.object()} is an orphan"
            assert one.indexOfChild(part) == index
        yield from _seen(part, group)
