"""Tracing: the shortest way along existing edges between two places on them.

The edges in view become a graph in which every crossing is a node. It is made in a thread, so that no frame
waits for it; the shortest ways from the last click are found once and kept while the pointer moves.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.tools.event import Point

BUDGET = 60_000
"""Edges in view that are made into a graph; with more of them nothing is traced."""

_MM = 1000.0
_ON = 0.002
"""A corner within this many m of an edge lies on it."""

_STRAIGHT = 1e-6
"""A way by a point is straight where it is not this many m longer."""

_AT = 0.01
"""A place within this many m of an edge is on it."""

_STEPS = 3_000
"""Nodes that are visited for one movement of the pointer; the next one goes on."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes (n, 2) in m, the pair of nodes of each edge (m, 2), what each node is linked to and how far, and
    the corners that were there before edges were cut, in whole mm."""

    nodes: NDArray[np.float64]
    edges: NDArray[np.intp]
    links: Sequence[Sequence[tuple[int, float]]]
    tree: shapely.STRtree
    corners: frozenset[tuple[float, ...]]

    def at(self, place: Point) -> tuple[int, list[tuple[int, float]]] | None:
        """The edge that a place lies on, and its ends with their distance to the place; None off the
        edges."""
        point = shapely.Point(place)
        near = self.tree.query(point, predicate="dwithin", distance=_AT)
        if len(near) == 0:
            return None
        far = shapely.distance(self.tree.geometries[near], point)
        edge = int(near[int(np.argmin(far))])
        ends = [(int(n), math.dist(place, self.nodes[n])) for n in self.edges[edge]]
        return edge, ends


def graph(edges: NDArray[np.float64]) -> Graph:
    """Edges (n, 4) as a graph, cut where they cross or end on each other; corners within a millimetre are
    one."""
    whole = _once(edges)
    pieces = _once(_cut(whole))
    ends = pieces.reshape(-1, 2)
    _, first, places = np.unique(np.round(ends * _MM), axis=0, return_index=True, return_inverse=True)
    nodes, pairs = ends[first], places.reshape(-1, 2)
    links: list[list[tuple[int, float]]] = [[] for _ in range(len(nodes))]
    far = np.hypot(*(nodes[pairs[:, 0]] - nodes[pairs[:, 1]]).T).tolist()
    for (a, b), length in zip(pairs.tolist(), far, strict=True):
        links[a].append((b, length))
        links[b].append((a, length))
    corners = frozenset(map(tuple, np.round(whole.reshape(-1, 2) * _MM).tolist()))
    return Graph(nodes, pairs, links, shapely.STRtree(_lines(pieces)), corners)


def _once(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges without those of no length, and each once where two neighbours share it."""
    ordered = _sorted_ends(edges)
    names, first = np.unique(np.round(ordered * _MM), axis=0, return_index=True)
    return ordered[first[(names[:, :2] != names[:, 2:]).any(axis=1)]]


def _lines(edges: NDArray[np.float64]) -> NDArray[np.object_]:
    return np.asarray(shapely.linestrings(edges.reshape(-1, 2, 2)), dtype=object)


