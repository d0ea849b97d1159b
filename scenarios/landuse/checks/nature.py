"""What a plan does to nature and water: taken, inside a contour, or so near that nitrogen counts."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks.contours import felt_place
from scenarios.landuse.checks.finding import Finding, Ground, called, inside
from scenarios.landuse.present import covered_in, under
from scenarios.landuse.reach import FELT, NATURE, Reach
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

WATER = "WAT"


def nature(ground: Ground) -> Iterator[Finding]:
    """Nature and water that a site takes, and nature that its contours reach or come near."""
    snapshot = ground.snapshot
    yield from _taken(ground)
    found = ground.reach
    m2 = float(found.felt[:, FELT.index(NATURE)].sum())
    if m2 >= SMALLEST_M2:
        text = tr(
            "The setback contours reach {area} of nature: a nitrogen check is needed.", area=hectares(m2)
        )
        yield ground.found("nature", text, felt_place(snapshot, found, (NATURE,)))
        return
    place = _near(ground, found)
    if place is not None:
        metres = number(float(snapshot.settings["nature_m"]))
        text = tr("Nature lies within {metres} m: a nitrogen check is needed.", metres=metres)
        yield ground.found("nature_near", text, place)


def _taken(ground: Ground) -> Iterator[Finding]:
    snapshot, own = ground.snapshot, {ground.site.key, *(plot.key for plot in ground.plots)}
    covered = covered_in(snapshot, ground.shape, ground.site.geom, (NATURE, WATER)).sum(axis=0)
    if float(covered.sum()) < SMALLEST_M2:
        return
    pairs = zip(snapshot.things, visible_parts(snapshot), strict=True)
    parts = [part for thing, part in pairs if thing.key in own]
    for use, code in ((NATURE, "nature_taken"), (WATER, "water_taken")):
        m2, place = _lost(snapshot, parts, use)
        if m2 < SMALLEST_M2:
            continue
        if use == NATURE:
            text = tr(
                "This site takes {area} of nature: it has to be made good, and a nitrogen check is needed.",
                area=hectares(m2, 2),
            )
        else:
            text = tr(
                "This site takes {area} of water: the water board weighs that (water test).",
                area=hectares(m2, 2),
            )
        yield ground.found(code, text, place)


def changes_on_nature(snapshot: Snapshot) -> Iterator[Finding]:
    """Drawn changes of land use that take nature."""
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if not isinstance(thing, UseChange) or thing.use == NATURE:
            continue
        m2, place = _lost(snapshot, [part], NATURE)
        if m2 >= SMALLEST_M2:
            text = tr(
                "The land-use change {name} takes {area} of nature: it has to be made good.",
                name=called(thing),
                area=hectares(m2, 2),
            )
            yield Finding("nature_taken", text, place, "", (("use_change", thing.key),))


def _lost(snapshot: Snapshot, parts: list[Part], use: str) -> tuple[float, tuple[float, float]]:
    """How much present land of a use the parts take that give another use, and a place where they do."""
    total, worst, most = 0.0, None, 0.0
    for part in parts:
        if part.layer.use == use or part.geometry.is_empty:
            continue
        cut = under(snapshot, part)
        m2 = float(cut.m2[cut.use == USE_INDEX[use]].sum())
        total += m2
        if m2 > most:
            worst, most = part, m2
    if worst is None:
        return 0.0, (0.0, 0.0)
    key = ("lost place", snapshot.region.stamp, worst.token, use)
    return total, snapshot.remember(key, lambda: _place_of(snapshot, worst.geometry, use))


def _place_of(snapshot: Snapshot, shape: Any, use: str) -> tuple[float, float]:
    """A place of a shape with a use by the imported map, else just one of the shape."""
    coverage = snapshot.region.imported
    near = coverage.tree.query(shape, predicate="intersects")
    near = near[coverage.use[near] == USE_INDEX[use]]
    shared = shapely.intersection(shape, coverage.geoms[near])
    shared = shared[shapely.area(shared) > 0]
    return inside(shared[np.argmax(shapely.area(shared))] if len(shared) else shape)


def _near(ground: Ground, found: Reach) -> tuple[float, float] | None:
    """Where nature lies near the site or its contours, None where it does not."""
    snapshot, metres = ground.snapshot, float(ground.snapshot.settings["nature_m"])
    token = ("near nature", found.token, ground.site.geom, metres)

    def around() -> Any:
        whole = shapely.union(found.geometry, ground.shape)
        return shapely.buffer(shapely.simplify(whole, metres / 100), metres, quad_segs=4)

    area = snapshot.remember((token, "around"), around)
    if covered_in(snapshot, area, token, (NATURE,)).sum() < SMALLEST_M2 and not _drawn(snapshot, area):
        return None
    drawn = tuple(part.token for part in visible_parts(snapshot) if part.layer.use == NATURE)
    key = ("near nature place", snapshot.region.stamp, token, drawn)
    return snapshot.remember(key, lambda: _nearest(ground, area))


def _drawn(snapshot: Snapshot, area: Any) -> list[Part]:
    """New nature in an area."""
    pairs = zip(snapshot.things, visible_parts(snapshot), strict=True)
    return [
        part
        for thing, part in pairs
        if not isinstance(thing, Site | Plot)
        and part.layer.use == NATURE
        and shapely.intersects(part.geometry, area)
    ]


def _nearest(ground: Ground, area: Any) -> tuple[float, float]:
    snapshot, coverage = ground.snapshot, ground.snapshot.region.imported
    near = coverage.tree.query(area, predicate="intersects")
    shapes = [*coverage.geoms[near[coverage.use[near] == USE_INDEX[NATURE]]]]
    shapes += [part.geometry for part in _drawn(snapshot, area)]
    if not shapes:
        return inside(ground.shape)
    every = np.array(shapes, dtype=object)
    nearest = every[int(np.argmin(shapely.distance(every, ground.shape)))]
    return inside(shapely.intersection(nearest, area))
