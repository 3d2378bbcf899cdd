"""The settings of the voice: a card, with a list of speech engines and a list of voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QLocale, Signal

from supine.language import translate
from supine.settings.declaration import Settings
from supine.speech.protocol import Known
from supine.ui.pages.setting_card import SettingCard
from supine.ui.widgets.inputs import CalmList
from supine.ui.widgets.labels import plain_label, push_button

SHIFT = (-1, 1, 0.1)
"""The ends and the step of a slider; its middle means "as the voice has it"."""

ENGINE_NAMES = {
    "speechd": "Speech Dispatcher",
    "flite": "Flite",
    "winrt": "Windows",
    "sapi": "Windows (SAPI)",
    "darwin": "macOS",
    "macos": "macOS (NSSpeechSynthesizer)",
}
"""The names of Qt's engines for people."""


class VoiceCard(SettingCard):
    """The settings of speech: what is said, by which voice and how; and why speech is disabled."""

    line_asked = Signal(str)
    """The person wants to hear this line, to try the settings."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._engines: Sequence[str] = ()
        self._voices: Sequence[Known] = ()
        self.why_silent = plain_label("", "warning", wraps=True)
        self.why_silent.hide()
        self.column.addWidget(self.why_silent)
        self.add_check("voice", self.tr("A voice says what to do"))
        self.add_note(self._off_words)
        self._add_choices()
        self.add_slider("voice_speed", self.tr("Speed"), self._speed_words, SHIFT)
        self.add_slider("voice_pitch", self.tr("Pitch"), self._pitch_words, SHIFT)
        line = self.tr("Right leg. Breathe in, and let it go.")
        button = push_button(self.tr("Try the voice"), lambda: self.line_asked.emit(line))
        volume, percent = self.tr("Volume"), self.tr("{percent}%")
        self.add_slider("voice_volume", volume, percent, (0, 1, 0.05), beside=button)
        self._add_lists()

    def show_voices(self, voices: Sequence[Known]) -> None:
        """Offer `voices`, best first."""
        self._voices = voices
        self._fill_voices()

    def show_engines(self, engines: Sequence[str]) -> None:
        """Offer `engines`, if there is a choice."""
        self._engines = engines
        self._fill_engines()
        for part in (self._engine_words, self.engine):
            part.setVisible(len(engines) > 1 or bool(self.settings.voice_engine))

    def show_missing(self, sentence: str) -> None:
        """Show why speech is disabled; an empty `sentence` shows nothing."""
        self.why_silent.setText(sentence)
        self.why_silent.setVisible(bool(sentence))

    def _add_choices(self) -> None:
        self.add_choice(
            self.tr("How much is said"),
            "voice_amount",
            ((self.tr("Everything"), "all"), (self.tr("Pose, side and counts"), "short"),
             (self.tr("Side and counts"), "sides")),
        )  # fmt: skip
        self.add_choice(
            self.tr("Counted aloud"),
            "voice_counting",
            (
                (self.tr("Nothing", "is counted aloud"), "none"),
                (self.tr("The last", "breath is counted aloud"), "last"),
                (self.tr("Halfway and last", "breaths are counted aloud"), "halfway"),
                (self.tr("Every one", "every breath is counted aloud"), "every"),
            ),
        )

    def _add_lists(self) -> None:
        self.engine, self.list = NameList(), NameList()
        self._engine_words = self.add_words(self.tr("Which speech program"), self.engine)
        self.engine.chosen.connect(lambda name: self.set_values(voice_engine=name, voice_name=""))
        self.add_row(attrgetter("voice_engine"), lambda _settings: self._fill_engines())
        for part in (self._engine_words, self.engine):
            part.hide()
        self.add_words(self.tr("Which voice"), self.list)
        self.list.chosen.connect(lambda name: self.set_values(voice_name=name))
        self.add_row(attrgetter("voice_name"), lambda _settings: self._fill_voices())
        self._fill_engines()
        self._fill_voices()

    def _fill_engines(self) -> None:
        chosen = self.settings.voice_engine
        names = dict.fromkeys([*self._engines, *filter(None, [chosen])])
        texts = {name: ENGINE_NAMES.get(name, name) for name in names}
        self.engine.show_entries({"": self.tr("The computer's own"), **texts}, chosen)

    def _fill_voices(self) -> None:
        chosen = self.settings.voice_name
        texts = _voice_texts(self._voices, chosen)
        self.list.show_entries({"": self.tr("The best one"), **texts}, chosen)

    def _off_words(self, settings: Settings) -> str:
        if not settings.voice:
            return self.tr("The voice is off: nothing below has an effect now.")
        if settings.muted:
            return self.tr("All sounds are off (see Sound), and so is the voice.")
        if not settings.speaks:
            return self.tr("Its volume is 0: nothing is said.")
        return ""

    def _speed_words(self, settings: Settings) -> str:
        return (
            self.tr("much slower", "the speed of the voice"),
            self.tr("slower", "the speed of the voice"),
            self.tr("a little slower", "the speed of the voice"),
            self.tr("as the voice has it", "the speed of the voice"),
            self.tr("a little faster", "the speed of the voice"),
            self.tr("faster", "the speed of the voice"),
            self.tr("much faster", "the speed of the voice"),
        )[_degree(settings.voice_speed)]

    def _pitch_words(self, settings: Settings) -> str:
        return (
            self.tr("much lower", "the pitch of the voice"),
            self.tr("lower", "the pitch of the voice"),
            self.tr("a little lower", "the pitch of the voice"),
            self.tr("as the voice has it", "the pitch of the voice"),
            self.tr("a little higher", "the pitch of the voice"),
            self.tr("higher", "the pitch of the voice"),
            self.tr("much higher", "the pitch of the voice"),
        )[_degree(settings.voice_pitch)]


def _degree(shift: float) -> int:
    """Return 0 to 6 for a `shift` from -1 to 1: 3 is the middle only, 2 and 4 are "a little"."""
    size = abs(shift)
    steps = 0 if size < 0.05 else 1 if size < 0.35 else 2 if size < 0.75 else 3
    return 3 + steps if shift > 0 else 3 - steps


class NameList(CalmList):
    """A list of names; the first entry is the computer's own choice, without a name."""

    chosen = Signal(str)
    """The person has chosen the entry of this name."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[list[tuple[str, str]], str] = ([], "")
        self.activated.connect(lambda at: self.chosen.emit(self.itemData(at)))

    def show_entries(self, texts: dict[str, str], chosen: str) -> None:
        """Show the text of each name, and that `chosen` is chosen."""
        shown = (list(texts.items()), chosen)
        if shown == self._shown:
            return
        self._shown = shown
        # an open list would change under the pointer, and a click would choose the wrong entry
        self.hidePopup()
        self.clear()
        for name, text in texts.items():
            self.addItem(text, name)
        self.setCurrentIndex(self.findData(chosen))


def _voice_texts(voices: Iterable[Known], chosen: str) -> dict[str, str]:
    """Return the text of each voice by its id, of the chosen one even if it is missing.

    espeak-ng has many variants of one voice: they are left out, except a chosen one. macOS has
    voices of one name in several countries: their texts name the country.
    """
    offered = [voice for voice in voices if "+" not in voice.name or voice.id == chosen]
    often = Counter(voice.name for voice in offered)
    text = translate("VoiceCard", "{voice}, {country}", "two voices have this name")
    texts = {
        voice.id: voice.name
        if often[voice.name] == 1
        else text.format(voice=voice.name, country=_country(voice))
        for voice in offered
    }
    if chosen:
        # an id is language and name; the full list may arrive later
        texts.setdefault(chosen, chosen.partition("/")[2] or chosen)
    return texts


def _country(voice: Known) -> str:
    return QLocale(voice.language).nativeTerritoryName()
