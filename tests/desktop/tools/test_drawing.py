"""Drawing an area: how it is finished, how clicks are taken back, what follows the pointer."""

from typing import Any

import pytest
import shapely

from desktop.tools.business import business
from desktop.tools.draw import cluster, hub, plot, use_change
from desktop.tools.event import Event
from scenarios.project.model import PRESENT, Variant
from scenarios.project.snapshot import Snapshot
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, made, shape_of, site, snapshot, square

SQUARE = ((100, 100), (500, 100), (500, 500), (100, 500))
BOW = ((100, 100), (500, 500), (500, 100), (100, 500))


def there(*rows: object, **more: Any) -> Snapshot:
    return snapshot(Variant(1, "Proef"), *rows, **more)


def drawn(hand: Hand) -> Any:
    return shape_of(made(list(hand.done.changes)))


FINISHES = {
    "enter": lambda hand: hand.key("enter"),
    "double click": lambda hand: hand._at("double", 100, 500, "left"),
    "right click": lambda hand: hand.press(300, 300, "right"),
    "first corner": lambda hand: hand.press(104, 103),
}


@pytest.mark.parametrize("finish", FINISHES.values(), ids=FINISHES.keys())
def test_a_valid_shape_is_finished(finish):
    hand = finish(Hand(cluster, there()).click(*SQUARE))
    assert drawn(hand).equals(square(100, 100, 400))
    assert hand.done.label == "Draw cluster"
    row = made(list(hand.done.changes))
    assert (row.kind, row.variant) == ("cluster", 1)
    assert hand.done.selection == (("site", row.key),)


def test_the_step_names_what_is_drawn():
    assert Hand(hub, there()).click(*SQUARE).key("enter").done.label == "Draw hub"
    change = Hand(use_change, there(), options={"use": "GRO"}).click(*SQUARE).key("enter")
    assert made(list(change.done.changes)).use == "GRO"


@pytest.mark.parametrize("finish", FINISHES.values(), ids=FINISHES.keys())
def test_a_shape_that_crosses_itself_stays_and_says_why(finish):
    hand = finish(Hand(cluster, there()).click(*BOW))
    assert hand.outcome is None
    assert "crosses" in hand.preview.warning
    assert hand.preview.hint == hand.preview.warning
    assert len(hand.preview.clicks or ()) == 4
    hand.key("escape").key("back").click((100, 500)).key("enter")
    assert drawn(hand).is_valid


@pytest.mark.parametrize("key", ["escape", "back"])
def test_a_key_takes_one_click_back_and_never_more(key):
    hand = Hand(cluster, there()).click(*SQUARE[:3])
    for left in (2, 1, 0, 0):
        hand.key(key)
        assert len(hand.preview.clicks or ()) == left
    assert not hand.preview.busy


def test_two_corners_are_no_shape():
    hand = Hand(cluster, there()).click(*SQUARE[:2]).key("enter")
    assert hand.outcome is None
    assert "three corners" in hand.preview.hint
    assert len(hand.preview.clicks or ()) == 2


def test_enter_with_nothing_drawn_does_nothing():
    assert Hand(cluster, there()).key("enter").outcome is None


def test_hectares_and_shares_follow_the_pointer():
    hand = Hand(cluster, there()).click((900, 100), (1300, 100), (1300, 500))
    hand.move(900, 500)
    assert hand.preview.lines == ("16.0 ha", "Beekdorp 75 %", "Aardam 25 %")
    assert hand.preview.warning == ""
    hand.move(900, 150)
    assert hand.preview.lines[0] == "9.0 ha"
    assert "Small for a cluster (10.0–30.0 ha, estimate)" in hand.preview.warning


def test_what_lies_outside_the_region_is_said():
    hand = Hand(hub, there()).click((-100, 0), (100, 0), (100, 200)).move(-100, 200)
    assert hand.preview.lines[1:] == ("Aardam 50 %", "outside the region 50 %")


