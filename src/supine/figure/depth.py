"""The order in which parts are painted: parts farther from the eye are painted first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import add, sub

TIE = 1e-6
"""Below this, in pixels times metres, neither of two parts is nearer.

Such a small difference is only rounding, and the mirror picture would have another.
"""

Seen = tuple[float, float, float, float]
"""A projected ball: x, y and radius in pixels, and its depth in metres."""


def painting_order(
    parts: Sequence[Sequence[Seen]], fixed: Collection[tuple[int, int]] = ()
) -> list[int]:
    """Return the indexes of `parts` in the order in which to paint them.

    In each pair in `fixed`, the first index is painted before the second, wherever the parts are.

    Two parts are compared where they overlap, not by their centres: a long thigh may be in front
    of a hand at one end and behind it at the other. If the comparisons form a cycle, the farthest
    part is painted first.
    """
    boxes = [box_of(part) for part in parts]
    before: list[set[int]] = [set() for _ in parts]
    for i, (left, top, right, bottom) in enumerate(boxes):
        for j, (first, highest, last, lowest) in enumerate(boxes[:i]):
            if left > last or first > right or top > lowest or highest > bottom:
                continue
            if (i, j) in fixed or (j, i) in fixed:
                continue
            nearer = _nearer(_within(parts[i], boxes[j]), _within(parts[j], boxes[i]))
            if nearer > TIE:
                before[j].add(i)
            elif nearer < -TIE:
                before[i].add(j)
    for first, second in fixed:
        before[second].add(first)
    return _sorted(before, [sum([seen[3] for seen in part]) / len(part) for part in parts])


def box_of(part: Sequence[Seen]) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of projected balls."""
    xs, ys, radii, _ = zip(*part, strict=True)
    return (
        min(map(sub, xs, radii)),
        min(map(sub, ys, radii)),
        max(map(add, xs, radii)),
        max(map(add, ys, radii)),
    )


def _within(part: Sequence[Seen], box: tuple[float, float, float, float]) -> list[Seen]:
    """Return the balls that may overlap something in `box`: most balls of most parts do not."""
    left, top, right, bottom = box
    return [
        ball
        for ball in part
        for x, y, r, _ in (ball,)
        if x + r > left and x - r < right and y + r > top and y - r < bottom
    ]


def _nearer(a: Sequence[Seen], b: Sequence[Seen]) -> float:
    """Return how much nearer `b` is than `a` where they overlap; 0 if they do not."""
    total = 0.0
    for ax, ay, ar, afar in a:
        for bx, by, br, bfar in b:
            reach = ar + br
            dx, dy = ax - bx, ay - by
            gap = dx * dx + dy * dy
            if gap < reach * reach:
                total += (afar - bfar) * (reach - gap**0.5)
    return total


def _sorted(before: list[set[int]], far: list[float]) -> list[int]:
    """Return all indexes, each after the indexes in its set in `before`."""
    left = set(range(len(before)))
    order: list[int] = []
    while left:
        free = [i for i in left if before[i].isdisjoint(left)]
        chosen = max(free or left, key=lambda i: (far[i], -i))
        order.append(chosen)
        left.discard(chosen)
    return order
