"""The check of a whole file: silent about sound ones, each kind of trouble told with its table and row."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from scenarios.errors import Damaged, Refused
from scenarios.project.change import insert
from scenarios.project.checks import check, must_hold
from scenarios.project.document import create_document, open_document
from scenarios.project.model import Conversion, Municipality, PresentUse, Variant, new_key
from scenarios.project.region import USES
from scenarios.project.schema.binary import encode
from tests.makers import plot, project, site, small_region, square

V = 1_000_001


@pytest.fixture
def path(fast_project: Path) -> Path:
    """A project with a variant, a cluster, a plot and a plan."""
    made = project(fast_project / "proef.gpkg")
    with open_document(made) as document:
        own = site(square(0, 0, 400), variant=V, name="Kop")
        plan = Conversion(5, 5, V, "GM0001", "LAN", "WON", 5000)
        rows = (Variant(V, "A"), own, plot(square(10, 10, 50), own), plan)
        document.edit("Draw", [insert(row) for row in rows])
    return made


def spoiled(path: Path, sql: str, *values: object) -> set[str]:
    """Do something to the file with plain SQLite, and give the tables that `check` finds fault with."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql, values)
    before = path.read_bytes()
    findings = check(path)
    assert path.read_bytes() == before
    assert all(finding.what.endswith(".") or ":" in finding.what for finding in findings)
    return {finding.table for finding in findings}


def test_a_sound_file_has_no_findings(path: Path) -> None:
    assert check(path) == []


BAD_SHAPE = encode(
    shapely.to_wkb(
        shapely.Polygon([(80_000, 450_000), (80_009, 450_009), (80_009, 450_000), (80_000, 450_009)])
    )
)


@pytest.mark.parametrize(
    ("sql", "values", "tables"),
    [
        ("UPDATE site SET name = 'x'", (), {"site"}),
        ("UPDATE site SET variant = 3", (), {"site", "plot"}),
        ("UPDATE site SET geom = ?", (BAD_SHAPE,), {"site"}),
        ("UPDATE plot SET site = 3", (), {"plot"}),
        ("UPDATE plot SET activity = 'Z99'", (), {"plot"}),
        ("UPDATE conversion SET m2 = -5", (), {"conversion"}),
        ("UPDATE conversion SET to_use = 'LAN'", (), {"conversion"}),
        ("UPDATE conversion SET municipality = 'GM1'", (), {"conversion"}),
        ("DELETE FROM variant", (), {"variant", "site", "plot", "conversion"}),
        ("UPDATE municipality SET geom = ? WHERE code = 'GM0001'", (BAD_SHAPE,), {"municipality"}),
        (
            "UPDATE municipality SET geom = ? WHERE code = 'GM0001'",
            (encode(shapely.to_wkb(shapely.MultiPolygon([square(0, 0, 1010, 1000)]))),),
            {"municipality"},
        ),
        ("UPDATE present_use SET use = 'XXX' WHERE use = 'LAN'", (), {"present_use"}),
        ("UPDATE present_use SET municipality = 'GM0002' WHERE use = 'LAN'", (), {"present_use"}),
        ("UPDATE present_use SET geom = ? WHERE use = 'LAN'", (BAD_SHAPE,), {"present_use"}),
        (
            "UPDATE present_use SET geom = ? WHERE use = 'LAN'",
            (encode(shapely.to_wkb(square(0, 0, 1000, 905))),),
            {"present_use"},
        ),
        (
            "INSERT INTO present_use (geom, municipality, use) VALUES (?, 'GM0001', 'WON')",
            (None,),
            {"present_use"},
        ),
        ('UPDATE step SET done = 0 WHERE "order" = 1', (), {"step", "setting"}),
        ('DELETE FROM step WHERE "order" = 2', (), {"change", "variant", "site", "plot", "conversion"}),
        ("DELETE FROM gpkg_geometry_columns WHERE table_name = 'site'", (), {"site"}),
        ("DELETE FROM gpkg_contents WHERE table_name = 'variant'", (), {"gpkg_contents"}),
        ("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 0", (), {"gpkg_spatial_ref_sys"}),
        ("UPDATE gpkg_contents SET max_x = 80001 WHERE table_name = 'site'", (), {"site"}),
        ("CREATE TRIGGER t AFTER INSERT ON site BEGIN DELETE FROM plot; END", (), {"site"}),
        ("INSERT INTO variant (key, name) VALUES (0, 'heden')", (), {"variant"}),
        ("PRAGMA application_id = 5", (), {""}),
    ],
)
def test_each_kind_of_trouble_is_told(
    path: Path, sql: str, values: tuple[object, ...], tables: set[str]
) -> None:
    assert spoiled(path, sql, *values) == tables


def test_a_polygon_inside_another_is_an_overlap(path: Path) -> None:
    island = encode(shapely.to_wkb(shapely.MultiPolygon([square(100, 100, 50)])))
    sql = "INSERT INTO present_use (key, geom, municipality, use) VALUES (77, ?, 'GM0001', 'NAT')"
    assert spoiled(path, sql, island) == {"present_use"}
    assert any("2.500 m2" in f.what or "2,500 m2" in f.what for f in check(path))


def test_touching_polygons_with_other_corners_are_no_overlap(fast_project: Path) -> None:
    region = small_region()
    pieces = [
        (square(0, 0, 1000, 500), "LAN"),
        (square(0, 500, 300, 500), "WON"),
        (square(300, 500, 700, 500), "NAT"),
    ]
    present = [
        PresentUse(n + 1, shapely.to_wkb(shape), "GM0001", use) for n, (shape, use) in enumerate(pieces)
    ]
    path = fast_project / "raakt.gpkg"
    create_document(path, settings={}, municipalities=region.municipalities, present=present)
    assert check(path) == []


def test_other_files_are_refused_or_damaged(path: Path) -> None:
    with pytest.raises(Refused):
        check(path.with_name("weg.gpkg"))
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(Damaged):
        check(path)


def test_must_hold_looks_at_the_changed_rows_only() -> None:
    bad = site(square(0, 0, 9), "port", variant=V)
    good = Variant(V, "A")
    must_hold({"variant": {V: good}, "site": {bad.key: bad}}, [insert(good)], small_region())
    with pytest.raises(Refused):
        must_hold({"variant": {V: good}, "site": {bad.key: bad}}, [insert(bad)], small_region())


@pytest.mark.slow
def test_a_large_region_is_checked_and_opened_quickly(tmp_path: Path) -> None:
    """A hundred thousand polygons: not timed tightly, but a quadratic step would be noticed."""
    cells = np.array([square(10 * x, 10 * y, 10) for x in range(400) for y in range(250)], dtype=object)
    present = [
        PresentUse(new_key(), shapely.to_wkb(cell), "GM0001", USES[n % 12]) for n, cell in enumerate(cells)
    ]
    whole = Municipality(1, shapely.to_wkb(square(0, 0, 4000, 2500)), "GM0001", "Groot")
    path = tmp_path / "groot.gpkg"
    create_document(path, settings={}, municipalities=[whole], present=present)
    begun = time.perf_counter()
    assert check(path) == []
    with open_document(path) as document:
        assert len(document.region.imported.geoms) == 100_000
    assert time.perf_counter() - begun < 20
