"""The file format of a sequence: poses, series, repeats and rests, as a teacher writes them.

All descriptions and class docstrings below appear in the JSON Schema, and so in the teacher's text
editor: they are written for people who do not program. Text for both sides is written once, with
placeholders for the side; see `fill`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from supine.core.language import LONGEST_TAG, TAG, no_tag
from supine.language import marked

GROWTH = 2.0
"""The most by which a count may be multiplied where the person asks for longer: stretching gains
level off (Ingram 2024)."""

CUE_LIMIT = 90
"""The most characters of a cue: more cannot be read at a glance from the mat."""

NAME_LIMIT = 48
"""The most characters of a name: more does not fit at the top of the practice screen."""

SAID_LIMIT = 200
"""The most characters of `say`: words spelled as they sound are longer than the line."""

MOST: dict[Unit, int] = {
    "breaths": 100, "circles": 100, "cycles": 100, "times": 100, "seconds": 600,
}  # fmt: skip
"""The largest count of one hold or rest: of seconds, ten minutes."""

LEAST: dict[Unit, int] = {"breaths": 2, "circles": 2, "cycles": 2, "times": 2, "seconds": 10}
"""The smallest count in a shorter practice, unless the sequence says another or has fewer."""

SIDE_LIMIT = 30
"""The most characters of the words for a side: with a name, they must still fit in one cue."""

Side = Literal["right", "left"]
Sides = Literal["both", "right", "left", "right-only", "left-only"]
"""On which side a pose is done; "-only" says that one side alone is meant."""

SeriesSides = Literal["both", "right-only", "left-only", "each-pose"]
Unit = Literal["breaths", "circles", "cycles", "times", "seconds"]
Direction = Literal["clockwise", "anticlockwise"]

Name = Annotated[str, Meta(min_length=1, max_length=NAME_LIMIT)]
Words = Annotated[
    str,
    Meta(
        min_length=1,
        description=f"One short line, at most {CUE_LIMIT} characters, as it is shown and said.",
    ),
]
SideWords = Annotated[
    str,
    Meta(min_length=1, max_length=SIDE_LIMIT, description="How the side is said: '{Side} leg'."),
]
Stance = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=NAME_LIMIT,
        description="Which drawn figure is shown: one of those that 'supine figure --list' prints.",
    ),
]
OwnStance = Annotated[
    dict[str, Any],
    Meta(
        extra={
            "expected": marked(
                "Check", "'title:', 'like:' and the rest below its name, two spaces further in"
            )
        }
    ),
]
Paragraph = Annotated[str, Meta(min_length=1, max_length=600)]
Seconds = Annotated[float, Meta(ge=1, le=120, extra={"measure": "seconds"})]
Minutes = Annotated[int, Meta(ge=0, le=180, extra={"measure": "minutes"})]
Count = Annotated[int, Meta(ge=1, le=100)]
SecondsCount = Annotated[int, Meta(ge=1, le=600, extra={"measure": "seconds"})]
AnyCount = Annotated[
    int,
    Meta(
        ge=1,
        le=600,
        extra={"expected": marked("Check", "a whole number from 1 to 100, or to 600 for seconds")},
    ),
]

SIDES: tuple[Side, Side] = ("right", "left")
OTHER: dict[Side, Side] = {"right": "left", "left": "right"}

ONLY: dict[str, Side] = {
    "right": "right", "left": "left", "right-only": "right", "left-only": "left",
}  # fmt: skip
"""Every word for one side alone, with the side."""

FILLING = {
    side: (
        ("{side}", side),
        ("{other}", other),
        ("{Side}", side.capitalize()),
        ("{Other}", other.capitalize()),
    )
    for side, other in OTHER.items()
}
"""Each placeholder with the word that replaces it, by side."""

LENGTH = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
"""A length in both systems, such as "{five centimetres|two inches}"."""

HOW_SAID = "How it is said, where a voice would say it wrongly: 'il-io-tibial'."

Said = Annotated[str, Meta(min_length=1, max_length=SAID_LIMIT, description=HOW_SAID)]
SaidLine = Annotated[
    str, Meta(min_length=1, max_length=SAID_LIMIT + SIDE_LIMIT + 2, description=HOW_SAID)
]
"""The name of a pose is said as a line, after the words for its side: "Right leg: "."""

Recording = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=200,
        description="Your own voice: a WAV file beside this one, or in a folder below it. '{side}' "
        "in its name makes two of it.",
    ),
]


class Clip(str):
    """The name of a recording that has been checked and can be played."""

    folder: str
    seconds: float
    files: Mapping[str, str]

    def __new__(cls, name: str, folder: str, seconds: float, files: Mapping[str, str]) -> Self:
        """Return the clip `name` in `folder`; `seconds` is the length of the longer side.

        `files` has the paths on the disk, by the names of the sides.
        """
        clip = super().__new__(cls, name)
        clip.folder, clip.seconds, clip.files = folder, seconds, files
        return clip

    @property
    def path(self) -> str:
        """The path of the file, as the disk spells it."""
        return f"{self.folder}/{self.files.get(self, self)}"


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """A line that is said otherwise than it is written."""

    text: Words
    say: SaidLine | None = None
    recording: Recording | None = None

    @property
    def spoken(self) -> str:
        """The text that a voice speaks."""
        return self.say or self.text


AnyCue = Words | Cue


class Prop(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing to fetch before lying down."""

    example: ClassVar = marked("Check", "'- name: A strap'")

    name: Annotated[Name, Meta(description="What to fetch.")]
    instead: Annotated[Paragraph, Meta(description="What to use if there is none.")] | None = None


