"""Free contours: a drawn outline takes the place of the distance of one component of one plot (Z27)."""

from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.values import checked
from scenarios.geometry.shape import clean_polygon, to_wkb
from scenarios.project.change import Change, insert, update, updates
from scenarios.project.model import Contour, new_key
from scenarios.project.snapshot import Snapshot


def draw_contour(
    snapshot: Snapshot, polygon: BaseGeometry, plot: int, component: str, **columns: Any
) -> list[Change]:
    """Draw the contour of a component (odour, dust, noise, safety) of a plot, in place of the one it has.

    Raises Refused in the present, where the plot is gone and for an unsound polygon.
    """
    require_variant(snapshot)
    owner = row_of(snapshot, "plot", plot)
    values = checked(snapshot, component=component, **columns)
    geom = to_wkb(clean_polygon(polygon))
    there = [
        row
        for row in snapshot.contours.values()
        if row.plot == owner.key and row.component == values["component"]
    ]
    if there:
        return updates(update(there[0], geom=geom))
    key = new_key()
    return [insert(Contour(key, key, snapshot.variant, geom, plot=owner.key, **values))]
