"""A language that is none: all texts of the program, accented, 40 % longer and in brackets.

Whatever is shown in plain letters, while it is spoken, was never translated.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree

import make_translations

from supine import language

NAME = "eo"
"""Esperanto, of which Qt knows days and months: those are not English either."""

MIRRORED = "he"
"""A language that is written from right to left, in its own letters, with two more plural forms."""

ACCENTED = str.maketrans(
    "abcdefghijklnopqrstuwyzABCDEFGHIJKLNOPQRSTUWYZ",
    "áƀçđéƒĝĥíĵķļñóƥɋřšţúŵýžÁƁÇĐÉƑĜĤÍĴĶĻÑÓƤɊŘŠŢÚŴÝŽ",
)
"""The typeface has these. It has none for m, v and x."""

HEBREW = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "אבגדהוזחטיכלמנסעפצקרשתאבגד" * 2
)
"""Letters that are read to the left; the words mean nothing."""

LETTERS = {NAME: ACCENTED, MIRRORED: HEBREW}

KEPT = re.compile(
    r"\{[^{}]*\}|%n|%(?:\(\w+\))?[rs]\b|\*\.\w+|(?<!\w)'[^'\n]*'(?!\w)|--?[a-z][\w-]*|\n|\b(?:d|MMM|MMMM|yyyy)\b"
)
"""What stays: placeholders, patterns of files, what is to be typed, options, new lines, and how Qt
writes a day."""

LONGER = 0.4


def pseudo(text: str, name: str = NAME) -> str:
    """Return `text` in the pseudo-language: "Begin" is "[Ɓéĝíñ]". Without letters it stays."""
    letters = LETTERS[name]
    if not re.search("[A-Za-z]", KEPT.sub("", text)):
        return text
    parts, place = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[place : kept.start()].translate(letters), kept[0]]
        place = kept.end()
    accented = "".join([*parts, text[place:].translate(letters)])
    return f"[{accented} {_padding(round(len(KEPT.sub('', text)) * LONGER) - 3)}]".replace(
        " ]", "]"
    )


def _padding(length: int) -> str:
    """Return signs that can be broken into lines like words."""
    signs = cycle("~~~~~~ ")
    return "".join(next(signs) for _ in range(length)).strip()


def english_in(text: str, known: Collection[str] = ()) -> list[str]:
    """Return the words of `text` that are in plain letters, but for quotes and `known` texts."""
    if not re.search("[A-Za-z]{2}", text):
        return []
    # a program's own words are many, and those in one text are few
    for one in sorted({one for one in known if one in text}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", text)
    return re.findall(r"\b[A-Za-z]{2,}\b", KEPT.sub(" ", text))


@contextmanager
def spoken(name: str = NAME) -> Iterator[Path]:
    """Let the program speak the pseudo-language; gives the folder of its catalogue.

    In the window `app.qt_setup.speak` is needed, too, with `QLocale(name)`.
    """
    before, language.FOLDER = language.FOLDER, catalogue(name).parent
    try:
        assert language.use([name]) == name
        yield language.FOLDER
    finally:
        language.FOLDER = before
        language.use([])


@cache
def catalogue(name: str = NAME) -> Path:
    """Make the catalogue of the pseudo-language from the sources as they are, once a run."""
    source = Path(mkdtemp(prefix="supine-pseudo-"), f"supine_{name}.ts")
    make_translations.collect(make_translations.all_texts(), source, name)
    tree = ElementTree.parse(source)  # noqa: S314 - made by ourselves
    for message in tree.iter("message"):
        text, target = message.findtext("source", ""), message.find("translation")
        assert target is not None, "lupdate writes one for each text"
        target.attrib.clear()
        forms = target.findall("numerusform")
        for form, words in zip(forms, (*text.split("|"), *[text.split("|")[-1]] * 9), strict=False):
            form.text = pseudo(words, name)
        if not forms:
            target.text = pseudo(text, name)
    tree.write(source, "utf-8", xml_declaration=True)
    return make_translations.release(source)
