"""Double claims (S54): the same land or the same flow that two variants, sites, moves or parties count on."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.agreements import agreements, party_name
from scenarios.landuse.checks.finding import Finding, called, inside
from scenarios.landuse.moves import name_of, needed, on_plot, plot_name
from scenarios.project.model import Agreement, Site, UseChange, WaitingLand, table_of
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr

Row = tuple[str, int]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is counted on twice: a code for programs, a sentence, where it is, and by what.

    `code`: "variants", "waiting", "plot", "land" or "flow"; `place`: x, y in EPSG:28992, None where it is no
    place; `rows`: table and key of those that claim it.
    """

    code: str
    text: str
    place: Place | None
    rows: tuple[Row, ...]


def claims(snapshot: Snapshot) -> tuple[Claim, ...]:
    """The double claims within one variant."""
    found = (_waiting(snapshot), _plots(snapshot), _agreed(snapshot), _flows(snapshot))
    return tuple(claim for part in found for claim in part)


def double_claims(snapshot: Snapshot) -> Iterator[Finding]:
    """What is counted on twice within a variant, as far as it has a place."""
    for claim in claims(snapshot):
        if claim.place is not None:
            yield Finding("double_claim", claim.text, claim.place, "", claim.rows)


def claims_between(snapshots: Sequence[Snapshot]) -> tuple[Claim, ...]:
    """Sites of different variants that take the same land without being the same site, pair by pair.

    What was copied from one variant to another is one site that both have, and no double claim.
    """
    found: list[Claim] = []
    for one, other in combinations(snapshots, 2):
        rows, others = list(one.sites.values()), list(other.sites.values())
        if not rows or not others:
            continue
        tree = shapely.STRtree(np.array([other.geometry(row) for row in others], dtype=object))
        shapes = np.array([one.geometry(row) for row in rows], dtype=object)
        for i, j in sorted(tree.query(shapes, predicate="intersects").T.tolist()):
            if rows[i].origin != others[j].origin:
                found += _both(one, rows[i], other, others[j])
    return tuple(found)


def _both(one: Snapshot, row: Site, other: Snapshot, another: Site) -> Iterator[Claim]:
    shared = _shared(one, row, another)
    if shared is None:
        return
    m2, place = shared
    text = tr(
        "{site} of “{variant}” and {other} of “{another}” take the same {area}.",
        site=called(row),
        variant=one.name,
        other=called(another),
        another=other.name,
        area=hectares(m2, 2),
    )
    yield Claim("variants", text, place, (("site", row.key), ("site", another.key)))


def _waiting(snapshot: Snapshot) -> Iterator[Claim]:
    """Land in waiting on which two sites, or a site and a change of land use, count."""
    lands = list(snapshot.waiting_lands.values())
    changes = (row for row in snapshot.use_changes.values() if row.key not in snapshot.set_aside)
    things = (*snapshot.sites.values(), *changes)
    if not lands or len(things) < 2:
        return
    shapes = np.array([snapshot.geometry(row) for row in lands], dtype=object)
    near = shapely.STRtree(shapes).query(np.array([snapshot.geometry(row) for row in things], dtype=object))
    pairs = sorted(near.T.tolist())
    for at, land in enumerate(lands):
        there = (things[i] for i, j in pairs if j == at)
        takers = [(row, found) for row in there if (found := _shared(snapshot, row, land)) is not None]
        if len(takers) < 2:
            continue
        names = ", ".join(f"{called(row)} ({hectares(m2, 2)})" for row, (m2, _) in takers)
        text = tr(
            "{count} things count on {land}: {names}.",
            count=len(takers),
            land=land.name or land.owner or tr("land in waiting"),
            names=names,
        )
        yield Claim("waiting", text, takers[0][1][1], tuple((table_of(r), r.key) for r, _ in takers))


def _shared(
    snapshot: Snapshot, one: Site | UseChange, other: Site | WaitingLand
) -> tuple[float, Place] | None:
    key: Hashable = ("claimed", one.geom, other.geom)

    def make() -> tuple[float, Place] | None:
        a: Any = snapshot.geometry(one)
        both = shapely.intersection(a, snapshot.geometry(other))
        return (float(both.area), inside(both)) if both.area >= SMALLEST_M2 else None

    return snapshot.remember(key, make)


