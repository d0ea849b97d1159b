"""Drawing a cluster or a hub."""

from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import next_rank, require_variant
from scenarios.edits.values import check_years, checked
from scenarios.geometry.shape import clean_polygon, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import Site, new_key
from scenarios.project.snapshot import Snapshot


def draw_site(
    snapshot: Snapshot,
    polygon: BaseGeometry,
    kind: str,
    name: str = "",
    start_year: int | None = None,
    end_year: int | None = None,
    **columns: Any,
) -> list[Change]:
    """Add a site of kind `cluster` or `hub` on top; other columns of Site by name.

    Raises Refused in the present, for an unsound polygon and for values that cannot be.
    """
    require_variant(snapshot)
    values = checked(snapshot, kind=kind, name=name, start_year=start_year, end_year=end_year, **columns)
    check_years(snapshot, values["start_year"], values["end_year"])
    key = new_key()
    geom = to_wkb(clean_polygon(polygon))
    return [insert(Site(key, key, snapshot.variant, geom, rank=next_rank(snapshot), **values))]
