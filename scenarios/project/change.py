"""A change to one row as a value: it can be applied, inverted, added to the next one, stored and sent.

Small algebra (old None: insert; new None: delete; both: an update that holds only the changed columns):
insert + update = insert; insert + delete = nothing; update + update = update; update + delete = delete of the
row as it was; delete + insert = update of what differs. Anything else cannot follow and is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

from scenarios.project.model import JOURNALED, table_of

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: table, key, its old and its new columns (without the key)."""

    table: str
    key: int
    old: Columns | None
    new: Columns | None


def columns(row: Any) -> dict[str, Any]:
    """A row's columns by name, without its key."""
    return {f.name: getattr(row, f.name) for f in fields(row) if f.name != "key"}


def insert(row: Any) -> Change:
    """The change that adds a row."""
    return Change(table_of(row), row.key, None, columns(row))


def delete(row: Any) -> Change:
    """The change that removes a row."""
    return Change(table_of(row), row.key, columns(row), None)


def update(row: Any, **new: Any) -> Change | None:
    """The change that gives a row other values; None where nothing differs."""
    differing = {name: value for name, value in new.items() if getattr(row, name) != value}
    if not differing:
        return None
    return Change(table_of(row), row.key, {name: getattr(row, name) for name in differing}, differing)


def updates(*changes: Change | None) -> list[Change]:
    """The changes that are not None, as a list."""
    return [change for change in changes if change is not None]


def invert(change: Change) -> Change:
    """The change that takes this one back."""
    return Change(change.table, change.key, change.new, change.old)


def applied(change: Change, row: Any | None) -> Any | None:
    """The row after the change (None: deleted); raises ValueError where the row is not what `old` says."""
    if not fits(change, row):
        raise ValueError(f"{change.table} {change.key} is not what the change expects")
    if change.new is None:
        return None
    if row is None:
        return JOURNALED[change.table](key=change.key, **change.new)
    columns, values = _columns(type(row))
    return type(row)(**{**dict(zip(columns, values(row), strict=True)), **change.new})


@cache
def _columns(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The columns of a type of row, and what gets their values.

    `replace` takes thrice the time, and a preview has hundreds of rows."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


def fits(change: Change, row: Any | None) -> bool:
    """Whether the row is what the change's `old` side says."""
    if change.old is None:
        return row is None
    return row is not None and all(getattr(row, name) == value for name, value in change.old.items())


def add(first: Change, second: Change) -> Change | None:
    """One change that does what the two do after each other; None where they cancel out."""
    if (first.table, first.key) != (second.table, second.key):
        raise ValueError("changes to different rows cannot be added")
    if (first.new is None) != (second.old is None):
        raise ValueError(f"a change to {first.table} {first.key} does not follow the one before it")
    if first.old is None:
        new = None if second.new is None else {**(first.new or {}), **second.new}
        return None if new is None else Change(first.table, first.key, None, new)
    if second.new is None:
        return Change(first.table, first.key, {**(second.old or {}), **first.old}, None)
    new = {**(first.new or {}), **second.new}
    old = {**(second.old or {}), **first.old}
    differing = [name for name in new if new[name] != old.get(name, _MISSING)]
    if not differing:
        return None
    return Change(first.table, first.key, {n: old[n] for n in differing}, {n: new[n] for n in differing})


_MISSING = object()


def net(changes: Iterable[Change]) -> list[Change]:
    """The changes summed per row, in order of first appearance; rows that end as they began drop out."""
    summed: dict[tuple[str, int], Change | None] = {}
    for change in changes:
        place = (change.table, change.key)
        before = summed.get(place)
        summed[place] = change if before is None else add(before, change)
    return [change for change in summed.values() if change is not None]
