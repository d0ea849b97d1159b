"""What giving the held thing other corners changes: itself, and with shared borders its neighbours too."""

from collections.abc import Callable, Collection, Iterable, Mapping

import shapely

from desktop.tools.corners import Address
from desktop.tools.event import Context, Place, Point, Sketch
from desktop.tools.held import Held
from scenarios.edits import borders
from scenarios.edits.shapes import reshape
from scenarios.errors import Refused
from scenarios.project.change import Change, net
from scenarios.wording import tr

Changes = tuple[Change, ...]


def attempt(act: Callable[[], Iterable[Change]]) -> tuple[Changes, str]:
    """The changes of an edit, or why it cannot be."""
    try:
        return tuple(act()), ""
    except Refused as refusal:
        return (), str(refusal)


def is_shared(context: Context) -> bool:
    """Whether neighbours follow a border that moves."""
    return context.options.get("shared") != "off"


def moved(context: Context, held: Held, moves: Mapping[Address, Point]) -> tuple[Changes, str]:
    """The changes after corners moved, or why they cannot."""
    if not held.corners.closed:
        shape = held.corners.moved(moves).shape
        return attempt(lambda: reshape(context.snapshot(), *held.place, shape()))
    pairs = [(held.corners.at(address), point) for address, point in moves.items()]
    return attempt(lambda: borders.move_corners(context.snapshot(), held.place, pairs, is_shared(context)))


def added(context: Context, held: Held, address: Address, point: Point) -> tuple[Changes, str]:
    """The changes after a corner was put on an edge, or why it cannot be."""
    if not held.corners.closed:
        shape = held.corners.added(address, point).shape
        return attempt(lambda: reshape(context.snapshot(), *held.place, shape()))
    return attempt(lambda: borders.add_corner(context.snapshot(), held.place, point, is_shared(context)))


class Pulled:
    """A corner put on an edge and then moved: the neighbours that share the edge get it first."""

    def __init__(self, context: Context, held: Held, address: Address, point: Point) -> None:
        self._context, self._held = context, held
        self._address, self._point = address, point
        self.first, self.refused = added(context, held, address, point)
        self._snapshot = context.snapshot().with_changes(self.first)

    def to(self, point: Point) -> tuple[Changes, str]:
        """The changes with the new corner at a place, or why it cannot be there."""
        held = self._held
        if not held.corners.closed:
            shape = held.corners.added(self._address, point).shape
            return attempt(lambda: reshape(self._context.snapshot(), *held.place, shape()))
        pair = [(self._point, point)]
        changes, refused = attempt(
            lambda: borders.move_corners(self._snapshot, held.place, pair, is_shared(self._context))
        )
        return (tuple(net((*self.first, *changes))), "") if not refused else ((), refused)


def removed(context: Context, held: Held, addresses: Collection[Address]) -> tuple[Changes, str]:
    """The changes after corners were left out, or why they cannot be."""
    if not held.corners.closed:
        left = held.corners.without(addresses)
        if left is None:
            return (), tr("A line keeps at least two corners: delete the whole line instead.")
        return attempt(lambda: reshape(context.snapshot(), *held.place, left.shape()))
    points = [held.corners.at(address) for address in addresses]
    return attempt(lambda: borders.remove_corners(context.snapshot(), held.place, points, is_shared(context)))


def pushed(context: Context, held: Held, edge: Address, metres: float) -> tuple[Changes, str]:
    """The changes after an edge was pushed parallel to itself, outwards if above zero, or why it cannot be.

    The edge of a hole, or of one of several parts, goes by its two corners.
    """
    p, r, c = edge
    if r == 0 and len(held.corners.parts) == 1:
        return attempt(
            lambda: borders.push_edge(context.snapshot(), held.place, c, metres, is_shared(context))
        )
    dx, dy = (metres * part for part in held.corners.outward(edge))
    ends = (edge, (p, r, (c + 1) % len(held.corners.parts[p][r])))
    places = {end: held.corners.at(end) for end in ends}
    return moved(context, held, {end: (x + dx, y + dy) for end, (x, y) in places.items()})


def reshaped_sketches(changes: Iterable[Change], apart: Place | None = None) -> tuple[Sketch, ...]:
    """The new shapes of what changes but for one row."""
    return tuple(
        Sketch(shapely.from_wkb(change.new["geom"]), "reshaped")
        for change in changes
        if change.new and "geom" in change.new and (change.table, change.key) != apart
    )
