"""What every refusal owes to whoever wrote the text: words, and a place that is in it.

And a place for files.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from itertools import chain
from pathlib import Path

from supine.core.problem import Unreadable
from supine.core.yaml_document import MAX_PROBLEMS

LONGEST_MESSAGE = 400
"""Characters of what is said about one problem."""

BREAKS = re.compile("\r\n|\n|\r")
"""What ends a line in an editor."""


def assert_refused_well(error: Unreadable, text: str) -> None:
    """Raise `AssertionError` where a problem has no words, or a place outside of `text`."""
    lines = lines_at(text, {problem.line for problem in error.problems})
    assert 0 < len(error.problems) <= MAX_PROBLEMS
    for problem in error.problems:
        assert 0 < len(problem.message) < LONGEST_MESSAGE, problem
        assert problem.line in lines, problem
        assert 1 <= problem.column <= len(lines[problem.line]) + 1, problem


def lines_at(text: str, numbers: set[int]) -> dict[int, str]:
    """Return the lines of `text` with those `numbers`, from 1 on, as far as they are there.

    All lines of a large text would take more memory than reading it.
    """
    found, start, last = {}, 0, max(numbers, default=0)
    ends = chain((end.span() for end in BREAKS.finditer(text)), [(len(text), len(text))])
    for number, (end, after) in enumerate(ends, 1):
        if number in numbers:
            found[number] = text[start:end]
        if number >= last:
            break
        start = after
    return found


def text_of(data: bytes) -> str:
    """Return `data` as an editor shows it, also where it is no UTF-8."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


def temporary_folder() -> Path:
    """Return a new folder, which goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="supine-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
