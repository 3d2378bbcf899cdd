"""The real program speaking a practice aloud, with the real speech service, recorded."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import traces
from tests.e2e.conftest import Desk
from tests.e2e.desktop import Speaker
from tests.e2e.dispatcher import NO_VOICES, Dispatcher
from tests.e2e.driver import Starter, Supine
from tests.e2e.spoken import (
    LOUD,
    NEEDS_VOICE,
    SOON,
    VOICE_ALONE,
    Spoken,
    assert_clear_of_bells,
    assert_one_at_a_time,
    practised,
    speaking,
)
from tests.e2e.traces import Event
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = [pytest.mark.e2e, NEEDS_VOICE]

SLOWLY = "breaths_per_minute: 20\nsettle: 0.5\nvoice_speed: -0.5"
"""A voice so slow that the practice must wait for it."""

LONGEST_WAIT = 5.0
"""Seconds at most from the last word of the way in to the hold: 0.6 on a quiet machine."""

SETTLE = "Bring your knee to your chest."
LEAVE = "Put your foot down."

KNEE_HUG = f"""\
title: Knee hug
steps:
  - pose: Knee hug
    sides: both
    side_words: "{{Side}} leg"
    settle:
      - {SETTLE}
    holds:
      - count: 2
        unit: breaths
    leave:
      - {LEAVE}
"""

ROUNDS = """\
title: Two rounds
steps:
  - series: Leg raises
    rounds: 2
    between:
      rest: Breathe
      seconds: 10
    steps:
      - pose: Leg up
        settle:
          - Raise the {side} leg.
        holds:
          - count: 20
            unit: seconds
        leave:
          - Lower it.
"""

GIVEN_UP = "The voice has stopped working and is off. Everything is shown on the screen as well."

LONG_HOLD = """\
title: A long hold
steps:
  - pose: Knee hug
    holds:
      - count: 60
        unit: breaths
    leave:
      - Let go.
"""


@pytest.fixture(scope="module")
def spoken(desk: Desk, dispatcher: Dispatcher, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A practice on both sides, with a slow voice of which nothing is known."""
    folder = tmp_path_factory.mktemp("spoken")
    with Starter(desk.screen, desk.speaker, folder) as supine:
        return practised(supine, dispatcher, KNEE_HUG, f"{SLOWLY}\n{VOICE_ALONE}")


def test_every_line_that_leads_in_or_out_is_said_and_heard(spoken: Spoken) -> None:
    said = traces.named(spoken.events, "say", heard=True)
    texts = [one["text"] for one in said]
    assert [text for text in texts if text in (SETTLE, LEAVE)] == [SETTLE, LEAVE] * 2
    assert [text for text in texts if "leg" in text] == [
        "Right leg: Knee hug", "Left leg: Knee hug",
    ]  # fmt: skip
    for one in said:
        assert spoken.loudest(one["wall"], one["wall"] + SOON) > LOUD, one


def test_no_word_is_distorted(spoken: Spoken) -> None:
    assert spoken.clipped == 0


def test_no_line_begins_before_the_last_one_has_ended(spoken: Spoken) -> None:
    assert_one_at_a_time(spoken)


def test_the_voice_keeps_clear_of_every_bell(spoken: Spoken) -> None:
    bells = {one["name"] for one in traces.named(spoken.events, "bell")}
    assert {"right", "left", "begin", "last", "end", "finish"} <= bells
    assert_clear_of_bells(spoken)


def test_the_practice_waits_for_the_voice_before_each_hold(spoken: Spoken) -> None:
    waits = {one["step"] for one in traces.named(spoken.events, "wait")}
    holds = traces.named(spoken.events, "step", kind="hold")
    assert {one["index"] - 1 for one in holds} <= waits
    for hold in holds:
        before = [one for one in spoken.events if one["wall"] <= hold["wall"]]
        settled = [one for one in traces.named(before, "said") if one["text"] == SETTLE]
        assert settled
        assert 0.3 < hold["wall"] - settled[-1]["wall"] < LONGEST_WAIT


