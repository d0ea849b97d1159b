"""Drawing an area by its corners."""

import math

import shapely

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Event, Gesture, Point
from scenarios.errors import Refused
from scenarios.geometry.area import with_area
from scenarios.wording import tr

_TURN = math.radians(45)


def polygon(context: Context, drawing: Drawing) -> Gesture:
    """Corner after corner, until a click on the first one or Enter finishes."""
    return (yield from by_clicks(context, drawing, CORNERS))


def straight(event: Event, clicks: list[Point]) -> Point:
    """Where the next corner would come: with Shift at a straight or half-right angle to the side before
    it."""
    if not event.shift or not clicks:
        return event.point
    x0, y0 = clicks[-1]
    dx, dy = event.hand[0] - x0, event.hand[1] - y0
    base = math.atan2(y0 - clicks[-2][1], x0 - clicks[-2][0]) if len(clicks) > 1 else 0.0
    angle = base + round((math.atan2(dy, dx) - base) / _TURN) * _TURN
    length = dx * math.cos(angle) + dy * math.sin(angle)
    return (x0 + length * math.cos(angle), y0 + length * math.sin(angle))


def _make(stroke: Stroke) -> shapely.Geometry | None:
    places = stroke.places
    if len(places) < 3:
        return None
    shape = shapely.Polygon(places)
    if stroke.area is None or not shape.is_valid:
        return shape
    try:
        # The last side that was drawn moves parallel to itself.
        return with_area(shape, stroke.area, len(places) - 2)
    except Refused:
        return with_area(shape, stroke.area)


def _hint(stroke: Stroke) -> str:
    count = len(stroke.clicks)
    if count == 0:
        return tr("Click the first corner; R draws a rectangle.")
    if count < 3:
        return tr("Click the next corner; Shift keeps straight angles, Esc takes one corner back.")
    if stroke.area is not None:
        return tr("The last side moves until the area is met: Enter finishes, or click the next corner.")
    return tr(
        "Click the next corner; Enter, a double click or a right click finishes, Esc takes one corner back."
    )


CORNERS = Method(_make, _hint, least=3, place=straight, closes=True, traces=True)
"""Corners by clicks."""
