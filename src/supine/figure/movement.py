"""What is done in a stance, as signs for a picture that stands still: arrows and ghosts.

A motion is shown by an arrow along the path of what travels farthest, and by a ghost: the body at
the other end of the motion, or of a circle. A pull or a press is an arrow in its direction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from math import cos, hypot, inf, pi, radians, sin
from typing import NamedTuple, cast

from supine.core.sequence import Direction, Side
from supine.figure.arrow import IN_AIR
from supine.figure.camera import View
from supine.figure.frame import BODY_THICKNESS, MARGIN, framed, holding, holding_mat, joints
from supine.figure.grip import spot_of
from supine.figure.joints import Leg, Skeleton
from supine.figure.motion import (
    CACHE_SIZE,
    STILL,
    Phase,
    framed_view,
    position_of,
    posture_at,
    scene_of,
)
from supine.figure.places import ON_FLOOR, place_of
from supine.figure.posture import Posture, blend, other_part
from supine.figure.proportions import BLOCK_HEIGHT
from supine.figure.props import size_of
from supine.figure.scene import (
    Arrow,
    ArrowKind,
    Mark,
    Panel,
    Prop,
    PropKind,
    Scene,
    Signs,
    mirror_scene,
    mirror_signs,
)
from supine.figure.solver import solve
from supine.figure.stance import CloserSpec
from supine.figure.stances import PALMS, Stance, props_of
from supine.figure.vectors import ACROSS, ALONG, UP, Vector, add, distance, dot, mix, sub, unit

STEPS = 8
"""The number of parts of the path from one end of a motion to the other."""

CIRCLE_STEPS = 24
"""The number of parts of the path of a circle."""

OPENING = (0.08, 0.03)
"""The shares of a circle that are left open after where it is nearest to the eye and before: so its
arrow has a beginning and an end."""

ABOVE, OVER_HAND = 0.19, 0.2
"""Metres by which a ring is above the middle of both knees, and above the hands on them: round them
it went through the hands, and was so wide that nobody saw how far the knees go."""

LEAST_TRAVEL = 0.025
"""Metres that something must travel for an arrow: less is a breath, or a press."""

LEAST_GHOST = 0.025
"""Metres that something must travel for a ghost: a nearer one is hidden by the body."""

SMALL = 0.2
"""Metres below which a travel is small: its ends side by side look alike without a ghost."""

LAST = {"breath": Phase(fullness=1.0), "time": Phase(progress=0.5)}
"""Where a motion over a breath or a repetition is at its other end."""

LEAST_LIFT = 0.012
"""Metres that the low back rises from the mat when it arches, or the hips are lifted."""

SECOND = (0.4, 0.08)
"""The least travel of what has a second arrow: as a share of the farthest travel, and in metres."""

OWN_WAY = 0.8
"""How far what has a second arrow must go away from the first, as a share of the farthest travel.

What goes the same way is carried along, or goes together, as both knees do.
"""

TOGETHER = (0.5, 1.1)
"""How far the limb of the other side must go, and how far at most away from the first one, to have
one arrow with it, as shares of the travel of the first: one knee sinks as the other one rises."""

FAR_APART = 1.6
"""How far the two knees must be from each other for an arrow each, as a share of their travel."""

CARRIED = 0.4
"""How far a foot must go away from its knee for an arrow of its own, as a share of its travel."""

STANDS = 0.7
"""Up to this share of its knee's travel a foot stands, or nearly so."""

FLESH = 0.09
"""Metres from the pelvis and the spine to the skin of the seat and the back."""

BELOW = 0.1
"""Metres from what turns about no joint to the place below it: its arrow is above it."""

ROOM = 0.15
"""Metres beyond what moves that are seen in the picture, for the arrow."""

FOOT_ROOM = 0.28
"""The same beside a foot that is pulled along its shin, where a hand holds it too, and beside one
in the air that goes a little way: its arrow is beyond its toes."""

FACE_ROOM = 0.36
"""The same beside a face that turns over a chest at rest: its arrow is beyond the crown."""

ASIDE = 0.04
"""Metres of both knees from the middle from which on the end of a movement has a letter."""

FALLEN = 0.12
"""Metres that both knees are to a side when they have fallen to it."""

FORCE = 0.17
"""The length of the arrow of a pull or a press, in metres."""

LONGEST, TO_AIM = 0.26, 0.8
"""The greatest length of the arrow of a pull to the chest, and its share of the way there."""

CHEST = 0.1
"""Metres from the spine to the breastbone."""

AT_HAND = 0.25
"""Metres from what is pressed to the hand that presses it."""

BESIDE_HAND, UNDER_PALM, LOW = 0.1, 0.02, 0.3
"""Metres from the middle of a hand that presses the floor to its arrow, and down to the floor
under it; the greatest height of a hand that presses the floor and not a seat."""

UNDER_HAND = 0.045
"""Metres from a hand that presses a limb down to the beginning of its arrow: it hid the fingers."""

BESIDE_THIGH, BEHIND_HAND, LYING = 0.11, 0.06, 0.16
"""Metres from the middle of a thigh that a hand keeps on the floor to its arrow, and from the hand
back toward the hip; the greatest height of one that lies. On the thigh, an arrow down was read as
one toward the foot."""

LEVEL = 0.1
"""Metres by which hips that go aside or to a wall are higher or lower at the end at most."""

BESIDE_HIP = 0.13
"""Metres from a hand at a hip outward to the arrow of its thumb, which presses in the crease: in
front of it the arrow hid the thumb."""

BEHIND_ANKLE = 0.055
"""Metres from an ankle back to the arrow of a heel that presses the floor: at its edge, where it
touches it. Beside the foot, that of a near one pressed the mat, and that of a far one its toes."""

