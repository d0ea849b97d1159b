"""Small real files in every format that is read, for tests of the intake."""

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from tests.makers import square


def geojson(
    path: Path, features: Sequence[tuple[Any, Mapping[str, Any]]], crs: str | None = "EPSG:28992"
) -> Path:
    """A GeoJSON file of (geometry or None, properties); `crs` None leaves the member out."""
    content: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": dict(properties),
                "geometry": None if geom is None else json.loads(shapely.to_geojson(geom)),
            }
            for geom, properties in features
        ],
    }
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def gdal(
    path: Path,
    driver: str,
    features: Sequence[tuple[Any, Mapping[str, Any]]],
    *,
    kind: str = "Polygon",
    crs: str | None = "EPSG:28992",
    layer: str | None = None,
    **options: Any,
) -> Path:
    """A file of (geometry, properties) written by GDAL."""
    from scenarios.formats.gdal import pyogrio

    names = list(features[0][1])
    values = [np.array([row[name] for _, row in features]) for name in names]
    values = [v.astype(object) if v.dtype.kind in "UO" else v for v in values]
    geoms = np.array([shapely.to_wkb(geom) for geom, _ in features], dtype=object)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio().raw.write(
            path, geoms, values, names, driver=driver, geometry_type=kind, crs=crs, layer=layer, **options
        )
    return path


TWO = (
    (square(0, 0, 1000), {"gemeentecode": "GM0001", "gemeentenaam": "Aardam", "aantal_inwoners": 1200}),
    (square(1000, 0, 1000), {"gemeentecode": "GM0002", "gemeentenaam": "Beekdorp", "aantal_inwoners": 800}),
)
"""Two municipalities of 1 km2 side by side."""


def two_municipalities(folder: Path) -> Path:
    """A GeoJSON file with TWO."""
    return geojson(folder / "gemeenten.geojson", TWO)


def land(
    folder: Path, *pieces: tuple[Any, str], name: str = "bodem.geojson", field: str = "bodemgebruik"
) -> Path:
    """A GeoJSON file of land use: shapes with their class in `field`."""
    return geojson(folder / name, [(shape, {field: value}) for shape, value in pieces])