def test_how_slowly_the_voice_speaks_is_kept(spoken: Spoken) -> None:
    (line,) = [one for one in spoken.settings.splitlines() if one.startswith("voice_factor:")]
    assert float(line.split()[1]) > 1.2


@pytest.mark.parametrize(
    "settings",
    [
        "wave: true",
        "bells_volume: 1\nbreath_volume: 1\nwave: true\nwave_volume: 1\nwave_ducks: false",
    ],
    ids=["usual", "all as loud as can be"],
)
def test_voice_bells_tones_and_wave_together_are_never_cut_off(
    settings: str, supine: Starter, dispatcher: Dispatcher
) -> None:
    every = f"breaths_per_minute: 12\nvoice_counting: every\n{settings}"
    spoken = practised(supine, dispatcher, KNEE_HUG, every, last=3.0)
    assert len(traces.named(spoken.events, "wave", heard=True)) >= 4
    assert spoken.loudness.max() > 0.1
    assert spoken.clipped == 0


def test_rounds_and_seconds_are_said_as_they_are_done(
    supine: Starter, dispatcher: Dispatcher
) -> None:
    settings = f"breaths_per_minute: 12\nsettle: 0.5\n{VOICE_ALONE}"
    spoken = practised(supine, dispatcher, ROUNDS, settings)
    said = traces.named(spoken.events, "say", heard=True)
    texts = [one["text"] for one in said]
    assert [text for text in texts if text.startswith("Raise the")] == [
        "Raise the right leg.", "Raise the left leg.",
    ] * 2  # fmt: skip
    rounds = [text for text in texts if "Round" in text]
    assert rounds == ["Round one of two.", "Round two of two."]
    assert texts.count("Twenty seconds.") == texts.count("Ten more seconds.") == 4
    for one in said:
        assert spoken.loudest(one["wall"], one["wall"] + SOON) > LOUD, one
    assert_one_at_a_time(spoken)
    assert_clear_of_bells(spoken)
    assert spoken.clipped == 0


@pytest.mark.fault("the voice is killed in mid word, and killed again")
def test_a_voice_that_dies_comes_back_once_and_the_practice_goes_on(
    supine: Starter, dispatcher: Dispatcher, saw: Saw
) -> None:
    supine.settings("breaths_per_minute: 20\nvoice_counting: every", voice=True)
    program = speaking(supine, dispatcher, LONG_HOLD)
    first = program.voice
    kill_in_mid_word(program)
    kill_in_mid_word(program, spare=first)
    program.wait_for("fault", what=GIVEN_UP)
    program.wait_for("say", heard=False, since=len(program.events))
    assert program.voice == 0
    assert traces.named(program.events, "pause") == []
    gap = traces.frame_gaps(program.events).longest
    saw(f"spoken again, then given up in words; longest gap {gap:.0f} ms")
    program.key("Right", "Right", "Right")
    program.wait_for("end")
    program.close()


def kill_in_mid_word(program: Supine, spare: int = -1) -> None:
    """Kill the voice while it says something; `spare` is one that must be dead already."""
    since = len(program.events)
    said = program.wait_for("say", since=since, heard=True)
    until(lambda: time.time() > said["wall"] + 0.3, "the middle of the line")
    process = program.voice
    assert process not in (0, spare)
    os.kill(process, signal.SIGKILL)
    killed = len(program.events)
    program.wait_for("said", since=killed - 1)


@pytest.fixture
def own_desk(tmp_path: Path, desk: Desk) -> Iterator[tuple[Starter, Dispatcher]]:
    """A sound server and a speech service that may die without harm to other tests."""
    speaker = Speaker(tmp_path / "speaker")
    dispatcher = Dispatcher(speaker, tmp_path / "dispatcher")
    with Starter(desk.screen, speaker, tmp_path) as starter:
        yield starter, dispatcher
    dispatcher.close()
    speaker.close()


