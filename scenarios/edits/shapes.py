"""What can be done to the shape of anything on the map: reshape it, move it, remove it."""

from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.geometry.shape import clean_multipolygon, clean_place, clean_polygon, moved, to_wkb
from scenarios.project.change import Change, delete, update, updates
from scenarios.project.model import GEOMETRY
from scenarios.project.snapshot import Snapshot

Place = tuple[str, int]
"""Table and key of one row."""

_CLEAN = {"POLYGON": clean_polygon, "MULTIPOLYGON": clean_multipolygon, "GEOMETRY": clean_place}


def reshape(snapshot: Snapshot, table: str, key: int, shape: BaseGeometry) -> list[Change]:
    """Give a row another shape; plots that a reshaped site no longer holds stay its plots.

    Raises Refused for an unsound shape.
    """
    row = row_of(snapshot, table, key)
    return updates(update(row, geom=to_wkb(_CLEAN[GEOMETRY[table]](shape))))


def remove(snapshot: Snapshot, rows: Iterable[Place]) -> list[Change]:
    """Remove rows; the plots of a removed site go with it."""
    return [delete(row_of(snapshot, table, key)) for table, key in _with_plots(snapshot, rows)]


def move(snapshot: Snapshot, rows: Iterable[Place], dx: float, dy: float) -> list[Change]:
    """Move rows by metres east and north; the plots of a moved site go with it.

    Raises Refused where a shape would leave the area of RD coordinates.
    """
    changes = []
    for table, key in _with_plots(snapshot, rows):
        row = row_of(snapshot, table, key)
        changes.append(update(row, geom=to_wkb(moved(shapely.from_wkb(row.geom), dx, dy))))
    return updates(*changes)


def _with_plots(snapshot: Snapshot, rows: Iterable[Place]) -> list[Place]:
    """The rows, each once, every site preceded by its plots."""
    found: dict[Place, None] = {}
    for table, key in rows:
        if table == "site":
            found.update(dict.fromkeys(("plot", plot.key) for plot in snapshot.plots_of(key)))
        found[table, key] = None
    return list(found)
