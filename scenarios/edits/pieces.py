"""Rows that get another shape, or several: the first keeps the row, the others become rows of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

from scenarios.edits.common import amounts, next_rank, row_of
from scenarios.edits.overlap import Place, neighbours
from scenarios.edits.shapes import clean
from scenarios.errors import Refused
from scenarios.geometry.shape import to_wkb
from scenarios.geometry.shared import noded
from scenarios.project.change import Change, insert, update, updates
from scenarios.project.model import DRAWN, GEOMETRY, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def area_of(snapshot: Snapshot, place: Place) -> Any:
    """The polygon or multipolygon of a row; raises Refused where it has no area."""
    shape = snapshot.geometry(row_of(snapshot, *place))
    if not isinstance(shape, Polygon | MultiPolygon):
        raise Refused(tr("This works on areas only: choose a site, a plot or another area."))
    return shape


def one_area(snapshot: Snapshot, place: Place) -> Polygon:
    """The one polygon of a row; raises Refused where it has no area, or several parts."""
    found = [part for part in shapely.get_parts(area_of(snapshot, place)) if isinstance(part, Polygon)]
    if len(found) > 1:
        raise Refused(tr("This area has several parts: split it into rows of one part first."))
    return found[0]


def given(snapshot: Snapshot, place: Place, shape: Any) -> list[Change]:
    """The change that gives a row another shape; raises Refused for an unsound one."""
    return updates(update(row_of(snapshot, *place), geom=to_wkb(clean(place[0], shape))))


def reshaped_all(snapshot: Snapshot, shapes: Mapping[Place, Any]) -> list[Change]:
    """The changes that give rows other shapes; raises Refused for an unsound one."""
    return [change for place, shape in shapes.items() for change in given(snapshot, place, shape)]


class Ranks:
    """Ranks for the new rows of one edit, each above all others."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._next = next_rank(snapshot)

    def take(self) -> int:
        """The next rank."""
        self._next += 1
        return self._next - 1


def in_pieces(snapshot: Snapshot, place: Place, found: Sequence[Polygon], ranks: Ranks) -> list[Change]:
    """The row with its first piece, and a new row with the same columns for each of the others.

    A table of multipolygons keeps all pieces in its row. A site's plots go to the piece where most of them
    lies. Raises Refused for an unsound piece.
    """
    if GEOMETRY[place[0]] == "MULTIPOLYGON":
        return given(snapshot, place, MultiPolygon(list(found)))
    return divided(snapshot, place, found, ranks)


def divided(snapshot: Snapshot, place: Place, found: Sequence[Any], ranks: Ranks) -> list[Change]:
    """The row with its first piece, and new rows with the same columns for the others, whatever the table.

    Amounts that were typed for the whole (capacity in t/year, jobs) are shared out by area.
    """
    row = row_of(snapshot, *place)
    shares = [piece.area / sum(one.area for one in found) for piece in found]
    first = clean(place[0], found[0])
    made = updates(update(row, geom=to_wkb(first), **amounts(row, shares[0])))
    keys = [row.key]
    for piece, share in zip(found[1:], shares[1:], strict=True):
        columns: dict[str, Any] = {"key": new_key(), "geom": to_wkb(clean(place[0], piece))}
        if hasattr(row, "origin"):
            columns["origin"] = columns["key"]
        if place[0] in DRAWN:
            columns["rank"] = ranks.take()
        keys.append(columns["key"])
        made.append(insert(replace(row, **columns, **amounts(row, share))))
    return made + (_plots_shared_out(snapshot, row.key, keys, found) if place[0] == "site" else [])


def joints(
    snapshot: Snapshot, places: Iterable[Place], pieces: Mapping[Place, Sequence[Any]]
) -> list[Change]:
    """The corners that neighbours get where the pieces of rows now have corners in their edges."""
    own = set(places)
    changes: dict[Place, Any] = {}
    for place, found in pieces.items():
        beside = {other: shape for other, shape in neighbours(snapshot, place).items() if other not in own}
        beside = {other: changes.get(other, shape) for other, shape in beside.items()}
        now = noded({**{("", i): piece for i, piece in enumerate(found)}, **beside})
        changes.update({other: shape for other, shape in now.items() if other[0]})
    return reshaped_all(snapshot, changes)


def _plots_shared_out(
    snapshot: Snapshot, site: int, keys: Sequence[int], found: Sequence[Any]
) -> list[Change]:
    changes = []
    for plot in snapshot.plots_of(site):
        inside = shapely.area(shapely.intersection(list(found), snapshot.geometry(plot)))
        changes.append(update(plot, site=keys[int(inside.argmax())]))
    return updates(*changes)
