"""What must be true of a project: of every edit before it is committed, and of a whole file when checked."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.project import journal, opening, outside, reading, rows, rules, store, trouble
from scenarios.project.change import Change
from scenarios.project.findings import Finding
from scenarios.project.model import GEOMETRY, PRESENT
from scenarios.project.region import Region
from scenarios.project.schema import binary, geopackage
from scenarios.project.schema.tables import ALL
from scenarios.wording import hectares, mark, number, tr

__all__ = ["Finding", "check", "must_hold"]

Tables = Mapping[str, Mapping[int, Any]]

_CORNERS = 200

OVERLAP_M2 = 1.0
"""What municipalities together, or one polygon of present land use, may overlap or stick out."""

_ROUNDING = 1e-7
"""The share of its area that all present land use may overlap or stick out: coordinates of whole mm."""


def must_hold(tables: Tables, changes: Sequence[Change], region: Region) -> None:
    """Raise Refused where changed rows, as they stand in `tables` after the changes, may not be committed."""
    changed = list(dict.fromkeys((change.table, change.key) for change in changes))
    present = [(table, tables[table][key]) for table, key in changed if key in tables.get(table, {})]
    redrawn = {(c.table, c.key) for c in changes if c.new is not None and "geom" in c.new}
    shaped = [(table, row) for table, row in present if (table, row.key) in redrawn]
    faults = [*rules.shape_faults(shaped)]
    faults += [
        rules.value_fault(row, region) or rules.reference_fault(table, row, tables) for table, row in present
    ]
    faults.append(
        rules.left_behind({place for place in changed if place[1] not in tables.get(place[0], {})}, tables)
    )
    for said in faults:
        if said:
            raise Refused(said)


def check(path: Path | str) -> list[Finding]:
    """Look a whole project file through and tell what is wrong, row by row; the file stays untouched.

    Raises Refused where it is no project or cannot be read, Damaged where it is too broken to look through.
    """
    path = Path(path)
    found = store.header(path)
    opened = opening.for_looking(path)
    try:
        with trouble.told(path):
            return [
                *_file(opened.connection, found),
                *_geopackage(opened.connection),
                *_rows(opened.connection, path),
            ]
    finally:
        opened.close()


def _whole(what: str, table: str = "") -> Finding:
    return Finding(table, None, what)


def _file(connection: sqlite3.Connection, found: store.Header) -> list[Finding]:
    findings = []
    if not store.is_geopackage(found):
        findings.append(_whole(tr("The file does not carry the mark of a GeoPackage.")))
    for (said,) in connection.execute("PRAGMA integrity_check(10)").fetchall():
        if said != "ok":
            findings.append(_whole(tr("SQLite finds the file damaged: {said}", said=said)))
    return findings


def _geopackage(connection: sqlite3.Connection) -> list[Finding]:
    """Whether a GIS finds every table, in the right reference system, within its extent."""
    listed = {
        name: (kind, srs)
        for name, kind, srs in connection.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents")
    }
    columns = {
        name: rest
        for name, *rest in connection.execute(
            "SELECT table_name, column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns"
        )
    }
    systems = {row[0] for row in connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
    extents = geopackage.extents(connection)
    findings = []
    if not {binary.SRS, 4326, 0, -1} <= systems:
        findings.append(_whole(tr("A reference system is missing."), "gpkg_spatial_ref_sys"))
    for table in ALL:
        kind, srs = listed.get(table, (None, None))
        spatial = table in GEOMETRY
        if kind != ("features" if spatial else "attributes") or (spatial and srs != binary.SRS):
            findings.append(_whole(tr("The table is not listed as it should be."), "gpkg_contents"))
        if spatial and columns.get(table) != ["geom", GEOMETRY[table], binary.SRS, 0, 0]:
            findings.append(
                _whole(tr("The geometry of {table} is not listed as it should be.", table=table), table)
            )
        actual = geopackage.exact_extent(connection, table) if spatial else None
        recorded = extents.get(table)
        if actual is not None and (recorded is None or geopackage.wider(recorded, actual) != recorded):
            findings.append(_whole(tr("The extent of {table} is too small.", table=table), table))
    triggers = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    for name, table in triggers.fetchall():
        if not name.startswith("rtree_"):
            findings.append(_whole(tr("The trigger {name} does not belong in a project.", name=name), table))
    return findings


def _rows(connection: sqlite3.Connection, path: Path) -> list[Finding]:
    region, findings = reading.region(connection, "")
    records = reading.records(connection)
    tables: dict[str, dict[int, Any]] = {}
    for table, listed in records.items():
        tables[table] = {}
        for key, record in listed.items():
            try:
                tables[table][key] = rows.read(table, record)
            except ValueError as error:
                findings.append(Finding(table, key, rows.unreadable(str(error))))
    everything = [(table, row) for table, listed in tables.items() for row in listed.values()]
    faults = rules.unsound(everything, tables, region)
    findings += [Finding(table, key, what) for (table, key), what in faults.items()]
    if PRESENT in tables["variant"]:
        findings.append(Finding("variant", PRESENT, tr("This key stands for the present.")))
    return [*findings, *_journal(connection, path, records, region), *_land(region)]


def _journal(
    connection: sqlite3.Connection, path: Path, records: outside.Records, region: Region
) -> list[Finding]:
    """Whether the steps are in order and together made the rows as they stand."""
    findings = []
    with outside.consistent(path):
        history = journal.steps(connection)
    done = [step.done for step in history]
    if sorted(done, reverse=True) != done or len({step.order for step in history}) < len(history):
        findings.append(_whole(tr("The steps are not in order."), "step"))
    known = {step.key for step in history}
    for (step,) in connection.execute('SELECT DISTINCT "step" FROM change').fetchall():
        if step not in known:
            findings.append(Finding("change", step, tr("A change belongs to a step that is not there.")))
    outcome = outside.compared(connection, path, records, region)
    findings += [
        Finding(
            change.table, change.key, tr("This row was changed outside: it is not what the history made.")
        )
        for change in outcome.changes
    ]
    told = {(finding.table, finding.key) for finding in findings}
    return findings + [finding for finding in outcome.findings if (finding.table, finding.key) not in told]


def _land(region: Region) -> list[Finding]:
    """Whether no land is counted twice: municipalities are a partition, present land use a part of it."""
    findings = []
    sound = shapely.is_valid(region.borders)
    for row, valid in zip(region.municipalities, sound, strict=True):
        if not valid:
            said = tr("The border of {name} is not valid.", name=row.name)
            findings.append(Finding("municipality", row.key, said))
    shared = _overlaps(region.borders).sum()
    if shared > OVERLAP_M2:
        findings.append(_whole(tr("Municipalities overlap by {area}.", area=_area(shared)), "municipality"))
    imported = region.imported
    valid = shapely.is_valid(imported.geoms)
    said = tr("The shape is not valid.")
    findings += [Finding("present_use", int(key), said) for key in imported.keys[~valid]]
    allowed = max(OVERLAP_M2, _ROUNDING * float(imported.areas.sum()))
    for faults, what in (
        (_outlying(region), mark("Present land use lies {area} outside its municipality, here most of all.")),
        (_overlaps(imported.geoms), mark("Present land use overlaps by {area}, here most of all.")),
    ):
        if len(faults) and (faults.max() > OVERLAP_M2 or faults.sum() > allowed):
            key = int(imported.keys[int(np.argmax(faults))])
            findings.append(Finding("present_use", key, tr(what, area=_area(float(faults.sum())))))
    return findings


def _area(m2: float) -> str:
    return hectares(m2) if m2 >= 10_000 else f"{number(m2)} m2"


def _overlaps(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Per valid shape the area, m2, that it shares with later ones; 0 for others.

    GEOS's coverage check first finds the few shapes whose edges do not match; only those are laid over each
    other.
    """
    shared = np.zeros(len(shapes))
    usable = np.flatnonzero(shapely.is_valid(shapes))
    if len(usable) < 2:
        return shared
    suspect = usable[~shapely.is_empty(shapely.coverage_invalid_edges(shapes[usable]))]
    one, other = shapely.STRtree(shapes).query(shapes[suspect], predicate="intersects")
    pairs = np.unique(np.sort(np.column_stack([suspect[one], other]), axis=1), axis=0)
    pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & np.isin(pairs, usable).all(axis=1)]
    areas = shapely.area(shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]]))
    np.add.at(shared, pairs[:, 0], areas)
    return shared


