"""What sliders may not do, and why: locks of every scope, one's own limits, and the rules that always hold.

A limit is an interval per cell of the programme. A limit of one's own goes before the standing rule, and one
for a municipality before one for each of them; so a standing rule is lifted where someone writes down why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from scenarios import resource
from scenarios.landuse.balance import present_m2
from scenarios.landuse.catalogue import USES
from scenarios.project.model import Limit, Lock
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, language, tr

UNBOUNDED = 1 << 62
"""More m2 than there are: no limit upwards."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for a use everywhere: whether other land may become it, and whether it may not shrink."""

    takes: bool
    keeps: bool
    reason_nl: str
    reason_en: str

    @property
    def reason(self) -> str:
        """Why, in the language in force."""
        return self.reason_nl if language() == "nl" else self.reason_en


@cache
def rules() -> Mapping[str, Rule]:
    """The standing rules by use, of resources/conversions.csv."""
    return {
        row["use"]: Rule(row["takes"] == "1", row["keeps"] == "1", row["reason_nl"], row["reason_en"])
        for row in resource.table("conversions.csv")
    }


@dataclass(frozen=True, slots=True)
class Locked:
    """What is locked: cells (municipality, use), whole rows, whole columns, and sums over the region."""

    cells: frozenset[tuple[str, str]]
    rows: frozenset[str]
    columns: frozenset[str]
    totals: frozenset[str]

    def cell(self, municipality: str, use: str) -> bool:
        """Whether a cell may not move, by itself, by its row or by its column."""
        return municipality in self.rows or use in self.columns or (municipality, use) in self.cells

    def scope(self, municipality: str, use: str) -> str:
        """The widest lock that keeps a cell: "row", "column" or "cell", or "" where none does."""
        if municipality in self.rows:
            return "row"
        if use in self.columns:
            return "column"
        return "cell" if (municipality, use) in self.cells else ""


def locked(snapshot: Snapshot) -> Locked:
    """All locks of a variant by scope."""

    def make() -> Locked:
        found: dict[str, list[Lock]] = {}
        for row in snapshot.locks.values():
            found.setdefault(row.scope, []).append(row)
        return Locked(
            frozenset((row.municipality, row.use) for row in found.get("cell", ())),
            frozenset(row.municipality for row in found.get("row", ())),
            frozenset(row.use for row in found.get("column", ())),
            frozenset(row.use for row in found.get("total", ())),
        )

    return snapshot.once("locked", make)


def locked_in(snapshot: Snapshot, municipality: str) -> frozenset[str]:
    """The uses whose cell in a municipality may not move."""
    locks = locked(snapshot)
    return frozenset(use for use in USES if locks.cell(municipality, use))


By: TypeAlias = Limit | Rule | None
"""What sets a bound: a limit of one's own, a standing rule, or (None) that there is no less than nothing."""


@dataclass(frozen=True, slots=True)
class Bound:
    """How little and how much of a use a municipality may have, whole m2, and what says so."""

    low: int = 0
    high: int = UNBOUNDED
    low_by: By = None
    high_by: By = None

    def gives(self, m2: int) -> int:
        """How much a cell that has `m2` may give; nothing where it is at or beyond its limit."""
        return max(0, m2 - self.low)

    def takes(self, m2: int) -> int:
        """How much a cell that has `m2` may take."""
        return max(0, self.high - m2)


FREE = Bound()


def bounds(snapshot: Snapshot, municipality: str, *, standing: bool = True) -> Mapping[str, Bound]:
    """The limits in a municipality by use; without `standing` only those of one's own.

    An unknown municipality is a KeyError.
    """
    return snapshot.once(
        f"bounds {municipality} {standing}", lambda: _bounds(snapshot, municipality, standing)
    )


def _bounds(snapshot: Snapshot, municipality: str, standing: bool) -> dict[str, Bound]:
    place = snapshot.region.index[municipality]
    present = dict(zip(USES, present_m2(snapshot)[place].tolist(), strict=True))
    by_use = _limits_by_use(snapshot)
    return {
        use: _bound(by_use.get(use, ()), municipality, present[use], rules().get(use) if standing else None)
        for use in USES
    }


def _limits_by_use(snapshot: Snapshot) -> Mapping[str, tuple[Limit, ...]]:
    def make() -> dict[str, tuple[Limit, ...]]:
        found: dict[str, tuple[Limit, ...]] = {}
        for row in sorted(snapshot.limits.values(), key=lambda row: row.key):
            found[row.use] = (*found.get(row.use, ()), row)
        return found

    return snapshot.once("limits by use", make)


def _bound(limits: tuple[Limit, ...], municipality: str, present: int, rule: Rule | None) -> Bound:
    low, low_by = 0, None
    high, high_by = UNBOUNDED, None
    if rule is not None and rule.keeps:
        low, low_by = present, rule
    if rule is not None and not rule.takes:
        high, high_by = present, rule
    for own in ("", municipality):
        here = [row for row in limits if row.municipality == own]
        least = [row for row in here if row.kind in ("at_least", "fixed")]
        most = [row for row in here if row.kind in ("at_most", "fixed")]
        if least:
            low_by = max(least, key=lambda row: amount(row, present))
            low = amount(low_by, present)
        if most:
            high_by = min(most, key=lambda row: amount(row, present))
            high = amount(high_by, present)
    return Bound(low, high, low_by, high_by)


def amount(limit: Limit, present_m2: int) -> int:
    """The m2 of a limit: its own, else what there is at present."""
    return present_m2 if limit.m2 is None else limit.m2


def said(use: str, place: str, by: By, m2: int, *, grows: bool) -> str:
    """What a bound says, in one sentence without a full stop: of a use in a place, upwards or downwards."""
    name = USES[use].name
    if by is None:
        return tr("{use} in {municipality} has no land left to give", use=name, municipality=place)
    if isinstance(by, Rule):
        if grows:
            return tr(
                "{use} in {municipality} may not grow: {reason}",
                use=name,
                municipality=place,
                reason=by.reason,
            )
        return tr(
            "{use} in {municipality} may not shrink: {reason}",
            use=name,
            municipality=place,
            reason=by.reason,
        )
    values = {"use": name, "municipality": place, "area": hectares(m2, 2)}
    if by.kind == "fixed":
        sentence = tr("{use} in {municipality} is fixed at {area}", **values)
    elif grows:
        sentence = tr("{use} in {municipality} is at most {area}", **values)
    else:
        sentence = tr("{use} in {municipality} is at least {area}", **values)
    return f"{sentence}: {by.reason}" if by.reason else sentence


def reason_of(by: By) -> str:
    """Why a bound is there, in a few words; empty where nobody said."""
    return by.reason if by is not None else ""
