"""The parties of a variant as far as they are known: who takes part in a site, owns an item, gives or takes.

Nobody is made up: a party is a name that somebody typed for a member, an owner or an agreement (S97).
"""

from dataclasses import dataclass, field

from scenarios.landuse.agreements import party_balances, party_name
from scenarios.landuse.sites import site_facts
from scenarios.project.snapshot import Snapshot


@dataclass(slots=True)
class Party:
    """A party: the keys of its active sites and their gross m2, what it owns, what it gives and takes.

    `owns`: keys of items with the municipality's code (empty: all). `nets`: by unit of agreements what it
    takes less what it gives. The m2 of a site with several members stands at each of them.
    """

    name: str
    sites: list[int] = field(default_factory=list)
    m2: int = 0
    owns: list[tuple[str, str]] = field(default_factory=list)
    nets: dict[str, float] = field(default_factory=dict)


def parties(snapshot: Snapshot) -> tuple[Party, ...]:
    """Every party that is named anywhere in a variant, by name."""
    found: dict[str, Party] = {}

    def party(name: str) -> Party:
        return found.setdefault(name.casefold(), Party(name))

    for site in site_facts(snapshot):
        for member in site.members:
            if member.name:
                own = party(member.name)
                own.sites.append(site.key)
                own.m2 += site.area_m2
    for row in sorted(snapshot.item_owners.values(), key=lambda row: (row.item, row.municipality, row.key)):
        if row.owner:
            party(row.owner).owns.append((row.item, row.municipality))
    for line in party_balances(snapshot):
        party(party_name(snapshot, line.party)).nets[line.unit] = line.net
    return tuple(sorted(found.values(), key=lambda one: one.name.casefold()))


def owner_of(snapshot: Snapshot, item: str, municipality: str) -> str:
    """Who owns an item in a municipality: named for it, else for all municipalities; empty: nobody."""
    return _owners(snapshot).get((item, municipality)) or _owners(snapshot).get((item, "")) or ""


def _owners(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    return snapshot.once(
        "owners",
        lambda: {(row.item, row.municipality): row.owner for row in snapshot.item_owners.values()},
    )
