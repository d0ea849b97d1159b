"""The present land use of the schematic region: per municipality the m2 of each use are those of the figures.

Where a use lies is made up by a few plain rules: dunes along the coast, towns round their middles, business
parks together and near water, green round and inside towns, what is unknown along the main roads, farmland
elsewhere.
"""

import math
from collections.abc import Iterator, Mapping
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
from scenarios.example.pieces import SPECK_M2, make_pieces, townness
from scenarios.example.solve import grown_to
from scenarios.example.waters import Waters

Floats = NDArray[Any]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Patch:
    """A polygon of the present land use."""

    municipality: str
    use: str
    shape: Polygon


def roads(frame: Mapping[str, Any]) -> list[LineString]:
    """The main roads."""
    return [LineString(smooth(metres(frame, line), closed=False)) for line in frame["road"]["lines"]]


def make_land(frame: Mapping[str, Any], cells: Cells, waters: Waters) -> Iterator[list[Patch]]:
    """The patches, one municipality at a time, in order of code."""
    lines = roads(frame)
    corridor = shapely.union_all([line.buffer(frame["road"]["half_width_m"], quad_segs=4) for line in lines])
    for code in sorted(cells.polygons):
        yield _municipality(frame, code, cells.polygons[code], waters, corridor)


def _municipality(
    frame: Mapping[str, Any], code: str, cell: Polygon, waters: Waters, corridor: BaseGeometry
) -> list[Patch]:
    water = waters.parts[code]
    dry = shapely.difference(cell, water)
    road = shapely.intersection(dry, corridor)
    land = shapely.difference(dry, corridor)
    left = _Left(code, frame["grain"][code], make_pieces(frame, code, land))
    patches = [Patch(code, "WAT", part) for part in _polygons(water)]
    patches += [Patch(code, "OVE", part) for part in _polygons(road)]
    needs = dict(facts()[code].uses_m2)
    needs["OVE"] -= road.area
    for use, share, score in _rules(frame, code, waters, corridor):
        m2 = needs[use] * share
        needs[use] -= m2
        patches += left.take(use, m2, score(left.centres))
    return patches + [Patch(code, "LAN", shape) for shape in left.pieces]


def _rules(
    frame: Mapping[str, Any], code: str, waters: Waters, corridor: BaseGeometry
) -> list[tuple[str, float, Any]]:
    """In what order uses take land: use, share of what it still needs, a score that is low where it goes."""

    def town(points: Floats) -> Floats:
        return townness(frame, code, points)

    def towards(places: str, spread: float, rough: float) -> Any:
        spots = metres(frame, [spot[:2] for spot in frame[places][code]])
        return lambda points: (
            np.linalg.norm(points[:, None] - spots[None], axis=2).min(axis=1) / spread
            + rough * noise(points, f"{places} {code}", 1600)
        )

    def by(shape: BaseGeometry, rough: float, wavelength: float) -> Any:
        shapely.prepare(shape)
        return lambda points: (
            shapely.distance(shapely.points(points), shape) / 1000
            + rough * noise(points, f"by {code}", wavelength)
        )

    def middle(points: Floats) -> Floats:
        return town(points) + 0.1 * noise(points, f"shops {code}", 1100)

    def lobes(points: Floats) -> Floats:
        return np.where(town(points) < 1.0, noise(points, f"green {code}", 1500), 9 + town(points))

    def rim(points: Floats) -> Floats:
        return np.abs(town(points) - 1.05) + 0.25 * noise(points, f"rim {code}", 1700)

    def works(points: Floats) -> Floats:
        if code in frame["park"]:
            return towards("park", 1000.0, 0.16)(points)
        port = shapely.distance(shapely.points(points), waters.navigable) / 1000
        west = (points[:, 0] - frame["origin"][0]) / 1000
        return port + np.clip((west - 3) / 4, 0, 4) + 0.22 * noise(points, f"port {code}", 2400)

    coastal = code not in frame["nature"]
    nature = by(waters.coast, 0.35, 2600) if coastal else towards("nature", 1000.0, 0.3)
    return [
        ("NAT", 1.0, nature),
        ("WRK", 0.6, middle),
        ("BED", 1.0, works),
        ("GRO", 0.4, lobes),
        (
            "WRK",
            1.0,
            lambda points: np.where(
                town(points) < 0.9, noise(points, f"shops 2 {code}", 900), 9 + town(points)
            ),
        ),
        ("WON", 1.0, town),
        ("GRO", 1.0, rim),
        ("OVE", 1.0, by(corridor, 0.9, 3000)),
    ]


class _Left:
    """The pieces of one municipality that have no use yet."""

    def __init__(self, code: str, grain: float, pieces: Shapes) -> None:
        self.code = code
        self.pieces = pieces
        self._along = np.array([math.cos(math.radians(grain)), math.sin(math.radians(grain))])

    @property
    def centres(self) -> Floats:
        """The middle of each piece."""
        return shapely.get_coordinates(shapely.centroid(self.pieces))

    def take(self, use: str, m2: float, score: Floats) -> list[Patch]:
        """Give exactly m2 to a use: the pieces with the lowest scores, the last of them cut in two."""
        order = np.argsort(score, kind="stable")
        areas = shapely.area(self.pieces[order])
        whole = int(np.searchsorted(np.cumsum(areas), m2, side="right"))
        taken = list(self.pieces[order[:whole]])
        rest = self.pieces[order[whole:]]
        missing = m2 - float(areas[:whole].sum())
        if missing > SPECK_M2:
            if not len(rest):
                raise ValueError(f"{self.code} has no land left for {use}")
            part, remainder = self._cut(rest[0], missing)
            taken += part
            rest = np.array([*remainder, *rest[1:]], dtype=object)
        self.pieces = rest
        return [Patch(self.code, use, shape) for shape in taken]

    def _cut(self, piece: Polygon, m2: float) -> tuple[list[Polygon], list[Polygon]]:
        """A piece cut across the grain so that the first part has m2."""
        heights = shapely.get_coordinates(piece) @ self._along
        height = grown_to(
            lambda height: shapely.intersection(piece, self._below(piece, height)).area,
            m2,
            float(heights.min()),
            float(heights.max()),
        )
        below = self._below(piece, height)
        return _polygons(shapely.intersection(piece, below)), _polygons(shapely.difference(piece, below))

    def _below(self, piece: Polygon, height: float) -> Polygon:
        """The half plane behind a height along the grain, as far as the piece reaches."""
        reach = 20_000.0
        across = np.array([-self._along[1], self._along[0]])
        middle = np.array(piece.centroid.coords[0])
        foot = middle + self._along * (height - middle @ self._along)
        corners = [foot - across * reach, foot + across * reach]
        return Polygon([*corners, corners[1] - self._along * reach, corners[0] - self._along * reach])


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > SPECK_M2]
