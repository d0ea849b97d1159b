"""The present land use as it holds in this project: the imported coverage with the corrections on top."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.prepared import prepared
from scenarios.landuse.stack import Layer, Part, uncovered, united
from scenarios.project.region import USE_INDEX, USES, Coverage, Region
from scenarios.project.snapshot import Snapshot

OTHER = USE_INDEX["OVE"]
"""The use of land that no polygon covers."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """What lies under a shape: `m2` by position of `municipality` and `use`; `outside` is outside the region.

    Each pair of municipality and use occurs once; m2 is not rounded.
    """

    municipality: NDArray[np.int64]
    use: NDArray[np.int64]
    m2: NDArray[np.float64]
    outside: float


def corrections(snapshot: Snapshot) -> tuple[Part, ...]:
    """The part of each correction that no later correction covers, from the ground up."""
    rows = sorted(snapshot.corrections.values(), key=lambda row: (row.rank, row.key))
    layers = tuple(Layer(row.key, row.geom, row.use) for row in rows)
    return snapshot.remember(("corrections", layers), lambda: uncovered(snapshot, layers))


def present(snapshot: Snapshot) -> NDArray[np.float64]:
    """The present area of each municipality (rows) and use (columns, as in USES), m2, not rounded."""
    region = snapshot.region
    parts = corrections(snapshot)
    key = ("present", region.stamp, tuple(part.token for part in parts), tuple(p.layer.use for p in parts))
    return snapshot.remember(key, lambda: _present(snapshot, parts))


def under(snapshot: Snapshot, part: Part) -> Cut:
    """The present land, corrections included, under the visible part of a drawn thing."""
    return present_in(snapshot, part.geometry, part.token)


def present_in(snapshot: Snapshot, shape: Any, token: Hashable) -> Cut:
    """The present land, corrections included, in a shape; `token` names all that the shape was made of."""
    near = _corrections_near(snapshot, shape)
    key = ("under", snapshot.region.stamp, token, tuple((part.token, part.layer.use) for part in near))
    return snapshot.remember(key, lambda: _under(snapshot, shape, near))


def covered_in(snapshot: Snapshot, shape: Any, token: Hashable, uses: tuple[str, ...]) -> NDArray[np.float64]:
    """The present land of some uses (not `OVE`) in a shape, per municipality and position in `uses`, m2."""
    near = _corrections_near(snapshot, shape)
    key = (
        "covered",
        snapshot.region.stamp,
        token,
        uses,
        tuple((part.token, part.layer.use) for part in near),
    )
    return snapshot.remember(key, lambda: _covered_in(snapshot, shape, near, uses))


def areas_in(snapshot: Snapshot, shape: Any, token: Hashable) -> tuple[NDArray[np.float64], float]:
    """The area of a shape in each municipality and outside the region, m2, not rounded."""
    key = ("municipalities", snapshot.region.stamp, token)
    return snapshot.remember(key, lambda: _municipal_areas(snapshot.region, shape))


def corrected(snapshot: Snapshot) -> Coverage:
    """The present land use as a coverage: imported polygons less the corrections, and the corrections.

    A correction keeps its row key; land in no polygon is `OVE`. Made when first asked for: no sum needs it.
    """
    parts = corrections(snapshot)
    if not parts:
        return snapshot.region.imported
    key = ("corrected", snapshot.region.stamp, tuple((part.token, part.layer) for part in parts))
    return snapshot.remember(key, lambda: _corrected(snapshot, parts))


def _present(snapshot: Snapshot, parts: tuple[Part, ...]) -> NDArray[np.float64]:
    areas = snapshot.remember(
        ("imported", snapshot.region.stamp), lambda: _imported_areas(snapshot.region)
    ).copy()
    for part in parts:
        key = ("imported under", snapshot.region.stamp, part.token)
        cut = snapshot.remember(key, lambda part=part: _under(snapshot, part.geometry, ()))
        np.subtract.at(areas, (cut.municipality, cut.use), cut.m2)
        np.add.at(areas[:, USE_INDEX[part.layer.use]], cut.municipality, cut.m2)
    return np.maximum(areas, 0.0)


def _imported_areas(region: Region) -> NDArray[np.float64]:
    coverage, count = region.imported, len(region.municipalities)
    cells = coverage.municipality.astype(np.int64) * len(USES) + coverage.use
    areas = _table(np.bincount(cells, weights=coverage.areas, minlength=count * len(USES)), count)
    areas[:, OTHER] += np.maximum(shapely.area(region.borders) - areas.sum(axis=1), 0.0)
    return areas


def _corrections_near(snapshot: Snapshot, shape: Any) -> tuple[Part, ...]:
    parts = corrections(snapshot)
    if not parts or shape.is_empty:
        return ()
    key = ("correction tree", tuple(part.token for part in parts))
    tree = snapshot.remember(key, lambda: shapely.STRtree([part.geometry for part in parts]))
    return tuple(parts[i] for i in sorted(tree.query(shape).tolist()))


def _under(snapshot: Snapshot, shape: Any, near: tuple[Part, ...]) -> Cut:
    region = snapshot.region
    count = len(region.municipalities)
    areas = np.zeros((count, len(USES)))
    rest = shape
    for part in near:
        shared = shapely.intersection(shape, part.geometry)
        if not shared.is_empty:
            areas[:, USE_INDEX[part.layer.use]] += _municipal_areas(region, shared)[0]
    if near:
        rest = shapely.difference(shape, united(snapshot, tuple(part.layer.geom for part in near)))
    inside, outside = _municipal_areas(region, shape)
    covered = _covered(region.imported, rest, count)
    free = inside - areas.sum(axis=1) - covered.sum(axis=1)
    areas += covered
    areas[:, OTHER] += np.maximum(free, 0.0)
    municipality, use = np.nonzero(areas)
    return Cut(municipality, use, areas[municipality, use], outside)


def _covered_in(
    snapshot: Snapshot, shape: Any, near: tuple[Part, ...], uses: tuple[str, ...]
) -> NDArray[np.float64]:
    region, wanted = snapshot.region, [USE_INDEX[use] for use in uses]
    rest = shape
    if near:
        rest = shapely.difference(shape, united(snapshot, tuple(part.layer.geom for part in near)))
    areas = _covered(region.imported, rest, len(region.municipalities), wanted)[:, wanted]
    for part in near:
        if part.layer.use in uses:
            shared = shapely.intersection(shape, part.geometry)
            areas[:, uses.index(part.layer.use)] += _municipal_areas(region, shared)[0]
    return areas


def _covered(
    coverage: Coverage, shape: Any, count: int, uses: list[int] | None = None
) -> NDArray[np.float64]:
    """The area of a shape that each municipality and use (or only some uses) of a coverage covers, m2."""
    near = coverage.tree.query(shape) if not shape.is_empty else np.empty(0, dtype=np.int64)
    if uses is not None:
        near = near[np.isin(coverage.use[near], uses)]
    m2 = overlap(shape, coverage.geoms[near], coverage.areas[near])
    cells = coverage.municipality[near].astype(np.int64) * len(USES) + coverage.use[near]
    return _table(np.bincount(cells, weights=m2, minlength=count * len(USES)), count)


def _table(cells: NDArray[Any], count: int) -> NDArray[np.float64]:
    return cells.reshape(count, len(USES)).astype(np.float64)


def overlap(shape: Any, others: NDArray[np.object_], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The area that a shape shares with each of many polygons of known areas, m2."""
    asked = prepared(shape)
    m2 = np.where(shapely.covers(asked, others), areas, 0.0)
    crossing = np.nonzero((m2 == 0.0) & shapely.intersects(asked, others))[0]
    m2[crossing] = shapely.area(shapely.intersection(shape, others[crossing]))
    return m2


