"""What the programme may choose: hectares per municipality from one use to another, a column for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

M2 = 10_000
"""Square metres in a hectare: the programme reckons in hectares, the land in whole square metres."""


@dataclass(frozen=True, eq=False)
class Space:
    """Municipalities (n) and uses (k) by their codes; `present_m2` (n, k) whole m2; `allowed` (k, k): from,
    to.

    Columns are all allowed conversions of all municipalities, by municipality, then from, then to.
    """

    codes: tuple[str, ...]
    uses: tuple[str, ...]
    present_m2: NDArray[np.int64]
    allowed: NDArray[np.bool_]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of municipalities and of uses."""
        return len(self.codes), len(self.uses)

    @cached_property
    def present(self) -> NDArray[np.float64]:
        """The present hectares (n, k)."""
        return self.present_m2 / M2

    @cached_property
    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Municipality, from-use and to-use of each column."""
        n, k = self.shape
        allowed = self.allowed & ~np.eye(k, dtype=bool)
        source, target = np.nonzero(allowed)
        municipality = np.repeat(np.arange(n), len(source))
        return municipality, np.tile(source, n), np.tile(target, n)

    @cached_property
    def most(self) -> NDArray[np.float64]:
        """The most each column can take, ha: what there is of its from-use."""
        municipality, source, _ = self.columns
        return np.maximum(self.present[municipality, source], 0.0)

    def final(self, converted: NDArray[np.float64]) -> NDArray[np.float64]:
        """The hectares (n, k) after conversions, one figure per column."""
        municipality, source, target = self.columns
        after = self.present.copy()
        np.add.at(after, (municipality, target), converted)
        np.subtract.at(after, (municipality, source), converted)
        return after

    def per_column(self, per_hectare: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a hectare in each column changes of a sum over final hectares with these weights (n, k)."""
        municipality, source, target = self.columns
        return per_hectare[municipality, target] - per_hectare[municipality, source]


def weights(space: Space, cells: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """Cells (municipality, use, weight) as a table (n, k)."""
    table = np.zeros(space.shape)
    for municipality, use, weight in cells:
        table[municipality, use] += weight
    return table
