"""The drags of the selecting tool: a whole thing, a corner, a box; each a part of the gesture with a
preview."""

import math
from dataclasses import dataclass
from typing import Any

import shapely

from desktop.tools.corners import Address, Corners
from desktop.tools.event import Context, Event, Handle, Outcome, Part, Place, Point, Preview, Sketch
from desktop.tools.hit import row_at, within
from desktop.tools.numbers import measures, size_check
from desktop.tools.said import named
from scenarios.edits.shapes import move, reshape
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_DRAGGED = 4.0
"""The hand drags where it goes farther than this many pixels."""

MOST_MIDDLES = 300
"""Corners above which the middles of edges get no handle."""

Changes = tuple[Change, ...]


@dataclass(frozen=True)
class Held:
    """The one selected thing with its corners."""

    place: Place
    row: Any
    corners: Corners


@dataclass(frozen=True)
class Grip:
    """The handle that was taken: a corner, or (`new`) the middle of an edge."""

    address: Address
    point: Point
    new: bool


def handles(corners: Corners, active: Address | None = None) -> tuple[Handle, ...]:
    """The handles of a shape: its corners, and the middles of its edges while they are not too many."""
    if corners.kind == "Point":
        return ()
    every = corners.all()
    found = [Handle(*point, "active" if address == active else "corner") for address, point in every]
    if len(every) <= MOST_MIDDLES:
        found += [Handle(*point, "middle") for _, point in corners.middles()]
    return tuple(found)


def reshaped(snapshot: Snapshot, held: Held, corners: Corners) -> tuple[Changes, str]:
    """The changes that give a thing these corners, or why that cannot be."""
    try:
        return tuple(reshape(snapshot, *held.place, corners.shape())), ""
    except Refused as refusal:
        return (), str(refusal)


def reshape_step(held: Held, changes: Changes) -> Outcome:
    """The step that reshapes a thing."""
    return Outcome(tr("Reshape {thing}", thing=named(held.row)), changes, (held.place,))


def drag_corner(context: Context, held: Held, grip: Grip, start: Event) -> Part[tuple[Outcome | None, str]]:
    """Move a corner, or a new one from the middle of an edge: the outcome, if any, and what there is to
    say."""
    snapshot, address = context.snapshot(), grip.address
    corners, changes, said, moved = held.corners, (), "", False
    if grip.new:
        corners = corners.added(address, grip.point)
        changes, said = reshaped(snapshot, held, corners)
    while True:
        event = yield _corner_shown(snapshot, held, corners, address, changes, said)
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, ""
        if event.kind == "release":
            return (reshape_step(held, changes) if changes else None), said
        if event.kind == "move":
            moved = moved or math.dist(event.hand, start.hand) > _DRAGGED * event.pixel
            if moved:
                corners = corners.moved(address, event.point)
                changes, said = reshaped(snapshot, held, corners)


def _corner_shown(
    snapshot: Snapshot, held: Held, corners: Corners, address: Address, changes: Changes, said: str
) -> Preview:
    shape = corners.shape()
    return Preview(
        hint=said or tr("Let go to put the corner here; Esc leaves it where it was."),
        warning=said or size_check(snapshot, getattr(held.row, "kind", ""), shape.area),
        lines=() if said else measures(snapshot.region, shape),
        sketches=(Sketch(shape, "wrong" if said else "reshaped"),),
        handles=handles(corners, address),
        changes=changes,
        snaps=True,
        apart=(held.place,),
        busy=True,
        cursor="corner",
    )


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
            sketches=_moved_sketches(changes),
            busy=moved,
            cursor="move",
        )
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, True
        if event.kind == "release":
            return (_move_step(snapshot, places, changes) if changes else None), moved
        if event.kind == "move":
            dx, dy = event.hand[0] - origin[0], event.hand[1] - origin[1]
            moved = moved or math.hypot(dx, dy) > _DRAGGED * event.pixel
            if moved:
                changes, said = _moved(snapshot, places, *_straight(dx, dy, event.shift))


def _straight(dx: float, dy: float, shift: bool) -> Point:
    if not shift:
        return dx, dy
    return (dx, 0.0) if abs(dx) > abs(dy) else (0.0, dy)


def _moved(snapshot: Snapshot, places: tuple[Place, ...], dx: float, dy: float) -> tuple[Changes, str]:
    try:
        return tuple(move(snapshot, places, dx, dy)), ""
    except Refused as refusal:
        return (), str(refusal)


def _move_step(snapshot: Snapshot, places: tuple[Place, ...], changes: Changes) -> Outcome:
    if len(places) == 1:
        return Outcome(tr("Move {thing}", thing=named(row_at(snapshot, places[0]))), changes, places)
    return Outcome(tr("Move {count} things", count=len(places)), changes, places)


def _moved_sketches(changes: Changes) -> tuple[Sketch, ...]:
    return tuple(
        Sketch(shapely.from_wkb(change.new["geom"]), "reshaped")
        for change in changes
        if change.new and "geom" in change.new
    )


def drag_box(context: Context, start: Event) -> Part[tuple[Place, ...] | None]:
    """Drag a box: what lies wholly in it, with Shift beside what was selected. A click selects nothing."""
    (x0, y0), end = start.hand, start.hand
    kept = context.selection() if start.shift else ()
    while True:
        box = shapely.box(min(x0, end[0]), min(y0, end[1]), max(x0, end[0]), max(y0, end[1]))
        drawn = math.dist(start.hand, end) > _DRAGGED * start.pixel
        event = yield Preview(
            hint=tr("Let go to select what lies in the box."),
            sketches=(Sketch(box, "box"),) if drawn else (),
            cursor="arrow",
        )
        if event.kind == "key" and event.key in ("escape", "back"):
            return None
        if event.kind == "move":
            end = event.hand
        if event.kind == "release":
            found = within(context.snapshot(), box, context.seen) if drawn else []
            return tuple(dict.fromkeys((*kept, *found)))
