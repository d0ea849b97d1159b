"""The rules for single rows: shapes, values, and the rows they point at.

Each gives one sentence for what is wrong, or an empty one, so that an edit can be refused with it, a row from
elsewhere left out with it, and a whole file checked with it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import shapely

from scenarios import resource
from scenarios.project.model import (
    COMPONENTS,
    GEOMETRY,
    KINDS,
    PER_VARIANT,
    POINTERS,
    PRESENT,
    Agreement,
    Business,
    Contour,
    Conversion,
    Limit,
    Lock,
    Move,
    Plot,
    SensitivePlace,
    Setting,
    Site,
    Template,
    TreeRow,
    Urgency,
    WaitingLand,
    free_year,
    table_of,
)
from scenarios.project.region import USE_INDEX, Region
from scenarios.wording import mark, tr

BOUNDS = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""Where RD New coordinates are sensible: xmin, ymin, xmax, ymax, m."""

Tables = Mapping[str, Mapping[int, Any]]

_TYPES = {
    "POLYGON": (3,),
    "MULTIPOLYGON": (3, 6),
    "LINESTRING": (1,),
    "GEOMETRY": (0, 3, 6),
}
_TYPES_OF = {"note": (0, 1), "sensitive_place": (0, 3)}
"""Kinds of geometry (shapely's numbers) by declared type, and of the tables that are more particular."""


def _named(row: Any) -> str:
    return getattr(row, "name", "") or str(row.key)


def shape_faults(placed: Sequence[tuple[str, Any]]) -> list[str]:
    """Per row what is wrong with its shape, in one sentence; empty where it is sound."""
    wkbs = np.empty(len(placed), dtype=object)
    wkbs[:] = [row.geom for _, row in placed]
    shapes = shapely.from_wkb(wkbs, on_invalid="ignore")
    valid = shapely.is_valid(shapes)
    kinds = shapely.get_type_id(shapes)
    empty = shapely.is_empty(shapes)
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    inside = (
        (bounds[:, 0] >= BOUNDS[0])
        & (bounds[:, 1] >= BOUNDS[1])
        & (bounds[:, 2] <= BOUNDS[2])
        & (bounds[:, 3] <= BOUNDS[3])
    )
    faults = []
    for position, (table, row) in enumerate(placed):
        if kinds[position] < 0 or empty[position]:
            said = mark("The shape of {name} cannot be read or is empty: draw it again.")
        elif kinds[position] not in _TYPES_OF.get(table, _TYPES[GEOMETRY[table]]):
            said = (
                mark("The shape of {name} is not of the kind that belongs here (a point or a line).")
                if table in ("note", "tree_row")
                else mark("The shape of {name} is not of the kind that belongs here (one closed area).")
            )
        elif not valid[position]:
            said = mark("The outline of {name} crosses or touches itself: move a corner.")
        elif not inside[position]:
            said = mark("{name} lies outside the Netherlands (X -7 000 to 300 000, Y 289 000 to 629 000).")
        else:
            said = ""
        faults.append(tr(said, name=_named(row)) if said else "")
    return faults


def value_fault(row: Any, region: Region) -> str:
    """What is wrong with a row's own values, in one sentence; empty where nothing is."""
    check = _VALUES.get(type(row))
    said = _kind(row) or (check(row, region) if check else "")
    if not said and hasattr(row, "use") and not isinstance(row, Lock) and row.use not in USE_INDEX:
        said = tr("“{use}” is not a land use.", use=row.use)
    return said


def _kind(row: Any) -> str:
    known = KINDS.get(table_of(row))
    if known is None or row.kind in known:
        return ""
    return tr(
        "“{kind}” cannot be the kind of {name}: {known}.",
        kind=row.kind,
        name=_named(row),
        known=", ".join(known),
    )


def _site(row: Site, _region: Region) -> str:
    if row.rest_use is not None and row.rest_use not in USE_INDEX:
        return tr("“{use}” is not a land use.", use=row.rest_use)
    return _category(row.max_category)


def _plot(row: Plot, _region: Region) -> str:
    if row.setting not in (None, "quiet", "mixed"):
        return tr("“{setting}” is not a kind of surroundings: quiet or mixed.", setting=row.setting)
    for distance in (row.odour_m, row.dust_m, row.noise_m, row.safety_m):
        if distance is not None and distance < 0:
            return tr("A setback distance cannot be below zero.")
    if row.paved_share is not None and not 0 <= row.paved_share <= 1:
        return tr("The paved share of {name} must lie between 0 and 100 %.", name=_named(row))
    if row.storage_m is not None and row.storage_m < 0:
        return tr("The depth of water storage cannot be below zero.")
    for code in (code.strip() for code in row.also.split(",")):
        if code and code not in _codes("activities.csv", "code"):
            return tr("“{activity}” is not in the list of activities.", activity=code)
    return _activity(row)


