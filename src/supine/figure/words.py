"""The words for what a body does: how it is in a step, and what is done so that it is so.

Each is a phrase that becomes a sentence. The words for how it is are also the keys under which the
words for what is done are found.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple

from supine.figure.scene import PropKind
from supine.language import marked


class Base(StrEnum):
    """What one does with the body as a whole."""

    BACK = marked("Figure", "lie on your back")
    LIFTED = marked("Figure", "lie on your back, hips lifted")
    A_LITTLE_LIFTED = marked("Figure", "lie on your back, hips lifted a little")
    IN_LINE = marked("Figure", "lie on your back, hips lifted in line with shoulders and knees")
    FRONT = marked("Figure", "lie on your front")
    TO_FRONT = marked("Figure", "roll halfway from the side onto your front")
    TO_RIGHT = marked("Figure", "roll halfway from the back onto the right side")
    TO_LEFT = marked("Figure", "roll halfway from the back onto the left side")
    RIGHT = marked("Figure", "lie on the right side")
    LEFT = marked("Figure", "lie on the left side")
    RIGHT_ELBOW = marked("Figure", "lie on the right side, up on the elbow")
    LEFT_ELBOW = marked("Figure", "lie on the left side, up on the elbow")
    ALL_FOURS = marked("Figure", "come onto hands and knees")
    FOREARMS = marked("Figure", "come onto forearms and knees, hips halfway down to the floor")
    HIGH_FOREARMS = marked("Figure", "come onto forearms and knees, hips up")
    FOLDED = marked("Figure", "kneel, and take the hips back toward the heels")
    ELBOWS = marked("Figure", "lie on your front, up on the elbows, hips on the floor")
    KNEELING = marked("Figure", "kneel upright")
    RIGHT_KNEE = marked("Figure", "kneel on the right knee, left foot on the floor")
    LEFT_KNEE = marked("Figure", "kneel on the left knee, right foot on the floor")
    CHAIR = marked("Figure", "sit on a chair")
    CHAIR_BACK = marked("Figure", "sit on a chair, and lean against its back")
    CHAIR_FOLDED = marked("Figure", "sit on a chair, and bend forward")
    RISING = marked("Figure", "rise from the chair, bent forward")
    FLOOR = marked("Figure", "sit on the floor")


CROSSING = (
    Base.BACK, Base.CHAIR, Base.CHAIR_BACK, Base.CHAIR_FOLDED, Base.TO_RIGHT, Base.TO_LEFT,
)  # fmt: skip
"""Those in which both legs may do something together."""

UPRIGHT_BASES = {
    (True, True): Base.KNEELING, (True, False): Base.RIGHT_KNEE, (False, True): Base.LEFT_KNEE,
}  # fmt: skip
"""What an upright body does whose right knee is on the floor, or not, and whose left one."""

ON_BACK = (Base.BACK, Base.LIFTED, Base.A_LITTLE_LIFTED, Base.IN_LINE)

ON_SIDE = (Base.RIGHT, Base.LEFT, Base.RIGHT_ELBOW, Base.LEFT_ELBOW)

ON_KNEES = (Base.ALL_FOURS, Base.KNEELING, Base.RIGHT_KNEE, Base.LEFT_KNEE)

AT_REST = {
    *ON_KNEES, Base.BACK, Base.FRONT, Base.RIGHT, Base.LEFT, Base.CHAIR, Base.CHAIR_BACK,
}  # fmt: skip
"""Those in which a body rests or is as it stands, if its limbs are too."""

WITH_LEGS = {
    *ON_BACK, Base.CHAIR_BACK, Base.FRONT, Base.ELBOWS, Base.ALL_FOURS, Base.FLOOR, Base.CHAIR,
    Base.CHAIR_FOLDED, Base.TO_RIGHT, Base.TO_LEFT,
}  # fmt: skip
"""Those that do not say where the legs are."""


class LegPlace(Enum):
    """Where a leg is; the words are about both legs, about the right one and about the left one."""

    STANDS = (
        marked("Figure", "both knees bent, feet flat on the floor"),
        marked("Figure", "right knee bent, foot flat on the floor"),
        marked("Figure", "left knee bent, foot flat on the floor"),
    )
    HEEL = (
        marked("Figure", "both knees half bent, heels on the floor"),
        marked("Figure", "right knee half bent, heel on the floor"),
        marked("Figure", "left knee half bent, heel on the floor"),
    )
    LONG = (
        marked("Figure", "both legs long on the floor"),
        marked("Figure", "right leg long on the floor"),
        marked("Figure", "left leg long on the floor"),
    )
    WALL = (
        marked("Figure", "both legs straight, heels on the wall"),
        marked("Figure", "right leg straight, heel on the wall"),
        marked("Figure", "left leg straight, heel on the wall"),
    )
    SLANTED_TO_WALL = (
        marked("Figure", "both legs straight, slanted up to the wall, heels on it"),
        marked("Figure", "right leg straight, slanted up to the wall, heel on it"),
        marked("Figure", "left leg straight, slanted up to the wall, heel on it"),
    )
    FEET_ON_WALL = (
        marked("Figure", "both knees bent, feet on the wall"),
        marked("Figure", "right knee bent, foot on the wall"),
        marked("Figure", "left knee bent, foot on the wall"),
    )
    TOES = (
        marked("Figure", "both legs straight, toes on the floor"),
        marked("Figure", "right leg straight, toes on the floor"),
        marked("Figure", "left leg straight, toes on the floor"),
    )
    BACK_TOES = (
        marked("Figure", "both legs straight back, toes on the floor"),
        marked("Figure", "right leg straight back, toes on the floor"),
        marked("Figure", "left leg straight back, toes on the floor"),
    )
    BACK = (
        marked("Figure", "both legs straight back, off the floor"),
        marked("Figure", "right leg straight back, off the floor"),
        marked("Figure", "left leg straight back, off the floor"),
    )
    """Those two of a body on hands and knees."""
    UP = (
        marked("Figure", "both legs straight up"),
        marked("Figure", "right leg straight up"),
        marked("Figure", "left leg straight up"),
    )
    UP_RIGHT = (
        marked("Figure", "both legs straight up, feet about {cm} cm to the right"),
        marked("Figure", "right leg straight up, foot about {cm} cm to the right"),
        marked("Figure", "left leg straight up, foot about {cm} cm to the right"),
    )
    UP_LEFT = (
        marked("Figure", "both legs straight up, feet about {cm} cm to the left"),
        marked("Figure", "right leg straight up, foot about {cm} cm to the left"),
        marked("Figure", "left leg straight up, foot about {cm} cm to the left"),
    )
    TO_RIGHT = (
        marked("Figure", "both legs straight, to the right, feet about {cm} cm above the floor"),
        marked("Figure", "right leg straight, to the right, foot about {cm} cm above the floor"),
        marked("Figure", "left leg straight, to the right, foot about {cm} cm above the floor"),
    )
    TO_LEFT = (
        marked("Figure", "both legs straight, to the left, feet about {cm} cm above the floor"),
        marked("Figure", "right leg straight, to the left, foot about {cm} cm above the floor"),
        marked("Figure", "left leg straight, to the left, foot about {cm} cm above the floor"),
    )
    OFF_FLOOR = (
        marked("Figure", "both legs straight, off the floor"),
        marked("Figure", "right leg straight, off the floor"),
        marked("Figure", "left leg straight, off the floor"),
    )
    REACHES = (
        marked("Figure", "both legs reaching away, knees a little bent, just off the floor"),
        marked("Figure", "right leg reaching away, knee a little bent, just off the floor"),
        marked("Figure", "left leg reaching away, knee a little bent, just off the floor"),
    )
    RAISED = (
        marked("Figure", "both legs up, knees a little bent"),
        marked("Figure", "right leg up, knee a little bent"),
        marked("Figure", "left leg up, knee a little bent"),
    )
    FOLDED = (
        marked("Figure", "both legs folded on the floor"),
        marked("Figure", "right leg folded on the floor"),
        marked("Figure", "left leg folded on the floor"),
    )
    """That of a body that sits on the floor."""
    SHIN_LEVEL = (
        marked("Figure", "both knees above the hips, lower legs level"),
        marked("Figure", "right knee above the hip, lower leg level"),
        marked("Figure", "left knee above the hip, lower leg level"),
    )
    """That of a body on its back."""
    IN_AIR = (
        marked("Figure", "both knees bent, feet in the air"),
        marked("Figure", "right knee bent, foot in the air"),
        marked("Figure", "left knee bent, foot in the air"),
    )


LOADING = {LegPlace.REACHES, LegPlace.OFF_FLOOR}
"""Those of a leg whose weight can lift the low back off the floor."""


STRAIGHT_UP = (
    LegPlace.UP, LegPlace.UP_RIGHT, LegPlace.UP_LEFT, LegPlace.TO_RIGHT, LegPlace.TO_LEFT,
)  # fmt: skip
"""Those of a leg whose toes, if they are turned, are worth a word."""


ON_HEEL = {LegPlace.STANDS, LegPlace.HEEL, LegPlace.LONG}
"""Those of a leg on the back whose heel is on the floor."""


RESTING = {*ON_HEEL, LegPlace.FEET_ON_WALL}
"""Those of a leg that rests."""


class ArmPlace(Enum):
    """Where an arm is whose hand holds nothing; the words are as those of legs."""

    CHAIR = (
        marked("Figure", "both hands on the seat of the chair"),
        marked("Figure", "right hand on the seat of the chair"),
        marked("Figure", "left hand on the seat of the chair"),
    )
    IN_FRONT = (
        marked("Figure", "both hands on the floor in front of the chest"),
        marked("Figure", "right hand on the floor in front of the chest"),
        marked("Figure", "left hand on the floor in front of the chest"),
    )
    """Those of a body on its side."""
    BOLSTER = (
        marked("Figure", "both hands on the bolster"),
        marked("Figure", "right hand on the bolster"),
        marked("Figure", "left hand on the bolster"),
    )
    FORWARD = (
        marked("Figure", "arms straight ahead"),
        marked("Figure", "right arm straight ahead"),
        marked("Figure", "left arm straight ahead"),
    )
    LEANED_ON = (
        marked("Figure", "leaning on both hands"),
        marked("Figure", "leaning on the right hand"),
        marked("Figure", "leaning on the left hand"),
    )
    HANGS = (
        marked("Figure", "arms hanging down, hands beside the feet"),
        marked("Figure", "right arm hanging down, hand beside the foot"),
        marked("Figure", "left arm hanging down, hand beside the foot"),
    )
    """Those of a body that is bent forward on a chair."""
    ON_FLOOR = (
        marked("Figure", "both hands on the floor"),
        marked("Figure", "right hand on the floor"),
        marked("Figure", "left hand on the floor"),
    )
    """Those of a body on its knees, below its shoulders."""
    AHEAD = (
        marked("Figure", "arms ahead on the floor"),
        marked("Figure", "right arm ahead on the floor"),
        marked("Figure", "left arm ahead on the floor"),
    )
    """Those of a body that is bent forward, past its head."""
    OVERHEAD = (
        marked("Figure", "arms overhead on the floor"),
        marked("Figure", "right arm overhead on the floor"),
        marked("Figure", "left arm overhead on the floor"),
    )
    OVER = (
        marked("Figure", "arms overhead, off the floor"),
        marked("Figure", "right arm overhead, off the floor"),
        marked("Figure", "left arm overhead, off the floor"),
    )
    OUT = (
        marked("Figure", "arms out to the sides"),
        marked("Figure", "right arm out to the side"),
        marked("Figure", "left arm out to the side"),
    )
    BENT = (
        marked("Figure", "arms on the floor, elbows bent out to the sides"),
        marked("Figure", "right arm on the floor, elbow bent out to the side"),
        marked("Figure", "left arm on the floor, elbow bent out to the side"),
    )
    AT_HEAD = (
        marked("Figure", "arms on the floor, hands beside the head"),
        marked("Figure", "right arm on the floor, hand beside the head"),
        marked("Figure", "left arm on the floor, hand beside the head"),
    )
    AWAY = (
        marked("Figure", "arms on the floor, a little away from the body"),
        marked("Figure", "right arm on the floor, a little away from the body"),
        marked("Figure", "left arm on the floor, a little away from the body"),
    )
    BESIDE = (
        marked("Figure", "arms at the sides"),
        marked("Figure", "right arm at the side"),
        marked("Figure", "left arm at the side"),
    )
    ACROSS = (
        marked("Figure", "both arms reaching across the chest"),
        marked("Figure", "right arm reaching across the chest"),
        marked("Figure", "left arm reaching across the chest"),
    )
    """Those of a body that turns to a side."""
    UP = (
        marked("Figure", "arms up to the ceiling"),
        marked("Figure", "right arm up to the ceiling"),
        marked("Figure", "left arm up to the ceiling"),
    )


SOLES = marked("Figure", "soles together, knees out to the sides")

ANKLE_ACROSS = (
    marked("Figure", "right ankle on the left thigh"),
    marked("Figure", "left ankle on the right thigh"),
)

SQUARE = marked("Figure", "hands below the shoulders, knees below the hips")

KNEES_OUT = marked("Figure", "knees wide apart, toes together")

KNEE_ACROSS = (
    marked("Figure", "right knee crossed over the left"),
    marked("Figure", "left knee crossed over the right"),
)

THROUGH_GAP = (
    marked("Figure", "right arm through the gap between the legs"),
    marked("Figure", "left arm through the gap between the legs"),
)

SOLES_UP = marked("Figure", "both knees bent wide, soles up")

HIPS_TO_SIDE = (
    marked("Figure", "hips a little to the right"), marked("Figure", "hips a little to the left"),
)  # fmt: skip

CHANGES: dict[tuple[Base | None, Base | None], str] = {
    (Base.BACK, Base.LIFTED): marked("Figure", "lift the hips"),
    (Base.BACK, Base.A_LITTLE_LIFTED): marked("Figure", "lift the hips a little"),
    (Base.BACK, Base.IN_LINE): marked("Figure", "lift the hips in line with shoulders and knees"),
    (Base.LIFTED, Base.BACK): marked("Figure", "lower the hips again"),
    (Base.IN_LINE, Base.BACK): marked("Figure", "lower the hips again"),
    (Base.A_LITTLE_LIFTED, Base.BACK): marked("Figure", "lower the hips again"),
    (Base.CHAIR, Base.CHAIR_FOLDED): marked("Figure", "bend forward on the chair"),
    (Base.CHAIR_FOLDED, Base.CHAIR): marked("Figure", "sit up again"),
    (Base.CHAIR, Base.CHAIR_BACK): marked("Figure", "lean against the back of the chair"),
    (Base.CHAIR_BACK, Base.CHAIR): marked("Figure", "sit up, away from the back of the chair"),
    (Base.RIGHT, Base.BACK): marked("Figure", "roll onto your back"),
    (Base.LEFT, Base.BACK): marked("Figure", "roll onto your back"),
    (Base.TO_RIGHT, Base.BACK): marked("Figure", "roll back onto your back"),
    (Base.TO_LEFT, Base.BACK): marked("Figure", "roll back onto your back"),
    (Base.BACK, Base.RIGHT): marked("Figure", "roll onto the right side"),
    (Base.BACK, Base.LEFT): marked("Figure", "roll onto the left side"),
    (Base.BACK, Base.TO_RIGHT): marked("Figure", "roll halfway onto the right side"),
    (Base.BACK, Base.TO_LEFT): marked("Figure", "roll halfway onto the left side"),
    (Base.TO_RIGHT, Base.RIGHT): marked("Figure", "roll on, onto the right side"),
    (Base.TO_LEFT, Base.LEFT): marked("Figure", "roll on, onto the left side"),
    (Base.RIGHT, Base.FRONT): marked("Figure", "roll onto your front"),
    (Base.LEFT, Base.FRONT): marked("Figure", "roll onto your front"),
    (Base.RIGHT, Base.TO_FRONT): marked("Figure", "roll halfway onto your front"),
    (Base.LEFT, Base.TO_FRONT): marked("Figure", "roll halfway onto your front"),
    (Base.TO_FRONT, Base.FRONT): marked("Figure", "roll on, onto your front"),
    (Base.FRONT, Base.RIGHT): marked("Figure", "roll onto the right side"),
    (Base.FRONT, Base.LEFT): marked("Figure", "roll onto the left side"),
    (Base.FRONT, Base.ELBOWS): marked("Figure", "come up on the elbows, hips on the floor"),
    (Base.ELBOWS, Base.FRONT): marked("Figure", "lower the chest to the floor"),
    (Base.RISING, Base.RIGHT_KNEE): marked(
        "Figure", "go down onto the right knee in front of the chair, left foot on the floor"
    ),
    (Base.RISING, Base.LEFT_KNEE): marked(
        "Figure", "go down onto the left knee in front of the chair, right foot on the floor"
    ),
    (Base.RIGHT, Base.RIGHT_ELBOW): marked("Figure", "push the chest up onto the right elbow"),
    (Base.LEFT, Base.LEFT_ELBOW): marked("Figure", "push the chest up onto the left elbow"),
    (Base.RIGHT_ELBOW, Base.FLOOR): marked("Figure", "push on until you sit on the floor"),
    (Base.LEFT_ELBOW, Base.FLOOR): marked("Figure", "push on until you sit on the floor"),
    (Base.RIGHT, Base.FLOOR): marked("Figure", "push yourself up until you sit on the floor"),
    (Base.LEFT, Base.FLOOR): marked("Figure", "push yourself up until you sit on the floor"),
    (Base.ALL_FOURS, Base.FOLDED): marked("Figure", "take the hips back toward the heels"),
    (Base.FOLDED, Base.ALL_FOURS): marked("Figure", "come up onto hands and knees again"),
    (Base.ELBOWS, Base.FOREARMS): marked("Figure", "push the hips back, onto forearms and knees"),
    (Base.FOREARMS, Base.ALL_FOURS): marked("Figure", "come up onto hands and knees"),
    (Base.ALL_FOURS, Base.HIGH_FOREARMS): marked("Figure", "go down onto the forearms, hips up"),
    (Base.HIGH_FOREARMS, Base.FOREARMS): marked(
        "Figure", "let the hips sink halfway down to the floor"
    ),
    (Base.ALL_FOURS, Base.FOREARMS): marked(
        "Figure", "go down onto the forearms, hips halfway down to the floor"
    ),
}
"""What is done where a body comes from what it did before: it is shorter than all of it."""

ARCHED_WORDS = marked("Figure", "low back arched, off the floor")

FLAT = marked("Figure", "low back flat on the floor")
"""It is said where it is arched in another step."""

ROUNDED_WORDS = marked("Figure", "back rounded up, head down")

HOLLOW_WORDS = marked("Figure", "back hollow, head up")

A_LITTLE_ROUNDED_WORDS = marked("Figure", "back a little rounded, head down")

A_LITTLE_HOLLOW_WORDS = marked("Figure", "back a little hollow, head up")

LEANING = (
    marked("Figure", "both knees lean to the right, about halfway to the floor"),
    marked("Figure", "both knees lean to the left, about halfway to the floor"),
)

LEANING_A_LITTLE = (
    marked("Figure", "both knees lean a little to the right"),
    marked("Figure", "both knees lean a little to the left"),
)

STAYS_DOWN = marked("Figure", "shoulders and feet stay on the floor")

FEET_WIDE = marked("Figure", "feet wide apart")

TOES_TURNED = (
    marked("Figure", "toes of the right foot turned out"),
    marked("Figure", "toes of the left foot turned out"),
)

AT_ONE_HEIGHT = marked("Figure", "both knees at the same height")

TO_CHEST = (
    marked("Figure", "bring the knees nearer to the chest"),
    marked("Figure", "bring the right knee nearer to the chest"),
    marked("Figure", "bring the left knee nearer to the chest"),
)

FROM_CHEST = (
    marked("Figure", "move the knees farther from the chest, still bent"),
    marked("Figure", "move the right knee farther from the chest, still bent"),
    marked("Figure", "move the left knee farther from the chest, still bent"),
)

ABOVE_HIPS = (
    marked("Figure", "move the knees away from the chest until they are above the hips"),
    marked("Figure", "move the right knee away from the chest until it is above the hip"),
    marked("Figure", "move the left knee away from the chest until it is above the hip"),
)
"""The same where knees come there: nobody knew how far."""

AT_WALL = marked("Figure", "hips close to the wall")

FROM_WALL = marked("Figure", "hips about {cm} cm from the wall")

TOES_AT_WALL = marked("Figure", "feet at the wall")

FEET_IN_AIR = marked("Figure", "both feet in the air")

FEET_TOGETHER = marked("Figure", "knees bent, one foot on the other")

LIFTED_KNEE = (
    marked("Figure", "right knee lifted, feet still together"),
    marked("Figure", "left knee lifted, feet still together"),
)

FALLEN = (
    marked("Figure", "both knees to the right"),
    marked("Figure", "both knees to the left"),
)
"""Where the knees are, without a word of what they rest on: a thing under them is named apart."""

FALLEN_ON_FLOOR = (
    marked("Figure", "both knees to the right, on the floor"),
    marked("Figure", "both knees to the left, on the floor"),
)

FALLEN_IN_AIR = (
    marked("Figure", "both knees to the right, not as far as the floor"),
    marked("Figure", "both knees to the left, not as far as the floor"),
)

FOREHEAD_DOWN = marked("Figure", "forehead on the floor")

FALLEN_A_LITTLE = (
    marked("Figure", "both knees a little to the right, in the air"),
    marked("Figure", "both knees a little to the left, in the air"),
)

SHOULDERS_DOWN = marked("Figure", "both shoulders on the floor")

HEAD_HANGS = marked("Figure", "head hanging")

EYES_CLOSED = marked("Figure", "eyes closed")

PALMS_UP = (
    marked("Figure", "palms up"),
    marked("Figure", "right palm up"),
    marked("Figure", "left palm up"),
)

HEAD_ON_HANDS = marked("Figure", "forehead on the hands")

HEAD_ON_ARM = (
    marked("Figure", "head on the right arm"), marked("Figure", "head on the left arm"),
)  # fmt: skip

FACE = (marked("Figure", "face to the right"), marked("Figure", "face to the left"))

STRAP = {
    ("right",): (
        marked("Figure", "strap round the right foot, in the right hand"),
        marked("Figure", "strap round the left foot, in the right hand"),
    ),
    ("left",): (
        marked("Figure", "strap round the right foot, in the left hand"),
        marked("Figure", "strap round the left foot, in the left hand"),
    ),
    ("left", "right"): (
        marked("Figure", "strap round the right foot, in both hands"),
        marked("Figure", "strap round the left foot, in both hands"),
    ),
}
"""Words for a strap round the right foot and round the left one, by the hands that hold it."""

FOOT_FARTHER = (
    marked("Figure", "put the right foot farther from the hips"),
    marked("Figure", "put the left foot farther from the hips"),
)

TUCKED = (
    marked("Figure", "toes tucked under"),
    marked("Figure", "toes of the right foot tucked under"),
    marked("Figure", "toes of the left foot tucked under"),
)

LOW_BACK_DOWN = marked("Figure", "keep the low back down")

BACK_LEVEL = marked("Figure", "keep the back level and the hips still")

LONGER_STRAP = marked("Figure", "let out more strap")

TOWEL = marked("Figure", "low block under the head")

UNDER = {
    (PropKind.CUSHION, "head"): marked("Figure", "cushion under the head"),
    (PropKind.BLOCK, "head"): marked("Figure", "block under the head"),
    (PropKind.CUSHION, "on calves"): marked("Figure", "cushion on the calves"),
    (PropKind.CUSHION, "hips"): marked("Figure", "cushion between hips and heels"),
    (PropKind.CUSHION, "knees"): marked("Figure", "cushion under the knees"),
    (PropKind.BOLSTER, "knees"): marked("Figure", "bolster under the knees"),
    (PropKind.BOLSTER, "legs"): marked("Figure", "bolster on the floor, under the bent knees"),
    (PropKind.CUSHION, "between"): marked("Figure", "cushion between the knees"),
    (PropKind.BOLSTER, "calves"): marked("Figure", "bolster under the calves"),
    (PropKind.CHAIR, "calves"): marked("Figure", "calves on the seat of the chair"),
    (PropKind.CUSHION, "right knee"): marked("Figure", "cushion under the right knee"),
    (PropKind.CUSHION, "left knee"): marked("Figure", "cushion under the left knee"),
}

EACH_KNEE = (UNDER[PropKind.CUSHION, "right knee"], UNDER[PropKind.CUSHION, "left knee"])

UNDER_EACH_KNEE = marked("Figure", "a cushion under each knee")

TWO_READY = marked("Figure", "two cushions ready, one on each side")

READY = {
    PropKind.CUSHION: marked("Figure", "cushion ready"),
    PropKind.BLOCK: marked("Figure", "block ready"),
    PropKind.BOLSTER: marked("Figure", "bolster ready"),
    PropKind.STRAP: marked("Figure", "strap ready"),
}
"""What nothing lies on yet."""

READY_THERE = {
    PropKind.CUSHION: marked("Figure", "cushion ready {where}"),
    PropKind.BLOCK: marked("Figure", "block ready {where}"),
    PropKind.BOLSTER: marked("Figure", "bolster ready {where}"),
    PropKind.STRAP: marked("Figure", "strap ready {where}"),
}

AWAY = marked("Figure", "move away from the wall, {words}")
"""One lies where there was a wall a moment ago."""

FOR_LATER = marked("Figure", "for later: {use}")
"""It follows a thing that lies ready, and has words such as "cushion under the head"."""

AT_SIDE = {
    "head": (
        marked("Figure", "at the right, beside the head"),
        marked("Figure", "at the left, beside the head"),
    ),
    "hips": (
        marked("Figure", "at the right, beside the hips"),
        marked("Figure", "at the left, beside the hips"),
    ),
    "feet": (
        marked("Figure", "at the right, beside the feet"),
        marked("Figure", "at the left, beside the feet"),
    ),
}
"""Where it is beside a body on its back."""

IN_FRONT = {
    "head": marked("Figure", "in front of the face"),
    "hips": marked("Figure", "in front of the hips"),
    "knees": marked("Figure", "in front of the knees"),
}
"""Where it is in front of a body on its side."""

HAND_ON = {
    "back of thigh": (
        marked("Figure", "behind the right thigh"), marked("Figure", "behind the left thigh"),
    ),
    "thigh": (marked("Figure", "on the right thigh"), marked("Figure", "on the left thigh")),
    "lower thigh": (
        marked("Figure", "on the right thigh, near the knee"),
        marked("Figure", "on the left thigh, near the knee"),
    ),
    "knee": (marked("Figure", "on the right knee"), marked("Figure", "on the left knee")),
    "shin": (
        marked("Figure", "on the right shin, below the knee"),
        marked("Figure", "on the left shin, below the knee"),
    ),
    "middle shin": (marked("Figure", "on the right shin"), marked("Figure", "on the left shin")),
    "lower shin": (
        marked("Figure", "on the right shin, near the ankle"),
        marked("Figure", "on the left shin, near the ankle"),
    ),
    "foot": (marked("Figure", "on the right foot"), marked("Figure", "on the left foot")),
    "hip crease": (
        marked("Figure", "at the right hip, thumb in the crease"),
        marked("Figure", "at the left hip, thumb in the crease"),
    ),
}  # fmt: skip
"""Where a hand is, on the right and on the left."""

HAND_ON_EACH = {
    "back of thigh": marked("Figure", "a hand behind each thigh"),
    "thigh": marked("Figure", "a hand on each thigh"),
    "lower thigh": marked("Figure", "a hand on each thigh"),
    "knee": marked("Figure", "a hand on each knee"),
    "shin": marked("Figure", "a hand on each shin, below the knee"),
    "middle shin": marked("Figure", "a hand on each shin"),
    "lower shin": marked("Figure", "a hand on each shin, near the ankle"),
    "foot": marked("Figure", "a hand on each foot"),
}

HANDS = (
    marked("Figure", "both hands clasped {where}"),
    marked("Figure", "right hand {where}"),
    marked("Figure", "left hand {where}"),
)
"""Two hands at one place clasp: the fingers of one lie between those of the other."""

HANDS_TO = (
    marked("Figure", "clasp both hands {where}"),
    marked("Figure", "put the right hand {where}"),
    marked("Figure", "put the left hand {where}"),
)
"""What is done with them."""

LEGS_TO = {
    LegPlace.STANDS: (
        marked("Figure", "bend both knees, feet flat on the floor"),
        marked("Figure", "bend the right knee, foot flat on the floor"),
        marked("Figure", "bend the left knee, foot flat on the floor"),
    ),
    LegPlace.HEEL: (
        marked("Figure", "let both knees half bend, heels on the floor"),
        marked("Figure", "let the right knee half bend, heel on the floor"),
        marked("Figure", "let the left knee half bend, heel on the floor"),
    ),
    LegPlace.LONG: (
        marked("Figure", "stretch both legs out long on the floor"),
        marked("Figure", "stretch the right leg out long on the floor"),
        marked("Figure", "stretch the left leg out long on the floor"),
    ),
    LegPlace.WALL: (
        marked("Figure", "straighten both legs, heels on the wall"),
        marked("Figure", "straighten the right leg, heel on the wall"),
        marked("Figure", "straighten the left leg, heel on the wall"),
    ),
    LegPlace.SLANTED_TO_WALL: (
        marked("Figure", "straighten both legs, slanted up to the wall, heels on it"),
        marked("Figure", "straighten the right leg, slanted up to the wall, heel on it"),
        marked("Figure", "straighten the left leg, slanted up to the wall, heel on it"),
    ),
    LegPlace.FEET_ON_WALL: (
        marked("Figure", "bend both knees, feet on the wall"),
        marked("Figure", "bend the right knee, foot on the wall"),
        marked("Figure", "bend the left knee, foot on the wall"),
    ),
    LegPlace.TOES: (
        marked("Figure", "straighten both legs, toes on the floor"),
        marked("Figure", "straighten the right leg, toes on the floor"),
        marked("Figure", "straighten the left leg, toes on the floor"),
    ),
    LegPlace.BACK_TOES: (
        marked("Figure", "stretch both legs straight back, toes on the floor"),
        marked("Figure", "stretch the right leg straight back, toes on the floor"),
        marked("Figure", "stretch the left leg straight back, toes on the floor"),
    ),
    LegPlace.BACK: (
        marked("Figure", "lift both legs straight back, off the floor"),
        marked("Figure", "lift the right leg straight back, off the floor"),
        marked("Figure", "lift the left leg straight back, off the floor"),
    ),
    LegPlace.UP: (
        marked("Figure", "bring both legs straight up"),
        marked("Figure", "bring the right leg straight up"),
        marked("Figure", "bring the left leg straight up"),
    ),
    LegPlace.UP_RIGHT: (
        marked("Figure", "take both legs, straight up, about {cm} cm to the right"),
        marked("Figure", "take the right leg, straight up, about {cm} cm to the right"),
        marked("Figure", "take the left leg, straight up, about {cm} cm to the right"),
    ),
    LegPlace.UP_LEFT: (
        marked("Figure", "take both legs, straight up, about {cm} cm to the left"),
        marked("Figure", "take the right leg, straight up, about {cm} cm to the left"),
        marked("Figure", "take the left leg, straight up, about {cm} cm to the left"),
    ),
    LegPlace.TO_RIGHT: (
        marked(
            "Figure", "take both legs straight to the right, feet about {cm} cm above the floor"
        ),
        marked(
            "Figure", "take the right leg straight to the right, foot about {cm} cm above the floor"
        ),
        marked(
            "Figure", "take the left leg straight to the right, foot about {cm} cm above the floor"
        ),
    ),
    LegPlace.TO_LEFT: (
        marked("Figure", "take both legs straight to the left, feet about {cm} cm above the floor"),
        marked(
            "Figure", "take the right leg straight to the left, foot about {cm} cm above the floor"
        ),
        marked(
            "Figure", "take the left leg straight to the left, foot about {cm} cm above the floor"
        ),
    ),
    LegPlace.OFF_FLOOR: (
        marked("Figure", "keep both legs straight, off the floor"),
        marked("Figure", "keep the right leg straight, off the floor"),
        marked("Figure", "keep the left leg straight, off the floor"),
    ),
    LegPlace.REACHES: (
        marked("Figure", "reach both legs away, knees a little bent, just off the floor"),
        marked("Figure", "reach the right leg away, knee a little bent, just off the floor"),
        marked("Figure", "reach the left leg away, knee a little bent, just off the floor"),
    ),
    LegPlace.RAISED: (
        marked("Figure", "bring both legs up, knees a little bent"),
        marked("Figure", "bring the right leg up, knee a little bent"),
        marked("Figure", "bring the left leg up, knee a little bent"),
    ),
    LegPlace.FOLDED: (
        marked("Figure", "fold both legs on the floor"),
        marked("Figure", "fold the right leg on the floor"),
        marked("Figure", "fold the left leg on the floor"),
    ),
    LegPlace.SHIN_LEVEL: (
        marked("Figure", "bring both knees above the hips, lower legs level"),
        marked("Figure", "bring the right knee above the hip, lower leg level"),
        marked("Figure", "bring the left knee above the hip, lower leg level"),
    ),
    LegPlace.IN_AIR: (
        marked("Figure", "bend both knees, feet in the air"),
        marked("Figure", "bend the right knee, foot in the air"),
        marked("Figure", "bend the left knee, foot in the air"),
    ),
}
"""What is done with legs that come to a place."""

LIFTED_FEET = (
    marked("Figure", "lift one foot after the other off the floor, knees bent"),
    marked("Figure", "lift the right foot off the floor, knee bent"),
    marked("Figure", "lift the left foot off the floor, knee bent"),
)

FEET_DOWN = (
    marked("Figure", "put one foot after the other on the floor, knees bent"),
    marked("Figure", "put the right foot down, flat on the floor, knee bent"),
    marked("Figure", "put the left foot down, flat on the floor, knee bent"),
)

LEGS_LIFTED = (
    marked("Figure", "lift both legs, straight, off the floor"),
    marked("Figure", "lift the right leg, straight, off the floor"),
    marked("Figure", "lift the left leg, straight, off the floor"),
)

LEGS_LOWERED = (
    marked("Figure", "lower both legs, straight, not as far as the floor"),
    marked("Figure", "lower the right leg, straight, not as far as the floor"),
    marked("Figure", "lower the left leg, straight, not as far as the floor"),
)

LEGS_STRAIGHT = (
    marked("Figure", "straighten both legs, off the floor"),
    marked("Figure", "straighten the right leg, off the floor"),
    marked("Figure", "straighten the left leg, off the floor"),
)

LEGS_DOWN = (
    marked("Figure", "lower both legs, long on the floor"),
    marked("Figure", "lower the right leg, long on the floor"),
    marked("Figure", "lower the left leg, long on the floor"),
)

LEGS_SLID_OUT = (
    marked("Figure", "slide both heels along the floor until the legs are long"),
    marked("Figure", "slide the right heel along the floor until the leg is long"),
    marked("Figure", "slide the left heel along the floor until the leg is long"),
)

LEGS_SLID_HALF = (
    marked("Figure", "slide both heels along the floor until the knees are half bent"),
    marked("Figure", "slide the right heel along the floor until the knee is half bent"),
    marked("Figure", "slide the left heel along the floor until the knee is half bent"),
)

LEGS_SLID_IN = (
    marked("Figure", "slide both feet back until they stand flat, knees bent"),
    marked("Figure", "slide the right foot back until it stands flat, knee bent"),
    marked("Figure", "slide the left foot back until it stands flat, knee bent"),
)

RAISED_LEGS = (
    LegPlace.UP, LegPlace.UP_RIGHT, LegPlace.UP_LEFT, LegPlace.RAISED,
)  # fmt: skip

LEGS_FROM = {
    **{(place, LegPlace.IN_AIR): LIFTED_FEET for place in ON_HEEL},
    **{(place, LegPlace.OFF_FLOOR): LEGS_LIFTED for place in ON_HEEL},
    **{(place, LegPlace.OFF_FLOOR): LEGS_LOWERED for place in RAISED_LEGS},
    **{(place, LegPlace.LONG): LEGS_DOWN for place in (*RAISED_LEGS, LegPlace.OFF_FLOOR)},
    **{
        (place, LegPlace.STANDS): FEET_DOWN
        for place in (LegPlace.IN_AIR, LegPlace.SHIN_LEVEL, LegPlace.REACHES, LegPlace.FEET_ON_WALL)
    },
    (LegPlace.IN_AIR, LegPlace.OFF_FLOOR): LEGS_STRAIGHT,
    (LegPlace.SHIN_LEVEL, LegPlace.OFF_FLOOR): LEGS_STRAIGHT,
    (LegPlace.STANDS, LegPlace.LONG): LEGS_SLID_OUT,
    (LegPlace.HEEL, LegPlace.LONG): LEGS_SLID_OUT,
    (LegPlace.STANDS, LegPlace.HEEL): LEGS_SLID_HALF,
    (LegPlace.LONG, LegPlace.HEEL): LEGS_SLID_HALF,
    (LegPlace.LONG, LegPlace.STANDS): LEGS_SLID_IN,
    (LegPlace.HEEL, LegPlace.STANDS): LEGS_SLID_IN,
}
"""What is done with legs that come from the first place to the second: up, down or along the floor.

