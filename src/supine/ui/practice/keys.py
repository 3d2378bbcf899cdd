"""The keys of the practice: their actions, and the list that is shown to the person."""

from __future__ import annotations

import sys
import unicodedata
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from supine.language import translate


class Action(StrEnum):
    """The actions of keys, buttons, clickers and headsets.

    `practice.controller` handles actions of the practice, `app.app` those of the program.
    """

    NONE = "none"
    PRESS = "press"
    """Pause, go on, or "I am ready": the action of every key that is not in `KEYS`."""
    NEXT = "next"
    BACK = "back"
    EASIER = "easier"
    DEEPER = "deeper"
    STAY = "stay"
    STOP = "stop"
    """Stop safely: pause and say how to come out of the pose."""
    PLAY = "play"
    """Go on, never pause: a button of a headset."""
    PAUSE = "pause"
    """Pause, never go on: a button of a headset."""
    SLOWER = "slower"
    FASTER = "faster"
    LOCK = "lock"
    KEYS = "keys"
    """Show the list of all keys."""
    MUTE = "mute"
    TURN = "turn"
    """Turn the screen a quarter turn."""
    BIGGER = "bigger"
    SMALLER = "smaller"
    FULL_SCREEN = "fullscreen"
    LEAVE = "leave"
    """Ask whether to leave the practice."""
    ESCAPE = "escape"
    """Leave full screen; outside of it, ask whether to leave the practice."""


K = Qt.Key

KEYS_OF: dict[Action, tuple[int, ...]] = {
    # a clicker sends page keys or arrows
    Action.NEXT: (K.Key_Right, K.Key_Down, K.Key_PageDown, K.Key_MediaNext),
    Action.BACK: (K.Key_Left, K.Key_Up, K.Key_PageUp, K.Key_MediaPrevious),
    Action.EASIER: (K.Key_E,),
    Action.DEEPER: (K.Key_D,),
    Action.STAY: (K.Key_S,),
    Action.STOP: (K.Key_X,),
    Action.FULL_SCREEN: (K.Key_F, K.Key_F11),
    Action.BIGGER: (K.Key_Plus, K.Key_Equal),
    Action.SMALLER: (K.Key_Minus,),
    Action.SLOWER: (K.Key_BracketLeft,),
    Action.FASTER: (K.Key_BracketRight,),
    Action.MUTE: (K.Key_M,),
    Action.LOCK: (K.Key_L,),
    Action.TURN: (K.Key_T,),
    Action.KEYS: (K.Key_Question, K.Key_F1),
    Action.ESCAPE: (K.Key_Escape, K.Key_Back),
    Action.PLAY: (K.Key_MediaPlay,),
    Action.PAUSE: (K.Key_MediaPause, K.Key_MediaStop),
}

KEYS = {key: action for action, keys in KEYS_OF.items() for key in keys}

SILENT = {
    K.Key_Shift, K.Key_Control, K.Key_Alt, K.Key_AltGr, K.Key_Meta, K.Key_Super_L, K.Key_Super_R,
    K.Key_Hyper_L, K.Key_Hyper_R, K.Key_Menu, K.Key_CapsLock, K.Key_NumLock, K.Key_ScrollLock,
    K.Key_Tab, K.Key_Backtab, K.Key_Print, K.Key_SysReq, K.Key_VolumeUp, K.Key_VolumeDown,
    K.Key_VolumeMute, K.Key_MonBrightnessUp, K.Key_MonBrightnessDown, K.Key_Sleep, K.Key_PowerOff,
    K.Key_WakeUp, K.Key_unknown,
}  # fmt: skip
"""Keys that the system uses in every program. They must not pause a practice."""

SHORTCUTS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
"""Modifiers: a key pressed with one of them belongs to the system or to another program."""


PLACES = {
    0x10: K.Key_Q, 0x12: K.Key_E, 0x14: K.Key_T, 0x18: K.Key_O,
    0x1A: K.Key_BracketLeft, 0x1B: K.Key_BracketRight,
    0x1F: K.Key_S, 0x20: K.Key_D, 0x21: K.Key_F, 0x26: K.Key_L, 0x2D: K.Key_X, 0x31: K.Key_N,
    0x32: K.Key_M,
}  # fmt: skip
"""The letters that do something, by their place, as Windows and the Linux kernel number it."""

MAC_PLACES = {
    0x0C: K.Key_Q, 0x0E: K.Key_E, 0x11: K.Key_T, 0x1F: K.Key_O,
    0x21: K.Key_BracketLeft, 0x1E: K.Key_BracketRight,
    0x01: K.Key_S, 0x02: K.Key_D, 0x03: K.Key_F, 0x25: K.Key_L, 0x07: K.Key_X, 0x2D: K.Key_N,
    0x2E: K.Key_M,
}  # fmt: skip
"""The same as macOS numbers it."""

