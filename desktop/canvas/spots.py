"""The roomiest spot in a shape: where its letter, its symbol or its name goes."""

from dataclasses import dataclass
from typing import Any

import shapely

from desktop.canvas.camera import Sight
from scenarios.project.snapshot import Snapshot

_BEVEL = 0.72
"""The part of a shape's innermost circle that a flat label may use to each side."""


@dataclass(frozen=True)
class Spot:
    """A place in pixels and the room round it: how wide and how tall a label may be."""

    x: float
    y: float
    across: float
    up: float


def spot_of(snapshot: Snapshot, row: Any, sight: Sight) -> Spot | None:
    """The spot for a row's label, None where it lies outside the view."""
    shape = snapshot.geometry(row)
    x, y, radius = snapshot.remember(("spot", row.geom), lambda: _innermost(shape))
    px, py = sight.to_pixel(x, y)
    if not (0 <= px <= sight.width and 0 <= py <= sight.height):
        return None
    room = radius / sight.metres_per_pixel
    along = _half_length(snapshot, shape, row.geom, x, y) / sight.metres_per_pixel
    return Spot(px, py, 2 * max(along, room * _BEVEL) - 6, 2 * room * _BEVEL)


def _innermost(shape: Any) -> tuple[float, float, float]:
    """Centre and radius of the largest circle inside a shape, to a hundredth of its size."""
    size = shape.area**0.5
    if size <= 0:
        point = shapely.point_on_surface(shape)
        return point.x, point.y, 0.0
    line = shapely.maximum_inscribed_circle(shape, tolerance=max(size / 50, 0.01))
    (x, y), _edge = line.coords
    return x, y, line.length


def _half_length(snapshot: Snapshot, shape: Any, geom: bytes, x: float, y: float) -> float:
    """How far one can go left and right from a point and stay inside, m."""

    def make() -> float:
        xmin, _, xmax, _ = shape.bounds
        chord = shapely.intersection(shapely.LineString([(xmin - 1, y), (xmax + 1, y)]), shape)
        pieces = [p.bounds for p in shapely.get_parts(chord)]
        return max((min(x - b[0], b[2] - x) for b in pieces if b[0] <= x <= b[2]), default=0.0)

    return snapshot.remember(("half length", geom), make)
