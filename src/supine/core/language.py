"""The language of a sequence, as a tag such as "en", "pt-BR" or "zh-Hans" (BCP 47)."""

from __future__ import annotations

import re
from typing import NamedTuple

from supine.core.problem import excerpt, hinted
from supine.language import translate

TAG = (
    r"^([A-Za-z]{2,3})([-_]([A-Za-z]{4}))?([-_]([A-Za-z]{2}|[0-9]{3}))?"
    r"([-_]([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
)
"""A language, and perhaps its script, its region and its variants."""

LONGEST_TAG = 35
"""Characters: RFC 5646, 4.4.1."""

NORWEGIAN = ("no", "nb", "nn")
"""Norwegian, and the two ways in which it is written: a voice of one reads the others."""

SCRIPTS = {"CN": "Hans", "SG": "Hans", "HK": "Hant", "MO": "Hant", "TW": "Hant"}
"""The script of Chinese by region."""

NAMES = {
    "ar": "arabic العربية", "ca": "catalan català", "cs": "czech čeština",
    "da": "danish dansk", "de": "german deutsch", "el": "greek ελληνικά",
    "en": "english", "es": "spanish español", "fa": "persian farsi فارسی",
    "fi": "finnish suomi", "fr": "french français", "he": "hebrew עברית",
    "hi": "hindi हिन्दी", "hu": "hungarian magyar", "id": "indonesian",
    "it": "italian italiano", "ja": "japanese 日本語", "ko": "korean 한국어",
    "nb": "norwegian bokmål norsk", "nl": "dutch nederlands", "nn": "nynorsk",
    "pl": "polish polski", "pt": "portuguese português", "ro": "romanian română",
    "ru": "russian русский", "sk": "slovak slovenčina", "sl": "slovene slovenian slovenščina",
    "sv": "swedish svenska", "th": "thai ไทย", "tr": "turkish türkçe",
    "uk": "ukrainian українська", "vi": "vietnamese", "zh": "chinese mandarin 中文",
}  # fmt: skip
"""Names of languages by their tags, in English and in the language itself."""


class Language(NamedTuple):
    """The parts of a tag; those that it does not name are empty."""

    language: str
    """In small letters."""
    script: str
    """Of Chinese, where the tag has only the region, that of the region."""
    region: str
    """Two capitals or three digits."""


def language_of(tag: str) -> Language:
    """Return the parts of `tag`, such as "en_GB", "en-gb" or "zh-Hant"."""
    found = re.match(TAG, tag)
    parts = found.group(1, 3, 5) if found else (tag, "", "")
    language, script, region = (part or "" for part in parts)
    language, script, region = language.lower(), script.capitalize(), region.upper()
    if language == "zh":
        script = script or SCRIPTS.get(region, "")
    return Language(language, script, region)


def same_language(one: str, other: str) -> bool:
    """Return whether two tags, such as "en_GB" and "en", are of one language."""
    first, second = (language_of(tag).language for tag in (one, other))
    return first == second or (first in NORWEGIAN and second in NORWEGIAN)


def no_tag(text: str) -> str:
    """Return what is wrong with a text that is no tag, and what to write instead."""
    name = text.strip().lower().split(" ")[0]
    tags = (tag for tag, names in NAMES.items() if name in names.split())
    meant = next(tags, "")
    hint = (
        translate("Check", "write {tag}", "the tag of a language").format(tag=meant)
        if meant
        else translate("Check", "write one such as en, de or pt-BR", "the tag of a language")
    )
    wrong = translate("Check", "{text} is not the tag of a language")
    return hinted(wrong.format(text=excerpt(text)), hint)
