"""What stops a slider, in one sentence: a lock, a limit with its reason, or that nothing is left."""

from collections.abc import Collection

from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import reason_of, said
from scenarios.landuse.payers import Exchange, Row
from scenarios.wording import tr


def why_stopped(exchange: Exchange, wanted: int, totals: Collection[str]) -> str:
    """Why an exchange that was moved cannot go on towards `wanted`; `totals`: uses locked for the region."""
    sign = 1 if wanted > 0 else -1
    if exchange.room(sign) == 0:
        return _itself(exchange, sign, totals)
    others = exchange.may()
    if len(exchange.payer.uses) == 1 and others:
        return _one(exchange, others[0], sign, totals)
    return _all(exchange, others, sign, totals if exchange.there is None else ())


def _itself(exchange: Exchange, sign: int, totals: Collection[str]) -> str:
    """What keeps the slid use: in its own municipality, or in the other one of a swap."""
    use, here, there = exchange.use, exchange.here, exchange.there
    if use in here.still:
        return _locked(use, totals, swaps=there is not None)
    if sign > 0 and here.takes(use) == 0:
        return _sentence(here, use, grows=True)
    if sign < 0 and here.gives(use) == 0:
        if here.bounds[use].low_by is None:
            return tr("{use} cannot go below zero.", use=USES[use].name)
        return _sentence(here, use, grows=False)
    return _there(there or here, use, grows=sign < 0)


def _there(row: Row, use: str, *, grows: bool) -> str:
    if use in row.still:
        return tr("{use} is locked in {municipality}.", use=USES[use].name, municipality=row.name)
    return _sentence(row, use, grows=grows)


def _locked(use: str, totals: Collection[str], *, swaps: bool) -> str:
    if use in totals and not swaps:
        return tr(
            "The regional total of {use} is locked: only a swap with another municipality can move it.",
            use=USES[use].name,
        )
    return tr("{use} is locked.", use=USES[use].name)


def _sentence(row: Row, use: str, *, grows: bool) -> str:
    bound = row.bounds[use]
    by, m2 = (bound.high_by, bound.high) if grows else (bound.low_by, bound.low)
    return said(use, row.name, by, m2, grows=grows) + "."


def _one(exchange: Exchange, other: str, sign: int, totals: Collection[str]) -> str:
    """What keeps the one use that was named."""
    here, there = exchange.here, exchange.there
    if other in here.still:
        return _locked(other, totals, swaps=there is not None)
    if sign > 0 and here.gives(other) == 0:
        if here.bounds[other].low_by is None:
            return tr("{use} has no land left to give.", use=USES[other].name)
        return _sentence(here, other, grows=False)
    if sign < 0 and here.takes(other) == 0:
        return _sentence(here, other, grows=True)
    return _there(there or here, other, grows=sign > 0)


def _all(exchange: Exchange, others: list[str], sign: int, totals: Collection[str]) -> str:
    """What keeps the uses that pay or receive together."""
    locks, kept = _held(exchange, others, sign, totals)
    if sign > 0:
        return _nobody_pays(exchange, locks, kept)
    if locks or kept:
        if kept:
            return tr("Nothing else can take this land: {kept}.", kept=", ".join(kept))
        if not exchange.payer.uses:
            return tr("All other uses are locked: nothing can take this land.")
        return tr("Nothing can take this land; locked: {uses}.", uses=", ".join(locks))
    return tr(
        "{municipality} has nothing to give in return.", municipality=(exchange.there or exchange.here).name
    )


def _nobody_pays(exchange: Exchange, locks: list[str], kept: list[str]) -> str:
    values = {"uses": ", ".join(locks), "kept": ", ".join(kept)}
    if locks and kept:
        return tr("Everything that may pay is used up; locked: {uses}; kept: {kept}.", **values)
    if locks:
        return tr("Everything that may pay is used up; locked: {uses}.", **values)
    if kept:
        return tr("Everything that may pay is used up; kept: {kept}.", **values)
    if exchange.payer.uses:
        return tr("Everything in the order is used up.")
    return tr("Everything that may pay is used up; water and infrastructure pay only when they are named.")


def _held(
    exchange: Exchange, others: list[str], sign: int, totals: Collection[str]
) -> tuple[list[str], list[str]]:
    """In words the uses that are locked, and those that a limit keeps; not those with nothing left."""
    locks: list[str] = []
    kept: list[str] = []
    for use in others:
        for row, pays in ((exchange.here, sign > 0), (exchange.there, sign < 0)):
            if row is None or (pays and row.m2[use] <= 0):
                continue
            name = USES[use].name if row is exchange.here else f"{USES[use].name}, {row.name}"
            bound = row.bounds[use]
            by = bound.low_by if pays else bound.high_by
            if use in row.still:
                locks.append(tr("{use} (regional total)", use=name) if use in totals else name)
                break
            if by is not None and (row.gives(use) if pays else row.takes(use)) == 0:
                kept.append(f"{name} ({reason_of(by)})" if reason_of(by) else name)
                break
    return locks, kept
