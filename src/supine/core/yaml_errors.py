"""Errors of the YAML parser, explained for people who do not program."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import yaml
from msgspec import Struct

from supine.core.problem import Problem
from supine.language import number, one_of, translate

QUOTES = "“”„‟«»‘’‚‹›「『＂"
"""Quotes that word processors put before a text."""

MAX_DEPTH = 20
"""The most levels of nested lists and mappings: a sequence needs seven."""

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


class MendedByQuotes(str):
    """A message about a line that could be read with quotes around the whole text."""


class Final(str):
    """A message about a problem behind which nothing is read."""


def hidden_character(sign: str) -> str:
    """Return the message about a `sign` that nobody can see."""
    message = translate(
        "Check", "a character that cannot be shown ({code}): remove it", "such as U+200B"
    )
    return message.format(code=f"U+{ord(sign):04X}")


def needs_quotes(sign: str) -> str:
    """Return the message about a text that begins with a `sign` of YAML."""
    message = translate("Check", "text that begins with {sign} needs quotes around it")
    return MendedByQuotes(message.format(sign=sign))


def colon_needs_quotes() -> str:
    """Return the message about a text with a colon in it."""
    message = translate("Check", "text with a colon in it needs quotes around it")
    return MendedByQuotes(message)


def for_print(quote: str) -> str:
    """Return the message about a `quote` that a word processor put before a text."""
    message = translate(
        "Check", '{quote} is a quote for print: type a plain " before and after the text'
    )
    return MendedByQuotes(message.format(quote=quote))


def no_tab() -> str:
    """Return the message about a tab."""
    return translate("Check", "there is a tab here: use spaces to move a line to the right")


def too_deep() -> str:
    """Return the message about too many levels."""
    message = translate(
        "Check",
        "this is nested more than %n level deep: use fewer levels|this is nested more than %n "
        "levels deep: use fewer levels",
        "",
        MAX_DEPTH,
    )
    return Final(message)


def second_document() -> str:
    """Return the message about a second document in one file."""
    return Final(translate("Check", "a second document starts here: keep one per file"))


def bad_characters(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that must not be in a file, and for each %TAG line."""
    for start in range(0, len(text), CHUNK):
        for found in BAD_CHARACTER.finditer(text, start, start + CHUNK):
            place = place_of(text, found.start())
            yield Problem(*place, hidden_character(found[0]))
    for found in TAG_DIRECTIVE.finditer(text) if "%TAG" in text else ():
        message = translate("Check", "a line that begins with %TAG has no meaning here: remove it")
        yield Problem(*place_of(text, found.start()), message)


def overlong_line(text: str) -> Problem | None:
    """Return a problem for the first line that is longer than any person writes, or None.

    The parser holds the interpreter lock while it reads a line: a line of 7 MB took 0.1 s, in which
    a practice got no frame.
    """
    for start in range(0, len(text) - LONGEST_LINE, LONGEST_LINE):
        if text.find("\n", start, start + LONGEST_LINE) < 0:
            line, _column = place_of(text, start)
            message = translate("Check", "this line has more than {count} characters: break it")
            return Problem(line, 1, message.format(count=number(LONGEST_LINE)))
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
        text_ = translate("Check", "this text cannot be read ({reason})", "in English")
        return Problem(1, 1, text_.format(reason=message or error))
    context = getattr(error, "context_mark", None) or mark
    parser_error = ParserError(message, mark, context, _line(text, mark.line))
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, message) and (problem := explain(parser_error)):
            return problem
    told = translate("Check", "from here on the text cannot be read ({reason})", "in English")
    return _at(mark, told.format(reason=message))


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
    return _at(error.mark, no_tab())


def _forbidden_start(error: ParserError) -> Problem | None:
    if error.character in ("", " ") or error.character.isalnum():
        return None
    return _at(error.mark, needs_quotes(error.character))


