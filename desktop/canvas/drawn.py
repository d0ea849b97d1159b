"""What is drawn: sites, plots and land-use changes at full colour, from the ground up."""

from textwrap import wrap

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.spots import spot_of
from desktop.canvas.style import appear, faded, limit, width
from desktop.canvas.symbols import symbol_strength
from scenarios.landuse.catalogue import USES, activities
from scenarios.landuse.visible import category_of, use_of
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.snapshot import Thing

LAYER_OF: dict[type, str] = {Site: "sites", Plot: "plots", UseChange: "use_changes"}
"""The layer that shows each kind of drawn thing."""

_THINNEST = 0.5
_LETTER, _NAME = 11.0, 11.5
"""Sizes of letters and names on plots, device-independent pixels."""


def things(painter: QPainter, scene: Scene) -> None:
    """Every active thing in drawing order: its colour, its outline, and hatching on land of a site yet to be
    filled."""
    for thing in scene.snapshot.things:
        layer = scene.layer(LAYER_OF[type(thing)])
        if not layer.shown:
            continue
        path = path_of(scene.snapshot.geometry(thing), scene.sight)
        if path.isEmpty():
            continue
        painter.setOpacity(layer.opacity * (1 - _stood_in_for(scene, thing)))
        _thing(painter, scene, thing, path)
    painter.setOpacity(1.0)


def _stood_in_for(scene: Scene, thing: Thing) -> float:
    """How far a symbol takes the place of a site's shape and of all in it, 0-1."""
    site = scene.snapshot.sites.get(thing.site) if isinstance(thing, Plot) else thing
    return symbol_strength(scene, site) if isinstance(site, Site) else 0.0


def _thing(painter: QPainter, scene: Scene, thing: Thing, path: QPainterPath) -> None:
    colour = colour_of(scene, thing)
    painter.fillPath(path, colour)
    site = isinstance(thing, Site)
    if site:
        hatch(painter, path, faded(scene.style.on(colour), 0.16), scene.sight, scene.ratio, 1.2)
    # An outline of full weight would fill a shape of a few pixels, so it grows with the shape.
    box = path.boundingRect()
    reach = min(box.width(), box.height())
    weight = min(width("site" if site else "drawn"), max(_THINNEST, reach / 9))
    pen = QPen(scene.style.ink["drawn_outline"], weight)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def colour_of(scene: Scene, thing: Thing) -> QColor:
    """The full colour of the use that a drawn thing gives its land."""
    return scene.style.use[use_of(scene.snapshot, thing)]


def letters(painter: QPainter, scene: Scene) -> None:
    """The letter of the use on land-use changes; on plots their name or activity, else their category."""
    strength = appear(scene.sight.denominator, limit("letters"))
    if strength <= 0:
        return
    for thing in scene.snapshot.things:
        layer = scene.layer(LAYER_OF[type(thing)])
        if isinstance(thing, Site) or not layer.shown:
            continue
        spot = spot_of(scene.snapshot, thing, scene.sight)
        if spot is None:
            continue
        colour = colour_of(scene, thing)
        ink = faded(scene.style.on(colour), strength * layer.opacity)
        for lines, size in _wordings(thing):
            font = scene.style.font(size, medium=True)
            sizes = [size_of(line, font) for line in lines]
            across, line_height = max(w for w, _ in sizes), sizes[0][1]
            up = line_height * len(lines)
            box = QRectF(spot.x - across / 2, spot.y - up / 2, across, up)
            if across <= spot.across and up <= spot.up and free(scene, box):
                take(scene, box)
                for place, line in enumerate(lines):
                    middle = QPointF(spot.x, box.top() + line_height * (place + 0.5))
                    haloed(painter, scene, middle, line, font, ink, faded(colour, 0.85))
                break


def _wordings(thing: Thing) -> list[tuple[tuple[str, ...], float]]:
    """What may be written on a thing, in lines, the longest first."""
    if isinstance(thing, UseChange):
        letter = USES[thing.use].letter
        return [((letter, thing.name), _NAME), ((letter,), _LETTER)] if thing.name else [((letter,), _LETTER)]
    if not isinstance(thing, Plot):
        return []
    activity = activities().get(thing.activity or "")
    said = [thing.name] if thing.name else []
    if activity:
        said += [activity.name, activity.name.split(",")[0].split("(")[0].strip()]
    found = [(_broken(text, most), _NAME) for text in dict.fromkeys(said) for most in (40, 18, 12)]
    category = category_of(thing)
    return list(dict.fromkeys([*found, ((category,), _LETTER)] if category else found))


def _broken(text: str, most: int) -> tuple[str, ...]:
    return tuple(wrap(text, most, break_long_words=False))
