"""Whenever the program is killed, it is offered to go on where it was."""

from __future__ import annotations

import pytest

from tests.e2e import traces
from tests.e2e.dispatcher import Dispatcher
from tests.e2e.driver import Starter
from tests.e2e.kills import accept, kill_often, killed, left_in, offer_in
from tests.e2e.spoken import NEEDS_VOICE, wait_for_voice
from tests.e2e.waiting import until
from tests.faults import Saw

pytestmark = pytest.mark.e2e


@pytest.mark.fault("the program is killed in the middle of a practice")
def test_after_a_kill_it_goes_on_where_it_was(supine: Starter, saw: Saw) -> None:
    found = list(kill_often(supine, 4))
    assert len(found) == 4
    # how late it may be on a quiet machine is what `tests.e2e.kills` measures
    assert max(kill.lost for kill in found) < 5.0
    saw(f"the place was {max(kill.late for kill in found):.1f} s old at most")


@NEEDS_VOICE
def test_the_way_into_the_pose_is_spoken_again(supine: Starter, dispatcher: Dispatcher) -> None:
    supine.settings("breaths_per_minute: 20", voice=True)
    words, env = ("low-back-release", "--practise", "--from", "4"), dispatcher.environment
    program = supine(*words, screen=supine.screen, trace="", before=(), **env)
    program.wait_for("step", kind="hold")
    copy = supine.folder / "copy"
    until(lambda: left_in(supine.profile, copy).place.tally.seconds > 6, "a place")
    killed(program)
    offer = offer_in(supine.profile, left_in(supine.profile, copy))
    assert offer is not None
    until(lambda: not dispatcher.talks, "the last voice to have gone")
    program = supine(screen=supine.screen, trace="", before=(), **env)
    program.focus()
    wait_for_voice(program, dispatcher)
    accept(program, offer)
    way_in = offer.plan.step_at(offer.start)
    wanted = [cue.cue.spoken for cue in way_in.cues]
    program.wait_for("step", index=way_in.index + 1)
    said = [one["text"] for one in traces.named(program.events, "say", heard=True)]
    assert said[: len(wanted)] == wanted
