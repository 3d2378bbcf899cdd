"""What to type instead of a text that is no plain number, such as "five breaths" or "3 x 10"."""

from __future__ import annotations

import re

from supine.language import translate

METRES_IN = {"m": 1.0, "cm": 0.01, "mm": 0.001}

NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

_WORD = re.compile(rf"(?:{'|'.join(NUMBERS)})\b")
_TIMES = re.compile(r"([1-9]\d{0,5})\s*[x×*]\s*([1-9]\d{0,5})\b.*", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(\d{1,6}),(\d{1,6})")
_RANGE = re.compile(r"(\d{1,6})\s*(?:[-‐-―~〜～－]|to|or|bis|à)\s*(\d{1,6})\b.*", re.IGNORECASE)
_EACH_SIDE = re.compile(r"(\d{1,6})\b.*\b(?:each|both|per|every|either|a)\b.*", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,6})\s*(?:(s|sec\w*|sek\w*|\"|'')|m|min\w*)\.?", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)\s*(cm|mm|m|°|deg\w*)?\.?", re.IGNORECASE)
_WITH_WORDS = re.compile(
    r"(\d{1,6})\s*(?:[^\W\d]{2,}.*|[^\W\da-z_]|[sx×])|[x×]\s*(\d{1,6})", re.IGNORECASE
)


def number_hint(data: str, measure: str) -> str:
    """Return what to type instead of a text that is no fitting number, or nothing.

    `measure` is what the number counts: "seconds", "minutes", "metres" or "degrees"; empty where
    that is said elsewhere.
    """
    is_drawn = measure in ("metres", "degrees")
    return _measure_hint(data, measure) if is_drawn else _count_hint(data, measure)


def is_unit_of_time(word: str) -> bool:
    """Return whether `word` is one for seconds or minutes, such as "sec" or "min."."""
    return _TIME.fullmatch(f"1{word}") is not None


def _measure_hint(data: str, measure: str) -> str:
    """Return what to type instead of a length or an angle with its unit, or in centimetres."""
    found = _LENGTH.fullmatch(data)
    if found is None:
        return ""
    unit = (found[2] or "cm").lower()
    if measure == "degrees" or unit not in METRES_IN:
        return _write_alone(found[1]) if found[2] else ""
    metres = float(found[1]) * METRES_IN[unit]
    if abs(metres) > 2:
        return ""
    return translate("Check", "write {number}, in metres").format(number=f"{metres:g}")


def _count_hint(data: str, measure: str) -> str:  # noqa: PLR0911 - one for each way to write
    """Return what to type instead of a text that has more than a number in it, or nothing.

    `measure` is what the number counts, "seconds" or "minutes"; empty where that is said elsewhere.
    """
    if found := _WORD.match(data.lower()):
        digits = str(NUMBERS.index(found[0]) + 1)
        return translate("Check", "write {number}").format(number=digits)
    if found := _TIMES.fullmatch(data):
        return translate(
            "Check",
            "write {number}, and for {rounds} times put the pose into a series with "
            "'rounds: {rounds}'",
        ).format(number=found[2], rounds=found[1])
    if found := _DECIMAL_COMMA.fullmatch(data):
        message = translate("Check", "write {number} with a point", "such as 1.5")
        return message.format(number=f"{found[1]}.{found[2]}")
    if found := _RANGE.fullmatch(data):
        few, many = sorted((int(found[1]), int(found[2])))
        return translate(
            "Check", "write one number; in a hold, 'count: {many}' and 'least: {few}' say both"
        ).format(many=many, few=few)
    if found := _EACH_SIDE.fullmatch(data):
        message = translate("Check", "write {number} alone, and 'sides: both' for the whole pose")
        return message.format(number=found[1])
    if found := _TIME.fullmatch(data):
        seconds = int(found[1]) * (1 if found[2] else 60)
        if measure == "minutes":
            return _write_alone(found[1] if not found[2] else max(1, seconds // 60))
        if measure:
            return _write_alone(seconds)
        message = translate("Check", "write {number} alone; in a hold, with 'unit: seconds'")
        return message.format(number=seconds)
    if found := _WITH_WORDS.fullmatch(data):
        message = translate(
            "Check", "write {number} alone; in a hold, 'unit:' says what is counted"
        )
        return message.format(number=found[1] or found[2])
    return ""


def _write_alone(digits: str | int) -> str:
    return translate("Check", "write {number} alone").format(number=digits)
