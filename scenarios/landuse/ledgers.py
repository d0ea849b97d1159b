"""The two ledgers as double entry, and the gap between them: municipality by use by year, one pair per cause.

An entry is a pair: what one use gives another takes, in the same municipality, the same year, by the same
cause. So everything that is made of whole entries sums to zero. *Drawn* stands in the years in which things
start and end, *planned* in the target year. What planned leaves when drawn is taken off it is the gap.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.moves import unplaced
from scenarios.landuse.programme import programme, programme_ledger
from scenarios.landuse.visible import is_heavy
from scenarios.project.model import DRAWN as TABLES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

DRAWN, PLANNED, GAP = "drawn", "planned", "gap"
"""The ledgers by name."""

NOT_PLACED = ""
"""Stands for the municipality and the use of land that is still to be found."""

_KEPT = 8


class Entry(NamedTuple):
    """In a year, `m2` (whole, above zero) go from one use of a municipality to another of its uses.

    `cause` is the key of what is drawn or moves, or says how it was planned ("slider"); "" in the gap.
    `back`: land that something drawn gives back, because it ends or something else now covers it.
    """

    ledger: str
    municipality: str
    from_use: str
    to_use: str
    m2: int
    cause: int | str
    year: int
    back: bool = False

    @property
    def legs(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """The two postings, use and m2: what is given is below zero, what is taken above."""
        return (self.from_use, -self.m2), (self.to_use, self.m2)


def drawn(snapshot: Snapshot) -> tuple[Entry, ...]:
    """What is drawn, in the years up to the snapshot's own in which things start and end.

    By year, municipality, uses and cause. All of them together are the ledger of the balance in that year.
    """
    rows = tuple(row for table in TABLES for row in sorted(snapshot.rows(table).values(), key=_by_key))
    ground = tuple(sorted(snapshot.corrections.values(), key=_by_key))
    settings = (snapshot.base_year, str(snapshot.settings["hmc_threshold"]))
    key = (snapshot.region.stamp, settings, ground, rows, snapshot.set_aside)
    latest: dict[Hashable, tuple[Entry, ...]] = snapshot.remember(("drawn ledgers",), dict)
    found = latest.get(key)
    if found is None:
        found = _drawn(snapshot)
        for old in list(latest)[: -_KEPT + 1]:
            latest.pop(old, None)
        latest[key] = found
    if not found or found[-1].year <= snapshot.year:
        return found
    return tuple(entry for entry in found if entry.year <= snapshot.year)


def planned(snapshot: Snapshot) -> tuple[Entry, ...]:
    """What is planned by the target year, and what moves without a place to go to."""
    year = snapshot.target_year
    postings = programme_ledger(snapshot)
    found = [_entry(PLANNED, posting, posting.m2, year) for posting in postings if posting.municipality]
    return (*found, *not_placed(snapshot))


def not_placed(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Ends of moves without a place: land for what leaves is still to be found, in no municipality yet."""
    year = snapshot.target_year
    return tuple(
        Entry(PLANNED, NOT_PLACED, NOT_PLACED, _wanted(snapshot, end.category), end.m2, end.move.key, year)
        for end in unplaced(snapshot)
    )


def gap(snapshot: Snapshot) -> tuple[Entry, ...]:
    """What is planned and not drawn yet (or drawn and not planned, the other way round), as entries.

    One per municipality and pair of uses; in every cell they sum to programme minus drawn.
    """
    return netted((*planned(snapshot), *(turned(entry) for entry in drawn(snapshot))), snapshot.target_year)


def netted(entries: Iterable[Entry], year: int) -> tuple[Entry, ...]:
    """Entries of the gap ledger: what goes both ways between two uses of a municipality settled."""
    sums: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        one, other, m2 = entry.from_use, entry.to_use, entry.m2
        if one > other:
            one, other, m2 = other, one, -m2
        key = (entry.municipality, one, other)
        sums[key] = sums.get(key, 0) + m2
    return tuple(
        Entry(GAP, code, *((one, other) if m2 > 0 else (other, one)), abs(m2), "", year)
        for (code, one, other), m2 in sorted(sums.items())
        if m2
    )


def turned(entry: Entry) -> Entry:
    """The entry that undoes one."""
    return entry._replace(from_use=entry.to_use, to_use=entry.from_use, back=not entry.back)


def faults(snapshot: Snapshot) -> list[str]:
    """What does not close in a variant and year, one sentence each; empty in every sound project.

    Per municipality the uses add up to its area at present, drawn and planned, and the entries of each ledger
    explain what became of the present to the square metre.
    """
    land, wanted = balance(snapshot), programme(snapshot)
    posted = {DRAWN: sums_of(drawn(snapshot)), PLANNED: sums_of(planned(snapshot))}
    found = []
    for code, area in land.area_m2.items():
        present, now = land.present_m2[code], land.now_m2[code]
        name = snapshot.region.municipalities[snapshot.region.index[code]].name
        for ledger, row in ((DRAWN, now), (PLANNED, wanted[code])):
            if sum(present.values()) != area or sum(row.values()) != area:
                over = (sum(row.values()) - area) or (sum(present.values()) - area)
                found.append(
                    tr("The land uses of {name} do not add up to its area: {m2} m2 over.", name=name, m2=over)
                )
            moved = posted[ledger]
            if any(row[use] - present[use] != moved.get((code, use), 0) for use in USES):
                found.append(tr("The ledger of {name} does not explain its land use.", name=name))
    return found


def sums_of(entries: Iterable[Entry]) -> Mapping[tuple[str, str], int]:
    """What entries change, m2 by municipality and use."""
    sums: dict[tuple[str, str], int] = {}
    for entry in entries:
        for use, m2 in entry.legs:
            sums[entry.municipality, use] = sums.get((entry.municipality, use), 0) + m2
    return sums


def _by_key(row: object) -> int:
    return row.key  # type: ignore[attr-defined]


def _entry(ledger: str, posting: Posting, m2: int, year: int) -> Entry:
    """A posting as an entry; m2 below zero goes the other way."""
    uses = (posting.from_use, posting.to_use) if m2 > 0 else (posting.to_use, posting.from_use)
    return Entry(ledger, posting.municipality, *uses, abs(m2), posting.cause, year, m2 < 0)


def _drawn(snapshot: Snapshot) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    before: dict[Posting, int] = {}
    for year in _years(snapshot):
        now = _at(replace(snapshot, year=year))
        for posting in sorted(before.keys() | now.keys(), key=_order):
            m2 = now.get(posting, 0) - before.get(posting, 0)
            if m2:
                entries.append(_entry(DRAWN, posting, m2, year))
        before = now
    return tuple(entries)


def _years(snapshot: Snapshot) -> Sequence[int]:
    """The years in which something starts or ends, in order."""
    base = snapshot.base_year
    found = set()
    for row in (row for table in TABLES for row in snapshot.rows(table).values()):
        if row.key in snapshot.set_aside:
            continue
        start = base if row.start_year is None else row.start_year
        if row.end_year is None or start < row.end_year:
            found |= {start, row.end_year}
    return sorted(year for year in found if year is not None)


def _at(snapshot: Snapshot) -> dict[Posting, int]:
    """The balance's postings in a year by all but their area."""
    return {replace(posting, m2=0): posting.m2 for posting in balance(snapshot).ledger}


def _order(posting: Posting) -> tuple[str, str, str, int]:
    return posting.municipality, posting.from_use, posting.to_use, int(posting.cause)


def _wanted(snapshot: Snapshot, category: str) -> str:
    """The use that a business of a category needs land for."""
    return "HMC" if is_heavy(snapshot, category) else "BED"
