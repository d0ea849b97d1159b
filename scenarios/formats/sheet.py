"""A table with typed columns, ready to be written to a workbook or a text file."""

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: fixed name for programs, header and unit for readers, decimals (None: text)."""

    name: str
    header: str
    unit: str = ""
    decimals: int | None = None
    width: float = 12.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: fixed name, title, columns, rows of typed values, and notes that belong to it."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
