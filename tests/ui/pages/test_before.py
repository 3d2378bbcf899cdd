from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read, read_file
from supine.core.sequence import Sequence
from supine.resources import shipped_sequences
from supine.settings.declaration import Person
from supine.ui.main_window import MainWindow
from supine.ui.pages.before import BeforePage
from supine.ui.painting.scale import cells
from supine.ui.theme import theme
from supine.ui.widgets.cards import Card
from supine.ui.words import beginning
from tests.helpers import Heard, cut_off, shipped, shown
from tests.ui.widgets.test_figure_strip import finish


@pytest.fixture
def view(qtbot: QtBot) -> BeforePage:
    made = BeforePage(theme("dawn"))
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show_sample(theme("dawn"), 50.0)
    made.show_sequence(shipped(), Pace(), 0)
    return made


@pytest.fixture
def started(view: BeforePage) -> Heard:
    return Heard(view.started)


def words(view: BeforePage) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def button(view: BeforePage, text: str) -> QPushButton:
    (found,) = (one for one in view.findChildren(QPushButton) if one.text() == text)
    return found


def place(view: BeforePage, words: str) -> QPoint:
    (heading,) = (one for one in view.findChildren(QLabel) if one.text().startswith(words))
    return heading.mapTo(view, QPoint(0, 0))


def test_it_says_what_to_fetch_and_what_to_take_instead(view: BeforePage) -> None:
    assert "A strap, or a belt, or a long towel" in words(view)


def test_it_says_when_to_see_a_doctor_instead(view: BeforePage) -> None:
    said = words(view)
    assert "See a doctor now, and do not practise" in said
    for sign in ("saddle", "bladder", "losing strength", "Fever", "fall"):
        assert sign in said


def test_it_says_the_teacher_s_cautions(view: BeforePage) -> None:
    for caution in shipped().cautions:
        assert caution in words(view)


def test_where_it_begins_on_a_chair_nobody_is_told_to_lie_down(view: BeforePage) -> None:
    assert view.start.text() == "Lie down and begin"
    first = replace(shipped().steps[0], seated=True)
    view.show_sequence(replace(shipped(), steps=[first, *shipped().steps[1:]]), Pace(), 0)
    assert view.start.text() == "Sit down and begin"


def test_as_written_starts_the_sequence_as_it_is(view: BeforePage, started: Heard) -> None:
    view.start.click()
    assert started.said == [shipped()]


def lengths(view: BeforePage) -> list[str]:
    """Return the lengths that can be chosen, as their buttons say."""
    return [one.text() for one in view.findChildren(QPushButton) if one.isCheckable()]


@pytest.mark.parametrize("minutes", [10, 15, 20])
def test_a_length_starts_a_practice_that_lasts_no_longer(
    view: BeforePage, started: Heard, minutes: int
) -> None:
    button(view, f"{minutes} min").click()
    view.start.click()
    (fitted,) = started.said
    assert view.minutes == minutes
    assert plan(fitted, Pace()).seconds <= minutes * 60


def test_the_words_name_the_real_length(view: BeforePage, started: Heard) -> None:
    button(view, "20 min").click()
    view.start.click()
    made = plan(started.said[0], Pace())
    holds = sum(step.kind == "hold" for step in made.steps)
    assert f"{round(made.seconds / 60)} min: " in words(view)
    assert f"{holds} holds." in words(view)


def test_only_lengths_that_are_possible_are_offered(view: BeforePage) -> None:
    assert lengths(view) == ["10 min", "15 min", "20 min", "All of it, 32 min"]
    view.show_sequence(read(ONE), Pace(), 0)
    assert lengths(view) == ["All of it, 1 min"]


@pytest.mark.parametrize("breaths", [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 15.0])
def test_no_two_lengths_are_nearly_the_same(view: BeforePage, breaths: float) -> None:
    """Neither shorter nor longer ones than what is written."""
    pace = Pace(breaths_per_minute=breaths)
    for sequence in (shipped(), short()):
        view.show_sequence(sequence, pace, 0)
        button(view, "Longer …").click()
        whole = plan(sequence, pace).seconds / 60
        offered = [int(text.split()[0]) for text in lengths(view) if text[0].isdigit()]
        assert all(min(n, whole) / max(n, whole) <= 0.9 for n in offered)


