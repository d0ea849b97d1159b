"""Filling a site by hand: pick the site, point at the quay side, press Enter."""

from typing import Any

import pytest

from desktop.tools import BY_KEY
from desktop.tools.event import Context
from desktop.tools.template import options_of, template
from scenarios.edits.templates import NO_QUAY, Filled, Options, filled
from scenarios.landuse.templates import built_in
from scenarios.project.change import applied
from scenarios.project.model import Plot
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, site, snapshot, square

HUB = next(recipe for recipe in built_in() if recipe.key == "hub-clean")
GROUND = site(square(100, 100, 300, 200), "hub", name="Oost")


@pytest.fixture
def hand() -> Hand:
    return Hand(template, snapshot(GROUND), options={"template": HUB.key})


def test_a_click_picks_the_site_and_enter_fills_it(hand):
    assert "Click the cluster or hub" in hand.preview.hint
    hand.click((250, 200))
    assert hand.selection == (("site", GROUND.key),)
    hand.key("enter")
    outcome = hand.done
    assert outcome.label == "Fill Oost with Clean logistic hub"
    plots: list[Any] = [applied(change, None) for change in outcome.changes]
    assert {type(plot) for plot in plots} == {Plot}
    assert "F14" in {plot.activity for plot in plots}
    assert outcome.selection == (("site", GROUND.key),)


def test_what_was_worked_out_is_shown_before_it_is_written(hand):
    hand.click((250, 200))
    assert hand.preview.changes == ()
    answer = filled(hand.snapshot, GROUND.key, HUB, Options())
    hand.move(240, 200)
    assert isinstance(answer, Filled)
    assert hand.preview.changes == answer.changes
    assert any("of plots" in line for line in hand.preview.lines)


def test_a_click_on_the_outline_says_where_ships_come():
    chosen = {}
    context = Context(
        snapshot=lambda: there,
        selection=lambda: (("site", GROUND.key),),
        options=chosen,
        choose=chosen.__setitem__,
    )
    there = snapshot(GROUND)
    chosen["template"] = HUB.key
    hand = Hand(lambda _context: template(context), there)
    hand.press(250, 103)
    quay = options_of(chosen).quay
    assert isinstance(quay, tuple)
    x, y = quay
    assert (x - ORIGIN[0], y - ORIGIN[1]) == (250, 103)
    chosen["template_replace"] = "on"
    hand.key("enter")
    assert hand.done.changes
    assert options_of(chosen) == Options()


def test_a_refusal_is_said_and_nothing_is_written():
    old = Plot(7, 7, 1, square(110, 110, 20).wkb, GROUND.key)
    hand = Hand(
        template, snapshot(GROUND, old), options={"template": HUB.key}, selection=(("site", GROUND.key),)
    )
    hand.key("enter")
    assert hand.outcome is None
    assert "already has" in hand.preview.warning


def test_without_a_layout_or_in_the_present_it_says_what_to_do():
    assert "Choose a layout" in Hand(template, snapshot(GROUND)).preview.hint
    assert "variant" in Hand(template, snapshot(GROUND, variant=0)).preview.hint


def test_options_are_read_as_a_layout_takes_them():
    assert options_of({}) == Options()
    said = {
        "template_road": "9",
        "template_green": "0",
        "template_innovation": "12",
        "template_water": "5.0",
        "template_quay": NO_QUAY,
        "template_replace": "on",
    }
    assert options_of(said) == Options(9.0, 0.0, 0.05, 0.12, NO_QUAY, True)


def test_the_tool_is_in_the_column():
    assert BY_KEY["template"].letter == "Z"
    assert BY_KEY["template"].draws
