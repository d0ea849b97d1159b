"""Words of a tool at places on the map, such as the length of a side: small plates above all else."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.canvas.camera import Sight
from desktop.canvas.style import Style, faded
from desktop.tools.event import Tag

_SIZE, _ACROSS, _UP = 11.5, 5.0, 2.0
"""Size of the words, and the air beside and above them, device-independent pixels."""


def tags(painter: QPainter, sight: Sight, style: Style, words: Iterable[Tag]) -> None:
    """Each word on a plate at its place."""
    font = style.font(_SIZE, medium=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for tag in words:
        middle = QPointF(*sight.to_pixel(tag.x, tag.y))
        across = metrics.horizontalAdvance(tag.text) + 2 * _ACROSS
        up = metrics.height() + 2 * _UP
        box = QRectF(middle.x() - across / 2, middle.y() - up / 2, across, up)
        plate(painter, style, box)
        painter.setPen(style.ink["text"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag.text)


def plate(painter: QPainter, style: Style, box: QRectF, corner: float = 4.0) -> None:
    """A pale plate that words stand on."""
    path = QPainterPath()
    path.addRoundedRect(box, corner, corner)
    painter.fillPath(path, faded(style.ink["raised"], 0.94))
    painter.strokePath(path, QPen(style.ink["hairline"], 1))
