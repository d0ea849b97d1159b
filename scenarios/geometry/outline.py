"""The outline of a shape as a whole: wider, simpler, cut by another, with one edge pushed."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.edges import front_of, pushed
from scenarios.geometry.grid import Land, common, less, parts
from scenarios.geometry.shape import on_grid
from scenarios.wording import number, tr

Point = tuple[float, float]

_FARTHEST_M = 5_000.0
_MITRE_LIMIT = 5.0


def offset(shape: BaseGeometry, m: float) -> Polygon:
    """The polygon grown by metres on all sides, or shrunk below zero; corners stay corners.

    Raises Refused where nothing is left or it falls apart.
    """
    land = on_grid(shape)
    if not math.isfinite(m) or abs(m) > _FARTHEST_M:
        raise Refused(tr("Give a distance of at most {most} m.", most=number(_FARTHEST_M)))
    found = parts(shapely.buffer(land, m, join_style="mitre", mitre_limit=_MITRE_LIMIT))
    if not found:
        raise Refused(tr("Nothing is left when this shape shrinks by {distance} m.", distance=number(-m, 1)))
    if len(found) > 1:
        raise Refused(
            tr(
                "This shape falls into {count} parts when it shrinks by {distance} m: choose less.",
                count=len(found),
                distance=number(-m, 1),
            )
        )
    return on_grid(found[0])


def simplified(shape: BaseGeometry, tolerance: float, kept: NDArray[np.float64] | None = None) -> Polygon:
    """The polygon with fewer corners, its outline nowhere farther than `tolerance` m from what it was.

    `kept`: corners (n, 2) that stay. Raises Refused for a tolerance below zero.
    """
    land = on_grid(shape)
    if not (math.isfinite(tolerance) and tolerance >= 0):
        raise Refused(tr("Give a tolerance of zero metres or more."))
    if kept is None or len(kept) == 0:
        found: Any = shapely.simplify(land, tolerance, preserve_topology=True)
        return on_grid(found)
    fixed = {(float(x), float(y)) for x, y in kept}
    rings = [_thinned(ring, tolerance, fixed) for ring in (land.exterior, *land.interiors)]
    thin = Polygon(rings[0], rings[1:])
    return on_grid(thin) if thin.is_valid else land


def _thinned(ring: Any, tolerance: float, fixed: set[Point]) -> NDArray[np.float64]:
    """A closed ring simplified between the corners that stay."""
    corners = shapely.get_coordinates(ring)[:-1]
    stay = [i for i, (x, y) in enumerate(corners.tolist()) if (x, y) in fixed]
    if not stay:
        return shapely.get_coordinates(shapely.simplify(Polygon(ring), tolerance).exterior)
    corners = np.roll(corners, -stay[0], axis=0)
    corners = np.vstack([corners, corners[:1]])
    ends = [i - stay[0] for i in stay] + [len(corners) - 1]
    lines = [
        shapely.get_coordinates(shapely.simplify(LineString(corners[a : b + 1]), tolerance))[:-1]
        for a, b in pairwise(ends)
    ]
    open_ring = np.vstack(lines)
    return np.vstack([open_ring, open_ring[:1]]) if len(open_ring) > 2 else corners


def cut_out(shape: BaseGeometry, other: BaseGeometry) -> Land:
    """The land of a shape that another one does not cover, in one part or more.

    Raises Refused where nothing would be left.
    """
    found = parts(less(shape, other))
    if not found:
        raise Refused(tr("Nothing is left of this shape when that land is cut out."))
    return _land(found)


def trimmed(shape: BaseGeometry, to: BaseGeometry) -> Land:
    """The land of a shape that lies inside another, in one part or more; raises Refused where none does."""
    found = parts(common(shape, to))
    if not found:
        raise Refused(tr("Nothing of this shape lies inside the land it would be trimmed to."))
    return _land(found)


def edge_pushed(shape: BaseGeometry, edge: int, m: float) -> Polygon:
    """The polygon with the outer edge that starts at corner `edge` moved outward by metres, inward below 0.

    The edge stays parallel to itself, its neighbours keep their directions. Raises Refused where it would
    come to a point or run into another part of the outline.
    """
    land = on_grid(shape)
    if not math.isfinite(m) or abs(m) > _FARTHEST_M:
        raise Refused(tr("Give a distance of at most {most} m.", most=number(_FARTHEST_M)))
    ring = np.round(pushed(front_of(land, edge), m).ring(), 3)
    made = Polygon(np.roll(ring, edge, axis=0), list(land.interiors))
    if not made.is_valid:
        raise Refused(tr("This edge would run into another part of the outline: push it less far."))
    return on_grid(made)


def nearest_edge(shape: Any, point: Point) -> tuple[int, float]:
    """The outer edge of a polygon nearest to a point, by the index of its first corner, and how far it is."""
    ring = shapely.get_coordinates(shape.exterior)
    start, along = ring[:-1], np.diff(ring, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip(((np.array(point) - start) * along).sum(axis=1) / length, 0, 1)
    far = np.hypot(*(start + along * part[:, None] - point).T)
    return int(np.argmin(far)), float(far.min())


def _land(found: list[Polygon]) -> Land:
    return found[0] if len(found) == 1 else shapely.MultiPolygon(found)
