"""Write resources/sequence.schema.json, which editors use when a person writes a sequence.

Run it after a change to supine.core.sequence, supine.figure.stance or resources/stances: it is
`make schema`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields

from supine.core.sequence import (
    CUE_LIMIT,
    Cue,
    Hold,
    Pose,
    Prop,
    Repeat,
    Rest,
    Sequence,
    Series,
    Variant,
)
from supine.figure import stance as stance_format
from supine.figure.stance import StanceFile
from supine.resources import stance_names

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sequence.schema.json"

DIALECT = "https://json-schema.org/draft/2020-12/schema"

PARTS: tuple[type[Struct], ...] = (Sequence, Prop, Pose, Series, Repeat, Rest, Hold, Variant, Cue)

PARTS_OF_STANCES: tuple[type[Struct], ...] = tuple(
    kind
    for kind in vars(stance_format).values()
    if isinstance(kind, type) and issubclass(kind, Struct) and kind is not Struct
)
"""The parts of a stance that a sequence brings along; `docs/stances.md` explains their keys."""

TAG = "kind"
"""The key by which msgspec tells the kinds of steps apart.

It is not part of the file format: in a file each kind has its own key, such as "pose:".
"""


def sequence_schema(stances: Collection[str]) -> dict[str, Any]:
    """Return the schema of a sequence file as plain values; `stances` are the allowed stances."""
    (whole, stance), parts = msgspec.json.schema_components([Sequence, StanceFile])
    kinds = (*PARTS, *PARTS_OF_STANCES)
    found = {
        kind.__name__: _with_stances(_part(kind, parts[kind.__name__]), stances) for kind in kinds
    }
    # to the core, which reads a sequence, a stance is any table
    found["Sequence"]["properties"]["stances"]["additionalProperties"] = stance
    return {
        "$schema": DIALECT,
        "title": "A sequence for Supine",
        "$ref": whole["$ref"],
        "$defs": found,
    }


def schema_text(stances: Collection[str]) -> str:
    """Return the schema as the text of its file; `stances` are the allowed stances."""
    return json.dumps(sequence_schema(stances), indent=2, ensure_ascii=False) + "\n"


def _part(kind: type[Struct], part: dict[str, Any]) -> dict[str, Any]:
    notes = {info.encode_name: _description(info.type) for info in fields(kind)}
    properties = {
        name: _property(value, notes[name])
        for name, value in part["properties"].items()
        if name != TAG
    }
    required = [name for name in part["required"] if name != TAG]
    found = {**part, "properties": properties, "required": required}
    if kind is Rest:
        found["oneOf"] = [{"required": [length]} for length in ("breaths", "seconds")]
    return found


def _with_stances(part: dict[str, Any], stances: Collection[str]) -> dict[str, Any]:
    """Return `part` with the program's names of a stance, so that editors can complete them.

    A sequence may bring along stances of its own, so any other name is allowed, too.
    """
    notes = {
        "stance": "",
        "like": "The stance that gives what is not said here.",
        "from": "The stance that it is taken up from, or two of them.",
    }
    for key, note in notes.items():
        if stance := part["properties"].get(key):
            description = stance.pop("description", note)
            names = {"enum": sorted(stances)}
            choices = [names, *stance.get("anyOf", [stance])]
            part["properties"][key] = {
                "description": description,
                "anyOf": [_named_items(one, names) for one in choices],
            }
    return part


def _named_items(value: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Return `value`, which may be a list, with `names` to complete for its items."""
    return {**value, "items": {"anyOf": [names, value["items"]]}} if "items" in value else value


def _property(value: dict[str, Any], description: str) -> dict[str, Any]:
    """Return `value` without the choice "null": in a file the key is left out instead."""
    found = {**value}
    choices = [one for one in found.pop("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        found |= choices[0]
    elif choices:
        found["anyOf"] = [_limited(one) for one in choices]
    if not found.get("default", True):
        del found["default"]
    if "items" in found:
        found["items"] = _item(found["items"])
    return {"description": description, **_limited(found)} if description else _limited(found)


def _item(value: dict[str, Any]) -> dict[str, Any]:
    found = {name: one for name, one in value.items() if name != "discriminator"}
    if choices := found.get("anyOf"):
        found["anyOf"] = [_limited(one) for one in choices]
    return _limited(found)


def _limited(value: dict[str, Any]) -> dict[str, Any]:
    """Return `value` with a length limit for cues.

    msgspec has no limit for cues, as it counts before the placeholders are filled in.
    """
    if value.get("type") == "string" and "maxLength" not in value:
        return {**value, "maxLength": CUE_LIMIT}
    return value


def _description(kind: Any) -> str:
    """Return the outermost description among the annotations of `kind`."""
    notes = [note for note in getattr(kind, "__metadata__", ()) if isinstance(note, Meta)]
    own = [note.description for note in reversed(notes) if note.description]
    return own[0] if own else next(filter(None, map(_description, get_args(kind))), "")


def main() -> None:
    """Write the schema."""
    TARGET.write_text(schema_text(stance_names()), encoding="utf-8", newline="\n")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
