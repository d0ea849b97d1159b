"""Whether the plots of a site are as heavy as they may be, and a cluster as heavy as it is meant to be."""

from collections.abc import Iterator

from scenarios.landuse.admitted import heaviest_admitted
from scenarios.landuse.catalogue import step_of
from scenarios.landuse.checks.finding import Finding, Ground, called, inside, upper
from scenarios.landuse.visible import CLUSTER, category_of, is_heavy
from scenarios.wording import tr


def not_admitted(ground: Ground) -> Iterator[Finding]:
    """Plots heavier than their site admits."""
    limit = heaviest_admitted(ground.snapshot, ground.site)
    for plot in ground.plots:
        category = category_of(plot)
        if step_of(category) <= step_of(limit):
            continue
        text = tr(
            "Plot {plot} has category {category}; this site admits up to {limit}.",
            plot=called(plot),
            category=category,
            limit=limit,
        )
        place = upper(ground.snapshot.geometry(plot))
        yield ground.found("category", text, place, "admit", (("plot", plot.key),))


def no_heavy(ground: Ground) -> Iterator[Finding]:
    """A cluster without a single heavy plot: at least HMC4+ is what it is for (S24)."""
    snapshot = ground.snapshot
    if ground.site.kind != CLUSTER or any(is_heavy(snapshot, category_of(plot)) for plot in ground.plots):
        return
    text = tr(
        "No plot of this cluster has category {category} or higher: no heavy industry (HMC) yet.",
        category=snapshot.settings["hmc_threshold"],
    )
    yield ground.found("no_hmc", text, inside(ground.shape))
