"""The program's own words in the languages that a sequence may be written in."""

from __future__ import annotations

from supine.voice.phrases import Counted, Phrases

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
