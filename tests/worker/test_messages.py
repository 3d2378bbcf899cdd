"""What two processes say to each other, and what they make of rubbish."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from supine.worker.messages import LINE_LIMIT, Fault, MessageReader, Ping, Pong, Quit, encoded


class Carry(Struct, frozen=True, tag="carry"):
    """A message with something in it."""

    number: Annotated[int, Meta(ge=0, le=2**53)]
    text: str = ""


SAID = [Carry(1, "Right leg: Knee hug"), Ping(), Pong(), Carry(2, "\n\u2028 \U0001f600"), Quit()]

pieces = st.lists(st.binary(max_size=300) | st.just(b"\n"), max_size=20)


def reader() -> MessageReader[object]:
    return MessageReader(Carry | Ping | Pong | Quit)


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_whatever_is_said_arrives_in_whatever_pieces(size: int) -> None:
    data = b"".join(map(encoded, SAID))
    one = reader()
    found = [message for at in range(0, len(data), size) for message in one.feed(data[at:][:size])]
    assert found == SAID


def test_what_another_worker_is_asked_is_a_fault() -> None:
    (found,) = MessageReader(Ping | Pong).feed(encoded(Quit()))
    assert isinstance(found, Fault)


@given(pieces)
def test_any_bytes_are_messages_or_faults(pieces: list[bytes]) -> None:
    one = reader()
    for piece in pieces:
        for found in one.feed(piece):
            assert isinstance(found, (Fault, *map(type, SAID)))


@given(pieces)
def test_rubbish_does_not_spoil_the_line_after_it(pieces: list[bytes]) -> None:
    one = reader()
    for piece in pieces:
        one.feed(piece)
    assert one.feed(b"\n" + encoded(Ping()))[-1] == Ping()


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"null", b'{"type":"dance"}', b'{"type":"carry"}', b"\xff\xfe", b"[" * 9000,
     b'{"type":"carry","number":"one"}', b'{"type":"carry","number":-1}',
     b'{"type":"carry","number":' + b"9" * 400 + b"}"],
)  # fmt: skip
def test_what_is_no_message_is_a_fault(line: bytes) -> None:
    (found,) = reader().feed(line + b"\n")
    assert isinstance(found, Fault)
    assert 0 < len(found.why) <= 200


def test_a_line_without_an_end_is_one_fault_and_is_not_kept() -> None:
    one = reader()
    found = [message for _ in range(100) for message in one.feed(b"x" * 5000)]
    assert [type(message) for message in found] == [Fault]
    assert one.feed(b"x\n" + encoded(Pong())) == [Pong()]


def test_a_whole_line_that_is_too_long_is_a_fault() -> None:
    (found,) = reader().feed(encoded(Carry(1, "x" * LINE_LIMIT)))
    assert found == Fault("a line that is too long")


def test_a_line_that_just_fits_is_read() -> None:
    head = len(encoded(Carry(1)))
    message = Carry(1, "x" * (LINE_LIMIT - head + 1))
    assert reader().feed(encoded(message)) == [message]
