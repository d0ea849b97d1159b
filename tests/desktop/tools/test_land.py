"""The tools of contours, land in waiting and sensitive places, played without a window."""

import pytest
import shapely

from desktop.tools.contour import contour, plot_of
from desktop.tools.event import Event
from desktop.tools.sensitive import sensitive
from desktop.tools.waiting import waiting
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import contour as contour_row
from tests.makers import made, plot, shape_of, site, snapshot, square

NAMED = Variant(1, "Plan")
CLUSTER = site(square(300, 300, 400))
PLANT = plot(square(300, 300, 100), CLUSTER, "A02")
CORNERS = ((100, 100), (600, 100), (600, 600), (100, 600))


def test_a_contour_of_the_selected_plot():
    hand = Hand(
        contour,
        snapshot(NAMED, CLUSTER, PLANT),
        selection=(("plot", PLANT.key),),
        options={"component": "dust"},
    )
    hand.click(*CORNERS).move(300, 500)
    assert any(sketch.role == "guide" for sketch in hand.preview.sketches), "the 200 m of dust"
    row = made(list(hand.key("enter").done.changes))
    assert (row.plot, row.component, row.variant) == (PLANT.key, "dust", 1)
    assert shape_of(row).equals(square(100, 100, 500))
    assert hand.done.label == "Draw contour: dust"
    assert hand.done.selection == (("contour", row.key),)


def test_without_a_plot_it_is_clicked_first():
    hand = Hand(contour, snapshot(NAMED, CLUSTER, PLANT))
    assert "plot" in hand.preview.hint
    hand.click((650, 650))
    assert "no plot here" in hand.preview.hint
    hand.click((350, 350))
    assert hand.selection == (("plot", PLANT.key),)
    row = made(list(hand.click(*CORNERS).key("enter").done.changes))
    assert (row.plot, row.component) == (PLANT.key, "noise")


def test_a_plot_that_is_selected_elsewhere_is_taken():
    hand = Hand(contour, snapshot(NAMED, CLUSTER, PLANT))
    hand.selection = (("plot", PLANT.key),)
    hand.send(Event("again"))
    row = made(list(hand.click(*CORNERS).key("enter").done.changes))
    assert row.plot == PLANT.key


def test_a_second_contour_takes_the_place_of_the_first():
    old = contour_row(square(250, 250, 300), PLANT, "noise")
    hand = Hand(contour, snapshot(NAMED, CLUSTER, PLANT, old), selection=(("contour", old.key),))
    changes = hand.click(*CORNERS).key("enter").done.changes
    assert [(c.table, c.key) for c in changes] == [("contour", old.key)]
    assert changes[0].new and set(changes[0].new) == {"geom"}


def test_a_contour_is_drawn_in_a_variant_only():
    hand = Hand(contour, snapshot(variant=0))
    assert "make a variant first" in hand.preview.hint


def test_only_one_plot_can_have_the_contour():
    other = plot(square(500, 500, 50), CLUSTER)
    here = snapshot(NAMED, CLUSTER, PLANT, other)
    assert plot_of(here, (("plot", PLANT.key), ("plot", other.key))) is None
    assert plot_of(here, (("site", CLUSTER.key),)) is None


def test_land_in_waiting_is_drawn_in_the_present_too():
    hand = Hand(waiting, snapshot(variant=0))
    row = made(list(hand.click(*CORNERS).press(300, 300, "right").done.changes))
    assert shape_of(row).geom_type == "MultiPolygon"
    assert shapely.area(shape_of(row)) == 250_000
    assert (row.owner, row.free_from) == ("", "")


@pytest.mark.parametrize("kind", ["school", "care", "recreation", "dwellings"])
def test_a_sensitive_place_is_one_click(kind):
    hand = Hand(sensitive, snapshot(variant=0), options={"place_kind": kind})
    row = made(list(hand.click((120, 130)).done.changes))
    assert row.kind == kind and shape_of(row).equals(shapely.Point(80_120, 450_130))
    assert hand.done.selection == (("sensitive_place", row.key),)


def test_the_ground_of_a_sensitive_place_can_be_drawn():
    hand = Hand(sensitive, snapshot(variant=0), options={"ground": "area"})
    row = made(list(hand.click(*CORNERS).key("enter").done.changes))
    assert row.kind == "school" and shape_of(row).equals(square(100, 100, 500))


def test_a_place_outside_the_country_is_refused_and_the_tool_stays():
    hand = Hand(sensitive, snapshot(variant=0))
    hand.click((900_000, 0))
    assert hand.outcome is None and "outside" in hand.preview.warning
    assert hand.click((120, 130)).done.changes
