from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supine.core.pace import Pace
from supine.core.problem import Problem
from supine.core.reader import read
from supine.core.sequence import NAME_LIMIT
from supine.library.reader import Book, open_book
from supine.resources import shipped_sequences
from supine.settings.declaration import Person, Skin
from supine.settings.startup_theme import ThemeName
from supine.ui.pages.books import MOST_PROBLEMS, Dose
from supine.ui.pages.library import LibraryPage
from supine.ui.pages.offer_card import OfferWords
from supine.ui.theme import theme
from tests.helpers import SIZES, Heard, cut_off, expose, shown
from tests.ui.widgets.test_figure_strip import finish

GOOD = open_book(shipped_sequences()[0], own=False)


def broken(problems: int = 1) -> Book:
    found = tuple(Problem(n + 3, 5, f"problem {n}") for n in range(problems))
    return Book(Path("evening.yaml"), own=True, sequence=None, problems=found)


@pytest.fixture
def view(qtbot: QtBot) -> LibraryPage:
    made = LibraryPage()
    qtbot.addWidget(made)
    made.resize(1180, 760)
    return made


def test_the_sequence_that_was_practised_last_is_chosen_when_it_comes(view: LibraryPage) -> None:
    books = [replace(GOOD, path=Path(f"{name}.yaml")) for name in "abc"]
    view.prefer(books[1].name)
    for book in books:
        view.add(book)
    assert view.chosen is books[1]
    view.list.setCurrentIndex(view.model.index(2))
    view.clear()
    for book in books:
        view.add(book)
    assert view.chosen is books[2], "once the files are read anew, the person's own choice holds"


def test_where_that_one_has_gone_the_first_is_chosen(view: LibraryPage) -> None:
    view.prefer("gone.yaml")
    view.add(GOOD)
    assert view.chosen is GOOD


@pytest.mark.parametrize(
    ("times", "said"),
    [(1, "Once this week"), (2, "Twice this week"), (3, "Three times this week"),
     (7, "Seven times this week"), (12, "12 times this week")],
)  # fmt: skip
def test_it_says_how_often_this_week_and_nothing_for_never(
    view: LibraryPage, times: int, said: str
) -> None:
    view.add(GOOD)
    view.show_times(0)
    assert "week" not in words(view)
    view.show_times(times)
    assert said in words(view)
    view.show_times(0)
    assert "week" not in words(view)


