"""Cleaning shapes: what is kept exactly, what is put right, what is refused."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon

from scenarios.errors import Refused
from scenarios.geometry.shape import clean_multipolygon, clean_place, clean_polygon, joined, to_wkb
from scenarios.geometry.transform import moved
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def test_a_hole_stays_and_a_hole_outside_is_refused():
    shell = square(0, 0, 100)
    with_hole = Polygon(shell.exterior, [square(20, 20, 10).exterior])
    assert clean_polygon(with_hole).area == 9900
    with pytest.raises(Refused, match="hole in this shape lies wrong"):
        clean_polygon(Polygon(shell.exterior, [square(200, 20, 10).exterior]))


def test_lines_beside_an_area_are_left_out():
    mixed = GeometryCollection([square(0, 0, 10), LineString([(X, Y), (X + 50, Y)])])
    assert clean_polygon(mixed).area == 100
    with pytest.raises(Refused, match="no area"):
        clean_polygon(LineString([(X, Y), (X + 50, Y)]))


def test_a_neck_thinner_than_a_millimetre_is_refused_with_its_place():
    neck = Polygon([(X, Y), (X + 100, Y), (X + 100, Y + 100), (X + 50, Y + 0.0004), (X, Y + 100)])
    with pytest.raises(Refused, match="touches itself near X 80,050, Y 450,000"):
        clean_polygon(neck)


def test_a_spike_thinner_than_a_millimetre_is_taken_off():
    spike = Polygon(
        [
            (X, Y),
            (X + 100, Y),
            (X + 100, Y + 50),
            (X + 200, Y + 50.0004),
            (X + 100, Y + 50.0005),
            (X, Y + 100),
        ]
    )
    shape = clean_polygon(spike)
    assert shape.is_valid and shape.bounds[2] == X + 100


def test_parts_that_overlap_become_one():
    both = clean_multipolygon([square(0, 0, 10), square(5, 0, 10)])
    assert isinstance(both, MultiPolygon) and both.area == 150
    assert joined([square(0, 0, 10), square(10, 0, 10)]).area == 200


def test_a_place_may_be_a_point():
    assert shapely.get_x(clean_place(Point(X + 0.00049, Y))) == X
    assert clean_place(square(0, 0, 10)).area == 100
    with pytest.raises(Refused, match="no place"):
        clean_place(Point())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=3, max_size=9))
def test_what_was_cleaned_stays_the_same_when_cleaned_again(corners):
    shape = shapely.convex_hull(shapely.multipoints([(X + a, Y + b) for a, b in corners]))
    if shape.geom_type != "Polygon":
        return
    try:
        once = clean_polygon(shape)
    except Refused:
        assert shape.area < 2
        return
    assert once.is_valid and once.area == pytest.approx(shape.area, abs=0.01 * (1 + shape.length))
    assert to_wkb(clean_polygon(once)) == to_wkb(once) == to_wkb(shapely.from_wkb(to_wkb(once)))
    assert to_wkb(moved(moved(once, 12.3456, -7), -12.3456, 7)) == to_wkb(once)
