"""Three hundred faults of the sound in one practice, in random order, fifty of each kind.

The worker is killed or stopped, the server is killed and started again at once or some seconds
later, the server hangs for some seconds, the default device changes. After each fault the sound
must come back: the server then has a stream of the worker on the default device again. The window
notes its longest gap between two frames in each second. In a hold of breaths, with bells and wave.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator

from tests.benchmarks.bench import Bench, desktop
from tests.benchmarks.table import Line, Row
from tests.e2e import traces
from tests.e2e.desktop import Speaker
from tests.e2e.driver import Supine
from tests.e2e.waiting import until

TIMES = 50
"""How often each kind happens."""

BACK, SLOWEST = 3.0, 6.0
"""Seconds in which the sound must be back after the server; and after a worker that hangs, which
is only found to hang after 2 to 3 s."""

LONG = 30.0
"""Seconds after which the sound is given up."""

HOLD = """\
  - pose: Hamstring {number}
    stance: hamstring
    holds:
      - count: 60
        unit: breaths
    leave:
      - Let go.
"""

SEQUENCE = "title: Long holds\nsteps:\n" + "".join(HOLD.format(number=n) for n in range(1, 13))
"""An hour."""


class Scene:
    """A practice, and the sound server that it plays to."""

    def __init__(self, program: Supine, speaker: Speaker, chosen: random.Random) -> None:
        self.program, self.speaker, self.chosen = program, speaker, chosen
        self.devices = 0

    def seconds_to_sound(self, device: str = "mat") -> float:
        """Return after how many seconds there is a stream on `device`, and on no other."""
        began = time.monotonic()
        until(lambda: set(self.speaker.streams()) == {device}, "a stream", LONG)
        return time.monotonic() - began

    def kill_worker(self) -> float:
        """Kill the worker."""
        before = self.program.sound
        os.kill(before, signal.SIGKILL)
        until(lambda: self.program.sound not in (0, before), "another worker", LONG)
        return self.seconds_to_sound()

    def stop_worker(self) -> float:
        """Let the worker hang."""
        before, began = self.program.sound, time.monotonic()
        os.kill(before, signal.SIGSTOP)
        until(lambda: self.program.sound not in (0, before), "another worker", LONG)
        self.seconds_to_sound()
        return time.monotonic() - began

    def restart_server(self) -> float:
        """Kill the server and start it at once."""
        self.speaker.stop()
        self.speaker.start()
        return self.seconds_to_sound()

    def restart_server_later(self) -> float:
        """Kill the server and start it some seconds later."""
        self.speaker.stop()
        time.sleep(self.chosen.uniform(0.0, 4.0))
        self.speaker.start()
        return self.seconds_to_sound()

    def hang_server(self) -> float:
        """Let the server hang for some seconds."""
        self.speaker.hang()
        time.sleep(self.chosen.uniform(0.2, 4.0))
        self.speaker.come_round()
        return self.seconds_to_sound()

    def change_device(self) -> float:
        """Plug in another device, and out again."""
        self.devices += 1
        name = f"headset{self.devices}"
        self.speaker.plug(name)
        seconds = self.seconds_to_sound(name)
        self.speaker.unplug(name)
        return max(seconds, self.seconds_to_sound())


FAULTS: dict[str, tuple[Callable[[Scene], float], float]] = {
    "the worker is killed": (Scene.kill_worker, BACK),
    "the worker hangs": (Scene.stop_worker, SLOWEST),
    "the server is killed and started": (Scene.restart_server, BACK),
    "the server is killed and started later": (Scene.restart_server_later, BACK),
    "the server hangs": (Scene.hang_server, BACK),
    "the device changes": (Scene.change_device, BACK),
}


def measure(bench: Bench) -> Iterator[Line]:
    """Measure how long the sound takes to come back, and what the window saw of it."""
    chosen = random.Random(13)  # noqa: S311 - the same order in each run
    order = [name for name in FAULTS for _ in range(bench.times(TIMES))]
    chosen.shuffle(order)
    back: dict[str, list[float]] = {name: [] for name in FAULTS}
    with desktop() as starter:
        starter.settings("breaths_per_minute: 12\nwave: true")
        sequence = starter.folder / "hold.yaml"
        sequence.write_text(SEQUENCE)
        program = starter.practise(str(sequence), "--fullscreen")
        scene = Scene(program, starter.speaker, chosen)
        program.wait_for("breath", heard=True)
        since = len(program.events)
        for name in order:
            back[name].append(FAULTS[name][0](scene))
            # as it is in life: not the next one at once
            time.sleep(chosen.uniform(0.0, 3.0))
        heard = program.wait_for("breath", len(program.events), heard=True)
        events = program.events[since:]
        program.close()
    gaps = [event["gap"] for event in traces.named(events, "frame")]
    for name, (_fault, most) in FAULTS.items():
        yield Row(f"sound again after: {name}", back[name], most, "s", of=max)
    yield Row(
        f"frame gap, longest in {len(order)} faults of the sound", gaps, 50.0, "ms", of=max,
        remark=f"in {heard['mono'] - events[0]['mono']:.0f} s of practice",
    )  # fmt: skip
