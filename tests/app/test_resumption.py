"""A practice that was interrupted is offered first of all, and the journal gets what is left."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from supine.app.app import App
from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.core.sequence import Sequence
from supine.core.tally import Tally, added
from supine.journal.entry import Entry, Kept
from supine.journal.journal import load as load_journal
from supine.library.reader import open_book
from supine.practice.place import Course, Place, PlaceFile, load
from supine.ui.practice.keys import Action
from supine.ui.practice.overlay import Answer
from supine.ui.words import name_of
from tests.app.test_app import Start, app, start
from tests.core.samples import SMALL
from tests.helpers import RECORD, Heard, expose, shipped

__all__ = ["Start", "app", "start"]

MINUTES = 4
LATE = MINUTES * 60.0


def interrupt(
    folder: Path,
    elapsed: float = LATE,
    *,
    name: str = "low-back-release.yaml",
    sequence: Sequence | None = None,
    ago: timedelta = timedelta(0),
    over: bool = False,
) -> Place:
    """Leave a practice in `folder` as a program that was killed does; return its last place."""
    sequence = sequence or shipped()
    made = plan(sequence, Pace())
    tally = added(Tally(), made, 0.0, elapsed)
    record = replace(RECORD, id=uuid4().hex, eased=("Pelvic tilts",))
    place = Place(
        datetime.now(UTC) - ago, elapsed, tally, record, name_of(made.moment(elapsed).segment)
    )
    if over:
        place = replace(place, over=record.entry(tally))
    PlaceFile(folder / "practices", record.id, Course(name, sequence)).write(made, place)
    return place


def files(folder: Path) -> list[str]:
    """Return the ids of the practices that are kept in `folder`.

    The program may be writing there, and `load` would take from it what it has begun to write.
    """
    return sorted(path.stem for path in (folder / "practices").glob("*.jsonl"))


def journal(folder: Path) -> list[Kept]:
    return load_journal(folder / "journal").entries


def saved(folder: Path, place: Place, entry: Entry | None = None) -> bool:
    """Return whether the journal has the practice of `place`, and its file is gone."""
    wanted = [Kept(place.record.id, 1, entry or place.entry)]
    return journal(folder) == wanted and files(folder) == []


def offers(app: App) -> bool:
    return "offer" in vars(app.library) and not app.library.offer.isHidden()


def wait_for_offer(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: offers(app))


def said(app: App) -> list[str]:
    return [label.text() for label in app.library.offer.findChildren(QLabel)]


def accept(app: App) -> None:
    """Go on, as any sound can be heard, and lie down at once."""
    app.audio.is_known = True
    app.library.offer.accept.click()
    app.controller.do(Action.PRESS)


def test_it_is_offered_first_of_all_and_one_key_goes_on(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start()
    expose(qtbot, app.window)
    # as at a start: the window is there first
    place = interrupt(tmp_path)
    app.places.look(Pace())
    wait_for_offer(app, qtbot)
    step = plan(shipped(), Pace()).step_at(LATE)
    question, explanation = said(app)
    assert question.startswith(f"Go on from {step.pose}, ")
    assert explanation == (
        "Low Back Release was interrupted after 4 min. You are led into the pose once more."
    )
    qtbot.waitUntil(lambda: app.window.focusWidget() is app.library.offer.accept)
    assert app.library.offer.y() < app.library.list.mapTo(app.library, app.library.list.pos()).y()
    app.audio.is_known = True
    QTest.keyClick(app.library.offer.accept, Qt.Key.Key_Space)
    assert app.window.pages.currentWidget() is app.pages.practice
    session, record = app.controller.session, app.controller.record
    assert session is not None
    assert record is not None
    states = [session.practice.state.value]
    app.controller.do(Action.PRESS)
    states.append(session.practice.state.value)
    assert states == ["waiting", "playing"], "once the person lies there"
    moment = session.practice.moment
    assert (moment.step.pose, moment.step.leads_in, moment.into) == (step.pose, True, 0.0)
    assert session.practice.tally.seconds == place.tally.seconds
    assert app.library.focusWidget() is app.library.begin
    assert (record.id, record.eased, record.began) == (
        place.record.id, ("Pelvic tilts",), place.record.began,
    )  # fmt: skip
    assert not offers(app)


def test_what_it_needs_is_tried_while_the_person_can_still_see_to_it(
    app: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = Heard()
    monkeypatch.setattr(app.wake_lock, "try_out", lambda: tried("screen"))
    monkeypatch.setattr(app.speech, "prepare_language", tried)
    interrupt(tmp_path)
    app.places.look(Pace())
    wait_for_offer(app, qtbot)
    assert tried.said == ["en", "screen"]


def test_the_journal_gets_one_entry_of_both_parts(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path)
    app = start()
    wait_for_offer(app, qtbot)
    accept(app)
    assert app.controller.session is not None
    app.controller.session.go_to(app.controller.session.practice.plan.seconds)
    entry = place.record.entry(place.tally)
    qtbot.waitUntil(lambda: saved(tmp_path, place, entry))
    assert entry.finished


def test_whoever_is_done_with_it_has_it_in_the_journal(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path)
    app = start()
    wait_for_offer(app, qtbot)
    app.library.offer.decline.click()
    assert not offers(app)
    qtbot.waitUntil(lambda: saved(tmp_path, place))
    (entry,) = [kept.entry for kept in journal(tmp_path)]
    assert (entry.finished, entry.seconds, entry.eased) == (False, LATE, ("Pelvic tilts",))
    assert entry.stopped_at


def test_what_was_shorter_than_a_minute_is_offered_but_no_entry(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt(tmp_path, 20.0)
    app = start()
    wait_for_offer(app, qtbot)
    assert "after 20 s" in said(app)[1]
    app.library.offer.decline.click()
    qtbot.waitUntil(lambda: files(tmp_path) == [])
    assert journal(tmp_path) == []


def test_after_a_day_it_is_in_the_journal_without_a_question(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path, ago=timedelta(hours=25))
    app = start()
    qtbot.waitUntil(lambda: saved(tmp_path, place))
    assert not offers(app)


def test_a_clock_that_was_set_back_a_day_takes_nothing_away(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt(tmp_path, ago=timedelta(days=-1))
    wait_for_offer(start(), qtbot)


def test_whoever_begins_something_else_is_done_with_it(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path)
    app = start()
    wait_for_offer(app, qtbot)
    app.library.begin.click()
    app.pages.before.start.click()
    assert app.controller.record is not None
    own = app.controller.record.id
    qtbot.waitUntil(lambda: [kept.id for kept in journal(tmp_path)] == [place.record.id])
    qtbot.waitUntil(lambda: files(tmp_path) == [own])
    assert not offers(app)


def test_nothing_is_offered_in_the_middle_of_another_practice(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start()
    app.library.begin.click()
    app.pages.before.start.click()
    place = interrupt(tmp_path)
    app.places.look(Pace())
    qtbot.waitUntil(lambda: [kept.id for kept in journal(tmp_path)] == [place.record.id])
    assert not offers(app)


def test_the_file_stays_until_the_journal_has_it(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path)
    (tmp_path / "journal").write_text("a file where the folder should be")
    app = start()
    wait_for_offer(app, qtbot)
    with qtbot.waitSignal(app.journal.failed):
        app.library.offer.decline.click()
    assert files(tmp_path) == [place.record.id]
    (tmp_path / "journal").unlink()
    app.journal.add(Entry(place.written, note="another"))
    qtbot.waitUntil(lambda: files(tmp_path) == [])


def test_a_practice_that_ended_on_a_full_disk_is_in_the_journal_at_the_next_start(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    """The place holds what the journal could not, until a start that can save it."""
    place = interrupt(tmp_path)
    (tmp_path / "journal").write_text("a file where the folder should be")
    app = start()
    wait_for_offer(app, qtbot)
    accept(app)
    session = app.controller.session
    assert session is not None
    with qtbot.waitSignal(app.journal.failed):
        session.go_to(session.practice.plan.seconds)
    answered = replace(place.record.entry(place.tally), after=3)
    app.pages.answered.emit(answered)
    app.close()
    (kept,) = load(tmp_path / "practices", datetime.now(UTC)).practices
    assert kept.place.over == answered
    (tmp_path / "journal").unlink()
    again = start()
    qtbot.waitUntil(lambda: saved(tmp_path, kept.place))
    assert not offers(again)


def test_closing_the_window_keeps_the_place_and_leaving_does_not(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    place = interrupt(tmp_path)
    app = start()
    wait_for_offer(app, qtbot)
    accept(app)
    assert app.controller.session is not None
    app.controller.session.go_to(LATE + 60)
    app.close()
    (kept,) = load(tmp_path / "practices", datetime.now(UTC)).practices
    assert kept.id == place.record.id
    assert kept.place.elapsed == pytest.approx(LATE + 60, abs=2.0)
    again = start()
    wait_for_offer(again, qtbot)
    accept(again)
    again.controller.do(Action.LEAVE)
    assert again.pages.practice.card is not None
    again.pages.practice.card.answer(Answer.LEAVE)
    qtbot.waitUntil(lambda: files(tmp_path) == [])
    (entry,) = [one.entry for one in journal(tmp_path)]
    assert entry.stopped_at


def own_sequence(folder: Path, text: str = SMALL) -> tuple[str, Sequence]:
    """Write a sequence of the person's own; return its name and itself."""
    path = folder / "mail" / "small.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return str(path), read_file(path)


