"""The overlap rule over gestures, before and after."""

import pytest

from desktop.tools.draw import plot as plot_tool
from desktop.tools.event import Outcome
from desktop.tools.obeying import obeying
from desktop.tools.transforms import move
from scenarios.errors import Refused
from tests.desktop.tools.hand import Hand
from tests.desktop.tools.test_editing import LEFT, RIGHT, after, place, there
from tests.makers import square


def hand(**options: str) -> Hand:
    return Hand(
        lambda context: obeying(context, move(context)), there(), selection=(place(LEFT),), options=options
    )


def test_what_is_drawn_stops_at_its_neighbour_and_shows_that_first():
    played = hand().click((150, 150)).move(190, 150)
    assert "clipped" in {s.role for s in played.preview.sketches}
    assert "Stops at its neighbours" in played.preview.warning
    played.press(190, 150)
    assert after(played, LEFT).equals(square(190, 150, 60, 100))
    assert after(played, RIGHT).equals(square(250, 150, 100))


def test_the_figures_are_those_of_what_is_left():
    drawn = Hand(
        lambda context: obeying(context, plot_tool(context)), there(), options={"shape": "rectangle"}
    )
    drawn.click((300, 150)).move(400, 350)
    assert drawn.preview.warning.startswith("Stops at its neighbours")
    assert drawn.preview.lines[0] == "1.5 ha", "of 2 ha that were drawn"


def test_it_takes_the_land_where_that_is_chosen():
    played = hand(overlap="take").click((150, 150)).move(190, 150)
    assert "cut" in {s.role for s in played.preview.sketches}
    played.press(190, 150)
    assert after(played, LEFT).equals(square(190, 150, 100))
    assert after(played, RIGHT).equals(square(290, 150, 60, 100))


def test_it_overlaps_where_that_is_allowed():
    played = hand(overlap="allow").click((150, 150), (190, 150))
    assert after(played, LEFT).equals(square(190, 150, 100))
    assert after(played, RIGHT).equals(square(250, 150, 100))


def test_what_has_no_land_left_is_refused_and_the_gesture_goes_on():
    played = hand().click((150, 150)).move(250, 150)
    assert {s.role for s in played.preview.sketches} >= {"wrong"} and not played.preview.changes
    played.press(250, 150)
    assert played.outcome is None and "neighbours" in played.preview.warning
    assert played.preview.base, "the first click is still there"


def test_a_gesture_that_does_not_ask_raises_a_sentence():
    def careless(context):
        found = move(context)
        preview = next(found)
        for _ in range(2):
            preview = found.send((yield preview))
        return Outcome("Move", preview.changes)

    played = Hand(lambda context: obeying(context, careless(context)), there(), selection=(place(LEFT),))
    played.press(150, 150)
    with pytest.raises(Refused, match="neighbours"):
        played.move(250, 150)
