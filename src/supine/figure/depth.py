"""Which part of the body is painted before which: what is farther away comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

TIE = 1e-6
"""Pixels times metres below which neither of two parts lies before the other: what is left of a
balance is rounding, and would be another in the mirror picture."""

Seen = tuple[float, float, float, float]
"""A ball as it is seen: x, y and radius in pixels, and metres away."""


def painting_order(
    parts: Sequence[Sequence[Seen]], fixed: Collection[tuple[int, int]] = ()
) -> list[int]:
    """Return the numbers of `parts`, the first to paint first.

    Of each pair in `fixed` the first number comes first, wherever the two lie.

    Two parts are compared where they cover each other, not by their middles: a long thigh may be
    before a hand at one end and behind it at the other. Where that gives a circle, the farthest
    part goes first.
    """
    boxes = [_box(part) for part in parts]
    before: list[set[int]] = [set() for _ in parts]
    for i, (left, top, right, bottom) in enumerate(boxes):
        for j in range(i):
            other = boxes[j]
            if left > other[2] or other[0] > right or top > other[3] or other[1] > bottom:
                continue
            if (i, j) in fixed or (j, i) in fixed:
                continue
            nearer = _nearer(parts[i], parts[j])
            if nearer > TIE:
                before[j].add(i)
            elif nearer < -TIE:
                before[i].add(j)
    for first, second in fixed:
        before[second].add(first)
    return _sorted(before, [sum([seen[3] for seen in part]) / len(part) for part in parts])


def _box(part: Sequence[Seen]) -> tuple[float, float, float, float]:
    return (
        min([x - r for x, _, r, _ in part]),
        min([y - r for _, y, r, _ in part]),
        max([x + r for x, _, r, _ in part]),
        max([y + r for _, y, r, _ in part]),
    )


def _nearer(a: Sequence[Seen], b: Sequence[Seen]) -> float:
    """Return by how much `b` is nearer than `a` where they overlap; 0 where they do not."""
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
    """Return all numbers, each after those in its set of `before`."""
    left = set(range(len(before)))
    order: list[int] = []
    while left:
        free = [i for i in left if not before[i] & left]
        chosen = max(free or left, key=lambda i: (far[i], -i))
        order.append(chosen)
        left.discard(chosen)
    return order
