"""A breath circle that shows a pace while the person chooses it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supine.core.breath import Rhythm, breath_at
from supine.core.practice import Clock
from supine.ui import words
from supine.ui.painting.circle import CircleValues
from supine.ui.reading import Reading, Role
from supine.ui.theme import Theme
from supine.ui.widgets.breath_circle import BreathCircle
from supine.ui.widgets.labels import plain_label

BREADTH, LEAST = 210, 130
"""Logical pixels: the circle, and its least in a narrow window."""

FRAME = 16
"""Milliseconds between frames: 60 a second."""


class LiveCircle(QWidget):
    """A moving circle with the words for the phase below it. It moves only while it is visible."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._clock, self._start = clock, clock()
        self._rhythm = Rhythm(4.0, 0.0, 6.0, 0.0)
        self._still = self._resting = False
        self.circle = BreathCircle(theme)
        self.circle.setFixedHeight(BREADTH)
        self.circle.setMinimumWidth(LEAST)
        self.words = plain_label("", "heading")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.circle)
        self._column.addWidget(self.words)
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def reading(self) -> Reading:
        """Return the circle as a screen reader reads it: nobody has to hear each breath of it."""
        return Reading(Role.Graphic, self.tr("A circle breathes at this pace"), children=())

    def sizeHint(self) -> QSize:
        """Return the size where there is room for the whole circle."""
        edges = self._column.contentsMargins()
        return QSize(BREADTH + edges.left() + edges.right(), super().sizeHint().height())

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Breathe in `rhythm` from now on, and continue at the same share of a breath."""
        if rhythm != self._rhythm:
            share = (self._clock() - self._start) / self._rhythm.seconds
            self._start = self._clock() - share * rhythm.seconds
            self._rhythm = rhythm

    def set_look(self, theme: Theme, *, still: bool) -> None:
        """Paint in `theme`; `still` means reduced motion."""
        self.circle.set_theme(theme)
        self._still = still
        self.tick()

    def set_resting(self, resting: bool) -> None:
        """Show an empty circle that stands still, or breathe again."""
        self._resting = resting
        self.tick()

    def tick(self) -> None:
        """Show the breath at this instant."""
        if self._resting:
            self.circle.show_values(CircleValues(0.0, still=self._still))
            self.words.setText("")
            return
        breath = breath_at(self._rhythm, max(0.0, self._clock() - self._start))
        self.circle.show_values(CircleValues(breath.fullness, still=self._still))
        self.words.setText(words.breath_words(breath.phase))

    def showEvent(self, event: QShowEvent) -> None:
        """Start the timer."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the timer."""
        super().hideEvent(event)
        self._timer.stop()
