"""A teacher's recordings are found, measured, and never read outside the sequence's folder."""

from __future__ import annotations

import os
import wave
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from supine.core import recordings
from supine.core.pace import Pace
from supine.core.plan import Plan
from supine.core.planner import plan
from supine.core.problem import Unreadable
from supine.core.reader import read, read_file
from supine.core.sequence import Clip

Form = Literal["NFC", "NFD"]

SEQUENCE = """\
title: Recorded
steps:
  - pose: Knee hug
    sides: both
    settle:
      - text: "{Side} knee in."
        recording: RECORDING
      - Let it be heavy.
    holds:
      - count: 3
        unit: breaths
    leave:
      - Feet down.
"""


def record(path: Path, seconds: float = 2.0, width: int = 2, channels: int = 1) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(8000)
        file.writeframes(bytes(round(seconds * 8000) * width * channels))


def written(folder: Path, recording: str) -> Path:
    path = folder / "recorded.yaml"
    path.write_text(SEQUENCE.replace("RECORDING", recording))
    return path


def problems(folder: Path, recording: str) -> list[str]:
    try:
        read_file(written(folder, recording))
    except Unreadable as error:
        return [problem.message for problem in error.problems]
    return []


def planned(folder: Path, recording: str, pace: Pace) -> Plan:
    return plan(read_file(written(folder, recording)), pace)


def test_its_length_counts_in_the_plan_and_both_sides_get_the_longer(tmp_path: Path) -> None:
    record(tmp_path / "knee-right.wav", 2.0)
    record(tmp_path / "knee-left.wav", 5.0)
    pace = Pace(settle=1.0)
    recorded = planned(tmp_path, "knee-{side}.wav", pace)
    spoken = plan(read(SEQUENCE.replace("        recording: RECORDING\n", "")), pace)
    settles = [step for step in recorded.steps if step.kind == "settle"]
    assert settles[0].seconds == settles[1].seconds
    (line,) = [one.cue for one in settles[0].cues if one.text == "Right knee in."]
    assert pace.said_seconds(line) == 5.0
    three_words = 3 / pace.words_per_second
    assert settles[0].seconds == pytest.approx(spoken.steps[0].seconds - three_words + 5.0)


def test_each_side_has_its_own_file_and_the_text_still_shows(tmp_path: Path) -> None:
    for side in ("right", "left"):
        record(tmp_path / "voice" / f"knee-{side}.wav")
    made = planned(tmp_path, "voice/knee-{side}.wav", Pace())
    lines = [one.cue for step in made.steps for one in step.cues if "knee in" in one.text]
    assert [line.text for line in lines] == ["Right knee in.", "Left knee in."]
    paths = [line.recording.path for line in lines if isinstance(line.recording, Clip)]
    assert paths == [f"{tmp_path}/voice/knee-{side}.wav" for side in ("right", "left")]


def test_a_name_can_be_recorded_and_said_otherwise(tmp_path: Path) -> None:
    record(tmp_path / "hug-right.wav")
    record(tmp_path / "hug-left.wav")
    text = SEQUENCE.replace("        recording: RECORDING\n", "").replace(
        "    sides: both\n", "    sides: both\n    say: nee hug\n    recording: hug-{side}.wav\n"
    )
    made = plan(read(text, folder=tmp_path), Pace())
    first = made.steps[0].cues[0].cue
    assert (first.text, first.spoken) == ("Right side: Knee hug", "Right side: nee hug")
    assert first.recording == "hug-right.wav"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone-{side}.wav", "there is no such file beside the sequence"),
        ("../knee-{side}.wav", "its name may only lead to this folder or below it"),
        ("/etc/{side}.wav", "its name may only lead to this folder or below it"),
        ("C:{side}.wav", "its name may only lead to this folder or below it"),
        ("a\\\\{side}.wav", "its name may only lead to this folder or below it"),
        ("{side}", "there is no such file beside the sequence"),
    ],
)
def test_a_name_that_leads_nowhere_or_elsewhere_is_refused(
    tmp_path: Path, name: str, why: str
) -> None:
    folder = tmp_path / "sequences"
    for side in ("right", "left"):
        record(tmp_path / f"knee-{side}.wav")
    folder.mkdir()
    (folder / "right").mkdir()
    found = problems(folder, f'"{name}"')
    assert len(found) == 2
    assert all(why in one for one in found)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sequences"
    folder.mkdir()
    record(tmp_path / "secret.wav")
    for side in ("right", "left"):
        (folder / f"{side}.wav").symlink_to(tmp_path / "secret.wav")
    assert all(
        "leads out of the sequence's folder" in one for one in problems(folder, "'{side}.wav'")
    )


