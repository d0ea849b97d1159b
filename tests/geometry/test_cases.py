"""Shapes that once broke JTS, GEOS, PostGIS or QGIS: each gives a sound result here, or one sentence."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.geometry import area, divide, outline, overlap, rings, shape, shared, transform
from tests.makers import ORIGIN

MOST_CORNERS = 3_000
"""Larger cases are left to the overlay of GEOS itself: ten functions over each would take minutes."""


def _jts(folder: Path) -> Iterator[tuple[str, list[Any]]]:
    for path in sorted((folder / "jts-testxml").rglob("*.xml")):
        for number, case in enumerate(ElementTree.parse(path).iter("case")):
            texts = [(case.findtext(name) or "").strip() for name in ("a", "b")]
            found = [read for text in texts if (read := _read(text)) is not None]
            if found:
                yield f"{path.name} {number}", found


def _mapnik(folder: Path) -> Iterator[tuple[str, list[Any]]]:
    for path in sorted((folder / "mapnik-geometry").glob("*.json")):
        found = _read(path.read_text(encoding="utf-8"))
        if found is not None:
            yield path.name, [found]


def _read(text: str) -> Any:
    """WKT, hex WKB or GeoJSON; None where it is none at all (some are meant to be unreadable)."""
    try:
        if not text:
            return None
        if text.startswith("{"):
            told = json.loads(text)
            told = told["features"][0]["geometry"] if "features" in told else told.get("geometry", told)
            return shapely.from_geojson(json.dumps(told))
        if text[:1] == "0":
            return shapely.from_wkb("".join(text.split()))
        with np.errstate(invalid="ignore"):
            return shapely.from_wkt(text)
    except (shapely.GEOSException, ValueError, KeyError):
        return None


@cache
def _cases(folder: Path) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    found = [(name, tuple(shapes)) for name, shapes in (*_jts(folder), *_mapnik(folder))]
    return tuple(c for c in found if sum(shapely.get_num_coordinates(s) for s in c[1]) <= MOST_CORNERS)


def _areas(shapes: tuple[Any, ...]) -> list[Any]:
    return [p for s in shapes for p in shapely.get_parts(s) if p.geom_type == "Polygon" and not p.is_empty]


def _somewhere(shapes: tuple[Any, ...], in_the_country: bool) -> list[Any]:
    """The polygons of a case as they are, or moved, and scaled where they must be, to the region of tests."""
    found = _areas(shapes)
    if not found or not in_the_country:
        return found
    corners = shapely.get_coordinates(np.array(found, dtype=object))
    corners = corners[np.isfinite(corners).all(axis=1)]
    if len(corners) == 0:
        return []
    low, wide = corners.min(axis=0), float(np.ptp(corners, axis=0).max()) or 1.0
    factor = 500 / wide
    return [shapely.transform(p, lambda xy: (xy - low) * factor + ORIGIN) for p in found]


def _line(polygon: Any) -> list[tuple[float, float]]:
    xmin, ymin, xmax, ymax = polygon.bounds
    return [(xmin - 1, ymin - 1), ((xmin + xmax) / 2, (ymin + ymax) / 2), (xmax + 2, ymax + 1)]


def _middle(polygon: Any) -> tuple[float, float]:
    return ((polygon.bounds[0] + polygon.bounds[2]) / 2, (polygon.bounds[1] + polygon.bounds[3]) / 2)


def _settled(a: Any, b: Any, rule: Any) -> list[Any]:
    found = overlap.settled(shape.on_grid(a), {"b": shape.on_grid(b)}, rule)
    return [found.shape, *(other for other in found.changed.values() if other is not None)]


ALONE: dict[str, Callable[[Any], Any]] = {
    "clean": shape.on_grid,
    "area": lambda a: area.with_area(a, max(1.0, 1.4 * float(a.area))),
    "edge": lambda a: area.with_area(a, max(1.0, 1.1 * float(a.area)), 0),
    "split": lambda a: divide.split(a, _line(a)),
    "reshape": lambda a: divide.reshaped(a, _line(a)),
    "offset": lambda a: outline.offset(a, -1.5),
    "grow": lambda a: outline.offset(a, 3.0),
    "simplify": lambda a: outline.simplified(a, 2.0),
    "push": lambda a: outline.edge_pushed(a, 0, 2.0),
    "hole": lambda a: rings.with_hole(a, shapely.Point(_middle(a)).buffer(4)),
    "turn": lambda a: shape.on_grid(transform.turned(a, 33, _middle(a))),
    "fill": lambda a: list(rings.filled(a, _middle(a))),
}

TOGETHER: dict[str, Callable[[Any, Any], Any]] = {
    "merge": lambda a, b: divide.merged([a, b]),
    "cut": lambda a, b: list(shapely.get_parts(outline.cut_out(shape.on_grid(a), shape.on_grid(b)))),
    "trim": lambda a, b: list(shapely.get_parts(outline.trimmed(shape.on_grid(a), shape.on_grid(b)))),
    "take": lambda a, b: _settled(a, b, "take"),
    "stop": lambda a, b: _settled(a, b, "stop"),
    "hole": rings.with_hole,
    "noded": lambda a, b: list(shared.noded({"a": shape.on_grid(a), "b": shape.on_grid(b)}).values()),
}


@pytest.mark.parametrize("in_the_country", [True, False], ids=["moved", "as they are"])
@pytest.mark.parametrize("name", ALONE)
def test_every_case_alone(shared_data: Path, name: str, in_the_country: bool) -> None:
    tried = 0
    for case, shapes in _cases(shared_data / "geometry-cases"):
        for polygon in _somewhere(shapes, in_the_country):
            tried += 1
            _sound(f"{name}: {case}", lambda polygon=polygon: ALONE[name](polygon))
    assert tried > 100


@pytest.mark.parametrize("in_the_country", [True, False], ids=["moved", "as they are"])
@pytest.mark.parametrize("name", TOGETHER)
def test_every_case_with_its_other(shared_data: Path, name: str, in_the_country: bool) -> None:
    tried = 0
    for case, shapes in _cases(shared_data / "geometry-cases"):
        found = _somewhere(shapes, in_the_country)
        for a, b in pairwise(found):
            tried += 1
            _sound(f"{name}: {case}", lambda a=a, b=b: TOGETHER[name](a, b))
    assert tried > 50


def _sound(case: str, make: Callable[[], Any]) -> None:
    try:
        made = make()
    except Refused as refused:
        assert str(refused).endswith("."), case
        return
    for one in made if isinstance(made, list) else [made]:
        assert one.is_valid and one.area >= 1, case
