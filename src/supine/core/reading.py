"""YAML text → Sequence, or every problem at once, each with line and column."""

from __future__ import annotations

from pathlib import Path

from supine.core.checking import check
from supine.core.document import MAX_PROBLEMS, Mapping, parse, read_text
from supine.core.fitting import fit
from supine.core.problem import Problem, Unreadable
from supine.core.sequence import Sequence


def read(text: str) -> Sequence:
    """Return the sequence in `text`; raises `Unreadable` with all problems found."""
    data, problems = parse(text)
    if data is None and not problems:
        problems = [Problem(1, 1, "the file is empty: a sequence begins with 'title:'")]
    sequence = None
    if isinstance(data, Mapping) or not problems:
        sequence, misfits = fit(data, Sequence)
        problems += misfits
    if sequence is not None:
        problems += check(sequence, data)
    if sequence is None or problems:
        raise Unreadable(list(dict.fromkeys(problems))[:MAX_PROBLEMS])
    return sequence


def read_file(path: Path) -> Sequence:
    """Return the sequence in the file at `path`; raises `Unreadable`."""
    return read(read_text(path))
