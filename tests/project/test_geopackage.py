"""Other programs open the project as the GeoPackage it is, and what they do to it is understood here."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pyproj
import pytest
import shapely

from scenarios import resource
from scenarios.project.change import delete, insert
from scenarios.project.checks import check
from scenarios.project.document import open_document
from scenarios.project.model import (
    GEOMETRY,
    JOURNALED,
    REGION,
    Business,
    Contour,
    Move,
    Note,
    SensitivePlace,
    TreeRow,
    Variant,
    WaitingLand,
    new_key,
)
from scenarios.project.schema import geopackage, styles
from tests.makers import correction, plot, project, site, square, use_change

V = 1_000_001


@pytest.fixture
def path(fast_project: Path) -> Path:
    """A project with a row in every feature table."""
    made = project(fast_project / "proef.gpkg")
    with open_document(made) as document:
        document.edit("Add", [insert(Variant(V, "A"))])
        own = site(square(0, 0, 400), variant=V, name="Kop")
        drawn = plot(square(10, 10, 50), own, name="Beton")
        line = shapely.to_wkb(shapely.LineString([(80_010, 450_010), (80_060, 450_010)]))
        rows = [
            own,
            drawn,
            Contour(31, 31, V, shapely.to_wkb(square(0, 0, 90)), drawn.key, "odour"),
            TreeRow(33, 33, V, line, crown_m=8.0, spacing_m=10.0),
            Move(41, 41, V, shapely.to_wkb(shapely.MultiPolygon([square(900, 100, 50)])), plot=drawn.key),
            Note(35, 35, V, line, "arrow", "hier"),
            WaitingLand(37, shapely.to_wkb(shapely.MultiPolygon([square(900, 0, 50)])), "Slib", "Waterschap"),
            SensitivePlace(39, shapely.to_wkb(shapely.Point(80_200, 450_100)), "school", "De Brug", 200.0),
            use_change(shapely.MultiPolygon([square(500, 0, 90)]), "WON", variant=V, rank=5),
            correction(shapely.MultiPolygon([square(700, 0, 9)]), "HMC"),
            Business(new_key(), shapely.to_wkb(shapely.Point(80_100, 450_100)), "Centrale"),
        ]
        document.edit("Draw", [insert(row) for row in rows])
    return made


def ran(*command: str | Path) -> str:
    """What a GDAL program prints; it may not warn. Skipped where it is not installed."""
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [program, *map(str, command[1:])],
        capture_output=True,
        text=True,
        env={**os.environ, "CPL_DEBUG": "OFF", "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert "Warning" not in done.stdout and "ERROR" not in done.stdout
    return done.stdout


def test_ogrinfo_reads_every_layer_without_a_warning(path: Path) -> None:
    said = ran("ogrinfo", "-ro", "-al", path)
    for table in (*JOURNALED, *REGION):
        assert f"Layer name: {table}\n" in said
    for hidden in ("step", "change", "meta", "draft"):
        assert f"Layer name: {hidden}\n" not in said
    assert said.count('ID["EPSG",28992]]') == len(GEOMETRY)
    assert "Extent: (80000.000000, 450000.000000) - (82000.000000, 451000.000000)" in said


def test_pyogrio_reads_every_layer(path: Path) -> None:
    layers = dict(pyogrio.list_layers(path))
    assert {name for name, kind in layers.items() if kind} == set(GEOMETRY)
    for table in GEOMETRY:
        info = pyogrio.read_info(path, layer=table)
        assert info["crs"] == "EPSG:28992" and info["fid_column"] == "key" and info["geometry_name"] == "geom"
        frame = pyogrio.read_dataframe(path, layer=table)
        assert len(frame) >= 1 and frame.geometry.is_valid.all()


def test_the_reference_systems_are_what_they_say() -> None:
    for wkt, code in ((geopackage.RD_NEW, 28992), (geopackage.WGS_84, 4326)):
        assert pyproj.CRS.from_wkt(wkt) == pyproj.CRS.from_wkt(pyproj.CRS.from_epsg(code).to_wkt("WKT1_GDAL"))
        assert pyproj.CRS.from_wkt(wkt).to_epsg() == code


def test_extents_only_grow_while_editing_and_are_exact_afterwards(path: Path) -> None:
    def extent() -> tuple[float, ...]:
        with closing(sqlite3.connect(path)) as db:
            sql = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'site'"
            return db.execute(sql).fetchone()

    with open_document(path) as document:
        far = site(square(900, 500, 100), variant=V)
        document.edit("Draw", [insert(far)])
        assert extent() == (80_000, 450_000, 81_000, 450_600)
        document.edit("Delete", [delete(far)])
        assert extent() == (80_000, 450_000, 81_000, 450_600)
    assert extent() == (80_000, 450_000, 80_400, 450_400)
    with open_document(path) as document:
        document.edit(
            "Empty",
            [delete(row) for t in ("contour", "move", "plot", "site") for row in document.tables[t].values()],
        )
    assert extent() == (None, None, None, None)
    assert check(path) == []


def test_an_index_added_by_a_gis_is_removed_whole(path: Path) -> None:
    for table in ("site", "present_use"):
        ran("ogrinfo", path, "-sql", f"SELECT CreateSpatialIndex('{table}', 'geom')")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] >= 10
    assert check(path) == []
    with open_document(path) as document:
        document.edit("Draw", [insert(site(square(900, 500, 100), variant=V))])
        assert document.outside == ()
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
        assert not [name for name in names if "rtree" in name.lower()]
        assert db.execute("SELECT count(*) FROM gpkg_extensions").fetchone() == (0,)
    assert "Feature Count: 2" in ran("ogrinfo", "-ro", "-so", path, "site")
    assert check(path) == []


def test_features_appended_by_ogr2ogr_become_a_step(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "nieuw.geojson"
    shape = json.loads(shapely.to_geojson(square(500, 500, 100)))
    feature = {"type": "Feature", "properties": {"kind": "hub", "name": "Nieuw"}, "geometry": shape}
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    source.write_text(json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature]}))
    ran("ogr2ogr", "-f", "GPKG", "-append", "-nln", "site", path, source)
    with open_document(path) as document:
        (change,) = document.outside
        row = document.tables["site"][change.key]
        assert (row.name, row.kind, row.variant, row.origin) == ("Nieuw", "hub", V, row.key)
        assert shapely.from_wkb(row.geom).area == pytest.approx(10_000)
    assert check(path) == []


def test_styles_carry_the_colours_of_the_map(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT f_table_name, styleQML, styleSLD, useAsDefault FROM layer_styles"
        ).fetchall()
    assert {row[0] for row in rows} == set(GEOMETRY)
    colours = {row["code"]: row["colour"] for row in resource.table("land_uses.csv")}
    for table, qml, sld, default in rows:
        assert default == 1 and qml == styles.qml(table)
        tree = ElementTree.fromstring(
            qml.replace("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>", "")
        )
        ElementTree.fromstring(sld.removeprefix('<?xml version="1.0" encoding="UTF-8"?>'))
        if table in ("present_use", "use_change", "correction"):
            shown = {c.get("value"): c.get("symbol") for c in tree.iter("category")}
            assert set(shown) == set(colours)
            for code, colour in colours.items():
                assert colour in sld
                symbol = next(s for s in tree.iter("symbol") if s.get("name") == shown[code])
                fill = next(o.get("value") for o in symbol.iter("Option") if o.get("name") == "color")
                red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
                assert fill == f"{red},{green},{blue},255"


QGIS = """
import json, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
found = {}
for name in sys.argv[2].split(","):
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    said, loaded = layer.loadDefaultStyle()
    renderer = layer.renderer()
    found[name] = {
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "count": layer.featureCount(),
        "style": loaded,
        "renderer": renderer.type() if renderer else None,
        "labels": layer.labelsEnabled(),
        "colours": {c.value(): c.symbol().color().name().upper() for c in renderer.categories()}
        if renderer and renderer.type() == "categorizedSymbol" else {},
    }