def _sorted_ends(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges with their ends in one order, so that the same edge of two neighbours is one."""
    turned = (edges[:, 0] > edges[:, 2]) | ((edges[:, 0] == edges[:, 2]) & (edges[:, 1] > edges[:, 3]))
    return np.where(turned[:, None], edges[:, [2, 3, 0, 1]], edges)


def _cut(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Edges cut where others cross them or end on them."""
    if len(edges) == 0:
        return edges
    lines = _lines(edges)
    a, b = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=_ON)
    a, b = a[a != b], b[a != b]
    p, r = edges[a, :2], edges[a, 2:] - edges[a, :2]
    q, s = edges[b, :2], edges[b, 2:] - edges[b, :2]
    square = (r**2).sum(axis=1)
    places, owners = [], []
    for end in (q, q + s):
        t = ((end - p) * r).sum(axis=1) / square
        aside = np.hypot(*(p + r * t[:, None] - end).T)
        on = (aside <= _ON) & (t > 0) & (t < 1)
        places.append(end[on])
        owners.append(a[on])
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    sloped = cross != 0
    gap, safe = q - p, np.where(sloped, cross, 1.0)
    t = (gap[:, 0] * s[:, 1] - gap[:, 1] * s[:, 0]) / safe
    u = (gap[:, 0] * r[:, 1] - gap[:, 1] * r[:, 0]) / safe
    met = sloped & (t > 0) & (t < 1) & (u > 0) & (u < 1)
    # Both edges of a pair get the very same point.
    first = np.minimum(a, b) == a
    t_first = np.where(first, t, u)
    low = np.where(first, a, b)
    at = edges[low, :2] + (edges[low, 2:] - edges[low, :2]) * t_first[:, None]
    places.append(at[met])
    owners.append(a[met])
    return _pieces(edges, np.concatenate(owners), np.concatenate(places))


def _pieces(
    edges: NDArray[np.float64], owners: NDArray[np.intp], places: NDArray[np.float64]
) -> NDArray[np.float64]:
    every = np.arange(len(edges))
    owner = np.concatenate([every, owners, every])
    point = np.concatenate([edges[:, :2], places, edges[:, 2:]])
    along = np.hypot(*(point - edges[owner, :2]).T)
    order = np.lexsort((along, owner))
    owner, point = owner[order], point[order]
    same = owner[1:] == owner[:-1]
    return np.hstack([point[:-1], point[1:]])[same]


@dataclass(eq=False)
class Ways:
    """The shortest ways along a graph from one place, as far as they were found so far."""

    graph: Graph
    start: Point
    _far: dict[int, float] = field(default_factory=dict)
    _before: dict[int, int] = field(default_factory=dict)
    _settled: set[int] = field(default_factory=set)
    _heap: list[tuple[float, int]] = field(default_factory=list)
    _edge: int = -1

    def __post_init__(self) -> None:
        found = self.graph.at(self.start)
        if found is not None:
            self._edge, ends = found
            for node, far in ends:
                self._far[node] = far
                heapq.heappush(self._heap, (far, node))

    def to(self, place: Point) -> tuple[Point, ...]:
        """The nodes between the start and a place, both left out; none where no way was found yet."""
        found = self.graph.at(place) if self._far else None
        if found is None or found[0] == self._edge:
            return ()
        ends = found[1]
        self._grow([node for node, _ in ends])
        reached = [(self._far[node] + far, node) for node, far in ends if node in self._settled]
        if not reached:
            return ()
        nodes = [min(reached)[1]]
        while nodes[-1] in self._before:
            nodes.append(self._before[nodes[-1]])
        points = [(float(x), float(y)) for x, y in self.graph.nodes[nodes[::-1]]]
        points = [p for p in points if math.dist(p, self.start) > _AT and math.dist(p, place) > _AT]
        return tuple(self._without_straight([self.start, *points, place]))

    def _without_straight(self, path: list[Point]) -> list[Point]:
        """The inner points of a path but those that are no corners and lie straight between two others."""
        kept = [path[0]]
        for point, after in pairwise(path[1:]):
            corner = (round(point[0] * _MM), round(point[1] * _MM)) in self.graph.corners
            straight = math.dist(kept[-1], point) + math.dist(point, after) - math.dist(kept[-1], after)
            if corner or straight > _STRAIGHT:
                kept.append(point)
        return kept[1:]

    def _grow(self, targets: list[int]) -> None:
        for _ in range(_STEPS):
            if not self._heap or all(node in self._settled for node in targets):
                return
            far, node = heapq.heappop(self._heap)
            if node in self._settled:
                continue
            self._settled.add(node)
            for other, length in self.graph.links[node]:
                if far + length < self._far.get(other, math.inf):
                    self._far[other] = far + length
                    self._before[other] = node
                    heapq.heappush(self._heap, (far + length, other))
