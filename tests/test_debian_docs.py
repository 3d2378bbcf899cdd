"""The documents in the .deb are as Debian reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import debian_docs
from supine import __version__

ROOT = Path(__file__).parents[1]
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

TWO = """\
# Changes

## 0.2.0, 2027-02-01

- A [link](docs/laws.md) and words that are so many that they do not all fit into one line of a
  changelog.

## 0.1.0

Practice:

- One.
- Two.
"""


def test_a_changelog_is_written_as_debian_reads_it() -> None:
    assert debian_docs.changelog(TWO, 0.0) == (
        "supine (0.2.0) unstable; urgency=medium\n"
        "\n"
        "  * A link and words that are so many that they do not all fit into one line\n"
        "    of a changelog.\n"
        "\n"
        f" -- {debian_docs.MAINTAINER}  Thu, 01 Jan 1970 00:00:00 -0000\n"
        "\n"
        "supine (0.1.0) unstable; urgency=medium\n"
        "\n"
        "  [ Practice ]\n"
        "  * One.\n"
        "  * Two.\n"
        "\n"
        f" -- {debian_docs.MAINTAINER}  Thu, 01 Jan 1970 00:00:00 -0000\n"
    )


def test_every_change_is_in_the_changelog() -> None:
    made = debian_docs.changelog(CHANGES, 0.0)
    assert made.startswith(f"supine ({__version__}) ")
    assert made.count("\n  * ") == len(re.findall("^- ", CHANGES, re.MULTILINE))
    assert max(len(line) for line in made.splitlines() if not line.startswith(" -- ")) <= 80


@pytest.mark.skipif(not shutil.which("dpkg-parsechangelog"), reason="a tool of Debian")
def test_debian_s_own_reader_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "changelog"
    path.write_text(debian_docs.changelog(CHANGES, 1e9), encoding="utf-8")
    words = ["dpkg-parsechangelog", "--show-field", "Version", "-l", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{__version__}\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="jeepney is used on Linux alone")
def test_the_copyright_has_a_notice_for_each_licence_that_asks_for_one() -> None:
    made = debian_docs.copyright_notice()
    assert "Supine is Copyright (C) 2026" in made
    for name in debian_docs.CARRIED:
        assert re.search(rf"^{name}:\n\n.*?^Copyright \(c\)", made, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", [[], ["check"], ["plan"], ["figure"]])
def test_the_manual_page_has_each_option(command: list[str]) -> None:
    manual = debian_docs.manual_page("https://example.org").replace(r"\-", "-")
    assert f"Supine {__version__}" in manual
    assert "https://example.org" in manual
    words = [sys.executable, "-m", "supine", *command, "--help"]
    helped = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    for option in re.findall(r"--[a-z-]+", helped):
        assert option in manual


@pytest.mark.skipif(not shutil.which("man"), reason="a tool of Debian")
def test_the_manual_page_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "supine.1"
    path.write_text(debian_docs.manual_page("https://example.org"), encoding="utf-8")
    words = ["man", "--warnings", "-E", "UTF-8", "-l", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "practice companion" in done.stdout
