"""Shapes to place: in file order, with their properties checked, and the first bad one named."""

import time

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.intake import read_shapes
from tests.intake.files import TWO, gdal, geojson
from tests.makers import square


def _file(tmp_path, *features, crs: str | None = "EPSG:28992"):
    return str(geojson(tmp_path / "plan.geojson", features, crs=crs))


CLUSTER = {"kind": "cluster", "name": "Oost", "start": 2028, "end": "2045-01-01"}


def test_shapes_keep_their_order_and_properties(tmp_path):
    path = _file(
        tmp_path,
        (square(0, 0, 400), CLUSTER),
        (square(0, 0, 100), {"kind": "Plot", "site": "Oost", "activity": "A09"}),
        (shapely.multipolygons([square(600, 0, 50), square(700, 0, 50)]), {"kind": "change", "use": "wat"}),
    )
    cluster, plot, change = read_shapes(path)
    assert (cluster.kind, cluster.name, cluster.start, cluster.end) == ("cluster", "Oost", 2028, 2045)
    assert (plot.site, plot.activity, plot.start) == ("Oost", "A09", None)
    assert (change.use, change.geometry.area) == ("WAT", 5000)
    assert plot.place == "plan.geojson, feature 2"


def test_a_geopackage_works_as_well(tmp_path):
    path = gdal(tmp_path / "plan.gpkg", "GPKG", [(square(0, 0, 300), {"kind": "hub", "name": "Noord"})])
    assert [s.kind for s in read_shapes(str(path))] == ["hub"]


@pytest.mark.parametrize(
    ("shape", "properties", "said"),
    [
        (square(0, 0, 100), {"kind": "berg"}, "feature 1: the kind “berg”"),
        (square(0, 0, 100), {"kind": "change"}, "feature 1: a change needs"),
        (square(0, 0, 100), {"kind": "change", "use": "XXX"}, "“XXX” is no land use"),
        (square(0, 0, 100), {"kind": "hub", "start": "straks"}, "“straks” in start is no year"),
        (None, {"kind": "hub"}, "feature 1 has no shape"),
        (shapely.Point(80_000, 450_000), {"kind": "hub"}, "feature 1 is no polygon"),
        (square(0, 0, 0.5), {"kind": "hub"}, "smaller than 1 m²"),
        (square(0, 0, 100), {"naam": "x"}, "no property “kind”"),
    ],
)
def test_a_bad_feature_is_named(tmp_path, shape, properties, said):
    with pytest.raises(Refused, match=said):
        read_shapes(_file(tmp_path, (shape, properties)))


def test_a_drawing_that_crosses_itself_is_refused_with_the_place(tmp_path):
    bow = shapely.Polygon([(80_000, 450_000), (80_100, 450_100), (80_100, 450_000), (80_000, 450_100)])
    with pytest.raises(
        Refused, match=r"feature 2 \(strik\).*crosses or touches itself near X 80,050, Y 450,050"
    ):
        read_shapes(_file(tmp_path, (square(0, 0, 100), CLUSTER), (bow, {"kind": "hub", "name": "strik"})))


def test_degrees_without_crs_are_read_and_metres_without_crs_refused(tmp_path):
    degrees = shapely.box(4.36, 52.01, 4.37, 52.02)
    assert (
        84_000
        < read_shapes(_file(tmp_path, (degrees, {"kind": "hub"}), crs=None))[0].geometry.centroid.x
        < 86_000
    )
    path = _file(tmp_path, (square(0, 0, 100), {"kind": "hub"}), crs=None)
    with pytest.raises(Refused, match=r"look like RD.*--crs EPSG:28992"):
        read_shapes(path)
    assert read_shapes(path, crs="EPSG:28992")[0].geometry.area == 10_000


def test_nothing_is_left_out_silently(tmp_path):
    stray = shapely.box(500_000, 900_000, 500_100, 900_100)
    with pytest.raises(Refused, match="1 shapes lie outside the Netherlands; nothing was drawn"):
        read_shapes(_file(tmp_path, (square(0, 0, 100), CLUSTER), (stray, CLUSTER)))
    with pytest.raises(Refused, match="empty"):
        read_shapes(_file(tmp_path))


@pytest.mark.parametrize("tangled", [False, True])
def test_a_million_corners_are_answered_within_seconds(tmp_path, tangled):
    angle = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    if tangled:
        angle = angle * 377
    ring = np.column_stack([90_000 + 5000 * np.cos(angle), 450_000 + 5000 * np.sin(angle * 1.01)])
    path = gdal(tmp_path / "groot.gpkg", "GPKG", [(shapely.Polygon(ring), {"kind": "cluster"})])
    start = time.perf_counter()
    with pytest.raises(Refused, match="has 1000001 corners"):
        read_shapes(str(path))
    assert time.perf_counter() - start < 10


def test_properties_of_municipalities_are_no_shapes(tmp_path):
    with pytest.raises(Refused, match="gemeentecode"):
        read_shapes(_file(tmp_path, *TWO))
