"""Fit plain values to types, and report everything that does not fit at once.

msgspec does the checking. It stops at the first error, so the whole is tried first, at its speed;
only where that fails are the parts walked one by one to find every problem with its place.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta, Struct, ValidationError
from msgspec.structs import FieldInfo, fields

from supine.core.document import Items, Mapping, Place, unknown_key
from supine.core.problem import Problem, did_you_mean, excerpt

Fitted = TypeVar("Fitted", bound=Struct)

_PREPARING = Lock()
_PREPARED: set[type[Struct]] = set()


def fit(data: Any, kind: type[Fitted]) -> tuple[Fitted | None, list[Problem]]:
    """Return `data` as a `kind`, or None with every problem that stands in the way."""
    _prepare(kind)
    _tag_unions(data, kind)
    try:
        return msgspec.convert(data, kind, strict=False), []
    except ValidationError:
        problems: list[Problem] = []
        _walk(data, kind, getattr(data, "place", (1, 1)), problems)
        return None, problems


def _prepare(kind: type[Struct]) -> None:
    """Let msgspec look at `kind` once, alone.

    It keeps what it finds on the type, and crashes the interpreter (msgspec 0.22) when two threads
    meet a type for the first time together: the shelf is read beside the window's thread.
    """
    with _PREPARING:
        if kind not in _PREPARED:
            with suppress(ValidationError):
                msgspec.convert(None, kind)
            _PREPARED.add(kind)


def _tag_unions(data: Any, kind: Any) -> None:
    """Name the kind of each item that tells it by its first key ("pose: …"), at every level."""
    if not isinstance(data, Mapping):
        return
    for info in fields(kind):
        items = data.get(info.encode_name)
        union = _tagged(_item_type(info.type)) if isinstance(items, Items) else None
        if items is not None and isinstance(items, Items) and union:
            for item in items:
                _tag_item(item, union)


def _tag_item(item: Any, union: dict[str, type[Struct]]) -> None:
    if not isinstance(item, Mapping) or "kind" in item.key_places:
        return
    tag = next((tag for tag in union if tag in item), None)
    if tag is not None:
        item["kind"] = tag
        _tag_unions(item, union[tag])


def _walk(data: Any, kind: Any, place: Place, problems: list[Problem]) -> None:
    """Add every problem of `data` as a `kind` to `problems`."""
    kind = _bare(kind)
    union = _tagged(kind)
    if union:
        _walk_tagged(data, union, place, problems)
    elif isinstance(kind, type) and issubclass(kind, Struct):
        _walk_struct(data, kind, place, problems)
    elif get_origin(_stripped(kind)) is list:
        _walk_list(data, kind, place, problems)
    else:
        _check_leaf(data, kind, place, problems)


def _walk_tagged(
    data: Any, union: dict[str, type[Struct]], place: Place, problems: list[Problem]
) -> None:
    choices = " or ".join(f"'{tag}:'" for tag in union)
    if not isinstance(data, Mapping):
        problems.append(Problem(*place, f"expected something that begins with {choices}"))
    elif data.get("kind") in union and "kind" not in data.key_places:
        _walk_struct(data, union[data["kind"]], place, problems)
    else:
        first = next(iter(data.key_places), "")
        hint = did_you_mean(first, union)
        problems.append(Problem(*place, f"this must begin with {choices}{hint}"))


def _walk_struct(data: Any, kind: type[Struct], place: Place, problems: list[Problem]) -> None:
    infos: dict[str, FieldInfo] = {info.encode_name: info for info in fields(kind)}
    if not isinstance(data, Mapping):
        keys = ", ".join(f"'{name}:'" for name in infos)
        problems.append(Problem(*place, f"expected keys here, such as {keys}"))
        return
    for key in data.key_places:
        if key not in infos:
            problems.append(unknown_key(data, key, list(infos)))
    for name, info in infos.items():
        if data.get(name) is not None:
            _walk(data[name], info.type, data.value_places[name], problems)
        elif info.required or (name in data and not _allows_none(info)):
            problems.append(_nothing_there(data, name, place))


def _nothing_there(data: Mapping, name: str, place: Place) -> Problem:
    if name in data.key_places:
        return Problem(*data.key_places[name], f"'{name}' is empty: write something after it")
    return Problem(*place, f"'{name}' is missing here")


def _walk_list(data: Any, kind: Any, place: Place, problems: list[Problem]) -> None:
    if not isinstance(data, Items):
        problems.append(Problem(*place, "expected a list: each line begins with '- '"))
        return
    _check_length(data, kind, place, problems)
    for item, at in zip(data, data.item_places, strict=True):
        _walk(item, _item_type(kind), at, problems)


def _check_length(data: Items, kind: Any, place: Place, problems: list[Problem]) -> None:
    least = _constraint(kind, "min_length")
    if least is not None and len(data) < least:
        problems.append(Problem(*place, "this list is empty: it needs at least one line"))


def _check_leaf(data: Any, kind: Any, place: Place, problems: list[Problem]) -> None:
    try:
        msgspec.convert(data, kind, strict=False)
    except ValidationError:
        problems.append(Problem(*place, _explain(data, kind)))


def _explain(data: Any, kind: Any) -> str:
    bare = _stripped(kind)
    if isinstance(data, Mapping) and data.flow and bare is str:
        return "text that begins with { needs quotes around it"
    if isinstance(data, (Mapping, Items)):
        return "expected a single value here, not a list or further keys"
    if data is None:
        return "there is nothing here: write something, or remove the line"
    if get_origin(bare) is Literal:
        words = [str(word) for word in get_args(bare)]
        hint = did_you_mean(data, words)
        return f"{excerpt(data)} is not one of {', '.join(words)}{hint}"
    if bare is str:
        return _explain_length(data, kind)
    return f"expected {_number_words(bare, kind)}, not {excerpt(data)}"


def _explain_length(data: str, kind: Any) -> str:
    most = _constraint(kind, "max_length")
    if most is None or not data:
        return "there is nothing here: write something, or remove the line"
    return f"{excerpt(data)} has {len(data)} characters: at most {most} fit"


def _number_words(bare: Any, kind: Any) -> str:
    if bare is bool:
        return "true or false"
    words = "a whole number" if bare is int else "a number"
    low, high = _constraint(kind, "ge"), _constraint(kind, "le")
    if low is None or high is None:
        return words
    return f"{words} from {low:g} to {high:g}"


def _tagged(kind: Any) -> dict[str, type[Struct]]:
    """Return the structs of a union by their tags, or nothing if it is no such union."""
    if get_origin(kind) not in (Union, UnionType):
        return {}
    members = [part for part in get_args(kind) if isinstance(part, type)]
    structs = [part for part in members if issubclass(part, Struct)]
    tags = {str(part.__struct_config__.tag): part for part in structs}
    return {} if len(tags) < 2 or "None" in tags else tags


def _bare(kind: Any) -> Any:
    """Return `kind` without "or nothing"."""
    kind_args = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    rest = [part for part in kind_args if part is not NoneType]
    return rest[0] if NoneType in kind_args and len(rest) == 1 else _unwrapped_struct(kind)


def _unwrapped_struct(kind: Any) -> Any:
    stripped = _stripped(kind)
    is_struct = isinstance(stripped, type) and issubclass(stripped, Struct)
    if is_struct or _tagged(stripped):
        return stripped
    return kind


def _stripped(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _item_type(kind: Any) -> Any:
    bare = _stripped(_bare(kind))
    return get_args(bare)[0] if get_origin(bare) is list else None


def _constraint(kind: Any, name: str) -> Any:
    """Return the nearest bound called `name` among the annotations of `kind`, or None."""
    while get_origin(kind) is Annotated:
        for note in get_args(kind)[1:]:
            value = getattr(note, name, None) if isinstance(note, Meta) else None
            if value is not None:
                return value
        kind = get_args(kind)[0]
    return None


def _allows_none(info: FieldInfo) -> bool:
    return info.default is None or (info.default is NODEFAULT and NoneType in get_args(info.type))
