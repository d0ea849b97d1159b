"""Which drawn thing lies on top where several cover the same land."""

from collections.abc import Iterable
from typing import Any

from scenarios.edits.common import next_rank, row_of
from scenarios.project.change import Change, update, updates
from scenarios.project.model import DRAWN
from scenarios.project.snapshot import Snapshot


def bring_forward(snapshot: Snapshot, rows: Iterable[tuple[str, int]]) -> list[Change]:
    """Put drawn things above all others of the variant, in their own order; a site takes its plots along."""
    chosen = _from_the_ground(snapshot, rows)
    others = _other_ranks(snapshot, chosen)
    if not others or min(row.rank for row in chosen) > max(others):
        return []
    first = next_rank(snapshot)
    return updates(*(update(row, rank=first + step) for step, row in enumerate(chosen)))


def send_back(snapshot: Snapshot, rows: Iterable[tuple[str, int]]) -> list[Change]:
    """Put drawn things below all others of the variant, in their own order; a site takes its plots along.

    A plot still lies above its own site.
    """
    chosen = _from_the_ground(snapshot, rows)
    others = _other_ranks(snapshot, chosen)
    if not others or max(row.rank for row in chosen) < min(others):
        return []
    lowest = min(min(others), min(row.rank for row in chosen))
    first = lowest - len(chosen)
    return updates(*(update(row, rank=first + step) for step, row in enumerate(chosen)))


def _from_the_ground(snapshot: Snapshot, rows: Iterable[tuple[str, int]]) -> list[Any]:
    found: dict[int, Any] = {}
    for table, key in rows:
        row = row_of(snapshot, table, key)
        found[key] = row
        if table == "site":
            found.update((plot.key, plot) for plot in snapshot.plots_of(key))
    return sorted(found.values(), key=lambda row: (row.rank, row.key))


def _other_ranks(snapshot: Snapshot, chosen: list[Any]) -> list[int]:
    keys = {row.key for row in chosen}
    return [row.rank for table in DRAWN for row in snapshot.rows(table).values() if row.key not in keys]
