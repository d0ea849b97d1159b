"""Drawing an area that gets another land use."""

from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import next_rank, require_variant
from scenarios.edits.values import check_years, checked
from scenarios.geometry.shape import clean_multipolygon, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import UseChange, new_key
from scenarios.project.snapshot import Snapshot


def draw_use_change(
    snapshot: Snapshot,
    shape: BaseGeometry,
    use: str,
    name: str = "",
    start_year: int | None = None,
    end_year: int | None = None,
    **columns: Any,
) -> list[Change]:
    """Add an area on top that gets the land use with that code; other columns of UseChange by name.

    Raises Refused in the present, for an unsound shape and for values that cannot be.
    """
    require_variant(snapshot)
    values = checked(snapshot, use=use, name=name, start_year=start_year, end_year=end_year, **columns)
    check_years(snapshot, values["start_year"], values["end_year"])
    key = new_key()
    geom = to_wkb(clean_multipolygon(shape))
    return [insert(UseChange(key, key, snapshot.variant, geom, rank=next_rank(snapshot), **values))]
