"""The two ledgers as lines to read: what each drawn thing took, and what each slider plans. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.widgets.names import place_name, thing_name
from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.programme import programme_ledger
from scenarios.project.model import DRAWN
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """In a municipality m2 go from one use to another; `cause` in words, `thing` the row behind it if any."""

    code: str
    place: str
    from_use: str
    to_use: str
    m2: int
    cause: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What all lines together give and take, m2; `rest` is zero, always."""

    given: int
    taken: int

    @property
    def rest(self) -> int:
        """Taken minus given."""
        return self.taken - self.given


def drawn(snapshot: Snapshot) -> tuple[Line, ...]:
    """What is drawn, by municipality, then cause, the largest first."""
    things = {
        key: (table, row) for table in DRAWN for key, row in snapshot.rows(table).items()
    }  # keys are unique across tables
    found = []
    for posting in balance(snapshot).ledger:
        table, row = things[int(posting.cause)]
        found.append(_line(snapshot, posting, thing_name(snapshot, row), (table, row.key)))
    return _in_order(found)


def planned(snapshot: Snapshot) -> tuple[Line, ...]:
    """What is planned, by municipality, then the largest first."""
    return _in_order([_line(snapshot, p, _how(str(p.cause)), None) for p in programme_ledger(snapshot)])


def sums(lines: Sequence[Line]) -> Sums:
    """What the lines give and take."""
    balance_of: dict[tuple[str, str], int] = {}
    for line in lines:
        for use, m2 in ((line.from_use, -line.m2), (line.to_use, line.m2)):
            balance_of[line.code, use] = balance_of.get((line.code, use), 0) + m2
    given = -sum(m2 for m2 in balance_of.values() if m2 < 0)
    return Sums(given, sum(m2 for m2 in balance_of.values() if m2 > 0))


def _line(snapshot: Snapshot, posting: Posting, cause: str, thing: Thing | None) -> Line:
    place = place_name(snapshot, posting.municipality)
    return Line(posting.municipality, place, posting.from_use, posting.to_use, posting.m2, cause, thing)


def _in_order(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.place.casefold(), line.cause.casefold(), -line.m2)))


def _how(cause: str) -> str:
    return {
        "slider": tr("Slider"),
        "typed": tr("Typed"),
        "imported": tr("Imported"),
        "proposal": tr("Proposal"),
    }.get(cause, cause)
