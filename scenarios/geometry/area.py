"""Shapes of exactly the area that was asked for: ask for 14 ha and get 140 000 m2.

Corners lie on whole millimetres, so at the end a corner or two move by millimetres until the area is met.
"""

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.edges import Front, advanced, front_of, motion
from scenarios.geometry.shape import SMALLEST_M2, on_grid
from scenarios.wording import hectares, tr

WITHIN_M2 = 1.0
"""How close the area comes to what was asked."""

_LARGE = 2e-7
"""Above 500 ha a step of a millimetre can be more than 1 m2: then within this share of the area."""

_CLOSE_M2 = 0.2
_MOST_ROUNDS = 60
_MOST_CORNERS = 10_000
_LARGEST_M2 = 1e10


def with_area(shape: BaseGeometry, m2: float, edge: int | None = None) -> Polygon:
    """The polygon with an area of `m2` square metres, within 1 m2 up to 500 ha.

    `edge`: the outer edge that starts at the corner with that index moves parallel to itself while its
    neighbours keep their directions; without one the shape grows or shrinks about its centroid. Raises
    Refused where that area cannot be reached, saying why.
    """
    if not (math.isfinite(m2) and SMALLEST_M2 <= m2 <= _LARGEST_M2):
        raise Refused(tr("Give an area of at least 1 m²: a number of hectares larger than zero."))
    land = on_grid(shape)
    if abs(land.area - m2) <= _CLOSE_M2:
        return land
    made = _scaled(land, m2) if edge is None else _pushed(land, m2, edge)
    if abs(made.area - m2) > max(WITHIN_M2, _LARGE * m2):
        raise Refused(
            tr("This outline is too fine to be given {area}: simplify it first.", area=hectares(m2, 4))
        )
    return made


def _scaled(land: Polygon, m2: float) -> Polygon:
    factor = math.sqrt(m2 / land.area)
    centre = shapely.get_coordinates(land.centroid)[0]
    grown = shapely.transform(land, lambda xy: (xy - centre) * factor + centre)
    rings = [_round(shapely.get_coordinates(ring)[:-1]) for ring in (grown.exterior, *grown.interiors)]
    inner = sum(Polygon(ring).area for ring in rings[1:])
    outer = _tuned(rings[0], np.arange(len(rings[0])), m2 + inner)
    return on_grid(Polygon(outer, rings[1:]))


def _pushed(land: Polygon, m2: float, edge: int) -> Polygon:
    front = front_of(land, edge)
    inner = sum(Polygon(ring).area for ring in land.interiors)
    front = _met(front, m2 - land.area, land.area)
    ring = _round(front.ring())
    ring = _tuned(ring, np.array([0, len(front.line) - 1]), m2 + inner)
    made = Polygon(np.roll(ring, edge, axis=0), list(land.interiors))
    if not made.is_valid:
        raise Refused(
            tr(
                "At {area} this edge would run into another part of the outline: choose another edge.",
                area=hectares(m2, 2),
            )
        )
    return on_grid(made)


def _met(front: Front, wanted: float, area: float) -> Front:
    """The front moved until the area has grown by `wanted` m2 (shrunk where that is below zero)."""
    left = wanted
    for _ in range(_MOST_CORNERS):
        how = motion(front, left)
        metres = _distance(front.length, how.growth, left)
        if metres is not None and abs(metres) < abs(how.until):
            return advanced(front, how, metres)
        if how.ends == "edge" or len(front.rest) < 2 or not how.ends:
            break
        left -= front.length * how.until + how.growth * how.until**2 / 2
        front = advanced(front, how, how.until)
    end = motion(front, left).until
    reached = front.length * end + motion(front, left).growth * end**2 / 2 if math.isfinite(end) else 0.0
    raise Refused(
        tr(
            "This edge comes to a point at {area}: choose another edge, or let the whole shape change.",
            area=hectares(area + wanted - left + reached, 2),
        )
    )


def _distance(length: float, growth: float, m2: float) -> float | None:
    """How far outward an edge goes to add `m2`, while it grows by `growth` m per metre; None: it cannot."""
    under = length**2 + 2 * growth * m2
    if under < 0 or (under == 0 and length == 0):
        return None
    # The root that stays exact where the edge hardly grows.
    return 2 * m2 / (length + math.sqrt(under))


def _round(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(ring, 3)


def _tuned(ring: NDArray[np.float64], corners: NDArray[np.int64], m2: float) -> NDArray[np.float64]:
    """The open ring with some of its corners moved by millimetres until it has the area of `m2`."""
    steps = np.arange(-3, 4) * 0.001
    dx, dy = (grid.ravel() for grid in np.meshgrid(steps, steps))
    for _ in range(_MOST_ROUNDS):
        signed = _signed(ring)
        left = (m2 - abs(signed)) * math.copysign(1.0, signed)
        if abs(left) <= _CLOSE_M2:
            break
        chord = np.roll(ring, -1, axis=0)[corners] - np.roll(ring, 1, axis=0)[corners]
        gained = (dx[None, :] * chord[:, 1:] - dy[None, :] * chord[:, :1]) / 2
        corner, step = np.unravel_index(int(np.argmin(np.abs(gained - left))), gained.shape)
        if abs(gained[corner, step] - left) >= abs(left):
            break
        ring = ring.copy()
        ring[corners[corner]] = np.round(ring[corners[corner]] + (dx[step], dy[step]), 3)
    return ring


def _signed(ring: NDArray[np.float64]) -> float:
    """The area of an open ring, below zero where it runs clockwise."""
    x, y = (ring - ring[0]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
