"""The practice screen as a screen reader finds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QFocusEvent
from pytestqt.qtbot import QtBot

from supine.figure.stage import Stage
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme
from tests.conftest import FakeClock
from tests.helpers import expose, practice_at, shipped_plan, step_of
from tests.reader import Role, seen

PLAN = shipped_plan()
TWIST = step_of("hold", side="right")


@pytest.fixture
def view(qtbot: QtBot) -> PracticeView:
    made = PracticeView(Look(theme("dawn"), 40.0, still=False))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.set_stage(Stage(PLAN))
    expose(qtbot, made)
    return made


@pytest.fixture
def held(view: PracticeView, clock: FakeClock) -> PracticeView:
    practice = practice_at(TWIST, 1.0, clock)
    view.show_moment(practice, practice.moment)
    return view


def test_it_reads_what_is_painted_in_the_order_of_the_screen(held: PracticeView) -> None:
    found = [(one.role, one.name) for one in seen(held)[:11]]
    assert found == [
        (Role.Client, "Practice"),
        (Role.Heading, "Knees to the right"),
        (Role.Heading, "Spinal twist"),
        (Role.StaticText, held.time.values.text),
        (Role.StaticText, held.cue.values.text),
        (Role.Graphic, "Spinal twist"),
        (Role.ProgressBar, "Count"),
        (Role.StaticText, held.phase.values.text),
        (Role.StaticText, held.caption.values.text),
        (Role.SpinBox, "Timeline"),
        (Role.ToolBar, "Controls"),
    ]


def test_each_text_can_be_read_letter_by_letter(held: PracticeView) -> None:
    texts = [one for one in seen(held) if one.role in (Role.StaticText, Role.Heading)]
    assert all(one.text == one.name != "" for one in texts)
    told = QAccessible.queryAccessibleInterface(held.cue).textInterface()
    assert told.text(0, 4) == held.cue.values.text[:4]


def test_the_circle_says_the_count_that_it_shows(held: PracticeView) -> None:
    told = QAccessible.queryAccessibleInterface(held.circle)
    value = told.valueInterface()
    shown = (value.minimumValue(), value.currentValue(), value.maximumValue())
    assert shown == (0, held.circle.shown.number, TWIST.count)
    assert told.text(QAccessible.Text.Value) == str(held.circle.shown.number)


def test_the_timeline_says_where_the_practice_is_then_what_is_marked(held: PracticeView) -> None:
    told = QAccessible.queryAccessibleInterface(held.timeline)
    here = PLAN.segments[TWIST.segment]
    assert told.text(QAccessible.Text.Value).startswith(f"{here.heading}: {here.pose}")
    assert told.valueInterface().currentValue() == TWIST.segment + 1
    held.timeline.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    told.valueInterface().setCurrentValue(1)
    assert told.textInterface().text(0, 99) == told.text(QAccessible.Text.Value)
    assert told.text(QAccessible.Text.Value).startswith(PLAN.segments[0].pose)
    assert told.text(QAccessible.Text.Name) == "Timeline"


def test_a_card_is_a_dialog_that_hides_the_practice(held: PracticeView) -> None:
    card = Overlay("Leave the practice?", held)
    card.add_line("Any key goes on.")
    card.add_buttons(((Answer.GO_ON, "Go on practising"), (Answer.LEAVE, "Leave")))
    card.open(40.0)
    practice, dialog, *inside = seen(held)
    assert practice.name == "Practice"
    assert (dialog.role, dialog.name, dialog.modal) == (Role.Dialog, "Leave the practice?", True)
    names = [one.name for one in inside if one.name]
    assert names == ["Leave the practice?", "Any key goes on.", "Go on practising", "Leave"]
    covered = QAccessible.queryAccessibleInterface(held.cue)
    assert covered.state().invisible
    card.answer(Answer.GO_ON)
    assert held.cue.values.text in [one.name for one in seen(held)]
    assert not covered.state().invisible


def test_nothing_of_it_is_told_while_a_breath_moves(
    held: PracticeView, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = practice_at(TWIST, 1.0, clock)
    held.show_moment(practice, practice.moment)
    told: list[object] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    for _ in range(60):
        clock.go(1 / 60)
        held.show_moment(practice, practice.moment)
    assert told == []
