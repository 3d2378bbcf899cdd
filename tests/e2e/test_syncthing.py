"""Two computers that share a journal by two real Syncthing daemons, on this machine alone."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pytestqt.qtbot import QtBot

from supine.app.journal_writer import JournalWriter
from supine.journal.journal import load, own_files
from supine.profile import Profile
from tests.e2e.waiting import LONG, until
from tests.e2e.writing import Written
from tests.faults import Saw

pytestmark = [
    pytest.mark.sync,
    pytest.mark.skipif(
        shutil.which("syncthing") is None,
        reason="Syncthing is not installed: scripts/system_packages.sh sync",
    ),
]

SECONDS = 15
"""How long both computers write."""

ROUNDS = 12
"""How often two computers with one name write at the same time: Syncthing keeps ten copies."""

KEY = "supine"

OFF = {
    "globalAnnounceEnabled": "false", "localAnnounceEnabled": "false", "relaysEnabled": "false",
    "natEnabled": "false", "startBrowser": "false", "urAccepted": "-1",
    "crashReportingEnabled": "false", "autoUpgradeIntervalH": "0", "reconnectionIntervalS": "1",
    "stunKeepaliveStartS": "0",
}  # fmt: skip
"""Options without which Syncthing would look beyond this machine."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Computer:
    """One computer: a profile, and a Syncthing that keeps the folder `Supine` of it."""

    def __init__(self, folder: Path) -> None:
        self.home, self.profile = folder / "syncthing", Profile(folder / "profile")
        self.journal = folder / "Supine"
        self._port, self._gui = free_port(), free_port()
        line = ["syncthing", "generate", f"--home={self.home}", "--no-default-folder"]
        subprocess.run(line, check=True, capture_output=True)
        line = ["syncthing", f"--home={self.home}", "--device-id"]
        done = subprocess.run(line, check=True, capture_output=True, text=True)
        self.device = done.stdout.strip()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, other: Computer) -> None:
        """Start Syncthing, which knows `other`."""
        self._configure(other)
        line = ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart"]
        with (self.home / "log.txt").open("wb") as log:
            self._process = subprocess.Popen([*line, "--no-upgrade"], stdout=log, stderr=log)
        until(lambda: self._asked("system/ping"), "Syncthing answers")

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def _configure(self, other: Computer) -> None:
        path = self.home / "config.xml"
        tree = ET.parse(path)  # noqa: S314 - Syncthing has just written it
        root = tree.getroot()
        options = root.find("options")
        gui = root.find("gui")
        assert options is not None
        assert gui is not None
        for name, value in (*OFF.items(), ("listenAddress", f"tcp://127.0.0.1:{self._port}")):
            found = options.find(name)
            if found is None:
                found = ET.SubElement(options, name)
            found.text = value
        for name, value in (("address", f"127.0.0.1:{self._gui}"), ("apikey", KEY)):
            found = gui.find(name)
            assert found is not None
            found.text = value
        device = ET.SubElement(root, "device", id=other.device, name="other")
        ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{other._port}"
        shared = ET.SubElement(
            root, "folder", id="journal", label="journal", path=str(self.journal),
            type="sendreceive", rescanIntervalS="2", fsWatcherEnabled="true", fsWatcherDelayS="1",
        )  # fmt: skip
        for one in (self.device, other.device):
            ET.SubElement(shared, "device", id=one)
        # as every folder has it that was made in Syncthing's window
        ET.SubElement(shared, "maxConflicts").text = "10"
        tree.write(path)

    def _asked(self, what: str) -> Any:
        url = f"http://127.0.0.1:{self._gui}/rest/{what}"
        request = urllib.request.Request(url, headers={"X-API-Key": KEY})
        with suppress(OSError), urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return json.loads(answer.read())
        return None

    def write(self, seed: int, seconds: float) -> subprocess.Popen[str]:
        """Begin to write the journal here."""
        words = [str(self.profile.folder), str(self.journal), str(seconds), str(seed)]
        line = [sys.executable, "-m", "tests.e2e.writing", *words]
        return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)

    @property
    def files(self) -> dict[str, bytes]:
        """All that Syncthing keeps the same."""
        return {
            path.name: path.read_bytes()
            for path in self.journal.iterdir()
            if path.is_file() and not path.name.startswith(".")
        }


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    """Two computers whose journals are kept the same."""
    one, other = Computer(tmp_path / "laptop"), Computer(tmp_path / "desk")
    with ExitStack() as stack:
        for computer in (one, other):
            computer.journal.mkdir(parents=True, mode=0o700)
            stack.callback(computer.close)
        one.start(other)
        other.start(one)
        yield one, other


