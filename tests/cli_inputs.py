"""Small input files for the command line: two municipalities of 1 km2, land use, shapes, a programme."""

import json
from pathlib import Path

X, Y = 80_000, 450_000


def box(x: float, y: float, width: float, height: float | None = None) -> dict:
    """A square as GeoJSON, its corner at metres from the test origin, in RD New."""
    up = width if height is None else height
    x0, y0 = X + x, Y + y
    ring = [[x0, y0], [x0 + width, y0], [x0 + width, y0 + up], [x0, y0 + up], [x0, y0]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(path: Path, *features: tuple[dict, dict], crs: str | None = "EPSG::28992") -> Path:
    """A GeoJSON file of (geometry, properties)."""
    content: dict = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": p, "geometry": g} for g, p in features],
    }
    if crs:
        content["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def region(folder: Path) -> list[str]:
    """The options of `new`: municipality A is farmland with 10 ha housing, B housing in its west half."""
    municipalities = collection(
        folder / "gemeenten.geojson",
        (box(0, 0, 1000), {"code": "GM0001", "naam": "Aardam"}),
        (box(1000, 0, 1000), {"code": "GM0002", "naam": "Beekdorp"}),
    )
    land = collection(
        folder / "grond.geojson",
        (box(0, 0, 1000, 900), {"soort": "akker"}),
        (box(0, 900, 1000, 100), {"soort": "huis"}),
        (box(1000, 0, 500, 1000), {"soort": "huis"}),
    )
    classes = folder / "klassen.csv"
    classes.write_text("value,use\nakker,LAN\nhuis,WON\n", encoding="utf-8")
    return [
        *("--municipalities", str(municipalities), "--code", "code", "--name", "naam"),
        *("--land-use", str(land), "--class", "soort", "--classes", str(classes), "--base-year", "2026"),
    ]


def shapes(path: Path, name: str = "Cluster Zuid") -> Path:
    """A cluster of 20 ha with two plots, the first before its site in the file, and 4 ha of housing."""
    return collection(
        path,
        (box(120, 120, 150, 200), {"kind": "plot", "site": name, "activity": "A02"}),
        (box(100, 100, 400, 500), {"kind": "cluster", "name": name, "start": 2030}),
        (box(300, 120, 150, 200), {"kind": "plot", "activity": "A05", "start": 2030}),
        (box(600, 600, 200), {"kind": "change", "use": "WON", "name": "Nieuw"}),
    )
