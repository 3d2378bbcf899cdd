"""A desktop of its own for the program under test: screen, window manager, sound server."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.e2e.waiting import until

Picture = npt.NDArray[np.uint8]
"""Red, green and blue of each pixel: rows, columns, 3."""

NOWHERE = "unix:path=/nowhere"
"""Where no message bus listens."""


NO_COOKIE = "Failed to load cookie file from cookie: No such file or directory"
"""What the sound library says for itself where it may write nothing."""


def end(process: subprocess.Popen[bytes]) -> None:
    """End `process`, politely at first."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Screen:
    """A virtual screen with a window manager, a keyboard and a mouse."""

    def __init__(self, folder: Path, width: int = 1920, height: int = 1080) -> None:
        """Start it; its pixels lie in a file in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.width, self.height, self._folder = width, height, folder
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as file:
            self.name = f":{file.readline().strip()}"
        self._env = {**os.environ, "DISPLAY": self.name, "HOME": str(folder)}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self._env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"),
              "a window manager")  # fmt: skip

    def ask(self, *words: str) -> str:
        """Return what a tool of the screen answers, or nothing if it fails."""
        done = subprocess.run(words, env=self._env, capture_output=True, timeout=60, check=False)
        return done.stdout.decode(errors="replace") if done.returncode == 0 else ""

    def do(self, *words: str) -> None:
        """Move the mouse or press keys, as xdotool calls it."""
        subprocess.run(
            ["xdotool", *words], env=self._env, check=True, timeout=60, stdout=subprocess.DEVNULL
        )

    @property
    def server(self) -> int:
        """The process that shows it."""
        return self._server.pid

    def hold(self, key: str, seconds: float) -> None:
        """Hold a key down for some time."""
        self.do("keydown", key)
        time.sleep(seconds)
        self.do("keyup", key)

    def picture(self) -> Picture:
        """Return what is on the screen just now."""
        return self.live().copy()

    def live(self) -> Picture:
        """Return the screen itself: what is read from it changes as the screen does."""
        path = self._folder / "Xvfb_screen0"
        head = np.fromfile(path, ">u4", 25)
        header, width, height, line, colours = (int(head[i]) for i in (0, 4, 5, 12, 19))
        pixels = np.memmap(
            path, np.uint8, "r", offset=header + 12 * colours, shape=(height, line // 4, 4)
        )
        return np.asarray(pixels)[:, :width, 2::-1]

    def resize(self, width: int, height: int) -> None:
        """Be of another size, no larger than at first, as a laptop taken from its monitor."""
        mode = f"{width}x{height}"
        sizes = [f"{size}" for length in (width, height) for size in [length] * 4]
        self.ask("xrandr", "--newmode", mode, "50", *sizes)
        self.ask("xrandr", "--addmode", "screen", mode)
        self.ask("xrandr", "--output", "screen", "--mode", mode)
        self.width, self.height = width, height

    def lose_manager(self) -> None:
        """Let the window manager crash."""
        self._manager.kill()

    def crash(self) -> None:
        """End as a crash would, under every window."""
        self._server.kill()

    def close(self) -> None:
        """End it."""
        end(self._manager)
        end(self._server)


class Speaker:
    """A sound server with one device that nobody hears, but that can be recorded."""

    def __init__(self, folder: Path) -> None:
        """Start it with its socket in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.folder = folder
        self.address = f"unix:{folder / 'pulse' / 'native'}"
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": self.address,
            "DBUS_SESSION_BUS_ADDRESS": NOWHERE,
            "DBUS_SYSTEM_BUS_ADDRESS": NOWHERE,
        }
        self.start()

    def start(self) -> None:
        """Start the server, also again after `stop`."""
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "--load=module-native-protocol-unix", "--load=module-null-sink sink_name=mat"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: "Default Sink: mat" in self._info(), "a sound server")

    def stop(self) -> None:
        """Kill the server, as a crash would."""
        self._server.kill()
        self._server.wait()

    def hang(self) -> None:
        """Let the server answer no more."""
        self._server.send_signal(signal.SIGSTOP)

    def come_round(self) -> None:
        """Let the server answer again."""
        self._server.send_signal(signal.SIGCONT)

    @contextmanager
    def record(self, path: Path) -> Iterator[None]:
        """Record what is heard meanwhile."""
        words = ["--device=mat.monitor", "--raw", "--format=s16le", "--rate=48000", "--channels=2"]
        recorder = subprocess.Popen(
            ["parec", *words, "--latency-msec=20", path],
            env=self.environment,
        )
        try:
            until(lambda: path.exists() and path.stat().st_size, "the first sample")
            yield
        finally:
            end(recorder)

    def plug(self, name: str) -> None:
        """Add a device and make it the default."""
        self._ask("load-module", "module-null-sink", f"sink_name={name}")
        self._ask("set-default-sink", name)

    def unplug(self, name: str) -> None:
        """Take a device away again."""
        modules = self._ask("list", "short", "modules").splitlines()
        (number,) = [line.split()[0] for line in modules if f"sink_name={name}" in line]
        self._ask("unload-module", number)

    def streams(self) -> list[str]:
        """Return the device of each stream that is open."""
        lines = self._ask("list", "short", "sinks").splitlines()
        names = {number: name for number, name, *_rest in map(str.split, lines)}
        playing = self._ask("list", "short", "sink-inputs").splitlines()
        return [names.get(line.split()[1], "") for line in playing]

    def close(self) -> None:
        """End it."""
        self.come_round()
        end(self._server)

    def _info(self) -> str:
        return self._ask("info")

    def _ask(self, *words: str) -> str:
        asked = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, timeout=60, check=False
        )
        return asked.stdout.decode(errors="replace")


PIPEWIRE = ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon")


class PipeWire(Speaker):
    """The same from PipeWire, which speaks PulseAudio's protocol on current desktops."""

    def start(self) -> None:
        """Start it, also again after `stop`."""
        bus = f"unix:path={self.folder / 'bus'}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        self._servers = [
            self._run("dbus-daemon", "--session", "--nofork", f"--address={bus}", made="bus"),
            self._run("pipewire", made="pipewire-0"),
            self._run("wireplumber"),
            self._run("pipewire-pulse", made="pulse/native"),
        ]
        until(lambda: "PipeWire" in self._info(), "a sound server")
        self.plug("mat")
        until(lambda: "Default Sink: mat" in self._info(), "a device")

    def stop(self) -> None:
        """Kill it, as a crash would."""
        for server in reversed(self._servers):
            server.kill()
            server.wait()
        for name in ("bus", "pipewire-0", "pipewire-0.lock", "pulse/native"):
            (self.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """End it."""
        self.stop()

    def _run(self, *words: str, made: str = "") -> subprocess.Popen[bytes]:
        """Start one of its programs and wait for the file that it makes."""
        server = subprocess.Popen(
            words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until((self.folder / made).exists, made)
        return server
