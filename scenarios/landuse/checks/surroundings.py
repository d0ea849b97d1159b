"""All that the findings of a site depend on, as one key: an edit far away leaves it as it was."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.landuse.distances import distances
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language


def surroundings(snapshot: Snapshot, site: Site, plots: tuple[Plot, ...]) -> Hashable:
    """The site, its active plots, and every row that may touch it, its contours or what lies near them.

    Rows are told apart by their values, so that the same layout in another year has the same key.
    """
    contours = tuple(row for plot in plots for row in snapshot.contours_of(plot.key))
    common = snapshot.once("ground of checks", lambda: _common(snapshot))
    own = (site, plots, contours, common)
    box = snapshot.remember(("reach of site", own), lambda: _box(snapshot, site, plots, contours))
    return (own, _near(snapshot, "active", box), _near(snapshot, "sites", box), language())


def _common(snapshot: Snapshot) -> Hashable:
    """What holds everywhere: the region, assumptions, and the rows of all variants."""
    tables = ("setting", "correction", "waiting_land", "sensitive_place")
    return (snapshot.region.stamp, *(tuple(snapshot.rows(table).values()) for table in tables))


def _box(
    snapshot: Snapshot, site: Site, plots: tuple[Plot, ...], contours: tuple[Any, ...]
) -> tuple[float, float, float, float]:
    """The bounds of a site, its plots and its contours, widened by the distance at which nature counts."""
    metres = max((distances(snapshot, plot).category for plot in plots), default=0.0)
    metres += float(snapshot.settings["nature_m"])
    shapes = [snapshot.geometry(row) for row in (site, *plots, *contours)]
    xmin, ymin, xmax, ymax = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return (xmin - metres, ymin - metres, xmax + metres, ymax + metres)


def _near(snapshot: Snapshot, which: str, box: tuple[float, float, float, float]) -> tuple[Any, ...]:
    """The active things, or all sites of any year, whose bounds meet a box; in drawing order."""
    rows = snapshot.things if which == "active" else tuple(snapshot.sites.values())
    bounds = snapshot.once(f"bounds of {which}", lambda: _bounds(snapshot, rows))
    if not len(bounds):
        return ()
    met = (bounds[:, 0] <= box[2]) & (bounds[:, 2] >= box[0])
    met &= (bounds[:, 1] <= box[3]) & (bounds[:, 3] >= box[1])
    return tuple(rows[i] for i in np.flatnonzero(met))


def _bounds(snapshot: Snapshot, rows: tuple[Any, ...]) -> NDArray[np.float64]:
    return shapely.bounds(np.array([snapshot.geometry(row) for row in rows], dtype=object)).reshape(-1, 4)
