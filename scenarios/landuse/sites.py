"""Facts about each drawn cluster and hub: how large, where, what its land is for, and what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from scenarios.landuse.apportion import apportion
from scenarios.landuse.catalogue import activities, step_of
from scenarios.landuse.checks import Finding, active_plots_of, findings_of, variant_findings
from scenarios.landuse.present import areas_in
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import category_of, visible_parts
from scenarios.project.model import Member, Plot, Relation, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language

ISSUED, YARD, ROAD, GREEN, WATER, REST = "issued", "yard", "road", "green", "water", "rest"
SHARES: tuple[str, ...] = (ISSUED, YARD, ROAD, GREEN, WATER, REST)
"""What the land of a site is for: plots that can be issued, shared yard, internal road, green, water, and
land that is in no plot."""

_LAYOUT = {"INF": ROAD, "GRO": GREEN, "WAT": WATER}


@dataclass(frozen=True, slots=True)
class Kind:
    """The plots of one environmental category in a site: how many, and their visible land in whole m2."""

    category: str
    plots: int
    m2: int


@dataclass(frozen=True, slots=True, eq=False)
class SiteFacts:
    """A site in whole m2: gross, net (plots that can be issued), per municipality code; and its findings.

    `shares` has the m2 of each of SHARES and adds up to `area_m2`; `categories` from light to heavy, plots
    without a category first; `members` and `relations` (with either end in the site) in order of key.
    """

    key: int
    name: str
    kind: str
    area_m2: int
    net_m2: int
    municipalities: dict[str, int]
    outside_m2: int
    findings: tuple[Finding, ...]
    shares: Mapping[str, int]
    categories: tuple[Kind, ...]
    members: tuple[Member, ...]
    relations: tuple[Relation, ...]

    @property
    def net_share(self) -> float:
        """Net area as a share of the gross area."""
        return self.net_m2 / self.area_m2 if self.area_m2 else 0.0

    @property
    def coverage(self) -> float:
        """How much of the site is laid out in plots, as a share of the gross area."""
        return 1 - self.shares[REST] / self.area_m2 if self.area_m2 else 0.0


def site_facts(snapshot: Snapshot) -> tuple[SiteFacts, ...]:
    """The facts of each active site of a snapshot, in order of key."""

    def make() -> tuple[SiteFacts, ...]:
        found = sorted((t for t in snapshot.things if isinstance(t, Site)), key=lambda site: site.key)
        return tuple(facts_of(snapshot, site) for site in found)

    return snapshot.once(f"site facts in {language()}", make)


def all_findings(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding of a snapshot: those of the sites in order of key, then those of the variant."""

    def make() -> tuple[Finding, ...]:
        of_sites = [finding for facts in site_facts(snapshot) for finding in facts.findings]
        return (*of_sites, *variant_findings(snapshot))

    return snapshot.once(f"all findings in {language()}", make)


def facts_of(snapshot: Snapshot, site: Site) -> SiteFacts:
    """The facts of one site, active plots only."""
    shape = snapshot.geometry(site)
    areas, outside = areas_in(snapshot, shape, site.geom)
    codes = [m.code for m in snapshot.region.municipalities]
    total = round(shapely.area(shape))
    whole = apportion([*areas.tolist(), outside], total)
    municipalities = {code: m2 for code, m2 in zip(codes, whole, strict=False) if m2}
    land = _land(snapshot, site, shape, total)
    return SiteFacts(
        site.key,
        site.name,
        site.kind,
        total,
        land.shares[ISSUED],
        municipalities,
        whole[-1],
        findings_of(snapshot, site, total, municipalities, whole[-1]),
        land.shares,
        land.categories,
        _members(snapshot, site),
        relations_of(snapshot, site),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Land:
    shares: Mapping[str, int]
    categories: tuple[Kind, ...]


def _land(snapshot: Snapshot, site: Site, shape: Any, total: int) -> _Land:
    pairs = _parts_by_site(snapshot).get(site.key, ())
    key = ("land of site", site.geom, tuple((plot, part.token) for plot, part in pairs))
    return snapshot.remember(key, lambda: _made(snapshot, site, shape, total, pairs))


def _made(
    snapshot: Snapshot, site: Site, shape: Any, total: int, pairs: tuple[tuple[Plot, Part], ...]
) -> _Land:
    m2 = dict.fromkeys(SHARES, 0.0)
    categories: dict[str, list[float]] = {}
    for plot, part in pairs:
        own = _inside(snapshot, site, shape, part)
        m2[_purpose(plot)] += own
        if _purpose(plot) in (ISSUED, YARD):
            categories.setdefault(category_of(plot), []).append(own)
    m2[REST] = max(float(shapely.area(shape)) - sum(m2.values()), 0.0)
    ordered = sorted(categories, key=step_of)
    kinds = tuple(Kind(name, len(categories[name]), round(sum(categories[name]))) for name in ordered)
    return _Land(dict(zip(SHARES, apportion([m2[name] for name in SHARES], total), strict=True)), kinds)


def _parts_by_site(snapshot: Snapshot) -> Mapping[int, tuple[tuple[Plot, Part], ...]]:
    def make() -> Mapping[int, tuple[tuple[Plot, Part], ...]]:
        found: dict[int, list[tuple[Plot, Part]]] = {}
        for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
            if isinstance(thing, Plot):
                found.setdefault(thing.site, []).append((thing, part))
        return {site: tuple(pairs) for site, pairs in found.items()}

    return snapshot.once("parts by site", make)


def _purpose(plot: Plot) -> str:
    """Which of SHARES a plot counts for."""
    activity = activities().get(plot.activity or "")
    if activity is None or activity.issued:
        return ISSUED
    return _LAYOUT.get(activity.use, YARD)


def _inside(snapshot: Snapshot, site: Site, shape: Any, part: Part) -> float:
    """The m2 of a visible part inside a site."""

    def make() -> float:
        if shapely.covers(shape, part.geometry):
            return float(shapely.area(part.geometry))
        return float(shapely.area(shapely.intersection(shape, part.geometry)))

    return snapshot.remember(("net", part.token, site.geom), make)


def issued_of(snapshot: Snapshot, site: Site) -> Iterator[tuple[Plot, float]]:
    """Each active plot of a site that can be issued, with its net m2: what is visible of it inside the site.

    Internal road, green, water and shared yard are not issued.
    """
    shape = snapshot.geometry(site)
    for plot, part in _parts_by_site(snapshot).get(site.key, ()):
        if _purpose(plot) == ISSUED:
            yield plot, _inside(snapshot, site, shape, part)


def _members(snapshot: Snapshot, site: Site) -> tuple[Member, ...]:
    return tuple(sorted((m for m in snapshot.members.values() if m.site == site.key), key=lambda m: m.key))


def relations_of(snapshot: Snapshot, site: Site) -> tuple[Relation, ...]:
    """The relations that begin or end at an active plot of a site, in order of key."""
    own = {plot.key for plot in active_plots_of(snapshot, site)}
    found = (row for row in snapshot.relations.values() if row.from_plot in own or row.to_plot in own)
    return tuple(sorted(found, key=lambda row: row.key))
