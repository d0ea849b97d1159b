"""Land in waiting: areas that come free for something else, with their owner and date, in every variant."""

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.edits.sites import draw_site
from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.geometry.shape import clean_multipolygon, to_wkb
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import WaitingLand, free_year, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def add(snapshot: Snapshot, shape: BaseGeometry, **columns: Any) -> list[Change]:
    """Add an area that comes free, columns of WaitingLand by name; raises Refused for what cannot be."""
    values = checked(snapshot, "waiting_land", **columns)
    return [insert(WaitingLand(new_key(), to_wkb(clean_multipolygon(shape)), **values))]


def change(snapshot: Snapshot, key: int, shape: BaseGeometry | None = None, **columns: Any) -> list[Change]:
    """Give an area another outline or other values; raises Refused for what cannot be."""
    values = checked(snapshot, "waiting_land", **columns)
    if shape is not None:
        values["geom"] = to_wkb(clean_multipolygon(shape))
    return updates(update(row_of(snapshot, "waiting_land", key), **values))


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take areas off the map."""
    return [delete(row_of(snapshot, "waiting_land", key)) for key in dict.fromkeys(keys)]


def site_on(snapshot: Snapshot, key: int) -> list[Change]:
    """Draw a site on an area that comes free: its largest part is the outline, its first free year the start.

    It is a cluster where it has the size of one, else a hub. Raises Refused in the present.
    """
    row: WaitingLand = row_of(snapshot, "waiting_land", key)
    parts = shapely.get_parts(snapshot.geometry(row))
    if len(parts) == 0:
        raise Refused(tr("There is no area in this shape: draw a polygon."))
    shape = max(parts, key=shapely.area)
    large = shape.area >= float(snapshot.settings["cluster_min_ha"]) * 10_000
    year = free_year(row.free_from)
    start = year if year is not None and year > snapshot.base_year else None
    return draw_site(snapshot, shape, "cluster" if large else "hub", name=row.name, start_year=start)
