"""The language of the interface. The texts in the code are English; they are translated here.

No Qt: the core and the command line use it, too. The catalogues are those that Qt's lrelease makes,
so Qt reads the same files for `self.tr`. `docs/translation.md` says how to write and to translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from supine.resources import resource

ENGLISH = "en"

FOLDER = resource("translations")
"""Where the catalogues are, such as `supine_de.qm`. There is none of English."""

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
"""How a catalogue begins. Its parts follow: a tag, a length of four bytes, and what it says."""

MESSAGES, RULES = 0x69, 0x88
"""Tags of parts: all messages, and how to choose a plural form."""

END, TRANSLATION, SOURCE, CONTEXT, NOTE = 1, 3, 6, 7, 8
"""Tags inside a message."""

NOTHING = 0xFFFFFFFF
"""The length of what is not translated yet."""


class Catalogue(NamedTuple):
    """What there is in one language."""

    messages: Mapping[tuple[str, str, str], tuple[str, ...]]
    """The plural forms of each text, or its one translation, by context, text and note."""
    rules: bytes
    """How to choose a plural form: see `plural_form`."""


_chosen = [ENGLISH]
"""The language of the interface: one name."""


def use(tags: Iterable[str]) -> str:
    """Speak the first of the languages `tags` that there is a catalogue of, otherwise English.

    A tag is as systems write it: "de", "pt-BR", "de_AT.UTF-8". Returns that of the catalogue.
    """
    names = (name for tag in tags for name in _names(tag))
    found = next((name for name in names if name == ENGLISH or _file(name).is_file()), ENGLISH)
    _chosen[0] = found
    return found


def in_use() -> str:
    """Return the language of the interface: the name of its catalogue, or `ENGLISH`."""
    return _chosen[0]


def translate(context: str, text: str, note: str = "", n: int = -1) -> str:
    """Return the English `text` in the language of the interface.

    `context` is where it is shown; the same text may mean something else there. `note` tells a
    translator what the text alone does not. All but `n` must be literals: they are collected from
    the source. With `n`, from 0 on, `%n` becomes that number, and `text` has two forms, for one and
    for all other numbers: "%n breath|%n breaths".
    """
    return _said(context, text, note, n)


def marked(context: str, text: str) -> str:
    """Return `text` as it is: `translated` gives it in the language of the interface later.

    For what a module says about itself when it is imported, before the language is known.
    """
    del context
    return text


def translated(context: str, text: str) -> str:
    """Return in the language of the interface what was `marked` before, or is collected elsewhere.

    `scripts/make_translations.py` collects the titles of the stances and what the settings are for.
    """
    return _said(context, text, "", -1)


def _said(context: str, text: str, note: str, n: int) -> str:
    if _chosen[0] == ENGLISH and n < 0:
        return text
    messages, rules = _catalogue(_chosen[0])
    # lrelease leaves out the note where the text is there only once
    forms = messages.get((context, text, note)) or messages.get((context, text, ""), ())
    if n < 0:
        return forms[0] if forms and forms[0] else text
    form = plural_form(rules, n)
    if form >= len(forms) or not forms[form]:
        forms, form = tuple(text.split("|")), int(n != 1)
    return forms[min(form, len(forms) - 1)].replace("%n", number(n))


def number(value: float, places: int | None = None) -> str:
    """Return a number in digits as the language writes it.

    It has `places` decimals; where that is None, as many as it needs, and two at most.
    """
    text = f"{value:,.{places or 0}f}"
    if places is None and value % 1:
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    example = translate("Number", "1,204.5", "how a number is written: a space is welcome, too")
    zero = ord(example[0]) - 1
    signs = {str(digit): chr(zero + digit) for digit in range(10)}
    signs |= {",": example[1:-5], ".": example[-2]}
    return "".join(signs.get(sign, sign) for sign in text)


def listed(items: Sequence[str]) -> str:
    """Return a list in words, such as "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    text = translate("List", "{items} and {last}", "the end of a list such as: a, b and c")
    return text.format(items=with_commas(items[:-1]), last=items[-1])


def one_of(items: Sequence[str]) -> str:
    """Return a choice in words, such as "a, b or c"."""
    if len(items) < 2:
        return "".join(items)
    text = translate("List", "{items} or {last}", "the end of a choice such as: a, b or c")
    return text.format(items=with_commas(items[:-1]), last=items[-1])


def with_commas(items: Sequence[str]) -> str:
    """Return what stands side by side, such as "a, b, c"."""
    return translate("List", ", ", "between the parts of a list").join(items)


def system_languages(environment: Mapping[str, str]) -> list[str]:
    """Return the languages that a Unix system asks for, the best first, as gettext reads them."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]


def plural_form(rules: bytes, n: int) -> int:
    """Return the number of the plural form for `n`, counted from 0.

    `rules` has one for each form but the last: 0xff between them, 0xfe for "or", 0xfd for "and".
    """
    parts = rules.split(b"\xff") if rules else []
    for form, rule in enumerate(parts):
        if any(all(_holds(one, n) for one in way.split(b"\xfd")) for way in rule.split(b"\xfe")):
            return form
    return len(parts)


def _holds(condition: bytes, n: int) -> bool:
    """Return whether `n` is as `condition` says: what to do, and one number or two."""
    what, low, high = condition[0], condition[1], condition[-1]
    if what & 0x10:
        n %= 10
    elif what & 0x20:
        n %= 100
    elif what & 0x40:
        while n >= 1000:
            n //= 1000
    is_so = {1: n == low, 2: n < low, 3: n <= low, 4: low <= n <= high}[what & 0x07]
    return is_so != bool(what & 0x08)


def _names(tag: str) -> list[str]:
    """Return the names that a catalogue for `tag` may have, the nearest first."""
    parts = re.split("[-_]", re.split("[.@]", tag)[0])
    return ["_".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _file(name: str) -> Path:
    """Return where the catalogue of a language is, if there is one."""
    return FOLDER / f"supine_{name}.qm"


@cache
def _catalogue(name: str) -> Catalogue:
    """Read the catalogue of a language. English has none: it is in the code."""
    if name == ENGLISH:
        return Catalogue({}, b"")
    data = _file(name).read_bytes()
    place, parts = len(MAGIC), dict[int, bytes]()
    while place < len(data):
        end = place + 5 + int.from_bytes(data[place + 1 : place + 5])
        parts[data[place]] = data[place + 5 : end]
        place = end
    return Catalogue(dict(_messages(parts.get(MESSAGES, b""))), parts.get(RULES, b""))


def _messages(data: bytes) -> Iterable[tuple[tuple[str, str, str], tuple[str, ...]]]:
    place, forms, key = 0, list[str](), dict[int, str]()
    while place < len(data):
        tag = data[place]
        place += 1
        if tag == END:
            yield (key.get(CONTEXT, ""), key.get(SOURCE, ""), key.get(NOTE, "")), tuple(forms)
            forms, key = [], {}
            continue
        length = int.from_bytes(data[place : place + 4])
        place += 4
        words = b"" if length == NOTHING else data[place : place + length]
        place += len(words)
        if tag == TRANSLATION:
            forms.append(words.decode("utf-16-be"))
        else:
            key[tag] = words.decode()
