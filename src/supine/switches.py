"""Settings that one key of the practice changes, and what is said then."""

from __future__ import annotations

from msgspec.structs import replace

from supine.store.settings import Settings
from supine.ui.turning import after
from supine.ui.words import tr

SWITCHES = ("mute", "turn")
"""The actions that `switched` knows."""


def switched(settings: Settings, action: str) -> tuple[Settings, str]:
    """Return `settings` after one of the `SWITCHES`, and a sentence that says how it is now."""
    if action == "mute":
        muted = not settings.muted
        return replace(settings, muted=muted), tr("Sound off") if muted else tr("Sound on")
    turn = after(settings.turn)
    words = {
        "none": tr("The screen is upright again."),
        "left": tr("Turned: the top is on the left."),
        "right": tr("Turned: the top is on the right."),
    }
    return replace(settings, turn=turn), words[turn]
