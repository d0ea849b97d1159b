"""The limits of a land use as stops on its slider, each with what it says. No Qt but the stop itself."""

from desktop.widgets.land_slider import Stop
from scenarios.landuse.limits import bounds, said
from scenarios.project.snapshot import Snapshot


def stops_of(snapshot: Snapshot, municipality: str, use: str, present_m2: int) -> tuple[Stop, ...]:
    """The limits and standing rules on a use in a municipality, at their difference from the present."""
    bound = bounds(snapshot, municipality)[use]
    place = snapshot.region.municipalities[snapshot.region.index[municipality]].name
    found = []
    if bound.low_by is not None:
        text = said(use, place, bound.low_by, bound.low, grows=False) + "."
        found.append(Stop(bound.low - present_m2, -1, text))
    if bound.high_by is not None:
        text = said(use, place, bound.high_by, bound.high, grows=True) + "."
        found.append(Stop(bound.high - present_m2, 1, text))
    return tuple(found)
