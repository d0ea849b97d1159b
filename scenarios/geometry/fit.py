"""The plain shape of an asked area that fits best into free room, near a place and along an edge.

A rectangle grows along the nearest edge of the room until the room in it has the area, so its sides are the
room's own where they meet; of many such rectangles the best is taken. All lengths in metres, areas in m2.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Point, Polygon

from scenarios.geometry.grid import common

LONGEST = 4.0
"""A fitted shape is at most this many times as long as it is wide."""

_EXACT_M2 = 0.3
_ROUGH = 0.001
_ASPECTS = (1.25, 0.8, 2.0, 0.5)
_STRAIGHT_M = 1.0
_EDGE_M = 8.0
_ROAD_M, _ROAD_PRICE = 40.0, 0.5
_PLAIN = 0.8
_LESS = (1.0, 0.97, 0.9)
_MANY, _COARSE = 60, 0.006
_TRIED, _LOOKED_AT, _SEEDS, _NEAREST = 18, 3, 8, 8


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """Local axes: along an edge of the room, and from it into the room; `road`: it is a road's edge."""

    origin: Any
    along: Any
    into: Any
    road: bool

    def to_local(self, shape: Any) -> Any:
        turn = np.array([self.along, self.into]).T
        return shapely.transform(shape, lambda xy: (xy - self.origin) @ turn)

    def to_map(self, shape: Any) -> Any:
        turn = np.array([self.along, self.into])
        return shapely.transform(shape, lambda xy: xy @ turn + self.origin)


