"""Present businesses: points or polygons with their category, area and permit, the same in every variant."""

from collections.abc import Iterable
from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.edits.values import checked
from scenarios.geometry.shape import clean_place, to_wkb
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Business, new_key
from scenarios.project.snapshot import Snapshot


def add(snapshot: Snapshot, shape: BaseGeometry, **columns: Any) -> list[Change]:
    """Add a business at a point or polygon, columns of Business by name; raises Refused for bad values."""
    return [insert(Business(new_key(), to_wkb(clean_place(shape)), **checked(snapshot, **columns)))]


def change(snapshot: Snapshot, key: int, shape: BaseGeometry | None = None, **columns: Any) -> list[Change]:
    """Give a business another place or other values; raises Refused for what cannot be."""
    values = checked(snapshot, **columns)
    if shape is not None:
        values["geom"] = to_wkb(clean_place(shape))
    return updates(update(row_of(snapshot, "business", key), **values))


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take businesses off the map."""
    return [delete(row_of(snapshot, "business", key)) for key in dict.fromkeys(keys)]
