"""Relocations by hand: click or draw what leaves, click or drag to where it lands, or leave that open."""

from typing import Any

import shapely

from desktop.tools import BY_KEY
from desktop.tools.event import Event
from desktop.tools.hit import at
from desktop.tools.move_business import move_business
from desktop.tools.select import select
from scenarios.landuse.moves import line_of_move
from scenarios.project.model import Business, Variant
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, plot, site, snapshot, square

CLUSTER = site(square(100, 100, 400), name="Kade")
PLOT = plot(square(100, 100, 100), CLUSTER, "A02")
PLANT = Business(71, shapely.to_wkb(square(1600, 500, 50)), "Betoncentrale", "4.2", "A02")
SHOWN = snapshot(Variant(1, "x"), CLUSTER, PLOT, PLANT)


def one(shown: Any) -> Any:
    (row,) = shown.moves.values()
    return row


def planned(**options: str) -> tuple[Any, Any]:
    hand = Hand(move_business, SHOWN, options=options).click((1620, 520))
    return SHOWN.with_changes(hand.done.changes), hand.done


def test_a_click_on_a_business_plans_its_move_with_an_open_end():
    shown, outcome = planned()
    row = one(shown)
    assert row.business == 71 and row.plot is None and row.freed_use == "WON"
    assert shown.use_changes[row.change].use == "WON"
    assert outcome.selection == (("move", row.key),) and "Betoncentrale" in outcome.label
    assert one(planned(freed_use="NAT")[0]).freed_use == "NAT"


def test_the_next_click_chooses_the_plot():
    shown, outcome = planned()
    hand = Hand(move_business, shown, selection=outcome.selection)
    assert "Betoncentrale" in hand.preview.hint
    hand.click((800, 800))
    assert "no plot here" in hand.preview.warning
    hand.move(150, 150)
    assert {sketch.role for sketch in hand.preview.sketches} == {"hover", "reshaped"}
    assert hand.preview.lines == ("1.00 ha", "Kade: Ready-mix plant") and not hand.preview.warning
    hand.click((150, 150))
    assert one(shown.with_changes(hand.done.changes)).plot == PLOT.key


def test_what_would_not_fit_is_said_before_the_click():
    small = snapshot(Variant(1, "x"), CLUSTER, plot(square(100, 100, 40), CLUSTER, "A02"), PLANT)
    shown = small.with_changes(Hand(move_business, small).click((1620, 520)).done.changes)
    hand = Hand(move_business, shown, selection=(("move", one(shown).key),)).move(120, 120)
    assert "0.25 ha is needed and the plot has 0.16 ha" in hand.preview.warning


def test_enter_leaves_the_end_open():
    shown, outcome = planned()
    hand = Hand(move_business, shown, selection=outcome.selection).key("enter")
    assert hand.outcome is None and hand.selection == () and "leaves" in hand.preview.hint


def test_a_business_is_dragged_to_the_plot_where_it_lands():
    hand = Hand(move_business, SHOWN).drag((1620, 520), (150, 150))
    row = one(SHOWN.with_changes(hand.done.changes))
    assert (row.business, row.plot) == (71, PLOT.key)
    away = Hand(move_business, SHOWN).drag((1620, 520), (900, 900))
    assert one(SHOWN.with_changes(away.done.changes)).plot is None
    held = Hand(move_business, SHOWN).move(1620, 520).press(1620, 520).move(800, 500)
    assert held.preview.busy and held.preview.changes
    held.key("escape")
    assert held.outcome is None and not held.preview.busy


def test_the_land_that_is_left_is_drawn_in_any_way():
    hand = Hand(move_business, SHOWN, options={"shape": "rectangle", "freed_use": "NAT"})
    hand.click((1200, 200), (1300, 250))
    shown = SHOWN.with_changes(hand.done.changes)
    row = one(shown)
    assert row.business is None and shown.geometry(row).area == 5_000
    assert shown.use_changes[row.change].use == "NAT" and hand.done.selection == (("move", row.key),)


def test_what_cannot_be_is_said():
    hand = Hand(move_business, planned()[0]).click((1620, 520))
    assert hand.outcome is None and "moves already" in hand.preview.warning
    present = Hand(move_business, snapshot(PLANT, variant=0)).click((1620, 520))
    assert present.outcome is None and "make a variant first" in present.preview.hint
    tool = BY_KEY["move-business"]
    assert (tool.letter, tool.options) == ("Shift+B", ("freed_use", "shape", "overlap"))


def test_its_ribbon_is_selected_and_removed_like_anything_drawn():
    shown, _ = planned()
    shown = shown.with_changes(
        Hand(move_business, shown, selection=(("move", one(shown).key),)).click((150, 150)).done.changes
    )
    row = one(shown)
    middle = line_of_move(shown, row).interpolate(0.5, normalized=True)
    assert at(shown, middle.x, middle.y, 2.0, lambda table: True)[0] == ("move", row.key)
    assert ("move", row.key) not in at(shown, middle.x, middle.y, 2.0, lambda table: table != "move")
    x, y = middle.x - ORIGIN[0], middle.y - ORIGIN[1]
    hand = Hand(select, shown).click((x, y))
    assert hand.outcome is None and hand.selection == (("move", row.key),)
    hand.send(Event("key", key="delete"))
    gone = shown.with_changes(hand.done.changes)
    assert not gone.moves and not gone.use_changes
