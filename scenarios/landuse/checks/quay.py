"""Whether works that cannot do without a quay lie on the water, or in a site with a quay on the water."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from scenarios.landuse.checks.finding import Finding, Ground, called, upper
from scenarios.landuse.present import corrections
from scenarios.landuse.visible import activities_of, visible_parts
from scenarios.project.model import Plot, UseChange
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

WATER = "WAT"
NEEDED, WANTED = ("needed",), ("strongly wanted",)
"""What activities.csv says of a quay where its lack is worth a finding."""


def without_quay(ground: Ground) -> Iterator[Finding]:
    """Plots whose activity needs a quay, or strongly wants one, and has no water."""
    asking = [(plot, quay) for plot in ground.plots if (quay := _asked(plot)) is not None]
    if not asking or any(_offers(plot) and _on_water(ground.snapshot, plot) for plot in ground.plots):
        return
    for plot, needed in asking:
        if _on_water(ground.snapshot, plot):
            continue
        place = upper(ground.snapshot.geometry(plot))
        if needed:
            text = tr(
                "Plot {plot} needs a quay, and neither it nor a quay of this site lies on water.",
                plot=called(plot),
            )
        else:
            text = tr(
                "Plot {plot} works better with a quay, and none of this site lies on water.",
                plot=called(plot),
            )
        yield ground.found("no_water" if needed else "quay_wanted", text, place, "", (("plot", plot.key),))


def _asked(plot: Plot) -> bool | None:
    """Whether a plot needs a quay (True), wants one badly (False) or does well without (None)."""
    said = {activity.quay for activity in activities_of(plot)}
    return True if said & set(NEEDED) else False if said & set(WANTED) else None


def _offers(plot: Plot) -> bool:
    """Whether others may load over a plot's quay: a shared core, or works that are a quay."""
    return any(activity.quay == "shared" or activity.group == "quay" for activity in activities_of(plot))


def _on_water(snapshot: Snapshot, plot: Plot) -> bool:
    reach = float(snapshot.settings["quay_m"])
    drawn = snapshot.once("drawn water", lambda: _drawn_water(snapshot))
    if any(shapely.dwithin(snapshot.geometry(plot), shape, reach) for shape in drawn):
        return True
    dry = tuple(part.layer.geom for part in corrections(snapshot) if part.layer.use != WATER)
    key = ("water beside", snapshot.region.stamp, plot.geom, reach, dry)
    return snapshot.remember(key, lambda: _present_water(snapshot, plot, reach))


def _drawn_water(snapshot: Snapshot) -> list[Any]:
    """New water, and corrections of the present to water; the storage of a site is no waterway."""
    parts = [
        part
        for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True)
        if isinstance(thing, UseChange) and thing.use == WATER
    ]
    parts += [part for part in corrections(snapshot) if part.layer.use == WATER]
    return [part.geometry for part in parts if not part.geometry.is_empty]


def _present_water(snapshot: Snapshot, plot: Plot, reach: float) -> bool:
    coverage, shape = snapshot.region.imported, snapshot.geometry(plot)
    found = coverage.tree.query(shape, predicate="dwithin", distance=reach)
    water = coverage.geoms[found[coverage.use[found] == USE_INDEX[WATER]]]
    if not len(water):
        return False
    dry = [part.geometry for part in corrections(snapshot) if part.layer.use != WATER]
    if dry:
        water = shapely.difference(water, shapely.union_all(np.array(dry, dtype=object)))
    return bool(shapely.dwithin(shape, water, reach).any())
