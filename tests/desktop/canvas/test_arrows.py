"""Arrows between municipalities: as thick as what goes, curved so that both directions show, words apart."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas.arrows import Arrow, paint, spine, thickness
from desktop.canvas.camera import Sight
from desktop.canvas.style import style

SIGHT = Sight(0.0, 0.0, 10.0, 800, 600)
WHITE = QColor("#FFFFFF")


def arrow(start, end, m2, words="12 ha", use="HMC"):
    return Arrow(start, end, m2, words, "12", use)


def middle(one):
    found = spine(one, SIGHT)
    assert found is not None
    return found


def picture(sight, *arrows):
    image = QImage(sight.width, sight.height, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    paint(painter, sight, style(), arrows)
    painter.end()
    return image


def painted(image):
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)
    return (pixels[:, :, :3] != 255).any(axis=2)


def test_thickness_follows_the_hectares(dressed):
    big, half, tiny = thickness([arrow((0, 0), (1, 1), m2) for m2 in (1_000_000, 500_000, 1)], SIGHT)
    assert half == pytest.approx(big / 2) and 0 < tiny < half


def test_small_views_get_thinner_arrows(dressed):
    small = Sight(0.0, 0.0, 10.0, 200, 150)
    one = [arrow((0, 0), (1, 1), 10)]
    assert thickness(one, small)[0] < thickness(one, SIGHT)[0]


def test_there_and_back_bow_to_different_sides(dressed):
    there = middle(arrow((-2000, 0), (2000, 0), 1))
    back = middle(arrow((2000, 0), (-2000, 0), 1))
    half = len(there) // 2
    assert (there[half][1] - 300) * (back[half][1] - 300) < 0


def test_the_head_is_at_the_taker_and_in_the_colour_of_the_use(dressed):
    image = picture(SIGHT, arrow((-2000, 0), (2000, 0), 10, words=""))
    seen = painted(image)
    columns = np.flatnonzero(seen.any(axis=0))
    assert columns[0] >= 200 and columns[-1] <= 600
    lines = [middle(arrow((-2000, 0), (2000, 0), 10))[at] for at in (2, -3)]
    tail, head = (seen[:, round(x)].sum() for x, _ in lines)
    assert head > tail
    x, y = (round(v) for v in middle(arrow((-2000, 0), (2000, 0), 10))[-9])
    found, wanted = image.pixelColor(x, y), style().use["HMC"]
    assert abs(found.red() - wanted.red()) < 40 and abs(found.blue() - wanted.blue()) < 40


def test_what_is_too_short_to_be_seen_is_not_drawn(dressed):
    assert spine(arrow((0, 0), (50, 0), 1), SIGHT) is None
    assert not painted(picture(SIGHT, arrow((0, 0), (50, 0), 1))).any()


def test_words_do_not_lie_over_each_other(dressed):
    one = arrow((-2000, 0), (2000, 0), 10)
    assert (painted(picture(SIGHT, one, one)) == painted(picture(SIGHT, one))).all()
