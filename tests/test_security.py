"""SECURITY.md claims nothing that no test holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from supine.core import recordings, yaml_document, yaml_errors
from supine.core.checks import LONGEST_HOURS
from supine.desktop.instance_call import LONGEST_CALL
from supine.settings import file as settings
from supine.worker import messages
from supine.worker.child import LONGEST_CALL as LONGEST_ENGINE_CALL
from tests.core import test_hostile
from tests.test_laws import SOURCE, imports_in, modules

ROOT = Path(__file__).parent.parent

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")

NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))

CLAIMS = [row for row in TEXT.splitlines() if re.match(r"\| [^|]+ \| [^|]+ \| .*tests/", row)]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("heading", ["What it cannot do", "What others cannot do"])
def test_each_claim_names_its_tests(heading: str) -> None:
    table = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    _head, _line, *rows = [line for line in table.splitlines() if line.startswith("|")]
    assert len(rows) > 5
    for row in rows:
        assert row in CLAIMS
        assert row.count("`tests/") == len(re.findall(r"`tests/[\w/]+\.py::\w+`", row)), row


LIMITS = {
    f"{yaml_document.MAX_BYTES // 1_000_000} MB": "a file",
    f"{yaml_document.MAX_VALUES:,} values": "values",
    f"{yaml_errors.LONGEST_LINE:,} characters a line": "a line",
    f"{yaml_document.MAX_PROBLEMS} problems": "problems",
    f"at {yaml_errors.MAX_DEPTH} levels": "depth",
    f"{test_hostile.SECONDS:.0f} seconds of processor time": "time",
    f"{test_hostile.MEGABYTES:.0f} MB": "memory",
    f"{LONGEST_HOURS} hours": "a practice",
    f"{recordings.LONGEST:.0f} seconds": "a recording",
    f"{recordings.MOST_BYTES // 1_000_000} MB": "a recording's file",
    f"{settings.MAX_BYTES // 1000} kB": "settings",
    f"{messages.LINE_LIMIT:,} bytes": "a message",
    f"{LONGEST_CALL:,} bytes": "a call",
    f"{LONGEST_ENGINE_CALL} seconds": "a call into an engine",
}


@pytest.mark.parametrize("words", LIMITS, ids=LIMITS.values())
def test_each_limit_is_the_program_s_own(words: str) -> None:
    assert words in " ".join(TEXT.split())


def called_in(path: Path) -> set[str]:
    """Return every function that the file at `path` calls, as it is written: `yaml.parse`."""
    nodes = ast.walk(ast.parse(path.read_bytes()))
    return {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}


CODE = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "QProcess.startDetached"}

RUNNERS = {"subprocess", "pickle", "marshal", "shelve", "importlib", "runpy", "code"}


@pytest.mark.parametrize("path", modules("."), ids=lambda path: path.stem)
def test_nothing_here_runs_code_or_other_programs(path: Path) -> None:
    assert {name.split(".")[0] for name in imports_in(path)}.isdisjoint(RUNNERS)
    calls = called_in(path)
    assert calls.isdisjoint(CODE)
    assert {name for name in calls if name.startswith("yaml.")} <= {"yaml.parse"}
    # one program is started: this one, as a worker
    assert "QProcess" not in calls or path == SOURCE / "worker" / "process.py"


@pytest.mark.parametrize("path", modules("."), ids=lambda path: path.stem)
def test_every_label_shows_plain_text(path: Path) -> None:
    calls = called_in(path)
    assert "QLabel" not in calls or path.stem == "labels"
    assert calls.isdisjoint({"QTextDocument", "QTextEdit", "QTextBrowser", "QMessageBox"})


def test_each_variable_of_the_environment_is_named() -> None:
    found = set()
    for path in modules("."):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"os\.environ(?:\.\w+\(|\[)\"(\w+)\"", text))
    assert "XDG_RUNTIME_DIR" in found
    assert {name for name in found if f"`{name}`" not in TEXT} == set()
