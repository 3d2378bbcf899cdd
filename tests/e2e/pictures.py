"""What can be seen in a picture of the screen."""

from __future__ import annotations

import tomllib
from functools import cache

import numpy as np
import numpy.typing as npt

from supine.resources import resource
from tests.e2e.desktop import Picture

Mask = npt.NDArray[np.bool_]
Run = tuple[int, int]
"""The first and the last column of pixels in a row that belong together."""


@cache
def colour(role: str, theme: str = "dawn") -> tuple[int, int, int]:
    """Return red, green and blue of what `role` is painted in."""
    with resource("themes", f"{theme}.toml").open("rb") as file:
        text = str(tomllib.load(file)[role]).removeprefix("#")
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def where(picture: Picture, role: str, theme: str = "dawn") -> Mask:
    """Return which pixels are painted in the colour of `role`."""
    near = np.abs(picture.astype(np.int16) - np.array(colour(role, theme), np.int16))
    found: Mask = near.max(axis=2) <= 3
    return found


def amount(picture: Picture, role: str, theme: str = "dawn") -> int:
    return int(where(picture, role, theme).sum())


def top(picture: Picture, share: float) -> Picture:
    """Return the upper part of `picture`."""
    return picture[: round(len(picture) * share)]


def controller(picture: Picture, side: str, theme: str = "dawn") -> bool:
    """Return whether a practice is to be seen: its circle, and a heading in the side's colour."""
    heading = amount(top(picture, 0.2), side, theme)
    return heading > 100 and amount(picture, "circle", theme) > 1000


def last_band(mask: Mask, least: int) -> Run:
    """Return the lowest rows that hang together with at least `least` pixels each."""
    rows = runs(mask.sum(axis=1) >= least)
    return rows[-1]


def runs(line: Mask, least: int = 1) -> list[Run]:
    """Return each stretch of at least `least` true values, from its first to its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(first, after - 1) for first, after in pairs if after - first >= least]
