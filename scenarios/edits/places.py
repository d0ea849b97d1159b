"""Places that suffer from nuisance: schools, care, overnight recreation, dwellings that were counted."""

from collections.abc import Iterable
from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.edits.values import checked
from scenarios.geometry.shape import clean_place, to_wkb
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import SensitivePlace, new_key
from scenarios.project.snapshot import Snapshot


def add(snapshot: Snapshot, shape: BaseGeometry, kind: str, **columns: Any) -> list[Change]:
    """Add a place at a point or polygon: a school, care, recreation or dwellings; raises Refused."""
    values = checked(snapshot, "sensitive_place", kind=kind, **columns)
    return [insert(SensitivePlace(new_key(), to_wkb(clean_place(shape)), **values))]


def change(snapshot: Snapshot, key: int, shape: BaseGeometry | None = None, **columns: Any) -> list[Change]:
    """Give a place another shape or other values; raises Refused for what cannot be."""
    values = checked(snapshot, "sensitive_place", **columns)
    if shape is not None:
        values["geom"] = to_wkb(clean_place(shape))
    return updates(update(row_of(snapshot, "sensitive_place", key), **values))


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take places off the map."""
    return [delete(row_of(snapshot, "sensitive_place", key)) for key in dict.fromkeys(keys)]