class Variant(Struct, frozen=True, forbid_unknown_fields=True):
    """An easier or a deeper way to be in a pose."""

    example: ClassVar = marked(
        "Check", "'name: Knee in', and below it 'cues:' with a list of lines"
    )

    name: Annotated[Name, Meta(description="Two or three words, such as 'Knee in'.")]
    cues: Annotated[list[AnyCue], Meta(min_length=1, description="How to get there, line by line.")]
    stance: Stance | None = None
    still: Annotated[
        bool,
        Meta(
            description="Whether nothing moves in it any more: write 'true'. The words for what "
            "moves and the later lines of the hold are then left out."
        ),
    ] = False

    @property
    def text(self) -> str:
        """The whole variant as one text."""
        return " ".join(cue_of(cue).text for cue in self.cues)


Seated = Annotated[
    bool,
    Meta(
        description="Whether it is done on a chair: write 'true'. Whoever must stop in it is led "
        "back to the chair, and not to the floor."
    ),
]

GoOn = Annotated[
    list[AnyCue],
    Meta(
        description="For somebody who goes on after a stop: from the floor to where 'settle' "
        "begins. Leave it out where 'settle' begins on the floor."
    ),
]


class Hold(Struct, frozen=True, forbid_unknown_fields=True):
    """A stay in a pose, counted in breaths or in movements."""

    example: ClassVar = marked(
        "Check",
        "'- count: 5', and below it, in the column of 'count', 'unit: breaths' or circles, cycles, "
        "times, seconds",
    )

    count: Annotated[AnyCount, Meta(description="How many: at most 100, but up to 600 seconds.")]
    unit: Annotated[
        Unit,
        Meta(
            description="What is counted. A breath and a cycle (two breaths) take the person's "
            "own pace; a circle and a time take the seconds given below. 'seconds' counts seconds "
            "down, while the breath goes on at the person's pace."
        ),
    ]
    seconds: (
        Annotated[
            Seconds,
            Meta(
                description="How long one circle or one time takes, in seconds; 8 and 4 if left "
                "out."
            ),
        ]
        | None
    ) = None
    direction: (
        Annotated[Direction, Meta(description="Which way round, as seen by the person lying.")]
        | None
    ) = None
    least: (
        Annotated[
            AnyCount,
            Meta(
                description="The fewest that still make sense in a shorter practice; 2 if left "
                "out, and 10 seconds."
            ),
        ]
        | None
    ) = None
    settle: Annotated[
        list[AnyCue], Meta(description="Lines said before this hold, after the one before it.")
    ] = []
    during: Annotated[
        list[AnyCue], Meta(description="Lines said during the hold, spread over it.")
    ] = []
    moves: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=40)]],
        Meta(description="What moves on each in-breath and out-breath in turn: in, out, in, out."),
    ] = []

    @property
    def fewest(self) -> int:
        """The count in the shortest practice."""
        return min(self.count, self.least or LEAST[self.unit])

    @property
    def longest(self) -> int:
        """The largest count that a person can ask for."""
        return round(self.count * GROWTH)


class FittedHold(Hold, frozen=True):
    """A hold with another count than is written, so that the practice fits the time there is."""

    written: int = 0
    """The count in the file."""

    @property
    def longest(self) -> int:
        """The largest count that a person can ask for."""
        return max(self.count, round(self.written * GROWTH))


