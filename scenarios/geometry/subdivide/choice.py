"""The best of several layouts: all are worked out roughly by area, the best few are cut and measured."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import LineString, Polygon

from scenarios.geometry.subdivide.edge import inside
from scenarios.geometry.subdivide.frames import (
    Frame,
    bent_frame,
    directions,
    patterns,
    road_body,
    straight_frame,
)
from scenarios.geometry.subdivide.ground import Ground, lot_of, middle_of
from scenarios.geometry.subdivide.mesh import meshed
from scenarios.geometry.subdivide.network import entrance
from scenarios.geometry.subdivide.packing import Load, pack, use_of
from scenarios.geometry.subdivide.slicing import slice_strip
from scenarios.geometry.subdivide.spine import middle_lines
from scenarios.geometry.subdivide.wishes import Layout, Wanted, Wishes

Ask = Callable[[float], Sequence[Wanted]]

_CUT = 10
"""How many of the rough layouts are cut and measured."""

_LESS = (0.97, 0.94, 0.91, 0.88, 0.85, 0.81, 0.77, 0.72, 0.66, 0.6)
"""Parts of the land along the roads that plots are asked for, until they fit."""

_POND_M2, _POND_M = 300.0, 5.0
"""Land that no plot can use is a pond from this area, and with this room round its middle."""

_WIDE_POND = 1.25

_ASIDE = (0.0, 0.27, -0.27)
"""How far a bent road lies off the middle, as parts of the land's width: deep plots want it at one side."""

_DRY = 0.3
"""What a layout loses that has no water storage of all that was asked."""

_LEAST_FRONT_M = 4.0
"""A plot that lies less far along a road has none."""

_FAR = 0.5
"""What a layout loses whose road comes out as far from the road outside as the outline is wide."""


@dataclass(frozen=True, eq=False)
class _Rough:
    """A frame with plots shared out by area; `water`: m2 still to be found along the roads;
    `far`: how much it loses by an entrance far from the road outside."""

    score: float
    far: float
    frame: Frame
    road: Polygon
    loads: tuple[Load, ...]
    wanted: tuple[Wanted, ...]
    water: float
    ponds: tuple[Polygon, ...]


def best_layout(outline: Polygon, ask: Ask, wishes: Wishes) -> Layout | None:
    """The best layout of an outline round the origin; None where none is possible."""
    ground = Ground(outline, wishes)
    parts = inside(outline, wishes.quay, wishes.green_m)
    if not parts:
        return None
    land = parts[0]
    cut_off = sum(p.area for p in parts[1:])
    rough = [r for frame in _frames(ground, land) if (r := _roughly(ground, land, frame, ask)) is not None]
    rough.sort(key=lambda r: -r.score)
    layouts = [_cut(ground, one, cut_off) for one in rough[:_CUT]]
    return max(layouts, key=lambda layout: layout.score, default=None)


def _frames(ground: Ground, land: Polygon):
    road_m = ground.wishes.road_m
    for angle in directions(land, ground.wishes.quay):
        c, s = math.cos(angle), math.sin(angle)
        across = shapely.get_coordinates(land) @ np.array([-s, c])
        for rows in patterns(float(np.ptp(across)), road_m):
            frame = straight_frame(land, angle, rows, road_m)
            if frame is not None:
                yield frame
    for middle in middle_lines(land):
        wide = land.area / middle.length
        for aside in _ASIDE:
            line = _beside(land, middle, aside * wide, road_m) if aside else middle
            frame = bent_frame(land, line, road_m) if line is not None else None
            if frame is not None:
                yield frame


def _beside(land: Polygon, middle: LineString, aside: float, road_m: float) -> LineString | None:
    """A line beside another, as far as a road along it stays on the land."""
    line = shapely.offset_curve(middle, aside, join_style="mitre")
    held = shapely.intersection(line, shapely.buffer(land, -road_m / 2, join_style="mitre"))
    parts = [p for p in shapely.get_parts(held) if isinstance(p, LineString)]
    longest = max(parts, key=lambda p: p.length, default=None)
    return longest if longest is not None and longest.length > 0.7 * middle.length else None


