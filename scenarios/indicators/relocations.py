"""Relocations without a destination: moving out gets the attention, finding a place is put off (S83)."""

from collections import Counter

from scenarios.indicators.figure import LAND, LOWER, Figure, figure
from scenarios.landuse.moves import municipality_at, unplaced
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def open_moves(snapshot: Snapshot) -> tuple[Figure, ...]:
    """How many moves have no destination yet, by the municipality that they leave; exact."""
    found = unplaced(snapshot)
    left = Counter(municipality_at(snapshot, one.move) for one in found)
    return (
        figure(
            "open_moves",
            tr("Relocations without a destination"),
            len(found),
            "relocations",
            LOWER,
            "high",
            tr("Relocations whose destination is not known yet, without those that are set aside."),
            (tr("drawn in this variant"),),
            LAND,
            {m.code: float(left[m.code]) for m in snapshot.region.municipalities},
        ),
    )
