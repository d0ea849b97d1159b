"""Where the line of a relation runs between two plots, the same for the map, the hand and reports."""

from typing import Any

import numpy as np
import shapely

from scenarios.project.model import Relation
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

KINDS: dict[str, str] = {
    "material": mark("Material"),
    "energy": mark("Energy"),
    "services": mark("Services"),
}
"""The kinds of relation in display order, with their names to be translated."""

_BEND, _MORE = 0.18, 0.12
"""How far a line bows to its left, as a part of its length: the first between two plots, and each further."""

_STEPS = 16


def kind_name(kind: str) -> str:
    """What a kind of relation is called, in the language in force."""
    return tr(KINDS[kind]) if kind in KINDS else kind


def active_relations(snapshot: Snapshot) -> tuple[Relation, ...]:
    """The relations between plots that are both there in the snapshot's year, in order of key."""
    rows = sorted(snapshot.relations.values(), key=lambda row: row.key)
    return tuple(row for row in rows if _there(snapshot, row.from_plot) and _there(snapshot, row.to_plot))


def _there(snapshot: Snapshot, key: int) -> bool:
    plot = snapshot.plots.get(key)
    return plot is not None and snapshot.active(plot)


def line_of(snapshot: Snapshot, row: Relation) -> Any:
    """The curve of a relation as a LineString in EPSG:28992, from the one plot to the other.

    It bows to its left, so that the way back runs beside it; several between two plots fan out.
    """
    start, end = snapshot.plots[row.from_plot], snapshot.plots[row.to_plot]
    among = sum(
        1
        for other in snapshot.relations.values()
        if (other.from_plot, other.to_plot) == (row.from_plot, row.to_plot) and other.key < row.key
    )
    key = ("relation line", start.geom, end.geom, among)
    return snapshot.remember(
        key, lambda: curve(_middle(snapshot, start), _middle(snapshot, end), _BEND + _MORE * among)
    )


def _middle(snapshot: Snapshot, plot: Any) -> tuple[float, float]:
    shape = snapshot.geometry(plot)
    centre = shape.centroid
    point = centre if shapely.contains(shape, centre) else shapely.point_on_surface(shape)
    return point.x, point.y


def curve(start: tuple[float, float], end: tuple[float, float], bend: float) -> Any:
    """A curve between two points that bows `bend` of its length to the left."""
    a, b = np.array(start), np.array(end)
    along = b - a
    # A quadratic curve lies half as far out as its control point.
    control = (a + b) / 2 + 2 * bend * np.array([-along[1], along[0]])
    t = np.linspace(0.0, 1.0, _STEPS + 1)[:, None]
    return shapely.LineString((1 - t) ** 2 * a + 2 * t * (1 - t) * control + t**2 * b)
