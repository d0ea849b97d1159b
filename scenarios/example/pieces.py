"""The land of each municipality in pieces: blocks in towns, long fields outside, cut by water and main roads.

Pieces are the cells of a Voronoi diagram whose points stand close where a town will grow and in rows
elsewhere, cut to the municipality's dry land. They do not overlap and leave nothing out.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from scenarios.example.cells import metres
from scenarios.example.facts import facts
from scenarios.example.noise import noise

Floats = NDArray[Any]
Shapes = NDArray[np.object_]

BLOCK_M = (270.0, 230.0)
FIELD_M = (720.0, 330.0)
ROUGH_M = 40.0
"""How far the land's outline may be off while the points are moved to the middle of their cells."""

SLIVER_M2 = 4_000.0
SPECK_M2 = 0.01
"""Less than this is left where it is, or left out: it would be a polygon that nobody can see or select."""


def make_pieces(frame: Mapping[str, Any], code: str, land: BaseGeometry) -> Shapes:
    """The pieces of a municipality's land, polygons, none of them a sliver where a neighbour can take it."""
    points = _points(frame, code, land)
    rough = land.simplify(ROUGH_M)
    for _ in range(2):
        cells = _voronoi(points, rough)
        points = shapely.get_coordinates(shapely.centroid(cells))
    return _without_slivers(shapely.get_parts(_voronoi(points, land)))


def townness(frame: Mapping[str, Any], code: str, points: Floats) -> Floats:
    """How far each point (n x 2) lies from the nearest town, 1 at the edge of what is built, irregular."""
    uses = facts()[code].uses_m2
    built = uses["WON"] + uses["WRK"] + 0.5 * uses["GRO"]
    towns = np.array(frame["town"][code], dtype=float)
    sizes = towns[:, 2]
    radius = math.sqrt(built / math.pi / float((sizes**2).sum()))
    away = np.linalg.norm(points[:, None] - metres(frame, towns[:, :2])[None], axis=2) / (radius * sizes)
    return (
        away.min(axis=1)
        + 0.17 * noise(points, f"town {code}", max(2.2 * radius, 1500.0))
        + 0.06 * noise(points, f"edge {code}", 900.0)
    )


def _points(frame: Mapping[str, Any], code: str, land: BaseGeometry) -> Floats:
    """Points in bricks along the grain, close in and near towns, wide outside."""
    blocks = _bricks(frame, code, land, BLOCK_M)
    fields = _bricks(frame, code, land, FIELD_M)
    inner = blocks[townness(frame, code, blocks) < 1.2]
    outer = fields[townness(frame, code, fields) >= 1.2]
    return np.vstack([inner, outer])


def _bricks(frame: Mapping[str, Any], code: str, land: BaseGeometry, size: tuple[float, float]) -> Floats:
    angle = math.radians(frame["grain"][code])
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    xmin, ymin, xmax, ymax = land.bounds
    middle = np.array([(xmin + xmax) / 2, (ymin + ymax) / 2])
    reach = math.hypot(xmax - xmin, ymax - ymin) / 2
    columns, rows = (int(reach / step) + 2 for step in size)
    along, up = np.meshgrid(np.arange(-columns, columns + 1), np.arange(-rows, rows + 1), indexing="ij")
    grid = np.stack([(along + 0.5 * (up % 2)).ravel() * size[0], up.ravel() * size[1]], axis=1)
    places = grid @ turn + middle
    shift = np.stack(
        [noise(places, f"x {code}", 1.3 * size[0]), noise(places, f"y {code}", 1.3 * size[0])], axis=1
    )
    places = places + 0.13 * shift * np.array(size)
    return places[shapely.contains_xy(land, places[:, 0], places[:, 1])]


def _voronoi(points: Floats, land: BaseGeometry) -> Shapes:
    whole = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=land))
    shapely.prepare(land)
    inside = shapely.contains_properly(land, whole)
    cells = whole.copy()
    cells[~inside] = shapely.intersection(whole[~inside], land)
    return cells[~shapely.is_empty(cells)]


def _without_slivers(pieces: Shapes) -> Shapes:
    """The pieces with each sliver joined to the neighbour along its longest side."""
    pieces = pieces[shapely.area(pieces) > SPECK_M2]
    areas = shapely.area(pieces)
    small = np.flatnonzero(areas < SLIVER_M2)
    tree = shapely.STRtree(pieces)
    gone = np.zeros(len(pieces), dtype=bool)
    for at in small[np.argsort(areas[small], kind="stable")]:
        near = np.array([k for k in sorted(tree.query(pieces[at])) if k != at and not gone[k]], dtype=int)
        sides = shapely.length(shapely.intersection(pieces[near], pieces[at])) if len(near) else np.zeros(0)
        if len(sides) and sides.max() > 1:
            taker = near[int(np.argmax(sides))]
            joined: Any = shapely.union(pieces[taker], pieces[at])
            if joined.geom_type == "Polygon":
                pieces[taker] = joined
                gone[at] = True
    return pieces[~gone]
