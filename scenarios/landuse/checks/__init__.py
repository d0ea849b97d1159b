"""What a planner should look at: each finding says what, how much and where; none blocks.

The findings of one site are remembered under all that they were made of, so that an edit works out those
of the sites it touches and no others.
"""

from collections.abc import Callable, Iterator, Mapping

from scenarios.landuse.checks.access import without_road
from scenarios.landuse.checks.category import no_heavy, not_admitted
from scenarios.landuse.checks.claims import double_claims
from scenarios.landuse.checks.contours import housing, other_municipalities, places
from scenarios.landuse.checks.finding import CODES, SEVERITIES, Finding, Ground
from scenarios.landuse.checks.nature import changes_on_nature, nature
from scenarios.landuse.checks.network import no_cluster
from scenarios.landuse.checks.place import border, changes_outside, outside
from scenarios.landuse.checks.plots import plot_overlaps, plots_outside, site_overlaps
from scenarios.landuse.checks.quay import without_quay
from scenarios.landuse.checks.relocation import relocations
from scenarios.landuse.checks.size import size
from scenarios.landuse.checks.surroundings import surroundings
from scenarios.landuse.checks.waiting import on_waiting_land
from scenarios.landuse.reach import reach
from scenarios.project.model import Plot, Site, UseChange
from scenarios.project.snapshot import Snapshot

__all__ = ["CODES", "SEVERITIES", "Finding", "active_plots_of", "findings_of", "variant_findings"]

OF_A_SITE: tuple[Callable[[Ground], Iterator[Finding]], ...] = (
    size,
    border,
    outside,
    site_overlaps,
    plots_outside,
    plot_overlaps,
    no_heavy,
    not_admitted,
    without_road,
    without_quay,
    housing,
    places,
    other_municipalities,
    nature,
    lambda ground: on_waiting_land(ground.snapshot, ground.site),
)
"""The checks of one site, in the order in which their findings are told."""

OF_A_VARIANT: tuple[Callable[[Snapshot], Iterator[Finding]], ...] = (
    no_cluster,
    changes_outside,
    changes_on_nature,
    relocations,
    double_claims,
)
"""The checks of what belongs to no site."""


def findings_of(
    snapshot: Snapshot, site: Site, area_m2: int, municipalities: Mapping[str, int], outside_m2: int
) -> tuple[Finding, ...]:
    """The findings about one site: its size, its place, its plots and the surroundings of its plots."""
    plots = active_plots_of(snapshot, site)

    def look() -> tuple[Finding, ...]:
        reached = reach(snapshot, plots)
        shape = snapshot.geometry(site)
        ground = Ground(snapshot, site, shape, plots, area_m2, municipalities, outside_m2, reached)
        return tuple(finding for check in OF_A_SITE for finding in check(ground))

    return snapshot.remember(("findings", surroundings(snapshot, site, plots)), look)


def active_plots_of(snapshot: Snapshot, site: Site) -> tuple[Plot, ...]:
    """The plots of a site that are there in the snapshot's year, in drawing order."""
    grouped = snapshot.once("active plots by site", lambda: _grouped(snapshot))
    return grouped.get(site.key, ())


def _grouped(snapshot: Snapshot) -> dict[int, tuple[Plot, ...]]:
    found: dict[int, list[Plot]] = {}
    for thing in snapshot.things:
        if isinstance(thing, Plot):
            found.setdefault(thing.site, []).append(thing)
    return {site: tuple(plots) for site, plots in found.items()}


def variant_findings(snapshot: Snapshot) -> tuple[Finding, ...]:
    """The findings about what belongs to no site: the network, and changes of land use."""
    found = [finding for check in OF_A_VARIANT for finding in check(snapshot)]
    for thing in snapshot.things:
        if isinstance(thing, UseChange):
            found += on_waiting_land(snapshot, thing)
    return tuple(found)
