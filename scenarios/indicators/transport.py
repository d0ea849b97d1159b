"""Transport: truck movements that the plots bring."""

from scenarios.indicators.figure import ECONOMY, LOWER, Figure, figure
from scenarios.indicators.occupied import occupied_plots
from scenarios.indicators.total import Total
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def trucks_total(snapshot: Snapshot) -> Total:
    """The truck movements of all active plots per working day, with their share in each municipality."""
    total = Total()
    for found in occupied_plots(snapshot):
        activity = found.activity
        if activity is not None and activity.trucks_day is not None:
            total.add(activity.trucks_day, found.shares, activity.certainty, activity.source)
        elif activity is None or activity.issued:
            total.missing += 1
    return total


def trucks_formula(total: Total) -> str:
    """How truck movements are reckoned, in words, and how many plots have no figure."""
    formula = tr("Truck movements per working day, both ways, of each plot's activity.")
    if total.missing:
        formula += " " + tr("Plots without a figure, not counted: {count}.", count=total.missing)
    return formula


def truck_movements(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The truck movements of all active plots, both ways, per working day."""
    total = trucks_total(snapshot)
    return (
        figure(
            "trucks",
            tr("Truck movements"),
            total.span,
            "movements/day",
            LOWER,
            total.certainty,
            trucks_formula(total),
            total.sources,
            ECONOMY,
            total.per_municipality,
        ),
    )
