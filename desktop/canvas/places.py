"""Sensitive places on the map: a sign per kind, ringed where it lies inside a contour, and their ground."""

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit
from scenarios.landuse.places import DWELLINGS, places_in
from scenarios.landuse.reach import reach
from scenarios.landuse.setbacks import active_plots
from scenarios.project.model import SensitivePlace
from scenarios.wording import number

_HALF, _DOT = 8.0, 2.6
"""Half the size of a sign, and of the dot that stands for counted dwellings, device-independent pixels."""

_RING = 3.0


def places(painter: QPainter, scene: Scene) -> None:
    """The sign of every school, care and recreation; counted dwellings as dots, close by."""
    layer, snapshot = scene.layer("sensitive"), scene.snapshot
    rows = snapshot.sensitive_places.values()
    if not layer.shown or not rows:
        return
    inside = {row.key for row in places_in(snapshot, reach(snapshot, active_plots(snapshot)).left)}
    for row in rows:
        near = limit("sensitive_dwelling" if row.kind == DWELLINGS else "sensitive_place")
        strength = appear(scene.sight.denominator, near) * layer.opacity
        if strength > 0:
            painter.setOpacity(strength)
            _place(painter, scene, row, row.key in inside)
    painter.setOpacity(1.0)


def _place(painter: QPainter, scene: Scene, row: SensitivePlace, hit: bool) -> None:
    sight, ink = scene.sight, scene.style.ink["sensitive"]
    shape = scene.snapshot.geometry(row)
    if shape.geom_type == "Polygon":
        path = path_of(shape, sight)
        painter.fillPath(path, faded(ink, 0.16))
        painter.strokePath(path, QPen(ink, 1.3))
    point = shapely.point_on_surface(shape)
    x, y = sight.to_pixel(point.x, point.y)
    if not (-_HALF <= x <= sight.width + _HALF and -_HALF <= y <= sight.height + _HALF):
        return
    at = QPointF(x, y)
    if row.kind == DWELLINGS:
        painter.setPen(QPen(scene.style.ink["name_halo"], 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(at, _DOT, _DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.count is not None and row.count > 1:
            _count(painter, scene, at, number(row.count))
        return
    sign(painter, at, row.kind, ink, scene.style.ink["raised"])
    if hit:
        painter.setPen(QPen(scene.style.ink["conflict"], 2.0))
        painter.drawRoundedRect(_box(at, _HALF + _RING), 5, 5)
    take(scene, _box(at, _HALF))


def _count(painter: QPainter, scene: Scene, at: QPointF, words: str) -> None:
    font = scene.style.font(10)
    across, up = size_of(words, font)
    box = QRectF(at.x() + _DOT + 2, at.y() - up / 2, across, up)
    if free(scene, box):
        take(scene, box)
        haloed(painter, scene, box.center(), words, font, scene.style.ink["sensitive"])


def sign(painter: QPainter, at: QPointF, kind: str, plate: QColor, ink: QColor, half: float = _HALF) -> None:
    """The sign of a kind of place round a point: a flag, a cross or a tent on a plate."""
    path = QPainterPath()
    path.addRoundedRect(_box(at, half), half * 0.35, half * 0.35)
    painter.strokePath(path, QPen(ink, 2.0))
    painter.fillPath(path, plate)
    pen = QPen(ink, half * 0.22)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for line in _GLYPHS.get(kind, ()):
        figure = QPainterPath(QPointF(at.x() + half * line[0][0], at.y() + half * line[0][1]))
        for x, y in line[1:]:
            figure.lineTo(at.x() + half * x, at.y() + half * y)
        painter.strokePath(figure, pen)


_GLYPHS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "school": (((-0.4, 0.6), (-0.4, -0.6), (0.5, -0.35), (-0.4, -0.05)),),
    "care": (((0.0, -0.55), (0.0, 0.55)), ((-0.55, 0.0), (0.55, 0.0))),
    "recreation": (
        ((-0.6, 0.5), (0.0, -0.55), (0.6, 0.5), (-0.6, 0.5)),
        ((0.0, -0.55), (0.0, 0.5)),
    ),
    DWELLINGS: (((-0.6, 0.0), (0.0, -0.55), (0.6, 0.0)), ((-0.4, 0.0), (-0.4, 0.5), (0.4, 0.5), (0.4, 0.0))),
}
"""Lines of each sign, as parts of half its size from its middle."""


def _box(at: QPointF, half: float) -> QRectF:
    return QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
