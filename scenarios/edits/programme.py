"""The programme of a variant: what each municipality is to have of each use, kept as conversions.

Every conversion takes whole square metres from one use and gives them to another, so a municipality's
programme adds up to its area whatever is done to it.
"""

from collections.abc import Collection, Mapping

from scenarios.edits.common import require_variant
from scenarios.errors import Refused
from scenarios.landuse.apportion import shares
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair
from scenarios.landuse.limits import bounds, locked, locked_in, said
from scenarios.landuse.programme import Slide, programme
from scenarios.landuse.resetting import Back
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Conversion, new_key
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

TOLERANCE_M2 = 50
"""How much a listed use may be off because it was typed with two decimals of a hectare."""


def set_slide(snapshot: Snapshot, municipality: str, slide: Slide, cause: str = "slider") -> list[Change]:
    """Store where a slider ended: all conversions of its municipality, and of the other one of a swap.

    Rows of pairs that are not in the slide, or zero in it, go. Raises Refused in the present.
    """
    require_variant(snapshot)
    both = {municipality: slide.conversions, **slide.also}
    return [change for code in both for change in _store(snapshot, code, both[code], cause)]


def set_conversions(
    snapshot: Snapshot, conversions: Mapping[str, Mapping[Pair, int]], cause: str = "proposal"
) -> list[Change]:
    """Plan these conversions from the present and no others: municipality code to (from, to) to whole m2.

    Raises Refused in the present.
    """
    require_variant(snapshot)
    codes = {row.municipality for row in snapshot.conversions.values()} | conversions.keys()
    return [
        change
        for code in sorted(codes)
        for change in _store(snapshot, code, conversions.get(code, {}), cause)
    ]


def set_programme(
    snapshot: Snapshot, targets: Mapping[str, Mapping[str, int]], strict: bool = False, cause: str = "typed"
) -> list[Change]:
    """Set the programme from a table: municipality code to use to whole m2; municipalities not listed stay.

    Uses not listed keep their present m2 (locked ones their programme). What is missing or over is paid by
    the unlocked unlisted uses in proportion to their present m2, never by water or infrastructure. Raises
    Refused where that cannot be, with the hectares short, or where a limit of one's own or a locked regional
    total would be crossed; `strict` demands every use of a municipality.
    """
    require_variant(snapshot)
    planned = programme(snapshot)
    present = balance(snapshot).present_m2
    totals = locked(snapshot).totals
    wanted: dict[str, dict[str, int]] = {}
    for code in sorted(targets):
        if code not in snapshot.region.index:
            raise Refused(
                tr("There is no municipality “{code}” in this region: use a code or name of it.", code=code)
            )
        listed = dict(targets[code])
        name = snapshot.region.municipalities[snapshot.region.index[code]].name
        _check_listed(name, listed, strict)
        still = locked_in(snapshot, code) | (totals - listed.keys())
        wanted[code] = _wanted(name, present[code], planned[code], listed, still)
        _check_limits(snapshot, code, name, planned[code], wanted[code])
    _check_totals(totals, planned, wanted)
    return [
        change
        for code, row in wanted.items()
        for change in _store(snapshot, code, _between(present[code], row), cause)
    ]


def _check_limits(
    snapshot: Snapshot, code: str, name: str, planned: Mapping[str, int], wanted: Mapping[str, int]
) -> None:
    """Raise Refused where a cell would cross a limit of one's own; a cell beyond one may come nearer."""
    for use, bound in bounds(snapshot, code, standing=False).items():
        by, m2 = (bound.high_by, bound.high) if wanted[use] > planned[use] else (bound.low_by, bound.low)
        if by is not None and min(m2, planned[use]) <= wanted[use] <= max(m2, planned[use]):
            continue
        if by is not None and wanted[use] != planned[use]:
            limit = said(use, name, by, m2, grows=wanted[use] > planned[use])
            raise Refused(
                tr(
                    "{limit}. The table makes it {area}: list something else, or change the limit.",
                    limit=limit,
                    area=hectares(wanted[use], 2),
                )
            )


def _check_totals(
    totals: Collection[str],
    planned: Mapping[str, Mapping[str, int]],
    wanted: Mapping[str, Mapping[str, int]],
) -> None:
    """Raise Refused where the sum of a use over the region is locked and would change."""
    for use in totals:
        more = sum(row[use] - planned[code][use] for code, row in wanted.items())
        if more:
            raise Refused(
                tr(
                    "The regional total of {use} is locked and the table makes it {area} {way}: list it in "
                    "another municipality as well.",
                    use=USES[use].name,
                    area=hectares(abs(more), 2),
                    way=tr("larger") if more > 0 else tr("smaller"),
                )
            )


def reset(snapshot: Snapshot, back: Back) -> list[Change]:
    """Store what is left after taking back what was planned. Raises Refused in the present."""
    require_variant(snapshot)
    return [
        change
        for code, conversions in back.conversions.items()
        for change in _store(snapshot, code, conversions, "slider")
    ]


