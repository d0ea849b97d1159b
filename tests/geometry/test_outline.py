"""Transforming, rings, offset, simplify and cutting, worked out by hand."""

import pytest
import shapely

from scenarios.errors import Refused
from scenarios.geometry.outline import cut_out, offset, simplified, trimmed
from scenarios.geometry.rings import filled, holes, with_hole, without_hole
from scenarios.geometry.transform import mirrored, scaled, turned
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def p(x, y):
    return (X + x, Y + y)


def test_turning_scaling_and_mirroring():
    assert turned(square(0, 0, 10, 20), 90, p(0, 0)).equals(square(-20, 0, 20, 10))
    assert scaled(square(0, 0, 10), 2, 3, p(0, 0)).equals(square(0, 0, 20, 30))
    assert mirrored(square(0, 0, 10), p(10, 0), p(10, 5)).equals(square(10, 0, 10))
    assert mirrored(square(0, 0, 10, 20), p(0, 0), p(5, 5)).equals(square(0, 0, 20, 10))
    with pytest.raises(Refused, match="two different points"):
        mirrored(square(0, 0, 10), p(1, 1), p(1, 1))
    with pytest.raises(Refused, match="factor"):
        scaled(square(0, 0, 10), 0, 1, p(0, 0))


def test_offset_keeps_corners():
    assert offset(square(0, 0, 100), 5).equals(square(-5, -5, 110))
    assert offset(square(0, 0, 100), -5).equals(square(5, 5, 90))
    with pytest.raises(Refused, match="Nothing is left"):
        offset(square(0, 0, 100), -60)
    dumbbell = shapely.union_all([square(0, 0, 50), square(50, 20, 50, 10), square(100, 0, 50)])
    with pytest.raises(Refused, match="falls into 2 parts"):
        offset(dumbbell, -6)


def test_simplify_keeps_the_corners_it_must():
    wavy = shapely.Polygon([p(0, 0), p(50, 0.4), p(100, 0), p(100, 100), p(0, 100)])
    assert simplified(wavy, 0.5).equals(square(0, 0, 100))
    kept = simplified(wavy, 0.5, shapely.get_coordinates(shapely.Point(p(50, 0.4))))
    assert kept.equals(wavy)


def test_cutting_and_trimming():
    assert cut_out(square(0, 0, 100), square(80, 0, 40, 100)).equals(square(0, 0, 80, 100))
    assert shapely.get_num_geometries(cut_out(square(0, 0, 100), square(40, -5, 20, 200))) == 2
    assert trimmed(square(0, 0, 100), square(80, 0, 40, 100)).equals(square(80, 0, 20, 100))
    with pytest.raises(Refused, match="Nothing is left"):
        cut_out(square(0, 0, 100), square(-1, -1, 200))
    with pytest.raises(Refused, match="Nothing of this shape"):
        trimmed(square(0, 0, 100), square(200, 0, 20))


def test_rings():
    holed = with_hole(square(0, 0, 100), square(10, 10, 20))
    assert holed.area == 9_600 and holes(holed)[0].equals(square(10, 10, 20))
    both = with_hole(holed, square(20, 20, 30))
    assert both.area == 10_000 - 400 - 900 + 100 and len(both.interiors) == 1
    same, hole = filled(holed, p(15, 15))
    assert same.equals(holed) and hole.area == 400
    assert without_hole(holed, p(15, 15)).equals(square(0, 0, 100))
    with pytest.raises(Refused, match="no hole here"):
        without_hole(holed, p(50, 50))
    with pytest.raises(Refused, match="crosses the outline"):
        with_hole(square(0, 0, 100), square(90, 10, 20))
    with pytest.raises(Refused, match="touches the outline"):
        with_hole(square(0, 0, 100), square(0, 10, 20))