NEAR_PART = {
    "knees": (("thigh", 1.0), ("thigh", 0.85), ("shin", 0.2)),
    "knee": (("thigh", 1.0), ("thigh", 0.85), ("thigh", 0.7), ("shin", 0.15), ("shin", 0.3)),
    "thigh": (("thigh", 0.4), ("thigh", 0.55), ("thigh", 0.7), ("thigh", 0.85)),
    "shin": (("shin", 0.1), ("shin", 0.25), ("shin", 0.4), ("shin", 0.55), ("thigh", 0.9)),
}  # fmt: skip
"""Where the arrow of a pull may begin beside the named part: bones, and shares of their length."""

BESIDE_HANDS = (0.1, -0.1, 0.3, -0.3)
"""The same beside the hands that hold the limb, as shares of its length from them to the knee."""

ALONG_SHIN = 0.9
"""From this cosine between a pull and a shin its arrow is beside the shin, not on it."""

LEAST_TURN = 0.3
"""How much of a pull has to be across a thigh, so that its arrow shows only that."""


ON_LEG = (
    *(("thigh", share) for share in (0.62, 0.54, 0.7, 0.46)), ("shin", 0.25), ("shin", 0.35),
    ("thigh", 0.38), ("shin", 0.5), ("shin", 0.65), ("thigh", 0.3),
)  # fmt: skip
"""Where on the leg that works its letter may be: bones, and shares of their length."""

CARRIED_KINDS = (PropKind.BLOCK, PropKind.CUSHION, PropKind.BOLSTER)
"""The kinds of things that are put elsewhere between two pictures."""

LEAST_CARRIED = 0.2
"""Metres that a thing must be put away for an arrow: less is done in passing."""

AS_FAR = 0.01
"""Metres up to which hips are as far aside as in another stance."""

BESIDE_SOLE = 0.06
"""Metres from the middle of a foot to the arrow of a strap that is put round it."""

NEAR_SHAPE = 0.75
"""The height of a closer view as a share of its width."""


class Path(NamedTuple):
    """The way of a point of the body, and that of the joint that it turns about."""

    places: tuple[Vector, ...]
    roots: tuple[Vector, ...]

    @property
    def travel(self) -> float:
        """How far it goes, in metres."""
        return sum(distance(a, b) for a, b in pairwise(self.places))

    def differs(self, other: Path) -> float:
        """Return how far the point goes away from another one, in metres."""
        first, second = self.places[0], other.places[0]
        return max(
            distance(sub(a, first), sub(b, second))
            for a, b in zip(self.places, other.places, strict=True)
        )

    def at(self, other: Path) -> Path:
        """Return the path moved to where the other one is, in the middle of their ways."""
        middle = len(self.places) // 2
        away = sub(other.places[middle], self.places[middle])
        return Path(*(tuple(add(place, away) for place in one) for one in self))

    def with_twin(self, other: Path) -> Path:
        """Return the path between this one and that of the limb on the other side."""
        return Path(*(
            tuple(mix(a, b, 0.5) for a, b in zip(mine, its, strict=True))
            for mine, its in zip(self, other, strict=True)
        ))  # fmt: skip


def still_scene_of(
    of: Stance,
    phase: Phase = STILL,
    side: Side | None = "right",
    *,
    seen_from: Side | None = None,
    direction: Direction | None = None,
    lettered: bool = True,
) -> Scene:
    """Return the scene of the stance `of` with the signs of what is done.

    The arguments are those of `scene_of`, the `direction` of circles, and whether it is `lettered`
    with its side, which is not told where a pose is done on both sides. Equal arguments return
    the same object as long as it is in the cache.
    """
    if _begins(of, phase):
        shown = _shown_phase(of)
        scene = scene_of(of, shown, side, seen_from=seen_from)
        scene = _with_signs(scene, of, shown, side, direction, lettered)
        return _with_panels(scene, of, side, direction, lettered)
    scene = scene_of(of, phase, side, seen_from=seen_from)
    return _with_signs(scene, of, phase, side, direction, lettered)


def _begins(of: Stance, phase: Phase) -> bool:
    """Return whether a motion is where it begins, at its beginning or at its end."""
    same = position_of(of, phase) == position_of(of, STILL)
    return same and phase.fullness == STILL.fullness


def _shown_phase(of: Stance) -> Phase:
    """Return the phase to show: the other end, if the back is off the mat only there.

    Hips that lie would hide lifted ones, and a flat low back an arched one, but not the reverse.
    """
    if of.motion is None or of.motion.over not in LAST:
        return STILL
    last = LAST[of.motion.over]
    lying, lifted = (solve(posture_at(of, phase)).spine[1][2] for phase in (STILL, last))
    return last if lifted - lying > LEAST_LIFT else STILL


@lru_cache(maxsize=CACHE_SIZE)
def _with_signs(
    scene: Scene,
    of: Stance,
    phase: Phase,
    side: Side | None,
    direction: Direction | None,
    lettered: bool,
) -> Scene:
    signs = signs_of(of, phase, direction)
    if lettered and side is not None:
        signs = signs._replace(mark=_mark(of, solve(posture_at(of, phase))))
    whole = framed_view(of)
    view = _with_room(whole, signs)
    return replace(
        scene,
        view=view if scene.view == whole else view.mirrored(),
        signs=mirror_signs(signs) if side == "left" else signs,
    )


def _with_room(view: View, signs: Signs) -> View:
    """Return `view`, larger where `signs` would not be inside it."""
    beside = [place for arrow in signs.arrows for place in _beside(arrow)]
    ghosts = [place for ghost in signs.ghosts for place in joints(solve(ghost))]
    # a view that grows for an arrow goes nearer to the mat, which it held before
    return holding_mat(holding(holding(view, beside, MARGIN), ghosts, BODY_THICKNESS))