def short() -> Sequence:
    """Return a sequence of some minutes, as another teacher might write it."""
    steps = [step for step in shipped().steps if step.name in shipped().poses[2:3]]
    return replace(shipped(), title="Twist", steps=steps)


def test_a_length_above_what_is_written_shortens_nothing_and_adds_nothing(
    view: BeforePage, started: Heard
) -> None:
    view.show_sequence(short(), Pace(), 10)
    assert view.minutes == 0
    view.start.click()
    assert started.said == [short()]


def test_longer_is_only_for_a_person_who_asks_and_says_its_counts(
    view: BeforePage, started: Heard
) -> None:
    chosen = Heard(view.length_chosen)
    view.show_sequence(short(), Pace(), 0)
    assert lengths(view) == ["All of it, 3 min"]
    button(view, "Longer …").click()
    assert lengths(view) == ["All of it, 3 min", "5 min"]
    assert "instead of" not in words(view)
    button(view, "5 min").click()
    assert "This is more than is written, for this once:" in words(view)
    assert "breaths instead of 5: " in words(view)
    view.start.click()
    counts = [step.count for step in plan(started.said[0], Pace()).steps if step.kind == "hold"]
    assert min(counts) > 5
    assert chosen.said == []
    view.show_sequence(short(), Pace(), 0)
    assert lengths(view) == ["All of it, 3 min"]
    view.start.click()
    assert started.said[1] == short()


