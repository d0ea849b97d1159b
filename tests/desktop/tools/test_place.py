"""The tool that places an activity: where the pointer is, by a click, with Alt into a plot that is there."""

import pytest
import shapely

from desktop.tools.place import place
from scenarios.project.model import PRESENT
from tests.desktop.tools.hand import Hand
from tests.makers import made, plot, shape_of, site, snapshot, square


@pytest.fixture
def ground():
    return site(square(100, 100, 400), "hub", name="Noord")


def test_it_shows_where_it_goes_and_a_click_leaves_it_there(ground):
    hand = Hand(place, snapshot(ground), options={"activity": "F15"}).move(130, 300)
    assert hand.preview.lines[0] == "2.5 ha" and hand.preview.changes and not hand.preview.warning
    seen = hand.preview.sketches[0].geometry
    hand.press(130, 300)
    row = made(list(hand.done.changes))
    assert hand.done.label.startswith("Place Circular")
    assert shape_of(row).equals(seen) and shape_of(row).area == pytest.approx(25_000, abs=1)
    assert hand.done.selection == (("plot", row.key),)


def test_the_row_keeps_its_key_while_the_pointer_moves(ground):
    hand = Hand(place, snapshot(ground), options={"activity": "F01"}).move(130, 300)
    first = hand.preview.changes[0].key
    assert hand.move(300, 200).preview.changes[0].key == first


def test_with_alt_the_plot_below_gets_the_activity(ground):
    there = plot(square(150, 150, 100), ground, "F01")
    hand = Hand(place, snapshot(ground, there), options={"activity": "F15"}).move(200, 200, alt=True)
    assert hand.preview.sketches[0].role == "chosen"
    hand.press(200, 200, alt=True)
    assert [(c.key, c.new) for c in hand.done.changes] == [(there.key, {"activity": "F15"})]


def test_outside_a_site_it_says_so_and_waits(ground):
    hand = Hand(place, snapshot(ground), options={"activity": "F01"}).move(900, 900)
    assert "cluster or hub" in hand.preview.warning and hand.preview.cursor == "forbidden"
    assert hand.press(900, 900).outcome is None
    assert "cluster or hub" in hand.preview.warning
    hand.move(300, 300)
    assert not hand.preview.warning


def test_with_alt_beside_a_plot_nothing_happens(ground):
    hand = Hand(place, snapshot(ground), options={"activity": "F01"}).move(300, 300, alt=True)
    assert "no plot here" in hand.preview.warning
    assert hand.press(300, 300, alt=True).outcome is None


def test_without_an_activity_and_in_the_present_it_says_what_to_do(ground):
    assert "Choose an activity" in Hand(place, snapshot(ground)).preview.hint
    present = Hand(place, snapshot(variant=PRESENT), options={"activity": "F01"})
    assert "make a variant first" in present.preview.hint


def test_too_little_room_is_said_before_the_click(ground):
    small = site(square(600, 600, 100), "hub")
    hand = Hand(place, snapshot(ground, small), options={"activity": "F05"}).move(650, 650)
    assert "room for 1.0 ha" in hand.preview.warning
    assert shapely.area(hand.preview.sketches[0].geometry) == pytest.approx(10_000, abs=1)
