"""What was due and when it happened, one line each; a trace never breaks a practice."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest

from supine.practice.trace import Event, Trace


def test_each_event_is_one_line_of_json(tmp_path: Path) -> None:
    trace = Trace(tmp_path / "trace")
    trace.write(Event.SAY, 1.23456, 2, text="Füße\nlang")
    trace.write(Event.END, 5, 5)
    trace.close()
    first, second = map(json.loads, (tmp_path / "trace").read_text(encoding="utf-8").splitlines())
    assert list(first) == ["event", "due", "at", "mono", "wall", "text"]
    assert (first["event"], first["due"], first["text"]) == ("say", 1.2346, "Füße\nlang")
    assert second["event"] == "end"


def test_it_says_when_by_both_clocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    monkeypatch.setattr(time, "time", lambda: 1e9)
    trace = Trace(tmp_path / "trace")
    trace.write(Event.BELL, 1, 1, ahead=0.25)
    trace.close()
    line = json.loads((tmp_path / "trace").read_bytes())
    assert (line["mono"], line["wall"]) == (100.25, 1e9 + 0.25)


def test_what_is_written_is_there_at_once(tmp_path: Path) -> None:
    trace = Trace(tmp_path / "trace")
    trace.write(Event.START, 0, 0)
    written = (tmp_path / "trace").read_bytes()
    trace.close()
    assert json.loads(written)["event"] == "start"


def test_without_a_file_nothing_happens() -> None:
    trace = Trace(None)
    trace.write(Event.START, 0, 0)
    trace.close()


def test_a_full_disk_is_said_once_and_ends_the_trace_alone() -> None:
    said: list[str] = []
    trace = Trace(Path("/dev/full"), said.append)
    for _ in range(3):
        trace.write(Event.FRAME, 0, 0)
    assert said == [os.strerror(errno.ENOSPC)]


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    said: list[str] = []
    Trace(tmp_path, said.append).write(Event.START, 0, 0)
    Trace(tmp_path / "none" / "trace", said.append).write(Event.START, 0, 0)
    assert said == ["Is a directory", "No such file or directory"]


def test_text_that_is_none_ends_the_trace_alone(tmp_path: Path) -> None:
    said: list[str] = []
    Trace(tmp_path / "trace", said.append).write(Event.SAY, 0, 0, text="\ud800")
    assert len(said) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_that_nobody_reads_is_said_at_once(tmp_path: Path) -> None:
    said: list[str] = []
    os.mkfifo(tmp_path / "pipe")
    Trace(tmp_path / "pipe", said.append).write(Event.START, 0, 0)
    assert said == [os.strerror(errno.ENXIO)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_that_is_full_ends_the_trace_alone(tmp_path: Path) -> None:
    said: list[str] = []
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    trace = Trace(tmp_path / "pipe", said.append)
    while not said:
        trace.write(Event.FRAME, 0, 0, filler="x" * 5000)
    trace.write(Event.FRAME, 0, 0)
    assert said == ["there is no room for it"]
    os.close(reading)
