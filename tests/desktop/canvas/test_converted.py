"""Shades of what a plan converts: one per municipality, deeper where more changes, with a bar in its uses."""

from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas.camera import Sight
from desktop.canvas.converted import bars, shade, shades_of
from desktop.canvas.style import style
from scenarios.project.model import Conversion
from tests.makers import snapshot

PLAN = (
    Conversion(9, 9, 1, "GM0001", "LAN", "HMC", 30_000),
    Conversion(11, 11, 1, "GM0001", "BED", "HMC", 10_000),
    Conversion(13, 13, 1, "GM0002", "LAN", "WON", 5_000),
)


def test_each_municipality_adds_up_what_comes_and_goes():
    first, second = shades_of(snapshot(*PLAN))
    assert (first.m2, second.m2) == (40_000, 5_000)
    assert dict(first.uses) == {"LAN": -30_000, "BED": -10_000, "HMC": 40_000}
    assert sum(first.uses.values()) == sum(second.uses.values()) == 0
    assert shades_of(snapshot()) == ()


def test_where_more_changes_the_shade_is_deeper_and_the_bar_shows_the_uses(dressed):
    shown = snapshot(*PLAN)
    xmin, ymin, xmax, ymax = shown.region.bounds
    sight = Sight((xmin + xmax) / 2, (ymin + ymax) / 2, (xmax - xmin) / 700, 800, 600)
    found = shades_of(shown)
    depths = []
    for paint in (shade, bars):
        image = QImage(sight.width, sight.height, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        paint(painter, sight, style(), found)
        painter.end()
        if paint is shade:
            for one in found:
                x, y = sight.to_pixel(*one.middle)
                depths.append(image.pixelColor(round(x), round(y)).lightness())
    assert depths[0] < depths[1] < 255
    colours = {image.pixelColor(x, y).name() for x in range(0, 800, 2) for y in range(0, 600, 2)}
    assert style().use["HMC"].name() in colours and style().use["LAN"].name() in colours
