"""Whether every plot can be reached: over a road, inside the site or outside it, or over the shared yard."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from scenarios.landuse.catalogue import activities
from scenarios.landuse.checks.finding import Finding, Ground, called, inside, upper
from scenarios.landuse.present import corrections
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

ROAD = "INF"
BESIDE_M = 0.5
"""A plot and a road with no more than this between them lie side by side: drawn lines miss by less."""


def without_road(ground: Ground) -> Iterator[Finding]:
    """Plots that no road leads to; one finding for a site in which there is no road at all."""
    snapshot = ground.snapshot
    needy = [plot for plot in ground.plots if needs_road(plot)]
    if not needy:
        return
    reached = _reached(snapshot, needy)
    stuck = [plot for plot, there in zip(needy, reached, strict=True) if not there]
    if len(stuck) == len(needy) and not any(_is_road(plot) for plot in ground.plots):
        text = tr(
            "This site has no internal road, and none of its plots ({count}) lies on a road.",
            count=len(stuck),
        )
        rows = (("site", ground.site.key), *(("plot", plot.key) for plot in stuck))
        yield ground.found("no_roads", text, inside(snapshot.geometry(stuck[0])), "", rows)
        return
    for plot in stuck:
        metres = number(access_width(snapshot), 1)
        text = tr("Plot {plot} lies on no road (at least {metres} m wide).", plot=called(plot), metres=metres)
        place = upper(snapshot.geometry(plot))
        yield ground.found("no_access", text, place, "access_strip", (("plot", plot.key),))


def needs_road(plot: Plot) -> bool:
    """Whether somebody has to get to a plot: not to a road, green or water."""
    activity = activities().get(plot.activity or "")
    return activity is None or not activity.use


def access_width(snapshot: Snapshot) -> float:
    """How much of its edge a plot has to share with a road, m."""
    return float(snapshot.settings["access_m"])


def roads(snapshot: Snapshot) -> tuple[Any, ...]:
    """Every piece of road that is there this year above the present land: shapes, the drawn ones first."""
    drawn = [
        part.geometry
        for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True)
        if not isinstance(thing, Site) and _leads(thing) and not part.geometry.is_empty
    ]
    corrected = [part.geometry for part in corrections(snapshot) if part.layer.use == ROAD]
    return (*drawn, *corrected)


def _leads(thing: Plot | UseChange) -> bool:
    """Whether one gets somewhere over a drawn thing: a road, or a yard that plots share."""
    return thing.use == ROAD if isinstance(thing, UseChange) else _is_road(thing)


def _is_road(plot: Plot) -> bool:
    activity = activities().get(plot.activity or "")
    return activity is not None and (activity.use == ROAD or (not activity.use and not activity.issued))


def _reached(snapshot: Snapshot, plots: Sequence[Plot]) -> list[bool]:
    """Whether each plot shares enough of its edge with a road."""
    ways = roads(snapshot)
    near: list[list[int]] = [[] for _ in plots]
    if ways:
        tree = snapshot.remember(("roads", tuple(map(id, ways))), lambda: (shapely.STRtree(ways), ways))[0]
        shapes = np.array([snapshot.geometry(plot) for plot in plots], dtype=object)
        own, other = tree.query(shapes, predicate="dwithin", distance=BESIDE_M)
        for plot, way in zip(own.tolist(), other.tolist(), strict=True):
            near[plot].append(way)
    return [
        _lies_on(snapshot, plot, [ways[i] for i in near[place] if not _same(snapshot, plot, ways[i])])
        for place, plot in enumerate(plots)
    ]


def _same(snapshot: Snapshot, plot: Plot, way: Any) -> bool:
    """Whether a way is the plot itself: a yard does not lead to itself."""
    return _is_road(plot) and bool(shapely.covers(snapshot.geometry(plot), way))


def _lies_on(snapshot: Snapshot, plot: Plot, ways: Sequence[Any]) -> bool:
    wanted = access_width(snapshot)
    key = ("road beside", plot.geom, tuple(map(id, ways)), wanted)

    def make() -> tuple[bool, Sequence[Any]]:
        # The ways go along: a remembered id is only good while its object lives.
        return beside(snapshot.geometry(plot), ways) >= wanted, ways

    if ways and snapshot.remember(key, make)[0]:
        return True
    public = ("public road beside", snapshot.region.stamp, plot.geom, wanted)
    shape = snapshot.geometry(plot)
    return snapshot.remember(public, lambda: beside(shape, public_roads(snapshot, shape, BESIDE_M)) >= wanted)


def public_roads(snapshot: Snapshot, shape: Any, metres: float) -> list[Any]:
    """The roads of the imported land use within a distance of a shape."""
    coverage = snapshot.region.imported
    found = coverage.tree.query(shape, predicate="dwithin", distance=metres)
    return list(coverage.geoms[found[coverage.use[found] == USE_INDEX[ROAD]]])


def beside(shape: Any, ways: Sequence[Any]) -> float:
    """How many metres of a shape's outline lie beside ways (or in them)."""
    if not ways:
        return 0.0
    reach = shapely.union_all(shapely.buffer(np.array(list(ways), dtype=object), BESIDE_M, quad_segs=2))
    return float(shapely.length(shapely.intersection(shapely.boundary(shape), reach)))
