"""Drawing a plot: it belongs to the site it lies in."""

from typing import Any

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import next_rank, require_variant
from scenarios.edits.values import check_years, checked
from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2, clean_polygon, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import Plot, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def draw_plot(
    snapshot: Snapshot,
    polygon: BaseGeometry,
    site: int | None = None,
    activity: str | None = None,
    name: str = "",
    start_year: int | None = None,
    end_year: int | None = None,
    **columns: Any,
) -> list[Change]:
    """Add a plot on top, in the site with that key, or else in the site it lies in.

    Other columns of Plot by name. Raises Refused in the present, for an unsound polygon, for values that
    cannot be, and where there is no site.
    """
    require_variant(snapshot)
    shape = clean_polygon(polygon)
    values = checked(
        snapshot, activity=activity, name=name, start_year=start_year, end_year=end_year, **columns
    )
    check_years(snapshot, values["start_year"], values["end_year"])
    owner = site_at(snapshot, shape) if site is None else checked(snapshot, site=site)["site"]
    key = new_key()
    rank = next_rank(snapshot)
    return [insert(Plot(key, key, snapshot.variant, to_wkb(shape), site=owner, rank=rank, **values))]


def site_at(snapshot: Snapshot, shape: Polygon) -> int:
    """The key of the site that covers most of the shape; sites of this year go first, then the topmost.

    Raises Refused where no site covers any of it.
    """
    found = [
        (snapshot.active(row), round(covered, 2), row.rank, row.key)
        for row in snapshot.sites.values()
        if (covered := shapely.area(shapely.intersection(snapshot.geometry(row), shape))) >= SMALLEST_M2
    ]
    if not found:
        raise Refused(tr("A plot lies in a cluster or hub, and there is none here: draw the site first."))
    return max(found)[-1]
