"""Reading and planning of a sequence of 10,000 poses, and looking up moments in a long plan.

Processor time of this process, without Python's garbage collection. PyYAML's C loader, which only
makes lists and strings of the same text, is called in turn with our reading and planning.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from time import process_time

import yaml

from supine.core.checks import check
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.sequence import Sequence
from supine.core.validation import validate
from supine.core.yaml_document import parse
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Line, Row
from tests.core.samples import SMALL

POSE = SMALL[SMALL.index("  - pose") :]

POSES = 10_000

LOOKS = 5000
"""Moments that are looked up for one figure."""

FEW, LOTS = 3, 1700
"""Poses of a plan of about 20 steps, and of one of 10,000."""


def measure(bench: Bench) -> Iterator[Line]:
    """Measure reading against the mere loading, and a long plan against a short one."""
    text = many(500 if bench.quick else POSES)
    ours, loading = bench.in_turn(
        5,
        lambda: taken(lambda: planned(text)),
        lambda: taken(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
    )
    yield Row(
        f"reading and planning {POSES:,} poses", ours, 2.0, "ms", "PyYAML's C loader", loading
    )
    few, lots = planned(many(FEW)), planned(many(LOTS))
    long, short = bench.in_turn(
        9, lambda: taken(lambda: look_up(lots)), lambda: taken(lambda: look_up(few))
    )
    yield Row(
        f"{LOOKS:,} moments in a plan of {len(lots.steps):,} steps", long, 3.0, "ms",
        f"in one of {len(few.steps)}", short,
    )  # fmt: skip


def many(count: int) -> str:
    """Return a sequence of `count` poses."""
    poses = (POSE.replace("Knees in", f"Pose {number}") for number in range(count))
    return "title: Many\nsteps:\n" + "".join(poses)


def planned(text: str) -> Plan:
    """Return the plan of `text`, however long it lasts."""
    data, _ = parse(text)
    sequence, _ = validate(data, Sequence)
    assert sequence is not None
    check(sequence, data)
    return plan(sequence, Pace())


def taken(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that `work` takes."""
    gc.collect()
    gc.disable()
    began = process_time()
    work()
    spent = process_time() - began
    gc.enable()
    return spent * 1000


def look_up(plan: Plan) -> None:
    """Look up moments all over the plan."""
    for number in range(LOOKS):
        plan.moment(plan.seconds * number / LOOKS)