@pytest.mark.parametrize("size", [(600, 340), (1366, 768)])
def test_how_often_is_not_cut_off(view: LibraryPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    view.add(GOOD)
    view.show_times(3)
    shown(qtbot, view, size)
    assert cut_off(view) == []


@pytest.fixture
def begun(view: LibraryPage) -> Heard:
    return Heard(view.begun)


def words(view: LibraryPage) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def test_the_first_book_is_chosen_and_described(view: LibraryPage) -> None:
    view.add(GOOD)
    said = words(view)
    assert view.chosen is GOOD
    assert "Low Back Release" in said
    assert "10 poses and 2 rests · 20 holds" in said
    assert "To fetch: a mat, a strap, a block for your head, a cushion for an easier twist" in said
    assert not view.begin.isHidden()


ONE = """\
title: One
steps:
  - {pose: Knees in, holds: [{count: 3, unit: breaths}], leave: [Feet down.]}
"""


def plain() -> Book:
    """Return a book without figures."""
    return Book(Path("one.yaml"), own=True, sequence=read(ONE))


def test_one_pose_and_one_hold_are_singular(view: LibraryPage) -> None:
    view.add(plain())
    assert "· 1 pose · 1 hold" in words(view)


def test_each_pose_is_shown_with_figure_name_and_dose(view: LibraryPage) -> None:
    view.add(GOOD)
    assert not view.strip.isHidden()
    told = [one.accessibleName() for one in view.strip.reading().children or ()]
    assert told[0] == "Hip circles, gluteal massage: 5 circles, then 5 circles"
    assert told[-1] == "Long rest: 6 breaths"


def test_a_sequence_without_figures_lists_its_poses_in_words(view: LibraryPage) -> None:
    view.add(GOOD)
    view.add(plain())
    view.list.setCurrentIndex(view.model.index(1))
    assert view.strip.isHidden()
    assert "Knees in\n3 breaths" in words(view)


def test_a_broken_file_has_no_figures(view: LibraryPage) -> None:
    view.add(GOOD)
    view.add(broken())
    view.list.setCurrentIndex(view.model.index(1))
    assert view.strip.isHidden()


def test_theme_and_skin_reach_the_figures(view: LibraryPage, qtbot: QtBot) -> None:
    view.add(GOOD)
    shown(qtbot, view, (1180, 760))
    finish(view.strip)
    pictures = [view.strip.values.pictures["twist"]]
    changes: tuple[tuple[ThemeName, Skin], ...] = (("night", "light"), ("night", "dark"))
    for name, skin in changes:
        view.set_theme(theme(name))
        view.set_person(Person(skin))
        assert view.strip.waits
        finish(view.strip)
        pictures.append(view.strip.values.pictures["twist"])
    assert pictures[0] != pictures[1] != pictures[2]


def test_another_pace_shows_another_length(view: LibraryPage) -> None:
    view.add(GOOD)
    before = str(view.model.data(view.model.index(0)))
    view.set_dose(Dose(Pace(breaths_per_minute=3)))
    assert str(view.model.data(view.model.index(0))) != before
    assert "included" in str(view.model.data(view.model.index(0)))


def test_the_length_that_was_chosen_for_a_sequence_is_shown_with_its_counts(
    view: LibraryPage,
) -> None:
    view.add(GOOD)
    written = str(view.model.data(view.model.index(0)))
    view.set_dose(Dose(Pace(), {GOOD.name: 15}))
    assert str(view.model.data(view.model.index(0))) != written
    assert "15 min, included" in str(view.model.data(view.model.index(0)))
    assert "15 min at your pace · 6 poses" in words(view)
    assert "Shorter, as you chose. All of it takes 32 min." in words(view)
    items = {item.name: item for item in view.strip.values.items}
    assert items["Inner thigh stretch"].faded
    assert items["Spinal twist"].dose == "4 breaths, each side"


def test_a_length_chosen_for_another_sequence_changes_nothing(view: LibraryPage) -> None:
    view.add(GOOD)
    view.set_dose(Dose(Pace(), {"/home/ada/knees.yaml": 10}))
    assert "32 min, included" in str(view.model.data(view.model.index(0)))
    assert "as you chose" not in words(view)


def test_a_broken_file_is_listed_with_its_problem_and_cannot_be_begun(view: LibraryPage) -> None:
    view.add(GOOD)
    view.add(broken())
    view.list.setCurrentIndex(view.model.index(1))
    assert "cannot be read" in str(view.model.data(view.model.index(1)))
    assert "Line 3, column 5: problem 0" in words(view)
    assert view.begin.isHidden()


def test_a_broken_file_does_not_touch_the_others(view: LibraryPage, begun: Heard) -> None:
    view.add(broken())
    view.add(GOOD)
    view.list.setCurrentIndex(view.model.index(1))
    view.begin.click()
    assert begun.said == [GOOD]


def test_many_problems_of_a_file_are_counted_and_only_some_shown(view: LibraryPage) -> None:
    view.add(broken(MOST_PROBLEMS + 5))
    said = words(view)
    assert said.count("problem ") == MOST_PROBLEMS
    assert "and 5 more" in said


def test_enter_on_the_list_begins_but_not_a_broken_one(view: LibraryPage, begun: Heard) -> None:
    view.add(GOOD)
    view.add(broken())
    for row in (0, 1):
        view.list.setCurrentIndex(view.model.index(row))
        view.list.activated.emit(view.model.index(row))
    assert begun.said == [GOOD]


def test_the_button_to_begin_has_the_focus(view: LibraryPage, qtbot: QtBot) -> None:
    view.add(GOOD)
    expose(qtbot, view)
    view.focus_begin()
    assert view.begin.hasFocus()


@pytest.mark.parametrize(
    ("text", "signal"), [("Settings", "settings_asked"), ("My sequences", "folder_asked")]
)
def test_the_other_buttons_emit_their_signals(
    view: LibraryPage, qtbot: QtBot, text: str, signal: str
) -> None:
    (button,) = (one for one in view.findChildren(QPushButton) if one.text().startswith(text))
    with qtbot.waitSignal(getattr(view, signal), timeout=0):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_names_from_a_file_are_plain_text(view: LibraryPage) -> None:
    view.add(GOOD)
    from_file = [label for label in view.findChildren(QLabel) if label.text() != "Supine"]
    assert from_file
    for label in from_file:
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_empty_shelf_offers_nothing(view: LibraryPage, begun: Heard) -> None:
    view.add(GOOD)
    view.clear()
    view.begin.click()
    assert view.chosen is None
    assert view.begin.isHidden()
    assert begun.said == []


@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1180, 760)])
@pytest.mark.parametrize("book", [GOOD, broken(9)])
def test_no_words_are_cut_off(
    view: LibraryPage, qtbot: QtBot, size: tuple[int, int], book: Book
) -> None:
    view.add(book)
    shown(qtbot, view, size)
    assert cut_off(view) == []


