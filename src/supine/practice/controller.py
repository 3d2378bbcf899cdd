"""The practice controller: begins and ends practices, and does what keys and buttons ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from math import inf
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from supine.audio.client import AudioClient
from supine.core.adjustment import can_adjust, hold_ahead
from supine.core.pace import Pace
from supine.core.plan import Moment, Plan, Step
from supine.core.planner import plan, timed_lines
from supine.core.practice import WAYS_OUT, Clock, PauseReason, Practice, State
from supine.core.sequence import Sequence
from supine.figure.stage import stage_of
from supine.figure.stances import SHIPPED, stances_of
from supine.journal.entry import Entry
from supine.language import number, translate
from supine.practice.bells import Bells
from supine.practice.breath_wave import SPEEDS, BreathWave
from supine.practice.memory import tidy_up
from supine.practice.narrator import Narrator
from supine.practice.offer import Offer
from supine.practice.record import Record
from supine.practice.scheduler import Follower
from supine.practice.session import Session
from supine.practice.trace import Event, FrameMeter, Trace
from supine.practice.way_out import WayOut, is_needed, lines_out
from supine.speech.line_player import recordings_of
from supine.speech.phrases import ENGLISH
from supine.speech.speech import Speech
from supine.ui import words
from supine.ui.announcement import announce
from supine.ui.practice.key_lock import Lock
from supine.ui.practice.keys import Action, key_list
from supine.ui.practice.overlay import Answer, Overlay
from supine.ui.practice.view import PracticeView

RUNWAY = 0.5
"""Seconds that a practice waits after each start, while the sound device is opened: otherwise the
first sound would be late. See `audio.client.SOONEST`."""

WAIT = 60.0
"""Seconds that a practice waits after "Lie down and begin": as long as it takes somebody in pain to
go to the mat, to sit down and to lie down, and half of that again."""

AFTER_WAY_OUT = 8.0
"""Seconds that the way out of a pose stays for somebody who leaves, once its lines were read and
followed: as long as it takes to slip off a strap."""

CALM = 0.3
"""Seconds in which nothing on the screen moves: enough for garbage collection, up to 50 ms."""


class PracticeController(QObject):
    """Joins session, sound, speech, screen and trace for one practice after another."""

    begun = Signal()
    """A practice is under way."""
    ended = Signal(str, Entry)
    """A practice is over: the id of its entry in the journal, and the entry."""
    called_off = Signal(str)
    """A practice was left before it began: its id."""
    paced = Signal(float)
    """The person has changed the pace, in breaths a minute."""
    resting = Signal(bool)
    """The practice is paused or over, so the screen may sleep (True); or it goes on (False)."""
    passed_on = Signal(Action)
    """An action that is not about the practice, such as full screen."""
    closing = Signal()
    """The person was asked, and wants the program to close."""

    def __init__(
        self, view: PracticeView, heard: tuple[AudioClient, Speech], trace: Trace, clock: Clock,
        speed: float,
    ) -> None:  # fmt: skip
        """Use `view` and what is `heard` for every practice; `speed` is for rehearsals."""
        super().__init__(view)
        self.lock_in_full_screen = False
        """Whether the keys lock themselves in full screen."""
        self._view, self._trace = view, trace
        self._audio, self._speech = heard
        self._speech.missing.connect(self.fault)
        self._clock, self._speed = clock, speed
        self._session: Session | None = None
        self._record: Record | None = None
        self._stances = SHIPPED
        self._bells: Bells | None = None
        self._followers: list[Follower] = []
        self._was_playing = self._frame_was_due = self._untidy = self._full_screen = False
        self._has_waited = False
        """Whether the person had time to lie down, so that a sound must tell that it begins."""
        self._way_out = WayOut(self._speech, self._write, self)
        self._way_out.needs_device.connect(self._audio.keep_awake)
        self._way_out.told.connect(self._on_led_out)
        self._follows: Callable[[], None] | None = None
        """What is done once the person has come out of the pose."""
        self._coming_out = QTimer(self, singleShot=True)
        """Runs as long as it takes to read the way out and to follow it."""
        self._coming_out.timeout.connect(self._on_led_out)
        self._meter = FrameMeter(clock, self._on_frames)
        view.circle.painted.connect(self._meter.painted)
        view.asked.connect(self.do)
        view.told.connect(self._speech.tell)
        self._speech.told.connect(partial(announce, view))
        view.chosen.connect(self._on_chosen)
        self._cards: dict[Callable[[PracticeView], Overlay], Overlay] = {}
        """Each card, by what has made it. Few people ever open one."""
        self._actions = self._action_table()

    def _action_table(self) -> dict[Action, Callable[[Session], object]]:
        """Return what each action does to the practice under way."""
        return {
            Action.PRESS: Session.press,
            Action.NEXT: Session.next,
            Action.BACK: Session.back,
            Action.PAUSE: Session.pause,
            Action.PLAY: _play,
            Action.STOP: self._stop_safely,
            Action.STAY: lambda session: self.notice(_stay(session)),
            Action.EASIER: lambda session: self.notice(_easier(session)),
            Action.DEEPER: lambda session: self.notice(_deeper(session)),
            Action.SLOWER: lambda session: self._change_pace(session, -1),
            Action.FASTER: lambda session: self._change_pace(session, 1),
            Action.LOCK: lambda _session: self._view.lock(),
            Action.KEYS: lambda _session: self._open(_key_card),
            Action.LEAVE: lambda _session: self._open(_leave_card),
            Action.ESCAPE: self._escape,
        }

    @property
    def session(self) -> Session | None:
        """The session of the practice under way."""
        return self._session

    @property
    def record(self) -> Record | None:
        """The record of the practice under way, as it is now."""
        return self._record

    def begin(
        self, sequence: Sequence, pace: Pace, record: Record, first_step: int = 0,
        *, waits: bool = False,
    ) -> None:  # fmt: skip
        """Begin `sequence` at `pace`, from the step `first_step` on; `record` is made for it.

        If it `waits`, it begins with any key, once the person has lain down, or after `WAIT`.
        """
        self.close()
        made = plan(sequence, pace)
        start = made.steps[min(first_step, len(made.steps) - 1)].start
        practice = Practice(made, self._clock, self._speed, start, RUNWAY)
        self._run(Session(practice, pace, self), record, sequence, waits=waits)

    def go_on(self, offer: Offer, pace: Pace) -> None:
        """Go on with a practice that was interrupted: lead into its pose once more.

        It waits for the person to lie down first.
        """
        self.close()
        place = offer.place
        practice = Practice(
            offer.plan, self._clock, self._speed, offer.start, RUNWAY, place.tally
        )  # fmt: skip
        record = place.record.with_pace(pace.breaths_per_minute)
        self._run(Session(practice, pace, self), record, offer.course.sequence, waits=True)

    def _run(self, session: Session, record: Record, sequence: Sequence, *, waits: bool) -> None:
        """Let `session` of `sequence` begin, and all that follows it."""
        self._session, self._record = session, record
        self._stances = stances_of(sequence.stances)
        self._view.clear()
        self._view.controls.wake(by_hand=False)
        self._set_stage()
        self._speech.prepare_language(sequence.language)
        self._audio.prepare(session.pace.rhythm, recordings_of(session.practice.plan))
        # before the bells: the way out lets the sound device sleep, and they wake it
        session.started.connect(self._way_out.stop)
        session.moved.connect(self._way_out.stop)
        session.led_in.connect(self._way_out.stop)
        self._follow(session)
        session.ticked.connect(self._on_ticked)
        session.stepped.connect(self._on_stepped)
        session.asked.connect(self._on_asked)
        session.started.connect(self._on_started)
        session.moved.connect(self._view.figure.jump)
        session.led_in.connect(self._set_stage)
        session.led_in.connect(self._view.figure.jump)
        session.replanned.connect(self._set_stage)
        session.replanned.connect(self._view.figure.jump)
        session.respoken.connect(self._set_stage)
        session.waited.connect(lambda moment: self._write(Event.WAIT, step=moment.step.index))
        session.paused.connect(self._on_paused)
        session.ended.connect(self._on_ended)
        self._has_waited = waits
        if waits:
            self._wait(session)
        else:
            session.begin()
        self._lock_in_full_screen()
        self.begun.emit()

    def _wait(self, session: Session) -> None:
        """Wait until the person lies on the mat."""
        self.resting.emit(False)
        session.wait(inf if session.pace.ready == "wait" else WAIT)
        self._view.tell_rest(session.practice)

    @property
    def _waits(self) -> bool:
        session = self._session
        return session is not None and session.practice.state == State.WAITING

    def _do_while_waiting(self, session: Session, action: Action) -> None:
        """Begin with any key, except those that do what they always do."""
        escapes = action == Action.ESCAPE and not self._full_screen
        if escapes or action in (Action.STOP, Action.LEAVE):
            self._call_off(session)
        elif action == Action.ESCAPE and self._view.controls.is_in_use:
            self.passed_on.emit(Action.FULL_SCREEN)
        elif action == Action.ESCAPE:
            self._view.controls.wake()
        elif action in (Action.SLOWER, Action.FASTER, Action.LOCK, Action.KEYS):
            self._actions[action](session)
        elif action != Action.PAUSE:
            session.begin()

    def _call_off(self, session: Session) -> None:
        """Leave before it has begun: nobody is in a pose, and nothing is kept of it."""
        if session.practice.tally.seconds > 0.0 or self._record is None:
            # it went on with one that was interrupted
            self._finish(whole=False)
            return
        practice_id = self._record.id
        self._drop()
        self.resting.emit(True)
        self.called_off.emit(practice_id)

    def _follow(self, session: Session) -> None:
        """Let narrator, bells and wave follow `session`."""
        narrator = Narrator(session, self._speech, self._trace, self._clock)
        self._bells = Bells(session, self._audio, self._trace)
        self._followers = [narrator, self._bells]
        narrator.spoke.connect(self._audio.make_room)
        if self._audio.has_wave and SPEEDS[0] <= self._speed <= SPEEDS[1]:
            wave = BreathWave(session, self._audio, self._trace)
            narrator.spoke.connect(wave.duck)
            self._followers.append(wave)

    def set_seen(self, seen: bool) -> None:
        """Say whether the window can be seen: nothing is painted while it cannot."""
        if self._session is not None:
            self._session.set_seen(seen)

    def set_full_screen(self, full: bool) -> None:
        """Follow the window into full screen or out of it: buttons fade, keys may lock."""
        # a window that was minimised says again that it is in full screen
        if full == self._full_screen:
            return
        self._full_screen = full
        self._view.controls.set_full_screen(full)
        if self._session is not None:
            self._lock_in_full_screen()
        if not full and self._view.lock_state == Lock.FULL_SCREEN:
            self._view.unlock()

    def do(self, action: Action) -> None:
        """Do what a key or a button asks for; without a practice, nothing."""
        if self._session is None:
            return
        if action in self._actions and self._waits:
            self._do_while_waiting(self._session, action)
        elif action in self._actions and self._follows is not None:
            self._do_on_the_way_out(action)
        elif action in self._actions:
            self._actions[action](self._session)
        else:
            self.passed_on.emit(action)

    def ask(self, action: Action) -> None:
        """Do what a headset asks for; while the keys are locked it can only pause and go on.

        Any button of it gives an open card the safe answer: it can give no other.
        """
        card = self._view.card
        if card is not None and action != Action.PAUSE:
            card.answer(Answer.GO_ON)
            action = Action.PLAY
        locked = self._view.locked and action in (Action.NEXT, Action.BACK)
        self.do(Action.PRESS if locked else action)

    def pause_at_lock(self) -> None:
        """Pause, because the screen is locked: nobody is there who could see or stop it."""
        if self._session is None:
            return
        if self._session.practice.state == State.PLAYING:
            self._session.pause(PauseReason.LOCKED)
        elif self._waits:
            self._session.wait(inf)

    @property
    def is_in_the_middle(self) -> bool:
        """Whether the person must be asked before the program closes.

        Not before it has begun, nor while somebody who has chosen to leave is led out of the pose.
        """
        return self._session is not None and self._follows is None and not self._waits

    def ask_to_close(self) -> None:
        """Pause, and ask whether to close the program."""
        self._open(_close_card)

    def notice(self, text: str) -> None:
        """Show a sentence on the practice screen; an empty one changes nothing."""
        if text:
            self._view.notice(text)

    def fault(self, what: str) -> None:
        """Write to the trace what went wrong."""
        elapsed = self._session.practice.elapsed if self._session else 0.0
        self._trace.write(Event.FAULT, elapsed, elapsed, what=what)

    def close(self) -> None:
        """End the practice without asking or telling, because the window closes."""
        if self._session is not None:
            self._drop()

    def _open(self, make: Callable[[PracticeView], Overlay]) -> None:
        """Pause, and show the card that `make` makes, in place of another one."""
        if self._session is None:
            return
        if self._view.card is None:
            self._was_playing = self._session.practice.state == State.PLAYING
        self._session.pause()
        if self._waits:
            # somebody reads: it must not begin behind the card
            self._session.wait(inf)
        # it may have ended just now
        if self._session is not None:
            self._put_cards_away()
            self._card(make).open(self._view.look.size, self._view.look.turn)

    def _card(self, make: Callable[[PracticeView], Overlay]) -> Overlay:
        if make not in self._cards:
            card = self._cards[make] = make(self._view)
            card.answered.connect(self._on_answered)
        return self._cards[make]

    def _put_cards_away(self) -> None:
        if self._view.card is not None:
            self._view.card.hide()

    def _escape(self, session: Session) -> None:
        """Leave full screen, or ask whether to leave the practice.

        Where nobody has shown the buttons, nobody is at the laptop: then the first Esc pauses and
        shows them. A clicker that sends Esc leads nobody out.
        """
        if not self._full_screen:
            self._open(_leave_card)
        elif self._view.controls.is_in_use:
            self.passed_on.emit(Action.FULL_SCREEN)
        else:
            session.pause()
            self._view.controls.wake()

    def _lock_in_full_screen(self) -> None:
        if self._full_screen and self.lock_in_full_screen and not self._view.locked:
            self._view.lock(Lock.FULL_SCREEN)

    def _set_stage(self) -> None:
        """Let the figure do what the plan says."""
        assert self._session is not None, "it is its session that begins, or changes the plan"
        stage = stage_of(self._session.practice.plan, self._on_no_figure, self._stances)
        self._view.set_stage(stage)
        if stage is not None:
            self._session.still_for = stage.still_for

    def _on_no_figure(self, why: str) -> None:
        self.fault(why)
        self._view.notice(self.tr("The figures cannot be drawn. The words say all."))

    def _stop_safely(self, session: Session) -> None:
        if session.practice.stopped:
            # asked once more: it may have been missed
            self._tell_way_out()
        else:
            session.pause(PauseReason.STOPPED)

    def _tell_way_out(self) -> None:
        session, phrases = self._session, self._speech.phrases
        if session is not None and self._speech.tells and phrases is not None:
            step, settle = session.practice.moment.step, session.pace.settle
            # while the keys are locked, not any key leads in again
            returns = self._follows is None and not self._view.locked
            self._way_out.tell(step, phrases, settle, returns=returns)

    def _lead_out(self, session: Session, reason: PauseReason, then: Callable[[], None]) -> None:
        """Lead the person out of the pose, as X does, and do `then` after it; any key does so now.

        Whoever lies on the floor, or was told how to come out, need not be led out again.
        """
        moment, told = session.practice.moment, session.practice.stopped
        if (told and not self._way_out.telling) or not is_needed(moment):
            then()
            return
        self._follows = then
        lines = lines_out(moment.step, self._speech.phrases or ENGLISH, returns=False)
        seconds = timed_lines(lines, session.pace, AFTER_WAY_OUT)[1]
        self._coming_out.start(round(seconds * 1000))
        session.pause(reason)

    def _do_on_the_way_out(self, action: Action) -> None:
        if action in (Action.STOP, Action.PAUSE):
            self._tell_way_out()
        else:
            self._end_way_out()

    def _on_led_out(self) -> None:
        """Go on once the way out is both said and had time to be followed."""
        if not self._coming_out.isActive() and not self._way_out.telling:
            self._end_way_out()

    def _end_way_out(self) -> None:
        then, self._follows = self._follows, None
        self._coming_out.stop()
        self._way_out.stop()
        if then is not None:
            then()

    def _change_pace(self, session: Session, steps: int) -> None:
        session.change_pace(steps)
        rate = translate("Practice", "{number} breaths a minute", "a pace, such as 5.5")
        self.notice(rate.format(number=number(session.pace.breaths_per_minute)))
        if self._record is not None:
            self._record = self._record.with_pace(session.pace.breaths_per_minute)
        self.paced.emit(session.pace.breaths_per_minute)

    def _on_chosen(self, elapsed: float) -> None:
        """Go to another place. Whoever is in a pose is led out of it first."""
        session = self._session
        if session is None:
            return
        practice = session.practice
        if self._waits:
            session.begin()
        if practice.plan.step_at(elapsed).segment == practice.moment.step.segment:
            session.go_to(elapsed)
        elif self._follows is None:
            then = partial(self._move_to, session, elapsed)
            self._lead_out(session, PauseReason.MOVING, then)
        elif practice.pause_reason == PauseReason.MOVING:
            self._follows = partial(self._move_to, session, elapsed)
        self._view.setFocus()

    def _move_to(self, session: Session, elapsed: float) -> None:
        if session.practice.stopped:
            session.lead_in_at(elapsed)
        else:
            session.go_to(elapsed)

    def _on_ticked(self, moment: Moment) -> None:
        assert self._session is not None, "it is its session that ticks"
        seen = self._session.seen
        moves = seen and self._view.show_moment(self._session.practice, moment)
        due = moves and moment.moving
        if not (due and self._frame_was_due):
            # nothing moves, or nobody sees it: no frame can be late
            self._meter.rest()
        self._frame_was_due = due
        if self._untidy and not moment.moving and self._session.still_for(moment.elapsed) > CALM:
            tidy_up()
            self._untidy = False

    def _on_asked(self, event: Event) -> None:
        self._write(event)
        if event == Event.RESUME or (event == Event.START and self._has_waited):
            self._audio.play("resume")
        if event == Event.RESUME and not self._speech.speaks:
            self._speech.tell(translate("Practice", "Going on."))
        elif event in (Event.EASE, Event.STAY):
            self._keep_in_record(event)

    def _keep_in_record(self, event: Event) -> None:
        """Keep in which pose the person has asked for something easier, or stayed longer."""
        assert self._session is not None, "it is its session that was asked"
        assert self._record is not None, "every session has a record"
        step = _held(self._session)
        if event == Event.STAY:
            self._record = self._record.with_stayed(step.pose)
        elif step.level < 0:
            # otherwise it is only one level back from a deeper variant
            self._record = self._record.with_eased(step.pose)

    def _on_started(self) -> None:
        self.resting.emit(False)
        self._put_cards_away()

    def _on_stepped(self, moment: Moment) -> None:
        step = moment.step
        self._untidy = True
        self._trace.write(
            Event.STEP, step.start, moment.elapsed,
            index=step.index, kind=step.kind, pose=step.pose, side=step.side,
            **({"round": step.round.number} if step.round else {}),
        )  # fmt: skip
        if step.unit is not None and self._session is not None:
            # nothing is waited for in a hold, so the steps after it may be planned again
            self._session.respeak(self._speech.rate.factor)

    def _on_paused(self, reason: PauseReason) -> None:
        if reason not in (PauseReason.GAP, PauseReason.LOCKED):
            self._audio.play("pause")
        self._write(Event.PAUSE, reason=reason)
        if reason in WAYS_OUT:
            self._tell_way_out()
        elif self._session is not None:
            self._view.tell_rest(self._session.practice)
        self.resting.emit(True)

    def _on_ended(self) -> None:
        self._write(Event.END)
        if self._bells is not None:
            self._bells.finish()
        self._finish(whole=True)

    def _on_answered(self, answer: Answer) -> None:
        if self._session is None:
            return
        if answer == Answer.LEAVE:
            self._lead_out(self._session, PauseReason.LEAVING, self._leave)
        elif answer == Answer.CLOSE:
            self._lead_out(self._session, PauseReason.LEAVING, self.closing.emit)
        elif answer == Answer.STOP:
            self.do(Action.STOP)
        elif self._waits:
            self._wait(self._session)
        elif self._was_playing:
            self._session.resume()

    def _leave(self) -> None:
        for follower in self._followers:
            follower.stop()
        self._finish(whole=False)

    def _finish(self, *, whole: bool) -> None:
        assert self._session is not None, "there is a practice to finish"
        assert self._record is not None, "every session has a record"
        practice, record = self._session.practice, self._record
        self._drop()
        self.resting.emit(True)
        stopped_at = "" if whole else words.name_of(practice.moment.segment)
        self.ended.emit(record.id, record.entry(practice.tally, stopped_at))

    def _drop(self) -> None:
        session, followers = self._session, self._followers
        assert session is not None, "there is a practice to drop"
        self._session = self._bells = self._record = None
        self._followers = []
        self._follows = None
        self._coming_out.stop()
        self._way_out.stop()
        for follower in followers:
            follower.release()
        session.finish()
        session.deleteLater()
        self._put_cards_away()
        self._meter.rest()

    def _on_frames(self, gaps: list[float]) -> None:
        told = [round(gap * 1000, 2) for gap in gaps]
        self._write(Event.FRAME, frames=len(told), gap=max(told), gaps=told)

    def _write(self, event: Event, **more: Any) -> None:
        if self._session is not None:
            elapsed = self._session.practice.elapsed
            self._trace.write(event, elapsed, elapsed, **more)


def _leave_card(view: PracticeView) -> Overlay:
    answers = (
        (Answer.GO_ON, translate("Practice", "Go on practising")),
        (Answer.LEAVE, translate("Practice", "Leave")),
    )
    return _question(view, translate("Practice", "Leave the practice?"), "", answers)


def _close_card(view: PracticeView) -> Overlay:
    answers = (
        (Answer.GO_ON, translate("Practice", "Go on practising")),
        (Answer.CLOSE, translate("Practice", "Close Supine")),
    )
    promise = translate("Practice", "You can go on from here for a day.")
    return _question(
        view,
        translate("Practice", "Close Supine in the middle of your practice?"),
        promise,
        answers,
    )


def _question(
    view: PracticeView, text: str, promise: str, answers: Iterable[tuple[Answer, str]]
) -> Overlay:
    card = Overlay(text, view)
    if promise:
        card.add_line(promise)
    card.add_line(translate("Practice", "Any key goes on. For the other answer: Tab, then Space."))
    card.add_buttons(answers)
    return card


def _key_card(view: PracticeView) -> Overlay:
    card = Overlay(translate("Practice", "All keys"), view)
    card.add_rows(key_list())
    card.add_buttons(((Answer.GO_ON, translate("Practice", "Close")),))
    return card


def _play(session: Session) -> None:
    """Go on; while settling, a headset's button means "I am ready", as any key does."""
    practice = session.practice
    if practice.state == State.PAUSED:
        session.resume()
    elif practice.moment.step.kind == "settle":
        session.press()


