"""The drags of the selecting tool that reshape the held thing: corners, one or several at once, and edges."""

import math
from collections.abc import Collection

from desktop.tools.corners import Address, Corners
from desktop.tools.event import Bounds, Context, Event, Outcome, Part, Place, Point, Preview, Sketch
from desktop.tools.held import Grip, Held, handles
from desktop.tools.numbers import measures, size_check
from desktop.tools.reshaping import Changes, Pulled, moved, pushed, reshaped_sketches
from desktop.tools.said import named
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

DRAGGED = 4.0
"""The hand drags where it goes farther than this many pixels."""


def reshape_step(held: Held, changes: Changes) -> Outcome:
    """The step that reshapes a thing."""
    return Outcome(tr("Reshape {thing}", thing=named(held.row)), changes, (held.place,))


def drag_corners(
    context: Context, held: Held, grip: Grip, active: Collection[Address], start: Event
) -> Part[tuple[Outcome | None, str]]:
    """Move a corner, those that are active with it, or a new one from the middle of an edge: the outcome, if
    any, and what there is to say."""
    snapshot, corners = context.snapshot(), held.corners
    moving = tuple(active) if grip.address in active and grip.kind == "corner" else (grip.address,)
    changes, said, dragged = (), "", False
    new = Pulled(context, held, grip.address, grip.point) if grip.kind == "middle" else None
    if new is not None:
        corners = corners.added(grip.address, grip.point)
        changes, said = new.first, new.refused
    before, now = corners, corners
    while True:
        event = yield _shown(snapshot, held, now, moving, changes, said, start.pixel, context.view())
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, ""
        if event.kind == "release":
            return (reshape_step(held, changes) if changes else None), said
        if event.kind == "move":
            dragged = dragged or math.dist(event.hand, start.hand) > DRAGGED * event.pixel
            if dragged:
                dx, dy = event.x - grip.point[0], event.y - grip.point[1]
                moves = {a: _shifted(before.at(a), dx, dy) for a in moving}
                now = before.moved(moves)
                changes, said = new.to(event.point) if new else moved(context, held, moves)


def _shifted(point: Point, dx: float, dy: float) -> Point:
    return (point[0] + dx, point[1] + dy)


def _shown(
    snapshot: Snapshot,
    held: Held,
    corners: Corners,
    active: Collection[Address],
    changes: Changes,
    said: str,
    pixel: float,
    view: Bounds | None,
) -> Preview:
    shape = corners.shape()
    own = Sketch(shape, "wrong" if said else "reshaped")
    return Preview(
        hint=said or tr("Let go to put the corner here; Esc leaves it where it was."),
        warning=said or size_check(snapshot, getattr(held.row, "kind", ""), shape.area),
        lines=() if said or not corners.closed else measures(snapshot.region, shape),
        sketches=(*reshaped_sketches(changes, apart=held.place), own),
        handles=handles(corners, active, view, pixel),
        changes=changes,
        snaps=True,
        apart=_apart(held, changes),
        busy=True,
        cursor="corner",
    )


def drag_edge(context: Context, held: Held, edge: Address, start: Event) -> Part[tuple[Outcome | None, str]]:
    """Push an edge parallel to itself: the outcome, if any, and what there is to say."""
    normal = held.corners.outward(edge)
    changes, said, dragged, far = (), "", False, 0.0
    while True:
        event = yield Preview(
            hint=said or tr("Let go to put the edge here; Esc leaves it where it was."),
            warning=said,
            lines=() if said or not dragged else (tr("{metres} m", metres=number(far, 1)),),
            sketches=reshaped_sketches(changes),
            changes=changes,
            snaps=True,
            apart=_apart(held, changes),
            busy=True,
            cursor="move",
        )
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, ""
        if event.kind == "release":
            return (reshape_step(held, changes) if changes else None), said
        if event.kind == "move":
            dragged = dragged or math.dist(event.hand, start.hand) > DRAGGED * event.pixel
            if dragged:
                far = along(normal, held.corners.at(edge), event.point, event.snapped != "", start.hand)
                changes, said = pushed(context, held, edge, far)


def _apart(held: Held, changes: Changes) -> tuple[Place, ...]:
    return tuple(dict.fromkeys((held.place, *((c.table, c.key) for c in changes))))


def along(normal: Point, on_edge: Point, point: Point, snapped: bool, taken: Point) -> float:
    """How far a point lies from the edge: from where it was taken, or from itself to what is snapped to."""
    x, y = on_edge if snapped else taken
    return (point[0] - x) * normal[0] + (point[1] - y) * normal[1]
