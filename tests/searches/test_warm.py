"""A proposal that follows: what is solved on from the last answer is what is found anew."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.edits.programme import set_conversions
from scenarios.project.model import Conversion, Limit, Lock
from scenarios.project.region import USE_INDEX
from scenarios.searches.allocation.alone import alone, shares_of, together_and_apart
from scenarios.searches.allocation.asked import Asked, followed, of_programme
from scenarios.searches.allocation.demands import value
from scenarios.searches.allocation.frontier import frontier
from scenarios.searches.allocation.own import gains, own_values, unmet
from scenarios.searches.allocation.propose import dearest
from scenarios.searches.allocation.region import space_of
from scenarios.searches.allocation.warm import Warm, Wish
from scenarios.searches.allocation.words import cell_said, dual_said, said
from tests.makers import snapshot

WISH = Wish((Asked("HMC", 2.0), Asked("WON", 30.0, unit="dwellings")), {"cost": 1.0, "open_land": 0.2})


def test_an_answer_that_follows_is_the_one_found_anew():
    shown, warm = snapshot(), Warm()
    for step in range(12):
        asked = (replace(WISH.asked[0], amount=0.5 * step), WISH.asked[1])
        wish = replace(WISH, asked=asked, goals={"cost": 1.0, "open_land": 0.1 * step + 0.01})
        warmly, anew = warm.find(shown, wish), Warm().find(shown, wish)
        assert warmly.answer is not None and anew.answer is not None
        assert warmly.answer.objective == pytest.approx(anew.answer.objective, abs=1e-6)
        assert warmly.goals["converted"] >= 0.5 * step - 1e-6


def test_locks_limits_and_rules_put_aside_are_heeded_as_they_come_and_go():
    warm = Warm()
    free = warm.find(snapshot(), WISH)
    assert free.m2 is not None
    code = next(iter(free.conversions()))
    locked = snapshot(Lock(9, 9, 1, code, "", "row"))
    assert code not in warm.find(locked, WISH).conversions()
    limited = snapshot(Limit(9, 9, 1, "", "HMC", "at_most", 10_000, "noise"))
    found = warm.find(limited, WISH)
    assert all(
        sum(m2 for pair, m2 in pairs.items() if pair[1] == "HMC") <= 10_000
        for pairs in found.conversions().values()
    )
    assert {d.key.split(":")[0] for d in warm.find(snapshot(), WISH).demands} >= {"keep", "demand"}
    off = warm.find(snapshot(), replace(WISH, off=frozenset(["WAT", "NAT", "WON", "INF"])))
    assert not any(demand.key.startswith("keep") for demand in off.demands)


def test_demands_of_the_programme_follow_it():
    planned = snapshot(Conversion(9, 9, 1, "GM0001", "LAN", "HMC", 30_000))
    space = space_of(planned)
    (asked,) = of_programme(planned, space)
    assert (asked.use, asked.amount, asked.follows) == ("HMC", 3.0, True)
    more = snapshot(Conversion(9, 9, 1, "GM0001", "LAN", "HMC", 45_000))
    assert followed(more, space, (asked, Asked("BED", 1.0)))[0].amount == 4.5
    assert followed(more, space, (asked, Asked("BED", 1.0)))[1].amount == 1.0


def test_a_proposal_in_whole_metres_meets_what_is_asked_and_conserves_land():
    shown, warm = snapshot(), Warm()
    found = warm.find(shown, WISH)
    assert found.m2 is not None
    after = shown.with_changes(set_conversions(shown, found.conversions()))
    assert unmet(after, found.space, found.demands) == []
    final = found.space.final(found.m2 / 10_000)
    for demand in found.demands:
        assert demand.low - 1e-3 <= value(found.space, demand, final) <= demand.high + 1e-3


def test_a_cell_is_priced_by_holding_it_a_hectare_away():
    shown, warm = snapshot(), Warm()
    found = warm.find(shown, WISH)
    assert found.answer is not None
    m, use = 0, USE_INDEX["LAN"]
    now = float(found.space.final(found.answer.converted)[m, use])
    price = warm.cell(found.space.codes[m], "LAN", now)
    assert price is not None and price.reached == pytest.approx(found.answer.objective, abs=1e-6)
    for step, figure in ((-1.0, price.less), (1.0, price.more)):
        if figure is None:
            continue
        bound = Limit(9, 9, 1, found.space.codes[m], "LAN", "fixed", round((now + step) * 10_000))
        held = Warm().find(snapshot(bound), WISH)
        assert held.answer is not None
        assert held.answer.objective - found.answer.objective == pytest.approx(figure, abs=1e-4)
    again = warm.find(shown, WISH)
    assert again.answer is not None
    assert again.answer.objective == pytest.approx(found.answer.objective, abs=1e-9)


def test_prices_are_told_in_the_unit_of_the_first_goal():
    shown, warm = snapshot(), Warm()
    found = warm.find(shown, replace(WISH, goals={"cost": 0.5}))
    prices = warm.prices(found, 12)
    first = next(price for price in prices if price.demand.key == "demand:0")
    # Farmland to industry: 9 to acquire and 84.7 to prepare, euro per m2, whatever the weight.
    assert "0.937 million euro" in said(first, {"cost": 0.5})
    assert "0.937 million euro" in dual_said(first.demand, first.dual, {"cost": 0.5})
    words = cell_said(warm.cell("GM0001", "LAN", -1.0), "LAN", "Aardam", {"cost": 0.5})
    assert "cannot have this much" in words
    told = [found.demands[at].key for at in dearest(found)]
    rules = [key.rpartition(":")[2] for key in told if key.startswith("keep")]
    assert len(rules) == len(set(rules)) and set(told) <= {found.demands[at].key for at in found.felt}


def test_each_for_itself_is_told_beside_all_together():
    shown, warm = snapshot(), Warm()
    found = warm.find(shown, WISH)
    assert found.answer is not None
    shares, by = shares_of(shown, found.space)
    assert by == "area" and shares.sum() == pytest.approx(1.0)
    apart = alone(found.space, found.demands, shares, warm.costs)
    assert all(own.converted is not None for own in apart)
    sums = together_and_apart(warm.figures, found.answer.converted, apart)
    together = sum(WISH.goals[key] * sums[key][0] for key in WISH.goals)
    each = sum(WISH.goals[key] * sums[key][1] for key in WISH.goals)
    assert together <= each + 1e-6
    assert alone(found.space, found.demands, np.array([1.0, 0.0]), warm.costs)[1].converted is not None


def test_a_programme_beside_the_frontier_says_how_much_better_it_could_be():
    shown = snapshot(Conversion(9, 9, 1, "GM0001", "BED", "HMC", 20_000))
    space, warm = space_of(shown), Warm()
    found = warm.find(shown, Wish((Asked("HMC", 2.0),), {"cost": 1.0, "open_land": 1.0}))
    own = own_values(shown, space, ("cost", "open_land"))
    assert own == pytest.approx((2.0 * (338 + 84.7) / 100, 0.0))
    worth = {key: warm.figures[key] for key in ("cost", "open_land")}
    better = gains(found.space, found.demands, worth, own)
    best = min(p.values[0] for *_, p in frontier(found.space, found.demands, worth, 5) if p is not None)
    assert 0 <= better["cost"] <= own[0] - best + 1e-6
    assert unmet(snapshot(), space, found.demands)[0].key == "demand:0"
