"""What is told below a picture that stands still: step by step, and what its signs mean there.

Only files of pictures have it. The window has the legend of strips alone, and keeps no such words
in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import chain, pairwise, starmap
from math import cos, dist, hypot, pi
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QTextLayout,
)

from supine.core.sequence import Side
from supine.figure.camera import camera_of
from supine.figure.description import (
    comes_to_rest,
    description_of,
    each_words,
    for_later,
    hold_words,
    is_only_hands,
    lead_to,
    leaning_words,
    steps_back,
    way_out,
)
from supine.figure.felt import felt_words
from supine.figure.motion import Phase, posture_at, scene_of
from supine.figure.movement import moving_stance
from supine.figure.panels import Placed, Sign, is_large, placed, signs_in, turned_view
from supine.figure.posture import other_part
from supine.figure.scene import PLAIN, Arrow, ArrowKind, Panel, PropKind, Scene
from supine.figure.solver import solve
from supine.figure.stances import Stance
from supine.figure.words import READY
from supine.language import number, translate
from supine.ui.painting.legend import (
    BEFORE_WORDS,
    ROW,
    SPACE,
    STOPS,
    Entry,
    Limbs,
    Rows,
    breadth,
    entry_rows,
    entry_width,
    legend_of_signs,
    paint_sign,
    sentence,
    start_easily_words,
    start_words,
    stay_words,
)
from supine.ui.painting.type_fit import type_of
from supine.ui.theme import Theme

MOSTLY = 0.6
"""The share of a way that is in one direction, from which on it is said to go there."""


LOW = 0.2
"""Metres above the floor up to which a foot that an arrow leads slides along it."""


RING_STEPS = 16
"""The places on a circle at which it is measured."""


LEAST_RISE = 0.004
"""Metres by which an arrow of hips or of a back goes up or down, so that it is said."""


TURNS = (0.03, 0.15)
"""A foot turns with its leg if its knee goes less far than the first of these, and the foot itself
less far than the second, in metres."""


BETWEEN_SENTENCES = re.compile(rf"(?<=[{STOPS}])\s+")


class Detail(Enum):
    """How much a legend says; more needs more room."""

    SIGNS = auto()
    """What each sign means."""
    NAMED = auto()
    """The same, and which hands pull or press what, and in which direction."""
    WAY_OUT = auto()
    """The same, and how one comes out of a pose."""
    WHOLE = auto()
    """The same, and what one may feel in it."""


class Step(NamedTuple):
    """What the body in a picture does, or in one of its numbered pictures."""

    phrases: tuple[str, ...]
    number: int = 0
    """The number of the picture that it is about, or 0 where there is but one."""

    @property
    def sign(self) -> Entry:
        """Its number, before its words."""
        return Entry(Sign.START, "", None, self.number, self.number)


Caption = tuple[Step, ...]


class Shown(NamedTuple):
    """What a legend is about: a stance as it is shown."""

    of: Stance
    scene: Scene
    side: Side | None
    """The side of its letter."""
    arrows: list[Arrow]
    rests: bool
    """Whether the body comes to rest."""
    only_strap: bool = False
    """Whether a strap is all that lies ready."""

    @property
    def moves(self) -> list[Arrow]:
        """The arrows of what moves."""
        return [one for one in self.arrows if not (one.kind.is_force or one.kind is ArrowKind.PUT)]


def legend_of(
    scene: Scene,
    of: Stance,
    width: float,
    height: float,
    below: float = 0.0,
    *,
    detail: Detail = Detail.WHOLE,
) -> tuple[Entry, ...]:
    """Return the legend of a picture of `width` × `height` pixels; a small one has none.

    `below` is the height of the legend itself, which may leave too little for panels.
    """
    if not is_large(width, height):
        return ()
    panels = placed(scene, width, height - below)
    ends = max(one.panel.number for one in panels)
    starts = sum(one.panel.start for one in panels)
    side = scene.signs.mark.side if scene.signs.mark else None
    signs = {*signs_in(panels)} - ({Sign.STILL} if of.motion is not None else set())
    limbs = _limbs(scene, side)
    steps = [one.scene for one in steps_in(panels)]
    rests = comes_to_rest(steps[-1])
    written = of.words
    # steps in its author's words say themselves how far one goes
    only_hands = len(steps) > 1 and all(starmap(is_only_hands, pairwise(steps)))
    far = not (written.steps or rests or only_hands)
    entries = tuple(
        _as_placed(one, panels)
        for one in legend_of_signs(signs, of.motion, ends, side, limbs, starts)
    )
    if not far:
        entries = tuple(
            one._replace(text=start_words(ends, moves=False))
            if one.text == start_easily_words(ends)
            else one
            for one in entries
        )
    if detail is Detail.SIGNS:
        return entries
    arrows = [
        arrow
        for one in panels
        for arrow in one.panel.scene.signs.arrows
        if not (one.panel.start and arrow.kind is ArrowKind.HERE)
    ]
    ready = {prop.kind for one in panels if one.panel.start for prop in one.panel.scene.props}
    shown = Shown(of, scene, side, arrows, rests, ready & {*READY} == {PropKind.STRAP})
    side = _side(scene)
    found = [_named(one, shown) for one in _with_one_start(entries, of)]
    found = [*_as_written(found, of, side)]
    if written.steps:
        # what is done stands before how long: "stay there" was read as the end of it
        found.sort(key=lambda one: one.sign in (Sign.STILL, Sign.SIDE))
    if detail is Detail.WHOLE:
        found += _felt(of, side)
    back = steps_back(of, starts) if starts else ()
    if written.out is not None:
        if detail is not Detail.NAMED:
            found += _written_way_out(of.told(written.out, side), back)
    elif detail is not Detail.NAMED and starts and (Sign.STILL in signs or of.motion is not None):
        found += _way_out(back) or _other_way_out(of, side, starts)
    return tuple(found)


def _felt(of: Stance, side: Side) -> list[Entry]:
    """Return what one may feel in a pose done on `side`: nobody sees that in a picture."""
    texts = felt_words(of.file.felt or [], side)
    return [Entry(None, texts[0], shorter=texts[1:])] if texts else []


def _way_out(numbers: tuple[int, ...]) -> list[Entry]:
    """Return how one comes out of a pose: through the pictures with these `numbers`, if any."""
    if len(numbers) == max(numbers, default=0):
        text = translate("Legend", "come out the same way, slowly", "numbers, the last first")
    else:
        text = translate("Legend", "come out slowly, back to 1", "numbers, the last first")
    return [Entry(Sign.START, text, numbers=numbers)] if numbers else []


def _other_way_out(of: Stance, side: Side, starts: int) -> list[Entry]:
    """Return how one comes out of a pose, in words, since no picture shows it."""
    stops = way_out(of, side)
    if not stops:
        return []
    text = translate("Legend", "come out slowly", "the number of the last picture, then others")
    return [Entry(Sign.START, text, numbers=(starts + 1,), more=stops)]


def _written_way_out(text: str, numbers: tuple[int, ...]) -> list[Entry]:
    """Return how one comes out of a pose in its author's words, back through pictures if any."""
    if not (told := _sentences(text)):
        return []
    if numbers:
        return [Entry(Sign.START, told[0], numbers=numbers, more=tuple(told[1:]))]
    first = translate("Legend", "Way out: {words}", "a sentence").format(words=told[0])
    return [Entry(None, first, more=tuple(told[1:]))]


