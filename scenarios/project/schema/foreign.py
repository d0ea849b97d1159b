"""Feature tables of somebody else's GeoPackage, for files that GDAL gives up on because of one declared type.

Tables are read as they stand: no views, no functions of the file's own, nothing written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)

Unreadable = sqlite3.Error
"""What reading a damaged or foreign file raises."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """A feature table: its geometry column, declared type, columns, number of rows and coordinate system."""

    name: str
    geometry_column: str
    declared: str
    columns: tuple[str, ...]
    count: int
    crs: str


def tables(path: Path) -> list[FeatureTable]:
    """The feature tables of a GeoPackage; raises sqlite3.DatabaseError where it is none."""
    with _reading(path) as db:
        found = db.execute(
            "SELECT c.table_name, c.column_name, c.geometry_type_name, s.organization, "
            "s.organization_coordsys_id,"
            " s.definition FROM gpkg_geometry_columns c LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = "
            "c.srs_id"
        ).fetchall()
        return [_table(db, *row) for row in found if _is_table(db, row[0])]


def read(
    path: Path, table: FeatureTable, most: int | None = None
) -> tuple[NDArray[np.object_], list[tuple[Any, ...]], int]:
    """Geometries (None: null or unreadable), the other columns row by row, and how many were unreadable."""
    listed = ", ".join(_quoted(name) for name in (table.geometry_column, *table.columns))
    limit = "" if most is None else f" LIMIT {int(most)}"
    with _reading(path) as db:
        rows = db.execute(f"SELECT {listed} FROM {_quoted(table.name)}{limit}").fetchall()
    geoms = np.empty(len(rows), dtype=object)
    bad = 0
    for i, row in enumerate(rows):
        geoms[i] = _geometry(row[0])
        bad += geoms[i] is None and isinstance(row[0], bytes) and not _is_empty(row[0])
    return geoms, [row[1:] for row in rows], bad


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        db.execute("PRAGMA trusted_schema = OFF")
        db.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        yield db


def _is_table(db: sqlite3.Connection, name: str) -> bool:
    found = db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    return found is not None and "VIRTUAL" not in str(found[0]).upper()[:20]


def _table(
    db: sqlite3.Connection,
    name: str,
    column: str,
    declared: str,
    organization: Any,
    code: Any,
    definition: Any,
) -> FeatureTable:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({_quoted(name)})")]
    count = db.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]
    others = tuple(c for c in columns if c != column)
    return FeatureTable(
        name, column, str(declared).upper(), others, count, _crs(organization, code, definition)
    )


def _crs(organization: Any, code: Any, definition: Any) -> str:
    if code in (None, 0, -1):
        return ""
    return f"EPSG:{code}" if str(organization).upper() == "EPSG" else str(definition or "")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geometry(blob: Any) -> Any:
    if not isinstance(blob, bytes) or len(blob) < 13 or blob[:2] != b"GP":
        return None
    indicator = (blob[3] >> 1) & 7
    if indicator >= len(_ENVELOPE_BYTES):
        return None
    try:
        return shapely.force_2d(shapely.from_wkb(blob[8 + _ENVELOPE_BYTES[indicator] :]))
    except (shapely.errors.ShapelyError, NotImplementedError):
        return None


def _is_empty(blob: bytes) -> bool:
    return len(blob) > 3 and bool(blob[3] & 0x10)
