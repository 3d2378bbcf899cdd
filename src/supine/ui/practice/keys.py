"""The keys of the practice: one table, for the keyboard and for the page that lists it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt

from supine.ui.words import tr

Action = Literal[
    "press", "next", "back", "easier", "deeper", "stay", "stop", "fullscreen", "bigger", "smaller",
    "slower", "faster", "mute", "lock", "turn", "keys", "leave", "play", "pause", "none",
]  # fmt: skip

K = Qt.Key

KEYS: dict[int, Action] = {
    K.Key_Right: "next",
    K.Key_PageDown: "next",
    K.Key_MediaNext: "next",
    K.Key_Left: "back",
    K.Key_PageUp: "back",
    K.Key_MediaPrevious: "back",
    K.Key_E: "easier",
    K.Key_D: "deeper",
    K.Key_S: "stay",
    K.Key_X: "stop",
    K.Key_F: "fullscreen",
    K.Key_F11: "fullscreen",
    K.Key_Plus: "bigger",
    K.Key_Equal: "bigger",
    K.Key_Minus: "smaller",
    K.Key_BracketLeft: "slower",
    K.Key_BracketRight: "faster",
    K.Key_M: "mute",
    K.Key_L: "lock",
    K.Key_T: "turn",
    K.Key_Question: "keys",
    K.Key_F1: "keys",
    K.Key_Escape: "leave",
    K.Key_Back: "leave",
    K.Key_MediaPlay: "play",
    K.Key_MediaPause: "pause",
    K.Key_MediaStop: "pause",
}

SILENT = {
    K.Key_Shift, K.Key_Control, K.Key_Alt, K.Key_AltGr, K.Key_Meta, K.Key_Super_L, K.Key_Super_R,
    K.Key_Hyper_L, K.Key_Hyper_R, K.Key_Menu, K.Key_CapsLock, K.Key_NumLock, K.Key_ScrollLock,
    K.Key_Tab, K.Key_Backtab, K.Key_Print, K.Key_SysReq, K.Key_VolumeUp, K.Key_VolumeDown,
    K.Key_VolumeMute, K.Key_MonBrightnessUp, K.Key_MonBrightnessDown, K.Key_Sleep, K.Key_PowerOff,
    K.Key_WakeUp, K.Key_unknown,
}  # fmt: skip
"""Keys that do something else in every program; they must not pause a practice."""

OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def action_of(key: int, modifiers: Qt.KeyboardModifier) -> Action:
    """Return what a key does. Every key without a meaning of its own is "press"."""
    if key in SILENT or modifiers & OTHERS:
        return "none"
    return KEYS.get(key, "press")


def locked_action_of(key: int, modifiers: Qt.KeyboardModifier) -> Action:
    """Return what a key does while the keys are locked: a knee on any of them only pauses.

    A headset's own play and pause keep their meaning, and so does what every program leaves alone;
    but Tab would walk to a button, and the next key would press it.
    """
    if key in (K.Key_Tab, K.Key_Backtab) and not modifiers & OTHERS:
        return "press"
    action = action_of(key, modifiers)
    return action if action in ("none", "play", "pause") else "press"


def key_list() -> list[tuple[str, str]]:
    """Return all keys and what they do, in words, for the page that lists them."""
    return [
        (tr("Space, any key"), tr("Pause and go on. While settling: I am ready")),
        (tr("→, Page Down"), tr("Next")),
        (tr("←, Page Up"), tr("Back")),
        ("E", tr("Easier, on both sides")),
        ("D", tr("Deeper")),
        ("S", tr("Stay two breaths longer, on both sides")),
        ("X", tr("Stop safely: how to come out")),
        ("[  ]", tr("Slower or faster breath")),
        ("+  −", tr("Larger or smaller text")),
        ("M", tr("Sound off and on")),
        ("L", tr("Lock the keys. Hold L to unlock")),
        ("T", tr("Turn the screen, for a head on its side")),
        ("F", tr("Full screen")),
        ("Esc", tr("Leave full screen, then the practice")),
    ]
