"""Putting something on the map that is a point or an area, as the option `ground` says."""

import shapely

from desktop.tools.drawing import Drawing, finished
from desktop.tools.event import Context, Gesture, Preview
from desktop.tools.methods import draw
from scenarios.project.model import new_key


def point_or_area(context: Context, drawing: Drawing, hint: str) -> Gesture:
    """Place a point with one click, or draw an area; `hint` says what the click does."""
    if context.options.get("ground") == "area":
        return (yield from draw(context, drawing))
    said = ""
    while True:
        event = yield Preview(hint=said or hint, warning=said, snaps=True, clicks=())
        if event.kind == "press" and event.button == "left":
            outcome, said = finished(context, drawing, shapely.Point(event.point), new_key())
            if outcome:
                return outcome
