"""Geometry of others comes out as single valid polygons, and what happened is counted."""

import json
import re
import time
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely

from scenarios.geometry.repair import LARGE, finite, mended, of_one_kind, polygons


def _array(*geoms):
    found = np.empty(len(geoms), dtype=object)
    found[:] = geoms
    return found


def _kinds(made):
    return {remark.kind: remark.count for remark in made.remarks}


def test_valid_polygons_stay_as_they_are():
    given = _array(shapely.box(0, 0, 10, 10), shapely.box(5, 5, 6, 6))
    made = polygons(given)
    assert made.origin.tolist() == [0, 1] and not made.remarks
    assert all(shapely.equals_identical(a, b) for a, b in zip(given, made.geoms, strict=True))


def test_nulls_points_and_lines_are_left_out_and_counted():
    made = polygons(
        _array(None, shapely.Point(1, 2), shapely.Polygon(), shapely.LineString([(0, 0), (1, 1)]))
    )
    assert len(made.geoms) == 0
    assert _kinds(made) == {"null": 2, "not-an-area": 2}


def test_collections_are_opened_and_parts_remember_their_feature():
    inner = shapely.geometrycollections([shapely.box(20, 0, 30, 10), shapely.Point(0, 0)])
    nested = shapely.geometrycollections([inner, shapely.multipolygons([shapely.box(40, 0, 50, 10)])])
    made = polygons(_array(shapely.box(0, 0, 1, 1), nested))
    assert made.origin.tolist() == [0, 1, 1]
    assert shapely.area(made.geoms).sum() == 201
    assert not made.remarks


def test_a_bow_tie_is_repaired_into_its_two_halves():
    made = polygons(_array(shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])))
    assert _kinds(made) == {"repaired": 1}
    assert shapely.area(made.geoms).tolist() == [25, 25]


def test_an_outline_that_folds_to_nothing_is_told_apart_from_a_tangle():
    made = polygons(_array(shapely.Polygon([(0, 0), (10, 0), (0, 0), (5, 0)])))
    assert _kinds(made) == {"no-area": 1}


def test_a_tangle_of_many_corners_is_given_up_quickly():
    random = np.random.default_rng(1)
    corners = random.uniform(0, 1000, (LARGE * 3, 2))
    start = time.perf_counter()
    assert mended(shapely.Polygon(corners)) is None
    assert time.perf_counter() - start < 10


def test_a_large_outline_with_one_crossing_is_repaired():
    angle = np.linspace(0, 2 * np.pi, LARGE * 2, endpoint=False)
    ring = np.column_stack([1000 * np.cos(angle), 1000 * np.sin(angle)])
    ring[[100, 110]] = ring[[110, 100]]
    broken = shapely.Polygon(ring)
    assert not broken.is_valid
    parts = mended(broken)
    assert parts is not None
    assert shapely.area(parts).sum() == pytest.approx(np.pi * 1e6, rel=1e-4)


def test_coordinates_that_are_no_numbers_are_seen():
    with np.errstate(invalid="ignore"):
        bad = shapely.LineString([(0, 0), (np.nan, 1)])
    assert finite(_array(shapely.Point(0, 0), bad, None)).tolist() == [True, False, True]


def test_a_collection_becomes_one_geometry_per_kind():
    lines = [shapely.LineString([(0, 0), (1, 1)]), shapely.LineString([(2, 2), (3, 3)])]
    mixed = shapely.geometrycollections([*lines, shapely.Point(5, 5), shapely.box(0, 0, 1, 1)])
    assert [g.geom_type for g in of_one_kind(mixed)] == ["MultiPolygon", "MultiLineString", "MultiPoint"]


def test_shapes_of_other_libraries_that_are_hard_come_out_valid(shared_data):
    found = 0
    for path in sorted((shared_data / "geometry-cases" / "mapnik-geometry").glob("*.json")):
        shape = json.loads(path.read_text(encoding="utf-8"))
        shape = shape["features"][0]["geometry"] if "features" in shape else shape.get("geometry", shape)
        made = polygons(_array(shapely.from_geojson(json.dumps(shape))))
        assert shapely.is_valid(made.geoms).all(), path.name
        found += len(made.geoms)
    assert found > 10


def test_cases_on_which_overlays_once_failed_come_out_valid(shared_data):
    shapes = []
    with np.errstate(invalid="ignore"):
        _read_cases(shared_data, shapes)
    made = polygons(
        shapely.force_2d(
            _array(*[s for s, good in zip(shapes, finite(_array(*shapes)), strict=True) if good])
        )
    )
    assert len(shapes) > 300
    assert shapely.is_valid(made.geoms).all()
    assert (shapely.area(made.geoms) > 0).all()


def _read_cases(shared_data, shapes):
    for path in sorted((shared_data / "geometry-cases" / "jts-testxml").rglob("*.xml")):
        for case in ElementTree.parse(path).iter("case"):
            for name in ("a", "b"):
                text = re.sub(r"\s+", " ", case.findtext(name) or "").strip()
                if text[:1].isalpha() and not re.fullmatch(r"[0-9A-Fa-f]+", text):
                    shapes.append(shapely.from_wkt(text, on_invalid="ignore"))
                elif text:
                    shapes.append(shapely.from_wkb(text, on_invalid="ignore"))
