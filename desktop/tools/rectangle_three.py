"""Drawing a rectangle that lies askew: one side first, then how deep it is."""

import math
from typing import Any

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Event, Gesture, Point
from desktop.tools.polygon import straight
from scenarios.geometry.figures import rectangle_by_three
from scenarios.wording import tr


def rectangle_three(context: Context, drawing: Drawing) -> Gesture:
    """Two clicks for a side, one for the depth."""
    return (yield from by_clicks(context, drawing, BY_THREE))


def _place(event: Event, clicks: list[Point]) -> Point:
    return straight(event, clicks) if len(clicks) == 1 else event.point


def _make(stroke: Stroke) -> Any:
    places = stroke.places
    if len(stroke.clicks) < 2:
        return None
    a, b = places[0], places[1]
    c = places[2] if len(places) > 2 else None
    if stroke.area is not None:
        c = _deep(a, b, c, stroke.area)
    return None if c is None else rectangle_by_three(a, b, c)


def _deep(a: Point, b: Point, c: Point | None, m2: float) -> Point | None:
    """The place at the depth that an area asks, on the side where the hand is, else left of the first
    side."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return None
    side = 1.0 if c is None else math.copysign(1.0, dx * (c[1] - a[1]) - dy * (c[0] - a[0]))
    deep = side * m2 / length
    return (b[0] - dy / length * deep, b[1] + dx / length * deep)


def _hint(stroke: Stroke) -> str:
    match len(stroke.clicks):
        case 0:
            return tr("Click where the first side of the rectangle begins.")
        case 1:
            return tr("Click where the first side ends; Shift keeps straight angles, Esc goes back.")
    if stroke.area is not None:
        return tr("Click the side where it comes to lie: the depth follows from the area. Esc goes back.")
    return tr("Click how deep the rectangle is; Esc goes back.")


BY_THREE = Method(
    _make,
    _hint,
    least=2,
    ends=3,
    place=_place,
    missing=lambda: tr("This rectangle needs three clicks: a side, and how deep it is."),
)
"""A side, then the depth."""
