"""The program's own words in each language: how many, how far, the last one."""

from __future__ import annotations

from msgspec import Struct

from supine.core.sequence import Direction, Unit


class Counted(Struct, frozen=True):
    """The words for one kind of thing that is counted."""

    one: str
    many: str
    """With {n} for the number in words."""
    last: str


class Phrases(Struct, frozen=True):
    """All that is said and not written by a teacher, in one language."""

    numbers: tuple[str, ...]
    """From one on; above them, figures are said."""
    units: dict[Unit, Counted]
    directions: dict[Direction, str]
    halfway: str
    get_ready: str
    come_out: str
    """Said before the way out of a pose, in which somebody must stop."""
    go_on: str
    """Said after it."""

    def number(self, count: int) -> str:
        """Return `count` in words, as far as there are words."""
        return self.numbers[count - 1] if 1 <= count <= len(self.numbers) else str(count)

    def counted(self, count: int, unit: Unit, direction: Direction | None = None) -> str:
        """Return what a hold begins with, such as "Five circles, clockwise."."""
        words = self.units[unit]
        text = words.one if count == 1 else words.many.format(n=self.number(count))
        way = f", {self.directions[direction]}" if direction else ""
        return _sentence(f"{text}{way}")

    def counting(self, done: int) -> str:
        """Return the number of the one that begins, after `done`."""
        return _sentence(self.number(done + 1))

    def last(self, unit: Unit) -> str:
        """Return what is said as the last one begins."""
        return _sentence(self.units[unit].last)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


ENGLISH = Phrases(
    numbers=(
        "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
    units={
        "breaths": Counted("one breath", "{n} breaths", "last breath"),
        "circles": Counted("one circle", "{n} circles", "last circle"),
        # a cycle goes to both sides, a breath for each
        "cycles": Counted("once to each side", "{n} times to each side", "once more to each side"),
        "times": Counted("once", "{n} times", "last time"),
    },
    directions={"clockwise": "clockwise", "anticlockwise": "anticlockwise"},
    halfway="Halfway.",
    get_ready="Take your time. Press any key when you are ready.",
    come_out="Come out slowly.",
    go_on="Rest. Press any key when you want to go on.",
)  # fmt: skip

GERMAN = Phrases(
    numbers=(
        "eins", "zwei", "drei", "vier", "fünf", "sechs",
        "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    ),
    units={
        "breaths": Counted("ein Atemzug", "{n} Atemzüge", "letzter Atemzug"),
        "circles": Counted("ein Kreis", "{n} Kreise", "letzter Kreis"),
        "cycles": Counted(
            "einmal zu jeder Seite", "{n} Mal zu jeder Seite", "noch einmal zu jeder Seite"
        ),
        "times": Counted("einmal", "{n} Mal", "ein letztes Mal"),
    },
    directions={"clockwise": "im Uhrzeigersinn", "anticlockwise": "gegen den Uhrzeigersinn"},
    halfway="Die Hälfte.",
    get_ready="Nimm dir Zeit. Drücke eine Taste, wenn du so weit bist.",
    come_out="Komm langsam heraus.",
    go_on="Ruh dich aus. Drücke eine Taste, wenn es weitergehen soll.",
)  # fmt: skip

FRENCH = Phrases(
    numbers=(
        "un", "deux", "trois", "quatre", "cinq", "six",
        "sept", "huit", "neuf", "dix", "onze", "douze",
    ),
    units={
        "breaths": Counted("une respiration", "{n} respirations", "dernière respiration"),
        "circles": Counted("un cercle", "{n} cercles", "dernier cercle"),
        "cycles": Counted(
            "une fois de chaque côté", "{n} fois de chaque côté", "encore une fois de chaque côté"
        ),
        "times": Counted("une fois", "{n} fois", "dernière fois"),
    },
    directions={
        "clockwise": "dans le sens des aiguilles d'une montre",
        "anticlockwise": "dans l'autre sens",
    },
    halfway="À mi-chemin.",
    get_ready="Prenez votre temps. Appuyez sur une touche quand vous êtes installé.",
    come_out="Revenez lentement.",
    go_on="Reposez-vous. Appuyez sur une touche pour continuer.",
)  # fmt: skip

SPANISH = Phrases(
    numbers=(
        "uno", "dos", "tres", "cuatro", "cinco", "seis",
        "siete", "ocho", "nueve", "diez", "once", "doce",
    ),
    units={
        "breaths": Counted("una respiración", "{n} respiraciones", "última respiración"),
        "circles": Counted("un círculo", "{n} círculos", "último círculo"),
        "cycles": Counted(
            "una vez a cada lado", "{n} veces a cada lado", "una vez más a cada lado"
        ),
        "times": Counted("una vez", "{n} veces", "última vez"),
    },
    directions={
        "clockwise": "en el sentido del reloj", "anticlockwise": "en el sentido contrario",
    },
    halfway="La mitad.",
    get_ready="Tómate tu tiempo. Pulsa una tecla cuando estés a punto.",
    come_out="Sal despacio.",
    go_on="Descansa. Pulsa una tecla cuando quieras seguir.",
)  # fmt: skip

PHRASES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def phrases_in(language: str) -> Phrases | None:
    """Return the words for `language` ("en" or "en_GB"), or None: a voice says no foreign words."""
    return PHRASES.get(language.replace("-", "_").partition("_")[0])
