from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from supine.library import loader as module
from supine.library.loader import Loader
from supine.region import uses_inches
from supine.resources import shipped_sequences


@pytest.mark.parametrize(
    ("where", "inches"), [("en_US", True), ("en_GB", True), ("de_DE", False), ("en_AU", False)]
)
def test_people_measure_as_is_usual_where_they_live(where: str, *, inches: bool) -> None:
    assert uses_inches(QLocale(where)) == inches


@pytest.mark.parametrize(("inches", "said"), [(True, "two inches"), (False, "five centimetres")])
def test_a_sequence_is_read_in_what_is_usual_here(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: str, *, inches: bool
) -> None:
    monkeypatch.setattr(module, "uses_inches", lambda: inches)
    loader = Loader()
    with qtbot.waitSignal(loader.loaded) as heard:
        loader.load([(Path(shipped_sequences()[0]), False)])
    loader.close()
    assert f"shift them {said} to the" in str(heard.args[1].sequence)
