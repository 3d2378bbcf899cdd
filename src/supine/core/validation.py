"""Convert plain values to typed structs, or report all values that do not fit, with their places.

msgspec does the conversion, but stops at the first error. So the whole value is converted first,
which is fast. Only if that fails, the value is walked part by part to find every problem.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache, reduce
from itertools import islice
from operator import or_
from threading import Lock
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin
from unicodedata import digit

import msgspec
from msgspec import NODEFAULT, Meta, Struct, ValidationError
from msgspec.structs import FieldInfo, fields, replace

from supine.core.problem import Problem, did_you_mean, excerpt, hinted, nearest
from supine.core.yaml_document import MAX_PROBLEMS, Items, Mapping, Place, unknown_key
from supine.core.yaml_errors import QUOTES, colon_needs_quotes, for_print, needs_quotes
from supine.language import number, one_of, translate, translated

Fitted = TypeVar("Fitted", bound=Struct)

Kinds = dict[str, type[Struct]]
"""The structs of a union by their tags."""

CHUNK = 500
"""The most items of a list that msgspec converts in one call."""

MAX_EXAMPLES = 8
"""The most keys that a message lists as examples: the settings have thirty."""

BULLETS = "‐‑‒–—−－•‣▪●◦·・*"
"""Signs that word processors put before the items of a list."""

BOOLEAN_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that people write for true and false, with the words that msgspec accepts."""

ALIKE = {
    "rep": "times", "reps": "times", "repetition": "times", "repetitions": "times",
    "wiederholungen": "times", "répétitions": "times", "repeticiones": "times", "mal": "times",
    "fois": "times", "veces": "times", "sekunden": "seconds", "secondes": "seconds",
    "segundos": "seconds", "atemzug": "breaths", "atemzüge": "breaths", "respirations": "breaths",
    "respiraciones": "breaths", "kreise": "circles", "cercles": "circles", "círculos": "circles",
    "left and right": "both", "right and left": "both", "left, right": "both",
    "right, left": "both", "left/right": "both", "right/left": "both", "each": "both",
    "each side": "both", "both sides": "both", "beide": "both", "flex": "square",
    "flexed": "square", "point": "pointed",
}  # fmt: skip
"""Words that teachers write, with the word to choose."""

_REGISTERING = Lock()
_REGISTERED: set[type[Struct]] = set()


def plain_dash(sign: str) -> str:
    """Return the message about a `sign` that a word processor put before an item."""
    message = translate(
        "Check", "a list begins with a plain '-' and a space: type it instead of '{sign}'"
    )
    return message.format(sign=sign)


def validate(data: Any, kind: type[Fitted]) -> tuple[Fitted | None, list[Problem]]:
    """Return `data` converted to `kind` and no problems, or None and all problems found."""
    _register(kind)
    _normalise(data, kind)
    try:
        return _converted(data, kind), []
    except ValidationError:
        place = getattr(data, "place", (1, 1))
        problems = list(islice(_walk(data, kind, place), MAX_PROBLEMS))
    if not problems:
        # the walk makes numbers plain: all may fit now, but not where the text broke off
        with suppress(ValidationError):
            return _converted(data, kind), []
    return None, problems


def _converted(data: Any, kind: type[Fitted]) -> Fitted:
    """Return `data` converted to `kind`; raises `ValidationError`.

    Long lists are converted in parts. msgspec holds the interpreter lock while it runs: 15,000
    poses in one call took 0.2 s without a frame.
    """
    infos = _fields_by_key(kind).values() if isinstance(data, Mapping) else ()
    long = {
        info.name: (items, info)
        for info in infos
        if isinstance(items := data.get(info.encode_name), Items) and len(items) > CHUNK
    }
    if not long:
        return msgspec.convert(data, kind, strict=False)
    begun = {info.encode_name: items[:CHUNK] for items, info in long.values()}
    first = msgspec.convert({**data, **begun}, kind, strict=False)
    wholes = {}
    for name, (items, info) in long.items():
        wholes[name] = list(getattr(first, name))
        for start in range(CHUNK, len(items), CHUNK):
            part = items[start : start + CHUNK]
            wholes[name] += msgspec.convert(part, info.type, strict=False)
    return replace(first, **wholes)


def _register(kind: type[Struct]) -> None:
    """Let msgspec use `kind` for the first time while no other thread does so.

    msgspec 0.22 caches its information on the type, and crashed the interpreter when two threads
    used a type for the first time together. The shelf and the requested file are read in parallel.
    """
    with _REGISTERING:
        if kind not in _REGISTERED:
            with suppress(ValidationError):
                msgspec.convert(None, kind)
            _REGISTERED.add(kind)


