"""Drawing a rectangle from one corner to the opposite one, its sides along the map's axes."""

import math
from typing import Any

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Event, Gesture, Point
from scenarios.geometry.figures import rectangle_by_corners
from scenarios.wording import tr


def rectangle(context: Context, drawing: Drawing) -> Gesture:
    """Two clicks, or a drag, from corner to corner."""
    return (yield from by_clicks(context, drawing, BY_CORNERS))


def square_on(event: Event, clicks: list[Point]) -> Point:
    """Where the opposite corner would come: with Shift the rectangle is a square."""
    if not event.shift or not clicks:
        return event.point
    x0, y0 = clicks[0]
    dx, dy = event.hand[0] - x0, event.hand[1] - y0
    side = max(abs(dx), abs(dy))
    return (x0 + math.copysign(side, dx), y0 + math.copysign(side, dy))


def fitted(dx: float, dy: float, m2: float | None) -> Point:
    """The diagonal of a rectangle; where an area is asked the width stays and the height follows."""
    if m2 is None or dx == 0:
        return dx, dy
    return dx, math.copysign(m2 / abs(dx), dy)


def _make(stroke: Stroke) -> Any:
    if len(stroke.places) < 2:
        return None
    (x0, y0), (x1, y1) = stroke.places[0], stroke.places[-1]
    dx, dy = fitted(x1 - x0, y1 - y0, stroke.area)
    return rectangle_by_corners((x0, y0), (x0 + dx, y0 + dy))


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click or drag from one corner of the rectangle to the other.")
    if stroke.area is not None:
        return tr("Click where the width is right: the height follows from the area. Esc goes back.")
    return tr("Click the opposite corner; Shift makes a square, Esc goes back.")


BY_CORNERS = Method(
    _make,
    _hint,
    least=2,
    ends=2,
    place=square_on,
    drags=True,
    missing=lambda: tr("A rectangle needs two corners: click the opposite one."),
)
"""From corner to corner."""
