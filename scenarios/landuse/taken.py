"""The land that sites and their contours take together: the strongest figure in weighing homes and industry.

Contours have round arcs here, so that the sum is the one a planner works out by hand: for a square site of
side s and a distance r it is s2 + 4 s r + pi r2.
"""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.geometry.apart import apart
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
    rings = sorted({(plot.geom, distances(snapshot, plot).category) for plot in plots})
    drawn = sorted({row.geom for plot in plots for row in snapshot.contours_of(plot.key)})
    tokens = (*(("round", *one) for one in rings), *(("drawn", geom) for geom in drawn))
    shapes = [_round(snapshot, *one) for one in rings] + [shape_of(snapshot, geom) for geom in drawn]
    groups = snapshot.remember(("round groups", tokens), lambda: apart(shapes))
    areas, beyond = _areas_of(snapshot, sites)
    for group in groups:
        inside, outside = _outside_sites(
            snapshot, [shapes[at] for at in group], tuple(tokens[at] for at in group)
        )
        areas, beyond = areas + inside, beyond + outside
    codes = [m.code for m in snapshot.region.municipalities]
    return {**dict(zip(codes, areas.tolist(), strict=True)), "": beyond}


def _round(snapshot: Snapshot, geom: bytes, metres: float) -> Any:
    return snapshot.remember(
        ("round contour", geom, metres), lambda: contour(shape_of(snapshot, geom), metres, ROUND_SEGMENTS)
    )


def _areas_of(snapshot: Snapshot, sites: Sequence[Site]) -> tuple[NDArray[np.float64], float]:
    """The m2 of sites per municipality and outside the region, land of two sites once."""
    own = tuple(sorted({site.geom for site in sites}))
    return areas_in(snapshot, united(snapshot, own), ("sites", own))


def _outside_sites(
    snapshot: Snapshot, shapes: list[Any], tokens: tuple[Hashable, ...]
) -> tuple[NDArray[np.float64], float]:
    """The m2 of contours outside all sites of the variant, per municipality and outside the region."""
    contours = snapshot.remember(
        ("round contours", tokens), lambda: shapely.union_all(np.array(shapes, dtype=object))
    )
    near = sites_near(snapshot, contours)
    token = ("taken", tokens, near)
    left = snapshot.remember(token, lambda: shapely.difference(contours, united(snapshot, near)))
    return areas_in(snapshot, left, token)


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
