"""Slips of typing in a sequence file that can be mended for certain.

They are what a word processor, a web page or another keyboard makes of the signs of YAML. A
teacher's words are never touched.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from math import inf
from typing import Any, NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import fields

from supine.core.problem import Problem
from supine.core.sequence import Cue, Hold, Pose, Prop, Repeat, Rest, Sequence, Series, Variant
from supine.core.validation import BULLETS, is_list, is_number, plain_dash, words_of
from supine.core.yaml_document import BLANK, decode, parse
from supine.core.yaml_errors import (
    MOST_BREAKS,
    ODD_SPACES,
    QUOTES,
    for_print,
    get_past,
    no_tab,
    plain_line_ends,
)
from supine.language import translate

MOST = 60_000
"""The most characters of a file that is mended: a long sequence has 20,000."""

PARTS = (Sequence, Prop, Pose, Series, Repeat, Rest, Hold, Variant, Cue)

TAB_WIDTHS = (2, 4, 6, 8)
"""Spaces that a tab may stand for."""

WIDE_COLONS = "：﹕︰"

CLOSING = '”“„‟«»‘’‚‛‹›」』＂"'
"""Quotes that word processors put after a text."""

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff"

_SPACE = rf"[ \t{ODD_SPACES}]"
_BULLET = f"[{re.escape(BULLETS)}]"

_LINE = re.compile(
    rf"(?P<indent>[{HIDDEN} \t{ODD_SPACES}]*)"
    rf"(?P<dash>-{_SPACE}+|{_BULLET}(?:{_SPACE}+|(?=\w)))?"
    rf"(?P<key>[\w{HIDDEN}]+{_SPACE}*(?:[{WIDE_COLONS}]{_SPACE}*|:(?:{_SPACE}+|$)))?"
    r"(?P<value>.*)"
)
_QUOTED = re.compile(rf"[{QUOTES}](?P<text>.*)[{CLOSING}] *")
_NEEDS_QUOTES = re.compile(r": |:$| #|^[{\[&*!|>%@`]")
_BLOCK = re.compile(r"[|>][-+0-9]* *")
_ZEROS = re.compile(r"0+(\d+ *)")


class Slip(NamedTuple):
    """One slip, at its place in the text as it was written; line and column count from 1."""

    line: int
    column: int
    wrong: str
    right: str
    change: str
    """What was mended, for the person."""
    message: str
    """What is wrong; empty where the text is read all the same."""

    def __str__(self) -> str:
        """Return the slip as `LINE:COLUMN: what was mended`."""
        return f"{self.line}:{self.column}: {self.change}"


class Keys(Struct, frozen=True):
    """The keys of a sequence by what they have as a value."""

    all: frozenset[str]
    lists: frozenset[str]
    numbers: frozenset[str]
    choices: dict[str, tuple[str, ...]]


@cache
def keys() -> Keys:
    """Return the keys that a sequence can have."""
    infos = [info for part in PARTS for info in fields(part)]
    return Keys(
        frozenset(info.encode_name for info in infos),
        frozenset(info.encode_name for info in infos if is_list(info.type)),
        frozenset(info.encode_name for info in infos if is_number(info.type)),
        {info.encode_name: words for info in infos if (words := words_of(info.type))},
    )


def mended(text: str) -> tuple[str, list[Slip]]:
    """Return `text`, which has plain line ends, without slips, and the slips that were in it."""
    if len(text) > MOST:
        return text, []
    lines = text.split("\n")
    tabbed = {number for number, line in enumerate(lines, 1) if "\t" in _indent(line)}
    if not tabbed:
        return _mended(lines, 0)
    tried = [_mended(lines, width) for width in TAB_WIDTHS]
    read = [_read_past(whole) for whole, _slips in tried]
    fewest = min(one.wrong for one in read)
    good = [number for number, one in enumerate(read) if one.wrong == fewest]
    best = read[good[0]]
    # a tab stands for a number of spaces only where no other number can be read as well
    if (
        (fewest == 0 or all(one.wrong < inf for one in read))
        and all(read[number].root == best.root for number in good)
        and not best.left_out & tabbed
    ):
        return tried[good[0]]
    return _mended(lines, 0)


class _Read(NamedTuple):
    """What can be read of a text."""

    wrong: float
    """Lines and problems; infinite where reading does not come to the end."""
    left_out: set[int]
    """The numbers of the lines that are not read as they are."""
    root: Any
    """The value of all other lines."""


def _read_past(text: str) -> _Read:
    """Read `text` past all places where the reading ends, as far as that is possible."""
    written = text.split("\n")
    lines, wrong = list(written), set[int]()
    for _ in range(MOST_BREAKS):
        root, problems = parse("\n".join(lines))
        if not problems or getattr(root, "whole", False):
            pairs = enumerate(zip(written, lines, strict=True), 1)
            left_out = {number for number, (one, other) in pairs if one != other}
            return _Read(len(left_out) + len(problems), left_out, root)
        past = get_past(lines, problems[-1], wrong)
        if not past:
            break
        wrong |= past
    return _Read(inf, set(), None)


def as_written(problem: Problem, slips: list[Slip]) -> Problem:
    """Return `problem`, found in a mended text, at its place in the text as it was written."""
    column = problem.column
    for slip in slips:
        if slip.line == problem.line and slip.column < column:
            column -= min(len(slip.right), column - slip.column)
            column = slip.column if column <= slip.column else column + len(slip.wrong)
    return Problem(problem.line, max(1, column), problem.message)


def told(slips: list[Slip]) -> Iterator[Slip]:
    """Yield `slips` with one for all that are the same and side by side."""
    for _same, group in groupby(slips, key=lambda slip: (slip.line, slip.change)):
        same = list(group)
        times = translate("Check", "{change}, once|{change}, %n times", "", len(same))
        change = times.format(change=same[0].change) if len(same) > 1 else same[0].change
        yield same[0]._replace(change=change)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(BLANK + HIDDEN))]


class _Around(Struct):
    """What is known about the lines before."""

    opens: int = -1
    """The indent of the key before, if a list may follow; -1 if none."""
    items: int = -1
    """The indent of the dashes of the list that goes on; -1 if none."""
    block: int = -1
    """The indent of the key whose text goes on in lines of their own; -1 if none."""
    quote: str = ""
    """The quote that is still open."""


def fixed(data: bytes) -> tuple[bytes, list[Slip]]:
    """Return the bytes of a file without slips, and the slips; raises `Unreadable`."""
    text = decode(data)
    plain = plain_line_ends(text)
    whole, slips = mended(plain)
    if data.startswith(BOM_UTF8):
        change = translate("Check", "a byte order mark was removed")
        slips.insert(0, Slip(1, 1, "", "", change, ""))
    if slips and len(parse(whole)[1]) > len(parse(plain)[1]):
        # it was something else
        return data, []
    ends_so = "\r\n" if text.count("\r\n") == text.count("\n") == text.count("\r") else "\n"
    return (whole.replace("\n", ends_so).encode(), slips) if slips else (data, [])


def _mended(lines: list[str], width: int) -> tuple[str, list[Slip]]:
    """Return the text of `lines`, with `width` spaces for each tab or as it is, and its slips."""
    whole, slips, around = [], [], _Around()
    for number, line in enumerate(lines, 1):
        column, pieces = 1, []
        for wrong, right, change, message in _pieces(line, around, width):
            pieces.append(right)
            if wrong != right:
                slips.append(Slip(number, column, wrong, right, change, message))
            column += len(wrong)
        whole.append("".join(pieces))
    return "\n".join(whole), slips


Piece = tuple[str, str, str, str]
"""A part of a line as written and as mended, what was changed, and the message."""


def _pieces(line: str, around: _Around, width: int) -> Iterator[Piece]:
    found = _LINE.fullmatch(line)
    if found is None or not line.strip() or line.lstrip().startswith("#"):
        yield line, line, "", ""
        return
    parts = found.group("indent", "dash", "key", "value")
    indent, dash, key, value = (part or "" for part in parts)
    seen = indent.translate(dict.fromkeys(map(ord, HIDDEN)))
    deep = len(seen.replace("\t", " " * (width or 1)))
    if _goes_on(line, deep, around):
        yield line, line, "", ""
        return
    is_item = dash.startswith("-") or (bool(dash) and _continues_list(deep, around))
    if dash and not is_item:
        # a sign in a text of several lines
        yield line, line, "", ""
        return
    yield from _indent_pieces(indent, width)
    yield from _dash_pieces(dash)
    name, key_pieces = _key_pieces(key, value)
    yield from key_pieces
    piece = _value_piece(name, value, starts=bool(dash or key))
    yield piece
    _remember(around, deep, dash, name, piece[1])


def _goes_on(line: str, deep: int, around: _Around) -> bool:
    """Return whether the line is the middle of a text: those are the teacher's words."""
    if around.quote:
        if line.rstrip().endswith(around.quote):
            around.quote = ""
        return True
    if around.block >= 0 and deep > around.block:
        return True
    around.block = -1
    return False


