"""Shapely geometries as Qt paths in pixels: clipped to the view and thinned to what can be seen first."""

from contextlib import suppress
from typing import Any

import numpy as np
import shapely
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from desktop.canvas.camera import Sight

_MARGIN = 64
"""Pixels outside the view at which geometry is cut, so that no outline of the cut shows."""

_FINE = 0.35
"""Corners closer than this many pixels to the line without them are left out."""


def path_of(geometry: Any, sight: Sight) -> QPainterPath:
    """Polygons (closed, holes by the odd-even rule) and lines of one geometry as a path in pixels; points are
    left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    add_to(path, geometry, sight)
    return path


def add_to(path: QPainterPath, geometry: Any, sight: Sight) -> None:
    """Add a geometry's polygons and lines to a path."""
    seen = in_view(geometry, sight)
    if seen is None:
        return
    parts = shapely.get_parts(seen)
    kinds = shapely.get_type_id(parts)
    rings = shapely.get_rings(parts[kinds == shapely.GeometryType.POLYGON])
    lines = parts[np.isin(kinds, (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING))]
    corners, of = shapely.get_coordinates(np.concatenate([rings, lines]), return_index=True)
    for line in np.split(sight.pixels(corners), np.flatnonzero(np.diff(of)) + 1) if len(of) else ():
        path.addPolygon(polygon_of(line))


def in_view(geometry: Any, sight: Sight) -> Any | None:
    """The part of a geometry near the view, simplified; None where there is none."""
    xmin, ymin, xmax, ymax = sight.bounds
    room = _MARGIN * sight.metres_per_pixel
    box = (xmin - room, ymin - room, xmax + room, ymax + room)
    x0, y0, x1, y1 = shapely.bounds(geometry)
    if not (x0 <= box[2] and x1 >= box[0] and y0 <= box[3] and y1 >= box[1]):
        return None
    if x0 < box[0] or y0 < box[1] or x1 > box[2] or y1 > box[3]:
        # A piece without width cannot be clipped: Qt clips the whole then.
        with suppress(shapely.GEOSException):
            geometry = shapely.clip_by_rect(geometry, *box)
    if shapely.get_num_coordinates(geometry) > 24:
        geometry = shapely.simplify(geometry, _FINE * sight.metres_per_pixel, preserve_topology=False)
    return None if shapely.is_empty(geometry) else geometry


def polygon_of(corners: NDArray[np.float64]) -> QPolygonF:
    """Corners (n, 2) in pixels as a Qt polygon, copied as one block of memory."""
    polygon = QPolygonF()
    polygon.resize(len(corners))
    if len(corners):
        memory: Any = shiboken6.VoidPtr(polygon.data(), len(corners) * 16, True)  # type: ignore[call-arg]
        np.frombuffer(memory, np.float64)[:] = np.ascontiguousarray(corners, np.float64).ravel()
    return polygon
