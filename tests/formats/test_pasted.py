"""Shapes out of copied text: degrees and RD, GeoJSON and WKT, and one sentence for anything else."""

import json

import pytest
import shapely

from scenarios.errors import Refused
from scenarios.formats.pasted import read_pasted

BOX = shapely.box(80_000, 450_000, 80_400, 450_300)
DEGREES = {
    "type": "Polygon",
    "coordinates": [[[4.29, 52.03], [4.30, 52.03], [4.30, 52.04], [4.29, 52.04], [4.29, 52.03]]],
}


def test_degrees_are_brought_to_rd():
    (shape,) = read_pasted(json.dumps({"type": "Feature", "properties": {}, "geometry": DEGREES}))
    assert 75_000 < shape.centroid.x < 90_000 and 445_000 < shape.centroid.y < 460_000
    assert shape.area == pytest.approx(686 * 1113, rel=0.02)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(shapely.geometry.mapping(BOX)),
        json.dumps(
            {"type": "FeatureCollection", "features": [{"geometry": shapely.geometry.mapping(BOX)}]}
        ).replace('{"geometry"', '{"type": "Feature", "geometry"'),
        shapely.to_wkt(BOX),
        "SRID=28992;" + shapely.to_wkt(BOX),
        f"  {shapely.to_wkt(shapely.MultiPolygon([BOX]))}\n",
        f"{shapely.to_wkt(BOX)}\tCluster\t12",
    ],
    ids=["geometry", "collection", "wkt", "srid", "multi", "table"],
)
def test_rd_is_taken_as_it_is(text):
    (shape,) = read_pasted(text)
    assert shape.equals(BOX)


def test_several_shapes_come_apart():
    other = shapely.box(81_000, 450_000, 81_100, 450_100)
    assert len(read_pasted(f"{shapely.to_wkt(BOX)}\n{shapely.to_wkt(other)}")) == 2
    assert len(read_pasted(shapely.to_wkt(shapely.MultiPolygon([BOX, other])))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hallo",
        "{",
        "[]",
        "{}",
        '{"type": "Polygon"}',
        '{"type": "Polygon", "coordinates": [[[4, "x"]]]}',
        '{"type": "Point", "coordinates": []}',
        "POLYGON EMPTY",
        "POLYGON ((1 2, 3",
        '{"type": "FeatureCollection", "features": [1]}',
        "null",
        "[" * 5000,
    ],
)
def test_what_is_no_shape_is_said_in_one_sentence(text):
    with pytest.raises(Refused, match="no shape on the clipboard"):
        read_pasted(text)


def test_other_coordinates_are_refused_with_what_to_do():
    with pytest.raises(Refused, match="neither degrees nor RD"):
        read_pasted("POLYGON ((500000 5700000, 500100 5700000, 500100 5700100, 500000 5700000))")
    with pytest.raises(Refused):
        read_pasted(json.dumps({**DEGREES, "coordinates": [[[100, 10], [101, 10], [101, 11], [100, 10]]]}))
