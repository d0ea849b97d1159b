"""What fits into free room: plain shapes of the asked area, inside, beside what is there, near the place."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.geometry.fit import LONGEST, fitted
from scenarios.geometry.room import free_room
from tests.makers import ORIGIN, square

X, Y = ORIGIN


def at(x: float, y: float) -> tuple[float, float]:
    return (X + x, Y + y)


def bounds(shape: shapely.Polygon) -> list[int]:
    xmin, ymin, xmax, ymax = shape.bounds
    return [round(xmin - X), round(ymin - Y), round(xmax - X), round(ymax - Y)]


def test_in_an_empty_field_a_rectangle_stands_on_the_nearest_edge():
    field = square(0, 0, 1000, 600)
    found = fitted(free_room(field, []), at(500, 20), 10_000)
    assert found is not None and found.area == pytest.approx(10_000, abs=1)
    assert len(found.exterior.coords) == 5
    xmin, ymin, xmax, _ymax = bounds(found)
    assert ymin == 0 and xmin <= 500 <= xmax


def test_the_last_strip_between_two_is_filled_from_side_to_side():
    field = square(0, 0, 300, 100)
    found = fitted(free_room(field, [square(0, 0, 100), square(200, 0, 100)]), at(150, 50), 10_000)
    assert found is not None and bounds(found) == [100, 0, 200, 100]


def test_beside_a_neighbour_it_starts_at_the_neighbour():
    field = square(0, 0, 600, 300)
    found = fitted(free_room(field, [square(0, 0, 100)]), at(150, 40), 10_000)
    assert found is not None
    assert shapely.length(shapely.intersection(found, square(0, 0, 100))) > 50


def test_it_stands_along_a_road_that_is_not_the_very_nearest_edge():
    field, road = square(0, 0, 400, 300), square(0, 140, 400, 20)
    found = fitted(free_room(field, [road]), at(200, 60), 5_000, [road])
    assert found is not None and shapely.length(shapely.intersection(found, road)) > 40


def test_an_edge_at_an_angle_turns_it():
    field = shapely.Polygon([at(0, 0), at(400, 300), at(250, 500), at(-150, 200)])
    found = fitted(free_room(field, []), at(120, 110), 8_000)
    assert found is not None
    corners = shapely.get_coordinates(found.exterior)
    angles = np.degrees(np.arctan2(*np.diff(corners, axis=0).T[::-1])) % 90
    assert np.allclose(angles, np.degrees(np.arctan2(300, 400)), atol=0.1)


def test_where_it_does_not_fit_the_largest_is_given():
    found = fitted(free_room(square(0, 0, 80), []), at(10, 10), 10_000)
    assert found is not None and found.area == pytest.approx(6_400, abs=1)


def test_a_long_strip_holds_no_more_than_four_times_its_width():
    found = fitted(free_room(square(0, 0, 2000, 20), []), at(900, 10), 10_000)
    assert found is not None and found.area == pytest.approx(LONGEST * 20 * 20, rel=0.02)


def test_a_full_field_has_no_room():
    assert fitted(free_room(square(0, 0, 100), [square(-1, -1, 102)]), at(5, 5), 1_000) is None


def test_a_crack_is_no_room():
    field = square(0, 0, 200, 100)
    assert free_room(field, [square(0, 0, 100), square(100.4, 0, 99.6, 100)]) == ()


def test_room_on_the_other_side_is_found():
    """Dropped in a corner that is too small, it goes to where it fits."""
    field = square(0, 0, 1000, 200)
    found = fitted(free_room(field, [square(50, 0, 100, 200)]), at(10, 100), 15_000)
    assert found is not None and found.area == pytest.approx(15_000, abs=1) and bounds(found)[0] >= 150


@st.composite
def outlines(draw: st.DrawFn) -> shapely.Polygon:
    """A star-shaped outline with 4 to 24 corners, 120 to 300 m from its middle."""
    count = draw(st.integers(4, 24))
    far = draw(st.lists(st.floats(120, 300), min_size=count, max_size=count))
    angles = np.arange(count) * 2 * np.pi / count
    ring = np.round(np.stack([np.cos(angles), np.sin(angles)], axis=1) * np.array(far)[:, None] + ORIGIN, 3)
    return shapely.Polygon(ring)


@settings(max_examples=25, deadline=None)
@given(outlines(), st.lists(st.tuples(st.floats(-250, 250), st.floats(-250, 250)), min_size=1, max_size=5))
def test_one_after_another_they_lie_inside_and_apart(outline, places):
    taken: list[shapely.Polygon] = []
    for place in places:
        found = fitted(free_room(outline, taken), at(*place), 6_000)
        if found is None:
            continue
        assert found.is_valid and found.area <= 6_001
        assert shapely.area(shapely.difference(found, outline)) < 0.5
        assert all(shapely.area(shapely.intersection(found, other)) < 0.5 for other in taken)
        taken.append(found)
    if outline.area > 100_000:
        assert taken[0].area == pytest.approx(6_000, abs=1)
