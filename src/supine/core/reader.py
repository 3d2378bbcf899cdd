"""Read a sequence from YAML text, or report all problems at once, each with line and column."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from pathlib import Path

from supine.core.checks import check
from supine.core.problem import Problem, Unreadable
from supine.core.recordings import Folder, recording_problems, with_clips
from supine.core.sequence import Sequence, in_one_system
from supine.core.validation import validate
from supine.core.yaml_document import MAX_PROBLEMS, Mapping, parse, read_text


def read(
    text: str,
    *,
    stances: Collection[str] | None = None,
    folder: Path | None = None,
    inches: bool = False,
) -> Sequence:
    """Return the sequence in `text`; raises `Unreadable` with all problems found.

    `stances` are the names of all stances that can be drawn. With None, stances are not checked.
    Recordings are looked for in `folder`. Without a folder they are not checked and not played.
    `inches` says in which of the two systems lengths are shown.
    """
    data, problems = parse(text)
    if data is None and not problems:
        problems = [Problem(1, 1, "the file is empty: a sequence begins with 'title:'")]
    sequence = None
    if isinstance(data, Mapping) or not problems:
        sequence, mismatches = validate(data, Sequence)
        problems += mismatches
    if sequence is not None:
        problems += check(sequence, data, stances=stances)
        # few sequences have recordings, and a search of the whole sequence takes time
        if folder is not None and "recording" in text:
            recordings = Folder(folder)
            problems += islice(recording_problems(data, recordings), MAX_PROBLEMS)
            if not problems:
                sequence = with_clips(sequence, recordings.clip)
    if sequence is None or problems:
        raise Unreadable(list(dict.fromkeys(problems))[:MAX_PROBLEMS])
    # few sequences have lengths in both systems
    return in_one_system(sequence, inches=inches) if "|" in text else sequence


def read_file(
    path: Path, *, stances: Collection[str] | None = None, inches: bool = False
) -> Sequence:
    """Return the sequence in the file at `path`, as `read` does; raises `Unreadable`."""
    return read(read_text(path), stances=stances, folder=path.parent, inches=inches)
