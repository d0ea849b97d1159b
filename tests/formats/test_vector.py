"""Every promised format gives the same features, and reading leaves nothing behind and goes nowhere."""

import http.server
import json
import sqlite3
import threading

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats import vector
from scenarios.formats.gdal import DRIVERS, pyogrio
from scenarios.progress import drain
from tests.intake.files import TWO, gdal, geojson
from tests.makers import square


def _topojson(path):
    rings, arcs, geometries = [], [], []
    for shape, properties in TWO:
        arcs.append(shapely.get_coordinates(shape).tolist())
        rings.append(len(arcs) - 1)
        geometries.append({"type": "Polygon", "arcs": [[len(arcs) - 1]], "properties": properties})
    topology = {
        "arcs": arcs,
        "objects": {"gemeenten": {"type": "GeometryCollection", "geometries": geometries}},
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "type": "Topology",
    }
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path


def _csv(path):
    lines = ["gemeentecode;gemeentenaam;aantal_inwoners;WKT"]
    lines += [
        f"{p['gemeentecode']};{p['gemeentenaam']};{p['aantal_inwoners']};SRID=28992;{s.wkt}" for s, p in TWO
    ]
    quoted = [
        line if i == 0 else ";".join([*line.split(";")[:3], f'"{";".join(line.split(";")[3:])}"'])
        for i, line in enumerate(lines)
    ]
    path.write_text("\n".join(quoted), encoding="utf-8")
    return path


MAKERS = {
    "geojson": lambda f: geojson(f / "een.geojson", TWO),
    "gpkg": lambda f: gdal(f / "een.gpkg", "GPKG", TWO),
    "shp": lambda f: gdal(f / "een.shp", "ESRI Shapefile", TWO),
    "fgb": lambda f: gdal(f / "een.fgb", "FlatGeobuf", TWO),
    "sqlite": lambda f: gdal(f / "een.sqlite", "SQLite", TWO),
    "gml": lambda f: gdal(f / "een.gml", "GML", TWO),
    "topojson": lambda f: _topojson(f / "een.json"),
    "csv": lambda f: _csv(f / "een.csv"),
}


@pytest.mark.parametrize("format_", MAKERS)
def test_every_format_gives_the_same_features(tmp_path, format_):
    path = MAKERS[format_](tmp_path)
    before = sorted(f.name for f in tmp_path.iterdir())
    source, info = vector.layer_of(path, areas=True)
    assert (info.geometry, info.count) == ("polygon", 2)
    features = drain(vector.read(source))
    assert shapely.area(features.geoms).tolist() == pytest.approx([1e6, 1e6])
    assert shapely.total_bounds(features.geoms).tolist() == pytest.approx([80_000, 450_000, 82_000, 451_000])
    codes = next(v for name, v in features.columns.items() if name.startswith("gemeenteco"))
    assert sorted(str(code) for code in codes) == ["GM0001", "GM0002"]
    assert sorted(f.name for f in tmp_path.iterdir()) == before


def test_only_the_drivers_of_the_list_stay_on(tmp_path):
    assert set(pyogrio().list_drivers()) <= set(DRIVERS)
    path = tmp_path / "a.geojson"
    path.write_text('<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', encoding="utf-8")
    with pytest.raises(Refused):
        vector.layers(path)


class _Ear(http.server.BaseHTTPRequestHandler):
    heard: list[str] = []  # noqa: RUF012

    def do_GET(self):
        self.heard.append(self.path)
        self.send_response(404)
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture
def ear():
    server = http.server.HTTPServer(("127.0.0.1", 0), _Ear)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    _Ear.heard.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_nothing_in_a_file_makes_the_reader_go_to_the_network(tmp_path, ear):
    content = json.loads(geojson(tmp_path / "a.geojson", TWO).read_text(encoding="utf-8"))
    content["crs"] = {"type": "link", "properties": {"href": f"{ear}/crs", "type": "esriwkt"}}
    (tmp_path / "a.geojson").write_text(json.dumps(content), encoding="utf-8")
    gml = (
        f'<?xml version="1.0"?><ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="http://ogr.maptools.org/ {ear}/a.xsd" xmlns:ogr="http://ogr.maptools.org/" '
        f'xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><ogr:x><ogr:g>'
        f'<gml:Point srsName="{ear}/srs">'
        f"<gml:coordinates>80000,450000</gml:coordinates></gml:Point></ogr:g><ogr:n>1</ogr:n></ogr:x>"
        f"</gml:featureMember></ogr:FeatureCollection>"
    )
    (tmp_path / "b.gml").write_text(gml, encoding="utf-8")
    for name in ("a.geojson", "b.gml"):
        try:
            vector.layers(tmp_path / name)
        except Refused as refused:
            assert name in str(refused)
    assert _Ear.heard == []
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.geojson", "b.gml"]


def test_a_database_with_a_running_writer_is_read_and_left_alone(tmp_path):
    path = gdal(tmp_path / "wal.gpkg", "GPKG", TWO)
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE extra (x)")
    writer.commit()
    before = {f.name: f.read_bytes() for f in tmp_path.iterdir()}
    assert "wal.gpkg-wal" in before
    assert len(drain(vector.read(path, "wal"))) == 2
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before
    writer.close()


