"""The allocation against another solver, its duals, its prices by solving again, and whole square metres."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.searches.allocation.demands import value
from scenarios.searches.allocation.prices import felt, price
from scenarios.searches.allocation.program import Answer, Program
from scenarios.searches.allocation.rounding import whole
from scenarios.searches.allocation.space import M2, Space, weights
from tests.searches.cases import costs, demanded, region
from tests.searches.independent import best

CASES = range(200)


def solved(seed: int):
    rng = np.random.default_rng(seed)
    space = region(rng, int(rng.integers(2, 7)), int(rng.integers(3, 9)))
    demands, figures = demanded(rng, space), costs(rng, space)
    program = Program(space, demands)
    program.minimise(figures)
    return space, demands, figures, program, program.solve()


def test_two_hundred_objectives_agree_with_another_solver():
    answered = 0
    for seed in CASES:
        space, demands, figures, _, answer = solved(seed)
        other = best(space, demands, figures)
        assert (answer is None) == (other is None), seed
        if answer is not None and other is not None:
            answered += 1
            assert answer.objective == pytest.approx(other, rel=1e-6, abs=1e-6), seed
            assert float(figures @ answer.converted) == pytest.approx(answer.objective, rel=1e-9, abs=1e-6)
    assert 60 < answered < len(CASES)


def test_answers_keep_to_the_demands_and_duals_prove_them_best():
    for seed in CASES:
        space, demands, figures, _, answer = solved(seed)
        if answer is None:
            continue
        final = space.final(answer.converted)
        assert final.min() > -1e-6
        for demand, dual in zip(demands, answer.demand_duals, strict=True):
            sums = value(space, demand, final)
            leeway = 1e-6 * max(1.0, abs(sums))
            assert demand.low - leeway <= sums <= demand.high + leeway
            if dual > 1e-7:
                assert sums == pytest.approx(demand.low, rel=1e-6, abs=1e-5)
            if dual < -1e-7:
                assert sums == pytest.approx(demand.high, rel=1e-6, abs=1e-5)
        _prove(space, demands, figures, answer)


def _prove(space: Space, demands, figures, answer: Answer) -> None:
    """Dual feasibility and complementary slackness of columns and cells."""
    reduced = figures.copy()
    for demand, dual in zip(demands, answer.demand_duals, strict=True):
        reduced -= dual * space.per_column(weights(space, demand.cells))
    reduced -= space.per_column(answer.cell_duals.reshape(space.shape))
    assert reduced == pytest.approx(answer.column_duals, abs=1e-6)
    final = space.final(answer.converted)
    assert (answer.cell_duals > -1e-7).all()
    assert np.abs(final.ravel()[answer.cell_duals > 1e-7]).max(initial=0.0) < 1e-5
    open_ended = answer.converted < space.most - 1e-7
    assert (reduced[open_ended] > -1e-6).all()
    used = answer.converted > 1e-7
    assert (reduced[used] < 1e-6).all()


def test_prices_are_confirmed_by_solving_anew():
    shown = differing = 0
    for seed in CASES:
        _, demands, figures, program, answer = solved(seed)
        if answer is None:
            continue
        for position in felt(program, answer)[:3]:
            found = price(program, answer, position, figures, step=0.5)
            shown += 1
            differing += not found.is_one
            sides = []
            for sign in (-1, 1):
                by = 0.5 * sign * (1 if found.bound == "low" else -1)
                asked = list(demands)
                low, high = asked[position].low, asked[position].high
                if low == high:
                    moved = asked[position].shifted(by)
                else:
                    change = {"low": low + by} if found.bound == "low" else {"high": high + by}
                    moved = replace(asked[position], **change)
                asked[position] = moved
                sides.append(best(program.space, asked, figures))
            less, more = sides
            for said, other, sign in ((found.less, less, -1), (found.more, more, 1)):
                assert (said is None) == (other is None)
                if said is not None and other is not None:
                    change = sign * (other - answer.objective) / 0.5
                    assert said == pytest.approx(change, rel=1e-5, abs=1e-4)
            assert found.less is None or found.less <= abs(found.dual) + 1e-6
            assert found.more is None or found.more >= abs(found.dual) - 1e-6
            again = program.solve()
            assert again is not None and again.objective == pytest.approx(answer.objective, rel=1e-9)
    assert shown > 100 and differing


def test_answers_become_whole_square_metres_with_every_sum_of_land_kept():
    for seed in CASES:
        space, demands, _, _, answer = solved(seed)
        if answer is None:
            continue
        m2 = whole(space, demands, answer.converted)
        assert np.abs(m2 - answer.converted * M2).max() <= 1.0 + 1e-3
        final = space.final(m2 / M2)
        assert (np.round(final * M2) >= 0).all()
        assert np.round(final.sum(axis=1) * M2).astype(int).tolist() == space.present_m2.sum(axis=1).tolist()
        for demand in demands:
            sums = value(space, demand, final)
            slip = 1e-6 if demand.unit == "ha" else 0.1
            assert demand.low - slip <= sums <= demand.high + slip, demand.key


def test_a_warm_programme_gives_the_same_as_a_new_one():
    rng = np.random.default_rng(4)
    space = region(rng)
    demands, figures = demanded(rng, space), costs(rng, space)
    warm = Program(space, demands)
    warm.minimise(figures)
    for _ in range(60):
        position = int(rng.integers(len(demands)))
        demand = demands[position].shifted(float(rng.uniform(-20, 20)))
        changed = [*demands[:position], demand, *demands[position + 1 :]]
        warm.ask(position, demand.low, demand.high)
        fresh = Program(space, changed)
        fresh.minimise(figures)
        one, other = warm.solve(), fresh.solve()
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert one.objective == pytest.approx(other.objective, rel=1e-7, abs=1e-6)
        warm.ask_again(position)
