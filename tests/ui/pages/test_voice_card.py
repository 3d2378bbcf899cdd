from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supine.settings.declaration import Settings
from supine.settings.startup_theme import ThemeName
from supine.speech.protocol import Known
from supine.ui.pages.voice_card import VoiceCard
from supine.ui.theme import Theme, palette, style_sheet, theme
from supine.ui.widgets.inputs import CalmSlider
from tests.helpers import Heard, cut_off, press, shown, where


def known(*ids: str) -> list[Known]:
    """Return voices from ids such as "en_GB/Somebody"."""
    return [Known(one.partition("/")[2], one.partition("/")[0], one) for one in ids]


SOME = known("en_GB/English (Great Britain)", "en_US/English (America)", "en_GB/English+Adam")


@pytest.fixture
def card(qtbot: QtBot) -> VoiceCard:
    made = VoiceCard("Voice")
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


@pytest.fixture
def use_theme(qapp: QApplication) -> Iterator[Callable[[Theme], None]]:
    """Return a function that gives all widgets the colours of a theme, as the program does."""
    before = qapp.palette(), qapp.styleSheet()

    def apply(palette: QPalette, style: str) -> None:
        qapp.setPalette(palette)
        qapp.setStyleSheet(style)

    yield lambda colours: apply(palette(colours), style_sheet(colours))
    apply(*before)


@pytest.fixture
def changed(card: VoiceCard) -> Heard:
    return Heard(card.changed)


def offered(card: VoiceCard) -> list[str]:
    return [card.list.itemText(at) for at in range(card.list.count())]


def told(card: VoiceCard) -> dict[str, str]:
    """Return what each slider says to a screen reader, by its name."""
    readings = [one.reading() for one in card.findChildren(CalmSlider)]
    return {one.name: one.value for one in readings}


def said(card: VoiceCard) -> set[str]:
    return {label.text() for label in card.findChildren(QLabel)}


def test_before_any_voice_is_known_the_best_one_is_offered(card: VoiceCard) -> None:
    assert offered(card) == ["The best one"]
    assert card.list.currentText() == "The best one"


def test_voices_are_offered_by_name_without_the_variants_of_one(
    card: VoiceCard,
) -> None:
    card.show_voices(SOME)
    assert offered(card) == ["The best one", "English (Great Britain)", "English (America)"]
    assert card.list.currentText() == "The best one"


def test_voices_with_the_same_name_show_their_country(card: VoiceCard) -> None:
    card.show_voices(known("en_GB/Eddy", "en_US/Eddy", "en_AU/Karen"))
    assert offered(card)[1:] == ["Eddy, United Kingdom", "Eddy, United States", "Karen"]


def test_choosing_a_voice_sets_its_id(card: VoiceCard, changed: Heard) -> None:
    card.show_voices(SOME)
    press(card.list, Qt.Key.Key_End)
    press(card.list, Qt.Key.Key_Home)
    assert [settings.voice_name for settings in changed.said] == ["en_US/English (America)", ""]


def test_a_chosen_voice_is_shown_before_and_after_the_list_is_known(
    card: VoiceCard, changed: Heard
) -> None:
    card.show_settings(Settings(voice_name="en_US/English (America)"))
    assert card.list.currentText() == "English (America)"
    card.show_voices(SOME)
    assert card.list.currentText() == "English (America)"
    assert offered(card).count("English (America)") == 1
    assert changed.said == []


@pytest.mark.parametrize("name", ["de_DE/Anna", "en_GB/English+Adam", "typed by hand"])
def test_a_chosen_voice_that_is_not_offered_stays_chosen(
    card: VoiceCard, changed: Heard, name: str
) -> None:
    card.show_voices(SOME)
    card.show_settings(Settings(voice_name=name))
    assert card.list.currentData() == name
    assert card.list.currentText() == name.rpartition("/")[2]
    card.show_settings(Settings())
    assert len(offered(card)) == 3
    assert changed.said == []


def test_the_same_voices_again_change_nothing(card: VoiceCard) -> None:
    card.show_voices(SOME)
    filled = Heard(card.list.model().modelReset)
    card.list.model().rowsInserted.connect(filled)
    card.show_voices(list(SOME))
    card.show_settings(Settings(voice_speed=0.5))
    assert filled.said == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_an_open_list_closes_before_its_entries_change(card: VoiceCard, qtbot: QtBot) -> None:
    shown(qtbot, card, (500, 700))
    card.list.showPopup()
    assert card.list.view().isVisible()
    card.show_voices(SOME)
    assert not card.list.view().isVisible()
    card.hide()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-1.0, "much slower"), (-0.5, "slower"), (-0.1, "a little slower"),
        (0.0, "as the voice has it"), (0.04, "as the voice has it"),
        (0.3, "a little faster"), (0.7, "faster"), (0.8, "much faster"),
    ],
)  # fmt: skip
def test_the_speed_is_shown_in_words(card: VoiceCard, value: float, words: str) -> None:
    card.show_settings(Settings(voice_speed=value))
    assert words in said(card)
    assert told(card)["Speed"] == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(-0.9, "much lower"), (0.0, "as the voice has it"), (0.2, "a little higher")],
)
def test_the_pitch_is_shown_in_words(card: VoiceCard, value: float, words: str) -> None:
    card.show_settings(Settings(voice_pitch=value))
    assert words in said(card)
    assert told(card)["Pitch"] == words


def test_a_line_can_be_tried(card: VoiceCard) -> None:
    asked = Heard(card.line_asked)
    (button,) = (one for one in card.findChildren(QPushButton) if one.text() == "Try the voice")
    button.click()
    assert asked.said == ["Right leg. Breathe in, and let it go."]


def test_the_card_says_why_speech_is_disabled_until_it_works_again(
    card: VoiceCard, qtbot: QtBot
) -> None:
    sentence = "There is no voice on this computer. To hear one, add a voice."
    card.show_missing(sentence)
    shown(qtbot, card, (360, 800))
    assert card.why_silent.isVisible()
    assert card.why_silent.text() == sentence
    assert cut_off(card) == []
    card.show_missing("")
    assert not card.why_silent.isVisible()
    card.hide()


def test_a_long_name_does_not_widen_the_card(card: VoiceCard) -> None:
    before = card.minimumSizeHint().width()
    card.show_voices(known("en_GB/" + "A very long name " * 4))
    press(card.list, Qt.Key.Key_End)
    assert card.minimumSizeHint().width() == before


@pytest.mark.parametrize("name", ["dawn", "night", "contrast"])
def test_a_tick_and_an_empty_box_are_clearly_visible(
    card: VoiceCard, qtbot: QtBot, use_theme: Callable[[Theme], None], name: ThemeName
) -> None:
    colours = theme(name)
    use_theme(colours)
    shown(qtbot, card, (500, 700))
    (box,) = card.findChildren(QCheckBox)
    ticked = box.grab().toImage()
    box.setChecked(False)
    empty = box.grab().toImage()
    assert where(ticked, colours.accent).sum() > 100
    assert where(ticked, colours.on_accent).sum() > 10
    assert where(empty, colours.circle_ring).sum() > 40
    card.hide()
