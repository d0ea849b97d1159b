"""One slider being moved: each position is worked out from where it began, so fast and slow end the same.

Previews go to the session while it lasts; one step is written when it ends. No Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scenarios.edits.programme import set_slide
from scenarios.landuse.programme import Slide, slide
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot


class Shows(Protocol):
    """What a gesture asks of the session."""

    def committed(self) -> Snapshot: ...
    def preview(self, changes: Sequence[Change] | None) -> None: ...
    def edit(self, label: str, changes: Sequence[Change]) -> object: ...


@dataclass(frozen=True, slots=True)
class Range:
    """How far a use can go, in m2 of land."""

    lowest: int
    highest: int


def range_of(snapshot: Snapshot, municipality: str, use: str, payer: str | None) -> Range:
    """How far a slider can go either way, as the same sums have it that move it."""
    payer = None if payer == use else payer
    area = int(snapshot.region.area_m2[snapshot.region.index[municipality]])
    low = slide(snapshot, municipality, use, 0, payer).reached_m2
    return Range(low, slide(snapshot, municipality, use, area, payer).reached_m2)


class Gesture:
    """A slider of one use in one municipality, paid by one use or (None) by all that may pay."""

    def __init__(self, session: Shows, municipality: str, use: str, payer: str | None) -> None:
        self.municipality = municipality
        self.use = use
        self.payer = None if payer == use else payer
        self._session = session
        self._start = session.committed()
        self._changes: list[Change] = []
        self.reached: Slide | None = None

    def to(self, target_m2: float) -> Slide:
        """Show the slider at a target, as near as it can get; gives where it ended and what stopped it."""
        self.reached = slide(self._start, self.municipality, self.use, target_m2, self.payer)
        self._changes = set_slide(self._start, self.municipality, self.reached)
        self._session.preview(self._changes)
        return self.reached

    def finish(self, label: str) -> None:
        """Write where the slider stands as one step; nothing where it stands as it began."""
        self._session.edit(label, self._changes)

    def cancel(self) -> None:
        """Show the slider where it began."""
        self._session.preview(None)
