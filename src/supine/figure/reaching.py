"""Two bones between a root and a goal: where the joint in the middle goes."""

from __future__ import annotations

from math import sqrt

from supine.figure.vectors import ALONG, UP, Vector, across, add, distance, sub, unit


def reach(
    root: Vector, goal: Vector, bones: tuple[float, float], toward: Vector
) -> tuple[Vector, Vector, Vector]:
    """Return the middle joint, the end joint, and the way the middle joint is bent.

    The bones keep their lengths: a goal that is too far is only pointed at, one that is too near
    is kept off. `toward` is the way to which the middle joint is bent. The method is the law of
    cosines in the plane of root, goal and `toward`.
    """
    upper, lower = bones
    axis = unit(sub(goal, root), ALONG)
    far = min(max(distance(goal, root), abs(upper - lower) + 1e-6), upper + lower - 1e-9)
    along = (far * far + upper * upper - lower * lower) / (2.0 * far)
    aside = sqrt(max(0.0, upper * upper - along * along))
    bend = across(toward, axis, across(UP, axis, ALONG))
    middle = add(add(root, axis, along), bend, aside)
    return middle, add(root, axis, far), bend