def _continues_list(deep: int, around: _Around) -> bool:
    return deep == around.items or (0 <= around.opens <= deep)


def _remember(around: _Around, deep: int, dash: str, name: str, value: str) -> None:
    plain = value.strip()
    inner = deep + len(dash)
    if plain[:1] in ("'", '"') and plain and not re.search(f"{plain[0]} *(#.*)?$", plain[1:]):
        around.quote = plain[0]
    if _BLOCK.fullmatch(plain):
        around.block = inner if name else deep
    around.items = deep if dash else around.items
    has_list = name in keys().lists and not plain
    around.opens = inner if has_list else -1
    if has_list:
        around.items = -1


def _indent_pieces(indent: str, width: int) -> Iterator[Piece]:
    for sign in indent:
        if sign == "\t" and width:
            change = translate("Check", "a tab became %n space|a tab became %n spaces", "", width)
            yield sign, " " * width, change, no_tab()
        elif sign in HIDDEN:
            yield sign, "", translate("Check", "a sign that cannot be seen was removed"), ""
        elif sign not in " \t":
            yield sign, " ", _odd_space(sign), ""
        else:
            yield sign, sign, "", ""


def _odd_space(sign: str) -> str:
    change = translate("Check", "an odd space ({code}) became a plain one", "such as U+00A0")
    return change.format(code=f"U+{ord(sign):04X}")