def _as_written(entries: Iterable[Entry], of: Stance, side: Side) -> Iterator[Entry]:
    """Yield `entries` with what its author says of their signs, if anything.

    Where the steps are told in words, numbers need not lead to the first picture of a hold too, and
    those of a movement are the last two: it does not go back to where its start is taken up. A text
    of no letters leaves a sign without words.
    """
    words = of.words
    texts = {
        **dict.fromkeys((Sign.START, Sign.STILL, Sign.NUMBER), words.hold),
        **dict.fromkeys((Sign.ARROW, Sign.RING, Sign.WAY), words.moves),
        **dict.fromkeys((Sign.PUSH, Sign.PRESS), words.press),
        Sign.PULL: words.pull,
        Sign.PUT: words.put,
    }
    entries = [*entries]
    signs = {one.sign for one in entries}
    held = bool(signs & {Sign.STILL, Sign.NUMBER})
    for one in entries:
        if one.sign is Sign.START and held and words.steps:
            continue
        moves = one.sign is Sign.START and Sign.ARROW in signs and words.hold is not None
        text = texts.get(one.sign) if one.sign else None
        if text is None and one.sign is Sign.WAY and words.steps:
            text = translate("Legend", "dashed line: where it comes from")
        elif text is not None:
            text = of.told(text, side)
        if text is None:
            yield one
        elif told := _sentences(text):
            first = one.ends - 1 if moves else one.first
            yield one._replace(text=told[0], shorter=(), more=tuple(told[1:]), first=first)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, with their stops."""
    return [one for one in BETWEEN_SENTENCES.split(text.strip()) if one]


def _side(scene: Scene) -> Side:
    """Return the side of a picture, also of one without a letter."""
    return "left" if scene.is_mirrored else "right"


def _as_placed(entry: Entry, panels: Sequence[Placed]) -> Entry:
    """Return an entry with what depends on how a picture is seen."""
    if entry.sign is Sign.RING:
        return entry._replace(clockwise=_is_clockwise(panels))
    return entry._replace(text=_seen_from(panels)) if entry.sign is Sign.CLOSER else entry


def _is_clockwise(panels: Sequence[Placed]) -> bool:
    """Return whether the ring in a picture goes round clockwise on the page.

    One that did not was read as another circle than that in the legend.
    """
    twice = 0.0
    for panel, box, _disc, _link in panels:
        camera = camera_of(panel.scene.view, box.width, box.height)
        rings = [one.path for one in panel.scene.signs.arrows if one.kind is ArrowKind.CIRCLE]
        for places in rings:
            points = [camera.project(place)[:2] for place in places]
            twice += sum(a * d - c * b for (a, b), (c, d) in pairwise([*points, points[0]]))
    return twice >= 0.0


def _seen_from(panels: Sequence[Placed]) -> str:
    """Return from where the closer view is seen that is turned against its pose."""
    view = turned_view(panels)
    texts = {
        0.0: translate("Legend", "seen from the right", "the closer view in a ring"),
        pi / 2: translate("Legend", "seen from the feet", "the closer view in a ring"),
        pi: translate("Legend", "seen from the left", "the closer view in a ring"),
        -pi / 2: translate("Legend", "seen from the head", "the closer view in a ring"),
    }
    return "" if view is None else texts[max(texts, key=lambda turn: cos(view.turn - turn))]


def _with_one_start(entries: tuple[Entry, ...], of: Stance) -> list[Entry]:
    """Return entries of which one says to go where the pose is, and to stay there.

    A caption above them tells step by step what is in each picture.
    """
    found = {one.sign: one for one in entries}
    both = {Sign.STILL, Sign.START} <= found.keys()
    if not both or _holds_strap(of) or of.words.steps:
        return [*entries]
    start = found[Sign.START]
    if start.text == start_easily_words(start.ends):
        text = translate(
            "Legend", "go slowly to {last}, as far as is easy, stay there, and breathe calmly"
        )
    else:
        text = translate("Legend", "go slowly to {last}, stay there, and breathe calmly")
    one = start._replace(text=text.format(last=number(start.ends)))
    return [one, *(entry for entry in entries if entry.sign not in (Sign.START, Sign.STILL))]


def caption_of(
    scene: Scene,
    of: Stance,
    sides: tuple[float, float],
    below: float,
    entries: tuple[Entry, ...],
    *,
    leads: bool = True,
) -> Caption:
    """Return what the body does in a picture with `sides` of so many pixels; a small one has none.

    `of` and `below` are as in `legend_of`. Of a picture without steps, what its `entries` say is
    not said twice. With `leads` the first step tells how one comes to it, if it is hard to take up.
    """
    width, height = sides
    if not is_large(width, height):
        return ()
    shown = steps_in(placed(scene, width, height - below))
    told = [one.text for one in entries] if len(shown) == 1 else []
    side = _side(scene)
    described = _written_steps(of, side, len(shown))
    if len(described) < len(shown):
        before = _leads(shown, of, side) if leads else []
        generated = [*description_of((one.scene for one in shown), before)]
        if later := for_later(of, shown[-1].scene, side):
            generated[-1] = (*generated[-1], later)
        described = [*generated[: len(shown) - len(described)], *described]
    found = (
        Step(
            tuple(one for one in words if not any(one in text for text in told)),
            panel.number if len(shown) > 1 else 0,
        )
        for panel, words in zip(shown, described, strict=True)
    )
    return tuple(one for one in found if one.phrases)


def _written_steps(of: Stance, side: Side, pictures: int) -> list[tuple[str, ...]]:
    """Return the steps in their author's words, one for each of the last of so many pictures.

    The steps to pictures that have no room are told with the first that is shown.
    """
    told = [tuple(_sentences(of.told(one, side))) for one in of.words.steps or ()]
    early = len(told) - pictures
    return [tuple(chain(*told[: early + 1])), *told[early + 1 :]] if early > 0 else told


def _leads(shown: Sequence[Panel], of: Stance, side: Side) -> list[Scene]:
    """Return how one comes to the first picture that is `shown`; nothing if a body rests there."""
    if comes_to_rest(shown[0].scene):
        return []
    names = lead_to(of)
    starts = sum(one.start for one in shown)
    return [scene_of(of.stances[name], side=side) for name in names[: len(names) - starts]]


def steps_in(panels: Sequence[Placed]) -> list[Panel]:
    """Return the pictures that a caption tells of, in the order of their numbers."""
    whole = [one.panel for one in panels if not one.panel.closer]
    closer = [one.panel for one in panels if one.panel.closer and one.panel.number]
    # a closer view with the next number is a step too: the whole body is not shown in it again;
    # beside closer views of both ends it shows none of them
    steps = [*whole, *closer] if any(one.number for one in whole) else closer or whole
    return sorted(steps, key=lambda it: it.number)


def caption_fits(caption: Caption, width: float, size: float) -> bool:
    """Return whether no line of a caption is wider than `width` pixels, with type of `size`."""
    return _caption_width(caption, width, size) <= width - SPACE * size


def caption_height(caption: Caption, width: float, size: float) -> float:
    """Return the height of a caption in `width` pixels, with type of `size`."""
    return ROW * size * sum(len(caption_lines(one, width, size)) for one in caption)


def caption_lines(step: Step, width: float, size: float) -> list[str]:
    """Return the lines of a step, which fit into `width` pixels if no phrase is too long."""
    metrics = QFontMetricsF(type_of(size))
    room = width - SPACE * size - _before(step, size)
    lines: list[str] = []
    for one in map(sentence, step.phrases):
        longer = f"{lines[-1]} {one}" if lines else one
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        elif metrics.horizontalAdvance(one) <= room:
            lines.append(one)
        else:
            lines += _broken(one, room, size)
    return lines


def _broken(text: str, room: float, size: float) -> list[str]:
    """Return the lines of a sentence that is wider than `room` pixels, with type of `size`."""
    layout = QTextLayout(text, type_of(size))
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return found


def _before(step: Step, size: float) -> float:
    """Return the room for the numbers of a step, in pixels."""
    return (breadth(step.sign) + BEFORE_WORDS) * size if step.number else 0.0


def _caption_width(caption: Caption, width: float, size: float) -> float:
    metrics = QFontMetricsF(type_of(size))
    return max(
        (
            _before(step, size) + metrics.horizontalAdvance(line)
            for step in caption
            for line in caption_lines(step, width, size)
        ),
        default=0.0,
    )


def rows_of(caption: Caption, entries: tuple[Entry, ...], width: float, size: float) -> Rows:
    """Return where the rows of a caption and of the legend below it begin, in `width` pixels.

    The words of all are one below the other where that is not too wide.
    """
    rows = entry_rows(entries, width, size)
    signs = [_before(step, size) for step in caption]
    lengths = [_caption_width((step,), width, size) - _before(step, size) for step in caption]
    for row in rows:
        signs.append((breadth(row[0]) + BEFORE_WORDS) * size)
        lengths.append(sum(entry_width(one, size) for one in row) - SPACE * size - signs[-1])
    before, after = max(signs, default=0.0), max(lengths, default=0.0)
    left = (width - before - after) / 2
    if left < SPACE * size / 4:
        # only the words behind the narrowest sign are below one another
        before = min((one for one in signs if one > BEFORE_WORDS * size), default=0.0)
        rows_wide = [max(sign, before) + it for sign, it in zip(signs, lengths, strict=True)]
        left = (width - max(rows_wide, default=0.0)) / 2
    return Rows(left=left, words=left + before)


def paint_caption(
    painter: QPainter, rect: QRectF, caption: Caption, size: float, theme: Theme, rows: Rows
) -> None:
    """Paint a caption into `rect`: each step on a line of its own, or on several."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    y = rect.top() + 0.5 * ROW * size - 0.2 * size
    for step in caption:
        left = rect.left() + rows.start(_before(step, size))
        if step.number:
            paint_sign(painter, QPointF(left, y), step.sign, size, theme)
        for line in caption_lines(step, rect.width(), size):
            path = QPainterPath()
            path.addText(left + _before(step, size), y + 0.36 * size, type_of(size), line)
            painter.fillPath(path, theme.ink)
            y += ROW * size
    painter.restore()


