"""A card of settings, made of rows: each shows one setting and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from supine.language import number
from supine.settings.declaration import Settings
from supine.ui.reading import Reading
from supine.ui.widgets.cards import Card
from supine.ui.widgets.flow import Flow
from supine.ui.widgets.inputs import CalmSlider, Choices, Group, TickBox
from supine.ui.widgets.labels import Label, choice_button, plain_label


class SettingCard(Card):
    """Shows settings in rows and emits changed ones; the store keeps the truth."""

    changed = Signal(Settings)
    """The person has changed something here."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.settings = Settings()
        self._rows: list[tuple[Callable[[Settings], object], Callable[[Settings], None]]] = []
        self._shown: list[object] = []
        """What each row shows."""
        self._values: list[QWidget] = []
        """The values in words beside the sliders, which read them."""

    def reading(self) -> Reading:
        """Return the card as a screen reader reads it, each value once."""
        reading = super().reading()
        parts = (one for one in reading.children or () if one not in self._values)
        return reading._replace(children=tuple(parts))

    def show_settings(self, settings: Settings) -> None:
        """Show `settings` in each row whose own values have changed."""
        self.settings = settings
        for place, (select, show) in enumerate(self._rows):
            wanted = select(settings)
            if self._shown[place] != wanted:
                self._shown[place] = wanted
                show(settings)

    def set_values(self, **values: Any) -> None:
        """Change settings as the person asks, and emit them."""
        if any(getattr(self.settings, name) != value for name, value in values.items()):
            self.show_settings(replace(self.settings, **values))
            self.changed.emit(self.settings)

    def add_row(
        self, select: Callable[[Settings], object], show: Callable[[Settings], None]
    ) -> None:
        """Call `show` with the settings whenever what `select` takes from them has changed."""
        self._rows.append((select, show))
        self._shown.append(None)

    def add_words(self, text: str, named: QWidget, column: QVBoxLayout | None = None) -> Label:
        """Add `text` and below it what it names: a list, or a group of choices; return it."""
        label = plain_label(text, "", wraps=True)
        label.setBuddy(named)
        for part in (label, named):
            (column or self.column).addWidget(part)
        return label

    def add_note(self, words: Callable[[Settings], str]) -> None:
        """Add a note about the rows beside it, which is hidden while its `words` are empty."""
        label = plain_label("", "soft", wraps=True)

        def show(settings: Settings) -> None:
            label.setText(words(settings))
            label.setVisible(bool(label.text()))

        label.hide()
        self.add_row(words, show)
        self.column.addWidget(label)

    def add_slider(
        self,
        name: str,
        text: str,
        words: str | Callable[[Settings], str],
        ends: tuple[float, float, float],
        column: QVBoxLayout | None = None,
        beside: QWidget | None = None,
    ) -> None:
        """Add a slider from the first to the second of `ends`, in steps of the third.

        `text` says what it sets, `words` the value: {n} or {percent} in it show the setting.
        `column` is within the card; without it, the row comes last. `beside` is put at the end of
        the slider.
        """
        low, _high, step = ends
        now = partial(_filled, words, name) if isinstance(words, str) else words
        label, told = plain_label(text, "", wraps=True), plain_label("", "")
        slider = CalmSlider()
        slider.set_scale(text, ends)
        label.setBuddy(slider)
        self._values.append(told)
        slider.valueChanged.connect(lambda at: self.set_values(**{name: round(low + at * step, 3)}))

        def show(settings: Settings) -> None:
            told.setText(now(settings))
            slider.words = told.text()
            slider.blockSignals(True)
            slider.setValue(round((getattr(settings, name) - low) / step))
            slider.blockSignals(False)

        self.add_row(lambda settings: (getattr(settings, name), now(settings)), show)
        column, head, row = column or self.column, QHBoxLayout(), QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(told, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        row.addWidget(slider, 1)
        if beside is not None:
            row.addWidget(beside)
        column.addLayout(row)

    def add_check(self, name: str, text: str) -> None:
        """Add a box to tick."""
        box = TickBox(text)
        box.toggled.connect(lambda on: self.set_values(**{name: on}))
        self.add_row(attrgetter(name), lambda settings: box.setChecked(getattr(settings, name)))
        self.column.addWidget(box)

    def add_choice(
        self,
        about: str,
        name: str,
        choices: Iterable[tuple[str, str]],
        column: QVBoxLayout | None = None,
    ) -> None:
        """Add buttons of which one is chosen, below the words `about` them.

        `choices` has for each its text, and the value of the setting `name`.
        """
        group, flow = Choices(self), Flow()
        buttons = {}
        for text, value in choices:
            button = choice_button(text)
            button.clicked.connect(
                lambda _checked=False, value=value: self.set_values(**{name: value})
            )
            group.addButton(button)
            flow.addWidget(button)
            buttons[value] = button
        first = next(iter(buttons.values()))

        def show(settings: Settings) -> None:
            buttons.get(getattr(settings, name), first).setChecked(True)

        self.add_row(attrgetter(name), show)
        self.add_words(about, Group(about, flow), column)


def _filled(words: str, name: str, settings: Settings) -> str:
    now = getattr(settings, name)
    return words.format(n=number(now), percent=number(round(now * 100)))