layer = QgsVectorLayer(f"{sys.argv[1]}|layername=plot", "plot", "ogr")
layer.startEditing()
feature = next(layer.getFeatures())
layer.changeAttributeValue(feature.id(), layer.fields().indexOf("name"), "Asfalt")
geometry = feature.geometry()
geometry.translate(100, 0)
layer.changeGeometry(feature.id(), geometry)
found["edited"] = layer.commitChanges()
del layer
print(json.dumps(found))
app.exitQgis()
"""


def qgis_python() -> str:
    """The Python that QGIS comes with; skipped where there is none."""
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if python and Path(python).exists():
            done = subprocess.run([python, "-c", "import qgis.core"], capture_output=True)
            if done.returncode == 0:
                return python
    pytest.skip("QGIS is not installed")


@pytest.mark.qgis
def test_qgis_shows_the_same_colours_and_its_edit_comes_back(path: Path) -> None:
    done = subprocess.run(
        [qgis_python(), "-c", QGIS, str(path), ",".join(GEOMETRY)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    colours = {row["code"]: row["colour"].upper() for row in resource.table("land_uses.csv")}
    assert found.pop("edited")
    for name, layer in found.items():
        assert layer["valid"] and layer["crs"] == "EPSG:28992" and layer["count"] >= 1 and layer["style"], (
            name
        )
        assert layer["labels"] == (name in ("municipality", "site", "plot"))
    for name in ("present_use", "use_change", "correction"):
        assert found[name]["colours"] == colours
    with open_document(path) as document:
        (change,) = document.outside
        row = document.tables["plot"][change.key]
        assert row.name == "Asfalt" and shapely.from_wkb(row.geom).bounds[0] == 80_110
        assert document.findings == ()
        document.undo()
        assert document.tables["plot"][change.key].name == "Beton"
    assert check(path) == []
    assert [found.name for found in path.parent.iterdir()] == ["proef.gpkg"]
