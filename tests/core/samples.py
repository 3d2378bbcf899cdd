"""A small sequence, and helpers to edit it and to list its problems."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import msgspec

from supine.core.problem import Unreadable
from supine.core.reader import read
from supine.core.sequence import Sequence

SMALL = """\
title: Small
steps:
  - pose: Knees in
    sides: both
    holds:
      - count: 3
        unit: breaths
    settle:
      - "{Side} knee in."
      - Let it be heavy.
    leave:
      - Feet down.
"""


def edited(old: str, new: str) -> str:
    """Return the small sequence with `new` in place of `old`, which must occur exactly once."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def problems_in(text: str, stances: Collection[str] | None = None) -> list[str]:
    """Return every problem that reading finds, as `LINE:COLUMN: message`."""
    try:
        read(text, stances=stances)
    except Unreadable as error:
        return [str(problem) for problem in error.problems]
    return []


def as_yaml(sequence: Sequence) -> str:
    """Return `sequence` as text: JSON is valid YAML."""
    return json.dumps(_plain(msgspec.to_builtins(sequence)), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if not _is_left_out(key, one)}
    return value


def _is_left_out(key: str, value: Any) -> bool:
    return key == "kind" or value in (None, "", "{Side} side")
