"""Facts about each drawn cluster and hub: how large, where, how much can be issued, and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from scenarios.landuse.apportion import apportion
from scenarios.landuse.catalogue import activities
from scenarios.landuse.checks import Finding, findings_of
from scenarios.landuse.present import areas_in
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class SiteFacts:
    """A site in whole m2: gross, net (plots that can be issued), per municipality code; and its findings."""

    key: int
    name: str
    kind: str
    area_m2: int
    net_m2: int
    municipalities: dict[str, int]
    outside_m2: int
    findings: tuple[Finding, ...]

    @property
    def net_share(self) -> float:
        """Net area as a share of the gross area."""
        return self.net_m2 / self.area_m2 if self.area_m2 else 0.0


def site_facts(snapshot: Snapshot) -> tuple[SiteFacts, ...]:
    """The facts of each active site of a snapshot, in order of key."""
    found = sorted((t for t in snapshot.things if isinstance(t, Site)), key=lambda site: site.key)
    return tuple(facts_of(snapshot, site) for site in found)


def facts_of(snapshot: Snapshot, site: Site) -> SiteFacts:
    """The facts of one site, active plots only."""
    shape = snapshot.geometry(site)
    areas, outside = areas_in(snapshot, shape, site.geom)
    codes = [m.code for m in snapshot.region.municipalities]
    total = round(shapely.area(shape))
    whole = apportion([*areas.tolist(), outside], total)
    municipalities = {code: m2 for code, m2 in zip(codes, whole, strict=False) if m2}
    return SiteFacts(
        site.key,
        site.name,
        site.kind,
        total,
        round(sum(m2 for _plot, m2 in issued_of(snapshot, site))),
        municipalities,
        whole[-1],
        findings_of(snapshot, site, total, municipalities, whole[-1]),
    )


def issued_of(snapshot: Snapshot, site: Site) -> Iterator[tuple[Plot, float]]:
    """Each active plot of a site that can be issued, with its net m2: what is visible of it inside the site.

    Internal road, green, water and shared yard are not issued.
    """
    shape = snapshot.geometry(site)
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if not isinstance(thing, Plot) or thing.site != site.key:
            continue
        activity = activities().get(thing.activity or "")
        if activity is None or activity.issued:
            key = ("net", part.token, site.geom)
            m2 = snapshot.remember(
                key, lambda p=part: float(shapely.area(shapely.intersection(shape, p.geometry)))
            )
            yield thing, m2
