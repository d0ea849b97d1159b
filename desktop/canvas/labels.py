"""Words on the map that never lie over each other: every label asks for its box first and stays away if it is
taken."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.canvas.scene import Scene

_HALO = 3.0
"""Width of the pale edge round names, device-independent pixels, half of it outside the letters."""

_AIR = 3.0
"""Free pixels between two labels."""


def free(scene: Scene, box: QRectF) -> bool:
    """Whether no label stands in a box yet."""
    return not any(box.intersects(other) for other in scene.notes.get("boxes", ()))


def take(scene: Scene, box: QRectF) -> None:
    """Keep a box for a label, or for anything that no label may cover."""
    scene.notes.setdefault("boxes", []).append(box.adjusted(-_AIR, -_AIR, _AIR, _AIR))


def first_free(scene: Scene, boxes: Iterable[QRectF]) -> QRectF | None:
    """The first of some boxes that is inside the view and free, kept for the caller; None where there is
    none."""
    view = QRectF(0, 0, scene.sight.width, scene.sight.height)
    for box in boxes:
        if view.contains(box) and free(scene, box):
            take(scene, box)
            return box
    return None


def size_of(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a line of text, device-independent pixels."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text), metrics.height()


def haloed(
    painter: QPainter,
    scene: Scene,
    middle: QPointF,
    text: str,
    font: QFont,
    colour: QColor,
    halo: QColor | None = None,
) -> None:
    """A line of text round a point, with a pale edge so that it reads on any ground."""
    metrics = QFontMetricsF(font)
    left = middle.x() - metrics.horizontalAdvance(text) / 2
    base = middle.y() + (metrics.ascent() - metrics.descent()) / 2
    path = QPainterPath()
    path.addText(QPointF(left, base), font, text)
    edge = QColor(halo or scene.style.ink["name_halo"])
    edge.setAlphaF(edge.alphaF() * colour.alphaF())
    pen = QPen(edge, _HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, colour)
