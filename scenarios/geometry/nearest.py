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

Shapes = NDArray[np.object_]


def divided(
    face: shapely.Polygon, owners: Sequence[int], lands: Shapes, edges: Shapes, grid: float
) -> list[tuple[Any, int]]:
    """The face as (polygon, owner) pieces, each nearest to its owner's land.

    `lands` and their outlines `edges` are indexed by owner; lands that do not reach the face take part where
    they can be nearest to a point of it. The new border is the middle line, exact to about a quarter of the
    face's width.
    """
    chosen = np.array(owners)
    distances = shapely.distance(lands[chosen], face)
    width = 2 * face.area / max(face.length, grid)
    near = chosen[distances <= distances.min() + _depth(face, width)]
    if len(near) == 1 or width < NARROW_M:
        return [(face, _longest_edge(face, near, edges))]
    reach = float(distances.min()) + _depth(face, width)
    points, point_owner = _edge_points(face, near, edges, max(0.7 * width, face.length / _MOST_POINTS), reach)
    if len(np.unique(point_owner)) < 2:
        return [(face, int(near[0]))]
    middle = _middle_lines(face, points, point_owner, width / 4)
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


def _edge_points(
    face: shapely.Polygon, near: NDArray[np.int64], edges: Shapes, step: float, reach: float
) -> tuple[Shapes, NDArray[np.int64]]:
    """Points along each land's edge within reach of the face, with the owner each belongs to."""
    xmin, ymin, xmax, ymax = shapely.bounds(face)
    around = reach + step
    points, owner = [], []
    for i in near:
        edge: Any = shapely.clip_by_rect(edges[i], xmin - around, ymin - around, xmax + around, ymax + around)
        merged = shapely.line_merge(edge) if edge.geom_type == "MultiLineString" else edge
        for line in shapely.get_parts(merged):
            count = max(2, min(_MOST_POINTS, int(np.ceil(line.length / step))))
            at = (np.arange(count) + 0.5) / count
            points.append(shapely.line_interpolate_point(line, at, normalized=True))
            owner.append(np.full(count, i))
    if not points:
        return np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
    found, found_owner = np.concatenate(points), np.concatenate(owner)
    reached = shapely.dwithin(found, face, around)
    return found[reached], found_owner[reached]


def _middle_lines(
    face: shapely.Polygon, points: Shapes, owner: NDArray[np.int64], tolerance: float
) -> list[Any]:
    """The lines inside the face between the cells of points of different owners."""
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=face))
    cell, point = shapely.STRtree(points).query(cells, predicate="contains")
    grouped = [shapely.coverage_union_all(cells[cell[owner[point] == i]]) for i in np.unique(owner)]
    lines = []
    for position, first in enumerate(grouped):
        for second in grouped[position + 1 :]:
            between = shapely.intersection(shapely.boundary(first), shapely.boundary(second))
            line = shapely.line_merge(_lines(between))
            clipped = shapely.intersection(shapely.simplify(line, tolerance), face)
            if not clipped.is_empty:
                lines.append(_lines(clipped))
    return lines


def _lines(shape: Any) -> Any:
    parts = shapely.get_parts(shape)
    return shapely.multilinestrings(parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING])