@lru_cache(maxsize=CACHE_SIZE)
def _with_panels(
    scene: Scene, of: Stance, side: Side | None, direction: Direction | None, lettered: bool
) -> Scene:
    """Return `scene` with what a large picture has in its place: both ends, or a closer view."""
    right: Side | None = side and "right"
    main = _with_signs(scene_of(of, STILL, right), of, STILL, right, direction, lettered)
    # an arrow or a second picture says where it goes: a ghost only leads the arrow there
    panels = tuple(
        one
        if one.number and _compares(one.scene)
        else replace(one, scene=replace(one.scene, signs=one.scene.signs._replace(unseen=True)))
        for one in _panels(of, main)
    )
    if lettered and side is not None and of.motion is not None and of.motion.over == "cycle":
        panels = tuple(map(_with_side, panels))
    if side == "left":
        panels = tuple(replace(one, scene=mirror_scene(one.scene), turned=True) for one in panels)
    elif scene.view.turn != of.view.turn:
        panels = tuple(
            replace(one, scene=replace(one.scene, view=one.scene.view.mirrored()), turned=True)
            for one in panels
        )
    return replace(scene, panels=panels)


def _with_side(panel: Panel) -> Panel:
    """Return an end of a movement to both sides with the letter of the side that knees are at.

    From the feet, right is at the left of the page.
    """
    scene = panel.scene
    body = solve(scene.posture)
    aside = place_of("knees", body)[1]
    if panel.closer or abs(aside) < ASIDE:
        return panel
    side: Side = "right" if aside > 0.0 else "left"
    mark = Mark(side, _at_shin(body.right_leg if side == "right" else body.left_leg))
    return replace(panel, scene=replace(scene, signs=scene.signs._replace(mark=mark)))


def _compares(scene: Scene) -> bool:
    """Return whether one of the ends of a movement has a ghost of the other end.

    What moves little is compared with it, and a back that bends: its arrow alone, against the way
    that it is bent, misled.
    """
    bends = any(arrow.part == "back" for arrow in scene.signs.arrows)
    return LEAST_GHOST < _travel(scene) < (inf if bends else SMALL) and not _rises(scene)


def _rises(scene: Scene) -> bool:
    """Return whether the low back or the hips rise from the mat to a ghost.

    Beside the other end, which lies pale under the raised body, a band over the belly was read as
    another part that moves.
    """
    low = solve(scene.posture).spine[1][2]
    return any(
        ghost.torso is None and solve(ghost).spine[1][2] - low > LEAST_LIFT
        for ghost in scene.signs.ghosts
    )


def _travel(scene: Scene) -> float:
    """Return how far the ghosts of `scene` are from its body, in metres; a turned head is not."""
    apart = (_farther(scene.posture, one, but="face") for one in scene.signs.ghosts)
    return max(apart, default=0.0)


def _panels(of: Stance, main: Scene) -> Iterator[Panel]:
    """Yield the panels of the stance `of`: its ends side by side, or `main` and closer views.

    A cycle goes from the middle to both sides, so its middle is the first.
    """
    ends, closer, signs = _ends(of), of.file.closer, main.signs
    if not ends:
        if closer is not None:
            near = _near_view(of, closer, [main.posture])
            yield Panel(main)
            yield Panel(replace(main, view=near, signs=_near_signs(signs, near)), closer=True)
        elif any(one.kind is ArrowKind.CIRCLE for one in signs.arrows):
            yield Panel(main)
        return
    middle = len(ends) > 2
    breath = of.motion is not None and of.motion.over == "breath"
    arrows, twins = _end_arrows(signs, ends)
    ghosts = () if middle and (len(arrows) == 1 or twins) else tuple(ends[1:])
    main = replace(main, signs=signs._replace(arrows=arrows, ghosts=ghosts))
    if closer is None:
        main = _without_empty_mat(main, of, ends)
        bodies = _motion_bodies(of)
        drops = of.motion is not None and of.motion.drop
        back = (*_path_arrows(bodies[::-1], ArrowKind.THERE),) if breath or drops else ()
        scenes = [main]
        for end in ends[1:]:
            mark = signs.mark and _mark(of, solve(end))
            scenes.append(replace(main, posture=end, signs=Signs(back, (ends[0],), mark)))
        scenes = scenes if middle or drops else _led_from_ghosts(scenes, bodies)
        yield from (Panel(one, number=number) for number, one in enumerate(scenes, 1))
        return
    if middle:
        yield Panel(main, number=1)
    else:
        # it is neither end but where they are on the body: an arrow of its own was read as a third
        yield Panel(replace(main, signs=Signs(mark=signs.mark)))
    near = _near_view(of, closer, ends)
    for number, end in enumerate(ends, 1):
        if number > 1 or not middle:
            begin = ends[1] if number == 1 else ends[0]
            # of three, the first has an arrow to both of the others; of two, an arrow to the other
            # one was read as what is done in this picture
            way = () if middle else tuple(_path_arrows(_along([end, begin]), ArrowKind.HERE))
            shown = replace(main, posture=end, view=near, signs=Signs(way, (begin,)))
            yield Panel(shown, closer=True, number=number)


def _led_from_ghosts(scenes: list[Scene], bodies: list[Skeleton]) -> list[Scene]:
    """Return the two ends of a movement through `bodies`, with arrows from their ghosts.

    In other sheets an arrow leads from the dashed body to the one in the picture: where these led
    there instead, the wrong movement was read. Where only one of the ends has a ghost, the other
    has no arrow: it would be the same movement once more. So an arrow at a round back leads up.
    Hips that drop are left as they are: their way down is what the exercise is for.
    """
    compares = [_compares(one) for one in scenes]
    if not any(compares):
        return scenes
    found = []
    for scene, way, has_ghost in zip(scenes, (bodies, bodies[::-1]), compares, strict=True):
        moves = _path_arrows(way, ArrowKind.HERE) if has_ghost else ()
        forces = (one for one in scene.signs.arrows if one.kind.is_force)
        found.append(replace(scene, signs=scene.signs._replace(arrows=(*moves, *forces))))
    return found


