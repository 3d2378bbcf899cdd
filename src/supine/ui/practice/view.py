"""The practice screen: pose and side, figure, cue, breath circle, what comes next, timeline.

The circle follows every frame. While it moves, all other parts are updated every third frame, and
at once when the step, the plan or the state changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from supine.core.plan import Moment, Plan, Step
from supine.core.practice import PauseReason, Practice, State
from supine.figure.stage import Stage
from supine.settings.declaration import ANYBODY, Person, Turn
from supine.ui.painting.circle import circle_values
from supine.ui.practice import values
from supine.ui.practice.controls import Controls
from supine.ui.practice.key_lock import KeyLock, Lock
from supine.ui.practice.keys import Action
from supine.ui.practice.layout import Places, practice_layout
from supine.ui.practice.overlay import Overlay
from supine.ui.practice.timeline import Timeline
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.breath_circle import BreathCircle
from supine.ui.widgets.figure_view import CHECK_INTERVAL, FigureView, Thumbnail
from supine.ui.widgets.text_block import TextBlock, is_empty
from supine.ui.widgets.turnable import Turnable, turn_rect, upright_size

AHEAD = 0.3
"""Seconds that the figure must be still for pictures to be drawn ahead."""

GROWS = 1.12
"""Share of the size by the distance alone for which places have room."""

NOTICE = 5000
"""Milliseconds for which the answer to a key is shown."""

NAMED = 4000
"""The same for the name of a place on the timeline."""


@dataclass(frozen=True)
class Look:
    """The look of all pages: theme, sizes, motion, and the turn of the practice screen."""

    theme: Theme
    size: float
    """Type size in logical pixels that can be read from the mat."""
    still: bool
    """Reduced motion."""
    person: Person = ANYBODY
    """How the figure looks."""
    turn: Turn = "none"
    """Where the top of the practice screen points."""
    by_hand: float = 1.0
    """The person's own correction, which is part of `size`."""

    @property
    def place_size(self) -> float:
        """Type size that the places are made for.

        Text that is made larger by hand fills its own place: it takes no room from the figure and
        the count. What a greater distance asks for does.
        """
        return self.size / max(1.0, self.by_hand) * GROWS


