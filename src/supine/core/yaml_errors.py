"""Errors of the YAML parser, explained for people who do not program."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import yaml
from msgspec import Struct

from supine.core.problem import Problem

HIDDEN = "a character that cannot be shown (U+{:04X}): remove it"

TEXT_BEGINS = "text that begins with {} needs quotes around it"

QUOTES = "“”„‟«»‘’‚‹›「『＂"
"""Quotes that word processors put before a text."""

FOR_PRINT = '{} is a quote for print: type a plain " before and after the text'

NO_TAB = "there is a tab here: use spaces to move a line to the right"

MAX_DEPTH = 20
"""The most levels of nested lists and mappings: a sequence needs seven."""

TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep: use fewer levels"

SECOND = "a second document starts here: keep one per file"

FINAL = (TOO_DEEP, SECOND)
"""Behind such a problem nothing is read."""

MENDED_BY_QUOTES = re.compile("quote|backslash")
"""In a message: with quotes around the whole text, its line could be read."""

MOST_BREAKS = 12
"""The most places where the text cannot be read that are looked for in one file."""

_LINE = re.compile(r"(?P<lead> *(?:- +)*(?:\w+: +)?)(?P<text>\S.*)")

_STEP = re.compile(r" *- +(?:pose|series|repeat|rest) *:")

_NO_QUOTES = str.maketrans('"\\', "''")

LONGEST_KEY = 1024
"""The most characters that YAML allows in a key."""

LONGEST_LINE = 100_000
"""The most characters of a line that is read; lines written by people have at most 1,000."""

CHUNK = 250_000
"""The most characters that are searched in one call.

A file may be read during a practice, and nothing can be painted while Python searches.
"""

BAD_CHARACTER = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""Characters that must not be in a file.

They are those that YAML 1.1 refuses, those that YAML treats as a line end but editors do not, and
those that reverse the direction of text, so that a text does not look like what it is.
"""

ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like a space and are none for YAML, as the inside of a regular expression."""

_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")

_STRUCTURE = re.compile(
    rf"^[ {ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)*(?:\w+[ {ODD_SPACES}]*:(?:[ {ODD_SPACES}]+|$))?",
    re.MULTILINE,
)
"""What leads to the text of a line: its indent, its dashes and its key."""

TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)

_VALUE = r"^[ \t]*(?:- +)*(?:[^\s'\"{\[#][^:]*: +)?"
_BRACE = re.compile(_VALUE + r"(?P<at>[{\[])")
_QUOTED = re.compile(_VALUE + r"(?P<at>[\"']).*[\"']")
_TYPOGRAPHIC = re.compile(_VALUE + f"(?P<at>[{QUOTES}])")
_COLONS = re.compile(r"^[^:]*: .*?(?P<at>:)(?: |$)")


class ParserError(Struct, frozen=True):
    """An error of the parser: its message and its places."""

    message: str
    """The parser's message."""
    mark: Any
    """Where the parser stopped."""
    context: Any
    """The start of the value that the parser could not finish."""
    line: str
    """The text of the line of `mark`."""

    @property
    def character(self) -> str:
        """The character at `mark`."""
        return self.line[self.mark.column : self.mark.column + 1]


def bad_characters(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that must not be in a file, and for each %TAG line."""
    for start in range(0, len(text), CHUNK):
        for found in BAD_CHARACTER.finditer(text, start, start + CHUNK):
            place = place_of(text, found.start())
            yield Problem(*place, HIDDEN.format(ord(found[0])))
    for found in TAG_DIRECTIVE.finditer(text) if "%TAG" in text else ():
        message = "a line that begins with %TAG has no meaning here: remove it"
        yield Problem(*place_of(text, found.start()), message)


def overlong_line(text: str) -> Problem | None:
    """Return a problem for the first line that is longer than any person writes, or None.

    The parser holds the interpreter lock while it reads a line: a line of 7 MB took 0.1 s, in which
    a practice got no frame.
    """
    for start in range(0, len(text) - LONGEST_LINE, LONGEST_LINE):
        if text.find("\n", start, start + LONGEST_LINE) < 0:
            line, _column = place_of(text, start)
            return Problem(line, 1, f"this line has more than {LONGEST_LINE} characters: break it")
    return None


def plain_line_ends(text: str) -> str:
    """Return `text` with the same line end everywhere, so that all line numbers agree."""
    return "".join(_line_end_pieces(text)) if "\r" in text else text


def plain_spaces(text: str) -> str:
    """Return `text` with plain spaces where its structure has others: all places stay the same.

    They come from web pages and word processors, and nobody can see them.
    """
    return "".join(_plain_pieces(text))


def _plain_pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        # whole lines, and what is left of an endless one
        end = text.find("\n", start + CHUNK, start + 2 * CHUNK) + 1 or start + 2 * CHUNK
        piece = text[start:end]
        if _ODD_SPACE.search(piece):
            piece = _STRUCTURE.sub(lambda found: _ODD_SPACE.sub(" ", found[0]), piece)
        yield piece
        start = end


def _line_end_pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + CHUNK
        end += text[end - 1 : end + 1] == "\r\n"
        yield text[start:end].replace("\r\n", "\n").replace("\r", "\n")
        start = end


def place_of(text: str, position: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `position`."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def syntax_problem(error: yaml.YAMLError, text: str) -> Problem:
    """Return the problem that explains the parser's `error` in `text`."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message = " ".join(filter(None, (getattr(error, "context", ""), getattr(error, "problem", ""))))
    if mark is None:
        return Problem(1, 1, f"this text cannot be read ({message or error})")
    context = getattr(error, "context_mark", None) or mark
    parser_error = ParserError(message, mark, context, _line(text, mark.line))
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, message) and (problem := explain(parser_error)):
            return problem
    return _at(mark, f"from here on the text cannot be read ({message})")


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


