"""Read a sequence from YAML text, or report all problems at once, each with line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from itertools import islice, zip_longest
from math import inf
from pathlib import Path
from typing import NamedTuple

from supine.core.checks import check
from supine.core.problem import Problem, Unreadable
from supine.core.recordings import Folder, recording_problems, with_clips
from supine.core.sequence import SIDES, Sequence, in_one_system
from supine.core.slips import MOST, as_written, mended, told
from supine.core.validation import validate, with_stand_ins
from supine.core.yaml_document import MAX_PROBLEMS, Mapping, parse, read_text
from supine.core.yaml_errors import (
    BAD_CHARACTER,
    MOST_BREAKS,
    bad_characters,
    get_past,
    plain_line_ends,
)
from supine.language import translate

StanceCheck = Callable[[Mapping], Iterable[Problem]]
"""Returns what is wrong in the stances that a sequence brings along, by name."""

_TAG_LINE = re.compile(r"^%TAG\b.*", re.MULTILINE)


def read(
    text: str,
    *,
    stances: Collection[str] | None = None,
    own_stances: StanceCheck | None = None,
    folder: Path | None = None,
    inches: bool = False,
) -> Sequence:
    """Return the sequence in `text`; raises `Unreadable` with all problems found.

    `stances` are the names of the program's stances. With None, these names are not checked.
    `own_stances` checks those that the sequence brings along; with None, they are not checked.
    Recordings are looked for in `folder`. Without a folder they are not checked and not played.
    `inches` says in which of the two systems lengths are shown.
    """
    recordings = Folder(folder) if folder is not None and "recording" in text else None
    around = _Around(stances, own_stances, recordings)
    sequence, problems, ended = _checked(text, around)
    problems += [ended] if ended else []
    if problems and len(text) <= MOST:
        problems = _all_problems(plain_line_ends(text), around) or problems
    if sequence is None or problems:
        raise Unreadable(list(dict.fromkeys(problems))[:MAX_PROBLEMS])
    if recordings is not None:
        # few sequences have recordings, and a search of the whole sequence takes time
        sequence = with_clips(sequence, recordings.clip)
    # few sequences have lengths in both systems
    return in_one_system(sequence, inches=inches) if "|" in text else sequence


def read_file(
    path: Path,
    *,
    stances: Collection[str] | None = None,
    own_stances: StanceCheck | None = None,
    inches: bool = False,
) -> Sequence:
    """Return the sequence in the file at `path`, as `read` does; raises `Unreadable`."""
    return read(
        read_text(path), stances=stances, own_stances=own_stances, folder=path.parent, inches=inches
    )


class _Around(NamedTuple):
    """What a sequence is checked with."""

    stances: Collection[str] | None
    own_stances: StanceCheck | None
    recordings: Folder | None


class _Checked(NamedTuple):
    """What came of one reading."""

    sequence: Sequence | None
    problems: list[Problem]
    """All that were found, but for the one that ended the reading."""
    ended: Problem | None
    """The problem that ended the reading."""


def _checked(text: str, around: _Around, *, lost: bool = False) -> _Checked:
    """Read and check `text`; `lost` says whether a part of it was left out because of a problem."""
    data, problems = parse(text)
    ended = problems.pop() if problems and not getattr(data, "whole", False) else None
    if data is None and ended is None and not problems:
        message = translate("Check", "the file is empty: a sequence begins with 'title:'")
        problems = [Problem(1, 1, message)]
    if not isinstance(data, Mapping) and (problems or ended):
        return _Checked(None, problems, ended)
    sequence, misfits = validate(data, Sequence)
    problems += misfits
    found = sequence
    if found is None and isinstance(data, Mapping):
        steps = len(data.get("steps") or ())
        found = with_stand_ins(data, Sequence)
        lost = lost or found is None or len(found.steps) < steps
    said = {problem.line for problem in misfits}
    if found is not None:
        stances, own = around.stances, data.pop("stances", None)
        if isinstance(own, Mapping) and around.own_stances is not None:
            problems += [one for one in around.own_stances(own) if one.line not in said]
        known = None if stances is None else {*(own or ()), *stances}
        whole = not lost and ended is None and not _is_doubtful(data, problems)
        more = check(found, data, stances=known, whole=whole, lost=lost)
        if around.recordings is not None:
            more += islice(recording_problems(data, around.recordings), MAX_PROBLEMS)
        problems += [one for one in more if one.line not in said]
    return _Checked(sequence, problems, ended)


def _is_doubtful(data: Mapping, problems: list[Problem]) -> bool:
    """Return whether a problem is in a step on one side: what both sides get is not known then."""
    steps = [step for step in data["steps"] if isinstance(step, Mapping)]
    for step, after in zip_longest(steps, steps[1:]):
        if step.get("sides") in SIDES:
            first, end = step.place[0], after.place[0] if after else inf
            if any(first <= problem.line < end for problem in problems):
                return True
    return False


def _all_problems(text: str, around: _Around) -> list[Problem]:
    """Return the problems in all of `text`: where reading ended, it goes on behind that place.

    Slips are taken as mended, so that each is told at its place and what follows can be read.
    """
    found = set(islice(bad_characters(text), MAX_PROBLEMS))
    quiet = {problem.line for problem in found}
    text, slips = mended(_TAG_LINE.sub("#", BAD_CHARACTER.sub("\ufffd", text)))
    found |= {Problem(slip.line, slip.column, slip.message) for slip in told(slips) if slip.message}
    lines, lost = text.split("\n"), False
    for _ in range(MOST_BREAKS):
        checked = _checked("\n".join(lines), around, lost=lost)
        ended = checked.ended
        problems = [one for one in checked.problems if not ended or one.line != ended.line]
        problems += [ended] if ended else []
        found |= {as_written(one, slips) for one in problems if one.line not in quiet}
        if ended is None:
            break
        past = get_past(lines, ended, quiet)
        if not past:
            break
        quiet |= past
        lost = lost or len(past) > 1
    return sorted(found)
