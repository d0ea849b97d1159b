"""Drawing an area with equal sides and angles, as many as are asked."""

import math
from typing import Any

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks, spoke
from desktop.tools.event import Context, Gesture
from scenarios.geometry.figures import regular_polygon
from scenarios.wording import tr

LEAST, MOST, USUAL = 3, 120, 6
"""How many sides there may be, and how many there are where none were asked."""


def regular(context: Context, drawing: Drawing) -> Gesture:
    """A click on the middle, then one on a corner, or a drag."""
    return (yield from by_clicks(context, drawing, FROM_MIDDLE))


def sides_of(text: object) -> int:
    """The number of sides in an option, brought within what is possible."""
    try:
        asked = round(float(str(text)))
    except (ValueError, OverflowError):
        return USUAL
    return min(max(asked, LEAST), MOST)


def _make(stroke: Stroke) -> Any:
    places, sides = stroke.places, sides_of(stroke.values.get("sides", USUAL))
    if len(places) < (2 if stroke.area is None else 1):
        return None
    middle = places[0]
    corner = places[-1] if len(places) > 1 else (middle[0], middle[1] + 1.0)
    if stroke.area is None:
        return regular_polygon(middle, corner, sides)
    # The hand turns it, the area sets its size.
    radius = math.sqrt(2 * stroke.area / (sides * math.sin(2 * math.pi / sides)))
    towards = math.atan2(corner[1] - middle[1], corner[0] - middle[0])
    corner = (middle[0] + radius * math.cos(towards), middle[1] + radius * math.sin(towards))
    return regular_polygon(middle, corner, sides)


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click the middle of the shape with equal sides, or drag from it to a corner.")
    if stroke.area is not None:
        return tr("The area sets its size: turn it with the pointer and click, Esc goes back.")
    return tr("Click a corner; the number of sides can be typed, Esc goes back.")


FROM_MIDDLE = Method(
    _make,
    _hint,
    least=1,
    ends=2,
    drags=True,
    asks=("area", "sides"),
    values=lambda context: {"sides": float(sides_of(context.options.get("sides", USUAL)))},
    guides=spoke,
    missing=lambda: tr("A shape with equal sides needs two clicks: the middle and a corner."),
)
"""From the middle to a corner."""
