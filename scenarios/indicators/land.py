"""Land: what each use has and loses, how large the sites are and how much of them can be issued."""

from scenarios.indicators.figure import (
    HECTARE,
    HIGHER,
    LAND,
    LOWER,
    NEITHER,
    Figure,
    figure,
    in_hectares,
)
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.programme import programme
from scenarios.landuse.sites import SiteFacts, site_facts
from scenarios.landuse.span import Span, exactly
from scenarios.landuse.visible import CLUSTER, HUB
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

MISSED = ("WON", "GRO", "NAT", "LAN", "GLA", "WAT")
"""Uses of which it is better to take less; losing the others is neither good nor bad by itself."""


def area_by_use(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The area of each use in the snapshot's year, ha."""
    found = balance(snapshot).now_m2
    formula = tr(
        "Present land use, corrections included, with all that is drawn and active this year on top."
    )
    return tuple(
        figure(
            f"area_{code}",
            tr("Area of {use}", use=use.name),
            sum(row[code] for row in found.values()) / HECTARE,
            "ha",
            NEITHER,
            use.certainty,
            formula,
            _map_sources(use.source),
            LAND,
            in_hectares({muni: row[code] for muni, row in found.items()}),
        )
        for code, use in USES.items()
    )


def taken_by_use(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The land that drawn things take from each present use, ha."""
    found = balance(snapshot)
    taken = {code: dict.fromkeys(found.area_m2, 0) for code in USES}
    for posting in found.ledger:
        taken[posting.from_use][posting.municipality] += posting.m2
    return tuple(
        figure(
            f"taken_{code}",
            tr("Taken from {use}", use=use.name),
            sum(taken[code].values()) / HECTARE,
            "ha",
            LOWER if code in MISSED else NEITHER,
            use.certainty,
            tr("The ledger's postings from this use: present land that gets another use this year."),
            _map_sources(use.source),
            LAND,
            in_hectares(taken[code]),
        )
        for code, use in USES.items()
    )


def cluster_area(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The gross area of all clusters, ha."""
    return (_site_area(snapshot, CLUSTER, "cluster_area", tr("Area of clusters")),)


def hub_area(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The gross area of all hubs, ha."""
    return (_site_area(snapshot, HUB, "hub_area", tr("Area of hubs")),)


def net_area(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The area of all plots that can be issued, ha; a site without plots by the usual share."""
    span, certainty, sources = _net(snapshot)
    return (
        figure(
            "net_area",
            tr("Land that can be issued"),
            span.times(1 / HECTARE),
            "ha",
            HIGHER,
            certainty,
            _net_formula(),
            sources,
            LAND,
        ),
    )


def net_share(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Net as a share of gross over all sites, %; zero without sites."""
    gross = sum(site.area_m2 for site in site_facts(snapshot))
    span, certainty, sources = _net(snapshot)
    return (
        figure(
            "net_share",
            tr("Net share of the sites"),
            span.times(100 / gross) if gross else exactly(0.0),
            "%",
            HIGHER,
            certainty,
            tr("Land that can be issued divided by the area of all sites.") + " " + _net_formula(),
            sources,
            LAND,
        ),
    )


def not_placed(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The growth that the programme asks for and that is not drawn yet, ha."""
    found = balance(snapshot)
    short = {
        code: sum(
            max(0, m2 - max(found.now_m2[code][use], found.present_m2[code][use])) for use, m2 in row.items()
        )
        for code, row in programme(snapshot).items()
    }
    return (
        figure(
            "not_placed",
            tr("Planned and not drawn yet"),
            sum(short.values()) / HECTARE,
            "ha",
            LOWER,
            "high",
            tr("Growth of each use in the programme, less its growth that is drawn."),
            (tr("programme of this variant"), tr("drawn in this variant")),
            LAND,
            in_hectares(short),
        ),
    )


def _site_area(snapshot: Snapshot, kind: str, key: str, name: str) -> Figure:
    sites = [site for site in site_facts(snapshot) if site.kind == kind]
    per = dict.fromkeys((m.code for m in snapshot.region.municipalities), 0)
    for site in sites:
        for code, m2 in site.municipalities.items():
            per[code] += m2
    return figure(
        key,
        name,
        sum(site.area_m2 for site in sites) / HECTARE,
        "ha",
        NEITHER,
        "high",
        tr("The drawn outlines that are active this year, plots, roads and green included."),
        (tr("drawn in this variant"),),
        LAND,
        in_hectares(per),
    )


def _net(snapshot: Snapshot) -> tuple[Span, str, tuple[str, ...]]:
    """Net m2 over all sites, its certainty and its sources."""
    parcelled = {thing.site for thing in snapshot.things if isinstance(thing, Plot)}
    sites = site_facts(snapshot)
    drawn = exactly(float(sum(site.net_m2 for site in sites if site.key in parcelled)))
    bare: list[SiteFacts] = [site for site in sites if site.key not in parcelled]
    sources = (tr("drawn in this variant"),)
    if not bare:
        return drawn, "high", sources
    usual = assumed(snapshot, "net_to_gross_work")
    return drawn + usual.span.times(sum(s.area_m2 for s in bare)), usual.certainty, (*sources, usual.source)


def _net_formula() -> str:
    return tr(
        "Visible plots except internal road, green, water and shared yard; a site without plots counts for "
        "the usual net share of a business park."
    )


def _map_sources(source: str) -> tuple[str, ...]:
    return (tr("present land use of this project"), tr("drawn in this variant"), source)
