"""Cutting a strip into its plots, each of exactly its area, and the order they stand in along the road."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from shapely import Polygon

from scenarios.geometry.subdivide.frames import Strip
from scenarios.geometry.subdivide.ground import Lot
from scenarios.geometry.subdivide.packing import Load, front_depth, on_a_side_road, sides_of, use_of
from scenarios.geometry.subdivide.profile import Profile
from scenarios.geometry.subdivide.wishes import Wanted

_LEAST_FREE_M, _LEAST_FREE_M2 = 20.0, 900.0
"""Land left over that is narrower, shallower or smaller than this becomes green."""

_REACH = 10.0
"""How far, m, a plot has to lie along a side road."""


@dataclass
class Pieces:
    """What a strip was cut into; what is in none of them becomes green."""

    plots: dict[int, Polygon] = field(default_factory=dict)
    roads: list[Polygon] = field(default_factory=list)
    water: list[Polygon] = field(default_factory=list)
    free: list[Polygon] = field(default_factory=list)


def slice_strip(
    load: Load, wanted: Sequence[Wanted], road_m: float, water: float, centre: tuple[float, float]
) -> Pieces:
    """Cut a loaded strip; `water` m2 are still asked for behind short plots."""
    order, at_start = _ordered(load, wanted, centre)
    lot = load.lot
    if at_start:
        lot, order = lot.mirrored(), order[::-1]
    areas = _grown(load, wanted, road_m, water)
    found, strip = Pieces(), lot.strip
    profile, x = strip.profile, strip.profile.start
    for group in order:
        if len(group) == 1 and group[0] in load.whole:
            v = profile.cut(x, areas[group[0]])
            if profile.area(x, v) < areas[group[0]] * 0.99:
                continue
            found.plots[group[0]] = strip.polygon(profile.within(x, v))
            x = v
        else:
            x = _short_ones(found, load, lot, x, group, areas, road_m, water)
    if load.water and profile.end - x > 1:
        v = profile.cut(x, load.water)
        if profile.area(v, profile.end) < _LEAST_FREE_M2:
            v = profile.end
        found.water.append(strip.polygon(profile.within(x, v)))
        x = v
    left, wide = profile.area(x, profile.end), profile.end - x
    if left >= _LEAST_FREE_M2 and wide >= _LEAST_FREE_M and left >= _LEAST_FREE_M * wide * 1.25:
        found.free.append(strip.polygon(profile.within(x, profile.end)))
    return found


def _grown(load: Load, wanted: Sequence[Wanted], road_m: float, water: float) -> dict[int, float]:
    """The area of each plot, where those that may have grown over what is left of the strip."""
    areas = {i: wanted[i].m2 for i in (*load.whole, *load.short)}
    left = load.lot.area * 0.9995 - use_of(load, wanted, road_m, water)[0] - load.water
    growing = [i for i in load.whole if wanted[i].limit > wanted[i].m2]
    while left > 1 and growing:
        share = left / sum(areas[i] for i in growing)
        for i in growing:
            more = min(areas[i] * share, wanted[i].limit - areas[i])
            areas[i] += more
            left -= more
        growing = [i for i in growing if wanted[i].limit > areas[i] + 0.5]
    return areas


def _ordered(
    load: Load, wanted: Sequence[Wanted], centre: tuple[float, float]
) -> tuple[list[tuple[int, ...]], bool]:
    """The plots along the road, the heaviest where that is best; and whether land is left at the start."""
    lot = load.lot
    groups: list[tuple[int, ...]] = [(i,) for i in load.whole]
    if load.short:
        groups.append(tuple(sorted(load.short, key=lambda i: (-wanted[i].weight, i))))
    if not groups:
        return [], False
    groups.sort(key=lambda g: (-any(wanted[i].central for i in g), -_weight(g, wanted), g))
    strip, profile = lot.strip, lot.strip.profile
    peak = float(lot.xs[lot.worths.argmax()])
    if any(wanted[i].central for i in groups[0]):
        along = strip.axes.from_plan([centre])[0][0] * strip.mirror
        peak = min(max(float(along), profile.start), profile.end)
    widths = {g: sum(wanted[i].m2 for i in g) / profile.depth for g in groups}
    order = [groups[0]]
    low, high = peak - widths[groups[0]] / 2, peak + widths[groups[0]] / 2
    for group in groups[1:]:
        half = widths[group] / 2
        if _worth(lot, low - half) > _worth(lot, high + half):
            order.insert(0, group)
            low -= 2 * half
        else:
            order.append(group)
            high += 2 * half
    at_start = _worth(lot, profile.start) < _worth(lot, profile.end)
    quays = [g for g in order if any(wanted[i].quay for i in g)]
    if quays and lot.quay <= 0.4 and any(lot.ends):
        order.remove(quays[0])
        at_start = not lot.ends[0]
        order.insert(len(order) if at_start else 0, quays[0])
    return order, at_start


def _worth(lot: Lot, x: float) -> float:
    profile = lot.strip.profile
    if not profile.start <= x <= profile.end:
        return -abs(x - (profile.start + profile.end) / 2)
    return float(np.interp(x, lot.xs, lot.worths))


def _weight(group: tuple[int, ...], wanted: Sequence[Wanted]) -> float:
    return sum(wanted[i].weight for i in group) / len(group)


def _short_ones(
    found: Pieces,
    load: Load,
    lot: Lot,
    x: float,
    group: tuple[int, ...],
    areas: dict[int, float],
    road_m: float,
    water: float,
) -> float:
    """Cut short plots from a place on; gives the place where they end."""
    strip, profile = lot.strip, lot.strip.profile
    sizes = [areas[i] for i in group]
    if on_a_side_road(lot, sizes, road_m, water):
        end = _side_road(found, strip, x, group, areas, road_m)
        if end is not None:
            return end
    deep = front_depth(load.lot, sizes)
    start = x
    for i in group:
        v = profile.cut(x, areas[i], deep)
        if profile.area(x, v, deep) < areas[i] * 0.99:
            break
        found.plots[i] = strip.polygon(profile.within(x, v, deep))
        x = v
    back = profile.within(start, x) if x > start else None
    if back is not None and back.area() - back.area(most=deep) > _LEAST_FREE_M2 / 3 and water > 0:
        found.water.append(strip.polygon(back, low=deep))
    return x


def _side_road(
    found: Pieces, strip: Strip, x: float, group: tuple[int, ...], areas: dict[int, float], road_m: float
) -> float | None:
    """Plots above each other along a road across the strip, on one or both sides of it."""
    profile = strip.profile
    sides = [tuple(group[i] for i in side) for side in sides_of([areas[i] for i in group], profile.depth)[0]]
    a = profile.cut(x, sum(areas[i] for i in sides[0]))
    b = a + road_m
    c = profile.cut(b, sum(areas[i] for i in sides[1])) if len(sides) > 1 else b
    if c > profile.end - 1e-6:
        return None
    stacks = [_stack(profile.within(x, a), sides[0], areas, a)]
    if len(sides) > 1:
        stacks.append(_stack(profile.within(b, c), sides[1], areas, b))
    if any(stack is None for stack in stacks):
        return None
    for stack in stacks:
        for i, part, low, high in stack or ():
            found.plots[i] = strip.polygon(part, low, high)
    found.roads.append(strip.polygon(profile.within(a, b)))
    return c


def _stack(
    part: Profile, group: tuple[int, ...], areas: dict[int, float], road: float
) -> list[tuple[int, Profile, float, float]] | None:
    """Depths between which each plot lies; None where one would not reach the side road."""
    found, low = [], 0.0
    for i in group:
        last = i == group[-1]
        high = math.inf if last else part.level(areas[i], low)
        if part.at(road) < low + _REACH:
            return None
        found.append((i, part, low, high))
        low = high
    return found
