"""What lies near a place of the map: the edges to snap to and to trace along, of all that is shown.

Nothing is gathered beforehand: each question looks up the few shapes near the pointer in trees that are
there anyway, so that it takes the same fraction of a frame in a small project and in a province. Where more
lies there than can be looked through between two frames, the backdrop and the present land use are left out
and `limited` says so.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.canvas.atlas import Atlas
from desktop.canvas.camera import Bounds
from desktop.canvas.edges import edges_of
from desktop.canvas.strips import within
from desktop.tools.event import Place
from scenarios.project.model import table_of
from scenarios.project.snapshot import Snapshot

BUDGET = 20_000
"""Corners of shapes near the pointer that can be looked through between two frames."""

_TABLES = ("business", "tree_row", "contour", "waiting_land", "sensitive_place", "correction")
"""Tables besides those of drawn things whose shapes are targets."""

_NONE = np.zeros((0, 4))


@dataclass(frozen=True, eq=False)
class Near:
    """Edges (n, 4) as x0, y0, x1, y1 (a point is one without length) and middles of areas (m, 2), m; whether
    something had to be left out."""

    edges: NDArray[np.float64]
    centres: NDArray[np.float64]
    limited: bool = False


class Targets:
    """The shapes of one snapshot, its region's included, by where they are."""

    def __init__(self, snapshot: Snapshot, atlas: Atlas) -> None:
        self.atlas = atlas
        rows: list[Any] = list(snapshot.things)
        for table in _TABLES:
            rows += [r for r in snapshot.rows(table).values() if table != "tree_row" or snapshot.active(r)]
        self.places = [(table_of(row), row.key) for row in rows]
        self.shapes = np.array([snapshot.geometry(row) for row in rows], dtype=object)
        self.tree = shapely.STRtree(self.shapes)

    def near(
        self,
        box: Bounds,
        seen: Callable[[str], bool],
        apart: Collection[Place] = (),
        *,
        land: bool = False,
        budget: int | None = None,
    ) -> Near:
        """What meets a box, of the tables that are seen; `apart`: rows left out; `land`: with the present
        land use."""
        area, budget = shapely.box(*box), BUDGET if budget is None else budget
        found = [n for n in self.tree.query(area) if self._counts(self.places[n], seen, apart)]
        drawn = self.shapes[found]
        parts: list[NDArray[np.float64] | None] = [within(edges_of(drawn), box)]
        centres = [_centres(drawn)]
        if self.atlas.ready:
            if seen("municipality"):
                parts.append(self.atlas.border_strips.near(box))
            if seen("reference"):
                parts.append(self.atlas.backdrop_strips.near(box))
            if land and seen("present_use"):
                pieces, taken = self._land(area, budget)
                parts.append(within(edges_of(pieces), box) if taken else None)
                centres.append(_centres(pieces) if taken else np.zeros((0, 2)))
        kept: list[NDArray[np.float64]] = []
        room = budget
        for edges in parts:
            if edges is None or len(edges) > room:
                return Near(np.concatenate(kept) if kept else _NONE, np.concatenate(centres), True)
            kept.append(edges)
            room -= len(edges)
        return Near(np.concatenate(kept), np.concatenate(centres), not self.atlas.ready)

    def _counts(self, place: Place, seen: Callable[[str], bool], apart: Collection[Place]) -> bool:
        return seen(place[0]) and place not in apart

    def _land(self, area: Any, budget: int) -> tuple[NDArray[np.object_], bool]:
        imported = self.atlas.region.imported
        found = imported.tree.query(area)
        if len(found) > budget:
            return imported.geoms[:0], False
        pieces = imported.geoms[found]
        return pieces, int(shapely.get_num_coordinates(pieces).sum()) <= budget


def _centres(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    areas = shapes[shapely.get_dimensions(shapes) == 2]
    return shapely.get_coordinates(shapely.centroid(areas)).reshape(-1, 2)
