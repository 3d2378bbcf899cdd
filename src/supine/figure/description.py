"""What a body does, in words: how it lies, where its limbs are, and what they rest on.

The words are found from the joints and not from what a stance file says. So a stance that a teacher
wrote has them too, and they show what was really drawn. What has no plain words is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from supine.core.sequence import Side
from supine.figure.grip import PALM
from supine.figure.joints import Arm, Leg, Skeleton
from supine.figure.motion import scene_of
from supine.figure.proportions import BLOCK_HEIGHT
from supine.figure.props import SEAT, SIZES, SOFT, placed
from supine.figure.scene import Prop, PropKind, Scene
from supine.figure.solver import TOES, solve
from supine.figure.stances import SHIPPED, Stance
from supine.figure.vectors import Vector, add, cross, distance, dot, mix, scale, sub, unit
from supine.figure.words import (
    A_LITTLE_HOLLOW_WORDS,
    A_LITTLE_ROUNDED_WORDS,
    ABOVE_HIPS,
    ACTIONS,
    ANKLE_ACROSS,
    ARCHED_WORDS,
    AT_ONE_HEIGHT,
    AT_REST,
    AT_SIDE,
    AT_WALL,
    AWAY,
    BACK_LEVEL,
    CHANGES,
    CROSSING,
    EACH_KNEE,
    EYES_CLOSED,
    FACE,
    FALLEN,
    FALLEN_A_LITTLE,
    FALLEN_IN_AIR,
    FALLEN_ON_FLOOR,
    FEET_IN_AIR,
    FEET_TOGETHER,
    FEET_WIDE,
    FLAT,
    FOOT_FARTHER,
    FOR_LATER,
    FOREHEAD_DOWN,
    FROM_CHEST,
    FROM_WALL,
    HAND_ON,
    HAND_ON_EACH,
    HANDS,
    HANDS_TO,
    HEAD_HANGS,
    HEAD_ON_ARM,
    HEAD_ON_HANDS,
    HELD_IN,
    HIPS_TO_SIDE,
    HOLLOW_WORDS,
    IN_FRONT,
    KNEE_ACROSS,
    KNEES_OUT,
    LEANING,
    LEANING_A_LITTLE,
    LEG_OF,
    LEGS_FROM,
    LEGS_TO,
    LIFTED_KNEE,
    LOADING,
    LONGER_STRAP,
    LOW_BACK_DOWN,
    ON_BACK,
    ON_KNEES,
    ON_SIDE,
    PALMS_UP,
    READY,
    READY_THERE,
    RESTING,
    ROUNDED_WORDS,
    SHOULDERS_DOWN,
    SOLES,
    SOLES_UP,
    SQUARE,
    STAYS_DOWN,
    STRAIGHT_UP,
    STRAP,
    THROUGH_GAP,
    TO_CHEST,
    TOES_AT_WALL,
    TOES_TURNED,
    TOWEL,
    TUCKED,
    TWO_READY,
    UNDER,
    UNDER_EACH_KNEE,
    UPRIGHT_BASES,
    WITH_LEGS,
    ArmPlace,
    Base,
    LegPlace,
    Phrase,
)
from supine.language import number, translated
from supine.resources import stance_names

ALONG_AXIS = 0.6
"""From this cosine on, within 53°, a part of the body faces up, down or aside."""

FACING_DOWN = 0.8
"""From this sine of the slope of its front on a body on its knees is on its hands too."""

BENT = 0.35
"""Up from this sine of the slope of the chest a body is not bent forward, or is half upright."""

LEANT = 0.25
"""Likewise, up from which a body on a chair is not bent forward."""

HIPS_AT_REST, LIFTED, LIFTED_HIGH = 0.102, 0.04, 0.15
"""The height of the hips of a body on its back, and how far above it they are lifted a little, and
lifted, in metres."""

IN_LINE = 0.04
"""Metres from hips to a line that they are in."""

LEVEL = 0.05
"""Metres between joints that are level, or one above the other."""

ABOVE = 0.1
"""Metres along the mat from a knee to the hip that it is above."""

KNEES_LEVEL = 0.08
"""Likewise, between the knee of a straight leg and that of the other one."""

AT_BACK = 0.12
"""Metres from the back of a chair to a neck that leans against it."""

BELOW = 0.12
"""Metres to a side from a shoulder to the hand below it, and from a hip to the knee."""

LYING_HIPS, ON_HEELS = 0.26, 0.42
"""Metres up to which hips lie, and up to which they sit on the heels; on all fours it is 0.47."""

HIPS_ASIDE = 0.03
"""Metres to a side from which on hips are moved there."""

ROLLED = 0.4
"""From this sine of the roll of the hips on, both knees have gone to a side."""

STRAIGHT_KNEE = cos(radians(28.0))
"""From this cosine between thigh and shin on a leg is straight."""

REACHING_KNEE, OVER_FLOOR = cos(radians(50.0)), 0.12
"""From this cosine on a leg nearly straight reaches away, its ankle so many metres up."""

UPRIGHT, ASIDE, A_LITTLE_ASIDE = 0.87, 0.33, 0.08
"""From this sine of its slope on a straight leg is straight up, and from those of its way aside on
it has gone to a side, or a little."""

STEEP = 0.93
"""From this sine of its slope on a leg on a wall is not called slanted."""

ACROSS_CHEST = 0.25
"""Metres from a shoulder to a hand toward the other side from which on an arm goes across."""

TUCKED_TOES, TUCKED_ANKLE = 0.8, 0.25
"""From this sine of the slope of a foot on, below a knee on the floor, its toes are tucked under,
and up to so many metres of its ankle they are on the floor."""

TOES_OUT = 0.5
"""From this cosine between the toes of a leg that is straight up and its side on it is turned."""

NEAR = 0.03
"""Metres between a limb and what it rests on."""

ACROSS = 0.16
"""Metres from an ankle to the other thigh on which it lies."""

SOLES_TOGETHER, KNEES_APART, KNEES_WIDE = 0.22, 0.5, 0.4
"""Metres between the ankles and between the knees of legs that lie open, or are held open."""

ON_HANDS = 0.22
"""Metres from the middle of a head to hands that it lies on."""

TURNED = 0.4
"""From this sine of its turn against the chest on a face looks to a side."""

OUT, OVERHEAD, RAISED = 0.42, 0.2, 0.35
"""Metres from a shoulder to a hand that is out to the side, overhead, or up in the air."""

ELBOW_OUT, BENT_ELBOW, HAND_OUT = 0.85, 0.25, 0.25
"""From this share of an upper arm on it goes to the side, up to this cosine its elbow is bent, and
from so many metres on the hand is not at the body."""

HAND_AWAY, AT_HEAD = 0.3, 0.1
"""Metres from a shoulder to a hand that is a little away from the body, or beside the head."""

FARTHER = 0.12
"""Metres that a foot is set farther away from the hips, so that it is said."""

LONGER = 0.1
"""Metres that are let out of a strap, so that it is said."""

LEANS, LEANS_A_LITTLE = 0.07, 0.03
"""Metres to a side of their feet from which on both knees lean there, or a little."""

HIGH_KNEE, LYING_SHOULDER = 0.3, 0.12
"""The height from which on a knee has gone only a little to a side, and up to which a shoulder lies
on the floor, in metres; on the back it is 0.07 to 0.11."""

FEET_APART = 0.35
"""Metres between the ankles of feet that stand wide apart."""

HALF_TURNED = 0.4
"""From this sine of the roll of hips and chest on a body on its back has turned to a side."""

KNEE_LIFTED = 0.25
"""Metres of one knee above the other from which on a body on its side has lifted it."""

NEARER = 0.1
"""Metres by which knees in the air come nearer to the chest."""

SEAT_DEPTH, TOUCHING = 0.1, 0.15
"""Metres from the middle of the hips to the seat, and from there to a wall that is close to it."""

FOOT = 0.18
"""Metres from an ankle to the tips of the toes."""

TOUCHES = 0.12
"""Metres from the middle of a palm to the bone of a leg that it lies on."""

PALM_UP = 0.8
"""From this sine of the slope of a palm on it is turned up."""

ARCHED = 0.025
"""Metres above the hips from which on a low back is arched."""

ROUNDED, HOLLOW = 0.03, -0.02
"""Metres of the middle of a rounded or hollow back above the line from hips to neck."""

A_LITTLE_ROUNDED, A_LITTLE_HOLLOW = 0.02, -0.01
"""Likewise, of one that is a little so; that of a body on hands and knees is level."""

ANKLE, KNEE, HAND, HEAD = 0.05, 0.06, 0.04, 0.1
"""Metres from a joint to the skin there where it rests on something."""

ON_FLOOR, UNDER_SHOULDER = 0.18, 0.15
"""The height of hips that lie on the front, and how far elbows that carry are below shoulders."""

IN_AIR = 0.2
"""Metres above the floor from which on a foot is in the air."""


ALIKE = 0.15
"""Metres that a joint is away at most in two bodies that lie, sit or stand alike."""


class Found(NamedTuple):
    """What is found of a body. What is None has no plain words."""

    base: Base | None = None
    legs: tuple[LegPlace | None, LegPlace | None] = (None, None)
    """The right and the left one."""
    together: tuple[str, ...] = ()
    """Words about what both legs do together, which they need not be told of one by one."""
    toes: tuple[str, ...] = ()
    """Words about feet of straight legs that are turned out, and about knees that are level."""
    aside: str = ""
    """Words about hips that are moved to a side."""
    back: str = ""
    """Words about a low back that is arched, or a back that is rounded or hollow."""
    arms: tuple[ArmPlace | None, ArmPlace | None] = (None, None)
    holds: tuple[str, str] = ("", "")
    """The part that the right hand holds, and the left one."""
    through: frozenset[str] = frozenset()
    """Words about arms that go between the legs."""
    strap: str = ""
    strap_length: float = 0.0
    """How far the nearer hand is from the foot that it has a strap round, in metres."""
    knees: tuple[float, float] = (0.0, 0.0)
    """How far the right knee is from the chest, and the left one, in metres."""
    above_hips: tuple[bool, bool] = (False, False)
    """Whether the right knee of a body on its back is above the hip, and the left one."""
    feet: tuple[float, float] = (0.0, 0.0)
    """How far the right foot stands from the hips of a body on its back, and the left one."""
    wall: float = 0.0
    """How far the hips are from a wall that the feet are on, in metres, if there is one."""
    palms: str = ""
    """Words about palms that are turned up, of arms on the floor."""
    face: str = ""
    eyes: str = ""
    """Words about eyes that are closed."""
    props: frozenset[str] = frozenset()
    """Words about things that the body lies on."""
    ready: tuple[tuple[str, str], ...] = ()
    """Words about things that lie ready, and where."""
    cm: tuple[int, int] = (0, 0)
    """How far aside, or above the floor, the right foot of a straight leg is, and the left one."""


NOTHING = Found()


def description_of(
    scenes: Iterable[Scene], leads: Iterable[Scene] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return in words what is done in each of the `scenes`, one step after the other.

    The first step tells how the body lies, sits or stands, and how its limbs are; the others tell
    what to do next. What has been told in the step before is not said again. With `leads` the first
    step begins there, and tells shortly what is done on the way to its scene.
    """
    found: list[tuple[str, ...]] = []
    before, told = Found(), set[str]()
    steps = [*map(_found, scenes)]
    if any(one.back == ARCHED_WORDS for one in steps):
        steps = [one._replace(back=one.back or FLAT) for one in steps]
    lead: list[str] = []
    ways = [*map(_found, leads)]
    stay = {one.arms for one in ways} == {ways[0].arms} if ways else False
    for one in ways:
        # where free arms go on the way is told at its end: a hand that lay down did not stay there
        free = one.arms if stay or before.base is None else (None, None)
        here = one._replace(ready=(), face="", eyes="", palms="", arms=free)
        phrases = [*_phrases(here, before)]
        lead += _new(phrases, before, told)
        before, told = here, {*(one.state for one in phrases), *_of_each(here)}
    for here in steps:
        phrases = [*_phrases(here, before)]
        words = [*_new(phrases, before, told)]
        if before.base is not None:
            words += [translated("Figure", one) for one in _moves(before, here)]
            words[:0] = (translated("Figure", one) for one in _moves_before(before, here))
        found.append((*lead, *words))
        before, told, lead = here, {*(one.state for one in phrases), *_of_each(here)}, []
    return tuple(found)


