"""Turns a scene and a camera into shapes, in the order from back to front.

The shapes are plain values; the painter only fills them with colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supine.core.sequence import Side
from supine.figure import scenery
from supine.figure.arrow import arrow_shapes
from supine.figure.body import Joint, Ring, Tube, body_of, middle_seams
from supine.figure.camera import Camera
from supine.figure.depth import Seen, painting_order
from supine.figure.foot import foot_part, plain_foot
from supine.figure.hand import hand_parts
from supine.figure.head import head_part
from supine.figure.joints import Leg, Skeleton
from supine.figure.mark import mark_shapes
from supine.figure.outlines import discs_of
from supine.figure.parts import Part, Shape, fold_lines, tube_shapes, tubes
from supine.figure.props import (
    Thing,
    beds_among,
    head_block_of,
    order_of_things,
    things_of,
    wall_shapes,
)
from supine.figure.scene import Scene
from supine.figure.solver import solve
from supine.figure.strap import strap_parts
from supine.figure.vectors import Vector, cross, distance, dot, sub

LEAST_APART = 0.02
"""Metres that a limb of a ghost must be away from that of the body."""

LIMBS = ("trunk", "head", "right leg", "left leg", "right arm", "left arm")

LIMB_OF = {
    "hips": "hips", "chest": "trunk",
    "right hip": "right leg", "right shin": "right leg",
    "left hip": "left leg", "left shin": "left leg",
    "right upper arm": "right arm", "right forearm": "right arm",
    "left upper arm": "left arm", "left forearm": "left arm",
}  # fmt: skip
"""The limb that the first tube of each group belongs to."""

TRUNK = ("hips", "chest")

SMALL = {"eye", "white", "mouth"}
GHOST_TONES = ("edge", "fill")
"""The parts of the face that a ghost does not have, and the tones that it has."""

LEAST_ARM = 0.08
"""Metres that a hand must be elsewhere for a ghost of its arm."""

LEAST_MOVED = 0.03
"""Metres by which a leg must have moved, or be nearer than the other, to count as such."""

PALE_FROM, PALE_OVER = 0.06, 0.18
"""Metres that a leg is behind the other when it begins to be paler, and from there to palest."""

FROM_FEET = 0.1
"""From this cosine between the line of sight and the pelvis, a body is seen from its feet: into the
hem of its shirt, which the hips fill."""

SEAM_BALL = 0.02
"""The radius that the seam of the trousers has where parts are compared, in metres."""

ACROSS_FROM = 0.05
"""Metres of a knee from the middle of the body within which its thigh hides the seam there."""

BELOW_SHOULDERS = 7
"""The rings of the chest that are below the shoulders."""

SEAMS = ("seat seam", "front seam")

PALE_STEPS = 8
"""Steps of paleness, so that a moving leg has few colours."""


def draw(scene: Scene, camera: Camera, girth: float = 1.0) -> list[Shape]:
    """Return all shapes of `scene` except the mat: the shadow on it, the body and the props.

    `girth` is how broad and deep the body is, as a share of a slim one.
    """
    skeleton = solve(replace(scene.posture, girth=girth))
    parts = _body(skeleton, camera)
    elsewhere = [solve(replace(ghost, girth=girth)) for ghost in scene.signs.ghosts]
    # arrows go to ghosts that are not painted too
    seen = [] if scene.signs.unseen else elsewhere
    # what came here is before its ghost
    came = any(arrow.kind.comes_here for arrow in scene.signs.arrows)
    behind = None if came else _leg_behind(seen, skeleton, camera)
    hips = not (behind or came)
    stays = TRUNK if came and _came_before_trunk(seen, skeleton, camera) else _leg_parts(behind)
    no_legs = any(arrow.part in ("hips", "back") for arrow in scene.signs.arrows)
    ghosts = [
        one for ghost in seen for one in _ghost(ghost, skeleton, camera, hips=hips, no_legs=no_legs)
    ]
    for strap in scene.straps:
        parts += strap_parts(strap, skeleton, camera)
    things, rests = _things(scene, skeleton, camera)
    parts += [thing.part for thing in things]
    from_feet = dot(camera.forward, skeleton.pelvis_frame.headward) > FROM_FEET
    fixed = _fixed(parts, from_feet=from_feet) | order_of_things(parts, things, camera)
    if _sees_into(parts[1].tubes[0].rings[-1], camera):
        fixed.add((_place(parts, "chest"), _place(parts, "head")))
    shapes = [shape for prop in scene.props for shape in wall_shapes(prop, camera)]
    for prop in scene.props:
        shapes += scenery.wall_shadows(prop, skeleton, camera)
    shapes += scenery.shadows(scene, skeleton, camera)
    shapes += () if stays else ghosts
    order = painting_order([part.seen for part in parts], fixed)
    ordered = [parts[number] for number in order]
    beds = beds_among(ordered, things)
    shapes += [shape for part in beds for shape in _with_rest(part, rests)]
    shapes += [part.outer for part in parts if part.outer is not None]
    seams = _seams(ordered)
    places = {name: place for place, part in enumerate(ordered) for name in part.names}
    opens = _opens(ordered)
    pale = _pale(skeleton, camera)
    over = 1 + max((places[one] for one in stays), default=-2)
    for place, part in enumerate(ordered):
        shapes += ghosts if place == over else ()
        shapes += () if part in beds else _with_rest(part, rests)
        for tube in part.tubes:
            shapes += tube_shapes(tube, camera, opens[tube.name], pale.get(tube.role, 0.0))
        if place in seams:
            shapes.append(seams[place])
    arrows = list(arrow_shapes(scene.signs.arrows, skeleton, elsewhere, camera))
    marks = mark_shapes(scene.signs.mark, skeleton, seen, arrows, camera, scene.props)
    return [*shapes, *arrows, *marks]


def _things(
    scene: Scene, skeleton: Skeleton, camera: Camera
) -> tuple[list[Thing], dict[Part, Shape]]:
    """Return the parts of all things, and the shadows of what rests on some of them."""
    things = [*head_block_of(skeleton, camera)]
    rests: dict[Part, Shape] = {}
    for prop in scene.props:
        things += (own := things_of(prop, camera))
        if (found := scenery.rest_shadow(prop, skeleton, camera)) is not None:
            name, shadow = found
            rests |= {one.part: shadow for one in own if name in one.part.names}
    return things, rests


def _with_rest(part: Part, rests: dict[Part, Shape]) -> tuple[Shape, ...]:
    """Return the shapes of `part`, with the shadow of what rests on it."""
    return (*part.shapes, rests[part]) if part in rests else part.shapes


def _place(parts: list[Part], name: str) -> int:
    return next(place for place, part in enumerate(parts) if name in part.names)


def _sees_into(of: Ring, camera: Camera) -> bool:
    """Return whether the nearer half of a neckline is seen from above, so the neck is before it."""
    if dot(sub(of.front, of.back), camera.forward) < 0.0:
        return dot(cross(of.front, of.right), camera.forward) < 0.0
    return dot(cross(of.right, of.back), camera.forward) < 0.0


def _leg_behind(ghosts: list[Skeleton], body: Skeleton, camera: Camera) -> Side | None:
    """Return the side of the leg that stays behind the ghost of the other one, if there is one."""
    if len(ghosts) != 1:
        return None
    (ghost,) = ghosts
    here, there = (body.right_leg, body.left_leg), (ghost.right_leg, ghost.left_leg)
    moved = [
        max(distance(a.knee, b.knee), distance(a.ankle, b.ankle))
        for a, b in zip(here, there, strict=True)
    ]
    if min(moved) > LEAST_MOVED or max(moved) < LEAST_MOVED:
        return None
    moves = moved.index(max(moved))
    stays: Side = "left" if moves == 0 else "right"
    near = _depth(here[1 - moves], camera) - _depth(there[moves], camera)
    return stays if near > LEAST_MOVED else None


def _leg_parts(side: Side | None) -> tuple[str, ...]:
    return tuple(f"{side} {one}" for one in ("thigh", "shin", "foot")) if side else ()


def _came_before_trunk(ghosts: list[Skeleton], body: Skeleton, camera: Camera) -> bool:
    """Return whether a leg came from before the trunk: behind it, it had no root at its hip."""
    if len(ghosts) != 1:
        return False
    pairs = zip(
        (ghosts[0].right_leg, ghosts[0].left_leg), (body.right_leg, body.left_leg), strict=True
    )
    came = [there for there, here in pairs if distance(there.ankle, here.ankle) > LEAST_ARM]
    chest = dot(camera.forward, body.spine[2])
    return len(came) == 1 and dot(camera.forward, came[0].knee) < chest - LEAST_ARM


def _depth(leg: Leg, camera: Camera) -> float:
    """Return how far behind the origin a leg is, in metres."""
    return sum(dot(camera.forward, place) for place in (leg.knee, leg.ankle)) / 2


def _pale(skeleton: Skeleton, camera: Camera) -> dict[str, float]:
    """Return how pale each leg is, by its role: the one behind, so that two legs are told apart.

    A leg whose foot is behind but whose hip is before is not: in one of three steps down to the
    knees the near leg was the pale one, and a reader took it for the other leg.
    """
    right, left = (_depth(leg, camera) for leg in (skeleton.right_leg, skeleton.left_leg))
    share = min(1.0, max(0.0, (abs(right - left) - PALE_FROM) / PALE_OVER))
    hips = dot(camera.forward, sub(skeleton.right_leg.hip, skeleton.left_leg.hip))
    before = -hips if right > left else hips
    share *= min(1.0, max(0.0, 1.0 - before / PALE_FROM))
    return {"right_leg" if right > left else "left_leg": round(share * PALE_STEPS) / PALE_STEPS}


def _body(skeleton: Skeleton, camera: Camera) -> list[Part]:
    parts = [tubes(group, camera) for group in body_of(skeleton)]
    parts += hand_parts(skeleton, camera)
    parts.append(foot_part("right", skeleton.right_leg, camera))
    parts.append(foot_part("left", skeleton.left_leg, camera))
    parts.append(head_part(skeleton, camera))
    parts += _middle_seams(parts[0].tubes[0], skeleton, camera)
    return parts


def _middle_seams(hips: Tube, skeleton: Skeleton, camera: Camera) -> Iterator[Part]:
    """Yield the seams in the middle of the trousers, behind and before, turned to the eye."""
    right, left = (_thigh(leg, skeleton) for leg in (skeleton.right_leg, skeleton.left_leg))
    across = right[0] < ACROSS_FROM or -left[0] < ACROSS_FROM
    # nothing is before the seat if both thighs are bent away from it
    above = ("right hip", "left hip") if across and min(right[1], left[1]) > 0.0 else ()
    for name, seam in zip(SEAMS, middle_seams(hips.rings, across=across), strict=False):
        if lines := tuple(fold_lines(seam, camera)):
            balls = tuple(
                (place, SEAM_BALL)
                for place, outward in zip(seam.points, seam.outward, strict=True)
                if dot(outward, camera.forward) < 0.0
            )
            shape = Shape("trousers", "edge", lines)
            yield Part((name,), discs_of(balls, camera), (shape,), above=("hips", *above))


def _thigh(leg: Leg, skeleton: Skeleton) -> tuple[float, float]:
    """Return how far a knee is to the right of the middle of the body, and before its hip."""
    frame = skeleton.pelvis_frame
    return dot(sub(leg.knee, skeleton.pelvis), frame.right), dot(
        sub(leg.knee, leg.hip), frame.front
    )


def _ghost(
    there: Skeleton, body: Skeleton, camera: Camera, *, hips: bool, no_legs: bool
) -> Iterator[Shape]:
    """Yield what the ghost `there` has elsewhere than `body`: limbs without small lines.

    A ghost behind the body has its `hips`, which join its legs to the body; one before it has none.
    """
    moved = _moved(there, body)
    if no_legs:
        # a head without a face is read as a thing
        moved -= {"right leg", "left leg", "right foot", "left foot", "head"}
    parts = list(_parts_of(there, moved, camera, hips=hips, whole=not no_legs))
    ordered = [parts[number] for number in painting_order([part.seen for part in parts])]
    opens = _opens(ordered)
    shapes = [part.outer for part in ordered if part.outer is not None]
    for part in ordered:
        # a finer line within the heavy one has other dashes, and both were seen as a chain
        tones = GHOST_TONES if part.outer is None else GHOST_TONES[1:]
        shapes += [one for one in part.shapes if one.role not in SMALL and one.tone in tones]
        for tube in part.tubes:
            edge, fill = tube_shapes(tube, camera, opens[tube.name])[:2]
            shapes += [fill] if part.outer is not None else [edge, fill]
    # first all edges, then what covers their inner half: one line is left round the whole
    for tone in GHOST_TONES:
        yield from (replace(one, ghost=True) for one in shapes if one.tone == tone)


def _moved(there: Skeleton, body: Skeleton) -> set[str]:
    """Return the limbs that are elsewhere in a ghost `there` than in `body`."""
    pairs = zip(LIMBS, _by_limb(there), _by_limb(body), strict=True)
    moved = {name for name, a, b in pairs if max(map(distance, a, b)) > LEAST_APART}
    # an arm that the trunk carries a little way would have a second line round it
    for side, here, elsewhere in (
        ("right", body.right_arm, there.right_arm),
        ("left", body.left_arm, there.left_arm),
    ):
        if distance(here.wrist, elsewhere.wrist) < LEAST_ARM:
            moved.discard(f"{side} arm")
    # arms that hold a leg go with it, which says it all
    for side, arm in (("right", there.right_arm), ("left", there.left_arm)):
        if any(held.part for held in arm.holds):
            moved.discard(f"{side} arm")
    for side in ("right", "left"):
        here, elsewhere = (getattr(one, f"{side}_leg").ankle for one in (body, there))
        if distance(here, elsewhere) > LEAST_APART:
            moved.add(f"{side} foot")
    return moved


def _parts_of(
    body: Skeleton, moved: set[str], camera: Camera, *, hips: bool, whole: bool
) -> Iterator[Part]:
    """Yield the parts of the limbs that `moved`, and what joins them.

    A trunk that is not `whole` ends below the shoulders: at the neck a scrap of it was seen.
    """
    joined = hips and moved & {"right leg", "left leg", "trunk"}
    wanted = {*moved, *(("hips",) if joined else ())}
    for group in body_of(body):
        if LIMB_OF[group[0].name] in wanted:
            cut = not whole and group[0].name == "chest"
            shown = (replace(group[0], rings=group[0].rings[:BELOW_SHOULDERS]),) if cut else group
            yield tubes(shown, camera)
    for side, leg in (("right", body.right_leg), ("left", body.left_leg)):
        if {f"{side} leg", f"{side} foot"} <= wanted:
            yield plain_foot(side, leg, camera)
    if wanted & {"right arm", "left arm"}:
        hands = hand_parts(body, camera)
        yield from (part for part in hands if f"{part.names[0].split()[0]} arm" in wanted)
    if "head" in wanted:
        yield head_part(body, camera)


def _by_limb(body: Skeleton) -> list[tuple[Vector, ...]]:
    """Return the joints of the trunk, the head, the legs and the arms."""
    legs = [(leg.hip, leg.knee, leg.ankle) for leg in (body.right_leg, body.left_leg)]
    arms = [(arm.shoulder, arm.elbow, arm.wrist) for arm in (body.right_arm, body.left_arm)]
    return [(body.pelvis, *body.spine), (body.head,), *legs, *arms]


def _fixed(parts: list[Part], *, from_feet: bool) -> set[tuple[int, int]]:
    places = {name: place for place, part in enumerate(parts) for name in part.names}
    pairs = {(place, places[part.beneath]) for place, part in enumerate(parts) if part.beneath}
    above = {(places[name], place) for place, part in enumerate(parts) for name in part.above}
    shirt, trousers = places["chest"], places["hips"]
    # the shirt hangs over the trousers, but from the feet they are in front of it
    return pairs | above | {(shirt, trousers) if from_feet else (trousers, shirt)}


def _opens(ordered: list[Part]) -> dict[str, tuple[bool, bool]]:
    """Return for each tube, by its name, whether it has no edge at its start and at its end.

    Of two tubes that are joined, the one that is painted later has no edge at the joint. If one of
    them is not painted at all, as in a ghost, the other begins behind the body.
    """
    tubes = {tube.name: (place, tube) for place, part in enumerate(ordered) for tube in part.tubes}
    starts, ends = set(), set()
    for place, tube in tubes.values():
        if not tube.joins:
            continue
        if tube.joins not in tubes or tubes[tube.joins][0] <= place:
            starts.add(tube.name)
        elif tube.joint is Joint.END:
            ends.add(tube.joins)
        elif tube.joint is Joint.START:
            starts.add(tube.joins)
    return {name: (name in starts, name in ends) for name in tubes}


def _is_hidden(end: Seen, later: list[Part]) -> bool:
    """Return whether a limb or a foot that is painted `later` hides the middle of `end`."""
    return any(
        (end[0] - x) ** 2 + (end[1] - y) ** 2 < r * r
        for part in later
        if part.tubes or part.names[0].endswith("foot")
        for x, y, r, _ in part.seen
    )


def _seams(parts: list[Part]) -> dict[int, Shape]:
    """Return the shapes that hide the edge at a joint, each by the index of the part before it.

    The end of the bone that was painted first is filled again. So a knee or an elbow looks like
    one piece, whichever of its two bones is in front.
    """
    places = {name: place for place, part in enumerate(parts) for name in part.names}
    seams: dict[int, Shape] = {}
    for place, lower in enumerate(parts):
        if lower.joins and not lower.tubes:
            above = places[lower.joins]
            if above < place and _is_hidden(parts[above].seen[-2], parts[above + 1 : place]):
                continue
            seam = parts[above].end if above < place else lower.start
            if seam is not None:
                seams[max(place, above)] = seam
    return seams
