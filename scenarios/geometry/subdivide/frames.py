"""Where the roads could run through some land, and the strips along them: the candidates of a layout.

A frame is either straight: parallel roads with strips on both sides, in one of several directions, joined by
roads across; or bent: one road that follows the middle of a long or crooked outline.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.geometry.subdivide.profile import Profile, seen_from

Array = NDArray[np.float64]

SHORTEST = 18.0
"""A road piece, and a strip along it, shorter than this (m) is not worth having."""

_SHALLOWEST, _DEEPEST = 26.0, 210.0
_NARROWEST = 16.0


@dataclass(frozen=True, eq=False)
class Axes:
    """A road's own coordinates: along it and across it, from a place in the plan."""

    origin: tuple[float, float]
    angle: float

    def to_plan(self, points: list[tuple[float, float]] | Array) -> Array:
        c, s = math.cos(self.angle), math.sin(self.angle)
        return np.asarray(points, dtype=float) @ np.array([[c, s], [-s, c]]) + self.origin

    def from_plan(self, points: list[tuple[float, float]] | Array) -> Array:
        c, s = math.cos(self.angle), math.sin(self.angle)
        return (np.asarray(points, dtype=float) - self.origin) @ np.array([[c, -s], [s, c]])

    def shape(self, polygon: Polygon) -> Polygon:
        return shapely.transform(polygon, self.from_plan)


@dataclass(frozen=True, eq=False)
class Strip:
    """Land along one side of a road: `y` is the road's edge in its axes, `side` 1 (up) or -1 (down)."""

    axes: Axes
    y: float
    side: int
    profile: Profile
    mirror: int = 1

    def mirrored(self) -> "Strip":
        """The same strip, to be cut from its other end."""
        return replace(self, profile=self.profile.mirrored(), mirror=-self.mirror)

    def polygon(self, profile: Profile, low: float = 0.0, most: float = math.inf) -> Polygon:
        """A part of the strip between two depths, in the plan."""
        return self.place(profile.outline(low, most))

    def place(self, corners: list[tuple[float, float]]) -> Polygon:
        """Corners (along, deep) of this strip as a polygon in the plan."""
        return Polygon(self.axes.to_plan([(self.mirror * x, self.y + self.side * d) for x, d in corners]))

    def point(self, x: float, deep: float) -> tuple[float, float]:
        """A place of this strip in the plan."""
        x, y = self.axes.to_plan([(self.mirror * x, self.y + self.side * deep)])[0]
        return float(x), float(y)


@dataclass(frozen=True, eq=False)
class Frame:
    """Roads as centre lines in the plan, all connected, and the strips along them."""

    roads: tuple[LineString, ...]
    strips: tuple[Strip, ...]
    bent: bool = False


def straight_frame(land: Polygon, angle: float, rows: tuple[float, ...], road_m: float) -> Frame | None:
    """Roads at heights `rows` (parts of the land's extent across the angle), joined by roads across."""
    axes = Axes((land.centroid.x, land.centroid.y), angle)
    own = axes.shape(land)
    edges = _edges(own)
    _, low, _, high = own.bounds
    half = road_m / 2
    heights = [min(max(low + row * (high - low), low + half), high - half) for row in rows]
    pieces = [
        (k, u, v) for k, y in enumerate(heights) for u, v in _road_pieces(own, y, half) if v - u >= SHORTEST
    ]
    if not pieces:
        return None
    across, group = _joined(own, heights, pieces, half)
    kept = [piece for piece, there in zip(pieces, group, strict=True) if there]
    roads = [_line(axes, (u, heights[k]), (v, heights[k])) for k, u, v in kept]
    roads += [_line(axes, (x, heights[k]), (x, heights[k + 1])) for k, x in across]
    strips: list[Strip] = []
    for k, u, v in kept:
        for side in (1, -1):
            other = k + side
            most = abs(heights[other] - heights[k]) / 2 - half if 0 <= other < len(heights) else _DEEPEST
            joints = sorted(x for j, x in across if j == (k if side == 1 else k - 1) and u <= x <= v)
            ends = [u, *(x + d for x in joints for d in (-half, half)), v]
            for a, b in zip(ends[::2], ends[1::2], strict=True):
                strips += _strips(axes, edges, heights[k] + side * half, side, a, b, most)
    return Frame(tuple(roads), tuple(strips)) if strips else None


