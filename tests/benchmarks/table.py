"""What was measured, as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10
from statistics import median

Figures = Sequence[float]
"""What was measured, once a round or once an event."""

Statistic = Callable[[Figures], float]
"""Makes one figure of many."""

HEAD = ("measure", "Supine", "against", "its figure", "ratio", "target", "met")


def high(figures: Figures) -> float:
    """Return the 99th percentile: of the figures, the least that 99 of 100 do not exceed."""
    ordered = sorted(figures)
    return ordered[-(-len(ordered) * 99 // 100) - 1]


def ratio(ours: Figures, floor: Figures) -> float:
    """Return the median of the ratios, round by round: what slows a round slows both."""
    return median(one / other for one, other in zip(ours, floor, strict=True))


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    measure: str
    ours: Figures
    most: float
    """The target: of the ratio where there is something to compare with, else of our figure."""
    unit: str
    against: str = "-"
    floor: Figures = ()
    """The same of the other program, in the same rounds."""
    of: Statistic = median
    """What is told of many figures."""
    remark: str = ""

    @property
    def value(self) -> float:
        """What is held against the target."""
        return ratio(self.ours, self.floor) if self.floor else self.of(self.ours)

    @property
    def met(self) -> bool:
        """Whether the target was met."""
        return self.value <= self.most

    def cells(self) -> tuple[str, ...]:
        """Return what stands under each word of `HEAD`."""
        unit = "" if self.floor else f" {self.unit}"
        return (
            self.measure,
            spread(self.ours, self.unit, self.of),
            self.against,
            spread(self.floor, self.unit, self.of) if self.floor else "-",
            number(self.value) if self.floor else "-",
            f"≤ {self.most:g}{unit}",
            "yes" if self.met else "**no**",
        )


@dataclass(frozen=True)
class Unmeasured:
    """A line of the table for what could not be measured."""

    measure: str
    why: str
    remark: str = ""
    met: bool = False

    def cells(self) -> tuple[str, ...]:
        """Return what stands under each word of `HEAD`."""
        return (self.measure, f"not measured: {self.why}", *["-"] * 4, "**no**")


Line = Row | Unmeasured


def number(value: float) -> str:
    """Return `value` with three digits that count, and no more behind the point than help."""
    if not value:
        return "0"
    digits = max(0, 2 - floor(log10(abs(value))))
    return f"{value:,.{digits}f}"


def spread(figures: Figures, unit: str, of: Statistic = median) -> str:
    """Return the statistic of `figures`, and the lowest and the highest where they differ."""
    told = f"{number(of(figures))} {unit}"
    if len(figures) < 2:
        return told
    return f"{told} ({number(min(figures))} to {number(max(figures))})"


def as_text(lines: Iterable[Line]) -> str:
    """Return the table in Markdown, its columns in line for the terminal, and the remarks."""
    lines = list(lines)
    remarks = [f"- {line.measure}: {line.remark}" for line in lines if line.remark]
    return _in_line([line.cells() for line in lines], remarks)


def measured_again(before: str, now: str) -> str:
    """Return the table `before`, its rows and remarks as they are in `now` where they are there."""
    rows, remarks = _read(before)
    fresh, said = _read(now)
    again = tuple(f"- {measure}: " for measure, _against in fresh)
    kept = [remark for remark in remarks if not remark.startswith(again)]
    return _in_line([*(rows | fresh).values()], kept + said)


def _read(table: str) -> tuple[dict[tuple[str, str], tuple[str, ...]], list[str]]:
    """Return the rows, by what is measured against what, and the remarks."""
    lines = table.splitlines()
    rows = [tuple(map(str.strip, one.strip("|").split("|"))) for one in lines if one[:1] == "|"]
    return {(row[0], row[2]): row for row in rows[2:]}, [one for one in lines if one[:1] == "-"]


def _in_line(rows: Sequence[tuple[str, ...]], remarks: Sequence[str]) -> str:
    rows = [HEAD, *rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    table.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([*table, *["", *remarks] * bool(remarks)]) + "\n"
