"""Amounts typed or pasted into cells of the programme: met exactly and all of them, or refused with a reason.

What listed cells of one municipality give and take they exchange among themselves first; only the rest is
paid by the rule that the sliders have, and never by another listed cell.
"""

from collections.abc import Mapping

from scenarios.edits.common import require_variant
from scenarios.edits.programme import set_programme, set_slide
from scenarios.errors import Refused
from scenarios.landuse.apportion import shares
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import all_conversions, conversions_in, convert
from scenarios.landuse.limits import bounds, locked, said
from scenarios.landuse.payers import ALL, Payer
from scenarios.landuse.programme import Slide, programme, slide
from scenarios.project.change import Change, delete, insert
from scenarios.project.model import Lock, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

Targets = Mapping[str, Mapping[str, int]]
"""Whole m2 by municipality code and use."""


def set_cells(snapshot: Snapshot, targets: Targets, payer: Payer = ALL, cause: str = "typed") -> list[Change]:
    """Give cells of the programme their m2; other cells pay or receive by a rule, as sliders have it.

    Locks, limits and the standing rules of conversions.csv hold, as they do for sliders. Raises Refused with
    one sentence, and nothing changed, where an amount is below zero, does not fit, is locked or limited, or
    where nobody can pay for it; and in the present.
    """
    require_variant(snapshot)
    index = snapshot.region.index
    planned = programme(snapshot)
    wanted = {
        code: {u: m2 for u, m2 in row.items() if m2 != planned[code][u]} for code, row in targets.items()
    }
    for code in sorted(targets, key=lambda code: index[code]):
        _check(snapshot, code, targets[code])
        _check_limits(snapshot, code, planned[code], wanted[code])
    totals = locked(snapshot).totals & {use for row in wanted.values() for use in row}
    # Sums over the region that are locked may be exchanged between listed cells: looked at when all is done.
    free = [delete(row) for row in snapshot.locks.values() if row.scope == "total" and row.use in totals]
    working = snapshot.with_changes(free)
    for code in sorted(wanted, key=lambda code: index[code]):
        if wanted[code]:
            working = _set_row(working, code, targets[code], targets, payer)
    _check_totals(snapshot, working, totals)
    before, after = all_conversions(snapshot), all_conversions(working)
    return [
        change
        for code in index
        if before.get(code, {}) != after.get(code, {})
        for change in set_slide(snapshot, code, Slide(dict(after.get(code, {})), 0, ""), cause)
    ]


def _set_row(
    working: Snapshot, code: str, listed: Mapping[str, int], targets: Targets, payer: Payer
) -> Snapshot:
    if set(listed) == set(USES):
        return working.with_changes(set_programme(working, {code: listed}))
    if not payer.place:
        working = _among_themselves(working, code, listed)
    for use, m2 in listed.items():
        if programme(working)[code][use] == m2:
            continue
        found = slide(
            _kept(working, code, use, targets), code, use, m2, _paid_by(payer, code, use), standing=True
        )
        if found.reached_m2 != m2:
            raise Refused(_stopped(working, code, use, m2, found))
        working = working.with_changes(set_slide(working, code, found))
    return working


def _paid_by(payer: Payer, code: str, use: str) -> Payer:
    """The rule, but nobody pays for itself: then all that may do."""
    uses = tuple(other for other in payer.uses if other != use)
    return Payer(uses, "" if payer.place == code else payer.place)


def _kept(working: Snapshot, code: str, use: str, targets: Targets) -> Snapshot:
    """The snapshot with every other listed cell locked, so that none pays for this one."""
    own = locked(working)
    locks = []
    for place, row in targets.items():
        for other in row:
            if (place, other) != (code, use) and (place, other) not in own.cells:
                key = new_key()
                locks.append(insert(Lock(key, key, working.variant, place, other)))
    return working.with_changes(locks) if locks else working