def bent_frame(land: Polygon, middle: LineString, road_m: float) -> Frame | None:
    """One road along a middle line with bends, strips on both sides of each of its stretches."""
    half = road_m / 2
    corners = shapely.get_coordinates(middle)
    body = shapely.buffer(middle, half, cap_style="flat", join_style="mitre")
    if shapely.difference(body, land).area > road_m * road_m * 1.5:
        return None
    strips: list[Strip] = []
    reach = math.sqrt(land.area) * 3
    for i in range(len(corners) - 1):
        a, b = corners[i], corners[i + 1]
        length = math.dist(a, b)
        axes = Axes((float(a[0]), float(a[1])), math.atan2(b[1] - a[1], b[0] - a[0]))
        own = axes.from_plan(corners)
        start = _bisector(own, i) if i else None
        end = _bisector(own, i + 1) if i + 2 < len(corners) else None
        field = _between((0.0, 0.0), start, (length, 0.0), end, reach)
        region = shapely.intersection(axes.shape(land), field)
        middle_here = LineString([(min(1.0, length / 3), 0), (max(length - 1.0, length * 2 / 3), 0)])
        parts = [p for p in shapely.get_parts(region) if isinstance(p, Polygon)]
        part = max(parts, key=lambda p: shapely.intersection(p, middle_here).length, default=None)
        if part is None:
            continue
        edges = _edges(part)
        for u, v in _road_pieces(part, 0.0, half):
            for side in (1, -1):
                strips += _strips(axes, edges, side * half, side, u, v, _DEEPEST)
    return Frame((middle,), tuple(strips), bent=True) if strips else None


def directions(land: Polygon, quay: LineString | None) -> list[float]:
    """The directions that roads could have: along the quay, the longest sides and the land as a whole."""
    found: list[float] = []
    if quay is not None:
        (ax, ay), (bx, by) = quay.coords[0], quay.coords[-1]
        _add(found, math.atan2(by - ay, bx - ax))
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(land))
    if len(box) > 3:
        sides = sorted((box[1] - box[0], box[2] - box[1]), key=lambda w: -float(np.hypot(*w)))
        for way in sides:
            _add(found, math.atan2(way[1], way[0]))
    plain = shapely.get_coordinates(land.exterior.simplify(math.sqrt(land.area) / 25))
    ways = np.diff(plain, axis=0)
    for i in np.argsort(-np.hypot(ways[:, 0], ways[:, 1]), kind="stable")[:3]:
        _add(found, math.atan2(ways[i, 1], ways[i, 0]))
    if quay is not None:
        _add(found, found[0] + math.pi / 2)
    return found[:5]


def patterns(height: float, road_m: float) -> Iterator[tuple[float, ...]]:
    """Where roads could lie across an extent of that height (m), as parts of it."""
    if height < 150:
        yield (road_m / 2 / height,)
        yield (1 - road_m / 2 / height,)
    if height >= 2 * _SHALLOWEST + road_m:
        yield from ((0.5,), (0.38,), (0.62,))
    for count in (2, 3, 4):
        deep = (height - count * road_m) / (2 * count)
        if 38 <= deep <= 140:
            step = (2 * deep + road_m) / height
            yield tuple((k + 0.5) * step for k in range(count))
    if height > 180:
        # Deep strips outside, or at one side: for a quay.
        yield (0.3, 0.7)
        yield (0.25, 0.68)
        yield (0.32, 0.75)


def road_body(frame: Frame, road_m: float) -> BaseGeometry:
    """The frame's roads as land."""
    bodies = [shapely.buffer(line, road_m / 2, cap_style="flat", join_style="mitre") for line in frame.roads]
    return shapely.union_all(bodies)


def _add(found: list[float], angle: float) -> None:
    angle %= math.pi
    near = (abs(angle - other) for other in found)
    if all(min(d, math.pi - d) > math.radians(6) for d in near):
        found.append(angle)


def _edges(polygon: Polygon) -> Array:
    rings = [polygon.exterior, *polygon.interiors]
    return np.concatenate([np.stack((c[:-1], c[1:]), axis=1) for c in map(shapely.get_coordinates, rings)])


def _line(axes: Axes, a: tuple[float, float], b: tuple[float, float]) -> LineString:
    return LineString(axes.to_plan([a, b]))


