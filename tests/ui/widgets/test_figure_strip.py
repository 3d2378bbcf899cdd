from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs
from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from pytestqt.qtbot import QtBot

from supine.core.fit_to_time import fit_to_time
from supine.core.pace import Pace
from supine.core.reader import read
from supine.core.sequence import Sequence
from supine.figure import stances
from supine.figure.panels import Sign
from supine.figure.stances import Stances
from supine.settings.declaration import Person
from supine.ui.painting.legend import Entry
from supine.ui.theme import theme
from supine.ui.widgets import figure_strip
from supine.ui.widgets.figure_strip import FADED, FigureStrip, StripValues, paint_strip
from supine.ui.widgets.figure_view import Canvas
from supine.ui.widgets.strip_items import MOST_ITEMS, StripItem, practised_items, strip_items
from supine.ui.widgets.strip_layout import StripLook, strip_height, strip_tiles
from tests.handles import no_file_to_open
from tests.helpers import painted, pixels, shipped, shown, timers, where
from tests.reader import Role, seen

pytestmark = pytest.mark.usefixtures("qapp")

CANVAS = Canvas(theme("dawn"), Person(), 90, 60, 1.0, opaque=False)

LOOK = StripLook(least=100.0, name_size=15.0, dose_size=14.0, most_lines=2)
LONG = "A pose whose name goes on and on and never seems to end"

TWIST = StripItem("Spinal twist", "5 breaths, each side", "twist")
THUMPS = StripItem("Hip drops", "10 times", "thumps")
BARE = StripItem("Sit and wait", "3 breaths")
ITEMS = (TWIST, BARE, THUMPS)


def sequence(*steps: str) -> Sequence:
    """Return a sequence of `steps`, each a pose or rest with its stance: "pose A twist"."""
    lines = ["title: Test", "steps:"]
    for kind, name, stance in (step.split() for step in steps):
        more = "breaths: 2" if kind == "rest" else "holds: [{count: 3, unit: breaths}], leave: [Up]"
        drawn = f", stance: {stance}" if stance != "-" else ""
        lines.append(f"  - {{{kind}: {name}{drawn}, {more}}}")
    return read("\n".join(lines))


def shapes(found: Sequence) -> list[tuple[str, str | None]]:
    return [(item.name, item.stance) for item in strip_items(found)]


@pytest.fixture
def strip(qtbot: QtBot) -> FigureStrip:
    made = FigureStrip(theme("dawn"), LOOK)
    qtbot.addWidget(made)
    made.show_items(ITEMS)
    return made


def finish(strip: FigureStrip) -> None:
    """Let all figures be drawn."""
    for _ in range(100):
        if not strip.waits:
            return
        QCoreApplication.processEvents()
    raise AssertionError("a figure is never drawn")


def test_the_shipped_sequence_has_each_pose_once_and_its_rests() -> None:
    items = strip_items(shipped())
    assert [item.name for item in items if item.name in shipped().poses] == shipped().poses
    assert {item.name for item in items} - set(shipped().poses) == {"Both legs long", "Long rest"}
    assert all(item.stance for item in items)


def test_each_pose_has_its_dose() -> None:
    doses = {item.name: item.dose for item in strip_items(shipped())}
    assert doses["Spinal twist"] == "5 breaths, each side"
    assert doses["Inner thigh stretch"] == "5 breaths, each side"
    assert doses["Long rest"] == "6 breaths"


def test_the_anatomical_name_comes_after_the_plain_one() -> None:
    (hips,) = (item for item in strip_items(shipped()) if item.name == "Outer hip stretch")
    assert hips.text == "Outer hip stretch, half pigeon: 10 breaths, each side"
    (short,) = strip_tiles((hips,), 150.0, LOOK)
    (whole,) = strip_tiles((hips,), 150.0, replace(LOOK, whole_names=True))
    assert short.name == ("Outer hip stretch",)
    assert whole.name == ("Outer hip stretch,", "half pigeon")


def test_a_figure_is_not_drawn_twice_in_a_row() -> None:
    found = sequence("pose A twist", "rest B twist", "pose C twist", "pose D thumps")
    assert shapes(found) == [("A", "twist"), ("C", None), ("D", "thumps")]


def test_without_a_figure_a_pose_is_named_and_a_rest_is_left_out() -> None:
    found = sequence("pose A -", "rest B -", "pose C thumps")
    assert shapes(found) == [("A", None), ("C", "thumps")]


