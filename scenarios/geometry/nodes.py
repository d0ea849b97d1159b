"""Corners put where shapes meet: a corner that lies a millimetre off an edge means to lie on it.

A corner of one shape that lies on an edge of another must be a corner of both: else rounding opens a sliver
between them as soon as either is touched.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

Coordinates = NDArray[np.float64]

_ROUNDED_M = 0.0008
_MOST_ROUNDS = 4
_FEWEST = 4


def with_nodes(shape: Any, points: Coordinates, near: float) -> Any:
    """A polygon or multipolygon with these points as corners where its rings pass within `near` m of them.

    A corner that near moves to the point; else the edge gets a new corner there. The shape itself where no
    point is near; it may turn out invalid where edges lie closer together than `near`.
    """
    if len(points) == 0 or shape.is_empty:
        return shape
    places: Any = shapely.points(points)
    boundary = shape.boundary
    shapely.prepare(boundary)
    reached = points[shapely.dwithin(boundary, places, near)]
    if len(reached) == 0 or _has_all(shape, reached, near):
        return shape
    rings = [
        [_noded(shapely.get_coordinates(ring), reached, near) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]
    if not any(changed for part in rings for _, changed in part):
        return shape
    if any(len(ring) < _FEWEST for part in rings for ring, _ in part):
        return shape
    made = [Polygon(part[0][0], [ring for ring, _ in part[1:]]) for part in rings]
    return made[0] if isinstance(shape, Polygon) else MultiPolygon(made)


def on_edges(shape: Any, others: Sequence[Any], near: float) -> Any:
    """A polygon or multipolygon with its corners on the edges of others that pass within `near` m.

    Corners that are corners of the others already stay. The shape itself where that would spoil it.
    """
    corners = shapely.get_coordinates(shape)
    places: Any = shapely.points(corners)
    moved = corners.copy()
    for other in others:
        boundary = other.boundary
        reached = np.flatnonzero(shapely.dwithin(places, boundary, near))
        for i in reached[shapely.distance(places[reached], boundary) > _ROUNDED_M]:
            moved[i] = _foot(boundary, corners[i])
    if (moved == corners).all():
        return shape
    put = shapely.set_coordinates(shapely.force_2d(shape), moved)
    return put if put.is_valid and put.area > 0 else shape


def all_noded(shapes: Sequence[Any], near: float) -> list[Any]:
    """Polygons with each other's corners wherever they meet within `near` m; the earlier ones' corners stay.

    A shape goes without a corner that would spoil it. A corner put in bends an edge by a hair, which may
    bring another corner near: so it is done again until nothing changes.
    """
    found = list(shapes)
    for _ in range(_MOST_ROUNDS if len(found) > 1 else 0):
        before, found = found, _noded_once(found, near)
        if all(new is old for new, old in zip(found, before, strict=True)):
            break
    return found


def _noded_once(shapes: Sequence[Any], near: float) -> list[Any]:
    corners = np.vstack([shapely.get_coordinates(shape) for shape in shapes])
    _, first = np.unique(corners, axis=0, return_index=True)
    corners = corners[np.sort(first)]
    points: Any = shapely.points(corners)
    later, earlier = shapely.STRtree(points).query(points, predicate="dwithin", distance=near)
    kept = np.ones(len(corners), dtype=bool)
    for i in np.unique(later[earlier < later]):
        kept[i] = not kept[earlier[(later == i) & (earlier < i)]].any()
    found = []
    for shape in shapes:
        noded = with_nodes(shape, corners[kept], near)
        valid = noded is shape or noded.is_valid
        found.append(noded if valid else _one_by_one(shape, corners[kept], near))
    return found


def _one_by_one(shape: Any, points: Coordinates, near: float) -> Any:
    """A shape with those points as corners that do not spoil it, where all of them together do."""
    own = set(map(tuple, shapely.get_coordinates(shape).tolist()))
    places: Any = shapely.points(points)
    for point in points[shapely.dwithin(places, shape.boundary, near)]:
        if tuple(point.tolist()) not in own:
            noded = with_nodes(shape, point[None, :], near)
            shape = noded if noded.is_valid else shape
    return shape


def line_on(line: Any, shape: Any, near: float) -> Any:
    """A line with its corners on the corners, or else the edges, of a shape within `near` m of them."""
    corners = shapely.get_coordinates(line)
    own = np.unique(shapely.get_coordinates(shape), axis=0)
    boundary = shape.boundary
    for place, corner in enumerate(corners):
        far = np.hypot(*(own - corner).T)
        nearest = int(np.argmin(far))
        if far[nearest] <= near:
            corners[place] = own[nearest]
        elif shapely.distance(boundary, shapely.Point(corner)) <= near:
            corners[place] = _foot(boundary, corner)
    return shapely.LineString(corners)


def _has_all(shape: Any, points: Coordinates, near: float) -> bool:
    """Whether all points are corners of a shape already, and none of its corners lies beside another."""
    corners = shapely.get_coordinates(shape)
    if not set(map(tuple, points.tolist())) <= set(map(tuple, corners.tolist())):
        return False
    steps = np.diff(corners, axis=0)
    return bool((np.hypot(steps[:, 0], steps[:, 1]) > near).all())


def _foot(boundary: Any, corner: Coordinates) -> Coordinates:
    return np.round(shapely.get_coordinates(shapely.shortest_line(boundary, shapely.Point(corner)))[0], 3)


def _noded(ring: Coordinates, points: Coordinates, near: float) -> tuple[Coordinates, bool]:
    """A closed ring with the points as corners, and whether that changed it."""
    start, along = ring[:-1], ring[1:] - ring[:-1]
    edges: Any = shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1))
    # Pairs of a point and an edge near it, found in a tree: outlines of thousands of corners are dragged too.
    i, edge = shapely.STRtree(edges).query(shapely.points(points), predicate="dwithin", distance=2 * near)
    to, way = points[i] - start[edge], along[edge]
    part = np.clip((to * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-18), 0, 1)
    far = np.hypot(*(to - part[:, None] * way).T)
    corner = np.hypot(*to.T)
    moved = start.copy()
    meet = np.flatnonzero(corner <= near)
    meet = meet[np.lexsort((i[meet], corner[meet], edge[meet]))]
    _, first = np.unique(edge[meet], return_index=True)
    moved[edge[meet[first]]] = points[i[meet[first]]]
    taken = np.zeros(len(points), dtype=bool)
    taken[i[meet]] = True
    added: dict[int, list[tuple[float, int]]] = {}
    beside = np.flatnonzero((far <= near) & ~taken[i])
    beside = beside[np.lexsort((edge[beside], far[beside], i[beside]))]
    _, first = np.unique(i[beside], return_index=True)
    for pair in beside[first].tolist():
        added.setdefault(int(edge[pair]), []).append((float(part[pair]), int(i[pair])))
    if not added and (moved == start).all():
        return ring, False
    rows: list[Coordinates] = []
    for edge, corner_point in enumerate(moved):
        rows.append(corner_point)
        rows.extend(points[i] for _, i in sorted(added.get(edge, ())))
    closed = np.array([*rows, rows[0]])
    keep = np.ones(len(closed), dtype=bool)
    keep[1:] = (closed[1:] != closed[:-1]).any(axis=1)
    return closed[keep], True
