"""The real region, read and checked against an overlay of another library: slow, so in the continuous check
only."""

import csv
import time

import numpy as np
import pytest
import shapely

from scenarios.intake import Backdrop, LandUse, NewProject, land_use, municipalities, new_project
from scenarios.intake.report import sentences
from scenarios.progress import drain
from scenarios.project.checks import check
from scenarios.project.document import open_document

FOURTEEN = (
    *("GM0503", "GM0518", "GM0556", "GM0599", "GM0603", "GM0606", "GM0622"),
    *("GM0629", "GM0637", "GM1621", "GM1783", "GM1842", "GM1916", "GM1926"),
)
TILES = "osm-mvt-zuid-holland/13"


@pytest.fixture(scope="module")
def region(shared_data):
    path = shared_data / "gemeenten-kerncijfers" / "gemeenten_2024.geojson"
    return drain(municipalities.read(str(path), only=FOURTEEN))


def _remark(report, kind):
    return next(remark for _, remark in report.remarks if remark.kind == kind)


def test_the_fourteen_become_a_partition_and_the_report_says_what_it_took(region, shared_data):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(shared_data / "gemeenten-kerncijfers" / "gemeenten_2024.geojson")
    frame = frame[frame["gemeentecode"].isin(FOURTEEN)].to_crs("EPSG:28992").sort_values("gemeentecode")
    assert [m.code for m in region.rows] == list(frame["gemeentecode"])
    assert np.abs(shapely.area(region.borders) / frame.area.to_numpy() - 1).max() < 0.02
    assert shapely.coverage_is_valid(region.borders) and shapely.is_valid(region.borders).all()
    union = frame.union_all()
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    holes = sum(shapely.Polygon(ring).area for ring in rings)
    twice = _remark(region.report, "contested")
    gaps = _remark(region.report, "gap")
    assert twice.m2 == pytest.approx(95e4, rel=0.02) and gaps.m2 == pytest.approx(76e4, rel=0.02)
    assert gaps.m2 == pytest.approx(holes, abs=200)
    assert frame.area.sum() - union.area == pytest.approx(twice.m2, abs=500)
    assert shapely.area(region.borders).sum() == pytest.approx(union.area + holes, abs=50)
    figures = {row.code: (row.land_ha, row.water_ha, row.inhabitants) for row in region.rows}
    assert figures["GM0518"] == (8244, 1568, 566221)
    assert region.rows[0].facts_year == 2024


def test_generalised_borders_that_meet_stay_as_they_are(shared_data):
    path = shared_data / "gemeenten-cartomap" / "gemeente_2025.geojson"
    found = drain(municipalities.read(str(path), only=FOURTEEN))
    before = [m.file_m2 for m in found.report.municipalities]
    assert shapely.area(found.borders).tolist() == pytest.approx(before, rel=1e-6)
    assert not found.report.of("municipalities")


@pytest.mark.parametrize(
    "name",
    ["rd/gemeente_2016.topojson", "wgs84/gemeente_2016.topojson", "wgs84/gemeente_2016.geojson"],
)
def test_every_writing_of_a_map_gives_the_same_municipalities(shared_data, name):
    found = drain(
        municipalities.read(str(shared_data / "gemeenten-cartomap" / name), only=["GM0518", "GM0599"])
    )
    assert [m.name for m in found.rows] == ["'s-Gravenhage", "Rotterdam"]
    assert found.borders[0].area == pytest.approx(81.9e6, rel=0.1)


def test_bgt_of_delft_covers_its_crop_and_leaves_out_what_lies_above(shared_data):
    geopandas = pytest.importorskip("geopandas")
    folder = shared_data / "bgt-delft-3dfier"
    path = shared_data / "gemeenten-cartomap" / "gemeente_2025.geojson"
    found = drain(municipalities.read(str(path), only=["GM0503"]))
    present, report = drain(land_use.read([LandUse(str(folder))], found.rows, found.borders))
    frames = [
        geopandas.read_file(folder / f"bgt_{name}.sqlite")
        for name in ("begroeidterreindeel", "onbegroeidterreindeel", "wegdeel", "waterdeel", "pand")
    ]
    level = [f[f["relatievehoogteligging"] == 0] for f in frames]
    together = shapely.union_all(np.concatenate([f.geometry.to_numpy() for f in level]))
    shapes = shapely.from_wkb([row.geom for row in present])
    dropped = _remark(report, "sliver").m2
    inside = shapely.intersection(together, found.borders[0]).area
    assert shapely.area(shapes).sum() + dropped == pytest.approx(inside, abs=1)
    water = shapely.union_all(level[3].geometry.to_numpy()).area
    mine = sum(s.area for s, row in zip(shapes, present, strict=True) if row.use == "WAT")
    assert mine == pytest.approx(water, abs=1)
    assert _remark(report, "level").count == 8
    assert sum(1 for _, r in report.remarks if r.kind == "empty-layer") >= 2