class PracticeView(QWidget):
    """Shows a practice, and emits what keys and buttons ask for."""

    asked = Signal(Action)
    """The action of a key or a button."""
    chosen = Signal(float)
    """The person wants to go to a place on the timeline, in seconds of practice."""
    told = Signal(str)
    """A screen reader is to say this; the lines of the practice it gets from the narrator."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.look = look
        self.side, self.pose, self.time, self.cue, self.phase, self.caption, self.locked_word = (
            TextBlock(look.theme, self, level=level) for level in (1, 2, 0, 0, 0, 0, 0)
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
        self.controls.faded.connect(self._on_controls_faded)
        self.timeline.chosen.connect(self.chosen)
        self.timeline.named.connect(self._on_segment_named)
        self._segment_name = self._notice = ""
        self._keys = KeyLock(self)
        self._keys.asked.connect(self._on_key)
        self._keys.unlocked.connect(self.unlock)
        self._notice_timer = QTimer(self, singleShot=True, interval=NOTICE)
        self._notice_timer.timeout.connect(self._on_notice_over)
        self._name_timer = QTimer(self, singleShot=True, interval=NAMED)
        self._name_timer.timeout.connect(self._on_name_over)
        self._how: tuple[State, PauseReason] | None = None
        """What the practice did when it was last shown, and why it was paused last."""
        self._shown: tuple[Practice, Moment] | None = None
        self._last_update: tuple[Plan, Step, State, float] | None = None
        """Plan, step, state and elapsed seconds of the last update of all parts."""
        self._stage: Stage | None = None
        # it was left when another window got the keys
        self._drawn = self._stopped = self._was_left = False
        self._places: Places | None = None
        self._shown_words: tuple[object, ...] = ()
        self._apply_figure_look()

    def reading(self) -> Reading:
        """Return the practice as a screen reader reads it; an open card hides the rest.

        Of a group Orca reads the texts as well, into the line that is just being said.
        """
        parts = (
            self.side, self.pose, self.time, self.locked_word, self.cue, self.figure, self.circle,
            self.phase, self.caption, self.timeline, self.controls,
        )  # fmt: skip
        shown = (one for one in parts if not (one.isHidden() or is_empty(one)))
        children = tuple(shown) if self.card is None else (self.card,)
        return Reading(Role.Client, self.tr("Practice"), children=children)

    def set_look(self, look: Look) -> None:
        """Show everything in another look."""
        if look == self.look:
            # a window that moves to another screen may well look the same there
            return
        self.look = look
        for block in self.findChildren(TextBlock):
            block.set_theme(look.theme)
        self.circle.set_theme(look.theme)
        self.timeline.set_theme(look.theme)
        self._apply_figure_look()
        self._show_lock()
        self._refresh()
        self.update()

    def set_stage(self, stage: Stage | None) -> None:
        """Show the figures of `stage` from now on; None for a practice without figures."""
        self._stage = stage
        self._place_all()

    def clear(self) -> None:
        """Remove the practice that was shown."""
        self._shown = None
        self._last_update = None
        self._keys.reset()
        self._show_lock()
        self._notice = self._segment_name = ""
        self._shown_words = ()
        self.figure.clear()
        self._how = None
        self._notice_timer.stop()
        self._name_timer.stop()

    def show_moment(self, practice: Practice, moment: Moment) -> bool:
        """Show `moment` of `practice`; return whether the circle was repainted.

        Painting is limited to what has changed.
        """
        self._shown = (practice, moment)
        self._drop_words(practice)
        faded, still = practice.state == State.PAUSED, self.look.still
        circle = (
            values.waiting_values(practice, still=still)
            if practice.state == State.WAITING
            else circle_values(moment, still=still, faded=faded)
        )
        moves = self.circle.show_values(circle)
        if self._update_is_due(practice, moment):
            self._last_update = (practice.plan, moment.step, practice.state, moment.elapsed)
            self.timeline.show_place(practice.plan, moment.elapsed)
            self._show_figure(practice, moment, faded=faded)
            self._show_texts(practice, moment)
        return moves

    def _drop_words(self, practice: Practice) -> None:
        """As it is paused, drop the name of a place; at a stop, the answer to the key before too.

        Neither may hide how to go on.
        """
        how = (practice.state, practice.pause_reason)
        if how != self._how:
            self._how = how
            self._segment_name = ""
            if practice.stopped:
                self._notice = ""

    def _update_is_due(self, practice: Practice, moment: Moment) -> bool:
        """Return whether the parts other than the circle must be updated now."""
        if self._last_update is None or practice.state != State.PLAYING or not moment.moving:
            return True
        plan, step, state, at = self._last_update
        same = plan is practice.plan and step is moment.step and state == State.PLAYING
        return not (same and 0.0 <= moment.elapsed - at < CHECK_INTERVAL)

    def tell_rest(self, practice: Practice) -> None:
        """Tell a screen reader that the practice waits or is paused, and what a key does."""
        self.told.emit(values.rest_words(practice, practice.moment))

    def notice(self, text: str) -> None:
        """Show `text` above the timeline for some seconds, and tell it to a screen reader."""
        self._notice = text
        self._notice_timer.start()
        self.told.emit(text)
        self._refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the background."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.look.theme.background)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Put all parts in their places."""
        self._place_all()
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Notice when another window gets the keys, and when they come back."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._was_left = event.type() == QEvent.Type.WindowDeactivate
            self._refresh()
        return super().event(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Treat a click anywhere as a press of any key."""
        self._on_key(Action.PRESS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit the action that a key asks for; an open card keeps all keys."""
        card = self.card
        if card is None:
            self._keys.press(event)
        else:
            card.keyPressEvent(event)

    def _on_key(self, action: Action) -> None:
        """Ask for the action of a key.

        While the keys are locked, none leads in again after a stop: it may have been a knee.
        """
        rests = self._shown is not None and self._shown[0].stopped
        if not (action == Action.PRESS and self.locked and rests):
            self.asked.emit(action)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Pass a key release on: L must be held to unlock the keys."""
        self._keys.release(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Move the focus with Tab, except while the keys are locked."""
        if self.card is not None:
            return self.card.focusNextPrevChild(forwards)
        if self.locked:
            return False
        # what has faded cannot have the focus
        self.controls.wake()
        return super().focusNextPrevChild(forwards)

    @property
    def largest_size(self) -> float:
        """Type size, in logical pixels, from which on no text can become larger."""
        assert self._places is not None, "the parts have been placed"
        return self._places.largest_size

    @property
    def card(self) -> Overlay | None:
        """The card that is open over the practice."""
        cards: list[Overlay] = self.findChildren(Overlay)
        return next((card for card in cards if not card.isHidden()), None)

    @property
    def lock_state(self) -> Lock:
        """Whether the keys are locked, and why."""
        return self._keys.lock

    @property
    def locked(self) -> bool:
        """Whether the keys are locked: every key only pauses or goes on, and none after a stop."""
        return self._keys.lock != Lock.OFF

    def lock(self, state: Lock = Lock.ASKED) -> None:
        """Lock the keys: every key only pauses or goes on."""
        self._keys.lock = state
        # the next key would still press a button that has the focus
        self.setFocus()
        self._show_lock()
        self.notice(self.tr("Keys are locked: all but X only pause. Hold L to unlock."))

    def unlock(self) -> None:
        """Unlock the keys."""
        self._keys.reset()
        self._show_lock()
        self.notice(self.tr("Keys are unlocked."))

    def _show_lock(self) -> None:
        self.locked_word.show_values(values.lock_values(self.look.size, locked=self.locked))
        self._place_all()

    def _apply_figure_look(self) -> None:
        look = self.look
        self.figure.set_look(look.theme, look.person, still=look.still)
        self.thumbnail.set_look(look.theme, look.person)

    def _place_all(self) -> None:
        upright = upright_size(self.size(), self.look.turn)
        places = practice_layout(
            upright.width(), upright.height(), self.look.place_size,
            figure=self._drawn, thumbnail=self._stage is not None and not self._stopped,
        )  # fmt: skip
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            places = places.mirrored(upright.width())
        self._places = places
        for child, place in (
            (self.pose, places.pose),
            (self.time, places.time if self.locked else places.wide_time),
            (self.cue, places.way_out if self._stopped else places.cue),
            (self.circle, places.circle),
            (self.phase, places.phase),
            (self.caption, places.caption),
            (self.locked_word, places.locked if self.locked else None),
            (self.timeline, places.timeline),
            (self.figure, None if self._stopped else places.figure),
            (self.thumbnail, places.thumbnail),
        ):
            child.setVisible(place is not None)
            if place is not None:
                self._put(child, place)
        # it fades by itself, and stays so
        self._put(self.controls, places.controls)
        self._place_head()

    def _put(self, child: Turnable, place: QRectF) -> None:
        child.set_turn(self.look.turn)
        child.setGeometry(turn_rect(_whole_pixels(place), self.size(), self.look.turn))

    def _place_head(self) -> None:
        """Place side and pose; a pose without a side gets the whole head."""
        assert self._places is not None, "the parts have been placed"
        alone = self._shown is not None and not self._shown[1].step.heading
        self._put(self.side, self._places.whole_head if alone else self._places.side)
        self.pose.setVisible(not alone)

    def _refresh(self) -> None:
        self._last_update = None
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
        notice = self._notice or ("" if practice.stopped else self._segment_name)
        if self._was_left and not self.isActiveWindow():
            # whoever lies there would press X, and nothing would happen
            notice = self.tr("Keys go to another window. Click here.")
        state = (values.state_of(practice, moment), notice, size, self._places, self.locked)
        if state == self._shown_words:
            return
        self._shown_words = state
        self._place_head()
        self.side.show_values(values.head_values(step, size))
        self.circle.most = step.count
        beside = self._places is not None and self._places.in_one_line
        self.pose.show_values(values.pose_values(step, size, beside=beside))
        self.time.show_values(values.time_values(practice, moment, size, locked=self.locked))
        cue = values.cue_values(practice, moment, size)
        self.cue.show_values(cue)
        self.phase.show_values(values.phase_values(practice, moment, size))
        caption = values.caption_values(practice, moment, size, notice, locked=self.locked)
        self.caption.show_values(caption)
        if (stage := self._stage) is not None:
            self.thumbnail.show_scene(values.next_scene(practice, moment, stage.stances))
            title = stage.stances[step.stance].title if step.stance else ""
            self.figure.setAccessibleName(title)
        self.controls.set_press_words(values.press_words(practice, moment))
        deeper = self.controls.buttons[Action.DEEPER]
        # the focus would leave a disabled button, and the next key would press another one
        deeper.setEnabled(moment.step.level < len(moment.step.deeper) or deeper.hasFocus())

    def _on_controls_faded(self, faded: bool) -> None:
        """Hide the pointer, too: nobody moves it, and it may lie on the figure or on a word."""
        if faded:
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.unsetCursor()

    def _on_segment_named(self, name: str) -> None:
        self._segment_name = name
        # the pointer may rest there for the whole practice
        self._name_timer.start()
        self._refresh()

    def _on_name_over(self) -> None:
        self._segment_name = ""
        self._refresh()

    def _on_notice_over(self) -> None:
        self._notice = ""
        self._refresh()


def _whole_pixels(place: QRectF) -> QRect:
    """Return `place` in whole pixels.

    Neighbours still touch, but share no pixel: when the circle reached one row of pixels into the
    words below it, Qt repainted them sixty times a second.
    """
    left, top = round(place.left()), round(place.top())
    return QRect(left, top, round(place.right()) - left, round(place.bottom()) - top)
