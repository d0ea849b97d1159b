"""Notes on the map: what they say on a plate, arrows with a head, photographs with a sign."""

import math
from textwrap import wrap

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.canvas.labels import size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import Style, appear, faded, limit
from desktop.canvas.tags import plate
from scenarios.project.model import Note

_SIZE, _PAD, _ACROSS, _LINES = 11.5, 6.0, 34, 6
"""Size of the words, air round them, letters in a line, lines that are shown."""

_DOT, _HEAD, _SIGN = 4.0, 11.0, 9.0
"""Half a dot, an arrow's head, half the sign of a photograph, device-independent pixels."""


def notes(painter: QPainter, scene: Scene) -> None:
    """Every note of the variant; their words where the map is near enough to read them."""
    layer = scene.layer("notes")
    if not layer.shown:
        return
    words = appear(scene.sight.denominator, limit("note"))
    painter.setOpacity(layer.opacity)
    for note in scene.snapshot.rows("note").values():
        _note(painter, scene, note, words > 0)
    painter.setOpacity(1.0)


def _note(painter: QPainter, scene: Scene, note: Note, words: bool) -> None:
    shape, style = scene.snapshot.geometry(note), scene.style
    places = [QPointF(*xy) for xy in scene.sight.pixels(shapely.get_coordinates(shape))]
    if note.kind == "arrow":
        _line(painter, style, path_of(shape, scene.sight))
        _line(painter, style, _head(places[-2], places[-1]))
    elif note.kind == "photo":
        _camera(painter, style, places[0])
    else:
        painter.setPen(QPen(style.ink["raised"], 1.5))
        painter.setBrush(style.ink["selection"])
        painter.drawEllipse(places[0], _DOT, _DOT)
    if words and (said := note.text.strip() or note.photo.strip()):
        _words(painter, scene, places[0], said, note.kind)


def _line(painter: QPainter, style: Style, path: QPainterPath) -> None:
    for ink, thick in ((style.ink["name_halo"], 5.0), (style.ink["text"], 2.0)):
        pen = QPen(ink, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(path, pen)


def _head(before: QPointF, tip: QPointF) -> QPainterPath:
    towards = math.atan2(tip.y() - before.y(), tip.x() - before.x())
    path = QPainterPath()
    for number, turn in enumerate((2.6, -2.6)):
        end = tip + QPointF(_HEAD * math.cos(towards + turn), _HEAD * math.sin(towards + turn))
        path.moveTo(end) if number == 0 else path.lineTo(end)
        if number == 0:
            path.lineTo(tip)
    return path


def _camera(painter: QPainter, style: Style, at: QPointF) -> None:
    body = QRectF(at.x() - _SIGN, at.y() - _SIGN * 0.7, 2 * _SIGN, _SIGN * 1.4)
    plate(painter, style, body, 3.0)
    painter.setPen(QPen(style.ink["text"], 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, 3, 3)
    painter.drawEllipse(at, _SIGN * 0.38, _SIGN * 0.38)


def _words(painter: QPainter, scene: Scene, at: QPointF, said: str, kind: str) -> None:
    """The words on a plate beside their place, with a stem of accent colour at its left."""
    font = scene.style.font(_SIZE)
    lines = [line for part in said.splitlines() for line in wrap(part, _ACROSS) or [""]]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1] + "\u2026"]
    sizes = [size_of(line, font) for line in lines]
    across, step = max(w for w, _ in sizes) + 2 * _PAD + 4, sizes[0][1]
    up = step * len(lines) + 1.2 * _PAD
    aside = _SIGN + 5 if kind == "photo" else _DOT + 5
    # An arrow begins at its words, so they stand where it comes from.
    box = QRectF(at.x() + aside, at.y() - up / 2, across, up)
    if kind == "arrow":
        box.moveCenter(at)
    plate(painter, scene.style, box)
    stem = QRectF(box.left() + 3, box.top() + 3, 2.5, box.height() - 6)
    painter.fillRect(stem, faded(scene.style.ink["selection"], 0.9))
    painter.setFont(font)
    painter.setPen(scene.style.ink["text"])
    for number, line in enumerate(lines):
        row = QRectF(box.left() + _PAD + 4, box.top() + 0.6 * _PAD + number * step, across, step)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
    take(scene, box)
