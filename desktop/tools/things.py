"""The drags of the selecting tool that leave shapes as they are: moving things, and a box round things or
corners."""

import math
from typing import Any

import numpy as np
import shapely

from desktop.tools.corners import Address
from desktop.tools.drags import DRAGGED
from desktop.tools.event import Context, Event, Outcome, Part, Place, Point, Preview, Sketch
from desktop.tools.held import Held
from desktop.tools.hit import within
from desktop.tools.reshaping import Changes, attempt, reshaped_sketches
from desktop.tools.said import called
from scenarios.edits.transform import move
from scenarios.wording import tr


def drag_things(
    context: Context, places: tuple[Place, ...], start: Event
) -> Part[tuple[Outcome | None, bool]]:
    """Move things with the pointer: the outcome, if any, and whether the hand moved at all."""
    snapshot, origin = context.snapshot(), start.hand
    changes: Changes = ()
    moved, said = False, ""
    while True:
        event = yield Preview(
            hint=said or tr("Let go to put it here; Esc leaves it where it was."),
            warning=said,
            changes=changes,
            selection=places,
            sketches=reshaped_sketches(changes),
            busy=moved,
            cursor="move",
        )
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, True
        if event.kind == "release":
            label = tr("Move {thing}", thing=called(snapshot, places))
            return (Outcome(label, changes, places) if changes else None), moved
        if event.kind == "move":
            dx, dy = event.hand[0] - origin[0], event.hand[1] - origin[1]
            moved = moved or math.hypot(dx, dy) > DRAGGED * event.pixel
            if moved:
                far = _straight(dx, dy, event.shift)
                changes, said = attempt(lambda far=far: move(snapshot, places, *far))


def _straight(dx: float, dy: float, shift: bool) -> Point:
    if not shift:
        return dx, dy
    return (dx, 0.0) if abs(dx) > abs(dy) else (0.0, dy)


def drag_box(
    context: Context, held: Held | None, start: Event
) -> Part[tuple[tuple[Place, ...] | None, tuple[Address, ...]]]:
    """Drag a box: the things wholly in it, or else the corners of the held thing in it. A click selects
    nothing.

    Gives the new selection (None leaves it) and the corners. With Shift things come beside what was selected.
    """
    end = start.hand
    kept = context.selection() if start.shift else ()
    while True:
        box = _box(start.hand, end)
        drawn = math.dist(start.hand, end) > DRAGGED * start.pixel
        event = yield Preview(
            hint=tr("Let go to select what lies in the box."),
            sketches=(Sketch(box, "box"),) if drawn else (),
            cursor="arrow",
        )
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, ()
        if event.kind == "move":
            end = event.hand
        if event.kind == "release":
            if not drawn:
                return kept, ()
            corners = _corners_in(held, box) if held else ()
            if corners:
                return None, corners
            return tuple(dict.fromkeys((*kept, *within(context.snapshot(), box, context.seen)))), ()


def _box(a: Point, b: Point) -> Any:
    return shapely.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _corners_in(held: Held, box: Any) -> tuple[Address, ...]:
    """The corners in a box that does not hold the whole thing."""
    xmin, ymin, xmax, ymax = box.bounds
    places = held.corners.places
    inside = np.all((places >= (xmin, ymin)) & (places <= (xmax, ymax)), axis=1)
    if inside.all() or held.corners.kind == "Point":
        return ()
    return tuple(a for a, there in zip(held.corners.addresses, inside, strict=True) if there)
