"""Moving a business: the area it leaves with what is drawn for it, its destination, and chains of moves."""

import math
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.shapes import remove as remove_rows
from scenarios.edits.use_changes import draw_use_change
from scenarios.edits.values import checked
from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2, clean_multipolygon, to_wkb
from scenarios.landuse.catalogue import activities
from scenarios.landuse.chains import chain_of, circle
from scenarios.landuse.moves import name_of
from scenarios.project.change import Change, insert, net, update, updates
from scenarios.project.model import Business, Move, UseChange, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def plan(
    snapshot: Snapshot, shape: BaseGeometry, freed_use: str = "", plot: int | None = None, **columns: Any
) -> list[Change]:
    """Have what lies in an area move; the first change is the move, other columns of Move by name.

    With a freed use the land-use change of the area is drawn too, from the year in which it leaves; where one
    of that use covers the area already, that one counts. Raises Refused in the present and for values that
    cannot be.
    """
    require_variant(snapshot)
    area = clean_multipolygon(shape)
    business, after = columns.pop("business", None), columns.pop("after", None)
    values = checked(snapshot, "move", freed_use=freed_use, **columns)
    if business is not None:
        _not_moving(snapshot, row_of(snapshot, "business", business))
    if plot is not None:
        row_of(snapshot, "plot", plot)
    if after is not None:
        row_of(snapshot, "move", after)
    key = new_key()
    row = Move(key, key, snapshot.variant, to_wkb(area), business=business, plot=plot, after=after, **values)
    drawn, change = _freed(snapshot, row)
    return [insert(row) if change is None else _with(insert(row), change=change), *drawn]


def ground_of(snapshot: Snapshot, business: Business) -> BaseGeometry:
    """The land that a business has: its own outline, else a square of its area, else of its activity's usual
    area, round its point. Raises Refused where its area is not known."""
    shape = snapshot.geometry(business)
    if shapely.area(shape) >= SMALLEST_M2:
        return shape
    activity = activities().get(business.activity or "")
    usual = activity.area_ha.value * 10_000 if activity is not None and activity.area_ha else None
    m2 = business.area_m2 or usual
    if not m2:
        raise Refused(
            tr(
                "How large the land of {name} is is not known: fill in its area, or draw what it leaves.",
                name=business.name or tr("this business"),
            )
        )
    half = math.sqrt(m2) / 2
    return shapely.box(shape.x - half, shape.y - half, shape.x + half, shape.y + half)


def move_business(
    snapshot: Snapshot, key: int, freed_use: str = "", plot: int | None = None, **columns: Any
) -> list[Change]:
    """Have a present business move from the land it has; as `plan`."""
    business: Business = row_of(snapshot, "business", key)
    shape = ground_of(snapshot, business)
    return plan(snapshot, shape, freed_use, plot, business=key, **columns)


def change(snapshot: Snapshot, key: int, **columns: Any) -> list[Change]:
    """Give a move other values: its name, category, freed use, years, note, plot or the move it waits for.

    What is drawn for it follows: its use, and its first year where that was the year of leaving. Raises
    Refused for what cannot be, such as a chain that comes back to where it began.
    """
    row: Move = row_of(snapshot, "move", key)
    pointers = {name: columns.pop(name) for name in ("plot", "after") if name in columns}
    values = {**checked(snapshot, "move", **columns), **pointers}
    if pointers.get("plot") is not None:
        row_of(snapshot, "plot", pointers["plot"])
    if pointers.get("after") is not None:
        row_of(snapshot, "move", pointers["after"])
        _no_circle(snapshot, row, pointers["after"])
    changes = updates(update(row, **values))
    if not {"freed_use", "leaves"} & values.keys():
        return changes
    again = bool(values.get("freed_use")) and row.change is None
    return net([*changes, *_follow(snapshot.with_changes(changes), row, again)])


def set_aside(snapshot: Snapshot, key: int, aside: bool = True) -> list[Change]:
    """Set aside all that the chain of a move draws, or put it back as it was: one step for the whole."""
    row_of(snapshot, "move", key)
    return updates(*(update(row, aside=int(aside)) for row in chain_of(snapshot.moves, key)))


