"""A straight access from a plot to the nearest road, where one can be drawn over land that is still free."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks.access import access_width, beside, public_roads, roads
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

LONGEST_M = 200.0
"""Farther than this a road is to be drawn by hand: where it goes is a choice of its own."""

WIDER = 1.5
"""How much wider than the narrowest access the strip is drawn."""

_OVER_M = 1.0
"""The strip begins and ends this far inside what it joins, and is then cut flush."""


def strip_to_road(snapshot: Snapshot, plot: Plot) -> Any:
    """The shortest straight strip, square to an edge of a plot, that meets a road inside its site.

    Polygon in EPSG:28992. Raises Refused where other plots are in the way or no road is near.
    """
    shape, site = snapshot.geometry(plot), snapshot.geometry(snapshot.sites[plot.site])
    ways = [*roads(snapshot), *public_roads(snapshot, shape, LONGEST_M)]
    # A yard that lacks a road counts as a way itself.
    near = [way for way in ways if shapely.dwithin(way, shape, LONGEST_M) and not shapely.covers(shape, way)]
    if not near:
        raise Refused(tr("There is no road near this plot: draw one first."))
    road = shapely.union_all(np.array(near, dtype=object))
    taken = _taken(snapshot, plot, road)
    wide = access_width(snapshot) * WIDER
    for line in sorted(_lines(shape, road), key=lambda line: line.length):
        strip = _strip(line, wide, shape, road)
        if strip is None or not shapely.covers(shapely.buffer(site, 0.01), strip):
            continue
        free = shapely.area(shapely.intersection(strip, taken)) < SMALLEST_M2
        if free and min(beside(shape, [strip]), beside(road, [strip])) >= access_width(snapshot):
            return strip
    raise Refused(tr("No straight access fits between this plot and a road: draw it by hand."))


def _taken(snapshot: Snapshot, plot: Plot, road: Any) -> Any:
    """The land of all other plots, roads apart."""
    others = [snapshot.geometry(p) for p in snapshot.plots.values() if p.key != plot.key]
    if not others:
        return shapely.Polygon()
    return shapely.difference(shapely.union_all(np.array(others, dtype=object)), road)


def _lines(shape: Any, road: Any) -> Iterator[Any]:
    """From places along each edge straight away from the plot to the first road."""
    ring = shapely.get_coordinates(shapely.orient_polygons(shape).exterior)
    for (x0, y0), (x1, y1) in pairwise(ring.tolist()):
        length = float(np.hypot(x1 - x0, y1 - y0))
        if length <= 0:
            continue
        # The outside lies at the right of an edge of a ring that runs counter-clockwise.
        outward = np.array([(y1 - y0) / length, (x0 - x1) / length])
        for part in (0.5, 0.25, 0.75):
            start = np.array([x0 + part * (x1 - x0), y0 + part * (y1 - y0)])
            ray = shapely.LineString([start, start + outward * LONGEST_M])
            met = shapely.intersection(ray, road)
            if met.is_empty:
                continue
            away = float(shapely.distance(shapely.Point(start), met))
            yield shapely.LineString([start - outward * _OVER_M, start + outward * (away + _OVER_M)])


def _strip(line: Any, wide: float, shape: Any, road: Any) -> Any | None:
    """The line with a width, cut flush at the plot and at the road; None where it falls apart."""
    # Longer than the line, so that it also reaches a road that runs askew.
    band = shapely.buffer(_longer(line, wide), wide / 2, cap_style="flat")
    parts = shapely.get_parts(shapely.difference(shapely.difference(band, shape), road))
    middle = line.interpolate(0.5, normalized=True)
    return next((p for p in parts if p.geom_type == "Polygon" and shapely.dwithin(p, middle, 0.01)), None)


def _longer(line: Any, metres: float) -> Any:
    (x0, y0), (x1, y1) = line.coords
    more = metres / line.length
    return shapely.LineString([(x0, y0), (x1 + (x1 - x0) * more, y1 + (y1 - y0) * more)])
