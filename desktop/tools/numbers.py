"""The figures that follow the pointer while something is drawn: hectares, whose land it is, and whether it
fits."""

from typing import Any

import numpy as np
import shapely

from scenarios.geometry.prepared import prepared
from scenarios.project.region import Region
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

_MOST = 3
"""Municipalities that are named."""


def shares(region: Region, shape: Any) -> list[tuple[str, float]]:
    """The municipalities a shape lies in with their part of its area, 0-1, the largest first."""
    area = shapely.area(shape)
    if area <= 0 or len(region.borders) == 0:
        return []
    near = region.border_tree.query(shape, predicate="intersects")
    whole = near[[bool(shapely.covers(prepared(border), shape)) for border in region.borders[near]]]
    if len(whole):
        return [(region.municipalities[int(whole[0])].name, 1.0)]
    parts = shapely.area(shapely.intersection(region.borders[near], shape)) / area
    order = np.argsort(-parts, kind="stable")
    return [(region.municipalities[int(near[i])].name, float(parts[i])) for i in order if parts[i] > 0]


def measures(region: Region, shape: Any, decimals: int = 1) -> tuple[str, ...]:
    """The lines that float near the pointer: hectares, and the share of each municipality."""
    found = shares(region, shape)
    lines = [hectares(shapely.area(shape), decimals)]
    if len(found) == 1 and found[0][1] > 0.9995:
        return (*lines, found[0][0])
    lines += [f"{name} {number(100 * part)} %" for name, part in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(tr("and {count} more", count=len(found) - _MOST))
    outside = 1 - sum(part for _, part in found)
    if outside > 0.0005:
        lines.append(tr("outside the region {share} %", share=number(100 * outside)))
    return tuple(lines)


def metres(length: float) -> str:
    """A length as it is read: centimetres below ten metres, kilometres above ten of those."""
    if length >= 10_000:
        return f"{number(length / 1_000, 2)} km"
    return f"{number(length, 2 if length < 10 else 1)} m"


def size_check(snapshot: Snapshot, kind: str, m2: float) -> str:
    """What the project's size limits say of a site of kind cluster or hub; empty where it fits. Never a
    block."""
    if kind not in ("cluster", "hub"):
        return ""
    least = float(snapshot.settings[f"{kind}_min_ha"])
    most = float(snapshot.settings[f"{kind}_max_ha"])
    limits = f"{number(least, 1)}–{number(most, 1)} ha"
    if m2 < least * 10_000:
        return _said(kind, limits, small=True)
    return _said(kind, limits, small=False) if m2 > most * 10_000 else ""


def _said(kind: str, limits: str, *, small: bool) -> str:
    if kind == "cluster":
        if small:
            return tr("Small for a cluster ({limits}, estimate)", limits=limits)
        return tr("Large for a cluster ({limits}, estimate)", limits=limits)
    if small:
        return tr("Small for a hub ({limits}, estimate)", limits=limits)
    return tr("Large for a hub ({limits}, estimate)", limits=limits)