def _end_arrows(signs: Signs, ends: list[Posture]) -> tuple[tuple[Arrow, ...], bool]:
    """Return the arrows at the first of the `ends` of a motion, and whether one is for two.

    Each leads from where the body is to where it goes next, with a breath also back: a reader took
    one that led to where the body was, beside others that led away, for a mistake.
    """
    middle = len(ends) > 2
    kind = ArrowKind.THERE_AND_BACK if middle else ArrowKind.THERE
    arrows = tuple(
        one._replace(kind=kind) if one.kind is ArrowKind.THERE_AND_BACK else one
        for one in signs.arrows
    )
    # to both sides one arrow leads through the middle: one to each end was read as opening
    twins = middle and {one.part for one in arrows} == {other_part(one.part) for one in arrows}
    if twins:
        # two that lead to both sides were read as opening and closing: both lead to the next end
        arrows = tuple(_path_arrows(_along(ends[:2]), ArrowKind.THERE))
    return arrows, twins


def started(scene: Scene, of: Stance) -> Scene:
    """Return the still `scene` of the stance `of` with those that it is taken up from.

    A large picture has them as panels. A movement has the last of them before its two ends. With
    more ends or with closer views it is left as it is: so many numbers would not be read.
    """
    if not of.file.starts:
        return scene
    if _ends(of):
        ends = scene.panels
        if len(ends) != 2 or any(one.closer for one in ends):
            return scene
        (first,) = _starts(of, ends[0].scene, of.file.starts[-1:])
        return replace(
            scene, panels=(first, *(replace(one, number=one.number + 1) for one in ends))
        )
    # with a start beside it a ghost only leads an arrow there, but how far it goes is not told
    unseen = of.file.goes_from is None
    signs = scene.signs._replace(unseen=unseen)
    if _has_gone_aside(of):
        signs = signs._replace(arrows=(), ghosts=())
    main = _larger(replace(scene, signs=signs, panels=()), of)
    starts = _starts(of, main, of.file.starts)
    pose = Panel(main, number=len(starts) + 1, turned=starts[0].turned)
    return replace(scene, panels=(*starts, pose, *(one for one in scene.panels if one.closer)))


def _has_gone_aside(of: Stance) -> bool:
    """Return whether hips that go aside in `of` have done so in the start before it already.

    With the arrow at their end, where they are only lowered, one slid them along the floor.
    """
    starts = of.file.starts
    before = of.stances[starts[-1]] if starts else of
    if before is of or of.file.goes_from is None or before.file.goes_from is None:
        return False
    aside = [solve(one.posture).pelvis[1] for one in (of, before, of.stances[of.file.goes_from])]
    return abs(aside[0] - aside[1]) < AS_FAR < abs(aside[0] - aside[2])


def _larger(scene: Scene, of: Stance) -> Scene:
    """Return `scene` without the empty end of its mat: beside a start the body would be small."""
    turned = _is_turned(scene, of)
    signs = mirror_signs(scene.signs) if turned else scene.signs
    body = solve(of.posture)
    bodies = [body, *map(solve, signs.ghosts)] if of.file.goes_from else [body]
    view = framed(of.view, bodies, props_of(of.file), scene.straps, short_mat=True)
    view = _with_room(view, signs)
    return replace(scene, view=view.mirrored() if turned else view)


def _without_empty_mat(main: Scene, of: Stance, ends: Sequence[Posture]) -> Scene:
    """Return the scene of a movement without the empty end of its mat, for the right side.

    Beside each other the ends would be small.
    """
    bodies = [solve(one) for one in ends]
    view = framed(of.view, bodies, props_of(of.file), main.straps, short_mat=True)
    return replace(main, view=_with_room(view, main.signs))


def _is_turned(scene: Scene, of: Stance) -> bool:
    """Return whether a scene is a mirror picture, or seen from the left.

    One that is seen straight from the feet has the same view as its mirror picture.
    """
    return scene.is_mirrored or scene.view.turn != of.view.turn


def _starts(of: Stance, main: Scene, names: Sequence[str]) -> list[Panel]:
    """Return the panels of the stances `names`, from which that in the scene `main` is taken up."""
    turned = _is_turned(main, of)
    own = mirror_scene(main) if turned else main
    nexts = [*(of.stances[name] for name in names[1:]), of]
    found = [
        _start_scene(of, of.stances[name], after, own, _start_view(of, name))
        for name, after in zip(names, nexts, strict=True)
    ]
    return [
        Panel(mirror_scene(one) if turned else one, number=number, turned=turned, start=True)
        for number, one in enumerate(found, 1)
    ]


def _start_view(of: Stance, start: str) -> View:
    """Return from where a `start` of the stance `of` is seen: from where the stance itself is.

    A knee that points to the eye there would be a lump: a start can have a view of its own.
    """
    own = dict(zip(of.file.starts, of.file.start_views, strict=True))[start]
    if own is None:
        return of.view
    return replace(of.view, turn=radians(own.turn), rise=radians(own.rise))


def _start_scene(of: Stance, start: Stance, after: Stance, main: Scene, view: View) -> Scene:
    """Return the scene of a `start` from which the stance `of` is taken up, for the right side.

    What works in `main` has its colour already. Arrows lead from things that lie ready to where
    they are in the stance `after` it.
    """
    scene, body = scene_of(start), solve(start.posture)
    # a whole mat or wall would leave a small body
    no_mat = replace(view, mat=0.0)
    shown = framed(no_mat, [body], scene.props, scene.straps, whole_walls=False)
    # that hips have gone aside cannot be seen without the start before it; but of two ways one
    # could not tell which is meant
    alone = of.file.goes_from is None or _has_gone_aside(of)
    moved = signs_of(start).arrows if alone else ()
    # of one who gets up or down each step is seen, and the arrow lay on the hand and the hip
    gone = [
        one
        for one in moved
        if one.kind.comes_here
        and one.part == "hips"
        and abs(one.path[0][2] - one.path[-1][2]) < LEVEL
    ]
    return replace(
        scene,
        view=replace(shown, mat=max(start.view.mat, of.view.mat)),
        right_leg=main.right_leg,
        left_leg=main.left_leg,
        right_arm=main.right_arm,
        left_arm=main.left_arm,
        signs=Signs(
            (
                *gone,
                *_put_arrows(scene.props, _with_head_block(after)),
                *_strap_arrows(scene.props, body, after),
            ),
            mark=main.signs.mark and _mark(of, body),
        ),
    )


