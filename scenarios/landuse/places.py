"""Places that suffer from nuisance without being housing land: schools, care, overnight recreation; and
dwellings that were counted one by one instead of by the hectare.

A place counts while nothing is drawn on it: what is drawn there takes its land.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.prepared import prepared
from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.present import areas_in, covered_in
from scenarios.landuse.stack import united
from scenarios.project.model import SensitivePlace
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark

HOUSING = "WON"
DWELLINGS = "dwellings"

NOWHERE = shapely.Polygon()
"""The ground of no place at all: always the same object."""

KINDS: dict[str, str] = {
    "school": mark("School"),
    "care": mark("Care"),
    "recreation": mark("Overnight recreation"),
    DWELLINGS: mark("Dwellings, counted"),
}
"""The kinds of place in display order, with their names to be translated."""


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """The places of a kind of question as arrays: rows, shapes, and the position of each's municipality."""

    rows: tuple[SensitivePlace, ...]
    shapes: NDArray[np.object_]
    municipality: NDArray[np.int64]


def land_of_places(snapshot: Snapshot, shape: Any, token: Hashable) -> NDArray[np.float64]:
    """The m2 per municipality that schools, care and recreation have in a shape, housing land left out.

    `token` names all that the shape was made of.
    """
    areas = _areas(snapshot)
    if not areas or shape.is_empty:
        return np.zeros(len(snapshot.region.municipalities))
    both = ("places", token, areas)
    inside = snapshot.remember(both, lambda: shapely.intersection(shape, united(snapshot, areas)))
    whole = areas_in(snapshot, inside, both)[0]
    return np.maximum(whole - covered_in(snapshot, inside, both, (HOUSING,))[:, 0], 0.0)


def ground_of_places(snapshot: Snapshot) -> Any:
    """The ground of all schools, care and recreation that are areas; empty where there are none."""
    areas = _areas(snapshot)
    return united(snapshot, areas) if areas else NOWHERE


def _areas(snapshot: Snapshot) -> tuple[bytes, ...]:
    return tuple(sorted(row.geom for row in snapshot.sensitive_places.values() if _is_land(snapshot, row)))


def _is_land(snapshot: Snapshot, row: SensitivePlace) -> bool:
    return row.kind != DWELLINGS and snapshot.geometry(row).geom_type == "Polygon"


def places_in(snapshot: Snapshot, shape: Any) -> tuple[SensitivePlace, ...]:
    """The schools, care and recreation that lie in a shape, wholly or in part, in order of key."""
    listed = _listed(snapshot, dwellings=False)
    return tuple(listed.rows[i] for i in np.flatnonzero(_shares(listed, shape)))


def places_by_municipality(snapshot: Snapshot, shape: Any) -> dict[str, int]:
    """How many schools, care and recreation lie in a shape, by municipality code."""
    listed = _listed(snapshot, dwellings=False)
    found = _by_code(snapshot, listed, (_shares(listed, shape) > 0).astype(np.float64))
    return {m.code: round(found.get(m.code, 0.0)) for m in snapshot.region.municipalities}


def counted_in(snapshot: Snapshot, shape: Any) -> dict[str, float]:
    """The counted dwellings in a shape by municipality code, of each municipality that has any count.

    Of an area with a count the share that lies in the shape.
    """
    listed = _listed(snapshot, dwellings=True)
    counts = np.array([float(row.count or 0) for row in listed.rows])
    return _by_code(snapshot, listed, counts * _shares(listed, shape))


def _listed(snapshot: Snapshot, *, dwellings: bool) -> _Listed:
    region = snapshot.region
    rows = tuple(
        row
        for row in snapshot.sensitive_places.values()
        if (row.kind == DWELLINGS) == dwellings and not (dwellings and row.count is None)
    )

    def make() -> _Listed:
        ordered = tuple(sorted(rows, key=lambda row: row.key))
        shapes = np.array([snapshot.geometry(row) for row in ordered], dtype=object)
        where = np.full(len(ordered), -1, dtype=np.int64)
        if ordered:
            points: Any = shapely.point_on_surface(shapes)
            one, near = region.border_tree.query(points, predicate="intersects")
            # Of a point on a border the first municipality.
            where[one[::-1]] = near[::-1]
        return _Listed(ordered, shapes, where)

    return snapshot.remember(("listed places", region.stamp, rows), make)


def _by_code(snapshot: Snapshot, listed: _Listed, amounts: NDArray[np.float64]) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, amount in zip(listed.municipality.tolist(), amounts.tolist(), strict=True):
        if place >= 0:
            code = snapshot.region.municipalities[place].code
            found[code] = found.get(code, 0.0) + amount
    return found


def _shares(listed: _Listed, shape: Any) -> NDArray[np.float64]:
    """The part of each place, 0-1, that lies in a shape; a point lies in it or not."""
    shares = np.zeros(len(listed.rows))
    if shape.is_empty or not listed.rows:
        return shares
    met = np.flatnonzero(shapely.intersects(prepared(shape), listed.shapes))
    own = shapely.area(listed.shapes[met])
    inside = shapely.area(shapely.intersection(shape, listed.shapes[met]))
    part = np.where(inside >= SMALLEST_M2, inside / np.maximum(own, SMALLEST_M2), 0.0)
    shares[met] = np.where(own > 0, part, 1.0)
    return shares
