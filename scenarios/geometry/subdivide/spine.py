"""The middle line of a long or bent outline, for a road that follows it."""

import heapq
import math

import numpy as np
import shapely
import shapely.ops
from shapely import LineString, Polygon

from scenarios.geometry.subdivide.edge import sampled

Node = tuple[float, float]


_BENDS = (0.08, 0.2, 0.34)
"""How far, as parts of the land's width, a road may leave the middle to have fewer bends."""


def middle_lines(land: Polygon) -> list[LineString]:
    """The longest way through the middle of some land, with more and with fewer bends; empty without any.

    It is the longest path along the edges between the points of the border that lie nearest (Voronoi).
    """
    points = shapely.multipoints(shapely.get_coordinates(sampled(shapely.simplify(land, 1.0)))[:-1])
    lines = shapely.get_parts(shapely.voronoi_polygons(points, only_edges=True))
    if len(lines) == 1:
        lines = shapely.get_parts(lines)
    pairs = np.concatenate([_edges(line) for line in lines]) if len(lines) else np.empty((0, 2, 2))
    shapely.prepare(land)
    a, b = pairs[:, 0], pairs[:, 1]
    held = shapely.contains_xy(land, a[:, 0], a[:, 1]) & shapely.contains_xy(land, b[:, 0], b[:, 1])
    graph: dict[Node, dict[Node, float]] = {}
    for (ax, ay), (bx, by) in np.round(pairs[held], 3).tolist():
        length = math.dist((ax, ay), (bx, by))
        graph.setdefault((ax, ay), {})[(bx, by)] = length
        graph.setdefault((bx, by), {})[(ax, ay)] = length
    if len(graph) < 3:
        return []
    start, _ = _farthest(graph, min(graph))
    start, _ = _farthest(graph, start)
    end, came = _farthest(graph, start)
    path = [end]
    while path[-1] in came:
        path.append(came[path[-1]])
    if len(path) < 3:
        return []
    found = [_plain(LineString(path), land, bends) for bends in _BENDS]
    lines = {line.wkb: line for line in found if line is not None}
    return list(lines.values())


def _edges(line: LineString) -> np.ndarray:
    corners = shapely.get_coordinates(line)
    return np.stack((corners[:-1], corners[1:]), axis=1)


def _farthest(graph: dict[Node, dict[Node, float]], start: Node) -> tuple[Node, dict[Node, Node]]:
    """The node farthest from a start along the graph, and from where each node was come to."""
    far: dict[Node, float] = {start: 0.0}
    came: dict[Node, Node] = {}
    heap = [(0.0, start)]
    while heap:
        length, node = heapq.heappop(heap)
        if length > far[node]:
            continue
        for other, step in graph[node].items():
            if length + step < far.get(other, math.inf):
                far[other], came[other] = length + step, node
                heapq.heappush(heap, (length + step, other))
    return max(far, key=lambda node: (far[node], node)), came


def _plain(path: LineString, land: Polygon, bends: float) -> LineString | None:
    """The path without its forked ends, with few bends; None where it has none."""
    width = land.area / max(path.length, 1.0)
    trim = min(width * 0.45, path.length * 0.2)
    core = shapely.ops.substring(path, trim, path.length - trim)
    corners = shapely.get_coordinates(core.simplify(width * bends))
    if len(corners) < 3:
        return None
    first = _extended(corners[1], corners[0], land)
    last = _extended(corners[-2], corners[-1], land)
    return LineString([first, *corners[1:-1].tolist(), last])


def _extended(before: np.ndarray, end: np.ndarray, land: Polygon) -> tuple[float, float]:
    """Where a line runs out of the land when it goes straight on past its end."""
    way = (end - before) / max(math.dist(before, end), 1e-9)
    reach = math.sqrt(land.area) * 3
    ray = shapely.intersection(LineString([end, end + way * reach]), land)
    parts = [p for p in shapely.get_parts(ray) if isinstance(p, LineString)]
    near = min(parts, key=lambda p: shapely.distance(p, shapely.Point(end)), default=None)
    if near is None:
        return (float(end[0]), float(end[1]))
    return tuple(max(near.coords, key=lambda c: math.dist(c, end)))  # type: ignore[return-value]
