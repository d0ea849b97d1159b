"""A project file into memory: the region as arrays, the drawn rows as rows."""

import gc
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import shapely

from scenarios.project import rows
from scenarios.project.findings import Finding
from scenarios.project.model import GEOMETRY, JOURNALED, Municipality
from scenarios.project.region import USE_INDEX, Backdrop, Coverage, Region
from scenarios.project.schema import binary
from scenarios.wording import tr


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector: it would walk hundreds of thousands of new objects that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def region(connection: sqlite3.Connection, stamp: str) -> tuple[Region, list[Finding]]:
    """Read the region; rows that cannot be used are left out and told in the findings."""
    findings: list[Finding] = []
    with _without_collecting():
        municipalities = sorted(_municipalities(connection, findings), key=lambda row: row.code)
        borders = binary.polygons([row.geom for row in municipalities])
        index = {row.code: position for position, row in enumerate(municipalities)}
        imported = _coverage(connection, index, findings)
        backdrop = _backdrop(connection, findings)
    return Region(tuple(municipalities), borders, imported, backdrop, stamp), findings


def _municipalities(connection: sqlite3.Connection, findings: list[Finding]) -> list[Municipality]:
    found: list[Municipality] = []
    for record in connection.execute(rows.select_sql("municipality")):
        try:
            row = rows.read("municipality", record)
            shape = shapely.from_wkb(row.geom)
            if shapely.get_dimensions(shape) != 2 or row.code in {other.code for other in found}:
                raise ValueError("not a municipality")
            found.append(row)
        except (ValueError, shapely.errors.ShapelyError):
            what = tr(
                "A municipality has no usable border or code, or one that is there already; it is left out."
            )
            findings.append(Finding("municipality", record[0], what))
    return found


def _coverage(connection: sqlite3.Connection, index: dict[str, int], findings: list[Finding]) -> Coverage:
    records = connection.execute('SELECT "key", geom, municipality, "use" FROM present_use').fetchall()
    if not records:
        return Coverage(
            np.empty(0, dtype=object), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64)
        )
    keys, blobs, codes, uses = zip(*records, strict=True)
    geoms = binary.shapes(blobs)
    where = np.fromiter((index.get(code, -1) for code in codes), dtype=np.int32, count=len(codes))
    what = np.fromiter((USE_INDEX.get(use, -1) for use in uses), dtype=np.int32, count=len(uses))
    numbers = np.fromiter(keys, dtype=np.int64, count=len(keys))
    sound = (where >= 0) & (what >= 0) & (shapely.get_dimensions(geoms) == 2)
    if not sound.all():
        said = tr("A present-use polygon has no usable shape, municipality or use; it is left out.")
        findings.extend(Finding("present_use", int(key), said) for key in numbers[~sound])
        return Coverage(geoms[sound], where[sound], what[sound], numbers[sound])
    return Coverage(geoms, where, what, numbers)


def _backdrop(connection: sqlite3.Connection, findings: list[Finding]) -> Backdrop:
    records = connection.execute('SELECT "key", geom, kind, name, source FROM reference').fetchall()
    if not records:
        return Backdrop(np.empty(0, dtype=object))
    keys, blobs, kinds, texts, sources = zip(*records, strict=True)
    geoms = binary.shapes(blobs)
    missing = shapely.is_missing(geoms)
    if missing.any():
        said = tr("A backdrop shape cannot be read; it is left out.")
        findings.extend(
            Finding("reference", key, said) for key, gone in zip(keys, missing, strict=True) if gone
        )
    kept = [position for position, gone in enumerate(missing) if not gone]
    return Backdrop(
        geoms[~missing],
        tuple(str(kinds[position] or "") for position in kept),
        tuple(str(texts[position] or "") for position in kept),
        tuple(str(sources[position] or "") for position in kept),
    )


def records(connection: sqlite3.Connection) -> dict[str, dict[int, Sequence[Any]]]:
    """The journaled rows as they stand in the file, by table and key."""
    with _without_collecting():
        return {
            table: {record[0]: record for record in connection.execute(rows.select_sql(table))}
            for table in JOURNALED
        }


def tables(found: Mapping[str, Mapping[int, Sequence[Any]]]) -> dict[str, dict[int, Any]]:
    """The rows of records as they are; raises ValueError where a row or its shape cannot be read."""
    with _without_collecting():
        read = {
            table: {key: rows.read(table, record) for key, record in listed.items()}
            for table, listed in found.items()
        }
        wkbs = [row.geom for table, listed in read.items() if table in GEOMETRY for row in listed.values()]
        try:
            binary.polygons(wkbs)
        except shapely.errors.ShapelyError as error:
            raise ValueError("unreadable") from error
    return read
