"""Is the sound server there, and is it still the same?"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from supine.audio import server as module
from supine.audio.server import HANDLES, WAYS, SoundServer
from tests.e2e.desktop import Speaker
from tests.e2e.waiting import until
from tests.handles import no_file_to_open

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "SO_PEERCRED"), reason="Linux tells who listens"
)

LISTEN = """
import socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.bind(sys.argv[1])
    server.listen(9)
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def listening(path: Path) -> Iterator[None]:
    """Let another process listen at `path`."""
    path.unlink(missing_ok=True)
    words = [sys.executable, "-c", LISTEN, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'native'}")
    return tmp_path / "native"


def test_where_there_never_was_a_server_none_is_missed(place: Path) -> None:
    server = SoundServer()
    assert server.answers()
    with listening(place):
        assert server.answers()


@pytest.mark.usefixtures("place")
def test_without_sockets_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    # as Python has it on Windows
    monkeypatch.delattr(socket, "AF_UNIX")
    server = SoundServer()
    assert (server.answers(), server.hangs(), server.meet()) == (True, False, True)


def test_a_server_that_has_died_does_not_answer(place: Path) -> None:
    with listening(place):
        server = SoundServer()
        assert server.answers()
    assert not server.answers()
    assert not server.meet()


def test_without_a_file_handle_a_server_that_lives_still_answers(place: Path) -> None:
    """The question raised, and the pause in which it was asked was never told of."""
    with listening(place):
        server = SoundServer()
        with no_file_to_open():
            assert server.answers()
            assert server.meet()
        assert server.answers()


def test_without_a_file_handle_a_server_that_has_died_is_missed(place: Path) -> None:
    with listening(place):
        server = SoundServer()
    with no_file_to_open():
        assert not server.answers()
        assert not server.meet()


@pytest.mark.parametrize("left", [0, HANDLES - 2])
def test_with_too_few_file_handles_there_is_no_room_for_what_qt_opens(
    place: Path, left: int
) -> None:
    assert not place.exists()
    server = SoundServer()
    assert server.has_room()
    with no_file_to_open(but=left):
        assert not server.has_room()
    with no_file_to_open(but=HANDLES):
        assert server.has_room()


def test_a_server_started_anew_counts_only_when_it_has_been_met(place: Path) -> None:
    with listening(place):
        server = SoundServer()
    with listening(place), socket.socket(socket.AF_UNIX) as of_qt:
        of_qt.connect(str(place))
        assert not server.answers()
        assert server.meet()
        assert server.answers()


def test_a_server_that_qt_does_not_speak_to_yet_is_not_met(place: Path) -> None:
    """What died last told that its devices went: the program was aborted within libpulse."""
    with listening(place):
        server = SoundServer()
    with listening(place):
        assert not server.meet()
        assert not server.answers()


def test_a_server_that_qt_has_lost_is_not_met_though_it_still_listens(place: Path) -> None:
    """It was about to end, and its devices went: a stream opened then aborted the program."""
    with listening(place):
        server = SoundServer()
        with socket.socket(socket.AF_UNIX) as of_qt:
            of_qt.connect(str(place))
            assert server.meet()
        assert not server.meet()


@contextmanager
def listening_here(*places: Path) -> Iterator[None]:
    """Let one process, this one, listen at all `places`."""
    with ExitStack() as opened:
        for place in places:
            one = opened.enter_context(socket.socket(socket.AF_UNIX))
            one.bind(str(place))
            one.listen(9)
        yield


@contextmanager
def reached(place: Path, ways: int) -> Iterator[None]:
    """Have as many sockets to `place` open as Qt has to its server."""
    with ExitStack() as opened:
        for _ in range(ways):
            one = opened.enter_context(socket.socket(socket.AF_UNIX))
            one.connect(str(place))
        yield


def crowd(waiting: ExitStack, place: Path) -> None:
    """Let so many wait at the door of `place` that nobody else can knock."""
    with suppress(BlockingIOError):
        while True:
            one = waiting.enter_context(socket.socket(socket.AF_UNIX))
            one.setblocking(False)
            one.connect(str(place))