A heel that is on the floor before and after slides.
"""

ARMS_TO = {
    ArmPlace.CHAIR: (
        marked("Figure", "put both hands on the seat of the chair"),
        marked("Figure", "put the right hand on the seat of the chair"),
        marked("Figure", "put the left hand on the seat of the chair"),
    ),
    ArmPlace.IN_FRONT: (
        marked("Figure", "put both hands on the floor in front of the chest"),
        marked("Figure", "put the right hand on the floor in front of the chest"),
        marked("Figure", "put the left hand on the floor in front of the chest"),
    ),
    ArmPlace.BOLSTER: (
        marked("Figure", "put both hands on the bolster"),
        marked("Figure", "put the right hand on the bolster"),
        marked("Figure", "put the left hand on the bolster"),
    ),
    ArmPlace.FORWARD: (
        marked("Figure", "reach the arms straight ahead"),
        marked("Figure", "reach the right arm straight ahead"),
        marked("Figure", "reach the left arm straight ahead"),
    ),
    ArmPlace.LEANED_ON: (
        marked("Figure", "lean on both hands"),
        marked("Figure", "lean on the right hand"),
        marked("Figure", "lean on the left hand"),
    ),
    ArmPlace.HANGS: (
        marked("Figure", "let the arms hang down, hands beside the feet"),
        marked("Figure", "let the right arm hang down, hand beside the foot"),
        marked("Figure", "let the left arm hang down, hand beside the foot"),
    ),
    ArmPlace.ON_FLOOR: (
        marked("Figure", "put both hands on the floor"),
        marked("Figure", "put the right hand on the floor"),
        marked("Figure", "put the left hand on the floor"),
    ),
    ArmPlace.AHEAD: (
        marked("Figure", "stretch the arms ahead on the floor"),
        marked("Figure", "stretch the right arm ahead on the floor"),
        marked("Figure", "stretch the left arm ahead on the floor"),
    ),
    ArmPlace.OVERHEAD: (
        marked("Figure", "lay the arms overhead on the floor"),
        marked("Figure", "lay the right arm overhead on the floor"),
        marked("Figure", "lay the left arm overhead on the floor"),
    ),
    ArmPlace.OVER: (
        marked("Figure", "take the arms overhead, not as far as the floor"),
        marked("Figure", "take the right arm overhead, not as far as the floor"),
        marked("Figure", "take the left arm overhead, not as far as the floor"),
    ),
    ArmPlace.OUT: (
        marked("Figure", "lay the arms out to the sides"),
        marked("Figure", "lay the right arm out to the side"),
        marked("Figure", "lay the left arm out to the side"),
    ),
    ArmPlace.BENT: (
        marked("Figure", "lay the arms on the floor, elbows bent out to the sides"),
        marked("Figure", "lay the right arm on the floor, elbow bent out to the side"),
        marked("Figure", "lay the left arm on the floor, elbow bent out to the side"),
    ),
    ArmPlace.AT_HEAD: (
        marked("Figure", "lay the arms on the floor, hands beside the head"),
        marked("Figure", "lay the right arm on the floor, hand beside the head"),
        marked("Figure", "lay the left arm on the floor, hand beside the head"),
    ),
    ArmPlace.AWAY: (
        marked("Figure", "lay the arms on the floor, a little away from the body"),
        marked("Figure", "lay the right arm on the floor, a little away from the body"),
        marked("Figure", "lay the left arm on the floor, a little away from the body"),
    ),
    ArmPlace.BESIDE: (
        marked("Figure", "lay the arms at the sides"),
        marked("Figure", "lay the right arm at the side"),
        marked("Figure", "lay the left arm at the side"),
    ),
    ArmPlace.ACROSS: (
        marked("Figure", "reach both arms across the chest"),
        marked("Figure", "reach the right arm across the chest"),
        marked("Figure", "reach the left arm across the chest"),
    ),
    ArmPlace.UP: (
        marked("Figure", "bring the arms up to the ceiling"),
        marked("Figure", "bring the right arm up to the ceiling"),
        marked("Figure", "bring the left arm up to the ceiling"),
    ),
}
"""What is done with arms that come to a place."""

STRAP_TO = {
    ("right",): (
        marked("Figure", "put the strap round the right foot, and hold it in the right hand"),
        marked("Figure", "put the strap round the left foot, and hold it in the right hand"),
    ),
    ("left",): (
        marked("Figure", "put the strap round the right foot, and hold it in the left hand"),
        marked("Figure", "put the strap round the left foot, and hold it in the left hand"),
    ),
    ("left", "right"): (
        marked("Figure", "put the strap round the right foot, and hold it in both hands"),
        marked("Figure", "put the strap round the left foot, and hold it in both hands"),
    ),
}

STRAP_IN = {
    ("right",): marked("Figure", "hold the strap in the right hand"),
    ("left",): marked("Figure", "hold the strap in the left hand"),
    ("left", "right"): marked("Figure", "hold the strap in both hands"),
}
"""What is done with a strap that is round the foot already."""

ACTIONS = {
    SOLES: marked("Figure", "put the soles together, and let the knees go out to the sides"),
    ANKLE_ACROSS[0]: marked("Figure", "put the right ankle on the left thigh"),
    ANKLE_ACROSS[1]: marked("Figure", "put the left ankle on the right thigh"),
    SQUARE: marked("Figure", "put the hands below the shoulders, the knees below the hips"),
    KNEE_ACROSS[0]: marked("Figure", "cross the right knee over the left"),
    KNEE_ACROSS[1]: marked("Figure", "cross the left knee over the right"),
    THROUGH_GAP[0]: marked("Figure", "put the right arm through the gap between the legs"),
    THROUGH_GAP[1]: marked("Figure", "put the left arm through the gap between the legs"),
    KNEES_OUT: marked("Figure", "move the knees wide apart, toes together"),
    SOLES_UP: marked("Figure", "bring one leg after the other up, knees bent wide, soles up"),
    HIPS_TO_SIDE[0]: marked("Figure", "move the hips a little to the right"),
    HIPS_TO_SIDE[1]: marked("Figure", "move the hips a little to the left"),
    ARCHED_WORDS: marked("Figure", "arch the low back, off the floor"),
    FLAT: marked("Figure", "lay the low back flat on the floor"),
    ROUNDED_WORDS: marked("Figure", "round the back up, head down"),
    HOLLOW_WORDS: marked("Figure", "let the back go hollow, head up"),
    A_LITTLE_ROUNDED_WORDS: marked("Figure", "round the back up a little, head down"),
    A_LITTLE_HOLLOW_WORDS: marked("Figure", "let the back go a little hollow, head up"),
    LEANING[0]: marked("Figure", "let both knees lean to the right, about halfway to the floor"),
    LEANING[1]: marked("Figure", "let both knees lean to the left, about halfway to the floor"),
    LEANING_A_LITTLE[0]: marked("Figure", "let both knees lean a little to the right"),
    LEANING_A_LITTLE[1]: marked("Figure", "let both knees lean a little to the left"),
    STAYS_DOWN: marked("Figure", "keep shoulders and feet on the floor"),
    FEET_WIDE: marked("Figure", "put the feet wide apart"),
    TOES_TURNED[0]: marked("Figure", "turn the toes of the right foot out"),
    TOES_TURNED[1]: marked("Figure", "turn the toes of the left foot out"),
    AT_ONE_HEIGHT: marked("Figure", "stop when both knees are at the same height"),
    AT_WALL: marked("Figure", "bring the hips close to the wall"),
    FROM_WALL: marked("Figure", "move the hips to about {cm} cm from the wall"),
    TOES_AT_WALL: marked("Figure", "put the feet at the wall"),
    FEET_IN_AIR: marked("Figure", "lift both feet off the floor"),
    FEET_TOGETHER: marked("Figure", "bend the knees, one foot on the other"),
    LIFTED_KNEE[0]: marked("Figure", "lift the right knee, feet together, hips still"),
    LIFTED_KNEE[1]: marked("Figure", "lift the left knee, feet together, hips still"),
    FALLEN[0]: marked("Figure", "let both knees go to the right"),
    FALLEN[1]: marked("Figure", "let both knees go to the left"),
    FALLEN_ON_FLOOR[0]: marked("Figure", "let both knees go to the right, onto the floor"),
    FALLEN_ON_FLOOR[1]: marked("Figure", "let both knees go to the left, onto the floor"),
    FALLEN_IN_AIR[0]: marked("Figure", "take both knees to the right, not as far as the floor"),
    FALLEN_IN_AIR[1]: marked("Figure", "take both knees to the left, not as far as the floor"),
    FALLEN_A_LITTLE[0]: marked("Figure", "take both knees a little to the right, in the air"),
    FALLEN_A_LITTLE[1]: marked("Figure", "take both knees a little to the left, in the air"),
    FOREHEAD_DOWN: marked("Figure", "lay the forehead on the floor"),
    SHOULDERS_DOWN: marked("Figure", "keep both shoulders on the floor"),
    HEAD_HANGS: marked("Figure", "let the head hang"),
    EYES_CLOSED: marked("Figure", "close the eyes"),
    PALMS_UP[0]: marked("Figure", "turn the palms up"),
    PALMS_UP[1]: marked("Figure", "turn the right palm up"),
    PALMS_UP[2]: marked("Figure", "turn the left palm up"),
    HEAD_ON_HANDS: marked("Figure", "lay the forehead on the hands"),
    HEAD_ON_ARM[0]: marked("Figure", "lay the head on the right arm"),
    HEAD_ON_ARM[1]: marked("Figure", "lay the head on the left arm"),
    FACE[0]: marked("Figure", "roll the head to the right"),
    FACE[1]: marked("Figure", "roll the head to the left"),
    TUCKED[0]: marked("Figure", "tuck the toes under"),
    TUCKED[1]: marked("Figure", "tuck the toes of the right foot under"),
    TUCKED[2]: marked("Figure", "tuck the toes of the left foot under"),
    TOWEL: marked("Figure", "put the low block under the head"),
    UNDER[PropKind.CUSHION, "head"]: marked("Figure", "put the cushion under the head"),
    UNDER[PropKind.BLOCK, "head"]: marked("Figure", "put the block under the head"),
    UNDER[PropKind.CUSHION, "on calves"]: marked("Figure", "put the cushion on the calves"),
    UNDER[PropKind.CUSHION, "hips"]: marked("Figure", "sit back on the cushion on the heels"),
    UNDER[PropKind.CUSHION, "knees"]: marked("Figure", "put the cushion under the knees"),
    UNDER[PropKind.BOLSTER, "knees"]: marked("Figure", "lay the knees over the bolster"),
    UNDER[PropKind.BOLSTER, "legs"]: marked("Figure", "push the bolster under the bent knees"),
    UNDER[PropKind.CUSHION, "between"]: marked("Figure", "put the cushion between the knees"),
    UNDER[PropKind.BOLSTER, "calves"]: marked("Figure", "lay the calves over the bolster"),
    UNDER[PropKind.CHAIR, "calves"]: marked("Figure", "lay the calves on the seat of the chair"),
    UNDER[PropKind.CUSHION, "right knee"]: marked("Figure", "put the cushion under the right knee"),
    UNDER[PropKind.CUSHION, "left knee"]: marked("Figure", "put the cushion under the left knee"),
    UNDER_EACH_KNEE: marked("Figure", "put a cushion under each knee"),
    HAND_ON_EACH["back of thigh"]: marked("Figure", "put a hand behind each thigh"),
    HAND_ON_EACH["thigh"]: marked("Figure", "put a hand on each thigh"),
    HAND_ON_EACH["knee"]: marked("Figure", "put a hand on each knee"),
    HAND_ON_EACH["shin"]: marked("Figure", "put a hand on each shin, below the knee"),
    HAND_ON_EACH["middle shin"]: marked("Figure", "put a hand on each shin"),
    HAND_ON_EACH["lower shin"]: marked("Figure", "put a hand on each shin, near the ankle"),
    HAND_ON_EACH["foot"]: marked("Figure", "put a hand on each foot"),
    **{
        state: action
        for place, actions in (*LEGS_TO.items(), *ARMS_TO.items())
        for state, action in zip(place.value, actions, strict=True)
    },
    **{
        state: action
        for hands, states in STRAP.items()
        for state, action in zip(states, STRAP_TO[hands], strict=True)
    },
}
"""What is done so that a body is as words say that it is."""

LEG_OF = {text: (place, leg) for place in LegPlace for leg, text in enumerate(place.value)}
"""The place of a leg that words are about, and which leg: 0 is both."""

HELD_IN = {text: STRAP_IN[hands] for hands, texts in STRAP.items() for text in texts}


class Phrase(NamedTuple):
    """A few words about a body in a step."""

    state: str
    """How it is."""
    action: str
    """What is done so that it is."""
