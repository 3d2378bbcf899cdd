"""Parse YAML text into plain values with their places in the text.

The text is read event by event, without recursion, and only mappings, lists and text are created.
Tags, anchors and aliases are refused, so a file cannot run code and cannot expand without limit.
Whether a text is a number or a yes is decided later, by the type that it must fit. So a pose may
be called "No" or "12:30" without quotes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from errno import ELOOP, ENOENT, ENOTDIR
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import Any
from unicodedata import normalize

import yaml

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt, hinted
from supine.core.yaml_errors import (
    MAX_DEPTH,
    bad_characters,
    overlong_line,
    place_of,
    plain_line_ends,
    plain_spaces,
    second_document,
    syntax_problem,
    too_deep,
)
from supine.language import marked, translate, translated

MAX_BYTES = 8_000_000
"""The most bytes of a file: a long sequence has 20,000."""

MAX_VALUES = 400_000
"""The most values: a key or text counts 1, a list or mapping 3. A long sequence has 2,000."""

MAX_PROBLEMS = 200
"""The number of problems after which reading stops: a longer list helps nobody."""

NO_VALUE = ("", "~", "null")
"""Texts that mean "no value" if they have no quotes."""

DOCUMENTS = {
    b"PK\x03\x04": marked(
        "Check",
        "this is a document of a word processor, or a packed folder, not a text: save it as plain "
        "text, with a name that ends in .yaml",
    ),
    b"\xd0\xcf\x11\xe0": marked(
        "Check",
        "this is a document of a word processor, not a text: save it as plain text, with a name "
        "that ends in .yaml",
    ),
    b"{\\rtf": marked(
        "Check",
        "this is a document of a word processor (RTF), not a text: save it as plain text, with a "
        "name that ends in .yaml",
    ),
    b"%PDF": marked(
        "Check",
        "this is a PDF, not a text: save it as plain text, with a name that ends in .yaml",
    ),
}
"""What is wrong with a file that begins with these bytes."""

BLANK = "\u200b\u2060\ufeff" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What is not seen at the ends of a text: all spaces, and what web pages leave there."""

MAX_KNOWN = 20
"""The most known keys that a message about an unknown key lists: a pose has 17."""

TEXTS = (
    "title", "credit", "summary", "name", "instead", "pose", "repeat", "rest", "series", "text",
    "say", "caution", "side_words",
)  # fmt: skip
"""Keys with words that are shown or said. The items of a list are such words, too."""

