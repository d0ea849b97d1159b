"""A snapshot as a space with its standing demands: what stays by rule or limit, and what is locked."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from scenarios.landuse.balance import present_m2
from scenarios.landuse.catalogue import USES
from scenarios.landuse.limits import bounds, locked, rules, said
from scenarios.landuse.programme import programme
from scenarios.project.model import Limit
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import Demand, cell, total
from scenarios.searches.allocation.space import M2, Space
from scenarios.wording import tr

_FIRM = 1.01
"""What a unit of leniency weighs of a demand that holds without being asked."""


def space_of(snapshot: Snapshot, off: Collection[str] = ()) -> Space:
    """The present land of a snapshot; any use may become any that takes land.

    `off`: uses whose standing rule is put aside.
    """
    codes = tuple(m.code for m in snapshot.region.municipalities)
    takes = np.array([rules()[use].takes or use in off for use in USES])
    allowed = np.repeat(takes[None, :], len(takes), axis=0)
    return Space(codes, tuple(USES), present_m2(snapshot).copy(), allowed)


def standing(snapshot: Snapshot, space: Space, off: Collection[str] = ()) -> list[Demand]:
    """What holds without being asked: rules of conversions.csv (but for the uses in `off`), limits of one's
    own, then locks."""
    names = [m.name for m in snapshot.region.municipalities]
    found = []
    for use in USES:
        for m, code in enumerate(space.codes):
            found += _limits(snapshot, names[m], m, code, use, use not in off)
    # Where as much of either would do, what is asked gives way before what holds.
    return [replace(demand, price=_FIRM) for demand in (*found, *_locked(snapshot, space, names))]


def _limits(snapshot: Snapshot, name: str, m: int, code: str, use: str, ruled: bool) -> list[Demand]:
    bound, column = bounds(snapshot, code, standing=ruled)[use], USE_INDEX[use]
    low, high = bound.low / M2, bound.high / M2
    if isinstance(bound.low_by, Limit) and bound.low_by is bound.high_by:
        text = said(use, name, bound.low_by, bound.low, grows=False)
        return [cell(f"limit:{code}:{use}", text, m, column, low=low, high=high)]
    found = []
    if bound.low_by is not None and bound.low > 0:
        kind = "limit" if isinstance(bound.low_by, Limit) else "keep"
        text = said(use, name, bound.low_by, bound.low, grows=False)
        found.append(cell(f"{kind}:{code}:{use}", text, m, column, low=low))
    if isinstance(bound.high_by, Limit):
        text = said(use, name, bound.high_by, bound.high, grows=True)
        found.append(cell(f"most:{code}:{use}", text, m, column, high=high))
    return found


def _locked(snapshot: Snapshot, space: Space, names: list[str]) -> list[Demand]:
    locks, planned = locked(snapshot), programme(snapshot)
    found = []
    for m, code in enumerate(space.codes):
        for use in USES:
            if locks.cell(code, use):
                hectares = planned[code][use] / M2
                text = tr("{use} in {municipality} is locked", use=USES[use].name, municipality=names[m])
                found.append(cell(f"lock:{code}:{use}", text, m, USE_INDEX[use], low=hectares, high=hectares))
    for use in USES:
        if use in locks.totals:
            hectares = sum(planned[code][use] for code in space.codes) / M2
            text = tr("the regional total of {use} is locked", use=USES[use].name)
            found.append(total(space, f"total:{use}", text, USE_INDEX[use], low=hectares, high=hectares))
    return found
