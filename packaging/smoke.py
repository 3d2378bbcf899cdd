"""Check that an installed or packaged program works: what it prints, shows, plays and says.

    python packaging/smoke.py PROGRAM

Needs no screen. The output is compared with that of the source beside this file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from supine import __version__
from supine.core.fit_to_time import fit_to_time
from supine.core.listing import as_values
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.resources import shipped_sequences
from supine.settings.declaration import Settings
from supine.speech.client import COMMAND
from supine.speech.protocol import Configure
from supine.worker.messages import Quit, encoded

Program = Callable[..., str]

NO_VOICE = 'Error loading text-to-speech plug-in "speechd"\n'
"""What Qt says where the speech service's library is missing: a voice may be there or not."""


def main(words: list[str]) -> int:
    """Try everything and print the results."""
    path = Path(words[0]).resolve()
    with tempfile.TemporaryDirectory() as folder:

        def program(*words: str | Path, told: bytes = b"") -> str:
            return ask(path, Path(folder), *words, told=told)

        for check in (says_its_version, plans, checks, draws, keeps_a_journal, practises, speaks):
            check(program, Path(folder))
            print(f"{check.__name__.replace('_', ' ')}: yes", flush=True)
    return 0


def ask(path: Path, folder: Path, *words: str | Path, told: bytes) -> str:
    """Return the output of the program; it must succeed and print no error."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # the program must not see the source
    env.pop("PYTHONPATH", None)
    done = subprocess.run(
        [path, *words], input=told, capture_output=True, timeout=120, env=env, cwd=folder,
        check=False,
    )  # fmt: skip
    said = (done.returncode, done.stderr.decode(errors="replace").removeprefix(NO_VOICE))
    assert said == (0, ""), f"{words}: {said}"
    return done.stdout.decode("utf-8")


def says_its_version(program: Program, _folder: Path) -> None:
    """The program has the version of this source."""
    assert program("--version").strip() == f"supine {__version__}"


def plans(program: Program, _folder: Path) -> None:
    """The sequences are inside, and give the same plan."""
    pace = Settings().pace
    for path in shipped_sequences():
        ours = plan(fit_to_time(read_file(path), pace, None), pace)
        assert json.loads(program("plan", path.stem, "--json")) == json.loads(
            json.dumps(as_values(ours))
        )


def checks(program: Program, folder: Path) -> None:
    """The stances are inside, so a sequence that names them has no problems."""
    for path in shipped_sequences():
        copy = folder / path.name
        copy.write_bytes(path.read_bytes())
        assert program("check", copy).startswith("fine: ")


def draws(program: Program, folder: Path) -> None:
    """The themes are inside, and a picture can be written."""
    program("figure", "twist", "-o", folder / "twist.png")
    assert (folder / "twist.png").read_bytes().startswith(b"\x89PNG")


def keeps_a_journal(program: Program, folder: Path) -> None:
    """A table comes into the journal, and goes out as a page with its own type."""
    profile, table, page = folder / "other", folder / "diary.csv", folder / "back.pdf"
    table.write_text("date,pain\n2026-11-26,4\n2026-11-27,3\n")
    program("journal", "--profile", profile, "--import", table, "--yes")
    program("journal", "--profile", profile, "--pdf", page)
    data = page.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"AtkinsonHyperlegible" in data


def practises(program: Program, folder: Path) -> None:
    """A practice begins and goes on, with or without a sound device."""
    trace = folder / "trace"
    settings = folder / "profile" / "settings.yaml"
    settings.parent.mkdir()
    settings.write_text("version: 1\nvoice: false\nsettle: 0.5\n")
    # on a busy machine the first bell came later than after six seconds
    program(
        "low-back-release", "--practise", "--speed", "10", "--quit-after", "15",
        "--profile", settings.parent, "--trace", trace,
    )  # fmt: skip
    events = [json.loads(line)["event"] for line in trace.read_text().splitlines()]
    assert {"start", "step", "bell"} <= set(events), events


def speaks(program: Program, _folder: Path) -> None:
    """The speech worker starts and answers; whether there is a voice depends on the system."""
    answers = program(COMMAND, told=encoded(Configure()) + encoded(Quit()))
    assert '"ready"' in answers, answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
