"""Geometry between WKB and GeoPackage: the same shape in every form, and no form that is none."""

import struct

import hypothesis.strategies as st
import numpy as np
import pytest
import shapely
from hypothesis import given

from scenarios.project.schema import binary
from tests.makers import square

POLYGON = shapely.to_wkb(square(0, 0, 10))
MULTI = shapely.to_wkb(shapely.MultiPolygon([square(0, 0, 10)]))
TWO = shapely.to_wkb(shapely.MultiPolygon([square(0, 0, 10), square(20, 0, 10)]))


def test_a_shape_takes_the_type_its_table_declares() -> None:
    assert binary.normal(POLYGON, "POLYGON") == binary.normal(MULTI, "POLYGON") == POLYGON
    assert binary.normal(POLYGON, "MULTIPOLYGON") == binary.normal(MULTI, "MULTIPOLYGON") == MULTI
    assert binary.normal(TWO, "POLYGON") == binary.normal(TWO, "MULTIPOLYGON") == TWO
    assert binary.normal(POLYGON, "GEOMETRY") == POLYGON and binary.normal(MULTI, "GEOMETRY") == MULTI


@given(st.floats(-7000, 300_000), st.floats(289_000, 629_000), st.floats(0.001, 1e5), st.booleans())
def test_what_is_encoded_is_decoded(x: float, y: float, size: float, several: bool) -> None:
    shape = shapely.box(x, y, x + size, y + size)
    wkb = shapely.to_wkb(shapely.MultiPolygon([shape, shapely.box(0, 0, 1, 1)]) if several else shape)
    declared = "MULTIPOLYGON" if several else "POLYGON"
    blob = binary.encode(wkb)
    assert binary.decode(blob, declared) == wkb
    assert binary.encode_all([wkb, wkb]) == [blob, blob]
    assert binary.envelope(blob) == tuple(shapely.bounds(shapely.from_wkb(wkb)))
    assert shapely.equals(binary.shapes([blob])[0], shapely.from_wkb(wkb))


def test_many_shapes_are_read_at_once_and_bad_ones_left_open() -> None:
    good = binary.encode(POLYGON)
    bare = struct.pack("<2sBBi", b"GP", 0, 1, 28992) + MULTI
    broken = good[:40] + b"\x01\x03\x00\x00\x00\xff\xff"
    found = binary.shapes([good, binary.encode(MULTI), bare, None, b"", b"GP", broken, good])
    assert [shapely.get_type_id(shape) for shape in found] == [3, 3, 3, -1, -1, -1, -1, 3]
    assert [s.geom_type for s in binary.shapes([good, binary.encode(MULTI), binary.encode(TWO)])] == [
        "Polygon",
        "Polygon",
        "MultiPolygon",
    ]
    assert len(binary.shapes([])) == 0
    assert shapely.get_type_id(binary.shapes([good, broken])).tolist() == [3, -1]


@pytest.mark.parametrize(
    ("blob", "said"),
    [
        (b"", "not a GeoPackage geometry"),
        (b"XX" + bytes(40), "not a GeoPackage geometry"),
        (struct.pack("<2sBBi", b"GP", 1, 1, 28992) + POLYGON, "unknown kind"),
        (struct.pack("<2sBBi", b"GP", 0, 1 | 5 << 1, 28992) + POLYGON, "unknown kind"),
        (struct.pack("<2sBBi", b"GP", 0, 1 | 32, 28992) + POLYGON, "unknown kind"),
        (struct.pack("<2sBBi", b"GP", 0, 1 | 16, 28992) + POLYGON, "empty"),
        (struct.pack("<2sBBi", b"GP", 0, 1, 4326) + POLYGON, "another coordinate system"),
        (struct.pack("<2sBBi", b"GP", 0, 1, 28992) + shapely.to_wkb(shapely.Polygon()), ""),
        (struct.pack("<2sBBi", b"GP", 0, 1, 28992) + POLYGON[:-3], ""),
        (struct.pack("<2sBBi", b"GP", 0, 1, 28992) + b"\x01\x0a\x00\x00\x00\x01\x00\x00\x00", "unreadable"),
    ],
)
def test_other_blobs_are_no_geometry(blob: bytes, said: str) -> None:
    """Either decoding says so, or shapely does of what was decoded: `rules` looks at every decoded shape."""
    try:
        wkb = binary.decode(blob, "POLYGON")
    except ValueError as error:
        assert said in str(error)
    else:
        shape = shapely.from_wkb(wkb, on_invalid="ignore")
        assert said == "" and (shape is None or shape.is_empty)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(noise: bytes) -> None:
    for blob in (noise, b"GP\x00\x01" + noise, binary.encode(POLYGON)[:45] + noise):
        try:
            binary.decode(blob, "POLYGON")
        except ValueError:
            continue
    assert len(binary.shapes([noise, binary.encode(POLYGON)[:45] + noise])) == 2


def test_polygons_of_rows_come_as_single_as_they_are() -> None:
    assert [shape.geom_type for shape in binary.polygons([POLYGON, MULTI, TWO])] == [
        "Polygon",
        "Polygon",
        "MultiPolygon",
    ]
    assert isinstance(binary.polygons([]), np.ndarray)
