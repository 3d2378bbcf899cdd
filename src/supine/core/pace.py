"""The person's pace: how they breathe, and how long lines take to say and to follow.

The functions at the end estimate how long a speech engine needs for a text.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from supine.core.breath import Rhythm
from supine.core.plan import Gate
from supine.core.sequence import Clip, Cue, Pose

BREATHS_PER_MINUTE = (3.0, 20.0)
"""The slowest and the fastest pace that can be set.

From slow breathing to the upper bound of an adult at rest.
"""

SHORTEST_PHASE = 0.5
"""Seconds that an inhale or an exhale lasts at least, even if the pauses are set very long."""

QUIET, QUIET_BETWEEN = 1.2, 0.25
"""Seconds of silence around the bells of a step, and from one spoken line to the next.

`speech.script` and `practice.session` leave the same silence. If a step had less, the practice
would have to wait for the voice.
"""

SECONDS_TO_FOLLOW = 1.0
"""Seconds that the person gets to do what a line said, at settle 1."""

SECONDS_A_CHARACTER = 0.04
SECONDS_A_WORD = 0.08
SECONDS_A_SENTENCE = 0.3
"""All three were measured with espeak-ng at its usual rate.

For lines that are not very short, the estimate is within a tenth of the real length.
"""

SENTENCE_ENDS = ".!?:;。！？：；।؟؛"


class Script(NamedTuple):
    """A script without spaces between its words, or with one letter for a whole syllable."""

    letters: re.Pattern[str]
    words: float
    """Words of English that are read in the time of one letter."""
    seconds: float
    """Seconds of one letter when it is said, measured with espeak-ng as those above."""


_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"

JAPANESE = Script(re.compile(f"[{_HAN}{_KANA}]"), 228 / 357, 0.16)
CHINESE = Script(re.compile(f"[{_HAN}]"), 228 / 255, 0.35)
BY_LETTERS = (
    # Korean: a letter is a syllable
    Script(re.compile("[\uac00-\ud7a3]"), 228 / 370, 0.18),
    # Thai, Lao, Burmese, Khmer: letters without the marks above and below them
    Script(
        re.compile(
            "[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6"
            "\u1000-\u102a\u1780-\u17b3]"
        ),
        228 / 882,
        0.13,
    ),
)
"""A minute of reading has 228 words of English, 255 letters of Chinese or 357 of Japanese; in all
languages it has 370 syllables, and where letters are sounds, 882 letters (17 languages, IReST;
Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284).
"""

_END_WITHOUT_SPACE = re.compile(r"[。！？；：](?=\S)")

_KANA_LETTER = re.compile(f"[{_KANA}]")

Ready = Literal["timed", "gate", "wait"]
"""When the hold begins after a pose that needs preparation, such as a strap.

