"""What other programs find in the files that are written."""

import csv

import numpy as np
import openpyxl
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyogrio import raw

from scenarios.formats.csv_out import guarded, write_csv
from scenarios.formats.geojson_out import write_geojson
from scenarios.formats.gpkg_out import write_geopackage
from scenarios.formats.layer import VectorLayer
from scenarios.formats.shapefile_out import short_names, write_shapefile
from scenarios.formats.sheet import Field, Sheet
from scenarios.formats.xlsx_out import write_workbook

BIG = 2**61 + 1


def layer(kind="MultiPolygon"):
    shapes = np.array(
        [shapely.box(80_000, 450_000, 80_100, 450_050), shapely.box(81_000, 450_000, 81_010, 450_010)]
    )
    columns = {
        "key": [BIG, 3],
        "name": ["é <b>", None],
        "start": [2030, None],
        "share": [0.5, None],
        "municipality": ["GM0001", "GM0002"],
        "municipality_name": ["x" * 300, "Beekdorp"],
        "nothing": [None, None],
    }
    return VectorLayer("things", kind, shapes, columns)


def test_geojson_keeps_large_keys_and_order(tmp_path):
    write_geojson(tmp_path / "a.geojson", layer())
    info, _, wkb, fields = raw.read(tmp_path / "a.geojson")
    named = dict(zip(info["fields"], fields, strict=True))
    assert list(named["key"]) == [str(BIG), "3"]
    assert named["start"][0] == 2030 and named["start"][1] != named["start"][1]
    first = shapely.from_wkb(wkb[0])
    assert first.geom_type == "Polygon" and first.exterior.is_ccw
    assert first.bounds == pytest.approx((4.2937, 52.0333, 4.2952, 52.0338), abs=1e-3)


def test_geopackage_has_every_layer_in_rd(tmp_path):
    other = VectorLayer("empty", "Point", np.empty(0, dtype=object), {"a": []})
    write_geopackage(tmp_path / "a.gpkg", [layer(), other])
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "a.gpkg")] == ["things", "empty"]
    info, _, _, fields = raw.read(tmp_path / "a.gpkg", layer="things")
    assert info["crs"] == "EPSG:28992"
    assert dict(zip(info["fields"], fields, strict=True))["key"].tolist() == [BIG, 3]


def test_shapefile_says_what_it_could_not_hold(tmp_path):
    said = write_shapefile(tmp_path / "a.shp", layer())
    assert len(said) == 2 and "municipality_name = " in said[0] and said[1].startswith("1 texts")
    info, _, _, fields = raw.read(tmp_path / "a.shp")
    named = dict(zip(info["fields"], fields, strict=True))
    assert list(named["key"]) == [str(BIG), "3"]
    assert named["name"][0] == "é <b>" and len(named["municipa_2"][0]) == 254
    assert info["crs"] == "EPSG:28992"


@given(st.lists(st.text("abcdeé_", min_size=1, max_size=15), unique=True, max_size=30))
def test_short_names_are_short_and_different(names):
    found = short_names(names)
    assert list(found) == names
    assert all(1 <= len(short) <= 10 for short in found.values())
    assert len({short.lower() for short in found.values()}) == len(names)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-2", "'-2"),
        ("@x", "'@x"),
        ("+x", "'+x"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-2, -2),
        (2.0, 2),
    ],
)
def test_no_text_starts_a_formula(value, written):
    assert guarded(value) == written


SHEET = Sheet(
    "s",
    "Land: [balance]/of a very long name indeed",
    (Field("name", "Name"), Field("m2", "Area", "m2", 0), Field("share", "Share", "%", 1)),
    (("=SUM(A1)", 5, 0.25), ("http://x", None, -1.5), ("007", 0, None)),
)


def test_csv_has_fixed_names_and_plain_numbers(tmp_path):
    write_csv(tmp_path / "a.csv", SHEET)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows == [
        ["name", "m2", "share"],
        ["'=SUM(A1)", "5", "0.25"],
        ["http://x", "", "-1.5"],
        ["007", "0", ""],
    ]


def test_workbooks_hold_texts_as_texts(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [SHEET, SHEET], "t")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len(book.sheetnames) == 2 and all(len(name) <= 31 for name in book.sheetnames)
    page = book.worksheets[0]
    assert [c.value for c in page[1]] == ["Name", "Area", "Share"] and page["B2"].value == "m2"
    assert page["A3"].data_type == "s" and page["A3"].value == "=SUM(A1)"
    assert page["A4"].hyperlink is None and page["A5"].value == "007"
    assert page["B3"].data_type == "n" and page["C3"].number_format == "#,##0.0"
    assert page.freeze_panes == "B3"
