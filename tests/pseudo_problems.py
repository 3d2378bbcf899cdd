"""A plugin for pytest: other tests are run in the pseudo-language, for what the checker says.

Most of them fail, since they know it in English: only what is said counts. One line of JSON for
each problem goes into the file that `SUPINE_PROBLEMS` names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from supine.core.problem import Problem, Unreadable
from tests.pseudo_language import spoken

SAID: dict[str, None] = {}
STACK = ExitStack()


def pytest_configure() -> None:
    """Speak it from now on, and note what is told."""
    STACK.enter_context(spoken())
    plain = Unreadable.__init__

    def noted(self: Unreadable, problems: Iterable[Problem]) -> None:
        plain(self, problems)
        SAID.update(dict.fromkeys(problem.message for problem in self.problems))

    Unreadable.__init__ = noted  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    """Write down what was told."""
    STACK.close()
    lines = "".join(f"{json.dumps(message)}\n" for message in SAID)
    Path(os.environ["SUPINE_PROBLEMS"]).write_text(lines, "utf-8")
