"""Lets wakepy speak over our own connection to the message bus.

Its own way, jeepney, would be 0.4 MB of the window. It leaves its socket open where nobody keeps a
screen on, and collects garbage as it closes it, which may hold up a frame:
https://github.com/wakepy/wakepy/issues/277. `wake_lock` imports this only in a practice, since it
loads wakepy.
"""

from __future__ import annotations

from wakepy import DBusAdapter
from wakepy.core import DBusMethodCall

from supine.desktop.bus_address import ANSWER_TIMEOUT, bus_path
from supine.desktop.message_bus import MessageBus


class WakeBus(DBusAdapter):
    """The session's bus: what is asked for on it holds for as long as it is open."""

    def __init__(self) -> None:
        """Connect to nothing yet."""
        super().__init__()
        self._bus: MessageBus | None = None

    def process(self, call: DBusMethodCall) -> list[object]:
        """Return what a service answers. Raises `OSError` where it refuses, or there is none."""
        if self._bus is None:
            self._bus = MessageBus(bus_path(), ANSWER_TIMEOUT)
        to = call.method
        name = f"{to.interface}.{to.name}"
        try:
            return self._bus.call(
                str(to.service), str(to.path), name, to.signature or "", *call.args
            )
        except OSError:
            self.close_connections()
            raise

    def close_connections(self) -> None:
        """Close the connection, if there is one."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
