"""The settings that hold now, and who is told when one of them changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from supine.settings.declaration import Settings

Listener = Callable[[Settings], object]


class SettingsStore:
    """Holds the settings of the running program. Each listener names the settings it uses."""

    def __init__(self, settings: Settings) -> None:
        self.current = settings
        """The settings that hold now."""
        self._listeners: list[tuple[Listener, tuple[str, ...], Settings]] = []

    def listen(self, listener: Listener, *names: str) -> None:
        """Call `listener` now, and whenever one of the settings in `names` has changed.

        Without `names` it is called for every change, but not now.
        """
        self._listeners.append((listener, names, self.current))
        if names:
            listener(self.current)

    def change(self, **values: Any) -> None:
        """Change some settings and tell whoever uses them."""
        self.set(self.current.but(**values))

    def set(self, settings: Settings) -> None:
        """Let `settings` hold from now on and tell whoever uses what has changed."""
        self.current = settings
        for number, (listener, names, told) in enumerate(self._listeners):
            # a listener may change settings itself: what holds by now is what counts
            now = self.current
            self._listeners[number] = (listener, names, now)
            if _differ(told, now, names):
                listener(now)


def _differ(one: Settings, other: Settings, names: tuple[str, ...]) -> bool:
    if not names:
        return one != other
    return any(getattr(one, name) != getattr(other, name) for name in names)
