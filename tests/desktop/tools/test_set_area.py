"""Giving a selected area the hectares that are asked."""

from typing import Any

import pytest
import shapely

from desktop.tools.event import Event
from desktop.tools.set_area import set_area
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, plot, site, snapshot, square

SITE = site(square(100, 100, 400))


def hand(*selection: tuple[str, int], **options: str) -> Hand:
    return Hand(set_area, snapshot(Variant(1, "Proef"), SITE), selection=selection, options=options)


def ask(one: Hand, m2: float) -> Hand:
    return one.send(Event("value", name="area", value=m2))


def after(one: Hand) -> Any:
    new = one.done.changes[0].new
    assert new is not None
    return shapely.from_wkb(new["geom"])


@pytest.mark.parametrize(("place", "fixed"), [((500, 300), 0), ((100, 300), 2), ((300, 500), 1)])
def test_the_edge_under_the_pointer_moves_alone(place, fixed):
    one = ask(hand(("site", SITE.key)), 200_000).move(*place)
    assert one.preview.lines[0] == "20.0000 ha"
    one.press(*place)
    shape = after(one)
    assert abs(shape.area - 200_000) <= 1
    before = square(100, 100, 400).bounds
    same = [abs(a - b) < 0.01 for a, b in zip(shape.bounds, before, strict=True)]
    assert same.count(False) == 1 and same[fixed]


def test_without_an_edge_the_whole_grows_about_its_middle():
    shape = after(ask(hand(("site", SITE.key)), 90_000).move(300, 300).key("enter"))
    assert abs(shape.area - 90_000) <= 1
    assert shape.centroid.distance(shapely.Point(ORIGIN[0] + 300, ORIGIN[1] + 300)) < 0.01


def test_the_area_in_the_bar_counts_and_the_step_says_it():
    one = hand(("site", SITE.key), area="100000.0").key("enter")
    assert abs(after(one).area - 100_000) <= 1
    assert one.done.label == "Set area of cluster to 10.00 ha"


def test_without_an_area_it_asks_and_without_a_thing_it_takes_one():
    one = hand(("site", SITE.key)).press(300, 300)
    assert one.outcome is None and "Type the area" in one.preview.hint
    bare = hand().press(300, 300)
    assert bare.selection == (("site", SITE.key),)
    assert abs(after(ask(bare, 50_000).key("enter")).area - 50_000) <= 1


@pytest.mark.parametrize("shared", ["on", "off"])
def test_a_neighbour_follows_a_shared_border(shared):
    own, beside = plot(square(100, 100, 200), SITE), plot(square(300, 100, 150, 200), SITE)
    one = Hand(
        set_area,
        snapshot(Variant(1, "Proef"), SITE, own, beside),
        selection=(("plot", own.key),),
        options={"area": "50000", "shared": shared},
    )
    one.move(300, 200).press(300, 200)
    after = {c.key: shapely.from_wkb(c.new["geom"]) for c in one.done.changes if c.new}
    assert abs(after[own.key].area - 50_000) <= 1
    if shared == "off":
        assert set(after) == {own.key}
        return
    assert abs(after[beside.key].area - 20_000) <= 1
    assert after[own.key].intersection(after[beside.key]).area < 0.001
    assert after[own.key].union(after[beside.key]).area == pytest.approx(70_000, abs=0.001)
