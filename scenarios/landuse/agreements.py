"""What parties grant each other (S57): who gives what to whom, and what each gives and takes in all.

A party is a municipality, by its code, or any other name. Hectares, tonnes and euro are never added together.
"""

from dataclasses import dataclass

from scenarios.project.model import Agreement
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

UNITS: dict[str, str] = {"ha": mark("ha"), "t": mark("t/year"), "euro": mark("€/year")}
"""The units of agreements in display order, with how they are written."""


@dataclass(frozen=True, slots=True)
class PartyBalance:
    """What one party gives and takes in one unit by all agreements of a variant."""

    party: str
    unit: str
    gives: float
    takes: float

    @property
    def net(self) -> float:
        """What it takes less what it gives."""
        return self.takes - self.gives


def agreements(snapshot: Snapshot) -> tuple[Agreement, ...]:
    """The agreements of a variant: by unit, then by giver, taker and key."""
    order = list(UNITS)
    rows = snapshot.agreements.values()
    return tuple(sorted(rows, key=lambda row: (order.index(row.unit), row.giver, row.taker, row.key)))


def party_balances(snapshot: Snapshot) -> tuple[PartyBalance, ...]:
    """Per unit the balance of every party that has an agreement in it, municipalities first, then by name.

    In each unit the nets add up to zero.
    """
    sums: dict[tuple[str, str], list[float]] = {}
    for row in agreements(snapshot):
        sums.setdefault((row.unit, row.giver), [0.0, 0.0])[0] += row.amount
        sums.setdefault((row.unit, row.taker), [0.0, 0.0])[1] += row.amount
    order, index = list(UNITS), snapshot.region.index
    places = sorted(
        sums, key=lambda key: (order.index(key[0]), key[1] not in index, party_name(snapshot, key[1]))
    )
    return tuple(PartyBalance(party, unit, *sums[unit, party]) for unit, party in places)


def party_name(snapshot: Snapshot, party: str) -> str:
    """What a party is called: the name of the municipality with that code, else as it was typed."""
    index = snapshot.region.index.get(party)
    return party if index is None else snapshot.region.municipalities[index].name


def party_of(snapshot: Snapshot, text: str) -> str:
    """The party that a typed name means: a municipality's code for its name or code, else the name itself."""
    wanted = " ".join(text.split())
    for row in snapshot.region.municipalities:
        if wanted.casefold() in (row.name.casefold(), row.code.casefold()):
            return row.code
    return wanted


def unit_name(unit: str) -> str:
    """How a unit of an agreement is written."""
    return tr(UNITS[unit]) if unit in UNITS else unit