def _normalise(data: Any, kind: type[Struct]) -> None:
    """Change `data` into what msgspec expects: true and false, and the tag of each union item."""
    if not isinstance(data, Mapping):
        return
    unions, answers, parts = _special_fields(kind)
    for name, part in parts:
        _normalise(data.get(name), part)
    for name in answers:
        answer = str(data.get(name)).lower()
        if answer in BOOLEAN_WORDS:
            data[name] = BOOLEAN_WORDS[answer]
    for name, union in unions:
        items = data.get(name)
        for item in items if isinstance(items, Items) else ():
            _tag_item(item, union)


@cache
def _special_fields(
    kind: type[Struct],
) -> tuple[list[tuple[str, Kinds]], list[str], list[tuple[str, type[Struct]]]]:
    """Return the fields of `kind` that are lists of a tagged union, yes or no, and structs."""
    infos = fields(kind)
    unions = [(info.encode_name, _structs_by_tag(_item_type(info.type))) for info in infos]
    answers = [info.encode_name for info in infos if _without_annotations(info.type) is bool]
    bare = [(info.encode_name, _without_none(info.type)) for info in infos]
    parts = [(name, part) for name, part in bare if _is_struct(part)]
    return [(name, union) for name, union in unions if union], answers, parts


def _tag_item(item: Any, union: Kinds) -> None:
    """Add the tag of an item whose kind shows in one of its keys ("pose: …"), at every level."""
    if isinstance(item, Mapping) and (tag := _tag_of(item, union)):
        item["kind"] = None if "kind" in item.key_places else tag
        _normalise(item, union[tag])


def _tag_of(item: Mapping, union: Kinds) -> str | None:
    return next((tag for tag in union if tag in item.key_places), None)


