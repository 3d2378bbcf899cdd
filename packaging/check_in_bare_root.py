"""Install the .deb where there is nothing but a minimal Debian, and practise there for a minute.

    python packaging/check_in_bare_root.py supine_0.1.0_amd64.deb [FOLDER]

Needs root, debootstrap, bubblewrap and the Debian for which apt is set up. Only the package and its
dependencies are installed in the bare system: no Python, no tools. Screen and sound server run
outside; the program sees their sockets and no network. The sound is recorded and checked. A line on
standard error that `EXPLAINED` does not explain fails the check, and so does a file that is left
after the package was removed, except the person's own files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.e2e import hearing, traces
from tests.e2e.desktop import Screen, Speaker
from tests.e2e.spoken import LOUD, Spoken, recorded
from tests.e2e.traces import Event
from tests.e2e.waiting import until

import bare_root
from bare_root import HOME
from supine import APPLICATION_ID

EXPLAINED: dict[str, str] = {}
"""Harmless lines on standard error, as regular expressions, and why they are harmless."""

VOICE = ("speech-dispatcher", "speech-dispatcher-espeak-ng", "speech-dispatcher-audio-plugins")
"""The packages that are recommended for the voice."""

MENU = ("desktop-file-utils", "shared-mime-info", "hicolor-icon-theme")
"""The packages with which every desktop finds programs and their file types."""

SCREENS = "/tmp/.X11-unix"  # noqa: S108 - where every X server has its socket
RUNTIME, FILES = "/run/user/0", f"{HOME}/files"

WINDOW_CLASS = "supine"
"""As the desktop entry says."""

SETTINGS = "version: 1\nvoice: true\nbreaths_per_minute: 6\nsettle: 0.5\n"


def main(words: list[str]) -> int:
    """Check everything and print the results."""
    package = Path(words[0]).resolve()
    folder = Path(words[1] if len(words) > 1 else "build/bare").resolve()
    root = bare_root.make(folder)
    for place in (FILES, RUNTIME):
        (root / place[1:]).mkdir(parents=True)
    before = bare_root.files(root)
    with ExitStack() as stack:
        screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
        stack.callback(screen.close)
        stack.callback(speaker.close)
        bare_root.install(root, package)
        check_nothing_helps(root)
        silent = practise(root, screen, speaker, seconds=15)
        faults = [event["what"] for event in traces.named(silent, "fault")]
        assert any("voice" in what for what in faults), f"of the voice nothing was said: {faults}"
        bare_root.install(root, *VOICE, *MENU)
        check_menu(root)
        events = practise(root, screen, speaker, seconds=60)
        check_heard(folder / "speaker" / "heard.raw", events)
        check_files_open(root, screen, speaker)
    bare_root.remove(root, "supine", *VOICE, *MENU)
    left = sorted(bare_root.files(root) - before)
    assert not left, f"left behind: {left}"
    kept = [path for path in (root / HOME[1:]).rglob("*") if path.is_file()]
    say(f"removed without a trace; kept: {', '.join(sorted(path.name for path in kept))}")
    return 0


def practise(root: Path, screen: Screen, speaker: Speaker, seconds: int) -> list[Event]:
    """Practise for some time while the sound is recorded; return the trace."""
    own = root / HOME[1:] / ".local/share/supine"
    own.mkdir(parents=True, exist_ok=True)
    (own / "settings.yaml").write_text(SETTINGS)
    trace, heard = root / FILES[1:] / "trace", speaker.folder / "heard.raw"
    trace.unlink(missing_ok=True)
    heard.unlink(missing_ok=True)
    words = ["low-back-release", "--practise", "--trace", f"{FILES}/trace"]
    with speaker.record(heard), running(root, screen, speaker, *words) as program:
        until(lambda: traces.named(traces.read(trace), "start"), "the start", 30)
        began = time.monotonic()
        until(lambda: time.monotonic() > began + seconds or program.poll() is not None,
              "the end", seconds + 5)  # fmt: skip
        assert program.poll() is None, "it has ended by itself"
        check_started_programs()
    events = traces.read(trace)
    bells = traces.named(events, "bell", heard=True)
    assert bells, "no bell"
    say(f"practised {seconds} s: {len(events)} events, {len(bells)} bells")
    return events


@contextmanager
def running(
    root: Path, screen: Screen, speaker: Speaker, *words: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program in the bare system, with a screen and a sound server but no network."""
    errors = speaker.folder / "stderr"
    sockets = [
        "--bind", SCREENS, SCREENS, "--bind", str(speaker.folder), RUNTIME,
        "--setenv", "DISPLAY", screen.name, "--setenv", "XDG_RUNTIME_DIR", RUNTIME,
        "--setenv", "PULSE_SERVER", f"unix:{RUNTIME}/pulse/native", "--unshare-net",
    ]  # fmt: skip
    with errors.open("wb") as file:
        program = subprocess.Popen(
            [*bare_root.inside(root, *sockets), "supine", *words], stdout=file, stderr=file
        )
    try:
        yield program
    finally:
        close(program)
    odd = unexplained(errors.read_text(errors="replace"))
    assert not odd, f"on standard error: {odd}"


