"""A card of settings, made of rows: each shows one setting and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QVBoxLayout,
)

from supine.settings.declaration import Settings
from supine.ui.widgets.cards import Card
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import CalmSlider, TickBox
from supine.ui.widgets.labels import plain_label


class SettingCard(Card):
    """It holds no truth: it shows settings, and emits changed ones."""

    changed = Signal(Settings)
    """The person has changed something here."""

    def __init__(self, heading: str) -> None:
        """Make a card without any row, with the usual settings."""
        super().__init__(heading)
        self.settings = Settings()
        self._rows: list[Callable[[Settings], None]] = []

    def show_settings(self, settings: Settings) -> None:
        """Show `settings` in every row."""
        self.settings = settings
        for row in self._rows:
            row(settings)

    def set_values(self, **values: Any) -> None:
        """Change settings as the person wishes, and tell."""
        if any(getattr(self.settings, name) != value for name, value in values.items()):
            self.show_settings(replace(self.settings, **values))
            self.changed.emit(self.settings)

    def add_row(self, show: Callable[[Settings], None]) -> None:
        """Let `show` be called with the settings to show."""
        self._rows.append(show)

    def add_words(self, text: str, column: QVBoxLayout | None = None) -> None:
        """Say what the next row is about."""
        (column or self.column).addWidget(plain_label(text, "", wraps=True))

    def add_slider(
        self,
        name: str,
        text: Callable[[Settings], str],
        ends: tuple[float, float, float],
        column: QVBoxLayout | None = None,
    ) -> None:
        """Add a slider from the first to the second of `ends`, in steps of the third.

        `column` is within the card; without it, the row comes last.
        """
        low, high, step = ends
        label = plain_label("", "", wraps=True)
        slider = CalmSlider()
        slider.setRange(0, round((high - low) / step))
        slider.setPageStep(2)
        slider.valueChanged.connect(lambda at: self.set_values(**{name: round(low + at * step, 3)}))

        def show(settings: Settings) -> None:
            label.setText(text(settings))
            slider.setAccessibleName(label.text())
            slider.blockSignals(True)
            slider.setValue(round((getattr(settings, name) - low) / step))
            slider.blockSignals(False)

        self.add_row(show)
        for part in (label, slider):
            (column or self.column).addWidget(part)

    def add_check(self, name: str, text: str) -> None:
        """Add a box to tick."""
        box = TickBox(text)
        box.toggled.connect(lambda on: self.set_values(**{name: on}))
        self.add_row(lambda settings: box.setChecked(getattr(settings, name)))
        self.column.addWidget(box)

    def add_choice(
        self,
        name: str,
        choices: Iterable[tuple[str, str]],
        column: QVBoxLayout | None = None,
    ) -> None:
        """Add buttons of which one is down."""
        group, flow = QButtonGroup(self), Flow()
        buttons = {}
        for text, value in choices:
            button = QPushButton(text)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.clicked.connect(
                lambda _checked=False, value=value: self.set_values(**{name: value})
            )
            group.addButton(button)
            flow.addWidget(button)
            buttons[value] = button
        first = next(iter(buttons.values()))
        self.add_row(lambda settings: buttons.get(getattr(settings, name), first).setChecked(True))
        (column or self.column).addLayout(flow)
