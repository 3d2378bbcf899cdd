"""All pages but the library: what the first frame does not need."""

from __future__ import annotations

from supine.clock import Clock
from supine.store.settings import Settings
from supine.ui.before_view import BeforeView
from supine.ui.end_view import EndView
from supine.ui.legibility import type_size
from supine.ui.motion import reduced
from supine.ui.practice_view import Look, PracticeView
from supine.ui.settings_view import SettingsView
from supine.ui.theme import theme


def look_of(settings: Settings, density: float) -> Look:
    """Return how everything looks as set, on a screen of `density` logical pixels a millimetre."""
    size = type_size(settings.viewing_distance, density, settings.text_size)
    still = reduced(settings.motion)
    return Look(theme(settings.theme), size, still, settings.skin, settings.turn)


class Pages:
    """The pages, with one look."""

    def __init__(self, look: Look, clock: Clock) -> None:
        """Build them all; none is shown."""
        self.before = BeforeView(look.theme)
        self.practice = PracticeView(look)
        self.settings = SettingsView(look.theme, clock)
        self.end = EndView()

    def apply(self, settings: Settings, look: Look) -> None:
        """Show everything as it is set."""
        self.practice.set_look(look)
        self.before.show_sample(look.theme, look.size)
        self.settings.show_sample(look.theme, look.size, still=look.still)
        self.settings.show_settings(settings)
