"""Figures with a rule: rectangles, regular polygons, circles, smoothed strokes and lines with a width."""

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

from scenarios.errors import Refused
from scenarios.geometry.grid import parts, united
from scenarios.geometry.shape import on_grid
from scenarios.wording import number, tr

Point = tuple[float, float]

MITRE_LIMIT = 5.0
"""How far a corner of a band may reach out, in half widths: sharper corners are cut off."""

MOST_SIDES = 200

_FLATNESS_M = 0.05
_FEWEST_SIDES, _MOST_ARCS = 32, 256
_WIDEST_M = 1_000.0


def rectangle_by_corners(a: Point, b: Point) -> Polygon:
    """The rectangle along the axes with two opposite corners; raises Refused where it is below 1 m2."""
    return on_grid(shapely.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))


def rectangle_by_three(a: Point, b: Point, c: Point) -> Polygon:
    """The rectangle on the side from a to b that reaches as far as c; raises Refused as for two corners."""
    along = np.subtract(b, a)
    length = math.hypot(*along)
    across = np.array([-along[1], along[0]]) / (length or 1.0)
    depth = across * float(np.dot(np.subtract(c, a), across))
    return on_grid(Polygon([a, b, np.add(b, depth), np.add(a, depth)]))


def rectangle_from_centre(centre: Point, corner: Point, angle: float = 0.0) -> Polygon:
    """The rectangle round a centre through a corner, its sides turned by degrees anticlockwise."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    u, v = np.array([cos, sin]), np.array([-sin, cos])
    reach = np.subtract(corner, centre)
    a, b = u * float(reach @ u), v * float(reach @ v)
    return on_grid(Polygon([np.add(centre, a * i + b * j) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]))


def regular_polygon(centre: Point, corner: Point, sides: int) -> Polygon:
    """The polygon with equal sides round a centre with one corner given; raises Refused below three sides."""
    if not 3 <= sides <= MOST_SIDES:
        raise Refused(
            tr(
                "A regular polygon has 3 to {most} sides, not {count}: type another number.",
                most=MOST_SIDES,
                count=sides,
            )
        )
    dx, dy = corner[0] - centre[0], corner[1] - centre[1]
    return on_grid(Polygon(_ring(centre, math.hypot(dx, dy), sides, math.atan2(dy, dx))))


def circle(centre: Point, radius: float) -> Polygon:
    """The circle as a polygon of the true circle's area, within 5 cm of it; raises Refused below 1 m2."""
    if not (math.isfinite(radius) and radius > 0):
        raise Refused(tr("The radius must be larger than zero: move farther or type another radius."))
    flat = math.acos(max(1 - _FLATNESS_M / radius, 0.0)) or 1.0
    sides = 4 * math.ceil(min(max(math.pi / flat, _FEWEST_SIDES), _MOST_ARCS) / 4)
    step = 2 * math.pi / sides
    return on_grid(Polygon(_ring(centre, radius * math.sqrt(step / math.sin(step)), sides, 0.0)))


def smoothed(points: Sequence[Point], tolerance: float, closed: bool = False) -> tuple[Point, ...]:
    """A stroke of the hand as a smooth line of few points, never farther than about `tolerance` m from it.

    `closed`: the stroke is a ring (given and returned without its first point again). The ends of an open
    stroke stay where they are.
    """
    stroke = _distinct(points)
    if len(stroke) < 3 or tolerance <= 0:
        return tuple((float(x), float(y)) for x, y in stroke)
    if closed:
        # A ring is opened at a place of its own, so that its first point is smoothed as well.
        stroke = np.vstack([stroke, stroke[:1]])
    line = shapely.get_coordinates(shapely.simplify(LineString(stroke), tolerance))
    for _ in range(3):
        line = _rounded_off(line, closed)
    line = shapely.get_coordinates(shapely.simplify(LineString(line), tolerance / 8))
    return tuple((float(x), float(y)) for x, y in (line[:-1] if closed else line))


def band(points: Sequence[Point], width: float, side: Literal["both", "left", "right"] = "both") -> Polygon:
    """The land along a line: `width` m across, or all of it on the left or right in drawing direction.

    Corners are mitred, ends are straight; where the line comes near itself the land is counted once. Raises
    Refused where the line or the width is too short, and where the band is not one piece.
    """
    line = _distinct(points)
    if len(line) < 2:
        raise Refused(tr("A line needs two different points: click farther away."))
    if not (math.isfinite(width) and 0 < width <= _WIDEST_M):
        raise Refused(
            tr("The width must be more than 0 and at most {most} m: type another.", most=number(_WIDEST_M))
        )
    path = LineString(line)
    reach = width / 2 if side == "both" else width
    whole = _wide(path, reach)
    if path.is_closed and len(line) > 3:
        # GEOS takes a closed line for a ring and may lose land where it turns back on itself.
        middle = len(line) // 2
        halves = [_wide(LineString(half), reach) for half in (line[: middle + 1], line[middle:])]
        whole = united([whole, *halves])
    found = parts(whole) if side == "both" else parts(united(_on_side(whole, path, side)))
    if not found:
        raise Refused(tr("This band is smaller than 1 m²: draw a longer line or type a larger width."))
    if len(found) > 1:
        raise Refused(tr("This band falls apart: draw the line without crossing itself."))
    return on_grid(found[0])


def _wide(path: LineString, reach: float) -> Any:
    return shapely.buffer(path, reach, cap_style="flat", join_style="mitre", mitre_limit=MITRE_LIMIT)


def _on_side(whole: Any, path: LineString, side: str) -> list[Polygon]:
    """The faces of a band, cut by its own line, that lie on one side of the line."""
    noded = united([whole.boundary, path])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    turn = 1.0 if side == "left" else -1.0
    line = shapely.get_coordinates(path)
    middles, along = (line[1:] + line[:-1]) / 2, line[1:] - line[:-1]
    length = np.hypot(along[:, 0], along[:, 1])
    across = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None] * turn
    probes = shapely.points(middles + across * 0.005)
    wanted = shapely.intersects(faces[:, None], np.asarray(probes)[None, :]).any(axis=1)
    return list(faces[wanted & shapely.covers(shapely.buffer(whole, 0.002), faces)])


def _ring(centre: Point, radius: float, sides: int, start: float) -> NDArray[np.float64]:
    angles = start + np.arange(sides) * (2 * math.pi / sides)
    return np.array(centre, dtype=np.float64) + radius * np.column_stack([np.cos(angles), np.sin(angles)])


def _distinct(points: Sequence[Point]) -> NDArray[np.float64]:
    """The points without those that repeat the one before, to the millimetre."""
    line: NDArray[np.float64] = np.array(points, dtype=np.float64).reshape(-1, 2)
    line = np.asarray(np.round(line, 3), dtype=np.float64)
    if not np.isfinite(line).all():
        raise Refused(tr("This line has a point without coordinates: draw it again."))
    keep = np.ones(len(line), dtype=bool)
    keep[1:] = (line[1:] != line[:-1]).any(axis=1)
    return line[keep]


def _rounded_off(line: NDArray[np.float64], closed: bool) -> NDArray[np.float64]:
    """Chaikin: every corner cut off at a quarter of its edges."""
    a, b = line[:-1], line[1:]
    cut = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], axis=1).reshape(-1, 2)
    return np.vstack([cut, cut[:1]]) if closed else np.vstack([line[:1], cut[1:-1], line[-1:]])