def _named(entry: Entry, shown: Shown) -> Entry:
    """Return an entry with more words, about what is done in a stance and the arrows that move.

    Hips and backs move little, and an arrow there was read as one of the belly or of the breath.
    """
    of, moves = shown.of, shown.moves
    text = _force_words(entry.sign, shown)
    if entry.sign is Sign.STILL and _holds_strap(of):
        text = _strap_words(entry)
    other = "right" if shown.side == "left" else "left"
    if entry.sign is Sign.SIDE and of.file.strap and any(other in one.part for one in moves):
        # the leg that moves was taken for the one that the letter means
        text = (
            translate("Legend", "second side: strap round the left foot", "the letter L")
            if shown.side == "left"
            else translate("Legend", "strap: first right foot, later left", "the letter R")
        )
    whole = moving_stance(of).motion
    if entry.sign is Sign.ARROW and of.motion is None and whole and whole.over == "cycle":
        text = translate(
            "Legend", "to this side and back, then to the other, only as far as is easy"
        )
    parts = {arrow.part for arrow in moves}
    if entry.sign is Sign.WAY and len(moves) == 1:
        text = _way(moves[0], upright=of.posture.torso is not None)
        if not shown.rests:
            text = translate("Legend", "{move}, as far as is easy").format(move=text)
    elif entry.sign is Sign.RING:
        text = _ring_words(of)
    elif entry.sign is Sign.PUT and shown.only_strap:
        text = translate("Legend", "put it round the foot", "a strap")
    elif entry.sign is Sign.ARROW and of.motion is not None and of.motion.drop:
        text = _drop_words(of)
    elif entry.sign in (Sign.ARROW, Sign.WAY) and len(parts) == 1:
        text = _part_words(moves, step=of.motion is None).format(move=text or entry.text)
    return entry._replace(text=text or entry.text)