class Pose(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="pose"):
    """One pose: the way in, the holds, the way out."""

    name: Annotated[Name, Meta(description="The pose's name.")] = field(name="pose")
    holds: Annotated[
        list[Hold], Meta(min_length=1, max_length=20, description="The stays in the pose.")
    ]
    also: Annotated[
        list[Name],
        Meta(description="Other names, as in a sentence: 'half pigeon'. The first is shown, too."),
    ] = []
    say: Said | None = None
    recording: Recording | None = None
    stance: Stance | None = None
    seated: Seated = False
    sides: (
        Annotated[
            Sides,
            Meta(
                description="'both' does the pose on the right, then on the left. 'left-only' and "
                "'right-only' say that one side alone is meant; 'left' and 'right' need another "
                "pose for the other side. Leave it out for a pose that has no sides, and inside a "
                "series."
            ),
        ]
        | None
    ) = None
    side_words: SideWords = "{Side} side"
    settle: Annotated[list[AnyCue], Meta(description="The way into the pose, line by line.")] = []
    arrange: Annotated[
        Annotated[float, Meta(ge=0, le=120, extra={"measure": "seconds"})],
        Meta(description="Extra seconds to get ready after the last line, such as for a strap."),
    ] = 0.0
    gate: Annotated[
        Annotated[float, Meta(ge=0, le=300, extra={"measure": "seconds"})],
        Meta(
            description="Seconds that the person is given to get ready, such as with a strap. Any "
            "key begins at once. Where somebody has set that nothing waits, 'arrange' counts."
        ),
    ] = 0.0
    easier: Annotated[Variant, Meta(description="A gentler way.")] | None = None
    deeper: Annotated[list[Variant], Meta(description="Ways to go deeper, the mildest first.")] = []
    caution: AnyCue | None = None
    leave: Annotated[list[AnyCue], Meta(description="The way out of the pose, line by line.")] = []
    stop: Annotated[
        list[AnyCue],
        Meta(
            description="For somebody who must stop here: the way to the floor, line by line; "
            "'leave' if left out. Write it where 'leave' leads into the next pose."
        ),
    ] = []
    go_on: GoOn = []
    from_minutes: Annotated[
        Minutes,
        Meta(description="Left out when the person has chosen a practice shorter than this."),
    ] = 0


class Repeat(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="repeat"):
    """An earlier pose, or a whole series, once more."""

    name: Annotated[Name, Meta(description="The name of the earlier pose or series.")] = field(
        name="repeat"
    )
    count: (
        Annotated[
            AnyCount,
            Meta(description="Another count for the pose's holds, such as 3 breaths; no rounds."),
        ]
        | None
    ) = None
    settle: (
        Annotated[list[AnyCue], Meta(description="Another way in; the pose's own if left out.")]
        | None
    ) = None
    leave: (
        Annotated[list[AnyCue], Meta(description="Another way out; the pose's own if left out.")]
        | None
    ) = None
    from_minutes: Annotated[
        Minutes,
        Meta(description="Left out when the person has chosen a practice shorter than this."),
    ] = 0


class Rest(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="rest"):
    """A quiet stay: no bell, no breath tone."""

    example: ClassVar = marked(
        "Check", "'rest: Breathe out', and below it 'seconds: 30' or 'breaths: 5'"
    )

    name: Annotated[Name, Meta(description="What the rest is called.")] = field(name="rest")
    breaths: (
        Annotated[Count, Meta(description="How many breaths it lasts; or write 'seconds'.")] | None
    ) = None
    seconds: (
        Annotated[
            SecondsCount, Meta(description="How many seconds it lasts, instead of 'breaths'.")
        ]
        | None
    ) = None
    say: Said | None = None
    recording: Recording | None = None
    stance: Stance | None = None
    seated: Seated = False
    settle: Annotated[list[AnyCue], Meta(description="The way into the rest, line by line.")] = []
    during: Annotated[list[AnyCue], Meta(description="Lines said during the rest.")] = []
    stop: Annotated[
        list[AnyCue],
        Meta(description="For somebody who must stop here: the way to the floor, line by line."),
    ] = []
    go_on: GoOn = []

    @property
    def hold(self) -> Hold:
        """The stay itself."""
        if self.breaths is not None:
            return Hold(count=self.breaths, unit="breaths", during=self.during)
        assert self.seconds is not None, "a rest has breaths or seconds: this is checked"
        return Hold(count=self.seconds, unit="seconds", during=self.during)


class Series(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="series"):
    """Several poses all on the right side, then all on the left; if wanted, in several rounds."""

    name: Annotated[Name, Meta(description="What the series is called.")] = field(name="series")
    steps: Annotated[
        list[Pose | Repeat | Rest],
        Meta(min_length=1, max_length=100, description="Its poses and rests, in order."),
    ]
    side_words: SideWords = "{Side} side"
    sides: Annotated[
        SeriesSides,
        Meta(
            description="'both' does all its poses on the right, then all on the left. "
            "'left-only' and 'right-only' say that one side alone is meant. With 'each-pose', "
            "each pose has its own 'sides', or none."
        ),
    ] = "both"
    rounds: Annotated[
        Annotated[int, Meta(ge=1, le=20)],
        Meta(description="How often the whole series is done."),
    ] = 1
    change_sides: Annotated[
        Literal["each-round", "once"],
        Meta(
            description="With rounds: 'each-round' does each round on the right, then on the left. "
            "'once' does all rounds on the right, then all on the left."
        ),
    ] = "each-round"
    between: (
        Annotated[Rest, Meta(description="With rounds: a rest after each round but the last.")]
        | None
    ) = None

    @property
    def side_order(self) -> tuple[Side, ...]:
        """The sides that it goes through; none if each pose has its own."""
        return () if self.sides == "each-pose" else sides_of(self.sides)