Place = tuple[int, int]
"""Line and column, both from 1."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


INSTEAD = {
    ("rest", "gate"): marked(
        "Check", "a rest waits for nobody. Any key pauses, and a pose may have a 'gate'"
    ),
    ("rest", "arrange"): marked(
        "Check", "a rest begins at once. Write a longer rest, or 'arrange' in a pose"
    ),
    ("rest", "count"): marked("Check", "write 'breaths: 5' or 'seconds: 30'"),
    ("rest", "unit"): marked("Check", "write 'breaths: 5' or 'seconds: 30'"),
    ("rest", "holds"): marked("Check", "write 'breaths: 5' or 'seconds: 30'"),
    ("rest", "rounds"): marked("Check", "a series has rounds, and a rest may be its 'between:'"),
    ("rest", "sides"): marked(
        "Check", "a rest has no sides. In a series, one of its lines may name the {side}"
    ),
    ("rest", "leave"): marked(
        "Check", "a rest has no way out. Write these lines as the next 'settle'"
    ),
    ("rest", "side"): marked(
        "Check", "a rest has no side. In a series, one of its lines may name the {side}"
    ),
    ("pose", "rest"): marked("Check", "a rest is a step of its own, such as '- rest: Breathe out'"),
    ("pose", "rounds"): marked(
        "Check", "a series has rounds. Write '- series:', and the pose under 'steps:'"
    ),
    ("repeat", "rounds"): marked(
        "Check", "a series has rounds. Write 'rounds:' there, or repeat once more"
    ),
    ("repeat", "sides"): marked("Check", "it is repeated on the sides that it had before"),
    ("repeat", "holds"): marked(
        "Check", "write 'count: 3' for another count, or a pose of its own"
    ),
}
"""What to write instead of a key in a kind of step that does not have it."""


class Mapping(dict[str, Any]):
    """A mapping with the place of each key and each value.

    `flow` says whether it was written with braces.
    """

    __slots__ = ("flow", "key_places", "place", "value_places", "whole")

    def __init__(self, place: Place, flow: bool) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.whole = False
        """Whether reading got to its end."""
        self.key_places: dict[str, Place] = {}
        self.value_places: dict[str, Place] = {}


class Items(list[Any]):
    """A list with the place of each item.

    `flow` says whether it was written with brackets.
    """

    __slots__ = ("flow", "item_places", "place", "whole")

    def __init__(self, place: Place, flow: bool) -> None:
        super().__init__()
        self.place, self.flow = place, flow
        self.whole = False
        """Whether reading got to its end."""
        self.item_places: list[Place] = []


def read_text(path: Path, most: int = MAX_BYTES) -> str:
    """Return the text of the file at `path`, which may have `most` bytes.

    Raises `Unreadable` with one problem if the file is missing, is not a plain file, is too large
    or is not UTF-8 text.
    """
    return decode(read_bytes(path, most))


def read_bytes(path: Path, most: int) -> bytes:
    """Return what is in the file at `path`, which may have `most` bytes.

    Raises `Unreadable` with one problem if the file is missing, no plain file or too large.
    """
    try:
        if not is_plain_file(path):
            raise Unreadable([Problem(1, 1, _what_is_wrong(path))])
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        message = translate(
            "Check", "the file cannot be read: {reason}", "the system's own words"
        ).format(reason=error.strerror or type(error).__name__)
        raise Unreadable([Problem(1, 1, message)]) from error
    if len(data) > most:
        raise Unreadable([Problem(1, 1, _too_large(most))])
    return data


def is_plain_file(path: Path) -> bool:
    """Return whether there is a plain file at `path`; raises OSError if that cannot be seen.

    From Python 3.14 on `Path.is_file` says no then, and the reason is lost.
    """
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError as error:
        if error.errno in (ENOENT, ENOTDIR, ELOOP):
            return False
        raise


def _too_large(most: int) -> str:
    if most >= 1_000_000:
        return translate("Check", "the file is larger than {n} MB").format(n=most // 1_000_000)
    return translate("Check", "the file is larger than {n} kB").format(n=most // 1000)


def _what_is_wrong(path: Path) -> str:
    if path.is_dir():
        return translate("Check", "this is a folder, not a file")
    if path.is_symlink():
        return translate("Check", "this is a link to a file that is not there")
    if path.exists():
        return translate("Check", "this is not a plain file")
    return translate("Check", "there is no such file")


def decode(data: bytes) -> str:
    """Return `data` as text; raises `Unreadable` with the place of the first wrong byte."""
    data = data.removeprefix(BOM_UTF8)
    for beginning, message in DOCUMENTS.items():
        if data.startswith(beginning):
            raise Unreadable([Problem(1, 1, translated("Check", message))])
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
        wrong = nul
    except UnicodeDecodeError as error:
        wrong = error.start if nul < 0 else min(nul, error.start)
    if wrong < 0:
        return text
    before = plain_line_ends(data[:wrong].decode("utf-8", "replace"))
    message = translate(
        "Check", "the text is not in UTF-8: save the file again with the encoding UTF-8"
    )
    raise Unreadable([Problem(*place_of(before, len(before)), message)])


def parse(text: str, *, exact: bool = False) -> tuple[Any, list[Problem]]:
    """Return the value of `text`, and the syntax problems found in it.

    Accents are written in one way, and nothing is at the ends of a text that is not seen. Where it
    must be `exact`, as in the name of a file, a text in quotes stays as it is.

    If a problem ends the reading (broken YAML, too many levels), the value has everything before
    it; mappings and lists that were not finished are not `whole`. If there are too many values,
    the value is None.
    """
    text = plain_spaces(plain_line_ends(text))
    if bad := list(islice(bad_characters(text), MAX_PROBLEMS)):
        return None, bad
    if overlong := overlong_line(text):
        return None, [overlong]
    builder = _Builder(place_of(text, len(text)), text, exact=exact)
    try:
        builder.process_all(LOADER(text).get_event)
    except _StopReading:
        pass
    except yaml.YAMLError as error:
        builder.end_with(syntax_problem(error, text))
    return builder.root, builder.problems


class _StopReading(Exception):  # noqa: N818
    """Raised to end the reading early."""


class _Builder:
    """Builds plain values from YAML events, with a stack instead of recursion."""

    def __init__(self, end: Place, text: str, *, exact: bool) -> None:
        """Read `text`, which ends at `end`."""
        self._end, self._text, self._exact = end, text, exact
        self._lines = text.split("\n") if " #" in text else []
        """The lines, if there may be remarks in them."""
        self.root: Any = None
        self.problems: list[Problem] = []
        self._stack: list[Mapping | Items] = []
        self._last_ended: Mapping | Items | None = None
        self._keys: list[tuple[str | None, Place] | None] = []
        self._documents = 0
        self._values = 0

    def process_all(self, next_event: Callable[[], Any]) -> None:
        """Process all events; raises `_StopReading` after a problem that ends the reading.

        `next_event` is the parser's own method: `yaml.parse` calls the parser twice for each event.
        """
        while type(event := next_event()) is not yaml.StreamEndEvent:
            self._process(event)

    def _process(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, Mapping(_place_of_event(event), bool(event.flow_style)))
        elif kind is yaml.SequenceStartEvent:
            self._open(event, Items(_place_of_event(event), bool(event.flow_style)))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._last_ended = self._stack.pop()
            self._last_ended.whole = True
            self._keys.pop()
        elif kind is yaml.AliasEvent:
            message = translate("Check", "{name} repeats another place: write it out instead")
            self._report(event, message.format(name=excerpt(f"*{event.anchor}")))
            self._put(f"*{event.anchor}", _place_of_event(event))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents == 2:
                self._report(event, second_document())
                raise _StopReading

    def end_with(self, problem: Problem) -> None:
        """Add the syntax problem that ended the reading.

        The mapping or list that ended last may really continue after the problem: it is not whole.
        """
        line, column = min((problem.line, problem.column), self._end)
        self.problems.append(Problem(line, column, problem.message))
        if self._last_ended is not None:
            self._last_ended.whole = False

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_and_anchor(event)
        value, place = event.value, _place_of_event(event)
        if not event.style and event.end_mark.line > event.start_mark.line and " - " in value:
            self._refuse_swallowed_item(event)
        if self._lines and self._stack and value and not event.style:
            self._refuse_remark(event)
        if event.style and self._exact:
            self._put(value, place)
        elif event.style or value not in NO_VALUE:
            # a Mac may write an accent as a sign of its own: equal names must be equal
            whole = value if value.isascii() else normalize("NFC", value)
            self._put(whole.strip(BLANK), place)
        else:
            # the parser may place an empty value at the end in a line that does not exist
            self._put(None, place if value else min(place, self._end))

    def _refuse_swallowed_item(self, event: Any) -> None:
        """Report an item of a list that begins too far to the right: it goes on with the text."""
        lines = self._text.split("\n")[event.start_mark.line + 1 : event.end_mark.line + 1]
        for number, line in enumerate(lines, event.start_mark.line + 2):
            if (item := line.lstrip()).startswith("- "):
                message = translate(
                    "Check",
                    "this line belongs to the text above, as it begins further to the right: let "
                    "its '-' begin in the column of the others",
                )
                self._add(Problem(number, len(line) - len(item) + 1, message))

    def _refuse_remark(self, event: Any) -> None:
        """Report a remark behind a text: the teacher may have meant it as a part of the text."""
        line, column = event.end_mark.line, event.end_mark.column
        rest = self._lines[line][column:]
        opened = self._keys[-1]
        is_text = isinstance(self._stack[-1], Items) if opened is None else opened[0] in TEXTS
        if rest.lstrip().startswith("#") and is_text:
            at = column + len(rest) - len(rest.lstrip())
            message = translate(
                "Check",
                "from here on this is a remark that nobody sees: put quotes around the whole text, "
                "or give the remark a line of its own",
            )
            self._add(Problem(line + 1, at + 1, message))

    def _open(self, event: Any, value: Mapping | Items) -> None:
        self._refuse_tag_and_anchor(event)
        if len(self._stack) >= MAX_DEPTH:
            self._report(event, too_deep())
            raise _StopReading
        self._values += 2
        self._put(value, value.place)
        self._stack.append(value)
        self._keys.append(None)

    def _put(self, value: Any, place: Place) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self.root = None
            message = translate("Check", "there is too much here for one sequence: write less")
            self._add(Problem(*place, message))
            raise _StopReading
        if not self._stack:
            self.root = value
            return
        parent = self._stack[-1]
        if isinstance(parent, Items):
            parent.append(value)
            parent.item_places.append(place)
        elif (opened := self._keys[-1]) is None:
            self._keys[-1] = (value if type(value) is str else self._key(value, place), place)
        else:
            self._keys[-1] = None
            self._add_entry(parent, *opened, value, place)

    def _key(self, value: Any, place: Place) -> str | None:
        if isinstance(value, str):
            return value
        message = translate("Check", "a key must be a word followed by a colon")
        self._add(Problem(*place, message))
        return None

    def _add_entry(
        self, into: Mapping, key: str | None, place: Place, value: Any, at: Place
    ) -> None:
        if key is None:
            return
        if key in into:
            line = into.key_places[key][0]
            message = translate("Check", "{name} appears a second time here (first in line {line})")
            self._add(Problem(*place, message.format(name=excerpt(key), line=line)))
            return
        into[key] = value
        into.key_places[key] = place
        into.value_places[key] = at

    def _refuse_tag_and_anchor(self, event: Any) -> None:
        tag = event.tag
        if tag is not None and tag != "!":
            message = translate(
                "Check", "a tag (a word that begins with '!') has no meaning here: remove it"
            )
            self._report(event, message)
        if event.anchor is not None:
            message = translate("Check", "{name} has no meaning here: write things out instead")
            self._report(event, message.format(name=excerpt(f"&{event.anchor}")))

    def _report(self, event: Any, message: str) -> None:
        self._add(Problem(*_place_of_event(event), message))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _StopReading


def _place_of_event(event: Any) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def _instead(mapping: Mapping, key: str) -> str:
    """Return what to write instead of a key that has a meaning elsewhere, or nothing."""
    kind = next((one for one in ("pose", "rest", "repeat", "series") if one in mapping), "")
    if key == "side" and kind and kind != "rest":
        only = mapping["side"] if mapping["side"] in ("right", "left") else "left"
        right = translate(
            "Check",
            "'sides: both' does the right side and then the left, 'sides: right-only' the right "
            "side alone, as prescribed",
        )
        left = translate(
            "Check",
            "'sides: both' does the right side and then the left, 'sides: left-only' the left side "
            "alone, as prescribed",
        )
        return right if only == "right" else left
    found = INSTEAD.get((kind, key))
    return translated("Check", found) if found else ""


def unknown_key(mapping: Mapping, key: str, known: list[str]) -> Problem:
    """Return the problem for the unknown `key` in `mapping`, with a hint at a known key."""
    hint = _instead(mapping, key) or did_you_mean(key, known)
    if not hint and len(known) <= MAX_KNOWN:
        hint = translate("Check", "the known keys are {names}").format(names=", ".join(known))
    message = translate("Check", "{name} has no meaning here").format(name=excerpt(key))
    return Problem(*mapping.key_places[key], hinted(message, hint))
