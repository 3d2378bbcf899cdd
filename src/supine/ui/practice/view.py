"""The practice screen: pose and side, cue, breath circle, what comes next, timeline."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from supine.core.plan import Moment, Plan, Step
from supine.core.practice import Practice, State
from supine.figure.stage import Stage
from supine.figure.stances import stance
from supine.settings.declaration import Skin, Turn
from supine.ui import words
from supine.ui.painting.circle import circle_values
from supine.ui.practice import values
from supine.ui.practice.controls import Controls
from supine.ui.practice.key_lock import KeyLock, Lock
from supine.ui.practice.keys import Action
from supine.ui.practice.layout import Places, practice_layout
from supine.ui.practice.timeline import Timeline
from supine.ui.theme import Theme
from supine.ui.widgets.breath_circle import BreathCircle
from supine.ui.widgets.figure_view import LOOK, FigureView, Thumbnail
from supine.ui.widgets.text_block import TextBlock
from supine.ui.widgets.turnable import Turnable, sheet_size, turned

AHEAD = 0.3
"""Seconds for which the figure must stand still, so that pictures of it are drawn ahead."""

NOTICE = 5000
"""Milliseconds that an answer to a key stays to be read."""


@dataclass(frozen=True)
class Look:
    """How the screen looks, apart from what it says."""

    theme: Theme
    size: float
    """Type size in logical pixels that can be read from the mat."""
    still: bool
    """Reduced motion."""
    skin: Skin = "light"
    """Of the drawn body."""
    turn: Turn = "none"
    """Where the top of the practice screen points."""


class PracticeView(QWidget):
    """Shows a practice and hears keys; it decides nothing."""

    asked = Signal(Action)
    """A key or a button asked for something."""
    chosen = Signal(float)
    """A place on the timeline was asked for, in seconds."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty screen."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.look = look
        self.side, self.pose, self.time, self.cue, self.phase, self.caption, self.locked_word = (
            TextBlock(look.theme, self) for _ in range(7)
        )
        self.circle = BreathCircle(look.theme, self, opaque=True)
        self.circle.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.figure = FigureView(look.theme, self)
        self.thumbnail = Thumbnail(look.theme, self)
        self.timeline = Timeline(look.theme, self)
        self.controls = Controls(self)
        self.controls.installEventFilter(self.controls)
        self.timeline.installEventFilter(self.controls)
        self.installEventFilter(self.controls)
        self.controls.asked.connect(self.asked)
        self.timeline.chosen.connect(self.chosen)
        self.timeline.named.connect(self._on_segment_named)
        self._segment_name = self._notice = ""
        self._keys = KeyLock(self)
        self._keys.asked.connect(self.asked)
        self._keys.unlocked.connect(self.unlock)
        self._noticing = QTimer(self, singleShot=True, interval=NOTICE)
        self._noticing.timeout.connect(self._on_notice_over)
        self._shown: tuple[Practice, Moment] | None = None
        self._glances = Glances()
        self._segment = -1
        self._stage: Stage | None = None
        self._drawn = self._stopped = False
        self._places: Places | None = None
        self._said: tuple[object, ...] = ()
        self._dress_figure()

    def set_look(self, look: Look) -> None:
        """Look different from now on."""
        if look == self.look:
            # any setting comes this way, also what the voice has learned in the middle of a hold
            return
        self.look = look
        for block in self.findChildren(TextBlock):
            block.set_theme(look.theme)
        self.circle.set_theme(look.theme)
        self.timeline.set_theme(look.theme)
        self._dress_figure()
        self._place_all()
        self._show_lock()
        self._refresh()
        self.update()

    def set_stage(self, stage: Stage | None) -> None:
        """Show the figure of `stage` from now on; None for a practice without one."""
        self._stage = stage
        self._place_all()

    def clear(self) -> None:
        """Forget the practice that was shown."""
        self._shown, self._segment = None, -1
        self._glances.forget()
        self._keys.reset()
        self._show_lock()
        self._notice = self._segment_name = ""
        self._said = ()
        self.figure.clear()
        self._noticing.stop()

    def show_moment(self, practice: Practice, moment: Moment) -> bool:
        """Show `moment` of `practice`; return whether the circle moves.

        What has not changed is not painted again.
        """
        self._shown = (practice, moment)
        faded = practice.state in (State.PAUSED, State.WAITING)
        moves = self.circle.show_values(circle_values(moment, still=self.look.still, faded=faded))
        if self._glances.is_due(practice, moment):
            self._show_rest(practice, moment, faded=faded)
        return moves

    def shows_step(self, step: Step) -> bool:
        """Return whether `step` is what was shown last."""
        return self._shown is not None and self._shown[1].step is step

    def _show_rest(self, practice: Practice, moment: Moment, *, faded: bool) -> None:
        self.timeline.show_place(practice.plan, moment.elapsed)
        self._show_figure(practice, moment, faded=faded)
        self._show_texts(practice, moment)
        if moment.step.segment != self._segment:
            self._segment = moment.step.segment
            _announce(self, words.name_of(moment.segment))

    def notice(self, text: str) -> None:
        """Show `text` for some seconds above the timeline, and tell a screen reader."""
        self._notice = text
        self._noticing.start()
        _announce(self, text)
        self._refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.look.theme.background)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put everything in its place."""
        self._place_all()
        self._refresh()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click anywhere does what any key does."""
        self.asked.emit(Action.PRESS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a key into what it asks for."""
        self._keys.press(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that is let go may tell how long it was held."""
        self._keys.release(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """While the keys are locked, Tab is a key like any other."""
        return False if self.locked else super().focusNextPrevChild(forwards)

    @property
    def lock_state(self) -> Lock:
        """Whether the keys are locked, and who has asked for it."""
        return self._keys.lock

    @property
    def locked(self) -> bool:
        """Whether every key only pauses or goes on."""
        return self._keys.lock != Lock.OFF

    def lock(self, state: Lock = Lock.ASKED) -> None:
        """Let every key only pause or go on from now on."""
        self._keys.lock = state
        # a button that was reached by Tab would still be pressed by the next key
        self.setFocus()
        self._show_lock()
        self.notice(self.tr("Keys are locked: every key pauses. Hold L to unlock."))

    def unlock(self) -> None:
        """From now on every key means what it says."""
        self._keys.reset()
        self._show_lock()
        self.notice(self.tr("Keys are unlocked."))

    def _show_lock(self) -> None:
        self.locked_word.show_values(values.lock_values(self.look.size, locked=self.locked))

    def _dress_figure(self) -> None:
        look = self.look
        self.figure.set_look(look.theme, look.skin, still=look.still)
        self.thumbnail.set_look(look.theme, look.skin)

    def _place_all(self) -> None:
        sheet = sheet_size(self.size(), self.look.turn)
        places = practice_layout(
            sheet.width(), sheet.height(), self.look.size,
            figure=self._drawn, thumbnail=self._stage is not None,
        )  # fmt: skip
        self._places = places
        for child, place in (
            (self.pose, places.pose),
            (self.time, places.time),
            (self.cue, places.way_out if self._stopped else places.cue),
            (self.circle, places.circle),
            (self.phase, places.phase),
            (self.caption, places.caption),
            (self.locked_word, places.locked),
            (self.timeline, places.timeline),
            (self.controls, places.controls),
            (self.figure, None if self._stopped else places.figure),
            (self.thumbnail, places.thumbnail),
        ):
            child.setVisible(place is not None)
            if place is not None:
                self._put(child, place)
        self._place_head()

    def _put(self, child: Turnable, place: QRectF) -> None:
        child.set_turn(self.look.turn)
        child.setGeometry(turned(_whole(place), self.size(), self.look.turn))

    def _place_head(self) -> None:
        """A name without a side has the whole head to itself."""
        assert self._places is not None, "everything has been placed"
        alone = self._shown is not None and not self._shown[1].step.heading
        self._put(self.side, self._places.whole_head if alone else self._places.side)
        self.pose.setVisible(not alone)

    def _refresh(self) -> None:
        self._glances.forget()
        if self._shown is not None:
            self.show_moment(*self._shown)

    def _show_figure(self, practice: Practice, moment: Moment, *, faded: bool) -> None:
        stage, name = self._stage, moment.step.stance
        drawn = stage is not None and name is not None
        stopped = practice.stopped
        if (drawn, stopped) != (self._drawn, self._stopped):
            self._drawn, self._stopped = drawn, stopped
            self._place_all()
        if stage is not None and name is not None:
            self.figure.show_scene(stage, moment.elapsed, faded=faded)
            if moment.step.kind == "settle" and stage.still_for(moment.elapsed) > AHEAD:
                hold = practice.plan.step_at(moment.step.end)
                self.figure.make_ready(stage, hold.start, min(hold.seconds, hold.unit_seconds))
        elif self.figure.shown is not None:
            self.figure.clear()

    def _show_texts(self, practice: Practice, moment: Moment) -> None:
        size, step = self.look.size, moment.step
        said = self._segment_name or self._notice
        state = (values.state_of(practice, moment), said, size, self._places)
        if state == self._said:
            return
        self._said = state
        self._place_head()
        self.side.show_values(values.head_values(step, size))
        beside = self._places is not None and self._places.in_one_line
        self.pose.show_values(values.pose_values(step, size, beside=beside))
        self.time.show_values(values.time_values(practice, moment, size))
        self.cue.show_values(values.cue_values(practice, moment, size))
        self.phase.show_values(values.phase_values(practice, moment, size))
        self.caption.show_values(values.caption_values(practice, moment, size, said))
        if self._stage is not None:
            self.thumbnail.show_scene(values.next_scene(practice, moment))
            self.figure.setAccessibleName(stance(step.stance).title if step.stance else "")
        self.controls.set_press_words(values.press_words(practice, moment))
        self.controls.buttons[Action.DEEPER].setEnabled(moment.step.level < len(moment.step.deeper))

    def _on_segment_named(self, name: str) -> None:
        self._segment_name = name
        self._refresh()

    def _on_notice_over(self) -> None:
        self._notice = ""
        self._refresh()


def _announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` for `widget`."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _whole(place: QRectF) -> QRect:
    """Return `place` in whole pixels.

    Edges that meet still do, and share no pixel: a circle that reached a row into its words had
    them painted sixty times a second.
    """
    left, top = round(place.left()), round(place.top())
    return QRect(left, top, round(place.right()) - left, round(place.bottom()) - top)


class Glances:
    """While the circle moves all else is looked at in every third frame, and at what is new."""

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self._last: tuple[Plan, Step, State, float] | None = None

    def forget(self) -> None:
        """Let the next glance be due, whatever it shows."""
        self._last = None

    def is_due(self, practice: Practice, moment: Moment) -> bool:
        """Return whether to look now, which is remembered then."""
        if self._last is not None and practice.state == State.PLAYING and moment.moving:
            plan, step, state, at = self._last
            same = plan is practice.plan and step is moment.step and state == State.PLAYING
            if same and 0.0 <= moment.elapsed - at < LOOK:
                return False
        self._last = (practice.plan, moment.step, practice.state, moment.elapsed)
        return True
