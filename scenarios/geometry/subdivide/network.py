"""Where the road of a layout comes out on the roads outside."""

import math

import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.geometry.subdivide.frames import Frame
from scenarios.geometry.subdivide.ground import Ground


def entrance(ground: Ground, frame: Frame, road_m: float, taken: BaseGeometry) -> Polygon | None:
    """The road from an end of the frame's roads to the outline; None where no end can reach it.

    It goes straight on where it can; the end nearest to the road outside is taken, or else the one farthest
    from the quay. `taken` is land that must stay free of it.
    """
    outline, wishes = ground.outline, ground.wishes
    reach = math.sqrt(outline.area) * 2
    best: tuple[float, Polygon] | None = None
    for line in frame.roads:
        corners = shapely.get_coordinates(line)
        for before, end in ((corners[1], corners[0]), (corners[-2], corners[-1])):
            way = (end - before) / max(math.dist(before, end), 1e-9)
            straight = _first(LineString([end, end + way * reach]), ground)
            nearest = shapely.shortest_line(Point(end), ground.closed)
            for rank, leg in enumerate((straight, nearest)):
                if leg is None or ground.at_quay(Point(leg.coords[-1])):
                    continue
                cost = _cost(ground, leg) + rank * road_m
                if best is not None and cost >= best[0]:
                    continue
                body = _body(leg, way, road_m, outline)
                if body is not None and shapely.intersection(body, taken).area <= 2.0:
                    best = (cost, body)
    if best is None:
        return None
    return best[1] if wishes.road_m else None


def _cost(ground: Ground, leg: LineString) -> float:
    out = Point(leg.coords[-1])
    if ground.wishes.entrance is not None:
        return leg.length + 0.5 * out.distance(ground.wishes.entrance)
    away = out.distance(ground.wishes.quay) if ground.wishes.quay is not None else 0.0
    return leg.length - 0.3 * away


def _first(ray: LineString, ground: Ground) -> LineString | None:
    """The ray up to where it first leaves the outline."""
    held = shapely.intersection(ray, ground.outline)
    start = Point(ray.coords[0])
    parts = [p for p in shapely.get_parts(held) if isinstance(p, LineString) and p.distance(start) < 0.5]
    if not parts:
        return None
    end = max(parts[0].coords, key=lambda c: math.dist(c, ray.coords[0]))
    return LineString([ray.coords[0], end])


def _body(leg: LineString, way, road_m: float, outline: Polygon) -> Polygon | None:
    start, end = leg.coords[0], leg.coords[-1]
    length = max(math.dist(start, end), 1e-9)
    out = ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length > 0.01 else tuple(way)
    grown = LineString(
        [
            (start[0] - out[0] * 0.5, start[1] - out[1] * 0.5),
            (end[0] + out[0] * road_m * 3, end[1] + out[1] * road_m * 3),
        ]
    )
    held = shapely.intersection(shapely.buffer(grown, road_m / 2, cap_style="flat"), outline)
    middle = Point((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    parts = [p for p in shapely.get_parts(held) if isinstance(p, Polygon)]
    return min(parts, key=lambda p: p.distance(middle), default=None)
