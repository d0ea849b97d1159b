"""The corners of shapes one by one."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from desktop.tools.corners import Corners

HOLED = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(2, 2), (2, 4), (4, 4), (4, 2)]])
TWO = shapely.MultiPolygon([HOLED, shapely.box(20, 0, 30, 10)])


def test_shapes_come_back_as_they_were():
    for shape in (HOLED, TWO, shapely.Point(1, 2)):
        assert Corners.of(shape).shape().equals(shape)


@given(st.integers(0, 11), st.floats(-5, 40), st.floats(-5, 40))
def test_a_corner_that_is_added_and_left_out_leaves_no_trace(place, x, y):
    corners = Corners.of(TWO)
    address, _ = corners.middles()[place]
    assert corners.added(address, (x, y)).without((address,)) == corners


@given(st.integers(0, 11), st.floats(-5, 40), st.floats(-5, 40))
def test_only_the_corner_that_is_moved_moves(place, x, y):
    corners = Corners.of(TWO)
    before = corners.all()
    after = corners.moved({before[place][0]: (x, y)}).all()
    assert after[place][1] == (x, y)
    assert [a for i, a in enumerate(after) if i != place] == [b for i, b in enumerate(before) if i != place]


def test_the_nearest_edge_may_be_that_of_a_hole():
    address, foot, far = Corners.of(HOLED).nearest_edge(3, 2.5)
    assert address[1] == 1 and foot == (3, 2) and far == 0.5
