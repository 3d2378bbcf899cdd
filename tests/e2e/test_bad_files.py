"""Files that cannot be read or written: nothing is lost, nothing freezes."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from supine.core.sequence import CUE_LIMIT, NAME_LIMIT
from tests.e2e import traces
from tests.e2e.desktop import NO_COOKIE
from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page
from tests.e2e.pictures import amount, controller, where
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{n}: &{n} [*{o}, *{o}]\n" for o, n in zip("abcdefgh", "bcdefghi", strict=True)
)
MEGABYTE = 1 << 20


def fill(supine: Starter) -> None:
    """Put every kind of file that is no sequence on the person's own shelf."""
    supine.own("broken.yaml", "title: [")
    supine.own("huge.yaml", "")
    os.truncate(supine.sequences / "huge.yaml", 100 * MEGABYTE)
    supine.own("latin.yaml", "title: Dehnübung".encode("latin-1"))
    supine.own("laughs.yaml", LAUGHS)
    supine.own("deep.yaml", "[" * 10_000)
    supine.own("long-line.yaml", "title: " + "x" * (7 * MEGABYTE))
    supine.own("many.yaml", "- a\n" * (7 * MEGABYTE // 4))
    supine.own("flat.yaml", "[" + "a," * (3 * MEGABYTE) + "]")
    (supine.sequences / "folder.yaml").mkdir()
    (supine.sequences / "dangling.yaml").symlink_to("nowhere")
    (supine.sequences / "endless.yaml").symlink_to("/dev/zero")
    os.mkfifo(supine.sequences / "pipe.yaml")


@pytest.fixture
def hold(plan: dict[str, Any]) -> str:
    """The number of a step in which the circle moves at once."""
    holds = (step for step in plan["steps"] if step["kind"] == "hold")
    return str(next(step["index"] for step in holds if step["side"] == "right"))


def library_after(supine: Starter) -> float:
    """Return the seconds from the start to the library, with all those files on its shelf."""
    fill(supine)
    begun = time.monotonic()
    program = supine()
    assert program.window
    until(lambda: amount(program.picture(), "accent") > 3000, "the button to begin")
    return time.monotonic() - begun


def key_answered_after(supine: Starter, hold: str) -> float:
    """Return the seconds from a key to its answer, while all those files are read."""
    fill(supine)
    program = supine.practise("low-back-release", "--from", hold)
    before = len(program.events)
    # how long it takes to find the window and its focus is none of the program's doing
    pressed = time.monotonic()
    program.screen.do("key", "space")
    return float(program.wait_for("pause", since=before)["mono"]) - pressed


def longest_gap(program: Supine, seconds: int) -> float:
    """Return the milliseconds of the longest gap between frames in so many seconds."""
    until(lambda: traces.frame_gaps(program.events).seconds >= seconds, "seconds of frames")
    return traces.frame_gaps(program.events).longest


@pytest.mark.fault("twelve hostile files in the person's folder")
def test_beside_a_shelf_of_bad_files_the_library_is_shown(supine: Starter, saw: Saw) -> None:
    saw(f"library after {library_after(supine):.1f} s")


@pytest.mark.fault("twelve hostile files in the person's folder")
def test_beside_a_shelf_of_bad_files_a_practice_goes_on_and_keys_are_heard(
    supine: Starter, hold: str, saw: Saw
) -> None:
    saw(f"a key is answered after {key_answered_after(supine, hold) * 1000:.0f} ms")
    program = supine.started[-1]
    program.press("space", "resume")
    saw(f"longest gap {longest_gap(program, 2):.0f} ms")


@pytest.mark.measure
def test_a_shelf_of_bad_files_does_not_delay_the_window(supine: Starter) -> None:
    assert library_after(supine) < 2


@pytest.mark.measure
def test_a_shelf_of_bad_files_does_not_freeze_a_practice(supine: Starter, hold: str) -> None:
    fill(supine)
    assert longest_gap(supine.practise("low-back-release", "--from", hold), 4) < 100


@pytest.mark.measure
def test_a_key_is_answered_at_once_while_bad_files_are_read(supine: Starter, hold: str) -> None:
    assert key_answered_after(supine, hold) < 0.3


@pytest.mark.fault("a sequence that is half written")
def test_a_broken_file_is_on_the_shelf_with_what_is_wrong(supine: Starter) -> None:
    supine.own("broken.yaml", "title: No steps\n")
    program = supine.library()
    until(lambda: amount(program.picture(), "circle") > 1000, "a chosen sequence")
    rows, columns = where(program.picture(), "circle").nonzero()
    program.click(float(columns.mean()), float(rows.mean()))
    # own sequences come after those that are included
    program.key("End")
    until(lambda: amount(program.picture(), "warning") > 100, "what is wrong with it")


ONE_CUE = """\
title: One cue
steps:
  - pose: Knee hug
    sides: both
    side_words: "{{Side}} leg"
    holds:
      - count: 9
        unit: breaths
        during:
          - "{cue}"
    leave:
      - Let go.
"""


def cue_ink(supine: Starter, cue: str) -> int:
    """Return how much ink a practice needs that shows `cue`."""
    program = supine.practise(supine.own("cue.yaml", ONE_CUE.format(cue=cue)), "--from", "1")
    until(lambda: controller(program.picture(), "right"), "the practice")
    ink = amount(program.picture(), "ink")
    program.close()
    return ink


@pytest.mark.fault("markup in a cue")
def test_markup_in_a_cue_is_shown_as_typed(supine: Starter) -> None:
    assert cue_ink(supine, "<b>Soft</b>") > 1.05 * cue_ink(supine, "Soft")


@pytest.mark.fault("settings that cannot be read")
@pytest.mark.parametrize(
    "data",
    [b"\x00\xff\x00 rubbish", b"theme: [", b"# x\n" * 13_000_000],
    ids=["rubbish", "broken", "50 MB"],
)
def test_settings_that_cannot_be_read_are_set_aside_whole(data: bytes, supine: Starter) -> None:
    supine.settings("").write_bytes(data)
    program = supine.library()
    program.key("Tab")
    aside = supine.profile / "settings.set-aside-1.yaml"
    until(aside.exists, "the file set aside")
    assert aside.read_bytes() == data


@pytest.mark.fault("settings that cannot be read")
def test_settings_are_set_aside_only_once(supine: Starter) -> None:
    supine.settings("").write_text("theme: [")
    supine.library().close()
    supine.library().close()
    names = sorted(path.name for path in supine.profile.glob("settings*"))
    assert names == ["settings.set-aside-1.yaml", "settings.yaml"]


@pytest.mark.fault("settings that cannot be read")
def test_settings_of_a_later_version_are_read_as_far_as_they_are_known(supine: Starter) -> None:
    supine.settings("").write_text("version: 99\ntheme: night\nsparkle: 3\n")
    program = supine.library()
    until(lambda: amount(program.picture(), "background", "night") > 100_000, "the night theme")
    program.close()
    assert [path.name for path in supine.profile.glob("settings*")] == ["settings.yaml"]
    assert "sparkle: 3" in (supine.profile / "settings.yaml").read_text()


@pytest.mark.fault("a file where the profile should be")
def test_a_file_where_the_profile_should_be_stops_nothing(supine: Starter, hold: str) -> None:
    supine.profile.write_text("mine")
    program = supine.practise("low-back-release", "--from", hold)
    program.key("plus")
    program.press("space", "pause")
    program.close()
    assert supine.profile.read_text() == "mine"


def fill_up(path: Path) -> None:
    """Write to `path` until the disk is full."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


@pytest.fixture
def full_disk(supine: Starter) -> Iterator[Path]:
    """The settings of a profile on a disk that has no room left."""
    supine.profile.mkdir()
    place = str(supine.profile)
    words = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place]
    if subprocess.run(words, capture_output=True, check=False).returncode != 0:
        pytest.skip("only an administrator may mount a disk")
    settings = supine.settings("theme: night")
    fill_up(supine.profile / "filler")
    yield settings
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.fault("a full disk")
def test_a_full_disk_costs_no_setting(full_disk: Path, supine: Starter, hold: str) -> None:
    before = full_disk.read_bytes()
    program = supine.practise("low-back-release", "--from", hold)
    program.key("plus")
    program.press("space", "pause")
    program.close()
    assert full_disk.read_bytes() == before
    assert not list(supine.profile.glob(".settings*"))


@pytest.mark.fault("a disk that is full for a while in the middle of a practice")
def test_a_place_is_kept_again_as_soon_as_there_is_room(
    full_disk: Path, supine: Starter, hold: str, saw: Saw
) -> None:
    program = supine.practise("low-back-release", "--from", hold)
    program.wait_for("frame")
    assert full_disk.exists()
    kept = supine.profile / "practices"
    assert not list(kept.glob("*.jsonl"))
    (supine.profile / "filler").write_bytes(b"")
    until(lambda: list(kept.glob("*.jsonl")), "the place")
    program.press("space", "pause")
    saw("the practice goes on, and its place is kept from then on")


@pytest.mark.fault("a trace that cannot be written")
@pytest.mark.parametrize("trace", ["/dev/full", "/nowhere/trace"])
def test_a_trace_that_cannot_be_written_stops_nothing(
    trace: str, supine: Starter, hold: str
) -> None:
    program: Supine = supine("low-back-release", "--practise", "--from", hold, trace=trace)
    until(lambda: controller(program.picture(), "right"), "the practice")
    program.close()


@pytest.mark.slow
@pytest.mark.fault("a trace into a pipe that nobody reads, that fills up, that breaks")
@pytest.mark.parametrize("reader", ["none", "slow", "gone"])
def test_a_trace_into_a_pipe_holds_up_no_practice(
    reader: str, supine: Starter, hold: str, tmp_path: Path, saw: Saw
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, 4096)
    if reader == "none":
        os.close(reading)
    words = ("low-back-release", "--practise", "--from", hold, "--speed", "100")
    program = supine(*words, trace=str(pipe))
    program.focus()
    if reader == "gone":
        os.close(reading)
    # at this speed a whole practice takes twenty seconds and writes a hundred times the pipe
    program.key("Right", "Right", "Right")
    until(lambda: not controller(program.picture(), "right"), "another step")
    begun = time.monotonic()
    program.close()
    if reader == "slow":
        os.close(reading)
    saw(f"closed {time.monotonic() - begun:.1f} s after it was asked to")


READ_ONLY = "for d in /tmp /var/tmp; do mount --bind $d $d && mount -o remount,bind,ro $d; done;"


@pytest.mark.slow
@pytest.mark.fault("a disk that can only be read any more")
def test_a_disk_that_can_only_be_read_keeps_nobody_from_practising(
    supine: Starter, hold: str, saw: Saw
) -> None:
    apart = ["unshare", "--mount", "sh", "-c", READ_ONLY + 'exec "$@"', "sh"]
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("only an administrator may mount a disk")
    before = supine.settings("theme: night").read_bytes()
    program = supine("low-back-release", "--practise", "--from", hold, before=apart)
    until(lambda: controller(program.picture(), "right", "night"), "the practice")
    program.key("plus")
    program.send(signal.SIGTERM)
    assert program.ended() == 0
    assert set(program.printed.splitlines()) <= {NO_COOKIE}
    assert (supine.profile / "settings.yaml").read_bytes() == before
    saw("practised, with the settings that are there; none is lost")


MINE = ONE_CUE.format(cue="Soft.")


@pytest.mark.fault("a sequence is changed, broken or removed while it is practised")
@pytest.mark.parametrize("how", ["changed", "broken", "removed"])
def test_what_happens_to_its_file_happens_not_to_the_practice(how: str, supine: Starter) -> None:
    path = supine.own("mine.yaml", MINE)
    program = supine.practise(path, "--speed", "100")
    if how == "removed":
        path.unlink()
    else:
        path.write_text(MINE.replace("count: 9", "count: 1") if how == "changed" else MINE[:40])
    program.wait_for("end")
    assert len(traces.named(program.events, "breath", phase="in")) == 18
    wait_for_page(program, sequences=False)
    program.key("space")
    until(lambda: amount(program.picture(), "circle") > 1000, "a chosen sequence")


@pytest.mark.fault("the profile, with the person's sequences, vanishes and comes back")
def test_a_profile_that_vanishes_stops_nothing_and_is_made_anew(
    supine: Starter, hold: str, saw: Saw
) -> None:
    supine.own("mine.yaml", MINE)
    program = supine.practise("low-back-release", "--from", hold)
    shutil.rmtree(supine.profile)
    program.key("plus")
    kept = supine.profile / "settings.yaml"
    until(kept.exists, "the settings")
    until(lambda: list((supine.profile / "practices").glob("*.jsonl")), "the place")
    program.press("space", "pause")
    assert "text_size: 1.1" in kept.read_text()
    saw("the practice goes on, and its place and what is set then are kept")


@pytest.mark.fault("the folder of sequences becomes a file while the library shows it")
def test_a_folder_that_becomes_a_file_leaves_what_is_shipped(supine: Starter) -> None:
    supine.own("mine.yaml", MINE)
    program = supine.library()
    wait_for_page(program, sequences=True)
    shutil.rmtree(supine.sequences)
    supine.sequences.write_text("no folder")
    program.screen.do("windowminimize", program.window)
    until(lambda: program.minimised, "no window")

    def started() -> bool:
        # while the shelf is filled again there is nothing to begin
        program.key("space")
        return bool(traces.named(program.events, "start"))

    until(started, "a practice of what is shipped")


def with_longest_words(supine: Starter) -> Supine:
    """A practice whose title, pose and cue are as long as they may be."""
    text = ONE_CUE.format(cue="w" * CUE_LIMIT)
    text = text.replace("Knee hug", "W" * NAME_LIMIT).replace("One cue", "W" * NAME_LIMIT)
    program = supine.practise(supine.own("long.yaml", text), "--from", "1")
    until(lambda: controller(program.picture(), "right"), "the practice")
    return program


@pytest.mark.slow
@pytest.mark.fault("a title, a pose and a cue as long as they may be")
def test_the_longest_words_are_shown(supine: Starter, saw: Saw) -> None:
    saw(f"longest gap {longest_gap(with_longest_words(supine), 2):.0f} ms")


@pytest.mark.measure
def test_the_longest_words_are_shown_without_a_jerk(supine: Starter) -> None:
    assert longest_gap(with_longest_words(supine), 2) < 200
