"""The lasso: draw a loop round things by hand, and what lies wholly in it is selected."""

import math

import shapely

from desktop.tools.event import Context, Event, Gesture, Place, Point, Preview, Sketch
from desktop.tools.hit import at, within
from scenarios.wording import tr

_STEP = 3.0
"""Pixels between the points of the loop."""

_REACH = 6.0
"""Pixels within which a small thing is taken by a click."""


def lasso(context: Context) -> Gesture:
    """Drag a loop round things; Shift adds to what is selected, Alt takes away; a click takes one thing."""
    loop: list[Point] = []
    chosen: tuple[Place, ...] | None = None
    mode = ""
    while True:
        event = yield _shown(loop, chosen, mode)
        chosen = None
        if event.kind == "press" and event.button == "left":
            loop, mode = [event.hand], "add" if event.shift else "less" if event.alt else ""
        elif event.kind == "move" and loop:
            if math.dist(loop[-1], event.hand) >= _STEP * event.pixel:
                loop.append(event.hand)
        elif event.kind == "release" and loop:
            chosen = _combined(context.selection(), _found(context, loop, event), mode)
            loop = []
        elif event.kind == "key" and event.key in ("escape", "back"):
            if not loop and event.key == "escape":
                chosen = ()
            loop = []


def _shown(loop: list[Point], chosen: tuple[Place, ...] | None, mode: str) -> Preview:
    hints = {
        "": tr("Let go to select what lies in the loop; Esc lets the loop go."),
        "add": tr("Let go to add what lies in the loop to what is selected."),
        "less": tr("Let go to take what lies in the loop out of what is selected."),
    }
    idle = tr("Drag a loop round things to select them; with Shift they are added, with Alt taken away.")
    sketch = ()
    if len(loop) > 2:
        sketch = (Sketch(shapely.Polygon(loop), "box"),)
    elif len(loop) == 2:
        sketch = (Sketch(shapely.LineString(loop), "box"),)
    return Preview(
        hint=hints[mode] if loop else idle, sketches=sketch, selection=chosen, busy=bool(loop), cursor="cross"
    )


def _found(context: Context, loop: list[Point], event: Event) -> tuple[Place, ...]:
    if len(loop) < 3:
        return tuple(at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)[:1])
    area = shapely.make_valid(shapely.Polygon(loop))
    return tuple(within(context.snapshot(), area, context.seen))


def _combined(before: tuple[Place, ...], found: tuple[Place, ...], mode: str) -> tuple[Place, ...]:
    if mode == "add":
        return tuple(dict.fromkeys((*before, *found)))
    if mode == "less":
        return tuple(place for place in before if place not in found)
    return found