def _municipal_areas(region: Region, shape: Any) -> tuple[NDArray[np.float64], float]:
    areas = np.zeros(len(region.municipalities))
    if shape.is_empty:
        return areas, 0.0
    near = region.border_tree.query(shape)
    whole = shapely.area(shape)
    around = near[[bool(shapely.covers(prepared(border), shape)) for border in region.borders[near]]]
    if len(around):
        areas[around[0]] = whole
        return areas, 0.0
    areas[near] = shapely.area(shapely.intersection(region.borders[near], shape))
    outside = whole - float(areas.sum())
    return areas, outside if outside > _NOISE_M2 else 0.0


_NOISE_M2 = 1e-4
"""Below this an area outside the region is the overlay's own rounding."""


def _corrected(snapshot: Snapshot, parts: tuple[Part, ...]) -> Coverage:
    region, base = snapshot.region, snapshot.region.imported
    cover = united(snapshot, tuple(part.layer.geom for part in parts))
    geoms = base.geoms.copy()
    hit = base.tree.query(cover, predicate="intersects")
    geoms[hit] = shapely.difference(geoms[hit], cover)
    new = [
        (piece, municipality, USE_INDEX[part.layer.use], part.layer.key)
        for part in parts
        for municipality in region.border_tree.query(part.geometry, predicate="intersects").tolist()
        if shapely.area(piece := shapely.intersection(part.geometry, region.borders[municipality])) > 0.0
    ]
    kept = np.ones(len(geoms), dtype=bool)
    kept[hit] = shapely.area(geoms[hit]) > 0.0
    shapes = np.empty(len(new), dtype=object)
    shapes[:] = [piece for piece, *_ in new]
    return Coverage(
        np.concatenate([geoms[kept], shapes]),
        np.concatenate([base.municipality[kept], np.array([n[1] for n in new], dtype=np.int32)]),
        np.concatenate([base.use[kept], np.array([n[2] for n in new], dtype=np.int32)]),
        np.concatenate([base.keys[kept], np.array([n[3] for n in new], dtype=np.int64)]),
    )
