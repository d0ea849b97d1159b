"""Drawing: what is added, what is refused, and that the sentence says what to do."""

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon

from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from scenarios.errors import Refused
from scenarios.project.model import PRESENT
from tests.makers import ORIGIN, made, shape_of, site, snapshot, square


def test_a_site_gets_a_new_key_and_lies_on_top():
    below = site(square(0, 0, 100), rank=7)
    before = snapshot(below)
    row = made(draw_site(before, square(200, 200, 400, 500), "cluster", "Haven", 2030))
    assert (row.kind, row.name, row.start_year, row.rank, row.variant) == ("cluster", "Haven", 2030, 8, 1)
    assert row.origin == row.key != below.key
    assert shape_of(row).area == 200_000


@pytest.mark.parametrize("draw", [
    lambda s, shape: draw_site(s, shape, "hub"),
    lambda s, shape: draw_plot(s, shape),
    lambda s, shape: draw_use_change(s, shape, "WON"),
])  # fmt: skip
class TestAnything:
    def test_is_not_drawn_in_the_present(self, draw):
        with pytest.raises(Refused, match="make a variant first"):
            draw(snapshot(variant=PRESENT), square(0, 0, 100))

    def test_that_crosses_itself_is_refused_with_the_place(self, draw):
        x, y = ORIGIN
        bow = Polygon([(x, y), (x + 100, y + 100), (x + 100, y), (x, y + 100)])
        with pytest.raises(Refused, match="crosses or touches itself near X 80,050, Y 450,050"):
            draw(snapshot(site(square(0, 0, 500))), bow)

    def test_outside_the_country_is_refused(self, draw):
        with pytest.raises(Refused, match="outside the area of RD coordinates"):
            draw(snapshot(), shapely.box(4.3, 51.9, 20.4, 90.0))

    def test_of_a_speck_is_refused(self, draw):
        with pytest.raises(Refused, match="smaller than 1 m²"):
            draw(snapshot(site(square(0, 0, 500))), square(0, 0, 0.5))

    def test_without_coordinates_is_refused(self, draw):
        x, y = ORIGIN
        with np.errstate(invalid="ignore"):
            shape = Polygon([(x, y), (x + 100, float("nan")), (x + 100, y)])
        with pytest.raises(Refused, match="corner without coordinates"):
            draw(snapshot(), shape)


def test_coordinates_are_rounded_to_a_millimetre_in_two_dimensions():
    x, y = ORIGIN
    shape = Polygon([(x + 0.12345, y, 3), (x + 100, y, 3), (x + 100, y + 99.99999, 3)])
    change = made(draw_site(snapshot(), shape, "hub"))
    drawn = shape_of(change)
    assert not drawn.has_z
    assert drawn.exterior.coords[0] == (x + 0.123, y)
    assert drawn.exterior.coords[2] == (x + 100, y + 100)


def test_a_change_may_have_parts_and_touching_parts_are_joined():
    apart = made(draw_use_change(snapshot(), MultiPolygon([square(0, 0, 10), square(50, 0, 10)]), "GRO"))
    assert len(shape_of(apart).geoms) == 2
    joined = made(draw_use_change(snapshot(), MultiPolygon([square(0, 0, 10), square(10, 0, 10)]), "GRO"))
    shape = shape_of(joined)
    assert isinstance(shape, MultiPolygon) and len(shape.geoms) == 1 and shape.area == 200


def test_a_site_of_two_parts_is_refused():
    with pytest.raises(Refused, match="2 separate parts"):
        draw_site(snapshot(), MultiPolygon([square(0, 0, 10), square(50, 0, 10)]), "hub")


class TestPlot:
    def test_finds_the_site_that_holds_most_of_it(self):
        left, right = site(square(0, 0, 100)), site(square(100, 0, 100))
        change = made(draw_plot(snapshot(left, right), square(80, 10, 100, 10)))
        assert change.site == right.key

    def test_prefers_the_topmost_of_two_that_hold_it_whole(self):
        low, high = site(square(0, 0, 100), rank=1), site(square(0, 0, 90), rank=2)
        change = made(draw_plot(snapshot(low, high), square(10, 10, 20)))
        assert change.site == high.key

    def test_prefers_a_site_that_is_there_in_this_year(self):
        now, later = site(square(0, 0, 100)), site(square(0, 0, 100), rank=5, start_year=2045)
        change = made(draw_plot(snapshot(now, later), square(10, 10, 20)))
        assert change.site == now.key

    def test_without_a_site_is_refused(self):
        with pytest.raises(Refused, match="draw the site first"):
            draw_plot(snapshot(site(square(0, 0, 100))), square(500, 500, 20))

    def test_of_a_site_that_is_gone_is_refused(self):
        with pytest.raises(Refused, match="site of this plot"):
            draw_plot(snapshot(), square(0, 0, 20), site=999)

    def test_keeps_its_activity(self):
        change = made(draw_plot(snapshot(site(square(0, 0, 100))), square(10, 10, 20), activity="A02"))
        assert change.activity == "A02"

    def test_with_an_unknown_activity_is_refused(self):
        with pytest.raises(Refused, match="“A99” is not a known activity"):
            draw_plot(snapshot(site(square(0, 0, 100))), square(10, 10, 20), activity="A99")
