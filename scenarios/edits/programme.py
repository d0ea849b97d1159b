"""The programme of a variant: what each municipality is to have of each use, kept as conversions.

Every conversion takes whole square metres from one use and gives them to another, so a municipality's
programme adds up to its area whatever is done to it.
"""

from collections.abc import Mapping

from scenarios.edits.common import require_variant
from scenarios.errors import Refused
from scenarios.landuse.apportion import shares
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair
from scenarios.landuse.limits import locked_in
from scenarios.landuse.programme import Slide, programme
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Conversion, Lock, new_key
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

TOLERANCE_M2 = 50
"""How much a listed use may be off because it was typed with two decimals of a hectare."""


def set_slide(snapshot: Snapshot, municipality: str, slide: Slide, cause: str = "slider") -> list[Change]:
    """Store where a slider ended: all conversions of one municipality, in whole m2 from use to use.

    Rows of pairs that are not in the slide, or zero in it, go. Raises Refused in the present.
    """
    require_variant(snapshot)
    return _store(snapshot, municipality, slide.conversions, cause)


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
    Refused where that cannot be, with the hectares short; `strict` demands every use of a municipality.
    """
    require_variant(snapshot)
    planned = programme(snapshot)
    present = balance(snapshot).present_m2
    changes = []
    for code in sorted(targets):
        if code not in snapshot.region.index:
            raise Refused(
                tr("There is no municipality “{code}” in this region: use a code or name of it.", code=code)
            )
        listed = dict(targets[code])
        name = snapshot.region.municipalities[snapshot.region.index[code]].name
        _check_listed(name, listed, strict)
        locked = locked_in(snapshot, code)
        wanted = _wanted(name, present[code], planned[code], listed, locked)
        changes += _store(snapshot, code, _between(present[code], wanted), cause)
    return changes


def lock(snapshot: Snapshot, municipality: str, use: str) -> list[Change]:
    """Keep a cell of the programme from being moved by sliders; nothing where it is locked already."""
    require_variant(snapshot)
    if _locks(snapshot, municipality, use):
        return []
    key = new_key()
    return [insert(Lock(key, key, snapshot.variant, municipality, use))]


def unlock(snapshot: Snapshot, municipality: str, use: str) -> list[Change]:
    """Let sliders move a cell of the programme again."""
    return [delete(row) for row in _locks(snapshot, municipality, use)]


def _locks(snapshot: Snapshot, municipality: str, use: str) -> list[Lock]:
    return [row for row in snapshot.locks.values() if (row.municipality, row.use) == (municipality, use)]


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