def _special_character(error: ParserError) -> Problem:
    characters = {
        "anchor": "&",
        "alias": "*",
        "tag": "!",
        "directive": "%",
        "block scalar": one_of(["|", ">"]),
    }
    character = next(character for word, character in characters.items() if word in error.message)
    return _at(error.context, needs_quotes(character))


def _colon(error: ParserError) -> Problem:
    if error.mark.column > LONGEST_KEY:
        message = translate("Check", "this line is too long for a key: is there a colon in a text?")
        return _at(error.mark, message)
    if found := _TYPOGRAPHIC.search(error.line):
        message = for_print(found["at"])
        return Problem(error.mark.line + 1, found.start("at") + 1, message)
    if _COLONS.search(error.line):
        return _at(error.mark, colon_needs_quotes())
    message = translate(
        "Check",
        "this does not fit the line above: there, a colon and a space may be missing, or this "
        "line begins too far to the right",
    )
    return _at(error.mark, message)


def _brace(error: ParserError) -> Problem | None:
    found = _BRACE.search(error.line)
    if not found or found.start("at") >= error.mark.column:
        return None
    message = needs_quotes(found["at"])
    return Problem(error.mark.line + 1, found.start("at") + 1, message)


def _after_quote(error: ParserError) -> Problem | None:
    found = _QUOTED.search(error.line[: error.mark.column])
    message = translate(
        "Check", "nothing may follow the closing quote: put quotes around the whole text"
    )
    return _at(error.mark, MendedByQuotes(message)) if found else None


def _never_closed(error: ParserError) -> Problem:
    message = translate("Check", "this quote is never closed")
    return _at(error.context, MendedByQuotes(message))


def _backslash(error: ParserError) -> Problem:
    message = translate(
        "Check", "a backslash has a special meaning in double quotes: use single quotes"
    )
    return _at(error.mark, MendedByQuotes(message))


def _no_colon(error: ParserError) -> Problem:
    message = translate(
        "Check",
        "this line has no colon: a key ends with one, and a longer text begins further to the "
        "right",
    )
    return _at(error.context, message)


def _bracket(error: ParserError) -> Problem:
    message = translate(
        "Check", "a bracket that was opened further up is never closed: does a text need quotes?"
    )
    return _at(error.mark, MendedByQuotes(message))


def _wrong_column(error: ParserError) -> Problem:
    message = translate("Check", "this line does not begin in the column of its neighbours")
    return _at(error.mark, message)


_EXPLANATIONS: tuple[tuple[str, Callable[[ParserError], Problem | None]], ...] = (
    (r"unknown escape|hexdecimal|escape code", _backslash),
    # the parser's own limit is a thousand levels, but it looks ahead in a line
    (r"maximum nesting depth", lambda error: _at(error.mark, too_deep())),
    (r"quoted scalar", _never_closed),
    (r"cannot start any token|\btab\b", _tab),
    (r"cannot start any token|node content", _forbidden_start),
    (r"\b(anchor|alias|tag|directive|block scalar)\b", _special_character),
    (r"mapping values are not allowed", _colon),
    (r"could not find expected ':'", _no_colon),
    (r"did not find expected", _brace),
    (r"did not find expected", _after_quote),
    (r"document start", lambda error: _at(error.mark, second_document())),
    (r"flow (mapping|sequence|node)", _bracket),
    (r"did not find expected", _wrong_column),
)


def get_past(lines: list[str], ended: Problem, known: Collection[int]) -> set[int]:
    """Change `lines` so that reading gets past the problem that `ended` it.

    Return the numbers of the lines that are not read as they are, none if there is no way past. A
    text gets quotes, unless its line is `known` to be wrong; otherwise the rest of its step goes.
    """
    if isinstance(ended.message, Final):
        return set()
    quoted = _LINE.fullmatch(lines[ended.line - 1]) if ended.line not in known else None
    if quoted and isinstance(ended.message, MendedByQuotes):
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
