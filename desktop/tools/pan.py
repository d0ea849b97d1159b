"""The hand: dragging moves the map. The map itself does that; the tool only says so."""

from desktop.tools.event import Context, Gesture, Preview
from scenarios.wording import tr


def pan(context: Context) -> Gesture:
    """Move the map by dragging."""
    while True:
        yield Preview(hint=tr("Drag to move the map; the wheel zooms."), cursor="hand")
