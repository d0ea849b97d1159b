"""Shapes divided by a line, put together, and reshaped along a line.

A line that was snapped onto an edge ends a float error beside it: here the ends, and every other corner of
the line within a centimetre of the outline, are put on the outline first, so that a split never does nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.grid import NEAR_M, common, faces, less, parts, united
from scenarios.geometry.nodes import line_on, with_nodes
from scenarios.geometry.shape import on_grid
from scenarios.wording import tr

Point = tuple[float, float]
Line = BaseGeometry | Sequence[Point]

_INSIDE_M2 = 0.5
_ROUNDING_M = 0.002


def split(shape: BaseGeometry, line: Line) -> list[Polygon]:
    """The parts a line cuts a polygon into, the largest first; together they have all its land.

    Raises Refused where the line does not cut through, or cuts off less than 1 m2.
    """
    land, cut = _prepared(shape, line)
    found = _within(faces([land.boundary, cut]), land)
    if len(found) < 2:
        raise Refused(tr("This line does not cut through the shape: draw it from edge to edge."))
    return _whole(found, land)


def merged(shapes: Iterable[BaseGeometry]) -> Polygon:
    """Shapes that share a border, or nearly, as one polygon, without slivers inside.

    Raises Refused where there are fewer than two, or where they do not hang together.
    """
    every = [on_grid(shape) for shape in shapes]
    if len(every) < 2:
        raise Refused(tr("Choose two or more shapes that touch, then merge them."))
    found = parts(united(every))
    if len(found) > 1:
        found = parts(united(_closed_up(every)))
    if len(found) > 1:
        raise Refused(tr("These shapes do not share a border: choose shapes that touch along an edge."))
    return found[0]


def reshaped(shape: BaseGeometry, line: Line) -> Polygon:
    """The polygon with its outline led along a line, as QGIS does.

    Every stretch of the line inside cuts off the smaller side, every stretch outside adds the land between it
    and the outline; loose ends count for nothing. Raises Refused where the line meets the outline less than
    twice.
    """
    land, cut = _prepared(shape, line)
    every = faces([land.boundary, cut])
    inner = _within(every, land)
    added = [face for face in every if common(face, land).area < _INSIDE_M2]
    if land.interiors:
        added = _smaller_of_holes(added, land)
    if len(inner) < 2 and not added:
        raise Refused(tr("This line does not change the outline: cross the outline twice."))
    kept = _largest_side(inner, land, cut) if len(inner) > 1 else land
    found = parts(united([kept, *added]))
    return found[0]


def _prepared(shape: BaseGeometry, line: Line) -> tuple[Polygon, Any]:
    land = on_grid(shape)
    given = shapely.get_coordinates(line) if isinstance(line, BaseGeometry) else np.array(line, dtype=float)
    corners = np.round(given.reshape(-1, 2), 3)
    if not np.isfinite(corners).all():
        raise Refused(tr("This line has a point without coordinates: draw it again."))
    if len(np.unique(corners, axis=0)) < 2:
        raise Refused(tr("A line needs two different points: click farther away."))
    cut = line_on(LineString(corners), land, NEAR_M)
    noded = with_nodes(land, shapely.get_coordinates(cut), _ROUNDING_M)
    return (noded if noded.is_valid else land), cut


def _within(found: list[Polygon], land: Polygon) -> list[Polygon]:
    return [face for face in found if common(face, land).area > face.area / 2]


def _whole(found: list[Polygon], land: Polygon) -> list[Polygon]:
    """The parts with the slivers that were too small to be one given back to the part beside them."""
    rest = less(land, united(found))
    slivers = [piece for piece in shapely.get_parts(rest) if piece.area > 0]
    for sliver in slivers:
        beside = max(
            range(len(found)), key=lambda i: shapely.length(shapely.intersection(found[i], sliver.boundary))
        )
        joined = parts(united([found[beside], sliver]))
        if len(joined) == 1:
            found[beside] = joined[0]
    return sorted(found, key=lambda part: -part.area)


def _closed_up(every: list[Polygon]) -> list[Polygon]:
    """The shapes with their corners put on each other where they lie within a centimetre."""
    for i, shape in enumerate(every):
        others = np.vstack([shapely.get_coordinates(o) for o in every[:i] + every[i + 1 :]])
        noded = with_nodes(shape, np.unique(others, axis=0), NEAR_M)
        every = [*every[:i], noded if noded.is_valid else shape, *every[i + 1 :]]
    return every


def _smaller_of_holes(added: list[Polygon], land: Polygon) -> list[Polygon]:
    """The faces to add: of the two that a line makes of a hole only the smaller one."""
    chosen = [face for face in added if not any(shapely.covers(Polygon(r), face) for r in land.interiors)]
    for ring in land.interiors:
        inside = [face for face in added if shapely.covers(Polygon(ring), face)]
        if len(inside) > 1:
            chosen.extend(sorted(inside, key=lambda face: face.area)[:-1])
    return chosen


def _largest_side(inner: list[Polygon], land: Polygon, cut: Any) -> Polygon:
    """What is left when every stretch of the line inside cuts off the smaller side of the land."""
    kept: Polygon = land
    stretches = shapely.get_parts(shapely.line_merge(united([shapely.intersection(cut, land)])))
    for stretch in stretches:
        if stretch.geom_type != "LineString":
            continue
        sides = _within(faces([kept.boundary, stretch]), kept)
        if len(sides) > 1:
            kept = sides[0]
    return kept if len(inner) > 1 else land
