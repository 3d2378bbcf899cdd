"""Nothing written is lost: a file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from supine.files import PAUSES, set_aside, write_whole
from tests.helpers import held_open


def failing(code: int) -> Any:
    """Return a function that fails as the system does with `code`."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "settings.yaml"
    write_whole(path, "grüße\n")
    assert path.read_bytes() == "grüße\n".encode()


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "settings.yaml"
    write_whole(path, "old")
    monkeypatch.setattr(step, failing(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("settings.yaml", "old")]


def test_a_file_that_another_program_has_open_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.yaml"
    write_whole(path, "old")
    waited = held_open(monkeypatch, 2)
    write_whole(path, "new")
    assert waited == list(PAUSES[:2])
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("settings.yaml", "new")]


def test_a_file_that_stays_open_elsewhere_is_unchanged_after_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.yaml"
    write_whole(path, "old")
    waited = held_open(monkeypatch)
    with pytest.raises(PermissionError):
        write_whole(path, "new")
    assert sum(waited) == pytest.approx(1.0)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("settings.yaml", "old")]


def test_text_that_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("settings.yaml", "old")]


def test_a_read_only_folder_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", failing(errno.EROFS))
    with pytest.raises(OSError, match="Read-only"):
        write_whole(tmp_path / "settings.yaml", "new")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_a_file_is_its_owner_s_alone_unless_it_is_for_others(tmp_path: Path) -> None:
    usual, private, shared = (tmp_path / name for name in ("usual", "private", "shared"))
    usual.touch()
    write_whole(private, "x")
    write_whole(shared, b"x", private=False)
    assert private.stat().st_mode & 0o777 == 0o600
    assert shared.stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link_to_the_file_that_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old")
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    mkfifo = getattr(os, "mkfifo", None) or pytest.skip("Windows has no pipes in folders")
    mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(path, "told")
    assert os.read(end, 100) == b"told"
    os.close(end)
    assert path.is_fifo()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_set_aside_takes_a_free_name(tmp_path: Path) -> None:
    names = []
    for text in "abc":
        path = tmp_path / "settings.yaml"
        path.write_text(text)
        names.append(set_aside(path).name)
    assert names == [f"settings.set-aside-{number}.yaml" for number in (1, 2, 3)]
    assert [(tmp_path / name).read_text() for name in names] == ["a", "b", "c"]


def test_what_is_set_aside_does_not_replace_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    taken = tmp_path / "settings.set-aside-1.yaml"
    taken.symlink_to(tmp_path / "gone")
    path = tmp_path / "settings.yaml"
    path.write_text("a")
    assert set_aside(path).name == "settings.set-aside-2.yaml"
    assert taken.is_symlink()
