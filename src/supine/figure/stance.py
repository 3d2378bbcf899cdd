"""The format of a stance file: a posture for the right side, its view, motion, way in and way out.

Places are [along, across, up] in metres: toward the feet, toward the person's right, and up, from
the point of the mat under the middle of the hips. Directions have the same three parts. Angles are
in degrees.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from supine.figure.places import FELT
from supine.language import marked

Metres = Annotated[float, Meta(ge=-2, le=2, extra={"measure": "metres"})]
Degrees = Annotated[float, Meta(ge=-180, le=180, extra={"measure": "degrees"})]
Triple = Annotated[
    list[Metres],
    Meta(
        min_length=3,
        max_length=3,
        extra={
            "expected": marked(
                "Check", "three numbers in brackets (along, across, up), as in [0.4, 0.1, 0.06]"
            )
        },
    ),
]

MAX_STOPS = 20
"""The most stops on a way, and the most stances in one of them: ways have up to eight."""

Stop = Annotated[
    list[str],
    Meta(
        min_length=1,
        max_length=MAX_STOPS,
        extra={"expected": marked("Check", "brackets with 1 to {most} stances, as in [start]")},
    ),
]
"""Stances that are taken one after the other while one line is said."""

Way = Annotated[
    list[Stop],
    Meta(
        min_length=1,
        max_length=MAX_STOPS,
        extra={
            "expected": marked(
                "Check", "1 to {most} stops, each in brackets too, as in [[start], [knees-in]]"
            )
        },
    ),
]

MAX_STARTS = 3
"""The most stances that one is taken up from: a fourth would leave too little room for it."""

Foot = Literal["square", "soft", "pointed", "flat"]
Eyes = Literal["open", "closed"]
Palm = Literal["down", "up", "feet", "head", "right", "left"]
Shape = Literal["open", "flat", "relaxed", "fist", "grip", "crease"]
Over = Literal["breath", "circle", "cycle", "time"]
What = Literal["block", "cushion", "bolster", "wall", "chair", "strap"]
Limb = Literal["right leg", "left leg", "right arm", "left arm"]


class PelvisSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """The position of the pelvis: on the back, or with `at` anywhere."""

    at: Triple | None = None
    lean: Degrees | None = None
    turn: Degrees | None = None
    aside: Metres | None = None
    lift: Metres | None = None
    tilt: Degrees | None = None
    roll: Degrees | None = None


class TrunkSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """The position of the chest and the head; `roll` on the back, the first four elsewhere."""

    bend: Degrees | None = None
    side: Degrees | None = None
    twist: Degrees | None = None
    tip: Degrees | None = None
    roll: Degrees | None = None
    turn: Degrees | None = None
    nod: Degrees | None = None
    block: Annotated[float, Meta(ge=0, le=1)] | None = None
    eyes: Eyes | None = None


class LegSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A leg: its ankle and the direction of its knee, or its knee and the direction of its shin."""

    example = marked("Check", "'ankle: [0.33, 0.11, 0.066]' and 'foot: flat'")

    ankle: Triple | None = None
    knee_toward: Triple | None = None
    knee: Triple | None = None
    shin: Triple | None = None
    foot: Foot = "square"
    turn: Degrees = 0.0


class HandSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A hand, on a part of the body or at a place, and the direction of its elbow."""

    example = marked("Check", "'on: right knee', or 'at: [0, 0.4, 0]'")

    on: str | None = None
    at: Triple | None = None
    palm: Palm = "down"
    fingers: Triple | None = None
    elbow: Triple | None = None
    straight: bool = False
    """Whether it goes round the shoulder on its way from and to other stances."""
    shape: Shape | None = None


class PropSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing round the body: the middle of its underside, and how far it is turned."""

    example = marked("Check", "'what: bolster' and 'at: [0.4, 0, 0]'")

    what: What
    at: Triple
    turn: Degrees = 0.0
    high: Annotated[float, Meta(ge=0.05, le=0.3, extra={"measure": "metres"})] | None = None


MAX_PROPS = 8
"""The most things round a body, and the most pulls and presses: a stance of somebody else must not
make a picture slow."""


class MotionSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """The motion of a hold: through other stances, or the knees and the pelvis in a circle."""

    example = marked("Check", "'over: breath' and 'through: [start, knees-in]'")

    over: Over
    through: Annotated[
        list[str],
        Meta(
            max_length=MAX_STOPS,
            extra={"expected": marked("Check", "at most {most} stances, as in [knees-in, core]")},
        ),
    ] = []
    drop: bool = False
    """Whether the second half of a repetition is a drop, and not a slow way back."""
    knees: Annotated[list[Metres], Meta(min_length=2, max_length=2)] | None = None
    roll: Degrees = 0.0
    tilt: Degrees = 0.0


class DoneSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done without movement: a part of the body is pulled or pressed toward something."""

    toward: str
    pull: str | None = None
    press: str | None = None


FeltPlace = Annotated[str, Meta(extra_json_schema={"enum": [*FELT]})]

MAX_FELT = 4
"""The most places in which a pose is felt: two pairs. The words of more would not be read."""


class FeltSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a pose may be felt: a gentle stretch, muscles that work, or the floor below."""

    example = marked("Check", "'stretch: right buttock', 'work: belly' or 'pressure: low back'")

    stretch: FeltPlace | None = None
    work: FeltPlace | None = None
    pressure: FeltPlace | None = None


class ViewSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """The direction from which the stance is easiest to recognise."""

    example = marked("Check", "'turn: 12' and 'rise: 24'")

    turn: Degrees = 12.0
    rise: Degrees = 24.0


class CloserSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A second, smaller view of the part where it happens, for a picture that stands still."""

    example = marked("Check", "'on: head' and 'width: 0.6'")

    on: str
    width: Annotated[float, Meta(ge=0.3, le=1.6, extra={"measure": "metres"})] = 0.8
    turn: Degrees | None = None
    rise: Degrees | None = None


MAX_STEPS = MAX_STARTS + 4
"""The most steps in words: those of all pictures that a large one may have."""

ALTERNATIVES = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""What is said of the right side, and what of the left, such as "{right|left}"."""

Told = Annotated[str, Meta(max_length=400)]


class WordsSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands below a large picture, in the words of its author.

    What is left out is found from the drawing. "{right|left}" in a text is the first of the two for
    the right side, and the second for its mirror picture.
    """

    example = marked("Check", "'steps: [Lie on your back. Bend the {right|left} knee.]'")

    steps: (
        Annotated[
            list[Told],
            Meta(
                min_length=1,
                max_length=MAX_STEPS,
                extra={
                    "expected": marked(
                        "Check", "1 to {most} texts, one for each numbered picture, the first first"
                    )
                },
            ),
        ]
        | None
    ) = None
    hold: Told | None = None
    """What is done in the hold, after the pause sign or the numbers of a movement."""
    moves: Told | None = None
    """What the arrow of what moves means, or its ring."""
    pull: Told | None = None
    press: Told | None = None
    put: Told | None = None
    """What the arrow of a thing that lies ready means."""
    out: Told | None = None
    """How one comes out of the pose."""


class StanceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `resources/stances`; keys that are left out come from the stance in `like`."""

    title: Annotated[str, Meta(min_length=1, max_length=80)]
    like: str | None = None
    works: (
        Annotated[
            list[Limb],
            Meta(
                max_length=4,
                extra={"expected": marked("Check", "brackets with limbs, as in [right leg]")},
            ),
        ]
        | None
    ) = None
    view: ViewSpec | None = None
    closer: CloserSpec | None = None
    taken_from: (
        str
        | Annotated[
            list[str],
            Meta(
                min_length=1,
                max_length=MAX_STARTS,
                extra={
                    "expected": marked(
                        "Check", "one stance, or up to 3 in brackets, as in [start, knees-in]"
                    )
                },
            ),
        ]
        | None
    ) = field(default=None, name="from")
    """The stance that it is taken up from, or two or three, for a picture that stands still."""
    from_view: (
        ViewSpec
        | Annotated[
            list[ViewSpec],
            Meta(
                min_length=1,
                max_length=MAX_STARTS,
                extra={
                    "expected": marked(
                        "Check", "one view, or up to 3 in brackets, as in [{turn: 0}, {turn: 90}]"
                    )
                },
            ),
        ]
        | None
    ) = None
    """From where the first of these is seen, or each, if not from where the pose itself is."""
    goes_from: str | None = None
    """The stance in which what works is where it comes from: a picture shows how far it goes."""
    pelvis: PelvisSpec | None = None
    trunk: TrunkSpec | None = None
    right_leg: LegSpec | None = None
    left_leg: LegSpec | None = None
    right_hand: HandSpec | None = None
    left_hand: HandSpec | None = None
    strap: (
        Annotated[
            list[Literal["right", "left"]],
            Meta(
                max_length=2,
                extra={"expected": marked("Check", "the hands that hold it, as in [right, left]")},
            ),
        ]
        | None
    ) = None
    props: Annotated[list[PropSpec], Meta(max_length=MAX_PROPS)] | None = None
    mat: bool | None = None
    motion: MotionSpec | None = None
    does: Annotated[list[DoneSpec], Meta(max_length=MAX_PROPS)] | None = None
    felt: (
        Annotated[
            list[FeltSpec],
            Meta(
                max_length=MAX_FELT,
                extra={
                    "expected": marked(
                        "Check", "at most {most} lines, as in '- stretch: right buttock'"
                    )
                },
            ),
        ]
        | None
    ) = None
    words: WordsSpec | None = None
    way: Way | None = None
    out: Way | None = None

    @property
    def start_views(self) -> tuple[ViewSpec | None, ...]:
        """The own view of each of `starts`, None where it is seen from where the pose is."""
        given = self.from_view if isinstance(self.from_view, list) else [self.from_view]
        return (*given, *[None] * len(self.starts))[: len(self.starts)]

    @property
    def starts(self) -> tuple[str, ...]:
        """The stances that it is taken up from, the first of them first."""
        if self.taken_from is None:
            return ()
        return (self.taken_from,) if isinstance(self.taken_from, str) else tuple(self.taken_from)