def _outlying(region: Region) -> NDArray[np.float64]:
    """Per valid present-use polygon the area, m2, outside its municipality; 0 for others."""
    imported = region.imported
    outlying = np.zeros(len(imported.geoms))
    valid = shapely.is_valid(imported.geoms)
    for position in np.flatnonzero(shapely.is_valid(region.borders)):
        border = region.borders[position]
        own = np.flatnonzero((imported.municipality == position) & valid)
        shapely.prepare(border)
        crossing = own[~shapely.contains_properly(border, imported.geoms[own])]
        pieces = np.array(_pieces(border), dtype=object)
        one, piece = shapely.STRtree(pieces).query(imported.geoms[crossing], predicate="intersects")
        inside = np.zeros(len(crossing))
        np.add.at(
            inside, one, shapely.area(shapely.intersection(imported.geoms[crossing[one]], pieces[piece]))
        )
        outlying[crossing] = np.maximum(shapely.area(imported.geoms[crossing]) - inside, 0)
    return outlying


def _pieces(shape: Any) -> list[Any]:
    """The shape cut into pieces of few corners: one of ten thousand is slow to lay over anything."""
    if shapely.get_num_coordinates(shape) <= _CORNERS:
        return [shape]
    xmin, ymin, xmax, ymax = shapely.bounds(shape)
    if xmax - xmin > ymax - ymin:
        middle = (xmin + xmax) / 2
        halves = ((xmin, ymin, middle, ymax), (middle, ymin, xmax, ymax))
    else:
        middle = (ymin + ymax) / 2
        halves = ((xmin, ymin, xmax, middle), (xmin, middle, xmax, ymax))
    cut = [shapely.intersection(shape, shapely.box(*half)) for half in halves]
    return [piece for half in cut if not half.is_empty for piece in _pieces(half)]