def _roughly(ground: Ground, land: Polygon, frame: Frame, ask: Ask) -> _Rough | None:
    road_m = ground.wishes.road_m
    lots = [lot_of(ground, strip) for strip in frame.strips]
    road = road_body(frame, road_m)
    strips = shapely.union_all([lot.strip.polygon(lot.strip.profile) for lot in lots])
    gate = entrance(ground, frame, road_m, strips)
    if gate is None:
        return None
    road = shapely.union_all([shapely.intersection(road, ground.outline), gate])
    if not isinstance(road, Polygon):
        return None
    asked = ground.wishes.water_share * ground.outline.area
    ponds, water = _ponds(shapely.difference(land, shapely.union(strips, road)), asked)
    room = sum(lot.area for lot in lots)
    centre = middle_of(road)
    way = ground.wishes.entrance
    far = _FAR * gate.distance(way) / math.sqrt(ground.outline.area) if way is not None else 0.0
    best: _Rough | None = None
    for part in _LESS:
        wanted = tuple(ask(max(0.0, room - water) * part))
        if not wanted:
            continue
        for by_size in (True, False):
            loads, missing = pack(lots, wanted, road_m, water, centre, by_size)
            score = _rough_score(ground, loads, wanted, missing, road) - far
            if water:
                got = sum(load.water + use_of(load, wanted, road_m, water)[1] for load in loads)
                score -= _DRY * max(0.0, 1 - got / water)
            if best is None or score > best.score:
                best = _Rough(score, far, frame, road, tuple(loads), wanted, water, ponds)
        if not missing or len({tuple(ask(m2)) for m2 in (room, room * 0.5)}) == 1:
            break
    return best


def _ponds(left, asked: float) -> tuple[tuple[Polygon, ...], float]:
    """Ponds in corners that no plot can use, and the m2 of water still to be found."""
    found: list[Polygon] = []
    parts = [p for p in shapely.get_parts(left) if isinstance(p, Polygon) and p.area >= _POND_M2]
    parts = [q for p in parts if (q := _opened(p)) is not None]
    for part in sorted(parts, key=lambda p: (-round(p.area / p.length, 1), p.bounds)):
        if part.area <= asked * _WIDE_POND:
            found.append(part)
            asked -= part.area
    return tuple(found), max(0.0, asked)


def _opened(part: Polygon) -> Polygon | None:
    """The part that is wide enough for a pond."""
    wide = shapely.buffer(
        shapely.buffer(part, -_POND_M, join_style="mitre"), _POND_M, join_style="mitre", mitre_limit=2.0
    )
    wide = shapely.intersection(wide, part)
    parts = [p for p in shapely.get_parts(wide) if isinstance(p, Polygon) and p.area >= _POND_M2]
    return max(parts, key=lambda p: p.area, default=None)


def _rough_score(
    ground: Ground,
    loads: list[Load],
    wanted: tuple[Wanted, ...],
    missing: list[int],
    road: Polygon,
) -> float:
    total = sum(w.m2 for w in wanted)
    lost = sum(wanted[i].m2 for i in missing) / total
    placed = total * (1 - lost) / ground.outline.area
    shape = zone = quay = 0.0
    for load in loads:
        deep = load.lot.strip.profile.depth
        for i in (*load.whole, *load.short):
            width = wanted[i].m2 / deep if i in load.whole else deep
            shape += wanted[i].m2 * min(1.0, 1.8 * min(width / deep, deep / width))
            zone += wanted[i].m2 * (wanted[i].weight - 0.5) * float(load.lot.worths.mean())
            quay += wanted[i].quay and not (load.lot.quay > 0.4 or any(load.lot.ends))
    dry = quay / max(1, sum(w.quay for w in wanted))
    roads = road.area / ground.outline.area
    lost += 0.08 * len(missing)
    return 2.0 * placed - 2.0 * lost + 0.8 * shape / total + 1.6 * zone / total - 0.8 * dry - 0.5 * roads


