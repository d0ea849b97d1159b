"""Any coordinate system becomes RD; where it is missing or wrong the sentence says what to do."""

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.crs import known, to_rd, window
from scenarios.progress import drain
from tests.intake.files import TWO, gdal, geojson

CHURCH = shapely.Point(4.3600, 52.0123)


def _one(geom):
    found = np.empty(1, dtype=object)
    found[0] = geom
    return found


@pytest.mark.parametrize("crs", ["EPSG:4326", "4326", "OGC:CRS84", "EPSG:4258"])
def test_degrees_become_metres(crs):
    moved, remarks = to_rd(_one(CHURCH), crs, "kerk")
    assert moved[0].x == pytest.approx(84_500, abs=200) and moved[0].y == pytest.approx(447_500, abs=300)
    assert not remarks


@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:7415", "urn:ogc:def:crs:EPSG::28992"])
def test_rd_is_left_as_it_is(crs):
    point = shapely.Point(84_531.123456789, 447_531.987654321)
    moved, _ = to_rd(_one(point), crs, "punt")
    assert moved[0].equals(point)


def test_web_mercator_agrees_with_geopandas():
    geopandas = pytest.importorskip("geopandas")
    given = geopandas.GeoSeries([CHURCH.buffer(0.01)], crs="EPSG:4326").to_crs("EPSG:3857")
    moved, _ = to_rd(np.array(given.values, dtype=object), "EPSG:3857", "rond")
    assert shapely.hausdorff_distance(moved[0], given.to_crs("EPSG:28992").iloc[0]) < 1e-6


def test_an_unknown_name_is_refused():
    with pytest.raises(Refused, match="EPSG"):
        known("EPSG:nergens")


def test_geojson_without_crs_is_in_degrees(tmp_path):
    path = geojson(tmp_path / "a.geojson", [(CHURCH.buffer(0.001), {"a": 1})], crs=None)
    features = drain(vector.read(path, "a"))
    assert 84_000 < features.geoms[0].centroid.x < 85_000


def test_geojson_without_crs_that_looks_like_rd_is_refused_with_the_way_out(tmp_path):
    path = geojson(tmp_path / "a.geojson", TWO, crs=None)
    with pytest.raises(Refused, match=r"look like RD.*--crs EPSG:28992"):
        drain(vector.read(path, "a"))
    assert len(drain(vector.read(path, "a", crs="EPSG:28992"))) == 2


def test_a_shapefile_without_prj_asks_for_its_system(tmp_path):
    path = gdal(tmp_path / "a.shp", "ESRI Shapefile", TWO)
    path.with_suffix(".prj").unlink()
    with pytest.raises(Refused, match=r"names no coordinate system.*--crs EPSG:28992"):
        drain(vector.read(path, "a"))


def test_the_old_rd_of_arcgis_is_known(tmp_path):
    path = gdal(tmp_path / "a.shp", "ESRI Shapefile", TWO)
    path.with_suffix(".prj").write_text(
        'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,'
        '299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION'
        '["Double_Stereographic"],PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],'
        'PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],PARAMETER'
        '["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]',
        encoding="utf-8",
    )
    features = drain(vector.read(path, "a"))
    assert shapely.total_bounds(features.geoms).tolist() == [80_000, 450_000, 82_000, 451_000]


def test_a_wrong_system_is_refused_and_a_single_stray_is_left_out(tmp_path):
    with pytest.raises(Refused, match="outside the Netherlands"):
        drain(vector.read(geojson(tmp_path / "a.geojson", TWO, crs="EPSG:32631"), "a"))
    stray = [*TWO, (shapely.box(500_000, 900_000, 500_100, 900_100), TWO[0][1])]
    features = drain(vector.read(geojson(tmp_path / "b.geojson", stray), "b"))
    assert [(r.kind, r.count) for r in features.remarks] == [("outside", 1)]
    assert features.geoms[2] is None


def test_coordinates_that_are_no_numbers_are_left_out():
    with np.errstate(invalid="ignore"):
        line = shapely.LineString([(80_000, 450_000), (np.nan, 450_000)])
    given = np.array([line, TWO[0][0]], dtype=object)
    moved, remarks = to_rd(given, "EPSG:28992", "x")
    assert moved[0] is None and [r.kind for r in remarks] == ["not-finite"]


def test_a_window_holds_the_region_in_another_system():
    found = window((80_000, 450_000, 82_000, 451_000), "EPSG:4326")
    assert found is not None
    west, south, east, north = found
    assert 4.2 < west < east < 4.4 and 51.9 < south < north < 52.1
    assert window((1, 2, 3, 4), "EPSG:28992") == (1, 2, 3, 4)
    assert window((1, 2, 3, 4), "") is None