@dataclass(frozen=True, slots=True)
class _Window:
    """A rectangle in local axes that grows along the edge from `x`: to the right (1), the left (-1) or both
    ways (0); `low` to `high` away from the edge."""

    x: float
    side: int
    low: float
    high: float

    def box(self, length: float) -> tuple[float, float, float, float]:
        left = {1: self.x, 0: self.x - length / 2, -1: self.x - length}[self.side]
        return (left, self.low, left + length, self.high)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A window at the length that gives its area, the piece of room in it, and how bad it is."""

    frame: _Frame
    window: _Window
    length: float
    piece: Any
    price: float
    room: Any


def fitted(
    room: Sequence[Polygon], at: tuple[float, float], m2: float, roads: Sequence[Any] = ()
) -> Polygon | None:
    """A plain shape of `m2` (within 1 m2) in one of the parts near a place, along its nearest edge or road.

    Sides follow the edges of the room where they meet them. Where it fits in no part, the largest piece that
    does (so its area says which it is); None where there is no room worth the name.
    """
    place = Point(at)
    near = sorted(room, key=lambda part: shapely.distance(part, place))
    smaller = []
    for part in near:
        found = _in_part(part, place, m2, roads) if part.area >= m2 else None
        if found is not None and abs(found.area - m2) <= 1.0:
            return found
        smaller.append(found)
    for i, part in enumerate(near[:_NEAREST]):
        if part.area < m2:
            smaller[i] = part if _plain(part) else _in_part(part, place, part.area, roads)
    found = [shape for shape in smaller[:_NEAREST] if shape is not None]
    return max(found, key=lambda shape: shape.area, default=None)


def _plain(shape: Polygon) -> bool:
    """Whether a shape bends so little that it can be one plot."""
    return not shape.interiors and shape.area >= _PLAIN * shapely.area(shapely.convex_hull(shape))


def _in_part(part: Polygon, place: Point, m2: float, roads: Sequence[Any]) -> Polygon | None:
    """The best piece of one part; it has less than `m2` where nothing plain of that area is in it."""
    most: _Found | None = None
    coarse = _coarse(part, m2)
    for seed in _seeds(coarse, place, m2):
        found: list[_Found] = []
        for frame in _frames(coarse, seed, roads):
            found += _tried(frame, frame.to_local(coarse), frame.to_local(seed), m2)
        full = [one for one in found if one.piece.area >= m2 * (1 - 2 * _ROUGH)]
        best = sorted(full, key=lambda one: one.price)[:_LOOKED_AT]
        for one in sorted(best, key=lambda one: one.price + 6 * _crumbs(one) / m2):
            shape = _exact(one, part, m2)
            if shape is not None:
                return shape
        most = max([*found, *([most] if most else [])], key=lambda one: one.piece.area, default=None)
    # Room with a bend can jump over the area that is asked: then a little less.
    less = (_exact(most, part, min(most.piece.area, m2) * share) for share in _LESS) if most else ()
    return next((shape for shape in less if shape is not None), None)


def _coarse(part: Polygon, m2: float) -> Polygon:
    """The part with as few corners as the search needs; what is found is made exact on the part itself."""
    if shapely.get_num_coordinates(part) <= _MANY:
        return part
    found = shapely.simplify(part, _COARSE * math.sqrt(m2))
    return found if isinstance(found, Polygon) and found.is_valid and not found.is_empty else part


def _seeds(part: Polygon, place: Point, m2: float) -> Iterator[Point]:
    """The place itself, then others in the part from near to far, and last the middle of its widest room."""
    yield place if part.intersects(place) else shapely.get_point(shapely.shortest_line(part, place), 0)
    step = math.sqrt(m2) * 0.7
    xmin, ymin, xmax, ymax = part.bounds
    across, up = np.meshgrid(np.arange(xmin + step / 2, xmax, step), np.arange(ymin + step / 2, ymax, step))
    points: Any = shapely.points(across.ravel(), up.ravel())
    inside = points[shapely.contains(part, points)]
    yield from inside[np.argsort(shapely.distance(inside, place), kind="stable")][:_SEEDS]
    yield shapely.get_point(shapely.maximum_inscribed_circle(part, step / 10), 0)


def _frames(part: Polygon, place: Point, roads: Sequence[Any]) -> Iterator[_Frame]:
    """The edges that a shape may stand along: the nearest one, roads before others, and the next that has
    another direction."""
    ring = shapely.get_coordinates(shapely.simplify(part.exterior, _STRAIGHT_M))
    starts, ends = ring[:-1], ring[1:]
    lengths = np.hypot(*(ends - starts).T)
    lines: Any = shapely.linestrings(np.stack([starts, ends], axis=1))
    price = shapely.distance(lines, place) + np.where(lengths < _EDGE_M, 1e6, 0.0)
    beside = np.zeros(len(lines), dtype=bool)
    if roads:
        beside = shapely.dwithin(
            shapely.line_interpolate_point(lines, 0.5, normalized=True), _one(roads), 2.0
        )
        price = price - np.where(beside, _ROAD_M, 0.0)
    taken: list[float] = []
    for i in np.argsort(price, kind="stable"):
        along = (ends[i] - starts[i]) / max(lengths[i], 1e-9)
        angle = math.atan2(along[1], along[0]) % (math.pi / 2)
        apart = [min(abs(angle - other), math.pi / 2 - abs(angle - other)) for other in taken]
        if any(gap < math.radians(8) for gap in apart):
            continue
        # The exterior of a normalised polygon runs clockwise, but rows need not be: look which side is in.
        into = np.array([-along[1], along[0]])
        if not shapely.is_ccw(part.exterior):
            into = -into
        foot: Any = shapely.line_interpolate_point(lines[i], shapely.line_locate_point(lines[i], place))
        yield _Frame(np.array([foot.x, foot.y]), along, into, bool(beside[i]))
        taken.append(angle)
        if len(taken) == 2:
            return


def _one(shapes: Sequence[Any]) -> Any:
    return shapely.geometrycollections(list(shapes)) if len(shapes) > 1 else shapes[0]


def _tried(frame: _Frame, room: Any, place: Point, m2: float) -> list[_Found]:
    """The windows worth trying, each grown to the area, with its price."""
    side = math.sqrt(m2)
    reach = 3 * side
    around = shapely.box(place.x - reach, place.y - reach, place.x + reach, place.y + reach)
    # Turned corners may cross where the room is a hair wide.
    near = _piece(shapely.intersection(shapely.make_valid(room), around))
    if near is None:
        return []
    windows = _windows(near, place, m2)
    windows.sort(key=lambda window: _guess(window, place, m2))
    found = []
    for window in windows[:_TRIED]:
        length, piece = _grown(near, window, m2)
        if piece is not None and _slender(piece) > LONGEST:
            length = LONGEST * (piece.bounds[3] - piece.bounds[1])
            piece = _cut(near, window, length)
        if piece is None or not _plain(piece) or _slender(piece) > LONGEST * 1.01:
            continue
        price = _price(near, window, length, piece, place, m2)
        if frame.road and window.low < 0:
            price -= _ROAD_PRICE
        found.append(_Found(frame, window, length, piece, price, near))
    return found


def _slender(piece: Polygon) -> float:
    """How many times as long as it is wide a piece is, along the axes."""
    xmin, ymin, xmax, ymax = piece.bounds
    across, up = max(xmax - xmin, 1e-6), max(ymax - ymin, 1e-6)
    return max(across / up, up / across)


def _windows(near: Polygon, place: Point, m2: float) -> list[_Window]:
    side = math.sqrt(m2)
    corners = shapely.get_coordinates(near)
    close = corners[np.abs(corners[:, 1] - place.y) < 2 * side]
    left = _few(close[:, 0][close[:, 0] <= place.x + side / 4], place.x, 2 * side)
    right = _few(close[:, 0][close[:, 0] >= place.x - side / 4], place.x, 2 * side)
    # A little beyond the nearest corner, so that no wedge is left where the next edge leans.
    beyond = side * 0.08
    starts = [(place.x, 0), *((x, 1) for x in left), *((x, -1) for x in right)]
    starts += [*((x - beyond, 1) for x in left[:1]), *((x + beyond, -1) for x in right[:1])]
    found = []
    for depth in _depths(corners[:, 1], m2):
        slack = depth * 0.3
        for x, grows in starts:
            found.append(_Window(x, grows, -slack, depth))
            if place.y > depth:
                found.append(_Window(x, grows, place.y - depth / 2, place.y + depth / 2))
        for high in _few(corners[:, 1][corners[:, 1] > depth], place.y + depth / 2, side)[:2]:
            found += [_Window(x, grows, high - depth, high + slack) for x, grows in starts]
    return found


def _depths(heights: Any, m2: float) -> list[float]:
    side = math.sqrt(m2)
    ideal = [math.sqrt(m2 / aspect) for aspect in _ASPECTS]
    lines = heights[(heights > 0.45 * side) & (heights < 1.9 * side)]
    return [*_few(lines, side, 2 * side), *ideal]


def _few(values: Any, near: float, within: float) -> list[float]:
    """The three values nearest to a value, none twice."""
    found: list[float] = []
    for value in sorted(values[np.abs(values - near) < within].tolist(), key=lambda v: abs(v - near)):
        if all(abs(value - other) > 0.5 for other in found):
            found.append(value)
        if len(found) == 3:
            break
    return found


def _guess(window: _Window, place: Point, m2: float) -> float:
    """What a window would cost if its rectangle were all room."""
    side, depth = math.sqrt(m2), window.high - max(window.low, 0.0 if window.low < 0 else window.low)
    length = m2 / depth
    x0, _, x1, _ = window.box(length)
    dx = max(x0 - place.x, place.x - x1, 0.0)
    dy = max(window.low - place.y, place.y - window.high, 0.0)
    off = math.hypot((x0 + x1) / 2 - place.x, (window.low + window.high) / 2 - place.y)
    return 3 * math.hypot(dx, dy) / side + off / side + _stretch(length, depth)


def _stretch(length: float, depth: float) -> float:
    return 0.4 * max(max(length / depth, depth / length) - 1.6, 0.0)


def _grown(near: Polygon, window: _Window, m2: float) -> tuple[float, Polygon | None]:
    """The length at which a window holds `m2` of room, or the longest it may be, with the piece in it."""
    depth = window.high - max(window.low, 0.0 if window.low < 0 else window.low)

    def over(length: float) -> float:
        piece = _cut(near, window, length)
        return (piece.area if piece is not None else 0.0) - m2

    length = _solved(over, m2 / depth, min(LONGEST * depth, m2 / depth * 3), _ROUGH * m2, -m2)
    return length, _cut(near, window, length)


def _solved(over: Callable[[float], float], guess: float, high: float, near: float, below: float) -> float:
    """The length at which a growing area is over by nearly nothing; `high` where it never is; `below`: how
    far it is over at no length."""
    low, found = 0.0, over(guess)
    if abs(found) < near:
        return guess
    if found > 0:
        high, above = guess, found
    else:
        low, below = guess, found
        above = over(high)
        if above < near:
            return high
    length = guess
    for attempt in range(24):
        # The straight guess in turn with the middle, so that a bend in the outline cannot stall it.
        straight = low + (high - low) * (-below) / (above - below)
        length = straight if attempt % 2 == 0 and low < straight < high else (low + high) / 2
        found = over(length)
        if abs(found) < near:
            break
        if found < 0:
            low, below = length, found
        else:
            high, above = length, found
    return length


def _cut(near: Polygon, window: _Window, length: float) -> Polygon | None:
    box = window.box(length)
    try:
        cut = shapely.clip_by_rect(near, *box)
    except shapely.errors.GEOSException:
        # The quick cut stumbles over slivers that the overlay can take.
        cut = shapely.intersection(near, shapely.box(*box))
    return _piece(cut)


def _piece(shape: Any) -> Polygon | None:
    if isinstance(shape, Polygon):
        return None if shape.is_empty else shape
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: part.area, default=None)


def _price(near: Polygon, window: _Window, length: float, piece: Polygon, place: Point, m2: float) -> float:
    """How bad a piece is: far from the place, long, ragged, and cut loose from its surroundings."""
    side = math.sqrt(m2)
    xmin, ymin, xmax, ymax = piece.bounds
    across, up = max(xmax - xmin, 1e-6), max(ymax - ymin, 1e-6)
    off = math.hypot((xmin + xmax) / 2 - place.x, (ymin + ymax) / 2 - place.y)
    loose = shapely.length(shapely.intersection(shapely.box(*window.box(length)).exterior, near))
    return (
        3 * shapely.distance(piece, place) / side
        + off / side
        + _stretch(across, up)
        + 2.5 * (1 - piece.area / (across * up))
        + 2.2 * loose / max(piece.length, 1e-6)
    )


def _crumbs(found: _Found) -> float:
    """The area that would be left beside a piece in strips too narrow to use, m2."""
    shape = found.piece
    width = math.sqrt(shape.area) * 0.12
    around = shapely.buffer(shape, 2 * width, quad_segs=2)
    try:
        left = shapely.intersection(shapely.difference(found.room, shape), around)
    except shapely.errors.GEOSException:
        # The quick cut may cross itself at a sliver.
        left = shapely.intersection(shapely.difference(found.room, shapely.make_valid(shape)), around)
    wide = shapely.buffer(shapely.buffer(left, -width / 2, quad_segs=2), width / 2, quad_segs=2)
    return shapely.area(shapely.difference(left, wide))


def _exact(found: _Found, part: Polygon, m2: float) -> Polygon | None:
    """The piece on the map, with the room's own corners, its length mended until the area is met."""
    length, depth = found.length, found.window.high - max(found.window.low, 0.0)
    around = shapely.buffer(found.frame.to_map(shapely.box(*found.window.box(length * 1.2))), depth)
    # A plain overlay with a rectangle first: the one on the grid takes time for every corner.
    part = _piece(shapely.intersection(part, shapely.box(*around.bounds))) or part
    shapes: dict[float, Any] = {}

    def over(length: float) -> float:
        window = found.frame.to_map(shapely.box(*found.window.box(length)))
        shapes[length] = _piece(common(window, part))
        return (shapes[length].area if shapes[length] is not None else 0.0) - m2 + _EXACT_M2

    # A little below rather than above: scraps that are too small to leave may still come to it.
    length = _solved(over, found.length, found.length * 1.2, _EXACT_M2 + 0.01, -m2)
    shape = shapes[length]
    return shape if shape is not None and shape.area < m2 + 1.0 else None
