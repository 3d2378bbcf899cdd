"""What a YAML parser complains about, in words for somebody who never saw a program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct

from supine.core.problem import Problem

HIDDEN = "a character that cannot be shown (U+{:04X}): remove it"

TEXT_BEGINS = "text that begins with {} needs quotes around it"

LONGEST_KEY = 1024
"""Characters that YAML allows a key to have."""

LONGEST_LINE = 100_000
"""Characters of a line beyond which it is not read; all that is ever written has 1,000."""

AT_ONCE = 250_000
"""Characters that are searched without a break: a file is read beside a practice, and while Python
searches nothing else can be painted."""

BAD_CHARACTER = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""What YAML 1.1 refuses; and what it takes for the end of a line where no editor does, and what
turns words round, so that a text is not what it looks like."""

TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)

_VALUE = r"^[ \t]*(?:- +)*(?:[^\s'\"{\[#][^:]*: +)?"
_BRACE = re.compile(_VALUE + r"(?P<at>[{\[])")
_QUOTED = re.compile(_VALUE + r"(?P<at>[\"']).*[\"']")
_COLONS = re.compile(r"^[^:]*: .*?(?P<at>:)(?: |$)")


class Complaint(Struct, frozen=True):
    """What the parser said, and the lines that it spoke of."""

    said: str
    mark: Any
    """Where it stopped."""
    context: Any
    """Where the thing began that it could not finish."""
    line: str
    """The line of `mark`."""

    @property
    def sign(self) -> str:
        """The character at `mark`."""
        return self.line[self.mark.column : self.mark.column + 1]


def bad_characters(text: str) -> Iterator[Problem]:
    """Yield the problem of each character that must not be in a text file, and of each %TAG."""
    for start in range(0, len(text), AT_ONCE):
        for found in BAD_CHARACTER.finditer(text, start, start + AT_ONCE):
            place = place_of(text, found.start())
            yield Problem(*place, HIDDEN.format(ord(found[0])))
    for found in TAG_DIRECTIVE.finditer(text) if "%TAG" in text else ():
        message = "a line that begins with %TAG has no meaning here: remove it"
        yield Problem(*place_of(text, found.start()), message)


def endless_line(text: str) -> Problem | None:
    """Return the problem of a line that no person has written, if there is one.

    The parser takes a line at a time and lets nothing else run meanwhile: 7 MB were 0.1 s without
    a frame for whoever practises.
    """
    for start in range(0, len(text) - LONGEST_LINE, LONGEST_LINE):
        if text.find("\n", start, start + LONGEST_LINE) < 0:
            line, _column = place_of(text, start)
            return Problem(line, 1, f"this line has more than {LONGEST_LINE} characters: break it")
    return None


def plain_line_ends(text: str) -> str:
    """Return `text` with every line ended alike, so that a place means one thing everywhere."""
    return "".join(_plain_pieces(text)) if "\r" in text else text


def _plain_pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + AT_ONCE
        end += text[end - 1 : end + 1] == "\r\n"
        yield text[start:end].replace("\r\n", "\n").replace("\r", "\n")
        start = end


def place_of(text: str, position: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `position`."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    """Return the problem of a text that YAML cannot read on from."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(filter(None, (getattr(error, "context", ""), getattr(error, "problem", ""))))
    if mark is None:
        return Problem(1, 1, f"this text cannot be read ({said or error})")
    context = getattr(error, "context_mark", None) or mark
    complaint = Complaint(said, mark, context, _line(text, mark.line))
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, said) and (problem := explain(complaint)):
            return problem
    return _at(mark, f"from here on the text cannot be read ({said})")


def _line(text: str, number: int) -> str:
    start = 0
    for _ in range(number):
        start = text.find("\n", start) + 1
        if start == 0:
            return ""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _at(mark: Any, message: str) -> Problem:
    return Problem(mark.line + 1, mark.column + 1, message)


def _tab(complaint: Complaint) -> Problem | None:
    if "\t" not in complaint.line[: complaint.mark.column + 1]:
        return None
    return _at(complaint.mark, "there is a tab here: use spaces to move a line to the right")


def _sign(complaint: Complaint) -> Problem | None:
    if complaint.sign in ("", " ") or complaint.sign.isalnum():
        return None
    return _at(complaint.mark, TEXT_BEGINS.format(complaint.sign))


def _magic(complaint: Complaint) -> Problem:
    signs = {"anchor": "&", "alias": "*", "tag": "!", "directive": "%", "block scalar": "| or >"}
    sign = next(sign for word, sign in signs.items() if word in complaint.said)
    return _at(complaint.context, TEXT_BEGINS.format(sign))


def _colon(complaint: Complaint) -> Problem:
    if complaint.mark.column > LONGEST_KEY:
        return _at(complaint.mark, "this line is too long for a key: is there a colon in a text?")
    if _COLONS.search(complaint.line):
        return _at(complaint.mark, "text with a colon in it needs quotes around it")
    message = (
        "this does not fit the line above: there, a colon and a space may be missing, or this "
        "line begins too far to the right"
    )
    return _at(complaint.mark, message)


def _brace(complaint: Complaint) -> Problem | None:
    found = _BRACE.search(complaint.line)
    if not found or found.start("at") >= complaint.mark.column:
        return None
    message = TEXT_BEGINS.format(found["at"])
    return Problem(complaint.mark.line + 1, found.start("at") + 1, message)


def _after_quote(complaint: Complaint) -> Problem | None:
    found = _QUOTED.search(complaint.line[: complaint.mark.column])
    message = "nothing may follow the closing quote: put quotes around the whole text"
    return _at(complaint.mark, message) if found else None


def _saying(message: str, *, at_start: bool = False) -> Callable[[Complaint], Problem]:
    return lambda complaint: _at(complaint.context if at_start else complaint.mark, message)


_EXPLANATIONS: tuple[tuple[str, Callable[[Complaint], Problem | None]], ...] = (
    (r"unknown escape|hexdecimal|escape code", _saying(
        "a backslash has a meaning of its own between double quotes: use single quotes")),
    (r"quoted scalar", _saying("this quote is never closed", at_start=True)),
    (r"cannot start any token|\btab\b", _tab),
    (r"cannot start any token|node content", _sign),
    (r"\b(anchor|alias|tag|directive|block scalar)\b", _magic),
    (r"mapping values are not allowed", _colon),
    (r"could not find expected ':'", _saying(
        "this line has no colon: a key ends with one, and a longer text begins further to the "
        "right", at_start=True)),
    (r"did not find expected", _brace),
    (r"did not find expected", _after_quote),
    (r"document start", _saying("a second document starts here: keep one per file")),
    (r"flow (mapping|sequence|node)", _saying(
        "a bracket that was opened further up is never closed: does a text need quotes?")),
    (r"did not find expected", _saying("this line does not begin in the column of its neighbours")),
)  # fmt: skip
