"""The present land use made disjoint: where polygons of the sources overlap, one of them has the land.

Polygons come ordered by rank (a lower number wins, ties by position). First each is cut along the municipal
borders, then what a better ranked one covers is taken away; only real overlaps are touched. Because a polygon
loses exactly the union of the better ones, every piece can be cut from the originals, in any order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.remarks import Remark, remark
from scenarios.progress import Job, Progress
from scenarios.wording import tr

SLIVER_M2 = 1.0
"""Pieces below this are dropped: noise of overlays and tile seams."""

_TOUCHING_M2 = 1e-6
_UNKNOWN_M2 = 1.0
_CHUNK = 2_000

Shapes = NDArray[np.object_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Flat:
    """Disjoint polygons, each inside one municipality, and what they cost.

    `geoms` one polygon per entry; `origin` its position in what was given; `municipality` its position in
    the borders. `lost_m2` maps (position of the winner's label, of the loser's) to m2. Remarks: `sliver`,
    `failed`.
    """

    geoms: Shapes
    origin: Numbers
    municipality: Numbers
    lost_m2: dict[tuple[int, int], float]
    remarks: tuple[Remark, ...]


def flatten(geoms: Shapes, rank: Numbers, label: Numbers, borders: Shapes) -> Job[Flat]:
    """Disjoint pieces of valid polygons inside a partition (m, RD); see the module.

    `rank` and `label` have one number per polygon: who wins, and under which name overlaps are reported.
    `borders`: one shape per municipality. Polygons that GEOS cannot cut even after repair are left out
    (`failed`).
    """
    order = np.argsort(rank, kind="stable")
    geoms, label = geoms[order], label[order]
    pieces, origin, municipality, failed = yield from _cut(geoms, borders)
    pairs = yield from _overlaps(pieces, municipality)
    before = shapely.area(pieces)
    yield from _take(pieces, pairs, failed)
    lost = _lost(pairs, label[origin], before - shapely.area(pieces))
    parts, index = shapely.get_parts(pieces, return_index=True)
    is_area = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, index = parts[is_area], index[is_area]
    small = shapely.area(parts) < SLIVER_M2
    said = (
        remark("sliver", parts[small & (shapely.area(parts) > _TOUCHING_M2)]),
        remark("failed", failed),
    )
    kept = index[~small]
    return Flat(
        parts[~small], order[origin[kept]], municipality[kept], lost, tuple(one for one in said if one.count)
    )


def _cut(geoms: Shapes, borders: Shapes) -> Job[tuple[Shapes, Numbers, Numbers, list[Any]]]:
    """Every polygon cut along the borders, in the order given: pieces, origin, municipality, failures."""
    failed: list[Any] = []
    found: list[Shapes] = []
    origins: list[Numbers] = []
    municipalities: list[Numbers] = []
    tree = shapely.STRtree(borders)
    for start in range(0, len(geoms), _CHUNK):
        yield Progress(0.3 * start / len(geoms), 1, tr("Cutting the land use along the municipal borders"))
        chunk = geoms[start : start + _CHUNK]
        polygon, border = tree.query(chunk, predicate="intersects")
        inside = np.zeros(len(polygon), dtype=bool)
        contained, container = tree.query(chunk, predicate="covered_by")
        inside[np.isin(polygon * len(borders) + border, contained * len(borders) + container)] = True
        shapes = chunk[polygon]
        crossing = shapes[~inside]
        shapes[~inside] = _or_empty(
            _each(shapely.intersection, crossing, borders[border[~inside]]), crossing, failed
        )
        found.append(shapes)
        origins.append(polygon + start)
        municipalities.append(border)
    if not found:
        none = np.empty(0, dtype=np.int64)
        return np.empty(0, dtype=object), none, none, failed
    pieces, origin = np.concatenate(found), np.concatenate(origins)
    municipality = np.concatenate(municipalities)
    keep = shapely.area(pieces) > _TOUCHING_M2
    order = np.argsort(origin[keep], kind="stable")
    return pieces[keep][order], origin[keep][order], municipality[keep][order], failed


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Overlapping pieces: position of the loser, of the winner, and the m2 they share; sorted by loser,
    winner."""

    loser: Numbers
    winner: Numbers
    m2: NDArray[np.float64]


