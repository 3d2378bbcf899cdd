"""What the benchmarks make of their figures; the measuring itself is `make bench`."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks import __main__ as program
from tests.benchmarks import arrivals, keys, processes, sound
from tests.benchmarks.bench import FLOORS, Bench
from tests.benchmarks.floors.bare_circle import FILL, FRAME, GROUND, Circle
from tests.benchmarks.table import (
    HEAD,
    Line,
    Row,
    Unmeasured,
    as_text,
    high,
    measured_again,
    number,
    ratio,
    spread,
)
from tests.helpers import timers


def test_the_99th_percentile_is_what_99_of_100_do_not_exceed() -> None:
    assert high([*range(1, 101)]) == 99
    assert high([1.0] * 99 + [50.0]) == 1.0
    assert high([1.0] * 98 + [50.0] * 2) == 50.0
    assert high([7.0]) == 7.0


def test_a_ratio_is_taken_round_by_round() -> None:
    # in the second round the machine was twice as slow
    assert ratio([3.0, 6.0, 3.0], [2.0, 4.0, 2.0]) == 1.5


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (0.2574, "0.257"),
        (2.3, "2.30"),
        (16.66, "16.7"),
        (412.4, "412"),
        (17321, "17,321"),
    ],
)
def test_numbers_have_three_digits_that_count(value: float, told: str) -> None:
    assert number(value) == told


def test_the_spread_is_from_the_lowest_to_the_highest() -> None:
    assert spread([3.0, 1.0, 2.0], "ms") == "2.00 ms (1.00 to 3.00)"
    assert spread([3.0], "ms") == "3.00 ms"


def row(*ours: float, floor: tuple[float, ...] = (), most: float = 2.0) -> Row:
    return Row("it", ours, most, "ms", "that" if floor else "-", floor)


@pytest.mark.parametrize(
    ("line", "met"),
    [
        (row(4.0, floor=(2.0,)), True),
        (row(4.1, floor=(2.0,)), False),
        (row(2.0), True),
        (row(2.1), False),
        (Unmeasured("it", "nothing is there"), False),
    ],
)
def test_a_target_is_met_or_not(line: Line, met: bool) -> None:
    assert line.met == met
    assert ("**no**" in line.cells()) == (not met)


def test_what_is_measured_again_takes_the_place_of_what_it_was() -> None:
    before = as_text(
        [
            Row("slow", (9.0,), 2.0, "ms", remark="disturbed"),
            Row("both", (1.0,), 2.0, "ms", "that", (1.0,), remark="three rounds"),
            Row("both", (1.0,), 2.0, "ms", "this", (4.0,)),
        ]
    )
    again = Row("slow", (1.0,), 2.0, "ms", remark="quiet")
    merged = measured_again(before, as_text([again]))
    assert (
        merged
        == as_text(
            [
                replace(again, remark=""),
                Row("both", (1.0,), 2.0, "ms", "that", (1.0,), remark="three rounds"),
                Row("both", (1.0,), 2.0, "ms", "this", (4.0,)),
            ]
        )
        + "- slow: quiet\n"
    )
    assert measured_again(merged, as_text([again])) == merged


def test_the_table_is_found_again_in_the_report() -> None:
    table = as_text([row(1.0)])
    assert program.table_in(program.report(table)).strip() == table.strip()


def test_the_target_is_of_the_ratio_or_of_the_figure() -> None:
    against, alone = row(3.0, floor=(2.0,)).cells(), row(1.5).cells()
    assert against == ("it", "3.00 ms", "that", "2.00 ms", "1.50", "≤ 2", "yes")
    assert alone == ("it", "1.50 ms", "-", "-", "-", "≤ 2 ms", "yes")


def test_the_table_is_in_line_and_tells_remarks_below() -> None:
    lines: list[Line] = [row(1.0), Row("long name", [1.0], 2.0, "ms", remark="so it is")]
    table, _, remarks = as_text([*lines, Unmeasured("third", "no browser")]).partition("\n\n")
    assert len({len(line) for line in table.splitlines()}) == 1
    assert all(line.count("|") == len(HEAD) + 1 for line in table.splitlines())
    assert "not measured: no browser" in table
    assert remarks == "- long name: so it is\n"


def test_rounds_are_taken_in_turn() -> None:
    order: list[str] = []

    def take(name: str, figure: float) -> float:
        order.append(name)
        return figure

    figures = Bench(rounds=2).in_turn(9, lambda: take("a", 1.0), lambda: take("b", 2.0))
    assert order == ["a", "b", "a", "b"]
    assert figures == [[1.0, 1.0], [2.0, 2.0]]


def test_what_fails_is_a_line_and_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(_bench: Bench) -> Iterator[Line]:
        yield row(1.0)
        raise AssertionError("not within 15 s: a window")

    monkeypatch.setattr(keys, "measure", measure)
    kept, failed = program.lines_of("keys", Bench())
    assert kept == row(1.0)
    assert failed == Unmeasured("keys", "AssertionError: not within 15 s: a window")


def test_a_sound_that_gets_later_and_later_is_a_drift() -> None:
    due = [float(second) for second in range(0, 1800, 5)]
    steady = half_a_step_off(due)
    late = [one + 3 * second / 1800 for one, second in zip(steady, due, strict=True)]
    assert sound.drift(due, steady).most == pytest.approx(0, abs=0.7)
    found = sound.drift(due, late)
    assert found.most == pytest.approx(3, abs=0.7)
    assert 0 < found.error < 1


def test_sounds_of_busy_moments_are_no_drift() -> None:
    due = [float(second) for second in range(0, 1800, 5)]
    late = half_a_step_off(due)
    late[0] += 80
    late[1] += 20
    assert sound.drift(due, late).most == pytest.approx(0, abs=0.7)


def test_a_drift_is_as_exact_as_is_told() -> None:
    due = np.linspace(0.0, 1800.0, 292)
    off, told = [], []
    for seed in range(12):
        steps = np.random.default_rng(seed)
        late = 3 * due / 1800 + steps.uniform(-10, 10, len(due)) + steps.normal(0, 0.3, len(due))
        found = sound.drift(due.tolist(), late.tolist())
        off.append(found.most - 3)
        told.append(found.error)
    really = float(np.sqrt(np.mean(np.square(off))))
    assert abs(np.mean(off)) < 0.3
    assert really < 0.6
    assert 0.5 < really / np.mean(told) < 1.6


def test_sounds_that_are_all_in_time_have_no_drift() -> None:
    due = [float(second) for second in range(0, 1800, 5)]
    assert sound.drift(due, [0.1 * (second % 3) for second in range(len(due))]).most < 0.2


def half_a_step_off(due: list[float]) -> list[float]:
    """Return milliseconds: a sound begins with the next step of 15 ms of the sound server."""
    steps = np.random.default_rng(1)
    return [float(steps.uniform(-7.5, 7.5)) for _ in due]


def test_how_fast_a_device_goes_is_found_though_its_samples_come_in_lumps() -> None:
    lump, looks = 0.03, []
    for look in range(45_000):
        clock = 500.0 + look * 0.02
        recorded = (clock - 500.0) * (1 + 40e-6)
        # another stream came for a while: what was to be heard was taken sooner
        early = 0.012 if 30.0 < recorded < 40.0 else 0.0
        looks.append((clock, recorded // lump * lump + early))
    assert arrivals.fast(looks) == pytest.approx(40e-6, abs=2e-6)


def test_the_pixels_that_tell_a_pause_change_in_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "WATCHED", 1)
    going, paused = ([np.zeros((2, 3, 3), np.uint8) for _ in range(2)] for _ in range(2))
    for picture in paused:
        picture[0, 1] = picture[1, 2] = 9
    # this one moves by itself
    paused[1][1, 2] = 3
    assert keys._telling(going, paused).tolist() == [1]


def test_a_program_s_processes_and_what_they_take_are_found() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()", "a-sign"], stdin=subprocess.PIPE)
    try:
        me = os.getpid()
        assert {me, child.pid} <= processes.family(me)
        assert processes.family(child.pid) == {child.pid}
        assert processes.family(0, "a-sign") >= {child.pid}
        assert processes.megabytes({me}) > processes.megabytes({child.pid}) > 1
        assert processes.processor_seconds({me}) == pytest.approx(
            sum(os.times()[:4]), abs=2.0
        )  # fmt: skip
        assert processes.wakings(me) > 0
        assert me in processes.using("libQt6Core")
        assert child.pid not in processes.using("libQt6Core")
    finally:
        child.communicate(b"\n")
    assert processes.megabytes({child.pid}) == 0


def test_what_measures_has_nothing_of_qt_in_memory() -> None:
    # a program that is measured would share it, and seem to need less
    words = f"import sys, importlib\nfor name in {program.MEASURES}:\n"
    words += "    importlib.import_module(f'tests.benchmarks.{name}')\n"
    words += "print([name for name in sys.modules if name.startswith('PySide6')])"
    line = [sys.executable, "-c", words]
    here = Path(__file__).parents[1]
    said = subprocess.run(line, cwd=here, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "[]"


def test_every_measure_says_how_it_is_taken() -> None:
    told = program.report("the table")
    for name in program.MEASURES:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        assert callable(module.measure)
        assert (module.__doc__ or "nothing").strip() in told


@pytest.mark.parametrize("name", ["empty_window", "bare_circle"])
def test_a_floor_program_uses_nothing_of_ours(name: str) -> None:
    tree = ast.parse((FLOORS / f"{name}.py").read_text())
    froms = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert froms
    assert not [module for module in froms if "supine" in str(module)]


def test_the_bare_circle_is_a_circle_sixty_times_a_second(qtbot: QtBot) -> None:
    circle = Circle(100)
    qtbot.addWidget(circle)
    circle.resize(300, 300)
    picture = circle.grab().toImage()
    assert picture.pixelColor(150, 150) == FILL
    assert picture.pixelColor(150, 150 - 52) == picture.pixelColor(5, 5) == GROUND
    assert [timer.interval() for timer in timers(circle)] == [FRAME]
