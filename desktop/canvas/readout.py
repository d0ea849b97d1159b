"""What lies at a place: the municipality, and the use now and, where it differs, in the year that is
shown."""

from dataclasses import dataclass

import numpy as np
import shapely

from scenarios.landuse.catalogue import USES
from scenarios.landuse.visible import shapes_of_things, use_of
from scenarios.project.region import USES as ORDER
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """A place in RD metres, the municipality's name (empty outside the region), and codes of the two uses."""

    x: float
    y: float
    municipality: str
    present: str
    use: str

    @property
    def text(self) -> str:
        """Municipality and use in words."""
        if not self.municipality:
            return ""
        now, then = USES[self.present].name, USES[self.use].name
        return f"{self.municipality}, {now}" if now == then else f"{self.municipality}, {now} → {then}"


def read(snapshot: Snapshot, x: float, y: float) -> Reading:
    """What lies at a point."""
    region, point = snapshot.region, shapely.Point(x, y)
    near = region.border_tree.query(point, predicate="intersects") if len(region.borders) else ()
    if len(near) == 0:
        return Reading(x, y, "", "", "")
    present = _present(snapshot, point)
    over = np.flatnonzero(shapely.contains_xy(shapes_of_things(snapshot), x, y))
    drawn = use_of(snapshot, snapshot.things[over[-1]]) if len(over) else present
    return Reading(x, y, region.municipalities[int(near[0])].name, present, drawn)


def _present(snapshot: Snapshot, point: shapely.Point) -> str:
    for row in sorted(snapshot.corrections.values(), key=lambda row: (-row.rank, -row.key)):
        if shapely.intersects(snapshot.geometry(row), point):
            return row.use
    imported = snapshot.region.imported
    found = imported.tree.query(point, predicate="intersects").tolist() if len(imported.geoms) else []
    return ORDER[imported.use[found[0]]] if found else "OVE"
