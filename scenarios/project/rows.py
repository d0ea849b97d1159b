"""Rows between memory and the file: values of the right type, and geometry with or without its header."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from typing import Any

from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.model import GEOMETRY
from scenarios.project.schema import binary
from scenarios.project.schema.tables import ALL, Column, columns, names
from scenarios.wording import tr

_LARGEST_INTEGER = 2**63 - 1


def value(table: str, column: Column, given: Any) -> Any:
    """A value as its column's type; ValueError where it is none (text in a number, no number, too large)."""
    if given is None:
        if column.optional:
            return None
        raise ValueError("missing")
    if column.name == "geom":
        return binary.normal(_plain(given, bytes), GEOMETRY[table])
    if column.kind is str or column.kind is bytes:
        return _plain(given, column.kind)
    if hasattr(given, "item"):
        given = given.item()
    if isinstance(given, bool | int | float) and math.isfinite(given):
        if column.kind is float:
            return given if isinstance(given, float) else float(given)
        if given == int(given) and abs(given) <= _LARGEST_INTEGER:
            return int(given)
    raise ValueError("not a number" if column.kind is float else "not a whole number")


def _plain(given: Any, kind: type) -> Any:
    if not isinstance(given, kind):
        raise ValueError("another type")
    return given


def normal(change: Change) -> Change:
    """The change with its values as they will be read back; Refused where a value cannot be stored."""
    return Change(change.table, int(change.key), _normal(change, change.old), _normal(change, change.new))


def _normal(change: Change, side: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if side is None:
        return None
    known = {column.name: column for column in columns(change.table)}
    converted = {}
    for name, given in side.items():
        try:
            converted[name] = value(change.table, known[name], given)
        except ValueError as error:
            raise Refused(
                tr("“{value}” cannot be stored as {column}.", value=str(given)[:40], column=name)
            ) from error
    if change.old is None or change.new is None:
        for name, column in known.items():
            if name not in converted:
                if column.required:
                    raise Refused(tr("A new row in {table} needs {column}.", table=change.table, column=name))
                converted[name] = None if column.default is MISSING else column.default
    return converted


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as they are written to the file."""
    return {
        name: binary.encode(given) if name == "geom" and given is not None else given
        for name, given in values.items()
    }


def select_sql(table: str) -> str:
    """The statement that reads whole rows: key first, then the columns in the row type's order."""
    listed = ", ".join(f'"{name}"' for name in ("key", *names(table)))
    return f'SELECT {listed} FROM "{table}"'


def read(table: str, record: Sequence[Any]) -> Any:
    """The row of a record read with `select_sql`; ValueError where a value is not what its column holds."""
    found = {}
    for column, given in zip(columns(table), record[1:], strict=True):
        if column.name == "geom" and given is not None:
            given = binary.decode(_plain(given, bytes), GEOMETRY[table])
        if given is None and not column.optional and column.default is not MISSING:
            given = column.default
        found[column.name] = value(table, column, given)
    return ALL[table](key=record[0], **found)


def unreadable(reason: str) -> str:
    """The sentence for a row that cannot be read."""
    if reason == "another coordinate system":
        return tr("The shape is in another coordinate system than RD New (EPSG:28992).")
    if reason == "empty":
        return tr("The shape is empty.")
    if reason in ("unreadable", "not a GeoPackage geometry", "unknown kind of GeoPackage geometry"):
        return tr("The shape cannot be read, or has curves: make it of straight segments.")
    return tr("A value is missing or is not of the right kind.")
