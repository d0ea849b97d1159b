"""Area-true: what was asked is what comes out, within 1 m2, or one sentence says why not."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import Polygon

from scenarios.errors import Refused
from scenarios.geometry.area import with_area
from scenarios.geometry.outline import edge_pushed, nearest_edge
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def at(*corners):
    return Polygon([(X + x, Y + y) for x, y in corners])


def sides(shape):
    return {tuple(corner) for corner in np.round(shapely.get_coordinates(shape) - ORIGIN, 3).tolist()}


def test_a_square_of_one_hectare_becomes_two_by_its_eastern_edge():
    # 100 m wide, 100 m deep: the edge x = 100 goes to x = 200.
    edge, _ = nearest_edge(square(0, 0, 100), (X + 100, Y + 50))
    assert sides(with_area(square(0, 0, 100), 20_000, edge)) == {(0, 0), (200, 0), (200, 100), (0, 100)}


def test_neighbours_keep_their_directions():
    # A trapezium 100 m at the bottom, 60 at the top, 40 high: 3200 m2. The bottom pushed out 10 m is 110 wide
    # and adds (100 + 110) / 2 * 10 = 1050 m2.
    trapezium = at((0, 0), (100, 0), (80, 40), (20, 40))
    edge, _ = nearest_edge(trapezium, (X + 50, Y))
    assert sides(with_area(trapezium, 4_250, edge)) == {(-5, -10), (105, -10), (80, 40), (20, 40)}


def test_a_neighbour_that_shrinks_to_nothing_gives_way_to_the_next():
    # An L: the foot's outer edge x = 100 is pushed in past the inner corner at x = 50; 2500 m2 are left.
    foot = at((0, 0), (100, 0), (100, 50), (50, 50), (50, 100), (0, 100))
    edge, _ = nearest_edge(foot, (X + 100, Y + 25))
    assert with_area(foot, 2_500, edge).equals(at((0, 0), (25, 0), (25, 100), (0, 100)))


def test_corners_in_a_straight_edge_go_with_it():
    pinned = at((0, 0), (100, 0), (100, 40), (100, 100), (0, 100))
    edge, _ = nearest_edge(pinned, (X + 100, Y + 20))
    assert sides(with_area(pinned, 12_000, edge)) == {(0, 0), (120, 0), (120, 40), (120, 100), (0, 100)}


def test_an_edge_that_comes_to_a_point_says_how_far_it_gets():
    # A trapezium whose sides meet: above its 60 m top there is a triangle of 60 * 60 / 2 = 1800 m2.
    trapezium = at((0, 0), (100, 0), (80, 40), (20, 40))
    edge, _ = nearest_edge(trapezium, (X + 50, Y + 40))
    with pytest.raises(Refused, match=r"comes to a point at 0\.50 ha"):
        with_area(trapezium, 5_100, edge)


def test_an_edge_that_would_run_into_the_outline_is_refused():
    fork = at((0, 0), (90, 0), (90, 60), (60, 60), (60, 30), (30, 30), (30, 60), (0, 60))
    edge, _ = nearest_edge(fork, (X + 45, Y + 30))
    with pytest.raises(Refused, match="run into another part"):
        with_area(fork, 1_000, edge)


def test_without_an_edge_the_shape_keeps_its_middle_and_its_form():
    holed = square(0, 0, 100).difference(square(40, 40, 20))
    grown = with_area(holed, 4 * 9_600)
    assert grown.area == pytest.approx(4 * 9_600, abs=1)
    assert shapely.distance(grown.centroid, holed.centroid) < 0.01
    assert grown.bounds[2] - grown.bounds[0] == pytest.approx(200, abs=0.01) and len(grown.interiors) == 1


@pytest.mark.parametrize("m2", [0.0, -5.0, math.nan, math.inf, 0.5])
def test_an_area_that_cannot_be_is_refused(m2):
    with pytest.raises(Refused, match="at least 1 m²"):
        with_area(square(0, 0, 100), m2)


def test_an_edge_that_is_not_there_is_refused():
    with pytest.raises(Refused, match="no longer there"):
        with_area(square(0, 0, 100), 5_000, 4)


def test_pushing_an_edge_there_and_back_gives_the_same_shape():
    edge, far = nearest_edge(square(0, 0, 100), (X + 103, Y + 50))
    assert far == pytest.approx(3)
    out = edge_pushed(square(0, 0, 100), edge, 12.5)
    assert out.area == 11_250
    assert edge_pushed(out, nearest_edge(out, (X + 112, Y + 50))[0], -12.5).equals(square(0, 0, 100))


shapes = st.builds(
    lambda radii, start, size: Polygon(
        [
            (X + size * r * math.cos(start + i * math.tau / len(radii)),
             Y + size * r * math.sin(start + i * math.tau / len(radii)))
            for i, r in enumerate(radii)
        ]
    ),
    st.lists(st.floats(0.2, 1.0), min_size=3, max_size=40),
    st.floats(0, 6),
    st.floats(20, 4_000),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(shapes, st.floats(0.05, 6), st.one_of(st.none(), st.integers(0, 39)))
def test_any_polygon_gets_its_area_within_a_square_metre(shape, factor, edge):
    assume(shape.is_valid and shape.area > 10)
    edge = None if edge is None else edge % (len(shape.exterior.coords) - 1)
    wanted = max(shape.area * factor, 1.0)
    try:
        made = with_area(shape, wanted, edge)
    except Refused as refused:
        assert edge is not None and str(refused).endswith(".")
        return
    assert made.is_valid and abs(made.area - wanted) <= max(1, 2e-7 * wanted)