def _with_head_block(of: Stance) -> list[Prop]:
    """Return the things of the stance `of`, and the block that its head lies on as one of them."""
    body, things = solve(of.posture), [*props_of(of.file)]
    if body.block > BLOCK_HEIGHT / 2:
        things.append(Prop(PropKind.BLOCK, (body.head[0], body.head[1], 0.0)))
    return things


def _put_arrows(here: Sequence[Prop], there: Sequence[Prop]) -> Iterator[Arrow]:
    """Yield an arrow for each thing that is elsewhere next, from its top to its new place.

    Without one nobody saw which of two cushions was for the head, and how a bolster came under
    the legs.
    """
    left = [one for one in there if one not in here]
    for one in here:
        same = [other for other in left if other.kind is one.kind]
        if one.kind not in CARRIED_KINDS or one in there or not same:
            continue
        other = min(same, key=lambda it: distance(it.place, one.place))
        left.remove(other)
        if distance(one.place, other.place) > LEAST_CARRIED:
            size = size_of(one)
            start, end = add(one.place, UP, size.up), add(other.place, UP, size.up / 2)
            # it ends at the nearer edge, so that its head does not hide what comes to lie there
            short = min(size.ahead, size.aside) / 2 / distance(start, end)
            yield Arrow(ArrowKind.PUT, (start, mix(end, start, min(short, 0.5))))


def _strap_arrows(here: Sequence[Prop], body: Skeleton, after: Stance) -> Iterator[Arrow]:
    """Yield an arrow from a strap that lies ready, at its bend, to the foot that it is put round.

    Without one nobody saw what a strap beside the body has to do with a foot.
    """
    for one in here:
        if one.kind is PropKind.STRAP and after.file.strap:
            bend = add(one.place, ALONG, size_of(one).ahead / 2)
            foot = place_of("right foot", body)
            near = min(BESIDE_SOLE / distance(bend, foot), 0.5)
            yield Arrow(ArrowKind.PUT, (bend, mix(foot, bend, near)))


def _near_view(of: Stance, closer: CloserSpec, bodies: list[Posture]) -> View:
    """Return the closer view of all `bodies`; what is not said is as in the view of the whole."""
    places = [place_of(closer.on, solve(one)) for one in bodies]
    middle = tuple(sum(axis) / len(places) for axis in zip(*places, strict=True))
    turn, rise = closer.turn, closer.rise
    return replace(
        framed_view(of),
        turn=of.view.turn if turn is None else radians(turn),
        rise=of.view.rise if rise is None else radians(rise),
        centre=cast("Vector", middle),
        width=closer.width,
        height=closer.width * NEAR_SHAPE,
    )


def _near_signs(signs: Signs, view: View) -> Signs:
    """Return what a closer `view` of a pose shows of its `signs`: only what a hand pushes there.

    What else is done is told by the whole picture.
    """
    return Signs(
        tuple(
            one
            for one in signs.arrows
            if one.kind is ArrowKind.PUSH and distance(one.path[0], view.centre) < view.width / 2
        )
    )


def _ends(of: Stance) -> list[Posture]:
    """Return the ends of the motion of `of`, the first of them first; none if all are alike."""
    if of.motion is None or of.motion.knees is not None:
        return []
    first = of.stances[of.motion.through[0]].posture
    names = of.motion.through[1:] if of.motion.over == "cycle" else of.motion.through[-1:]
    others = [of.stances[name].posture for name in dict.fromkeys(names)]
    others = [one for one in others if _farther(first, one) > LEAST_GHOST]
    return [first, *others] if others else []


def _beside(arrow: Arrow) -> Iterator[Vector]:
    """Yield the places where an arrow is: round the outside of what moves, or on a ring."""
    if arrow.kind is ArrowKind.CIRCLE:
        yield from arrow.path
    turns = arrow.part == "face" and arrow.roots[0] == arrow.roots[-1]
    # the foot itself is beyond its way, and so is the arrow of one that goes a little way
    foot = arrow.part.endswith("foot") and arrow.path[0][2] > IN_AIR
    little = foot and distance(arrow.path[0], arrow.path[-1]) < SMALL
    at_foot = little or arrow.kind is ArrowKind.PULL
    room = FOOT_ROOM if at_foot else FACE_ROOM if turns else ROOM
    for place, root in zip(arrow.path, arrow.roots, strict=False):
        yield add(place, unit(sub(place, root)), room if place != root else 0.0)


def signs_of(of: Stance, phase: Phase = STILL, direction: Direction | None = None) -> Signs:
    """Return the signs of what is done in the stance `of`, for the right side.

    Without a `direction`, circles go clockwise.
    """
    posture, moving = posture_at(of, phase), moving_stance(of)
    moves, ghosts = _motion_arrows(moving, direction), _ghosts(moving, phase, posture)
    if moving is not of:
        # of three bodies with one arrow nobody knew which comes next
        starts = of.file.starts
        name = starts[-1] if starts else _next_end(of, moving)
        other = of.stances[name].posture
        between = (of.stances[one].posture for one in _between(of.name, name, moving))
        moves = _path_arrows(
            _along([posture, *between, other]),
            ArrowKind.HERE_AND_BACK if starts else ArrowKind.THERE_AND_BACK,
        )
        ghosts = (one for one in [other] if _farther(posture, one, but="face") > LEAST_GHOST)
    if of.file.goes_from is not None:
        before = of.stances[of.file.goes_from].posture
        # beside it, one at a knee that gives way on the spot or at a hand was read as a foot's
        moves = islice(_path_arrows(_along([posture, before]), ArrowKind.HERE), 1)
        ghosts = iter([before])
    return Signs((*moves, *_force_arrows(of, solve(posture))), tuple(ghosts))


