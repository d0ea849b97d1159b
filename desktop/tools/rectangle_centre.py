"""Drawing a rectangle from its middle outwards."""

from typing import Any

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Gesture, Point
from desktop.tools.rectangle import fitted, square_on
from scenarios.geometry.figures import rectangle_from_centre
from scenarios.wording import tr


def rectangle_centre(context: Context, drawing: Drawing) -> Gesture:
    """A click on the middle, then one on a corner, or a drag."""
    return (yield from by_clicks(context, drawing, FROM_CENTRE))


def _make(stroke: Stroke) -> Any:
    if len(stroke.places) < 2:
        return None
    (x0, y0), (x1, y1) = (round(x, 3) for x in stroke.places[0]), stroke.places[-1]
    # A quarter of the area lies between the middle and one corner.
    dx, dy = fitted(x1 - x0, y1 - y0, None if stroke.area is None else stroke.area / 4)
    if stroke.area is not None and dx and dy:
        dx, dy = _on_grid(dx, dy)
    return rectangle_from_centre((x0, y0), (x0 + dx, y0 + dy))


def _on_grid(dx: float, dy: float) -> Point:
    """The same area with the shorter way in whole millimetres: rounding the longer one then costs least."""
    if abs(dx) <= abs(dy):
        short = round(dx, 3)
        return (short, dx * dy / short) if short else (dx, dy)
    short = round(dy, 3)
    return (dx * dy / short, short) if short else (dx, dy)


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click the middle of the rectangle, or drag from it to a corner.")
    if stroke.area is not None:
        return tr("Click where the width is right: the height follows from the area. Esc goes back.")
    return tr("Click a corner; Shift makes a square, Esc goes back.")


FROM_CENTRE = Method(
    _make,
    _hint,
    least=2,
    ends=2,
    place=square_on,
    drags=True,
    missing=lambda: tr("A rectangle from its middle needs two clicks: the middle and a corner."),
)
"""From the middle to a corner."""
