"""What is in a recording is read as it is, and not more of it than a line may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from supine.audio.recording import FORMS, read_samples
from tests.core.test_recordings import record


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_form_that_is_accepted_is_read_whole(
    tmp_path: Path, width: int, channels: int
) -> None:
    record(tmp_path / "line.wav", 1.5, width, channels)
    samples = read_samples(str(tmp_path / "line.wav"))
    assert samples is not None
    assert samples[1:] == (8000, channels, width)
    assert len(samples.data) == 12_000 * width * channels


@pytest.mark.parametrize("trouble", ["gone", "text", "0 frames a second"])
def test_what_has_become_unreadable_is_nothing(tmp_path: Path, trouble: str) -> None:
    path = tmp_path / "line.wav"
    if trouble == "text":
        path.write_text("RIFF")
    elif trouble == "0 frames a second":
        record(path)
        data = path.read_bytes()
        path.write_bytes(data[:24] + bytes(8) + data[32:])
    assert read_samples(str(path)) is None


def test_a_file_that_has_grown_is_read_no_further_than_a_line_goes(tmp_path: Path) -> None:
    record(tmp_path / "line.wav", 70.0)
    samples = read_samples(str(tmp_path / "line.wav"))
    assert samples is not None
    assert len(samples.data) == 60 * 8000 * 2
