"""Which demands cannot be met together, and the smallest change that would do: never just "infeasible".

A clash is irreducible: leave any one of its demands out and the others can be met. Where several clashes
have nothing to do with each other, each is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.space import M2, Space

_NOTHING = 0.5 / M2
"""A change of a demand below half a square metre is none."""


@dataclass(frozen=True, slots=True)
class Easing:
    """By how much a demand has to ask less, in its unit: its lower bound down (`by` below zero) or its upper
    one up."""

    demand: Demand
    by: float


@dataclass(frozen=True, slots=True)
class Clash:
    """Demands that cannot all be met, none of them needlessly named."""

    demands: tuple[Demand, ...]


def clashes(space: Space, demands: Sequence[Demand]) -> tuple[Clash, ...]:
    """Every independent clash among demands; none where all can be met."""
    program = Program(space, demands)
    program.minimise(np.zeros(len(space.most)))
    found = []
    while program.solve() is None:
        core = _reduced(space, [demands[position] for position in program.suspects()] or list(demands))
        found.append(Clash(tuple(core)))
        for position, demand in enumerate(demands):
            if demand in core:
                program.drop(position)
    return tuple(found)


def _reduced(space: Space, suspects: list[Demand]) -> list[Demand]:
    """The suspects without those that can be left out while the rest still cannot be met."""
    program = Program(space, suspects)
    program.minimise(np.zeros(len(space.most)))
    needed = []
    for position, demand in enumerate(suspects):
        program.drop(position)
        if program.solve() is not None:
            program.ask_again(position)
            needed.append(demand)
    return needed


def easing(space: Space, demands: Sequence[Demand]) -> tuple[Easing, ...]:
    """The smallest change of the demands, each by its own price, after which all can be met."""
    from highspy import Highs, HighsModelStatus

    program = Program(space, demands)
    highs: Highs = program.solver
    count, first = len(space.most), space.shape[0] * space.shape[1]
    program.minimise(np.zeros(count))
    for position, demand in enumerate(demands):
        row = np.array([first + position], dtype=np.int32)
        for sign in (1.0, -1.0):
            highs.addCol(demand.price, 0.0, FREE, 1, row, np.array([sign]))
    highs.run()
    if highs.getModelStatus() != HighsModelStatus.kOptimal:
        raise ArithmeticError("the demands cannot be eased")
    slack: Vector = np.array(highs.getSolution().col_value)[count:].reshape(-1, 2)
    # What fills the sum up to a lower bound is what that bound has to come down by.
    by = slack[:, 1] - slack[:, 0]
    return tuple(
        Easing(demand, float(change))
        for demand, change in zip(demands, by, strict=True)
        if abs(change) > _NOTHING
    )