def _road_pieces(own: Polygon, y: float, half: float) -> list[tuple[float, float]]:
    """The stretches along which a road at that height lies inside the land over its whole width."""
    xmin, _, xmax, _ = own.bounds
    # A hair narrower, so that a road along the land's edge is not blocked by rounding.
    band = shapely.box(xmin - 1, y - half + 0.001, xmax + 1, y + half - 0.001)
    blocked = [
        (p.bounds[0], p.bounds[2]) for p in shapely.get_parts(shapely.difference(band, own)) if p.area > 1e-3
    ]
    found, at = [], xmin - 1
    for a, b in sorted(blocked):
        if a - at > _NARROWEST:
            found.append((at, a))
        at = max(at, b)
    return found


def _joined(
    own: Polygon, heights: list[float], pieces: list[tuple[int, float, float]], half: float
) -> tuple[list[tuple[int, float]], list[bool]]:
    """Roads across (row below, place) that join the pieces; and which pieces hang together with the longest
    network."""
    group = list(range(len(pieces)))
    across: list[tuple[int, float, int]] = []
    shapely.prepare(own)
    for i, (k, u, v) in enumerate(pieces):
        for j, (m, s, t) in enumerate(pieces):
            if m != k + 1 or group[i] == group[j]:
                continue
            place = _crossing(own, heights[k], heights[m], max(u, s) + half, min(v, t) - half, half)
            if place is None:
                continue
            across.append((k, place, i))
            old = group[j]
            group = [group[i] if g == old else g for g in group]
    sizes: dict[int, float] = {}
    for g, (_, u, v) in zip(group, pieces, strict=True):
        sizes[g] = sizes.get(g, 0.0) + v - u
    best = max(sizes, key=lambda g: (sizes[g], -g))
    return [(k, x) for k, x, i in across if group[i] == best], [g == best for g in group]


def _crossing(own: Polygon, low: float, high: float, u: float, v: float, half: float) -> float | None:
    """The place nearest to the middle where a road can go straight from one road to the next."""
    if v < u:
        return None
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.15, 0.85, 0.05, 0.95, 0.0, 1.0):
        x = u + part * (v - u)
        if shapely.contains_properly(own, shapely.box(x - half, low - half / 2, x + half, high + half / 2)):
            return x
    return None


def _strips(
    axes: Axes, edges: Array, y: float, side: int, u: float, v: float, most: float
) -> Iterator[Strip]:
    seen = seen_from(edges, y, side, u, v, most) if v - u >= SHORTEST else None
    if seen is None or seen.area() <= 0:
        return
    deep = float(
        np.median(np.repeat((seen.h0 + seen.h1) / 2, np.maximum(1, (seen.x1 - seen.x0).astype(int))))
    )
    for run in seen.runs(max(_NARROWEST, 0.42 * deep), SHORTEST):
        yield Strip(axes, y, side, run)


def _bisector(own: Array, i: int) -> tuple[float, float]:
    """The direction that halves the bend at a corner of a line, pointing up."""
    before, after = own[i] - own[i - 1], own[i + 1] - own[i]
    way = before / np.hypot(*before) + after / np.hypot(*after)
    x, y = -way[1], way[0]
    if y < 0:
        x, y = -x, -y
    return (float(x), float(y)) if y > 1e-6 else (0.0, 1.0)


def _between(
    a: tuple[float, float],
    way_a: tuple[float, float] | None,
    b: tuple[float, float],
    way_b: tuple[float, float] | None,
    reach: float,
) -> Polygon:
    """The field between the lines through two places; without a direction it goes on beyond the place."""

    def at(
        place: tuple[float, float], way: tuple[float, float] | None, up: int, beyond: float
    ) -> tuple[float, float]:
        if way is None:
            return (place[0] + beyond, up * reach)
        scale = up * reach / math.hypot(*way)
        return (place[0] + way[0] * scale, place[1] + way[1] * scale)

    left = [at(a, way_a, -1, -reach), at(a, way_a, 1, -reach)]
    right = [at(b, way_b, 1, reach), at(b, way_b, -1, reach)]
    field = Polygon([*left, *right])
    if field.is_valid:
        return field
    # The two lines cross where a bend is tight: up to there.
    return shapely.buffer(shapely.make_valid(field), 0)
