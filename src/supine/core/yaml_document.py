"""YAML text as plain values that know their places.

Read event by event, never recursively and never constructing anything but mappings, lists and
text: no tag, anchor or alias is followed, so a file can be neither code nor a bomb. What a scalar
means (a number, a yes) is decided later by the type that it must fit, so a pose may be called
"No" or "12:30" without quotes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from supine.core.problem import Problem, Unreadable, did_you_mean, excerpt
from supine.core.yaml_errors import (
    bad_characters,
    endless_line,
    place_of,
    plain_line_ends,
    syntax_problem,
)

MAX_BYTES = 8_000_000
"""Bytes of text that are read at all: a long sequence has 20,000."""

MAX_DEPTH = 20
"""Levels of lists and mappings within each other: a sequence needs seven."""

MAX_VALUES = 400_000
"""Keys and texts that are read, a list or a mapping as three: a long sequence has 2,000."""

MAX_PROBLEMS = 200
"""Problems after which reading stops: more would not help anybody."""

NOTHING = ("", "~", "null")
"""Texts that mean nothing where they stand without quotes."""

MOST_KNOWN = 20
"""Keys that are listed for whoever wrote a strange one: a pose has 17, and more is no help."""

Place = tuple[int, int]
"""Line and column, both from 1."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A mapping with the place of each key and of each value."""

    __slots__ = ("flow", "key_places", "place", "value_places", "whole")

    def __init__(self, place: Place, flow: bool) -> None:
        """Start empty at `place`; `flow` when it was written with braces."""
        super().__init__()
        self.place, self.flow = place, flow
        self.whole = False
        """Whether reading got to its end."""
        self.key_places: dict[str, Place] = {}
        self.value_places: dict[str, Place] = {}


class Items(list[Any]):
    """A list with the place of each item."""

    __slots__ = ("flow", "item_places", "place", "whole")

    def __init__(self, place: Place, flow: bool) -> None:
        """Start empty at `place`; `flow` when it was written with brackets."""
        super().__init__()
        self.place, self.flow = place, flow
        self.whole = False
        """Whether reading got to its end."""
        self.item_places: list[Place] = []


def read_text(path: Path, most: int = MAX_BYTES) -> str:
    """Return the text of the file at `path`, of `most` bytes.

    Raises `Unreadable` with one problem when it is missing, not a plain file, too large, or not
    UTF-8 text.
    """
    try:
        if not path.is_file():
            raise Unreadable([Problem(1, 1, _what_is_there(path))])
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise Unreadable([Problem(1, 1, f"the file cannot be read: {reason}")]) from error
    if len(data) > most:
        raise Unreadable([Problem(1, 1, f"the file is larger than {_size_words(most)}")])
    return decode(data)