@pytest.mark.fault("the sound server is killed under the voice")
def test_a_sound_server_that_dies_under_the_voice_ends_no_practice(
    own_desk: tuple[Starter, Dispatcher],
) -> None:
    supine, dispatcher = own_desk
    supine.settings("breaths_per_minute: 20\nvoice_counting: every", voice=True)
    program = speaking(supine, dispatcher, LONG_HOLD)
    program.wait_for("say", heard=True)
    supine.speaker.stop()
    dead = len(program.events)
    supine.speaker.start()
    # whatever the speech service makes of it, the practice goes on in its time
    first = program.wait_for("breath", since=dead)
    later = program.wait_for("breath", since=len(program.events), heard=True)
    passed = later["wall"] - first["wall"]
    assert later["due"] - first["due"] == pytest.approx(passed, abs=1.0)

    def known() -> bool:
        events = program.events[dead:]
        told = [one for one in traces.named(events, "fault") if "voice" in one["what"].lower()]
        return bool(told or traces.named(events, "say", heard=True))

    until(known, "a voice, or words that there is none", 150)
    assert traces.named(program.events, "pause") == []


@pytest.mark.fault("the default sound device changes under the voice")
def test_the_voice_goes_with_the_sound_device(own_desk: tuple[Starter, Dispatcher]) -> None:
    supine, dispatcher = own_desk
    supine.settings("breaths_per_minute: 20\nvoice_counting: every", voice=True)
    program = speaking(supine, dispatcher, LONG_HOLD)
    program.wait_for("said")
    supine.speaker.plug("headset")
    until(lambda: "headset" in supine.speaker.streams(), "a stream to the new device")
    for _line in range(2):
        program.wait_for("said", since=len(program.events))
    assert traces.named(program.events, "fault", what=GIVEN_UP) == []


NO_VOICE = "There is no voice on this computer."


@pytest.mark.fault("no speech service")
def test_without_a_speech_service_a_practice_begins_and_it_is_told(
    supine: Starter, two_sides: Path, saw: Saw
) -> None:
    supine.settings("breaths_per_minute: 20", voice=True)
    assert_told(supine.practise(two_sides), NO_VOICE, saw)


@pytest.mark.fault("a speech service without voices")
def test_with_a_service_without_voices_a_practice_begins_and_it_is_told(
    supine: Starter, two_sides: Path, tmp_path: Path, saw: Saw
) -> None:
    service = Dispatcher(supine.speaker, tmp_path / "service", NO_VOICES)
    supine.settings("breaths_per_minute: 20", voice=True)
    assert_told(practising_with(supine, service, two_sides), NO_VOICE, saw)
    service.close()


@pytest.mark.slow
@pytest.mark.fault("the speech service hangs")
def test_beside_a_service_that_hangs_a_practice_goes_to_its_end(
    supine: Starter, two_sides: Path, tmp_path: Path, saw: Saw
) -> None:
    service = Dispatcher(supine.speaker, tmp_path / "service")
    service.hang()
    supine.settings("breaths_per_minute: 20", voice=True)
    program = practising_with(supine, service, two_sides)
    ended = program.wait_for("end", seconds=200)
    first = program.events[0]
    assert traces.named(program.events, "pause") == []
    saw(f"over after {ended['wall'] - first['wall']:.0f} s of {ended['at']:.0f} planned")
    program.close()
    service.close()


def practising_with(supine: Starter, service: Dispatcher, path: Path) -> Supine:
    return supine.practise(path, screen=supine.screen, trace="", **service.environment)


def assert_told(program: Supine, sentence: str, saw: Saw) -> None:
    """A practice says in words what is missing, and goes on."""

    def told() -> list[Event]:
        faults = traces.named(program.events, "fault")
        return [one for one in faults if one["what"].startswith(sentence)]

    (fault,) = until(told, "words")
    program.wait_for("breath", phase="in")
    assert traces.named(program.events, "pause") == []
    saw(f"told after {fault['wall'] - program.events[0]['wall']:.1f} s, no pause")
    program.close()
