"""What lies within reach of a group of plots: the land their contours claim, and which uses suffer there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.contour import contour
from scenarios.geometry.prepared import prepared
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.distances import distances
from scenarios.landuse.present import areas_in, covered_in
from scenarios.landuse.stack import shape_of, united
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot

HOUSING, NATURE = "WON", "NAT"
FELT = (*SENSITIVE, NATURE)
"""The uses that are looked for inside contours."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Land inside contours and outside all sites: `geometry`, m2 per municipality, m2 `outside` the region.

    `token` names all that it was made of.
    `felt` is m2 per municipality position and position in FELT: the use in the snapshot's year.
    """

    geometry: Any
    token: Hashable
    claimed: NDArray[np.float64]
    outside: float
    felt: NDArray[np.float64]


def ring(snapshot: Snapshot, geom: bytes, distance: float) -> Any:
    """The contour round a plot's WKB at a distance in m, remembered."""

    key = ("contour", geom, distance)
    return snapshot.remember(key, lambda: contour(shape_of(snapshot, geom), distance))


def reach(snapshot: Snapshot, plots: Sequence[Plot]) -> Reach:
    """What the contours of plots reach together, at their category distances in force."""
    found = {(plot.geom, distances(snapshot, plot).category) for plot in plots}
    rings = tuple(sorted(one for one in found if one[1] > 0))
    contours = snapshot.remember(("contours", rings), lambda: _contours(snapshot, rings))
    sites = sorted(snapshot.sites.values(), key=lambda site: site.key)
    near = tuple(site.geom for site in sites if shapely.intersects(contours, snapshot.geometry(site)))
    token = ("claimed", rings, near)
    geometry = snapshot.remember(token, lambda: shapely.difference(contours, united(snapshot, near)))
    claimed, outside = areas_in(snapshot, geometry, token)
    return Reach(geometry, token, claimed, outside, _felt(snapshot, geometry, token))


def _contours(snapshot: Snapshot, rings: tuple[tuple[bytes, float], ...]) -> Any:
    return shapely.union_all(np.array([ring(snapshot, *one) for one in rings], dtype=object))


def _felt(snapshot: Snapshot, shape: Any, token: Hashable) -> NDArray[np.float64]:
    """The m2 of each municipality and use of FELT in a shape, by what lies there in the snapshot's year."""
    asked = prepared(shape)
    things = {thing.key: thing for thing in snapshot.things}
    above = [
        part
        for part in visible_parts(snapshot)
        if not isinstance(things[part.layer.key], Site) and shapely.intersects(asked, part.geometry)
    ]
    drawn = tuple(part.layer.geom for part in above)
    left = (token, drawn)
    rest = snapshot.remember(("rest", left), lambda: shapely.difference(shape, united(snapshot, drawn)))
    felt = covered_in(snapshot, rest if drawn else shape, left, FELT).copy()
    for part in above:
        if part.layer.use in FELT:
            both = (token, part.token)
            shared = snapshot.remember(
                ("shared", both), lambda p=part: shapely.intersection(shape, p.geometry)
            )
            felt[:, FELT.index(part.layer.use)] += areas_in(snapshot, shared, ("shared", both))[0]
    return felt
