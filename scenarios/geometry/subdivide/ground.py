"""What a place is worth to heavy plots: far from the outline and from homes, or at the water."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.geometry.subdivide.edge import closed_side
from scenarios.geometry.subdivide.frames import Strip
from scenarios.geometry.subdivide.wishes import Wishes

_AWAY = 400.0
"""Beyond this distance (m) homes no longer count."""

_AT = 1.5
"""Within this distance (m) a plot lies at the quay."""

_SAMPLES = 9


@dataclass(frozen=True, eq=False)
class Ground:
    """An outline with the wishes for it."""

    outline: Polygon
    wishes: Wishes

    @cached_property
    def closed(self) -> BaseGeometry:
        """The outline without its quay side, plain enough to measure to."""
        plain = shapely.simplify(closed_side(self.outline, self.wishes.quay), 1.0)
        return self.outline.exterior if plain.is_empty else plain

    def worth(self, points: list[tuple[float, float]]) -> NDArray[np.float64]:
        """What places are worth to heavy plots, from 0 on."""
        places = shapely.points(np.asarray(points, dtype=float))
        found = shapely.distance(places, self.closed) / (math.sqrt(self.outline.area) / 2)
        if self.wishes.homes is not None:
            found = found + np.minimum(shapely.distance(places, self.wishes.homes), _AWAY) / _AWAY
        return np.asarray(found, dtype=float)

    def at_quay(self, shape: BaseGeometry) -> bool:
        """Whether some land lies at the quay."""
        return self.wishes.quay is not None and bool(shapely.dwithin(shape, self.wishes.quay, _AT))


def middle_of(shape: BaseGeometry) -> tuple[float, float]:
    """The centroid of some land."""
    centre = shapely.centroid(shape)
    return centre.x, centre.y


@dataclass(frozen=True, eq=False)
class Lot:
    """A strip with what its places are worth: `xs` along it, `worths` there; `quay`: the part of its back
    that lies at the quay; `ends`: whether its start and its end do."""

    strip: Strip
    xs: NDArray[np.float64]
    worths: NDArray[np.float64]
    quay: float
    ends: tuple[bool, bool]

    @cached_property
    def area(self) -> float:
        return self.strip.profile.total

    @cached_property
    def deep(self) -> float:
        """The mean depth, m."""
        return self.strip.profile.depth

    def mirrored(self) -> "Lot":
        """The same, seen from the other end."""
        return Lot(
            self.strip.mirrored(), -self.xs[::-1], self.worths[::-1], self.quay, (self.ends[1], self.ends[0])
        )


def lot_of(ground: Ground, strip: Strip) -> Lot:
    """A strip with its values."""
    profile = strip.profile
    xs = np.linspace(profile.start, profile.end, _SAMPLES + 2)[1:-1]
    deep = [profile.at(x) for x in xs]
    worths = ground.worth([strip.point(x, d / 2) for x, d in zip(xs, deep, strict=True)])
    quay, ends = 0.0, (False, False)
    if ground.wishes.quay is not None:
        backs = shapely.points([strip.point(x, d) for x, d in zip(xs, deep, strict=True)])
        there = shapely.distance(backs, ground.wishes.quay) < _AT
        quay = float(there.mean())
        sides = [(profile.start, profile.start + 0.1), (profile.end, profile.end - 0.1)]
        found = [
            shapely.distance(
                shapely.linestrings([strip.point(x, 0), strip.point(x, profile.at(y))]), ground.wishes.quay
            )
            < _AT
            for x, y in sides
        ]
        ends = (bool(found[0] or there[0]), bool(found[1] or there[-1]))
    return Lot(strip, xs, worths, quay, ends)
