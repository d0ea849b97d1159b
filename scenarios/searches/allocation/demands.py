"""What a proposal has to keep to, each demand under a name, so that a clash can be told in words."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scenarios.searches.allocation.space import Space, weights

FREE = float("inf")


@dataclass(frozen=True, slots=True)
class Demand:
    """A sum over final hectares, by cell (municipality, use, weight), that lies between `low` and `high`.

    `key` names it for programs, `text` for people, `unit` is what the sum counts: "ha", "dwellings" ...
    `price` is what one unit of leniency weighs beside one of another demand.
    """

    key: str
    text: str
    cells: tuple[tuple[int, int, float], ...]
    low: float = -FREE
    high: float = FREE
    unit: str = "ha"
    price: float = 1.0

    def shifted(self, by: float) -> "Demand":
        """The same demand with what it asks moved up by so many units."""
        return replace(self, low=self.low + by, high=self.high + by)


def cell(key: str, text: str, municipality: int, use: int, low: float = -FREE, high: float = FREE) -> Demand:
    """A demand on one use of one municipality, ha."""
    return Demand(key, text, ((municipality, use, 1.0),), low, high)


def total(space: Space, key: str, text: str, use: int, low: float = -FREE, high: float = FREE) -> Demand:
    """A demand on one use in the whole region, ha."""
    return Demand(key, text, tuple((m, use, 1.0) for m in range(len(space.codes))), low, high)


def value(space: Space, demand: Demand, final: NDArray[np.float64]) -> float:
    """What the demand's sum is, in its unit, for final hectares (n, k)."""
    return float((weights(space, demand.cells) * final).sum())
