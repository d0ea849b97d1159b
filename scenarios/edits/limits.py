"""What sliders have to keep to: locks on a cell, row, column or regional total, and limits with a reason."""

from scenarios.edits.common import require_variant, row_of
from scenarios.edits.values import NOTE_LENGTH
from scenarios.errors import Refused
from scenarios.landuse.balance import present_m2
from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import amount
from scenarios.project.change import Change, delete, insert, update, updates
from scenarios.project.model import Limit, Lock, new_key
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

SCOPES = ("cell", "row", "column", "total")
_SIDES = {"at_least": {"low"}, "at_most": {"high"}, "fixed": {"low", "high"}}


def lock(snapshot: Snapshot, municipality: str, use: str, scope: str = "cell") -> list[Change]:
    """Keep a cell, all of its row or column, or its use's sum over the region from being moved by sliders.

    Nothing where that is locked already. An unknown scope is a ValueError; raises Refused in the present.
    """
    require_variant(snapshot)
    if _locks(snapshot, municipality, use, scope):
        return []
    key = new_key()
    return [insert(Lock(key, key, snapshot.variant, *_place(municipality, use, scope), scope))]


def unlock(snapshot: Snapshot, municipality: str, use: str, scope: str = "cell") -> list[Change]:
    """Let sliders move what a lock of this scope kept; a cell may still be locked with its row or column."""
    return [delete(row) for row in _locks(snapshot, municipality, use, scope)]


def _locks(snapshot: Snapshot, municipality: str, use: str, scope: str) -> list[Lock]:
    place = (*_place(municipality, use, scope), scope)
    return [row for row in snapshot.locks.values() if (row.municipality, row.use, row.scope) == place]


def _place(municipality: str, use: str, scope: str) -> tuple[str, str]:
    """What of a cell a lock of a scope names."""
    if scope not in SCOPES:
        raise ValueError(f"{scope} is not a kind of lock")
    return municipality if scope in ("cell", "row") else "", use if scope != "row" else ""


def set_limit(
    snapshot: Snapshot, municipality: str, use: str, kind: str, m2: float | None = None, reason: str = ""
) -> list[Change]:
    """Limit a use in a municipality, or (municipality "") in each: "at_least", "at_most" or "fixed".

    `m2` None is what there is at present. A limit on the same side of the same cell is replaced. Raises
    Refused for an unknown name, an area that cannot be, or a clash with the limit on the other side.
    """
    require_variant(snapshot)
    _check_cell(snapshot, municipality, use)
    if kind not in _SIDES:
        raise ValueError(f"{kind} is not a kind of limit")
    whole = None if m2 is None else _checked_m2(snapshot, municipality, use, kind, m2)
    reason = reason.strip()
    if len(reason) > NOTE_LENGTH:
        raise Refused(
            tr(
                "The reason has {count} characters: use at most {limit}.",
                count=number(len(reason)),
                limit=number(NOTE_LENGTH),
            )
        )
    own = [row for row in snapshot.limits.values() if (row.municipality, row.use) == (municipality, use)]
    replaced = [row for row in sorted(own, key=lambda row: row.key) if _SIDES[row.kind] & _SIDES[kind]]
    _check_other_side(snapshot, municipality, kind, whole, [row for row in own if row not in replaced])
    same = next((row for row in replaced if row.kind == kind), None)
    removed = [delete(row) for row in replaced if row is not same]
    if same is not None:
        return [*removed, *updates(update(same, m2=whole, reason=reason))]
    key = new_key()
    return [*removed, insert(Limit(key, key, snapshot.variant, municipality, use, kind, whole, reason))]


def remove_limit(snapshot: Snapshot, key: int) -> list[Change]:
    """Take a limit away; raises Refused where it is gone."""
    return [delete(row_of(snapshot, "land_limit", key))]


def _check_cell(snapshot: Snapshot, municipality: str, use: str) -> None:
    if municipality and municipality not in snapshot.region.index:
        raise Refused(
            tr(
                "There is no municipality “{code}” in this region: use a code or name of it.",
                code=municipality,
            )
        )
    if use not in USES:
        raise Refused(tr("“{use}” is not a land use: choose one of {known}.", use=use, known=", ".join(USES)))


def _checked_m2(snapshot: Snapshot, municipality: str, use: str, kind: str, m2: float) -> int:
    if not -1e15 < m2 < 1e15 or m2 < 0:
        raise Refused(tr("A limit cannot be below zero."))
    whole = round(m2)
    area = snapshot.region.area_m2[snapshot.region.index[municipality]] if municipality else None
    if area is not None and kind != "at_most" and whole > area:
        raise Refused(
            tr(
                "{area} of {use} does not fit: the municipality has {whole}. Give less.",
                area=hectares(whole, 2),
                use=USES[use].name,
                whole=hectares(int(area), 2),
            )
        )
    return whole


def _check_other_side(
    snapshot: Snapshot, municipality: str, kind: str, m2: int | None, others: list[Limit]
) -> None:
    present = _present(snapshot, municipality, others[0].use) if others and municipality else None
    for row in others:
        if present is None and (m2 is None) != (row.m2 is None):
            continue
        mine = m2 if m2 is not None else present or 0
        theirs = amount(row, present or 0)
        low, high = (mine, theirs) if kind == "at_least" else (theirs, mine)
        if low > high:
            raise Refused(
                tr(
                    "{use}: at least {low} and at most {high} cannot both be. Change the other limit first.",
                    low=hectares(low, 2),
                    high=hectares(high, 2),
                    use=USES[row.use].name,
                )
            )


def _present(snapshot: Snapshot, municipality: str, use: str) -> int:
    return int(present_m2(snapshot)[snapshot.region.index[municipality], USE_INDEX[use]])
