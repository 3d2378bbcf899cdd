"""The button that measures a person's own breath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from supine.core.breath_measurement import BREATHS, BreathMeasurement, MeasuredBreath
from supine.core.practice import Clock
from supine.language import number, translate
from supine.ui.widgets.labels import Button


class MeasureButton(Button):
    """Measures a breath after it was pressed: the person holds any key (or the mouse) to inhale.

    It has room for all of its words from the first, so that nothing around it moves.
    """

    measured = Signal(MeasuredBreath)
    """Five breaths have been measured."""
    measuring = Signal(bool)
    """A measurement has begun (True), or is complete or cancelled (False)."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._measuring: BreathMeasurement | None = None
        self._result: MeasuredBreath | None = None
        self._deaf_until = 0.0
        """Until then a press belongs to the breath after the last one: it begins nothing."""
        self.clicked.connect(self.begin)
        self._show_words()

    def begin(self) -> None:
        """Begin to measure."""
        if self._measuring is None and self._clock() >= self._deaf_until:
            self._measuring, self._result = BreathMeasurement(), None
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_words()
            self.measuring.emit(True)

    def cancel(self) -> None:
        """End the measurement without a result."""
        if self._measuring is not None:
            self._measuring = None
            self._show_words()
            self.measuring.emit(False)

    def sizeHint(self) -> QSize:
        """Return the size for the widest of all words."""
        hint, now = super().sizeHint(), self._width_of(self.text())
        widest = max(self._width_of(text) for text in self._all_words())
        return QSize(hint.width() + widest - now, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the size for the widest of all words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin an inhale; Esc cancels the measurement."""
        if self._measuring is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
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
        self.cancel()

    def _take(self, measuring: BreathMeasurement) -> None:
        if not measuring.done:
            self._measuring = measuring
            self._show_words()
            return
        self._measuring, self._result = None, measuring.result()
        self._deaf_until = self._clock() + 60 / self._result.breaths_per_minute
        self._show_words()
        self.measuring.emit(False)
        self.measured.emit(self._result)

    def _width_of(self, text: str) -> int:
        # as Qt measures the words of a button
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    def _show_words(self) -> None:
        self.setText(self._words())

    def _words(self) -> str:
        if self._measuring is None:
            return self._result_words(self._result) if self._result else self._usual_words()
        if len(self._measuring.presses) > self._measuring.inhales:
            return self._in_words()
        if not self._measuring.presses:
            return self._first_words()
        return self._out_words(BREATHS - self._measuring.inhales)

    def _all_words(self) -> tuple[str, ...]:
        slowest = MeasuredBreath(10.5, 1.0, 1.0)
        return (
            self._usual_words(), self._first_words(), self._in_words(), self._out_words(BREATHS),
            self._result_words(slowest),
        )  # fmt: skip

    def _usual_words(self) -> str:
        return self.tr("Measure my breath")

    def _first_words(self) -> str:
        return self.tr("Hold any key down while you breathe in.")

    def _in_words(self) -> str:
        return self.tr("Breathing in. Let go as you breathe out.")

    def _out_words(self, left: int) -> str:
        return translate(
            "MeasureButton", "Breathing out. %n to go.|Breathing out. %n to go.", "breaths", n=left
        )

    def _result_words(self, result: MeasuredBreath) -> str:
        text = self.tr("Measured: {n} breaths a minute.", "such as 5.5")
        return text.format(n=number(result.breaths_per_minute))
