"""When the practice screen looks at more than its circle."""

from __future__ import annotations

from supine.core.moment import Moment
from supine.core.plan import Plan, Step
from supine.core.practice import Practice, State
from supine.ui.figure_view import LOOK


class Glances:
    """While the circle moves all else is looked at in every third frame, and at what is new."""

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self._last: tuple[Plan, Step, State, float] | None = None

    def forget(self) -> None:
        """Let the next glance be due, whatever it shows."""
        self._last = None

    def is_due(self, practice: Practice, moment: Moment) -> bool:
        """Return whether to look now, which is remembered then."""
        if self._last is not None and practice.state == "playing" and moment.moving:
            plan, step, state, at = self._last
            same = plan is practice.plan and step is moment.step and state == "playing"
            if same and 0.0 <= moment.elapsed - at < LOOK:
                return False
        self._last = (practice.plan, moment.step, practice.state, moment.elapsed)
        return True
