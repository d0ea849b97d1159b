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
    """Places as arrays: rows, shapes, counts, the position of each's municipality (-1 outside).

    `grounds` is the ground of those that are areas, as WKB.
    """

    rows: tuple[SensitivePlace, ...]
    shapes: NDArray[np.object_]
    counts: NDArray[np.float64]
    municipality: NDArray[np.int64]
    grounds: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """All places: those that suffer themselves, the dwellings that are counted, and every row, so that their
    ids stay theirs."""

    places: _Listed
    dwellings: _Listed
    rows: tuple[SensitivePlace, ...]


def land_of_places(snapshot: Snapshot, shape: Any, token: Hashable) -> NDArray[np.float64]:
    """The m2 per municipality that schools, care and recreation have in a shape, housing land left out.

    `token` names all that the shape was made of.
    """
    areas = _table(snapshot).places.grounds
    if not areas or shape.is_empty:
        return np.zeros(len(snapshot.region.municipalities))
    both = ("places", token, areas)
    inside = snapshot.remember(both, lambda: shapely.intersection(shape, united(snapshot, areas)))
    whole = areas_in(snapshot, inside, both)[0]
    return np.maximum(whole - covered_in(snapshot, inside, both, (HOUSING,))[:, 0], 0.0)


def ground_of_places(snapshot: Snapshot) -> Any:
    """The ground of all schools, care and recreation that are areas; empty where there are none."""
    areas = _table(snapshot).places.grounds
    return united(snapshot, areas) if areas else NOWHERE


def places_in(snapshot: Snapshot, shape: Any) -> tuple[SensitivePlace, ...]:
    """The schools, care and recreation that lie in a shape, wholly or in part, in order of key."""
    listed = _table(snapshot).places
    return tuple(listed.rows[i] for i in np.flatnonzero(_shares(listed, shape)))


def places_by_municipality(snapshot: Snapshot, shape: Any) -> dict[str, int]:
    """How many schools, care and recreation lie in a shape, by municipality code."""
    listed = _table(snapshot).places
    found = _summed(snapshot, listed, (_shares(listed, shape) > 0).astype(np.float64))
    return {m.code: round(float(found[i])) for i, m in enumerate(snapshot.region.municipalities)}


def counted_in(snapshot: Snapshot, shape: Any) -> dict[str, float]:
    """The counted dwellings in a shape by municipality code, of each municipality that has any count.

    Of an area with a count the share that lies in the shape.
    """
    listed = _table(snapshot).dwellings
    found = _summed(snapshot, listed, listed.counts * _shares(listed, shape))
    there = np.unique(listed.municipality[listed.municipality >= 0])
    return {snapshot.region.municipalities[i].code: float(found[i]) for i in there.tolist()}


def _table(snapshot: Snapshot) -> _Table:
    """The places as arrays; told apart by the rows themselves, since there may be tens of thousands."""
    every = tuple(snapshot.sensitive_places.values())
    key = ("places", snapshot.region.stamp, tuple(map(id, every)))
    return snapshot.remember(key, lambda: _made(snapshot, every))


def _made(snapshot: Snapshot, every: tuple[SensitivePlace, ...]) -> _Table:
    rows = sorted(every, key=lambda row: row.key)
    return _Table(
        _listed(snapshot, tuple(row for row in rows if row.kind != DWELLINGS)),
        _listed(snapshot, tuple(row for row in rows if row.kind == DWELLINGS and row.count is not None)),
        every,
    )


def _listed(snapshot: Snapshot, rows: tuple[SensitivePlace, ...]) -> _Listed:
    shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
    where = np.full(len(rows), -1, dtype=np.int64)
    if rows:
        points: Any = shapely.point_on_surface(shapes)
        one, near = snapshot.region.border_tree.query(points, predicate="intersects")
        # Of a point on a border the first municipality.
        where[one[::-1]] = near[::-1]
    grounds = sorted(
        {row.geom for row, shape in zip(rows, shapes, strict=True) if shape.geom_type == "Polygon"}
    )
    counts = np.array([float(row.count or 0) for row in rows])
    return _Listed(rows, shapes, counts, where, tuple(grounds))


def _summed(snapshot: Snapshot, listed: _Listed, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Amounts per municipality; what lies outside the region is left out."""
    inside = listed.municipality >= 0
    many = len(snapshot.region.municipalities)
    found = np.bincount(listed.municipality[inside], weights=amounts[inside], minlength=many)
    return found.astype(np.float64)


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
