#!/usr/bin/env python3
"""Take a picture of every page in every theme and size: `build/shots/THEME-SIZE-NAME.png`.

The pages are the real ones with the real sequence, on a screen that exists in memory alone. The
pictures of the README, `docs/practice.png` and `docs/stances.png`, are taken last.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import get_args

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from figure_sheet import figure_sheet
from made_up_journal import NOW, made_up_entries, made_up_journal
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QVariantAnimation
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from report_sheet import report_sheet
from round_sheet import round_sheet
from stance_sheet import place_sheet, step_sheet

from supine.app.qt_setup import make_application
from supine.audio.client import AudioClient
from supine.core.plan import Plan, Step
from supine.core.planner import plan
from supine.core.reader import read_file
from supine.core.sequence import cue_of
from supine.core.tally import Tally, added
from supine.journal.csv_reader import read_csv
from supine.journal.journal import Held, Loaded
from supine.journal.report import USUAL, Part
from supine.library.reader import open_book
from supine.practice.controller import PracticeController
from supine.practice.record import Record
from supine.practice.trace import Trace
from supine.resources import shipped_sequences
from supine.settings.declaration import Settings, Turn
from supine.settings.startup_theme import ThemeName
from supine.speech.speech import Speech
from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.main_window import MainWindow
from supine.ui.pages.before import BeforePage
from supine.ui.pages.bring_in import BringInPage
from supine.ui.pages.end import EndPage
from supine.ui.pages.journal import JournalPage
from supine.ui.pages.library import LibraryPage
from supine.ui.pages.offer_card import OfferWords
from supine.ui.pages.report import ReportPage
from supine.ui.pages.set_up import SetUpPage
from supine.ui.pages.settings import SettingsPage
from supine.ui.painting.report_file import Paper
from supine.ui.practice.keys import Action
from supine.ui.practice.overlay import Overlay
from supine.ui.practice.view import Look, PracticeView
from supine.ui.theme import palette, style_sheet, theme
from supine.ui.widgets.figure_strip import FigureStrip

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "build" / "shots"
README_PICTURE = ROOT / "docs" / "practice.png"
README_FIGURES = ROOT / "docs" / "stances.png"
ROUNDS_PICTURE = ROOT / "docs" / "rounds.png"
STEPS_PICTURE = ROOT / "docs" / "stance-steps.png"
PLACES_PICTURE = ROOT / "docs" / "stance-places.png"
REPORT_PICTURE = ROOT / "docs" / "report.png"

METRES = 1.5
"""The distance of the person from the screen."""

ROUNDS = 100
"""How often a page may repeat its layout: a card's height depends on its width, and so on.

One small figure is drawn in each round."""

Size = tuple[int, int]

PAGE_SIZES: tuple[Size, ...] = ((800, 600), (1280, 800))
PRACTICE_SIZES: tuple[Size, ...] = (*PAGE_SIZES, (1920, 1080), (3840, 2160))

RECORD = Record(
    id="of a picture",
    began=datetime.fromisoformat("2026-11-27T07:30:00+01:00"),
    sequence="low-back-release",
    title="Low Back Release",
    pace=6.0,
)
"""Of the practice that is shown."""

STANCE = re.compile(r"^ *stance:.*\n", re.MULTILINE)
"""A line that names a stance: without any, a sequence is shown in words only."""

SECTIONS = ("reading", "breathing", "sound", "voice", "hands-free", "look", "reminders", "journal")
"""The sections of the settings, in the order of their list."""

HELD = Held(
    folder=Path("/home/anna/Sync/Supine"), is_usual=False, is_there=True,
    computer="laptop-3f2a9c", entries=214, days=(date(2019, 3, 3), date(2026, 11, 27)),
    computers={"desk-71bc02": 31, "laptop-3f2a9c": 183}, skipped=0, newer=0, unread=(), future=(),
)  # fmt: skip
"""What the settings say of the journal."""

PAPERS = {21: USUAL, 91: frozenset(Part), 365: USUAL, 3653: USUAL}
"""Days of the pages for a doctor, and what is on them."""

TABLE = """\
Datum;Minuten;Schmerz;Notiz;Wetter
24.11.2026;20;4;gut geschlafen;Regen
25.11.2026;;6;lange im Auto;
gestern;;5;;
26.11.2026;20;3;;
27.11.2026;;30;;
"""

BROKEN = """\
title: Evening
steps:
  - pose: Knees in
    hold:
      - count: five
        unit: breath
  - repeat: Knees out