def _mark(of: Stance, body: Skeleton) -> Mark | None:
    """Return the mark at what works on the right side, or at the lower of two fallen legs."""
    works = of.file.works or ()
    for limb, joint in (("right leg", "right knee"), ("right arm", "right elbow")):
        if limb in works:
            return Mark(
                "right",
                place_of(joint, body),
                _on_leg(body.right_leg) if limb[-3:] == "leg" else (),
            )
    knees = place_of("knees", body)
    on_back = of.posture.torso is None
    falls = on_back and moving_stance(of).motion is None and not works and knees[1] > FALLEN
    return Mark("right", _at_shin(body.right_leg)) if falls else None


def _at_shin(leg: Leg) -> Vector:
    """Return where the letter of a leg that has fallen to its side is, below the other knee."""
    return mix(leg.knee, leg.ankle, 0.4)


def _on_leg(leg: Leg) -> tuple[Vector, ...]:
    """Return the places on a leg where its letter may be."""
    ends = {"thigh": (leg.hip, leg.knee), "shin": (leg.knee, leg.ankle)}
    return tuple(mix(*ends[bone], share) for bone, share in ON_LEG)


def moving_stance(of: Stance) -> Stance:
    """Return the stance whose motion `of` is part of: that of its `like`, if it goes through it."""
    if of.motion is None and of.file.like is not None:
        base = of.stances[of.file.like]
        if base.motion is not None and of.name in base.motion.through:
            return base
    return of


def _motion_arrows(moving: Stance, direction: Direction | None) -> Iterator[Arrow]:
    if moving.motion is None:
        return
    if moving.motion.knees is not None:
        yield Arrow(ArrowKind.CIRCLE, _circle(moving, direction), part="knees")
        return
    yield from _path_arrows(_motion_bodies(moving), ArrowKind.THERE_AND_BACK)


def _path_arrows(bodies: list[Skeleton], kind: ArrowKind) -> Iterator[Arrow]:
    """Yield the arrows of a motion through `bodies`."""
    found = _farthest(bodies)
    twins = len(found) > 1 and all(name in KNEES for name, _path in found)
    if twins and kind.comes_here:
        # to where both knees have gone one arrow is enough
        found, twins = [max(found, key=lambda one: abs(one[1].places[0][1]))], False
    for name, path in found:
        # of two knees each arrow is at its own
        ways = () if twins else tuple(_path(one, bodies).places for one in _limb_of(name))
        if name in KNEES and _path(other_part(name), bodies).travel > TOGETHER[0] * path.travel:
            # at the feet that both knees carry along, an arrow was read as one of the feet
            ways = tuple(_path(one, bodies).places for one in KNEES) if ways else ()
        yield Arrow(kind, path.places, path.roots, ways, name)


def _limb_of(name: str) -> tuple[str, ...]:
    """Return the places of the limb that has `name`, and of the limb on the other side."""
    limb = next(limb for limb in LIMBS if name in limb)
    return tuple(dict.fromkeys((*limb, *map(other_part, limb))))


def _circle(of: Stance, direction: Direction | None) -> tuple[Vector, ...]:
    """Return a level ring above the middle of both knees, as wide as their circle.

    One round both knees was so much wider than their way that large circles were made.

    It is above the place where the knees are drawn, not round the middle of their way, and open
    where it is nearest to the eye: there its head is seen best.
    """
    assert of.motion is not None
    assert of.motion.knees is not None, "a circle has two radii"
    along, across = of.motion.knees
    body = solve(posture_at(of, STILL))
    x, y, z = place_of("knees", body)
    hands = max(place_of(f"{side} hand", body)[2] for side in ("right", "left"))
    up = max(z + ABOVE, hands + OVER_HAND)
    way = -1.0 if direction == "anticlockwise" else 1.0
    places = []
    for step in range(CIRCLE_STEPS + 1):
        share = OPENING[0] + (1.0 - sum(OPENING)) * step / CIRCLE_STEPS
        turn = of.view.turn + way * 2.0 * pi * share
        places.append((x + along * sin(turn), y + across * cos(turn), up))
    return tuple(places)


def _motion_bodies(of: Stance) -> list[Skeleton]:
    """Return the body on the way from one end of the motion to the other.

    A cycle has a middle and two ends. If other limbs move to the second end, only the first is
    shown: four arrows are not read.
    """
    motion = of.motion
    assert motion is not None, "without a motion nothing is on the way"
    stops = [of.stances[name].posture for name in motion.through]
    if motion.over != "cycle":
        return _along(stops)
    there, back = _along(stops[:2]), _along([stops[2], stops[3]])
    one, other = _farthest(there), _farthest(back)
    same = {name for name, _path in one} == {name for name, _path in other}
    return [*reversed(there), *back[1:]] if same or len(one) == len(other) == 1 else there


def _along(stops: list[Posture]) -> list[Skeleton]:
    shares = [step / STEPS for step in range(1, STEPS + 1)]
    between = (blend(a, b, share) for a, b in pairwise(stops) for share in shares)
    return [solve(posture) for posture in (stops[0], *between)]


