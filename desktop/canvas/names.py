"""Names of municipalities inside their borders, and tags with name and hectares beside the sites."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.labels import first_free, haloed, size_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, of_site
from scenarios.project.model import Plot, Site
from scenarios.wording import hectares, tr

_SIZES = (17.0, 15.0, 13.0, 11.5)
_INSIDE = 0.97
"""The part of a name that has to lie inside its municipality."""

_MOST_AVOIDED = 300
_TAG = 12.0
_STEPS = 9


def municipalities(painter: QPainter, scene: Scene) -> None:
    """Names in small capitals that stay inside the visible part of their municipality and avoid everything
    else."""
    layer = scene.layer("names")
    strength = appear(scene.sight.denominator, limit("municipality_name")) * layer.opacity
    region = scene.snapshot.region
    if not layer.shown or strength <= 0:
        return
    view = shapely.difference(shapely.box(*scene.sight.bounds), _drawn(scene))
    found = region.border_tree.query(view, predicate="intersects")
    # The largest first: a small one gives way.
    for i in sorted(found.tolist(), key=lambda i: -region.area_m2[i]):
        _name(painter, scene, region.borders[i], region.municipalities[i].name, view, strength)


def _drawn(scene: Scene) -> Any:
    """What names leave free: all that is drawn, while that is not too much to work with."""
    things = [thing for thing in scene.snapshot.things if not isinstance(thing, Plot)]
    if len(things) > _MOST_AVOIDED:
        return shapely.Polygon()
    shapes = [scene.snapshot.geometry(thing) for thing in things]
    return shapely.union_all(np.array(shapes, dtype=object))


def _name(painter: QPainter, scene: Scene, border: Any, name: str, view: Any, strength: float) -> None:
    sight = scene.sight
    seen = shapely.intersection(shapely.simplify(border, sight.metres_per_pixel * 1.5), view)
    if seen.is_empty or seen.area < (18 * sight.metres_per_pixel) ** 2:
        return
    spots = _spots(seen)
    largest = min(_SIZES[0], max(_SIZES[-1], (seen.area**0.5 / sight.metres_per_pixel) / 9))
    for size in (s for s in _SIZES if s <= largest + 1):
        for lines in _ways(name):
            font = scene.style.font(size, medium=True, capitals=True)
            sizes = [size_of(line, font) for line in lines]
            across, up = max(w for w, _ in sizes), sum(h for _, h in sizes) * 0.92
            boxes = (
                QRectF(x - across / 2, y - up / 2, across, up)
                for x, y in _fitting(scene, seen, spots, across, up)
            )
            box = first_free(scene, boxes)
            if box is None:
                continue
            step = up / len(lines)
            # Close by one knows where one is: the name steps back.
            near = appear(sight.denominator, limit("present_outline"))
            colour = faded(scene.style.ink["name"], (0.92 - 0.3 * near) * strength)
            for place, line in enumerate(lines):
                middle = QPointF(box.center().x(), box.top() + step * (place + 0.5))
                haloed(painter, scene, middle, line, font, colour)
            return


def _spots(area: Any) -> np.ndarray:
    """Points in an area, the roomiest first."""
    xmin, ymin, xmax, ymax = area.bounds
    xs, ys = np.linspace(xmin, xmax, _STEPS + 2)[1:-1], np.linspace(ymin, ymax, _STEPS + 2)[1:-1]
    points = shapely.points(np.array(np.meshgrid(xs, ys)).reshape(2, -1).T)
    inner: Any = shapely.point_on_surface(area)
    points = np.append(np.asarray(points, dtype=object), inner)
    points = points[shapely.contains(area, points)]
    room = shapely.distance(points, area.boundary)
    # Between equally roomy spots the middle of the area wins.
    far = shapely.distance(points, area.centroid)
    return shapely.get_coordinates(points[np.argsort(0.35 * far - room)])


def _fitting(
    scene: Scene, area: Any, spots: np.ndarray, across: float, up: float
) -> Iterator[tuple[float, float]]:
    """Places (pixels) where a box of a size lies inside an area, the best first."""
    scale = scene.sight.metres_per_pixel
    half_x, half_y = across / 2 * scale, up / 2 * scale
    if len(spots) == 0:
        return
    x, y = spots[:, 0], spots[:, 1]
    boxes = shapely.box(x - half_x, y - half_y, x + half_x, y + half_y)
    inside = shapely.area(shapely.intersection(boxes, area)) >= _INSIDE * 4 * half_x * half_y
    for sx, sy in spots[inside]:
        yield scene.sight.to_pixel(float(sx), float(sy))


def _ways(name: str) -> list[tuple[str, ...]]:
    """A name whole, and broken in two near its middle where it has a place for that."""
    breaks = [i for i, letter in enumerate(name) if letter in " -" and 2 < i < len(name) - 3]
    if not breaks:
        return [(name,)]
    at = min(breaks, key=lambda i: abs(i - len(name) / 2))
    return [(name,), (name[: at + 1].strip(), name[at + 1 :].strip())]


def tags(painter: QPainter, scene: Scene) -> None:
    """A tag beside each site with its name and hectares."""
    layer = scene.layer("sites")
    strength = appear(scene.sight.denominator, limit("site_name")) * layer.opacity
    if not layer.shown or strength <= 0:
        return
    active = [site for site in scene.snapshot.sites.values() if scene.snapshot.active(site)]
    for site in sorted(active, key=lambda s: -scene.snapshot.geometry(s).area):
        _tag(painter, scene, site, strength)


def _tag(painter: QPainter, scene: Scene, site: Site, strength: float) -> None:
    shape = scene.snapshot.geometry(site)
    name = site.name or (tr("Cluster") if site.kind == "cluster" else tr("Hub"))
    area = hectares(shape.area)
    strong, plain = scene.style.font(_TAG, medium=True), scene.style.font(_TAG)
    wide, tall = size_of(name, strong)
    more, _ = size_of(area, plain)
    across, up = wide + more + 8 + 20, tall + 8
    box = first_free(scene, _beside(scene, shape, across, up))
    if box is None:
        return
    painter.setOpacity(strength)
    plate = QPainterPath()
    plate.addRoundedRect(box, 4, 4)
    painter.fillPath(plate, scene.style.ink["raised"])
    painter.strokePath(plate, QPen(scene.style.ink["hairline"], 1))
    stripe = QPainterPath()
    stripe.addRoundedRect(QRectF(box.left() + 5, box.top() + 5, 3, box.height() - 10), 1.5, 1.5)
    painter.fillPath(stripe, QColor(of_site(site.kind)["colour"]))
    painter.setPen(scene.style.ink["text"])
    painter.setFont(strong)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box.adjusted(13, 0, 0, 0), middle, name)
    painter.setPen(scene.style.ink["secondary"])
    painter.setFont(plain)
    painter.drawText(box.adjusted(13 + wide + 8, 0, 0, 0), middle, area)
    painter.setOpacity(1.0)


def _beside(scene: Scene, shape: Any, across: float, up: float) -> Iterator[QRectF]:
    """Boxes of a size round a shape, the one above its middle first."""
    xmin, ymin, xmax, ymax = shape.bounds
    left, bottom = scene.sight.to_pixel(xmin, ymin)
    right, top = scene.sight.to_pixel(xmax, ymax)
    # A symbol stands in for a small shape and needs room of its own.
    x, y = (left + right) / 2, (top + bottom) / 2
    half_x, half_y = max((right - left) / 2, 12.0), max((bottom - top) / 2, 12.0)
    left, right, top, bottom = x - half_x, x + half_x, y - half_y, y + half_y
    for gap in (6.0, 14.0, 26.0, 44.0):
        yield QRectF(x - across / 2, top - gap - up, across, up)
        yield QRectF(right + gap, y - up / 2, across, up)
        yield QRectF(x - across / 2, bottom + gap, across, up)
        yield QRectF(left - gap - across, y - up / 2, across, up)
        yield QRectF(right + gap, top - gap - up, across, up)
        yield QRectF(left - gap - across, top - gap - up, across, up)
        yield QRectF(right + gap, bottom + gap, across, up)
        yield QRectF(left - gap - across, bottom + gap, across, up)