def _tab(error: ParserError) -> Problem | None:
    if "\t" not in error.line[: error.mark.column + 1]:
        return None
    return _at(error.mark, NO_TAB)


def _forbidden_start(error: ParserError) -> Problem | None:
    if error.character in ("", " ") or error.character.isalnum():
        return None
    return _at(error.mark, TEXT_BEGINS.format(error.character))


def _special_character(error: ParserError) -> Problem:
    characters = {
        "anchor": "&",
        "alias": "*",
        "tag": "!",
        "directive": "%",
        "block scalar": "| or >",
    }
    character = next(character for word, character in characters.items() if word in error.message)
    return _at(error.context, TEXT_BEGINS.format(character))


def _colon(error: ParserError) -> Problem:
    if error.mark.column > LONGEST_KEY:
        return _at(error.mark, "this line is too long for a key: is there a colon in a text?")
    if found := _TYPOGRAPHIC.search(error.line):
        message = FOR_PRINT.format(found["at"])
        return Problem(error.mark.line + 1, found.start("at") + 1, message)
    if _COLONS.search(error.line):
        return _at(error.mark, "text with a colon in it needs quotes around it")
    message = (
        "this does not fit the line above: there, a colon and a space may be missing, or this "
        "line begins too far to the right"
    )
    return _at(error.mark, message)


def _brace(error: ParserError) -> Problem | None:
    found = _BRACE.search(error.line)
    if not found or found.start("at") >= error.mark.column:
        return None
    message = TEXT_BEGINS.format(found["at"])
    return Problem(error.mark.line + 1, found.start("at") + 1, message)


def _after_quote(error: ParserError) -> Problem | None:
    found = _QUOTED.search(error.line[: error.mark.column])
    message = "nothing may follow the closing quote: put quotes around the whole text"
    return _at(error.mark, message) if found else None


def _always(message: str, *, at_start: bool = False) -> Callable[[ParserError], Problem]:
    return lambda error: _at(error.context if at_start else error.mark, message)


_EXPLANATIONS: tuple[tuple[str, Callable[[ParserError], Problem | None]], ...] = (
    (r"unknown escape|hexdecimal|escape code", _always(
        "a backslash has a special meaning in double quotes: use single quotes")),
    # the parser's own limit is a thousand levels, but it looks ahead in a line
    (r"maximum nesting depth", _always(TOO_DEEP)),
    (r"quoted scalar", _always("this quote is never closed", at_start=True)),
    (r"cannot start any token|\btab\b", _tab),
    (r"cannot start any token|node content", _forbidden_start),
    (r"\b(anchor|alias|tag|directive|block scalar)\b", _special_character),
    (r"mapping values are not allowed", _colon),
    (r"could not find expected ':'", _always(
        "this line has no colon: a key ends with one, and a longer text begins further to the "
        "right", at_start=True)),
    (r"did not find expected", _brace),
    (r"did not find expected", _after_quote),
    (r"document start", _always(SECOND)),
    (r"flow (mapping|sequence|node)", _always(
        "a bracket that was opened further up is never closed: does a text need quotes?")),
    (r"did not find expected", _always("this line does not begin in the column of its neighbours")),
)  # fmt: skip


def get_past(lines: list[str], ended: Problem, known: Collection[int]) -> set[int]:
    """Change `lines` so that reading gets past the problem that `ended` it.

    Return the numbers of the lines that are not read as they are, none if there is no way past. A
    text gets quotes, unless its line is `known` to be wrong; otherwise the rest of its step goes.
    """
    if ended.message in FINAL:
        return set()
    quoted = _LINE.fullmatch(lines[ended.line - 1]) if ended.line not in known else None
    if quoted and MENDED_BY_QUOTES.search(ended.message):
        inner = quoted["text"].translate(_NO_QUOTES)
        lines[ended.line - 1] = f'{quoted["lead"]}"{inner}"'
        return {ended.line}
    starts = [number for number, one in enumerate(lines, 1) if _STEP.match(one)]
    first = max((start for start in starts if start <= ended.line), default=0)
    end = min((start for start in starts if start > ended.line), default=len(lines) + 1)
    if first == 0:
        return set()
    lines[ended.line - 1 : end - 1] = [""] * (end - ended.line)
    return set(range(first, end))