"timed": after the pose's own time. "gate": when the person is ready, but after a generous time at
the latest. "wait": only when the person is ready.
"""


class Pace(Struct, frozen=True):
    """How fast this person breathes, reads and settles.

    By default six breaths a minute, with an exhale 1.5 times as long as the inhale: most people
    find this restful (Van Diest 2014; Russo 2017). Every value can be set.
    """

    breaths_per_minute: Annotated[float, Meta(ge=3, le=20)] = 6.0
    inhale_part: Annotated[float, Meta(ge=1, le=10)] = 4.0
    exhale_part: Annotated[float, Meta(ge=1, le=10)] = 6.0
    pause_full: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with full lungs."""
    pause_empty: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with empty lungs."""
    settle: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    """Factor on the time to settle and to follow a line: 2 is twice as long."""
    words_per_second: Annotated[float, Meta(ge=0.5, le=6)] = 2.8
    """How fast the person reads a line while lying: 168 words a minute, as speech engines speak."""
    voice_factor: Annotated[float, Meta(ge=0.25, le=4)] | None = None
    """How slow the voice is, as measured: 2 takes twice as long. None without a voice."""
    ready: Ready = "timed"
    """Whether the practice waits for the person at poses that need preparation."""

    @property
    def rhythm(self) -> Rhythm:
        """One breath of this person.

        The pauses are shortened if they would leave too little time to breathe.
        """
        whole = 60.0 / self.breaths_per_minute
        pauses = self.pause_full + self.pause_empty
        room = max(0.0, whole - 2 * SHORTEST_PHASE)
        shrink = min(1.0, room / pauses) if pauses else 1.0
        air = whole - pauses * shrink
        share = self.inhale_part / (self.inhale_part + self.exhale_part)
        inhale = min(max(air * share, SHORTEST_PHASE), air - SHORTEST_PHASE)
        return Rhythm(inhale, self.pause_full * shrink, air - inhale, self.pause_empty * shrink)

    @property
    def seconds_to_follow(self) -> float:
        """Seconds that the person gets to follow a line after it has been said."""
        return SECONDS_TO_FOLLOW * self.settle

    def said_seconds(self, cue: Cue) -> float:
        """Return how long it takes to say or to read a line, in seconds.

        Reading time is counted in words, so "right" and "left" take the same time; a script without
        spaces is counted in letters.
        """
        if self.voice_factor is not None or isinstance(cue.recording, Clip):
            return cue_seconds(cue, self.voice_factor or 1.0)
        words, letters = _counted(cue.text)
        read = len(words) + sum(script.words * number for script, number in letters)
        return read / self.words_per_second

    def quiet_seconds(self, lines: int) -> float:
        """Return the seconds of silence in a step with this number of spoken lines.

        The silence leaves room for a bell before the lines and one after them. Without a voice it
        is 0.
        """
        return QUIET + QUIET_BETWEEN * lines if self.voice_factor is not None else 0.0

    def preparation(self, pose: Pose) -> tuple[float, Gate | None]:
        """Return the seconds to get ready for `pose`, and the gate after them, if any."""
        gate: Gate | None = None
        if pose.gate and self.ready != "timed":
            gate = "limit" if self.ready == "gate" else "wait"
        return (max(pose.arrange, pose.gate) if gate else pose.arrange) * self.settle, gate


def spoken_seconds(text: str) -> float:
    """Return how long a voice of usual speed takes for `text`, in seconds.

    "left" counts as "right", which has one letter more, so both sides take the same time.
    """
    words, letters = _counted(text.replace("left", "right").replace("Left", "Right"))
    signs = sum(map(len, words)) + max(0, len(words) - 1)
    return (
        signs * SECONDS_A_CHARACTER
        + len(words) * SECONDS_A_WORD
        + sum(script.seconds * number for script, number in letters)
        + _sentences(text) * SECONDS_A_SENTENCE
    )


def _sentences(text: str) -> int:
    ends = sum(word[-1] in SENTENCE_ENDS for word in text.split())
    ends += len(_END_WITHOUT_SPACE.findall(text))
    return ends + (text.strip()[-1:] not in SENTENCE_ENDS)


def _counted(text: str) -> tuple[list[str], list[tuple[Script, int]]]:
    """Return the words between spaces, and how many letters there are of each other script."""
    if text.isascii():
        return text.split(), []
    letters = []
    for script in (JAPANESE if _KANA_LETTER.search(text) else CHINESE, *BY_LETTERS):
        text, number = script.letters.subn(" ", text)
        letters += [(script, number)] if number else []
    # what is left of those scripts is punctuation and marks
    return [word for word in text.split() if not letters or any(map(str.isalnum, word))], letters


def cue_seconds(cue: Cue, factor: float) -> float:
    """Return how long `cue` takes, in seconds, with a voice that is `factor` times as slow.

    A recording takes its own length.
    """
    if isinstance(cue.recording, Clip):
        return cue.recording.seconds
    return factor * spoken_seconds(cue.spoken)
