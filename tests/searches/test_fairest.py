"""The fairest sharing and the frontier, on cases worked out by hand and against the other solver."""

import numpy as np
import pytest

from scenarios.searches.allocation.demands import Demand, cell, total
from scenarios.searches.allocation.fairest import burdens, fairest
from scenarios.searches.allocation.frontier import distance, frontier, non_dominated
from scenarios.searches.allocation.program import Program
from scenarios.searches.allocation.space import Space
from tests.searches.cases import costs, demanded, region
from tests.searches.independent import best

HMC = np.array([0.0, 0.0, 1.0])


def three(*, farmland: int = 1_000_000) -> Space:
    """Three municipalities with housing, farmland and no heavy industry yet."""
    present = np.array([[500_000, farmland, 0]] * 3)
    return Space(("A", "B", "C"), ("WON", "LAN", "HMC"), present, np.ones((3, 3), bool))


def test_thirty_hectares_are_shared_by_inhabitants():
    space = three()
    demands = [total(space, "t", "30 ha of industry", 2, low=30.0)]
    answer = fairest(space, demands, HMC, np.array([10_000.0, 20_000.0, 30_000.0]), np.ones(len(space.most)))
    assert answer is not None
    assert space.final(answer.converted)[:, 2] == pytest.approx([5.0, 10.0, 15.0], abs=1e-4)


def test_who_cannot_take_its_part_leaves_the_rest_to_the_others_alike():
    space = three()
    demands = [total(space, "t", "", 2, low=30.0), cell("c", "", 2, 2, high=3.0)]
    answer = fairest(space, demands, HMC, np.full(3, 1000.0), np.ones(len(space.most)))
    assert answer is not None
    assert space.final(answer.converted)[:, 2] == pytest.approx([13.5, 13.5, 3.0], abs=1e-4)
    demands.append(cell("b", "", 1, 2, low=20.0))
    answer = fairest(space, demands, HMC, np.full(3, 1000.0), np.ones(len(space.most)))
    assert answer is not None
    # The most burdened is bound at 20; the rest is still shared as evenly as can be.
    assert space.final(answer.converted)[:, 2] == pytest.approx([7.0, 20.0, 3.0], abs=1e-4)


def test_demands_that_cannot_be_met_give_no_fairest_answer():
    space = three(farmland=0)
    demands = [total(space, "t", "", 2, low=30.0), total(space, "w", "", 0, low=140.0)]
    assert fairest(space, demands, HMC, np.ones(3), np.ones(len(space.most))) is None


def test_no_other_answer_has_a_lower_top():
    tried = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        space = region(rng, 4, 5)
        demands, weight = demanded(rng, space), rng.uniform(0, 2, 5)
        heads = rng.uniform(5e3, 5e5, 4)
        answer = fairest(space, demands, weight, heads, costs(rng, space))
        if answer is None:
            continue
        tried += 1
        top = float(burdens(space.final(answer.converted), weight, heads).max())
        caps = [
            Demand(
                f"cap {m}",
                "",
                tuple((m, u, float(w)) for u, w in enumerate(weight)),
                high=top * 0.999 * heads[m],
            )
            for m in range(4)
        ]
        assert best(space, [*demands, *caps], np.ones(len(space.most))) is None
    assert tried > 10


def goals(space: Space) -> dict[str, np.ndarray]:
    _, source, target = space.columns
    return {
        "cost": np.where(source == 0, 9.0, np.where(target == 2, 4.0, 1.0)),
        "farmland": ((source == 1) & (target != 1)).astype(float),
    }


def test_the_frontier_is_the_line_worked_out_by_hand():
    # 30 ha of industry: off farmland at 4 per ha, or off housing at 9 per ha, in any mix.
    space = three()
    demands = [total(space, "t", "", 2, low=30.0)]
    points = [p for *_, p in frontier(space, demands, goals(space), 11) if p is not None]
    assert len(points) == 11
    for point in points:
        cost, farmland = point.values
        assert cost == pytest.approx(4 * farmland + 9 * (30 - farmland), abs=1e-5)
    assert points[0].values == pytest.approx((120.0, 30.0), abs=1e-6)
    assert points[-1].values == pytest.approx((270.0, 0.0), abs=1e-6)
    assert non_dominated(points) == points
    assert distance((120.0, 30.0), points) == (pytest.approx(0.0, abs=1e-9), 0)
    away = distance((270.0, 30.0), points)
    assert away is not None and away[0] == pytest.approx(0.5)


def test_every_point_is_best_under_its_own_limits():
    tried = 0
    for seed in range(30):
        rng = np.random.default_rng(seed)
        space = region(rng, 4, 6)
        demands = demanded(rng, space)
        figures = {"one": costs(rng, space), "two": costs(rng, space), "three": costs(rng, space)}
        for count in (2, 3):
            chosen = dict(list(figures.items())[:count])
            points = [p for *_, p in frontier(space, demands, chosen, 9) if p is not None]
            assert non_dominated(points) == points
            for point in points:
                tried += 1
                program = Program(space, demands, chosen)
                for name, most in list(zip(chosen, point.values, strict=True))[1:]:
                    program.cap(name, most + 1e-9 * max(1, abs(most)))
                program.minimise(chosen["one"])
                answer = program.solve()
                assert answer is not None
                assert answer.objective == pytest.approx(point.values[0], rel=1e-4, abs=1e-3)
    assert tried > 60
