"""A table that is read on a terminal and in Markdown alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

WIDEST = 70
"""Signs up to which a column is filled up: a few long entries must not push the next one away."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return `rows` under `head`, each column as wide as its longest entry, if that is not wide."""
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (head, *rows)]
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(map(str.ljust, cells, widths))} |"


def keep(path: Path, title: str, text: str) -> None:
    """Write a table to a file of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {title}\n\n{text}\n")