def _new(phrases: list[Phrase], before: Found, told: Collection[str]) -> Iterator[str]:
    """Yield the words about a body that are not `told` yet: first how it is, later what is done."""
    new = [one for one in dict.fromkeys(phrases) if one.state not in told]
    first = before.base is None
    for place, one in enumerate(new):
        yield one.state if first and place else one.action


def _phrase(text: str, before: Found, here: Found) -> Phrase:
    """Return words that say how a body is `here`, and what is done after it was as `before`."""
    action = ACTIONS.get(text, text)
    place, leg = LEG_OF.get(text, (None, 0))
    if place is not None:
        leg = _moved(before.legs, place) if leg == 0 else leg
        came_from = before.legs[max(leg, 1) - 1]
        alike = leg > 0 or before.legs[0] is before.legs[1]
        known = alike and came_from is not None and LEGS_FROM.get((came_from, place))
        action = (known or LEGS_TO[place])[leg]
    elif before.strap and text in HELD_IN:
        action = HELD_IN[text]
    cm = number(here.cm[max(LEG_OF.get(text, (None, 0))[1], 1) - 1])
    return Phrase(*(translated("Figure", one).format(cm=cm) for one in (text, action)))


def _moved(before: tuple[LegPlace | None, LegPlace | None], place: LegPlace) -> int:
    """Return which leg comes to a `place` of both: 0 is both, 1 the right one, 2 the left one."""
    right, left = (one is not place for one in before)
    return 0 if right is left or None in before else 1 + left


def _of_each(found: Found) -> Iterator[str]:
    """Yield the words about each limb, also of two that were told of together."""
    for places in (found.legs, found.arms):
        for place, one in enumerate(places, 1):
            if one is not None:
                cm = number(found.cm[place - 1])
                yield translated("Figure", one.value[place]).format(cm=cm)


def _moves_before(before: Found, here: Found) -> Iterator[str]:
    """Yield what is done first: a leg cannot go far in a short strap, nor a foot under another."""
    if before.strap and here.strap_length > before.strap_length + LONGER:
        yield LONGER_STRAP
    right, left = (
        ago > 0.0 and away > ago + FARTHER for ago, away in zip(before.feet, here.feet, strict=True)
    )
    if right is not left:
        yield FOOT_FARTHER[left]


