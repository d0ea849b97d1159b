"""Drawing a circle from its middle."""

import math
from typing import Any

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks, spoke
from desktop.tools.event import Context, Gesture
from scenarios.geometry.figures import circle as round_shape
from scenarios.wording import tr


def circle(context: Context, drawing: Drawing) -> Gesture:
    """A click on the middle, then one on the rim, or a drag."""
    return (yield from by_clicks(context, drawing, FROM_MIDDLE))


def _make(stroke: Stroke) -> Any:
    places = stroke.places
    if len(places) < (2 if stroke.area is None else 1):
        return None
    if stroke.area is None:
        return round_shape(places[0], math.dist(places[0], places[-1]))
    return round_shape(places[0], math.sqrt(stroke.area / math.pi))


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click the middle of the circle, or drag from it to the rim.")
    if stroke.area is not None:
        return tr("The area sets the circle: click or Enter puts it here, Esc goes back.")
    return tr("Click a place on the rim; Esc goes back.")


FROM_MIDDLE = Method(
    _make,
    _hint,
    least=1,
    ends=2,
    drags=True,
    guides=spoke,
    missing=lambda: tr("A circle needs two clicks: the middle and the rim."),
)
"""From the middle to the rim."""