"""


class Clock:
    """A clock that does not run; its time is set."""

    def __init__(self) -> None:
        """Start at 0 seconds."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    theme: ThemeName
    size: Size
    text_size: float = 1.0
    still: bool = False
    ratio: float = 1.0
    """Pixels of the picture for each logical pixel."""
    turn: Turn = "none"
    """Where the top of the practice screen points."""

    @property
    def file(self) -> str:
        """The file's name."""
        more = "".join(
            text
            for text, said in (
                (f"-text{self.text_size:g}", self.text_size != 1),
                ("-still", self.still),
                (f"-x{self.ratio:g}", self.ratio != 1),
                (f"-turned-{self.turn}", self.turn != "none"),
            )
            if said
        )
        return f"{self.theme}-{self.size[0]}x{self.size[1]}-{self.name}{more}.png"


class Stage:
    """The window with its pages, and a practice at the instant of a picture."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        """Build everything; the files of the library are in `folder`."""
        self.application, self.clock, self.pace = application, Clock(), Settings().pace
        self.sequence = read_file(shipped_sequences()[0])
        self.plan: Plan = plan(self.sequence, self.pace)
        broken = folder / "evening.yaml"
        broken.write_text(BROKEN, encoding="utf-8")
        self.books = [open_book(path, own=False) for path in shipped_sequences()]
        self.broken = open_book(broken, own=True)
        plain = folder / "plain.yaml"
        plain.write_text(STANCE.sub("", shipped_sequences()[0].read_text("utf-8")), "utf-8")
        self.plain = read_file(plain)
        colours = theme("dawn")
        self.window = MainWindow()
        self.view = PracticeView(Look(colours, 20.0, still=False))
        self.library, self.end = LibraryPage(), EndPage(colours)
        self.before = BeforePage(colours)
        self.report, self.bring_in = ReportPage(), BringInPage()
        self.settings, self.set_up = SettingsPage(colours, self.clock), SetUpPage()
        self.journal = JournalPage(colours)
        self.controller = PracticeController(
            self.view, (AudioClient(), Speech(AudioClient())), Trace(None), self.clock, 1.0
        )
        self.window.show_page(self.library)
        self.window.show()

    def take(self, shot: Shot) -> QPixmap:
        """Return the picture `shot`."""
        self._dress(shot)
        (PAGES | PRACTICES)[shot.name](self)
        self._settle()
        pixmap = QPixmap(self.window.size() * shot.ratio)
        pixmap.setDevicePixelRatio(shot.ratio)
        self.window.render(pixmap)
        self.controller.close()
        for card in self.view.findChildren(Overlay):
            card.hide()
        return pixmap

    def _settle(self) -> None:
        """Finish the layout, and delete what is no longer shown."""
        for fade in self.view.findChildren(QVariantAnimation):
            fade.setCurrentTime(fade.duration())
        before: list[QRect] = []
        for _round in range(ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self.application.processEvents()
            places = [part.geometry() for part in self.window.findChildren(QWidget)]
            waits = any(strip.waits for strip in self.window.findChildren(FigureStrip))
            if places == before and not waits:
                return
            before = places
        raise RuntimeError("The page does not come to rest.")

    def _dress(self, shot: Shot) -> None:
        colours = theme(shot.theme)
        if self.view.look.theme is not colours or not self.application.styleSheet():
            self.application.setPalette(palette(colours))
            self.application.setStyleSheet(style_sheet(colours))
        self.window.resize(*shot.size)
        size = type_size(METRES, pixels_per_millimetre(*shot.size, 0, 0), shot.text_size)
        self.view.set_look(Look(colours, size, shot.still, turn=shot.turn))
        self.before.show_sample(colours, size)
        self.library.set_theme(colours)
        self.journal.set_look(colours, size / METRES)
        self.settings.show_sample(colours, size, still=shot.still)
        self.settings.show_held(HELD)
        self.settings.show_settings(
            Settings(
                theme=shot.theme,
                text_size=shot.text_size,
                viewing_distance=METRES,
                journal_folder=str(HELD.folder),
            )
        )

    def practise(self, step: Step, into: float) -> None:
        """Go to `into` seconds after the start of `step`."""
        self.window.show_page(self.view)
        self.application.processEvents()
        self.controller.begin(self.sequence, self.pace, RECORD, step.index)
        self.forward(into)

    def forward(self, seconds: float) -> None:
        """Let `seconds` of the practice pass."""
        session = self.controller.session
        assert session is not None, "a practice is under way"
        session.go_to(session.practice.elapsed + seconds)

    def holds(self) -> list[Step]:
        """Return the holds of the practice."""
        return [step for step in self.plan.steps if step.kind == "hold"]


def _library(stage: Stage) -> None:
    stage.window.show_page(stage.library)
    stage.library.hide_offer()
    stage.library.clear()
    for book in stage.books:
        stage.library.add(book)
    stage.library.show_times(3)
    stage.library.focus_begin()


def _broken(stage: Stage) -> None:
    _library(stage)
    stage.library.add(stage.broken)
    stage.library.list.setCurrentIndex(stage.library.model.index(len(stage.books)))


def _offer(stage: Stage) -> None:
    _library(stage)
    stage.library.show_offer(
        OfferWords(
            "Go on from Inner thigh stretch, right, breath 3 of 5?",
            "Low Back Release was interrupted after 12 min. You are led into the pose once more.",
            "Yes, go on",
        )
    )


def _before(stage: Stage) -> None:
    stage.window.show_page(stage.before)
    stage.before.show_sequence(stage.sequence, stage.pace, 20)


def _settings(row: int, stage: Stage) -> None:
    stage.window.show_page(stage.settings)
    stage.settings.list.setCurrentRow(row)
    stage.settings.list.setFocus()


def _set_up(stage: Stage) -> None:
    stage.window.show_page(stage.set_up)
    stage.set_up.set_look(stage.view.look, METRES)
    stage.set_up.start.setFocus()


def _journal(stage: Stage, *, worse: bool = False) -> None:
    stage.journal.clear()
    stage.window.show_page(stage.journal)
    stage.journal.begin(lambda: NOW)
    stage.journal.show_summary(made_up_journal(worse=worse))
    stage.journal.set_counts(worse)


def _journal_day(stage: Stage) -> None:
    _journal(stage)
    stage.journal.month.entered.emit()


def _journal_entry(stage: Stage) -> None:
    _journal(stage)
    stage.journal.month.choose((NOW - timedelta(days=3)).date())
    stage.journal.day.edit.click()


def _end(stage: Stage) -> None:
    stage.window.show_page(stage.end)
    look = stage.view.look
    stage.end.set_look(look.theme, look.size, look.turn)
    whole = added(Tally(), stage.plan, 0.0, stage.plan.seconds)
    stage.end.show_entry(replace(RECORD.entry(whole), before=4), kept=True, asks=True)


def _felt(stage: Stage) -> None:
    _end(stage)
    for _press in range(3):
        stage.end.answer(Action.BACK)
    stage.end.answer(Action.PLAY)
    stage.end.show_saved()


def _note(stage: Stage) -> None:
    _felt(stage)
    stage.end.add_note.click()
    stage.end.note.line.setText("Slept badly. The left side was stiff.")


def _first_breath(stage: Stage) -> Step:
    return next(step for step in stage.holds() if step.unit == "breaths")


def _settle(stage: Stage) -> None:
    step = next(step for step in stage.plan.steps if step.side and step.kind == "settle")
    stage.practise(step, step.cues[2].at + 0.5)


def _gate(stage: Stage) -> None:
    step = next(step for step in stage.plan.steps if step.gate)
    stage.practise(step, step.cues[-1].at + 6.0)


def _inhale(stage: Stage) -> None:
    stage.practise(_first_breath(stage), 13.0)


def _exhale(stage: Stage) -> None:
    stage.practise(_first_breath(stage), 27.0)


def _circles(stage: Stage) -> None:
    step = next(step for step in stage.holds() if step.unit == "circles")
    stage.practise(step, step.unit_seconds * 1.3)


def _cycle(stage: Stage) -> None:
    step = next(step for step in stage.holds() if step.unit == "cycles")
    stage.practise(step, step.unit_seconds * 2 + 6)


def _left(stage: Stage) -> None:
    step = next(step for step in stage.holds() if step.side == "left")
    stage.practise(step, 22.0)


def _plain(stage: Stage) -> None:
    stage.window.show_page(stage.view)
    stage.application.processEvents()
    stage.controller.begin(stage.plain, stage.pace, RECORD, _first_breath(stage).index)
    stage.forward(13.0)


def _change(stage: Stage) -> None:
    step = next(step for step in stage.plan.steps if step.side and step.kind == "settle")
    stage.practise(step, step.cues[1].at + 1.1)


def _paused(stage: Stage) -> None:
    _inhale(stage)
    stage.controller.do(Action.PRESS)
    stage.clock.now += 42
    session = stage.controller.session
    assert session is not None, "paused, not over"
    session.tick()


def _stopped(stage: Stage) -> None:
    _left(stage)
    stage.controller.do(Action.STOP)


def _deepest(stage: Stage) -> None:
    step = [step for step in stage.holds() if len(step.deeper) > 1][-1]
    stage.practise(step, 21.0)
    for _level in step.deeper:
        stage.controller.do(Action.DEEPER)
    longest = max(
        range(len(step.deeper[-1].cues)), key=lambda i: len(cue_of(step.deeper[-1].cues[i]).text)
    )
    stage.forward(longest * 5.0 + 0.5)


def _longest(stage: Stage) -> None:
    step = max(stage.holds(), key=lambda step: len(f"{step.heading}: {step.pose}"))
    stage.practise(step, 22.0)


def _keys(stage: Stage) -> None:
    _inhale(stage)
    stage.controller.do(Action.KEYS)


def _leave(stage: Stage) -> None:
    _inhale(stage)
    stage.controller.do(Action.LEAVE)


def _report(stage: Stage) -> None:
    stage.window.show_page(stage.report)
    stage.report.begin(NOW.date())
    stage.report.show_entries(made_up_entries(200))


def _bring_in(stage: Stage) -> None:
    stage.window.show_page(stage.bring_in)
    stage.bring_in.begin(Path("diary.csv"))
    none = Loaded([], 0, 0, (), {}, {})
    stage.bring_in.show_found(read_csv(TABLE.encode(), none, datetime.astimezone, NOW))


PAGES: dict[str, Callable[[Stage], None]] = {
    "library": _library,
    "broken": _broken,
    "offer": _offer,
    "before": _before,
    "set-up": _set_up,
    **{f"settings-{name}": partial(_settings, row) for row, name in enumerate(SECTIONS)},
    "end": _end,
    "end-felt": _felt,
    "end-note": _note,
    "report": _report,
    "bring-in": _bring_in,
    "journal": _journal,
    "journal-worse": partial(_journal, worse=True),
    "journal-day": _journal_day,
    "journal-entry": _journal_entry,
}

PRACTICES: dict[str, Callable[[Stage], None]] = {
    "settle": _settle,
    "gate": _gate,
    "inhale": _inhale,
    "exhale": _exhale,
    "circles": _circles,
    "cycle": _cycle,
    "left": _left,
    "change": _change,
    "plain": _plain,
    "paused": _paused,
    "stopped": _stopped,
    "deepest": _deepest,
    "longest": _longest,
    "keys": _keys,
    "leave": _leave,
}


def shots() -> Iterator[Shot]:
    """Yield every picture."""
    themes: tuple[ThemeName, ...] = get_args(ThemeName)
    for name in themes:
        yield from (Shot(page, name, size) for size in PAGE_SIZES for page in PAGES)
        yield from (Shot(page, name, size) for size in PRACTICE_SIZES for page in PRACTICES)
    for size in PAGE_SIZES:
        yield from (
            Shot(page, "dawn", size, text_size=3.0)
            for page in (
                "before",
                "journal",
                "journal-entry",
                "settings-reading",
                "settle",
                "inhale",
                "cycle",
                "longest",
                "stopped",
                "leave",
            )
        )
    turns: tuple[Turn, ...] = ("left", "right", "left")
    for name, turn in zip(themes, turns, strict=True):
        yield from (Shot(page, name, size, turn=turn)
                    for size in PRACTICE_SIZES[:3] for page in PRACTICES)  # fmt: skip
    yield from (Shot(page, "dawn", (1280, 800), still=True) for page in ("inhale", "exhale"))
    yield from (Shot("inhale", "dawn", (1280, 800), ratio=ratio) for ratio in (1.5, 2.0))


def main() -> int:
    """Take the pictures named on the command line."""
    parser = argparse.ArgumentParser(description="Take a picture of every page.")
    pages = [*PAGES, *PRACTICES, "stances", "paper"]
    parser.add_argument("--only", choices=pages, help="this page alone")
    parser.add_argument("--theme", choices=get_args(ThemeName), help="this theme alone")
    parser.add_argument("--folder", type=Path, default=SHOTS, help="where the pictures go")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(make_application(), Path(folder))
        for shot in shots():
            if options.only in (None, shot.name) and options.theme in (None, shot.theme):
                stage.take(shot).save(str(options.folder / shot.file))
        if options.only in (None, "stances"):
            for name in get_args(ThemeName):
                if options.theme in (None, name):
                    sheet = figure_sheet(stage.sequence, theme(name))
                    sheet.save(str(options.folder / f"{name}-stances.png"))
        if options.only in (None, "paper"):
            for paper in Paper:
                for days, parts in PAPERS.items():
                    sheet = report_sheet(paper, days, parts)
                    sheet.save(str(options.folder / f"paper-{paper.name.lower()}-{days}-days.png"))
        if options.only is None and options.theme is None:
            report_sheet(Paper.A4, 91, USUAL).save(str(REPORT_PICTURE))
            figure_sheet(stage.sequence, theme("dawn")).save(str(README_FIGURES))
            round_sheet(theme("dawn")).save(str(ROUNDS_PICTURE))
            step_sheet(theme("dawn")).save(str(STEPS_PICTURE))
            place_sheet(theme("dawn")).save(str(PLACES_PICTURE))
            README_PICTURE.parent.mkdir(exist_ok=True)
            stage.take(Shot("inhale", "dawn", (1280, 800))).save(str(README_PICTURE))
        stage.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