def _store(
    snapshot: Snapshot, municipality: str, conversions: Mapping[Pair, int], cause: str
) -> list[Change]:
    left = _netted(conversions)
    changes: list[Change | None] = []
    own = sorted(
        (r for r in snapshot.conversions.values() if r.municipality == municipality), key=lambda r: r.key
    )
    for row in own:
        m2 = left.pop((row.from_use, row.to_use), 0)
        if m2 == 0:
            changes.append(delete(row))
        elif m2 != row.m2:
            changes.append(update(row, m2=m2, cause=cause))
    for (source, target), m2 in left.items():
        key = new_key()
        changes.append(
            insert(Conversion(key, key, snapshot.variant, municipality, source, target, m2, cause))
        )
    return updates(*changes)


def _netted(conversions: Mapping[Pair, int]) -> dict[Pair, int]:
    """One direction per pair of uses, zeros left out, in the order of land_uses.csv."""
    pairs = sorted(conversions, key=lambda pair: (USE_INDEX[pair[0]], USE_INDEX[pair[1]]))
    left: dict[Pair, int] = {}
    for source, target in pairs:
        m2 = conversions[source, target] - conversions.get((target, source), 0)
        if m2 > 0 and source != target:
            left[source, target] = m2
    return left


def _check_listed(name: str, listed: dict[str, int], strict: bool) -> None:
    for use, m2 in listed.items():
        if use not in USE_INDEX:
            raise Refused(
                tr(
                    "“{use}” in the programme of {municipality} is not a land use: choose one of {known}.",
                    use=use,
                    municipality=name,
                    known=", ".join(USES),
                )
            )
        if m2 < 0:
            raise Refused(
                tr(
                    "The programme of {municipality} has {area} for {use}: an area cannot be below zero.",
                    municipality=name,
                    area=hectares(m2),
                    use=use,
                )
            )
    missing = [use for use in USES if use not in listed]
    if strict and missing:
        raise Refused(
            tr(
                "The programme of {municipality} is not complete: {uses} is missing; list every land use.",
                municipality=name,
                uses=", ".join(missing),
            )
        )


def _wanted(
    name: str,
    present: Mapping[str, int],
    planned: Mapping[str, int],
    listed: dict[str, int],
    locked: frozenset[str],
) -> dict[str, int]:
    """The whole row of one municipality after the listed uses, in m2 that add up to its area."""
    for use in locked & listed.keys():
        if listed[use] != planned.get(use, 0):
            raise Refused(
                tr(
                    "{use} in {municipality} is locked: unlock it first, or leave it out.",
                    use=use,
                    municipality=name,
                )
            )
    wanted = {
        use: listed.get(use, planned.get(use, 0) if use in locked else present.get(use, 0)) for use in USES
    }
    over = sum(wanted.values()) - sum(present.values())
    payers = {u: wanted[u] for u in USES if USES[u].payable and u not in listed and u not in locked}
    if over > sum(payers.values()) or (over < 0 and not payers) or (over and not any(payers.values())):
        return _rounded_off(
            name, wanted, listed, locked, over - sum(payers.values()) if over > 0 else over, payers
        )
    if over:
        for use, m2 in zip(payers, shares(abs(over), list(payers.values())), strict=True):
            wanted[use] -= m2 if over > 0 else -m2
    return wanted


def _rounded_off(
    name: str,
    wanted: dict[str, int],
    listed: dict[str, int],
    locked: frozenset[str],
    short: int,
    payers: dict[str, int],
) -> dict[str, int]:
    """The row where nobody can pay: what rounding to hectares explains goes to the largest listed use."""
    free = [use for use in listed if use not in locked]
    if not free or abs(short) > TOLERANCE_M2 * len(listed):
        raise Refused(_short(name, short))
    largest = max(free, key=lambda use: (listed[use], -USE_INDEX[use]))
    after = {use: 0 if use in payers and short > 0 else m2 for use, m2 in wanted.items()}
    after[largest] -= short
    if after[largest] < 0:
        raise Refused(_short(name, short))
    return after


def _short(name: str, short: int) -> str:
    if short > 0:
        return tr(
            "The programme of {municipality} is {area} too large and no other use can give that: list less.",
            municipality=name,
            area=hectares(short, 2),
        )
    return tr(
        "The programme of {municipality} is {area} short and no other use can take that: list more.",
        municipality=name,
        area=hectares(-short, 2),
    )


def _between(present: Mapping[str, int], wanted: Mapping[str, int]) -> dict[Pair, int]:
    """Conversions from one row to the other: each loser gives to the gainers in proportion to their need."""
    needs = {use: wanted[use] - present.get(use, 0) for use in USES if wanted[use] > present.get(use, 0)}
    found: dict[Pair, int] = {}
    for source in USES:
        given = present.get(source, 0) - wanted[source]
        if given <= 0:
            continue
        for target, m2 in zip(list(needs), shares(given, list(needs.values())), strict=True):
            if m2:
                found[source, target] = m2
                needs[target] -= m2
    return found
