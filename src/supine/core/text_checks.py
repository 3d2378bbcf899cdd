"""Checks on the texts of a sequence: their placeholders, their length, and what nobody can see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category, east_asian_width

from supine.core.problem import Problem, did_you_mean, excerpt, hinted
from supine.core.sequence import CUE_LIMIT, LENGTH, SIDES, fill, in_one_system
from supine.core.yaml_document import Items, Mapping, Place
from supine.core.yaml_errors import hidden_character
from supine.language import listed, translate

PAUSE = re.compile(r"[.,;:!?…](?= )|[。、！？；：，]")
"""Where a line can be cut best."""

MAX_PARTS = 9
"""The most lines for which a message says where to cut a text."""

PLACEHOLDERS = ("{side}", "{other}", "{Side}", "{Other}")

CUES = ("settle", "during", "leave", "stop", "go_on", "cues", "caution", "text")
"""Keys with lines that are shown and spoken during the practice."""

FILLED = (*CUES, "side_words", "moves", "say", "recording")
"""Keys with text that may contain a placeholder for the side."""

PARAGRAPHS = ("summary", "credit", "cautions", "instead")
"""Keys with text of several lines."""

_LIMB = (
    "(leg|knee|foot|ankle|heel|toes?|thigh|shin|calf|hip|buttock|glute|arm|elbow|hand|wrist|"
    "shoulder|side)s?"
)

OTHER_PART = re.compile(rf"\b(the|your) other {_LIMB}\b", re.IGNORECASE)
"""A side that is not said: "the other leg"."""

TURNS = re.compile(
    rf"\bnow (?:the|your) other {_LIMB}\b"
    rf"|\b(?:repeat|do|switch|change|swap|same|again)\b[^.;]* (?:the|your) other {_LIMB}\b"
    r"|\b(?:switch|change|swap) (?:sides|legs|arms|hands|feet|knees)\b",
    re.IGNORECASE,
)
"""A turn to the second side, which the program does: "repeat with the other leg"."""

_LEG = "(leg|knee|foot|ankle|heel|toes?|thigh|shin|calf|hip|buttock)"

NAMED_SIDE = re.compile(rf"\b(right|left) {_LEG}\b", re.IGNORECASE)
"""A leg whose side is written out: it stays the same when the other side's turn comes."""

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Signs that say how the two beside them are drawn: Persian and emoji need them."""

BREAKS = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
"""Signs that say where a line may break between letters without spaces, as in Thai."""

DIRECTION_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
"""Signs without a width that place a full stop or a number in a text from right to left."""


def text_problems(
    data: Mapping, names: set[str], *, sided: bool = False, both: bool = False
) -> Iterator[Problem]:
    """Check every text in `data`: its line ends, its length as shown, its placeholders.

    `names` are the poses that are done on a side. `sided` says whether the text belongs to a pose
    with a side, and `both` whether it is used on both sides.
    """
    sides = data.get("sides")
    if "series" in data:
        sides = None if sides == "each-pose" else sides or "both"
    sided = sided or bool(sides) or data.get("repeat") in names
    both = both or sides == "both" or data.get("repeat") in names
    if both and isinstance(data.get("recording"), str):
        yield from _recording_problems(data)
    for key, value in data.items():
        if key not in data.key_places:
            continue
        items = value if isinstance(value, Items) else [value]
        places = value.item_places if isinstance(value, Items) else [data.value_places[key]]
        for item, place in zip(items, places, strict=True):
            if isinstance(item, Mapping):
                # a rest between two rounds has no side
                within = key != "between"
                yield from text_problems(item, names, sided=sided and within, both=both and within)
            elif isinstance(item, str):
                if both and key in CUES:
                    yield from _other_problems(item, place)
                if _is_surely_fine(item):
                    continue
                sided_here = sided or ("series" in data and key == "side_words")
                yield from _placeholder_problems(item, place, key, sided=sided_here)
                yield from _line_problems(item, place, key)


def _other_problems(text: str, place: Place) -> Iterator[Problem]:
    """Yield a problem where a line for both sides names the second one without saying which."""
    if found := TURNS.search(text):
        message = translate(
            "Check",
            "this pose is done on both sides by itself: leave '{words}' out, or write the line for "
            "the right side alone",
        )
        yield Problem(*place, message.format(words=found[0]))
    elif found := OTHER_PART.search(text):
        message = translate(
            "Check",
            "'{words}' does not say which: write '{instead}', which says left on the right side, "
            "and right on the left side",
        )
        instead = f"{found[1]} {{other}} {found[2]}"
        yield Problem(*place, message.format(words=found[0], instead=instead))
    elif (named := NAMED_SIDE.findall(text)) and len({side.lower() for side, _leg in named}) == 1:
        side, leg = named[0]
        here, there = ("side", "other") if side.lower() == "right" else ("other", "side")
        message = translate(
            "Check",
            "'{words}' is said on both sides as it stands: write '{here}', and for the other one "
            "'{there}'",
        ).format(words=f"{side} {leg}", here=f"{{{here}}} {leg}", there=f"{{{there}}} {leg}")
        yield Problem(*place, message)


def _is_surely_fine(text: str) -> bool:
    """Return whether a text cannot have a problem; a fast test, as it is true for most texts."""
    narrow = CUE_LIMIT if text.isascii() else CUE_LIMIT // 2
    return len(text) <= narrow and "{" not in text and "｛" not in text and text.isprintable()


def _placeholder_problems(text: str, place: Place, key: str, *, sided: bool) -> Iterator[Problem]:
    for wide in re.finditer(r"[{｛](\w+)[}｝]", text):
        if f"{{{wide[1]}}}" in PLACEHOLDERS and wide[0] not in PLACEHOLDERS:
            message = translate("Check", "{written} has wide braces: type {meant} with plain ones")
            yield Problem(*place, message.format(written=wide[0], meant=f"{{{wide[1]}}}"))
            return
    for match in re.finditer(r"\{[^{}]*\}?", text):
        found = match[0]
        if LENGTH.fullmatch(found) and key != "recording":
            continue
        if "|" in found:
            message = translate(
                "Check",
                "{length} is not understood: a length in both systems is written {example}",
            )
            example = "'{five centimetres|two inches}'"
            yield Problem(*place, message.format(length=excerpt(found), example=example))
        elif found not in PLACEHOLDERS:
            all_ = translate("Check", "the placeholders are {names}", "a list of words in braces")
            hint = did_you_mean(found, PLACEHOLDERS) or all_.format(names=", ".join(PLACEHOLDERS))
            message = translate("Check", "{word} is not a placeholder").format(word=excerpt(found))
            yield Problem(*place, hinted(message, hint))
        elif key not in FILLED:
            message = translate("Check", "{word} has no meaning in '{key}': remove it here")
            yield Problem(*place, message.format(word=found, key=key))
        elif not sided:
            message = translate(
                "Check", "{word} needs a side: add 'sides: both' to the pose, or remove {word}"
            )
            yield Problem(*place, message.format(word=found))


def _recording_problems(data: Mapping) -> Iterator[Problem]:
    """Yield a problem if one recording that names a side would be played on both sides."""
    names_side = "text" not in data or any(mark in data["text"] for mark in PLACEHOLDERS)
    if names_side and not any(mark in data["recording"] for mark in PLACEHOLDERS):
        message = translate(
            "Check",
            "this recording would be heard on both sides, and its line names the side: record both "
            "and write '{side}' in the name, such as 'knees-{side}.wav'",
        )
        yield Problem(*data.value_places["recording"], message)


def _line_problems(text: str, place: Place, key: str) -> Iterator[Problem]:
    hidden = _hidden(text)
    if hidden == "\n" and key in PARAGRAPHS:
        hidden = _hidden(text.replace("\n", " "))
    if hidden == "\n":
        message = translate(
            "Check", "this must be one line of plain text: give each line its own '- '"
        )
        yield Problem(*place, message)
    elif hidden:
        yield Problem(*place, hidden_character(hidden))
    systems = [in_one_system(text, inches=inches) for inches in (False, True)]
    shown = max((fill(one, side) for one in systems for side in SIDES), key=len)
    if key in CUES and (most := _readable(shown)) < len(shown):
        message = translate(
            "Check",
            "this line has %n character: more than {most} cannot be read from the mat. {cut}|"
            "this line has %n characters: more than {most} cannot be read from the mat. {cut}",
            "{cut} is another sentence: Make 2 lines of it",
            len(shown),
        )
        yield Problem(*place, message.format(most=most, cut=_cuts(shown)))


def _readable(text: str) -> int:
    """Return how many of the first characters of `text` can be read from the mat.

    Those of Chinese and Japanese are as wide as two letters, and tell as much.
    """
    if len(text) <= CUE_LIMIT // 2:
        return len(text)
    width = 0
    for at, character in enumerate(text):
        width += 2 if east_asian_width(character) in "WF" else 1
        if width > CUE_LIMIT:
            return at
    return len(text)


def _cuts(text: str) -> str:
    """Return how many lines a long text should be, and after which words to cut it."""
    parts = [text]
    while (most := _readable(parts[-1])) < len(parts[-1]) and len(parts) < MAX_PARTS:
        rest = parts.pop()
        pauses = [found.end() for found in PAUSE.finditer(rest, most // 3, most)]
        space = rest.rfind(" ", 1, most)
        at = pauses[-1] if pauses else space if space > 0 else most
        parts += [rest[:at].strip(), rest[at:].strip()]
    if len(parts) >= MAX_PARTS:
        return translate("Check", "Make several lines of it")
    return translate(
        "Check",
        "Make %n line of it: cut it after {ends}|Make %n lines of it: cut it after {ends}",
        "a list of words",
        len(parts),
    ).format(ends=listed([f"'{part.split()[-1][-20:]}'" for part in parts[:-1]]))


def _hidden(text: str) -> str:
    """Return the first character that hides something, or nothing.

    Spaces of every width are no secret, nor are joiners between letters or emoji.
    """
    # Hebrew or Arabic letters: the marks themselves count as "R"
    turns = any(one.isalpha() and bidirectional(one) in ("R", "AL") for one in text)
    for at, sign in enumerate(text):
        if sign.isprintable() or category(sign) == "Zs":
            continue
        beside = [category(one) for one in (text[at - 1 : at] + text[at + 1 : at + 2])]
        is_between = len(beside) == 2
        joins = sign in JOINERS and is_between and all(kind[0] in "LMS" for kind in beside)
        breaks = sign in BREAKS and is_between and all(kind in ("Lo", "Mn") for kind in beside)
        if not (joins or breaks or (sign in DIRECTION_MARKS and turns)):
            return sign
    return ""
