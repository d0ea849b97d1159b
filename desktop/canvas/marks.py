"""The marks of snapping, one per kind, each with its word where that is asked for."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.canvas.camera import Sight
from desktop.canvas.snapping import WORDS, Snap
from desktop.canvas.style import Style, faded
from scenarios.wording import tr

HALF = 6.5
"""Half the size of a mark, device-independent pixels."""

_INK, _EDGE = 1.6, 2.5


def path_of(kind: str, x: float, y: float, half: float = HALF) -> QPainterPath:
    """The mark of a kind round a place: a square on a corner, a cross on a crossing, a triangle on a middle,
    a circle on a centre, an hourglass on an edge, a plus on the grid."""
    path = QPainterPath()
    if kind == "vertex":
        path.addRect(QRectF(x - half, y - half, 2 * half, 2 * half))
    elif kind == "centre":
        path.addEllipse(QPointF(x, y), half, half)
        path.addEllipse(QPointF(x, y), half / 5, half / 5)
    elif kind == "middle":
        _closed(path, (x, y - half), (x + half, y + half * 0.8), (x - half, y + half * 0.8))
    elif kind == "edge":
        _closed(path, (x - half, y - half), (x + half, y - half), (x - half, y + half), (x + half, y + half))
    else:
        turn = ((1, 1), (1, -1)) if kind == "intersection" else ((1, 0), (0, 1))
        for dx, dy in turn:
            path.moveTo(x - dx * half, y - dy * half)
            path.lineTo(x + dx * half, y + dy * half)
    return path


def _closed(path: QPainterPath, *corners: tuple[float, float]) -> None:
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.closeSubpath()


def paint(painter: QPainter, style: Style, sight: Sight, snap: Snap, words: bool) -> None:
    """The mark of where the pointer snaps to, on a pale edge so that it shows on any ground."""
    x, y = sight.to_pixel(snap.x, snap.y)
    path, ink = path_of(snap.kind, x, y), style.ink["snap"]
    for colour, thick in ((style.ink["name_halo"], _INK + _EDGE), (ink, _INK)):
        pen = QPen(colour, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    if words:
        _word(painter, style, x, y, tr(WORDS[snap.kind]))


def _word(painter: QPainter, style: Style, x: float, y: float, word: str) -> None:
    font = style.font(11)
    metrics = QFontMetricsF(font)
    box = QRectF(x - metrics.horizontalAdvance(word) - HALF - 12, y - HALF - metrics.height() - 6, 0, 0)
    box.setWidth(metrics.horizontalAdvance(word) + 8)
    box.setHeight(metrics.height() + 2)
    plate = QPainterPath()
    plate.addRoundedRect(box, 4, 4)
    painter.fillPath(plate, faded(style.ink["raised"], 0.92))
    painter.setFont(font)
    painter.setPen(style.ink["text"])
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
