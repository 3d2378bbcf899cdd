"""What the program and the speech worker say to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.speech import protocol
from supine.speech.protocol import (
    TEXT_LIMIT,
    Answer,
    Begun,
    Configure,
    Ended,
    Failed,
    Known,
    ListVoices,
    Ready,
    Request,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
    speakable,
)
from supine.worker.messages import LINE_LIMIT, Fault, Ping, Pong, Quit, encoded

REQUESTS: list[Request] = [
    Say(1, "Right leg: Knee hug"), Stop(), Ping(), Quit(), ListVoices("de"),
    Configure("speechd", "en_GB", "en_GB/Somebody", 0.5, -0.5, 0.25, ("winrt",)),
]  # fmt: skip
ANSWERS: list[Answer] = [
    Starting("winrt"), Ready(["speechd"], "speechd"), Ready([], "", "no engine"), Begun(1),
    Ended(1), Stopped(2), Failed(3, "why"), Pong(),
    Voices("en", [Known("Somebody", "en_GB", "en_GB/Somebody")]),
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_whatever_is_asked_arrives_in_whatever_pieces(size: int) -> None:
    data = b"".join(map(encoded, REQUESTS))
    reader = protocol.requests()
    found = [one for at in range(0, len(data), size) for one in reader.feed(data[at : at + size])]
    assert found == REQUESTS


def test_whatever_is_answered_arrives() -> None:
    assert protocol.answers().feed(b"".join(map(encoded, ANSWERS))) == ANSWERS


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"null", b'{"type":"dance"}', b'{"type":"say","id":1}', b"\xff\xfe", b"[" * 9000,
     b'{"type":"say","id":-1,"text":""}', b'{"type":"configure","rate":7}',
     b'{"type":"say","id":' + b"9" * 400 + b',"text":""}'],
)  # fmt: skip
def test_what_is_no_message_is_a_fault(line: bytes) -> None:
    (found,) = protocol.requests().feed(line + b"\n")
    assert isinstance(found, Fault)


def test_a_whole_line_that_is_too_long_is_a_fault() -> None:
    text = "x" * LINE_LIMIT
    (found,) = protocol.requests().feed(f'{{"type":"say","id":1,"text":"{text}"}}\n'.encode())
    assert found == Fault("a line that is too long")


@given(st.text(alphabet=st.characters(), max_size=3000))
def test_any_text_can_be_made_speakable_and_then_fits_into_a_line(text: str) -> None:
    line = encoded(Say(2**53, speakable(text)))
    assert len(line) <= LINE_LIMIT
    assert protocol.requests().feed(line) == [Say(2**53, speakable(text))]


@pytest.mark.parametrize(
    "text", ["\u062f\u0633\u062a\u200c\u0647\u0627", "\U0001f9d8\u200d\u2640\ufe0f"]
)
def test_a_word_with_a_joiner_in_it_is_spoken_as_one(text: str) -> None:
    """Of the Persian word for hands a voice made two."""
    assert speakable(f" {text} ") == text


def test_text_is_text_and_never_a_command_to_the_engine() -> None:
    assert speakable("<rate speed='9'/>\nSoft\x00 &\u202e jaw.") == "rate speed='9'/ Soft jaw."
    assert len(speakable("word " * 1000)) <= TEXT_LIMIT
    assert speakable("\ud800") == ""
