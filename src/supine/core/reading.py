"""YAML text → Sequence, or every problem at once, each with line and column."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from supine.core.checking import check
from supine.core.document import MAX_PROBLEMS, Mapping, parse, read_text
from supine.core.fitting import fit
from supine.core.problem import Problem, Unreadable
from supine.core.sequence import Sequence


def read(text: str, *, stances: Collection[str] | None = None) -> Sequence:
    """Return the sequence in `text`; raises `Unreadable` with all problems found.

    `stances` are those that can be drawn; None leaves the stances unchecked.
    """
    data, problems = parse(text)
    if data is None and not problems:
        problems = [Problem(1, 1, "the file is empty: a sequence begins with 'title:'")]
    sequence = None
    if isinstance(data, Mapping) or not problems:
        sequence, misfits = fit(data, Sequence)
        problems += misfits
    if sequence is not None:
        problems += check(sequence, data, stances=stances)
    if sequence is None or problems:
        raise Unreadable(list(dict.fromkeys(problems))[:MAX_PROBLEMS])
    return sequence


def read_file(path: Path, *, stances: Collection[str] | None = None) -> Sequence:
    """Return the sequence in the file at `path` as `read` does; raises `Unreadable`."""
    return read(read_text(path), stances=stances)
