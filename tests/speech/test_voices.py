"""Which voices are offered, and which is taken where nobody has chosen."""

from __future__ import annotations

import time

import pytest

from supine.speech.protocol import MOST_VOICES, Known
from supine.speech.voices import best_first, chosen


def known(*names: str) -> list[Known]:
    """Return voices from names such as "en_GB/Somebody"."""
    return [Known(name.partition("/")[2], name.partition("/")[0], name) for name in names]


SOME = known(
    "de_DE/Anna", "en_US/English (Caribbean)", "en_US/English (America)", "en_GB/English+Adam",
    "en_GB/English", "en_AU/Matilda (Premium)", "eng/No such language",
)  # fmt: skip


def names(voices: list[Known]) -> list[str]:
    return [voice.name for voice in voices]


def test_only_voices_that_speak_the_language_are_offered() -> None:
    assert names(best_first(SOME, "de")) == ["Anna"]
    assert best_first(SOME, "fr") == []


def test_the_same_country_comes_first() -> None:
    assert names(best_first(SOME, "en_GB"))[0] == "English"
    assert names(best_first(SOME, "en-us"))[:2] == ["English (America)", "English (Caribbean)"]


def test_a_voice_of_the_script_comes_first_and_norwegian_is_one_language() -> None:
    chinese = known("zh_TW/Taipei", "zh_CN/Beijing", "zh_HK/Hong Kong")
    assert names(best_first(chinese, "zh-Hans"))[0] == "Beijing"
    assert names(best_first(chinese, "zh-Hant-HK"))[0] == "Hong Kong"
    norwegian = known("nn_NO/Nynorsk", "nb_NO/Bokmal")
    assert names(best_first(norwegian, "no")) == ["Bokmal", "Nynorsk"]
    assert names(best_first(norwegian, "nn"))[0] == "Nynorsk"


def test_a_voice_made_with_more_care_comes_first() -> None:
    assert names(best_first(SOME, "en"))[0] == "Matilda (Premium)"


def test_the_many_shades_of_one_voice_come_last() -> None:
    assert names(best_first(SOME, "en"))[-1] == "English+Adam"


VERY_MANY = known(*(f"en_US/Voice {n}+Shade" for n in range(13_000)), "en_GB/Plain")


def test_of_very_many_voices_the_best_are_kept() -> None:
    found = best_first(VERY_MANY, "en")
    assert (found[0].name, len(found)) == ("Plain", MOST_VOICES)


@pytest.mark.measure
def test_of_very_many_voices_the_best_are_found_at_once() -> None:
    # the processor's time: other programs may be busy
    begun = time.process_time()
    best_first(VERY_MANY, "en")
    assert time.process_time() - begun < 1


def test_the_voice_that_was_chosen_is_taken_and_otherwise_the_best() -> None:
    assert chosen(SOME, "en_GB", "de_DE/Anna") == SOME[0]
    assert chosen(SOME, "en_GB", "en_GB/Gone") == SOME[4]
    assert chosen(SOME, "fr", "") is None
