"""What lies round an outline: the water beside it, the road that comes nearest, and the homes near it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot

_ROAD_M = 120.0
_HOMES_M = 400.0
_PLAIN_M = 15.0


def water_near(snapshot: Snapshot, outline: Polygon) -> tuple[BaseGeometry | None, float]:
    """The water at an outline, of the present and of drawn changes, and how near it has to be (the setting
    `quay_m`); None without any."""
    reach = float(snapshot.settings["quay_m"])
    found = list(_of_use(snapshot, outline, "WAT", reach))
    return (shapely.union_all(np.array(found, dtype=object)) if found else None), reach


def road_near(snapshot: Snapshot, outline: Polygon) -> Point | None:
    """The place on an outline nearest to a road outside it; None where there is no road near."""
    found = list(_of_use(snapshot, outline, "INF", _ROAD_M))
    outside = shapely.difference(np.array(found, dtype=object), outline) if found else []
    ways = [shapely.shortest_line(outline.exterior, road) for road in outside if not shapely.is_empty(road)]
    nearest = min(ways, key=lambda way: way.length, default=None)
    return Point(nearest.coords[0]) if nearest is not None else None


def homes_near(snapshot: Snapshot, outline: Polygon) -> Any:
    """The homes near an outline in few corners, as one shape; None where there are none."""
    found = list(_of_use(snapshot, outline, "WON", _HOMES_M))
    if not found:
        return None
    wide = shapely.buffer(np.array(found, dtype=object), _PLAIN_M, quad_segs=1)
    plain = shapely.simplify(shapely.union_all(wide), _PLAIN_M)
    return None if plain.is_empty else plain


def _of_use(snapshot: Snapshot, outline: Polygon, use: str, reach: float) -> Iterator[BaseGeometry]:
    near = shapely.buffer(outline, reach)
    land = snapshot.region.imported
    found = land.tree.query(near, predicate="intersects")
    yield from land.geoms[np.sort(found[land.use[found] == USE_INDEX[use]])]
    for change in snapshot.use_changes.values():
        if change.use == use and snapshot.active(change):
            shape = snapshot.geometry(change)
            if shapely.intersects(shape, near):
                yield shape