def _plots(snapshot: Snapshot) -> Iterator[Claim]:
    """Plots on which more moves land than fit."""
    for plot in sorted(snapshot.plots.values(), key=lambda row: row.key):
        landing = on_plot(snapshot, plot.key)
        wanted = sum(needed(snapshot, row) for row in landing)
        there = round(shapely.area(snapshot.geometry(plot)))
        if len(landing) < 2 or wanted <= there:
            continue
        text = tr(
            "{names} all land on {plot}: {wanted} is needed and there is {there}.",
            names=", ".join(name_of(snapshot, row) for row in landing),
            plot=plot_name(snapshot, plot),
            wanted=hectares(wanted, 2),
            there=hectares(there, 2),
        )
        place = inside(snapshot.geometry(plot))
        yield Claim("plot", text, place, tuple(("move", row.key) for row in landing))


def _agreed(snapshot: Snapshot) -> Iterator[Claim]:
    """What one party grants to several by the same name, and land that a municipality does not have."""
    same: dict[tuple[str, str, str], list[Agreement]] = {}
    given: dict[str, list[Agreement]] = {}
    for row in agreements(snapshot):
        if row.what and row.unit != "euro":
            same.setdefault((row.giver, row.unit, row.what.casefold()), []).append(row)
        if row.unit == "ha" and row.giver in snapshot.region.index:
            given.setdefault(row.giver, []).append(row)
    for (giver, unit, _what), rows in same.items():
        takers = list(dict.fromkeys(row.taker for row in rows))
        if len(takers) > 1:
            text = tr(
                "{takers} all count on “{what}” of {giver}, together {amount} {unit}.",
                takers=", ".join(party_name(snapshot, taker) for taker in takers),
                what=rows[0].what,
                giver=party_name(snapshot, giver),
                amount=number(sum(row.amount for row in rows), 1 if unit == "ha" else 0),
                unit="ha" if unit == "ha" else tr("t/year"),
            )
            yield Claim("flow" if unit == "t" else "land", text, _of(snapshot, giver), _rows(rows))
    for giver, rows in given.items():
        there = int(snapshot.region.area_m2[snapshot.region.index[giver]])
        wanted = sum(row.amount for row in rows) * 10_000
        if wanted > there:
            text = tr(
                "{giver} grants {wanted} and is {there} large.",
                giver=party_name(snapshot, giver),
                wanted=hectares(wanted),
                there=hectares(there),
            )
            yield Claim("land", text, _of(snapshot, giver), _rows(rows))


def _flows(snapshot: Snapshot) -> Iterator[Claim]:
    """A material that one plot gives to plots of several sites by the same name."""
    same: dict[tuple[int, str], list[Any]] = {}
    for row in snapshot.relations.values():
        ends = snapshot.plots.keys() >= {row.from_plot, row.to_plot}
        if ends and row.kind == "material" and row.what:
            same.setdefault((row.from_plot, row.what.casefold()), []).append(row)
    for (giver, _what), rows in same.items():
        sites: Mapping[int, None] = dict.fromkeys(snapshot.plots[row.to_plot].site for row in rows)
        if len(sites) < 2:
            continue
        names = ", ".join(called(snapshot.sites[key]) for key in sites)
        plot = snapshot.plots[giver]
        text = tr(
            "{sites} both count on “{what}” of {plot}.",
            sites=names,
            what=rows[0].what,
            plot=plot_name(snapshot, plot),
        )
        place = inside(snapshot.geometry(plot))
        yield Claim("flow", text, place, tuple(("relation", row.key) for row in rows))


def _of(snapshot: Snapshot, party: str) -> Place | None:
    index = snapshot.region.index.get(party)
    return None if index is None else inside(snapshot.region.borders[index])


def _rows(rows: Sequence[Agreement]) -> tuple[Row, ...]:
    return tuple(("agreement", row.key) for row in rows)
