"""The corners of a shape one by one: where they are, and the shape with some of them moved, added or left
out."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from desktop.tools.event import Point

Address = tuple[int, int, int]
"""Part, ring in it (0 is the outer one), corner in that."""

Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Corners:
    """The open rings of each part of a polygon or multipolygon, the corners of a line, or the one point of a
    point."""

    parts: tuple[tuple[Ring, ...], ...]
    kind: str

    @staticmethod
    def of(shape: Any) -> "Corners":
        """The corners of a point, line, polygon or multipolygon."""
        if shape.geom_type in ("Point", "LineString"):
            return Corners(((_points(shape),),), shape.geom_type)
        parts = tuple(
            tuple(_points(ring)[:-1] for ring in (part.exterior, *part.interiors))
            for part in shapely.get_parts(shape)
        )
        return Corners(parts, shape.geom_type)

    def shape(self) -> Any:
        """The shape these corners make; it may be invalid."""
        first = self.parts[0][0]
        if self.kind == "Point":
            return shapely.Point(first[0])
        if self.kind == "LineString":
            return shapely.LineString(first)
        rings = [[np.array(ring) for ring in part] for part in self.parts]
        polygons = [shapely.Polygon(part[0], part[1:]) for part in rings]
        return polygons[0] if self.kind == "Polygon" else shapely.MultiPolygon(polygons)

    @property
    def closed(self) -> bool:
        """Whether each ring ends where it begins."""
        return "Polygon" in self.kind

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """The address of every corner, in order."""
        return tuple(
            (p, r, c)
            for p, part in enumerate(self.parts)
            for r, ring in enumerate(part)
            for c in range(len(ring))
        )

    def position(self, address: Address) -> int:
        """Where an address is in the order of the addresses."""
        p, r, c = address
        before = [len(ring) for part in self.parts[:p] for ring in part]
        return sum(before) + sum(len(ring) for ring in self.parts[p][:r]) + c

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """Where every corner is (n, 2), in the order of the addresses."""
        rings = [np.array(ring, dtype=float) for part in self.parts for ring in part]
        return np.concatenate(rings)

    @cached_property
    def ends(self) -> NDArray[np.float64]:
        """Where the edge that starts at every corner ends (n, 2); at the end of a line it ends at once."""
        found = []
        for part in self.parts:
            for ring in part:
                array = np.array(ring, dtype=float)
                found.append(np.roll(array, -1, axis=0) if self.closed else array[[*range(1, len(ring)), -1]])
        return np.concatenate(found)

    @property
    def has_edge(self) -> NDArray[np.bool_]:
        """Whether an edge starts at a corner (n,)."""
        return np.any(self.places != self.ends, axis=1)

    def all(self) -> list[tuple[Address, Point]]:
        """Every corner with its address."""
        return [(address, self.at(address)) for address in self.addresses]

    def at(self, address: Address) -> Point:
        """Where a corner is."""
        p, r, c = address
        return self.parts[p][r][c]

    def following(self, address: Address) -> Point:
        """Where the edge that starts at a corner ends."""
        p, r, c = address
        ring = self.parts[p][r]
        return ring[(c + 1) % len(ring)]

    def outward(self, edge: Address) -> Point:
        """The direction out of the shape, of length one, square to the edge that starts at a corner."""
        p, r, _ = edge
        (x0, y0), (x1, y1) = self.at(edge), self.following(edge)
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        # A hole's inside is outside.
        side = 1.0 if shapely.is_ccw(shapely.LinearRing(self.parts[p][r])) == (r == 0) else -1.0
        return (side * (y1 - y0) / length, side * (x0 - x1) / length)

    def middles(self) -> list[tuple[Address, Point]]:
        """The middle of every edge, under the address that a corner put there gets."""
        middle = (self.places + self.ends) / 2
        return [
            ((p, r, c + 1), (float(x), float(y)))
            for (p, r, c), (x, y), there in zip(self.addresses, middle, self.has_edge, strict=True)
            if there
        ]

    def moved(self, places: Mapping[Address, Point]) -> "Corners":
        """The corners with some in another place."""
        after = self
        for (p, r), ring in self._rings_of(places).items():
            new = list(ring)
            for (part, of, c), point in places.items():
                if (part, of) == (p, r):
                    new[c] = point
            after = after._with(p, r, tuple(new))
        return after

    def added(self, address: Address, point: Point) -> "Corners":
        """The corners with a new one at an address."""
        p, r, c = address
        ring = self.parts[p][r]
        return self._with(p, r, (*ring[:c], point, *ring[c:]))

    def without(self, addresses: Collection[Address]) -> "Corners | None":
        """The corners without some; None where a ring would be left with too few to be one."""
        after, least = self, 3 if self.closed else 2
        for (p, r), ring in self._rings_of(addresses).items():
            left = tuple(point for c, point in enumerate(ring) if (p, r, c) not in addresses)
            if len(left) < least:
                return None
            after = after._with(p, r, left)
        return after

    def nearest_edge(self, x: float, y: float) -> tuple[Address, Point, float]:
        """The edge nearest to a point: the address a new corner on it would get, where that would be, how far
        that is."""
        along = self.ends - self.places
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        part = np.clip((((x, y) - self.places) * along).sum(axis=1) / length, 0, 1)
        feet = self.places + along * part[:, None]
        far = np.hypot(feet[:, 0] - x, feet[:, 1] - y)
        place = int(np.argmin(np.where(self.has_edge, far, np.inf)))
        p, r, c = self.addresses[place]
        return (p, r, c + 1), (float(feet[place, 0]), float(feet[place, 1])), float(far[place])

    def _rings_of(self, addresses: Collection[Address]) -> dict[tuple[int, int], Ring]:
        return {(p, r): self.parts[p][r] for p, r, _ in addresses}

    def _with(self, p: int, r: int, ring: Ring) -> "Corners":
        part = self.parts[p]
        new = (*part[:r], ring, *part[r + 1 :])
        return Corners((*self.parts[:p], new, *self.parts[p + 1 :]), self.kind)


def _points(line: Any) -> Ring:
    return tuple(map(tuple, shapely.get_coordinates(line).tolist()))
