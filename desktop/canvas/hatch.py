"""Diagonal hatching that is sharp at every display scale and stays where it is on the ground while the map
moves."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from desktop.canvas.camera import Sight

_TILE = 9
"""Side of a tile, device-independent pixels."""


def hatch(
    painter: QPainter, path: QPainterPath, colour: QColor, sight: Sight, ratio: float, thickness: float = 1.1
) -> None:
    """Fill a path with diagonal lines."""
    tile = _tile(colour.rgba(), max(round(_TILE * ratio), 4), thickness * ratio)
    brush = QBrush(tile)
    x, y = sight.to_pixel(0.0, 0.0)
    brush.setTransform(
        QTransform.fromTranslate(x % _TILE, y % _TILE).scale(_TILE / tile.width(), _TILE / tile.height())
    )
    painter.fillPath(path, brush)


@lru_cache(maxsize=64)
def _tile(rgba: int, side: int, thickness: float) -> QImage:
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(rgba), thickness))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    painter.end()
    return tile