def _part_words(moves: list[Arrow], *, step: bool) -> str:
    """Return words for a move of hips or of a low back; of a `step`, whether it goes up or down."""
    first = moves[0]
    rise = first.path[-1][2] - first.path[0][2]
    if first.kind.comes_here:
        rise = -rise
    if step and rise > LEAST_RISE:
        words = {
            "hips": translate("Legend", "hips up: {move}", "such as: slowly, there and back"),
            "back": translate("Legend", "low back up: {move}", "such as: slowly, there and back"),
        }
    elif step and rise < -LEAST_RISE:
        words = {
            "hips": translate("Legend", "hips down: {move}", "such as: slowly, there and back"),
            "back": translate(
                "Legend", "low back down, flat on the floor: {move}", "such as: slowly"
            ),
        }
    else:
        words = {
            "hips": translate("Legend", "hips: {move}", "such as: slowly, there and back"),
            "back": translate("Legend", "low back: {move}", "such as: slowly, there and back"),
        }
    return words.get(first.part, "{move}")


def _holds_strap(of: Stance) -> bool:
    """Return whether there is a strap that nothing pulls."""
    return bool(of.file.strap) and not of.file.does


def _strap_words(stays: Entry) -> str:
    """Return the words of a pause sign in a pose with a strap that nothing pulls."""
    if stays.text == stay_words(1):
        return translate("Legend", "stay like this, hold the strap lightly, and breathe calmly")
    return translate(
        "Legend",
        "stay in {last}, hold the strap lightly, and breathe calmly",
        "number of the last picture",
    ).format(last=number(stays.ends))


