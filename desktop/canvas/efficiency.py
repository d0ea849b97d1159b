"""Land for work by how well it is used: a fuller colour where it is, denser hatching where it is not, and a
dotted edge where nobody said."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import first_free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, width
from scenarios.landuse.efficiency import Area, areas
from scenarios.landuse.scores import LITTLE, WELL

_SCORE = 11.5
"""Size of a score, device-independent pixels."""

_ALONE = 24.0
"""Pixels at each side of a score where no other label stands."""


def shades(painter: QPainter, scene: Scene) -> None:
    """Every area for work, shaded and hatched by its score."""
    layer = scene.layer("efficiency")
    if not layer.shown:
        return
    painter.setOpacity(layer.opacity)
    for area in areas(scene.snapshot):
        path = path_of(area.geometry, scene.sight)
        if path.isEmpty():
            continue
        used, unused = scene.style.ink["used"], scene.style.ink["unused"]
        score = area.score
        painter.fillPath(path, scene.style.ink["ground"])
        if score is None:
            painter.strokePath(path, QPen(scene.style.ink["border"], width("contour"), Qt.PenStyle.DotLine))
            continue
        painter.fillPath(path, faded(used, 0.12 + 0.68 * score / 100))
        if score < WELL:
            stroke = 2.6 if score < LITTLE else 1.2
            hatch(painter, path, unused, scene.sight, scene.ratio, stroke)
        painter.strokePath(path, QPen(used if score >= WELL else unused, width("drawn")))
    painter.setOpacity(1.0)


def scores(painter: QPainter, scene: Scene) -> None:
    """On each area its score out of 100, where there is room."""
    layer = scene.layer("efficiency")
    strength = appear(scene.sight.denominator, limit("site_name")) * layer.opacity
    if not layer.shown or strength <= 0:
        return
    font, ink = scene.style.font(_SCORE, medium=True), faded(scene.style.ink["name"], strength)
    for area in areas(scene.snapshot):
        _score(painter, scene, area, font, ink)


def _score(painter: QPainter, scene: Scene, area: Area, font: QFont, ink: QColor) -> None:
    spot = scene.snapshot.remember(
        ("score spot", id(area.geometry)), lambda: (area.geometry.representative_point(), area.geometry)
    )[0]
    x, y = scene.sight.to_pixel(spot.x, spot.y)
    words = "?" if area.score is None else str(area.score)
    across, up = size_of(words, font)
    if area.m2**0.5 / scene.sight.metres_per_pixel < up:
        return
    places = (QRectF(x - across / 2, y + down - up / 2, across, up) for down in (0, -up, up, -2 * up))
    box = first_free(scene, places)
    if box is not None:
        # The letter of the plot's use would stand beside it and look like a part of the figure.
        take(scene, box.adjusted(-_ALONE, 0, _ALONE, 0))
        haloed(painter, scene, QPointF(box.center()), words, font, ink)
