"""The land that sites and their contours take together: the strongest figure in weighing homes and industry.

Contours have round arcs here, so that the sum is the one a planner works out by hand: for a square site of
side s and a distance r it is s2 + 4 s r + pi r2.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.contour import ROUND_SEGMENTS, contour
from scenarios.landuse.distances import distances
from scenarios.landuse.present import areas_in
from scenarios.landuse.reach import sites_near
from scenarios.landuse.stack import shape_of, united
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot


def taken(snapshot: Snapshot, sites: Sequence[Site], plots: Sequence[Plot]) -> dict[str, float]:
    """The m2 per municipality code of sites and of the contours of plots outside all sites of the variant.

    Land outside the region stands under an empty code.
    """
    rings = tuple(sorted({(plot.geom, distances(snapshot, plot).category) for plot in plots}))
    drawn = tuple(sorted({row.geom for plot in plots for row in snapshot.contours_of(plot.key)}))
    own = tuple(sorted({site.geom for site in sites}))

    def make() -> Any:
        shapes = [contour(shape_of(snapshot, geom), metres, ROUND_SEGMENTS) for geom, metres in rings]
        shapes += [shape_of(snapshot, geom) for geom in drawn]
        return shapely.union_all(np.array(shapes, dtype=object))

    contours = snapshot.remember(("round contours", rings, drawn), make)
    near = sites_near(snapshot, contours)
    token = ("taken", rings, drawn, own, near)

    def whole() -> Any:
        return shapely.union(shapely.difference(contours, united(snapshot, near)), united(snapshot, own))

    areas, outside = areas_in(snapshot, snapshot.remember(token, whole), token)
    codes = [m.code for m in snapshot.region.municipalities]
    return {**dict(zip(codes, areas.tolist(), strict=True)), "": outside}


def taken_by_plot(snapshot: Snapshot, plot: Plot) -> float:
    """The m2 of a plot and its contour together."""
    metres = distances(snapshot, plot).category
    shapes = [snapshot.geometry(plot), contour(snapshot.geometry(plot), metres, ROUND_SEGMENTS)]
    shapes += [snapshot.geometry(row) for row in snapshot.contours_of(plot.key)]
    return float(shapely.area(shapely.union_all(np.array(shapes, dtype=object))))


def taken_by_site(snapshot: Snapshot, site: Site) -> float:
    """The m2 of a site and the contours of its active plots together, other sites' land left out."""
    plots = [plot for plot in snapshot.plots_of(site.key) if snapshot.active(plot)]
    return sum(taken(snapshot, (site,), plots).values())
