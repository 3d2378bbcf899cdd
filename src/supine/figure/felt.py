"""What one may feel in a pose, in words: a stretch, muscles that work, or the floor below.

It is not found from the joints: they do not tell what is felt. A stance file says it.
"""

from __future__ import annotations

from supine.core.sequence import Side
from supine.figure.posture import other_part
from supine.figure.stance import FeltSpec
from supine.language import listed, translate


def felt_words(felt: list[FeltSpec], side: Side) -> tuple[str, ...]:
    """Return what one may feel in a pose done on `side`, as one text, and shorter ones.

    A stance is written for the right side. Without anything `felt` there is no text.
    """
    kinds = {
        "stretched": [one.stretch for one in felt if one.stretch],
        "working": [one.work for one in felt if one.work],
        "pressed": [one.pressure for one in felt if one.pressure],
    }
    parts = {
        kind: listed(_parts([other_part(one) if side == "left" else one for one in places]))
        for kind, places in kinds.items()
    }
    said = [kind for kind in ("working", "stretched", "pressed") if parts[kind]]
    # what is said last is left out first
    return tuple(_sentence(said[:most]).format(**parts) for most in range(len(said), 0, -1))


def _sentence(kinds: list[str]) -> str:
    """Return the sentence that names these `kinds` of what is felt."""
    return {
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
    }[tuple(kinds)]


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
