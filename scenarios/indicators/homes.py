"""Homes: what fits on the land that becomes housing, the value beside the burden."""

from scenarios.indicators.figure import HIGHER, LIVING, Figure, figure
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.balance import balance
from scenarios.landuse.setbacks import dwellings_on
from scenarios.landuse.span import NOTHING
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def dwellings_on_freed_land(snapshot: Snapshot) -> tuple[Figure, ...]:
    """The dwellings possible on land that becomes housing, less those on housing land that is taken."""
    found = balance(snapshot)
    density = assumed(snapshot, "dwellings_per_ha")
    per = {
        code: dwellings_on(snapshot, row["WON"] - found.present_m2[code]["WON"])
        for code, row in found.now_m2.items()
    }
    return (
        figure(
            "dwellings_on_freed_land",
            tr("Dwellings possible on freed land"),
            sum(per.values(), NOTHING),
            "dwellings",
            HIGHER,
            density.certainty,
            tr(
                "Land that becomes housing less housing land that gets another use, in hectares, times "
                "dwellings per hectare."
            ),
            (density.source, tr("drawn in this variant")),
            LIVING,
            {code: span.value for code, span in per.items()},
        ),
    )
