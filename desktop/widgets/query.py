"""Selecting by what is said of things: a field, a comparison, and a value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from desktop.tools.event import Place
from desktop.tools.hit import EDITABLE
from desktop.tools.said import kind_of
from desktop.widgets.figures import read_number
from desktop.widgets.names import activity_name, use_name
from scenarios.landuse.visible import category_of, use_of
from scenarios.project.model import DRAWN, Plot, table_of
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, number, tr

Value = str | float | None


@dataclass(frozen=True)
class Field:
    """Something that can be asked of things; `of` gives a text or a number, None where it is not theirs.

    `decimals`: how a number is written; below zero for texts.
    """

    key: str
    title: str
    of: Callable[[Snapshot, Any], Value]
    decimals: int = -1

    @property
    def numeric(self) -> bool:
        """Whether it is compared as a number."""
        return self.decimals >= 0


def _area(snapshot: Snapshot, row: Any) -> Value:
    area = float(shapely.area(snapshot.geometry(row)))
    return area / 10_000 if area > 0 else None


def _category(snapshot: Snapshot, row: Any) -> Value:
    said = category_of(row) if isinstance(row, Plot) else getattr(row, "category", None)
    return float(said) if said else None


def _use(snapshot: Snapshot, row: Any) -> Value:
    code = use_of(snapshot, row) if table_of(row) in DRAWN else getattr(row, "use", None)
    return use_name(code) if code else None


def _site(snapshot: Snapshot, row: Any) -> Value:
    site = snapshot.sites.get(row.site) if isinstance(row, Plot) else None
    return (site.name or kind_of(site)) if site is not None else None


def _start(snapshot: Snapshot, row: Any) -> Value:
    if not hasattr(row, "start_year"):
        return None
    return float(snapshot.base_year if row.start_year is None else row.start_year)


def _column(name: str) -> Callable[[Snapshot, Any], Value]:
    return lambda snapshot, row: getattr(row, name, None)


FIELDS: tuple[Field, ...] = (
    Field("kind", mark("What it is"), lambda snapshot, row: kind_of(row)),
    Field("name", mark("Name"), _column("name")),
    Field("activity", mark("Activity"), lambda s, row: activity_name(getattr(row, "activity", None)) or None),
    Field("use", mark("Land use"), _use),
    Field("category", mark("Category"), _category, 1),
    Field("site", mark("In site"), _site),
    Field("area", mark("Area (ha)"), _area, 2),
    Field("start_year", mark("Start year"), _start, 0),
    Field("end_year", mark("End year"), _column("end_year"), 0),
    Field("jobs", mark("Jobs"), _column("jobs"), 0),
    Field("owner", mark("Owner"), _column("owner")),
    Field("note", mark("Note"), _column("note")),
)
"""What can be asked, in display order."""

TEXT_TESTS = (
    ("is", mark("is")),
    ("not", mark("is not")),
    ("contains", mark("contains")),
    ("empty", mark("is empty")),
)
NUMBER_TESTS = (
    ("is", mark("is")),
    ("least", mark("is at least")),
    ("most", mark("is at most")),
    ("not", mark("is not")),
    ("empty", mark("is empty")),
)


def matching(snapshot: Snapshot, field: Field, test: str, text: str) -> tuple[Place, ...]:
    """The things of this year of which a comparison holds; none where no value is given that it needs."""
    if test != "empty" and not text.strip():
        return ()
    wanted: Value = read_number(text) if field.numeric else text.strip().casefold()
    if test != "empty" and wanted is None:
        return ()
    return tuple(
        (table_of(row), row.key)
        for row in _rows(snapshot)
        if _holds(field, test, field.of(snapshot, row), wanted)
    )


def values(snapshot: Snapshot, field: Field) -> tuple[str, ...]:
    """The values there are, as they are shown and typed."""
    found = {field.of(snapshot, row) for row in _rows(snapshot)} - {None, ""}
    if field.numeric:
        return tuple(number(value, field.decimals) for value in sorted(map(float, found)))  # type: ignore[arg-type]
    return tuple(sorted(map(str, found), key=str.casefold))


def _rows(snapshot: Snapshot) -> Iterable[Any]:
    for table in EDITABLE:
        for row in snapshot.rows(table).values():
            if table not in DRAWN or snapshot.active(row):
                yield row


def _holds(field: Field, test: str, value: Value, wanted: Value) -> bool:
    absent = value is None or value == ""
    if test == "empty":
        return absent
    if absent:
        return False
    if isinstance(wanted, float):
        there = round(float(value), field.decimals)  # type: ignore[arg-type]
        asked = round(wanted, field.decimals)
        tests = {"is": there == asked, "not": there != asked, "least": there >= asked}
        return tests.get(test, there <= asked)
    said = str(value).casefold()
    return {"is": said == wanted, "not": said != wanted}.get(test, str(wanted) in said)


def said_count(count: int) -> str:
    """How many things a question finds."""
    return tr("One thing found.") if count == 1 else tr("{count} things found.", count=number(count))
