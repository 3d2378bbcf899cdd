"""What can be set about the voice. Small: the settings are read before the window opens."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

Amount = Literal["all", "short", "sides"]
"""All lines; or the side, the pose and the counts; or the side and the counts."""

Counting = Literal["none", "last", "halfway", "every"]
"""What is counted aloud after "Five breaths."; "halfway" has the last one too."""

SLOWEST, FASTEST = 4.0, 0.25
"""Factors beyond which something else was measured: a hung engine, a line that was not said."""

Factor = Annotated[float, Meta(ge=FASTEST, le=SLOWEST)]
