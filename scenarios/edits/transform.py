"""Moving, turning, scaling, mirroring and copying whatever is on the map; what lies in it goes along."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from scenarios.edits.carried import Place, carried
from scenarios.edits.common import next_rank, require_variant, row_of
from scenarios.edits.shapes import clean
from scenarios.geometry import transform
from scenarios.geometry.shape import to_wkb
from scenarios.geometry.shared import noded
from scenarios.project.change import Change, insert, update, updates
from scenarios.project.model import DRAWN, PER_VARIANT, POINTERS, new_key
from scenarios.project.snapshot import Snapshot

Point = tuple[float, float]
Mapped = Callable[[Any], Any]


def move(snapshot: Snapshot, places: Iterable[Place], dx: float, dy: float) -> list[Change]:
    """Move rows by metres east and north.

    Raises Refused where a shape would leave the area of RD coordinates.
    """
    rows, shapes = _jointed(snapshot, places)
    if not rows:
        return []
    # All at once, because a site is dragged with hundreds of plots.
    after = transform.moved(np.array(list(shapes.values()), dtype=object), dx, dy)
    if not shapely.is_valid(after).all():
        return _transformed(snapshot, places, lambda shape: transform.moved(shape, dx, dy))
    geoms = zip(rows.values(), to_wkb(after).tolist(), strict=True)
    return updates(*(update(row, geom=geom) for row, geom in geoms))


def turn(snapshot: Snapshot, places: Iterable[Place], angle: float, about: Point) -> list[Change]:
    """Turn rows by degrees, anticlockwise, about a point; raises Refused as `move` does."""
    return _transformed(snapshot, places, lambda shape: transform.turned(shape, angle, about))


def scale(
    snapshot: Snapshot, places: Iterable[Place], factor_x: float, factor_y: float, about: Point
) -> list[Change]:
    """Scale rows about a point; raises Refused for a factor of zero, and as `move` does."""
    return _transformed(snapshot, places, lambda shape: transform.scaled(shape, factor_x, factor_y, about))


def mirror(snapshot: Snapshot, places: Iterable[Place], a: Point, b: Point) -> list[Change]:
    """Mirror rows in the line through two points; raises Refused where they are one, and as `move` does."""
    return _transformed(snapshot, places, lambda shape: transform.mirrored(shape, a, b))


def copy(snapshot: Snapshot, places: Iterable[Place], dx: float, dy: float) -> list[Change]:
    """Copy rows, moved by metres east and north, on top: a site with its plots, a plot with its contours.

    Relations between copied plots and members of copied sites are copied too. Raises Refused as `move` does,
    and in the present for what is drawn in a variant.
    """
    chosen = carried(snapshot, places)
    if any(table in PER_VARIANT for table, _ in chosen):
        require_variant(snapshot)
    keys = {place: new_key() for place in chosen}
    rank = next_rank(snapshot)
    made = []
    for table, key in reversed(chosen):
        row = row_of(snapshot, table, key)
        shape = clean(table, transform.moved(snapshot.geometry(row), dx, dy))
        columns: dict[str, Any] = {"key": keys[table, key], "geom": to_wkb(shape)}
        if hasattr(row, "origin"):
            columns["origin"] = columns["key"]
        if table in DRAWN:
            columns["rank"] = rank = rank + 1
        made.append(insert(replace(row, **columns, **_pointing(table, row, keys))))
    return made + _relations(snapshot, keys) + _members(snapshot, keys)


def _pointing(table: str, row: Any, keys: dict[Place, int]) -> dict[str, int]:
    """The columns of a copy that point at copies."""
    found = {}
    for column, pointed in POINTERS.get(table, {}).items():
        found[column] = keys.get((pointed, getattr(row, column)), getattr(row, column))
    return found


def _members(snapshot: Snapshot, keys: dict[Place, int]) -> list[Change]:
    made = []
    for row in snapshot.members.values():
        if ("site", row.site) in keys:
            key = new_key()
            made.append(insert(replace(row, key=key, origin=key, **_pointing("member", row, keys))))
    return made


def _relations(snapshot: Snapshot, keys: dict[Place, int]) -> list[Change]:
    made = []
    for row in snapshot.rows("relation").values():
        if ("plot", row.from_plot) in keys and ("plot", row.to_plot) in keys:
            key = new_key()
            made.append(insert(replace(row, key=key, origin=key, **_pointing("relation", row, keys))))
    return made


def _transformed(snapshot: Snapshot, places: Iterable[Place], mapped: Mapped) -> list[Change]:
    rows, shapes = _jointed(snapshot, places)
    return updates(
        *(update(row, geom=to_wkb(clean(place[0], mapped(shapes[place])))) for place, row in rows.items())
    )


def _jointed(snapshot: Snapshot, places: Iterable[Place]) -> tuple[dict[Place, Any], dict[Place, Any]]:
    """The rows that go along, and their shapes with each other's corners in their edges."""
    chosen = carried(snapshot, places)
    rows = {place: row_of(snapshot, *place) for place in chosen}
    # Corners in each other's edges first: what is rounded apart afterwards could not be found again.
    plots = {place: snapshot.geometry(row) for place, row in rows.items() if place[0] == "plot"}
    geoms = tuple(row.geom for place, row in rows.items() if place[0] == "plot")
    # Remembered, because a drag asks for the same plots at every move of the hand.
    found = snapshot.remember(("noded", geoms), lambda: noded(dict(enumerate(plots.values()))))
    joined = {place: found[i] for i, place in enumerate(plots) if i in found}
    return rows, {
        place: joined[place] if place in joined else snapshot.geometry(row) for place, row in rows.items()
    }
