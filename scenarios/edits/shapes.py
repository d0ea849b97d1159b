"""What can be done to anything on the map: give it another shape, remove it."""

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.geometry.shape import (
    clean_line,
    clean_mark,
    clean_multipolygon,
    clean_place,
    clean_polygon,
    to_wkb,
)
from scenarios.project.change import Change, delete, update, updates
from scenarios.project.model import GEOMETRY, POINTERS
from scenarios.project.snapshot import Snapshot

Place = tuple[str, int]
"""Table and key of one row."""

_CLEAN = {
    "POLYGON": clean_polygon,
    "MULTIPOLYGON": clean_multipolygon,
    "LINESTRING": clean_line,
    "GEOMETRY": clean_place,
}


def clean(table: str, shape: BaseGeometry) -> BaseGeometry:
    """A shape as the rows of a table hold it; raises Refused."""
    return clean_mark(shape) if table == "note" else _CLEAN[GEOMETRY[table]](shape)


def reshape(snapshot: Snapshot, table: str, key: int, shape: BaseGeometry) -> list[Change]:
    """Give a row another shape; plots that a reshaped site no longer holds stay its plots.

    Raises Refused for an unsound shape.
    """
    row = row_of(snapshot, table, key)
    return updates(update(row, geom=to_wkb(clean(table, shape))))


def remove(snapshot: Snapshot, rows: Iterable[Place]) -> list[Change]:
    """Remove rows, and all that points at them: the plots of a site, the relations of a plot and so on."""
    gone = _with_pointers(snapshot, rows)
    return [*_let_go(snapshot, gone), *(delete(row_of(snapshot, table, key)) for table, key in gone)]


def _let_go(snapshot: Snapshot, gone: Iterable[Place]) -> list[Change]:
    """Moves that stay lose the end, or the move before them, that goes."""
    left = set(gone)
    changes = []
    for row in snapshot.moves.values():
        lost = [column for column, table in POINTERS["move"].items() if (table, getattr(row, column)) in left]
        if lost and ("move", row.key) not in left:
            changes.append(update(row, **dict.fromkeys(lost)))
    return updates(*changes)


def _with_pointers(snapshot: Snapshot, rows: Iterable[Place]) -> list[Place]:
    """The rows, each once, every row preceded by those that point at it."""
    found: dict[Place, None] = {}

    def take(place: Place) -> None:
        if place in found:
            return
        for table, columns in POINTERS.items():
            if table == "move":
                continue
            pointing = [column for column, pointed in columns.items() if pointed == place[0]]
            for row in snapshot.rows(table).values() if pointing else ():
                if any(getattr(row, column) == place[1] for column in pointing):
                    take((table, row.key))
        found[place] = None

    for place in rows:
        take(place)
    return list(found)
