"""A proposal that follows live: the programme is kept warm while amounts, weights, locks or the land of the
variant change, so that the answer is there within a frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scenarios.landuse.balance import present_m2
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import Asked, wanted
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.goals import weighed
from scenarios.searches.allocation.prices import CellPrice, Price, cell_price, price
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.propose import Proposal, dearest, figures, solved
from scenarios.searches.allocation.region import space_of, standing
from scenarios.searches.allocation.space import Space
from scenarios.wording import language


@dataclass(frozen=True)
class Wish:
    """What a proposal is asked: demands, goals with their weights per unit (above zero), uses whose standing
    rule is put aside, and uses whose hectares are the burden that is shared first (none: it is not)."""

    asked: tuple[Asked, ...] = ()
    goals: Mapping[str, float] = field(default_factory=lambda: {"converted": 1.0})
    off: frozenset[str] = frozenset()
    burden: frozenset[str] = frozenset()


class Warm:
    """The latest wish on the latest snapshot; `find` solves on from the answer before where it can."""

    def __init__(self) -> None:
        self.program: Program | None = None
        self.figures: dict[str, Vector] = {}
        self.costs: Vector = np.zeros(0)
        self._ground: tuple[object, ...] = ()
        self._worth: tuple[object, ...] = ()
        self._kept: tuple[Space, tuple[object, ...], list[Demand]] | None = None

    def find(self, snapshot: Snapshot, wish: Wish) -> Proposal:
        """The best answer to a wish in whole m2, or none: `propose.explained` says why."""
        program = self._ready(snapshot, wish)
        if not wish.burden:
            return solved(program, self.figures, self.costs)
        weight = np.array([1.0 if use in wish.burden else 0.0 for use in program.space.uses])
        return solved(program, self.figures, self.costs, weight, inhabitants(snapshot))

    def prices(self, found: Proposal, most: int) -> tuple[Price, ...]:
        """What the dearest demands of the latest answer cost, both sides solved again."""
        if self.program is None or found.answer is None or found.space is not self.program.space:
            return ()
        answer = found.answer
        return tuple(price(self.program, answer, at, self.costs) for at in dearest(found)[:most])

    def cell(self, code: str, use: str, hectares: float) -> CellPrice | None:
        """What a hectare less and more of a cell costs where it is held at so many; None where it cannot."""
        if self.program is None or code not in self.program.space.codes:
            return None
        space = self.program.space
        return cell_price(self.program, space.codes.index(code), space.uses.index(use), hectares)

    def _ready(self, snapshot: Snapshot, wish: Wish) -> Program:
        """The programme with the demands and weights of now: renewed where its shape stays, else built."""
        ground = (present_m2(snapshot), wish.off, language())
        space = self.program.space if self.program is not None else None
        if space is None or not _same(ground, self._ground):
            space = space_of(snapshot, wish.off)
        demands = (*self._standing(snapshot, space, wish), *wanted(snapshot, space, wish.asked))
        program = self.program
        if program is None or program.space is not space or _shape(program.demands) != _shape(demands):
            program = Program(space, demands)
        else:
            program.renew(demands)
        worth = (space, dict(snapshot.rows("setting")))
        if len(self._worth) != 2 or self._worth[0] is not space or self._worth[1] != worth[1]:
            self.figures = figures(snapshot, space)
        costs = weighed(self.figures, wish.goals)
        if program is not self.program or not np.array_equal(costs, self.costs):
            self.costs = costs
            program.minimise(costs)
        self.program, self._ground, self._worth = program, ground, worth
        return program

    def _standing(self, snapshot: Snapshot, space: Space, wish: Wish) -> list[Demand]:
        """What holds without being asked, made anew only where something of it changed."""
        locks = dict(snapshot.locks)
        held = (
            dict(snapshot.limits),
            locks,
            dict(snapshot.conversions) if locks else {},
            wish.off,
            language(),
        )
        if self._kept is None or self._kept[0] is not space or self._kept[1] != held:
            self._kept = space, held, standing(snapshot, space, wish.off)
        return self._kept[2]


def inhabitants(snapshot: Snapshot) -> Vector | None:
    """Inhabitants per municipality; None where those of one are not known."""
    heads = [m.inhabitants for m in snapshot.region.municipalities]
    return np.array([float(count or 0) for count in heads]) if all(heads) else None


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and one[0] is other[0] and one[1:] == other[1:]


def _shape(demands: tuple[Demand, ...]) -> list[tuple[str, tuple[tuple[int, int, float], ...]]]:
    return [(demand.key, demand.cells) for demand in demands]
