"""YAML text → Sequence, or every problem at once, each with line and column."""

from __future__ import annotations

from pathlib import Path

from supine.core.checking import check
from supine.core.document import Mapping, parse, read_text
from supine.core.fitting import fit
from supine.core.problem import Problem, Unreadable
from supine.core.sequence import Sequence


def read(text: str) -> Sequence:
    """Return the sequence in `text`; raises `Unreadable` with all problems found."""
    data, problems = parse(text)
    if data is None and not problems:
        raise Unreadable([Problem(1, 1, "the file is empty: a sequence begins with 'title:'")])
    sequence, misfits = fit(data, Sequence) if data is not None else (None, [])
    problems += misfits
    if sequence is not None and isinstance(data, Mapping):
        problems += check(sequence, data)
    if sequence is None or problems:
        raise Unreadable(dict.fromkeys(problems))
    return sequence


def read_file(path: Path) -> Sequence:
    """Return the sequence in the file at `path`; raises `Unreadable`."""
    return read(read_text(path))
