"""What one may feel in a pose, in words: a stretch, muscles that work, or the floor below.

It is not found from the joints: they do not tell what is felt. A stance file says it.
"""

from __future__ import annotations

from supine.core.sequence import Side
from supine.figure.posture import other_part
from supine.figure.stance import FeltSpec
from supine.language import listed, translate


def felt_words(felt: list[FeltSpec], side: Side) -> tuple[str, ...]:
    """Return what one may feel in a pose done on `side`, and less and less of it.

    A stance is written for the right side. What stands last is left out first. Without anything
    `felt` there is no text.
    """
    found: list[tuple[str, str]] = []
    for kind in dict.fromkeys(_kind(one) for one in felt):
        places = [_place(one) for one in felt if _kind(one) == kind]
        mirrored = [other_part(place) if side == "left" else place for place in places]
        found += ((kind, part) for part in _parts(mirrored))
    return tuple(_sentence(found[:most]) for most in range(len(found), 0, -1))


def _kind(one: FeltSpec) -> str:
    return "stretched" if one.stretch else "working" if one.work else "pressed"


def _place(one: FeltSpec) -> str:
    return one.stretch or one.work or one.pressure or ""


def _sentence(felt: list[tuple[str, str]]) -> str:
    """Return the sentence about what is `felt`: each is a kind, and a part of the body in words."""
    kinds = ("working", "stretched", "pressed")
    parts = {kind: listed([words for one, words in felt if one == kind]) for kind in kinds}
    text = {
        ("working",): translate("Felt", "you may feel {working} work", "muscles"),
        ("stretched",): translate("Felt", "you may feel a gentle stretch in {stretched}"),
        ("pressed",): translate("Felt", "you may feel the floor under {pressed}"),
        ("working", "stretched"): translate(
            "Felt", "you may feel {working} work, and a gentle stretch in {stretched}", "muscles"
        ),
        ("working", "pressed"): translate(
            "Felt", "you may feel {working} work, and the floor under {pressed}", "muscles"
        ),
        ("stretched", "pressed"): translate(
            "Felt", "you may feel a gentle stretch in {stretched}, and the floor under {pressed}"
        ),
        ("working", "stretched", "pressed"): translate(
            "Felt",
            "you may feel {working} work, a gentle stretch in {stretched}, and the floor under "
            "{pressed}",
            "muscles",
        ),
    }[tuple(kind for kind in kinds if parts[kind])]
    return text.format(**parts)


def _parts(places: list[str]) -> list[str]:
    """Return the words for `places`; those that are on both sides have them once."""
    middle, one_side, both = _middle(), _one_side(), _both()
    found = []
    for place in places:
        side, _, part = place.partition(" ")
        if place in middle:
            words = middle[place]
        elif other_part(place) in places:
            words = both[part]
        else:
            words = one_side[side, part]
        if words not in found:
            found.append(words)
    return found


def _middle() -> dict[str, str]:
    return {
        "neck": translate("Felt", "the neck"),
        "chest": translate("Felt", "the chest"),
        "upper back": translate("Felt", "the upper back"),
        "low back": translate("Felt", "the low back"),
        "belly": translate("Felt", "the belly"),
        "back of pelvis": translate("Felt", "the back of the pelvis"),
    }


def _one_side() -> dict[tuple[str, str], str]:
    return {
        ("right", "side of neck"): translate("Felt", "the right side of the neck"),
        ("left", "side of neck"): translate("Felt", "the left side of the neck"),
        ("right", "shoulder"): translate("Felt", "the right shoulder"),
        ("left", "shoulder"): translate("Felt", "the left shoulder"),
        ("right", "side of trunk"): translate("Felt", "the right side of the trunk"),
        ("left", "side of trunk"): translate("Felt", "the left side of the trunk"),
        ("right", "buttock"): translate("Felt", "the right buttock"),
        ("left", "buttock"): translate("Felt", "the left buttock"),
        ("right", "outer hip"): translate("Felt", "the right outer hip"),
        ("left", "outer hip"): translate("Felt", "the left outer hip"),
        ("right", "front of hip"): translate("Felt", "the front of the right hip"),
        ("left", "front of hip"): translate("Felt", "the front of the left hip"),
        ("right", "front of thigh"): translate("Felt", "the front of the right thigh"),
        ("left", "front of thigh"): translate("Felt", "the front of the left thigh"),
        ("right", "back of thigh"): translate("Felt", "the back of the right thigh"),
        ("left", "back of thigh"): translate("Felt", "the back of the left thigh"),
        ("right", "inner thigh"): translate("Felt", "the right inner thigh"),
        ("left", "inner thigh"): translate("Felt", "the left inner thigh"),
        ("right", "outer thigh"): translate("Felt", "the right outer thigh"),
        ("left", "outer thigh"): translate("Felt", "the left outer thigh"),
        ("right", "calf"): translate("Felt", "the right calf"),
        ("left", "calf"): translate("Felt", "the left calf"),
    }


def _both() -> dict[str, str]:
    return {
        "side of neck": translate("Felt", "both sides of the neck"),
        "shoulder": translate("Felt", "both shoulders"),
        "side of trunk": translate("Felt", "both sides of the trunk"),
        "buttock": translate("Felt", "both buttocks"),
        "outer hip": translate("Felt", "both outer hips"),
        "front of hip": translate("Felt", "the front of both hips"),
        "front of thigh": translate("Felt", "the front of both thighs"),
        "back of thigh": translate("Felt", "the back of both thighs"),
        "inner thigh": translate("Felt", "both inner thighs"),
        "outer thigh": translate("Felt", "both outer thighs"),
        "calf": translate("Felt", "both calves"),
    }
