"""Relations by hand: two clicks on plots, a kind from the options, and what cannot be is said."""

import pytest

from desktop.tools import BY_KEY
from desktop.tools.event import Event
from desktop.tools.hit import at
from desktop.tools.relation import relation
from scenarios.landuse.relations import active_relations, line_of
from scenarios.project.change import applied
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, plot, shape_of, site, snapshot, square

CLUSTER = site(square(100, 100, 400))
ONE, TWO = plot(square(100, 100, 100), CLUSTER, "A02"), plot(square(300, 100, 100), CLUSTER, "A12")
SHOWN = snapshot(Variant(1, "x"), CLUSTER, ONE, TWO)


def drawn(**options):
    hand = Hand(relation, SHOWN, options=options).click((150, 150), (350, 150))
    assert hand.outcome is not None
    return applied(hand.outcome.changes[0], None), hand.outcome


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
