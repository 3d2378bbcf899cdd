"""The pseudo-language shows what was never translated."""

from __future__ import annotations

import make_translations
import pytest

from supine.figure.stances import stance, stances_of
from supine.language import listed, number, translate
from supine.settings.declaration import Settings
from supine.settings.file import NAMES, as_text, parse_settings
from tests.pseudo_language import MIRRORED, NAME, catalogue, english_in, pseudo, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Begin", "[Ɓéĝíñ]"),
        ("Stop at sharp pain.", "[Šţóƥ áţ šĥářƥ ƥáíñ. ~~~~~]"),
        ("{name} is\n'pose:' --fix", "[{name} íš\n'pose:' --fix]"),
        ("1,204.5", "1,204.5"),
        ("{a}, {b}", "{a}, {b}"),
    ],
)
def test_a_text_in_it(text: str, said: str) -> None:
    assert pseudo(text) == said


def test_what_is_english_is_found() -> None:
    text = f"{pseudo('Begin {name}').format(name='Cat and cow')}: 5 breaths"
    assert english_in(text) == ["Cat", "and", "cow", "breaths"]
    assert english_in(text, ["Cat and cow"]) == ["breaths"]
    assert english_in(pseudo("All of this is said at once. It is 3 min.")) == []


@pytest.mark.parametrize("name", [NAME, MIRRORED])
def test_while_it_is_spoken_all_texts_are_in_it(name: str) -> None:
    with spoken(name):
        for text in make_translations.all_texts():
            if text.context and not text.plural:
                assert translate(text.context, text.text, text.note) == pseudo(text.text, name)
        assert listed(["1", "2"]) == pseudo("{items} and {last}", name).format(items="1", last="2")
        assert number(1204.5) == "1,204.5"
    assert listed(["1", "2"]) == "1 and 2"


def test_its_catalogue_has_every_text_of_the_program() -> None:
    texts = {text[1:3] for text in make_translations.all_texts() if text.context}
    assert len(texts) > 500
    assert catalogue().stat().st_size > 50_000


def test_the_program_names_its_own_stances_and_leaves_those_of_a_teacher() -> None:
    own = stances_of({"calves": {"title": "Bird dog", "like": "start"}})
    assert stance("bird-dog").title == "Bird dog"
    with spoken():
        assert stance("bird-dog").title == own["bird-dog"].title == pseudo("Bird dog")
        assert own["calves"].title == "Bird dog"


def test_settings_are_written_with_comments_in_it_and_read_again() -> None:
    settings = Settings(theme="night", lengths={"a": 12})
    with spoken():
        text = as_text(settings)
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert english_in("\n".join(comments), [*NAMES, "mon tue wed thu fri sat sun"]) == []
    assert parse_settings(text) == (settings, [], [], "")
