"""The schema agrees with the sequences that are read."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from make_schema import PARTS_OF_STANCES, schema_text, sequence_schema

from supine.core.sequence import CUE_LIMIT
from supine.core.yaml_document import parse
from supine.resources import resource, shipped_sequences, stance_names
from tests.core.samples import SMALL

SCHEMA = sequence_schema(stance_names())
PARTS: dict[str, Any] = SCHEMA["$defs"]


def followed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that `schema` refers to, or `schema` itself."""
    reference = schema.get("$ref", "")
    return PARTS[reference.rsplit("/", 1)[1]] if reference else schema


def unfit(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Return the path of each part of `value` that `schema` does not allow."""
    schema = followed(schema)
    if "anyOf" in schema:
        choices = [unfit(value, choice, path) for choice in schema["anyOf"]]
        return min(choices, key=len)
    if schema.get("type") == "object":
        if not isinstance(value, dict):
            return [path]
        if isinstance(each := schema["additionalProperties"], dict):
            return [
                bad for name, one in value.items() for bad in unfit(one, each, f"{path}.{name}")
            ]
        missing = [f"{path}.{key}" for key in schema["required"] if key not in value]
        known = schema["properties"]
        inner = [unfit(one, known.get(key, {}), f"{path}.{key}") for key, one in value.items()]
        unknown = [f"{path}.{key}" for key in value if key not in known]
        return [*missing, *unknown, *chain.from_iterable(inner)]
    if schema.get("type") == "array":
        return [bad for one in value for bad in unfit(one, schema["items"], f"{path}[]")]
    wrong = len(value) > schema.get("maxLength", 600) or value not in schema.get("enum", [value])
    return [path] if wrong else []


def test_the_file_is_the_one_that_make_schema_writes() -> None:
    written = resource("sequence.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(stance_names()), "run: make schema"


def test_the_shipped_sequence_fits() -> None:
    data, _ = parse(shipped_sequences()[0].read_text(encoding="utf-8"))
    assert unfit(data, SCHEMA) == []


def test_a_slip_does_not_fit() -> None:
    data, _ = parse(shipped_sequences()[0].read_text(encoding="utf-8"))
    data["steps"][0]["setle"] = data["steps"][0].pop("settle")
    assert unfit(data, SCHEMA) == [".steps[].setle"]


@pytest.mark.parametrize("name", PARTS)
def test_each_part_refuses_unknown_keys_and_explains_the_known(name: str) -> None:
    part = PARTS[name]
    assert part["additionalProperties"] is False
    assert part["description"]
    if name not in {kind.__name__ for kind in PARTS_OF_STANCES}:
        for key, known in part["properties"].items():
            assert known.get("description"), key


def test_an_editor_marks_a_slip_in_a_stance_that_is_brought_along() -> None:
    own = "stances:\n  calves:\n    title: Calves\n    like: my-base\n    pelvis: {tilt: 10}\n"
    data, _ = parse(SMALL + own)
    assert unfit(data, SCHEMA) == []
    data, _ = parse(SMALL + own.replace("tilt", "tillt"))
    assert unfit(data, SCHEMA) == [".stances.calves.pelvis.tillt"]


def test_steps_are_told_apart_by_a_key_that_each_must_have() -> None:
    choices = [followed(one) for one in PARTS["Sequence"]["properties"]["steps"]["items"]["anyOf"]]
    assert [one["required"][0] for one in choices] == ["pose", "series", "repeat", "rest"]


def test_a_rest_lasts_breaths_or_seconds() -> None:
    assert PARTS["Rest"]["oneOf"] == [{"required": ["breaths"]}, {"required": ["seconds"]}]


def test_what_only_the_program_knows_is_not_in_it() -> None:
    text = schema_text([])
    assert '"kind"' not in text
    assert '"discriminator"' not in text
    assert '"null"' not in text


def test_an_editor_completes_the_stances_wherever_one_may_stand() -> None:
    parts = sequence_schema({"twist", "hamstring"})["$defs"]
    stances = {name: part["properties"].get("stance") for name, part in parts.items()}
    assert {name for name, found in stances.items() if found} == {"Pose", "Rest", "Variant"}
    assert [found["anyOf"][0]["enum"] for found in stances.values() if found] == [
        ["hamstring", "twist"]
    ] * 3


def test_a_line_has_the_length_that_can_be_read_from_the_mat() -> None:
    pose = PARTS["Pose"]["properties"]
    for lines in (pose["settle"]["items"], pose["caution"]):
        plain, other = lines["anyOf"]
        assert plain["maxLength"] == CUE_LIMIT
        assert followed(other)["properties"]["text"]["maxLength"] == CUE_LIMIT
