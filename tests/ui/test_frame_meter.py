from __future__ import annotations

import pytest

from supine.ui.frame_meter import FrameMeter
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


def test_it_tells_frames_and_the_longest_gap_once_a_second(
    meter: FrameMeter, clock: FakeClock, report: Heard
) -> None:
    paint(meter, clock, 1, 0)
    paint(meter, clock, 40, 0.016)
    paint(meter, clock, 1, 0.100)
    paint(meter, clock, 40, 0.016)
    ((frames, gap),) = report.said
    assert frames == 58
    assert gap == pytest.approx(100)


def test_each_second_is_measured_anew(meter: FrameMeter, clock: FakeClock, report: Heard) -> None:
    paint(meter, clock, 1, 0)
    paint(meter, clock, 1, 1.5)
    paint(meter, clock, 5, 0.25)
    assert [gap for _frames, gap in report.said] == pytest.approx([1500, 250])


def test_a_rest_is_no_gap(meter: FrameMeter, clock: FakeClock, report: Heard) -> None:
    paint(meter, clock, 5, 0.016)
    meter.rest()
    clock.go(60)
    paint(meter, clock, 64, 1 / 60)
    assert [round(gap) for _frames, gap in report.said] == [17]
