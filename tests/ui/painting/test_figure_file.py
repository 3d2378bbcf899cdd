"""`supine figure` draws a stance into a file, without a screen."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from supine.cli import main
from supine.core.sequence import Side
from supine.figure.movement import started, still_scene_of
from supine.figure.panels import Sign
from supine.figure.stances import stance
from supine.resources import stance_names
from supine.ui.painting.caption import Detail, caption_fits, caption_height, legend_of
from supine.ui.painting.figure import SHADES
from supine.ui.painting.figure_file import SMALLEST, Words, words_below
from supine.ui.painting.legend import entry_rows, fitting_size, legend_height, sentence
from supine.ui.theme import theme
from tests.helpers import pixels, where
from tests.pseudo_language import spoken

pytestmark = pytest.mark.usefixtures("qapp")

SVG = "{http://www.w3.org/2000/svg}"


def drawn(file: Path, *words: str) -> QImage:
    """Return the picture that the command with the arguments `words` writes to `file`."""
    assert main(["figure", *words, "-o", str(file)]) == 0
    image = QImage(str(file))
    assert not image.isNull()
    return image


def same(one: QImage, other: QImage) -> bool:
    """Return whether two pictures differ only in the smoothing of edges."""
    return bool((np.abs(pixels(one) - pixels(other)).max(axis=2) > 40).mean() < 0.002)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "picture.png"


def test_the_list_has_every_stance_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figure", "--list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == sorted(listed) == stance_names()
    assert "twist" in listed


def test_a_picture_has_the_usual_size_and_the_background_of_the_theme(picture: Path) -> None:
    image = drawn(picture, "hamstring")
    assert (image.width(), image.height()) == (900, 500)
    assert image.pixelColor(1, 1) == theme("dawn").background
    assert where(image, theme("dawn").right_limb).sum() > 1000


def test_size_and_theme_can_be_chosen(picture: Path) -> None:
    image = drawn(picture, "twist", "--size", "160x90", "--theme", "night")
    assert (image.width(), image.height()) == (160, 90)
    assert image.pixelColor(1, 1) == theme("night").background


def test_the_skin_can_be_chosen(picture: Path) -> None:
    light = drawn(picture, "twist")
    assert not same(light, drawn(picture, "twist", "--skin", "dark"))


def test_the_build_can_be_chosen(picture: Path) -> None:
    slimmer = drawn(picture, "twist")
    assert same(slimmer, drawn(picture, "twist", "--build", "slimmer"))
    assert not same(slimmer, drawn(picture, "twist", "--build", "broader"))


@pytest.mark.parametrize("stance", ["twist", "hamstring", "thumps", "core"])
def test_the_left_side_is_the_mirror_picture_except_for_the_colour(
    picture: Path, stance: str
) -> None:
    # a legend is read from left to right on both sides, and a small picture has none
    small = ("--size", "430x240")
    right = drawn(picture, stance, *small).flipped(Qt.Orientation.Horizontal)
    left = drawn(picture, stance, "--side", "left", *small)
    colours = theme("dawn")
    limbs = where(right, colours.right_limb)
    assert (where(left, colours.left_limb) == limbs).mean() > 0.999
    shaded = where(right, colours.right_limb.darker(SHADES["shade"]))
    rest = ~(limbs | shaded)[..., None] * np.ones(3, bool)
    far = (np.abs(pixels(right) - pixels(left)) * rest).max(axis=2) > 60
    assert far.mean() < 0.01


def test_a_motion_is_shown_at_the_share_that_has_passed(picture: Path) -> None:
    middle = drawn(picture, "core")
    assert same(middle, drawn(picture, "core", "--at", "0.5"))
    assert not same(middle, drawn(picture, "core", "--at", "0.25"))


@pytest.mark.parametrize("stance", ["core", "gluteal-massage", "hamstring"])
def test_a_picture_shows_what_is_done_unless_it_is_to_be_plain(
    picture: Path, tmp_path: Path, stance: str
) -> None:
    with_signs, plain = drawn(picture, stance), drawn(picture, stance, "--plain")
    assert not same(with_signs, plain)
    dark = where(with_signs, theme("dawn").ink).sum() - where(plain, theme("dawn").ink).sum()
    assert dark > 100
    vector = tmp_path / "picture.svg"
    assert main(["figure", stance, "-o", str(vector)]) == 0
    assert theme("dawn").ink.name() in vector.read_text().lower()


def test_what_only_rests_has_a_plain_picture(picture: Path) -> None:
    small = ("--size", "400x250")
    plain = drawn(picture, "long-rest", *small, "--plain")
    assert same(drawn(picture, "long-rest", *small), plain)


def test_a_large_picture_says_what_its_signs_mean(picture: Path) -> None:
    ink = theme("dawn").ink
    words = [
        where(drawn(picture, "hamstring", *more), ink)[-30:].sum() for more in ((), ("--plain",))
    ]
    assert words[0] > 150
    assert words[1] == 0


@pytest.mark.parametrize("stance", ["neck-turn", "thumps", "gluteal-massage", "leg-raise", "twist"])
def test_an_svg_has_the_panels_of_the_png_cut_at_their_frames(tmp_path: Path, stance: str) -> None:
    image = drawn(tmp_path / "picture.png", stance)
    file = tmp_path / "picture.svg"
    assert main(["figure", stance, "-o", str(file)]) == 0
    shapes = QImage(image.size(), QImage.Format.Format_RGB32)
    with QPainter(shapes) as painter:
        QSvgRenderer(str(file)).render(painter)
    assert same(shapes, image)


@pytest.mark.parametrize("stance", stance_names())
def test_an_svg_has_the_shapes_of_the_png(tmp_path: Path, stance: str) -> None:
    small = ("--size", "450x250")
    image = drawn(tmp_path / "picture.png", stance, *small)
    file = tmp_path / "picture.svg"
    assert main(["figure", stance, *small, "-o", str(file)]) == 0
    shapes = QImage(image.size(), QImage.Format.Format_RGB32)
    shapes.fill(QColor("white"))
    with QPainter(shapes) as painter:
        QSvgRenderer(str(file)).render(painter)
    assert same(shapes, image)


def below(name: str, width: float = 900.0, height: float = 620.0) -> Words:
    """Return the words below a large picture of a stance."""
    found = stance(name)
    return words_below(started(still_scene_of(found), found), found, width, height)


@pytest.mark.parametrize("speak", [nullcontext, spoken], ids=["English", "longer"])
def test_no_words_below_a_picture_are_cut_off(
    speak: Callable[[], AbstractContextManager[object]],
) -> None:
    """In a language whose words are longer, too."""
    with speak():
        for name in stance_names():
            words = below(name)
            assert caption_fits(words.caption, 900.0, words.size), name
            assert fitting_size(words.entries, 900.0, words.size) == pytest.approx(words.size), name
            # ten rows: nine that tell all from a body at rest on, and one for what one may feel
            assert words.height < 0.44 * 620.0, name


@pytest.mark.parametrize("name", ["rest-bolster", "side-lying", "clamshell-open", "bridge"])
def test_no_room_is_left_between_the_steps_below_a_picture_and_what_its_signs_mean(
    name: str,
) -> None:
    """A small picture without its starts had an empty line there."""
    for width, height in ((900.0, 620.0), (600.0, 420.0), (450.0, 310.0)):
        words = below(name, width, height)
        assert words.lines == pytest.approx(caption_height(words.caption, width, words.size))
        used = words.lines + legend_height(words.entries, width, words.size)
        assert used <= words.height + 0.01


def test_longer_words_of_a_force_do_not_cost_the_steps_above_them() -> None:
    with spoken():
        words = below("half-pigeon-knee")
        assert [one.number for one in words.caption] == [1, 2, 3]


def test_a_picture_is_not_made_small_by_its_words() -> None:
    for name in ("inner-thigh-out", "deep-gluteal-feet", "hamstring", "twist"):
        assert below(name, 440.0, 280.0).height < 0.46 * 280.0, name
        assert below(name).caption, name


def test_what_one_may_feel_costs_a_row_at_most_and_is_left_out_before_how_one_comes_out() -> None:
    felt, out = below("hamstring").entries[-2:]
    assert (felt.sign, out.numbers) == (None, (3, 2, 1))
    entries = below("childs-pose", 700.0, 400.0).entries
    assert entries[-1].numbers
    assert all(one.sign for one in entries)


@pytest.mark.parametrize("size", [(900.0, 620.0), (700.0, 500.0), (560.0, 400.0)])
@pytest.mark.parametrize("name", ["single-knee", "deep-gluteal", "happy-baby", "clamshell"])
def test_what_one_may_feel_costs_no_picture_of_a_start(
    name: str, size: tuple[float, float]
) -> None:
    found = stance(name)
    unfelt = replace(found, file=structs.replace(found.file, felt=None))
    scene = started(still_scene_of(found), found)
    with_it, without = (words_below(scene, of, *size) for of in (found, unfelt))
    assert [one.number for one in with_it.caption] == [one.number for one in without.caption]


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_sheet_of_each_side_tells_what_one_may_feel_and_how_one_comes_out(side: Side) -> None:
    """Of two sides one may have a row more: "right" is longer than "left"."""
    for name in stance_names():
        found = stance(name)
        scene = started(still_scene_of(found, side=side), found)
        whole = legend_of(scene, found, 900.0, 620.0, detail=Detail.WHOLE)
        told = " ".join(one.sentences for one in words_below(scene, found, 900.0, 620.0).entries)
        wanted = [sentence(one.text) for one in whole if one.may_be_left_out]
        assert [one for one in wanted if one not in told] == [], name


@pytest.mark.parametrize("name", ["hamstring", "iliotibial-band", "half-pigeon", "single-knee"])
def test_that_one_stays_is_told_after_all_that_is_done(name: str) -> None:
    """In a row between a pull and a push it was read as their order."""
    words = below(name)
    signs = [{one.sign for one in row} for row in entry_rows(words.entries, 900.0, words.size)]
    stays = next(at for at, row in enumerate(signs) if Sign.STILL in row)
    done = [at for at, row in enumerate(signs) if row & {Sign.PULL, Sign.PUSH, Sign.PRESS}]
    assert stays >= max(done)


def test_how_one_comes_out_is_left_out_where_it_would_make_the_picture_small() -> None:
    assert below("single-knee").entries[-1].numbers == (3, 2, 1)
    assert below("hamstring", 700.0, 400.0).entries[-1].numbers == ()
    assert below("hamstring-two-hands").entries[-1].numbers == (3, 2, 1)


def test_an_svg_is_xml_with_a_title_and_paths_and_no_pixels(tmp_path: Path) -> None:
    file = tmp_path / "picture.SVG"
    assert main(["figure", "twist", "-o", str(file)]) == 0
    root = ElementTree.parse(file).getroot()  # noqa: S314 - the program's own file
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title")
    assert len(root.findall(f".//{SVG}path")) > 20
    assert not root.findall(f".//{SVG}image")


def test_an_svg_is_described_by_the_words_below_it(tmp_path: Path) -> None:
    """For those who cannot see it: also how one comes there, and out again."""
    file = tmp_path / "picture.svg"
    assert main(["figure", "single-knee", "--size", "900x620", "-o", str(file)]) == 0
    root = ElementTree.parse(file).getroot()  # noqa: S314 - the program's own file
    lines = root.findtext(f"{SVG}desc", "").splitlines()
    assert lines[0].startswith("1: Lie on your back, knees bent, feet flat on the floor.")
    assert lines[2].startswith("3: Move the hands to the right shin, just below the knee")
    assert lines[-1].startswith("3, 2, 1: Bend the left leg, foot flat.")
    assert main(["figure", "single-knee", "--plain", "-o", str(file)]) == 0
    root = ElementTree.parse(file).getroot()  # noqa: S314 - the program's own file
    assert root.findtext(f"{SVG}desc", "").startswith("Lie on your back. Right knee bent")


def test_the_letter_tells_the_side_and_plain_leaves_it_out(tmp_path: Path) -> None:
    """A left leg in the right one's colour, as in black and white, is still the left one."""
    files = [tmp_path / f"{n}.png" for n in range(2)]
    disc = {}
    for side, file in zip(("right", "left"), files, strict=True):
        limb = getattr(theme("dawn"), f"{side}_limb")
        lettered = where(drawn(file, "twist", "--side", side), limb).sum()
        assert lettered > 50
        assert where(drawn(file, "twist", "--side", side, "--plain"), limb).sum() == 0
        disc[side] = lettered
    # an L leaves more of its disc than an R
    assert disc["left"] > disc["right"] * 1.05


