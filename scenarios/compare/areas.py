"""Where two variants use land differently: the polygons to outline on a map, and their hectares.

Only land under what is drawn can differ, so the work grows with the drawings, not with the region. Geometry
is exact; the whole square metres of the balance are the numbers to add up, these are for looking.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from scenarios.landuse.present import corrected
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import visible_parts
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot

_LEAST_M2 = 1.0
"""Pieces below this are what the overlay leaves along shared edges."""


@dataclass(frozen=True, slots=True, eq=False)
class ChangedLand:
    """Land that has one use in the first variant and another in the second: a multipolygon in EPSG:28992."""

    from_use: str
    to_use: str
    geometry: Any

    @property
    def m2(self) -> float:
        """Its area."""
        return float(self.geometry.area)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Changed land that lies together: its pieces by use, the largest first, and where most of it is."""

    geometry: Any
    changes: tuple[ChangedLand, ...]
    municipality: str

    @property
    def m2(self) -> float:
        """Its area."""
        return float(self.geometry.area)


def changed_land(before: Snapshot, after: Snapshot) -> tuple[ChangedLand, ...]:
    """Where the effective land use of two variants of one project differs, by use before and after.

    Drawn land outside the region is left out: it belongs to no municipality.
    """
    ours, theirs = visible_parts(before), visible_parts(after)
    shared = {(p.token, p.layer.use) for p in ours} & {(p.token, p.layer.use) for p in theirs}
    ours = tuple(p for p in ours if (p.token, p.layer.use) not in shared)
    theirs = tuple(p for p in theirs if (p.token, p.layer.use) not in shared)
    pieces: dict[tuple[str, str], list[Any]] = {}
    for part in theirs:
        for use, piece in _seen_under(part, ours, before):
            pieces.setdefault((use, part.layer.use), []).append(piece)
    for part in ours:
        rest = _less(part, theirs)
        for use, piece in _present_under(after, rest):
            pieces.setdefault((part.layer.use, use), []).append(piece)
    found = []
    for (was, becomes), shapes in sorted(pieces.items()):
        if was != becomes and not (merged := _surface(shapely.union_all(shapes))).is_empty:
            found.append(ChangedLand(was, becomes, merged))
    return tuple(found)


def _seen_under(part: Part, others: tuple[Part, ...], snapshot: Snapshot) -> Iterator[tuple[str, Any]]:
    """The uses that a snapshot has under a part: of what is drawn there, else the present."""
    for other in others:
        if shapely.intersects(part.geometry, other.geometry):
            yield other.layer.use, shapely.intersection(part.geometry, other.geometry)
    yield from _present_under(snapshot, _less(part, others))


def _less(part: Part, others: tuple[Part, ...]) -> Any:
    near = [o.geometry for o in others if shapely.intersects(part.geometry, o.geometry)]
    return shapely.difference(part.geometry, shapely.union_all(near)) if near else part.geometry


def _present_under(snapshot: Snapshot, shape: Any) -> Iterator[tuple[str, Any]]:
    """The present uses within a shape, inside the region; what no polygon covers is `OVE`."""
    region, coverage = snapshot.region, corrected(snapshot)
    near = region.borders[region.border_tree.query(shape, predicate="intersects")]
    if len(near) == 0:
        return
    within = shapely.intersection(shape, shapely.union_all(near))
    covers = coverage.tree.query(within, predicate="intersects")
    for use in np.unique(coverage.use[covers]):
        of_use = shapely.union_all(coverage.geoms[covers[coverage.use[covers] == use]])
        yield USES[int(use)], shapely.intersection(within, of_use)
    rest = shapely.difference(within, shapely.union_all(coverage.geoms[covers])) if len(covers) else within
    yield "OVE", rest


def _surface(shape: Any) -> Any:
    """The polygons of a shape that are large enough to mean something."""
    parts = shapely.get_parts(shape)
    flat = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) >= _LEAST_M2)]
    return shapely.multipolygons(flat)


def places(snapshot: Snapshot, changes: tuple[ChangedLand, ...], gap: float) -> tuple[Place, ...]:
    """Changed land grouped into places: pieces within a gap (m) of each other, the largest place first."""
    if not changes:
        return ()
    bubbles = shapely.get_parts(shapely.union_all([shapely.buffer(c.geometry, gap / 2) for c in changes]))
    found = [_place(snapshot, changes, bubble) for bubble in bubbles]
    return tuple(sorted(found, key=lambda p: -p.m2))


def _place(snapshot: Snapshot, changes: tuple[ChangedLand, ...], bubble: Any) -> Place:
    shapely.prepare(bubble)
    own = []
    for change in changes:
        parts = shapely.get_parts(change.geometry)
        inside = parts[shapely.intersects(bubble, parts)]
        if len(inside):
            own.append(ChangedLand(change.from_use, change.to_use, shapely.multipolygons(inside)))
    own.sort(key=lambda c: -c.m2)
    whole = shapely.union_all([c.geometry for c in own])
    region = snapshot.region
    near = region.border_tree.query(whole)
    shared = shapely.area(shapely.intersection(region.borders[near], whole))
    code = region.municipalities[int(near[np.argmax(shared)])].code if len(near) else ""
    return Place(whole, tuple(own), code)
