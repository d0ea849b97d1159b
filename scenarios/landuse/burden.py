"""Whose contours fall on whom: what plots claim of their own municipality's land and of its neighbours'.

All contours together are the whole; what a municipality's own plots claim of it is its own; the rest is
across the border. So the two add up, and land inside contours of both is counted once, as its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.landuse.present import areas_in, covered_in
from scenarios.landuse.reach import Reach, reach, reaches
from scenarios.landuse.setbacks import active_plots, dwellings_in
from scenarios.landuse.span import Span
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot

OUTSIDE = ""
"""Stands for a host outside the region."""

OPEN_LAND = ("LAN", "GLA")
"""Uses on which new housing is usually looked for: farmland and glasshouses."""


@dataclass(frozen=True, slots=True, eq=False)
class Across:
    """What contours claim, by code of the municipality that has them on its land.

    `claimed_m2` is all of it, `own_m2` what its own plots claim, both whole; the same for `dwellings` and
    `own_dwellings`. `whose`: by host and the municipality that has them, whole m2, what that claims itself
    left out; where contours of two other hosts lie over each other both are named. `open_m2` is farmland and
    glasshouses inside contours on which nothing is drawn.
    """

    claimed_m2: Mapping[str, int]
    own_m2: Mapping[str, int]
    dwellings: Mapping[str, Span]
    own_dwellings: Mapping[str, Span]
    whose: Mapping[tuple[str, str], int]
    open_m2: Mapping[str, int]

    def across_m2(self, code: str) -> int:
        """The land in a municipality that only plots of others claim, whole m2."""
        return self.claimed_m2[code] - self.own_m2[code]

    def across_dwellings(self, code: str) -> Span:
        """The dwellings in a municipality that lie inside contours of plots of others only."""
        every, own = self.dwellings[code], self.own_dwellings[code]
        return Span(
            max(every.value - own.value, 0.0), max(every.low - own.low, 0.0), max(every.high - own.high, 0.0)
        )


def across(snapshot: Snapshot) -> Across:
    """What the contours of all active plots claim, and whose plots they are."""
    return snapshot.once("contours across borders", lambda: _across(snapshot))


def _across(snapshot: Snapshot) -> Across:
    codes = [m.code for m in snapshot.region.municipalities]
    plots = active_plots(snapshot)
    every = reach(snapshot, plots)
    claimed = np.rint(every.claimed).astype(np.int64)
    dwellings = dwellings_in(snapshot, every)
    hosts = by_host(snapshot, plots)
    own = np.zeros(len(codes), dtype=np.int64)
    own_dwellings = dict.fromkeys(codes, Span(0.0, 0.0, 0.0))
    found = {host: every if len(hosts) == 1 else reach(snapshot, group) for host, group in hosts.items()}
    for host, one in found.items():
        if host != OUTSIDE:
            at = snapshot.region.index[host]
            own[at] = min(round(float(one.claimed[at])), int(claimed[at]))
            own_dwellings[host] = dwellings_in(snapshot, one)[host]
    open_land = np.zeros(len(codes))
    for part in reaches(snapshot, plots):
        open_land += covered_in(snapshot, part.left, part.left_token, OPEN_LAND).sum(axis=1)
    return Across(
        _by_code(codes, claimed),
        _by_code(codes, own),
        dwellings,
        own_dwellings,
        _whose(snapshot, codes, found),
        _by_code(codes, np.rint(open_land).astype(np.int64)),
    )


def _whose(snapshot: Snapshot, codes: list[str], found: Mapping[str, Reach]) -> dict[tuple[str, str], int]:
    """The m2 that each host claims of each municipality, what that claims of its own land left out."""
    whose: dict[tuple[str, str], int] = {}
    for host, one in found.items():
        for at in np.flatnonzero(one.claimed >= _LEAST_M2).tolist():
            code, m2 = codes[at], float(one.claimed[at])
            if code != host and code in found:
                m2 = _beyond(snapshot, one, found[code], at)
            if m2 >= _LEAST_M2:
                whose[host, code] = round(m2)
    return whose


_LEAST_M2 = 0.5


def _beyond(snapshot: Snapshot, one: Reach, own: Reach, at: int) -> float:
    """The m2 in a municipality that one reaches and its own plots do not."""
    token = ("beyond", one.token, own.token)
    left = snapshot.remember(token, lambda: shapely.difference(one.geometry, own.geometry))
    return float(areas_in(snapshot, left, token)[0][at])


def by_host(snapshot: Snapshot, plots: tuple[Plot, ...]) -> dict[str, tuple[Plot, ...]]:
    """Plots by the municipality that has most of each; OUTSIDE where none has anything of it."""
    groups: dict[str, list[Plot]] = {}
    for plot in plots:
        areas, outside = areas_in(snapshot, snapshot.geometry(plot), plot.geom)
        at = int(np.argmax(areas)) if len(areas) else 0
        inside = len(areas) and areas[at] > 0 and areas[at] >= outside
        groups.setdefault(snapshot.region.municipalities[at].code if inside else OUTSIDE, []).append(plot)
    return {host: tuple(group) for host, group in sorted(groups.items())}


def hosted_m2(snapshot: Snapshot) -> tuple[dict[str, float], float]:
    """The visible land of clusters and hubs in each municipality and outside the region, m2, not rounded.

    Visible parts never overlap, so that land of two sites over each other counts once.
    """
    found = np.zeros(len(snapshot.region.municipalities))
    beyond = 0.0
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if isinstance(thing, Site | Plot) and not part.geometry.is_empty:
            areas, outside = areas_in(snapshot, part.geometry, part.token)
            found += areas
            beyond += outside
    return dict(zip((m.code for m in snapshot.region.municipalities), found.tolist(), strict=True)), beyond


def _by_code(codes: list[str], m2: NDArray[np.int64]) -> dict[str, int]:
    return dict(zip(codes, m2.tolist(), strict=True))
