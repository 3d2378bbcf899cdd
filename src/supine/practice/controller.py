"""One practice under way: its session, its sound, its screen and its trace, joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from supine.app.qt_setup import tidy_up
from supine.audio.client import AudioClient
from supine.core.pace import Pace
from supine.core.plan import Moment
from supine.core.planner import plan
from supine.core.practice import Practice
from supine.core.sequence import Sequence
from supine.core.tally import Tally
from supine.figure.stage import stage_of
from supine.practice.bells import Bells
from supine.practice.breath_wave import SPEEDS, BreathWave
from supine.practice.clock import Clock
from supine.practice.session import Session
from supine.practice.trace import FrameMeter, Trace
from supine.speech.speech import Speech
from supine.ui import words
from supine.ui.practice.keys import key_list
from supine.ui.practice.overlay import Overlay
from supine.ui.practice.view import PracticeView
from supine.ui.words import tr

RUNWAY = 0.5
"""Seconds that a practice stands still after each start, so that the first sound is not late: the
sound device is opened then. See `feed.SOONEST`."""


CALM = 0.3
"""Seconds for which nothing on the screen moves: time for what takes up to 50 ms."""


class PracticeController(QObject):
    """Begins and ends practices; what keys and buttons ask for is done here."""

    begun = Signal()
    """A practice is under way."""
    ended = Signal(str, Tally, bool)
    """A practice is over: its title, what was done, and whether that was all of it."""
    paced = Signal(float)
    """The person has changed the pace, in breaths a minute."""
    resting = Signal(bool)
    """Nothing goes on (True): the screen may sleep; or the practice goes on (False)."""
    passed_on = Signal(str)
    """An action that is not about the practice itself, such as "fullscreen"."""

    def __init__(
        self, view: PracticeView, heard: tuple[AudioClient, Speech], trace: Trace, clock: Clock,
        speed: float,
    ) -> None:  # fmt: skip
        """Use `view` and what is `heard` for every practice. `speed` is for rehearsals."""
        super().__init__(view)
        self._view, self._trace = view, trace
        self._sounds, self._speech = heard
        self._speech.missing.connect(self.fault)
        self._clock, self._speed = clock, speed
        self._session: Session | None = None
        self._was_playing = self._frame_was_due = self._untidy = False
        self._bells: Bells | None = None
        self._meter = FrameMeter(clock, self._on_frames)
        view.circle.painted = self._meter.painted
        view.asked.connect(self.do)
        view.chosen.connect(self._on_chosen)
        self._question = _leave_card(view)
        self._question.answered.connect(self._on_answered)
        self._keys = _key_card(view)

    @property
    def session(self) -> Session | None:
        """The session of the practice under way."""
        return self._session

    def begin(self, sequence: Sequence, pace: Pace, first_step: int = 0) -> None:
        """Begin `sequence` at `pace`, from the step `first_step` on."""
        self.close()
        made = plan(sequence, pace)
        start = made.steps[min(first_step, len(made.steps) - 1)].start
        practice = Practice(made, self._clock, self._speed, start, RUNWAY)
        session = self._session = Session(practice, pace, self)
        self._bells = bells = Bells(session, self._sounds, self._trace)
        self._view.clear()
        self._set_stage()
        # before the conductor: what is told in a pause lets go of the device that it wakes
        self._speech.follow(session, self._trace, self._clock, sequence.language)
        session.ticked = self._on_ticked
        session.stepped.connect(self._on_stepped)
        session.asked.connect(self._on_asked)
        session.started.connect(bells.start)
        session.started.connect(lambda: self.resting.emit(False))
        session.started.connect(self._question.hide)
        session.moved.connect(bells.move)
        session.moved.connect(self._view.figure.jump)
        session.replanned.connect(bells.follow_plan)
        session.replanned.connect(self._set_stage)
        session.replanned.connect(self._view.figure.jump)
        session.respoken.connect(bells.follow_plan)
        session.respoken.connect(self._set_stage)
        session.waited.connect(lambda moment: self._write("wait", step=moment.step.index))
        if self._sounds.has_wave and SPEEDS[0] <= self._speed <= SPEEDS[1]:
            self._speech.spoke.connect(BreathWave(session, self._sounds, self._trace).make_way)
        session.paused.connect(self._on_paused)
        session.ended.connect(self._on_ended)
        session.begin()
        self.begun.emit()

    def set_seen(self, seen: bool) -> None:
        """Tell whether the screen can be seen: what nobody sees is not painted."""
        if self._session is not None:
            self._session.set_seen(seen)

    def do(self, action: str) -> None:
        """Do what a key or a button asks for."""
        session = self._session
        if session is None:
            return
        plain: dict[str, Callable[[], object]] = {
            "press": session.press,
            "next": session.next,
            "back": session.back,
            "stop": self._stop_safely,
            "stay": lambda: self.notice(stay(session)),
            "easier": lambda: self.notice(easier(session)),
            "deeper": lambda: self.notice(deeper(session)),
            "play": lambda: play(session),
            "pause": session.pause,
            "slower": lambda: self._change_pace(-1),
            "faster": lambda: self._change_pace(1),
            "lock": self._view.lock,
            "keys": lambda: self._keys.open(self._view.look.size, self._view.look.turn),
        }
        if action in plain:
            plain[action]()
        else:
            self.passed_on.emit(action)

    def ask_to_leave(self) -> None:
        """Pause, and ask whether to leave."""
        if self._session is None:
            return
        self._was_playing = self._session.practice.state == "playing"
        self._session.pause()
        if self._session is not None:
            self._question.open(self._view.look.size, self._view.look.turn)

    def notice(self, text: str) -> None:
        """Show a sentence in the practice, where there is one to show."""
        if text:
            self._view.notice(text)

    def fault(self, what: str) -> None:
        """Keep in the trace what went wrong."""
        elapsed = self._session.practice.elapsed if self._session else 0.0
        self._trace.write("fault", elapsed, elapsed, what=what)

    def close(self) -> None:
        """End the practice without a word: the window closes."""
        if self._session is not None:
            self._drop()

    def _set_stage(self) -> None:
        """Let the body do what the plan says."""
        assert self._session is not None, "it is its session that begins, or changes the plan"
        stage = stage_of(self._session.practice.plan, self._on_no_figure)
        self._view.set_stage(stage)
        if stage is not None:
            self._session.still_for = stage.still_for

    def _on_no_figure(self, why: str) -> None:
        self.fault(why)
        self._view.notice(self.tr("The figures cannot be drawn. The words say all."))

    def ask(self, action: str) -> None:
        """Do what a headset asks for; while the keys are locked, nothing but pause and go on."""
        locked = self._view.locked and action in ("next", "back")
        self.do("press" if locked else action)

    def _stop_safely(self) -> None:
        assert self._session is not None, "do() has looked"
        practice = self._session.practice
        if practice.state == "paused" and practice.pause_reason == "stopped":
            # asked once more: it may have been missed
            self._speech.tell_way_out(practice.moment.step, self._write)
        else:
            self._session.stop_safely()

    def _change_pace(self, steps: int) -> None:
        assert self._session is not None, "do() has looked"
        self.notice(pace(self._session, steps))
        self.paced.emit(self._session.pace.breaths_per_minute)

    def _on_chosen(self, elapsed: float) -> None:
        if self._session is not None:
            self._session.go_to(elapsed)
            self._view.setFocus()

    def _on_ticked(self, moment: Moment) -> None:
        assert self._session is not None, "it is its session that ticks"
        seen = self._session.seen
        # a new pose is told to a screen reader even of a window that is minimised
        shows = seen or not self._view.shows_step(moment.step)
        moves = shows and self._view.show_moment(self._session.practice, moment)
        due = moves and moment.moving and seen
        if not (due and self._frame_was_due):
            # settling, on the runway, in a pause of the breath, out of sight: nothing to be late
            self._meter.rest()
        self._frame_was_due = due
        if self._untidy and not moment.moving and self._session.still_for(moment.elapsed) > CALM:
            tidy_up()
            self._untidy = False

    def _on_asked(self, word: str) -> None:
        self._write(word)
        if word == "resume":
            self._sounds.play("resume")

    def _on_stepped(self, moment: Moment) -> None:
        step = moment.step
        self._untidy = True
        self._trace.write(
            "step", step.start, moment.elapsed,
            index=step.index, kind=step.kind, pose=step.pose, side=step.side,
        )  # fmt: skip
        if step.unit is not None and self._session is not None:
            # in a hold nothing is waited for
            self._session.respeak(self._speech.factor)

    def _on_paused(self, reason: str) -> None:
        assert self._session is not None, "it is its session that pauses"
        assert self._bells is not None, "it belongs to the session"
        self._bells.stop()
        self._speech.stop()
        if reason != "gap":
            self._sounds.play("pause")
        self._write("pause", reason=reason)
        if reason == "stopped":
            self._speech.tell_way_out(self._session.practice.moment.step, self._write)
        self.resting.emit(True)

    def _on_ended(self) -> None:
        self._write("end")
        if self._bells is not None:
            self._bells.finish()
        self._finish(whole=True)

    def _on_answered(self, answer: str) -> None:
        self._view.setFocus()
        if answer == "leave":
            self._sounds.hush()
            self._speech.stop()
            self._finish(whole=False)
        elif answer == "stay" and self._session is not None and self._was_playing:
            self._session.resume()

    def _finish(self, *, whole: bool) -> None:
        assert self._session is not None, "there is a practice to finish"
        practice = self._session.practice
        self._drop()
        self.resting.emit(True)
        self.ended.emit(practice.plan.title, practice.tally, whole)

    def _drop(self) -> None:
        session, bells = self._session, self._bells
        assert session is not None, "there is a practice to drop"
        assert bells is not None, "it belongs to the session"
        self._session = self._bells = None
        bells.let_go()
        self._speech.let_go()
        session.finish()
        session.deleteLater()
        self._question.hide()
        self._keys.hide()
        self._meter.rest()

    def _on_frames(self, gaps: list[float]) -> None:
        told = [round(gap * 1000, 2) for gap in gaps]
        self._write("frame", frames=len(told), gap=max(told), gaps=told)

    def _write(self, event: str, **more: Any) -> None:
        if self._session is not None:
            elapsed = self._session.practice.elapsed
            self._trace.write(event, elapsed, elapsed, **more)


def _leave_card(view: PracticeView) -> Overlay:
    card = Overlay(words.tr("Leave the practice?"), view)
    card.add_buttons((("stay", words.tr("Go on practising")), ("leave", words.tr("Leave"))))
    return card


def _key_card(view: PracticeView) -> Overlay:
    card = Overlay(words.tr("All keys"), view)
    card.add_rows(key_list())
    card.add_buttons((("close", words.tr("Close")),))
    card.answered.connect(lambda _word: view.setFocus())
    return card


def play(session: Session) -> None:
    """Go on; on the way into a pose a headset's button means what any key means: I am ready."""
    practice = session.practice
    if practice.state == "paused":
        session.resume()
    elif practice.moment.step.kind == "settle":
        session.press()


def stay(session: Session) -> str:
    """Stay longer, and say by how much."""
    before = session.practice.moment.step.count
    if not session.stay():
        return tr("There is no hold just now that could be longer.")
    step = session.practice.moment.step
    more = words.counted(step.count - before, step.unit or "breaths")
    return _both(session, tr("{counted} more").format(counted=more))


def easier(session: Session) -> str:
    """Take the easier variant."""
    if not session.easier():
        return tr("Make it as easy as you like. Press again in the hold.")
    return _both(session, tr("Easier, and not so long"))


def deeper(session: Session) -> str:
    """Take the next deeper variant; its lines are the answer, so the sentence may be empty."""
    return "" if session.deeper() else tr("There is no deeper way just now.")


def pace(session: Session, steps: int) -> str:
    """Breathe faster or slower."""
    session.change_pace(steps)
    return tr("{n:g} breaths a minute").format(n=session.pace.breaths_per_minute)


def _both(session: Session, text: str) -> str:
    """Say that the other side gets the same, where it is still to come."""
    step = session.practice.moment.step
    if step.twin is not None and step.twin > step.index:
        return tr("{what}, and the same on the other side.").format(what=text)
    return f"{text}."
