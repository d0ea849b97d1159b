"""GeoJSON as its standard (RFC 7946) wants it: WGS84, so that every web map puts it in the right place."""

from dataclasses import replace
from pathlib import Path

from scenarios.formats.layer import VectorLayer, write
from scenarios.formats.written import atomically


def write_geojson(path: Path, layer: VectorLayer) -> None:
    """Write one layer in WGS84 to the millimetre; keys as text, since scripts round large numbers.

    Single polygons stay single: the layer says "Unknown", so that GDAL takes each as it is.
    """
    with atomically(path) as unfinished:
        keys = [name for name in layer.columns if name in ("key", "site_key")]
        plain = replace(layer.with_text(*keys), kind="Unknown")
        write(unfinished, plain, "GeoJSON", RFC7946="YES", COORDINATE_PRECISION="8")
