"""Jobs on clusters and hubs: as given for a plot or its activity, else by the net hectare."""

from scenarios.indicators.figure import HECTARE, HIGHER, LIVING, Figure, figure
from scenarios.indicators.occupied import Occupied, bare_sites, occupied_plots
from scenarios.indicators.total import Total
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.span import exactly, weakest
from scenarios.landuse.visible import CLUSTER
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_BY_KIND = {True: "jobs_per_ha_heavy", False: "jobs_per_ha_logistics"}
"""The density of land whose activity is not known, in a cluster and in a hub."""


def jobs_total(snapshot: Snapshot) -> Total:
    """The jobs on all active plots, and on sites without plots, with their share in each municipality."""
    total = Total()
    for found in occupied_plots(snapshot):
        _add_plot(snapshot, total, found)
    for found in bare_sites(snapshot):
        net = assumed(snapshot, "net_to_gross_work")
        density = assumed(snapshot, _BY_KIND[_is_cluster(snapshot, found)])
        total.add(
            density.span.by(net.span).times(found.m2 / HECTARE),
            found.shares,
            weakest(net.certainty, density.certainty),
            net.source,
            density.source,
        )
    return total


def jobs(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The jobs on all active plots, and on sites without plots."""
    total = jobs_total(snapshot)
    return (
        figure(
            "jobs",
            tr("Jobs on clusters and hubs"),
            total.span,
            "jobs",
            HIGHER,
            total.certainty,
            jobs_formula(),
            total.sources,
            LIVING,
            total.per_municipality,
        ),
    )


def jobs_formula() -> str:
    """How jobs are reckoned, in words."""
    return tr(
        "Per plot the jobs given for it or its activity, else its visible hectares times jobs per "
        "net hectare; a site without plots by the usual net share."
    )


def _add_plot(snapshot: Snapshot, total: Total, found: Occupied) -> None:
    plot, activity = found.thing, found.activity
    if isinstance(plot, Plot) and plot.jobs is not None:
        total.add(exactly(plot.jobs), found.shares, "medium", tr("given for the plot"))
    elif activity is not None and activity.jobs is not None:
        total.add(activity.jobs, found.shares, activity.certainty, activity.source)
    elif activity is None or activity.jobs_factor:
        key = activity.jobs_factor if activity else _BY_KIND[_is_cluster(snapshot, found)]
        density = assumed(snapshot, key)
        total.add(density.span.times(found.m2 / HECTARE), found.shares, density.certainty, density.source)


def _is_cluster(snapshot: Snapshot, found: Occupied) -> bool:
    thing = found.thing
    site = thing if isinstance(thing, Site) else snapshot.sites.get(thing.site)
    return site is not None and site.kind == CLUSTER
