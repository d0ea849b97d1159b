"""Taking back what was planned: one cell, a municipality, or everything, as far as locks and limits let it.

What goes back goes back whole, conversion by conversion, so that a municipality still adds up and the former
state is there to the square metre.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.landuse.catalogue import USES
from scenarios.landuse.conversions import Pair, all_conversions
from scenarios.landuse.limits import bounds, locked
from scenarios.landuse.programme import programme
from scenarios.project.snapshot import Snapshot

Planned = tuple[str, Pair]
"""A municipality and a pair of uses."""


@dataclass(frozen=True, slots=True, eq=False)
class Back:
    """All conversions that are left in each municipality where some go; `stays` are the cells that keep them
    from going (municipality, use), being locked or at a limit."""

    conversions: Mapping[str, dict[Pair, int]]
    stays: tuple[tuple[str, str], ...]


def back(snapshot: Snapshot, municipality: str | None = None, use: str | None = None) -> Back:
    """What is left after taking back what was planned: everywhere or in a municipality, with a use or with
    all."""
    planned = all_conversions(snapshot)
    going = {
        (code, pair): m2
        for code, pairs in planned.items()
        if municipality in (None, code) and code in snapshot.region.index
        for pair, m2 in pairs.items()
        if use is None or use in pair
    }
    stays: dict[tuple[str, str], None] = {}
    while held := _held(snapshot, going):
        for code, cell_use in held:
            stays[code, cell_use] = None
            for place, pair in list(going):
                if place == code and cell_use in pair:
                    del going[place, pair]
    left = {
        code: {pair: m2 for pair, m2 in planned[code].items() if (code, pair) not in going}
        for code in dict.fromkeys(code for code, _ in going)
    }
    return Back(left, tuple(stays))


def _held(snapshot: Snapshot, going: Mapping[Planned, int]) -> list[tuple[str, str]]:
    """The cells that would move against a lock or a limit if these conversions went."""
    gains: dict[tuple[str, str], int] = {}
    for (code, (source, target)), m2 in going.items():
        gains[code, source] = gains.get((code, source), 0) + m2
        gains[code, target] = gains.get((code, target), 0) - m2
    locks = locked(snapshot)
    totals = {
        use for use in locks.totals if sum(m2 for (_, cell_use), m2 in gains.items() if cell_use == use)
    }
    planned = programme(snapshot)
    found = []
    for (code, use), m2 in gains.items():
        bound = bounds(snapshot, code)[use]
        now = planned[code][use]
        crossed = m2 < -bound.gives(now) if m2 < 0 else m2 > bound.takes(now)
        if m2 and (crossed or use in totals or locks.cell(code, use)):
            found.append((code, use))
    return sorted(found, key=lambda cell: (cell[0], list(USES).index(cell[1])))