def _activity(row: Plot | Business) -> str:
    if row.activity is not None and row.activity not in _codes("activities.csv", "code"):
        return tr("“{activity}” is not in the list of activities.", activity=row.activity)
    return _category(row.category)


def _category(category: str | None) -> str:
    if category is not None and category not in _codes("setbacks.csv", "category"):
        return tr("“{category}” is not an environmental category.", category=category)
    return ""


def _contour(row: Contour, _region: Region) -> str:
    if row.component not in COMPONENTS:
        return tr("“{component}” is not a component of nuisance.", component=row.component)
    return ""


def _tree_row(row: TreeRow, _region: Region) -> str:
    for metres in (row.crown_m, row.spacing_m):
        if metres is not None and not 0 < metres <= 100:
            return tr("Trees have a crown and a distance above 0 and up to 100 m.")
    return ""


def _waiting_land(row: WaitingLand, _region: Region) -> str:
    if row.free_from and free_year(row.free_from) is None:
        return tr("“{value}” is not a date: give a year, or a date as 2031-07-01.", value=row.free_from)
    return ""


def _sensitive_place(row: SensitivePlace, _region: Region) -> str:
    if row.count is not None and not 0 <= row.count < 1e9:
        return tr("The number at {name} must be zero or more.", name=_named(row))
    return ""


def _template(row: Template, _region: Region) -> str:
    try:
        sound = isinstance(json.loads(row.recipe), dict)
    except (ValueError, RecursionError):
        sound = False
    return "" if sound else tr("The layout {name} cannot be read.", name=_named(row))


def _business(row: Business, _region: Region) -> str:
    return _activity(row)


@cache
def _codes(file: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in resource.table(file))


def _conversion(row: Conversion, region: Region) -> str:
    if row.m2 <= 0:
        return tr("A planned change of land must be above zero.")
    if row.from_use == row.to_use:
        return tr("A planned change of land must go to another use.")
    for use in (row.from_use, row.to_use):
        if use not in USE_INDEX:
            return tr("“{use}” is not a land use.", use=use)
    return _municipality(row, region)


def _municipality(row: Conversion | Lock | Limit | Urgency, region: Region) -> str:
    if row.municipality not in region.index:
        return tr("{code} is not a municipality of this project.", code=row.municipality)
    return ""


def _lock(row: Lock, region: Region) -> str:
    if row.scope not in ("cell", "row", "column", "total"):
        return tr("“{scope}” is not a kind of lock.", scope=row.scope)
    if row.scope != "row" and row.use not in USE_INDEX:
        return tr("“{use}” is not a land use.", use=row.use)
    return _municipality(row, region) if row.scope in ("cell", "row") else ""


def _limit(row: Limit, region: Region) -> str:
    if row.m2 is not None and row.m2 < 0:
        return tr("A limit cannot be below zero.")
    return _municipality(row, region) if row.municipality else ""


def _move(row: Move, _region: Region) -> str:
    if row.freed_use and row.freed_use not in USE_INDEX:
        return tr("“{use}” is not a land use.", use=row.freed_use)
    if row.after == row.key:
        return tr("{name} cannot wait for itself.", name=_named(row))
    return _category(row.category)


def _agreement(row: Agreement, _region: Region) -> str:
    if row.unit not in ("ha", "t", "euro"):
        return tr("“{unit}” is not a unit of an agreement: ha, t or euro.", unit=row.unit)
    if not 0 < row.amount < 1e15:
        return tr("What is agreed must be above zero.")
    return "" if row.giver != row.taker else tr("An agreement is between two parties.")


def _urgency(row: Urgency, region: Region) -> str:
    if row.level not in (1, 2, 3):
        return tr("Urgency goes from 1 (low) to 3 (high).")
    if row.by and free_year(row.by) is None:
        return tr("“{value}” is not a date: give a year, or a date as 2031-07-01.", value=row.by)
    return _municipality(row, region)


