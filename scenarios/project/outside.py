"""What another program did to the rows: the difference between the file and the journal, as one step.

Rows added elsewhere get a new random key (a GIS numbers from the highest key on, so two people adding get
the same one), an own origin and a place on top. What cannot be used is told and left as it stands in the
file.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely

from scenarios.errors import Damaged
from scenarios.project import journal, rows
from scenarios.project.change import Change, applied, columns, delete, insert, update
from scenarios.project.findings import Finding
from scenarios.project.model import DRAWN, JOURNALED, PER_VARIANT, POINTERS, new_key
from scenarios.project.region import Region
from scenarios.project.rules import reference_fault, unsound
from scenarios.project.schema.binary import decode
from scenarios.project.schema.tables import names
from scenarios.wording import tr

Place = tuple[str, int]
Records = Mapping[str, Mapping[int, Sequence[Any]]]
"""Per table and key the record as it stands in the file: key first, then the columns in their order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows to work with, how they differ from the journal, their new keys, and what is left out."""

    tables: dict[str, dict[int, Any]]
    changes: tuple[Change, ...]
    new_keys: Mapping[Place, int]
    findings: tuple[Finding, ...]


@contextmanager
def consistent(path: Path) -> Iterator[None]:
    """Tell as damage whatever shows inside the block that the journal is not what this program wrote."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(
            tr("The history in {file} contradicts itself; use an older copy.", file=path.name)
        ) from error


def compared(connection: sqlite3.Connection, path: Path, records: Records, region: Region) -> Outcome:
    """Compare a file's records with its journal; Damaged where the journal is unsound."""
    with consistent(path):
        return compare(records, journal.net(connection), region)


def compare(records: Records, net: Mapping[Place, Change], region: Region) -> Outcome:
    """Compare what the file holds with what the journal made; ValueError where the journal is unsound."""
    known: dict[Place, Any] = {place: applied(change, None) for place, change in net.items()}
    added = [(table, key) for table, found in records.items() for key in found if (table, key) not in known]
    new_keys = {place: new_key() for place in added}
    work = _Work({table: {} for table in JOURNALED}, {})
    for (table, key), row in known.items():
        if key in records[table]:
            work.take(table, key, records[table][key], row)
    for table, key in sorted(added, key=lambda place: (list(JOURNALED).index(place[0]), place[1])):
        work.give(table, key, records[table][key], new_keys)
    _settle(work, known, region)
    places = {(table, key) for table, found in work.tables.items() for key in found}
    places |= {place for place in known if place[1] not in records[place[0]]}
    changes = [_change(known.get(place), work.tables[place[0]].get(place[1])) for place in sorted(places)]
    in_file = {(table, made): key for (table, key), made in new_keys.items()}
    kept = {place: key for place, key in new_keys.items() if key in work.tables[place[0]]}
    return Outcome(
        work.tables,
        tuple(change for change in changes if change is not None),
        kept,
        tuple(
            Finding(table, in_file.get((table, key), key), what) for (table, key), what in work.told.items()
        ),
    )


def _change(before: Any, after: Any) -> Change | None:
    if before is None:
        return insert(after)
    return delete(before) if after is None else update(before, **columns(after))


def _settle(work: "_Work", known: Mapping[Place, Any], region: Region) -> None:
    """Leave out what is unsound until the rest holds together: another row may belong to one left out."""
    fresh = [
        (table, row)
        for table, found in work.tables.items()
        for key, row in found.items()
        if known.get((table, key)) != row
    ]
    while True:
        faults = unsound(fresh, work.tables, region)
        for (table, key), what in faults.items():
            work.leave(table, key, what, known.get((table, key)))
        fresh = []
        for table in (*PER_VARIANT, "variant"):
            for key, row in list(work.tables[table].items()):
                what = reference_fault(table, row, work.tables)
                if what:
                    faults[table, key] = what
                    work.leave(table, key, what, None)
        if not faults:
            return


@dataclass(frozen=True, slots=True)
class _Work:
    """The rows as far as they are accepted, and what was told of the others by their key in the file."""

    tables: dict[str, dict[int, Any]]
    told: dict[Place, str]

    def take(self, table: str, key: int, record: Sequence[Any], before: Any) -> None:
        """Accept a row the journal knows, changed or not; one that cannot be read stays as in the journal."""
        try:
            self.tables[table][key] = rows.read(table, record)
        except ValueError as error:
            self.leave(table, key, rows.unreadable(str(error)), before)

    def give(self, table: str, key: int, record: Sequence[Any], new_keys: Mapping[Place, int]) -> None:
        """Accept a row that was added elsewhere, with what it lacks filled in."""
        made = new_keys[table, key]
        values = dict(zip(names(table), record[1:], strict=True))
        if "variant" in values:
            values["variant"] = new_keys.get(("variant", values["variant"]), values["variant"])
        for column, pointed in POINTERS.get(table, {}).items():
            values[column] = new_keys.get((pointed, values[column]), values[column])
        if table == "plot":
            self._find_site(values)
        if table == "variant":
            values["parent"] = new_keys.get(("variant", values["parent"]), values["parent"])
        if "variant" in values and values["variant"] is None and len(self.tables["variant"]) == 1:
            values["variant"] = next(iter(self.tables["variant"]))
        if "origin" in values and not self._is_other(table, values):
            values["origin"] = made
        if "rank" in values and values["rank"] is None:
            values["rank"] = self._top(table, values.get("variant"))
        try:
            self.tables[table][made] = rows.read(table, (made, *values.values()))
        except ValueError as error:
            self.told[table, key] = rows.unreadable(str(error))

    def _is_other(self, table: str, values: Mapping[str, Any]) -> bool:
        """Whether the origin given is that of a thing in another variant, and of none in this one."""
        origin = values["origin"]
        if not origin or not isinstance(origin, int):
            return False
        alike = [row.variant for row in self.tables[table].values() if row.origin == origin]
        return bool(alike) and values["variant"] not in alike

    def _top(self, table: str, variant: Any) -> int:
        tables = DRAWN if table in DRAWN else (table,)
        ranks = [
            row.rank
            for name in tables
            for row in self.tables[name].values()
            if name not in PER_VARIANT or row.variant == variant
        ]
        return max(ranks, default=0) + 1

    def _find_site(self, values: dict[str, Any]) -> None:
        """A plot drawn without its site belongs to the only site around it; nobody types 62-bit keys."""
        if values["site"] is not None or not isinstance(values["geom"], bytes):
            return
        try:
            place = shapely.point_on_surface(shapely.from_wkb(decode(values["geom"], "POLYGON")))
        except (ValueError, shapely.errors.ShapelyError):
            return
        around = [
            site
            for site in self.tables["site"].values()
            if values["variant"] in (None, site.variant)
            and shapely.covers(shapely.from_wkb(site.geom, on_invalid="ignore"), place)
        ]
        if len(around) == 1:
            values["site"], values["variant"] = around[0].key, around[0].variant

    def leave(self, table: str, key: int, what: str, before: Any) -> None:
        """Leave a row out, or as the journal has it, and tell it."""
        self.told.setdefault((table, key), what)
        if before is None or self.tables[table].get(key) == before:
            self.tables[table].pop(key, None)
        else:
            self.tables[table][key] = replace(before)
