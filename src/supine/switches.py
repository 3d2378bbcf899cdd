"""Settings that one key of the practice changes, and what is said then."""

from __future__ import annotations

from msgspec.structs import replace

from supine.store.settings import Settings
from supine.ui.turning import after
from supine.ui.words import tr

SWITCHES = ("mute", "turn", "bigger", "smaller")
"""The actions that `switched` knows."""


TEXT_STEP = 0.1
"""By how much one key or button changes the text size."""

TEXT_SIZES = (0.5, 3.0)
"""The smallest and the largest text by hand."""


def switched(settings: Settings, action: str) -> tuple[Settings, str]:
    """Return `settings` after one of the `SWITCHES`, and a sentence that says how it is now.

    What can be seen needs no sentence.
    """
    if action == "mute":
        muted = not settings.muted
        return replace(settings, muted=muted), tr("Sound off") if muted else tr("Sound on")
    if action in ("bigger", "smaller"):
        return _resized(settings, TEXT_STEP if action == "bigger" else -TEXT_STEP), ""
    turn = after(settings.turn)
    words = {
        "none": tr("The screen is upright again."),
        "left": tr("Turned: the top is on the left."),
        "right": tr("Turned: the top is on the right."),
    }
    return replace(settings, turn=turn), words[turn]


def _resized(settings: Settings, change: float) -> Settings:
    low, high = TEXT_SIZES
    size = min(max(settings.text_size + change, low), high)
    return replace(settings, text_size=round(size, 2))
