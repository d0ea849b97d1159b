"""Selecting by a loop."""

from typing import Any

from desktop.tools.lasso import lasso
from tests.desktop.tools.hand import Hand
from tests.desktop.tools.test_select import AREA, PLOT, SITE, of, there


def loop(hand: Hand, *places: tuple[float, float], **more: Any) -> Hand:
    hand.press(places[0][0], places[0][1], **more)
    for place in places[1:]:
        hand.move(*place, **more)
    return hand.release(*places[-1])


def test_what_lies_wholly_in_the_loop_is_selected():
    hand = loop(Hand(lasso, there()), (130, 130), (270, 120), (290, 270), (120, 280))
    assert hand.selection == (of(PLOT),)


def test_shift_adds_and_alt_takes_away():
    hand = Hand(lasso, there(), selection=(of(AREA),))
    loop(hand, (50, 50), (550, 50), (550, 550), (50, 550), shift=True)
    assert set(hand.selection) == {of(AREA), of(SITE), of(PLOT)}
    loop(hand, (130, 130), (270, 120), (290, 270), (120, 280), alt=True)
    assert set(hand.selection) == {of(AREA), of(SITE)}


def test_a_loop_that_crosses_itself_selects_too():
    hand = loop(Hand(lasso, there()), (140, 140), (260, 140), (260, 260), (140, 260), (140, 130), (600, 135))
    assert hand.selection == (of(PLOT),)


def test_a_click_takes_one_thing_and_on_nothing_none():
    hand = Hand(lasso, there()).click((700, 200))
    assert hand.selection == (of(AREA),)
    assert hand.click((950, 950)).selection == ()


def test_escape_lets_the_loop_go_before_the_selection():
    hand = Hand(lasso, there(), selection=(of(AREA),)).press(0, 0).move(500, 0).move(500, 500)
    assert hand.preview.sketches and hand.preview.busy
    assert not hand.key("escape").preview.sketches and hand.selection == (of(AREA),)
    assert hand.key("escape").selection == ()
