"""The binding must keep its hands off the interpreter's own objects.

PySide6 6.12.0 gave back a reference to None on each call that returns nothing, and one to True on
each signal: on Python 3.11 the program died after some seconds of a practice.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Teller(QObject):
    told = Signal(object)


@pytest.mark.parametrize("constant", [None, True, False])
def test_calls_into_qt_give_back_no_reference_that_is_not_theirs(constant: object) -> None:
    teller = Teller()
    teller.told.connect(lambda _what: None)
    before = sys.getrefcount(constant)
    for _ in range(1000):
        teller.told.emit(constant)
        teller.setObjectName("name")
    assert sys.getrefcount(constant) > before - 100