def _cut(ground: Ground, rough: _Rough, cut_off: float) -> Layout:
    road_m = ground.wishes.road_m
    centre = middle_of(rough.road)
    plots: dict[int, Polygon] = {}
    roads, water, free = [rough.road], list(rough.ponds), []
    left = rough.water
    for load in rough.loads:
        pieces = slice_strip(load, rough.wanted, road_m, left, centre)
        left -= sum(p.area for p in pieces.water)
        plots |= pieces.plots
        roads += pieces.roads
        water += pieces.water
        free += pieces.free
    road = shapely.union_all(roads)
    ordered = sorted(plots)
    pieces = [road, *(plots[i] for i in ordered), *water, *free]
    parts, green = meshed(ground.outline, pieces)
    count = len(ordered)
    cut = zip(ordered, parts[1 : count + 1], strict=True)
    largest = [(i, max(found, key=lambda p: p.area)) for i, found in cut if found]
    done = [(i, plot) for i, plot in largest if _front(plot, parts[0]) >= _LEAST_FRONT_M]
    # A scrap that noding parted from its plot is green, and so is a plot that lost its road.
    kept = {shape.wkb for _, shape in done}
    green += [p for found in parts[1 : count + 1] for p in found if p.wkb not in kept]
    made = {i for i, _ in done}
    waters = [p for found in parts[count + 1 : count + 1 + len(water)] for p in found]
    frees = [p for found in parts[count + 1 + len(water) :] for p in found]
    layout = Layout(
        tuple(done),
        tuple(parts[0]),
        tuple(green),
        tuple(waters),
        tuple(frees),
        rough.wanted,
        tuple(i for i in range(len(rough.wanted)) if i not in made),
        tuple(i for i, p in done if rough.wanted[i].quay and not ground.at_quay(p)),
        cut_off,
    )
    return replace(layout, score=_score(ground, layout) - rough.far)


def _front(plot: Polygon, roads: list[Polygon]) -> float:
    """How far a plot lies along the roads, m."""
    return float(shapely.length(shapely.intersection(plot, np.array(roads, dtype=object))).sum())


def _score(ground: Ground, layout: Layout) -> float:
    """How good a layout is: what fits, how plain its plots are, how heavy lies to light, how little road."""
    total = sum(w.m2 for w in layout.asked)
    area = ground.outline.area
    placed = sum(p.area for _, p in layout.plots)
    shape = zone = 0.0
    for i, plot in layout.plots:
        weight = plot.area / placed
        shape += weight * min(1.0, 1.6 * plainness(plot))
        zone += weight * (layout.asked[i].weight - 0.5) * float(ground.worth([middle_of(plot)])[0])
    lost = sum(layout.asked[i].m2 for i in layout.missing) / total + 0.08 * len(layout.missing)
    quays = max(1, sum(w.quay for w in layout.asked))
    dry = len(layout.dry) / quays if ground.wishes.quay is not None else 0.0
    road = sum(p.area for p in layout.roads) / area
    free = sum(p.area for p in layout.free) / area
    storage = ground.wishes.water_share * area
    short = _DRY * max(0.0, 1 - sum(p.area for p in layout.water) / storage) if storage else 0.0
    return 2.0 * placed / area - 2.0 * lost + shape + 2.0 * zone - 0.8 * dry - 0.5 * road - 0.5 * free - short


def plainness(plot: Polygon) -> float:
    """How much of a square a plot is: its area over that of its tightest box, times its width over its
    length."""
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(plot))
    if len(box) < 4:
        return 0.0
    a, b = math.dist(box[0], box[1]), math.dist(box[1], box[2])
    return plot.area / max(a * b, 1e-9) * min(a, b) / max(a, b, 1e-9)
