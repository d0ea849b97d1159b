"""Rows of trees: where their trunks stand, and the ground under their crowns when they are full-grown."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.contour import contour
from scenarios.landuse.assumptions import assumed
from scenarios.project.model import TreeRow
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The trees of a row: their points, and the shape under their crowns."""

    points: Any
    shade: Any

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.points)


def trees_of(snapshot: Snapshot, row: TreeRow) -> Trees:
    """The trees of a row, the first at its beginning; crown and distance of the project where it has none."""
    crown = row.crown_m if row.crown_m is not None else assumed(snapshot, "tree_crown").value
    spacing = row.spacing_m if row.spacing_m is not None else assumed(snapshot, "tree_spacing").value

    def make() -> Trees:
        line = snapshot.geometry(row)
        # A hair more, or a line of exactly ten distances could lose its last tree.
        count = math.floor(line.length / spacing + 1e-6) + 1 if spacing > 0 else 1
        points: Any = shapely.line_interpolate_point(line, np.arange(count) * spacing)
        return Trees(points, contour(shapely.multipoints(points), crown / 2))

    return snapshot.remember(("trees", row.geom, crown, spacing), make)


def active_rows(snapshot: Snapshot) -> tuple[TreeRow, ...]:
    """The rows of trees that are there in the snapshot's year, in order of key."""
    rows = sorted(snapshot.tree_rows.values(), key=lambda row: row.key)
    return tuple(row for row in rows if snapshot.active(row))


def shade(snapshot: Snapshot) -> Any:
    """The ground under the crowns of all rows of trees, each square metre once."""
    parts = tuple(trees_of(snapshot, row).shade for row in active_rows(snapshot))

    def make() -> Any:
        # The parts go along with their union: a remembered id is only good while its object lives.
        return shapely.union_all(np.array(parts, dtype=object)), parts

    return snapshot.remember(("shade", tuple(map(id, parts))), make)[0]
