from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, pairwise, product
from typing import Literal

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supine.core.sequence import CUE_LIMIT, NAME_LIMIT
from supine.ui.legibility import pixels_per_millimetre, type_size
from supine.ui.painting.type_fit import OVERHANG, SMALLEST, largest, line_height, lines, type_of
from supine.ui.practice.layout import LARGEST_CUE, POSE_SIZE, SIDE_SIZE, practice_layout
from supine.ui.theme import theme
from supine.ui.widgets.text_block import TextBlock, TextValues, paint_text
from tests.helpers import SIZES, middle, painted, shipped_plan, way_out, where

DAWN = theme("dawn")
TEXT_SIZES = (0.5, 1.0, 3.0)
Align = Literal["start", "centre", "end"]
To = Qt.LayoutDirection
SCREENS = list(product(SIZES, TEXT_SIZES))
FIGURES = (False, True)

pytestmark = pytest.mark.usefixtures("qapp")


def usual(size: tuple[int, int], by_hand: float) -> float:
    return type_size(1.5, pixels_per_millimetre(*size, 0, 0), by_hand)


def fits(text: str, room: QRectF, size: float, *, bold: bool = False) -> bool:
    """Return whether the painted lines fit into their room, with every word whole."""
    broken = lines(text, room.width(), size, bold)
    assert "".join("".join(broken).split()) == "".join(text.split())
    widest = max(wide(line, size, bold=bold) for line in broken)
    return widest <= room.width() and len(broken) * line_height(size) <= room.height()


@cache
def wide(text: str, size: float, *, bold: bool = False) -> float:
    return QFontMetricsF(type_of(size, bold=bold)).horizontalAdvance(text)


def every_break(text: str, count: int) -> Iterator[list[str]]:
    """Yield every way to break `text` into `count` lines."""
    words = text.split()
    for cuts in combinations(range(1, len(words)), count - 1):
        ends = (0, *cuts, len(words))
        yield [" ".join(words[start:end]) for start, end in pairwise(ends)]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("size", "by_hand"), SCREENS)
def test_every_cue_fits_and_the_cues_of_a_step_share_one_size(
    size: tuple[int, int], by_hand: float, figure: bool
) -> None:
    readable = usual(size, by_hand)
    room = practice_layout(*size, readable, figure=figure, thumbnail=figure).cue
    for step in shipped_plan().steps:
        cues = tuple(cue.text for cue in step.cues)
        one = largest(cues, (room.width(), room.height()), readable * LARGEST_CUE, False)
        assert all(fits(cue, room, one) for cue in cues)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("size", "by_hand"), SCREENS)
def test_every_way_out_fits(size: tuple[int, int], by_hand: float, figure: bool) -> None:
    readable = usual(size, by_hand)
    room = practice_layout(*size, readable, figure=figure, thumbnail=figure).way_out
    for text in {way_out(step) for step in shipped_plan().steps}:
        one = largest((text,), (room.width(), room.height()), readable * LARGEST_CUE, False)
        assert fits(text, room, one)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(("size", "by_hand"), SCREENS)
def test_every_side_and_name_fits_its_line(
    size: tuple[int, int], by_hand: float, figure: bool
) -> None:
    readable = usual(size, by_hand)
    places = practice_layout(*size, readable, figure=figure, thumbnail=figure)
    for step in shipped_plan().steps:
        head = places.side if step.heading else places.whole_head
        for text, room, share, bold in (
            (step.heading or step.pose, head, SIDE_SIZE, True),
            (step.pose, places.pose, POSE_SIZE, False),
        ):
            one = largest((text,), (room.width(), room.height()), readable * share, bold)
            assert fits(text, room, one, bold=bold)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("size", SIZES)
def test_at_the_usual_size_every_cue_can_be_read_from_the_mat(
    size: tuple[int, int], figure: bool
) -> None:
    readable = usual(size, 1.0)
    room = practice_layout(*size, readable, figure=figure, thumbnail=figure).cue
    for step in shipped_plan().steps:
        cues = tuple(cue.text for cue in step.cues)
        assert largest(cues, (room.width(), room.height()), readable * 2, False) >= readable


