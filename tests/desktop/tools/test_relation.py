"""Relations by hand: two clicks on plots, a kind from the options, and what cannot be is said."""

import pytest

from desktop.tools import BY_KEY
from desktop.tools.event import Event
from desktop.tools.hit import at
from desktop.tools.relation import relation
from desktop.tools.select import select
from scenarios.landuse.relations import active_relations, line_of
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, made, plot, shape_of, site, snapshot, square

CLUSTER = site(square(100, 100, 400))
ONE, TWO = plot(square(100, 100, 100), CLUSTER, "A02"), plot(square(300, 100, 100), CLUSTER, "A12")
SHOWN = snapshot(Variant(1, "x"), CLUSTER, ONE, TWO)


def drawn(**options):
    hand = Hand(relation, SHOWN, options=options).click((150, 150), (350, 150))
    assert hand.outcome is not None
    return made(list(hand.outcome.changes)), hand.outcome


def test_two_clicks_draw_a_relation_of_the_chosen_kind():
    row, outcome = drawn(relation="energy")
    assert (row.from_plot, row.to_plot, row.kind) == (ONE.key, TWO.key, "energy")
    assert outcome.selection == (("relation", row.key),) and "energy" in outcome.label
    assert drawn()[0].kind == "material"
    tool = BY_KEY["relation"]
    assert tool.letter == "Shift+J" and "relation" in tool.options


def test_what_cannot_be_is_said_and_escape_begins_again():
    hand = Hand(relation, SHOWN).click((800, 800))
    assert "no plot here" in hand.preview.warning and not hand.preview.busy
    hand.click((150, 150), (160, 160))
    assert "second plot" in hand.preview.warning and hand.preview.busy
    hand.send(Event("key", key="escape"))
    assert hand.outcome is None and not hand.preview.busy


def test_the_line_runs_from_plot_to_plot_and_can_be_met():
    shown = SHOWN.with_changes(drawn()[1].changes)
    (there,) = active_relations(shown)
    line = line_of(shown, there)
    first, last = line.coords[0], line.coords[-1]
    assert first == pytest.approx((ORIGIN[0] + 150, ORIGIN[1] + 150))
    assert last == pytest.approx((ORIGIN[0] + 350, ORIGIN[1] + 150))
    middle = line.interpolate(0.5, normalized=True)
    assert not shape_of(ONE).contains(middle)
    assert at(shown, middle.x, middle.y, 2.0, lambda table: True)[0] == ("relation", there.key)
    assert at(shown, middle.x, middle.y, 2.0, lambda table: table != "relation")[0][0] != "relation"


def test_a_relation_is_pointed_at_selected_dragged_nowhere_and_removed():
    shown = SHOWN.with_changes(drawn()[1].changes)
    (row,) = active_relations(shown)
    middle = line_of(shown, row).interpolate(0.5, normalized=True)
    x, y = middle.x - ORIGIN[0], middle.y - ORIGIN[1]
    hand = Hand(select, shown).move(x, y)
    assert [sketch.role for sketch in hand.preview.sketches] == ["hover"]
    hand.drag((x, y), (x + 50, y))
    assert hand.outcome is None and hand.selection == (("relation", row.key),)
    hand.drag((x, y), (x + 50, y))
    assert hand.outcome is None
    hand = Hand(select, shown, selection=(("relation", row.key),)).send(Event("key", key="delete"))
    assert not shown.with_changes(hand.done.changes).relations


def test_plots_that_move_take_their_relation_along():
    shown = SHOWN.with_changes(drawn()[1].changes)
    (row,) = active_relations(shown)
    chosen = (("plot", ONE.key), ("relation", row.key))
    hand = Hand(select, shown, selection=chosen).drag((150, 150), (150, 400))
    assert {change.table for change in hand.done.changes} == {"plot"}
