"""The outline's sides: which of it is quay, and the land that is left inside the green edge."""

import math

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

_TURN = math.radians(32)
"""A side of the outline goes on until it turns away by more than this."""

_STEP = 8.0
_PLAIN = 0.8
"""How far, m, the inner side of the green edge may leave out the small bends of the outline."""


def side_at(outline: Polygon, place: Point) -> LineString:
    """The side of an outline nearest to a place: along it until the outline turns a corner."""
    ring = outline.exterior
    plain = ring.simplify(max(2.0, math.sqrt(outline.area) / 60))
    corners = shapely.get_coordinates(plain)[:-1]
    ways = np.roll(corners, -1, axis=0) - corners
    angles = np.arctan2(ways[:, 1], ways[:, 0])
    count = len(corners)
    edges = shapely.linestrings(np.stack((corners, np.roll(corners, -1, axis=0)), axis=1))
    first = int(np.argmin(shapely.distance(edges, place)))
    low = high = first
    while high - low < count - 2 and _turn(angles[first], angles[(high + 1) % count]) < _TURN:
        high += 1
    while high - low < count - 2 and _turn(angles[first], angles[(low - 1) % count]) < _TURN:
        low -= 1
    return _stretch(ring, Point(corners[low % count]), Point(corners[(high + 1) % count]))


def side_along(outline: Polygon, water: BaseGeometry, reach: float) -> LineString | None:
    """The longest part of an outline within reach (m) of a water; None where it is shorter than 20 m."""
    near = shapely.intersection(outline.exterior, shapely.buffer(water, reach))
    parts = [p for p in shapely.get_parts(_merged(near)) if isinstance(p, LineString)]
    longest = max(parts, key=lambda p: p.length, default=None)
    return longest if longest is not None and longest.length >= 20 else None


def closed_side(outline: Polygon, quay: LineString | None) -> BaseGeometry:
    """The outline without its quay side."""
    if quay is None:
        return outline.exterior
    ring = outline.exterior
    if quay.is_ring:
        return MultiLineString()
    start, end = Point(quay.coords[0]), Point(quay.coords[-1])
    ways = [_stretch(ring, a, b) for a, b in ((start, end), (end, start))]
    return max(ways, key=lambda way: way.interpolate(0.5, normalized=True).distance(quay))


def inside(outline: Polygon, quay: LineString | None, green_m: float) -> list[Polygon]:
    """What is left of an outline inside a green edge of that width, the largest part first.

    The edge does not run along the quay. Small bends are left out, never narrowing the edge.
    """
    closed = closed_side(outline, quay)
    if shapely.is_empty(closed):
        return [outline]
    bends = _PLAIN if len(outline.exterior.coords) > 60 else 0.0
    width = green_m + bends
    if width <= 0:
        return [outline]
    band = shapely.buffer(
        shapely.simplify(closed, bends), width, cap_style="flat", join_style="mitre", mitre_limit=2.0
    )
    left = shapely.difference(outline, band)
    parts = [p for p in shapely.get_parts(left) if isinstance(p, Polygon) and p.area > 50]
    parts = [Polygon(p.exterior) if not p.interiors else p for p in parts]
    return sorted(parts, key=lambda p: (-p.area, p.bounds))


def _turn(a: float, b: float) -> float:
    return abs((b - a + math.pi) % (2 * math.pi) - math.pi)


def _stretch(ring: LineString, start: Point, end: Point) -> LineString:
    """The part of a ring from one point on it to another, in the ring's own direction."""
    corners = shapely.get_coordinates(ring)
    a, b = shapely.line_locate_point(ring, start), shapely.line_locate_point(ring, end)
    far = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))))
    if b > a:
        between = corners[(far > a) & (far < b)]
    else:
        between = np.concatenate((corners[far > a], corners[(far < b) & (far > 0)]))
    return LineString([start.coords[0], *between.tolist(), end.coords[0]])


def _merged(lines: BaseGeometry) -> BaseGeometry:
    parts = [p for p in shapely.get_parts(lines) if isinstance(p, LineString) and p.length > 0]
    return shapely.line_merge(MultiLineString(parts)) if parts else MultiLineString()


def sampled(outline: Polygon) -> Polygon:
    """An outline with corners at most some metres apart, for what works on points."""
    return shapely.segmentize(outline, max(_STEP, outline.length / 160))
