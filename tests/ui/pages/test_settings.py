from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import asdict, replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from supine.core.breath_measurement import MeasuredBreath
from supine.settings.declaration import Settings
from supine.settings.startup_theme import THEMES
from supine.speech.protocol import Known
from supine.ui import words as ui_words
from supine.ui.pages.settings import SettingsPage
from supine.ui.theme import theme
from supine.ui.widgets.cards import Columns
from supine.ui.widgets.inputs import CalmSlider
from tests.conftest import FakeClock
from tests.helpers import Heard, cut_off, press, release, shown

SLIDERS = {
    "breaths_per_minute": ("Your pace", 3.0, 20.0),
    "inhale_part": ("Breathe in", 1.0, 10.0),
    "exhale_part": ("Breathe out", 1.0, 10.0),
    "pause_full": ("Pause after breathing in", 0.0, 10.0),
    "pause_empty": ("Pause after breathing out", 0.0, 10.0),
    "settle": ("Time to get into a pose", 0.5, 4.0),
    "viewing_distance": ("How far away", 0.5, 5.0),
    "text_size": ("Larger or smaller", 0.25, 4.0),
    "bells_volume": ("Bells", 0.0, 1.0),
    "breath_volume": ("Breath tones", 0.0, 1.0),
    "wave_volume": ("The wave", 0.0, 1.0),
    "voice_speed": ("Speed", -1.0, 1.0),
    "voice_pitch": ("Pitch", -1.0, 1.0),
    "voice_volume": ("Volume", 0.0, 1.0),
    "reminder_time": ("At what time", 0.0, 23.75),
}
CHOICES = {"Dawn": ("theme", "dawn"), "Night": ("theme", "night"),
           "High contrast": ("theme", "contrast"),
           "Full": ("motion", "full"), "Reduced": ("motion", "reduced"),
           "Dark": ("skin", "dark"), "Broader": ("build", "broader"),
           "Pose, side": ("voice_amount", "short"),
           "Side and counts": ("voice_amount", "sides"), "Nothing": ("voice_counting", "none"),
           "Halfway and last": ("voice_counting", "halfway"),
           "Every one": ("voice_counting", "every"),
           "Go on by itself": ("ready", "timed"), "Wait for me": ("ready", "wait"),
           "On the left": ("turn", "left"), "On the right": ("turn", "right")}  # fmt: skip
CHECKS = {"Keep my own sequences": ("share_sequences", True),
          "Say on how many days": ("count_days", True),
          "All sounds off": ("muted", True), "Keep the screen on": ("keep_screen_on", False),
          "A soft wave": ("wave", True), "The wave falls silent": ("wave_ducks", False),
          "A voice says": ("voice", False), "Ask how my back": ("ask_feeling", False),
          "Lock the keys": ("lock_in_fullscreen", True),
          "Remind me": ("reminders", True)}  # fmt: skip
LISTS = {"voice_name", "voice_engine"}
DAY_BUTTONS = {"reminder_days"}
NEVER_SET_HERE = {
    "version", "journal_folder", "set_up_seen", "lengths", "voice_factor", "reminded",
    "remind_again", "last_practised",
}  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> SettingsPage:
    made = SettingsPage(theme("dawn"), clock)
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


@pytest.fixture
def changed(view: SettingsPage) -> Heard:
    return Heard(view.changed)


def slider(view: SettingsPage, words: str) -> QSlider:
    (found,) = (one for one in view.findChildren(QSlider) if words in one.accessibleName())
    return found


def button(view: SettingsPage, words: str) -> QAbstractButton:
    found = [one for one in view.findChildren(QAbstractButton) if one.text().startswith(words)]
    assert len(found) == 1
    return found[0]


def said(view: SettingsPage) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel)}


def shown_values(view: SettingsPage) -> dict[str, str]:
    """Return what each slider says to a screen reader, by its name."""
    readings = [one.reading() for one in view.findChildren(CalmSlider)]
    return {one.name: one.value for one in readings}


