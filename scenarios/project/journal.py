"""The journal: what was done, by whom, in steps that can be taken back, and that is never rewritten.

The undone steps (`done` 0) are always the newest. A new edit first appends one step "taken back" with their
inverse changes and marks them done again, all with `block` = the key of that step: a block changes nothing
by itself, undo and redo step over it together with the step before it, and no step ever vanishes.
"""

import base64
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from scenarios.project.change import Change, Columns, add, invert
from scenarios.project.model import JOURNALED, new_key

CREATED = "created"
TAKEN_BACK = "taken back"
OUTSIDE = "outside"

ASKED_FIRST = (OUTSIDE, "merge", "region")
"""Kinds of step that did not come from a gesture in the window: undoing them is asked about first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: `time` in UTC, ISO form; `variant` and `year` are where undo goes back to."""

    key: int
    order: int
    label: str
    time: str
    author: str
    done: bool
    variant: int
    year: int | None
    kind: str
    block: int = 0

    @property
    def asks(self) -> bool:
        """Whether the user is asked before this step is undone."""
        return self.kind in ASKED_FIRST


def now() -> str:
    """This moment, UTC, ISO form."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_STEP = '"key", "order", "label", "time", "author", "done", "variant", "year", "kind", "block"'


_KINDS = (int, int, str, str, str, int, int, int | None, str, int)


def steps(connection: sqlite3.Connection) -> list[Step]:
    """Every step in order, the undone ones last; ValueError where one is not what this program writes."""
    found = connection.execute(f'SELECT {_STEP} FROM step ORDER BY "order"').fetchall()
    for record in found:
        for value, kinds in zip(record, _KINDS, strict=True):
            if not isinstance(value, kinds):
                raise ValueError("a step holds another kind of value")
    return [
        Step(key, order, label, time, author, bool(done), variant, year, kind, block)
        for key, order, label, time, author, done, variant, year, kind, block in found
    ]


def append(connection: sqlite3.Connection, step: Step, changes: Sequence[Change]) -> None:
    """Write a step and its changes."""
    connection.execute(
        f"INSERT INTO step ({_STEP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            step.key,
            step.order,
            step.label,
            step.time,
            step.author,
            int(step.done),
            step.variant,
            step.year,
            step.kind,
            step.block,
        ),
    )
    connection.executemany(
        'INSERT INTO change ("step", "position", "table", "key", "old", "new") VALUES (?, ?, ?, ?, ?, ?)',
        (
            (step.key, position, change.table, change.key, written(change.old), written(change.new))
            for position, change in enumerate(changes)
        ),
    )


def mark(connection: sqlite3.Connection, marked: Iterable[Step]) -> None:
    """Write `done` and `block` of steps."""
    connection.executemany(
        'UPDATE step SET "done" = ?, "block" = ? WHERE "key" = ?',
        [(int(step.done), step.block, step.key) for step in marked],
    )


def changes_of(connection: sqlite3.Connection, step: int) -> list[Change]:
    """A step's changes in order; raises ValueError where one is not what this program writes."""
    found = connection.execute(
        'SELECT "table", "key", "old", "new" FROM change WHERE "step" = ? ORDER BY "position"', (step,)
    )
    changes = [Change(table, key, read(old), read(new)) for table, key, old, new in found]
    for change in changes:
        known = {field.name for field in fields(JOURNALED[change.table])}
        if not {*(change.old or {}), *(change.new or {})} <= known or not isinstance(change.key, int):
            raise ValueError("a change to columns that are not there")
    return changes


def net(connection: sqlite3.Connection) -> dict[tuple[str, int], Change]:
    """What all done steps together made of each row: an insert of the row as it should be now.

    Raises ValueError where the journal contradicts itself.
    """
    found = connection.execute(
        'SELECT c."table", c."key", c."old", c."new" FROM change c JOIN step s ON s."key" = c."step"'
        ' WHERE s."done" = 1 ORDER BY s."order", c."position"'
    )
    summed: dict[tuple[str, int], Change] = {}
    for table, key, old, new in found:
        change = Change(table, key, read(old), read(new))
        before = summed.pop((table, key), None)
        after = change if before is None else add(before, change)
        if after is not None:
            summed[table, key] = after
    return summed


def written(side: Columns | None) -> str | None:
    """One side of a change as JSON, geometry in base64."""
    if side is None:
        return None
    plain = {
        name: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for name, value in side.items()
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read(text: str | None) -> Mapping[str, Any] | None:
    """One side of a change out of its JSON."""
    if text is None:
        return None
    side = json.loads(text)
    if not isinstance(side, dict):
        raise ValueError("not columns")
    if side.get("geom") is not None:
        side["geom"] = base64.b64decode(side["geom"])
    return side


def next_undo(history: Sequence[Step]) -> Step | None:
    """The step that undo takes back: the newest done one outside a block; None at the beginning."""
    for step in reversed(history):
        if step.done and not step.block:
            return None if step.kind == CREATED else step
    return None


def next_redo(history: Sequence[Step]) -> Step | None:
    """The step that redo does again: the oldest undone one."""
    return next((step for step in history if not step.done), None)


def undone(history: Sequence[Step], step: Step) -> list[Step]:
    """The steps that change when `step` is undone, as they are then: it and the blocks after it."""
    return [replace(later, done=False) for later in history if later.order >= step.order and later.done]


def redone(history: Sequence[Step], step: Step) -> list[Step]:
    """The steps that change when `step` is redone, as they are then: it and the blocks right after it."""
    marked = [replace(step, done=True)]
    for later in history:
        if later.order > step.order:
            if not later.block:
                break
            marked.append(replace(later, done=True))
    return marked


def inverse(changes: Sequence[Change]) -> list[Change]:
    """The changes that take these back, last one first."""
    return [invert(change) for change in reversed(changes)]


def new_step(
    history: Sequence[Step], label: str, author: str, variant: int, year: int | None, kind: str
) -> Step:
    """A done step that comes after all others."""
    order = history[-1].order + 1 if history else 1
    return Step(new_key(), order, label, now(), author, True, variant, year, kind)
