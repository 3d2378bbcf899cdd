"""What goes over the message bus is written and read as the D-Bus specification says."""

from __future__ import annotations

import shutil
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.desktop.lock_state import session_is_locked
from supine.desktop.message_bus import MessageBus, call_message, parts, read_message
from tests.e2e.bus import Bus
from tests.e2e.login import Login
from tests.e2e.waiting import LONG

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "y": st.integers(0, 255),
    "b": st.booleans(),
    "i": st.integers(-(1 << 31), (1 << 31) - 1),
    "u": st.integers(0, (1 << 32) - 1),
    "x": st.integers(-(1 << 63), (1 << 63) - 1),
    "d": st.floats(allow_nan=False),
    "s": TEXT,
    "as": st.lists(TEXT, max_size=4),
    "au": st.lists(st.integers(0, 9), max_size=4),
    "a{su}": st.dictionaries(TEXT, st.integers(0, 9), max_size=4),
    "(sud)": st.tuples(TEXT, st.integers(0, 9), st.floats(allow_nan=False)),
    "a(yas)": st.lists(st.tuples(st.integers(0, 9), st.lists(TEXT, max_size=2)), max_size=3),
}

typed = st.lists(
    st.sampled_from(list(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])),
    max_size=5,
)


def whole(signature: str, *values: Any) -> bytes:
    fields = {1: "/path", 2: "a.b", 3: "Member", 6: "to.somebody"}
    if signature:
        fields[8] = signature
    return call_message(0, 7, fields, signature, values)


@given(typed)
def test_whatever_is_sent_is_read_as_it_was(values: list[tuple[str, Any]]) -> None:
    signature = "".join(kind for kind, _value in values)
    message = read_message(whole(signature, *(value for _kind, value in values)))
    assert message.body == [value for _kind, value in values]
    assert message.name == "a.b.Member"
    assert parts(signature) == [kind for kind, _value in values]


@given(TEXT)
def test_a_variant_is_read_as_its_value(text: str) -> None:
    message = read_message(whole("a{sv}v", {"k": ("s", text)}, ("u", 7)))
    assert message.body == [{"k": text}, 7]


def test_a_message_from_a_large_machine_is_read_too() -> None:
    """By hand, from the specification: big endian, a signal with 5 and "ok"."""
    field = b"\x08\x01g\x00\x02us\x00"
    head = b"B\x04\x01\x01" + struct.pack(">III", 11, 1, len(field))
    body = struct.pack(">II", 5, 2) + b"ok\0"
    message = read_message(head + field + bytes(-len(head + field) % 8) + body)
    assert (message.kind, message.body) == (4, [5, "ok"])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(typed, st.data())
def test_a_message_with_broken_bytes_is_read_or_refused(
    values: list[tuple[str, Any]], data: st.DataObject
) -> None:
    sent = bytearray(whole("".join(kind for kind, _ in values), *(one for _, one in values)))
    for _change in range(data.draw(st.integers(1, 6))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(sent[: data.draw(st.integers(0, len(sent)))]))


def read_or_refuse(data: bytes) -> None:
    with suppress(ConnectionAbortedError):
        read_message(data)


@pytest.mark.parametrize("signature", ["a", "(", "a{s", "a()", "v" * 3, "(" * 60 + "u" + ")" * 60])
def test_a_signature_that_is_none_is_refused(signature: str) -> None:
    data = bytearray(whole("s", "x" * 40))
    head = data.partition(b"\x08\x01g\x00")[0]
    field = b"\x08\x01g\x00" + bytes([len(signature)]) + signature.encode() + b"\0"
    made = bytes(head + field)
    made = made[:12] + struct.pack("<I", len(made) - 16) + made[16:]
    with pytest.raises(ConnectionAbortedError):
        read_message(made + bytes(-len(made) % 8) + b"\x07\0\0\0\x01\0\0\0")


BUSES = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="there is no dbus-daemon"
)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    made = Bus(tmp_path / "bus")
    yield made
    made.close()


def connected(bus: Bus, seconds: float = LONG) -> MessageBus:
    return MessageBus(bus.address.removeprefix("unix:path="), seconds)


@BUSES
def test_a_method_is_called_and_a_signal_waited_for(bus: Bus) -> None:
    mine = connected(bus)
    mine.listen("type='signal',interface='app.test'")
    bus.signal("/place", "app.test.Told", "uint32:3", "string:word")
    (pid,) = mine.call(
        "org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetConnectionUnixProcessID", "s",
        "org.freedesktop.DBus",
    )  # fmt: skip
    assert pid > 0
    while (told := mine.wait(time.monotonic() + LONG)).name != "app.test.Told":
        pass
    assert told.body == [3, "word"]
    mine.close()


@BUSES
def test_a_service_that_is_not_there_is_an_error(bus: Bus) -> None:
    mine = connected(bus)
    with pytest.raises(OSError, match="NameHasNoOwner"):
        mine.call("app.nobody", "/", "app.nobody.Do", starts=False)
    mine.close()


@BUSES
def test_who_waits_is_interrupted_from_another_thread_or_gives_up(bus: Bus) -> None:
    mine = connected(bus)
    # the bus greets who has come
    assert mine.wait(time.monotonic() + LONG).name.endswith(".NameAcquired")
    with pytest.raises(TimeoutError):
        mine.wait(time.monotonic() + 0.05)
    other = Timer(0.05, mine.interrupt)
    other.start()
    with pytest.raises(ConnectionAbortedError):
        mine.wait(time.monotonic() + LONG)
    other.join()
    mine.close()


@BUSES
@pytest.mark.fault("the message bus hangs while something is asked")
def test_a_bus_that_hangs_is_given_up(bus: Bus) -> None:
    mine = connected(bus, 0.2)
    bus.hang()
    with pytest.raises(TimeoutError):
        mine.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")
    mine.close()


def test_without_a_bus_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        MessageBus(str(tmp_path / "none"), 1.0)


@BUSES
def test_a_message_that_is_too_long_is_refused(bus: Bus) -> None:
    mine = connected(bus)
    mine.listen("type='signal',interface='app.test'")
    bus.signal(
        "/place", "app.test.Told", f"string:{'x' * 100_000}", *["string:" + "y" * 99_000] * 12
    )
    assert mine.wait(time.monotonic() + LONG).name.endswith(".NameAcquired")
    with pytest.raises(ConnectionAbortedError):
        mine.wait(time.monotonic() + LONG)
    mine.close()


@BUSES
@pytest.mark.parametrize("place", ["session", "system"])
def test_a_lock_is_told_by_a_screen_saver_or_by_logind(
    bus: Bus, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    for name in ("session", "system"):
        address = bus.address if name == place else "unix:path=/nowhere"
        monkeypatch.setenv(f"DBUS_{name.upper()}_BUS_ADDRESS", address)
    assert not session_is_locked()
    login = Login(bus)
    assert not session_is_locked()
    login.tell("locked")
    assert session_is_locked()
    login.tell("unlocked")
    assert not session_is_locked()
    login.close()


def test_without_any_bus_nothing_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, "unix:path=/nowhere")
    assert not session_is_locked()
