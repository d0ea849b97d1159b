"""The borders of a partition, each stretch once."""

import numpy as np
import shapely

from scenarios.geometry.borders import border_lines
from tests.makers import square


def test_a_border_of_two_is_there_once():
    cells = np.array([square(0, 0, 100), square(100, 0, 100)], dtype=object)
    assert shapely.length(border_lines(cells)).sum() == 600 + 100
    assert shapely.length(shapely.boundary(cells)).sum() == 800


def test_nothing_has_no_border():
    assert len(border_lines(np.empty(0, dtype=object))) == 0


def test_holes_and_parts_have_borders_too():
    holed = shapely.difference(square(0, 0, 100), square(25, 25, 50))
    both = np.array([shapely.union(holed, square(200, 0, 10))], dtype=object)
    assert shapely.length(border_lines(both)).sum() == 400 + 200 + 40
