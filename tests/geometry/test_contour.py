"""Contours have the areas that can be worked out by hand."""

import math

import pytest
import shapely

from scenarios.geometry.contour import contour
from tests.makers import square


@pytest.mark.parametrize(
    ("hectares", "distance", "total"),
    [
        (5, 50, 10.3),
        (5, 700, 221.5),
        (10, 200, 47.9),
        (20, 100, 41.0),
        (20, 300, 101.9),
        (20, 700, 299.2),
        (30, 500, 218.1),
        (30, 300, 124.0),
    ],
)
def test_square_site_with_its_contour_takes_the_hectares_of_the_domain_table(hectares, distance, total):
    # The table has true arcs; 16 pieces per quarter circle lose 0.16 % of the four corners.
    arcs_lost = math.pi * distance**2 * 0.0017 / 10_000
    area = contour(square(0, 0, math.sqrt(hectares * 10_000)), distance).area / 10_000
    assert total - 0.05 - arcs_lost <= area <= total + 0.05


def test_corner_has_sixteen_pieces_per_quarter_circle():
    assert shapely.get_num_coordinates(contour(square(0, 0, 100), 50)) == 4 * 17 + 1


def test_no_distance_gives_no_contour():
    assert contour(square(0, 0, 100), 0).is_empty