def test_a_size_warning_does_not_block():
    hand = Hand(hub, there()).click(*SQUARE)
    assert "Large for a hub" in hand.preview.warning
    assert hand.key("enter").outcome is not None


def test_live_changes_keep_one_key_up_to_the_end():
    hand = Hand(cluster, there()).click(*SQUARE[:3])
    keys = set()
    for x in (100, 120, 140):
        hand.move(x, 500)
        keys.update(change.key for change in hand.preview.changes)
    hand.click((100, 500)).key("enter")
    keys.update(change.key for change in hand.done.changes)
    row = made(list(hand.done.changes))
    assert keys == {row.key} and row.origin == row.key


def test_clicks_that_are_given_back_are_drawn_on():
    hand = Hand(cluster, there())
    for x, y in SQUARE[:3]:
        hand.send(Event("put", ORIGIN[0] + x, ORIGIN[1] + y))
    assert hand.outcome is None
    hand.click(SQUARE[3]).key("enter")
    assert drawn(hand).equals(square(100, 100, 400))


def test_two_clicks_in_one_place_are_one_corner():
    hand = Hand(cluster, there()).click((100, 100), (100, 101), (500, 100))
    assert len(hand.preview.clicks or ()) == 2


def test_shift_keeps_straight_angles():
    hand = Hand(cluster, there()).click((100, 100), (500, 100)).click((520, 480), shift=True)
    x, y = list(hand.preview.clicks or [])[2]
    assert (x - ORIGIN[0], y - ORIGIN[1]) == pytest.approx((500, 480))


@pytest.mark.parametrize("by", ["clicks", "drag"])
def test_a_rectangle_takes_two_places(by):
    hand = Hand(cluster, there(), options={"shape": "rectangle"})
    if by == "clicks":
        hand.click((100, 100), (500, 400))
    else:
        hand.drag((100, 100), (500, 400))
    assert drawn(hand).equals(square(100, 100, 400, 300))


def test_shift_makes_a_rectangle_square():
    hand = Hand(cluster, there(), options={"shape": "rectangle"}).click((100, 100))
    hand.click((500, 350), shift=True)
    assert drawn(hand).equals(square(100, 100, 400))


def test_the_shape_can_be_switched_while_drawing():
    hand = Hand(cluster, there()).click((100, 100))
    hand.options["shape"] = "rectangle"
    hand.send(Event("again")).click((500, 500))
    assert drawn(hand).equals(square(100, 100, 400))


def test_a_plot_lies_in_a_site_and_gets_the_chosen_activity():
    own = site(square(0, 0, 600))
    hand = Hand(plot, there(own), options={"activity": "A01"}).click(*SQUARE).key("enter")
    row = made(list(hand.done.changes))
    assert (row.site, row.activity) == (own.key, "A01")


def test_a_plot_without_a_site_is_refused_while_drawing_and_at_the_end():
    hand = Hand(plot, there()).click(*SQUARE)
    assert "draw the site first" in hand.preview.warning
    hand.key("enter")
    assert hand.outcome is None and len(hand.preview.clicks or ()) == 4


def test_nothing_is_drawn_in_the_present():
    hand = Hand(cluster, snapshot(variant=PRESENT)).click(*SQUARE).key("enter")
    assert hand.outcome is None
    assert "make a variant first" in hand.preview.hint
    assert hand.preview.clicks is None


def test_a_business_is_a_click_or_an_area():
    point = made(list(Hand(business, there()).click((200, 200)).done.changes))
    assert shape_of(point).equals(shapely.Point(ORIGIN[0] + 200, ORIGIN[1] + 200))
    area = Hand(business, there(), options={"ground": "area"}).click(*SQUARE).key("enter")
    assert drawn(area).equals(square(100, 100, 400))


def test_start_year_follows_the_year_bar():
    mid = Hand(cluster, there(year=2031)).click(*SQUARE).key("enter")
    late = Hand(cluster, there(year=2040)).click(*SQUARE).key("enter")
    assert made(list(mid.done.changes)).start_year == 2031
    assert made(list(late.done.changes)).start_year is None
