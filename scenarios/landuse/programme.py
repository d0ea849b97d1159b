"""The programme: what each municipality is to have of each use by the target year: present plus conversions.

Conversions take from one use and give to another, so every municipality adds up to its area by itself. The
year bar does not change the programme. A slider makes one use of one municipality grow or shrink while others
pay or receive, by a rule of `payers`, as far as the locks and limits of `limits` let it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.landuse.balance import Posting, balance, present_m2
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair, all_conversions
from scenarios.landuse.limits import bounds, locked, locked_in
from scenarios.landuse.payers import ALL, Exchange, Payer, Row
from scenarios.landuse.stops import why_stopped
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot


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
    """Where a slider ends: all conversions of its municipality, the use's m2, and what stopped it or "".

    `also`: all conversions of the other municipality of a swap, by its code.
    """

    conversions: dict[Pair, int]
    reached_m2: int
    stopped_by: str
    also: Mapping[str, dict[Pair, int]] = field(default_factory=dict)


def slide(
    snapshot: Snapshot,
    municipality: str,
    use: str,
    target_m2: float,
    payer: Payer | str | None = None,
    *,
    standing: bool = False,
) -> Slide:
    """Bring a use of a municipality to a target in m2, as near as locks and limits allow.

    `payer`: a rule, the one use that pays, or None for all that may in proportion. `standing`: the rules of
    conversions.csv hold too. No municipality's total changes, nor in a swap any use's regional total. An
    unknown code, or a payer that is the use or the municipality itself, is a ValueError.
    """
    rule = payer if isinstance(payer, Payer) else Payer((payer,)) if payer else ALL
    index = snapshot.region.index
    if municipality not in index or use not in USES or rule.uses == (use,) or set(rule.uses) - USES.keys():
        raise ValueError(f"no slider for {use} in {municipality} paid by {payer}")
    if rule.place and (rule.place not in index or rule.place == municipality):
        raise ValueError(f"{municipality} cannot swap with {rule.place}")
    swaps = bool(rule.place)
    here = _row(snapshot, municipality, standing=standing, swaps=swaps)
    there = _row(snapshot, rule.place, standing=standing, swaps=swaps) if swaps else None
    wanted = round(target_m2) - here.m2[use]
    exchange = Exchange(use, rule, here, there)
    moved = exchange.move(wanted) if wanted else 0
    stopped = "" if moved == wanted else why_stopped(exchange, wanted, locked(snapshot).totals)
    return Slide(here.conversions, here.m2[use], stopped, {rule.place: there.conversions} if there else {})


def _row(snapshot: Snapshot, municipality: str, *, standing: bool, swaps: bool) -> Row:
    """A municipality as a slider finds it; uses whose regional total is locked only move in a swap."""
    planned = snapshot.once("programme", lambda: programme(snapshot))
    still = locked_in(snapshot, municipality)
    return Row(
        snapshot.region.municipalities[snapshot.region.index[municipality]].name,
        dict(planned[municipality]),
        dict(all_conversions(snapshot).get(municipality, {})),
        bounds(snapshot, municipality, standing=standing),
        still if swaps else still | locked(snapshot).totals,
    )
