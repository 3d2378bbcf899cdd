"""Which voices speak a language, and which of them is best."""

from __future__ import annotations

from collections.abc import Iterable

from supine.core.language import language_of, same_language
from supine.speech.protocol import MOST_VOICES, Configure, Known

BETTER = ("premium", "enhanced", "natural", "neural")
"""Words by which systems name their better voices."""

MISPLACED = ("English (Caribbean)",)
"""espeak-ng's en-029, which Qt takes for American English and lists before that."""


def best_first(voices: Iterable[Known], wanted: str) -> list[Known]:
    """Return those of `voices` that speak `wanted` ("en" or "en_GB"), best first.

    Languages compare by their first part; voices of the same country come first. espeak-ng has a
    hundred variants of each voice ("Voice+Somebody"): they come last.
    """
    spoken = {voice.id: voice for voice in voices if same_language(voice.language, wanted)}
    ranked = sorted(spoken.values(), key=lambda voice: _rank(voice, wanted))
    return ranked[:MOST_VOICES]


def chosen(voices: Iterable[Known], wanted: str, asked: str) -> Known | None:
    """Return the voice whose id is `asked`, or else the best for `wanted`, or None."""
    known = list(voices)
    by_id = {voice.id: voice for voice in known}
    return by_id.get(asked) or next(iter(best_first(known, wanted)), None)


def same_voices(one: Configure, other: Configure) -> bool:
    """Return whether two wishes choose from the same voices, so that `Ready` need not be sent."""
    return one.engine == other.engine and same_language(one.language, other.language)


def _rank(voice: Known, wanted: str) -> tuple[bool, bool, bool, bool, bool, bool, str, str]:
    asked, has = language_of(wanted), language_of(voice.language)
    return (
        "+" in voice.name,
        bool(asked.script) and has.script != asked.script,
        bool(asked.region) and has.region != asked.region,
        has.language != asked.language,
        not any(word in voice.name.lower() for word in BETTER),
        voice.name in MISPLACED,
        voice.language,
        voice.name,
    )
