"""Power diagrams: the areas that are asked for, and borders that meet in the very same corners."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.geometry.power import borders, cell_areas, cells, weights_for

OUTLINE = shapely.box(0, 0, 10_000, 8_000)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14))
def test_cells_get_the_areas_that_are_asked_for(seed, count):
    draw = np.random.default_rng(seed)
    grid = np.stack(np.meshgrid(np.linspace(1000, 9000, 4), np.linspace(1000, 7000, 4)), axis=-1).reshape(
        -1, 2
    )
    sites = (grid + draw.uniform(-600, 600, grid.shape))[draw.permutation(16)[:count]]
    shares = draw.uniform(0.5, 1.5, count)
    areas = shares / shares.sum() * OUTLINE.area
    weights = weights_for(sites, areas, OUTLINE)
    assert cell_areas(sites, weights, OUTLINE) == pytest.approx(areas, abs=1.0)
    assert shapely.union_all(cells(sites, weights, OUTLINE)).area == pytest.approx(OUTLINE.area)


def test_two_equal_halves_meet_in_the_middle():
    sites = np.array([[2000.0, 4000.0], [7000.0, 4000.0]])
    weights = weights_for(sites, np.array([40e6, 40e6]), OUTLINE)
    (border,) = borders(sites, weights)
    assert (border.first, border.second) == (0, 1)
    assert border.start[0] == pytest.approx(5000, abs=0.01) and border.end[0] == pytest.approx(5000, abs=0.01)


def test_three_borders_meet_in_one_corner():
    sites = np.array([[2000.0, 2000.0], [8000.0, 2000.0], [5000.0, 6000.0]])
    ends = [end for border in borders(sites, np.array([0.0, 1e6, 2e6])) for end in (border.start, border.end)]
    inside = [end for end in ends if OUTLINE.covers(shapely.Point(end))]
    assert len(inside) == 3 and len(set(inside)) == 1


def test_areas_that_cannot_be_reached_are_refused():
    sites = np.array([[2000.0, 4000.0], [900_000.0, 4000.0]])
    with pytest.raises(ValueError, match="outside the outline"):
        weights_for(sites, np.array([40e6, 40e6]), OUTLINE)
