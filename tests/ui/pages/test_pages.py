"""Pages are built on first use, and then show everything that was set before."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from supine.settings.declaration import Settings, Turn
from supine.speech.protocol import Known
from supine.ui.pages.pages import Pages, look_of
from tests.conftest import FakeClock
from tests.helpers import Heard

NIGHT = Settings(theme="night", skin="dark", voice_engine="flite", breaths_per_minute=4.0)


@pytest.fixture
def pages(qtbot: QtBot) -> Pages:
    usual = Settings()
    made = Pages(usual, look_of(usual, 4.0), FakeClock())
    qtbot.addWidget(made.practice)
    return made


def test_only_the_practice_is_built_at_once(pages: Pages) -> None:
    pages.show_settings(NIGHT)
    pages.set_look(look_of(NIGHT, 4.0))
    pages.show_voices([Known("Somebody", "en_GB", "en_GB/Somebody")])
    assert not {"before", "settings", "end"} & set(vars(pages))
    assert pages.practice.look == look_of(NIGHT, 4.0)


def test_a_page_that_is_built_late_shows_what_is_set(qtbot: QtBot, pages: Pages) -> None:
    pages.show_settings(NIGHT)
    pages.set_look(look_of(NIGHT, 4.0))
    qtbot.addWidget(pages.settings)
    qtbot.addWidget(pages.before)
    assert pages.settings.voice.settings == NIGHT
    assert pages.before.sample.values.most == look_of(NIGHT, 4.0).size


def test_the_page_after_a_practice_follows_the_turn_of_the_screen(
    qtbot: QtBot, pages: Pages
) -> None:
    turns: list[Turn] = ["left", "right", "none"]
    for turn in turns:
        pages.set_look(look_of(Settings(turn=turn), 4.0))
        qtbot.addWidget(pages.end)
        assert pages.end.advice.turn == turn


def test_settings_that_are_built_late_show_what_is_known_of_the_voice(
    qtbot: QtBot, pages: Pages
) -> None:
    pages.show_missing_voice("There is none.")
    pages.show_missing_voice("")
    pages.show_engines(["flite", "speechd"])
    pages.show_voices([Known("Somebody", "en_GB", "en_GB/Somebody")])
    qtbot.addWidget(pages.settings)
    card = pages.settings.voice
    assert card.why_silent.text() == ""
    assert card.list.findData("en_GB/Somebody") > 0
    assert card.engine.findData("speechd") > 0
    pages.show_missing_voice("It is gone.")
    assert card.why_silent.text() == "It is gone."


def test_every_page_goes_back(qtbot: QtBot, pages: Pages) -> None:
    heard = Heard(pages.left)
    for page in (pages.before, pages.settings, pages.end):
        qtbot.addWidget(page)
        page.left.emit()
    assert len(heard.said) == 3


def test_signals_of_a_page_are_passed_on(qtbot: QtBot, pages: Pages) -> None:
    heard = Heard(pages.changed)
    qtbot.addWidget(pages.settings)
    pages.settings.voice.set_values(voice_amount="short")
    assert heard.said[-1].voice_amount == "short"
