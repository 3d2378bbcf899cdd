"""All pages but the library: what the first frame does not need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supine.core.practice import Clock
from supine.settings.declaration import Settings
from supine.ui.legibility import type_size
from supine.ui.motion import reduced
from supine.ui.pages.before import BeforePage
from supine.ui.pages.end import EndPage
from supine.ui.pages.settings import SettingsPage
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import theme

if TYPE_CHECKING:
    from supine.speech.protocol import Known
    from supine.ui.pages.voice_card import VoiceCard


def look_of(settings: Settings, density: float) -> Look:
    """Return how everything looks as set, on a screen of `density` logical pixels a millimetre."""
    size = type_size(settings.viewing_distance, density, settings.text_size)
    still = reduced(settings.motion)
    return Look(theme(settings.theme), size, still, settings.skin, settings.turn)


class Pages(QObject):
    """The pages, with one look. All but that of the practice are built when first asked for.

    A practice that was begun from the command line, or a person who sets nothing, needs no other:
    the settings alone take 4 MB and 40 ms. They are imported all the same, which takes little: when
    they are asked for there may be no file handle left to read a module with.
    """

    started = Signal(object)
    """Practise this `Sequence`, which was prepared on the page before."""
    size_asked = Signal(int)
    """Larger (1) or smaller (-1) text."""
    sounds_asked = Signal()
    """Every sound is to be played."""
    changed = Signal(Settings)
    """The person has changed a setting."""
    sound_asked = Signal(str)
    """A sound is to be tried."""
    wave_asked = Signal()
    """The wave is to be tried."""
    line_asked = Signal(str)
    """A line is to be said, to hear how the voice is set."""
    left = Signal()
    """Back to the library."""

    def __init__(self, settings: Settings, look: Look, clock: Clock) -> None:
        """Build the page of the practice; it is not shown."""
        super().__init__()
        self._settings, self._look, self._clock = settings, look, clock
        self._told: dict[str, Callable[[VoiceCard], None]] = {}
        self.practice = PracticeView(look)

    @cached_property
    def before(self) -> BeforePage:
        """What is shown before a practice."""
        page = BeforePage(self._look.theme)
        page.started.connect(self.started)
        page.left.connect(self.left)
        page.size_asked.connect(self.size_asked)
        page.sounds_asked.connect(self.sounds_asked)
        self._dress_before(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings, each with what it changes."""
        page = SettingsPage(self._look.theme, self._clock)
        page.changed.connect(self.changed)
        page.left.connect(self.left)
        page.sound_asked.connect(self.sound_asked)
        page.wave_asked.connect(self.wave_asked)
        page.voice.line_asked.connect(self.line_asked)
        self._dress_settings(page)
        for show in self._told.values():
            show(page.voice)
        return page

    @cached_property
    def end(self) -> EndPage:
        """What is shown after a practice."""
        page = EndPage()
        page.left.connect(self.left)
        return page

    def set_look(self, look: Look) -> None:
        """Look different from now on."""
        self._look = look
        self.practice.set_look(look)
        if "before" in vars(self):
            self._dress_before(self.before)
        if "settings" in vars(self):
            self._dress_settings(self.settings)

    def show_settings(self, settings: Settings) -> None:
        """Show `settings` on their page."""
        self._settings = settings
        if "settings" in vars(self):
            self.settings.show_settings(settings)

    def show_sound_words(self, text: str) -> None:
        """Say on the page before which sound is playing, or why none can be heard."""
        self.before.show_sound_words(text)

    def show_voices(self, voices: Sequence[Known]) -> None:
        """Offer `voices` in the settings, best first."""
        self._tell("voices", lambda card: card.show_voices(voices))

    def show_engines(self, engines: Sequence[str]) -> None:
        """Offer `engines` of speech in the settings."""
        self._tell("engines", lambda card: card.show_engines(engines))

    def show_missing_voice(self, sentence: str) -> None:
        """Say in the settings why nothing can be spoken; nothing where `sentence` is empty."""
        self._tell("missing", lambda card: card.show_missing(sentence))

    def _tell(self, what: str, show: Callable[[VoiceCard], None]) -> None:
        """Show something of the voice in the settings, now or as soon as they are built."""
        self._told[what] = show
        if "settings" in vars(self):
            show(self.settings.voice)

    def _dress_before(self, page: BeforePage) -> None:
        page.show_sample(self._look.theme, self._look.size)
        page.set_skin(self._look.skin)

    def _dress_settings(self, page: SettingsPage) -> None:
        page.show_sample(self._look.theme, self._look.size, still=self._look.still)
        page.show_settings(self._settings)
