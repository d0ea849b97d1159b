"""A coverage as single edges with the polygon on either side, at the level of detail that a scale asks for.

Most edges of a coverage part two polygons: kept once instead of twice, and left out where both sides have the
same colour, they make the picture in half the time. A level is made when it is first needed and kept.
"""

import math
import threading
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.canvas.rings import Rings, rings_of, turned

Bounds = tuple[float, float, float, float]

_TRIANGLE = 0.1
"""A corner whose triangle is below this part of a pixel's area cannot be seen."""

_FINEST = 1.0
"""Metres per pixel below which corners are drawn as they are."""

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges from (x0, y0) to (x1, y1), metres from `origin`, none of them horizontal.

    `left` and `right`: the polygon on either side, as its position in the coverage, `NOBODY` where there is
    none.
    """

    origin: tuple[float, float]
    x0: NDArray[np.floating]
    y0: NDArray[np.floating]
    x1: NDArray[np.floating]
    y1: NDArray[np.floating]
    left: NDArray[np.int32]
    right: NDArray[np.int32]


@dataclass(eq=False)
class Detail:
    """Gives the edges of a coverage that a view shows; safe to ask from several threads.

    `at_once`: how many corners in view are quick enough to take from the polygons at every redraw, without a
    kept level; none where it matters more that neighbours share their edges.
    """

    geoms: NDArray[np.object_]
    at_once: int = 250_000
    bounds: NDArray[np.float64] = field(init=False)
    corners: NDArray[np.integer] = field(init=False)
    origin: tuple[float, float] = field(init=False)
    _levels: dict[int, Edges] = field(init=False, default_factory=dict)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.bounds = shapely.bounds(self.geoms).reshape(-1, 4)
        self.corners = shapely.get_num_coordinates(self.geoms)
        box = shapely.total_bounds(self.geoms) if len(self.geoms) else np.zeros(4)
        middle = np.nan_to_num([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
        self.origin = (float(np.rint(middle[0])), float(np.rint(middle[1])))

    def within(self, view: Bounds) -> NDArray[np.intp]:
        """Positions of the polygons whose box meets the view."""
        b = self.bounds
        met = (b[:, 0] <= view[2]) & (b[:, 2] >= view[0]) & (b[:, 1] <= view[3]) & (b[:, 3] >= view[1])
        return np.flatnonzero(met)

    def edges(self, view: Bounds, metres_per_pixel: float) -> tuple[Edges, NDArray[np.bool_]]:
        """The edges to draw, and which polygons (all of the coverage) they are to be drawn for."""
        found = self.within(view)
        chosen = np.zeros(len(self.geoms), bool)
        chosen[found] = True
        step = math.floor(math.log2(metres_per_pixel)) if metres_per_pixel >= _FINEST else -1
        smallest = _TRIANGLE * 4.0**step if step >= 0 else 0.0
        if self.corners[found].sum() <= self.at_once:
            rings = rings_of(self.geoms[found], self.origin, smallest)
            return _loose(turned(rings), self.origin, found.astype(np.int32)), chosen
        with self._lock:
            if step not in self._levels:
                rings = rings_of(self.geoms, self.origin, smallest, np.float32)
                self._levels[step] = _united(_loose(turned(rings), self.origin))
        return self._levels[step], chosen


def _loose(rings: Rings, origin: tuple[float, float], name: NDArray[np.int32] | None = None) -> Edges:
    """Every edge of every ring by itself: the polygon at its left, nobody at its right."""
    count = np.diff(rings.start)
    after = np.arange(1, len(rings.x) + 1)
    if len(after):
        after[rings.start[1:] - 1] = rings.start[:-1]
    owner = rings.owner if name is None else name[rings.owner]
    left = np.repeat(owner, count)
    x1, y1 = rings.x[after], rings.y[after]
    sloped = np.flatnonzero(rings.y != y1)
    nobody = np.full(len(sloped), NOBODY, np.int32)
    return Edges(
        origin,
        rings.x[sloped],
        rings.y[sloped],
        x1[sloped],
        y1[sloped],
        left[sloped].astype(np.int32),
        nobody,
    )


def _united(edges: Edges) -> Edges:
    """The edges with those that two polygons share kept once, from the top of the map down."""
    here, there = _name(edges.x0, edges.y0), _name(edges.x1, edges.y1)
    both = here + there
    order = np.argsort(both)
    same = both[order[1:]] == both[order[:-1]]
    # Of three edges in one place, two are a pair and the third stays alone.
    same[1:] &= ~same[:-1]
    first, second = order[:-1][same], order[1:][same]
    opposite = (here[first] == there[second]) & (edges.left[first] != edges.left[second])
    first, second = first[opposite], second[opposite]
    right = edges.right.copy()
    right[first] = edges.left[second]
    keep = np.ones(len(right), bool)
    keep[second] = False
    top = np.maximum(edges.y0, edges.y1)
    kept = np.flatnonzero(keep)
    kept = kept[np.argsort(-top[kept], kind="stable")]
    return Edges(
        edges.origin,
        edges.x0[kept],
        edges.y0[kept],
        edges.x1[kept],
        edges.y1[kept],
        edges.left[kept],
        right[kept],
    )


def _name(x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.uint64]:
    """A number per corner that two corners share only where they are one."""
    bits = x.astype(np.float32).view(np.uint32).astype(np.uint64) << np.uint64(32)
    bits |= y.astype(np.float32).view(np.uint32)
    bits *= np.uint64(0x9E3779B97F4A7C15)
    bits ^= bits >> np.uint64(29)
    bits *= np.uint64(0xBF58476D1CE4E5B9)
    bits ^= bits >> np.uint64(32)
    return bits


def edges_of(geoms: NDArray[np.object_]) -> NDArray[np.float64]:
    """All edges of geometries (n, 4); a point is an edge without length."""
    parts = shapely.get_parts(geoms)
    kinds = shapely.get_type_id(parts)
    polygons = kinds == shapely.GeometryType.POLYGON
    lines = np.concatenate([shapely.get_rings(parts[polygons]), parts[~polygons]])
    corners, line = shapely.get_coordinates(lines, return_index=True)
    joined = line[1:] == line[:-1]
    edges = np.hstack([corners[:-1], corners[1:]])[joined] if len(corners) > 1 else np.zeros((0, 4))
    points = shapely.get_coordinates(parts[kinds == shapely.GeometryType.POINT])
    return np.concatenate([edges, np.hstack([points, points])]) if len(points) else edges
