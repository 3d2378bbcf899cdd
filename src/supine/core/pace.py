"""The person's own pace: how they breathe, and how long they take to follow a line."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from supine.core.breath import Rhythm
from supine.core.plan import Gate
from supine.core.sequence import Clip, Cue, Pose

BREATHS_PER_MINUTE = (3.0, 20.0)
"""The slowest and the fastest pace on offer: slow breathing to a resting adult's upper bound."""

SHORTEST_PHASE = 0.5
"""Seconds that an inhale or an exhale keeps, however long the pauses are asked to be."""


Ready = Literal["timed", "gate", "wait"]
"""When a hold begins for which much has to be arranged: in its time, in a generous time at most, or
only when the person says so."""


class Pace(Struct, frozen=True):
    """How fast this person breathes, reads and settles.

    The default, six breaths a minute with the exhale half as long again as the inhale, is what
    most people find restful (Van Diest 2014; Russo 2017); everything can be set.
    """

    breaths_per_minute: Annotated[float, Meta(ge=3, le=20)] = 6.0
    inhale_part: Annotated[float, Meta(ge=1, le=10)] = 4.0
    exhale_part: Annotated[float, Meta(ge=1, le=10)] = 6.0
    pause_full: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with full lungs."""
    pause_empty: Annotated[float, Meta(ge=0, le=10)] = 0.0
    """Seconds with empty lungs."""
    settle: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    """How many times the usual time to follow a line: 2 is twice as long."""
    words_per_second: Annotated[float, Meta(ge=0.5, le=6)] = 2.8
    """How fast a line is read lying down: 168 words a minute, as speech engines say it."""
    voice_factor: Annotated[float, Meta(ge=0.25, le=4)] | None = None
    """How slowly the voice speaks that reads every line, as it was measured; None without one."""
    ready: Ready = "timed"
    """How the person is waited for where there is much to arrange."""

    @property
    def rhythm(self) -> Rhythm:
        """One breath of this person.

        The pauses shrink where they would not leave time to breathe.
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
        """How long the body has for a line after it has been said, in seconds."""
        return SECONDS_TO_FOLLOW * self.settle

    def said_seconds(self, cue: Cue) -> float:
        """Return how long a line needs to be said, or to be read, in seconds.

        Read, it counts in words, so that "right" and "left" take the same time.
        """
        if self.voice_factor is not None or isinstance(cue.recording, Clip):
            return cue_seconds(cue, self.voice_factor or 1.0)
        return len(cue.text.split()) / self.words_per_second

    def quiet_seconds(self, lines: int) -> float:
        """Return how long nobody speaks in a step with so many spoken lines, in seconds.

        A bell rings before them and another one after them; without a voice there is no need.
        """
        return QUIET + QUIET_BETWEEN * lines if self.voice_factor is not None else 0.0

    def arranging(self, pose: Pose) -> tuple[float, Gate | None]:
        """Return the seconds in which to get ready for `pose`, and how they end."""
        gate: Gate | None = None
        if pose.gate and self.ready != "timed":
            gate = "limit" if self.ready == "gate" else "wait"
        return (max(pose.arrange, pose.gate) if gate else pose.arrange) * self.settle, gate


QUIET, QUIET_BETWEEN = 1.2, 0.25
"""Seconds around the bells of a step, and from one spoken line to the next: `voice.script` and
`session` leave as much, and a step that had less would make the practice wait."""

SECONDS_TO_FOLLOW = 1.0
"""Seconds after a line has been said in which the body does it, at settle 1."""


SECONDS_A_CHARACTER = 0.04
SECONDS_A_WORD = 0.08
SECONDS_A_SENTENCE = 0.3
"""The three, measured with espeak-ng at its usual rate: within a tenth for lines of some length."""

STOPS = ".!?:;"


def spoken_seconds(text: str) -> float:
    """Return how long a voice takes for `text`, in seconds; a slow one takes longer.

    Both sides take the same, though "right" has a letter more than "left".
    """
    words = text.replace("left", "right").replace("Left", "Right").split()
    sentences = sum(word[-1] in STOPS for word in words)
    if words and words[-1][-1] not in STOPS:
        sentences += 1
    letters = sum(map(len, words)) + max(0, len(words) - 1)
    return (
        letters * SECONDS_A_CHARACTER + len(words) * SECONDS_A_WORD + sentences * SECONDS_A_SENTENCE
    )


def cue_seconds(cue: Cue, factor: float) -> float:
    """Return how long `cue` takes, in seconds, with a voice that is `factor` times as slow.

    A recording takes what it takes.
    """
    if isinstance(cue.recording, Clip):
        return cue.recording.seconds
    return factor * spoken_seconds(cue.spoken)
