from __future__ import annotations

import pytest

from supine.practice.trace import FrameMeter
from tests.conftest import FakeClock
from tests.helpers import Heard


@pytest.fixture
def report() -> Heard:
    return Heard()


@pytest.fixture
def meter(clock: FakeClock, report: Heard) -> FrameMeter:
    return FrameMeter(clock, report)


def paint(meter: FrameMeter, clock: FakeClock, frames: int, gap: float) -> None:
    for _ in range(frames):
        clock.go(gap)
        meter.painted()


def test_it_tells_the_gap_before_each_frame_once_a_second(
    meter: FrameMeter, clock: FakeClock, report: Heard
) -> None:
    paint(meter, clock, 1, 0)
    paint(meter, clock, 40, 0.016)
    paint(meter, clock, 1, 0.100)
    paint(meter, clock, 40, 0.016)
    (gaps,) = report.said
    assert gaps == pytest.approx([0.016] * 40 + [0.1] + [0.016] * 17)


def test_each_second_is_measured_anew(meter: FrameMeter, clock: FakeClock, report: Heard) -> None:
    paint(meter, clock, 1, 0)
    paint(meter, clock, 1, 1.5)
    paint(meter, clock, 5, 0.25)
    assert report.said == [[1.5], [0.25] * 4]


def test_a_rest_is_no_gap(meter: FrameMeter, clock: FakeClock, report: Heard) -> None:
    paint(meter, clock, 5, 0.016)
    meter.rest()
    clock.go(60)
    paint(meter, clock, 64, 1 / 60)
    (gaps,) = report.said
    assert max(gaps) == pytest.approx(1 / 60)
