"""The sequence reader: any bytes become a practice that can be planned, or problems with places."""

from __future__ import annotations

import json
from functools import cache

from msgspec.structs import fields

from supine.core.fit_to_time import fit_to_time
from supine.core.listing import as_table, as_values
from supine.core.pace import Pace
from supine.core.planner import plan
from supine.core.problem import Unreadable
from supine.core.reader import read
from supine.core.sequence import (
    Cue,
    Hold,
    Pose,
    Prop,
    Repeat,
    Rest,
    Sequence,
    Series,
    Variant,
)
from supine.core.slips import fixed
from supine.core.text_checks import PLACEHOLDERS
from supine.core.yaml_document import MAX_BYTES, decode
from supine.resources import shipped_sequences, stance_names
from tests.core.samples import SMALL
from tests.fuzz.places import assert_refused_well, lines_at, text_of

FULL = """\
title: Full
language: en_GB
credit: A teacher
summary: "Two lines\\nof text."
props: [{name: Strap, instead: A belt}]
cautions: [Stop where it hurts.]
steps:
  - pose: Twist
    also: [Turn]
    say: Twisst
    stance: twist
    sides: both
    side_words: Knees to the {side}
    arrange: 5
    gate: 30
    from_minutes: 15
    caution: {text: Not with a prolapse., say: Not so.}
    settle: ["Look to the {other}.", {text: "{Side} knee.", say: nee}]
    holds:
      - {count: 6, unit: breaths, least: 3, during: [Soft jaw.], moves: [in, out]}
      - {count: 4, unit: circles, seconds: 8, direction: clockwise, settle: [Small.]}
      - {count: 3, unit: cycles}
      - {count: 2, unit: times, seconds: 2.5}
    easier: {name: Cushion, cues: [Under the knees.], stance: twist-cushion}
    deeper: [{name: Arms, cues: ["{Other} arm out."]}]
    leave: [Roll back.]
    stop: ["{Side} knee up.", Feet down.]
    go_on: [Knees in.]
  - rest: Rest
    breaths: 5
    stop: [Feet down.]
    settle: [Lie long.]
    during: [Nothing to do.]
  - repeat: Twist
    count: 2
    leave: [Up.]
  - series: Legs
    side_words: "{Side} leg"
    steps:
      - {pose: Stretch, holds: [{count: 1, unit: breaths}], leave: [Down.]}
      - {repeat: Stretch, settle: [Once more.]}
      - {rest: Rest, breaths: 2}
  - repeat: Legs
  - series: Arms
    sides: each-pose
    rounds: 3
    between: {rest: Short, seconds: 20}
    steps:
      - {pose: Reach, sides: both, holds: [{count: 20, unit: seconds}], leave: [Down.]}
      - {pose: Press, sides: left-only, holds: [{count: 1, unit: times}], leave: [Down.]}
"""

SLIPS = """\
\ufefftitle：Slips
steps:
  － pose: “Knees: in”
\tsides: both
    settle：
      • “{Side} knee in.”
      –\u00a0Let it be heavy.
    holds:
      -\tcount: 05
        unit: bre\u200baths
    leave:
      · Feet down.
"""

SIDED = """\
title: S
steps:
  - {pose: A, sides: right, holds: [{count: 1, unit: breaths}], leave: [U]}
  - {pose: B, sides: left, holds: [{count: 1, unit: breaths}], leave: [U]}
"""

SEEDS = (
    SMALL,
    FULL,
    SIDED,
    SLIPS,
    json.dumps({"title": "J", "steps": [{"rest": "R", "breaths": 1}]}),
)

SOME_MINUTES = 12

STANCES = frozenset(stance_names())


@cache
def words() -> tuple[str, ...]:
    """Return every key of a sequence and every word that means something in one."""
    parts = (Sequence, Prop, Pose, Series, Repeat, Rest, Hold, Variant, Cue)
    keys = {info.encode_name for part in parts for info in fields(part)}
    known: tuple[str, ...] = (
        "both",
        "right",
        "left",
        "breaths",
        "circles",
        "cycles",
        "times",
        "clockwise",
    )
    known += ("seconds", "left-only", "right-only", "each-pose", "each-round", "once", "600")
    return (*sorted(keys), *known, *PLACEHOLDERS, "twist", "Twist", "A", "1", "2.5", "kind")


def seeds() -> list[bytes]:
    """Return texts to begin with, the shipped sequence among them."""
    return [*(text.encode() for text in SEEDS), shipped_sequences()[0].read_bytes()]


def read_any(data: bytes) -> None:
    """Read `data` as a sequence file; practise what comes of it, on paper."""
    mend(data)
    try:
        text = decode(data)
        sequence = read(text, stances=STANCES)
    except Unreadable as error:
        assert_refused_well(error, text_of(data))
    else:
        practise(sequence)


def mend(data: bytes) -> None:
    """Mend the slips in `data`: what was mended has none, and each slip has its place."""
    try:
        mended, slips = fixed(data)
    except Unreadable:
        return
    lines = lines_at(text_of(data), {slip.line for slip in slips})
    for slip in slips:
        place = lines[slip.line][slip.column - 1 :]
        assert place.startswith(slip.wrong), slip
    assert fixed(mended) == (mended, []), slips


def practise(sequence: Sequence) -> None:
    """Plan `sequence` as written and for some minutes, and list it; raises what must not be."""
    whole = plan(sequence, Pace())
    assert whole.seconds > 0
    assert json.loads(json.dumps(as_values(whole), allow_nan=False))["title"] == sequence.title
    assert as_table(whole)
    for share in (0.0, 0.4, 1.0):
        moment = whole.moment(whole.seconds * share)
        assert 0.0 <= moment.fullness <= 1.0
    assert plan(fit_to_time(sequence, Pace(), SOME_MINUTES), Pace()).seconds > 0


def read_swollen(data: bytes) -> None:
    """Read a file as large as is read at all: what stands between two NULs, again and again."""
    head, piece, *tail = [*data.split(b"\0"), b"", b""]
    room = MAX_BYTES - len(head) - len(b"".join(tail))
    whole = head + piece * (room // len(piece) if piece else 0) + b"".join(tail)
    read_any(whole[:MAX_BYTES])


def swollen_seeds() -> list[bytes]:
    """Return heads and what may follow them many times."""
    head = "title: A\nsteps:\n"
    pose = "  - {pose: A, holds: [{count: 1, unit: breaths}], leave: [Up.]}\n"
    lines = head + "  - pose: A\n    holds: [{count: 1, unit: breaths}]\n    leave: [Up.]\n"
    pieces = {
        head: pose + "\0  - {rest: R, breaths: 1}\n",
        head + pose: "\0  - repeat: A\n",
        lines: "    settle:\n\0      - Soft.\n",
        lines + "    during:\n": '\0      - "{sied} \u202e"\n',
        "": "\0- [",
    }
    return [(begin + rest).encode() for begin, rest in pieces.items()]
