"""Install the .deb where there is nothing but a minimal Debian, and practise there for a minute.

    python packaging/check_in_bare_root.py supine_0.1.0_amd64.deb [FOLDER]

Needs root, debootstrap, bubblewrap and the Debian that apt is set up with. Nothing is installed in
the bare system but the package and what it declares: no Python, no tools. Screen and sound server
run outside; only their sockets are let in, and no network. What is heard is recorded and looked
for. Any line on standard error that `EXPLAINED` does not explain fails the check, and so does any
file that is left behind when the package has been removed, but the person's own.
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

from supine import APPLICATION_ID

EXPLAINED: dict[str, str] = {}
"""Lines on standard error that mean no harm, as expressions, and why."""

VOICE = ("speech-dispatcher", "speech-dispatcher-espeak-ng", "speech-dispatcher-audio-plugins")
"""What the package recommends for the voice."""

MENU = ("desktop-file-utils", "shared-mime-info", "hicolor-icon-theme")
"""What every desktop has to find programs and the kinds of their files."""

SCREENS = "/tmp/.X11-unix"  # noqa: S108 - where every X server has its socket
HOME, RUNTIME, FILES = "/home/person", "/run/user/0", "/home/person/files"

NOT_OURS = ("proc", "sys", "dev", "tmp", "run", "home", "var/cache", "var/log", "var/lib/apt",
            "var/lib/dpkg", "var/backups", "etc/ld.so.cache", "etc/shadow-")  # fmt: skip
"""Places that the installer keeps its own books in, and the person's own."""

WINDOW_CLASS = "supine"
"""As the desktop entry says."""

SETTINGS = "version: 1\nvoice: true\nbreaths_per_minute: 6\nsettle: 0.5\n"


def main(words: list[str]) -> int:
    """Check everything, and say what was seen."""
    package = Path(words[0]).resolve()
    folder = Path(words[1] if len(words) > 1 else "build/bare").resolve()
    root = bare_root(folder)
    before = files(root)
    with ExitStack() as stack:
        screen, speaker = Screen(folder / "screen"), Speaker(folder / "speaker")
        stack.callback(screen.close)
        stack.callback(speaker.close)
        install(root, package)
        check_nothing_helps(root)
        silent = practise(root, screen, speaker, seconds=15)
        assert traces.named(silent, "fault"), "without a speech service nothing was said of it"
        install(root, *VOICE, *MENU)
        check_menu(root)
        events = practise(root, screen, speaker, seconds=60)
        check_heard(folder / "speaker" / "heard.raw", events)
        check_files_open(root, screen, speaker)
    remove(root)
    left = sorted(files(root) - before)
    assert not left, f"left behind: {left}"
    kept = [path for path in (root / HOME[1:]).rglob("*") if path.is_file()]
    say(f"removed without a trace; kept: {', '.join(sorted(path.name for path in kept))}")
    return 0


def bare_root(folder: Path) -> Path:
    """Return a fresh minimal system; what debootstrap has fetched is kept for the next time."""
    base, root = folder / "base", folder / "root"
    if not (folder / "base.done").exists():
        shutil.rmtree(base, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        site, name, parts = mirror()
        run("debootstrap", "--variant=minbase", f"--components={parts}", name, str(base), site)
        (folder / "base.done").touch()
    shutil.rmtree(root, ignore_errors=True)
    run("cp", "-a", str(base), str(root))
    for place in (HOME, FILES, RUNTIME):
        (root / place[1:]).mkdir(parents=True, exist_ok=True)
    return root


def mirror() -> tuple[str, str, str]:
    """Return where apt gets this system from, its name, and its components."""
    told = run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME) $(COMPONENT)",
               "Created-By: Packages")  # fmt: skip
    release = Path("/etc/os-release").read_text()
    name = re.search(r"^VERSION_CODENAME=(\w+)", release, re.MULTILINE)
    assert name, "which system this is, is not said"
    targets = [line.split() for line in told.splitlines()]
    found = [(site, part) for site, codename, part in targets if codename == name[1]]
    return found[0][0], name[1], ",".join(sorted({part for _site, part in found}))


def inside(root: Path, *more: str) -> list[str]:
    """Return how a command is begun that sees the bare system alone."""
    return [
        "bwrap", "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--clearenv",
        "--bind", str(root), "/", "--proc", "/proc", "--dev", "/dev",
        "--setenv", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "--setenv", "LANG", "C.UTF-8",
        "--setenv", "HOME", HOME, *more,
    ]  # fmt: skip


