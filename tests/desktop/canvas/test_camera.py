"""One camera for several views: what is under a pixel, and what a zoom leaves in its place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.camera import CLOSEST, FARTHEST, Camera

pixels = st.floats(0, 2000)


@given(pixels, pixels, st.floats(0.05, 20))
def test_zooming_keeps_the_place_under_the_pixel(px, py, factor):
    camera = Camera((90_000, 440_000), 10.0)
    sight = camera.sight(1600, 1000)
    before = sight.to_map(px, py)
    camera.zoom(factor, sight, px, py)
    assert camera.sight(1600, 1000).to_map(px, py) == pytest.approx(before)


@given(pixels, pixels)
def test_there_and_back(px, py):
    sight = Camera((90_000, 440_000), 7.0).sight(1600, 1000)
    x, y = sight.to_map(px, py)
    assert sight.to_pixel(x, y) == pytest.approx((px, py), abs=1e-6)
    assert sight.pixels(np.array([[x, y]]))[0] == pytest.approx((px, py), abs=1e-6)


def test_fitting_shows_all_with_a_margin():
    camera = Camera()
    camera.fit((0, 0, 1000, 100), 500, 400)
    xmin, ymin, xmax, ymax = camera.sight(500, 400).bounds
    assert xmin < 0 and ymin < 0 and xmax > 1000 and ymax > 100
    assert xmax - xmin < 1200


def test_zooming_has_limits():
    camera = Camera()
    for factor, limit in ((1e9, CLOSEST), (1e-12, FARTHEST)):
        camera.zoom(factor, camera.sight(100, 100), 10, 10)
        assert camera.metres_per_pixel == limit


def test_views_hear_of_a_move_once_and_only_if_there_is_one():
    camera, heard = Camera(), []
    camera.moved.connect(lambda: heard.append(1))
    camera.pan(0, 0)
    camera.fit((float("nan"), 0, 1, 1), 10, 10)
    assert not heard
    camera.pan(10, -5)
    assert heard == [1]
