"""Land in waiting as candidates for a site: when it comes free, whose it is, what lies there, how far the
water is (S90, S142)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from scenarios.landuse.present import areas_in, corrected, present_in
from scenarios.project.model import WaitingLand, free_year
from scenarios.project.region import USE_INDEX, USES
from scenarios.project.snapshot import Snapshot

WATER = USE_INDEX["WAT"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of land in waiting: `year` in which it comes free (None: not known), whole m2, the codes of its
    municipalities and present uses with the largest first, and m to the nearest water (None: no water)."""

    key: int
    name: str
    owner: str
    year: int | None
    m2: int
    municipalities: tuple[str, ...]
    uses: tuple[str, ...]
    water_m: float | None
    fictitious: bool


def candidates(
    snapshot: Snapshot, by_year: int | None = None, least_ha: float = 0.0
) -> tuple[Candidate, ...]:
    """The land in waiting of at least so many hectares that is free by a year, the first and largest first.

    Without a year also land whose date is not known, at the end.
    """
    found = (candidate_of(snapshot, row) for row in snapshot.waiting_lands.values())
    kept = [one for one in found if one.m2 >= least_ha * 10_000 and _in_time(one, by_year)]
    return tuple(sorted(kept, key=lambda one: (one.year is None, one.year or 0, -one.m2, one.name, one.key)))


def _in_time(one: Candidate, by_year: int | None) -> bool:
    return by_year is None or (one.year is not None and one.year <= by_year)


def candidate_of(snapshot: Snapshot, row: WaitingLand) -> Candidate:
    """What there is to say of one piece of land in waiting."""
    shape = snapshot.geometry(row)
    areas, _outside = areas_in(snapshot, shape, row.geom)
    codes = [
        snapshot.region.municipalities[i].code for i in np.argsort(-areas, kind="stable") if areas[i] > 0
    ]
    under = present_in(snapshot, shape, row.geom)
    by_use = np.zeros(len(USES))
    np.add.at(by_use, under.use, under.m2)
    uses = [USES[i] for i in np.argsort(-by_use, kind="stable") if by_use[i] > 0]
    return Candidate(
        row.key,
        row.name,
        row.owner,
        free_year(row.free_from),
        round(shape.area),
        tuple(codes),
        tuple(uses),
        distance_to_water(snapshot, shape),
        bool(row.fictitious),
    )


def distance_to_water(snapshot: Snapshot, shape: Any) -> float | None:
    """How far the nearest present water is from a shape, m: zero where it lies in it; None without water."""
    coverage = corrected(snapshot)
    key = ("water tree", id(coverage))
    # The coverage goes along with its tree: a remembered id is only good while its object lives.
    tree = snapshot.remember(key, lambda: (shapely.STRtree(coverage.geoms[coverage.use == WATER]), coverage))[
        0
    ]
    if len(tree) == 0:
        return None
    _near, far = tree.query_nearest(shape, return_distance=True, all_matches=False)
    return float(far[0]) if len(far) else None
