"""What the panel shows, reckoned at once in a thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.indicators import Figure
from scenarios.indicators.efficiency import efficiency, relief
from scenarios.landuse.efficiency import Area, Used, areas, used_land
from scenarios.landuse.intensify import Gain, gain
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot

EVERYWHERE = ""


@dataclass(frozen=True, eq=False)
class Facts:
    """All there is to show of one snapshot; `names` are the municipalities by code, in order of name."""

    snapshot: Snapshot
    names: Mapping[str, str]
    used: Mapping[str, Used]
    figures: tuple[Figure, ...]
    areas: tuple[Area, ...]
    gain: Gain

    def used_in(self, code: str) -> Used:
        """Used and unused land of a municipality; of the region for an empty code."""
        if code:
            return self.used[code]
        every = self.used.values()
        return Used(sum(u.used for u in every), sum(u.unused for u in every), sum(u.unknown for u in every))

    def areas_in(self, code: str) -> list[Area]:
        """The areas that lie in a municipality, wholly or in part, the least used first."""
        found = [area for area in self.areas if not code or code in area.shares]
        return sorted(found, key=lambda area: (area.score is None, area.score or 0, -area.m2))

    def relief(self, code: str) -> str:
        """What intensifying means for the demand of a place, in words."""
        return relief(self.snapshot, code)


def gathered(snapshot: Snapshot) -> Job[Facts]:
    """Reckon everything, as a job."""
    yield Progress(0, 1)
    return facts_of(snapshot)


def facts_of(snapshot: Snapshot) -> Facts:
    """Reckon everything."""
    places = sorted((m.name, m.code) for m in snapshot.region.municipalities)
    names = {code: name for name, code in places}
    return Facts(snapshot, names, used_land(snapshot), efficiency(snapshot), areas(snapshot), gain(snapshot))
