"""What a committed step consists of: rows written where they still are what was expected, and the journal.

Everything here runs inside the document's write transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from scenarios.errors import Refused
from scenarios.project import journal, rows, store
from scenarios.project.change import Change, applied, fits
from scenarios.project.journal import Step
from scenarios.project.model import GEOMETRY
from scenarios.project.outside import Outcome
from scenarios.project.schema import binary, geopackage
from scenarios.project.schema.geopackage import Extent, wider
from scenarios.project.snapshot import Tables
from scenarios.wording import tr


def after(tables: Tables, changes: Iterable[Change]) -> Tables:
    """The tables after changes; Refused where a row is not what the change says."""
    copied: dict[str, dict[int, Any]] = {}
    for change in changes:
        if change.table not in copied:
            copied[change.table] = dict(tables[change.table])
        found = copied[change.table]
        try:
            row = applied(change, found.get(change.key))
        except ValueError as error:
            raise _changed_meanwhile() from error
        if row is None:
            del found[change.key]
        else:
            found[change.key] = row
    fresh = {table: MappingProxyType(found) for table, found in copied.items()}
    return MappingProxyType({**tables, **fresh})


def _changed_meanwhile() -> Refused:
    return Refused(tr("What you change is not what it was any more; look at it again and repeat the change."))


def write(
    connection: sqlite3.Connection, changes: Sequence[Change], extents: Mapping[str, Extent]
) -> dict[str, Extent]:
    """Write changed rows, each only where the file holds what the change says; gives the widened extents."""
    widened: dict[str, Extent] = {}
    for change in changes:
        if not fits(change, _row(connection, change.table, change.key)):
            raise _changed_meanwhile()
        if change.new is None:
            store.delete_row(connection, change.table, change.key)
            continue
        values = rows.stored(change.new)
        if change.old is None:
            store.insert_row(connection, change.table, change.key, values)
        else:
            store.update_row(connection, change.table, change.key, values)
        if values.get("geom") is not None:
            box = binary.envelope(values["geom"])
            known = widened.get(change.table) or extents.get(change.table)
            widened[change.table] = box if known is None else wider(known, box)
    for table in {change.table for change in changes}:
        if table in widened and widened[table] != extents.get(table):
            geopackage.set_extent(connection, table, widened[table])
        else:
            geopackage.touch(connection, table)
    return widened


def _row(connection: sqlite3.Connection, table: str, key: int) -> Any:
    record = connection.execute(rows.select_sql(table) + ' WHERE "key" = ?', (key,)).fetchone()
    try:
        return None if record is None else rows.read(table, record)
    except ValueError as error:
        raise _changed_meanwhile() from error


def take_back(connection: sqlite3.Connection, history: Sequence[Step], author: str) -> list[Step]:
    """The history as it goes on: undone steps, if any, are taken back by a step of their own and stay."""
    tail = [step for step in history if not step.done]
    if not tail:
        return list(history)
    plain = [step for step in tail if not step.block]
    label = (
        tr("Taken back: {label}", label=plain[0].label)
        if len(plain) == 1
        else tr("Taken back: {count} steps", count=len(plain))
    )
    made = journal.new_step(history, label, author, plain[0].variant, plain[0].year, journal.TAKEN_BACK)
    made = replace(made, block=made.key)
    inverse = [
        change
        for step in reversed(plain)
        for change in journal.inverse(journal.changes_of(connection, step.key))
    ]
    journal.append(connection, made, inverse)
    marked = [replace(step, done=True, block=made.key) for step in tail]
    journal.mark(connection, marked)
    return [*(step for step in history if step.done), *marked, made]


def adopt(connection: sqlite3.Connection, outcome: Outcome) -> None:
    """Bring rows that another program wrote into our form, with their new keys and the right extents."""
    for (table, key), made in outcome.new_keys.items():
        connection.execute(f'UPDATE "{table}" SET "key" = ? WHERE "key" = ?', (made, key))
    for change in outcome.changes:
        if change.new is not None:
            store.update_row(connection, change.table, change.key, rows.stored(change.new))
    for table in {change.table for change in outcome.changes} & set(GEOMETRY):
        geopackage.set_extent(connection, table, geopackage.exact_extent(connection, table))
