"""Slips of the hand in a text: what a reader that only knows bytes would take for ever to find."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

VALUES = (
    "", "null", "~", "yes", "no", "0", "-1", "1e9", "9" * 400, ".nan", "nan", "inf", "1_0", "0x1",
    "[]", "{}", "[a, b]", "{a: b}", "'", '"', "*a", "&a b", "!b c", "!!python/object:os.system",
    "|", ">-", "? a", "- a", "a: b", "# a", "@a", "`a", "%a", "{side}", "{sied}", "{Side} {Other}",
    "\u202e", '"\\e[31m"', '"\\0"', '"\\u202e"', "\u2028", "\x85", "\ufeff", "é" * 50, "a" * 99,
    "：", "－ ", "• ", "\u00a0", "\t", "\u200b", "“", "”", "“a: b”", "05", "３〜５",
    "the other leg",
    "../a.wav", "/etc/passwd", "a.wav", "\\\\host\\a.wav",
)  # fmt: skip


def slipped(text: bytes, chance: Random, words: Sequence[str], other: bytes = b"") -> bytes:
    """Return `text` after one or two slips; `words` mean something in it, `other` is another."""
    lines = text.split(b"\n")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines))
        word = chance.choice(words).encode()
        value = chance.choice(chance.choice((VALUES, words))).encode("utf-8", "replace")
        strange = chance.choice(chance.choice((lines, other.split(b"\n"))))
        cut = chance.randint(0, len(lines[at]))
        lines[at : at + 1] = chance.choice(_ways(lines[at], word, value, strange, cut))
        lines = lines or [b""]
    return b"\n".join(lines)


def _ways(line: bytes, word: bytes, value: bytes, strange: bytes, cut: int) -> list[list[bytes]]:
    """Return what may become of `line`."""
    key, colon, rest = line.partition(b":")
    indent = line[: len(line) - len(line.lstrip())]
    return [
        [],
        [line, line],
        [b"  " + line],
        [line.removeprefix(b"  ")],
        [key + b": " + value],
        [indent + word + colon + rest],
        [line[:cut]],
        [line[:cut] + value + line[cut:]],
        [line, indent + word + b": " + value],
        [line, strange],
    ]
