"""What giving the held thing other corners changes: itself, and with shared borders on its neighbours."""

import math
from collections.abc import Callable, Iterable, Mapping

import shapely

from desktop.tools.corners import Address, Corners
from desktop.tools.event import Context, Place, Point, Sketch
from desktop.tools.held import Held
from scenarios.edits.shapes import reshape
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot

Changes = tuple[Change, ...]


def attempt(act: Callable[[], Iterable[Change]]) -> tuple[Changes, str]:
    """The changes of an edit, or why it cannot be."""
    try:
        return tuple(act()), ""
    except Refused as refusal:
        return (), str(refusal)


def replaced(snapshot: Snapshot, held: Held, corners: Corners) -> tuple[Changes, str]:
    """The changes that give a thing these corners, or why that cannot be."""
    return attempt(lambda: reshape(snapshot, *held.place, corners.shape()))


def reshaped_sketches(changes: Iterable[Change], apart: Place | None = None) -> tuple[Sketch, ...]:
    """The new shapes of what changes but for one row."""
    return tuple(
        Sketch(shapely.from_wkb(change.new["geom"]), "reshaped")
        for change in changes
        if change.new and "geom" in change.new and (change.table, change.key) != apart
    )


def reshaped(
    context: Context, held: Held, corners: Corners, moves: Mapping[Address, Point]
) -> tuple[Changes, str]:
    """The changes after some corners moved, or why that cannot be; `corners`: how it looks then."""
    return replaced(context.snapshot(), held, corners)


def pushed(context: Context, held: Held, edge: Address, metres: float) -> tuple[Changes, str]:
    """The changes after an edge was pushed parallel to itself, outwards if above zero."""
    (x0, y0), (x1, y1) = held.corners.at(edge), held.corners.following(edge)
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = metres * (y1 - y0) / length, metres * (x0 - x1) / length
    p, r, c = edge
    end = (p, r, (c + 1) % len(held.corners.parts[p][r]))
    moves = {edge: (x0 + dx, y0 + dy), end: (x1 + dx, y1 + dy)}
    return reshaped(context, held, held.corners.moved(moves), moves)