def _among_themselves(working: Snapshot, code: str, listed: Mapping[str, int]) -> Snapshot:
    """Listed cells of a municipality that shrink give to listed ones that grow, in proportion."""
    row, locks = programme(working)[code], locked(working)
    givers = {use: row[use] - m2 for use, m2 in listed.items() if m2 < row[use]}
    takers = {use: m2 - row[use] for use, m2 in listed.items() if m2 > row[use]}
    amount = min(sum(givers.values()), sum(takers.values()))
    if not amount:
        return working
    for use in (*givers, *takers):
        if locks.cell(code, use):
            raise Refused(
                tr(
                    "{use} in {municipality} is locked: unlock it first, or leave it out.",
                    use=USES[use].name,
                    municipality=_name(working, code),
                )
            )
    given = dict(zip(givers, shares(amount, list(givers.values())), strict=True))
    needs = dict(zip(takers, shares(amount, list(takers.values())), strict=True))
    conversions = conversions_in(working, code)
    for source, m2 in given.items():
        if not m2:
            continue
        for target, part in zip(list(needs), shares(m2, list(needs.values())), strict=True):
            convert(conversions, source, target, part)
            needs[target] -= part
    return working.with_changes(set_slide(working, code, Slide(conversions, 0, "")))


def _check(snapshot: Snapshot, code: str, listed: Mapping[str, int]) -> None:
    """Raise Refused for an amount that cannot be, whoever pays."""
    area = int(snapshot.region.area_m2[snapshot.region.index[code]])
    place = _name(snapshot, code)
    for use, m2 in listed.items():
        if m2 < 0:
            raise Refused(
                tr(
                    "{use} in {municipality} cannot be below zero: nothing was changed.",
                    use=USES[use].name,
                    municipality=place,
                )
            )
    largest = max(listed, key=lambda use: listed[use], default="")
    if largest and listed[largest] > area:
        raise Refused(
            tr(
                "{area} of {use} does not fit: {municipality} has {whole} in all. Nothing was changed.",
                area=hectares(listed[largest]),
                use=USES[largest].name,
                municipality=place,
                whole=hectares(area),
            )
        )
    if set(listed) != set(USES) and sum(listed.values()) > area:
        raise Refused(
            tr(
                "Together that is {area}, and {municipality} has {whole} in all. Nothing was changed.",
                area=hectares(sum(listed.values())),
                municipality=place,
                whole=hectares(area),
            )
        )


def _check_limits(snapshot: Snapshot, code: str, row: Mapping[str, int], wanted: Mapping[str, int]) -> None:
    """Raise Refused where a limit or a standing rule keeps a use from what it is to be."""
    limits, place = bounds(snapshot, code), _name(snapshot, code)
    for use, m2 in wanted.items():
        bound, grows = limits[use], m2 > row[use]
        if m2 > bound.high if grows else m2 < bound.low:
            by, limit = (bound.high_by, bound.high) if grows else (bound.low_by, bound.low)
            told = said(use, place, by, limit, grows=grows)
            raise Refused(
                tr("{limit}. Nothing was changed: set a limit of your own there first.", limit=told)
            )


def _check_totals(snapshot: Snapshot, working: Snapshot, totals: frozenset[str]) -> None:
    before, after = programme(snapshot), programme(working)
    for use in sorted(totals):
        more = sum(after[code][use] - before[code][use] for code in before)
        if more:
            raise Refused(
                tr(
                    "The regional total of {use} is locked and would become {area} {way}: change it in "
                    "another municipality as well, or unlock it.",
                    use=USES[use].name,
                    area=hectares(abs(more)),
                    way=tr("larger") if more > 0 else tr("smaller"),
                )
            )


def _stopped(snapshot: Snapshot, code: str, use: str, m2: int, found: Slide) -> str:
    grows = m2 > programme(snapshot)[code][use]
    values = {
        "use": USES[use].name,
        "municipality": _name(snapshot, code),
        "area": hectares(m2),
        "reached": hectares(found.reached_m2),
        "reason": found.stopped_by,
    }
    if grows:
        return tr("{use} in {municipality} cannot be {area}, at most {reached}: {reason}", **values)
    return tr("{use} in {municipality} cannot be {area}, at least {reached}: {reason}", **values)


def _name(snapshot: Snapshot, code: str) -> str:
    return snapshot.region.municipalities[snapshot.region.index[code]].name
