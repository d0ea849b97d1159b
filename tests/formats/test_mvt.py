"""Vector tiles: decoded without GDAL, clipped to their own square, seams closed, damage told."""

import gzip
import math

import numpy as np
import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats import mvt, vector
from scenarios.formats.crs import to_rd
from scenarios.progress import drain

ZOOM, X, Y = 13, 4194, 2702


def _tile(path, features, layer="landuse"):
    from mapbox_vector_tile import encode

    content = encode(
        [{"name": layer, "features": [{"geometry": g.wkt, "properties": p} for g, p in features]}],
        default_options={"y_coord_down": True},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _at(folder, x=X, y=Y):
    return folder / str(ZOOM) / str(x) / f"{y}.pbf"


def test_a_tile_lies_where_its_path_says(tmp_path):
    path = _tile(_at(tmp_path), [(shapely.box(0, 0, 4096, 4096), {"class": "residential"})])
    features = drain(vector.read(path, "landuse"))
    left, top, width = mvt.tiles(path)[0].frame()
    assert width == pytest.approx(2 * math.pi * 6378137 / 2**ZOOM)
    middle = shapely.Point(left + width / 2, top - width / 2)
    at, _ = to_rd(np.array([middle], dtype=object), mvt.CRS, "tile")
    assert features.geoms[0].centroid.distance(at[0]) < 2
    assert list(features.columns["class"]) == ["residential"]


def test_the_buffer_is_cut_off_and_neighbours_meet(tmp_path):
    wide = shapely.box(-64, 1000, 4160, 1100)
    for x in (X, X + 1):
        _tile(_at(tmp_path, x), [(wide, {"class": "grass"})], "landcover")
    features = drain(vector.read(tmp_path / str(ZOOM), "landcover"))
    a, b = features.geoms
    assert shapely.intersection(a, b).area < 1e-3
    gap = shapely.union_all([a, b]).area
    joined = shapely.union_all([a.buffer(0.01), b.buffer(0.01)])
    assert joined.geom_type == "Polygon" and gap == pytest.approx(a.area + b.area, rel=1e-9)


def test_holes_and_parts_are_kept_apart(tmp_path):
    ring = shapely.box(100, 100, 200, 200).difference(shapely.box(120, 120, 180, 180))
    both = shapely.multipolygons([ring, shapely.box(300, 300, 400, 400)])
    path = _tile(_at(tmp_path), [(both, {"class": "a"})])
    shape = drain(vector.read(path, "landuse")).geoms[0]
    assert [len(p.interiors) for p in shape.geoms] == [1, 0]


def test_a_tile_without_a_place_is_refused(tmp_path):
    path = _tile(tmp_path / "los" / "tegel.pbf", [(shapely.box(0, 0, 10, 10), {})])
    with pytest.raises(Refused, match="zoom/column/row"):
        vector.layers(path)


def test_a_packed_tile_is_read(tmp_path):
    path = _tile(_at(tmp_path), [(shapely.box(0, 0, 10, 10), {"class": "a"})])
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert vector.layers(path)[0].count == 1


def test_a_damaged_tile_is_left_out_of_a_folder_and_counted(tmp_path):
    _tile(_at(tmp_path), [(shapely.box(0, 0, 10, 10), {"class": "a"})])
    bad = _tile(_at(tmp_path, X + 1), [(shapely.box(0, 0, 10, 10), {"class": "b"})])
    content = bad.read_bytes()
    bad.write_bytes(content[: len(content) // 2])
    features = drain(vector.read(tmp_path, "landuse"))
    assert list(features.columns["class"]) == ["a"]
    assert [(r.kind, r.count) for r in features.remarks] == [("bad-tile", 1)]


def test_the_most_detailed_zoom_that_covers_enough_is_taken(shared_data):
    tiles = mvt.tiles(shared_data / "osm-mvt-zuid-holland")
    assert {tile.zoom for tile in tiles} == {12}
    assert {tile.zoom for tile in mvt.tiles(shared_data / "osm-mvt-zuid-holland" / "14")} == {14}


def test_only_tiles_that_reach_the_bounds_are_read(shared_data):
    path = shared_data / "osm-mvt-zuid-holland" / "13"
    everything = len(drain(vector.read(path, "landuse")))
    bounds = (84_000.0, 447_000.0, 85_000.0, 448_000.0)
    some = drain(vector.read(path, "landuse", bounds=bounds))
    assert 0 < len(some) < everything / 20
    assert shapely.intersects(shapely.box(*bounds), some.geoms).any()


def test_the_same_features_as_gdal_gives(shared_data):
    """GDAL keeps the buffer and reads only tiles whose rings GEOS likes; inside the square they agree."""
    from scenarios.formats.gdal import pyogrio

    path = shared_data / "osm-mvt-zuid-holland" / "14" / "8390" / "5411.pbf"
    left, top, width = mvt.tiles(path)[0].frame()
    square = shapely.box(left, top - width, left + width, top)
    _, _, wkb, _ = pyogrio().raw.read(path, layer="landuse")
    theirs = shapely.area(shapely.intersection(shapely.make_valid(shapely.from_wkb(wkb)), square)).sum()
    ours = shapely.area(shapely.make_valid(drain(mvt.read(path, "landuse", ())).geoms)).sum()
    assert ours == pytest.approx(theirs, rel=2e-3)