def _setting(row: Setting, _region: Region) -> str:
    entry = resource.toml("settings.toml").get(row.name)
    if entry is None and any(factor["key"] == row.name for factor in resource.table("factors.csv")):
        entry = {"kind": "decimal"}
    if entry is None:
        return tr("“{name}” is not an assumption of this program.", name=row.name)
    try:
        value = json.loads(row.value)
    except ValueError:
        value = None
    if not _fits(entry["kind"], value, entry):
        return tr("“{value}” cannot be the value of {name}.", value=row.value, name=row.name)
    return ""


def _fits(kind: str, value: Any, entry: Mapping[str, Any]) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "choice":
        return value in entry["choices"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if kind == "year":
        return isinstance(value, int) and 1900 <= value <= 2200
    return isinstance(value, int) if kind == "integer" else abs(value) < 1e15


_VALUES: dict[type, Any] = {
    Site: _site,
    Plot: _plot,
    Business: _business,
    Conversion: _conversion,
    Lock: _lock,
    Limit: _limit,
    Move: _move,
    Agreement: _agreement,
    Urgency: _urgency,
    Setting: _setting,
    Contour: _contour,
    TreeRow: _tree_row,
    WaitingLand: _waiting_land,
    SensitivePlace: _sensitive_place,
    Template: _template,
}


def reference_fault(table: str, row: Any, tables: Tables) -> str:
    """Which row that this one points at is not there, in one sentence; empty where all are."""
    if table in PER_VARIANT and row.variant not in tables.get("variant", {}):
        return tr("{name} belongs to a variant that is not in this project.", name=_named(row))
    if table == "variant" and row.parent != PRESENT and row.parent not in tables.get("variant", {}):
        return tr("The variant that {name} was made from is not in this project.", name=_named(row))
    for column, pointed in POINTERS.get(table, {}).items():
        key = getattr(row, column)
        other: Any = tables.get(pointed, {}).get(key)
        if key is not None and (other is None or other.variant != row.variant):
            if pointed not in ("site", "plot"):
                return tr("{name} points at something that is not in its variant.", name=_named(row))
            if pointed == "site":
                return tr("{name} belongs to a site that is not in its variant.", name=_named(row))
            return tr("{name} belongs to a plot that is not in its variant.", name=_named(row))
    return _circle(row, tables.get("move", {})) if isinstance(row, Move) else ""


def _circle(row: Move, moves: Mapping[int, Any]) -> str:
    """Whether a chain of moves comes back to where it began, in one sentence; empty: it does not."""
    before, seen = row.after, {row.key}
    while before is not None and before in moves and before not in seen:
        seen.add(before)
        before = moves[before].after
    if before != row.key:
        return ""
    return tr(
        "{name} would wait for itself in a circle of {count} moves: let one of them go first.",
        name=_named(row),
        count=len(seen),
    )


def unsound(placed: Iterable[tuple[str, Any]], tables: Tables, region: Region) -> dict[tuple[str, int], str]:
    """What is wrong with each of these rows, by table and key; sound rows are not in it."""
    listed = list(placed)
    shaped = [(table, row) for table, row in listed if table in GEOMETRY]
    faults = {
        (table, row.key): said
        for (table, row), said in zip(shaped, shape_faults(shaped), strict=True)
        if said
    }
    for table, row in listed:
        said = faults.get((table, row.key)) or value_fault(row, region) or reference_fault(table, row, tables)
        if said:
            faults[table, row.key] = said
    return faults


def left_behind(gone: set[tuple[str, int]], tables: Tables) -> str:
    """Which row still points at rows that are gone (table and key), in one sentence; empty: none."""
    tables_gone = {table for table, _ in gone}
    if "variant" in tables_gone:
        for table in (*PER_VARIANT, "variant"):
            for row in tables.get(table, {}).values():
                if ("variant", row.parent if table == "variant" else row.variant) in gone:
                    return tr(
                        "A variant cannot go while something still belongs to it ({name}).", name=_named(row)
                    )
    for table, columns in POINTERS.items():
        for column, pointed in columns.items():
            if pointed not in tables_gone:
                continue
            for row in tables.get(table, {}).values():
                if (pointed, getattr(row, column)) in gone:
                    return _still_there(pointed, _named(row))
    return ""


def _still_there(pointed: str, name: str) -> str:
    if pointed not in ("site", "plot"):
        return tr("This cannot go while something still points at it ({name}).", name=name)
    if pointed == "site":
        return tr("A site cannot go while something still belongs to it ({name}).", name=name)
    return tr("A plot cannot go while something still belongs to it ({name}).", name=name)
