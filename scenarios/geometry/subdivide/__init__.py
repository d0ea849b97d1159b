"""Subdividing a drawn outline into plots along internal roads: any outline without holes.

The land inside a green edge gets roads in several arrangements (frames.py). What lies along each road is a
strip that is known by its depth (profile.py); plots are shared out over the strips by area and by how heavy
they are (packing.py), cut off at exactly their area (slicing.py), and brought to one grid (mesh.py). The best
arrangement by fit, shape and zoning wins. The same outline and wishes give the same layout.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from shapely import Polygon

from scenarios.errors import Refused
from scenarios.geometry.subdivide.choice import best_layout
from scenarios.geometry.subdivide.edge import side_along, side_at
from scenarios.geometry.subdivide.wishes import Layout, Wanted, Wishes
from scenarios.wording import tr

__all__ = ["Layout", "Wanted", "Wishes", "side_along", "side_at", "subdivide"]

_LEAST_M2 = 2_000.0


def subdivide(
    outline: Polygon, wanted: Sequence[Wanted] | Callable[[float], Sequence[Wanted]], wishes: Wishes
) -> Layout:
    """Lay out an outline (valid polygon without holes, m) with the plots that are asked for.

    `wanted` may be a function of the m2 that can be issued, asked again with less until everything fits.
    Raises Refused for an outline that no layout is possible in, saying why.
    """
    if outline.interiors:
        raise Refused(tr("This outline has a hole: fill it first, a layout needs an outline without holes."))
    if not outline.is_valid:
        raise Refused(tr("This outline crosses itself: mend it first, then choose a layout."))
    if outline.area < _LEAST_M2:
        raise Refused(tr("This outline is too small for a layout: draw at least 0.2 ha."))
    ask = wanted if callable(wanted) else lambda _m2: wanted
    x, y = (round(c) for c in shapely.centroid(outline).coords[0])
    found = best_layout(_moved(outline, -x, -y), ask, _shifted(wishes, -x, -y))
    if found is None:
        raise Refused(
            tr(
                "No road and plots fit inside this outline: it is too narrow for a green edge of {green} m "
                "and a road of {road} m. Make them narrower, or the outline wider.",
                green=round(wishes.green_m, 1),
                road=round(wishes.road_m, 1),
            )
        )
    return _back(found, x, y)


def _moved(shape: Any, dx: float, dy: float) -> Any:
    step = np.array([dx, dy])
    return None if shape is None else shapely.transform(shape, lambda xy: xy + step)


def _back(layout: Layout, x: float, y: float) -> Layout:
    step = np.array([x, y])

    def there(polygon: Polygon) -> Polygon:
        return shapely.transform(polygon, lambda xy: (xy + step).round(3))

    return Layout(
        tuple((i, there(p)) for i, p in layout.plots),
        tuple(map(there, layout.roads)),
        tuple(map(there, layout.green)),
        tuple(map(there, layout.water)),
        tuple(map(there, layout.free)),
        layout.asked,
        layout.missing,
        layout.dry,
        layout.cut_off,
        layout.score,
    )


def _shifted(wishes: Wishes, dx: float, dy: float) -> Wishes:
    return replace(
        wishes,
        quay=_moved(wishes.quay, dx, dy),
        entrance=_moved(wishes.entrance, dx, dy),
        homes=_moved(wishes.homes, dx, dy),
    )