DIGIT_PLACES = {0x02 + place: (place + 1) % 10 for place in range(10)}
"""The number keys, from 1 to 9 and 0, by their place."""

MAC_DIGIT_PLACES = {
    0x12: 1, 0x13: 2, 0x14: 3, 0x15: 4, 0x17: 5, 0x16: 6, 0x1A: 7, 0x1C: 8, 0x19: 9, 0x1D: 0,
}  # fmt: skip
"""The same as macOS numbers them."""

X11_OFFSET = 8
"""X11 and Wayland add this to the kernel's number."""


def key_of(event: QKeyEvent) -> int:
    """Return the key of `event`: by its letter where that is Latin, otherwise by its place.

    So E is E on every Latin keyboard, and on a Russian, Greek, Hebrew or Arabic one it is the key
    where others have E.
    """
    key = event.key()
    if key == K.Key_unknown or _is_foreign(key):
        return _place_of(event, sys.platform) or key
    return key


def _is_foreign(key: int) -> bool:
    """Return whether `key` is a letter, or a mark of one, that is not Latin."""
    if key > sys.maxunicode:
        return False
    letter = chr(key)
    is_letter = unicodedata.category(letter)[0] in "LM"
    return is_letter and not unicodedata.name(letter, "").startswith("LATIN")


def _place_of(event: QKeyEvent, system: str) -> int | None:
    if system == "darwin":
        return MAC_PLACES.get(event.nativeVirtualKey())
    return PLACES.get(_scan_code(event, system))


def _scan_code(event: QKeyEvent, system: str) -> int:
    return event.nativeScanCode() - (0 if system == "win32" else X11_OFFSET)


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit of a number key, in any script; None if it is another key.

    Where the number keys give a digit only with Shift, as on a French keyboard, their place counts.
    """
    if event.modifiers() & SHORTCUTS:
        return None
    text = event.text()
    if len(text) == 1 and text.isdecimal():
        return int(text)
    if text.isalnum() and text.isascii():
        return None
    if sys.platform == "darwin":
        return MAC_DIGIT_PLACES.get(event.nativeVirtualKey()) if text else None
    return DIGIT_PLACES.get(_scan_code(event, sys.platform)) if text else None


def action_of(key: int, modifiers: Qt.KeyboardModifier) -> Action:
    """Return the action of a key; `Action.PRESS` if it is not in `KEYS`."""
    if key in SILENT or modifiers & SHORTCUTS:
        return Action.NONE
    return KEYS.get(key, Action.PRESS)


def locked_action_of(key: int, modifiers: Qt.KeyboardModifier) -> Action:
    """Return the action of a key while the keys are locked: any key, pressed by a knee, pauses.

    X still stops safely, and play and pause of a headset keep their meaning. Tab pauses too: if it
    moved the focus to a button, the next key would press that button.
    """
    if key in (K.Key_Tab, K.Key_Backtab) and not modifiers & SHORTCUTS:
        return Action.PRESS
    action = action_of(key, modifiers)
    kept = (Action.NONE, Action.STOP, Action.PLAY, Action.PAUSE)
    return action if action in kept else Action.PRESS


def key_list() -> list[tuple[str, str]]:
    """Return all keys and their actions in words, for the list of all keys."""
    return [
        (
            translate("Keys", "Space, any key"),
            translate("Keys", "Pause and go on. On the way into a pose: I am ready"),
        ),
        (translate("Keys", "→ ↓, Page Down"), translate("Keys", "Next")),
        (translate("Keys", "← ↑, Page Up"), translate("Keys", "Back")),
        ("E", translate("Keys", "Easier, on both sides, from now on")),
        ("D", translate("Keys", "Deeper")),
        ("S", translate("Keys", "Stay two breaths longer, on both sides")),
        ("X", translate("Keys", "Stop safely: how to come out")),
        ("[  ]", translate("Keys", "Slower or faster breath")),
        ("+  −", translate("Keys", "Larger or smaller text")),
        ("M", translate("Keys", "Sound off and on")),
        ("L", translate("Keys", "Lock all keys but X. Hold L to unlock")),
        ("T", translate("Keys", "Turn the screen, for a head on its side")),
        ("F", translate("Keys", "Full screen, and back to the window")),
        (
            translate("Keys", "Esc", "the name of the key"),
            translate("Keys", "Exit full screen. Then: leave the practice"),
        ),
        ("?", translate("Keys", "All keys, and back to the practice")),
    ]