def _stay(session: Session) -> str:
    """Stay longer; return a sentence that says by how much."""
    before = session.practice.moment.step
    if not can_adjust(before):
        return translate("Practice", "There is no hold just now that could be longer.")
    if not session.stay():
        return translate("Practice", "That is the most for one hold. Enough for today.")
    step = session.practice.moment.step
    more = words.counted(step.count - before.count, step.unit or "breaths")
    both = translate(
        "Practice", "{counted} more, and the same on the other side.", "such as: 2 breaths more"
    )
    one = translate("Practice", "{counted} more.", "such as: 2 breaths more")
    return (both if _other_side_comes(step) else one).format(counted=more)


def _easier(session: Session) -> str:
    """Take the easier variant; return a sentence that says so."""
    step = _held(session)
    if not can_adjust(step):
        return translate(
            "Practice", "Make it as easy as you like: you are on the way out.", "out of a pose"
        )
    session.easier()
    now = _held(session)
    later = now is not session.practice.moment.step
    again, other = _comes_again(session.practice.plan, now), _other_side_comes(now)
    return _eased_soon(again=again, other=other) if later else _eased(again=again, other=other)


def _eased(*, again: bool, other: bool) -> str:
    if again:
        return translate("Practice", "Easier, and not so long, each time this pose comes.")
    if other:
        return translate("Practice", "Easier, and not so long, and the same on the other side.")
    return translate("Practice", "Easier, and not so long.")


def _eased_soon(*, again: bool, other: bool) -> str:
    if again:
        return translate("Practice", "It will be easier and shorter, each time this pose comes.")
    if other:
        return translate(
            "Practice", "It will be easier and shorter, and the same on the other side."
        )
    return translate("Practice", "It will be easier and shorter.")


def _deeper(session: Session) -> str:
    """Take the next deeper variant. Its own lines are the answer, so the sentence may be empty."""
    return "" if session.deeper() else translate("Practice", "There is no deeper way just now.")


def _held(session: Session) -> Step:
    """Return the hold or rest of now, or the one that the person is led into, or another step."""
    practice = session.practice
    step = practice.moment.step
    return hold_ahead(practice.plan, step) or step


def _comes_again(plan: Plan, step: Step) -> bool:
    """Return whether the pose of `step` comes again, other than once on the other side."""
    later = [one for one in plan.steps[step.index + 1 :] if one.index != step.twin]
    return any(one.pose == step.pose and can_adjust(one) for one in later)


def _other_side_comes(step: Step) -> bool:
    """Return whether the other side gets the same, and is still to come."""
    return step.twin is not None and step.twin > step.index
