"""What the two processes say to each other, and what they make of rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.speech import protocol
from supine.speech.protocol import (
    LINE_LIMIT,
    TEXT_LIMIT,
    Answer,
    Begun,
    Bye,
    Configure,
    Ended,
    Failed,
    Fault,
    Known,
    ListVoices,
    Ping,
    Pong,
    Quit,
    Ready,
    Request,
    Say,
    Starting,
    Stop,
    Stopped,
    Voices,
    encoded,
    speakable,
)

REQUESTS: list[Request] = [
    Say(1, "Right leg: Knee hug"), Stop(), Ping(), Quit(), ListVoices("de"),
    Configure("speechd", "en_GB", "en_GB/Somebody", 0.5, -0.5, 0.25, ("winrt",)),
]  # fmt: skip
ANSWERS: list[Answer] = [
    Starting("winrt"), Ready(["speechd"], "speechd"), Ready([], "", "no engine"), Begun(1),
    Ended(1), Stopped(2), Failed(3, "why"), Pong(), Bye(),
    Voices("en", [Known("Somebody", "en_GB", "en_GB/Somebody")]),
]  # fmt: skip

pieces = st.lists(st.binary(max_size=300) | st.just(b"\n"), max_size=20)


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_whatever_is_asked_arrives_in_whatever_pieces(size: int) -> None:
    data = b"".join(map(encoded, REQUESTS))
    reader = protocol.requests()
    found = [one for at in range(0, len(data), size) for one in reader.feed(data[at : at + size])]
    assert found == REQUESTS


def test_whatever_is_answered_arrives() -> None:
    assert protocol.answers().feed(b"".join(map(encoded, ANSWERS))) == ANSWERS


@given(pieces)
def test_any_bytes_are_messages_or_faults(pieces: list[bytes]) -> None:
    reader = protocol.answers()
    for piece in pieces:
        for found in reader.feed(piece):
            assert isinstance(found, (Fault, *(type(answer) for answer in ANSWERS)))


@given(pieces)
def test_rubbish_does_not_spoil_the_line_after_it(pieces: list[bytes]) -> None:
    reader = protocol.requests()
    for piece in pieces:
        reader.feed(piece)
    assert reader.feed(b"\n" + encoded(Ping()))[-1] == Ping()


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"null", b'{"type":"dance"}', b'{"type":"say","id":1}', b"\xff\xfe", b"[" * 9000,
     b'{"type":"say","id":-1,"text":""}', b'{"type":"configure","rate":7}',
     b'{"type":"say","id":' + b"9" * 400 + b',"text":""}'],
)  # fmt: skip
def test_what_is_no_message_is_a_fault(line: bytes) -> None:
    (found,) = protocol.requests().feed(line + b"\n")
    assert isinstance(found, Fault)


def test_a_line_without_an_end_is_one_fault_and_is_not_kept() -> None:
    reader = protocol.answers()
    found = [one for _ in range(100) for one in reader.feed(b"x" * 5000)]
    assert [type(one) for one in found] == [Fault]
    assert reader.feed(b"x\n" + encoded(Pong())) == [Pong()]


def test_a_whole_line_that_is_too_long_is_a_fault() -> None:
    text = "x" * LINE_LIMIT
    (found,) = protocol.requests().feed(f'{{"type":"say","id":1,"text":"{text}"}}\n'.encode())
    assert found == Fault("a line that is too long")


@given(st.text(alphabet=st.characters(), max_size=3000))
def test_any_text_can_be_made_speakable_and_then_fits_into_a_line(text: str) -> None:
    line = encoded(Say(2**53, speakable(text)))
    assert len(line) <= LINE_LIMIT
    assert protocol.requests().feed(line) == [Say(2**53, speakable(text))]


def test_text_is_text_and_never_a_command_to_the_engine() -> None:
    assert speakable("<rate speed='9'/>\nSoft\x00 &\u202e jaw.") == "rate speed='9'/ Soft jaw."
    assert len(speakable("word " * 1000)) <= TEXT_LIMIT
    assert speakable("\ud800") == ""
