"""A small picture of polygons, drawn to fit: enough to see whether the right file was chosen."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import look


class OutlineMap(QWidget):
    """Polygons in one colour, the chosen ones filled; RD coordinates, north up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rings: list[tuple[int, np.ndarray[Any, Any]]] = []
        self._bounds = (0.0, 0.0, 1.0, 1.0)
        self._chosen: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.restyle(self, self.update)

    def sizeHint(self) -> QSize:
        """Room for a square picture."""
        return QSize(look.size("search_width"), look.size("search_width"))

    def show_shapes(self, shapes: Sequence[Any]) -> None:
        """Show polygons; their positions are what `choose` speaks of."""
        self._rings = []
        for position, shape in enumerate(shapes):
            if shape is not None and not shape.is_empty:
                for part in shapely.get_parts(shape):
                    if part.geom_type == "Polygon":
                        self._rings.append((position, shapely.get_coordinates(part.exterior)))
        if self._rings:
            corners = np.concatenate([ring for _, ring in self._rings])
            low, high = corners.min(axis=0), corners.max(axis=0)
            self._bounds = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        self.update()

    def choose(self, positions: Iterable[int]) -> None:
        """Fill the polygons at these positions."""
        self._chosen = frozenset(positions)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outlines, scaled to the widget."""
        if not self._rings:
            return
        west, south, east, north = self._bounds
        scale = min(self.width() / max(east - west, 1.0), self.height() / max(north - south, 1.0)) * 0.98
        left = (self.width() - (east - west) * scale) / 2
        top = (self.height() - (north - south) * scale) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("secondary"), 0.7))
        for position, ring in self._rings:
            painter.setBrush(look.colour("accent_wash" if position in self._chosen else "sunken"))
            points = [QPointF(left + (x - west) * scale, top + (north - y) * scale) for x, y in ring.tolist()]
            painter.drawPolygon(QPolygonF(points))
        painter.end()
