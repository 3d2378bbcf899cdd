"""How long it takes to say a line, before anybody has said it."""

from __future__ import annotations

from supine.core.sequence import Clip, Cue

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
