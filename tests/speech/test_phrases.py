"""The program says its own words in the language of the sequence, or not at all."""

from __future__ import annotations

from typing import get_args

import pytest

from supine.core.sequence import Direction, Unit
from supine.speech.phrases import ENGLISH, PHRASES, phrases_in
from supine.speech.rate import Rate
from supine.speech.script import Manner
from tests.helpers import script, shipped_plan


@pytest.mark.parametrize("language", PHRASES)
def test_each_language_has_words_for_all_that_is_counted(language: str) -> None:
    phrases = PHRASES[language]
    assert set(phrases.units) == set(get_args(Unit))
    assert set(phrases.directions) == set(get_args(Direction))
    assert len(phrases.numbers) == len(set(phrases.numbers)) == 20
    assert len(phrases.tens) == len(set(phrases.tens)) == 9
    for unit, counted in (*phrases.units.items(), ("minutes", phrases.minutes)):
        assert "{n}" in counted.many
        assert "{" not in counted.one
        assert ("{n}" in counted.last) == (unit == "seconds")


@pytest.mark.parametrize("code", ["en", "en_GB", "en-US"])
def test_a_country_does_not_matter(code: str) -> None:
    assert phrases_in(code) is ENGLISH


def test_in_a_language_without_words_only_the_teachers_lines_are_said() -> None:
    lines = script(shipped_plan(), Rate().of, Manner(phrases=phrases_in("fi")))
    written = {cue.text for step in shipped_plan().steps for cue in step.cues}
    assert {line.text for line in lines} <= written
    assert {line.kind for line in lines} == {"side", "cue"}