def test_no_screen_is_needed(picture: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    line = [sys.executable, "-m", "supine", "figure", "twist", "-o", str(picture)]
    result = subprocess.run(line, env=kept, capture_output=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert not QImage(str(picture)).isNull()


GOOD = ["twist", "-o", "a.png"]

USAGE = {
    "no stance": (["-o", "a.png"], "which stance?"),
    "no file": (["twist"], "where to?"),
    "a stance mistyped": (["twits", "-o", "a.png"], "'twits': did you mean 'twist'?"),
    "no stance at all": (["zzz", "-o", "a.png"], "'supine figure --list' prints them all"),
    "a stance elsewhere": (["../themes/x", "-o", "a.png"], "no stance called '../themes/x'"),
    "after the end": ([*GOOD, "--at", "1.1"], "'1.1' is not a number from 0 to 1"),
    "before the beginning": ([*GOOD, "--at=-0.1"], "'-0.1' is not a number from 0 to 1"),
    "at no number": ([*GOOD, "--at", "nan"], "'nan' is not a number from 0 to 1"),
    "no size": ([*GOOD, "--size", "big"], "'big' is not a size such as 900x500"),
    "half a size": ([*GOOD, "--size", "900"], "'900' is not a size"),
    "a tiny size": ([*GOOD, "--size", "15x500"], "each from 16 to 8000"),
    "a huge size": ([*GOOD, "--size", "900x8001"], "each from 16 to 8000"),
    "an endless size": ([*GOOD, "--size", "9" * 5000 + "x9"], "each from 16 to 8000"),
    "another kind of file": (["twist", "-o", "a.gif"], "'a.gif' ends in neither .png nor .svg"),
    "no kind of file": (["twist", "-o", "png"], "'png' ends in neither .png nor .svg"),
    "no side": ([*GOOD, "--side", "up"], "invalid choice: 'up'"),
    "no theme": ([*GOOD, "--theme", "dusk"], "invalid choice: 'dusk'"),
}


@pytest.mark.parametrize(("words", "says"), USAGE.values(), ids=USAGE)
def test_wrong_usage_exits_with_2_and_one_clear_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        main(["figure", *words])
    output = capsys.readouterr()
    assert caught.value.code == 2
    assert output.err.count("\n") == 1
    assert says in output.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none/picture.png", "none/picture.svg", "folder.png"])
def test_a_file_that_cannot_be_written_is_one_line_and_exit_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.png").mkdir()
    assert main(["figure", "twist", "-o", str(tmp_path / name)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "could not be written: " in error
    assert [one.name for one in tmp_path.iterdir()] == ["folder.png"]


def test_a_full_disk_leaves_the_old_picture(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, picture: Path
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    picture.write_text("old")
    monkeypatch.setattr("os.fsync", full)
    assert main(["figure", "twist", "-o", str(picture)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert [one.read_text() for one in picture.parent.iterdir()] == ["old"]


def test_a_problem_in_a_stance_file_is_printed_with_its_place(
    capsys: pytest.CaptureFixture[str], picture: Path
) -> None:
    file = picture.with_name("wrong.yaml")
    file.write_text("title: Wrong\nlike: strt\n")
    assert main(["figure", str(file), "-o", str(picture)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"{file}:2:7: ")
    assert error.count("\n") == 1


def test_others_may_read_the_picture(picture: Path) -> None:
    picture.with_name("other").touch()
    drawn(picture, "twist")
    assert picture.stat().st_mode == picture.with_name("other").stat().st_mode


@pytest.mark.parametrize("name", stance_names())
def test_no_row_of_words_is_so_wide_that_all_of_them_are_plain(name: str) -> None:
    """One row that was a word too long cost every picture of circles its way out."""
    found = stance(name)
    told = {one.text for one in below(name).entries}
    scene = started(still_scene_of(found), found)
    plain = {one.text for one in legend_of(scene, found, 900.0, 620.0, detail=Detail.SIGNS)}
    named = {one.text for one in legend_of(scene, found, 900.0, 620.0, detail=Detail.NAMED)}
    assert named - plain <= told


def test_words_become_a_little_smaller_rather_than_plain() -> None:
    """A row of 702 pixels in a picture of 700 cost it all that hands do."""
    found = stance("single-knee")
    found = replace(found, file=structs.replace(found.file, words=None))
    words = words_below(started(still_scene_of(found), found), found, 700.0, 500.0)
    assert any(one.text.startswith("both hands clasped") for one in words.entries)
    assert words.entries[-1].numbers == (3, 2, 1)
    assert SMALLEST * 14.0 < words.size < 14.0
