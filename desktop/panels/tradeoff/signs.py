"""What may not move and why, as the table shows it: locks of every scope, limits with their reason. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.landuse.limits import UNBOUNDED, Locked, bounds, locked, rules, said
from scenarios.project.model import Limit
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

AT_LEAST, AT_MOST, FIXED, BOTH = "\u2265", "\u2264", "=", "\u2195"

_NONE = Locked(frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit on a cell: its sign, its sentences, and the m2 it lies between."""

    sign: str
    told: tuple[str, ...]
    low: int = 0
    high: int = UNBOUNDED

    def broken(self, m2: int) -> bool:
        """Whether a cell is beyond it."""
        return not self.low <= m2 <= self.high


@dataclass(frozen=True)
class Signs:
    """`locked`: all locks; `limits`: limits of one's own by municipality and use; `rules`: what holds for a
    use everywhere, by use."""

    locked: Locked = _NONE
    limits: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def locks(self, code: str, use: str) -> str:
        """The scope of the lock that keeps a cell ("row", "column" or "cell"); of the region's sum of a use
        where `code` is empty: "total"; "" where none does."""
        if not code:
            return "total" if use in self.locked.totals else ""
        return self.locked.scope(code, use)


def signs(snapshot: Snapshot) -> Signs:
    """The locks and limits of a variant."""
    return Signs(locked(snapshot), _limits(snapshot), _rules())


def _limits(snapshot: Snapshot) -> dict[tuple[str, str], Mark]:
    found: dict[tuple[str, str], Mark] = {}
    uses = {row.use for row in snapshot.limits.values()} & set(USES)
    if not uses:
        return found
    for place in snapshot.region.municipalities:
        held = bounds(snapshot, place.code, standing=False)
        for use in uses:
            bound = held[use]
            low = bound.low if isinstance(bound.low_by, Limit) else None
            high = bound.high if isinstance(bound.high_by, Limit) else None
            told = []
            if low is not None:
                told.append(said(use, place.name, bound.low_by, low, grows=False) + ".")
            if high is not None and bound.high_by is not bound.low_by:
                told.append(said(use, place.name, bound.high_by, high, grows=True) + ".")
            if told or high is not None:
                found[place.code, use] = Mark(
                    _sign(low, high), tuple(told), bound.low, UNBOUNDED if high is None else high
                )
    return found


def _sign(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return FIXED if low == high else BOTH
    return AT_MOST if low is None else AT_LEAST


def _rules() -> dict[str, tuple[str, ...]]:
    """What the standing rules say of each use that has one."""
    found: dict[str, tuple[str, ...]] = {}
    for use, rule in rules().items():
        told, reason = [], rule.reason.rstrip(".")
        if rule.keeps:
            told.append(tr("Sliders and proposals never let it shrink: {reason}.", reason=reason))
        if not rule.takes:
            told.append(tr("Sliders and proposals never let it grow: {reason}.", reason=reason))
        if told:
            found[use] = tuple(told)
    return found
