"""The light of a state as a sign: a tick on a disc, a question mark on a ring, an exclamation in a triangle.

Shape and colour say the same, and no two states differ by red against green.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

INKS: Mapping[str, str] = {"good": "move_good", "open": "move_open", "bad": "move_bad"}
"""The colour of each state, by its role in map.toml."""


def light(
    painter: QPainter, at: QPointF, radius: float, state: str, ink: QColor, ground: QColor, font: QFont
) -> None:
    """Paint the sign of a state round a point; `ground` is the colour that its mark stands out in."""
    body = shape_of(at, radius, state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(body, ground if state == "open" else ink)
    edge = QPen(ink, max(1.2, radius * 0.2))
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(body, edge)
    if state == "good":
        tick = QPainterPath(QPointF(at.x() - radius * 0.45, at.y() + radius * 0.02))
        tick.lineTo(at.x() - radius * 0.1, at.y() + radius * 0.38)
        tick.lineTo(at.x() + radius * 0.48, at.y() - radius * 0.38)
        pen = QPen(ground, max(1.3, radius * 0.24))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(tick, pen)
    else:
        sign = QFont(font)
        sign.setPixelSize(max(round(radius * 1.45), 6))
        sign.setWeight(QFont.Weight.DemiBold)
        painter.setFont(sign)
        painter.setPen(ink if state == "open" else ground)
        down = radius * 0.18 if state == "bad" else 0.0
        box = QRectF(at.x() - radius, at.y() - radius + down, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?" if state == "open" else "!")
    painter.restore()


def shape_of(at: QPointF, radius: float, state: str) -> QPainterPath:
    """The outline of a state's sign: a disc, or a triangle where something cannot be so."""
    path = QPainterPath()
    if state != "bad":
        path.addEllipse(at, radius, radius)
        return path
    path.moveTo(at.x(), at.y() - radius)
    path.lineTo(at.x() + radius * 1.12, at.y() + radius * 0.9)
    path.lineTo(at.x() - radius * 1.12, at.y() + radius * 0.9)
    path.closeSubpath()
    return path
