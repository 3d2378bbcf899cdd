"""What the journal keeps of a practice, read from its file as any other program would."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from tests.e2e.conftest import TWO_SIDES
from tests.e2e.driver import Starter, Supine
from tests.e2e.pages import wait_for_page
from tests.e2e.waiting import until

pytestmark = pytest.mark.e2e

FAST = ("--speed", "20")


def lines(supine: Starter) -> list[dict[str, Any]]:
    """Return all lines of the journal's files."""
    files = sorted((supine.profile / "journal").glob("*.jsonl"))
    return [json.loads(line) for one in files for line in one.read_text("utf-8").splitlines()]


def entry_of(supine: Starter) -> dict[str, Any]:
    """Return the only entry, as its last line says it."""
    found = until(lambda: lines(supine), "a line in the journal")
    assert len({line["id"] for line in found}) == 1
    entry: dict[str, Any] = found[-1]["entry"]
    return entry


def leave(program: Supine) -> None:
    program.press("Escape", "pause")
    program.key("Tab", "space")


def test_a_whole_practice_is_kept_with_all_that_was_done(supine: Starter) -> None:
    supine.own("two-sides.yaml", TWO_SIDES.replace("count: 3", "count: 20"))
    before = datetime.now().astimezone()
    program = supine.practise("two-sides", *FAST)
    program.wait_for("step", kind="hold", side="right")
    program.press("space", "pause")
    program.press("s", "stay")
    program.press("e", "ease")
    program.key("bracketright")
    program.press("space", "resume")
    program.wait_for("end")
    entry = entry_of(supine)
    at = datetime.fromisoformat(entry.pop("at"))
    assert at.utcoffset() == before.utcoffset()
    assert abs((at - before).total_seconds()) < 60
    seconds, right, left = (entry.pop(name) for name in ("seconds", "right", "left"))
    # half of 22 breaths and those before it, at two paces
    assert seconds > right + left > 200
    assert right == pytest.approx(left, rel=0.1)
    assert entry == {
        "sequence": "two-sides", "title": "Two sides", "poses": 1, "finished": True,
        "eased": ["Knee hug"], "stayed": ["Knee hug"], "pace": 6.5,
    }  # fmt: skip


def test_a_practice_that_is_left_says_where(supine: Starter) -> None:
    program = supine.practise("low-back-release", "--from", "1", *FAST)
    program.wait_for("step", kind="hold", side="left")
    leave(program)
    program.wait_for("pause", reason="leaving")
    program.key("space")
    entry = entry_of(supine)
    assert entry["stopped_at"] == "Knees to the left: Spinal twist"
    assert "finished" not in entry


def wait_for_entry(supine: Starter, **wanted: Any) -> None:
    """Wait until the last line of the entry has these values."""

    def written() -> bool:
        found = lines(supine)
        return bool(found) and wanted.items() <= found[-1]["entry"].items()

    until(written, f"an entry with {wanted}")


def test_how_the_back_felt_and_a_note_are_kept_in_the_same_entry(supine: Starter) -> None:
    """By keys: before the practice, after it, changed once more, and a line of text."""
    supine.own("two-sides.yaml", TWO_SIDES)
    program = supine("two-sides", *FAST)
    wait_for_page(program, sequences=False)
    program.key("4", "Return", "space")
    program.wait_for("end")
    wait_for_entry(supine, before=4)
    program.key("1", "0")
    wait_for_entry(supine, after=10)
    program.key("3")
    wait_for_entry(supine, after=3)
    program.key("n", "s", "t", "i", "f", "f", "space", "3", "Return")
    wait_for_entry(supine, note="stiff 3", after=3, before=4, finished=True)
    program.key("Escape")
    program.close()
    assert len({line["id"] for line in lines(supine)}) == 1
    assert [line["revision"] for line in lines(supine)] == [1, 2, 3, 4]


def test_a_clicker_answers_and_one_press_of_it_alone_does_not(supine: Starter) -> None:
    supine.own("two-sides.yaml", TWO_SIDES)
    program = supine.practise("two-sides", *FAST)
    program.wait_for("end")
    wait_for_entry(supine, finished=True)
    program.key("Next")
    # the start button of a clicker sends F5 and Esc in turn
    program.key("Escape")
    program.key("Prior", "Prior", "Prior")
    wait_for_entry(supine, after=3)
    assert [line["revision"] for line in lines(supine)] == [1, 2]
    program.key("Prior", "Prior", "F5")
    wait_for_entry(supine, after=2)


def test_under_a_minute_nothing_is_kept(supine: Starter) -> None:
    program = supine.practise("low-back-release")
    leave(program)
    program.key("Escape")
    program.close()
    assert lines(supine) == []