def close(program: subprocess.Popen[bytes]) -> None:
    """Ask the program in the sandbox to close, as a desktop does when the person leaves."""
    # the first process of the sandbox is its own; the program is a child of it
    top = children(program.pid)
    inner = [child for process in top for child in children(int(process))]
    if inner:
        bare_root.run("kill", "-TERM", *inner)
    until(lambda: program.poll() is not None, "the end of the program", 20)


def children(process: int) -> list[str]:
    """Return the processes that a process has started."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def unexplained(text: str) -> list[str]:
    """Return the lines that `EXPLAINED` does not explain."""
    known = [re.compile(pattern) for pattern in EXPLAINED]
    return [line for line in text.splitlines() if not any(one.search(line) for one in known)]


def check_nothing_helps(root: Path) -> None:
    """There must be no Python and no Qt except those in the package."""
    helpers = [
        path for pattern in ("usr/bin/python*", "usr/lib/python3*", "usr/lib/**/libQt*", "opt/*")
        for path in root.glob(pattern) if "usr/lib/supine" not in str(path)
    ]  # fmt: skip
    assert not helpers, f"not bare: {helpers}"
    packages = bare_root.run(
        "dpkg-query", f"--admindir={root}/var/lib/dpkg", "-f", "${Package}\n", "-W"
    )
    say(f"installed with what it declares: {len(packages.split())} packages in all")


def check_started_programs() -> None:
    """A speech service that the program has started must not look for libraries in it."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            name, told = (place / "comm").read_text(), (place / "environ").read_bytes()
        except OSError:
            continue
        assert not (name.startswith(("speech-", "sd_")) and b"_internal" in told), told


def check_menu(root: Path) -> None:
    """The desktop must find the program, its icon and its file type."""
    share = root / "usr/share"
    entry = (share / f"applications/{APPLICATION_ID}.desktop").read_text()
    command, icon = (re.search(rf"^{key}=(\S+)", entry, re.MULTILINE) for key in ("Exec", "Icon"))
    assert command, "nothing is started"
    assert icon, "no icon"
    assert (root / "usr/bin" / command[1]).is_symlink()
    assert len(list(share.glob(f"icons/hicolor/*/apps/{icon[1]}.*"))) == 10
    kind = "application/x-supine-sequence"
    assert f"60:{kind}:*.supine.yaml" in (share / "mime/globs2").read_text()
    opened_by = (share / "applications/mimeinfo.cache").read_text()
    assert f"{kind}={APPLICATION_ID}.desktop" in opened_by
    say("in the menu, with its icon; *.supine.yaml is its own kind of file and opens with it")


def check_files_open(root: Path, screen: Screen, speaker: Speaker) -> None:
    """A sequence that is double-clicked must be shown."""
    source = root / "usr/lib/supine/_internal/supine/sequences/low-back-release.yaml"
    shutil.copy(source, root / FILES[1:] / "mine.supine.yaml")
    trace = root / FILES[1:] / "opened"
    words = [f"{FILES}/mine.supine.yaml", "--trace", f"{FILES}/opened"]
    seen = ("xdotool", "search", "--onlyvisible", "--class", WINDOW_CLASS)
    with running(root, screen, speaker, *words):
        window = until(lambda: screen.ask(*seen).split(), "its window", 30)[0]
        screen.do("windowactivate", "--sync", window)

        def begun() -> list[Event]:
            # the button that begins has the focus as soon as the sequence is shown
            screen.do("key", "Return")
            return traces.named(traces.read(trace), "start")

        until(begun, "a practice of it", 30)
    say("opens a sequence file")


def check_heard(recording: Path, events: list[Event]) -> None:
    """Bells and tones must be heard in time, and every line that was said."""
    spoken = recorded(recording, events, SETTINGS)
    samples = hearing.open_recording(recording)
    timing = hearing.timing(hearing.hear(samples, events, spoken.began))
    assert not timing.missing, timing
    said = list(lines(spoken))
    assert said, "nothing was said"
    assert all(loud > LOUD for loud in said), said
    say(f"{timing.heard} sounds heard, worst {timing.worst:.1f} ms off; {len(said)} lines heard")


def lines(spoken: Spoken) -> Iterator[float]:
    """Yield the loudness of each line."""
    begun = 0.0
    for event in spoken.events:
        if event["event"] == "say" and event.get("heard"):
            begun = event["wall"]
        elif event["event"] == "said" and begun:
            yield spoken.loudest(begun, event["wall"])
            begun = 0.0


def say(line: str) -> None:
    """Print it at once, since the next step may take a minute."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
