"""Outlines of what differs from the reference, painted on a map in a colour of their own."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from desktop import look
from desktop.canvas.camera import Sight
from desktop.canvas.view import MapView

HALO = 4.5
LINE = 2.0
SMALLEST = 24.0
"""What is smaller on the screen gets a ring round its place instead of an outline, in pixels."""


class Outline:
    """The outlines on one map."""

    def __init__(self, view: MapView) -> None:
        self.rings: list[Any] = []
        self._view = view
        view.above = self.paint

    def show_shapes(self, shapes: Sequence[Any]) -> None:
        """Outline these geometries (EPSG:28992) from now on."""
        polygons = shapely.get_parts(np.array(list(shapes), dtype=object)) if shapes else []
        rings = shapely.get_rings(polygons) if len(polygons) else []
        self.rings = [shapely.get_coordinates(ring) for ring in rings]
        self._view.update()

    def paint(self, painter: QPainter, sight: Sight) -> None:
        """A pale halo below a line, so that it shows on any colour."""
        if not self.rings:
            return
        path = self._path(sight)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("ground", HALO), ("difference", LINE)):
            pen = QPen(look.map_colour(role), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)

    def _path(self, sight: Sight) -> QPainterPath:
        path = QPainterPath()
        spots: list[QPointF] = []
        for ring in self.rings:
            corners = sight.pixels(ring)
            low, high = corners.min(axis=0), corners.max(axis=0)
            if (high - low).max() >= SMALLEST:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
                continue
            spot = QPointF(*((low + high) / 2).tolist())
            if all((spot - other).manhattanLength() > SMALLEST for other in spots):
                spots.append(spot)
                path.addEllipse(spot, SMALLEST * 0.7, SMALLEST * 0.7)
        return path