def _farthest(bodies: list[Skeleton]) -> list[tuple[str, Path]]:
    """Return the one or two places whose paths tell most about a motion through `bodies`."""
    paths = {name: _path(name, bodies) for name in JOINTS}
    names = [_leading(limb, paths) for limb in LIMBS]
    names.sort(key=lambda name: -paths[name].travel * WEIGHTS.get(name, 1.0))
    first = paths[names[0]]
    if first.travel < LEAST_TRAVEL:
        return []
    twin = paths[other_part(names[0])]
    both = twin.travel > TOGETHER[0] * first.travel
    if both and twin.differs(first) < TOGETHER[1] * first.travel:
        both_go = first.with_twin(twin)
        apart = distance(first.places[0], twin.places[0])
        if names[0] in KNEES and apart > FAR_APART * first.travel:
            # between knees so far apart an arrow was read as one of the belly
            return [(name, both_go.at(paths[name])) for name in KNEES]
        first = both_go
    for name in names[1:]:
        other, foot = paths[name], paths.get(name.replace("knee", "foot"), first)
        stands = foot.travel < LEAST_TRAVEL
        travel = other.travel * WEIGHTS.get(name, 1.0)
        # with an arrow at the head alone one nods, and leaves the back as it is
        bends = name == "back" and names[0] in ("head", "face")
        least = max(SECOND[0] * first.travel, LEAST_TRAVEL if bends else SECOND[1])
        if travel > least and not stands and other.differs(first) > OWN_WAY * first.travel:
            return [(names[0], first), (name, other)]
    return [(names[0], first)]


def _leading(limb: tuple[str, ...], paths: dict[str, Path]) -> str:
    """Return which place of a limb tells most: a foot only if the knee does not just carry it."""
    knee, last = limb[0], limb[-1]
    own = paths[last].differs(paths[knee]) > CARRIED * paths[last].travel
    return last if own and paths[last].travel > STANDS * paths[knee].travel else knee


def _path(name: str, bodies: list[Skeleton]) -> Path:
    places, joint = tuple(_place(name, body) for body in bodies), JOINTS[name]
    if not joint:
        return Path(places, tuple(add(place, UP, -BELOW) for place in places))
    return Path(places, tuple(place_of(joint, body) for body in bodies))


def _place(name: str, body: Skeleton) -> Vector:
    """Return where the arrow of a place begins: at the hips and the back, below the skin."""
    place = place_of(name, body)
    if JOINTS[name]:
        return place
    return add(place, UP if name == "hips" else body.frames[1].front, -FLESH)


KNEES = ("right knee", "left knee")

JOINTS = {
    "right knee": "right hip", "right foot": "right knee", "right hand": "right shoulder",
    "left knee": "left hip", "left foot": "left knee", "left hand": "left shoulder",
    "hips": "", "back": "", "head": "chest", "face": "chest",
}  # fmt: skip
"""The places whose ways are compared, each with the joint that it turns about, if any."""

LIMBS = (
    ("right knee", "right foot"), ("left knee", "left foot"), ("right hand",), ("left hand",),
    ("hips",), ("back",), ("head", "face"),
)  # fmt: skip
"""The same places by limb: of each limb only one has an arrow."""

WEIGHTS = {"hips": 1.75, "back": 1.4}
"""How much more the travel of the trunk counts, which carries the limbs."""


def _ghosts(moving: Stance, phase: Phase, posture: Posture) -> Iterator[Posture]:
    """Yield the ends of the motion that are far from `posture`: of a circle, its other side."""
    motion = moving.motion
    if motion is None:
        return
    if motion.knees is not None:
        ends = [posture_at(moving, Phase(phase.progress + 0.5))]
    else:
        names = (
            motion.through if motion.over == "cycle" else (motion.through[0], motion.through[-1])
        )
        ends = [moving.stances[name].posture for name in dict.fromkeys(names)]
        if motion.over == "cycle" and _feet_stay(ends):
            # two ghosts on the same feet were read as four legs, crossed like those of a stool
            ends = ends[:2]
    # a head that only turns would be hidden by itself
    yield from (end for end in ends if _farther(posture, end, but="face") > LEAST_GHOST)


def _next_end(of: Stance, moving: Stance) -> str:
    """Return the end to which the motion of `moving` goes from `of`, through which it goes."""
    assert moving.motion is not None, "it goes through another stance"
    through = moving.motion.through
    first = moving.motion.over == "cycle" or of.name == through[-1]
    return through[0 if first else -1]


def _between(one: str, other: str, moving: Stance) -> Sequence[str]:
    """Return the stances of the motion of `moving` on the way from `one` of them to the `other`.

    Arms that go over the head would go along the floor without them.
    """
    assert moving.motion is not None, "it goes through both"
    through = moving.motion.through
    if moving.motion.over == "cycle" or not {one, other} <= {*through}:
        return ()
    first, last = through.index(one), through.index(other)
    return through[first + 1 : last] if first < last else through[last + 1 : first][::-1]


def _farther(a: Posture, b: Posture, but: str = "") -> float:
    """Return how far what travels most, `but` for one place, is from where it was, in metres."""
    here, there = solve(a), solve(b)
    names = (name for name in JOINTS if name != but)
    return max(distance(place_of(one, here), place_of(one, there)) for one in names)


def _feet_stay(ends: list[Posture]) -> bool:
    """Return whether both feet are at the same place at all `ends` of a motion."""
    first, *others = ends
    return all(
        distance(one.right_leg.ankle, first.right_leg.ankle) < LEAST_GHOST
        and distance(one.left_leg.ankle, first.left_leg.ankle) < LEAST_GHOST
        for one in others
    )


def _force_arrows(of: Stance, body: Skeleton) -> Iterator[Arrow]:
    """Yield an arrow for each pull and press: from the place itself, or to the hand on it."""
    for one in of.file.does or ():
        place = place_of(one.pull or one.press or "", body)
        toward = one.toward
        aim = PALMS.get(toward) or unit(sub(place_of(toward, body), place))
        if one.pull and (hands := _on_strap(one.pull, toward, of)):
            # along the strap, from each hand on: at the foot nobody pulls
            for hand in hands:
                place = place_of(hand, body)
                way = unit(sub(place, place_of(one.pull, body)))
                yield Arrow(
                    ArrowKind.PULL, (place, add(place, way, FORCE)), (place, place), part=hand
                )
        elif one.pull:
            long = FORCE
            held = list(_beside_hands(one.pull, of, body))
            # a sign where no hand is was read as a pull by somebody else
            place = held[0] if held else place
            if held and toward == "chest":
                # past the body it told no aim
                way = sub(add(body.spine[2], body.chest_frame.front, CHEST), place)
                aim, long = unit(way), min(LONGEST, max(FORCE, TO_AIM * hypot(*way)))
            else:
                aim = _about_hip(one.pull, aim, body)
            spots = held or _along_limb(one.pull, body)
            ways = tuple((spot, add(spot, aim, long)) for spot in spots)
            path = (place, add(place, aim, long))
            roots = tuple(_inward(one.pull, spot, aim, body) for spot in path)
            yield Arrow(ArrowKind.PULL, path, roots, ways, one.pull)
        else:
            yield _press_arrow(one.press or "", toward, aim, body)


