"""A plain GeoPackage of layers for other programs: results to look at, not a project to go on with."""

from collections.abc import Sequence
from pathlib import Path

from scenarios.formats.layer import VectorLayer, write
from scenarios.formats.written import atomically


def write_geopackage(path: Path, layers: Sequence[VectorLayer]) -> None:
    """Write layers in EPSG:28992 to one new file."""
    with atomically(path) as unfinished:
        for layer in layers:
            write(unfinished, layer, "GPKG")
