"""What several edits ask of a snapshot: may one draw here, what lies on top, which row is meant."""

from typing import Any

from scenarios.errors import Refused
from scenarios.project.model import DRAWN, PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def require_variant(snapshot: Snapshot) -> None:
    """Raise Refused in the present, where nothing can be drawn or planned."""
    if snapshot.variant == PRESENT:
        raise Refused(
            tr("The present stays as it is: make a variant first, then draw or plan in that variant.")
        )


def next_rank(snapshot: Snapshot) -> int:
    """The rank of a new drawn thing: one above the highest of the variant, in any year."""
    return max((row.rank for table in DRAWN for row in snapshot.rows(table).values()), default=0) + 1


def row_of(snapshot: Snapshot, table: str, key: int) -> Any:
    """The row of a table by its key; raises Refused where it is gone."""
    row = snapshot.rows(table).get(key)
    if row is None:
        raise Refused(tr("What was selected is no longer there: select it again."))
    return row


AMOUNTS = ("capacity_t", "jobs")
"""Columns that hold an amount of the whole row, not of each of its parts."""


def amounts(row: Any, share: float) -> dict[str, float]:
    """A part, 0-1, of the amounts that were typed for a row, by column."""
    typed = {name: getattr(row, name, None) for name in AMOUNTS}
    return {name: value * share for name, value in typed.items() if value is not None}
