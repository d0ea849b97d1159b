"""Who gives land to whom: what one municipality has less of and another more, what moves, what is granted.

Borders stay where they are, so a municipality never hands over land itself. It gives up a use that another
takes in (a swap: A takes industry, B takes the housing).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scenarios.landuse.apportion import shares
from scenarios.landuse.catalogue import USES
from scenarios.landuse.ledgers import NOT_PLACED, Entry, sums_of
from scenarios.landuse.moves import category_of_move, municipality_at, needed
from scenarios.landuse.visible import is_heavy, use_of
from scenarios.project.model import Agreement, Move
from scenarios.project.snapshot import Snapshot

HECTARE = 10_000


class Flow(NamedTuple):
    """`m2` of a use go from a giver to a taker (municipality codes); `use` "" where only land is granted.

    `causes` are the keys of the moves or agreements behind it; none for what the ledger's figures say.
    """

    giver: str
    taker: str
    use: str
    m2: int
    causes: tuple[int, ...] = ()


def shifts(entries: Iterable[Entry]) -> tuple[Flow, ...]:
    """What some municipalities have less of and others more: by use, then giver, then taker.

    The smaller of the two sums is what shifts. Where several give or several take, each does in proportion to
    its own change; all is whole m2 and sums exactly.
    """
    sums = sums_of(entries)
    found: list[Flow] = []
    for use in USES:
        column = [(code, m2) for (code, of), m2 in sums.items() if of == use and code != NOT_PLACED and m2]
        found += _matched(use, sorted(column))
    return tuple(found)


def moved(snapshot: Snapshot) -> tuple[Flow, ...]:
    """The moves of businesses from one municipality to another, the land they need, the largest first."""
    flows = [_moved(snapshot, move) for move in sorted(snapshot.moves.values(), key=lambda row: row.key)]
    return together(flow for flow in flows if flow is not None)


def granted(snapshot: Snapshot) -> tuple[Flow, ...]:
    """What municipalities agreed to grant each other in hectares, the largest first."""
    rows = sorted(snapshot.agreements.values(), key=lambda row: row.key)
    return together(flow for flow in (_granted(snapshot, row) for row in rows) if flow is not None)


def together(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """One flow per giver, taker and use, the largest first."""
    sums: dict[tuple[str, str, str], list[Flow]] = {}
    for flow in flows:
        sums.setdefault((flow.giver, flow.taker, flow.use), []).append(flow)
    found = [
        Flow(*key, sum(flow.m2 for flow in parts), tuple(cause for flow in parts for cause in flow.causes))
        for key, parts in sums.items()
    ]
    return tuple(sorted(found, key=_largest))


def party_code(snapshot: Snapshot, party: str) -> str | None:
    """The municipality that a party's code or name stands for; None where it is none of the region."""
    if party in snapshot.region.index:
        return party
    named = party.strip().casefold()
    return next((m.code for m in snapshot.region.municipalities if m.name.casefold() == named), None)


def _largest(flow: Flow) -> tuple[int, str, str, str]:
    return -flow.m2, flow.giver, flow.taker, flow.use


def _matched(use: str, column: Sequence[tuple[str, int]]) -> list[Flow]:
    losses = [(code, -m2) for code, m2 in column if m2 < 0]
    gains = [(code, m2) for code, m2 in column if m2 > 0]
    amount = min(sum(m2 for _, m2 in losses), sum(m2 for _, m2 in gains))
    if not amount:
        return []
    given = shares(amount, [m2 for _, m2 in losses])
    left = shares(amount, [m2 for _, m2 in gains])
    found = []
    for (giver, _), m2 in zip(losses, given, strict=True):
        parts = shares(m2, left) if m2 else [0] * len(left)
        left = [rest - part for rest, part in zip(left, parts, strict=True)]
        found += [Flow(giver, taker, use, p) for (taker, _), p in zip(gains, parts, strict=True) if p]
    return found


def _moved(snapshot: Snapshot, move: Move) -> Flow | None:
    plot = snapshot.plots.get(move.plot or 0)
    if plot is None or move.aside:
        return None
    giver, taker = municipality_at(snapshot, move), municipality_at(snapshot, plot)
    if not giver or not taker or giver == taker:
        return None
    use = "HMC" if is_heavy(snapshot, category_of_move(snapshot, move)) else use_of(snapshot, plot)
    return Flow(giver, taker, use, needed(snapshot, move), (move.key,))


def _granted(snapshot: Snapshot, row: Agreement) -> Flow | None:
    giver, taker = party_code(snapshot, row.giver), party_code(snapshot, row.taker)
    if row.unit != "ha" or giver is None or taker is None or giver == taker:
        return None
    return Flow(giver, taker, "", round(row.amount * HECTARE), (row.key,))
