"""What goes wrong inside is written to a file, and the person is told once."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from supine.log import MAX_BYTES, log_failure, start_log, stop_log, watch_failures
from tests.helpers import Heard

logger = logging.getLogger("supine.audio.player")


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "state" / "supine.log"
    start_log(path)
    yield path
    stop_log()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Heard:
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    heard = Heard()
    watch_failures(heard)
    return heard


def test_a_line_has_time_level_room_and_message(path: Path) -> None:
    logger.warning("the device has gone")
    day, _time, level, room, *message = path.read_text().split()
    assert (day[:2], level, room) == ("20", "WARNING", "audio.player:")
    assert message == ["the", "device", "has", "gone"]


def test_both_files_together_have_at_most_a_megabyte(path: Path) -> None:
    for _ in range(30):
        logger.info("x" * 100_000)
    files = list(path.parent.iterdir())
    assert len(files) == 2
    assert sum(file.stat().st_size for file in files) <= 2 * MAX_BYTES <= 1_000_000


def test_where_nothing_can_be_written_nothing_happens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    start_log(tmp_path / "file" / "supine.log")
    logger.warning("lost")
    start_log(Path("/dev/full"))
    logger.warning("lost too")
    stop_log()
    assert capsys.readouterr() == ("", "")


def test_an_exception_that_nobody_caught_is_logged_with_its_place(path: Path, told: Heard) -> None:
    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken") as caught:
        fail()
    sys.excepthook(ValueError, caught.value, caught.value.__traceback__)
    text = path.read_text()
    assert "CRITICAL log: " in text
    assert "test_log.py" in text
    assert "ValueError: broken" in text
    assert told.said == [()]


def test_the_same_failure_again_and_again_does_not_fill_the_log(path: Path, told: Heard) -> None:
    def fail(number: int) -> None:
        raise ValueError(number)

    for number in range(100):
        with pytest.raises(ValueError, match=str(number)) as caught:
            fail(number)
        sys.excepthook(ValueError, caught.value, caught.value.__traceback__)
    assert path.read_text().count("CRITICAL") == 3
    assert len(told.said) == 100


def test_one_in_a_thread_is_too(path: Path, told: Heard) -> None:
    def fail() -> None:
        raise ValueError("broken in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "broken in a thread" in path.read_text()
    assert told.said == [()]


def test_ctrl_c_is_no_failure(path: Path, told: Heard, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told.said == []
    assert not path.exists() or path.read_text() == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_work_that_nobody_waits_for_leaves_a_trace(path: Path) -> None:
    failed: Future[object] = Future()
    failed.set_exception(ValueError("a disk"))
    log_failure(failed)
    assert "a disk" in path.read_text()
