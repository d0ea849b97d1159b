"""Shapes on a grid of 1 mm: the one place where overlays are made, so that borders stay shared to the bit.

Every function here works wherever a shape lies; that it lies in the country is checked when it is drawn
(`shape`). Land below 1 m2 that an overlay leaves behind is noise and is dropped.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2, on_grid, rounded
from scenarios.wording import tr

GRID_M = 0.001
"""Coordinates are whole millimetres."""

NEAR_M = 0.01
"""What lies closer to an edge or a corner than this is meant to lie on it."""

_SPIKE_M = 0.002

Land = Polygon | MultiPolygon


def united(shapes: Iterable[BaseGeometry]) -> Any:
    """The union of shapes on the grid; raises Refused where they cannot be laid over each other."""
    every = np.array(list(shapes), dtype=object)
    return _tried(lambda: shapely.union_all(every, grid_size=GRID_M))


def less(shape: BaseGeometry, other: BaseGeometry) -> Any:
    """The shape without the other, on the grid; raises Refused as `united` does."""
    return _tried(lambda: shapely.difference(shape, other, grid_size=GRID_M))


def common(shape: BaseGeometry, other: BaseGeometry) -> Any:
    """What two shapes have in common, on the grid; raises Refused as `united` does."""
    return _tried(lambda: shapely.intersection(shape, other, grid_size=GRID_M))


def parts(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape on the grid, the largest first; those, and holes, below 1 m2 are left out."""
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type in ("MultiPolygon", "GeometryCollection"):
            found.extend(parts(part))
        elif isinstance(part, Polygon) and part.area >= SMALLEST_M2:
            found.extend(_pieces(part))
    return sorted(found, key=lambda part: -part.area)


def faces(lines: Iterable[BaseGeometry]) -> list[Polygon]:
    """The faces between lines that are noded on the grid first, without those below 1 m2."""
    noded = united(lines)
    return parts(_tried(lambda: shapely.polygonize(shapely.get_parts(noded))))


def same_kind(found: list[Polygon], like: BaseGeometry) -> Land | None:
    """Parts as the kind of shape they come from: the largest where that is one polygon; None: none."""
    if not found:
        return None
    return found[0] if isinstance(like, Polygon) else MultiPolygon(found)


def _pieces(part: Polygon) -> list[Polygon]:
    snapped = _without_specks(_without_spikes(rounded(part)))
    if snapped.is_valid and snapped.area >= SMALLEST_M2:
        return [snapped]
    try:
        return [on_grid(part)]
    except Refused:
        whole = shapely.get_parts(shapely.set_precision(part, GRID_M))
        return [piece for piece in whole if isinstance(piece, Polygon) and piece.area >= SMALLEST_M2]


def _without_spikes(part: Polygon) -> Polygon:
    """The polygon without corners to which its outline goes out and back within two millimetres."""
    rings = [_blunt(shapely.get_coordinates(ring)) for ring in (part.exterior, *part.interiors)]
    if all(ring is None for ring in rings):
        return part
    kept = [
        shapely.get_coordinates(old) if new is None else new
        for new, old in zip(rings, (part.exterior, *part.interiors), strict=True)
    ]
    blunt = Polygon(kept[0], kept[1:])
    return blunt if blunt.is_valid else part


def _without_specks(part: Polygon) -> Polygon:
    rings = [ring for ring in part.interiors if Polygon(ring).area >= SMALLEST_M2]
    return part if len(rings) == len(part.interiors) else Polygon(part.exterior, rings)


def _blunt(ring: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """A closed ring without its spikes; None where it has none."""
    corners, changed = ring[:-1], False
    while len(corners) > 3:
        back, on = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
        lengths = np.hypot(*back.T), np.hypot(*on.T)
        across = np.abs(back[:, 0] * on[:, 1] - back[:, 1] * on[:, 0])
        width = across / np.maximum(np.maximum(*lengths), GRID_M)
        spikes = np.flatnonzero((width <= _SPIKE_M) & ((back * on).sum(axis=1) > 0))
        if len(spikes) == 0:
            break
        corners, changed = np.delete(corners, spikes[0], axis=0), True
    return np.vstack([corners, corners[:1]]) if changed else None


def _tried(overlay: Callable[[], Any]) -> Any:
    try:
        return overlay()
    except shapely.GEOSException as failure:
        raise Refused(
            tr("These outlines are too tangled to be laid over each other: simplify them first.")
        ) from failure
