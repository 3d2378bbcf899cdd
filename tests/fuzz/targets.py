"""What is fuzzed: each reader of something that others have written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.fuzz import sequences


class Target(NamedTuple):
    """One reader."""

    attempt: Callable[[bytes], None]
    """Gives it some bytes; raises what must not be."""
    seeds: Callable[[], list[bytes]]
    """Good inputs to begin with."""
    words: Callable[[], Sequence[str]]
    """Words that mean something in them."""
    most: int = 4000
    """Bytes of the longest input."""


TARGETS = {
    "sequence": Target(sequences.read_any, sequences.seeds, sequences.words, 6000),
    "swollen": Target(sequences.read_swollen, sequences.swollen_seeds, sequences.words, 400),
}
