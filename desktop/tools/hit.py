"""Which row lies under the pointer, and which rows lie in a shape: the topmost first."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely.ops import substring

from desktop.tools.event import Place
from scenarios.landuse.moves import line_of_move
from scenarios.landuse.relations import active_relations, line_of
from scenarios.project.model import DRAWN, Move, Relation, table_of
from scenarios.project.snapshot import Snapshot

_SIGN = 0.55
"""Where the part of a ribbon without its sign begins, as a part of its length."""

Seen = Callable[[str], bool]
"""Whether the rows of a table are shown."""

EDITABLE = (
    *DRAWN,
    "contour",
    "tree_row",
    "note",
    "business",
    "sensitive_place",
    "waiting_land",
    "correction",
)
"""Tables whose rows can be moved and reshaped by hand."""

_MARKS = ("note", "business", "sensitive_place", "tree_row")
"""Tables of points and lines, which lie above the areas; the whole radius counts for them."""

_GROUND = ("contour", "waiting_land", "correction")
"""Tables of areas that lie below what is drawn."""


def at(snapshot: Snapshot, x: float, y: float, radius: float, seen: Seen) -> list[Place]:
    """The rows within `radius` m of a point: marks, drawn things, the areas below them, each from the top
    down.

    Of an area its inside counts; one that is narrower than the radius can be met beside it.
    """
    point = shapely.Point(x, y)
    found: list[Place] = []
    if seen("move"):
        rows = sorted(snapshot.moves.values(), key=lambda r: -r.key)
        found += [("move", r.key) for r in rows if shapely.dwithin(line_of_move(snapshot, r), point, radius)]
    if seen("relation"):
        rows = active_relations(snapshot)
        found += [("relation", r.key) for r in rows if shapely.dwithin(line_of(snapshot, r), point, radius)]
    for rows in _stack(snapshot, seen):
        if not rows:
            continue
        shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
        areas = shapely.get_dimensions(shapes) == 2
        wide = areas & (shapely.area(shapes) >= (2 * radius) ** 2)
        near = shapely.dwithin(shapes, point, radius)
        near[wide] = shapely.intersects(shapes[wide], point)
        found += [(table_of(rows[i]), rows[i].key) for i in np.flatnonzero(near)]
    return found


def within(snapshot: Snapshot, area: Any, seen: Seen) -> list[Place]:
    """The marks and drawn things that lie wholly in an area, in drawing order."""
    found: list[Place] = []
    shapely.prepare(area)
    for rows in _stack(snapshot, seen)[:2]:
        if rows:
            shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
            found += [(table_of(rows[i]), rows[i].key) for i in np.flatnonzero(shapely.covers(area, shapes))]
    return found[::-1]


def row_at(snapshot: Snapshot, place: Place) -> Any | None:
    """The row at a place, None where it is not in this variant."""
    return snapshot.rows(place[0]).get(place[1])


def shown_shape(snapshot: Snapshot, row: Any) -> Any:
    """What a row looks like on the map: its own geometry, the line of a relation, both ends of a move."""
    if isinstance(row, Move):
        line = line_of_move(snapshot, row)
        # The sign in the middle, or at an open end, stays to be read.
        ends = [substring(line, 0.0, 1.0 - _SIGN, normalized=True)]
        ends += [substring(line, _SIGN, 1.0, normalized=True)] if row.plot is not None else []
        return shapely.geometrycollections([*shapely.get_parts(snapshot.geometry(row)), *ends])
    return line_of(snapshot, row) if isinstance(row, Relation) else snapshot.geometry(row)


def removable(snapshot: Snapshot, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the places that can be removed by hand and that are there."""
    return tuple(
        p for p in places if p[0] in (*EDITABLE, "relation", "move") and row_at(snapshot, p) is not None
    )


def changeable(snapshot: Snapshot, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the places whose shape can be changed by hand and that are there."""
    return tuple(p for p in places if p[0] in EDITABLE and row_at(snapshot, p) is not None)


def _stack(snapshot: Snapshot, seen: Seen) -> tuple[list[Any], list[Any], list[Any]]:
    """Rows from the top down: marks, drawn things, areas below them."""
    marks = [row for table in _MARKS if seen(table) for row in snapshot.rows(table).values()]
    things = [thing for thing in reversed(snapshot.things) if seen(table_of(thing))]
    ground = [
        row
        for table in _GROUND
        if seen(table)
        for row in sorted(snapshot.rows(table).values(), key=lambda r: (-getattr(r, "rank", 0), -r.key))
    ]
    return marks, things, ground
