"""Land between owners divided so that every point goes to the nearest of them.

Borders that were simplified one by one overlap and gape in lenses. A lens is divided along the middle between
the two outlines: the edges between the Voronoi cells of points along each owner's edge, smoothed.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

NARROW_M = 1.0
"""Slivers narrower than this on average go to one owner whole: a border in the middle would be noise."""

_MOST_POINTS = 6_000
_MOST_HALVINGS = 6
_SHORTEST_M = 0.5
_SMOOTH = 16

Shapes = NDArray[np.object_]


def divided(
    face: shapely.Polygon, owners: Sequence[int], lands: Shapes, edges: Shapes, grid: float
) -> list[tuple[Any, int]]:
    """The face as (polygon, owner) pieces, each nearest to its owner's land.

    `lands` and their outlines `edges` are indexed by owner; lands that do not reach the face take part where
    they can be nearest to a point of it. The new border is the middle line, exact to about a tenth of the
    face's width.
    """
    chosen = np.array(owners)
    distances = shapely.distance(lands[chosen], face)
    width = 2 * face.area / max(face.length, grid)
    near = chosen[distances <= distances.min() + _depth(face, width)]
    if len(near) == 1 or width < NARROW_M:
        return [(face, _longest_edge(face, near, edges))]
    reach = float(distances.min()) + _depth(face, width)
    points, point_owner = _edge_points(_edges_near(face, near, edges, reach), width / 2)
    reached = shapely.dwithin(points, face, reach + width)
    points, point_owner = points[reached], point_owner[reached]
    if len(np.unique(point_owner)) < 2:
        return [(face, int(near[0]))]
    middle = _middle_lines(face, points, point_owner, width / _SMOOTH)
    parts = shapely.get_parts(
        shapely.polygonize(shapely.get_parts(shapely.union_all([face.boundary, *middle], grid_size=grid)))
    )
    inside = shapely.point_on_surface(parts)
    parts = parts[shapely.intersects(inside, face)]
    inside = inside[shapely.intersects(inside, face)]
    nearest = np.argmin([shapely.distance(inside, lands[i]) for i in near], axis=0)
    return [(part, int(near[i])) for part, i in zip(parts, nearest, strict=True)]


def _depth(face: shapely.Polygon, width: float) -> float:
    """How far a point of the face can lie from its outline, m."""
    return float(shapely.maximum_inscribed_circle(face, tolerance=max(width / 10, 0.01)).length)


def _longest_edge(face: shapely.Polygon, near: NDArray[np.int64], edges: Shapes) -> int:
    window = shapely.bounds(face)
    shared = [
        shapely.length(shapely.intersection(face.boundary, shapely.clip_by_rect(edges[i], *window)))
        for i in near
    ]
    return int(near[int(np.argmax(shared))])


def _edges_near(face: Any, near: NDArray[np.int64], edges: Shapes, reach: float) -> dict[int, Any]:
    """The outlines of the lands around the face, by owner, each one line or several."""
    xmin, ymin, xmax, ymax = shapely.bounds(face)
    found = {}
    for i in near:
        edge: Any = shapely.clip_by_rect(edges[i], xmin - reach, ymin - reach, xmax + reach, ymax + reach)
        found[int(i)] = shapely.line_merge(edge) if edge.geom_type == "MultiLineString" else edge
    return found


def _edge_points(edges: dict[int, Any], step: float) -> tuple[Shapes, NDArray[np.int64]]:
    """Points along each owner's edge and the owner of each: closer together where another owner is near.

    A point stands for its half of an interval no longer than half the distance to the nearest other owner, so
    that the cells of opposite points meet in the middle between the edges.
    """
    points, owners = [], []
    for owner, edge in edges.items():
        others = shapely.multilinestrings(
            np.concatenate([shapely.get_parts(other) for i, other in edges.items() if i != owner])
        )
        for line in shapely.get_parts(edge):
            start, length = _intervals(line, others, step)
            points.append(shapely.line_interpolate_point(line, start + length / 2))
            owners.append(np.full(len(start), owner))
    return np.concatenate(points), np.concatenate(owners)


def _intervals(line: Any, others: Any, step: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The line cut into intervals: where each starts and how long it is, m along the line."""
    count = max(2, int(np.ceil(line.length / step)))
    length: NDArray[np.float64] = np.full(count, line.length / count, dtype=np.float64)
    start: NDArray[np.float64] = np.arange(count, dtype=np.float64) * length
    for _ in range(_MOST_HALVINGS):
        middle = shapely.line_interpolate_point(line, start + length / 2)
        long = length > np.maximum(shapely.distance(middle, others) / 2, _SHORTEST_M)
        if not long.any() or len(start) > _MOST_POINTS:
            break
        half = length[long] / 2
        start = np.concatenate([start[~long], start[long], start[long] + half])
        length = np.concatenate([length[~long], half, half])
    return start, length


def _middle_lines(
    face: shapely.Polygon, points: Shapes, owner: NDArray[np.int64], tolerance: float
) -> list[Any]:
    """The lines inside the face between the cells of points of different owners."""
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=face))
    cell, point = shapely.STRtree(points).query(cells, predicate="contains")
    between = _between(cells[cell], owner[point])
    line = shapely.simplify(shapely.line_merge(shapely.multilinestrings(between)), tolerance)
    clipped = _lines(shapely.intersection(line, face))
    return [] if clipped.is_empty else [clipped]


def _between(cells: Shapes, owner: NDArray[np.int64]) -> Shapes:
    """The edges that cells of different owners share: every inner edge occurs in exactly two cells."""
    corners, cell = shapely.get_coordinates(cells, return_index=True)
    same = cell[:-1] == cell[1:]
    edges = np.concatenate([corners[:-1], corners[1:]], axis=1)[same]
    turned = (edges[:, 0] > edges[:, 2]) | ((edges[:, 0] == edges[:, 2]) & (edges[:, 1] > edges[:, 3]))
    edges[turned] = edges[turned][:, [2, 3, 0, 1]]
    order = np.lexsort(edges.T)
    edges, owners = edges[order], owner[cell[:-1][same]][order]
    meet = (edges[:-1] == edges[1:]).all(axis=1) & (owners[:-1] != owners[1:])
    lines: Any = shapely.linestrings(edges[:-1][meet].reshape(-1, 2, 2))
    return lines


def _lines(shape: Any) -> Any:
    parts = shapely.get_parts(shape)
    return shapely.multilinestrings(parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING])