def _way(arrow: Arrow, *, upright: bool) -> str:
    """Return from where what moves comes, and in which direction, as the person has it.

    `upright` is a body off its back, which looks toward the feet's end of the mat.
    """
    there, here = arrow.path[-1], arrow.path[0]
    ahead, aside, up = (b - a for a, b in zip(there, here, strict=True))
    length = hypot(ahead, aside, up) or 1.0
    if abs(aside) > MOSTLY * length:
        to = (
            translate("Legend", "to the right") if aside > 0 else translate("Legend", "to the left")
        )
    elif abs(up) > MOSTLY * length:
        to = translate("Legend", "up") if up > 0 else translate("Legend", "down")
    elif upright:
        to = translate("Legend", "forward") if ahead > 0 else translate("Legend", "back")
    elif ahead > 0:
        to = translate("Legend", "away from the head")
    else:
        to = translate("Legend", "toward the head")
    right, left = translate("Legend", "the right leg"), translate("Legend", "the left leg")
    if length < TURNS[1] and dist(arrow.roots[0], arrow.roots[-1]) < TURNS[0]:
        right = translate("Legend", "the toes of the right foot")
        left = translate("Legend", "the toes of the left foot")
    what = {
        "right foot": right,
        "left foot": left,
        "right knee": translate("Legend", "the right leg"),
        "left knee": translate("Legend", "the left leg"),
        "hips": translate("Legend", "the hips"),
        "head": translate("Legend", "the upper body"),
        "face": translate("Legend", "the head"),
    }.get(arrow.part)
    if what is None:
        return translate("Legend", "move {to} from the dashed line").format(to=to)
    if arrow.part.endswith("foot") and max(here[2], there[2]) < LOW:
        text = translate("Legend", "slide {part} {to}, along the floor")
    else:
        text = translate("Legend", "move {part} {to}", "part of the body, direction")
    return text.format(part=what, to=to)


