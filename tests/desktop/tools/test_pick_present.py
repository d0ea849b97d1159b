"""Correcting the present by picking polygons."""

import shapely

from desktop.tools.pick_present import pick_present
from scenarios.project.model import PRESENT
from tests.desktop.tools.hand import Hand
from tests.makers import made, shape_of, snapshot, square


def test_picked_polygons_become_one_correction_in_the_present_too():
    hand = Hand(pick_present, snapshot(variant=PRESENT)).click((500, 950), (1250, 500))
    assert hand.preview.lines == ("60.0 ha", "→ Heavy industry HMC4+")
    hand.key("enter")
    row = made(list(hand.done.changes))
    assert row.use == "HMC"
    wanted = shapely.union(square(0, 900, 1000, 100), square(1000, 0, 500, 1000))
    assert shape_of(row).symmetric_difference(wanted).area == 0


def test_another_click_lets_a_polygon_go():
    hand = Hand(pick_present, snapshot()).click((500, 950), (1250, 500), (500, 950))
    assert hand.preview.lines[0] == "50.0 ha"
    hand.key("escape")
    assert hand.preview.lines[0] == "60.0 ha"


def test_land_without_a_polygon_cannot_be_picked():
    hand = Hand(pick_present, snapshot()).click((1750, 500))
    assert not hand.preview.busy
    assert "no land use from the file" in hand.preview.warning
    assert hand.key("enter").outcome is None


def test_the_chosen_use_is_given():
    hand = Hand(pick_present, snapshot(), options={"correction": "GLA"}).click((500, 100))
    assert made(list(hand.press(500, 100, "right").done.changes)).use == "GLA"