def install(root: Path, *what: str | Path) -> None:
    """Let apt install `what`, and nothing that is merely recommended."""
    for path in (one for one in what if isinstance(one, Path)):
        shutil.copy(path, root / "mnt")
    names = [f"/mnt/{one.name}" if isinstance(one, Path) else one for one in what]
    apt(root, "install", "--no-install-recommends", *names)


def remove(root: Path) -> None:
    """Let apt remove the package with all that came for its sake."""
    apt(root, "purge", "supine", *VOICE, *MENU)
    apt(root, "autoremove", "--purge")
    for path in (root / "mnt").glob("*.deb"):
        path.unlink()


def apt(root: Path, *words: str) -> None:
    """Let apt in the bare system do something."""
    known = ["--ro-bind", "/etc/resolv.conf", "/etc/resolv.conf", "--cap-add", "ALL"]
    quiet = ["--setenv", "DEBIAN_FRONTEND", "noninteractive"]
    if not any((root / "var/lib/apt/lists").glob("*Packages*")):
        run(*inside(root, *known, *quiet), "apt-get", "-q", "update")
    run(*inside(root, *known, *quiet), "apt-get", "-qy", *words)


def practise(root: Path, screen: Screen, speaker: Speaker, seconds: int) -> list[Event]:
    """Practise for some time, with what is heard recorded; return what the program traced."""
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
    """Let the program run in the bare system, with a screen and a sound server and no network."""
    errors = speaker.folder / "stderr"
    sockets = [
        "--bind", SCREENS, SCREENS, "--bind", str(speaker.folder), RUNTIME,
        "--setenv", "DISPLAY", screen.name, "--setenv", "XDG_RUNTIME_DIR", RUNTIME,
        "--setenv", "PULSE_SERVER", f"unix:{RUNTIME}/pulse/native", "--unshare-net",
    ]  # fmt: skip
    with errors.open("wb") as file:
        program = subprocess.Popen(
            [*inside(root, *sockets), "supine", *words], stdout=file, stderr=file
        )
    try:
        yield program
    finally:
        close(program)
    odd = unexplained(errors.read_text(errors="replace"))
    assert not odd, f"on standard error: {odd}"


def close(program: subprocess.Popen[bytes]) -> None:
    """Ask the program in the sandbox to close, as a desktop does when the person leaves."""
    # the sandbox has a process of its own at the top, and the program beneath it
    top = children(program.pid)
    inner = [child for process in top for child in children(int(process))]
    if inner:
        run("kill", "-TERM", *inner)
    until(lambda: program.poll() is not None, "the end of the program", 20)


def children(process: int) -> list[str]:
    """Return the processes that a process has started."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def unexplained(text: str) -> list[str]:
    """Return the lines that nobody has explained."""
    known = [re.compile(pattern) for pattern in EXPLAINED]
    return [line for line in text.splitlines() if not any(one.search(line) for one in known)]


def check_nothing_helps(root: Path) -> None:
    """There must be no Python and no Qt but the package's own."""
    helpers = [
        path for pattern in ("usr/bin/python*", "usr/lib/python3*", "usr/lib/**/libQt*", "opt/*")
        for path in root.glob(pattern) if "usr/lib/supine" not in str(path)
    ]  # fmt: skip
    assert not helpers, f"not bare: {helpers}"
    packages = run("dpkg-query", f"--admindir={root}/var/lib/dpkg", "-f", "${Package}\n", "-W")
    say(f"installed with what it declares: {len(packages.split())} packages in all")


def check_started_programs() -> None:
    """A speech service that the program has started must not look for libraries in it."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            name, told = (place / "comm").read_text(), (place / "environ").read_bytes()
        except OSError:
            continue
        assert not (name.startswith(("speech-", "sd_")) and b"supine" in told), told


def check_menu(root: Path) -> None:
    """The desktop must find the program, its icon and the kind of its files."""
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
            # the button that begins has the focus as soon as the sequence is there
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
    """Yield how loud each line was."""
    begun = 0.0
    for event in spoken.events:
        if event["event"] == "say" and event.get("heard"):
            begun = event["wall"]
        elif event["event"] == "said" and begun:
            yield spoken.loudest(begun, event["wall"])
            begun = 0.0


def files(root: Path) -> set[str]:
    """Return every path in the bare system that a package may have laid there."""
    names = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    return {name for name in names if not name.startswith(NOT_OURS)}


def run(*words: str) -> str:
    """Run a command and return what it says; show it all if it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise AssertionError(message)
    return done.stdout


def say(line: str) -> None:
    """Tell it at once, since the next step may take a minute."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
