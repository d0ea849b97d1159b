"""The ways to draw: what shape comes of the clicks, and that a typed area is met to the square metre."""

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.tools.draw import cluster, hub, use_change
from desktop.tools.event import Context, Event
from desktop.tools.lines import green_edge, internal_road, quay
from desktop.tools.methods import WAYS
from desktop.tools.tree_row import tree_row
from scenarios.project.model import Variant
from scenarios.project.snapshot import Snapshot
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, made, shape_of, site, snapshot, square


def there(*rows: object) -> Snapshot:
    return snapshot(Variant(1, "Proef"), *rows)


def hand(way: str, tool: Any = cluster, **options: str) -> Hand:
    return Hand(tool, there(), options={"shape": way, **options})


def drawn(done: Hand) -> Any:
    return shape_of(made(list(done.done.changes)))


def at(x: float, y: float) -> tuple[float, float]:
    return (ORIGIN[0] + x, ORIGIN[1] + y)


def ask(one: Hand, m2: float, name: str = "area") -> Hand:
    return one.send(Event("value", name=name, value=m2))


CLICKS: dict[str, tuple[tuple[float, float], ...]] = {
    "polygon": ((100, 100), (500, 120), (480, 500), (90, 460)),
    "rectangle": ((100, 100), (500, 400)),
    "rectangle3": ((100, 100), (400, 300), (250, 500)),
    "rectangle-centre": ((300, 300), (500, 400)),
    "regular": ((300, 300), (500, 400)),
    "circle": ((300, 300), (500, 400)),
    "band": ((100, 100), (400, 150), (600, 400)),
}
ENDS = ("rectangle", "rectangle3", "rectangle-centre", "regular", "circle")


def click_all(one: Hand, way: str) -> Hand:
    one.click(*CLICKS[way])
    return one if way in ENDS else one.key("enter")


def test_a_rectangle_askew_keeps_its_first_side():
    shape = drawn(click_all(hand("rectangle3"), "rectangle3"))
    corners = shapely.get_coordinates(shape)
    assert {at(100, 100), at(400, 300)} <= {tuple(c) for c in corners}
    sides = np.hypot(*np.diff(corners, axis=0).T)
    assert sorted(sides)[2] == pytest.approx(math.hypot(300, 200), abs=0.01)
    assert shape.area == pytest.approx(sides[0] * sides[1], rel=1e-4)


def test_a_rectangle_from_its_middle_lies_round_it():
    assert drawn(click_all(hand("rectangle-centre"), "rectangle-centre")).equals(square(100, 200, 400, 200))


def test_a_circle_has_the_area_of_a_true_one():
    shape = drawn(hand("circle").click((300, 300), (500, 300)))
    assert shape.area == pytest.approx(math.pi * 200**2, rel=1e-5)
    assert shape.centroid.distance(shapely.Point(at(300, 300))) < 0.01


def test_equal_sides_are_as_many_as_asked():
    one = hand("regular", sides="5").click((300, 300), (500, 300))
    assert len(shapely.get_coordinates(drawn(one))) == 6
    typed = ask(hand("regular").click((300, 300)), 8, "sides").click((500, 300))
    assert len(shapely.get_coordinates(drawn(typed))) == 9


@pytest.mark.parametrize("by", ["press and drag", "click and follow"])
def test_freehand_follows_the_hand(by):
    rim = [(300 + 200 * math.cos(a), 300 + 200 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 90)[:-1]]
    one = hand("freehand").press(*rim[0])
    if by == "click and follow":
        one.release(*rim[0])
    for place in rim[1:]:
        one.move(*place)
    one.release(*rim[-1]) if by == "press and drag" else one.press(*rim[-1])
    shape = drawn(one)
    assert shape.is_valid
    assert shape.area == pytest.approx(math.pi * 200**2, rel=0.02)


def test_freehand_gives_a_stretch_back_and_keeps_the_rest():
    one = hand("freehand").press(100, 100).release(100, 100)
    for x in range(105, 400, 5):
        one.move(x, 100)
    one.key("escape")
    assert one.outcome is None and one.preview.busy
    for place in ((400, 400), (100, 400)):
        one.move(*place)
    shape = drawn(one.key("enter"))
    assert 60_000 < shape.area < 95_000


def test_a_strip_is_as_wide_as_typed():
    one = ask(hand("band", use_change, use="GRO").click((100, 100), (500, 100)), 30, "width").key("enter")
    assert drawn(one).area == pytest.approx(400 * 30, abs=1)
    left = hand("band", use_change, use="GRO", width="20", side="left").click((100, 100), (500, 100))
    assert drawn(left.key("enter")).equals(square(100, 100, 400, 20))


def test_present_land_becomes_the_shape():
    one = hand("present", use_change, use="GRO").click((500, 950), (500, 500)).key("enter")
    assert drawn(one).area == pytest.approx(1_000_000)
    assert len(shapely.get_parts(drawn(one))) == 1
    apart = hand("present", use_change).click((500, 950), (500, 500), (500, 950)).key("enter")
    assert drawn(apart).area == pytest.approx(900_000)


@pytest.mark.parametrize("way", list(CLICKS))
def test_a_typed_area_is_met(way):
    one = hand(way)
    one.click(CLICKS[way][0])
    ask(one, 140_000)
    one.click(*CLICKS[way][1:-1]).move(*CLICKS[way][-1])
    shown = one.preview.sketches[0].geometry
    assert abs(shown.area - 140_000) <= 1
    assert one.preview.lines[0] == "14.0000 ha"
    assert one.preview.values["area"] == pytest.approx(shown.area)
    one.click(CLICKS[way][-1])
    if way not in ENDS:
        one.key("enter")
    assert abs(drawn(one).area - 140_000) <= 1