def _became(wrong: str, right: str) -> str:
    return translate("Check", "'{wrong}' became '{right}'").format(wrong=wrong, right=right)


def _not_plain(word: str) -> str:
    return translate(
        "Check",
        "there is a character in it that cannot be seen, or is too wide: type '{word}' again",
    ).format(word=word)


def _dash_pieces(dash: str) -> Iterator[Piece]:
    if dash[:1] in ("", "-"):
        yield dash[:1], dash[:1], "", ""
        yield from _space_pieces(dash[1:])
    else:
        right = "-" if dash[1:] else "- "
        yield dash[0], right, _became(dash[0], "-"), plain_dash(dash[0])
        yield from _space_pieces(dash[1:])


def _space_pieces(spaces: str) -> Iterator[Piece]:
    for sign in spaces:
        if sign == "\t":
            yield sign, " ", translate("Check", "a tab became a space"), no_tab()
        elif sign != " ":
            yield sign, " ", _odd_space(sign), ""
        else:
            yield sign, sign, "", ""


def _key_pieces(key: str, value: str) -> tuple[str, list[Piece]]:
    """Return the name of the key without what cannot be seen, and its pieces; `value` follows."""
    if not key:
        return "", []
    colon = re.search(f"[:{WIDE_COLONS}]", key)
    assert colon is not None, "a key ends with a colon"
    written = re.match(rf"[\w{HIDDEN}]+", key)
    assert written is not None, "a key begins with a word"
    before, between, after = written[0], key[written.end() : colon.start()], key[colon.end() :]
    name = normalize("NFKC", re.sub(f"[{HIDDEN}]", "", before))
    if name not in keys().all:
        if colon[0] != ":":
            # perhaps a text with a wide colon in it
            return "", [(key, key, "", "")]
        name = before
    change = translate("Check", "'{word}' was typed in plain letters").format(word=name)
    message = "" if before == name else _not_plain(name)
    pieces: list[Piece] = [(before, name, change, message), *_space_pieces(between)]
    if colon[0] == ":":
        pieces += [(":", ":", "", ""), *_space_pieces(after)]
    else:
        right = ":" if after or not value else ": "
        wide = translate("Check", "{sign} is a wide colon: type a plain ':' and a space")
        pieces.append((colon[0], right, _became(colon[0], ":"), wide.format(sign=colon[0])))
        pieces += _space_pieces(after)
    return name, pieces


def _value_piece(name: str, value: str, *, starts: bool) -> Piece:
    right, change, message = value, "", ""
    quoted = _QUOTED.fullmatch(value) if starts else None
    if quoted and _NEEDS_QUOTES.search(quoted["text"]):
        quote = next((one for one in "\"'" if one not in quoted["text"]), "")
        if quote and (quote == "'" or "\\" not in quoted["text"]):
            right = f"{quote}{quoted['text']}{quote}"
            last = value.rstrip()[-1]
            change = translate("Check", "{first} and {last} became {quote}", "quotes")
            change = change.format(first=value[0], last=last, quote=quote)
            message = for_print(value[0])
    elif name in keys().numbers and (zeros := _ZEROS.fullmatch(value)):
        right, change = zeros[1], translate("Check", "{wrong} became {right}", "numbers")
        change = change.format(wrong=value.strip(), right=right.strip())
    elif name in keys().choices:
        seen = re.sub(f"[{HIDDEN}]", "", value)
        if seen != value and seen.strip() in keys().choices[name]:
            right, change = seen, translate("Check", "a sign that cannot be seen was removed")
            # at its end it is read as a space
            message = _not_plain(seen.strip()) if value.strip(BLANK) != seen.strip() else ""
    return value, right, change, message