def _loads_back(before: Found, here: Found) -> bool:
    """Return whether legs in the air may lift the low back off the floor, which must not be."""
    loads = bool(LOADING & ({*here.legs} - {*before.legs}))
    one_stays = LegPlace.SHIN_LEVEL in here.legs and before.legs == (LegPlace.SHIN_LEVEL,) * 2
    return (loads or one_stays) and here.base is Base.BACK and not here.strap


def _moves(before: Found, here: Found) -> Iterator[str]:
    """Yield what is done between two steps whose words are the same without it."""
    if here.legs != before.legs and _loads_back(before, here):
        yield LOW_BACK_DOWN
    if here.base is Base.ALL_FOURS and not here.back and LegPlace.BACK in here.legs:
        yield BACK_LEVEL
    if (before.legs, before.together) != (here.legs, here.together):
        return
    went = [
        there is LegPlace.IN_AIR is place and round((away - ago) / (2 * NEARER))
        for there, place, ago, away in zip(
            before.legs, here.legs, before.knees, here.knees, strict=True
        )
    ]
    both = went[0] == went[1]
    for place, one in enumerate(went, 1):
        if one and (place == 1 or not both):
            away = ABOVE_HIPS if here.above_hips[place - 1] else FROM_CHEST
            yield (away if one > 0 else TO_CHEST)[0 if both else place]


def _phrases(found: Found, before: Found) -> Iterator[Phrase]:
    if found.base is None:
        # a body that has no words for itself has none for its limbs
        return
    legs = found.together or _of_both(found.legs)
    if before.base is Base.CHAIR and FEET_WIDE in legs:
        # nobody moves their feet with the head down
        yield _phrase(FEET_WIDE, before, found)
    if (changed := CHANGES.get((before.base, found.base))) is not None:
        yield Phrase(translated("Figure", found.base), translated("Figure", changed))
    else:
        yield _phrase(found.base, before, found)
    yield from _told_of(before, found, (found.aside, found.back, *legs))
    if found.wall:
        yield _wall_phrase(found.wall, moves=before.wall > 0.0)
    yield from _told_of(before, found, (*found.toes, *sorted(found.through), found.strap))
    yield from _hold_phrases(*found.holds)
    props = found.props
    if {*EACH_KNEE} <= props:
        props = props - {*EACH_KNEE} | {UNDER_EACH_KNEE}
    others = (*sorted(props), *_of_both(found.arms), found.palms, found.face, found.eyes)
    yield from _told_of(before, found, others)
    for words, where in found.ready:
        ready = translated("Figure", words).format(
            where=translated("Figure", where) if where else ""
        )
        yield Phrase(ready, ready)


def _told_of(before: Found, here: Found, texts: Iterable[str]) -> Iterator[Phrase]:
    """Yield the phrases of those `texts` that are not empty."""
    for text in texts:
        if text:
            yield _phrase(text, before, here)


def _wall_phrase(away: float, *, moves: bool) -> Phrase:
    """Return how far hips are from a wall, whose middle is so many metres `away`.

    `moves` says whether the feet were on it before: then the hips move there now.
    """
    gap = away - SEAT_DEPTH
    text = AT_WALL if gap < TOUCHING else FROM_WALL
    cm = number(10 * round(gap * 10.0))
    state = translated("Figure", text)
    action = state if text is FROM_WALL and not moves else translated("Figure", ACTIONS[text])
    return Phrase(state.format(cm=cm), action.format(cm=cm))


def _of_both(places: tuple[LegPlace | ArmPlace | None, LegPlace | ArmPlace | None]) -> list[str]:
    """Return the words about a right limb and a left one, together where they are alike."""
    right, left = places
    if right is left:
        return [right.value[0]] if right else []
    return [one.value[place] for place, one in enumerate(places, 1) if one]


def hold_words(right: str, left: str) -> list[str]:
    """Return where hands are that hold the parts `right` and `left`, such as "left lower shin".

    A part is empty if the hand holds none.
    """
    return [one.state for one in _hold_phrases(right, left)]


def _hold_phrases(right: str, left: str) -> Iterator[Phrase]:
    if right and left and (each := _on_each(right, left)) and right.startswith("right"):
        yield _phrase(each, NOTHING, NOTHING)
        return
    sides, spots = zip(*map(_spot, (right, left)), strict=True)
    both = right and left and (sides[0], spots[0]) == (sides[1], spots[1])
    for place, (side, spot) in enumerate(zip(sides, spots, strict=True), 1):
        if spot in HAND_ON and (place == 1 or not both):
            where = translated("Figure", HAND_ON[spot][0 if side == "right" else 1])
            state, action = (
                translated("Figure", hands[0 if both else place]).format(where=where)
                for hands in (HANDS, HANDS_TO)
            )
            yield Phrase(state, action)


def each_words(right: str, left: str) -> str:
    """Return the words for hands that hold the same part of two legs, perhaps crosswise."""
    each = _on_each(right, left)
    return translated("Figure", each) if each else ""


def _on_each(right: str, left: str) -> str:
    (side, spot), (other, spot_there) = _spot(right), _spot(left)
    return HAND_ON_EACH.get(spot, "") if side != other and spot == spot_there else ""


def comes_to_rest(scene: Scene) -> bool:
    """Return whether a body lies flat, stands on its knees or sits, and nothing is far out."""
    found = _found(scene)
    return (
        found.base in AT_REST
        and {*found.legs} <= {*RESTING, None}
        and {*found.together} <= {SQUARE, FEET_TOGETHER, FEET_WIDE, TOES_AT_WALL}
        and not (found.aside or found.back or found.face in FACE)
    )


def is_only_hands(before: Scene, here: Scene) -> bool:
    """Return whether nothing but the arms moves in a step, or so little that it is not said."""
    return _is_alike(solve(before.posture), solve(here.posture))


def steps_back(of: Stance, starts: int) -> tuple[int, ...]:
    """Return the numbers of the pictures through which one comes out of a pose, its own first.

    The picture has so many `starts`, the nearest to the pose. Without a way out of its own a pose
    is left as it was taken up, and so is one whose way out ends in another pose: a practice goes
    on from there. One that is left by another way than over its first start has none. A start that
    was taken up over another one is left over that, though the way out is too short for both.
    """
    names = of.file.starts[len(of.file.starts) - starts :]
    way = [scene_of(of.stances[name]) for stop in of.file.out or () for name in stop]
    if not any(description_of([scene_of(of), *way])[1:]) or not comes_to_rest(way[-1]):
        return tuple(range(starts + 1, 0, -1))
    stops = [solve(one.posture) for one in way]
    found = [starts + 1]
    over: tuple[str, ...] = ()
    for place, name in reversed([*enumerate(names, 1)]):
        start = solve(of.stances[name].posture)
        at = next((stop for stop, body in enumerate(stops) if _is_alike(body, start)), None)
        if at is not None:
            stops = stops[at + 1 :]
        if at is not None or name in over:
            found.append(place)
            over = of.stances[name].file.starts
    if not stops:
        found += range(found[-1] - 1, 0, -1)
    return tuple(found) if found[-1] == 1 else ()


def way_out(of: Stance, side: Side) -> tuple[str, ...]:
    """Return in words what is done on the way out of a pose, a stop each."""
    names = [name for stop in of.file.out or () for name in stop]
    scenes = [scene_of(one, side=side) for one in (of, *(of.stances[name] for name in names))]
    moves = [not is_only_hands(*pair) for pair in pairwise(scenes)]
    described = description_of(scenes)[1:]
    stops = [
        _away_from_wall(*pair, words[0])
        for pair, words, far in zip(pairwise(scenes), described, moves, strict=True)
        if words and far
    ]
    return tuple(stops)


