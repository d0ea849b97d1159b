"""Cells of given areas: a power diagram divides an outline among sites, with weights solved for the areas.

A point belongs to the site with the smallest squared distance minus weight; the borders are straight. Making
one weight larger moves the borders away from its site, and how fast is the border's length over twice the
distance of the sites: that derivative makes Newton's method work (F. Aurenhammer and others, Minkowski-type
theorems and least-squares clustering, 1998).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

Floats = NDArray[np.float64]

_FAR = 1e6


@dataclass(frozen=True, slots=True)
class Border:
    """The straight border between cells `first` < `second`, from `start` to `end`, before it is cut off."""

    first: int
    second: int
    start: tuple[float, float]
    end: tuple[float, float]


def weights_for(sites: Floats, areas: Floats, outline: Polygon, tolerance: float = 1.0) -> Floats:
    """The weights, m2, with which the cells of `sites` (n x 2, m) have `areas` (m2) inside the outline.

    Damped Newton. The areas must add up to the outline's. Raises ValueError where some cell stays without
    land, which means that its site lies badly.
    """
    weights = np.zeros(len(sites))
    found = cell_areas(sites, weights, outline)
    if not found.all():
        raise ValueError("a site lies too far outside the outline")
    floor = 0.5 * min(found.min(), areas.min())
    for _ in range(60):
        lack = areas - found
        if np.abs(lack).max() < tolerance:
            return weights
        step = _newton_step(sites, weights, outline, lack)
        damping = 1.0
        while True:
            trial = weights + damping * step
            after = cell_areas(sites, trial, outline)
            if after.min() > floor and np.linalg.norm(areas - after) < (1 - damping / 2) * np.linalg.norm(
                lack
            ):
                weights, found = trial, after
                break
            damping /= 2
            if damping < 1e-6:
                raise ValueError("the areas cannot be reached from these sites")
    raise ValueError("the areas were not reached")


def cell_areas(sites: Floats, weights: Floats, outline: Polygon) -> Floats:
    """The area of each site's cell inside the outline, m2."""
    return shapely.area(cells(sites, weights, outline))


def cells(sites: Floats, weights: Floats, outline: Polygon) -> NDArray[np.object_]:
    """The cell of each site inside the outline; neighbours share corners only up to rounding."""
    rings = [_cell(sites, weights, i)[0] for i in range(len(sites))]
    whole = np.array([Polygon(ring) if len(ring) > 2 else Polygon() for ring in rings], dtype=object)
    return shapely.intersection(whole, outline)


def borders(sites: Floats, weights: Floats) -> list[Border]:
    """Every border once, in order of its cells; borders that meet share the very same corner."""
    found = []
    for i in range(len(sites)):
        ring, makers = _cell(sites, weights, i)
        for at, j in enumerate(makers):
            if j > i:
                before, after = makers[at - 1], makers[(at + 1) % len(makers)]
                start = _corner(sites, weights, (i, j, before), ring[at])
                end = _corner(sites, weights, (i, j, after), ring[(at + 1) % len(ring)])
                found.append(Border(i, j, start, end))
    return found


def _newton_step(sites: Floats, weights: Floats, outline: Polygon, lack: Floats) -> Floats:
    slopes = np.zeros((len(sites), len(sites)))
    for border in borders(sites, weights):
        inside = shapely.intersection(LineString([border.start, border.end]), outline).length
        i, j = border.first, border.second
        slope = inside / (2 * np.linalg.norm(sites[i] - sites[j]))
        slopes[[i, j], [j, i]] -= slope
        slopes[[i, j], [i, j]] += slope
    step = np.zeros(len(sites))
    step[1:] = np.linalg.lstsq(slopes[1:, 1:], lack[1:], rcond=None)[0]
    return step


def _cell(sites: Floats, weights: Floats, i: int) -> tuple[list[tuple[float, float]], list[int]]:
    """The corners of one cell, cut off far away, and who made the edge after each; below 0: nobody."""
    x, y = sites.mean(axis=0)
    ring = [(x - _FAR, y - _FAR), (x + _FAR, y - _FAR), (x + _FAR, y + _FAR), (x - _FAR, y + _FAR)]
    makers = [-1, -2, -3, -4]
    for j in range(len(sites)):
        if j != i and ring:
            towards = sites[j] - sites[i]
            limit = (sites[j] @ sites[j] - weights[j] - sites[i] @ sites[i] + weights[i]) / 2
            ring, makers = _cut(ring, makers, (float(towards[0]), float(towards[1])), float(limit), j)
    return ring, makers


def _cut(
    ring: Sequence[tuple[float, float]],
    makers: Sequence[int],
    normal: tuple[float, float],
    limit: float,
    j: int,
) -> tuple[list[tuple[float, float]], list[int]]:
    """The part of a convex ring where normal . p <= limit; the new edge is made by j."""
    heights = [normal[0] * px + normal[1] * py - limit for px, py in ring]
    kept: list[tuple[float, float]] = []
    by: list[int] = []
    for at, (point, height, maker) in enumerate(zip(ring, heights, makers, strict=True)):
        after, next_height = ring[(at + 1) % len(ring)], heights[(at + 1) % len(ring)]
        if height <= 0:
            kept.append(point)
            by.append(maker)
        if (height <= 0) != (next_height <= 0):
            share = height / (height - next_height)
            kept.append((point[0] + share * (after[0] - point[0]), point[1] + share * (after[1] - point[1])))
            by.append(j if height <= 0 else maker)
    return kept, by


def _corner(
    sites: Floats, weights: Floats, three: tuple[int, int, int], rough: tuple[float, float]
) -> tuple[float, float]:
    """The point at equal power from three sites, the same to the last bit whatever their order."""
    if min(three) < 0:
        return rough
    a, b, c = sorted(three)
    rows = np.array([sites[b] - sites[a], sites[c] - sites[a]])
    power = [sites[k] @ sites[k] - weights[k] for k in (a, b, c)]
    x, y = np.linalg.solve(rows, np.array([power[1] - power[0], power[2] - power[0]]) / 2)
    return float(x), float(y)
