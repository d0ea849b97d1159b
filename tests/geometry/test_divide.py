"""Splitting, merging and reshaping: land is conserved, and a line snapped on an edge always cuts."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import Polygon

from scenarios.errors import Refused
from scenarios.geometry.divide import merged, reshaped, split
from tests.geometry.test_area import shapes
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def p(x, y):
    return (X + x, Y + y)


def test_a_square_in_two():
    large, small = split(square(0, 0, 100), [p(30, -5), p(30, 105)])
    assert (large.area, small.area) == (7_000, 3_000)
    assert {p(30, 0), p(30, 100)} <= set(large.exterior.coords) & set(small.exterior.coords)


@pytest.mark.parametrize("off", [0.0, 1e-9, 0.0004, -0.0004, 0.004, -0.004])
def test_a_line_that_ends_a_hair_beside_the_edge_cuts(off):
    slanted = Polygon([p(0, 0), p(100, 33.333), p(70, 90), p(10, 77.7)])
    a = slanted.exterior.interpolate(20)
    b = slanted.exterior.interpolate(150)
    along = np.array([b.x - a.x, b.y - a.y]) / math.dist((a.x, a.y), (b.x, b.y))
    line = [np.array([a.x, a.y]) - along * off, np.array([b.x, b.y]) + along * off]
    parts = split(slanted, line)
    assert len(parts) == 2 and sum(part.area for part in parts) == pytest.approx(slanted.area, abs=0.1)


def test_a_line_that_does_not_cut_through_is_refused():
    for line in ([p(20, 20), p(60, 60)], [p(-10, -10), p(-10, 50)], [p(50, -5), p(50, 80)]):
        with pytest.raises(Refused, match="does not cut through"):
            split(square(0, 0, 100), line)
    with pytest.raises(Refused, match="two different points"):
        split(square(0, 0, 100), [p(1, 1), p(1, 1)])


def test_a_zigzag_makes_several_parts():
    parts = split(square(0, 0, 100), [p(10, -10), p(30, 50), p(50, -10), p(70, 50), p(90, -10)])
    assert len(parts) == 3 and sum(part.area for part in parts) == pytest.approx(10_000, abs=0.1)


def test_a_hole_is_split_with_its_shape():
    holed = square(0, 0, 100).difference(square(40, 40, 20))
    parts = split(holed, [p(50, -1), p(50, 101)])
    assert [part.area for part in parts] == [4_800, 4_800] and not any(part.interiors for part in parts)


def test_merging_closes_a_gap_of_millimetres_and_needs_a_border():
    whole = merged([square(0, 0, 100), square(100.004, 0, 50, 100)])
    assert whole.area == pytest.approx(15_000, abs=0.6) and not whole.interiors
    with pytest.raises(Refused, match="do not share a border"):
        merged([square(0, 0, 100), square(120, 0, 50)])
    with pytest.raises(Refused, match="do not share a border"):
        merged([square(0, 0, 100), square(100, 100, 50)])
    with pytest.raises(Refused, match="two or more"):
        merged([square(0, 0, 100)])


class TestReshape:
    def test_outside_adds_and_inside_takes(self):
        out = reshaped(square(0, 0, 100), [p(20, 90), p(20, 120), p(60, 120), p(60, 90)])
        assert out.area == 10_000 + 40 * 20
        inward = reshaped(square(0, 0, 100), [p(20, 110), p(20, 80), p(60, 80), p(60, 110)])
        assert inward.area == 10_000 - 40 * 20

    def test_across_keeps_the_larger_side(self):
        assert reshaped(square(0, 0, 100), [p(30, -5), p(30, 105)]).area == 7_000

    def test_in_and_out_in_one_line(self):
        # Along the top from x = 20: 20 m deep over 30 m, then 10 m out over 30 m.
        line = [p(20, 105), p(20, 80), p(50, 80), p(50, 110), p(80, 110), p(80, 95)]
        assert reshaped(square(0, 0, 100), line).area == 10_000 - 600 + 300

    def test_a_line_that_meets_the_outline_once_is_refused(self):
        with pytest.raises(Refused, match="cross the outline twice"):
            reshaped(square(0, 0, 100), [p(50, 50), p(50, 150)])

    def test_in_a_hole_it_fills_the_smaller_side(self):
        holed = square(0, 0, 100).difference(square(40, 40, 20))
        assert reshaped(holed, [p(45, 30), p(45, 70)]).area == 9_600 + 5 * 20


lines = st.lists(st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)), min_size=2, max_size=6)


@settings(max_examples=100, deadline=None)
@given(shapes, lines)
def test_any_split_conserves_land_and_merging_gives_it_back(shape, line):
    assume(shape.is_valid and shape.area > 10)
    size = math.sqrt(shape.area)
    cut = [p(x * size, y * size) for x, y in line]
    try:
        parts = split(shape, cut)
    except Refused:
        return
    whole = shapely.union_all(parts)
    assert all(part.is_valid and part.area >= 1 for part in parts)
    assert sum(part.area for part in parts) == pytest.approx(shape.area, abs=0.002 * shape.length)
    assert shapely.symmetric_difference(whole, shape).area <= 0.002 * shape.length + 1
    again = merged(parts)
    assert again.is_valid and again.area == pytest.approx(whole.area, abs=1)


@settings(max_examples=100, deadline=None)
@given(shapes, lines)
def test_any_reshape_is_valid_or_refused(shape, line):
    assume(shape.is_valid and shape.area > 10)
    size = math.sqrt(shape.area)
    try:
        made = reshaped(shape, [p(x * size, y * size) for x, y in line])
    except Refused:
        return
    assert made.is_valid and made.area >= 1
