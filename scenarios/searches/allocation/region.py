"""A snapshot as a space with its standing demands: what stays by rule, and what is locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from scenarios import resource
from scenarios.landuse.balance import present_m2
from scenarios.landuse.catalogue import USES
from scenarios.landuse.programme import programme
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import Demand, cell
from scenarios.searches.allocation.space import M2, Space
from scenarios.wording import language, tr


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for a use everywhere: whether other land may become it, and whether it may not shrink."""

    takes: bool
    keeps: bool
    reason_nl: str
    reason_en: str

    @property
    def reason(self) -> str:
        """Why, in the language in force."""
        return self.reason_nl if language() == "nl" else self.reason_en


@cache
def rules() -> Mapping[str, Rule]:
    """The standing rules by use, of resources/conversions.csv."""
    return {
        row["use"]: Rule(row["takes"] == "1", row["keeps"] == "1", row["reason_nl"], row["reason_en"])
        for row in resource.table("conversions.csv")
    }


def space_of(snapshot: Snapshot) -> Space:
    """The present land of a snapshot; any use may become any that takes land."""
    codes = tuple(m.code for m in snapshot.region.municipalities)
    takes = np.array([rules()[use].takes for use in USES])
    allowed = np.repeat(takes[None, :], len(takes), axis=0)
    return Space(codes, tuple(USES), present_m2(snapshot).copy(), allowed)


def standing(snapshot: Snapshot, space: Space) -> list[Demand]:
    """The demands that hold without being asked: rules of conversions.csv, then locked cells."""
    names = [m.name for m in snapshot.region.municipalities]
    found = []
    for use, rule in rules().items():
        if not rule.keeps:
            continue
        for m, code in enumerate(space.codes):
            now = float(space.present[m, USE_INDEX[use]])
            if now <= 0:
                continue
            text = tr(
                "{use} in {municipality} may not shrink: {reason}",
                use=USES[use].name,
                municipality=names[m],
                reason=rule.reason,
            )
            found.append(cell(f"keep:{code}:{use}", text, m, USE_INDEX[use], low=now))
    return [*found, *_locked(snapshot, names)]


def _locked(snapshot: Snapshot, names: list[str]) -> list[Demand]:
    planned, index = programme(snapshot), snapshot.region.index
    found = []
    for row in sorted(snapshot.locks.values(), key=lambda row: row.key):
        if row.municipality not in index or row.use not in USE_INDEX:
            continue
        m, hectares = index[row.municipality], planned[row.municipality][row.use] / M2
        text = tr("{use} in {municipality} is locked", use=USES[row.use].name, municipality=names[m])
        key = f"lock:{row.municipality}:{row.use}"
        found.append(cell(key, text, m, USE_INDEX[row.use], low=hectares, high=hectares))
    return found
