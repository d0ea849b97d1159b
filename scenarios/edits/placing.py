"""Placing an activity: a plot of its usual size in the free room of a site, near where it was dropped.

The size of an activity is the middle of its range in activities.csv; one that has none gets the project's
assumption (`plot_ha`). Plots that the new one meets get its corners, so that they share their borders.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Polygon

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.plots import draw_plot
from scenarios.errors import Refused
from scenarios.geometry.fit import fitted
from scenarios.geometry.grid import NEAR_M
from scenarios.geometry.nodes import with_nodes
from scenarios.geometry.room import free_room, with_scraps, without_spikes
from scenarios.geometry.shape import SMALLEST_M2, to_wkb
from scenarios.landuse.catalogue import Activity, activities
from scenarios.landuse.visible import use_of
from scenarios.project.change import Change, update, updates
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

LEAST = 0.05
"""Less room than this share of the usual size is none."""

LEAST_M2 = 100.0
"""Less room than this is none for any activity."""

ROAD = "INF"
"""The use of plots that others stand along."""

Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Placed:
    """An activity with a place: its site, its shape, what has to be written, and what is to be said of its
    size."""

    site: Site
    shape: Polygon
    changes: tuple[Change, ...]
    said: str = ""


def place_activity(
    snapshot: Snapshot,
    activity: str,
    at: Place | None = None,
    site: int | None = None,
    start_year: int | None = None,
) -> Placed:
    """A plot for an activity in the free room of the site at a place, or of the site with that key.

    The plot has the activity's usual area within 1 m2, or is the largest that fits, and then says so. Without
    a place it goes to the first free corner. Raises Refused where there is no site or no room.
    """
    require_variant(snapshot)
    owner = site_under(snapshot, at) if site is None else row_of(snapshot, "site", site)
    kind = activities()[activity]
    m2, assumed = usual_m2(snapshot, kind)
    outline, start = snapshot.geometry(owner), snapshot.base_year if start_year is None else start_year
    # The pointer asks again at every move.
    name = f"plots and roads of {owner.key} in {start}"
    others, taken, roads = snapshot.once(name, lambda: _standing(snapshot, owner, start))
    shape = _shape(snapshot, owner, taken, roads, at, m2)
    if shape is None or shape.area < max(LEAST_M2, LEAST * m2):
        raise Refused(
            tr(
                "There is no room left for {activity} in {site}: make room, or make the site larger.",
                activity=kind.name,
                site=_named(owner),
            )
        )
    # Corners a hair apart become one, so that a neighbour cannot get the one and miss the other.
    shape = shapely.remove_repeated_points(with_scraps(shape, outline, taken, m2 + SMALLEST_M2), NEAR_M)
    shape = without_spikes(with_nodes(shape, shapely.get_coordinates(taken), NEAR_M))
    changes = draw_plot(snapshot, shape, owner.key, activity, start_year=start_year)
    return Placed(
        owner, shape, (*changes, *_joined(others, taken, shape)), _said(kind, shape.area, m2, assumed)
    )


def _others(snapshot: Snapshot, site: Site, start: int) -> list[Plot]:
    """The plots on the land of a site that are there in a year or later."""
    alive = [p for p in snapshot.plots.values() if p.end_year is None or p.end_year > start]

    def find() -> Any:
        shapes = np.array([snapshot.geometry(plot) for plot in alive], dtype=object)
        return np.flatnonzero(shapely.intersects(shapes, snapshot.geometry(site))).tolist()

    key = ("plots on", site.geom, tuple(plot.geom for plot in alive))
    return [alive[i] for i in snapshot.remember(key, find)] if alive else []


def usual_m2(snapshot: Snapshot, activity: Activity) -> tuple[float, bool]:
    """The usual area of an activity in m2, and whether that is only the project's assumption."""
    if activity.area_ha is not None:
        return activity.area_ha.value * 10_000, False
    return float(snapshot.settings["plot_ha"]) * 10_000, True


def site_under(snapshot: Snapshot, at: Place | None) -> Site:
    """The topmost site of this year at a place; raises Refused where there is none."""
    point = shapely.Point(at) if at is not None else shapely.Point()
    for row in reversed(snapshot.things):
        if isinstance(row, Site) and shapely.intersects(snapshot.geometry(row), point):
            return row
    raise Refused(tr("An activity stands in a cluster or hub, and there is none here: put it inside one."))


def _standing(snapshot: Snapshot, site: Site, start: int) -> tuple[list[Plot], list[Any], list[Any]]:
    """The plots on the land of a site, their shapes, and the shapes of those that are roads."""
    others = _others(snapshot, site, start)
    taken = [snapshot.geometry(plot) for plot in others]
    roads = [shape for plot, shape in zip(others, taken, strict=True) if use_of(snapshot, plot) == ROAD]
    return others, taken, roads


def _shape(
    snapshot: Snapshot, site: Site, taken: list[Any], roads: list[Any], at: Place | None, m2: float
) -> Polygon | None:
    outline = snapshot.geometry(site)
    key = ("free room", site.geom, tuple(map(id, taken)))
    # The shapes stay with what is remembered, so that no other can come to have their ids.
    _, room = snapshot.remember(key, lambda: (taken, free_room(outline, taken)))
    if at is None:
        if not room:
            return None
        corners = shapely.get_coordinates(room[0].exterior)
        west, north = corners[(corners[:, 0] - corners[:, 1]).argmin()]
        at = (float(west), float(north))
    return fitted(room, at, m2, roads)


def _joined(others: list[Plot], shapes: list[Polygon], new: Polygon) -> list[Change]:
    """The plots that get corners of the new one on their edges."""
    corners = shapely.get_coordinates(new)
    found = []
    beside = shapely.dwithin(np.array(shapes, dtype=object), new, NEAR_M)
    for i in np.flatnonzero(beside):
        plot, shape = others[i], shapes[i]
        joined = with_nodes(shape, corners, NEAR_M)
        if joined is not shape and joined.is_valid:
            found.append(update(plot, geom=to_wkb(joined)))
    return updates(*found)


def _named(site: Site) -> str:
    return site.name or (tr("this cluster") if site.kind == "cluster" else tr("this hub"))


def _said(activity: Activity, m2: float, asked: float, assumed: bool) -> str:
    if m2 < asked - 1.0:
        return tr(
            "There is room for {found} here; {activity} usually takes {asked}.",
            found=hectares(m2),
            activity=activity.name,
            asked=hectares(asked),
        )
    if assumed:
        return tr(
            "{activity} has no usual size: {asked} is an assumption.",
            activity=activity.name,
            asked=hectares(asked),
        )
    return ""
