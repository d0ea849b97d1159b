"""Figures with a rule, worked out by hand."""

import math
import random

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import LineString

from scenarios.errors import Refused
from scenarios.geometry import figures
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def p(x, y):
    return (X + x, Y + y)


def test_rectangles():
    assert figures.rectangle_by_corners(p(30, 50), p(0, 0)).equals(shapely.box(X, Y, X + 30, Y + 50))
    slanted = figures.rectangle_by_three(p(0, 0), p(30, 40), p(-40, 30))
    assert slanted.area == pytest.approx(2_500) and shapely.covers(slanted, shapely.Point(p(-40, 30)))
    centred = figures.rectangle_from_centre(p(0, 0), p(20, 10))
    assert centred.equals(shapely.box(X - 20, Y - 10, X + 20, Y + 10))
    turned = figures.rectangle_from_centre(p(0, 0), p(0, 10 * math.sqrt(2)), angle=45)
    assert turned.area == pytest.approx(400, abs=0.1)


def test_a_rectangle_without_width_is_refused():
    with pytest.raises(Refused):
        figures.rectangle_by_corners(p(0, 0), p(0, 50))
    with pytest.raises(Refused):
        figures.rectangle_by_three(p(0, 0), p(0, 0), p(5, 5))


def test_a_regular_hexagon():
    shape = figures.regular_polygon(p(0, 0), p(10, 0), 6)
    assert shape.area == pytest.approx(3 * math.sqrt(3) / 2 * 100, abs=0.05)
    assert len(shape.exterior.coords) == 7 and shape.exterior.coords[0] == p(10, 0)
    with pytest.raises(Refused, match="3 to 200 sides"):
        figures.regular_polygon(p(0, 0), p(10, 0), 2)


@pytest.mark.parametrize("radius", [1, 10, 56.419, 250, 4_000])
def test_a_circle_has_the_area_of_a_circle(radius):
    shape = figures.circle(p(0, 0), radius)
    assert shape.area == pytest.approx(math.pi * radius**2, abs=min(1.0, 0.002 * math.pi * radius**2))
    assert shapely.hausdorff_distance(shape.exterior, shapely.Point(p(0, 0)).buffer(radius, 512)) < 0.31


def test_a_circle_without_radius_is_refused():
    for radius in (0, -3, math.nan):
        with pytest.raises(Refused):
            figures.circle(p(0, 0), radius)


def test_a_band_along_a_corner_is_mitred():
    # 100 m and 100 m at a right angle, 10 m wide: 2 * 100 * 10, the inner square counted once and the outer
    # corner filled: 105 * 10 + 95 * 10 = 2000; on one side 100 * 10 + 90 * 10, or 110 * 10 + 1000.
    line = [p(0, 0), p(100, 0), p(100, 100)]
    assert figures.band(line, 10).area == pytest.approx(2_000)
    assert figures.band(line, 10, "left").area == pytest.approx(1_900)
    assert figures.band(line, 10, "right").area == pytest.approx(2_100)
    assert shapely.covers(figures.band(line, 10, "right"), shapely.Point(p(109, -9)))
    assert not shapely.intersects(figures.band(line, 10, "right"), shapely.Point(p(50, 1)))


def test_a_band_that_closes_on_itself_keeps_the_land_inside():
    ring = figures.band([p(0, 0), p(100, 0), p(100, 100), p(0, 100), p(0, 0)], 10)
    assert len(ring.interiors) == 1 and ring.is_valid


def test_a_closed_line_that_turns_back_keeps_its_land():
    line = [p(10, 0), p(0, 10), p(0, 20), p(0, 0), p(10, 0)]
    assert shapely.covers(figures.band(line, 4).buffer(0.01), LineString(line))


def test_a_band_needs_a_line_and_a_width():
    for line, width in (([p(0, 0)], 5), ([p(0, 0), p(0, 0)], 5), ([p(0, 0), p(9, 0)], 0)):
        with pytest.raises(Refused):
            figures.band(line, width)


points = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=2, max_size=12)


@settings(max_examples=100, deadline=None)
@given(points, st.floats(0.5, 60), st.sampled_from(["both", "left", "right"]))
def test_any_band_is_valid_and_lies_along_its_line(line, width, side):
    places = [p(*point) for point in line]
    assume(len(set(places)) > 1)
    try:
        shape = figures.band(places, width, side)
    except Refused as refused:
        assert side != "both" or "m²" in str(refused) or "two different" in str(refused)
        return
    reach = width * (0.5 if side == "both" else 1) * figures.MITRE_LIMIT * 1.1
    assert shape.is_valid and shape.area >= 1
    corners = shapely.points(shapely.get_coordinates(shape))
    assert shapely.distance(corners, LineString(places)).max() <= reach


def test_a_stroke_of_the_hand_becomes_smooth_and_short():
    chance = random.Random(3)
    hand = [
        p(i + chance.random(), 20 * math.sin(i / 15) + chance.random()) for i in range(300)
    ]  # fmt: skip
    smooth = figures.smoothed(hand, 3)
    assert len(smooth) < 60 and smooth[0] == pytest.approx(hand[0], abs=0.001)
    assert smooth[-1] == pytest.approx(hand[-1], abs=0.001)
    assert shapely.hausdorff_distance(LineString(smooth), LineString(hand)) < 6


def test_a_ring_of_the_hand_stays_a_ring():
    hand = [p(50 * math.cos(a / 30), 50 * math.sin(a / 30)) for a in range(188)]
    ring = shapely.Polygon(figures.smoothed(hand, 2, closed=True))
    assert ring.is_valid and ring.area == pytest.approx(math.pi * 2_500, rel=0.06)
    assert square(-60, -60, 120).covers(ring)
