"""One slider being moved: each position is worked out from where it began, so fast and slow end the same.

Previews go to the session while it lasts; one step is written when it ends. When the same slider is taken up
again and nothing else changed in between, it is worked out from where it first began, so that any number of
moves up and down and back leaves no trace. No Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from scenarios.edits.programme import set_slide
from scenarios.landuse.conversions import conversions_in, net
from scenarios.landuse.payers import Payer
from scenarios.landuse.programme import Slide, slide
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot

_COUNT = ("conversion", "programme_lock", "land_limit", "correction")
"""The tables on which it depends where a slider ends."""


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


def range_of(snapshot: Snapshot, municipality: str, use: str, payer: Payer) -> Range:
    """How far a slider can go either way, as the same sums have it that move it."""
    area = int(snapshot.region.area_m2[snapshot.region.index[municipality]])
    low = slide(snapshot, municipality, use, 0, payer, standing=True).reached_m2
    return Range(low, slide(snapshot, municipality, use, area, payer, standing=True).reached_m2)


class Gesture:
    """A slider of one use in one municipality, paid by a rule; `former`: the gesture before this one."""

    def __init__(
        self, session: Shows, municipality: str, use: str, payer: Payer, former: "Gesture | None" = None
    ) -> None:
        self.municipality = municipality
        self.use = use
        self.payer = payer
        self._session = session
        self._now = session.committed()
        self._start = former._start if former is not None and former._goes_on(self) else self._now
        self._changes: list[Change] = []
        self._left: Snapshot | None = None
        self.reached: Slide | None = None

    def to(self, target_m2: float) -> Slide:
        """Show the slider at a target, as near as it can get; gives where it ended and what stopped it."""
        self.reached = slide(self._start, self.municipality, self.use, target_m2, self.payer, standing=True)
        self._changes = set_slide(self._now, self.municipality, self.reached)
        self._session.preview(self._changes)
        return self.reached

    def exchanged(self) -> dict[str, int]:
        """By how many m2 each use of the other municipality of a swap grew or shrank, from the committed."""
        if self.reached is None or not self.payer.place:
            return {}
        before = net(conversions_in(self._now, self.payer.place))
        after = net(self.reached.also[self.payer.place])
        found = {use: after.get(use, 0) - before.get(use, 0) for use in {**before, **after}}
        return {use: m2 for use, m2 in found.items() if m2}

    def finish(self, label: str) -> None:
        """Write where the slider stands as one step; nothing where it stands as it began."""
        self._session.edit(label, self._changes)
        self._left = self._session.committed()

    def cancel(self) -> None:
        """Show the slider where it began."""
        self._session.preview(None)

    def _goes_on(self, later: "Gesture") -> bool:
        """Whether a later gesture moves the same slider, with nothing changed since this one was written."""
        left, now = self._left, later._now
        same = (self.municipality, self.use, self.payer) == (later.municipality, later.use, later.payer)
        return (
            same
            and left is not None
            and (left.variant, left.region.stamp) == (now.variant, now.region.stamp)
            and all(left.rows(table) == now.rows(table) for table in _COUNT)
        )
