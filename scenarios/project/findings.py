"""What is wrong with a project, row by row: told by the reader, by `check`, and after a GIS changed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which table, which row (None: the table or file itself), and what."""

    table: str
    key: int | None
    what: str
