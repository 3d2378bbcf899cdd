from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from supine.ui.practice.keys import KEYS, SILENT, action_of, key_list

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
        (K.Key_Escape, "leave"),
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
     K.Key_Up, K.Key_Down, K.Key_Period, K.Key_Backspace, K.Key_MediaTogglePlayPause],
)  # fmt: skip
def test_any_other_key_pauses(key: Qt.Key) -> None:
    assert action_of(key, NONE) == "press"


@pytest.mark.parametrize(
    ("key", "action"),
    [(K.Key_PageDown, "next"), (K.Key_PageUp, "back"), (K.Key_B, "press"), (K.Key_F5, "press")],
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


def test_the_list_of_keys_has_every_letter_with_an_action() -> None:
    listed = {left for left, _right in key_list()}
    letters = {chr(key) for key in KEYS if K.Key_A <= key <= K.Key_Z}
    assert letters <= listed
    assert all(right for _left, right in key_list())
