"""PATH[:LAYER] is taken apart safely, formats are told by content, and folders are left as they were."""

import sqlite3

import pytest

from scenarios.errors import Refused
from scenarios.formats.source import opened, parse
from tests.intake.files import TWO, gdal, geojson


def test_a_path_with_strange_letters_needs_no_layer(tmp_path):
    for name in ("gemeënten #1.geojson", "a b;c.geojson", "x!y?.geojson", "kaart:2.geojson"):
        path = geojson(tmp_path / name, TWO)
        source = parse(path)
        assert (source.path, source.layer) == (path, "")


def test_the_layer_follows_the_last_colon_that_leaves_a_path(tmp_path):
    path = geojson(tmp_path / "kaart:2.geojson", TWO)
    assert parse(f"{path}:een laag: rood").layer == "een laag: rood"
    assert parse(f"{path}:een laag").path == path


def test_a_folder_of_files_is_a_source(tmp_path):
    geojson(tmp_path / "a.geojson", TWO)
    assert parse(tmp_path).format == "folder"


@pytest.mark.parametrize(
    "given",
    [
        "/vsizip/a.zip/b.shp",
        "/VSICURL/http://a/b",
        "\\vsimem\\a",
        "https://a.nl/b.geojson",
        "s3://a/b",
        "PG:host=a",
    ],
)
def test_what_is_no_file_here_is_refused(given):
    with pytest.raises(Refused):
        parse(given)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b""),
        ("a.zip", b"PK\x03\x04 and more"),
        ("a.vrt", b"<OGRVRTDataSource><OGRVRTLayer name='gml'/></OGRVRTDataSource>"),
        ("a.xml", b"<nothing/>"),
        ("a.tif", b"II*\0raster"),
        ("a.txt.exe", b"MZ\0\0"),
        ("a.shp", b"no shapefile"),
    ],
)
def test_other_formats_are_refused_by_name(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused, match="a\\."):
        parse(path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="no map files"):
        parse(tmp_path)


def test_a_database_in_wal_mode_is_copied_first(tmp_path):
    path = gdal(tmp_path / "wal.gpkg", "GPKG", TWO)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode=WAL")
    db.close()
    before = {f.name: f.read_bytes() for f in tmp_path.iterdir()}
    with opened(path) as safe:
        assert safe != path
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == before


def test_an_ordinary_file_is_opened_in_its_place(tmp_path):
    path = gdal(tmp_path / "plain.gpkg", "GPKG", TWO)
    with opened(path) as safe:
        assert safe == path
