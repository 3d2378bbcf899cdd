"""How long a line takes to be read or said, in every script."""

from __future__ import annotations

import pytest

from supine.core.pace import Pace, spoken_seconds
from supine.core.sequence import Cue

ENGLISH = "Draw both knees in and hold them."

TOLD = {
    "Japanese": "両膝を胸に引き寄せて、両手で抱えます。",
    "Chinese": "双膝拉向胸口，用双手抱住。",
    "Thai": "ดึงเข่าทั้งสองข้างเข้าหาหน้าอกแล้วกอดไว้",
    "Korean": "양쪽 무릎을 가슴으로 당겨 안으세요.",
    "Russian": "Подтяни оба колена к груди и обними их.",
}
"""About the same in other languages."""


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_the_same_takes_about_as_long_in_every_script(text: str) -> None:
    """A line without spaces counted as one word: it was shown for 1.4 seconds."""
    reading = Pace().said_seconds(Cue(text)) / Pace().said_seconds(Cue(ENGLISH))
    assert 0.7 < reading < 2
    assert 0.7 < spoken_seconds(text) / spoken_seconds(ENGLISH) < 2.5


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        # measured with espeak-ng at its usual rate
        ("Let the low back spread.", 1.5),
        ("仰卧，双膝弯曲，双手抱住膝盖。", 4.6),
        ("ひざをゆっくりむねにひきよせます。", 2.3),
        ("หายใจเข้าช้าๆ แล้วหายใจออก", 2.8),
        ("양쪽 무릎을 가슴으로 당기세요.", 2.7),
    ],
)
def test_the_guess_is_near_what_a_voice_needs(text: str, seconds: float) -> None:
    assert spoken_seconds(text) == pytest.approx(seconds, rel=0.3)


def test_a_sentence_ends_with_the_sign_of_its_script() -> None:
    assert spoken_seconds("手。手。手。") - spoken_seconds("手手手。") == pytest.approx(0.6)


def test_both_sides_take_the_same_time() -> None:
    assert spoken_seconds("Lift the left leg.") == spoken_seconds("Lift the right leg.")


def test_nothing_takes_no_time() -> None:
    assert spoken_seconds("") == Pace().said_seconds(Cue(" ")) == 0.0
