"""Random regions with demands: some can be met, some not."""

import numpy as np

from scenarios.searches.allocation.demands import FREE, Demand, cell, total
from scenarios.searches.allocation.space import Space

USES = ("WON", "WRK", "BED", "HMC", "INF", "GRO", "NAT", "LAN")


def region(rng: np.random.Generator, municipalities: int = 5, uses: int = 6) -> Space:
    """A space with whole m2, some cells empty, some conversions not allowed."""
    present = rng.integers(0, 3_000_000, (municipalities, uses))
    present[rng.random(present.shape) < 0.15] = 0
    allowed = rng.random((uses, uses)) < 0.8
    return Space(tuple(f"GM{i:04}" for i in range(municipalities)), USES[:uses], present, allowed)


def demanded(rng: np.random.Generator, space: Space) -> list[Demand]:
    """Demands on totals, cells and one weighed sum, in whole m2; a few fixed, a few out of reach."""
    n, k = space.shape
    sums = space.present.sum(axis=0)
    found = []
    for use in rng.choice(k, 2, replace=False).tolist():
        found.append(total(space, f"total {use}", "", use, low=round(sums[use] * rng.uniform(1.0, 1.25), 4)))
    for number in range(6):
        m, use = int(rng.integers(n)), int(rng.integers(k))
        now = float(space.present[m, use])
        kind = rng.integers(3)
        if kind == 0:
            found.append(cell(f"keep {number}", "", m, use, low=round(now * rng.uniform(0.7, 1.05), 4)))
        elif kind == 1:
            found.append(cell(f"most {number}", "", m, use, high=round(now * rng.uniform(0.8, 1.2), 4)))
        else:
            found.append(cell(f"fix {number}", "", m, use, low=now, high=now))
    weights = tuple((m, u, float(rng.uniform(5, 40))) for m in range(n) for u in (0, 1))
    base = sum(w * float(space.present[m, u]) for m, u, w in weights)
    found.append(Demand("weighed", "", weights, low=base * rng.uniform(0.95, 1.05), high=FREE, unit="jobs"))
    return found


def costs(rng: np.random.Generator, space: Space) -> np.ndarray:
    """A price per converted hectare, above zero."""
    return rng.uniform(0.5, 50.0, len(space.most))
