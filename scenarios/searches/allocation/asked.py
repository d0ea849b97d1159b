"""A demand as people ask it: so much of a use, in the region or one municipality, at least or at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scenarios.landuse.catalogue import USES
from scenarios.landuse.programme import programme
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.goals import dwellings_per_ha
from scenarios.searches.allocation.space import M2, Space
from scenarios.wording import hectares, number, tr

DWELLINGS = "dwellings"
_SHOWN = 500
"""A use whose regional sum is planned to change by less than this, m2, is no demand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`amount` of a use in `unit` ("ha", or "dwellings" of housing), in a municipality or ("") the region.

    `bound`: "at_least" or "at_most"; `growth`: counted from the present, else in all. `follows`: the amount
    is what the programme plans, and follows it.
    """

    use: str
    amount: float
    municipality: str = ""
    bound: str = "at_least"
    growth: bool = True
    unit: str = "ha"
    follows: bool = False


def wanted(snapshot: Snapshot, space: Space, asked: Sequence[Asked]) -> list[Demand]:
    """The demands in the order they were asked, under the keys "demand:0", "demand:1" ..."""
    return [_demand(snapshot, space, one, f"demand:{n}") for n, one in enumerate(asked)]


def _demand(snapshot: Snapshot, space: Space, asked: Asked, key: str) -> Demand:
    place = snapshot.region.index.get(asked.municipality) if asked.municipality else None
    use, homes = USE_INDEX[asked.use], asked.unit == DWELLINGS
    here = tr("the region") if place is None else snapshot.region.municipalities[place].name
    now = in_unit(snapshot, space, asked) if asked.growth else 0.0
    low, high = (now + asked.amount, FREE) if asked.bound == "at_least" else (-FREE, now + asked.amount)
    if asked.growth:
        text = _growth_said(asked, here)
    else:
        text = said(USES[asked.use].name, here, low, high, homes)
    return demand(snapshot, space, key, text, place, use, low, high, homes)


def demand(
    snapshot: Snapshot,
    space: Space,
    key: str,
    text: str,
    place: int | None,
    use: int,
    low: float,
    high: float,
    homes: bool,
) -> Demand:
    """A demand on a use in a municipality (None: the region), in ha or, with `homes`, in dwellings."""
    per = dwellings_per_ha(snapshot) if homes else 1.0
    cells = tuple((m, use, per) for m in (range(len(space.codes)) if place is None else (place,)))
    return Demand(key, text, cells, low, high, DWELLINGS if homes else "ha", 1.0 / per)


def in_unit(snapshot: Snapshot, space: Space, asked: Asked) -> float:
    """What there is at present of what is asked, in its unit."""
    per = dwellings_per_ha(snapshot) if asked.unit == DWELLINGS else 1.0
    use = USE_INDEX[asked.use]
    if asked.municipality:
        return per * float(space.present[snapshot.region.index[asked.municipality], use])
    return per * float(space.present[:, use].sum())


def of_programme(snapshot: Snapshot, space: Space) -> tuple[Asked, ...]:
    """What the variant plans, as demands that follow it: in the region, each use that is to grow."""
    planned = programme(snapshot)
    found = []
    for use in USES:
        grows = _planned_m2(planned, space, use, "") - _present_m2(space, use, "")
        if grows >= _SHOWN:
            found.append(Asked(use, grows / M2, follows=True))
    return tuple(found)


def followed(snapshot: Snapshot, space: Space, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """The same demands, those that follow the programme with what it plans now."""
    if not any(one.follows for one in asked):
        return tuple(asked)
    planned = programme(snapshot)
    found = []
    for one in asked:
        if one.follows:
            m2 = _planned_m2(planned, space, one.use, one.municipality)
            m2 -= _present_m2(space, one.use, one.municipality) if one.growth else 0
            per = dwellings_per_ha(snapshot) if one.unit == DWELLINGS else 1.0
            one = replace(one, amount=m2 / M2 * per)
        found.append(one)
    return tuple(found)


def _planned_m2(planned: Mapping[str, Mapping[str, int]], space: Space, use: str, municipality: str) -> int:
    return sum(planned[code][use] for code in ([municipality] if municipality else space.codes))


def _present_m2(space: Space, use: str, municipality: str) -> int:
    rows = [space.codes.index(municipality)] if municipality else slice(None)
    return int(space.present_m2[rows, USE_INDEX[use]].sum())


def _growth_said(asked: Asked, place: str) -> str:
    amount = quantity(asked.amount, asked.unit == DWELLINGS)
    values = {"use": USES[asked.use].name, "place": place, "amount": amount}
    if asked.bound == "at_least":
        return tr("{use} in {place}: at least {amount} more than now", **values)
    return tr("{use} in {place}: at most {amount} more than now", **values)


def said(use: str, place: str, low: float, high: float, homes: bool) -> str:
    """Bounds on a use in words."""
    least, most = quantity(low, homes), quantity(high, homes)
    if low == high:
        return tr("{use} in {place}: exactly {amount}", use=use, place=place, amount=least)
    if np.isfinite(low) and np.isfinite(high):
        return tr("{use} in {place}: {low} to {high}", use=use, place=place, low=least, high=most)
    if np.isfinite(low):
        return tr("{use} in {place}: at least {amount}", use=use, place=place, amount=least)
    return tr("{use} in {place}: at most {amount}", use=use, place=place, amount=most)


def quantity(value: float, homes: bool) -> str:
    """Hectares, or dwellings, with their unit; nothing for no bound."""
    if not np.isfinite(value):
        return ""
    return tr("{count} dwellings", count=number(value)) if homes else hectares(value * M2)
