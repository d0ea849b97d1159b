"""The tables of a project, read off the row types: a column per field, the journal beside them."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from scenarios.project.model import GEOMETRY, JOURNALED, REGION

if TYPE_CHECKING:
    from sqlite_utils import Database

ALL: Mapping[str, type[Any]] = JOURNALED | REGION
"""Every table that holds rows, journaled or not."""

_SQL_TYPES = {int: "INTEGER", float: "REAL", str: "TEXT", bytes: "BLOB"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of rows: its name, the type of its values, and what it is when nothing is given."""

    name: str
    kind: type
    optional: bool
    default: Any

    @property
    def required(self) -> bool:
        """Whether a row must say it: there is no default and no empty value."""
        return self.default is MISSING and not self.optional


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table of rows, without its key, in the order of the row type's fields."""
    return tuple(_column(field) for field in fields(ALL[table]) if field.name != "key")


def _column(field: Any) -> Column:
    kinds = [kind for kind in get_args(field.type) or (field.type,) if kind is not types.NoneType]
    return Column(field.name, kinds[0], types.NoneType in get_args(field.type), field.default)


@cache
def names(table: str) -> tuple[str, ...]:
    """The names of a table's columns, without its key."""
    return tuple(column.name for column in columns(table))


def create_sql(table: str) -> str:
    """The statement that creates a table of rows.

    `rank` has no default in the file: a thing added in a GIS without one belongs on top, which is decided
    here.
    """
    lines = ['"key" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL']
    lines += [column_sql(table, name) for name in names(table)]
    return f'CREATE TABLE "{table}" (\n  ' + ",\n  ".join(lines) + "\n)"


def column_sql(table: str, name: str) -> str:
    """How a column is declared, in a new table or where it is added to one."""
    column = next(column for column in columns(table) if column.name == name)
    sql_type = GEOMETRY[table] if name == "geom" else _SQL_TYPES[column.kind]
    given = column.default not in (MISSING, None) and name != "rank"
    return f'"{name}" {sql_type}' + (f" DEFAULT {_literal(column.default)}" if given else "")


def _literal(value: Any) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


JOURNAL: Mapping[str, Mapping[str, type]] = {
    "meta": {"name": str, "value": str},
    "draft": {"key": int, "value": str},
    "step": {
        "key": int,
        "order": int,
        "label": str,
        "time": str,
        "author": str,
        "done": int,
        "variant": int,
        "year": int,
        "kind": str,
        "block": int,
    },
    "change": {"step": int, "position": int, "table": str, "key": int, "old": str, "new": str},
    "merged": {"step": int, "their_step": int, "author": str, "time": str, "label": str},
}
"""The tables beside the rows, which a GIS does not see; `block` of a step: see journal.py."""

_PRIMARY = {
    "meta": "name",
    "draft": "key",
    "step": "key",
    "change": ("step", "position"),
    "merged": ("step", "their_step"),
}


def create(db: "Database") -> None:
    """Create every table of rows and the journal in an empty file, inside the caller's transaction."""
    for table in ALL:
        db.execute(create_sql(table))
    for table, kinds in JOURNAL.items():
        db.table(table).create(dict(kinds), pk=_PRIMARY[table])
    db.table("step").create_index(["order"], unique=True)
