"""The button that measures a person's own breath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from supine.core.breath_measurement import BREATHS, BreathMeasurement, MeasuredBreath
from supine.core.practice import Clock


class MeasureButton(QPushButton):
    """Measures a breath after it was pressed: the person holds any key (or the mouse) to inhale."""

    measured = Signal(MeasuredBreath)
    """Five breaths have been measured."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._measuring: BreathMeasurement | None = None
        self.clicked.connect(self.begin)
        self._show_words()

    def begin(self) -> None:
        """Begin to measure."""
        if self._measuring is None:
            self._measuring = BreathMeasurement()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin an inhale; Esc cancels the measurement."""
        if self._measuring is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
        elif not event.isAutoRepeat():
            self._take(self._measuring.press(self._clock()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Begin an exhale."""
        if self._measuring is None:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._take(self._measuring.release(self._clock()))

    def event(self, event: QEvent) -> bool:
        """While measuring, the mouse works like a key."""
        if self._measuring is not None and event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
        ):
            self._take(self._measuring.press(self._clock()))
            return True
        if self._measuring is not None and event.type() == QEvent.Type.MouseButtonRelease:
            self._take(self._measuring.release(self._clock()))
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cancel the measurement when the focus leaves the button."""
        super().focusOutEvent(event)
        self._end()

    def _take(self, measuring: BreathMeasurement) -> None:
        self._measuring = measuring
        if measuring.done:
            self.measured.emit(measuring.result())
            self._end()
        self._show_words()

    def _end(self) -> None:
        self._measuring = None
        self._show_words()

    def _show_words(self) -> None:
        if self._measuring is None:
            self.setText(self.tr("Measure mine"))
        elif len(self._measuring.presses) > self._measuring.inhales:
            self.setText(self.tr("Breathing in. Let go as you breathe out."))
        elif not self._measuring.presses:
            self.setText(self.tr("Hold any key down while you breathe in."))
        else:
            left = BREATHS - self._measuring.inhales
            self.setText(self.tr("Breathing out. {n} to go.").format(n=left))