def _on_strap(part: str, toward: str, of: Stance) -> list[str]:
    """Return the hands that hold the strap, if it is `part` that it is round and one that pulls."""
    hands = [f"{side} hand" for side in of.file.strap or ()]
    return hands if part == "right foot" and toward in hands else []


def _press_arrow(part: str, toward: str, aim: Vector, body: Skeleton) -> Arrow:
    """Return the arrow of a press: away from the hand that does it, or to the floor."""
    place, outward = place_of(part, body), 1.0 if part.startswith("right") else -1.0
    hands = [place_of(hand, body) for hand in ("right hand", "left hand")]
    hand = min(hands, key=lambda one: distance(one, place))
    tip = place
    if toward == "down" and part.endswith(ON_FLOOR):
        leg = body.right_leg if outward > 0.0 else body.left_leg
        x, y, _ = add(leg.ankle, leg.toes, -BEHIND_ANKLE)
        tip = (x, y, 0.0)
    elif toward == "down" and part.endswith("hand") and place[2] > LOW:
        # beside it a bar stood beyond the edge of the seat
        return Arrow(ArrowKind.PUSH, (place, add(place, aim, FORCE)), part=part)
    elif toward == "down" and part.endswith("hand"):
        tip = (place[0], place[1] + outward * BESIDE_HAND, place[2] - UNDER_PALM)
    elif toward == "down" and part.endswith("thigh") and place[2] < LYING:
        leg = body.right_leg if outward > 0.0 else body.left_leg
        near = add(hand, unit(sub(leg.hip, leg.knee)), BEHIND_HAND)
        tip = (near[0], place[1] + outward * BESIDE_THIGH, 0.0)
    elif part.endswith("hip") and distance(hand, place) < AT_HAND:
        beside = (hand[0], hand[1] + outward * BESIDE_HIP, hand[2])
        return Arrow(ArrowKind.PUSH, (beside, add(beside, aim, FORCE)), part=part)
    elif distance(hand, place) < AT_HAND:
        # beside the limb that the hand lies on, nobody saw that it is the hand that does it
        under = add(hand, aim, UNDER_HAND if toward == "down" else 0.0)
        return Arrow(ArrowKind.PUSH, (under, add(under, aim, FORCE)), part=part)
    return Arrow(ArrowKind.PRESS, (add(tip, aim, -FORCE), tip), part=part)


def _inward(part: str, place: Vector, aim: Vector, body: Skeleton) -> Vector:
    """Return from where an arrow is away from `place`: of a foot that is pulled along its shin.

    It stands outside of the foot then; any other begins at it, and needs no room beside it.
    """
    side, _, name = part.rpartition(" ")
    if name != "foot":
        return place
    leg = body.right_leg if side == "right" else body.left_leg
    along = dot(unit(sub(leg.knee, leg.ankle)), aim)
    return add(place, ACROSS, -1.0 if side == "right" else 1.0) if along > ALONG_SHIN else place


def _beside_hands(part: str, of: Stance, body: Skeleton) -> Iterator[Vector]:
    """Yield places on the bone that hands hold in order to pull `part`; none if they hold no bone.

    The first is where the hands are, the others are beside them. That of both knees is between.
    """
    side, _, name = part.rpartition(" ")
    if not side:
        both = (next(_beside_hands(f"{one} knee", of, body), None) for one in ("right", "left"))
        right, left = both if name == "knees" else (None, None)
        if right and left:
            yield mix(right, left, 0.5)
        return
    if name not in NEAR_PART:
        return
    leg: Leg = getattr(body, f"{side}_leg")
    found: dict[str, list[float]] = {}
    for hand in (of.file.right_hand, of.file.left_hand):
        spot = spot_of(hand.on) if hand and hand.on and hand.on.startswith(f"{side} ") else None
        if spot is not None:
            found.setdefault(spot.bone, []).append(spot.share)
    for bone, shares in found.items():
        ends = (leg.hip, leg.knee) if bone == "thigh" else (leg.knee, leg.ankle)
        middle = sum(shares) / len(shares)
        knee = 1.0 if bone == "thigh" else -1.0
        for aside in (0.0, *BESIDE_HANDS):
            if 0.0 <= middle + aside * knee <= 1.0:
                yield mix(*ends, middle + aside * knee)


def _along_limb(part: str, body: Skeleton) -> Iterator[Vector]:
    """Yield places along the limb that is pulled at `part`, where its arrow may begin too."""
    side, _, name = part.rpartition(" ")
    legs = [getattr(body, f"{one}_leg") for one in ([side] if side else ["right", "left"])]
    for leg in legs if name in NEAR_PART else ():
        for bone, share in NEAR_PART[name]:
            ends = (leg.hip, leg.knee) if bone == "thigh" else (leg.knee, leg.ankle)
            yield mix(*ends, share)


def _about_hip(part: str, aim: Vector, body: Skeleton) -> Vector:
    """Return in which direction a pulled thigh can go: about its hip, not along its bone."""
    side, _, name = part.rpartition(" ")
    if name not in ("knee", "thigh", "shin", "knees"):
        return aim
    hip = place_of(f"{side} hip", body) if side else body.pelvis
    bone = unit(sub(place_of(f"{side} knee" if side else "knees", body), hip))
    along = dot(aim, bone)
    across = add(aim, bone, -along)
    return unit(across) if hypot(*across) > LEAST_TURN else aim
