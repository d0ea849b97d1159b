"""What lies within reach of a group of plots: the land their contours claim, and which uses suffer there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.apart import apart
from scenarios.geometry.contour import contour
from scenarios.geometry.prepared import prepared
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.distances import distances
from scenarios.landuse.places import land_of_places
from scenarios.landuse.present import areas_in, covered_in
from scenarios.landuse.stack import Part, shape_of, united
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot

HOUSING, NATURE = "WON", "NAT"
_SQUARE_M = 400.0

FELT = (*SENSITIVE, NATURE)
"""The uses that are looked for inside contours."""


Rings = tuple[tuple[bytes, float], ...]
"""The shapes of plots with the distance of the contour round each, m."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Land inside contours and outside all sites: `geometry`, m2 per municipality, m2 `outside` the region.

    `token` names all that it was made of. `left` is the part of it on which nothing is drawn, `left_token`
    what that was made of. `felt` is m2 per municipality position and position in FELT: the use in the
    snapshot's year; `new_housing` the m2 of housing in it that is drawn; `places` the m2 of schools, care and
    recreation that are no housing land.
    """

    geometry: Any
    token: Hashable
    claimed: NDArray[np.float64]
    outside: float
    felt: NDArray[np.float64]
    left: Any
    left_token: Hashable
    new_housing: NDArray[np.float64]
    places: NDArray[np.float64]


def ring(snapshot: Snapshot, geom: bytes, distance: float) -> Any:
    """The contour round a plot's WKB at a distance in m, remembered."""

    key = ("contour", geom, distance)
    return snapshot.remember(key, lambda: contour(shape_of(snapshot, geom), distance))


def reach(snapshot: Snapshot, plots: Sequence[Plot]) -> Reach:
    """What the contours of plots reach together: at their distances in force, and as they were drawn."""
    parts = reaches(snapshot, plots) or (_reach(snapshot, (), ()),)
    return parts[0] if len(parts) == 1 else _joined(snapshot, parts)


def reaches(snapshot: Snapshot, plots: Sequence[Plot]) -> tuple[Reach, ...]:
    """What the contours of plots reach, in groups that lie apart: an edit changes only its own group."""
    found = {(plot.geom, distances(snapshot, plot).category) for plot in plots}
    rings = tuple(sorted(one for one in found if one[1] > 0))
    drawn = tuple(sorted({row.geom for plot in plots for row in snapshot.contours_of(plot.key)}))
    groups = snapshot.remember(("groups", rings, drawn), lambda: _groups(snapshot, rings, drawn))
    return tuple(_reach(snapshot, *group) for group in groups)


def _reach(snapshot: Snapshot, rings: Rings, drawn: tuple[bytes, ...]) -> Reach:
    contours = snapshot.remember(("contours", rings, drawn), lambda: _contours(snapshot, rings, drawn))
    near = sites_near(snapshot, contours)
    token = ("claimed", rings, drawn, near)
    geometry = snapshot.remember(token, lambda: shapely.difference(contours, united(snapshot, near)))
    claimed, outside = areas_in(snapshot, geometry, token)
    above = _above(snapshot, geometry)
    over = tuple(part.layer.geom for part in above)
    left_token = (token, over)
    left = geometry
    if over:
        left = snapshot.remember(
            ("rest", left_token), lambda: shapely.difference(geometry, united(snapshot, over))
        )
    new = _drawn_uses(snapshot, geometry, token, above)
    return Reach(
        geometry,
        token,
        claimed,
        outside,
        covered_in(snapshot, left, left_token, FELT) + new,
        left,
        left_token,
        new[:, FELT.index(HOUSING)],
        land_of_places(snapshot, left, left_token),
    )


def _groups(
    snapshot: Snapshot, rings: Rings, drawn: tuple[bytes, ...]
) -> tuple[tuple[Rings, tuple[bytes, ...]], ...]:
    """Contours in groups that lie apart, told by the boxes round them; in order of their first shape."""
    shapes = [ring(snapshot, *one) for one in rings] + [shape_of(snapshot, geom) for geom in drawn]
    return tuple(
        (
            tuple(rings[at] for at in group if at < len(rings)),
            tuple(drawn[at - len(rings)] for at in group if at >= len(rings)),
        )
        for group in apart(shapes)
    )


