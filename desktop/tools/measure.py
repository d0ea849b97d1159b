"""Measuring on the map: the length of each side and of all, the area inside, the angle at the last corner.

Nothing of it reaches the file: it stands on the map until the next measurement or another tool.
"""

import math
from itertools import pairwise

import shapely

from desktop.tools.drawing import TYPED, Clicks
from desktop.tools.event import Context, Gesture, Handle, Point, Preview, Sketch, Tag
from desktop.tools.numbers import metres
from desktop.tools.polygon import straight
from scenarios.wording import hectares, number, tr

_LEAST_PIXELS = 44.0
"""Sides shorter than this many pixels get no length beside them."""


def measure(context: Context) -> Gesture:
    """Click after click; Enter, a double click or a right click ends it, the next click starts another."""
    clicks, ahead, ended, pixel = Clicks(), (), False, 1.0
    while True:
        points = (*clicks.points, *(() if ended else ahead))
        event = yield _shown(points, len(clicks.points), ended, pixel)
        pixel = event.pixel if event.kind in ("press", "move") else pixel
        if event.kind == "move" and not ended:
            place = straight(event, clicks.points)
            ahead = (*event.trace, place) if clicks.points and place != clicks.points[-1] else ()
        elif event.kind == "press" and event.button == "left":
            if ended:
                clicks, ended = Clicks(), False
            clicks.add(straight(event, clicks.points), event.pixel, event.trace)
            ahead = ()
        elif event.kind in ("double", "press") or (event.kind == "key" and event.key == "enter"):
            ended = len(clicks.points) > 1
        elif event.kind == "key" and event.key in ("escape", "back"):
            if ended:
                ended = False
            else:
                clicks.back()
            ahead = ahead[-1:] if clicks.points else ()


def _shown(points: tuple[Point, ...], clicked: int, ended: bool, pixel: float) -> Preview:
    sketches: tuple[Sketch, ...] = ()
    if len(points) > 2:
        sketches = (Sketch(shapely.Polygon(points), "measured"),)
    if len(points) > 1:
        sketches = (*sketches, Sketch(shapely.LineString(points), "drawing"))
    return Preview(
        hint=_hint(clicked, ended),
        sketches=sketches,
        handles=tuple(Handle(*point, "corner") for point in points[:clicked]),
        lines=said(points),
        tags=_tags(points, pixel),
        snaps=not ended,
        traces=True,
        busy=clicked > 0,
        base=points[:clicked][-2:],
        asks=() if ended else TYPED,
    )


def said(points: tuple[Point, ...]) -> tuple[str, ...]:
    """The figures of a line: its length, and with three corners or more the area inside and the last
    angle."""
    if len(points) < 2:
        return ()
    sides = [math.dist(a, b) for a, b in pairwise(points)]
    found = [metres(math.fsum(sides))]
    if len(points) == 2:
        return (*found, tr("Direction {angle}°", angle=number(_bearing(*points), 1)))
    shape = shapely.Polygon(points)
    if shape.is_valid:
        found.append(f"{hectares(shape.area, 4)}  ({number(shape.area)} m²)")
    found.append(tr("Last angle {angle}°", angle=number(_angle(*points[-3:]), 1)))
    if len(sides) > 1:
        found.append(tr("Last side {length}", length=metres(sides[-1])))
    return tuple(found)


def _tags(points: tuple[Point, ...], pixel: float) -> tuple[Tag, ...]:
    """The length beside each side that has room for it."""
    return tuple(
        Tag((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, metres(math.dist(a, b)))
        for a, b in pairwise(points)
        if math.dist(a, b) >= _LEAST_PIXELS * pixel
    )


def _bearing(a: Point, b: Point) -> float:
    """The direction from a to b in degrees from grid north, clockwise."""
    return math.degrees(math.atan2(b[0] - a[0], b[1] - a[1])) % 360


def _angle(a: Point, b: Point, c: Point) -> float:
    """The angle at b between its two sides, 0-180 degrees."""
    turn = abs(_bearing(b, a) - _bearing(b, c))
    return min(turn, 360 - turn)


def _hint(count: int, ended: bool) -> str:
    if ended:
        return tr("Click to measure something else; Esc goes on with this line, Ctrl+C copies the figures.")
    if count == 0:
        return tr("Click where to measure from.")
    return tr("Click the next place; Enter or a right click ends it, Esc takes one back.")
