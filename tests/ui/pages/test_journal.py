"""The journal's page: what it says, what the keyboard does, and what it asks for."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from supine.journal.entry import Entry, Kept
from supine.journal.summary import Range, Summary, by_day
from supine.settings.startup_theme import ThemeName
from supine.ui.legibility import type_size
from supine.ui.pages.journal import JournalPage
from supine.ui.painting.scale import AIR, places_of_ends
from supine.ui.painting.type_fit import largest
from supine.ui.theme import theme
from tests.helpers import Heard, cut_off, press, shown

K = Qt.Key
ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 27, 19, 30, tzinfo=ZONE)
TODAY = NOW.date()
PRACTICE = Entry(
    NOW - timedelta(hours=1), "low-back-release", "Low Back Release", 1880.0, 700.0, 700.0, 10,
    finished=False, stopped_at="Right leg: Spinal twist", eased=("Inner thigh stretch",),
    stayed=("Long rest",), pace=6.0, before=5, after=3, note="Slept well.",
)  # fmt: skip
ALONE = Entry(NOW - timedelta(hours=11, minutes=15), after=4, note="Stiff in the morning.")


def diary(weeks: int, feelings: tuple[int, ...] = (5,)) -> list[Kept]:
    """Return an entry a day; the feelings of each two weeks, the last ones first."""
    return [
        Kept(
            str(n),
            1,
            Entry(NOW - timedelta(days=n), after=feelings[min(n // 14, len(feelings) - 1)]),
        )
        for n in range(weeks * 7 - 1, -1, -1)
    ]


def summary(*entries: Kept) -> Summary:
    return Summary(by_day(sorted(entries, key=lambda one: one.entry.at)))


SIZES = ((1366, 720), (1920, 1030), (800, 600), (640, 480))
TWO = (Kept("a", 1, ALONE), Kept("b", 1, PRACTICE))


@pytest.fixture
def view(qtbot: QtBot) -> JournalPage:
    made = JournalPage(theme("dawn"))
    qtbot.addWidget(made)
    made.set_look(theme("dawn"), type_size(1.0, 4.4))
    made.begin(lambda: NOW)
    made.show_summary(summary(*TWO))
    shown(qtbot, made, (1366, 720))
    return made


def words(view: JournalPage) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def lines(view: JournalPage) -> list[str]:
    model = view.day.model
    return [model.data(model.index(row)) or "" for row in range(model.rowCount())]


def heard(view: JournalPage) -> tuple[Heard, Heard, Heard]:
    return Heard(view.added), Heard(view.changed), Heard(view.removed)


def focus() -> object:
    return QApplication.focusWidget()


def test_it_begins_in_the_calendar_at_today_and_shows_its_entries(view: JournalPage) -> None:
    assert focus() is view.month
    assert view.month.day == TODAY
    assert "Today, Friday, 27 November 2026" in words(view)
    assert lines(view) == [
        "08:15, without a practice\nHow it felt: 4\nStiff in the morning.",
        "18:30, Low Back Release: 31 min\nHow it felt: 5 before, 3 after\n"
        "Left at Right leg: Spinal twist.\nEasier: Inner thigh stretch.\n"
        "Stayed longer: Long rest.\nSlept well.",
    ]


def test_a_screen_reader_hears_the_chosen_day(view: JournalPage) -> None:
    told = QAccessible.queryAccessibleInterface(view.month)
    assert told.text(QAccessible.Text.Name) == "Calendar"
    said = "Friday, 27 November 2026: 31 min, 2 entries"
    assert told.text(QAccessible.Text.Value) == said
    QTest.keyClick(view.month, K.Key_Left)
    said = "Thursday, 26 November 2026: no entry"
    assert told.text(QAccessible.Text.Value) == told.textInterface().text(0, 99) == said
    told.valueInterface().setCurrentValue(24)
    assert view.month.day.day == 24
    assert "Nothing is noted here." in words(view)


def test_month_and_year_go_back_and_forward_by_buttons_too(view: JournalPage) -> None:
    days = []
    for button, _months in view._turns:
        button.click()
        days.append(view.month.day)
    assert days == [
        date(2025, 11, 27), date(2025, 10, 27), date(2025, 11, 27), date(2026, 11, 27),
    ]  # fmt: skip
    assert [button.text() for button, _months in view._turns] == [
        "‹ 2025", "‹ Oct", "Dec ›", "2027 ›",
    ]  # fmt: skip
    view.month.choose(date(2020, 1, 1))
    view.today.click()
    assert view.month.day == TODAY


def test_return_goes_to_the_entries_and_edits_one(view: JournalPage) -> None:
    QTest.keyClick(view.month, K.Key_Return)
    assert focus() is view.day.list
    QTest.keyClick(view.day.list, K.Key_Down)
    QTest.keyClick(view.day.list, K.Key_Return)
    assert not view.day.editor.isHidden()
    assert view.day.editor.note.toPlainText() == "Slept well."


def test_an_entry_is_added_for_a_day_without_a_practice(view: JournalPage) -> None:
    added, _changed, _removed = heard(view)
    view.month.choose(date(2026, 11, 20))
    view.day.add.click()
    editor = view.day.editor
    assert focus() is editor.after
    QTest.keyClick(editor.after, K.Key_7)
    editor.after.settle()
    editor.note.setPlainText(" Long drive.\n")
    editor.keep.click()
    (entry,) = added.said
    assert (entry.after, entry.before, entry.note) == (7, None, "Long drive.")
    assert (entry.at.date(), entry.at.hour) == (date(2026, 11, 20), 12)
    assert entry.at.utcoffset() is not None
    assert not entry.practised


def test_an_entry_of_today_has_the_time_of_now_and_a_day_can_have_several(
    view: JournalPage,
) -> None:
    added, _changed, _removed = heard(view)
    for number in range(2):
        view.day.add.click()
        view.day.editor.after.show_answer(number)
        view.day.editor.keep.click()
    assert [(one.at.hour, one.at.minute, one.after) for one in added.said] == [
        (19, 30, 0), (19, 30, 1),
    ]  # fmt: skip


def test_an_entry_that_says_nothing_is_not_saved(view: JournalPage) -> None:
    added, _changed, _removed = heard(view)
    view.day.add.click()
    view.day.editor.keep.click()
    assert added.said == []
    assert "Say how your back feels, or write a line of text." in words(view)


def test_the_feelings_and_the_note_of_a_practice_can_be_changed_and_nothing_else(
    view: JournalPage,
) -> None:
    _added, changed, _removed = heard(view)
    view.day.list.setCurrentIndex(view.day.model.index(1))
    view.day.edit.click()
    editor = view.day.editor
    assert not editor.time.isVisible()
    assert editor.before.accessibleName().startswith("Before the practice your back felt")
    assert editor.after.accessibleName() == "After it:"
    editor.before.show_answer(6)
    editor.after.show_answer(None)
    editor.note.setPlainText("Better.")
    QTest.keyClick(editor.note, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ((kept, entry),) = changed.said
    assert kept == TWO[1]
    assert (entry.before, entry.after, entry.note) == (6, None, "Better.")
    assert (entry.at, entry.seconds, entry.eased) == (
        PRACTICE.at, PRACTICE.seconds, PRACTICE.eased,
    )  # fmt: skip


def test_whoever_changes_a_note_goes_on_at_its_end(view: JournalPage) -> None:
    view.day.list.setCurrentIndex(view.day.model.index(1))
    view.day.edit.click()
    QTest.keyClicks(view.day.editor.note, " Well.")
    assert view.day.editor.note.toPlainText() == "Slept well. Well."


def test_no_button_moves_when_a_file_was_saved(view: JournalPage) -> None:
    def places() -> list[QPoint]:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return [one.mapTo(view, QPoint()) for one in (view.report, view.save, view.bring)]

    before = places()
    view.show_file_words("Saved as Journal.csv.")
    assert places() == before
    assert view.file_words.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_the_words_at_the_ends_of_the_scale_can_be_read(
    view: JournalPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown(qtbot, view, size)
    view.day.add.click()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    place = places_of_ends(QRectF(view.day.editor.after.rect()))[1]
    room = place.width() - 2 * AIR, place.height()
    assert largest(("worst\u00a0pain",), room, view._size, False) >= 0.85 * view._size


def test_the_time_of_an_entry_without_a_practice_can_be_changed_in_its_own_zone(
    view: JournalPage,
) -> None:
    tokyo = timezone(timedelta(hours=9))
    entry = Entry(datetime(2026, 11, 10, 7, 5, 42, tzinfo=tokyo), after=2)
    view.show_summary(summary(Kept("t", 1, entry)))
    view.month.choose(date(2026, 11, 10))
    _added, changed, _removed = heard(view)
    view.day.edit.click()
    view.day.editor.after.show_answer(3)
    view.day.editor.keep.click()
    assert changed.said[-1][1].at == entry.at
    view.day.edit.click()
    view.day.editor.time.setTime(view.day.editor.time.time().addSecs(3600))
    view.day.editor.keep.click()
    at = changed.said[-1][1].at
    assert (at.hour, at.minute, at.utcoffset()) == (8, 5, timedelta(hours=9))


def test_saving_without_a_change_writes_nothing(view: JournalPage) -> None:
    _added, changed, _removed = heard(view)
    view.day.edit.click()
    view.day.editor.keep.click()
    assert changed.said == []
    assert focus() is view.day.list


def test_removing_asks_and_says_that_all_computers_lose_it(view: JournalPage) -> None:
    _added, _changed, removed = heard(view)
    view.day.list.setFocus()
    QTest.keyClick(view.day.list, K.Key_Delete)
    assert (
        "Remove the entry of 08:15? It is removed from the journal on all your computers."
        in words(view)
    )
    keep, remove = view.day.question.buttons
    assert focus() is keep
    QTest.keyClick(keep, K.Key_Escape)
    assert removed.said == []
    assert focus() is view.day.list
    view.day.remove.click()
    remove.click()
    assert removed.said == [TWO[0]]


def test_what_is_kept_or_dropped_is_shown_at_once(view: JournalPage) -> None:
    new = Kept("c", 1, Entry(NOW, after=9))
    view.keep(new)
    assert len(lines(view)) == 3
    assert view.day.list.currentIndex().row() == 2
    assert view.month.values.marks[TODAY].entries == 3
    view.keep(Kept("c", 2, Entry(NOW, after=8)), new)
    assert lines(view)[2] == "19:30, without a practice\nHow it felt: 8"
    view.drop(Kept("c", 2, Entry(NOW, after=8)))
    assert len(lines(view)) == 2


def test_esc_leaves_the_editor_first_and_then_the_page(view: JournalPage) -> None:
    left = Heard(view.left)
    view.day.add.click()
    QTest.keyClick(view.day.editor.note, K.Key_Escape)
    assert left.said == []
    assert view.day.editor.isHidden()
    # the window closes a notice first, or leaves the page
    assert not press(view, K.Key_Escape).isAccepted()


def test_what_is_not_saved_is_not_lost_without_a_question(view: JournalPage) -> None:
    left = Heard(view.left)
    view.day.add.click()
    view.day.editor.note.setPlainText("Long drive.")
    view.back.click()
    assert left.said == []
    assert "What you have written is not saved." in words(view)
    go_on, drop = view.day.question.buttons
    go_on.click()
    assert view.day.editor.note.toPlainText() == "Long drive."
    assert press(view, K.Key_Escape).isAccepted()
    drop.click()
    assert len(left.said) == 1


def test_a_day_to_come_has_no_entries_to_add(view: JournalPage) -> None:
    view.month.choose(TODAY + timedelta(days=1))
    assert not view.day.add.isEnabled()
    assert "This day is still to come." in words(view)
    view.month.choose(TODAY)
    assert view.day.add.isEnabled()


def test_nothing_can_be_written_before_the_journal_is_read(qtbot: QtBot) -> None:
    made = JournalPage(theme("dawn"))
    qtbot.addWidget(made)
    made.begin(lambda: NOW)
    assert made.state.text() == "The journal is being read …"
    assert not made.day.add.isEnabled()
    made.month.choose(date(2026, 11, 20))
    assert not made.day.add.isEnabled()
    made.show_summary(summary())
    assert made.day.add.isEnabled()
    assert made.state.isHidden()


def test_medians_of_the_last_two_weeks_are_told_beside_those_before(view: JournalPage) -> None:
    view.show_summary(summary(*diary(4, (4, 5))))
    assert "Before: median 4 in the last two weeks, 5 in the two before." in words(view)


def test_one_practice_makes_no_change(view: JournalPage) -> None:
    said = words(view)
    assert "In the last two weeks there are too few answers to say more." in said
    assert "really" not in said


@pytest.mark.parametrize(
    ("feelings", "said"),
    [
        ((4, 5, 6), "was 6. Now it is 4: your back really feels better."),
        ((8, 7, 6), "was 6. Now it is 8: your back really feels worse."),
        ((6, 6, 5), "was 5. Now it is 6: that is within the usual ups and downs."),
        (
            (5, 5, 5),
            "In the two weeks from 17 Oct 2026 the median before a practice, or without one, was "
            "5. Now it is the same.",
        ),
    ],
)
def test_a_change_is_called_real_only_from_two_points_or_thirty_per_cent_on(
    view: JournalPage, feelings: tuple[int, ...], said: str
) -> None:
    view.show_summary(summary(*diary(6, feelings)))
    assert said in words(view)


def test_a_real_rise_of_two_weeks_offers_when_to_see_a_doctor(view: JournalPage) -> None:
    assert not view.rise.isVisible()
    view.show_summary(summary(*diary(4, (7, 4))))
    assert view.rise.isVisible()
    assert "median 7 instead of 4" in words(view)
    assert "saddle" not in words(view)
    view.offer.click()
    assert "New numbness where a saddle would touch you" in words(view)
    assert "Stop at sharp pain" in words(view)
    view.show_summary(summary(*diary(4, (5, 4))))
    assert not view.rise.isVisible()


def test_each_range_is_shown_and_told_in_words(view: JournalPage) -> None:
    view.show_summary(summary(*diary(60)))
    counts = []
    for number, which in enumerate(Range):
        view.trend._ranges.button(number).click()
        assert view.trend.range is which
        counts.append(view.trend.model.rowCount())
    assert counts == [5, 14, 53, 61]
    first = view.trend.model.stringList()[0]
    assert first == "Week from 23 Nov 2026: 0 min, before 5"


def test_ten_years_are_shown_by_months(view: JournalPage) -> None:
    view.show_summary(summary(*diary(520)))
    view.trend._ranges.button(3).click()
    assert 118 <= view.trend.model.rowCount() <= 122
    assert "Minutes a week, month by month" in words(view)
    assert (
        "0 is no pain, 10 the worst. Each point is the middle answer (median) of a month."
        in words(view)
    )
    assert view.trend.model.stringList()[0] == "November 2026: 0 min a week, before 5"


def test_the_charts_are_told_to_a_screen_reader(view: JournalPage) -> None:
    assert view.trend._charts is not None
    felt, minutes, key = view.trend._charts
    assert felt.accessibleName() == "Chart: how your back felt"
    assert felt.accessibleDescription() == view.trend._felt_words.text()
    assert minutes.accessibleDescription().startswith("Week from 23 Nov 2026: 31 min")
    assert key.accessibleName() == "Before, or without a practice; After a practice"


def test_without_the_charts_all_the_rest_is_shown_and_why_is_said(
    view: JournalPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.clear()
    monkeypatch.setitem(sys.modules, "supine.ui.widgets.charts", None)
    view.begin(lambda: NOW)
    view.show_summary(summary(*TWO))
    assert "The charts cannot be shown: QtCharts, a part of Qt, is missing." in words(view)
    assert view.trend.model.stringList()[0].startswith("Week from 23 Nov 2026: 31 min")
    assert len(lines(view)) == 2


def test_each_side_is_told(view: JournalPage) -> None:
    assert view.trend.bars.accessibleName() == "Right side: 12 min; Left side: 12 min"


def test_days_in_a_row_are_told_only_to_who_wants_it(view: JournalPage) -> None:
    entries = [
        Kept(str(n), 1, Entry(NOW - timedelta(days=n), seconds=600.0)) for n in range(3, -1, -1)
    ]
    view.show_summary(summary(*entries))
    assert "in a row" not in words(view)
    view.set_counts(True)
    assert "4 days in a row" in words(view)
    view.set_counts(False)
    assert "in a row" not in words(view)


def test_what_was_shown_is_forgotten_when_the_page_is_left(view: JournalPage) -> None:
    view.clear()
    assert view.summary is None
    assert view.day.model.rowCount() == 0
    assert view.trend.model.rowCount() == 0
    assert view.trend._charts is None
    assert not view.month.values.marks
    view.begin(lambda: NOW)
    view.show_summary(summary(*TWO))
    assert len(lines(view)) == 2


def test_the_sources_are_named_in_the_help(view: JournalPage) -> None:
    assert "Ostelo and others, Spine 2008" in words(view)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [1.0, 4.0])
def test_no_words_are_cut_off(
    view: JournalPage, qtbot: QtBot, size: tuple[int, int], text: float
) -> None:
    view.set_look(theme("dawn"), type_size(1.0, 4.4, text))
    view.show_summary(summary(*diary(4, (7, 4)), *TWO))
    view.offer.click()
    shown(qtbot, view, size)
    assert cut_off(view) == []
    view.day.add.click()
    shown(qtbot, view, size)
    assert cut_off(view) == []
    view.day.leave_editor()
    view.day.remove.click()
    shown(qtbot, view, size)
    assert cut_off(view) == []


@pytest.mark.parametrize("name", get_args(ThemeName))
def test_another_theme_reaches_every_part(view: JournalPage, qtbot: QtBot, name: ThemeName) -> None:
    view.set_look(theme(name), type_size(1.0, 4.4))
    shown(qtbot, view, (1366, 720))
    assert view.trend._charts is not None
    surface = view.trend._charts[0].grab().toImage().pixelColor(2, 2)
    assert surface == theme(name).surface


def test_a_list_in_a_card_has_the_colour_of_the_card(view: JournalPage) -> None:
    for one in (view.day.list, view.trend.list):
        below = one.grab().toImage().pixelColor(2, one.height() - 2)
        assert below == theme("dawn").surface


def test_type_is_large_enough_for_a_chair(view: JournalPage) -> None:
    """16 minutes of arc at 0.7 m: on a 14-inch screen of 1366 columns that is 21 pixels."""
    assert view._size == 21


def test_an_entry_without_an_answer_is_told_too(view: JournalPage) -> None:
    at = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
    view.show_summary(summary(Kept("n", 1, Entry(at, note="Only words"))))
    assert lines(view) == ["06:00, without a practice\nOnly words"]
