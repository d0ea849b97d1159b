"""Which row lies under the pointer, and which rows lie in a box: the topmost first."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from desktop.tools.event import Place
from scenarios.project.model import DRAWN, table_of
from scenarios.project.snapshot import Snapshot

Seen = Callable[[str], bool]
"""Whether the rows of a table are shown."""


def at(snapshot: Snapshot, x: float, y: float, radius: float, seen: Seen) -> list[Place]:
    """The rows within `radius` m of a point: businesses, drawn things, corrections, each from the top down.

    Of a drawn thing its inside counts; one that is narrower than the radius can be met beside it.
    """
    point = shapely.Point(x, y)
    found: list[Place] = []
    for rows, reach in _stack(snapshot, seen):
        if not rows:
            continue
        shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
        near = shapely.dwithin(shapes, point, radius if reach else 0.0)
        if not reach:
            small = shapely.area(shapes) < (2 * radius) ** 2
            near |= small & shapely.dwithin(shapes, point, radius)
        found += [(table_of(rows[i]), rows[i].key) for i in np.flatnonzero(near)]
    return found


def within(snapshot: Snapshot, box: Any, seen: Seen) -> list[Place]:
    """The businesses and drawn things that lie wholly in a box, in drawing order."""
    found: list[Place] = []
    for rows, _ in _stack(snapshot, seen)[:2]:
        if rows:
            shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
            found += [(table_of(rows[i]), rows[i].key) for i in np.flatnonzero(shapely.covers(box, shapes))]
    return found[::-1]


def row_at(snapshot: Snapshot, place: Place) -> Any | None:
    """The row at a place, None where it is not in this variant."""
    return snapshot.rows(place[0]).get(place[1])


def _stack(snapshot: Snapshot, seen: Seen) -> list[tuple[list[Any], bool]]:
    """Rows from the top down, and whether the whole radius counts for them (points)."""
    businesses = list(snapshot.businesses.values()) if seen("business") else []
    things = [thing for thing in reversed(snapshot.things) if seen(table_of(thing))]
    corrections = sorted(snapshot.corrections.values(), key=lambda row: (-row.rank, -row.key))
    return [(businesses, True), (things, False), (corrections if seen("correction") else [], False)]


EDITABLE = (*DRAWN, "business", "correction")
"""Tables whose rows can be moved and reshaped by hand."""
