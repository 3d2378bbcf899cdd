"""Our end of a worker: whatever the process does, it is noticed, ended and started again."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from PySide6.QtCore import QObject, QProcess, QTimer
from pytestqt.qtbot import QtBot

from supine.worker import process
from supine.worker.messages import MessageReader, Ping, Pong
from supine.worker.process import WorkerProcess, command
from tests.handles import no_file_to_open
from tests.helpers import Heard, fire
from tests.worker.children import child, is_there, started, was_asked_to_end

pytestmark = pytest.mark.usefixtures("qapp")

MINUTE = 60_000

TROUBLES = ["dies at start", "dies when asked", "talks rubbish", "ends no line", "floods"]


class Long(Struct, frozen=True, tag="long"):
    """A request that fills a pipe."""

    text: str = "x" * 9000


class Scene:
    """A worker with a made-up process, and all that it told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.parent = QObject()
        self.launched, self.answered = Heard(), Heard()
        self.failed, self.gave_up = Heard(), Heard()
        self.program = [str(folder / "none")]

    def worker(
        self, trouble: str = "", times: int = 1, pauses: tuple[float, ...] = (0.0,)
    ) -> WorkerProcess:
        """Return one whose process has that trouble the first few `times`."""
        self.program = child(self.folder, trouble, times)
        return self.made(pauses)

    def made(self, pauses: tuple[float, ...] = (0.0,)) -> WorkerProcess:
        """Return one that starts `program`."""
        self.one = WorkerProcess(
            "the made-up worker", lambda: self.program, _reader, pauses, self.parent
        )
        for name in ("launched", "answered", "failed", "gave_up"):
            getattr(self.one, name).connect(getattr(self, name))
        return self.one

    def ping(self) -> None:
        """Ask whether it works, and wait for the answer."""
        heard = len(self.answered.said)
        self.one.ping(600.0)
        self.until(lambda: len(self.answered.said) > heard)
        self.one.expect_nothing()

    def let_it_fail(self) -> None:
        """Ask one that will fail, and wait for that."""
        failed = len(self.failed.said)
        self.one.ping(600.0)
        self.until(lambda: len(self.failed.said) > failed)

    @property
    def timer(self) -> QTimer:
        """The only timer that runs: either a deadline or a pause."""
        (found,) = self.timers
        return found

    @property
    def timers(self) -> list[QTimer]:
        return [timer for timer in self.one.findChildren(QTimer) if timer.isActive()]

    def let_time_pass(self) -> int:
        """Let the timer run out, and return its milliseconds."""
        timer = self.timer
        fire(timer)
        return timer.interval()

    @property
    def processes(self) -> list[QProcess]:
        """Those that have not ended."""
        found = self.one.findChildren(QProcess)
        return [made for made in found if made.state() != QProcess.ProcessState.NotRunning]

    def until(self, look: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(look, timeout=MINUTE)


def _reader() -> MessageReader[object]:
    return MessageReader(Pong)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    made = Scene(qtbot, tmp_path / "children")
    yield made
    made.one.close(listens=False)
    assert made.processes == []
    made.until(lambda: not made.folder.exists() or not any(map(is_there, started(made.folder))))


def test_nothing_is_started_before_it_is_wanted(scene: Scene) -> None:
    worker = scene.worker()
    worker.ask(Ping())
    worker.ping(1.0)
    assert (worker.is_running, worker.process_id, scene.timers) == (False, 0, [])
    assert started(scene.folder) == []


def test_it_is_started_once_and_told_and_answers(scene: Scene) -> None:
    worker = scene.worker()
    worker.start()
    worker.start()
    scene.ping()
    assert scene.answered.said == [Pong()]
    assert len(scene.launched.said) == 1
    assert worker.is_running
    assert started(scene.folder) == [worker.process_id]


@pytest.mark.parametrize("frozen", [True, False])
def test_a_worker_is_the_program_itself(frozen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", frozen, raising=False)
    monkeypatch.setattr("sys.executable", "/somewhere")
    assert command("word")[0] == "/somewhere"
    assert command("word")[-1] == "word"
    assert ("-m" in command("word")) is not frozen


def test_no_file_in_the_folder_where_it_is_started_is_taken_for_a_module(tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("raise SystemExit('the wrong one')")
    done = subprocess.run(
        command("--version"), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("trouble", TROUBLES)
def test_one_that_fails_is_killed_and_another_one_follows(trouble: str, scene: Scene) -> None:
    worker = scene.worker(trouble)
    worker.start()
    scene.let_it_fail()
    scene.until(lambda: worker.is_running)
    scene.answered.said.clear()
    scene.ping()
    assert scene.answered.said == [Pong()]
    assert (len(scene.launched.said), len(scene.failed.said), scene.gave_up.said) == (2, 1, [])
    assert len(started(scene.folder)) == 2


@pytest.mark.parametrize("trouble", TROUBLES)
def test_after_the_last_pause_it_is_given_up(trouble: str, scene: Scene) -> None:
    worker = scene.worker(trouble, times=2)
    worker.start()
    scene.let_it_fail()
    scene.until(lambda: worker.is_running)
    scene.let_it_fail()
    scene.until(lambda: bool(scene.gave_up.said))
    assert (len(scene.failed.said), len(scene.gave_up.said)) == (2, 1)
    assert (worker.is_running, scene.timers) == (False, [])
    assert len(started(scene.folder)) == 2


def test_what_comes_after_rubbish_is_not_heard(scene: Scene) -> None:
    worker = scene.worker("talks rubbish")
    worker.start()
    scene.let_it_fail()
    assert scene.answered.said == []


def test_why_it_failed_and_what_it_printed_are_logged(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "supine.worker.process")
    scene.worker("dies when asked").start()
    scene.let_it_fail()
    assert "the made-up worker prints: Traceback: the engine broke" in caplog.messages
    assert "the made-up worker failed: it has ended" in caplog.messages


def test_what_it_prints_without_end_is_logged_to_a_limit(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "supine.worker.process")
    worker = scene.worker("prints without end")
    worker.start()
    scene.ping()
    worker.ask(Ping())
    scene.until(lambda: len(scene.answered.said) == 2)
    printed = [line.partition(" prints: ")[2] for line in caplog.messages]
    assert printed
    assert sum(map(len, printed)) <= process.LOGGED_BYTES


def test_one_that_is_silent_is_ended(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    worker = scene.worker("reads nothing")
    worker.start()
    scene.until(lambda: bool(started(scene.folder)))
    worker.ping(2.0)
    assert scene.let_time_pass() == 2000
    assert len(scene.failed.said) == 1
    assert "the made-up worker failed: it does not answer" in caplog.messages
    scene.until(lambda: worker.is_running)
    scene.ping()
    assert scene.answered.said == [Pong()]


def test_asked_again_while_it_is_silent_it_gets_no_more_time(scene: Scene) -> None:
    worker = scene.worker("reads nothing")
    worker.start()
    worker.expect(2.0)
    worker.ping(60.0)
    assert scene.timer.interval() == 2000


def test_one_that_answers_is_asked_again_and_again(scene: Scene) -> None:
    worker = scene.worker()
    worker.start()
    for seconds in (60, 70, 80):
        scene.answered.said.clear()
        worker.ping(seconds)
        assert scene.timer.interval() == seconds * 1000
        scene.until(lambda: scene.answered.said == [Pong()])
        worker.expect_nothing()
        assert scene.timers == []
    assert scene.failed.said == []


def test_many_answers_to_many_requests_are_no_flood(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "ANSWER_BYTES", 40)
    scene.worker().start()
    for _ in range(5):
        scene.ping()
    assert (len(scene.answered.said), scene.failed.said) == (5, [])


def test_one_that_reads_nothing_is_ended_but_not_within_a_request(scene: Scene) -> None:
    worker = scene.worker("reads nothing")
    asks: list[bool] = []
    ended_within: list[bool] = []
    worker.failed.connect(lambda: ended_within.append(bool(asks)))
    worker.start()

    def fill() -> bool:
        asks.append(True)
        if not ended_within:
            worker.ask(Long())
        asks.clear()
        return bool(ended_within)

    scene.until(fill)
    assert ended_within == [False]


def test_a_program_that_cannot_be_started_is_given_up(scene: Scene) -> None:
    worker = scene.made()
    worker.start()
    scene.until(lambda: bool(scene.gave_up.said))
    assert (len(scene.failed.said), worker.is_running, scene.timers) == (2, False, [])


@pytest.mark.qt_log_ignore("Cannot create pipe", extend=True)
def test_without_a_file_handle_nobody_is_told_of_a_start(scene: Scene) -> None:
    worker = scene.worker()
    worker.launched.connect(lambda: worker.expect(20.0))
    with no_file_to_open():
        worker.start()
        scene.until(lambda: bool(scene.gave_up.said))
    assert (scene.launched.said, len(scene.failed.said), scene.timers) == ([], 2, [])
    worker.start()
    assert len(scene.launched.said) == 1
    worker.expect_nothing()
    scene.ping()
    assert scene.answered.said == [Pong()]


def test_the_pauses_grow_and_then_it_is_given_up_until_it_is_started(scene: Scene) -> None:
    worker = scene.worker(pauses=(0.0, 0.25, 4.0))
    worker.start()
    pauses = []
    for _ in range(3):
        worker.fail("made up")
        assert not worker.is_running
        pauses.append(scene.let_time_pass())
        assert worker.is_running
    assert pauses == [0, 250, 4000]
    worker.fail("made up")
    scene.until(lambda: bool(scene.gave_up.said))
    assert (len(scene.failed.said), worker.is_running, scene.timers) == (4, False, [])
    worker.start()
    scene.ping()
    assert scene.answered.said == [Pong()]
    worker.fail("made up")
    assert scene.timer.interval() == 0
    assert len(scene.gave_up.said) == 1


def test_a_pause_is_shorter_after_an_answer_was_waited_for(scene: Scene) -> None:
    """A worker that hung after other failures was started up to two seconds later than needed."""
    worker = scene.worker(pauses=(0.25, 4.0))
    worker.start()
    pauses = []
    for _ in range(2):
        worker.ping(1.5)
        scene.let_time_pass()
        assert not worker.is_running
        pauses.append(scene.let_time_pass())
        assert worker.is_running
    assert pauses == [0, 2500]


@pytest.mark.parametrize("how", ["forgive", "start"])
def test_forgiven_it_is_started_at_once_again(
    scene: Scene, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "GROWN_UP", -1)
    worker = scene.worker(pauses=(0.0, 60.0))
    worker.start()
    for _ in range(3):
        worker.fail("made up")
        assert scene.let_time_pass() == 0
        getattr(worker, how)()
    assert scene.gave_up.said == []


def test_one_that_has_just_been_started_is_not_forgiven(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that answers once and then dies, again and again, gets its pauses."""
    monkeypatch.setattr(process, "GROWN_UP", 1_000_000)
    worker = scene.worker(pauses=(0.0, 60.0))
    worker.start()
    for pause in (0, 60_000):
        worker.fail("made up")
        assert scene.let_time_pass() == pause
        worker.forgive()


def test_restarted_it_has_not_failed(scene: Scene) -> None:
    worker = scene.worker(pauses=(60.0,))
    worker.start()
    for _ in range(3):
        worker.restart()
    scene.ping()
    assert (scene.failed.said, scene.timers, len(scene.launched.said)) == ([], [], 4)


def test_started_during_a_pause_it_is_started_at_once_and_once(scene: Scene) -> None:
    worker = scene.worker(pauses=(60.0,))
    worker.start()
    worker.fail("made up")
    worker.start()
    assert (worker.is_running, scene.timers) == (True, [])
    scene.ping()
    assert (scene.answered.said, len(scene.launched.said)) == ([Pong()], 2)


@pytest.mark.parametrize("pauses", [(0.0,), (60.0,), ()])
def test_started_by_who_hears_of_the_end_it_is_started_once(
    scene: Scene, pauses: tuple[float, ...]
) -> None:
    worker = scene.worker(pauses=pauses)
    worker.failed.connect(worker.start)
    worker.start()
    worker.fail("made up")
    scene.ping()
    assert (scene.answered.said, scene.gave_up.said) == ([Pong()], [])
    assert (len(scene.launched.said), scene.timers) == (2, [])
    scene.until(lambda: len(scene.processes) == 1)


@pytest.mark.parametrize("end", ["close", "kill"])
@pytest.mark.parametrize("pauses", [(0.0,), (60.0,), ()])
def test_ended_by_who_hears_of_its_failure_no_other_one_follows(
    scene: Scene, pauses: tuple[float, ...], end: str
) -> None:
    worker = scene.worker(pauses=pauses)
    worker.failed.connect(getattr(worker, end))
    worker.start()
    worker.fail("made up")
    assert (worker.is_running, scene.timers) == (False, [])
    assert len(scene.launched.said) == 1


def test_started_by_who_hears_that_it_is_given_up_it_works(scene: Scene) -> None:
    worker = scene.worker("dies at start", times=1, pauses=())
    worker.gave_up.connect(worker.start)
    worker.start()
    scene.until(lambda: len(scene.launched.said) == 2)
    scene.ping()
    assert (scene.answered.said, len(scene.gave_up.said)) == ([Pong()], 1)


def test_a_failure_told_while_it_fails_is_the_same_one(scene: Scene) -> None:
    worker = scene.worker(pauses=(0.0, 60.0))
    worker.failed.connect(lambda: worker.fail("and so"))
    worker.start()
    worker.fail("made up")
    assert (len(scene.failed.said), scene.let_time_pass()) == (1, 0)
    scene.ping()
    assert scene.answered.said == [Pong()]


def test_killed_it_tells_nothing_and_stays_away(scene: Scene) -> None:
    worker = scene.worker()
    worker.start()
    scene.ping()
    worker.expect(60.0)
    worker.kill()
    assert (worker.is_running, scene.timers) == (False, [])
    scene.until(lambda: not any(map(is_there, started(scene.folder))))
    assert (scene.failed.said, len(scene.launched.said)) == ([], 1)


def test_closed_it_is_asked_to_end_and_waited_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "END", MINUTE)
    worker = scene.worker()
    worker.start()
    scene.ping()
    worker.close()
    assert was_asked_to_end(scene.folder)
    assert not any(map(is_there, started(scene.folder)))
    assert (worker.is_running, scene.failed.said, scene.timers) == (False, [], [])


def test_closed_while_it_hangs_it_is_killed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "END", 10)
    worker = scene.worker("hangs when asked")
    worker.start()
    scene.ping()
    worker.close()
    assert not any(map(is_there, started(scene.folder)))


def test_one_that_cannot_listen_is_not_waited_for(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "END", MINUTE)
    worker = scene.worker("hangs when asked")
    worker.start()
    scene.ping()
    begun = time.perf_counter()
    worker.close(listens=False)
    assert time.perf_counter() - begun < MINUTE / 1000 / 2
    assert not any(map(is_there, started(scene.folder)))


def test_one_that_was_killed_and_still_runs_is_waited_for(scene: Scene) -> None:
    worker = scene.worker()
    worker.start()
    scene.ping()
    worker.kill()
    assert len(scene.processes) == 1
    worker.close()
    assert scene.processes == []


def test_closed_in_a_pause_it_is_not_started_any_more(scene: Scene) -> None:
    worker = scene.worker(pauses=(60.0,))
    worker.start()
    worker.fail("made up")
    worker.close()
    assert (worker.is_running, scene.timers, scene.processes) == (False, [], [])