def _ring_words(of: Stance) -> str:
    """Return how knees go round, and how far: nobody knew how large a ring is."""
    ways = [solve(posture_at(of, Phase(step / RING_STEPS))) for step in range(RING_STEPS)]
    across = [(one.right_leg.knee[1] + one.left_leg.knee[1]) / 2 for one in ways]
    cm = max(5, 5 * round(20.0 * (max(across) - min(across))))
    hands = of.file.right_hand is not None and of.file.left_hand is not None
    text = (
        translate(
            "Legend",
            "knees and hands go round slowly and level, each about {cm} cm from side to side, "
            "then the other way",
        )
        if hands
        else translate(
            "Legend",
            "knees go round slowly and level, each about {cm} cm from side to side, "
            "then the other way",
        )
    )
    return text.format(cm=number(cm))


def _drop_words(of: Stance) -> str:
    """Return how high hips are lifted that drop then: it is no slow way, and never a high one."""
    ways = [solve(posture_at(of, Phase(step / RING_STEPS))) for step in range(RING_STEPS)]
    heights = [one.pelvis[2] for one in ways]
    cm = max(1, round(100.0 * (max(heights) - min(heights))))
    return translate(
        "Legend", "lift the hips about {cm} cm, never higher, then let them drop onto the floor"
    ).format(cm=number(cm))


