"""Who pays when a slider moves: all in proportion, some in an order, one use, or another municipality.

Where land was exchanged before, that is taken back first: growing takes back from whoever got land from this
use, shrinking gives back to whoever paid. So sliding a use up and down and back leaves no trace. In a swap
another municipality does the opposite of each exchange, so that no use's regional total changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scenarios.landuse.apportion import shares
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair, convert
from scenarios.landuse.limits import Bound


@dataclass(frozen=True, slots=True)
class Payer:
    """Which uses pay: none named: all that may, in proportion; one; or several, in that order.

    `place`: the municipality that does the opposite (a swap), or "".
    """

    uses: tuple[str, ...] = ()
    place: str = ""


ALL = Payer()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One municipality while a slider moves: its m2 by use and its conversions, both changed in place.

    `still`: the uses that may not move, being locked.
    """

    name: str
    m2: dict[str, int]
    conversions: dict[Pair, int]
    bounds: Mapping[str, Bound]
    still: frozenset[str]

    def gives(self, use: str) -> int:
        """How much of a use may go."""
        return 0 if use in self.still else self.bounds[use].gives(self.m2[use])

    def takes(self, use: str) -> int:
        """How much of a use may come."""
        return 0 if use in self.still else self.bounds[use].takes(self.m2[use])

    def convert(self, source: str, target: str, m2: int) -> None:
        """Turn m2 of one use into another."""
        self.m2[source] -= m2
        self.m2[target] += m2
        convert(self.conversions, source, target, m2)


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """The slider of a use in the municipality `here`; `there`, if any, does the opposite."""

    use: str
    payer: Payer
    here: Row
    there: Row | None = None

    def move(self, wanted: int) -> int:
        """Move the use by up to `wanted` m2, below zero to shrink it; gives by how much it moved."""
        sign = 1 if wanted > 0 else -1
        amount = min(abs(wanted), self.room(sign))
        left = amount
        for group in self._groups(sign, back=True):
            caps = [self._came(other, sign) for other in group]
            left -= self._share(left, group, caps, caps, sign)
        for group in self._groups(sign, back=False):
            caps = [self.can(other, sign) for other in group]
            sizes = caps if sign > 0 else [max(self.here.m2[other], 0) for other in group]
            left -= self._share(left, group, sizes, caps, sign)
        return sign * (amount - left)

    def room(self, sign: int) -> int:
        """How far the use itself may move to a side, whoever pays."""
        here = self.here.takes(self.use) if sign > 0 else self.here.gives(self.use)
        if self.there is None:
            return here
        return min(here, self.there.gives(self.use) if sign > 0 else self.there.takes(self.use))

    def can(self, other: str, sign: int) -> int:
        """How much another use may pay (`sign` 1) or receive (-1)."""
        here = self.here.gives(other) if sign > 0 else self.here.takes(other)
        if self.there is None:
            return here
        return min(here, self.there.takes(other) if sign > 0 else self.there.gives(other))

    def may(self) -> list[str]:
        """The uses that the rule lets pay or receive, locked or not."""
        if self.payer.uses:
            return [use for use in self.payer.uses if use != self.use]
        return [code for code, use in USES.items() if use.payable and code != self.use]

    def _came(self, other: str, sign: int) -> int:
        """How much was exchanged with another use before and may be taken back."""
        pair = (self.use, other) if sign > 0 else (other, self.use)
        before = self.here.conversions.get(pair, 0)
        if self.there is not None:
            before = min(before, self.there.conversions.get((pair[1], pair[0]), 0))
        return min(before, self.can(other, sign))

    def _groups(self, sign: int, *, back: bool) -> list[list[str]]:
        """The uses that pay or receive together, one group after another; what came last goes back first."""
        if self.payer.uses:
            return [[other] for other in (reversed(self.may()) if back else self.may())]
        if back and sign < 0:
            return [[other for other in USES if other != self.use]]
        return [self.may()]

    def _share(
        self, wanted: int, group: Sequence[str], sizes: Sequence[int], caps: Sequence[int], sign: int
    ) -> int:
        amount = min(wanted, sum(caps))
        if amount <= 0:
            return 0
        for other, m2 in zip(group, filled(amount, sizes, caps), strict=True):
            if m2:
                source, target = (other, self.use) if sign > 0 else (self.use, other)
                self.here.convert(source, target, m2)
                if self.there is not None:
                    self.there.convert(target, source, m2)
        return amount


def filled(total: int, sizes: Sequence[int], caps: Sequence[int]) -> list[int]:
    """Whole parts of `total` in proportion to sizes, none above its cap; the caps hold `total` together."""
    parts = [0] * len(caps)
    open_ = [i for i, cap in enumerate(caps) if cap > 0]
    while total:
        weights = [sizes[i] for i in open_]
        given = shares(total, weights if any(weights) else [1] * len(open_))
        over = {i for i, part in zip(open_, given, strict=True) if part > caps[i]}
        if not over:
            for i, part in zip(open_, given, strict=True):
                parts[i] = part
            break
        for i in over:
            parts[i] = caps[i]
            total -= caps[i]
        open_ = [i for i in open_ if i not in over]
    return parts