@pytest.mark.parametrize("size", SIZES)
def test_at_the_usual_size_every_way_out_can_be_read_from_the_mat(size: tuple[int, int]) -> None:
    readable = usual(size, 1.0)
    room = practice_layout(*size, readable, figure=True, thumbnail=True).way_out
    for text in {way_out(step) for step in shipped_plan().steps}:
        assert largest((text,), (room.width(), room.height()), readable * 2, False) >= readable


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("size", SIZES)
def test_larger_text_makes_no_cue_clearly_smaller(size: tuple[int, int], figure: bool) -> None:
    def smallest(by_hand: float) -> float:
        readable = usual(size, by_hand)
        room = practice_layout(*size, readable, figure=figure, thumbnail=figure).cue
        return min(
            largest((cue.text,), (room.width(), room.height()), readable * LARGEST_CUE, False)
            for step in shipped_plan().steps
            for cue in step.cues
        )

    assert min(smallest(1.5), smallest(3.0)) >= 0.9 * smallest(1.0)


@pytest.mark.parametrize("text", ["Sternocleidomastoid" * 3, "W" * NAME_LIMIT, "WWW " * 20])
def test_a_word_that_is_too_long_gets_smaller_type_and_is_not_cut(text: str) -> None:
    room = QRectF(0, 0, 600, 300)
    size = largest((text,), (600, 300), 100, False)
    assert SMALLEST <= size < 100
    assert fits(text, room, size)