@pytest.mark.parametrize(
    "bad",
    [
        "text",
        "empty",
        "too long",
        "24 bit",
        "no sound",
        "a pipe",
        "0 frames a second",
        "a stub",
        "a million parts",
        "cut short",
        "cut after its head",
    ],
)
def test_a_file_that_cannot_be_played_is_refused(tmp_path: Path, bad: str) -> None:
    for side in ("right", "left"):
        path = tmp_path / f"{side}.wav"
        if bad in ("text", "empty"):
            path.write_text("RIFF" if bad == "text" else "")
        elif bad == "a pipe":
            os.mkfifo(path)
        elif bad == "a million parts":
            path.write_bytes(b"RIFF\xff\xff\xff\x00WAVE" + b"junk\0\0\0\0" * 1_000_000)
        elif bad == "cut short":
            record(path, 5.0)
            path.write_bytes(path.read_bytes()[:4000])
        elif bad == "cut after its head":
            record(path, 0.001)
            path.write_bytes(path.read_bytes()[:44])
        elif bad in ("0 frames a second", "a stub"):
            record(path)
            data = path.read_bytes()
            path.write_bytes(data[:30] if bad == "a stub" else data[:24] + bytes(8) + data[32:])
        else:
            seconds = {"too long": 61.0, "no sound": 0.0}.get(bad, 1.0)
            record(path, seconds, 3 if bad == "24 bit" else 2)
    found = problems(tmp_path, "'{side}.wav'")
    assert len(found) == 2
    assert all("cannot be used" in one for one in found)


def test_one_recording_for_a_line_that_names_the_side_is_refused(tmp_path: Path) -> None:
    record(tmp_path / "knee.wav")
    (found,) = problems(tmp_path, "knee.wav")
    assert "would be heard on both sides" in found


def test_without_a_folder_a_recording_is_neither_sought_nor_played() -> None:
    made = plan(read(SEQUENCE.replace("RECORDING", "'{side}.wav'")), Pace())
    cues = [one.cue for step in made.steps for one in step.cues]
    assert not any(isinstance(cue.recording, Clip) for cue in cues)


ONE_SIDED = """\
title: Recorded
steps:
  - pose: Knee hug
    sides: right
    settle:
      - {text: "{Side} knee in.", recording: "{side}.wav"}
      - {text: "The {side} one.", recording: one.wav}
    holds: [{count: 3, unit: breaths}]
    leave: [Feet down.]
  - pose: Other knee hug
    sides: left
    settle:
      - {text: "{Side} knee in.", recording: left.wav}
    holds: [{count: 3, unit: breaths}]
    leave: [Feet down.]
"""


def test_a_pose_on_one_side_needs_the_recording_of_that_side_alone(tmp_path: Path) -> None:
    for name in ("right", "one", "left"):
        record(tmp_path / f"{name}.wav", 3.0)
    sequence = read(ONE_SIDED, folder=tmp_path)
    cues = [one.cue for step in plan(sequence, Pace()).steps for one in step.cues]
    recorded = [cue.recording for cue in cues if isinstance(cue.recording, Clip)]
    assert recorded == ["right.wav", "one.wav", "left.wav"]
    assert {clip.seconds for clip in recorded} == {3.0}


def test_a_file_is_looked_at_once_however_often_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "line.wav")
    looked: list[str] = []
    seconds_of = recordings.seconds_of

    def look(folder: Path, name: str) -> float:
        looked.append(name)
        return seconds_of(folder, name)

    monkeypatch.setattr(recordings, "seconds_of", look)
    lines = "      - {text: Soft jaw., recording: line.wav}\n" * 50
    text = SEQUENCE.replace("      - Let it be heavy.\n", lines)
    read(text.replace("        recording: RECORDING\n", ""), folder=tmp_path)
    assert looked == ["line.wav"]


@pytest.mark.parametrize(("stored", "written_as"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_recording_is_found_however_its_accents_are_stored(
    tmp_path: Path, stored: Form, written_as: Form
) -> None:
    name = "voix/cuisse-levée-{side}.wav"
    for side in ("right", "left"):
        record(tmp_path / normalize(stored, name.replace("{side}", side)), 2.0)
    made = planned(tmp_path, normalize(written_as, name), Pace())
    cues = [step.cues[1].cue for step in made.steps if step.kind == "settle"]
    for cue in cues:
        assert isinstance(cue.recording, Clip)
        assert Path(cue.recording.path).is_file()
    assert len({cue.recording for cue in cues}) == 2
