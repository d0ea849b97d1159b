"""How pressing the question is for each municipality: a shade that grows darker and hatching that grows
denser with the level, and the level in signs, so that no eye needs the colour alone."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import first_free, haloed, size_of
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, width
from scenarios.project.model import Urgency, free_year
from scenarios.wording import tr

_SHADE = {1: 0.08, 2: 0.18, 3: 0.30}
_STROKE = {1: 0.7, 2: 1.3, 3: 2.2}
_SIGN = 11.5
"""Size of the level's signs, device-independent pixels."""

SIGN = "\u25b2"


def shades(painter: QPainter, scene: Scene) -> None:
    """Every municipality that has a level, shaded and hatched by it."""
    layer, snapshot = scene.layer("urgency"), scene.snapshot
    if not layer.shown:
        return
    ink = scene.style.ink["urgency"]
    painter.setOpacity(layer.opacity)
    for row in snapshot.urgencies.values():
        at = snapshot.region.index.get(row.municipality)
        if at is None or row.level not in _SHADE:
            continue
        path = path_of(snapshot.region.borders[at], scene.sight)
        painter.fillPath(path, faded(ink, _SHADE[row.level]))
        hatch(painter, path, faded(ink, 0.5), scene.sight, scene.ratio, _STROKE[row.level])
        painter.strokePath(path, QPen(ink, width("contour")))
    painter.setOpacity(1.0)


def levels(painter: QPainter, scene: Scene) -> None:
    """In each municipality its level in signs and the year by which something has to be there."""
    layer, snapshot = scene.layer("urgency"), scene.snapshot
    strength = appear(scene.sight.denominator, limit("municipality_name")) * layer.opacity
    if not layer.shown or strength <= 0:
        return
    font, ink = scene.style.font(_SIGN, medium=True), faded(scene.style.ink["urgency"], strength)
    for row in snapshot.urgencies.values():
        at = snapshot.region.index.get(row.municipality)
        if at is None:
            continue
        border = snapshot.region.borders[at]
        x, y = scene.sight.to_pixel(border.centroid.x, border.centroid.y)
        words = level_words(row)
        across, up = size_of(words, font)
        places = (QRectF(x - across / 2, y + dy - up / 2, across, up) for dy in (0, 14, -14, 28, -28, 42))
        box = first_free(scene, places)
        if box is not None:
            haloed(painter, scene, QPointF(box.center()), words, font, ink)


def level_words(row: Urgency) -> str:
    """A level in signs, and its year where there is one."""
    year = free_year(row.by)
    signs = SIGN * row.level
    return f"{signs} {tr('by {year}', year=year)}" if year is not None else signs