def lead_to(of: Stance) -> tuple[str, ...]:
    """Return the names of the stances over which one comes to a pose, from one that rests on.

    They are those that it is taken up from, and those that the first of them is taken up from.
    Without any it is its own way, or that to the stance that it is `like`.
    """
    names = of.file.starts or _on_the_way(of)
    if not names and of.file.like:
        names = lead_to(of.stances[of.file.like])
    found: list[str] = [*names]
    seen = {of.name}
    while found and found[0] not in seen and not comes_to_rest(scene_of(of.stances[found[0]])):
        seen.add(found[0])
        first = of.stances[found[0]]
        found = [*(first.file.starts or _on_the_way(first)), *found]
    return tuple(found)


def _on_the_way(of: Stance) -> tuple[str, ...]:
    """Return the stances on the way into a pose, but for itself."""
    return tuple(name for stop in of.file.way or () for name in stop if name != of.name)


def _away_from_wall(before: Scene, here: Scene, words: str) -> str:
    """Return `words`, and that one moves away from a wall first: at it no foot has room."""
    walls = [any(prop.kind is PropKind.WALL for prop in one.props) for one in (before, here)]
    return translated("Figure", AWAY).format(words=words) if walls == [True, False] else words


def for_later(of: Stance, here: Scene, side: Side) -> str:
    """Return what a thing is for that still lies ready `here`, in the last picture of a stance.

    It is what it is used for in a stance of the program that is taken up from this one.
    """
    found = _found(here)
    ready = [words for words, _where in found.ready]
    if len(ready) != 1 or ready[0] == TWO_READY:
        return ""
    (kind,) = (one for one in READY if ready[0] in (READY[one], READY_THERE.get(one)))
    uses = {words for (thing, _part), words in UNDER.items() if thing is kind}
    others = [SHIPPED[name] for name in stance_names()] if of.stances is SHIPPED else []
    later = [
        found_there.props & uses
        for one in others
        if of.name in one.file.starts
        and not (found_there := _found(scene_of(one, side=side))).ready
    ]
    told = {words for some in later for words in some} - found.props
    if len(told) != 1:
        return ""
    return translated("Figure", FOR_LATER).format(use=translated("Figure", told.pop()))


def _is_alike(one: Skeleton, other: Skeleton) -> bool:
    """Return whether two bodies do the same, but for their arms, and a foot a little beside."""
    return all(distance(a, b) < ALIKE for a, b in zip(_bearing(one), _bearing(other), strict=True))


def _bearing(body: Skeleton) -> Iterator[Vector]:
    """Yield the joints of the trunk, the head and the legs."""
    yield from (body.pelvis, *body.spine, body.head)
    for leg in (body.right_leg, body.left_leg):
        yield from (leg.knee, leg.ankle)


def leaning_words(scene: Scene, hands: Collection[str]) -> str:
    """Return where the `hands`, "right" or "left" or both, press down: the floor or a seat."""
    body = solve(scene.posture)
    arms = {"right": body.right_arm, "left": body.left_arm}
    on = {_support(arms[hand].wrist, HAND, scene.props) for hand in hands}
    place = ArmPlace.CHAIR if on == {PropKind.CHAIR} else ArmPlace.ON_FLOOR
    number = 0 if len(hands) > 1 else 1 + ("left" in hands)
    return translated("Figure", place.value[number])


def _spot(part: str) -> tuple[str, str]:
    """Return the side of a part of a leg, and the part without which end of it."""
    side, _, name = part.partition(" ")
    return side, name if name in HAND_ON else name.rpartition(" ")[2]


def _found(scene: Scene) -> Found:
    body = solve(scene.posture)
    base = _base(body, scene.props)
    if base is None:
        return Found()
    legs = (
        _leg_place(body.right_leg, base, scene.props), _leg_place(body.left_leg, base, scene.props)
    )  # fmt: skip
    hands = tuple(sorted({hand for one in scene.straps for hand in one.hands}))
    holds = (_held(body.right_arm, body), _held(body.left_arm, body))
    head = _head_rest(body, base)
    free = [
        _arm_place(body, arm, base, scene.props)
        if side not in hands and not hold and head != HEAD_ON_ARM[place]
        else None
        for place, (side, arm, hold) in enumerate(
            (("right", body.right_arm, holds[0]), ("left", body.left_arm, holds[1]))
        )
    ]
    turn = dot(body.head_frame.front, body.chest_frame.right)
    looks_aside = abs(turn) > TURNED and base in ON_BACK
    return Found(
        base,
        _told_legs(base, legs),
        tuple(_together(body, base, legs, scene.props)),
        tuple(_turned_out(body, base, legs)),
        _aside(body, base),
        _back(body, base),
        (free[0], free[1]),
        holds,
        frozenset(_through(body)),
        STRAP[hands][scene.straps[0].foot == "left"] if hands else "",
        _strap_length(body, scene, hands) if hands else 0.0,
        (_to_chest(body, body.right_leg), _to_chest(body, body.left_leg)),
        (_is_above_hip(body.right_leg), _is_above_hip(body.left_leg)),
        _standing_feet(body, base, legs),
        _to_wall(body, legs, scene.props),
        _palms(body, base),
        FACE[turn < 0.0] if looks_aside else head,
        EYES_CLOSED if body.eyes_closed > 0.5 else "",
        frozenset(_things(body, base, legs, scene.props)),
        tuple(_ready(body, base, legs, scene.props)),
        (_cm(body.right_leg, legs[0]), _cm(body.left_leg, legs[1])),
    )


def _cm(leg: Leg, place: LegPlace | None) -> int:
    """Return how many cm, in tens, the foot of a straight leg is aside or above the floor."""
    aside = place in {LegPlace.UP_RIGHT, LegPlace.UP_LEFT}
    metres = abs(leg.ankle[1] - leg.hip[1]) if aside else leg.ankle[2]
    return max(10, 10 * round(metres * 10.0))


def _is_tucked(leg: Leg) -> bool:
    """Return whether a leg is on its knee with its toes tucked under, and not stretched back."""
    kneels = leg.knee[2] - KNEE < NEAR and leg.ankle[2] < TUCKED_ANKLE
    return kneels and leg.toes[2] < -TUCKED_TOES


def _turned_out(
    body: Skeleton, base: Base, legs: tuple[LegPlace | None, LegPlace | None]
) -> Iterator[str]:
    """Yield which feet of legs that are straight up are turned out, or that knees are level.

    Toes on the floor behind a knee are stretched back if nothing is said of them.
    """
    raised = {*legs} == {LegPlace.OFF_FLOOR, LegPlace.STANDS}
    if raised and abs(body.right_leg.knee[2] - body.left_leg.knee[2]) < KNEES_LEVEL:
        yield AT_ONE_HEIGHT
    right, left = map(_is_tucked, (body.right_leg, body.left_leg))
    if base in ON_KNEES and (right or left):
        yield TUCKED[0 if right and left else 1 + left]
    outward = body.pelvis_frame.right
    for at, (place, leg, sign) in enumerate(
        zip(legs, (body.right_leg, body.left_leg), (1.0, -1.0), strict=True)
    ):
        if place in STRAIGHT_UP and sign * dot(leg.toes, outward) > TOES_OUT:
            yield TOES_TURNED[at]


