"""GDAL through pyogrio, with everything switched off that the product does not promise.

Only the drivers of the format list stay registered; GDAL may not go to the network (a GeoJSON with a linked
coordinate system would make it) nor write beside what it reads.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats.features import Field, LayerInfo, Raw, samples
from scenarios.formats.source import opened
from scenarios.geometry.remarks import Remark
from scenarios.wording import tr

DRIVERS = ("ESRI Shapefile", "GeoJSON", "GPKG", "SQLite", "FlatGeobuf", "GML", "TopoJSON", "CSV", "MVT")
"""The drivers that stay on, for reading and for writing."""


class Unsupported(Refused):
    """GDAL or its binding gives up on a layer's declared type; another reader may not."""


_OPTIONS = {
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
    "SHAPE_RESTORE_SHX": "YES",
    "OGR_SQLITE_LIST_VIRTUAL_OGR": "NO",
    "SQLITE_LIST_ALL_TABLES": "NO",
    "GDAL_PAM_ENABLED": "NO",
    # There is nothing there: every request fails at once, on this computer.
    "GDAL_HTTP_UNIX_SOCKET_PATH": "/nowhere/schuifruimte.sock",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing",
}
_ERRORS = ("CRSError", "DataLayerError", "DataSourceError", "FeatureError", "FieldError")
_SAMPLE_ROWS = 500

Table = dict[str, NDArray[np.object_]]


@cache
def pyogrio() -> Any:
    """The pyogrio module, set up; anything that needs GDAL asks for it here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyogrio
        from pyogrio._ogr import _register_drivers

        others = [name for name in pyogrio.list_drivers() if name not in DRIVERS]
        pyogrio.set_gdal_config_options({**_OPTIONS, "GDAL_SKIP": ",".join(others)})
        # GDAL drops the skipped drivers when it registers again.
        _register_drivers()
    return pyogrio


def layers(path: Path) -> list[LayerInfo]:
    """The layers of a file with their fields; raises Refused in one sentence where GDAL cannot read it."""
    gdal = pyogrio()
    with opened(path) as safe, _quiet(path):
        return [_info(gdal, safe, str(name), kind) for name, kind in gdal.list_layers(safe)]


def read(
    path: Path,
    layer: str,
    columns: tuple[str, ...] | None,
    window: tuple[float, float, float, float] | None = None,
    most: int | None = None,
) -> Raw:
    """One layer with some of its columns (None: all), in its own coordinates; `window` a box in them to
    read."""
    gdal = pyogrio()
    with opened(path) as safe, _quiet(path):
        meta, _, wkb, values = _read(gdal, safe, layer, columns, window, most)
        table = dict(zip(meta["fields"], (_objects(v) for v in values), strict=True))
        geoms, remarks = _geometries(wkb)
        if wkb is None:
            geoms = np.full(len(values[0]) if values else 0, None, dtype=object)
        return Raw(geoms, table, _crs(meta["crs"]), remarks)


def _read(
    gdal: Any, path: Path, layer: str, columns: tuple[str, ...] | None, window: Any, most: int | None
) -> Any:
    asked: dict[str, Any] = {"layer": layer, "columns": columns, "force_2d": True, "bbox": window}
    if most is not None:
        asked["max_features"] = most
    try:
        return gdal.raw.read(path, **asked)
    except UnicodeDecodeError:
        return gdal.raw.read(path, encoding="cp1252", **asked)


def _geometries(wkb: NDArray[np.object_] | None) -> tuple[NDArray[np.object_], tuple[Remark, ...]]:
    if wkb is None:
        return np.empty(0, dtype=object), ()
    geoms = shapely.from_wkb(wkb, on_invalid="ignore")
    given = np.array([blob is not None for blob in wkb], dtype=bool)
    bad = int((given & shapely.is_missing(geoms)).sum())
    return geoms, ((Remark("unreadable", bad),) if bad else ())


def _objects(values: NDArray[Any]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = list(values)
    return column


def _info(gdal: Any, path: Path, name: str, kind: str | None) -> LayerInfo:
    info = gdal.read_info(path, layer=name, force_feature_count=True)
    names = tuple(str(field) for field in info["fields"])
    count = max(int(info["features"]), 0)
    _, _, wkb, values = (
        _read(gdal, path, name, None, None, _SAMPLE_ROWS) if count else (0, 0, None, [[]] * len(names))
    )
    fields = tuple(
        Field(field, _kind(str(dtype)), samples(_objects(np.asarray(column, dtype=object))))
        for field, dtype, column in zip(names, info["dtypes"], values, strict=True)
    )
    return LayerInfo(name, _geometry_kind(kind, wkb), count, fields, _crs(info["crs"]))


def _crs(said: str | None) -> str:
    """The coordinate system GDAL found; GeoPackage's two "undefined" ones count as none."""
    return "" if not said or "undefined" in said[:60].lower() else said


def _kind(dtype: str) -> str:
    if dtype == "bool":
        return "yes-no"
    if dtype.startswith(("int", "uint", "float")):
        return "number"
    if dtype.startswith("datetime"):
        return "date"
    return "text" if dtype == "object" else "other"


def _geometry_kind(declared: str | None, wkb: NDArray[np.object_] | None) -> str:
    if declared is None:
        return "none"
    word = declared.lower()
    for sign, kind in (("polygon", "polygon"), ("surface", "polygon"), ("line", "line"), ("curve", "line")):
        if sign in word:
            return kind
    if "point" in word:
        return "point"
    geoms, _ = _geometries(wkb)
    return geometry_kind(geoms)


def geometry_kind(geoms: NDArray[np.object_]) -> str:
    """Polygon, line or point where all geometries are that, else mixed."""
    kinds = {0: "point", 4: "point", 1: "line", 2: "line", 5: "line", 3: "polygon", 6: "polygon"}
    found = {kinds.get(int(kind), "mixed") for kind in np.unique(shapely.get_type_id(geoms)) if kind >= 0}
    return found.pop() if len(found) == 1 else "mixed"


@contextmanager
def _quiet(path: Path) -> Iterator[None]:
    """GDAL's warnings kept silent and its errors turned into one sentence."""
    from pyogrio import errors

    known = (*(getattr(errors, name) for name in _ERRORS), RuntimeError, ValueError, OSError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Refused:
        raise
    except errors.GeometryError as error:
        raise Unsupported(_sentence(error, path)) from error
    except known as error:
        raise Refused(_sentence(error, path)) from error


def _sentence(error: Exception, path: Path) -> str:
    return tr("{file} cannot be read: {why}", file=path.name, why=_short(error, path))


def _short(error: Exception, path: Path) -> str:
    """GDAL's reason in one line, without advice meant for programmers."""
    said = str(error).replace(str(path), path.name).split("; It might help")[0]
    first = " ".join(said.split())
    if "not recognized" in first:
        return tr("it is damaged or not in a format that is read.")
    return first[:200] or tr("it is damaged or not in a format that is read.")
