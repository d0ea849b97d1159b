"""A small picture of polygons, drawn to fit: enough to see whether the right file was chosen, and to pick
some."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import look

_MARGIN = 0.98


class OutlineMap(QWidget):
    """Polygons in one colour, the chosen ones filled; RD coordinates, north up. `picked` tells a click on
    one."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes: np.ndarray[Any, np.dtype[np.object_]] = np.empty(0, dtype=object)
        self._names: tuple[str, ...] = ()
        self._tree = shapely.STRtree(self._shapes)
        self._rings: list[tuple[int, np.ndarray[Any, Any]]] = []
        self._bounds = (0.0, 0.0, 1.0, 1.0)
        self._chosen: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.restyle(self, self.update)

    def sizeHint(self) -> QSize:
        """Room for a square picture."""
        return QSize(look.size("search_width"), look.size("search_width"))

    def show_shapes(self, shapes: Sequence[Any], names: Sequence[str] = ()) -> None:
        """Show polygons; their positions are what `choose` and `picked` speak of, their names are tips."""
        self._shapes = np.empty(len(shapes), dtype=object)
        self._shapes[:] = list(shapes)
        self._names = tuple(names)
        self._tree = shapely.STRtree(self._shapes)
        self._rings = [
            (position, shapely.get_coordinates(part.exterior))
            for position, shape in enumerate(self._shapes)
            if shape is not None
            for part in shapely.get_parts(shape)
            if part.geom_type == "Polygon" and not part.is_empty
        ]
        if self._rings:
            corners = np.concatenate([ring for _, ring in self._rings])
            low, high = corners.min(axis=0), corners.max(axis=0)
            self._bounds = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._rings else Qt.CursorShape.ArrowCursor)
        self.update()

    def choose(self, positions: Iterable[int]) -> None:
        """Fill the polygons at these positions."""
        self._chosen = frozenset(positions)
        self.update()

    def place_of(self, point: QPointF) -> int | None:
        """The position of the polygon under a point of the widget."""
        scale, left, top = self._frame()
        spot = shapely.Point(
            self._bounds[0] + (point.x() - left) / scale, self._bounds[3] - (point.y() - top) / scale
        )
        try:
            found = self._tree.query(spot, predicate="intersects")
        except shapely.GEOSException:
            return None
        return int(found[0]) if len(found) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which polygon was clicked."""
        place = self.place_of(event.position()) if self._rings else None
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.picked.emit(place)

    def event(self, event: QEvent) -> bool:
        """Show a polygon's name as a tip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_of(QPointF(event.pos())) if self._rings else None
            if place is not None and place < len(self._names):
                QToolTip.showText(event.globalPos(), self._names[place], self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _frame(self) -> tuple[float, float, float]:
        west, south, east, north = self._bounds
        scale = min(self.width() / max(east - west, 1.0), self.height() / max(north - south, 1.0)) * _MARGIN
        left = (self.width() - (east - west) * scale) / 2
        return scale, left, (self.height() - (north - south) * scale) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outlines, scaled to the widget."""
        if not self._rings:
            return
        scale, left, top = self._frame()
        west, _, _, north = self._bounds
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("secondary"), 0.7))
        chosen = look.colour("accent")
        chosen.setAlphaF(0.5)
        seen = QRectF(event.rect())
        for position, ring in self._rings:
            path = QPainterPath()
            points = np.column_stack([left + (ring[:, 0] - west) * scale, top + (north - ring[:, 1]) * scale])
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
            if path.boundingRect().intersects(seen):
                painter.fillPath(path, chosen if position in self._chosen else look.colour("sunken"))
                painter.drawPath(path)
        painter.end()
