"""Setback contours as thin dashed rings, the land they claim washed, and the housing that suffers hatched."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, wash, width
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.distances import component_name
from scenarios.landuse.places import ground_of_places
from scenarios.landuse.present import corrected
from scenarios.landuse.reach import reach
from scenarios.landuse.setbacks import active_plots, component_rings, setbacks
from scenarios.landuse.stack import united
from scenarios.landuse.visible import visible
from scenarios.project.model import COMPONENTS, Site
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

ALL = "all"
"""The choice of the layer that shows every component in its own colour; a component alone shows only that,
none what counts of each plot."""

_DASHES: dict[str | None, list[float]] = {
    None: [4.0, 3.0],
    "odour": [1.5, 2.5],
    "dust": [3.0, 2.0],
    "noise": [7.0, 3.0],
    "safety": [8.0, 2.5, 1.5, 2.5],
}
"""Each component has its own dashes beside its own colour; what was drawn by hand has a whole line."""

_INNER = 0.55
"""Opacity of the contours inside the outermost one."""


@dataclass(frozen=True, eq=False)
class Outline:
    """The line round all contours of a distance, m (0: drawn by hand), and component (None: what counts)."""

    component: str | None
    metres: float
    shape: Any


def contours(painter: QPainter, scene: Scene) -> None:
    """The claimed land washed, and the contours of each distance as one dashed ring."""
    layer, snapshot = scene.layer("contours"), scene.snapshot
    plots = active_plots(snapshot)
    if not layer.shown or not plots:
        return
    painter.setOpacity(layer.opacity)
    found = outlines(snapshot, layer.choice)
    ground = path_of(_claimed(snapshot, layer.choice, found), scene.sight)
    ground_ink = ink_of(scene, layer.choice if layer.choice in COMPONENTS else None)
    painter.fillPath(ground, faded(ground_ink, wash("outside_contour")))
    outer = dict[str | None, float]()
    for one in found:
        first = one.metres == 0 or outer.setdefault(one.component, one.metres) == one.metres
        ink = ink_of(scene, one.component)
        pen = QPen(faded(ink, 1.0 if first else _INNER), width("contour"))
        if one.metres:
            pen.setDashPattern(_DASHES[one.component])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        path = path_of(one.shape, scene.sight)
        painter.strokePath(path, pen)
        _say(painter, scene, path, _words(one), ink)
    painter.setOpacity(1.0)


def ink_of(scene: Scene, component: str | None) -> QColor:
    """The colour of a component's contours."""
    return scene.style.ink[f"contour_{component}" if component else "contour"]


def outlines(snapshot: Snapshot, choice: str = "") -> list[Outline]:
    """The outlines of what is chosen, for each component and distance one, the farthest first."""
    if choice:
        found = component_rings(snapshot, COMPONENTS if choice == ALL else (choice,))
    else:
        found = setbacks(snapshot).rings
    groups: dict[tuple[str | None, float], list[Any]] = {}
    for ring in found:
        groups.setdefault((ring.component, ring.distance), []).append(ring.geometry)
    order = sorted(groups, key=lambda group: (-group[1], group[0] or ""))
    return [Outline(*group, _united(snapshot, groups[group])) for group in order]


def _united(snapshot: Snapshot, shapes: list[Any]) -> Any:
    # The shapes go along with their union: a remembered id is only good while its object lives.
    key = ("contour outline", tuple(map(id, shapes)))
    return snapshot.remember(key, lambda: (shapely.union_all(np.array(shapes, dtype=object)), shapes))[0]


def _claimed(snapshot: Snapshot, choice: str, found: list[Outline]) -> Any:
    """The land inside the contours that are shown and outside all sites."""
    if choice not in COMPONENTS:
        return reach(snapshot, active_plots(snapshot)).geometry
    whole = _united(snapshot, [one.shape for one in found])
    sites = tuple(site.geom for site in sorted(snapshot.sites.values(), key=lambda site: site.key))
    key = ("claimed by component", id(whole), sites)
    return snapshot.remember(key, lambda: (shapely.difference(whole, united(snapshot, sites)), whole))[0]


def _words(one: Outline) -> str:
    distance = f"{number(one.metres)} m" if one.metres else tr("drawn")
    return f"{component_name(one.component)} {distance}" if one.component else distance


def _say(painter: QPainter, scene: Scene, path: QPainterPath, words: str, ink: QColor) -> None:
    """What a contour is, at its highest point in view."""
    strength = appear(scene.sight.denominator, limit("contour_distance"))
    if strength <= 0 or path.boundingRect().height() < 60:
        return
    highest = min((path.elementAt(i) for i in range(path.elementCount())), key=lambda e: e.y, default=None)
    if highest is None or not 12 < highest.y < scene.sight.height - 12:
        return
    colour, font = faded(ink, strength), scene.style.font(10.5)
    across, up = size_of(words, font)
    box = QRectF(highest.x - across / 2, highest.y - 5 - up / 2, across, up)
    if free(scene, box):
        take(scene, box)
        haloed(painter, scene, box.center(), words, font, colour)


def conflicts(painter: QPainter, scene: Scene) -> None:
    """Housing inside contours, hatched."""
    layer = scene.layer("conflicts")
    if not layer.shown or not active_plots(scene.snapshot):
        return
    path = path_of(sensitive(scene.snapshot), scene.sight)
    if path.isEmpty():
        return
    painter.setOpacity(layer.opacity)
    hatch(painter, path, faded(scene.style.ink["conflict"], 0.65), scene.sight, scene.ratio)
    painter.strokePath(path, QPen(faded(scene.style.ink["conflict"], 0.75), 1.0))
    painter.setOpacity(1.0)


def sensitive(snapshot: Snapshot) -> Any:
    """The land inside contours and outside sites that suffers: housing, and the ground of places."""
    found = reach(snapshot, active_plots(snapshot))
    claimed, left = found.geometry, found.left
    places = ground_of_places(snapshot)
    coverage = corrected(snapshot)
    drawn = [(use, shape) for thing, use, shape in visible(snapshot) if not isinstance(thing, Site)]

    def make() -> Any:
        if claimed.is_empty:
            return claimed, coverage, drawn
        near = coverage.tree.query(claimed, predicate="intersects")
        near = near[np.isin(coverage.use[near], [USE_INDEX[use] for use in SENSITIVE])]
        over = [shape for use, shape in drawn if not shape.is_empty]
        suffers = shapely.union_all(shapely.intersection(claimed, coverage.geoms[near]))
        if over:
            suffers = shapely.difference(suffers, shapely.union_all(np.array(over, dtype=object)))
        new = [shapely.intersection(claimed, shape) for use, shape in drawn if use in SENSITIVE]
        new.append(shapely.intersection(left, places))
        return shapely.union_all(np.array([suffers, *new], dtype=object)), coverage, drawn

    over = tuple((use, id(shape)) for use, shape in drawn)
    key = ("conflicts", id(claimed), id(left), id(places), id(coverage), over)
    return snapshot.remember(key, lambda: (*make(), claimed, left, places))[0]
