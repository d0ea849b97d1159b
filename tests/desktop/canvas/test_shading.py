"""Urgency and land efficiency on the map: nothing unless asked for, and told apart without colour."""

import pytest
import shapely
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas import efficiency, urgency
from desktop.canvas.camera import Camera
from desktop.canvas.furniture import legend
from desktop.canvas.scene import Scene
from desktop.canvas.style import style
from desktop.session import Layer
from scenarios.project.model import Business, Urgency
from tests.makers import ORIGIN, correction, plot, site, snapshot, square

PARK = correction(square(0, 0, 900, 300), "BED")


def scene_of(view, **layers):
    camera = Camera()
    camera.fit((ORIGIN[0], ORIGIN[1], ORIGIN[0] + 2000, ORIGIN[1] + 1000), 400, 200, margin=0.0)
    return Scene(view, camera.sight(400, 200), style(), 1.0, layers)


def painted(scene, *drawers):
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for drawer in drawers:
        drawer(painter, scene)
    painter.end()
    return image


def ink_in(image, x, y, side=40):
    """The mean darkness of a square of pixels, 0-255: what is left of a drawing without its colours."""
    tones = [image.pixelColor(x + i, y + j).lightness() for i in range(side) for j in range(side)]
    return 255 - sum(tones) / len(tones)


@pytest.fixture
def shaded(dressed):
    return snapshot(Urgency(1, "GM0001", 1, "2030"), Urgency(3, "GM0002", 3))


def test_nothing_is_shaded_unless_asked_for(shaded):
    plain = painted(scene_of(shaded), urgency.shades, urgency.levels, efficiency.shades, efficiency.scores)
    assert ink_in(plain, 0, 0, 200) == 0
    assert not any("Urgency" in entry.text for entry in legend(scene_of(shaded)))


def test_a_higher_level_is_darker_and_denser_in_grey_too(shaded):
    scene = scene_of(shaded, urgency=Layer())
    image = painted(scene, urgency.shades)
    low, high = ink_in(image, 20, 20), ink_in(image, 240, 20)
    assert 5 < low < high - 20
    assert any("Urgency" in entry.text for entry in legend(scene))


def test_levels_are_said_in_signs_with_their_year(shaded):
    rows = shaded.urgencies
    assert urgency.level_words(rows[1]) == "\u25b2 by 2030" and urgency.level_words(rows[3]) == "\u25b2" * 3


def test_land_that_is_hardly_used_is_hatched_and_well_used_land_is_not(dressed):
    yard = site(square(1000, 0, 900, 400))
    busy = plot(square(1000, 0, 450, 400), yard, "F04", category="5.2", jobs=2000)
    bare = plot(square(1450, 0, 450, 400), yard, rank=3)
    view = snapshot(PARK, yard, busy, bare, Business(7, shapely.to_wkb(square(0, 0, 100, 20))))
    image = painted(scene_of(view, efficiency=Layer()), efficiency.shades, efficiency.scores)

    def shades_in(x):
        return len({image.pixelColor(x + i, 180 + j).name() for i in range(16) for j in range(12)})

    assert shades_in(220) < shades_in(310)
    assert shades_in(20) > 3