def both_write(pair: tuple[Computer, Computer], said: Written, seed: int, seconds: float) -> None:
    """Let both write at the same time, and wait until Syncthing has made both the same."""
    programs = [one.write(seed + number, seconds) for number, one in enumerate(pair)]
    for program in programs:
        output, _error = program.communicate(timeout=LONG)
        assert program.returncode == 0
        said.read(output.splitlines())
    wait_until_same(pair)


def wait_until_same(pair: tuple[Computer, Computer]) -> None:
    """Wait until Syncthing has made both the same, and that for a second."""
    one, other = pair
    before: list[dict[str, bytes]] = []

    def same() -> bool:
        files = one.files
        settled = bool(files) and files == other.files
        before.append(files if settled else {})
        return settled and len(before) > 50 and all(now == files for now in before[-50:])

    until(same, "both journals are the same")


@pytest.mark.fault("two computers write one journal at the same time, through Syncthing")
def test_two_computers_that_write_at_the_same_time_end_the_same_and_lose_nothing(
    pair: tuple[Computer, Computer], saw: Saw
) -> None:
    said = Written()
    both_write(pair, said, 1, SECONDS)
    one, other = (load(computer.journal) for computer in pair)
    assert one.entries == other.entries
    assert one.removed == other.removed
    assert (one.skipped, one.unread) == (0, ())
    for computer in pair:
        assert said.wrong(computer.journal, computer.profile.journal) == []
        modes = [path.stat().st_mode & 0o777 for path in computer.journal.glob("*.jsonl")]
        assert modes == [0o600, 0o600]
        assert computer.journal.stat().st_mode & 0o777 == 0o700
    files = pair[0].files
    saw(
        f"{said.saved} changes on two computers in {SECONDS} s, {len(one.entries)} entries and "
        f"{len(one.removed)} removed on both, {len(files)} files"
    )


@pytest.mark.fault("two computers with one name, through Syncthing")
def test_two_computers_with_one_name_lose_nothing_either(
    pair: tuple[Computer, Computer], saw: Saw
) -> None:
    """One is a copy of the other: both write the same file, and Syncthing makes copies."""
    said, most = Written(), 0
    for computer in pair:
        computer.profile.folder.mkdir()
        computer.profile.computer.write_text("laptop-3f2a9c\n")
    for number in range(ROUNDS):
        both_write(pair, said, 2 * number, 0.2)
        most = max(most, len(own_files(pair[0].journal, "laptop-3f2a9c")) - 1)
    for computer in pair:
        assert said.wrong(computer.journal, computer.profile.journal) == []
    assert load(pair[0].journal).entries == load(pair[1].journal).entries
    saw(f"{said.saved} changes, at most {most} copies of the file at once")


@pytest.mark.fault("one of two computers deletes all, through Syncthing")
def test_what_one_computer_deletes_is_gone_on_both(
    pair: tuple[Computer, Computer], qtbot: QtBot, saw: Saw
) -> None:
    said = Written()
    both_write(pair, said, 1, 2)
    held: list[dict[str, int]] = []
    for computer in pair:
        writer = JournalWriter(computer.profile.journal, computer.profile.computer)
        writer.set_folder(computer.journal)
        with qtbot.waitSignal(writer.emptied, timeout=10_000):
            writer.delete_all()
        writer.close()
        name = computer.profile.computer.read_text().strip()
        wait_until_same(pair)
        for one in pair:
            found = load(one.journal)
            assert found.entries == []
            assert found.computers[name] == 0
        held.append(load(pair[1].journal).computers)
        assert b"note" not in pair[1].files[f"{name}.jsonl"]
    left = max(held[0].values())
    assert left > 0
    assert set(held[1].values()) == {0}
    saw(f"both show an empty journal; the other's file held {left} until all went there, too")