def test_a_sequence_without_any_figure_has_no_strip() -> None:
    assert strip_items(sequence("pose A -", "pose B -")) == ()
    assert strip_items(sequence("pose A nonsense")) == ()


def test_without_a_file_handle_the_figures_are_missing_and_the_words_are_shown(
    strip: FigureStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure_strip.picture_of(TWIST.stance or "", CANVAS)
    # no stance has been read or drawn yet, but all modules are imported
    figure_strip.picture_of.cache_clear()
    monkeypatch.setattr(stances, "SHIPPED", Stances({}))
    with no_file_to_open():
        assert strip_items(sequence("pose A twist"))[0].stance == "twist"
        strip.show()
        finish(strip)
    assert {image.isNull() for image in strip.values.pictures.values()} == {True}
    assert not strip.grab().isNull()


def bringing(own: str) -> tuple[StripItem, ...]:
    """Return the items of a sequence that brings along a stance called "mine", like `own`."""
    found = sequence("pose A mine")
    return strip_items(structs.replace(found, stances={"mine": {"title": "Mine", "like": own}}))


def test_two_sequences_may_bring_along_different_stances_of_one_name(strip: FigureStrip) -> None:
    pictures = []
    for own in ("twist", "hamstring", "twist"):
        strip.show_items(bringing(own))
        strip.show()
        finish(strip)
        pictures.append(strip.values.pictures["mine"])
    one, other, again = pictures
    assert one != other
    assert one == again


def test_the_strip_of_an_endless_sequence_ends() -> None:
    found = sequence(*(f"pose N{n} {('twist', 'thumps')[n % 2]}" for n in range(MOST_ITEMS + 9)))
    assert len(strip_items(found)) == MOST_ITEMS


def test_a_shorter_practice_shows_its_own_doses_and_fades_what_it_leaves_out() -> None:
    written = strip_items(shipped())
    short = practised_items(shipped(), fit_to_time(shipped(), Pace(), 15))
    assert [item.name for item in short] == [item.name for item in written]
    assert {item.name for item in short if item.faded} == {
        item.name for item in short if not item.dose
    }
    doses = {
        item.name: (before.dose, item.dose) for before, item in zip(written, short, strict=True)
    }
    assert doses["Spinal twist"] == ("5 breaths, each side", "4 breaths, each side")


def test_a_practice_as_written_shows_the_written_doses() -> None:
    assert practised_items(shipped(), shipped()) == strip_items(shipped())


@pytest.mark.parametrize("width", [90.0, 200.0, 333.0, 800.0, 1500.0])
def test_tiles_are_in_the_width_and_do_not_overlap(width: float) -> None:
    tiles = strip_tiles(strip_items(shipped()), width, LOOK)
    assert [tile.item for tile in tiles] == list(strip_items(shipped()))
    room = QRectF(0, 0, max(width, LOOK.least), strip_height(strip_items(shipped()), width, LOOK))
    for number, tile in enumerate(tiles):
        assert room.adjusted(-1, -1, 1, 1).contains(tile.place)
        assert tile.place.contains(tile.figure)
        assert not any(tile.place.intersects(other.place) for other in tiles[:number])


def test_rows_are_even() -> None:
    tiles = strip_tiles(strip_items(shipped()), 7 * LOOK.least + 6 * 14, LOOK)
    rows = [tile.place.top() for tile in tiles]
    assert [rows.count(top) for top in sorted(set(rows))] == [6, 6]


def test_the_tiles_of_a_short_strip_are_not_too_wide() -> None:
    (tile,) = strip_tiles((TWIST,), 2000.0, LOOK)
    assert tile.place.width() < 2 * LOOK.least


def test_a_name_that_is_too_long_is_cut_at_its_end() -> None:
    (tile,) = strip_tiles((StripItem(LONG, stance="twist"),), 100.0, LOOK)
    assert len(tile.name) == LOOK.most_lines
    assert tile.name[-1].endswith("…")


def test_a_pose_without_a_figure_leaves_no_empty_place() -> None:
    (tile,) = strip_tiles((BARE,), 100.0, LOOK)
    assert tile.figure.isEmpty()
    assert tile.place.height() < 100


def test_a_pose_that_is_left_out_is_pale(qtbot: QtBot, strip: FigureStrip) -> None:
    shown(qtbot, strip, (400, 300))
    finish(strip)
    pale = tuple(StripItem(i.name, i.dose, i.stance, faded=True) for i in ITEMS)
    colours = theme("dawn")

    def darkest(items: tuple[StripItem, ...]) -> int:
        values = StripValues(items, LOOK, strip.values.pictures)
        rect = QRectF(0, 0, 400, 300)
        image = painted(400, 300, lambda painter: paint_strip(painter, rect, values, colours))
        return int(pixels(image).min())

    assert darkest(ITEMS) < 60
    assert 255 * (1 - FADED) - 30 < darkest(pale) < 240


def test_names_are_there_before_the_first_figure_is_drawn(strip: FigureStrip) -> None:
    strip.resize(400, 300)
    named = strip.grab().toImage()
    assert strip.waits
    assert strip.values.pictures == {}
    assert where(named, theme("dawn").ink).any()


def test_all_figures_are_drawn_in_the_end_and_nothing_runs_on(
    qtbot: QtBot, strip: FigureStrip
) -> None:
    shown(qtbot, strip, (400, 300))
    finish(strip)
    assert set(strip.values.pictures) == {"twist", "thumps"}
    strip.repaint()
    assert not strip.waits
    assert timers(strip) == []


def test_a_hidden_strip_draws_nothing(qtbot: QtBot, strip: FigureStrip) -> None:
    shown(qtbot, strip, (400, 300))
    strip.set_person(Person("dark"))
    strip.repaint()
    strip.hide()
    assert timers(strip) == []


def test_another_theme_and_another_skin_are_visible(qtbot: QtBot, strip: FigureStrip) -> None:
    shown(qtbot, strip, (400, 300))
    finish(strip)
    dawn = strip.grab().toImage()
    strip.set_theme(theme("night"))
    finish(strip)
    night = strip.grab().toImage()
    assert where(night, theme("night").shirt).any()
    assert not where(dawn, theme("night").shirt).any()
    strip.set_person(Person("dark"))
    finish(strip)
    assert (pixels(strip.grab().toImage()) != pixels(night)).any()


def test_a_wider_strip_keeps_its_figures_until_larger_ones_are_drawn(
    qtbot: QtBot, strip: FigureStrip
) -> None:
    shown(qtbot, strip, (330, 300))
    finish(strip)
    strip.resize(460, 300)
    assert strip.waits
    assert set(strip.values.pictures) == {"twist", "thumps"}
    finish(strip)


def test_figures_are_as_sharp_as_the_screen() -> None:
    look = CANVAS._replace(width=96, height=58, ratio=2.0)
    image = figure_strip.picture_of("twist", look)
    assert (image.width(), image.height()) == (192, 116)


def told(strip: FigureStrip) -> list[str]:
    with_strip = seen(strip)
    assert (with_strip[0].role, with_strip[0].name) == (Role.List, "Poses")
    assert {one.role for one in with_strip[1:]} == {Role.ListItem}
    return [one.name for one in with_strip[1:]]


def test_the_whole_name_is_in_the_tooltip_and_for_a_screen_reader(
    strip: FigureStrip, qtbot: QtBot
) -> None:
    strip.show_items((StripItem(LONG, "5 breaths", "twist"), THUMPS))
    strip.resize(300, 300)
    assert strip.text_at(QPointF(10, 10)) == f"{LONG}: 5 breaths"
    assert strip.text_at(QPointF(299, 299)) == ""
    with qtbot.waitExposed(strip):
        strip.show()
    assert told(strip) == [f"{LONG}: 5 breaths", "Hip drops: 10 times"]


def test_a_screen_reader_is_not_told_of_a_pose_that_is_left_out(
    strip: FigureStrip, qtbot: QtBot
) -> None:
    strip.show_items((TWIST, StripItem("Gone", stance="thumps", faded=True)))
    with qtbot.waitExposed(strip):
        strip.show()
    assert told(strip) == [TWIST.text]


def test_without_items_the_strip_is_hidden(strip: FigureStrip) -> None:
    strip.show_items(())
    assert strip.isHidden()
    assert strip.heightForWidth(300) == 0


def test_below_the_figures_it_is_said_what_their_signs_mean(qtbot: QtBot) -> None:
    look = replace(LOOK, legend=True)
    strip = FigureStrip(theme("dawn"), look)
    qtbot.addWidget(strip)
    strip.show_items(strip_items(shipped()))
    strip.resize(700, strip.heightForWidth(700))
    assert strip.height() > strip_height(strip.values.items, 700, look) + look.dose_size
    assert not strip.values.legend
    strip.show()
    finish(strip)
    legend: tuple[Entry, ...] = strip.values.legend
    signs = {entry.sign for entry in legend}
    assert {Sign.ARROW, Sign.RING, Sign.GHOST} <= signs
    assert Sign.NUMBER not in signs
