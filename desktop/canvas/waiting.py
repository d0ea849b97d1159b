"""Land in waiting on the map: hatched within a dashed edge, with whose it is and when it comes free."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.spots import spot_of
from desktop.canvas.style import appear, faded, limit, width
from scenarios.project.model import WaitingLand, free_year
from scenarios.wording import tr

_DASH = [2.0, 2.0]
_DATE = 11.0
"""Size of the date, device-independent pixels."""

_LEAST = 60.0
"""So wide a label may always be, beyond the edge of a small piece of land."""


def lands(painter: QPainter, scene: Scene) -> None:
    """Every piece of land in waiting."""
    layer = scene.layer("waiting")
    if not layer.shown:
        return
    ink = scene.style.ink["waiting"]
    painter.setOpacity(layer.opacity)
    for row in scene.snapshot.waiting_lands.values():
        path = path_of(scene.snapshot.geometry(row), scene.sight)
        if path.isEmpty():
            continue
        painter.fillPath(path, faded(ink, 0.10))
        hatch(painter, path, faded(ink, 0.55), scene.sight, scene.ratio, 1.4)
        pen = QPen(ink, width("drawn"))
        pen.setDashPattern(_DASH)
        painter.strokePath(path, pen)
    painter.setOpacity(1.0)


def dates(painter: QPainter, scene: Scene) -> None:
    """In each piece of land in waiting its date, and its owner where there is room."""
    layer = scene.layer("waiting")
    strength = appear(scene.sight.denominator, limit("waiting_date")) * layer.opacity
    if not layer.shown or strength <= 0:
        return
    font = scene.style.font(_DATE, medium=True)
    for row in scene.snapshot.waiting_lands.values():
        spot = spot_of(scene.snapshot, row, scene.sight)
        if spot is None:
            continue
        for words in (f"{row.owner}, {date_words(row)}" if row.owner else "", date_words(row)):
            across, up = size_of(words, font)
            box = QRectF(spot.x - across / 2, spot.y - up / 2, across, up)
            if words and across <= max(spot.across, _LEAST) and free(scene, box):
                take(scene, box)
                ink = faded(scene.style.ink["waiting"], strength)
                haloed(painter, scene, box.center(), words, font, ink)
                break


def date_words(row: WaitingLand) -> str:
    """When a piece of land comes free, in a few words."""
    year = free_year(row.free_from)
    return tr("free {year}", year=year) if year is not None else tr("date not known")
