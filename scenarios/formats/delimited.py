"""CSV files with a place in every row: a WKT column, or x and y columns.

Read here and not by GDAL because Dutch files come with semicolons, decimal commas and Windows letters.
"""

import csv
import io
import re
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats.features import Field, LayerInfo, Raw, kind_of, number, samples
from scenarios.formats.gdal import geometry_kind
from scenarios.geometry.remarks import Remark
from scenarios.wording import tr

_WKT = re.compile(r"^(wkt|geom|geometry|geometrie|the_geom|shape)$", re.IGNORECASE)
_X = re.compile(r"^(x|x_?coord(inaat)?|rd_?x|x_?rd|lon|lng|longitude|easting)$", re.IGNORECASE)
_Y = re.compile(r"^(y|y_?coord(inaat)?|rd_?y|y_?rd|lat|latitude|northing)$", re.IGNORECASE)
_STARTS = re.compile(
    r"^\s*(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.IGNORECASE
)


def rows(path: Path) -> tuple[tuple[str, ...], list[list[str]]]:
    """The header and the rows of a text table, as wide as the header; raises Refused where it is no table."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(2**31 - 1)
    try:
        table = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise Refused(tr("{file} is no readable table: {why}", file=path.name, why=str(error))) from error
    if not table:
        raise Refused(tr("{file} is empty.", file=path.name))
    header = tuple(name.strip() for name in table[0])
    return header, [(row + [""] * len(header))[: len(header)] for row in table[1:]]


def layers(path: Path) -> list[LayerInfo]:
    """The one layer of a CSV file."""
    raw = read(path, None)
    fields = tuple(Field(name, kind_of(values), samples(values)) for name, values in raw.columns.items())
    kind = geometry_kind(raw.geoms) if len(raw.geoms) else "none"
    return [LayerInfo(path.stem, kind, len(raw.geoms), fields, raw.crs)]


def read(path: Path, columns: tuple[str, ...] | None) -> Raw:
    """All rows with their geometry; the coordinate system is what an SRID in the WKT says, else unknown."""
    header, table = rows(path)
    found = [[row[i] for row in table] for i in range(len(header))]
    geoms, places, crs, bad = _geometries(path, header, found)
    names = columns if columns is not None else tuple(name for name in header if name not in places)
    values = {name: _column(found[header.index(name)]) for name in names if name in header}
    return Raw(geoms, values, crs, (Remark("unreadable", bad),) if bad else ())


def _geometries(
    path: Path, header: tuple[str, ...], columns: list[list[str]]
) -> tuple[NDArray[np.object_], tuple[str, ...], str, int]:
    for name, values in zip(header, columns, strict=True):
        first = next((value for value in values if value.strip()), "")
        if _WKT.match(name) or _STARTS.match(first):
            return _from_wkt(name, values)
    x = next((i for i, name in enumerate(header) if _X.match(name)), None)
    y = next((i for i, name in enumerate(header) if _Y.match(name)), None)
    if x is None or y is None:
        raise Refused(
            tr(
                "{file} has no place in its rows: it needs a WKT column or columns x and y. Its columns: "
                "{fields}.",
                file=path.name,
                fields=", ".join(header),
            )
        )
    return _from_xy(header, columns, x, y)


def _from_wkt(name: str, values: list[str]) -> tuple[NDArray[np.object_], tuple[str, ...], str, int]:
    srid = next((found[1] for value in values if (found := re.match(r"\s*SRID=(\d+);", value))), "")
    plain = [re.sub(r"^\s*SRID=\d+;", "", value).strip() for value in values]
    with np.errstate(invalid="ignore"):
        geoms = shapely.from_wkt(
            np.array([value or None for value in plain], dtype=object), on_invalid="ignore"
        )
    bad = sum(1 for value, geom in zip(plain, geoms, strict=True) if value and geom is None)
    return shapely.force_2d(geoms), (name,), f"EPSG:{srid}" if srid else "", bad


def _from_xy(
    header: tuple[str, ...], columns: list[list[str]], x: int, y: int
) -> tuple[NDArray[np.object_], tuple[str, ...], str, int]:
    places = [(number(a), number(b)) for a, b in zip(columns[x], columns[y], strict=True)]
    geoms = np.array(
        [shapely.Point(a, b) if a is not None and b is not None else None for a, b in places], object
    )
    written = [bool(a.strip() or b.strip()) for a, b in zip(columns[x], columns[y], strict=True)]
    bad = sum(1 for geom, said in zip(geoms, written, strict=True) if geom is None and said)
    return geoms, (header[x], header[y]), "", bad


def _column(values: list[str]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = [value if value != "" else None for value in values]
    return column
