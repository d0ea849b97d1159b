"""Corrections of the present land use: they lie on top of the imported polygons and hold in every variant."""

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import row_of
from scenarios.edits.values import checked
from scenarios.geometry.shape import joined, to_wkb
from scenarios.project.change import Change, delete, insert
from scenarios.project.model import Correction, new_key
from scenarios.project.snapshot import Snapshot


def correct(snapshot: Snapshot, geometries: Iterable[BaseGeometry], use: str, note: str = "") -> list[Change]:
    """Say that the present use of these polygons is another one: one correction, above the earlier ones.

    The polygons keep their exact corners, so that they fit the imported ones. Raises Refused for an unsound
    polygon or an unknown use.
    """
    values = checked(snapshot, use=use, note=note)
    rank = max((row.rank for row in snapshot.corrections.values()), default=0) + 1
    return [insert(Correction(new_key(), to_wkb(joined(geometries)), rank=rank, **values))]


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take corrections away: the imported use holds there again."""
    return [delete(row_of(snapshot, "correction", key)) for key in dict.fromkeys(keys)]
