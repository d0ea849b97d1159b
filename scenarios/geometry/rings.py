"""Holes in a shape: put in, taken out, and asked for as shapes of their own."""

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.geometry.grid import common, less, parts
from scenarios.geometry.shape import on_grid
from scenarios.wording import tr

Point = tuple[float, float]

_TOUCHING_M2 = 0.5


def holes(shape: Polygon) -> list[Polygon]:
    """The holes of a polygon as polygons, in the order of its rings."""
    return [Polygon(ring) for ring in shape.interiors]


def with_hole(shape: BaseGeometry, hole: BaseGeometry) -> Polygon:
    """The shape with a hole; raises Refused where the hole does not lie inside, or cuts the shape apart.

    A hole that reaches into another one makes it larger.
    """
    land, taken = on_grid(shape), on_grid(hole)
    whole = Polygon(land.exterior)
    if taken.area - common(whole, taken).area > _TOUCHING_M2:
        raise Refused(
            tr("This ring crosses the outline: draw it wholly inside, or cut the land out instead.")
        )
    found = parts(less(land, taken))
    if len(found) != 1 or abs(Polygon(found[0].exterior).area - whole.area) > _TOUCHING_M2:
        raise Refused(tr("This ring touches the outline: draw it inside, or cut the land out instead."))
    return found[0]


def without_hole(shape: BaseGeometry, point: Point) -> Polygon:
    """The shape without the hole at a point; raises Refused where there is none."""
    land = on_grid(shape)
    chosen = _hole_at(land, point)
    rest = [ring for place, ring in enumerate(land.interiors) if place != chosen]
    return on_grid(Polygon(land.exterior, rest))


def filled(shape: BaseGeometry, point: Point) -> tuple[Polygon, Polygon]:
    """The shape as it is and its hole at a point as a shape of its own; raises Refused if none is there."""
    land = on_grid(shape)
    return land, on_grid(Polygon(land.interiors[_hole_at(land, point)]))


def _hole_at(land: Polygon, point: Point) -> int:
    place = shapely.Point(point)
    found = [i for i, hole in enumerate(holes(land)) if shapely.intersects(hole, place)]
    if not found:
        raise Refused(tr("There is no hole here: click inside a hole of the chosen shape."))
    return found[0]