def _walk(data: Any, kind: Any, place: Place, above: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every problem in `data`, which should fit `kind`; `above` are the keys around it."""
    kind = _intended_kind(data, _without_none(kind))
    union = _structs_by_tag(kind)
    if union:
        yield from _walk_tagged(data, union, place)
    elif _is_struct(kind):
        yield from _walk_struct(data, kind, place, above)
    elif get_origin(_without_annotations(kind)) is list:
        yield from _walk_list(data, kind, place, above)
    elif get_origin(_without_annotations(kind)) is dict:
        yield from _walk_table(data, kind, place)
    else:
        yield from _walk_scalar(data, kind, place)


def _intended_kind(data: Any, kind: Any) -> Any:
    """Return the member of a union, of text and a struct or list, that `data` was meant to be.

    A mapping with only one key, which is unknown, is probably text with a colon in it. Other kinds
    are returned unchanged.
    """
    if get_origin(kind) not in (Union, UnionType) or _structs_by_tag(kind):
        return kind
    text, keys = sorted(get_args(kind), key=lambda one: _without_annotations(one) is not str)
    if is_list(keys):
        return text if isinstance(data, str) else keys
    if not isinstance(data, Mapping):
        return text
    is_mapping = len(data) > 1 or any(key in _fields_by_key(keys) for key in data)
    return keys if is_mapping else text


def _walk_tagged(data: Any, union: Kinds, place: Place) -> Iterator[Problem]:
    choices = one_of([f"'{tag}:'" for tag in union])
    begin = translate("Check", "this must begin with {choices}").format(choices=choices)
    if not isinstance(data, Mapping):
        yield Problem(*place, _missing_space(data, union) or begin)
    elif tag := _tag_of(data, union):
        yield from _walk_struct(data, union[tag], place)
    elif data.whole or data.key_places:
        hint = did_you_mean(next(iter(data.key_places), ""), union)
        yield Problem(*place, hinted(begin, hint))


def _walk_struct(
    data: Any, kind: type[Struct], place: Place, above: Collection[str] = ()
) -> Iterator[Problem]:
    infos = _fields_by_key(kind)
    if not isinstance(data, Mapping):
        yield Problem(*place, _missing_space(data, infos) or _keys_meant(kind))
        return
    for key in data.key_places:
        if key not in infos and key in above:
            message = translate(
                "Check", "{name} stands too far to the right: it belongs to what is above"
            )
            yield Problem(*data.key_places[key], message.format(name=excerpt(key)))
        elif key not in infos:
            yield unknown_key(data, key, list(infos))
    for name, info in infos.items():
        if data.get(name) is not None:
            data[name] = _plain_number(data[name], info.type)
            yield from _walk(data[name], info.type, data.value_places[name], infos)
        elif name in data.key_places and not _allows_none(info):
            message = translate("Check", "'{name}' is empty: write something after it")
            yield Problem(*data.key_places[name], message.format(name=name))
        elif name not in data and info.required and data.whole:
            example = translated("Check", getattr(kind, "example", ""))
            message = translate("Check", "'{name}' is missing here")
            if example:
                message = translate("Check", "'{name}' is missing here: write {example}")
            yield Problem(*place, message.format(name=name, example=example))


def _missing_space(data: Any, keys: Collection[str]) -> str:
    """Return what to type where the space behind a key's colon is missing, or nothing."""
    key = data.partition(":")[0] if isinstance(data, str) else ""
    if key not in keys:
        return ""
    message = translate("Check", "a space is missing: write '{key}: ' and then the rest")
    return message.format(key=key)


def _keys_meant(kind: type[Struct]) -> str:
    """Return what to type instead of something that is no mapping."""
    if example := translated("Check", getattr(kind, "example", "")):
        message = translate("Check", "write {example}, each on a line of its own")
        return message.format(example=example)
    keys = ", ".join(f"'{name}:'" for name in islice(_fields_by_key(kind), MAX_EXAMPLES))
    return translate("Check", "expected keys here, such as {keys}").format(keys=keys)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def _plain_number(data: Any, kind: Any) -> Any:
    """Return digits as msgspec reads them: 5 for 05, and for a five of another script."""
    if is_number(kind) and isinstance(data, str) and data.isdecimal():
        return "".join(str(digit(one)) for one in data).lstrip("0") or "0"
    return data


def with_stand_ins(data: Any, kind: type[Fitted]) -> Fitted | None:
    """Change `data`, in which problems were found, until it fits `kind`, and return it converted.

    What does not fit is replaced or left out, so that the rest can be checked at the same time. A
    mapping in which something was unknown is no longer `whole`. Return None where too little is
    left.
    """
    if _fitting(data, kind, (1, 1)) is UNFIT:
        return None
    _normalise(data, kind)
    try:
        return _converted(data, kind)
    except ValidationError:
        return None


UNFIT = object()
"""For what nothing can stand in."""

STAND_IN = 20
"""The stand-in for a number, where it may be so large: more lines than a hold has."""


def _fitting(data: Any, kind: Any, place: Place) -> Any:
    """Return `data`, or what stands in for it where it does not fit `kind`, or `UNFIT`."""
    kind = _intended_kind(data, _without_none(kind))
    union = _structs_by_tag(kind)
    if union:
        tag = _tag_of(data, union) if isinstance(data, Mapping) else None
        return _fitting_struct(data, union[tag]) if tag else UNFIT
    if _is_struct(kind):
        return _fitting_struct(data, kind) if isinstance(data, Mapping) else UNFIT
    if get_origin(_without_annotations(kind)) is list:
        return _fitting_list(data, kind, place)
    try:
        msgspec.convert(data, kind, strict=False)
    except ValidationError:
        return _stand_in(data, kind)
    return data


def _fitting_list(data: Any, kind: Any, place: Place) -> Any:
    if not isinstance(data, Items):
        if not isinstance(data, str):
            return UNFIT
        line, data = data, Items(place, flow=False)
        data.append(line)
        data.item_places.append(place)
    most = _constraint(kind, "max_length")
    pairs = islice(zip(data, data.item_places, strict=True), most)
    fitted = [(_fitting(item, _item_type(kind), at), at) for item, at in pairs]
    kept = [(item, at) for item, at in fitted if item is not UNFIT]
    data[:], data.item_places[:] = [one for one, _at in kept], [at for _, at in kept]
    return UNFIT if len(data) < (_constraint(kind, "min_length") or 0) else data


def _fitting_struct(data: Mapping, kind: type[Struct]) -> Any:
    infos = _fields_by_key(kind)
    for key in [one for one in data if one not in infos and one in data.key_places]:
        del data[key], data.key_places[key], data.value_places[key]
        data.whole = False
    for name, info in infos.items():
        value, place = data.get(name), data.value_places.get(name, data.place)
        fitted = UNFIT if value is None else _fitting(value, info.type, place)
        if fitted is UNFIT and info.required:
            fitted = _stand_in(None, info.type)
        if fitted is not UNFIT:
            data[name] = fitted
            data.key_places.setdefault(name, data.place)
            data.value_places.setdefault(name, data.place)
        elif name in data:
            del data[name]
            data.whole = False
        if fitted is UNFIT and info.required:
            return UNFIT
    return data


def _stand_in(data: Any, kind: Any) -> Any:
    """Return something that fits `kind`, as like `data` as can be, or `UNFIT`."""
    kind = _without_none(kind)
    bare = _without_annotations(kind)
    if words := words_of(kind):
        return (nearest(data, words) if isinstance(data, str) else "") or words[0]
    if bare in (int, float):
        return max(_constraint(kind, "ge") or 0, min(_constraint(kind, "le") or STAND_IN, STAND_IN))
    if bare is str:
        return data[: _constraint(kind, "max_length")] if isinstance(data, str) and data else "…"
    if get_origin(bare) is list and isinstance(item := _item_type(kind), type):
        held = Items((1, 1), flow=False)
        one = _fitting_struct(Mapping((1, 1), flow=False), item)
        held.append(one)
        held.item_places.append((1, 1))
        return UNFIT if one is UNFIT else held
    return UNFIT


@cache
def _fields_by_key(kind: type[Struct]) -> dict[str, FieldInfo]:
    return {info.encode_name: info for info in fields(kind)}


def _walk_list(
    data: Any, kind: Any, place: Place, above: Collection[str] = ()
) -> Iterator[Problem]:
    if not isinstance(data, Items):
        yield Problem(*place, _list_meant(data, kind))
        return
    least, most = _constraint(kind, "min_length"), _constraint(kind, "max_length")
    expected = _expected(kind)
    if expected and data.whole and not (least or 0) <= len(data) <= (most or len(data)):
        message = translate("Check", "expected {expected}, and not {count}")
        yield Problem(*place, message.format(expected=expected, count=number(len(data))))
        return
    if least is not None and len(data) < least and data.whole:
        yield Problem(*place, translate("Check", "this list is empty: it needs at least one line"))
    if most is not None and len(data) > most:
        message = translate(
            "Check",
            "this list is too long: it has %n item, {most} are enough|this list is too long: it "
            "has %n items, {most} are enough",
            "",
            len(data),
        )
        yield Problem(*place, message.format(most=most))
    for item, at in zip(data, data.item_places, strict=True):
        yield from _walk(item, _item_type(kind), at, above)


def _walk_table(data: Any, kind: Any, place: Place) -> Iterator[Problem]:
    if not isinstance(data, Mapping):
        meant = _expected(kind) or translate(
            "Check", "lines here, each with a name, a colon and a value", "expected lines here, ..."
        )
        yield Problem(*place, translate("Check", "expected {expected}").format(expected=meant))
        return
    _names, values = get_args(_without_annotations(kind))
    for name, at in data.value_places.items():
        yield from _walk(data[name], values, at)


def _list_meant(data: Any, kind: Any) -> str:
    """Return what to type instead of something that is no list; `kind` is that of the list."""
    if expected := _expected(kind):
        return translate("Check", "expected {expected}").format(expected=expected)
    first = next(iter(data), "") if isinstance(data, Mapping) else data
    sign = first[:1] if isinstance(first, str) else ""
    if sign and sign in BULLETS:
        return plain_dash(sign)
    if sign == "-":
        return translate("Check", "a space is missing: a line of a list begins with '- '")
    if example := translated("Check", getattr(_item_type(kind), "example", "")):
        dashed = example if example.startswith("'-") else example.replace("'", "'- ", 1)
        message = translate("Check", "expected a list: write below this line {example}")
        return message.format(example=dashed)
    return translate("Check", "expected a list: each line begins with '- '")


def _walk_scalar(data: Any, kind: Any, place: Place) -> Iterator[Problem]:
    try:
        msgspec.convert(data, kind, strict=False)
    except ValidationError:
        yield Problem(*place, _explain(data, kind))


def _explain(data: Any, kind: Any) -> str:
    bare = _without_annotations(kind)
    if isinstance(data, (Mapping, Items)):
        return _explain_container(data, bare)
    if data is None:
        return _nothing_here()
    if get_origin(bare) is Literal:
        return _explain_word(data, [str(word) for word in get_args(bare)])
    if bare is str and data and (explain := _extra(kind, "explain")):
        return str(explain(data))
    if bare is str:
        return _explain_length(data, kind)
    from supine.core.number_hints import number_hint  # noqa: PLC0415 - 7 ms, and seldom needed

    message = translate("Check", "expected {expected}, not {written}")
    message = message.format(expected=_expected_words(bare, kind), written=excerpt(data))
    hint = "" if bare is bool else number_hint(data, _extra(kind, "measure"))
    return hinted(message, hint)


def _explain_word(data: str, words: list[str]) -> str:
    """Return what to write instead of `data`, which is none of `words`."""
    from supine.core.number_hints import is_unit_of_time  # noqa: PLC0415 - as above

    hint = did_you_mean(data, words)
    meant = ALIKE.get(data.strip(" .").lower())
    if meant in words:
        hint = translate("Check", "write '{word}'").format(word=meant)
    if "seconds" in words and is_unit_of_time(data):
        hint = translate("Check", "write 'seconds', and how many of them as the count")
    message = translate("Check", "{word} is not one of {words}", "words to type, with commas")
    return hinted(message.format(word=excerpt(data), words=", ".join(words)), hint)


def _nothing_here() -> str:
    return translate("Check", "there is nothing here: write something, or remove the line")


def _explain_container(data: Mapping | Items, bare: Any) -> str:
    if bare is str and data.flow:
        return needs_quotes("{" if isinstance(data, Mapping) else "[")
    if bare is str and isinstance(data, Mapping) and len(data) == 1:
        sign = next(iter(data))[:1]
        if sign and sign in QUOTES:
            return for_print(sign)
        return colon_needs_quotes()
    return translate("Check", "expected one text or number here, not a list or further keys")


def _explain_length(data: str, kind: Any) -> str:
    most = _constraint(kind, "max_length")
    if most is None or not data:
        return _nothing_here()
    message = translate(
        "Check",
        "{text} has %n character: at most {most} fit|{text} has %n characters: at most {most} fit",
        "",
        len(data),
    )
    return message.format(text=excerpt(data), most=most)


def _expected_words(bare: Any, kind: Any) -> str:
    if bare is bool:
        return translate("Check", "yes or no")
    if written := _expected(kind):
        return written
    low, high = _constraint(kind, "ge"), _constraint(kind, "le")
    if low is None or high is None:
        whole, any_ = translate("Check", "a whole number"), translate("Check", "a number")
        return whole if bare is int else any_
    whole = translate("Check", "a whole number from {low} to {high}")
    any_ = translate("Check", "a number from {low} to {high}")
    return (whole if bare is int else any_).format(low=f"{low:g}", high=f"{high:g}")


def _expected(kind: Any) -> str:
    """Return in words what the format says that `kind` should be; empty if it says nothing."""
    written = translated("Check", _extra(kind, "expected"))
    return written.format(most=_constraint(kind, "max_length")) if "{most}" in written else written


def is_list(kind: Any) -> bool:
    """Return whether values of `kind` are lists."""
    return get_origin(_without_annotations(_without_none(kind))) is list


def is_number(kind: Any) -> bool:
    """Return whether values of `kind` are numbers."""
    return _without_annotations(_without_none(kind)) in (int, float)


def words_of(kind: Any) -> tuple[str, ...]:
    """Return the words that values of `kind` are chosen from; none where they are no choice."""
    bare = _without_annotations(_without_none(kind))
    return get_args(bare) if get_origin(bare) is Literal else ()


def _structs_by_tag(kind: Any) -> Kinds:
    """Return the structs of a tagged union by their tags; empty for any other kind."""
    if get_origin(kind) not in (Union, UnionType):
        return {}
    members = [part for part in get_args(kind) if isinstance(part, type)]
    structs = [part for part in members if issubclass(part, Struct)]
    tags = {str(part.__struct_config__.tag): part for part in structs}
    return {} if len(tags) < 2 or "None" in tags else tags


def _without_none(kind: Any) -> Any:
    """Return `kind` without None as a choice."""
    kind_args = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    rest = [part for part in kind_args if part is not NoneType]
    if NoneType in kind_args:
        kind = reduce(or_, rest)
    return _without_struct_annotations(kind)


def _without_struct_annotations(kind: Any) -> Any:
    stripped = _without_annotations(kind)
    is_struct = isinstance(stripped, type) and issubclass(stripped, Struct)
    if is_struct or _structs_by_tag(stripped):
        return stripped
    return kind


def _without_annotations(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _item_type(kind: Any) -> Any:
    bare = _without_annotations(_without_none(kind))
    return get_args(bare)[0] if get_origin(bare) is list else None


def _constraint(kind: Any, name: str) -> Any:
    """Return the outermost bound called `name` in the annotations of `kind`, or None."""
    while get_origin(kind) is Annotated:
        for note in get_args(kind)[1:]:
            value = getattr(note, name, None) if isinstance(note, Meta) else None
            if value is not None:
                return value
        kind = get_args(kind)[0]
    return None


def _extra(kind: Any, name: str) -> Any:
    """Return what the format says about `kind` under `name`; empty if it says nothing there."""
    return (_constraint(kind, "extra") or {}).get(name, "")


def _allows_none(info: FieldInfo) -> bool:
    return info.default is None or (info.default is NODEFAULT and NoneType in get_args(info.type))
