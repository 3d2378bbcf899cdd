from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from supine.ui.practice.keys import KEYS, SILENT, action_of, digit_of, key_list, key_of

K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (K.Key_Right, "next"),
        (K.Key_Left, "back"),
        (K.Key_E, "easier"),
        (K.Key_D, "deeper"),
        (K.Key_S, "stay"),
        (K.Key_X, "stop"),
        (K.Key_F, "fullscreen"),
        (K.Key_F11, "fullscreen"),
        (K.Key_Minus, "smaller"),
        (K.Key_BracketLeft, "slower"),
        (K.Key_BracketRight, "faster"),
        (K.Key_M, "mute"),
        (K.Key_L, "lock"),
        (K.Key_Escape, "escape"),
    ],
)
def test_each_key_does_what_it_says(key: Qt.Key, action: str) -> None:
    assert action_of(key, NONE) == action


@pytest.mark.parametrize("key", [K.Key_Plus, K.Key_Equal])
@pytest.mark.parametrize("held", [NONE, SHIFT])
def test_plus_works_on_every_keyboard(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    assert action_of(key, held) == "bigger"


def test_a_question_mark_needs_shift_on_many_keyboards() -> None:
    assert action_of(K.Key_Question, SHIFT) == "keys"


@pytest.mark.parametrize(
    "key",
    [K.Key_Space, K.Key_Return, K.Key_A, K.Key_Z, K.Key_7, K.Key_Comma, K.Key_F5, K.Key_Home,
     K.Key_Period, K.Key_Backspace, K.Key_MediaTogglePlayPause],
)  # fmt: skip
def test_any_other_key_pauses(key: Qt.Key) -> None:
    assert action_of(key, NONE) == "press"


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (K.Key_PageDown, "next"),
        (K.Key_PageUp, "back"),
        (K.Key_Down, "next"),
        (K.Key_Up, "back"),
        (K.Key_B, "press"),
        (K.Key_F5, "press"),
    ],
)
def test_a_presenter_s_clicker_works(key: Qt.Key, action: str) -> None:
    assert action_of(key, NONE) == action


@pytest.mark.parametrize(
    ("key", "action"),
    [(K.Key_MediaNext, "next"), (K.Key_MediaPrevious, "back"), (K.Key_MediaPlay, "play"),
     (K.Key_MediaPause, "pause"), (K.Key_MediaStop, "pause")],
)  # fmt: skip
def test_media_keys_work(key: Qt.Key, action: str) -> None:
    assert action_of(key, NONE) == action


@pytest.mark.parametrize("key", sorted(SILENT))
def test_a_modifier_or_a_system_key_alone_does_nothing(key: int) -> None:
    assert action_of(key, NONE) == "none"


@pytest.mark.parametrize(
    "held",
    [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
     Qt.KeyboardModifier.MetaModifier],
)  # fmt: skip
def test_a_shortcut_of_the_system_does_nothing(held: Qt.KeyboardModifier) -> None:
    assert {action_of(key, held) for key in (K.Key_Space, K.Key_E, K.Key_Right)} == {"none"}


@pytest.mark.parametrize("key", [K.Key_E, K.Key_S, K.Key_X, K.Key_L])
def test_capital_letters_work_too(key: Qt.Key) -> None:
    assert action_of(key, SHIFT) == KEYS[key]


# what the key with the X of a Latin keyboard is called on others, and so on; X11's number of it
FOREIGN = {
    "Russian": {"E": "У", "D": "В", "S": "Ы", "X": "Ч", "M": "Ь", "L": "Д", "F": "А", "T": "Е"},
    "Greek": {"E": "Ε", "D": "Δ", "S": "Σ", "X": "Χ", "M": "Μ", "L": "Λ", "F": "Φ", "T": "Τ"},
    "Hebrew": {"E": "ק", "D": "ג", "S": "ד", "X": "ס", "M": "צ", "L": "ך", "F": "כ", "T": "א"},
    "Arabic": {"E": "ث", "D": "ي", "S": "س", "X": "ء", "M": "ة", "L": "م", "F": "ب", "T": "ف"},
    "Hindi": {"E": "ा", "D": "्", "S": "े", "X": "ं", "M": "स", "L": "त", "F": "ि", "T": "ू"},
}
X11 = {"E": 26, "T": 28, "S": 39, "D": 40, "F": 41, "L": 46, "X": 53, "M": 58, "[": 34, "]": 35}
MAC = {"E": 14, "T": 17, "S": 1, "D": 2, "F": 3, "L": 37, "X": 7, "M": 46, "[": 33, "]": 30}


def event(key: int, place: int = 0, mac: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, place, mac, 0)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("layout", FOREIGN)
def test_a_key_counts_by_its_place_where_its_letter_is_not_latin(
    layout: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    for latin, letter in FOREIGN[layout].items():
        place = X11[latin] - (8 if system == "win32" else 0)
        pressed = event(ord(letter), 0 if system == "darwin" else place, MAC[latin])
        assert key_of(pressed) == ord(latin)


@pytest.mark.parametrize(("letter", "latin"), [("Х", "["), ("Ъ", "]")])
def test_brackets_count_by_their_place_too(letter: str, latin: str) -> None:
    assert key_of(event(ord(letter), X11[latin])) == ord(latin)


@pytest.mark.parametrize("key", [K.Key_X, K.Key_Q, K.Key_Odiaeresis, K.Key_7, K.Key_Comma])
def test_a_latin_letter_or_sign_counts_wherever_it_is(key: Qt.Key) -> None:
    """On Dvorak's keyboard X is where others have B, and Q where they have X."""
    assert key_of(event(key, X11["X"])) == key


def test_a_letter_that_qt_does_not_know_counts_by_its_place() -> None:
    assert key_of(event(K.Key_unknown, X11["X"])) == K.Key_X
    assert key_of(event(K.Key_unknown, 200)) == K.Key_unknown


def test_any_other_foreign_letter_is_any_key() -> None:
    assert action_of(key_of(event(ord("Ж"), 47)), NONE) == "press"


def test_the_page_about_keys_has_the_same_list() -> None:
    page = (Path(__file__).parents[3] / "docs" / "keys.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    assert [tuple(row) for row in rows[1:]] == key_list()


def test_the_list_of_keys_has_every_letter_with_an_action() -> None:
    listed = {left for left, _right in key_list()}
    letters = {chr(key) for key in KEYS if K.Key_A <= key <= K.Key_Z}
    assert letters <= listed
    assert all(right for _left, right in key_list())


@pytest.mark.parametrize(
    ("text", "digit"),
    [("0", 0), ("7", 7), ("٣", 3), ("५", 5), ("a", None), ("", None), ("½", None), ("²", None)],
)
def test_a_number_key_is_a_digit_in_any_script(text: str, digit: int | None) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_unknown, NONE, 0, 0, 0, text)
    assert digit_of(event) == digit


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS numbers its keys otherwise")
@pytest.mark.parametrize(("text", "place", "digit"), [("&", 2, 1), ("é", 3, 2), ("à", 11, 0)])
def test_on_a_french_keyboard_the_number_keys_need_no_shift(
    text: str, place: int, digit: int
) -> None:
    code = place if sys.platform == "win32" else place + 8
    event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), NONE, code, 0, 0, text)
    assert digit_of(event) == digit


def test_a_shortcut_is_no_answer() -> None:
    held = Qt.KeyboardModifier.ControlModifier
    assert digit_of(QKeyEvent(QEvent.Type.KeyPress, K.Key_3, held, "3")) is None
