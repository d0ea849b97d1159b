"""Polygons as flat arrays of corners, thinned to what a screen can show.

Thinning drops a corner where the triangle it spans with its neighbours is too small to see (Visvalingam's
measure). Which of two neighbouring corners goes first is decided by a hash of the corner itself, so two
polygons that share a border drop the same corners and no gap opens between them; and the choice does not
depend on the view, so nothing shimmers while the map moves.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

_BLOCK = 1 << 16
"""Corners handled together: few enough to stay in the processor's cache."""

_PASSES = (0.02, 0.02, 0.02, 0.02, 0.2, 0.2, 1.0, 1.0, 1.0, 1.0, 1.0)
"""The part of the limit that each pass goes by: what bends least goes first, or a sharp corner between close
neighbours would go before them."""

_SMALLEST_RING = 6
"""Rings with no more corners than this are left alone: one pass halves a ring at most, and three must
stay."""


@dataclass(frozen=True, eq=False)
class Rings:
    """Closed rings without the repeated last corner.

    `x`, `y` (corners,) metres from some origin, `start` (rings + 1,) offsets into them, `owner` (rings,)
    position of the polygon each ring belongs to, `hole` (rings,) whether it is an inner ring.
    """

    x: NDArray[np.floating]
    y: NDArray[np.floating]
    start: NDArray[np.int64]
    owner: NDArray[np.int32]
    hole: NDArray[np.bool_]


def rings_of(
    geoms: NDArray[np.object_],
    origin: tuple[float, float],
    smallest: float = 0.0,
    kind: type[np.floating] = np.float64,
) -> Rings:
    """The rings of polygons and multipolygons (anything else has none), in metres from `origin`.

    Corners whose triangle is below `smallest` m2 are left out.
    """
    ends = np.cumsum(shapely.get_num_coordinates(geoms))
    found: list[Rings] = []
    first = 0
    while first < len(geoms):
        reach = (ends[first - 1] if first else 0) + _BLOCK
        last = max(int(np.searchsorted(ends, reach, side="right")), first + 1)
        rings = _flat(geoms[first:last], first, origin, kind)
        found.append(_thinned(rings, smallest) if smallest > 0 and len(rings.owner) else rings)
        first = last
    return _chained(found, kind)


def _chained(found: list[Rings], kind: type[np.floating]) -> Rings:
    if not found:
        none = np.zeros(0, kind)
        return Rings(none, none, np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, bool))
    x, y = np.concatenate([r.x for r in found]), np.concatenate([r.y for r in found])
    counts = np.concatenate([np.diff(r.start) for r in found])
    owner, hole = np.concatenate([r.owner for r in found]), np.concatenate([r.hole for r in found])
    return Rings(x, y, np.concatenate([[0], np.cumsum(counts)]), owner, hole)


def _flat(geoms: NDArray, offset: int, origin: tuple[float, float], kind: type[np.floating]) -> Rings:
    parts, owner = geoms, np.arange(len(geoms))
    if (shapely.get_type_id(parts) != shapely.GeometryType.POLYGON).any():
        parts, owner = shapely.get_parts(geoms, return_index=True)
    area = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    parts, owner = parts[area], owner[area].astype(np.int32) + np.int32(offset)
    holed = shapely.get_num_interior_rings(parts) > 0
    plain = parts[~holed]
    corners, counts = shapely.get_coordinates(plain), shapely.get_num_coordinates(plain)
    owners, hole = owner[~holed], np.zeros(len(plain), bool)
    if holed.any():
        loops, index = shapely.get_rings(parts[holed], return_index=True)
        corners = np.concatenate([corners, shapely.get_coordinates(loops)])
        counts = np.concatenate([counts, shapely.get_num_coordinates(loops)])
        owners = np.concatenate([owners, owner[holed][index]])
        hole = np.concatenate([hole, np.diff(index, prepend=-1) == 0])
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    open_ = np.ones(len(corners), bool)
    open_[offsets[1:] - 1] = False
    corners = corners[open_]
    x, y = (corners[:, 0] - origin[0]).astype(kind), (corners[:, 1] - origin[1]).astype(kind)
    return Rings(x, y, offsets - np.arange(len(offsets)), owners, hole)


def turned(rings: Rings) -> Rings:
    """The rings with outer ones run anticlockwise and holes clockwise."""
    if len(rings.owner) == 0:
        return rings
    x, y, first = rings.x, rings.y, rings.start[:-1]
    # Relative to each ring's first corner, or the small areas drown in large coordinates.
    base = np.repeat(first, np.diff(rings.start))
    u, v = x - x[base], y - y[base]
    cross = np.zeros(len(x))
    np.subtract(u[:-1] * v[1:], u[1:] * v[:-1], out=cross[:-1])
    cross[rings.start[1:] - 1] = 0
    return _turn(rings, (np.add.reduceat(cross, first) < 0) != rings.hole)


def _turn(rings: Rings, wrong: NDArray[np.bool_]) -> Rings:
    if not wrong.any():
        return rings
    count = np.diff(rings.start)
    place = np.arange(len(rings.x))
    flip = np.repeat(wrong, count)
    ends = np.repeat(rings.start[:-1] + rings.start[1:] - 1, count)
    place[flip] = (ends - place)[flip]
    return Rings(rings.x[place], rings.y[place], rings.start, rings.owner, rings.hole)


def _thinned(rings: Rings, smallest: float) -> Rings:
    x, y, start = rings.x, rings.y, rings.start
    for part in _PASSES:
        first, last = start[:-1], start[1:] - 1
        dx, dy = _to_next(x, first, last), _to_next(y, first, last)
        cross = np.empty_like(x)
        np.subtract(dx[:-1] * dy[1:], dx[1:] * dy[:-1], out=cross[1:])
        cross[first] = dx[last] * dy[first] - dx[first] * dy[last]
        rank = _hash(x, y)
        rank[np.abs(cross) >= 2 * smallest * part] = 0
        count = np.diff(start)
        rank[np.repeat(count <= _SMALLEST_RING, count)] = 0
        drop = rank > 0
        drop[1:] &= rank[1:] > rank[:-1]
        drop[:-1] &= rank[:-1] > rank[1:]
        drop[first] = (rank[first] > rank[first + (count > 1)]) & (rank[first] > rank[last])
        drop[last] = (rank[last] > rank[last - (count > 1)]) & (rank[last] > rank[first])
        if not drop.any():
            continue
        keep = ~drop
        x, y = x[keep], y[keep]
        start = np.concatenate([[0], np.cumsum(keep)[last]])
    return Rings(x, y, start, rings.owner, rings.hole)


def _to_next(values: NDArray, first: NDArray, last: NDArray) -> NDArray:
    step = np.empty_like(values)
    np.subtract(values[1:], values[:-1], out=step[:-1])
    step[last] = values[first] - values[last]
    return step


def _hash(x: NDArray, y: NDArray) -> NDArray[np.uint32]:
    """A number above zero per corner that depends on nothing but its place."""
    bits = x.astype(np.float32).view(np.uint32) * np.uint32(2654435761)
    bits ^= y.astype(np.float32).view(np.uint32) * np.uint32(2246822519)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(0x2C1B3C6D)
    bits ^= bits >> np.uint32(12)
    bits |= np.uint32(1)
    return bits