def played(snapshot: Snapshot, chain: Iterable[Move], done: int) -> list[Change]:
    """The changes that show a chain after its first `done` moves: the others have not taken place yet."""
    rows = [row_of(snapshot, "move", row.key) for row in chain]
    return updates(*(update(row, aside=int(at >= done)) for at, row in enumerate(rows)))


def remove(snapshot: Snapshot, keys: Iterable[int]) -> list[Change]:
    """Take moves away with what was drawn for them alone; what waited for one waits for the one before it."""
    rows = [row_of(snapshot, "move", key) for key in dict.fromkeys(keys)]
    gone = {row.key for row in rows}
    changes: list[Change] = []
    for other in snapshot.moves.values():
        before = other.after
        while before in gone:
            before = snapshot.moves[before].after if before is not None else None
        if other.key not in gone and before != other.after:
            changes += updates(update(other, after=before))
    shown = snapshot.with_changes(changes)
    owned = [own.key for row in rows if (own := _own(shown, row, gone)) is not None]
    places = [*(("move", key) for key in gone), *(("use_change", key) for key in owned)]
    return net([*changes, *remove_rows(shown, places)])


def _freed(snapshot: Snapshot, row: Move) -> tuple[list[Change], int | None]:
    """What is to be drawn for the area of a move, and the key of the land-use change that is linked to it."""
    if not row.freed_use:
        return [], None
    area = snapshot.geometry(row)
    for there in snapshot.use_changes.values():
        shape = snapshot.geometry(there)
        covers = shapely.intersects(shape, area)
        if there.use == row.freed_use and covers and shapely.difference(area, shape).area < SMALLEST_M2:
            return [], there.key
    years = {"start_year": row.leaves, "fictitious": row.fictitious}
    drawn = draw_use_change(snapshot, area, row.freed_use, name_of(snapshot, row), **years)
    return drawn, drawn[0].key


def _follow(snapshot: Snapshot, before: Move, again: bool) -> list[Change]:
    """What is drawn for a move, brought in line with its new freed use and its new year of leaving.

    `again`: what was drawn for it is gone and is wanted again.
    """
    row = snapshot.moves[before.key]
    own = _own(snapshot, row, {row.key})
    if own is not None and row.freed_use:
        follows = own.start_year == before.leaves
        return updates(update(own, use=row.freed_use, start_year=row.leaves if follows else own.start_year))
    if before.freed_use == row.freed_use and not again:
        return []
    dropped = remove_rows(snapshot, [("use_change", own.key)]) if own is not None else []
    shown = snapshot.with_changes(dropped)
    drawn, key = _freed(shown, row)
    return net([*dropped, *drawn, *updates(update(shown.moves[row.key], change=key))])


def _own(snapshot: Snapshot, row: Move, counted: set[int]) -> UseChange | None:
    """The land-use change drawn for a move's area alone; None where another move or area has it too."""
    change = snapshot.use_changes.get(row.change or 0)
    shared = any(m.change == row.change and m.key not in counted for m in snapshot.moves.values())
    if change is None or shared:
        return None
    outside = shapely.difference(snapshot.geometry(change), snapshot.geometry(row)).area
    return change if outside < SMALLEST_M2 else None


def _not_moving(snapshot: Snapshot, business: Business) -> None:
    if any(row.business == business.key for row in snapshot.moves.values()):
        name = business.name or tr("This business")
        raise Refused(tr("{name} moves already: choose that move in the list.", name=name))


def _no_circle(snapshot: Snapshot, row: Move, after: int) -> None:
    found = circle(snapshot.moves, row.key, after)
    if found:
        names = " → ".join(name_of(snapshot, one) for one in (*found, row))
        raise Refused(
            tr("These moves would wait for each other: {names}. Let one of them go first.", names=names)
        )


def _with(made: Change, **columns: Any) -> Change:
    return Change(made.table, made.key, None, {**(made.new or {}), **columns})