def test_a_server_is_met_when_qt_has_all_its_ways_back(place: Path) -> None:
    """Its devices came back first: a stream opened then aborted the program within libpulse."""
    with listening(place):
        server = SoundServer()
        with reached(place, 1):
            assert server.meet()
        with reached(place, 2):
            server.count_ways()
            assert server.is_reached()
    with listening(place):
        with reached(place, 1):
            assert not server.meet()
            assert not server.answers()
        with reached(place, 2):
            assert server.meet()
            assert server.answers()
            assert server.is_reached()
        with reached(place, 1):
            assert not server.is_reached()


def test_a_server_that_came_late_is_known_as_soon_as_qt_speaks_to_it(place: Path) -> None:
    server = SoundServer()
    assert server.meet()
    with listening(place), reached(place, 1):
        assert server.meet()
        assert server.answers()
    assert not server.answers()
    assert not server.meet()


def test_what_else_leads_to_the_server_is_not_taken_for_qts_own(place: Path) -> None:
    with listening(place):
        server = SoundServer()
        with reached(place, WAYS + 1):
            server.count_ways()
        with reached(place, WAYS):
            assert server.is_reached()
        with reached(place, WAYS - 1):
            assert not server.is_reached()


def test_a_server_that_qt_reaches_at_another_of_its_places_is_met(place: Path) -> None:
    """One may be told to listen at a place of its own as well."""
    with listening_here(place, place.with_name("other")):
        server = SoundServer()
        with reached(place.with_name("other"), 1):
            assert server.meet()


def test_without_a_file_handle_a_new_server_is_not_met(place: Path) -> None:
    with listening(place):
        server = SoundServer()
    with listening(place), reached(place, 1), no_file_to_open(but=1):
        assert not server.meet()
    assert not server.answers()


@pytest.mark.parametrize("listed", [True, False])
def test_where_nobody_can_count_ways_they_are_taken_for_granted(
    place: Path, monkeypatch: pytest.MonkeyPatch, listed: bool
) -> None:
    with listening(place):
        server = SoundServer()
    monkeypatch.setattr(module, "ways_to", lambda _listener: None)
    monkeypatch.setattr("pathlib.Path.exists", lambda _path: listed)
    with listening(place):
        assert server.meet() is not listed


def test_ways_to_systemd_at_another_place_do_not_count(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where systemd listens for the sound server it does so for the message bus as well."""
    monkeypatch.setattr("supine.audio.ways._is_systemd", lambda _process: True)
    with listening_here(place, place.with_name("bus")):
        server = SoundServer()
        with reached(place.with_name("bus"), 3):
            assert not server.meet()
            with reached(place, 1):
                server.count_ways()
                assert server.meet()
        with reached(place, 1):
            assert server.meet()


def test_a_new_server_at_whose_door_too_many_wait_is_not_taken_for_the_old_one(
    place: Path,
) -> None:
    with listening(place):
        server = SoundServer()
    with listening(place), ExitStack() as waiting:
        crowd(waiting, place)
        assert not server.answers()
        assert not server.meet()
        assert not server.answers()


def test_a_server_that_lives_is_not_missed_when_too_many_wait_at_its_door(place: Path) -> None:
    with listening(place), ExitStack() as waiting:
        server = SoundServer()
        crowd(waiting, place)
        assert server.answers()
        assert server.meet()


def test_a_server_elsewhere_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "tcp:nowhere.example")
    assert SoundServer().answers()


def test_a_server_that_takes_no_word_hangs(place: Path) -> None:
    with listening(place):
        assert SoundServer().hangs()
    assert not SoundServer().hangs()


@pytest.mark.skipif(not shutil.which("pulseaudio"), reason="pulseaudio is not installed")
def test_a_server_that_hangs_up_on_nonsense_lives(tmp_path: Path) -> None:
    speaker = Speaker(tmp_path / "speaker")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULSE_SERVER", speaker.address)
        server = SoundServer()
        until(lambda: not server.hangs(), "a server that answers")
        speaker.hang()
        until(server.hangs, "a server that hangs")
    speaker.close()
