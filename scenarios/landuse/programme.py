"""The programme: what each municipality is to have of each use by the target year: present plus conversions.

Conversions take from one use and give to another, so every municipality adds up to its area by itself. The
year bar does not change the programme.

A slider makes one use of one municipality grow or shrink while others pay or receive. Where no one is named,
first whoever got land from this use gives it back; then all unlocked uses that may pay, in proportion to what
they have. Shrinking is the mirror: first whoever paid gets its land back. So sliding a use up and down and
back leaves no trace. Water and infrastructure never pay unless they are named.
"""

from dataclasses import dataclass

from scenarios.landuse.apportion import shares
from scenarios.landuse.balance import Posting, balance, present_m2
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair, conversions_in, convert
from scenarios.landuse.limits import locked_in
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def programme(snapshot: Snapshot) -> dict[str, dict[str, int]]:
    """The programme per municipality code and use, whole m2.

    A figure is below zero where the present was corrected or replaced after the conversion was planned.
    """
    planned = present_m2(snapshot).copy()
    index = snapshot.region.index
    for row in snapshot.conversions.values():
        if row.municipality in index:
            planned[index[row.municipality], USE_INDEX[row.from_use]] -= row.m2
            planned[index[row.municipality], USE_INDEX[row.to_use]] += row.m2
    return {code: dict(zip(USES, planned[i].tolist(), strict=True)) for code, i in index.items()}


def programme_ledger(snapshot: Snapshot) -> tuple[Posting, ...]:
    """The conversions as postings, by municipality, from-use and to-use."""
    index = snapshot.region.index
    rows = sorted(
        (row for row in snapshot.conversions.values() if row.municipality in index),
        key=lambda row: (index[row.municipality], USE_INDEX[row.from_use], USE_INDEX[row.to_use], row.key),
    )
    return tuple(Posting(row.municipality, row.from_use, row.to_use, row.m2, row.cause) for row in rows)


def gap(snapshot: Snapshot) -> dict[str, dict[str, int]]:
    """Programme minus drawn per municipality and use, whole m2: above zero is planned and not drawn yet."""
    now = balance(snapshot).now_m2
    return {
        code: {use: m2 - now[code][use] for use, m2 in row.items()}
        for code, row in programme(snapshot).items()
    }


@dataclass(frozen=True, slots=True, eq=False)
class Slide:
    """Where a slider ends: all conversions of its municipality, the use's m2, and what stopped it or ""."""

    conversions: dict[Pair, int]
    reached_m2: int
    stopped_by: str


def slide(
    snapshot: Snapshot, municipality: str, use: str, target_m2: float, payer: str | None = None
) -> Slide:
    """Bring a use of a municipality to a target in m2, as near as zero and locks allow.

    `payer` None: all unlocked payable uses pay or receive in proportion; else the one use named. The
    municipality's total does not change. An unknown code, or a payer that is the use itself, is a ValueError.
    """
    if municipality not in snapshot.region.index or use not in USES or payer == use:
        raise ValueError(f"no slider for {use} in {municipality} paid by {payer}")
    row = dict(programme(snapshot)[municipality])
    conversions = conversions_in(snapshot, municipality)
    wanted = round(target_m2) - row[use]
    locked = locked_in(snapshot, municipality)
    if not wanted:
        return Slide(conversions, row[use], "")
    if use in locked:
        return Slide(conversions, row[use], tr("{use} is locked.", use=USES[use].name))
    if payer in locked:
        return Slide(conversions, row[use], tr("{use} is locked.", use=USES[str(payer)].name))
    table = _Table(use, row, conversions, locked, payer)
    moved = table.grow(wanted) if wanted > 0 else -table.shrink(-wanted)
    stopped = "" if moved == wanted else _reason(table, wanted)
    return Slide(conversions, row[use], stopped)


@dataclass(frozen=True, slots=True)
class _Table:
    """The row and the conversions of one municipality while a slider moves; both are changed in place."""

    use: str
    row: dict[str, int]
    conversions: dict[Pair, int]
    locked: frozenset[str]
    payer: str | None

    @property
    def open(self) -> list[str]:
        """The uses that may pay or receive, in the order of land_uses.csv."""
        if self.payer is not None:
            return [self.payer]
        return [u for u, row in USES.items() if row.payable and u != self.use and u not in self.locked]

    def grow(self, wanted: int) -> int:
        """Take up to `wanted` m2 for the use; gives what was taken."""
        back = {u: min(self.conversions.get((self.use, u), 0), max(self.row[u], 0)) for u in self.open}
        moved = self._split(wanted, back, 1)
        return moved + self._split(wanted - moved, {u: max(self.row[u], 0) for u in self.open}, 1)

    def shrink(self, wanted: int) -> int:
        """Give away up to `wanted` m2 of the use; gives what was given."""
        wanted = min(wanted, max(self.row[self.use], 0))
        others = self.open if self.payer is not None else [u for u in USES if u not in self.locked]
        back = {u: self.conversions.get((u, self.use), 0) for u in others if u != self.use}
        moved = self._split(wanted, back, -1)
        left = wanted - moved
        sizes = {u: max(self.row[u], 0) for u in self.open}
        if left and sizes:
            weights = sizes if any(sizes.values()) else dict.fromkeys(sizes, 1)
            self._move(dict(zip(weights, shares(left, list(weights.values())), strict=True)), -1)
            moved += left
        return moved

    def _split(self, wanted: int, limits: dict[str, int], sign: int) -> int:
        """Move as much of `wanted` as the limits allow, in proportion to them."""
        amount = min(wanted, sum(limits.values()))
        if amount:
            self._move(dict(zip(limits, shares(amount, list(limits.values())), strict=True)), sign)
        return amount

    def _move(self, amounts: dict[str, int], sign: int) -> None:
        for other, m2 in amounts.items():
            self.row[other] -= sign * m2
            self.row[self.use] += sign * m2
            source, target = (other, self.use) if sign > 0 else (self.use, other)
            convert(self.conversions, source, target, m2)


def _reason(table: _Table, wanted: int) -> str:
    if wanted < 0:
        if table.row[table.use] <= 0:
            return tr("{use} cannot go below zero.", use=USES[table.use].name)
        return tr("All other uses are locked: nothing can take this land.")
    if table.payer is not None:
        return tr("{use} has no land left to give.", use=USES[table.payer].name)
    locked = [USES[u].name for u in USES if u in table.locked and USES[u].payable and table.row[u] > 0]
    if locked:
        return tr("Everything that may pay is used up; locked: {uses}.", uses=", ".join(locked))
    return tr("Everything that may pay is used up; water and infrastructure pay only when they are named.")
