"""Postures and stance files that differ from a shipped one in one respect."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from supine.core.problem import Unreadable
from supine.figure.posture import Posture
from supine.figure.stances import Stance, draft, stance

WHOLE = """\
title: Test
pelvis: {tilt: 0}
right_leg: {ankle: [0.33, 0.11, 0.066], knee_toward: [0, 0, 1], foot: flat}
left_leg: {ankle: [0.33, -0.11, 0.066], knee_toward: [0, 0, 1], foot: flat}
right_hand: {at: [0.02, 0.32, 0.0], elbow: [0, 1, 0.2]}
left_hand: {at: [0.02, -0.32, 0.0], elbow: [0, -1, 0.2]}
"""
"""A stance file without `like`."""

LIKE = "title: Test\nlike: start\n"


def posture_with(**wanted: Any) -> Posture:
    """Return the posture of "start", with some of its parts replaced."""
    return replace(stance("start").posture, **wanted)


def read_stance(name: str, text: str) -> Stance:
    """Return the stance called `name` from the `text` of its file; raises `Unreadable`."""
    return draft(name, text)[name]


def problems_in(text: str, name: str = "test") -> list[str]:
    """Return every problem that reading a stance finds, as `LINE:COLUMN: message`."""
    try:
        read_stance(name, text)
    except Unreadable as error:
        return [str(problem) for problem in error.problems]
    return []