def _to_chest(body: Skeleton, leg: Leg) -> float:
    return distance(leg.knee, body.spine[2])


def _is_above_hip(leg: Leg) -> bool:
    return abs(leg.knee[0] - leg.hip[0]) < ABOVE


def _to_wall(
    body: Skeleton, legs: tuple[LegPlace | None, LegPlace | None], props: tuple[Prop, ...]
) -> float:
    """Return how far the hips are from the wall that the feet are on; 0 without one."""
    walls = [placed(one) for one in props if one.kind is PropKind.WALL]
    on_it = {*legs} & {LegPlace.WALL, LegPlace.SLANTED_TO_WALL, LegPlace.FEET_ON_WALL}
    if not walls or not on_it:
        return 0.0
    return abs(dot(walls[0].ahead, sub(body.pelvis, walls[0].place)))


def _standing_feet(
    body: Skeleton, base: Base, legs: tuple[LegPlace | None, LegPlace | None]
) -> tuple[float, float]:
    right, left = (
        distance(leg.ankle, leg.hip) if base is Base.BACK and place is LegPlace.STANDS else 0.0
        for leg, place in zip((body.right_leg, body.left_leg), legs, strict=True)
    )
    return right, left


def _strap_length(body: Skeleton, scene: Scene, hands: tuple[str, ...]) -> float:
    leg = body.left_leg if scene.straps[0].foot == "left" else body.right_leg
    arms = {"right": body.right_arm, "left": body.left_arm}
    return min(distance(arms[hand].wrist, leg.ankle) for hand in hands)


def _told_legs(
    base: Base, legs: tuple[LegPlace | None, LegPlace | None]
) -> tuple[LegPlace | None, LegPlace | None]:
    """Return the places of the legs that `base` does not tell already."""
    if base not in WITH_LEGS:
        return (None, None)
    right, left = (
        None if one is LegPlace.FOLDED and base is not Base.FLOOR else one for one in legs
    )
    return right, left


def _aside(body: Skeleton, base: Base) -> str:
    """Return to which side the hips are moved, away from below the shoulders."""
    away = body.pelvis[1] - body.spine[3][1]
    level = abs(body.pelvis_frame.front[1]) < ROLLED / 2
    moved = base in ON_BACK and level and abs(away) > HIPS_ASIDE
    return HIPS_TO_SIDE[away < 0.0] if moved else ""


def _back(body: Skeleton, base: Base) -> str:
    """Return what the back does, if it is neither straight nor as it always is."""
    hips, low, ribs, neck = (place[2] for place in body.spine)
    level = abs(body.pelvis_frame.front[1]) < ROLLED / 2
    if base is Base.BACK and level:
        return ARCHED_WORDS if low - hips > ARCHED else ""
    above = (low + ribs - hips - neck) / 2
    if base is not Base.ALL_FOURS or A_LITTLE_HOLLOW < above < A_LITTLE_ROUNDED:
        return ""
    if above > 0.0:
        return ROUNDED_WORDS if above > ROUNDED else A_LITTLE_ROUNDED_WORDS
    return HOLLOW_WORDS if above < HOLLOW else A_LITTLE_HOLLOW_WORDS


def _palms(body: Skeleton, base: Base) -> str:
    """Return which palms of arms on the floor are turned up."""
    if base is not Base.BACK:
        return ""
    up = [
        arm.palm[2] > PALM_UP and arm.wrist[2] - HAND < NEAR
        for arm in (body.right_arm, body.left_arm)
    ]
    return PALMS_UP[0 if all(up) else 2 - up[0]] if any(up) else ""