@pytest.mark.slow
def test_land_use_of_the_region_from_tiles(region, shared_data):
    sources = [LandUse(str(shared_data / TILES))]
    start = time.process_time()
    present, report = drain(land_use.read(sources, region.rows, region.borders))
    took = time.process_time() - start
    assert took < 30, f"reading, classing and flattening took {took:.0f} s of one processor"
    areas = {m.code: m for m in report.municipalities}
    for code, area in areas.items():
        beyond = (area.outside_m2 or 0) / area.area_m2
        assert beyond == pytest.approx(0.41 if code == "GM0599" else 0.0, abs=0.005)
    shapes = shapely.from_wkb([row.geom for row in present])
    assert shapely.is_valid(shapes).all()
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    twice = left < right
    assert shapely.area(shapely.intersection(shapes[left[twice]], shapes[right[twice]])).sum() < 0.01
    index = {m.code: i for i, m in enumerate(region.rows)}
    own = region.borders[[index[row.municipality] for row in present]]
    assert shapely.area(shapely.difference(shapes, own)).max() < 1e-3
    assert report.overlap_m2 > 5_000e4
    _check_delft(present, shapes, region, shared_data)


def _check_delft(present, shapes, region, shared_data):
    """Water, housing and everything together in one municipality, from tiles decoded by another library."""
    delft = region.borders[FOURTEEN.index("GM0503")]
    layers = {name: _decoded(shared_data / TILES, name, delft) for name in ("water", "landuse", "landcover")}
    water = shapely.union_all([g for g, _ in layers["water"]])
    particular = shapely.union_all([g for g, kind in layers["landuse"] if kind != "residential"])
    homes = shapely.union_all([g for g, kind in layers["landuse"] if kind == "residential"])
    cover = shapely.union_all([g for g, _ in layers["landcover"]])
    expected = {
        "WAT": shapely.intersection(water, delft).area,
        "WON": shapely.intersection(homes - water - particular, delft).area,
        "all": shapely.intersection(shapely.union_all([water, particular, homes, cover]), delft).area,
    }
    mine = [(s.area, row.use) for s, row in zip(shapes, present, strict=True) if row.municipality == "GM0503"]
    found = {use: sum(m2 for m2, of in mine if of == use) for use in ("WAT", "WON")}
    found["all"] = sum(m2 for m2, _ in mine)
    for use, m2 in expected.items():
        assert found[use] == pytest.approx(m2, rel=1e-4, abs=30), use


def _decoded(folder, layer, border):
    from mapbox_vector_tile import decode
    from pyproj import Transformer

    change = Transformer.from_crs("EPSG:3857", "EPSG:28992", always_xy=True)
    half, found = 20037508.342789244, []
    for path in sorted(folder.rglob("*.pbf")):
        x, y, size = int(path.parent.name), int(path.stem), 2 * half / 2**13
        frame = shapely.box(-half + x * size, half - (y + 1) * size, -half + (x + 1) * size, half - y * size)
        if not shapely.intersects(_moved(change, frame), border):
            continue
        content = decode(path.read_bytes(), default_options={"y_coord_down": True}).get(layer, {})
        for feature in content.get("features", ()):
            for rings in _rings(feature["geometry"]):
                shape = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]), method="structure")
                shape = shapely.segmentize(shapely.intersection(shape, shapely.box(0, 0, 4096, 4096)), 256)
                corner = np.array([-half + x * size, half - y * size])
                placed = shapely.transform(shape, lambda xy, c=corner, s=size: c + xy * [s / 4096, -s / 4096])
                found.append((_moved(change, placed), feature["properties"].get("class")))
    return found


def _rings(geometry):
    parts = geometry["coordinates"]
    parts = parts if geometry["type"] == "MultiPolygon" else [parts]
    return [rings for rings in parts if rings and len(rings[0]) > 3]


def _moved(change, shape):
    return shapely.transform(shape, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1])))


@pytest.mark.slow
def test_a_whole_project_from_the_real_files(shared_data, tmp_path):
    path = tmp_path / "regio.gpkg"
    tiles = str(shared_data / TILES)
    request = NewProject(
        str(shared_data / "gemeenten-kerncijfers" / "gemeenten_2024.geojson"),
        only=tuple(FOURTEEN),
        land_use=(LandUse(tiles),),
        reference=(Backdrop(f"{tiles}:waterway"),),
    )
    report = drain(new_project(path, request))
    assert not check(path)
    said = " ".join(sentences(report))
    assert "95.3 ha" in said and "75.9 ha" in said and "41 %" in said
    with open_document(path, editing=False) as document:
        assert len(document.region.municipalities) == 14
        assert len(document.region.imported.geoms) == report.polygons
    facts = shared_data.parent / "design" / "region-facts.csv"
    if facts.exists():
        with facts.open(encoding="utf-8", newline="") as lines:
            assert sorted(row["code"] for row in csv.DictReader(lines)) == list(FOURTEEN)