def _joined(snapshot: Snapshot, parts: Sequence[Reach]) -> Reach:
    """What groups that lie apart reach together."""
    token = ("joined", tuple(part.token for part in parts))
    left_token = ("joined", tuple(part.left_token for part in parts))
    return Reach(
        snapshot.remember(token, lambda: _together([part.geometry for part in parts])),
        token,
        _sum([part.claimed for part in parts]),
        sum(part.outside for part in parts),
        _sum([part.felt for part in parts]),
        snapshot.remember(("left", left_token), lambda: _together([part.left for part in parts])),
        left_token,
        _sum([part.new_housing for part in parts]),
        _sum([part.places for part in parts]),
    )


def _sum(arrays: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.sum(arrays, axis=0)


def _together(shapes: list[Any]) -> Any:
    """Shapes that lie apart as one, without an overlay."""
    found = shapely.get_parts(np.array(shapes, dtype=object))
    return shapely.multipolygons(found[shapely.get_type_id(found) == shapely.GeometryType.POLYGON])


def sites_near(snapshot: Snapshot, contours: Any) -> tuple[bytes, ...]:
    """The shapes of the variant's sites that contours meet, of any year, in order of key."""
    sites = sorted(snapshot.sites.values(), key=lambda site: site.key)
    return tuple(site.geom for site in sites if shapely.intersects(contours, snapshot.geometry(site)))


def _contours(snapshot: Snapshot, rings: Rings, drawn: tuple[bytes, ...]) -> Any:
    shapes: dict[Hashable, Any] = {one: ring(snapshot, *one) for one in rings}
    shapes |= {geom: shape_of(snapshot, geom) for geom in drawn}
    groups = _squares(shapes)
    unions = [
        snapshot.remember(
            ("contours near", group),
            lambda group=group: shapely.union_all(np.array([shapes[one] for one in group], dtype=object)),
        )
        for group in groups
    ]
    return unions[0] if len(unions) == 1 else shapely.union_all(np.array(unions, dtype=object))


def _squares(shapes: dict[Hashable, Any]) -> list[tuple[Hashable, ...]]:
    """Shapes by the square of land in which their middle lies: dragging one plot makes one square anew."""
    found: dict[tuple[float, ...], list[Hashable]] = {}
    boxes = shapely.bounds(np.array(list(shapes.values()), dtype=object)).reshape(-1, 4)
    middles = np.nan_to_num((boxes[:, :2] + boxes[:, 2:]) // (2 * _SQUARE_M))
    for name, middle in zip(shapes, middles.tolist(), strict=True):
        found.setdefault(tuple(middle), []).append(name)
    return [tuple(names) for names in found.values()]


def _above(snapshot: Snapshot, shape: Any) -> list[Part]:
    """The visible parts of drawn things, sites apart, that meet a shape."""
    parts, tree = snapshot.once("parts but sites", lambda: _parts_and_tree(snapshot))
    if shape.is_empty or not parts:
        return []
    near = sorted(tree.query(shape).tolist())
    met = shapely.intersects(prepared(shape), np.array([parts[i].geometry for i in near], dtype=object))
    return [parts[i] for i, meets in zip(near, met.tolist(), strict=True) if meets]


def _parts_and_tree(snapshot: Snapshot) -> tuple[list[Part], Any]:
    parts = [
        part
        for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True)
        if not isinstance(thing, Site)
    ]
    return parts, shapely.STRtree([part.geometry for part in parts])


def _drawn_uses(
    snapshot: Snapshot, shape: Any, token: Hashable, above: Sequence[Part]
) -> NDArray[np.float64]:
    """The m2 of each municipality and use of FELT that drawn things have in a shape."""
    felt = np.zeros((len(snapshot.region.municipalities), len(FELT)))
    for part in above:
        if part.layer.use in FELT:
            both = (token, part.token)
            shared = snapshot.remember(
                ("shared", both), lambda p=part: shapely.intersection(shape, p.geometry)
            )
            felt[:, FELT.index(part.layer.use)] += areas_in(snapshot, shared, ("shared", both))[0]
    return felt
