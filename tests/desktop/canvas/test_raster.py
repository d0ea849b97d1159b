"""The land is painted by the exact part of every pixel that it covers."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.canvas.raster import fill

WIDTH, HEIGHT = 24, 16


def edges_of(*polygons: shapely.Polygon, colours: list[tuple[float, float, float]]) -> tuple:
    """Edges in pixels (y downwards) with the colour at their left in a map whose y goes up."""
    ends, weights = [], []
    for polygon, colour in zip(polygons, colours, strict=True):
        turned = shapely.geometry.polygon.orient(polygon, -1.0)
        corners = shapely.get_coordinates(turned)
        ends.append(np.hstack([corners[:-1], corners[1:]]))
        weights.append(np.tile(np.array(colour, np.float32), (len(corners) - 1, 1)))
    every = np.concatenate(ends)
    return tuple(every[:, i] for i in range(4)), np.concatenate(weights).T


def covered(polygon: shapely.Polygon) -> np.ndarray:
    """The part of each pixel that a polygon covers, by GEOS."""
    xs, ys = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    return shapely.area(shapely.intersection(shapely.box(xs, ys, xs + 1, ys + 1), polygon))


def white(polygon: shapely.Polygon) -> np.ndarray:
    ends, colours = edges_of(polygon, colours=[(255, 255, 255)])
    return fill(ends, colours, WIDTH, HEIGHT)[:, :, 0]


corner = st.floats(-30, 50, allow_nan=False).map(lambda value: round(value, 3))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(corner, corner), min_size=3, max_size=9, unique=True))
def test_every_pixel_gets_the_part_that_is_covered(corners):
    polygon = shapely.convex_hull(shapely.multipoints(corners))
    if polygon.geom_type != "Polygon" or polygon.area < 1e-3:
        return
    assert np.abs(white(polygon) / 255 - covered(polygon)).max() <= 0.51 / 255 + 1e-3


def test_a_shape_with_dents_and_slivers():
    star = shapely.Polygon([(1.3, 1.7), (22.6, 3.1), (6.2, 5.9), (23.5, 14.2), (5.1, 8.8), (0.2, 15.9)])
    assert np.abs(white(star) / 255 - covered(star)).max() <= 0.51 / 255 + 1e-3


@pytest.mark.parametrize("far", [-1e6, 1e6])
def test_what_reaches_far_outside_costs_nothing_and_is_right(far):
    band = shapely.Polygon([(min(far, 5), 4), (max(far, 5), 4), (max(far, 5), 6.5), (min(far, 5), 6.5)])
    assert np.abs(white(band) / 255 - covered(band)).max() <= 0.51 / 255


def test_neighbours_leave_no_seam():
    left = shapely.Polygon([(-5, -5), (11.37, -5), (13.81, 30), (-5, 30)])
    right = shapely.Polygon([(11.37, -5), (40, -5), (40, 30), (13.81, 30)])
    ends, colours = edges_of(left, right, colours=[(200, 0, 50), (0, 200, 50)])
    picture = fill(ends, colours, WIDTH, HEIGHT)
    assert (picture[:, :, 2] == 50).all()
    assert (np.abs(picture[:, :, 0].astype(int) + picture[:, :, 1] - 200) <= 1).all()


def test_where_there_is_nothing_lies_the_ground():
    none = np.zeros(0)
    picture = fill((none, none, none, none), np.zeros((3, 0), np.float32), WIDTH, HEIGHT, (7, 8, 9))
    assert (picture == (7, 8, 9, 255)).all()