def test_a_shapefile_without_its_index_is_read_and_gets_none(tmp_path):
    path = gdal(tmp_path / "los.shp", "ESRI Shapefile", TWO)
    path.with_suffix(".shx").unlink()
    assert len(drain(vector.read(path, "los"))) == 2
    assert not path.with_suffix(".shx").exists()


def test_curves_heights_and_measures_come_out_flat(tmp_path, shared_data):
    shapes = [(shapely.force_3d(square(0, 0, 100), 7.0), {"a": "x"})]
    path = gdal(tmp_path / "hoog.gpkg", "GPKG", shapes, kind="Polygon Z")
    features = drain(vector.read(path, "hoog"))
    assert not shapely.has_z(features.geoms).any()
    curved = vector.layers(shared_data / "gpkg-samples" / "pyogrio" / "curvepolygon.gpkg")
    assert curved[0].geometry == "polygon"


def test_a_layer_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    path = gdal(tmp_path / "een.gpkg", "GPKG", TWO, layer="gemeenten")
    with pytest.raises(Refused, match="gemeenten"):
        vector.layer_of(f"{path}:wijken")


def test_several_layers_ask_for_a_name(tmp_path):
    path = gdal(tmp_path / "een.gpkg", "GPKG", TWO, layer="gemeenten")
    gdal(path, "GPKG", TWO, layer="wijken", append=True)
    with pytest.raises(Refused, match="gemeenten, wijken"):
        vector.layer_of(path)


def test_a_field_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    path = geojson(tmp_path / "een.geojson", TWO)
    with pytest.raises(Refused, match="gemeentecode, gemeentenaam"):
        drain(vector.read(path, "een", ("klasse",)))


def test_values_are_counted_the_most_frequent_first(tmp_path):
    rows = [(square(0, 0, 10), {"k": v}) for v in ("b", "a", "b", None)]
    path = geojson(tmp_path / "k.geojson", rows)
    assert vector.values(path, "k", "k") == {"b": 2, "": 1, "a": 1}


def test_bounds_limit_what_is_read_of_a_large_source(tmp_path, monkeypatch):
    monkeypatch.setattr(vector, "_MANY", 1)
    path = gdal(tmp_path / "een.gpkg", "GPKG", TWO, layer="een")
    features = drain(vector.read(path, "een", bounds=(80_000, 450_000, 80_500, 450_500)))
    assert len(features) == 1


def test_letters_that_are_not_utf8_are_read(tmp_path):
    rows = [(square(0, 0, 10), {"naam": "Súdwest"})]
    path = gdal(tmp_path / "oud.shp", "ESRI Shapefile", rows, encoding="CP1252")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    features = drain(vector.read(path, "oud"))
    assert "dwest" in str(features.columns["naam"][0])


def test_one_file_of_dutch_coordinates_reads_semicolons_and_commas(tmp_path):
    path = tmp_path / "bedrijven.csv"
    path.write_bytes(
        "naam;x;y;opp\nBetoncentrale Zuid é;80500,5;450500,25;1.250,5\nleeg;;;\n".encode("cp1252")
    )
    features = drain(vector.read(path, "bedrijven", crs="EPSG:28992"))
    assert features.geoms[0].wkt == "POINT (80500.5 450500.25)" and features.geoms[1] is None
    assert features.columns["naam"][0] == "Betoncentrale Zuid é"


def test_a_geopackage_that_gdal_gives_up_on_is_read_all_the_same(shared_data):
    path = shared_data / "gpkg-samples" / "ogc-ets" / "gdal_sample_v1.2_no_extensions.gpkg"
    found = {layer.name: layer for layer in vector.layers(path)}
    assert found["geometry3d"].count == 8 and found["polygon2d"].crs == "EPSG:32631"


def test_features_keep_their_place_beside_their_columns(tmp_path):
    rows = [(None, {"n": "leeg"}), (square(0, 0, 10), {"n": "vol"})]
    features = drain(vector.read(geojson(tmp_path / "n.geojson", rows), "n"))
    assert [g is None for g in features.geoms] == [True, False]
    assert list(features.columns["n"]) == ["leeg", "vol"]
    assert isinstance(features.geoms, np.ndarray)


def test_a_folder_is_read_file_by_file_and_notes_beside_the_maps_do_no_harm(tmp_path):
    for name, x in (("a", 0), ("b", 1000)):
        gdal(tmp_path / f"{name}.gpkg", "GPKG", [(square(x, 0, 10), {"k": name})], layer="vlak")
    geojson(tmp_path / "c.geojson", TWO)
    (tmp_path / "lees mij.csv").write_text("niets,om,te,tekenen\n1,2,3,4\n", encoding="utf-8")
    assert sorted(layer.name for layer in vector.layers(tmp_path)) == ["a.vlak", "b.vlak", "c"]
    features = drain(vector.read(tmp_path, "b.vlak"))
    assert list(features.columns["k"]) == ["b"]


def test_a_folder_of_broken_files_is_refused(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"SQLite format 3\0 and nothing more")
    with pytest.raises(Refused, match=r"a\.gpkg"):
        vector.layers(tmp_path)