class Sequence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole practice, as a teacher writes it."""

    title: Annotated[Name, Meta(description="What the practice is called.")]
    steps: Annotated[
        list[Pose | Series | Repeat | Rest],
        Meta(min_length=1, description="Poses, series, repeats and rests, in order."),
    ]
    language: Annotated[
        str,
        Meta(
            pattern=TAG,
            max_length=LONGEST_TAG,
            description="The language of its lines, such as en, pt-BR or zh-Hans: voices are "
            "chosen by it.",
            extra={"explain": no_tag},
        ),
    ] = "en"
    credit: Annotated[Paragraph, Meta(description="Whose sequence it is.")] = ""
    summary: Annotated[
        Paragraph,
        Meta(
            description="For whom it is and, after an empty line, for whom it is not, in a few "
            "sentences."
        ),
    ] = ""
    props: Annotated[list[Prop], Meta(description="What to fetch.")] = []
    cautions: Annotated[
        list[Paragraph], Meta(description="When not to practise, when to stop.")
    ] = []
    stances: Annotated[
        dict[str, OwnStance],
        Meta(
            description="Figures of your own, by name. Each has what a stance has: 'title', "
            "'like' and what is different.",
            extra={
                "expected": marked(
                    "Check",
                    "a line for each stance, with its name and a colon, two spaces in, without a "
                    "dash",
                )
            },
        ),
    ] = {}
    """As plain values: `supine.figure.stances` says what they mean."""

    @property
    def poses(self) -> list[str]:
        """The names of its poses, each once, in order."""
        names = dict.fromkeys(pose.name for pose in every_pose(self))
        return list(names)


def sides_of(sides: Sides) -> tuple[Side, ...]:
    """Return the sides on which a pose or a series is done, in order."""
    return SIDES if sides == "both" else (ONLY[sides],)


def is_prescribed(step: Pose | Series | Repeat | Rest) -> bool:
    """Return whether `step` says that one side alone is meant."""
    sides = step.sides if isinstance(step, (Pose, Series)) else None
    return sides in ("right-only", "left-only")


def every_pose(sequence: Sequence) -> list[Pose]:
    """Return all poses in order, including those in a series; repeats are not resolved."""
    return [step for step, _series in flat_steps(sequence) if isinstance(step, Pose)]


def flat_steps(sequence: Sequence) -> Iterator[tuple[Pose | Repeat | Rest, Series | None]]:
    """Yield all poses, repeats and rests in order, each once and with the series that it is in."""
    for step in sequence.steps:
        if isinstance(step, Series):
            yield from ((one, step) for one in step.steps)
            if step.between is not None:
                yield step.between, step
        else:
            yield step, None


def sides_in(pose: Pose, series: Series | None) -> Sides | None:
    """Return on which sides `pose` is done, in `series` or by itself."""
    return pose.sides if series is None or series.sides == "each-pose" else series.sides


def cue_of(written: AnyCue, side: Side | None = None) -> Cue:
    """Return `written` as a cue, with its placeholders replaced for `side`."""
    if not isinstance(written, Cue):
        return Cue(fill(written, side))
    said = fill(written.say, side) if written.say else None
    return Cue(fill(written.text, side), said, recording_of(written.recording, side))


def recording_of(name: str | None, side: Side | None) -> str | None:
    """Return the name of a recording with its placeholders replaced for `side`."""
    if name is None:
        return None
    filled = fill(name, side)
    if isinstance(name, Clip):
        return Clip(filled, name.folder, name.seconds, name.files)
    return filled


def fill(text: str, side: Side | None) -> str:
    """Return `text` with {side}, {other}, {Side} and {Other} replaced for `side`.

    Without a side, the text is returned unchanged.
    """
    if side is not None and "{" in text:
        for mark, word in FILLING[side]:
            text = text.replace(mark, word)
    return text


def in_one_system(written: Any, *, inches: bool) -> Any:
    """Return `written`, a sequence or a part of it, with each `LENGTH` in inches or centimetres."""
    if type(written) is str and "|" in written:
        return LENGTH.sub(r"\2" if inches else r"\1", written)
    if isinstance(written, list):
        return [in_one_system(one, inches=inches) for one in written]
    if isinstance(written, Struct):
        values = {name: getattr(written, name) for name in written.__struct_fields__}
        shown = {name: in_one_system(value, inches=inches) for name, value in values.items()}
        return replace(written, **shown)
    return written