@pytest.mark.parametrize("figure", FIGURES)
def test_the_longest_possible_cue_fits_the_smallest_screen(figure: bool) -> None:
    readable = usual((800, 600), 3.0)
    room = practice_layout(800, 600, readable, figure=figure, thumbnail=figure).cue
    text = "Mmmm " * (CUE_LIMIT // 5)
    size = largest((text,), (room.width(), room.height()), readable * LARGEST_CUE, False)
    assert fits(text, room, size)


def test_a_text_is_as_large_as_it_can_be() -> None:
    assert largest(("In",), (600, 300), 40, False) == 40
    size = largest(("Let your shoulders rest.",), (400, 200), 400, False)
    assert fits("Let your shoulders rest.", QRectF(0, 0, 400, 200), size)
    assert not fits("Let your shoulders rest.", QRectF(0, 0, 400, 200), size + 3)


def test_without_any_room_the_smallest_type_is_used() -> None:
    assert largest(("In",), (0.0, 0.0), 40, False) == SMALLEST


def test_all_digits_have_the_same_width() -> None:
    metrics = QFontMetricsF(type_of(60, bold=True))
    assert len({metrics.horizontalAdvance(digit * 4) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("align", ["start", "centre", "end"])
@pytest.mark.parametrize("text", ["Send your tailbone away from you.", "Jog by\nÄgypten", "Åg"])
def test_nothing_is_painted_outside_the_place(text: str, align: Align) -> None:
    place = QRectF(50, 40, 300, 120)
    values = TextValues(text, 200, align=align)
    image = painted(400, 200, lambda painter: paint_text(painter, place, values, DAWN))
    found = where(image, DAWN.ink)
    assert found[40:160, 50:350].sum() == found.sum() > 200


CUES = sorted({cue.text for step in shipped_plan().steps for cue in step.cues})


@pytest.mark.parametrize("width", [300, 450, 600])
def test_no_other_break_has_fewer_lines_or_clearly_more_even_ones(width: int) -> None:
    def longest(broken: Iterable[str]) -> float:
        return max(wide(line, 40) for line in broken)

    for cue in CUES:
        broken = lines(cue, width, 40, False)
        fewer = every_break(cue, len(broken) - 1) if len(broken) > 1 else iter(())
        assert all(longest(other) > width - 40 * OVERHANG for other in fewer)
        best = min(longest(other) for other in every_break(cue, len(broken)))
        assert longest(broken) <= min(best + width / 50 + 40 * OVERHANG, width)


def test_no_single_word_is_left_on_the_last_line() -> None:
    text = "one two three four five six"
    room = wide("one two three four five", 40) + 1
    assert lines(text, room, 40, False) == ("one two three", "four five six")


def test_a_text_that_fits_one_line_is_not_broken() -> None:
    text = "Soft jaw, soft belly."
    assert lines(text, wide(text, 40), 40, False) == (text,)


def test_a_paragraph_begins_a_new_line() -> None:
    text = "Come out slowly.\nUncross your legs, and set both feet down."
    assert lines(text, 2000, 40, False) == tuple(text.split("\n"))
    narrow = lines(text, 500, 40, False)
    assert narrow[0] == "Come out slowly."
    assert " ".join(narrow[1:]) == text.split("\n")[1]


def test_a_long_paragraph_does_not_leave_the_next_one_uneven() -> None:
    even = "one two three four five six"
    room = wide("one two three four five", 40) + 1
    full = "one two three four five"
    assert lines(f"{full}\n{even}", room, 40, False) == (full, "one two three", "four five six")


def test_a_word_wider_than_the_room_is_kept_whole() -> None:
    assert lines("My sternocleidomastoid", 100, 40, False) == ("My", "sternocleidomastoid")


@pytest.mark.parametrize(
    ("align", "to", "low", "high"),
    [
        ("start", To.LeftToRight, 0, 60),
        ("end", To.LeftToRight, 340, 400),
        # an English name stays where its own reader begins, but beside a heading on the right
        ("start", To.RightToLeft, 0, 60),
        ("end", To.RightToLeft, 0, 60),
    ],
)
def test_a_short_text_is_aligned(align: Align, to: To, low: int, high: int) -> None:
    values = TextValues("Hi", 30, align=align)
    rect = QRectF(0, 0, 400, 60)
    image = painted(400, 60, lambda painter: paint_text(painter, rect, values, DAWN, to))
    assert low < middle(where(image, DAWN.ink))[0] < high


def test_markup_is_shown_as_it_was_typed() -> None:
    def reach(text: str) -> int:
        rect = QRectF(0, 0, 600, 60)
        image = painted(
            600, 60, lambda painter: paint_text(painter, rect, TextValues(text, 30), DAWN)
        )
        return int(np.flatnonzero(where(image, DAWN.ink).any(axis=0))[-1])

    assert reach("<b>Soft</b> &amp; <i>slow</i>") > 2 * reach("Soft & slow")


def test_a_block_tells_a_screen_reader_its_text_and_lets_clicks_through(qtbot: QtBot) -> None:
    block = TextBlock(DAWN)
    qtbot.addWidget(block)
    block.show_values(TextValues("Soft jaw, soft belly."))
    assert block.accessibleName() == "Soft jaw, soft belly."
    assert block.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


@pytest.mark.parametrize("bold", [False, True])
def test_a_zero_has_no_slash(qapp: QApplication, *, bold: bool) -> None:
    """The face as its makers publish it has a slash, and no zero without: ours was changed."""
    assert qapp
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setFont(type_of(80.0, bold=bold))
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "0")
    inked = [image.pixelColor(x, 50).lightness() < 128 for x in range(100)]
    changes = sum(one != other for one, other in pairwise(inked))
    assert changes == 4
    assert not inked[50]


JAPANESE = "ゆっくりと息を吐きながら、右の膝を胸のほうへ近づけます。"
CHINESE = "慢慢呼气，把右膝拉向胸口，左腿放松伸直。"
THAI = "ค่อยๆหายใจออกแล้วดึงเข่าขวาเข้าหาหน้าอก"


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, THAI])
@pytest.mark.parametrize("width", [250, 400, 900])
def test_a_script_without_spaces_breaks_into_lines(text: str, width: int) -> None:
    """Such a line was one word: it got type of a third of the size."""
    broken = lines(text, width, 40, False)
    assert "".join(broken) == text
    assert max(wide(line, 40) for line in broken) <= width
    assert largest((text,), (900.0, 300.0), 60, False) == 60


@pytest.mark.parametrize("text", [JAPANESE, CHINESE])
def test_no_line_begins_with_a_comma_or_a_full_stop(text: str) -> None:
    for width in range(90, 900, 30):
        assert not any(line[0] in "、。，" for line in lines(text, width, 40, False))


def test_a_line_does_not_end_at_a_space_that_holds_together() -> None:
    text = "Souffle doucement\u202f! Un\u00a0: deux\u00a0?"
    for width in range(60, 600, 20):
        broken = lines(text, width, 40, False)
        assert " ".join(broken) == text
        assert not any(line[0] in "!:?" for line in broken)


def test_letters_that_count_twice_in_qt_are_not_cut() -> None:
    text = "Rest 🧘‍♀️ and breathe 🧘‍♀️ slowly 🧘‍♀️."
    for width in range(60, 600, 20):
        assert " ".join(lines(text, width, 40, False)) == text
