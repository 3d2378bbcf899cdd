"""Hypothesis strategies for valid sequences, paces and plans."""

from __future__ import annotations

from typing import Any, Literal, get_args

from hypothesis import strategies as st
from msgspec.structs import replace

from supine.core.pace import Pace, Ready
from supine.core.planner import plan
from supine.core.sequence import (
    AnyCue,
    Cue,
    Direction,
    Hold,
    Pose,
    Repeat,
    Rest,
    Sequence,
    Series,
    Unit,
    Variant,
)

PLAIN = ("Draw both knees in.", "Soft jaw.", "Let the floor carry you.")
SIDED = (*PLAIN, "{Side} knee in.", "Look to the {other}, not to the {side}.")
SIDE_WORDS = ("{Side} leg", "Knees to the {side}", "{Side} side")

STANCES = ("twist", "twist-cushion", "legs-long")

counts = st.integers(1, 12)
shares = st.floats(0, 1)
stances = st.none() | st.sampled_from(STANCES)


def cues(*, sided: bool) -> st.SearchStrategy[AnyCue]:
    """Return a strategy for one line, which may be spoken differently from how it is written."""
    words = st.sampled_from(SIDED if sided else PLAIN)
    plain: st.SearchStrategy[AnyCue] = words
    return plain | st.builds(Cue, text=words, say=st.none() | words)


def lines(*, sided: bool, least: int = 0, most: int = 2) -> st.SearchStrategy[list[AnyCue]]:
    """Return a strategy for lists of lines."""
    return st.lists(cues(sided=sided), min_size=least, max_size=most)


def variants(*, sided: bool) -> st.SearchStrategy[Variant]:
    """Return a strategy for easier and deeper variants."""
    way = lines(sided=sided, least=1)
    return st.builds(
        Variant, name=st.just("Otherwise"), cues=way, stance=stances, still=st.booleans()
    )


@st.composite
def holds(draw: st.DrawFn, *, sided: bool) -> Hold:
    """Draw one hold."""
    unit = draw(st.sampled_from(get_args(Unit)))
    moves = unit in ("circles", "times")
    during = draw(lines(sided=sided))
    # each line needs one breath, or five seconds; and a caution may come before the lines
    room = (len(during) + 1) * (5 if unit == "seconds" else 1)
    return Hold(
        count=max(draw(st.integers(1, 90) if unit == "seconds" else counts), room),
        unit=unit,
        seconds=draw(st.none() | st.floats(1, 20)) if moves else None,
        direction=draw(st.sampled_from((None, *get_args(Direction)))),
        least=draw(counts),
        settle=draw(lines(sided=sided)),
        during=during,
        moves=draw(st.lists(st.sampled_from(SIDED if sided else PLAIN), max_size=2)),
    )


@st.composite
def poses(draw: st.DrawFn, name: str, *, in_series: bool = False, two_sided: bool = False) -> Pose:
    """Draw a pose called `name`."""
    sides: Literal["both"] | None = None
    if two_sided or (not in_series and draw(st.booleans())):
        sides = "both"
    sided = in_series or sides is not None
    return Pose(
        name=name,
        holds=draw(st.lists(holds(sided=sided), min_size=1, max_size=2)),
        stance=draw(stances),
        sides=sides,
        side_words=draw(st.sampled_from(SIDE_WORDS)) if sides else "{Side} side",
        settle=draw(lines(sided=sided)),
        arrange=draw(st.floats(0, 20)),
        gate=draw(st.sampled_from((0.0, 0.0, 30.0))),
        say=draw(st.none() | st.just("knee hugg")),
        easier=draw(st.none() | variants(sided=sided)),
        deeper=draw(st.lists(variants(sided=sided), max_size=2)),
        caution=draw(st.none() | cues(sided=sided)),
        leave=draw(lines(sided=sided, least=1)),
        stop=draw(lines(sided=sided)),
        go_on=draw(lines(sided=sided)),
        from_minutes=draw(st.sampled_from((0, 0, 15, 60))),
    )


@st.composite
def repeats(draw: st.DrawFn, known: list[str]) -> Repeat:
    """Draw a repeat of one of the poses `known`."""
    return Repeat(
        name=draw(st.sampled_from(known)),
        count=draw(st.none() | counts),
        settle=draw(st.none() | lines(sided=False)),
        leave=draw(st.none() | lines(sided=False, least=1)),
        from_minutes=draw(st.sampled_from((0, 0, 15))),
    )


@st.composite
def rests(draw: st.DrawFn, *, sided: bool = False) -> Rest:
    """Draw a rest."""
    words = lines(sided=sided)
    length = draw(st.sampled_from(("breaths", "seconds")))
    return Rest(
        name="Rest",
        breaths=draw(counts) if length == "breaths" else None,
        seconds=draw(st.integers(1, 90)) if length == "seconds" else None,
        stance=draw(stances),
        settle=draw(words),
        during=draw(words),
        stop=draw(words),
        go_on=draw(words),
    )


@st.composite
def steps(draw: st.DrawFn, known: list[str], *, in_series: bool) -> Pose | Repeat | Rest:
    """Draw a step that may follow the poses `known`, and add to them."""
    kind = draw(st.sampled_from(("pose", "rest", "repeat") if known else ("pose", "rest")))
    if kind == "repeat":
        return draw(repeats(known))
    if kind == "rest":
        return draw(rests(sided=in_series))
    name = f"Pose {len(known)}"
    pose = draw(poses(name, in_series=in_series))
    known.append(name)
    return pose


@st.composite
def series(draw: st.DrawFn, known: list[str]) -> Series:
    """Draw a series, and add its poses to those `known`."""
    sides: Literal["both", "each-pose"] = draw(st.sampled_from(("both", "each-pose")))
    inner = [draw(steps(known, in_series=sides == "both")) for _ in range(draw(st.integers(1, 3)))]
    rounds = draw(st.sampled_from((1, 1, 2, 3)))
    return Series(
        name="A series",
        steps=inner,
        side_words=draw(st.sampled_from(SIDE_WORDS)) if sides == "both" else "{Side} side",
        sides=sides,
        rounds=rounds,
        change_sides="once"
        if sides == "both" and rounds > 1 and draw(st.booleans())
        else "each-round",
        between=draw(st.none() | rests()) if rounds > 1 else None,
    )


@st.composite
def sequences(draw: st.DrawFn, *, two_sided: bool = False) -> Sequence:
    """Draw a valid sequence; one that is `two_sided` begins with a pose for both sides."""
    known: list[str] = []
    groups: dict[str, None] = {}
    found: list[Any] = []
    if two_sided:
        known.append("Pose 0")
        found.append(draw(poses("Pose 0", two_sided=True)))
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 4))
        if kind == 0:
            group = replace(draw(series(known)), name=f"Series {number}")
            groups[group.name] = None
            found.append(group)
        elif kind == 1 and groups:
            found.append(Repeat(name=draw(st.sampled_from(list(groups)))))
        else:
            found.append(draw(steps(known, in_series=False)))
    return Sequence(title="Any", steps=found)


paces = st.builds(
    Pace,
    breaths_per_minute=st.floats(3, 20),
    inhale_part=st.floats(1, 10),
    exhale_part=st.floats(1, 10),
    pause_full=st.floats(0, 10),
    pause_empty=st.floats(0, 10),
    settle=st.floats(0.5, 4),
    words_per_second=st.floats(0.5, 6),
    voice_factor=st.none() | st.floats(0.25, 4),
    ready=st.sampled_from(get_args(Ready)),
)

plans = st.builds(plan, sequences(), paces)
two_sided_plans = st.builds(plan, sequences(two_sided=True), paces)
