"""A small square in a land use's colour, as on the map, with a rim that keeps pale colours visible."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from desktop import look

SIDE = 12


def paint_chip(painter: QPainter, box: QRectF, colour: str) -> None:
    """Paint a chip into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = look.colour("field_border")
    rim.setAlphaF(0.6)
    painter.setPen(QPen(rim, 1))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def chip(colour: str) -> QPixmap:
    """A chip as a picture for the sharpest screen."""
    scale = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _chip(colour, look.mode(), scale)


@cache
def _chip(colour: str, _mode: str, scale: float) -> QPixmap:
    found = QPixmap(QSize(round(SIDE * scale), round(SIDE * scale)))
    found.fill(Qt.GlobalColor.transparent)
    found.setDevicePixelRatio(scale)
    painter = QPainter(found)
    paint_chip(painter, QRectF(0, 0, SIDE, SIDE), colour)
    painter.end()
    return found


class Chip(QWidget):
    """A chip as a widget."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(SIDE, SIDE)

    def paintEvent(self, event: object) -> None:
        """The chip in the look in force."""
        paint_chip(QPainter(self), QRectF(0, 0, SIDE, SIDE), self._colour)
