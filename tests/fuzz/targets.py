"""What is fuzzed: each reader of something that others have written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.fuzz import files, journal, messages, practice, sequences, stances


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
    "settings": Target(files.read_settings, files.settings_seeds, files.settings_words),
    "stance": Target(files.read_any_stance, files.stance_seeds, files.stance_words),
    "brought": Target(stances.draw_brought, stances.brought_seeds, stances.brought_words, 6000),
    "recording": Target(files.measure_recording, files.recording_seeds, files.recording_words),
    "table": Target(files.read_table, files.table_seeds, files.table_words),
    "journal": Target(journal.read_journal, journal.journal_seeds, journal.journal_words, 20_000),
    "place": Target(practice.read_place, practice.place_seeds, practice.place_words, 20_000),
    "lines": Target(messages.read_lines, messages.answer_seeds, messages.answer_words, 30_000),
    "answers": Target(messages.hear_process, messages.answer_seeds, messages.answer_words),
    "requests": Target(messages.ask_process, messages.request_seeds, messages.request_words),
    "calls": Target(messages.call, lambda: [b'"/a.yaml"\n', b"\n\n"], lambda: ("a.yaml", "\n")),
    "player": Target(messages.ask_player, messages.player_seeds, messages.player_words, 400),
    "bus": Target(messages.read_bus, messages.bus_seeds, messages.bus_words),
}
