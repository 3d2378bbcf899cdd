"""Tags of languages as people write them."""

from __future__ import annotations

import re

import pytest

from supine.core.language import NAMES, TAG, Language, language_of, no_tag, same_language
from supine.core.reader import read
from tests.core.samples import SMALL, problems_in


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("en", ("en", "", "")),
        ("pt-br", ("pt", "", "BR")),
        ("PT_BR", ("pt", "", "BR")),
        ("zh-Hans", ("zh", "Hans", "")),
        ("zh_hant_hk", ("zh", "Hant", "HK")),
        ("zh-TW", ("zh", "Hant", "TW")),
        ("es-419", ("es", "", "419")),
        ("de-1996", ("de", "", "")),
        ("ca-ES-valencia", ("ca", "", "ES")),
    ],
)
def test_a_tag_has_a_language_and_perhaps_script_and_region(
    tag: str, parts: tuple[str, str, str]
) -> None:
    assert language_of(tag) == Language(*parts)
    assert read(f"language: {tag}\n{SMALL}").language == tag


def test_norwegian_is_one_language_however_it_is_written() -> None:
    assert same_language("no", "nb_NO")
    assert same_language("nn", "no")
    assert not same_language("no", "sv")


def test_the_name_of_a_language_is_answered_with_its_tag() -> None:
    assert problems_in(f"language: German\n{SMALL}") == [
        "1:11: 'German' is not the tag of a language: write de"
    ]
    assert no_tag("Français").endswith("write fr")
    assert no_tag("Brazilian Portuguese").endswith("write one such as en, de or pt-BR")


def test_a_tag_that_is_none_is_named() -> None:
    for tag in ("e", "english-us", "en-", "en GB", "12"):
        (problem,) = problems_in(f"language: {tag}\n{SMALL}")
        assert "is not the tag of a language" in problem


def test_every_known_name_leads_to_a_tag() -> None:
    assert all(re.match(TAG, tag) for tag in NAMES)