def scroll(over: QWidget) -> bool:
    """Scroll down by one notch over a widget, and return whether the widget used the event."""
    middle = QPointF(over.rect().center())
    event = QWheelEvent(
        middle, over.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def differences(settings: Settings) -> dict[str, Any]:
    usual = asdict(Settings())
    return {name: value for name, value in asdict(settings).items() if value != usual[name]}


def test_every_theme_can_be_chosen() -> None:
    assert {value for name, value in CHOICES.values() if name == "theme"} == set(THEMES)


@pytest.mark.parametrize("name", SLIDERS)
def test_a_slider_changes_its_setting_alone_and_at_once(
    view: SettingsPage, changed: Heard, name: str
) -> None:
    words, low, high = SLIDERS[name]
    moved = slider(view, words)
    moved.setValue(moved.minimum())
    moved.setValue(moved.maximum())
    moved.setValue(moved.minimum())
    assert [differences(settings) for settings in changed.said if differences(settings)] == [
        {name: value} for value in (low, high, low) if value != getattr(Settings(), name)
    ]


@pytest.mark.parametrize("words", CHOICES)
def test_a_choice_changes_its_setting_alone(view: SettingsPage, changed: Heard, words: str) -> None:
    name, value = CHOICES[words]
    button(view, words).click()
    assert [differences(settings) for settings in changed.said] == [{name: value}]
    assert button(view, words).isChecked()


@pytest.mark.parametrize("words", CHECKS)
def test_a_box_changes_its_setting_alone(view: SettingsPage, changed: Heard, words: str) -> None:
    name, value = CHECKS[words]
    button(view, words).click()
    assert [differences(settings) for settings in changed.said] == [{name: value}]


def test_every_setting_that_a_person_sets_has_a_control() -> None:
    names = {
        *SLIDERS,
        *LISTS,
        *DAY_BUTTONS,
        *(name for name, _ in (*CHOICES.values(), *CHECKS.values())),
    }
    assert set(asdict(Settings())) - names == NEVER_SET_HERE


def test_showing_settings_changes_nothing(view: SettingsPage, changed: Heard) -> None:
    view.show_settings(Settings(breaths_per_minute=7.3, text_size=1.23, theme="night", muted=True))
    assert changed.said == []


def test_a_value_between_two_steps_is_kept_until_its_own_slider_moves(
    view: SettingsPage, changed: Heard
) -> None:
    measured = Settings(breaths_per_minute=7.3)
    view.show_settings(measured)
    button(view, "All sounds off").click()
    assert changed.said == [replace(measured, muted=True)]


def test_words_show_the_value(view: SettingsPage) -> None:
    view.show_settings(Settings(viewing_distance=2.3, text_size=1.5, breath_volume=0.0, settle=1.5))
    values = {
        "How far away I lie": "2.3 metres",
        "Larger or smaller": "150%",
        "Breath tones": "0%",
        "Time to get into a pose": "1.5 times as long",
    }
    assert values.items() <= shown_values(view).items()
    assert {*values, *values.values()} <= said(view)


def test_words_show_the_breath_in_seconds(view: SettingsPage) -> None:
    view.show_settings(Settings(breaths_per_minute=6, inhale_part=4, exhale_part=6))
    values = {
        "Your pace": "6 breaths a minute",
        "Breathe in": "4.0 seconds",
        "Breathe out": "6.0 seconds",
        "Pause after breathing in": "0.0 seconds",
        "Time to get into a pose": "as usual",
    }
    assert values.items() <= shown_values(view).items()
    assert {*values, *values.values()} <= said(view)


def test_another_pace_shows_other_seconds_at_once(view: SettingsPage) -> None:
    view.show_settings(Settings(breaths_per_minute=6, inhale_part=4, exhale_part=6))
    moved = slider(view, "Your pace")
    moved.setValue(moved.minimum())
    assert shown_values(view)["Breathe in"] == "8.0 seconds"
    assert shown_values(view)["Breathe out"] == "12.0 seconds"


def test_a_measured_breath_is_set_without_pauses(view: SettingsPage, changed: Heard) -> None:
    view.show_settings(Settings(pause_full=2.0, pause_empty=1.0))
    view.measure.measured.emit(MeasuredBreath(7.5, 3.8, 6.2))
    assert [differences(settings) for settings in changed.said] == [
        {"breaths_per_minute": 7.5, "inhale_part": 3.8, "exhale_part": 6.2}
    ]


@pytest.mark.parametrize(("place", "sound"), [(0, "begin"), (1, "in")])
def test_a_sound_can_be_tried(view: SettingsPage, place: int, sound: str) -> None:
    asked = Heard(view.sound_asked)
    tries = [one for one in view.findChildren(QPushButton) if one.text().startswith("Try the")]
    of_sounds = [one for one in tries if not view.voice.isAncestorOf(one)]
    of_sounds[place].click()
    assert asked.said == [sound]


def test_the_wave_can_be_tried(view: SettingsPage, qtbot: QtBot) -> None:
    tries = [one for one in view.findChildren(QPushButton) if one.text().startswith("Try the")]
    of_sounds = [one for one in tries if not view.voice.isAncestorOf(one)]
    with qtbot.waitSignal(view.wave_asked, timeout=0):
        of_sounds[2].click()


def test_the_sample_has_the_size_that_is_set(view: SettingsPage) -> None:
    view.show_sample(theme("dawn"), 83.0, still=False)
    assert view.sample.values.most == 83.0
    assert view.sample.height() > 83


def test_the_figure_has_the_skin_that_is_set_at_once(view: SettingsPage) -> None:
    light = view.figure.grab().toImage()
    button(view, "Dark").click()
    dark = view.figure.grab().toImage()
    assert dark != light
    button(view, "Light").click()
    assert view.figure.grab().toImage() == light


def test_the_figure_has_the_build_that_is_set_at_once(view: SettingsPage) -> None:
    slimmer = view.figure.grab().toImage()
    button(view, "Broader").click()
    assert view.figure.grab().toImage() != slimmer
    button(view, "Slimmer").click()
    assert view.figure.grab().toImage() == slimmer


def test_the_figure_has_the_colours_of_the_theme(view: SettingsPage) -> None:
    dawn = view.figure.grab().toImage()
    view.show_sample(theme("night"), 40.0, still=False)
    assert view.figure.grab().toImage() != dawn


def test_the_wheel_scrolls_the_page_and_changes_no_setting(
    view: SettingsPage, changed: Heard, qtbot: QtBot
) -> None:
    view.voice.show_voices([Known("Anna", "en_GB", "en_GB/Anna")])
    shown(qtbot, view, (800, 600))
    button(view, "Done").setFocus()
    for one in (*view.findChildren(QSlider), *view.findChildren(QComboBox)):
        assert not scroll(one)
    assert changed.said == []
    view.hide()


def test_the_wheel_changes_the_widget_with_the_focus(
    view: SettingsPage, changed: Heard, qtbot: QtBot
) -> None:
    view.voice.show_voices([Known("Anna", "en_GB", "en_GB/Anna")])
    shown(qtbot, view, (800, 600))
    open_section(view, "Voice")
    for one in (slider(view, "Speed"), view.voice.list):
        one.setFocus()
        scroll(one)
    assert [set(differences(settings)) for settings in changed.said] == [
        {"voice_speed"}, {"voice_speed", "voice_name"},
    ]  # fmt: skip
    view.hide()


SECTIONS = [
    "Reading", "Breathing", "Sound", "Voice", "Hands-free", "Look", "Reminders", "Journal",
]  # fmt: skip


def open_section(view: SettingsPage, name: str) -> None:
    view.list.setCurrentRow(SECTIONS.index(name))


def test_each_section_has_its_name_in_the_list(view: SettingsPage) -> None:
    assert [view.list.item(row).text() for row in range(view.list.count())] == SECTIONS


@pytest.mark.parametrize("name", SECTIONS)
def test_no_section_is_cut_off_in_a_narrow_window(
    view: SettingsPage, qtbot: QtBot, name: str
) -> None:
    shown(qtbot, view, (683, 384))
    open_section(view, name)
    shown(qtbot, view, (683, 384))
    (columns,) = [one for one in view.findChildren(Columns) if one.isVisible()]
    inner = columns.widget()
    assert inner is not None
    assert inner.width() <= columns.viewport().width()


def test_the_sections_do_not_lie_on_each_other(view: SettingsPage, qtbot: QtBot) -> None:
    shown(qtbot, view, (800, 600))
    places = [view.list.visualItemRect(view.list.item(row)) for row in range(len(SECTIONS))]
    assert not [one for one, other in pairwise(places) if one.intersects(other)]
    assert min(place.height() for place in places) > 40
    view.hide()


@pytest.mark.parametrize(
    ("section", "words"),
    [("Reading", "How far"), ("Breathing", "Your pace"), ("Sound", "The wave"),
     ("Voice", "Speed"), ("Hands-free", "Time to get"), ("Reminders", "At what")],
)  # fmt: skip
def test_the_arrow_keys_open_a_section(
    view: SettingsPage, qtbot: QtBot, section: str, words: str
) -> None:
    shown(qtbot, view, (800, 600))
    view.list.setFocus()
    for _ in range(SECTIONS.index(section)):
        QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert [one for one in SLIDERS if slider(view, SLIDERS[one][0]).isVisible()] != []
    assert slider(view, words).isVisible()
    view.hide()


OFF = [
    (Settings(wave=False), "The wave is off"),
    (Settings(wave=True, muted=True), "All sounds are off, and so the wave"),
    (Settings(wave=True, voice=False), "The voice is off: the wave has no reason"),
    (Settings(muted=True), "Everything is silent, the voice too"),
    (Settings(voice=False), "The voice is off: nothing below"),
    (Settings(muted=True), "All sounds are off (see Sound)"),
    (Settings(voice_volume=0.0), "Its volume is 0"),
    (Settings(reminders=False), "Reminders are off"),
    (Settings(reminders=True, reminder_days=""), "Choose a day"),
]


@pytest.mark.parametrize(("settings", "why"), OFF)
def test_what_has_no_effect_now_says_why(view: SettingsPage, settings: Settings, why: str) -> None:
    view.show_settings(settings)
    assert [one for one in said(view) if one.startswith(why)] != []
    view.show_settings(Settings(wave=True, reminders=True))
    assert [one for one in said(view) if one.startswith(why)] == []


def test_a_distance_is_told_as_is_usual_here(
    view: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_words, "uses_inches", lambda: True)
    view.show_settings(Settings(viewing_distance=2.0))
    assert "6 feet 7 inches" in said(view)


def test_measuring_moves_nothing_can_be_cancelled_and_stops_the_circle(
    view: SettingsPage, qtbot: QtBot, clock: FakeClock
) -> None:
    shown(qtbot, view, (1366, 768))
    open_section(view, "Breathing")
    clock.go(2)
    view.live.tick()
    assert view.live.words.text() == "Breathe in"
    sliders = [one for one in view.findChildren(QSlider) if one.isVisible()]
    parts = [*sliders, view.live, view.measure]
    QApplication.processEvents()
    before = [one.geometry() for one in parts]
    QTest.mouseClick(view.measure, Qt.MouseButton.LeftButton)
    for _ in range(3):
        press(view.measure, Qt.Key.Key_J)
        clock.go(3)
        release(view.measure, Qt.Key.Key_J)
        clock.go(3)
        view.live.tick()
    QApplication.processEvents()
    assert [one.geometry() for one in parts] == before
    assert view.live.words.text() == ""
    QTest.mouseClick(button(view, "Cancel"), Qt.MouseButton.LeftButton)
    assert view.measure.text() == "Measure my breath"
    assert not button(view, "Cancel").isVisible()
    view.live.tick()
    assert view.live.words.text() != ""
    view.hide()


def test_how_to_set_up_can_be_read_again(view: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.help_asked, timeout=0):
        QTest.mouseClick(button(view, "How to set up"), Qt.MouseButton.LeftButton)


def test_done_goes_back(view: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.left, timeout=0):
        QTest.mouseClick(button(view, "Done"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("size", [(640, 340), (683, 384), (800, 600), (1180, 760), (1920, 1080)])
@pytest.mark.parametrize("type_size", [37.0, 110.0])
@pytest.mark.parametrize("section", SECTIONS)
def test_no_words_and_no_controls_are_cut_off(
    view: SettingsPage, qtbot: QtBot, size: tuple[int, int], type_size: float, section: str
) -> None:
    view.show_settings(Settings(muted=True))
    open_section(view, section)
    view.show_sample(theme("dawn"), type_size, still=False)
    view.voice.show_missing("There is no voice on this computer. To hear one, add a voice. " * 2)
    view.reminders.show_works(False)
    shown(qtbot, view, size)
    assert cut_off(view) == []
    view.hide()
