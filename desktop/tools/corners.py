"""The corners of a shape one by one: where they are, and the shape with one of them moved, added or left
out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from desktop.tools.event import Point

Address = tuple[int, int, int]
"""Part, ring in it (0 is the outer one), corner in that."""


@dataclass(frozen=True)
class Corners:
    """The open rings of each part of a polygon or multipolygon, or the one point of a point."""

    parts: tuple[tuple[tuple[Point, ...], ...], ...]
    kind: str

    @staticmethod
    def of(shape: Any) -> "Corners":
        """The corners of a point, polygon or multipolygon."""
        if shape.geom_type == "Point":
            return Corners(((((shape.x, shape.y),),),), shape.geom_type)
        parts = tuple(
            tuple(_open(ring) for ring in (part.exterior, *part.interiors))
            for part in shapely.get_parts(shape)
        )
        return Corners(parts, shape.geom_type)

    def shape(self) -> Any:
        """The shape these corners make; it may be invalid."""
        if self.kind == "Point":
            return shapely.Point(self.parts[0][0][0])
        polygons = [shapely.Polygon(part[0], part[1:]) for part in self.parts]
        return polygons[0] if self.kind == "Polygon" else shapely.MultiPolygon(polygons)

    def all(self) -> list[tuple[Address, Point]]:
        """Every corner with its address."""
        return [
            ((p, r, c), point)
            for p, part in enumerate(self.parts)
            for r, ring in enumerate(part)
            for c, point in enumerate(ring)
        ]

    def middles(self) -> list[tuple[Address, Point]]:
        """The middle of every edge, under the address that a corner put there gets."""
        if self.kind == "Point":
            return []
        found = []
        for p, part in enumerate(self.parts):
            for r, ring in enumerate(part):
                for c, (x, y) in enumerate(ring):
                    nx, ny = ring[(c + 1) % len(ring)]
                    found.append(((p, r, c + 1), ((x + nx) / 2, (y + ny) / 2)))
        return found

    def moved(self, address: Address, point: Point) -> "Corners":
        """The corners with one in another place."""
        p, r, c = address
        ring = self.parts[p][r]
        return self._with(p, r, (*ring[:c], point, *ring[c + 1 :]))

    def added(self, address: Address, point: Point) -> "Corners":
        """The corners with a new one at an address."""
        p, r, c = address
        ring = self.parts[p][r]
        return self._with(p, r, (*ring[:c], point, *ring[c:]))

    def without(self, address: Address) -> "Corners | None":
        """The corners without one; None where its ring would be left with fewer than three."""
        p, r, c = address
        ring = self.parts[p][r]
        return self._with(p, r, (*ring[:c], *ring[c + 1 :])) if len(ring) > 3 else None

    def nearest_edge(self, x: float, y: float) -> tuple[Address, Point, float]:
        """Where a new corner would come on the edge nearest to a point: its address, its place, how far that
        is."""
        best: tuple[Address, Point, float] = ((0, 0, 0), (x, y), float("inf"))
        for p, part in enumerate(self.parts):
            for r, ring in enumerate(part):
                place, foot, far = _foot(np.array(ring), x, y)
                if far < best[2]:
                    best = ((p, r, place + 1), foot, far)
        return best

    def _with(self, p: int, r: int, ring: tuple[Point, ...]) -> "Corners":
        part = self.parts[p]
        new = (*part[:r], ring, *part[r + 1 :])
        return Corners((*self.parts[:p], new, *self.parts[p + 1 :]), self.kind)


def _open(ring: Any) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1])


def _foot(ring: np.ndarray, x: float, y: float) -> tuple[int, Point, float]:
    start, end = ring, np.roll(ring, -1, axis=0)
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip((((x, y) - start) * along).sum(axis=1) / length, 0, 1)
    feet = start + along * part[:, None]
    far = np.hypot(feet[:, 0] - x, feet[:, 1] - y)
    place = int(np.argmin(far))
    return place, (float(feet[place, 0]), float(feet[place, 1])), float(far[place])