@settings(max_examples=60, deadline=None)
@example(way="band", hectares=45.0, dx=-52.0, dy=-63.0)
@given(
    way=st.sampled_from(list(CLICKS)),
    hectares=st.floats(0.5, 60),
    dx=st.floats(-80, 80),
    dy=st.floats(-80, 80),
)
def test_an_area_in_the_bar_is_met_wherever_the_hand_goes(way, hectares, dx, dy):
    one = hand(way, area=repr(hectares * 10_000))
    places = [(x + dx * n, y + dy * n) for n, (x, y) in enumerate(CLICKS[way])]
    one.click(*places)
    if way not in ENDS:
        one.key("enter")
    if one.outcome is None:
        assert one.preview.warning
        return
    assert drawn(one).is_valid
    assert abs(drawn(one).area - hectares * 10_000) <= 1


def test_a_strip_that_no_width_makes_large_enough_is_refused():
    one = hand("band", area="2000000.0").click((100, 100), (200, 100)).key("enter")
    assert one.outcome is None and "draw a longer line" in one.preview.warning
    assert len(one.preview.clicks or ()) == 2


def test_an_area_can_be_let_go():
    one = ask(ask(hand("rectangle").click((100, 100)), 50_000), 0).click((500, 400))
    assert drawn(one).equals(square(100, 100, 400, 300))


@pytest.mark.parametrize("way", ["rectangle", "rectangle3", "circle", "regular", "rectangle-centre", "band"])
@pytest.mark.parametrize("key", ["escape", "back"])
def test_shape_tools_take_one_click_back(way, key):
    one = hand(way).click(CLICKS[way][0])
    assert one.preview.busy and len(one.preview.clicks or ()) == 1
    one.key(key)
    assert not one.preview.busy and one.preview.clicks == ()
    assert drawn(click_all(one, way)).is_valid


@pytest.mark.parametrize("way", [w.key for w in WAYS])
def test_every_way_says_what_the_next_click_does_and_keeps_its_clicks(way):
    one = hand(way)
    first = one.preview.hint
    assert first
    one.press(300, 300)
    assert one.preview.hint and one.preview.hint != first
    assert one.preview.clicks == (at(300, 300),)
    again = hand(way)
    again.send(Event("put", *at(300, 300)))
    assert again.preview.busy and again.outcome is None


def test_distance_is_measured_from_the_last_click():
    one = hand("polygon").click((100, 100), (500, 100))
    assert one.preview.base == (at(100, 100), at(500, 100))
    assert {"distance", "angle", "x", "y", "area"} <= set(one.preview.asks)
    assert "sides" in hand("regular").click((1, 1)).preview.asks
    assert "width" in hand("band").click((1, 1)).preview.asks


def test_traced_places_come_along_and_go_together():
    one = hand("polygon").click((100, 100))
    along = (at(200, 50), at(300, 50))
    one.move(400, 100, trace=along)
    assert len(shapely.get_coordinates(one.preview.sketches[0].geometry)) >= 4
    one.press(400, 100, trace=along).release(400, 100)
    assert one.preview.clicks == (at(100, 100), *along, at(400, 100))
    one.key("back")
    assert one.preview.clicks == (at(100, 100),)


def test_another_way_goes_on_with_the_clicks():
    one = hand("circle", hub).click((300, 300))
    one.options["shape"] = "rectangle-centre"
    one.click((400, 350))
    assert drawn(one).equals(square(200, 250, 200, 100))


@pytest.mark.parametrize(
    ("tool", "activity", "option"),
    [(internal_road, "L03", "road_width"), (green_edge, "L04", "green_width"), (quay, "A36", "quay_width")],
)
def test_parts_of_a_site_are_drawn_as_a_line(tool, activity, option):
    own = site(square(0, 0, 800))
    one = Hand(tool, there(own), options={option: "15"}).click((100, 100), (500, 100)).key("enter")
    row = made(list(one.done.changes))
    assert (row.site, row.activity) == (own.key, activity)
    assert shape_of(row).equals(square(100, 92.5, 400, 15))


def test_a_small_quay_is_a_small_quay():
    own = site(square(0, 0, 800))
    one = Hand(quay, there(own), options={"quay_width": "10"}).click((100, 100), (200, 100)).key("enter")
    assert made(list(one.done.changes)).activity == "A35"


def test_a_tree_row_is_a_line_with_crowns():
    one = ask(Hand(tree_row, there()).click((100, 100), (300, 100)), 6, "width").key("enter")
    row = made(list(one.done.changes))
    assert shape_of(row).length == pytest.approx(200) and row.crown_m == 6
    assert one.done.label == "Draw tree row"


def test_what_is_typed_is_kept_for_the_next_shape():
    kept: dict[str, str] = {}
    for way, name, value in (("band", "width", 24.0), ("regular", "sides", 8.0), ("polygon", "area", 14e4)):
        context = Context(there, options={"shape": way}, choose=kept.__setitem__)
        gesture = cluster(context)
        next(gesture)
        gesture.send(Event("value", name=name, value=value))
    assert kept == {"width": "24", "sides": "8", "area": "140000"}
