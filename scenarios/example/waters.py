"""Sea, rivers, harbour basins, canals and lakes of the schematic region; each municipality's water is true.

Sea, rivers, basins and canals are drawn first; the lakes then get the size that makes up what is still
missing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.example.cells import Cells, metres, smooth
from scenarios.example.facts import facts
from scenarios.example.noise import noise
from scenarios.example.solve import grown_to

Floats = NDArray[Any]

_FAR_M = 60_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Waters:
    """The water of each municipality; coast, navigable water, and the middles of rivers and canals."""

    parts: Mapping[str, BaseGeometry]
    coast: LineString
    navigable: BaseGeometry
    rivers: Sequence[LineString]
    canals: Sequence[LineString]


def make_waters(frame: Mapping[str, Any], cells: Cells) -> Waters:
    """The water of every municipality, m2 true to 0.01, from the lines of frame.toml."""
    coast = _coast(frame)
    sea = Polygon(
        [
            *coast.coords,
            (coast.coords[-1][0] - _FAR_M, coast.coords[-1][1]),
            (coast.coords[0][0] - _FAR_M, coast.coords[0][1]),
        ]
    )
    rivers = [_river(frame, river, cells) for river in frame["river"]]
    harbour = [_basin(frame, *basin) for basin in frame["harbour"]["basins"]]
    navigable = shapely.union_all([*(shape for _, shape in rivers), *harbour])
    canals = [LineString(smooth(metres(frame, line), closed=False)) for line in frame["canal"]["lines"]]
    narrow = [line.buffer(frame["canal"]["half_width_m"], quad_segs=4) for line in canals]
    drawn = shapely.union_all([sea, navigable, *narrow])
    parts = {}
    for code, cell in cells.polygons.items():
        own = shapely.intersection(cell, drawn)
        parts[code] = _with_lakes(frame, code, cell, own, facts()[code].uses_m2["WAT"])
    return Waters(parts, coast, shapely.union(navigable, sea), [line for line, _ in rivers], canals)


def _coast(frame: Mapping[str, Any]) -> LineString:
    curve = LineString(smooth(metres(frame, frame["coast"]["line"]), closed=False))
    points = shapely.get_coordinates(curve.segmentize(250.0))
    across = np.array([0.7, -0.7])
    rough = noise(points, "coast", 3000) + 0.5 * noise(points, "coast", 1200)
    return LineString(points + across * (frame["coast"]["rough_m"] * rough)[:, None])


def _river(
    frame: Mapping[str, Any], river: Mapping[str, Any], cells: Cells
) -> tuple[LineString, BaseGeometry]:
    """The middle and the shape of a river: discs of the width that is asked for, joined along its way."""
    line = smooth(metres(frame, river["before"]), closed=False)
    for pair in river.get("along", []):
        border = cells.arcs.get(tuple(pair))
        if border is None:
            border = cells.arcs[tuple(reversed(pair))]
        ahead = np.linalg.norm(border[0] - line[-1]) <= np.linalg.norm(border[-1] - line[-1])
        line = np.vstack([line, border if ahead else border[::-1]])
    middle = LineString(line)
    count = max(2, math.ceil(middle.length / 220))
    at = np.linspace(0, 1, count)
    widths = np.interp(at, np.linspace(0, 1, len(river["half_width_m"])), river["half_width_m"])
    centres = shapely.line_interpolate_point(middle, at, normalized=True)
    smoothed = _eased(shapely.get_coordinates(centres))
    wobble = 1 + 0.09 * noise(smoothed, "river", 2400)
    discs = shapely.buffer(shapely.points(smoothed), widths * wobble, quad_segs=12)
    links = shapely.convex_hull(shapely.union(discs[:-1], discs[1:]))
    return LineString(smoothed), shapely.union_all(links).simplify(4.0)


def _eased(points: Floats) -> Floats:
    """The points with the small bends taken out; the ends stay."""
    for _ in range(3):
        points = np.vstack([points[:1], (points[:-2] + 2 * points[1:-1] + points[2:]) / 4, points[-1:]])
    return points


def _basin(
    frame: Mapping[str, Any], x: float, y: float, degrees: float, length: float, width: float
) -> Polygon:
    """A harbour basin with blunt corners; it begins before its mouth, so that it joins the river."""
    mouth = metres(frame, [[x, y]])[0]
    way = np.array([math.cos(math.radians(degrees)), math.sin(math.radians(degrees))])
    middle = LineString([mouth - 0.4 * length * way, mouth + length * way])
    blunt = width / 6
    return middle.buffer(width / 2 - blunt, cap_style="flat").buffer(blunt, quad_segs=3)


def _with_lakes(
    frame: Mapping[str, Any], code: str, cell: Polygon, water: BaseGeometry, target: float
) -> BaseGeometry:
    """The water with lakes of the one scale that brings it to its target, m2; never larger without lakes."""
    if water.area > target:
        raise ValueError(f"{code} has {water.area - target:.0f} m2 of water too much before its lakes")
    dry = shapely.difference(cell, water)
    shapely.prepare(dry)
    lakes = _lakes(frame, code)

    def lake(radius: float) -> BaseGeometry:
        shapes = [Polygon(middle + radius * shape) for middle, shape in lakes]
        return shapely.intersection(shapely.union_all(shapes), dry)

    most = 3 * math.sqrt(target / math.pi)
    radius = grown_to(lambda radius: lake(radius).area, target - water.area, 0.01, most)
    return shapely.union(water, lake(radius))


def _lakes(frame: Mapping[str, Any], code: str) -> list[tuple[Floats, Floats]]:
    """The middle of each lake of a municipality, and its outline round it for a size of 1 m."""
    lakes = []
    for at, (x, y, size) in enumerate(frame["lake"][code]):
        angles = np.linspace(0, 2 * math.pi, 60, endpoint=False)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        bends = (
            1
            + 0.2 * noise(circle * 1000, f"lake {code} {at}", 2600)
            + 0.06 * noise(circle * 1000, f"lake {code} {at}", 900)
        )
        long = np.array([1.25, 0.8]) if at % 2 == 0 else np.array([0.85, 1.2])
        lakes.append((metres(frame, [[x, y]])[0], circle * long * (size * bends)[:, None]))
    return lakes
