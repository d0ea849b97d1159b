"""Trees in rows: they give shade and no other land use, so they lie over whatever is drawn."""

from typing import Any

from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import require_variant
from scenarios.edits.values import check_years, checked
from scenarios.geometry.shape import clean_line, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import TreeRow, new_key
from scenarios.project.snapshot import Snapshot


def draw_tree_row(
    snapshot: Snapshot,
    line: BaseGeometry,
    crown_m: float | None = None,
    spacing_m: float | None = None,
    name: str = "",
    start_year: int | None = None,
    end_year: int | None = None,
    **columns: Any,
) -> list[Change]:
    """Add a row of trees along a line; crown and distance in m, None for the project's own figures.

    Raises Refused in the present, for an unsound line and for values that cannot be.
    """
    require_variant(snapshot)
    values = checked(
        snapshot,
        crown_m=crown_m,
        spacing_m=spacing_m,
        name=name,
        start_year=start_year,
        end_year=end_year,
        **columns,
    )
    check_years(snapshot, values["start_year"], values["end_year"])
    key = new_key()
    return [insert(TreeRow(key, key, snapshot.variant, to_wkb(clean_line(line)), **values))]