def _head_rest(body: Skeleton, base: Base) -> str:
    """Return on which arm the head of a body on its side lies, or what a forehead lies on."""
    if base is Base.FRONT:
        hands = [add(arm.wrist, arm.fingers, PALM) for arm in (body.right_arm, body.left_arm)]
        rests = all(distance(hand, body.head) < ON_HANDS for hand in hands)
        return HEAD_ON_HANDS if rests else ""
    if base is Base.CHAIR_FOLDED:
        return HEAD_HANGS if body.head[2] < body.spine[3][2] - NEAR else ""
    if base is Base.FOLDED:
        return FOREHEAD_DOWN if body.head[2] - HEAD < NEAR else ""
    if base not in (Base.RIGHT, Base.LEFT):
        return ""
    arm = body.right_arm if base is Base.RIGHT else body.left_arm
    bones = ((arm.shoulder, arm.elbow), (arm.elbow, arm.wrist))
    near = min(
        distance(body.head, mix(start, end, share))
        for start, end in bones
        for share in (0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return HEAD_ON_ARM[base is Base.LEFT] if near < HEAD + HAND + NEAR else ""


def _through(body: Skeleton) -> Iterator[str]:
    """Yield which arms go through the gap between a thigh, its shin and the other leg."""
    for place, (leg, arm) in enumerate(
        ((body.right_leg, body.right_arm), (body.left_leg, body.left_arm))
    ):
        corners = (leg.hip, leg.knee, leg.ankle)
        if _cuts(corners, arm.elbow, arm.wrist) or _cuts(corners, arm.shoulder, arm.elbow):
            yield THROUGH_GAP[place]


def _cuts(corners: tuple[Vector, Vector, Vector], start: Vector, end: Vector) -> bool:
    """Return whether the line from `start` to `end` goes through a triangle (Möller–Trumbore)."""
    first, second, third = corners
    a, b, way = sub(second, first), sub(third, first), sub(end, start)
    normal = cross(way, b)
    area = dot(a, normal)
    if abs(area) < 1e-9:
        return False
    away = sub(start, first)
    u = dot(away, normal) / area
    turned = cross(away, a)
    v, along = dot(way, turned) / area, dot(b, turned) / area
    return u >= 0.0 and v >= 0.0 and u + v <= 1.0 and 0.0 <= along <= 1.0


def _base(body: Skeleton, props: tuple[Prop, ...]) -> Base | None:
    frame, hips = body.chest_frame, body.pelvis[2]
    front, aside, headward = (one[2] for one in (frame.front, frame.right, frame.headward))
    kneels = (body.right_leg.knee[2] - KNEE < NEAR, body.left_leg.knee[2] - KNEE < NEAR)
    if _support(body.pelvis, HEAD, props) is PropKind.CHAIR:
        return Base.CHAIR_FOLDED if front < -LEANT else _on_chair(body, props)
    if headward > BENT and hips > ON_HEELS and front > -FACING_DOWN:
        rises = any(one.kind is PropKind.CHAIR for one in props) and not any(kneels)
        return Base.RISING if rises else UPRIGHT_BASES.get(kneels)
    sits = front > -BENT or body.pelvis_frame.headward[2] > BENT
    if headward > BENT and hips < LYING_HIPS and sits:
        return _on_floor(body)
    if front > ALONG_AXIS:
        return _on_back(body, props)
    if abs(aside) > HALF_TURNED and hips < LYING_HIPS and (rolled := _rolled_base(front, aside)):
        return rolled
    return _face_down(body, kneels) if front < 0.0 else None


def _on_floor(body: Skeleton) -> Base:
    """Return whether a body on the floor with its chest up sits, or lies on a side."""
    rolled = body.pelvis_frame.right[2]
    if abs(rolled) < ALONG_AXIS:
        return Base.FLOOR
    return Base.LEFT_ELBOW if rolled > 0.0 else Base.RIGHT_ELBOW


def _rolled_base(front: float, aside: float) -> Base | None:
    """Return whether a body whose chest looks up or down by so much lies on a side."""
    if front < -HALF_TURNED:
        return Base.TO_FRONT
    if abs(aside) < ALONG_AXIS:
        return None
    return Base.LEFT if aside > 0.0 else Base.RIGHT


def _on_back(body: Skeleton, props: tuple[Prop, ...]) -> Base:
    turned = (body.chest_frame.right[2], body.pelvis_frame.right[2])
    if min(turned) > HALF_TURNED:
        return Base.TO_LEFT
    if max(turned) < -HALF_TURNED:
        return Base.TO_RIGHT
    if not _is_lifted(body, props):
        return Base.BACK
    if body.pelvis[2] < HIPS_AT_REST + LIFTED_HIGH:
        return Base.A_LITTLE_LIFTED
    return Base.IN_LINE if _is_in_line(body) else Base.LIFTED


def _is_in_line(body: Skeleton) -> bool:
    """Return whether the hips are on the line from the shoulders to the knees."""
    shoulders = mix(body.right_arm.shoulder, body.left_arm.shoulder, 0.5)
    knees = mix(body.right_leg.knee, body.left_leg.knee, 0.5)
    along = unit(sub(knees, shoulders))
    away = sub(body.pelvis, shoulders)
    return distance(away, scale(along, dot(away, along))) < IN_LINE


def _on_chair(body: Skeleton, props: tuple[Prop, ...]) -> Base:
    """Return whether a body that sits upright on a chair leans against its back."""
    chairs = [placed(one) for one in props if one.kind is PropKind.CHAIR]
    edge = SIZES[PropKind.CHAIR].ahead / 2
    leans = any(dot(one.ahead, sub(body.spine[3], one.place)) < AT_BACK - edge for one in chairs)
    return Base.CHAIR_BACK if leans else Base.CHAIR


def _is_lifted(body: Skeleton, props: tuple[Prop, ...]) -> bool:
    """Return whether a body on its back has lifted its hips, and not only rolled or tilted them."""
    legs = (body.right_leg, body.left_leg)
    on_feet = (LegPlace.STANDS, LegPlace.FEET_ON_WALL)
    stands = any(_leg_place(leg, Base.LIFTED, props) in on_feet for leg in legs)
    level = abs(body.pelvis_frame.front[1]) < ROLLED / 2
    return stands and level and body.pelvis[2] > HIPS_AT_REST + LIFTED


def _face_down(body: Skeleton, kneels: tuple[bool, bool]) -> Base | None:
    hips, arms = body.pelvis[2], (body.right_arm, body.left_arm)
    on_forearms = all(arm.elbow[2] - HAND < 2 * NEAR for arm in arms)
    if all(kneels) and hips > ON_HEELS - NEAR and on_forearms:
        return Base.HIGH_FOREARMS
    if any(kneels) and hips > ON_HEELS:
        leans = all(arm.wrist[2] - HAND < 2 * NEAR for arm in arms)
        return Base.ALL_FOURS if leans or not all(kneels) else None
    if all(kneels) and hips > ON_FLOOR:
        knees = mix(body.right_leg.knee, body.left_leg.knee, 0.5)
        ahead = dot(sub(body.pelvis, knees), body.chest_frame.headward) > 0.0
        return (Base.FOREARMS if on_forearms else Base.ALL_FOURS) if ahead else Base.FOLDED
    if body.chest_frame.front[2] > -ALONG_AXIS or hips > LYING_HIPS:
        return None
    propped = all(
        arm.elbow[2] - HAND < NEAR and arm.elbow[2] < arm.shoulder[2] - UNDER_SHOULDER
        for arm in arms
    )
    return Base.ELBOWS if propped else Base.FRONT


def _leg_place(leg: Leg, base: Base, props: tuple[Prop, ...]) -> LegPlace | None:
    thigh, shin = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    straight = dot(thigh, shin) > STRAIGHT_KNEE
    if any(_at_wall(add(leg.ankle, leg.sole, 0.04), one) for one in props):
        return _wall_place(leg) if straight else LegPlace.FEET_ON_WALL
    if straight:
        return _straight_place(leg, base)
    if leg.ankle[2] - 0.066 < NEAR and leg.sole[2] < -0.6:
        return LegPlace.STANDS if leg.sole[2] < -0.9 else LegPlace.HEEL
    if dot(thigh, shin) > REACHING_KNEE and (place := _nearly_straight_place(leg)):
        return place
    if leg.ankle[2] > IN_AIR and _support(mix(leg.knee, leg.ankle, 0.5), ANKLE, props) is None:
        return LegPlace.SHIN_LEVEL if _is_shin_level(leg, base) else LegPlace.IN_AIR
    lies = leg.hip[2] < LYING_HIPS and leg.knee[2] - 2 * KNEE < NEAR
    return LegPlace.FOLDED if lies and leg.ankle[2] - KNEE - NEAR < NEAR else None


def _nearly_straight_place(leg: Leg) -> LegPlace | None:
    """Return the place of a leg in the air whose knee is a little bent."""
    if unit(sub(leg.ankle, leg.hip))[2] > ALONG_AXIS:
        return LegPlace.RAISED
    return LegPlace.REACHES if IN_AIR > leg.ankle[2] > OVER_FLOOR else None


def _is_shin_level(leg: Leg, base: Base) -> bool:
    """Return whether the knee of a body on its back is above its hip, and the shin level."""
    (x, y, _z), (ahead, aside, up) = leg.hip, leg.knee
    away = (ahead - x, aside - y, leg.ankle[2] - up)
    return base in ON_BACK and max(map(abs, away)) < LEVEL


def _wall_place(leg: Leg) -> LegPlace:
    steep = unit(sub(leg.ankle, leg.hip))[2] > STEEP
    return LegPlace.WALL if steep else LegPlace.SLANTED_TO_WALL


def _straight_place(leg: Leg, base: Base) -> LegPlace:
    _ahead, aside, up = unit(sub(leg.ankle, leg.hip))
    on_toes = add(add(leg.ankle, leg.toes, TOES[0]), leg.sole, TOES[1])[2] < NEAR
    if leg.ankle[2] - ANKLE < NEAR:
        return LegPlace.LONG
    if base is Base.ALL_FOURS:
        return LegPlace.BACK_TOES if on_toes else LegPlace.BACK
    if on_toes:
        return LegPlace.TOES
    if abs(aside) > ASIDE:
        return LegPlace.TO_RIGHT if aside > 0.0 else LegPlace.TO_LEFT
    return _raised_place(aside, up)


def _raised_place(aside: float, up: float) -> LegPlace:
    """Return the place of a straight leg off the floor that has not gone far to a side."""
    if up < UPRIGHT:
        return LegPlace.OFF_FLOOR
    if abs(aside) < A_LITTLE_ASIDE:
        return LegPlace.UP
    return LegPlace.UP_RIGHT if aside > 0.0 else LegPlace.UP_LEFT


def _together(
    body: Skeleton,
    base: Base,
    legs: tuple[LegPlace | None, LegPlace | None],
    props: tuple[Prop, ...],
) -> Iterator[str]:
    """Yield what both legs do together."""
    right, left = body.right_leg, body.left_leg
    if base in ON_SIDE:
        yield from _on_side(right, left, legs, props)
    if base is Base.ALL_FOURS and _stands_square(body):
        yield SQUARE
    rolled, apart = body.pelvis_frame.front[1], distance(right.knee, left.knee)
    feet = distance(right.ankle, left.ankle)
    if base is Base.ALL_FOURS and apart > KNEES_WIDE and feet < SOLES_TOGETHER:
        yield KNEES_OUT
    if base not in CROSSING:
        return
    stand = legs == (LegPlace.STANDS, LegPlace.STANDS)
    wide = stand and distance(right.ankle, left.ankle) > FEET_APART
    if stand and ((leans := _leaning(right, left, base)) or wide):
        yield from leans
        yield LegPlace.STANDS.value[0]
        if wide:
            yield FEET_WIDE
    elif abs(rolled) > ROLLED:
        low = right if rolled > 0.0 else left
        yield _fallen_words(low, base, props)[rolled < 0.0]
        yield from _shoulders(body)
    elif legs == (LegPlace.IN_AIR, LegPlace.IN_AIR) and apart > KNEES_WIDE and right.sole[2] > 0.5:
        yield SOLES_UP
    elif feet < SOLES_TOGETHER and apart > KNEES_APART:
        yield SOLES
    else:
        yield from _crossed(right, left, legs)


def _on_side(
    right: Leg,
    left: Leg,
    legs: tuple[LegPlace | None, LegPlace | None],
    props: tuple[Prop, ...],
) -> Iterator[str]:
    """Yield what both legs of a body on its side do."""
    lifted = right.knee[2] - left.knee[2]
    if distance(right.ankle, left.ankle) < SOLES_TOGETHER and LegPlace.LONG not in legs:
        yield FEET_TOGETHER if abs(lifted) < KNEE_LIFTED else LIFTED_KNEE[lifted < 0.0]
    tips = [add(leg.ankle, leg.toes, FOOT) for leg in (right, left)]
    if any(_at_wall(tip, one) for one in props for tip in tips):
        yield TOES_AT_WALL


def _stands_square(body: Skeleton) -> bool:
    """Return whether each hand is below its shoulder, and each knee below its hip."""
    pairs = [
        *((arm.shoulder, arm.wrist) for arm in (body.right_arm, body.left_arm)),
        *((leg.hip, leg.knee) for leg in (body.right_leg, body.left_leg)),
    ]
    return all(
        low[2] - KNEE < NEAR and distance((*high[:2], 0.0), (*low[:2], 0.0)) < BELOW
        for high, low in pairs
    )


def _leaning(right: Leg, left: Leg, base: Base) -> tuple[str, ...]:
    """Return to which side both knees lean over their feet, and what stays down then."""
    away = [leg.knee[1] - leg.ankle[1] for leg in (right, left)]
    least = min(map(abs, away)) if away[0] * away[1] > 0.0 else 0.0
    if least < LEANS_A_LITTLE:
        return ()
    leans = (LEANING if least > LEANS else LEANING_A_LITTLE)[away[0] < 0.0]
    return (leans, STAYS_DOWN) if base is Base.BACK else (leans,)


def _fallen_words(low: Leg, base: Base, props: tuple[Prop, ...]) -> tuple[str, str]:
    """Return the words for knees that have gone to a side, the `low` one first."""
    shin = mix(low.knee, low.ankle, 0.5)
    if low.knee[2] - KNEE < NEAR:
        return FALLEN_ON_FLOOR
    carried = _support(low.knee, KNEE, props) or _support(shin, ANKLE, props)
    if carried:
        return FALLEN
    a_little = base is Base.BACK and low.knee[2] > HIGH_KNEE
    return FALLEN_A_LITTLE if a_little else FALLEN_IN_AIR


def _shoulders(body: Skeleton) -> Iterator[str]:
    """Yield that both shoulders are on the floor, of a body that twists on its back, if they are.

    Nobody knew what stays down while the knees go to a side.
    """
    if max(arm.shoulder[2] for arm in (body.right_arm, body.left_arm)) < LYING_SHOULDER:
        yield SHOULDERS_DOWN


def _crossed(right: Leg, left: Leg, legs: tuple[LegPlace | None, LegPlace | None]) -> Iterator[str]:
    """Yield which leg lies across the other one, and where that one is."""
    for place, (mine, its) in enumerate(((right, left), (left, right))):
        over = _is_crossed(mine, its, 1.0 - 2.0 * place)
        if not over and not _lies_on_thigh(mine, its):
            continue
        yield (KNEE_ACROSS if over else ANKLE_ACROSS)[place]
        if (other := legs[1 - place]) is not None:
            in_air = over and other is LegPlace.IN_AIR
            yield FEET_IN_AIR if in_air else other.value[2 - place]
        return


def _lies_on_thigh(mine: Leg, its: Leg) -> bool:
    """Return whether an ankle lies on the other thigh, near its knee."""
    near = min(
        distance(mine.ankle, mix(its.hip, its.knee, share)) for share in (0.6, 0.7, 0.8, 0.9, 1.0)
    )
    return near < ACROSS


def _is_crossed(mine: Leg, its: Leg, outward: float) -> bool:
    """Return whether a thigh lies across the other one, on the side of the chest."""
    beyond = (its.knee[1] - mine.knee[1]) * outward > 0.0
    between = sub(mix(mine.hip, mine.knee, 0.8), mix(its.hip, its.knee, 0.8))
    return beyond and min(mine.knee[2], its.knee[2]) > 0.3 and between[0] < 0.0


def _support(place: Vector, radius: float, props: Iterable[Prop]) -> PropKind | None:
    """Return the thing that something round at `place` lies on."""
    for one in props:
        if one.kind in (PropKind.WALL, PropKind.STRAP):
            continue
        top = one.place[2] + (SEAT if one.kind is PropKind.CHAIR else SIZES[one.kind].up)
        if _is_over(place, one, NEAR) and -SOFT - NEAR < place[2] - top - radius < NEAR:
            return one.kind
    return None


def _is_over(place: Vector, thing: Prop, room: float) -> bool:
    """Return whether `place` is above or in a thing, or up to `room` metres beside it."""
    at, size = placed(thing), SIZES[thing.kind]
    away = sub(place, at.place)
    return (
        abs(dot(away, at.ahead)) < size.ahead / 2 + room
        and abs(dot(away, at.aside)) < size.aside / 2 + room
    )


def _at_wall(place: Vector, thing: Prop) -> bool:
    at = placed(thing)
    return thing.kind is PropKind.WALL and abs(dot(at.ahead, sub(place, at.place))) < 0.1


def _held(arm: Arm, body: Skeleton) -> str:
    """Return the part of a leg that a hand holds, or that it lies on."""
    held = max(arm.holds, key=lambda one: one.weight).part
    if held:
        return held
    palm = add(arm.wrist, arm.fingers, PALM)
    spots = [
        (distance(palm, mix(start, end, share)), f"{side} {spot}")
        for side, leg in (("right", body.right_leg), ("left", body.left_leg))
        for spot, start, end, shares in (
            ("thigh", leg.hip, leg.knee, (0.4, 0.5, 0.6, 0.7, 0.8)),
            ("knee", leg.hip, leg.knee, (0.9, 1.0)),
            ("shin", leg.knee, leg.ankle, (0.2, 0.3, 0.4)),
            ("middle shin", leg.knee, leg.ankle, (0.5, 0.6, 0.7)),
            ("lower shin", leg.knee, leg.ankle, (0.8, 0.9)),
        )
        for share in shares
    ]
    near, spot = min(spots)
    return spot if near < TOUCHES else ""


def _arm_place(body: Skeleton, arm: Arm, base: Base, props: tuple[Prop, ...]) -> ArmPlace | None:
    """Return where an arm is whose hand holds no part of the body."""
    if (thing := _thing_at(arm, props)) is not None:
        return thing
    away, facing = sub(arm.wrist, arm.shoulder), body.chest_frame.front[2]
    headward, on_floor = dot(away, body.chest_frame.headward), arm.wrist[2] - HAND < NEAR
    outward = body.chest_frame.right if arm is body.right_arm else scale(body.chest_frame.right, -1)
    if base in (Base.TO_RIGHT, Base.TO_LEFT) and dot(away, outward) < -ACROSS_CHEST:
        return ArmPlace.ACROSS
    if facing > ALONG_AXIS:
        return _arm_on_back(arm, away, headward, on_floor=on_floor)
    place = None
    if base is Base.CHAIR_FOLDED and away[2] < -OUT + NEAR and arm.wrist[2] < ON_HEELS:
        place = ArmPlace.HANGS
    elif base is Base.FLOOR:
        place = ArmPlace.LEANED_ON if on_floor else None
    elif base is Base.ALL_FOURS:
        place = ArmPlace.FORWARD if not on_floor and headward > OUT else None
    elif abs(body.chest_frame.right[2]) > ALONG_AXIS and on_floor and headward < OVERHEAD:
        place = ArmPlace.IN_FRONT if dot(away, body.chest_frame.front) > OVERHEAD else None
    elif facing < 0.0 and on_floor and headward > OVERHEAD and body.pelvis[2] < ON_HEELS:
        place = ArmPlace.AHEAD
    elif base is Base.FOLDED and on_floor:
        place = ArmPlace.ON_FLOOR
    return place


def _arm_on_back(arm: Arm, away: Vector, headward: float, *, on_floor: bool) -> ArmPlace | None:
    out, place = abs(away[1]), ArmPlace.BESIDE
    upper, fore = unit(sub(arm.elbow, arm.shoulder)), unit(sub(arm.wrist, arm.elbow))
    if not on_floor and away[2] <= RAISED:
        return ArmPlace.OVER if headward > OVERHEAD else None
    if not on_floor:
        place = ArmPlace.UP
    elif headward > OVERHEAD:
        place = ArmPlace.OVERHEAD
    elif headward > AT_HEAD:
        place = ArmPlace.AT_HEAD
    elif dot(upper, fore) < BENT_ELBOW and abs(upper[1]) > ELBOW_OUT and out > HAND_OUT:
        place = ArmPlace.BENT
    elif out > HAND_AWAY:
        place = ArmPlace.OUT if out > OUT else ArmPlace.AWAY
    return place


def _things(
    body: Skeleton,
    base: Base,
    legs: tuple[LegPlace | None, LegPlace | None],
    props: tuple[Prop, ...],
) -> Iterator[str]:
    """Yield which things lie under which part."""
    if body.block > BLOCK_HEIGHT / 2:
        yield TOWEL
    for one in props:
        part = _part_on(body, base, legs, one)
        if words := UNDER.get((one.kind, part)):
            yield words


def _ready(
    body: Skeleton,
    base: Base,
    legs: tuple[LegPlace | None, LegPlace | None],
    props: tuple[Prop, ...],
) -> Iterator[tuple[str, str]]:
    """Yield which things lie ready, and where; two at both sides of the body are told together."""
    found = [
        (one.kind, _beside(body, base, one))
        for one in props
        if one.kind in READY and not _part_on(body, base, legs, one)
    ]
    places = {where for kind, where in found if kind is PropKind.CUSHION}
    if len(places) == 2 and any(places == {*sides} for sides in AT_SIDE.values()):
        yield TWO_READY, ""
        return
    for kind, where in found:
        there = READY_THERE.get(kind) if where else None
        yield (there, where) if there else (READY[kind], "")


def _beside(body: Skeleton, base: Base, thing: Prop) -> str:
    """Return where a thing is beside a body on its back, or in front of one on its side."""
    knees, feet = (
        mix(getattr(body.right_leg, joint), getattr(body.left_leg, joint), 0.5)
        for joint in ("knee", "ankle")
    )
    if base in (Base.RIGHT, Base.LEFT):
        parts = {"head": body.head, "hips": body.pelvis, "knees": knees}
        nearest = min(parts, key=lambda part: distance(parts[part], thing.place))
        ahead = dot(sub(thing.place, parts[nearest]), body.chest_frame.front)
        return IN_FRONT[nearest] if ahead > HAND else ""
    if base not in ON_BACK:
        return ""
    along = {"head": body.head, "hips": body.pelvis, "feet": feet}
    nearest = min(along, key=lambda part: abs(along[part][0] - thing.place[0]))
    aside = thing.place[1] - along[nearest][1]
    return AT_SIDE[nearest][aside < 0.0] if abs(aside) > HEAD else ""


def _part_on(
    body: Skeleton, base: Base, legs: tuple[LegPlace | None, LegPlace | None], thing: Prop
) -> str:
    """Return which part of a body lies on a thing; nothing if none does."""
    right, left = body.right_leg, body.left_leg
    knees = [bool(_support(leg.knee, KNEE, (thing,))) for leg in (right, left)]
    calves = [
        bool(_support(mix(leg.knee, leg.ankle, 0.5), ANKLE, (thing,))) for leg in (right, left)
    ]
    stands = LegPlace.STANDS in legs
    between = _support(mix(right.knee, left.knee, 0.5), KNEE, (thing,))
    found = {
        "head": _support(body.head, HEAD + HAND, (thing,)),
        "between": any(knees) and base in (Base.RIGHT, Base.LEFT),
        "on calves": base is Base.ALL_FOURS and _lies_on_calves(body, thing),
        "hips": base is Base.FOLDED and _support(body.pelvis, HEAD, (thing,)),
        "knees": all(knees) or between,
        "right knee": knees[0],
        "left knee": knees[1],
        "calves": all(calves) and not stands,
        "legs": stands and _is_under_legs(body, thing),
    }
    return next((part for part, rests in found.items() if rests), "")


def _lies_on_calves(body: Skeleton, thing: Prop) -> bool:
    shins = [mix(leg.knee, leg.ankle, 0.5) for leg in (body.right_leg, body.left_leg)]
    return thing.place[2] > ANKLE and all(_is_over(shin, thing, NEAR) for shin in shins)


def _thing_at(arm: Arm, props: tuple[Prop, ...]) -> ArmPlace | None:
    """Return the place of a hand that is on a chair's seat, or on a bolster or at its side."""
    if _support(arm.wrist, HAND, props) is PropKind.CHAIR:
        return ArmPlace.CHAIR
    palm = add(arm.wrist, arm.fingers, PALM)
    for one in props:
        low = palm[2] < one.place[2] + SIZES[one.kind].up + HAND + NEAR
        if one.kind is PropKind.BOLSTER and low and _is_over(palm, one, HAND + NEAR):
            return ArmPlace.BOLSTER
    return None


def _is_under_legs(body: Skeleton, thing: Prop) -> bool:
    """Return whether something lies between the hips and the feet of legs that stand."""
    right, left = body.right_leg, body.left_leg
    ahead, aside, _up = thing.place
    between = left.ankle[1] - KNEE < aside < right.ankle[1] + KNEE
    return between and body.pelvis[0] < ahead < max(right.ankle[0], left.ankle[0])