def test_the_button_to_begin_gets_the_focus_with_the_first_book(
    view: LibraryPage, qtbot: QtBot
) -> None:
    view.clear()
    expose(qtbot, view)
    view.focus_begin()
    view.add(GOOD)
    assert view.focusWidget() is view.begin


LONGEST_OFFER = OfferWords(
    f"Go on from {'W' * NAME_LIMIT}, right, round 10 of 20, second 100 of 600?",
    f"{'W' * NAME_LIMIT} was interrupted after 99 min, and changed since: the pose begins anew.",
    "Yes, go on",
)


@pytest.mark.parametrize("size", [(600, 340), *SIZES])
def test_no_word_of_an_offer_is_cut_off(
    view: LibraryPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    view.add(GOOD)
    view.show_offer(LONGEST_OFFER)
    layout = view.layout()
    assert layout is not None
    # where the window is smaller, the page is scrolled
    width = max(size[0], layout.minimumSize().width())
    shown(qtbot, view, (width, max(size[1], layout.totalHeightForWidth(width))))
    assert cut_off(view.offer) == []


def test_an_offer_comes_first_and_is_answered_by_keys(view: LibraryPage, qtbot: QtBot) -> None:
    accepted = Heard(view.offer_accepted)
    declined = Heard(view.offer_declined)
    view.add(GOOD)
    view.focus_begin()
    shown(qtbot, view, (1180, 760))
    view.show_offer(LONGEST_OFFER)
    assert view.offer.accept.hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(view.offer.accept, key)
    assert len(accepted.said) == 2
    QTest.keyClick(view.offer.accept, Qt.Key.Key_Tab)
    assert view.offer.decline.hasFocus()
    QTest.keyClick(view.offer.decline, Qt.Key.Key_Space)
    assert len(declined.said) == 1


def test_a_page_has_one_main_button_with_an_offer_too(view: LibraryPage) -> None:
    view.add(GOOD)
    view.show_offer(LONGEST_OFFER)

    def main() -> list[str]:
        buttons = view.findChildren(QPushButton)
        return [
            one.text() for one in buttons if one.property("role") == "main" and not one.isHidden()
        ]

    assert (main(), view.offer.isHidden()) == (["Yes, go on"], False)
    view.hide_offer()
    view.focus_begin()
    assert view.offer.isHidden()
    assert view.begin.property("role") == "main"


def test_a_screen_reader_says_what_is_offered_with_the_button(view: LibraryPage) -> None:
    view.show_offer(LONGEST_OFFER)
    assert view.offer.accept.accessibleName() == f"Yes, go on. {LONGEST_OFFER.question}"
    assert view.offer.accept.accessibleDescription() == LONGEST_OFFER.explanation