def _overlaps(pieces: Shapes, municipality: Numbers) -> Job[_Pairs]:
    tree = shapely.STRtree(pieces)
    losers, winners, shared = [], [], []
    for start in range(0, len(pieces), _CHUNK):
        yield Progress(0.3 + 0.4 * start / len(pieces), 1, tr("Looking for overlapping land use"))
        loser, winner = tree.query(pieces[start : start + _CHUNK], predicate="intersects")
        loser = loser + start
        better = (winner < loser) & (municipality[winner] == municipality[loser])
        loser, winner = loser[better], winner[better]
        common = _each(shapely.intersection, pieces[loser], pieces[winner])
        m2 = np.where(shapely.is_missing(common), _UNKNOWN_M2, np.nan_to_num(shapely.area(common)))
        real = m2 > _TOUCHING_M2
        losers.append(loser[real])
        winners.append(winner[real])
        shared.append(m2[real])
    if not losers:
        none = np.empty(0, dtype=np.int64)
        return _Pairs(none, none, np.empty(0))
    loser, winner, m2 = np.concatenate(losers), np.concatenate(winners), np.concatenate(shared)
    order = np.lexsort((winner, loser))
    return _Pairs(loser[order], winner[order], m2[order])


def _take(pieces: Shapes, pairs: _Pairs, failed: list[Any]) -> Job[None]:
    """Take away, in place, what the better ranked pieces cover; all cuts are made from the originals."""
    losers, first = np.unique(pairs.loser, return_index=True)
    groups = np.split(pairs.winner, first[1:]) if len(losers) else []
    originals = pieces.copy()
    for start in range(0, len(losers), _CHUNK):
        yield Progress(0.7 + 0.3 * start / len(losers), 1, tr("Giving overlapping land to one use"))
        chunk = losers[start : start + _CHUNK]
        cover = np.array([_union(originals[group]) for group in groups[start : start + _CHUNK]], dtype=object)
        rest = _each(shapely.difference, originals[chunk], cover)
        pieces[chunk] = _or_empty(rest, originals[chunk], failed)


def _lost(pairs: _Pairs, label: Numbers, lost_m2: NDArray[np.float64]) -> dict[tuple[int, int], float]:
    """What each piece lost, shared out over those that took it by the land they have in common with it."""
    common = np.zeros(len(lost_m2))
    np.add.at(common, pairs.loser, pairs.m2)
    shares = pairs.m2 * lost_m2[pairs.loser] / np.maximum(common[pairs.loser], _TOUCHING_M2)
    sums: dict[tuple[int, int], float] = {}
    for winner, loser, m2 in zip(label[pairs.winner], label[pairs.loser], shares, strict=True):
        key = (int(winner), int(loser))
        sums[key] = sums.get(key, 0.0) + float(m2)
    return sums


def _union(shapes: Shapes) -> Any:
    if len(shapes) == 1:
        return shapes[0]
    try:
        return shapely.union_all(shapes)
    except shapely.GEOSException:
        return shapely.union_all(shapely.set_precision(shapely.make_valid(shapes), 0.001), grid_size=0.001)


def _each(overlay: Callable[..., Any], left: Shapes, right: Shapes) -> Shapes:
    """The overlay of two arrays; where GEOS gives up one by one, then on a 1 mm grid, else None."""
    try:
        return overlay(left, right)
    except shapely.GEOSException:
        found = np.empty(len(left), dtype=object)
        found[:] = [_one(overlay, a, b) for a, b in zip(left, right, strict=True)]
        return found


def _one(overlay: Callable[..., Any], left: Any, right: Any) -> Any:
    for grid in (None, 0.001):
        try:
            return overlay(left, right) if grid is None else overlay(left, right, grid_size=grid)
        except shapely.GEOSException:
            continue
    return None


def _or_empty(shapes: Shapes, originals: Shapes, failed: list[Any]) -> Shapes:
    """Failed overlays as empty polygons, their originals noted."""
    missing = shapely.is_missing(shapes)
    failed.extend(originals[missing])
    shapes[missing] = shapely.Polygon()
    return shapes
