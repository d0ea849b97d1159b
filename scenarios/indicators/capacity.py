"""Capacity: how many tonnes a year the plots can handle, by kind of activity."""

from scenarios.indicators.figure import ECONOMY, HIGHER, Figure, figure
from scenarios.indicators.occupied import occupied_plots
from scenarios.indicators.total import Total
from scenarios.landuse.catalogue import GROUPS, activities
from scenarios.landuse.span import exactly
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

OTHER = "other"


def kinds() -> tuple[str, ...]:
    """The kinds of activity that have a capacity in the list, in display order, and the rest."""
    known = {activity.group for activity in activities().values() if activity.capacity_t is not None}
    return (*(group for group in GROUPS if group in known), OTHER)


def capacity(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The capacity of all active plots in t/year, one figure per kind of activity."""
    totals = {kind: Total() for kind in kinds()}
    for found in occupied_plots(snapshot):
        plot, activity = found.thing, found.activity
        kind = activity.group if activity is not None and activity.group in totals else OTHER
        if isinstance(plot, Plot) and plot.capacity_t is not None:
            totals[kind].add(exactly(plot.capacity_t), found.shares, "medium", tr("given for the plot"))
        elif activity is not None and activity.capacity_t is not None:
            totals[kind].add(activity.capacity_t, found.shares, activity.certainty, activity.source)
        elif activity is not None and activity.group in totals and activity.issued:
            totals[kind].missing += 1
    return tuple(_figure(kind, total) for kind, total in totals.items())


def _figure(kind: str, total: Total) -> Figure:
    formula = tr("Tonnes a year given for each plot, else of its activity in normal use.")
    if total.missing:
        formula += " " + tr("Plots without a figure, not counted: {count}.", count=total.missing)
    return figure(
        f"capacity_{kind}",
        tr("Capacity: {kind}", kind=tr(GROUPS[kind]) if kind in GROUPS else tr("other")),
        total.span,
        "t/year",
        HIGHER,
        total.certainty,
        formula,
        total.sources,
        ECONOMY,
        total.per_municipality,
    )
