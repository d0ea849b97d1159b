"""The land along one side of a road, as its depth at every place along that road.

Each vertical slice of it touches the road over its whole width and is one piece, so plots cut from it never
lack a road, and areas are sums that need no overlay.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_NEAR = 1e-7
_HALVINGS = 60

_STEP = 0.72
"""Where the depth falls at once to less than this part of it, one stretch ends and another begins."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Depth (m) over distance along the road (m): pieces from (x0, h0) to (x1, h1), in order, without
    gaps."""

    x0: Array
    x1: Array
    h0: Array
    h1: Array

    @cached_property
    def start(self) -> float:
        return float(self.x0[0])

    @cached_property
    def end(self) -> float:
        return float(self.x1[-1])

    @property
    def length(self) -> float:
        return self.end - self.start

    @cached_property
    def depth(self) -> float:
        """The mean depth."""
        return self.total / self.length

    @cached_property
    def deepest(self) -> float:
        """The greatest depth."""
        return float(max(self.h0.max(), self.h1.max()))

    @cached_property
    def _summed(self) -> Array:
        """The area before each piece, and all of it at the end."""
        return np.concatenate(([0.0], np.cumsum((self.x1 - self.x0) * (self.h0 + self.h1) / 2)))

    @cached_property
    def total(self) -> float:
        """The whole area, m2."""
        return float(self._summed[-1])

    def _until(self, x: float) -> float:
        """The area from the start to a place."""
        if x <= self.start:
            return 0.0
        if x >= self.end:
            return self.total
        i = int(np.searchsorted(self.x1, x))
        return float(self._summed[i]) + (x - float(self.x0[i])) * (float(self.h0[i]) + self.at(x)) / 2

    def at(self, x: float) -> float:
        """The depth at a place."""
        i = int(np.clip(np.searchsorted(self.x1, x), 0, len(self.x0) - 1))
        part = (x - self.x0[i]) / max(self.x1[i] - self.x0[i], _NEAR)
        return float(self.h0[i] + (self.h1[i] - self.h0[i]) * min(1.0, max(0.0, part)))

    def mirrored(self) -> "Profile":
        """The same land seen from the other end: places change sign."""
        return Profile(-self.x1[::-1], -self.x0[::-1], self.h1[::-1], self.h0[::-1])

    def within(self, u: float, v: float, most: float = math.inf) -> "Profile":
        """The profile from u to v, no deeper than `most`."""
        u, v = max(u, self.start), min(v, self.end)
        keep = (self.x1 > u + _NEAR) & (self.x0 < v - _NEAR)
        x0, x1, h0, h1 = self.x0[keep], self.x1[keep], self.h0[keep], self.h1[keep]
        slope = (h1 - h0) / (x1 - x0)
        left, right = np.maximum(x0, u), np.minimum(x1, v)
        cut = Profile(left, right, h0 + slope * (left - x0), h0 + slope * (right - x0))
        return cut if math.isinf(most) else _capped(cut, most)

    def area(self, u: float = -math.inf, v: float = math.inf, most: float = math.inf) -> float:
        """The area from u to v up to the depth `most`, m2."""
        if math.isfinite(most):
            u, v = max(u, self.start), min(v, self.end)
            return self.within(u, v, most).total if v - u > _NEAR else 0.0
        return max(0.0, self._until(v) - self._until(u))

    def cut(self, u: float, m2: float, most: float = math.inf) -> float:
        """How far from u one has to go for an area: found by bisection; the end where there is less."""
        if math.isfinite(most):
            return self.within(u, self.end, most).cut(u, m2) if self.end - u > _NEAR else self.end
        wanted = self._until(u) + m2
        if wanted >= self.total:
            return self.end
        low, high = u, self.end
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self._until(middle) < wanted:
                low = middle
            else:
                high = middle
            if high - low < 1e-5:
                break
        return (low + high) / 2

    def level(self, m2: float, above: float = 0.0) -> float:
        """The depth up to which an area lies beyond the depth `above`: found by bisection."""
        low, high = above, self.deepest
        before = self.area(most=above) if above else 0.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self.area(most=middle) - before < m2:
                low = middle
            else:
                high = middle
            if high - low < 1e-5:
                break
        return (low + high) / 2

    def outline(self, low: float = 0.0, most: float = math.inf) -> list[tuple[float, float]]:
        """The corners (along, deep) of what lies between two depths, from where that begins to where it ends;
        empty where there is nothing."""
        top = _capped(self, most) if math.isfinite(most) else self
        if low > 0:
            top = _split(top, low)
        there = np.flatnonzero(np.maximum(top.h0, top.h1) > low + _NEAR)
        if not len(there):
            return []
        first, last = int(there[0]), int(there[-1])
        points = [(float(top.x0[first]), low), (float(top.x1[last]), low)]
        for i in range(last, first - 1, -1):
            points += [(float(top.x1[i]), float(top.h1[i])), (float(top.x0[i]), float(top.h0[i]))]
        return [(x, max(low, h)) for x, h in points]

    def runs(self, least: float, length: float) -> list["Profile"]:
        """The stretches that are at least so deep and so long, cut where the depth jumps."""
        split = _split(self, least)
        deep = np.minimum(split.h0, split.h1) >= least - 1e-6
        step = np.minimum(split.h1[:-1], split.h0[1:]) < _STEP * np.maximum(split.h1[:-1], split.h0[1:])
        starts = deep & np.concatenate(([True], ~deep[:-1] | step))
        ends = deep & np.concatenate((~deep[1:] | step, [True]))
        found = []
        for a, b in zip(np.flatnonzero(starts), np.flatnonzero(ends) + 1, strict=True):
            run = Profile(split.x0[a:b], split.x1[a:b], split.h0[a:b], split.h1[a:b])
            if run.length >= length:
                found.append(run)
        return found


def _split(profile: Profile, level: float) -> Profile:
    """The same profile with a break wherever it passes a depth."""
    x0, x1, h0, h1 = profile.x0, profile.x1, profile.h0, profile.h1
    crosses = ((h0 - level) * (h1 - level) < 0) & (np.abs(h1 - h0) > 1e-9)
    if not crosses.any():
        return profile
    at = x0[crosses] + (level - h0[crosses]) / (h1[crosses] - h0[crosses]) * (x1[crosses] - x0[crosses])
    flat = np.full(len(at), level)
    left = np.concatenate((x0, at))
    right, first, last = x1.copy(), h0, h1.copy()
    right[crosses], last[crosses] = at, level
    order = np.argsort(left, kind="stable")
    return Profile(
        left[order],
        np.concatenate((right, x1[crosses]))[order],
        np.concatenate((first, flat))[order],
        np.concatenate((last, h1[crosses]))[order],
    )


def _capped(profile: Profile, most: float) -> Profile:
    split = _split(profile, most)
    return Profile(split.x0, split.x1, np.minimum(split.h0, most), np.minimum(split.h1, most))


def seen_from(edges: Array, y: float, side: int, u: float, v: float, most: float) -> Profile | None:
    """What a road edge at height y sees of a polygon straight up (`side` 1) or down (-1), from u to v.

    `edges` (n, 2, 2) are the polygon's edges in the road's own coordinates. None where there is nothing.
    """
    near = (edges[:, :, 0].max(axis=1) > u) & (edges[:, :, 0].min(axis=1) < v)
    edges = edges[near & ((edges[:, :, 1] - y) * side > -1e-3).any(axis=1)]
    corners = edges[:, :, 0].ravel()
    xs = np.unique(np.concatenate(([u, v], corners[(corners > u) & (corners < v)])))
    xs = xs[np.concatenate(([True], np.diff(xs) > 1e-5))]
    if len(xs) < 2:
        return None
    nudge = np.minimum(1e-6, np.diff(xs) / 4)
    h0 = _first_hit(edges, xs[:-1] + nudge, y, side)
    h1 = _first_hit(edges, xs[1:] - nudge, y, side)
    return _capped(Profile(xs[:-1], xs[1:], h0, h1), most)


def _first_hit(edges: Array, xs: Array, y: float, side: int) -> Array:
    ax, ay, bx, by = edges[:, 0, 0], edges[:, 0, 1], edges[:, 1, 0], edges[:, 1, 1]
    x = xs[:, None]
    over = ((ax <= x) & (bx > x)) | ((bx <= x) & (ax > x))
    run = np.where(np.abs(bx - ax) < 1e-12, 1.0, bx - ax)
    far = (ay + (by - ay) * (x - ax) / run - y) * side
    far = np.where(over & (far > -1e-6), far, np.inf)
    best = far.min(axis=1) if far.shape[1] else np.full(len(xs), np.inf)
    return np.where(np.isinf(best), 0.0, np.maximum(best, 0.0))
