"""Where the pointer jumps to: corners and edges of what is in view, within a few pixels.

The index holds only what is in view, within a budget; where that is exceeded the backdrop goes first, then
the borders, and `limited` says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.canvas.atlas import Atlas
from desktop.canvas.edges import edges_of
from desktop.tools.event import Place
from scenarios.project.model import table_of
from scenarios.project.snapshot import Snapshot

Bounds = tuple[float, float, float, float]

REACH = 10.0
"""Pixels within which the pointer snaps."""

_EDGE_REACH = 0.7
"""Edges reach this part as far as corners, which are harder to hit."""

_BUDGET = 150_000
"""Edges in view that can be searched between two frames."""


@dataclass(frozen=True, slots=True)
class Snap:
    """A place to snap to; `kind` is corner or edge."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, eq=False)
class Index:
    """Edges in view (n, 4) as x0, y0, x1, y1, m, and whether something had to be left out."""

    edges: NDArray[np.float64]
    limited: bool = False

    def snap(self, x: float, y: float, reach: float) -> Snap | None:
        """The nearest corner within `reach` m, else the nearest place on an edge."""
        if len(self.edges) == 0:
            return None
        corners = self.edges.reshape(-1, 2)
        far = np.hypot(corners[:, 0] - x, corners[:, 1] - y)
        nearest = int(np.argmin(far))
        if far[nearest] <= reach:
            return Snap(float(corners[nearest, 0]), float(corners[nearest, 1]), "corner")
        start, along = self.edges[:, :2], self.edges[:, 2:] - self.edges[:, :2]
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        part = np.clip((((x, y) - start) * along).sum(axis=1) / length, 0, 1)
        feet = start + along * part[:, None]
        far = np.hypot(feet[:, 0] - x, feet[:, 1] - y)
        nearest = int(np.argmin(far))
        if far[nearest] <= reach * _EDGE_REACH:
            return Snap(float(feet[nearest, 0]), float(feet[nearest, 1]), "edge")
        return None


def index(
    snapshot: Snapshot, atlas: Atlas, view: Bounds, seen: Callable[[str], bool], apart: Iterable[Place] = ()
) -> Index:
    """The edges in view of drawn things, sites, businesses, municipal borders and the backdrop, those
    first."""
    left_out = set(apart)
    drawn = [
        snapshot.geometry(row)
        for row in (*snapshot.things, *snapshot.businesses.values())
        if seen(table_of(row)) and (table_of(row), row.key) not in left_out
    ]
    sources = [edges_of(np.array(drawn, dtype=object))]
    if seen("municipality"):
        sources.append(atlas.border_edges)
    if seen("reference"):
        sources.append(atlas.backdrop_edges)
    kept: list[NDArray[np.float64]] = []
    room = _BUDGET
    for edges in sources:
        met = _in_view(edges, view)
        if len(met) > room:
            return Index(np.concatenate(kept) if kept else np.zeros((0, 4)), True)
        kept.append(met)
        room -= len(met)
    return Index(np.concatenate(kept))


def _in_view(edges: NDArray[np.float64], view: Bounds) -> NDArray[np.float64]:
    low_x, high_x = np.minimum(edges[:, 0], edges[:, 2]), np.maximum(edges[:, 0], edges[:, 2])
    low_y, high_y = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
    met = (low_x <= view[2]) & (high_x >= view[0]) & (low_y <= view[3]) & (high_y >= view[1])
    return edges[met]