def test_the_counts_of_a_chosen_length_come_into_sight(view: BeforePage, qtbot: QtBot) -> None:
    view.show_lacking(["The screen may go dark: let it stay on for an hour."] * 3)
    shown(qtbot, view, (1100, 620))
    button(view, "Longer …").click()
    QTest.mouseClick(button(view, "45 min"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bottom_of(view, "45 min: 10 poses") < view.start.y())


def bottom_of(view: BeforePage, words: str) -> int:
    (label,) = (one for one in view.findChildren(QLabel) if one.text().startswith(words))
    return label.mapTo(view, label.rect().bottomLeft()).y()


def test_shorter_says_its_counts_and_is_told_at_once_to_be_kept(view: BeforePage) -> None:
    chosen = Heard(view.length_chosen)
    button(view, "20 min").click()
    assert "breaths instead of 10: " in words(view)
    assert "more than is written" not in words(view)
    button(view, "All of it, 32 min").click()
    assert chosen.said == [20, 0]


ONE = """\
title: One
steps:
  - {pose: Knees in, holds: [{count: 3, unit: breaths}], leave: [Feet down.]}
"""


def test_one_pose_and_one_hold_are_singular(view: BeforePage) -> None:
    assert "10 poses and 2 rests, 20 holds." in words(view)
    view.show_sequence(read(ONE), Pace(), 0)
    assert "1 min: 1 pose, 1 hold." in words(view)


def faded(view: BeforePage) -> set[str]:
    return {item.name for item in view.strip.values.items if item.faded}


def test_the_whole_sequence_is_shown_in_figures(view: BeforePage) -> None:
    assert [item.name for item in view.strip.values.items][:2] == shipped().poses[:2]
    assert faded(view) == set()


def test_a_pose_that_the_length_leaves_out_fades_and_nothing_moves(view: BeforePage) -> None:
    names = [item.name for item in view.strip.values.items]
    button(view, "10 min").click()
    assert "Low back circles" in faded(view)
    assert "Spinal twist" not in faded(view)
    assert [item.name for item in view.strip.values.items] == names
    button(view, "All of it, 32 min").click()
    assert faded(view) == set()


def test_a_sequence_without_figures_has_no_strip(view: BeforePage) -> None:
    view.show_sequence(read(ONE), Pace(), 0)
    assert view.strip.isHidden()


def test_skin_and_theme_reach_the_figures(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    finish(view.strip)
    view.set_person(Person("dark"))
    assert view.strip.waits
    finish(view.strip)
    view.show_sample(theme("night"), 50.0)
    assert view.strip.waits


@pytest.mark.parametrize("size", [(800, 600), (1180, 760)])
def test_reasons_not_to_practise_are_visible_at_once(
    view: BeforePage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown(qtbot, view, size)
    assert place(view, "Back pain after a fall").y() + 20 < view.start.y()


@pytest.mark.parametrize("minutes", [0, 15, 30])
def test_the_length_of_last_time_is_chosen(view: BeforePage, minutes: int) -> None:
    view.show_sequence(shipped(), Pace(), minutes)
    assert view.minutes == minutes


def test_a_length_typed_into_the_settings_is_offered_too(view: BeforePage) -> None:
    view.show_sequence(shipped(), Pace(), 17)
    assert view.minutes == 17
    assert "17 min" in lengths(view)
    view.show_sequence(shipped(), Pace(), 47)
    assert view.minutes == 0


def test_what_is_missing_is_told_first_and_in_larger_type(view: BeforePage, qtbot: QtBot) -> None:
    sentence = "There is no sound device: nothing can be heard. Connect one."
    view.show_lacking([sentence, "The screen may go dark: let it stay on for an hour."])
    shown(qtbot, view, (1366, 768))
    (told,) = (one for one in view.findChildren(QLabel) if one.text() == sentence)
    assert told.property("role") == "large"
    assert place(view, "Before you begin").y() < place(view, "How long").y()
    for words in ("The screen may go dark", "Back pain after a fall"):
        assert place(view, words).y() + 40 < view.start.y()
    assert cut_off(view) == []
    view.show_lacking([])
    assert all(one.isHidden() for one in view.findChildren(Card) if sentence in words_of(one))


def words_of(card: Card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def test_the_sample_line_has_the_size_of_the_practice(view: BeforePage) -> None:
    view.show_sample(theme("night"), 77.0)
    assert view.sample.values.most == 77.0
    assert view.sample.height() > 77


@pytest.mark.parametrize(("text", "change"), [("Smaller", -1), ("Bigger", 1)])
def test_the_size_can_be_changed_by_hand(view: BeforePage, text: str, change: int) -> None:
    asked = Heard(view.size_asked)
    button(view, text).click()
    assert asked.said == [change]


def test_sounds_can_be_heard_and_it_says_which_is_playing(view: BeforePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.sounds_asked, timeout=0):
        view.sounds.click()
    view.show_sound_words("Breathe in.")
    assert "Breathe in." in words(view)


def test_back_goes_back(view: BeforePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.left, timeout=0):
        button(view, "Back").click()


def test_reasons_not_to_practise_come_first(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    left, right = (
        [place(view, words) for words in column]
        for column in (
            ("See a doctor", "With care"),
            ("How long", "To fetch", "Can you read", "Can you hear"),
        )
    )
    for column in (left, right):
        assert column == sorted(column, key=QPoint.y)
    assert max(map(QPoint.x, left)) < view.width() / 2 < min(map(QPoint.x, right))


@pytest.mark.parametrize("path", shipped_sequences(), ids=lambda path: path.stem)
def test_what_to_fetch_and_for_whom_it_is_not_are_seen_without_scrolling(
    view: BeforePage, qtbot: QtBot, path: Path
) -> None:
    sequence = read_file(path)
    view.show_sequence(sequence, Pace(), 0)
    shown(qtbot, view, (1366, 768))
    bottom = view.asking.mapTo(view, QPoint(0, 0)).y()
    for first in ("To fetch", beginning(sequence.props[-1].name), sequence.cautions[0]):
        assert place(view, first).y() < bottom


@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1180, 760)])
@pytest.mark.parametrize("type_size", [37.0, 110.0])
def test_no_words_are_cut_off(
    view: BeforePage, qtbot: QtBot, size: tuple[int, int], type_size: float
) -> None:
    view.show_sample(theme("dawn"), type_size)
    shown(qtbot, view, size)
    assert cut_off(view) == []


def test_a_number_says_how_the_back_feels_and_the_next_key_begins(
    view: BeforePage, qtbot: QtBot, started: Heard
) -> None:
    shown(qtbot, view, (1180, 760))
    assert view.start.hasFocus()
    QTest.keyClick(view.start, Qt.Key.Key_4)
    assert view.feeling == 4
    assert view.start.hasFocus()
    QTest.keyClick(view.start, Qt.Key.Key_Return)
    assert len(started.said) == 1


def test_one_and_zero_is_ten_before_a_practice_too(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    QTest.keyClick(view.start, Qt.Key.Key_1)
    assert view.feeling == 1, "whoever begins now has said 1"
    QTest.keyClick(view.start, Qt.Key.Key_1)
    QTest.keyClick(view.start, Qt.Key.Key_0)
    assert view.feeling == 10


def test_nobody_has_to_say_how_the_back_feels(view: BeforePage, started: Heard) -> None:
    view.start.click()
    assert (view.feeling, len(started.said)) == (None, 1)


def test_a_click_says_it_and_leaves_the_focus_on_begin(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    at = cells(view.scale.upright_rect)[6].center().toPoint()
    QTest.mouseClick(view.scale, Qt.MouseButton.LeftButton, pos=at)
    assert view.feeling == 6
    assert view.start.hasFocus()


def test_tab_and_the_arrows_say_it(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    view.scale.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        QTest.keyClick(view.scale, key)
    assert view.feeling == 6


def test_what_was_felt_is_forgotten_when_the_page_is_left(view: BeforePage, qtbot: QtBot) -> None:
    shown(qtbot, view, (1180, 760))
    QTest.keyClick(view.start, Qt.Key.Key_4)
    view.hide()
    assert view.feeling is None


def test_it_is_asked_only_if_the_person_wants_it(view: BeforePage, qtbot: QtBot) -> None:
    view.set_asking(False)
    shown(qtbot, view, (1180, 760))
    assert not view.scale.isVisible()
    QTest.keyClick(view.start, Qt.Key.Key_4)
    assert view.feeling is None


@pytest.mark.parametrize("size", [(640, 480), (800, 600)])
def test_it_begins_at_the_top_in_a_small_window(qtbot: QtBot, size: tuple[int, int]) -> None:
    """Qt scrolled to the lengths, away from the reasons not to practise."""
    window, page = MainWindow(), BeforePage(theme("dawn"))
    qtbot.addWidget(window)
    window.show_page(page)
    page.show_sample(theme("dawn"), 50.0)
    shown(qtbot, window, size)
    page.show_sequence(shipped(), Pace(), 0)
    QCoreApplication.processEvents()
    (area,) = page.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0
    window.hide()


def test_in_the_smallest_window_the_button_to_begin_is_in_view(qtbot: QtBot) -> None:
    window, page = MainWindow(), BeforePage(theme("dawn"))
    qtbot.addWidget(window)
    window.show_page(page)
    page.show_sample(theme("dawn"), 50.0)
    page.show_sequence(shipped(), Pace(), 0)
    shown(qtbot, window, (600, 340))
    lower = page.start.mapTo(window, page.start.rect().bottomRight())
    assert window.rect().contains(lower)
    window.hide()


def in_front(view: BeforePage, qtbot: QtBot) -> None:
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)


@pytest.mark.parametrize("clicked", ["Longer …", "10 min", "Bigger", "Play every sound"])
def test_a_click_leaves_the_focus_on_the_button_that_begins(
    view: BeforePage, qtbot: QtBot, clicked: str
) -> None:
    in_front(view, qtbot)
    view.start.setFocus()
    QTest.mouseClick(button(view, clicked), Qt.MouseButton.LeftButton)
    assert view.focusWidget() is view.start


def test_who_asks_for_longer_with_the_keyboard_stands_on_the_first_longer_length(
    view: BeforePage, qtbot: QtBot
) -> None:
    in_front(view, qtbot)
    longer = button(view, "Longer …")
    longer.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(longer, Qt.Key.Key_Space)
    focused = view.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "45 min"


@pytest.mark.parametrize("arrow", [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down])
def test_an_arrow_leaves_the_focus_on_the_button_that_begins(
    view: BeforePage, qtbot: QtBot, arrow: Qt.Key
) -> None:
    """After an arrow of a clicker, Return chose another length."""
    in_front(view, qtbot)
    QTest.keyClick(view.start, arrow)
    assert view.focusWidget() is view.start
