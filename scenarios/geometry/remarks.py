"""What was repaired, left out or given away while geometry came in, as data that a report can tell and keep.

A remark holds a kind, a count, an area and the first places; the sentence is made where it is shown, in the
language then in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

MOST_PLACES = 5
"""Places kept per remark: enough to go and look, few enough to read."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Remark:
    """`count` things of one `kind`, together `m2` square metres, at `places` (RD, the first few).

    `detail` is a name, value or field that the sentence needs; `source` the file or layer it was found in.
    """

    kind: str
    count: int
    m2: float = 0.0
    places: tuple[Place, ...] = ()
    detail: str = ""
    source: str = ""


def remark(
    kind: str, shapes: Iterable[Any], *, detail: str = "", source: str = "", area: bool = True
) -> Remark:
    """A remark about shapes: how many, their area in m2 where `area`, and where the largest few lie."""
    found = np.array(list(shapes), dtype=object)
    areas = shapely.area(found) if len(found) else np.empty(0)
    order = np.argsort(-areas, kind="stable")[:MOST_PLACES]
    total = float(np.nansum(areas)) if area else 0.0
    return Remark(kind, len(found), total, places(found[order]), detail, source)


def places(shapes: Iterable[Any]) -> tuple[Place, ...]:
    """A place in whole metres for each of the shapes that has one: the middle of its bounds."""
    bounds = shapely.bounds(np.array(list(shapes), dtype=object)).reshape(-1, 4)
    middles = np.column_stack([(bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2])
    return tuple((float(round(x)), float(round(y))) for x, y in middles if np.isfinite([x, y]).all())


def summed(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Remarks of the same kind, detail and source as one, in order of appearance; empty ones dropped."""
    sums: dict[tuple[str, str, str], Remark] = {}
    for one in remarks:
        if one.count == 0:
            continue
        key = (one.kind, one.detail, one.source)
        before = sums.get(key)
        if before is None:
            sums[key] = one
        else:
            sums[key] = replace(
                before,
                count=before.count + one.count,
                m2=before.m2 + one.m2,
                places=(before.places + one.places)[:MOST_PLACES],
            )
    return tuple(sums.values())
