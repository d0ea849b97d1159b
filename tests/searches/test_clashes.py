"""A clash names only demands that cannot be met together, and the smallest change makes all of them fit."""

from dataclasses import replace

import numpy as np

from scenarios.searches.allocation.clashes import clashes, easing
from scenarios.searches.allocation.demands import cell, total
from scenarios.searches.allocation.space import Space
from tests.searches.cases import costs, demanded, region
from tests.searches.independent import best


def test_a_clash_can_be_met_when_any_one_of_its_demands_is_dropped():
    told = 0
    for seed in range(150):
        rng = np.random.default_rng(1000 + seed)
        space = region(rng, int(rng.integers(2, 6)), int(rng.integers(3, 8)))
        demands, figures = demanded(rng, space), costs(rng, space)
        found = clashes(space, demands)
        assert bool(found) == (best(space, demands, figures) is None), seed
        for clash in found:
            told += 1
            assert best(space, clash.demands, figures) is None
            for demand in clash.demands:
                rest = [other for other in clash.demands if other is not demand]
                assert best(space, rest, figures) is not None, (seed, demand.key)
        named = {id(demand) for clash in found for demand in clash.demands}
        assert best(space, [d for d in demands if id(d) not in named], figures) is not None
    assert told > 20


def test_the_smallest_change_is_enough():
    for seed in range(80):
        rng = np.random.default_rng(1000 + seed)
        space = region(rng, int(rng.integers(2, 6)), int(rng.integers(3, 8)))
        demands, figures = demanded(rng, space), costs(rng, space)
        changes = {id(e.demand): e.by for e in easing(space, demands)}
        assert bool(changes) == (best(space, demands, figures) is None)
        eased = []
        for demand in demands:
            by = changes.get(id(demand), 0.0)
            slip = 1e-6 * max(1.0, abs(by))
            if by < 0:
                demand = replace(demand, low=demand.low + by - slip)
            elif by > 0:
                demand = replace(demand, high=demand.high + by + slip)
            eased.append(demand)
        assert best(space, eased, figures) is not None, seed


def test_two_clashes_that_have_nothing_to_do_with_each_other_are_both_told():
    present = np.array([[100_000, 200_000, 0], [50_000, 0, 100_000]])
    space = Space(("A", "B"), ("WON", "LAN", "HMC"), present, np.ones((3, 3), bool))
    demands = [
        cell("a", "A keeps its farmland", 0, 1, low=20.0),
        cell("b", "A gets 20 ha of housing", 0, 0, low=20.0),
        cell("c", "B gives no housing", 1, 0, low=5.0),
        cell("d", "B keeps its industry", 1, 2, low=10.0),
        cell("e", "B gets farmland", 1, 1, low=0.5),
        total(space, "f", "at least 1 ha of industry", 2, low=1.0),
    ]
    found = {frozenset(d.key for d in clash.demands) for clash in clashes(space, demands)}
    assert found == {frozenset("ab"), frozenset("cde")}
    assert sum(abs(e.by) for e in easing(space, demands)) == 10.5