def _size_words(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"


def _what_is_there(path: Path) -> str:
    if path.is_dir():
        return "this is a folder, not a file"
    if path.is_symlink():
        return "this is a link to a file that is not there"
    return "this is not a plain file" if path.exists() else "there is no such file"


def decode(data: bytes) -> str:
    """Return `data` as text; raises `Unreadable` with the place of the first byte amiss."""
    data = data.removeprefix(BOM_UTF8)
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
        wrong = nul
    except UnicodeDecodeError as error:
        wrong = error.start if nul < 0 else min(nul, error.start)
    if wrong < 0:
        return text
    before = plain_line_ends(data[:wrong].decode("utf-8", "replace"))
    message = "the text is not in UTF-8: save the file again with the encoding UTF-8"
    raise Unreadable([Problem(*place_of(before, len(before)), message)])


def parse(text: str) -> tuple[Any, list[Problem]]:
    """Return the value that `text` holds, and the problems of form found on the way.

    A problem that ends the reading (broken YAML, too deep) leaves what came before it, and in it
    every mapping and list that is not `whole`. Of too much nothing is left.
    """
    text = plain_line_ends(text)
    if bad := list(islice(bad_characters(text), MAX_PROBLEMS)):
        return None, bad
    if endless := endless_line(text):
        return None, [endless]
    builder = _Builder(place_of(text, len(text)))
    try:
        builder.take_all(LOADER(text).get_event)
    except _Enough:
        pass
    except yaml.YAMLError as error:
        builder.break_off(syntax_problem(error, text))
    return builder.root, builder.problems


class _Enough(Exception):  # noqa: N818
    """Reading on would help nobody."""


class _Builder:
    """Builds plain values from YAML events on a stack of its own."""

    def __init__(self, end: Place) -> None:
        self._end = end
        self.root: Any = None
        self.problems: list[Problem] = []
        self._stack: list[Mapping | Items] = []
        self._ended: Mapping | Items | None = None
        self._keys: list[tuple[str | None, Place] | None] = []
        self._documents = 0
        self._values = 0

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Take the parser's events to the last; raises `_Enough` after a problem that ends it.

        The parser is asked itself: `yaml.parse` asks it twice for each event.
        """
        while type(event := next_event()) is not yaml.StreamEndEvent:
            self._take(event)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, Mapping(_place(event), bool(event.flow_style)))
        elif kind is yaml.SequenceStartEvent:
            self._open(event, Items(_place(event), bool(event.flow_style)))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._ended = self._stack.pop()
            self._ended.whole = True
            self._keys.pop()
        elif kind is yaml.AliasEvent:
            name = excerpt(f"*{event.anchor}")
            self._report(event, f"{name} repeats another place: write it out instead")
            self._put(f"*{event.anchor}", _place(event))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents == 2:
                self._report(event, "a second document starts here: keep one per file")
                raise _Enough

    def break_off(self, problem: Problem) -> None:
        """Note what ended the reading: what seemed to end just before it may go on after it."""
        line, column = min((problem.line, problem.column), self._end)
        self.problems.append(Problem(line, column, problem.message))
        if self._ended is not None:
            self._ended.whole = False

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_magic(event)
        value, place = event.value, _place(event)
        if event.style or value not in NOTHING:
            self._put(value.strip(), place)
        else:
            # of nothing at the end the parser may say that it stands in a line that is not there
            self._put(None, place if value else min(place, self._end))

    def _open(self, event: Any, value: Mapping | Items) -> None:
        self._refuse_magic(event)
        if len(self._stack) >= MAX_DEPTH:
            self._report(event, f"this lies more than {MAX_DEPTH} levels deep: write it flatter")
            raise _Enough
        self._values += 2
        self._put(value, value.place)
        self._stack.append(value)
        self._keys.append(None)

    def _put(self, value: Any, place: Place) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self.root = None
            self._add(Problem(*place, "there is too much here for one sequence: write less"))
            raise _Enough
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
            self._enter(parent, *opened, value, place)

    def _key(self, value: Any, place: Place) -> str | None:
        if isinstance(value, str):
            return value
        self._add(Problem(*place, "a key must be a word followed by a colon"))
        return None

    def _enter(self, into: Mapping, key: str | None, place: Place, value: Any, at: Place) -> None:
        if key is None:
            return
        if key in into:
            line = into.key_places[key][0]
            message = f"{excerpt(key)} stands here a second time (first in line {line})"
            self._add(Problem(*place, message))
            return
        into[key] = value
        into.key_places[key] = place
        into.value_places[key] = at

    def _refuse_magic(self, event: Any) -> None:
        tag = event.tag
        if tag is not None and tag != "!":
            self._report(
                event, "a tag (a word that begins with '!') has no meaning here: remove it"
            )
        if event.anchor is not None:
            name = excerpt(f"&{event.anchor}")
            self._report(event, f"{name} has no meaning here: write things out instead")

    def _report(self, event: Any, message: str) -> None:
        self._add(Problem(*_place(event), message))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Enough


def _place(event: Any) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def unknown_key(mapping: Mapping, key: str, known: list[str]) -> Problem:
    """Return the problem of a key that has no meaning in `mapping`, with the nearest known one."""
    hint = did_you_mean(key, known)
    if not hint and len(known) <= MOST_KNOWN:
        hint = f": known here are {', '.join(known)}"
    return Problem(*mapping.key_places[key], f"{excerpt(key)} has no meaning here{hint}")
