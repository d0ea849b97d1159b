"""Moving, copying, turning, scaling and mirroring things: by clicks or by typed values."""

import math
from collections.abc import Iterable

import shapely

from desktop.tools.acting import Act, Given, acting, middle_of
from desktop.tools.event import Context, Gesture, Point, Sketch
from scenarios.edits import transform
from scenarios.project.change import Change
from scenarios.wording import number, tr

_STEP = 15.0
"""Degrees between the angles that Shift keeps to."""


def move(context: Context) -> Gesture:
    """Move things from one place to another."""

    def changes(given: Given) -> Iterable[Change] | None:
        return transform.move(given.snapshot, given.places, *way) if (way := _way(given)) else None

    act = Act(
        label=lambda thing: tr("Move {thing}", thing=thing),
        changes=changes,
        clicks=2,
        hint=lambda given: (
            tr("Click where it goes, or type a distance and an angle; Shift keeps it straight.")
            if given.clicks
            else tr("Click the place to move from.")
        ),
        pick=lambda: tr("Click the thing to move."),
        asks=_asks_way,
        guides=_guide,
        begins=True,
    )
    return (yield from acting(context, act))


def copy(context: Context) -> Gesture:
    """Copy things from one place to another."""

    def changes(given: Given) -> Iterable[Change] | None:
        return transform.copy(given.snapshot, given.places, *way) if (way := _way(given)) else None

    act = Act(
        label=lambda thing: tr("Copy {thing}", thing=thing),
        changes=changes,
        clicks=2,
        hint=lambda given: (
            tr("Click where the copy goes, or type a distance and an angle; Shift keeps it straight.")
            if given.clicks
            else tr("Click the place to copy from.")
        ),
        pick=lambda: tr("Click the thing to copy."),
        asks=_asks_way,
        guides=_guide,
        begins=True,
        only_new=True,
    )
    return (yield from acting(context, act))


def rotate(context: Context) -> Gesture:
    """Turn things about a point."""

    def changes(given: Given) -> Iterable[Change] | None:
        angle = _angle(given)
        if not angle:
            return None
        return transform.turn(given.snapshot, given.places, angle, _pivot(given))

    act = Act(
        label=lambda thing: tr("Rotate {thing}", thing=thing),
        changes=changes,
        clicks=3,
        hint=lambda given: (
            tr("Click the point to turn about; Enter takes the middle."),
            tr("Click a direction to turn from, or type the angle and press Enter."),
            tr("Click the direction to turn to; Shift keeps to steps of 15 degrees."),
        )[min(len(given.clicks), 2)],
        pick=lambda: tr("Click the thing to rotate."),
        asks=lambda given: ("turn",),
        values=lambda given: {"turn": _angle(given)},
        guides=_guide,
        lines=lambda given: (tr("{angle}°", angle=number(_angle(given), 1)),) if _angle(given) else (),
        by_enter=_middle,
    )
    return (yield from acting(context, act))


def scale(context: Context) -> Gesture:
    """Make things larger or smaller about a point."""

    def changes(given: Given) -> Iterable[Change] | None:
        factor = _factor(given)
        if factor is None or factor == 1:
            return None
        return transform.scale(given.snapshot, given.places, factor, factor, _pivot(given))

    act = Act(
        label=lambda thing: tr("Scale {thing}", thing=thing),
        changes=changes,
        clicks=3,
        hint=lambda given: (
            tr("Click the point that stays in its place; Enter takes the middle."),
            tr("Click a place to pull at, or type the factor and press Enter."),
            tr("Click where that place goes; farther away makes it larger."),
        )[min(len(given.clicks), 2)],
        pick=lambda: tr("Click the thing to scale."),
        asks=lambda given: ("factor",),
        values=lambda given: {"factor": _factor(given) or 1.0},
        guides=_guide,
        lines=lambda given: (tr("× {factor}", factor=number(f, 3)),) if (f := _factor(given)) else (),
        by_enter=_middle,
    )
    return (yield from acting(context, act))


def mirror(context: Context) -> Gesture:
    """Mirror things in a line."""

    def changes(given: Given) -> Iterable[Change] | None:
        if not given.clicks or len(given.points) < 2:
            return None
        a, b = given.clicks[0], _straight(given)
        return transform.mirror(given.snapshot, given.places, a, b) if math.dist(a, b) > 0.01 else None

    act = Act(
        label=lambda thing: tr("Mirror {thing}", thing=thing),
        changes=changes,
        clicks=2,
        hint=lambda given: (
            tr("Click the other end of the mirror; Shift keeps it straight.")
            if given.clicks
            else tr("Click one end of the line to mirror in.")
        ),
        pick=lambda: tr("Click the thing to mirror."),
        asks=_asks_way,
        guides=_guide,
    )
    return (yield from acting(context, act))


def _asks_way(given: Given) -> tuple[str, ...]:
    return ("distance", "angle") if given.clicks else ()


def _straight(given: Given) -> Point:
    """The last place; with Shift straight east, north, west or south of the one before it."""
    (x0, y0), (x1, y1) = given.points[-2], given.points[-1]
    if not given.shift:
        return (x1, y1)
    return (x1, y0) if abs(x1 - x0) > abs(y1 - y0) else (x0, y1)


def _way(given: Given) -> Point | None:
    """Metres east and north from the first place to the last."""
    if not given.clicks or len(given.points) < 2:
        return None
    (x0, y0), (x1, y1) = given.clicks[0], _straight(given)
    return (x1 - x0, y1 - y0) if (x0, y0) != (x1, y1) else None


def _middle(given: Given) -> Point:
    return middle_of(given.snapshot, given.places)


def _pivot(given: Given) -> Point:
    return given.clicks[0] if given.clicks else _middle(given)


def _angle(given: Given) -> float:
    """Degrees anticlockwise: what was typed, else from the second place to the third about the first."""
    if "turn" in given.typed:
        return given.typed["turn"]
    if len(given.points) < 3:
        return 0.0
    (x, y), a, b = given.points[:3]
    turn = math.degrees(math.atan2(b[1] - y, b[0] - x) - math.atan2(a[1] - y, a[0] - x))
    turn = (turn + 180.0) % 360.0 - 180.0
    return round(turn / _STEP) * _STEP if given.shift else turn


def _factor(given: Given) -> float | None:
    """What was typed, else how much farther from the first place the third is than the second."""
    if "factor" in given.typed:
        return given.typed["factor"]
    if len(given.points) < 3:
        return None
    pivot, a, b = given.points[:3]
    near = math.dist(pivot, a)
    return math.dist(pivot, b) / near if near > 0.01 else None


def _guide(given: Given) -> tuple[Sketch, ...]:
    points = given.points
    if not given.clicks or len(points) < 2:
        return ()
    if len(points) == 2:
        points = (points[0], _straight(given))
    return (Sketch(shapely.LineString(points), "guide"),)