def _force_words(sign: Sign | None, shown: Shown) -> str:
    """Return what a pull or a press in a stance is; nothing for what has no plain words."""
    of, side = shown.of, shown.side
    does = [
        (part, one.toward)
        for one in of.file.does or ()
        if (part := one.pull if sign is Sign.PULL else one.press)
    ]
    if sign not in (Sign.PULL, Sign.PUSH, Sign.PRESS) or not does:
        return ""
    holds = {"right": of.file.right_hand, "left": of.file.left_hand}
    parts = [part for part, _toward in does]
    on: dict[str, str] = {
        hand: one.on
        for hand, one in holds.items()
        if one is not None and one.on and (sign is Sign.PULL or _is_on(one.on, parts))
    }
    strap: list[str] = (
        [*(of.file.strap or ())] if any(part.endswith("foot") for part in parts) else []
    )
    if sign is Sign.PULL and strap:
        on = {}
    if side == "left":
        # a stance is written for the right side
        on = {other_part(hand): other_part(part) for hand, part in on.items()}
        strap = [other_part(hand) for hand in strap]
    # a stance without a letter has another hand in its mirror picture too
    presses = [one for one in shown.arrows if one.kind in (ArrowKind.PUSH, ArrowKind.PRESS)]
    pressing = {one.part for one in presses if one.part.endswith(" hand")}
    if sign in (Sign.PUSH, Sign.PRESS) and pressing:
        where = leaning_words(shown.scene, {part.partition(" ")[0] for part in pressing})
        to = translate("Legend", "down")
    else:
        where = _hands(on, strap, parts, side)
        to = _direction({toward for _part, toward in does})
    if not where or (not to and not strap):
        return ""
    if sign is Sign.PULL:
        return translate("Legend", "{hands}: pull gently {to}, only as far as is easy").format(
            hands=where, to=translate("Legend", "toward you", "a strap") if strap else to
        )
    if of.motion is not None:
        return translate("Legend", "{hands}: press gently {to}, then let go").format(
            hands=where, to=to
        )
    if sign is Sign.PUSH and not pressing:
        return translate("Legend", "{hands}: push gently {to}, stop if it hurts").format(
            hands=where, to=to
        )
    return translate("Legend", "{hands}: press gently {to}, stop if it hurts").format(
        hands=where, to=to
    )


def _is_on(spot: str, parts: list[str]) -> bool:
    """Return whether a hand on `spot`, such as "right hip crease", is on one of the `parts`."""
    return any(
        spot.partition(" ")[0] == part.partition(" ")[0] and part.partition(" ")[2] in spot
        for part in parts
    )


def _hands(on: dict[str, str], strap: list[str], parts: list[str], side: Side | None) -> str:
    """Return which hands do it, and where; of two on different sides only if they are alike."""
    if strap:
        return {
            "left": translate("Legend", "strap in the left hand"),
            "right": translate("Legend", "strap in the right hand"),
        }.get(" ".join(strap), translate("Legend", "strap in both hands"))
    if not on:
        both = {part.partition(" ")[2] for part in parts} == {"heel"} and len(parts) > 1
        return translate("Legend", "both heels") if both else ""
    right, left = on.get("right", ""), on.get("left", "")
    if each := each_words(right, left):
        return each
    told = hold_words(right, left) if side is not None else []
    return told[0] if len(told) == 1 else ""


def _direction(toward: set[str]) -> str:
    """Return in which direction a limb, or both, are pulled or pressed; nothing for another."""
    return {
        frozenset({"chest"}): translate("Legend", "toward the chest"),
        frozenset({"feet"}): translate("Legend", "toward the feet"),
        frozenset({"down"}): translate("Legend", "toward the floor"),
        frozenset({"up"}): translate("Legend", "up"),
        frozenset({"right", "left"}): translate("Legend", "apart"),
        frozenset({"right shoulder", "left shoulder"}): translate("Legend", "toward the shoulders"),
    }.get(frozenset(toward), "")


def _limbs(scene: Scene, side: Side | None) -> Limbs:
    """Return which limbs have the colour of a side."""
    if (scene.left_arm.left if side == "right" else scene.right_arm.right) > 0.0:
        return Limbs.ACROSS
    legs = any(tint != PLAIN for tint in (scene.right_leg, scene.left_leg))
    arms = any(tint != PLAIN for tint in (scene.right_arm, scene.left_arm))
    if legs:
        return Limbs.ONE_SIDE if arms else Limbs.LEG
    return Limbs.ONE_SIDE if arms else Limbs.NONE
