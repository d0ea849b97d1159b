"""Which drawn and planned rows differ between two variants, joined on the row they were both copied from."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from scenarios.project.model import PER_VARIANT, Plot
from scenarios.project.snapshot import Snapshot

_OWN = ("key", "origin", "variant")


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that one side lacks, or that has other values: `columns` names them where both sides have it."""

    table: str
    origin: int
    before: Any | None
    after: Any | None
    columns: tuple[str, ...] = ()

    @property
    def what(self) -> Literal["added", "removed", "changed"]:
        """What happened to the row on the way from the first variant to the second."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def row(self) -> Any:
        """The row as the second variant has it, or the first where the second has none."""
        return self.before if self.after is None else self.after


def row_differences(
    before: Snapshot, after: Snapshot, tables: Iterable[str] = PER_VARIANT
) -> tuple[RowDifference, ...]:
    """The rows that differ between two variants, by table in the given order, then by origin.

    A plot's site counts as the same where both sites come from one; keys and variants do not count.
    """
    found: list[RowDifference] = []
    for table in tables:
        ours, theirs = _by_origin(before, table), _by_origin(after, table)
        for place in sorted(ours.keys() | theirs.keys()):
            first, second = ours.get(place), theirs.get(place)
            columns = _differing(before, first, after, second) if first and second else ()
            if first is None or second is None or columns:
                found.append(RowDifference(table, place[0], first, second, columns))
    return tuple(found)


def _by_origin(snapshot: Snapshot, table: str) -> dict[tuple[int, int], Any]:
    """Rows by origin and, where a variant holds several of one origin, their number, the first one 0."""
    found: dict[tuple[int, int], Any] = {}
    for row in sorted(snapshot.rows(table).values(), key=lambda r: (r.key != r.origin, r.key)):
        number = 0
        while (row.origin, number) in found:
            number += 1
        found[row.origin, number] = row
    return found


def _differing(before: Snapshot, first: Any, after: Snapshot, second: Any) -> tuple[str, ...]:
    names = (f.name for f in fields(first) if f.name not in _OWN)
    return tuple(n for n in names if _value(before, first, n) != _value(after, second, n))


def _value(snapshot: Snapshot, row: Any, name: str) -> Any:
    value = getattr(row, name)
    if name == "site" and isinstance(row, Plot) and value in snapshot.sites:
        return snapshot.sites[value].origin
    return value
