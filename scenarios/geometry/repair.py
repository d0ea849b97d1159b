"""Geometry of others made fit for overlays: single valid polygons, with a word about what was done to the
rest."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.remarks import Remark, remark

LARGE = 20_000
"""Corners from which an invalid polygon is looked at first: repairing a tangle can take for ever."""

_CROWDED = 60
_SAMPLE = 500

Shapes = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Polygons:
    """Valid polygons with area, `origin` the position each had in what was given, and what happened on the
    way."""

    geoms: Shapes
    origin: NDArray[np.int64]
    remarks: tuple[Remark, ...] = ()


def polygons(geoms: Shapes) -> Polygons:
    """The polygons in any geometries, one entry per part, repaired where they cross themselves.

    Nulls, points and lines are left out and counted (`null`, `not-an-area`), collections are split, invalid
    rings repaired (`repaired`); outlines that fold to nothing (`no-area`) or are too tangled to repair
    (`unrepairable`) are left out. Z and M must be gone already.
    """
    geoms = np.asarray(geoms, dtype=object)
    given = ~(shapely.is_missing(geoms) | shapely.is_empty(geoms))
    parts, index = shapely.get_parts(geoms[given], return_index=True)
    origin = np.flatnonzero(given)[index]
    parts, origin = _opened(parts, origin)
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    without = np.setdiff1d(origin, origin[is_area])
    parts, origin = parts[is_area], origin[is_area]
    valid = shapely.is_valid(parts)
    fixed, fixed_origin, hopeless, folded = _repaired(parts[~valid], origin[~valid])
    found = np.concatenate([parts[valid], fixed])
    found_origin = np.concatenate([origin[valid], fixed_origin])
    keep = shapely.area(found) > 0
    order = np.argsort(found_origin[keep], kind="stable")
    remarks = (
        Remark("null", int((~given).sum())),
        remark("not-an-area", geoms[without], area=False),
        remark("repaired", geoms[np.unique(fixed_origin)]),
        remark("unrepairable", hopeless, area=False),
        remark("no-area", folded, area=False),
    )
    return Polygons(found[keep][order], found_origin[keep][order], tuple(r for r in remarks if r.count))


def mended(polygon: Any) -> Shapes | None:
    """One polygon that crosses itself as valid polygons, without its bare lines; None where it is too
    tangled."""
    if shapely.get_num_coordinates(polygon) > LARGE and _is_tangled(polygon):
        return None
    try:
        whole = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    except shapely.GEOSException:
        return None
    parts = shapely.get_parts(whole)
    return parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 0)]


def of_one_kind(geom: Any) -> list[Any]:
    """A geometry as at most one of each kind: collections as multipolygon, multilinestring, multipoint."""
    if geom.geom_type != "GeometryCollection":
        return [geom]
    loose = shapely.get_parts(geom)
    parts, _ = _opened(loose, np.zeros(len(loose), dtype=np.int64))
    dimension = shapely.get_dimensions(parts)
    made = ((2, shapely.multipolygons), (1, shapely.multilinestrings), (0, shapely.multipoints))
    return [build(parts[dimension == of]) for of, build in made if (dimension == of).any()]


def finite(geoms: Shapes) -> NDArray[np.bool_]:
    """Whether each geometry has only coordinates that are numbers; True for null and empty ones."""
    coordinates, index = shapely.get_coordinates(geoms, return_index=True)
    good = np.ones(len(geoms), dtype=bool)
    good[index[~np.isfinite(coordinates).all(axis=1)]] = False
    return good


def _opened(parts: Shapes, origin: NDArray[np.int64]) -> tuple[Shapes, NDArray[np.int64]]:
    """Collections inside collections opened until only single geometries are left."""
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, index = shapely.get_parts(parts, return_index=True)
        origin = origin[index]
    return parts, origin


def _repaired(
    parts: Shapes, origin: NDArray[np.int64]
) -> tuple[Shapes, NDArray[np.int64], list[Any], list[Any]]:
    """The pieces and their origin, what could not be repaired, and what folded to nothing."""
    fixed: list[Any] = []
    origins: list[int] = []
    hopeless, folded = [], []
    for part, index in zip(parts, origin, strict=True):
        pieces = mended(part)
        if pieces is None:
            hopeless.append(part)
        elif len(pieces) == 0:
            folded.append(part)
        else:
            fixed.extend(pieces)
            origins.extend([int(index)] * len(pieces))
    found = np.empty(len(fixed), dtype=object)
    found[:] = fixed
    return found, np.array(origins, dtype=np.int64), hopeless, folded


def _is_tangled(polygon: Any) -> bool:
    """Whether a sample of the edges meets so many others that repairing would not end."""
    rings = shapely.get_rings(polygon)
    ends, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    edges: Any = shapely.linestrings(np.stack([ends[:-1], ends[1:]], axis=1)[same])
    sample = edges[np.linspace(0, len(edges) - 1, min(_SAMPLE, len(edges))).astype(int)]
    hits = shapely.STRtree(edges).query(sample).shape[1]
    return hits > _CROWDED * len(sample)
