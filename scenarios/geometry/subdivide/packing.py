"""Which plot comes in which strip, worked out with areas alone.

A plot that would become a needle in a deep strip is kept short: several share a side road, a single one
leaves the land behind it to water or green.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scenarios.geometry.subdivide.ground import Lot
from scenarios.geometry.subdivide.wishes import Wanted

_SLIM = 2.5
"""A plot this many times deeper than wide is a needle."""

_SLIMMEST = 3.2
"""Along a side road no plot becomes slimmer than this."""

_FULL = 0.995
_WIDEST_WATER = 14.0


@dataclass
class Load:
    """What comes in one strip: positions of plots at their full depth, of short ones, and m2 of water."""

    lot: Lot
    whole: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    water: float = 0.0


def is_short(lot: Lot, m2: float) -> bool:
    """Whether a plot of that area would be a needle in this strip."""
    return m2 < lot.deep**2 / _SLIM


def front_depth(lot: Lot, areas: Sequence[float]) -> float:
    """How deep short plots at the front of a strip become, m."""
    mean = sum(areas) / len(areas)
    return min(max(math.sqrt(mean * 1.2), 22.0), lot.deep)


def on_a_side_road(lot: Lot, areas: Sequence[float], road_m: float, water: float) -> bool:
    """Whether short plots get a side road, rather than land behind them that is not issued."""
    if len(areas) < 2 or sides_of(areas, lot.deep)[1] > _SLIMMEST:
        return False
    deep = lot.deep
    behind = sum(areas) * (deep / front_depth(lot, areas) - 1)
    return behind - min(water, behind) > road_m * deep


def sides_of(areas: Sequence[float], deep: float) -> tuple[tuple[tuple[int, ...], ...], float]:
    """Which plots come on which side of a side road, by position, on one or both of its sides; and how many
    times longer than wide the slimmest becomes."""
    sides: tuple[list[int], list[int]] = ([], [])
    sums = [0.0, 0.0]
    for i, area in enumerate(areas):
        side = 0 if sums[0] <= sums[1] else 1
        sides[side].append(i)
        sums[side] += area
    one: tuple[tuple[int, ...], ...] = (tuple(range(len(areas))),)
    both: tuple[tuple[int, ...], ...] = tuple(tuple(side) for side in sides)
    return min(((found, _slimness(found, areas, deep)) for found in (one, both)), key=lambda found: found[1])


def _slimness(sides: tuple[tuple[int, ...], ...], areas: Sequence[float], deep: float) -> float:
    worst = 1.0
    for side in sides:
        if not side:
            return math.inf
        width = sum(areas[i] for i in side) / deep
        worst = max(worst, *(max(width * width / areas[i], areas[i] / width / width) for i in side))
    return worst


def use_of(load: Load, wanted: Sequence[Wanted], road_m: float, water: float) -> tuple[float, float]:
    """The m2 that a strip's plots take with what comes with them; and the m2 of water behind short plots."""
    lot = load.lot
    whole = sum(wanted[i].m2 for i in load.whole)
    areas = [wanted[i].m2 for i in load.short]
    if not areas:
        return whole, 0.0
    if on_a_side_road(lot, areas, road_m, water):
        return whole + sum(areas) + road_m * lot.strip.profile.deepest, 0.0
    behind = sum(areas) * (lot.deep / front_depth(lot, areas) - 1)
    return whole + sum(areas) + behind, behind


def pack(
    lots: Sequence[Lot],
    wanted: Sequence[Wanted],
    road_m: float,
    water: float,
    centre: tuple[float, float],
    by_size: bool,
) -> tuple[list[Load], list[int]]:
    """The strips with what comes in each, and the positions of what did not fit.

    `water` m2 of storage have to be found as well; `centre` is the middle of the roads; `by_size`: large
    plots choose first, else heavy ones do.
    """
    loads = [Load(lot) for lot in lots]
    means = np.array([float(lot.worths.mean()) for lot in lots])
    spread = max(float(np.ptp(means)), 1e-9)
    values = (means - means.min()) / spread if spread > 1e-6 else np.full(len(lots), 0.5)
    room = sum(lot.area for lot in lots) - water

    def wish(i: int) -> tuple[float, ...]:
        size, heavy = -wanted[i].m2, -wanted[i].weight
        first = 0.0 if wanted[i].quay else 1.0
        return (first, size, heavy, i) if by_size else (first, round(heavy, 1), size, i)

    missing: list[int] = []
    for i in sorted(range(len(wanted)), key=wish):
        best: tuple[float, Load, bool] | None = None
        for value, load in zip(values.tolist(), loads, strict=True):
            short = is_short(load.lot, wanted[i].m2)
            cost = _cost(load, wanted, i, short, value, road_m, water, centre)
            if cost is not None and (best is None or cost < best[0] - 1e-9):
                best = (cost, load, short)
        if best is None or wanted[i].m2 > room:
            missing.append(i)
            continue
        room -= wanted[i].m2
        (best[1].short if best[2] else best[1].whole).append(i)
    _leave_water(loads, wanted, road_m, water)
    return loads, sorted(missing)


def _cost(
    load: Load,
    wanted: Sequence[Wanted],
    i: int,
    short: bool,
    value: float,
    road_m: float,
    water: float,
    centre: tuple[float, float],
) -> float | None:
    """How badly a plot suits a strip; None where it does not fit."""
    one, lot = wanted[i], load.lot
    before, _ = use_of(load, wanted, road_m, water)
    whole, shorts = (load.whole, [*load.short, i]) if short else ([*load.whole, i], load.short)
    after, _ = use_of(Load(lot, whole, shorts), wanted, road_m, water)
    if after > lot.area * _FULL:
        return None
    cost = abs(one.weight - value) + 0.6 * max(0.0, after - before - one.m2) / one.m2
    at_quay = lot.quay > 0.4 or (any(lot.ends) and not any(wanted[j].quay for j in load.whole))
    if one.quay:
        cost -= 3.0 * at_quay
    elif lot.quay > 0.4:
        cost += 0.3 - 0.4 * one.weight
    if one.central:
        profile = lot.strip.profile
        middle = lot.strip.point((profile.start + profile.end) / 2, profile.depth / 2)
        cost += math.dist(middle, centre) / max(profile.length, 50.0)
    left = (lot.area - after) / lot.area
    return cost + 0.15 * left


def _leave_water(loads: list[Load], wanted: Sequence[Wanted], road_m: float, water: float) -> None:
    """Say which strips keep land for water, those with the most left and the least worth first."""
    for load in loads:
        _, behind = use_of(load, wanted, road_m, water)
        water -= behind
    for load in sorted(loads, key=lambda load: use_of(load, wanted, road_m, 0.0)[0] - load.lot.area):
        if water <= 0:
            return
        left = load.lot.area - use_of(load, wanted, road_m, water)[0]
        if left >= _WIDEST_WATER * load.lot.deep:
            load.water = min(left, max(water, _WIDEST_WATER * load.lot.deep))
            water -= load.water