def interrupt_own(folder: Path, now: str) -> Place:
    """Leave a practice of the small sequence, whose file says `now` by the next start."""
    name, sequence = own_sequence(folder)
    place = interrupt(folder, 25.0, name=name, sequence=sequence)
    own_sequence(folder, now)
    return place


def test_a_sequence_that_was_changed_is_said_and_goes_on_at_its_pose(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt_own(tmp_path, SMALL.replace("count: 3", "count: 5"))
    app = start()
    wait_for_offer(app, qtbot)
    question, explanation = said(app)
    assert question == "Go on from Knees in, right?"
    assert explanation == (
        "Small was interrupted after 25 s, and changed since: the pose begins anew."
    )
    accept(app)
    assert app.controller.session is not None
    step = app.controller.session.practice.moment.step
    assert (step.kind, step.pose, step.side) == ("settle", "Knees in", "right")
    assert app.controller.session.practice.plan.steps[1].count == 5
    assert app.pages.practice.caption.values.text == (
        "This sequence was changed since. The pose begins anew."
    )


def test_where_the_pose_is_gone_the_beginning_is_offered(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt_own(tmp_path, SMALL.replace("Knees in", "Knees out"))
    app = start()
    wait_for_offer(app, qtbot)
    question, explanation = said(app)
    assert question == "Begin Small from the start?"
    assert "in Right side: Knees in, and changed since: this pose is not in it" in explanation
    assert app.library.offer.accept.text() == "Yes, begin"
    accept(app)
    assert app.window.pages.currentWidget() is app.pages.before
    assert not offers(app)
    qtbot.waitUntil(lambda: files(tmp_path) == [])


def test_a_file_that_is_edited_while_it_is_offered_changes_the_offer(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt_own(tmp_path, SMALL)
    app = start()
    wait_for_offer(app, qtbot)
    assert "changed since" not in said(app)[1]
    path, _sequence = own_sequence(tmp_path, SMALL.replace("count: 3", "count: 5"))
    app.shelf.added.emit(open_book(Path(path), own=True))
    assert "changed since" in said(app)[1]


def test_a_file_that_is_gone_leaves_what_was_kept(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    interrupt_own(tmp_path, SMALL)
    (tmp_path / "mail" / "small.yaml").unlink()
    app = start()
    wait_for_offer(app, qtbot)
    assert said(app)[0] == "Go on from Knees in, right, breath 2 of 3?"
    accept(app)
    end = app.controller.session
    assert end is not None
    end.go_to(end.practice.plan.seconds)
    app.pages.end.again.click()
    assert app.controller.session is not None
    assert app.controller.session.practice.plan.title == "Small"


def test_the_figures_that_a_sequence_brings_along_go_on_though_its_file_is_gone(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    own = "stances:\n  mine: {title: My own, like: knees-in}\n"
    name, sequence = own_sequence(
        tmp_path, SMALL.replace("sides: both", "sides: both\n    stance: mine") + own
    )
    interrupt(tmp_path, 25.0, name=name, sequence=sequence)
    Path(name).unlink()
    app = start()
    wait_for_offer(app, qtbot)
    accept(app)
    figure = app.pages.practice.figure
    assert (figure.accessibleName(), figure.isHidden()) == ("My own", False)


def test_a_pace_that_was_set_since_holds(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    interrupt(tmp_path)
    app = start()
    wait_for_offer(app, qtbot)
    app.store.change(breaths_per_minute=4.0)
    accept(app)
    session, record = app.controller.session, app.controller.record
    assert session is not None
    assert record is not None
    assert (session.pace.breaths_per_minute, record.pace) == (4.0, 4.0)
    later = [step for step in session.practice.plan.steps if step.breathes]
    assert {step.rhythm for step in later} == {session.pace.rhythm}


def test_a_place_that_cannot_be_kept_is_said_once_and_the_practice_goes_on(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "practices").write_text("a file where the folder should be")
    app = start()
    app.library.begin.click()
    with qtbot.waitSignal(app.places.failed) as told:
        app.pages.before.start.click()
    (sentence,) = told.args
    assert sentence.startswith("Your place cannot be kept: ")
    assert app.pages.practice.caption.values.text == sentence
    assert app.controller.session is not None
    with qtbot.assertNotEmitted(app.places.failed, wait=50):
        app.places.keep()
    (tmp_path / "practices").unlink()
    app.places.keep()
    qtbot.waitUntil(lambda: len(files(tmp_path)) == 1)


def test_what_a_newer_version_has_left_is_said_and_kept(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "practices"
    folder.mkdir()
    path = folder / f"{uuid4().hex}.jsonl"
    path.write_text('{"version":2}\n')
    app = start()

    def told() -> bool:
        return any("newer version" in one.text() for one in app.window.findChildren(QLabel))

    qtbot.waitUntil(told)
    assert not offers(app)
    assert path.read_text() == '{"version":2}\n'


@pytest.mark.measure
@pytest.mark.parametrize("times", [1, 150], ids=["64 steps", "9,600 steps"])
def test_keeping_the_place_takes_the_window_no_five_milliseconds(
    app: App, times: int, qtbot: QtBot
) -> None:
    sequence = replace(shipped(), steps=shipped().steps * times)
    app._practise("long", Course("long.yaml", sequence), sequence)
    app.places.keep()
    for _ in range(50):
        qtbot.wait(5)
        began = time.thread_time()
        app.places.keep()
        assert time.thread_time() - began < 0.005
