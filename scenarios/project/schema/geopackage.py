"""The GeoPackage system tables, so that every GIS opens the project as it is.

OGC 12-128r17 (GeoPackage 1.3), clauses 1.1.2, 1.1.3, 2.1 and annex C. Plain statements where sqlite-utils
has no words for the prescribed defaults and constraints.
"""

import sqlite3
from typing import TYPE_CHECKING

from scenarios.project.model import GEOMETRY
from scenarios.project.schema.binary import SRS, shapes
from scenarios.project.schema.tables import ALL

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x47504B47
"""`GPKG` in ASCII."""
USER_VERSION = 10300

NOW = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"

RD_NEW = (
    'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",'
    'SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],'
    'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],'
    'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],'
    'PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],'
    'UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],'
    'AUTHORITY["EPSG","28992"]]'
)
WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)

_NAMES = ("srs_name", "srs_id", "organization", "organization_coordsys_id", "definition", "description")
_REFERENCE_SYSTEMS = (
    (
        "Undefined cartesian SRS",
        -1,
        "NONE",
        -1,
        "undefined",
        "undefined cartesian coordinate reference system",
    ),
    (
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        "undefined",
        "undefined geographic coordinate reference system",
    ),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS_84, "longitude/latitude coordinates in decimal degrees"),
    ("Amersfoort / RD New", SRS, "EPSG", SRS, RD_NEW, "Netherlands, Rijksdriehoek"),
)

_SYSTEM = (
    """CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
)""",
    f"""CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT ({NOW}),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
)""",
    """CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
)""",
)


def create(db: "Database") -> None:
    """Create the system tables and register every table of rows, inside the caller's transaction."""
    for statement in _SYSTEM:
        db.execute(statement)
    db.table("gpkg_spatial_ref_sys").insert_all([_NAMES, *_REFERENCE_SYSTEMS])
    for table in ALL:
        register(db, table)


def register(db: "Database", table: str) -> None:
    """List a table of rows in the system tables: as features where it has a geometry, else as attributes."""
    spatial = table in GEOMETRY
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        [table, "features" if spatial else "attributes", table, SRS if spatial else None],
    )
    if spatial:
        db.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", [table, GEOMETRY[table], SRS]
        )


Extent = tuple[float, float, float, float]


def wider(one: Extent, other: Extent) -> Extent:
    """The extent around both, m."""
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def extents(connection: sqlite3.Connection) -> dict[str, Extent]:
    """xmin, ymin, xmax, ymax per table with a geometry, m; tables without an extent are left out."""
    found = connection.execute("SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents")
    return {
        table: tuple(box)
        for table, *box in found
        if table in GEOMETRY and all(isinstance(value, float | int) for value in box)
    }


def set_extent(connection: sqlite3.Connection, table: str, extent: Extent | None) -> None:
    """Write a table's extent (None: it is empty) and the time of its last change."""
    connection.execute(
        f"UPDATE gpkg_contents SET last_change = {NOW}, min_x = ?, min_y = ?, max_x = ?, max_y = ?"
        " WHERE table_name = ?",
        (*(extent or (None,) * 4), table),
    )


def touch(connection: sqlite3.Connection, table: str) -> None:
    """Write the time of a table's last change."""
    connection.execute(f"UPDATE gpkg_contents SET last_change = {NOW} WHERE table_name = ?", (table,))


def exact_extent(connection: sqlite3.Connection, table: str) -> Extent | None:
    """The extent of what a table holds now, m; None where it holds nothing."""
    import shapely

    blobs = [row[0] for row in connection.execute(f'SELECT geom FROM "{table}" WHERE geom IS NOT NULL')]
    bounds = shapely.total_bounds(shapes(blobs)) if blobs else None
    if bounds is None or bounds[0] != bounds[0]:
        return None
    return tuple(float(value) for value in bounds)  # type: ignore[return-value]
