"""Outlines of what differs from the reference, laid over a map; it lets every click through."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop import look
from desktop.canvas.camera import Camera, Sight

HALO = 4.5
LINE = 2.0
SMALLEST = 24.0
"""What is smaller on the screen gets a ring round its place instead of an outline, in pixels."""


class Outline(QWidget):
    """Follows the size of the map it lies on and the camera that moves it."""

    def __init__(self, view: QWidget, camera: Camera) -> None:
        super().__init__(view)
        self._camera = camera
        self._rings: list[Any] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        view.installEventFilter(self)
        camera.moved.connect(self.update)
        self.resize(view.size())

    def show_shapes(self, shapes: Sequence[Any]) -> None:
        """Outline these geometries (EPSG:28992) from now on."""
        polygons = shapely.get_parts(np.array(list(shapes), dtype=object)) if shapes else []
        self._rings = (
            [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons)] if len(polygons) else []
        )
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the map, and on top of it."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pale halo below a line, so that it shows on any colour."""
        if not self._rings:
            return
        path = self._path(self._camera.sight(self.width(), self.height()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("ground", HALO), ("difference", LINE)):
            pen = QPen(look.map_colour(role), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)

    def _path(self, sight: Sight) -> QPainterPath:
        path = QPainterPath()
        spots: list[QPointF] = []
        for ring in self._rings:
            corners = sight.pixels(ring)
            low, high = corners.min(axis=0), corners.max(axis=0)
            if (high - low).max() >= SMALLEST:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
                continue
            spot = QPointF(*((low + high) / 2).tolist())
            if all((spot - other).manhattanLength() > SMALLEST for other in spots):
                spots.append(spot)
                path.addEllipse(spot, SMALLEST * 0.75, SMALLEST * 0.75)
        return path
