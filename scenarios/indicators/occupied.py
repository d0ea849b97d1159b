"""Who stands where: each active plot with its activity, its net area and its share per municipality."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.landuse.catalogue import Activity, activities
from scenarios.landuse.present import areas_in
from scenarios.landuse.stack import Part
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Occupied:
    """A drawn plot or site as far as it is visible: `m2`, and the share of it in each municipality."""

    thing: Plot | Site
    activity: Activity | None
    m2: float
    shares: dict[str, float]


def occupied_plots(snapshot: Snapshot) -> Iterator[Occupied]:
    """The active plots of which something is visible, in drawing order."""
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if isinstance(thing, Plot) and not part.geometry.is_empty:
            yield _occupied(snapshot, thing, part, activities().get(thing.activity or ""))


def bare_sites(snapshot: Snapshot) -> Iterator[Occupied]:
    """The active sites that have no active plot yet, in drawing order."""
    parcelled = {thing.site for thing in snapshot.things if isinstance(thing, Plot)}
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if isinstance(thing, Site) and thing.key not in parcelled and not part.geometry.is_empty:
            yield _occupied(snapshot, thing, part, None)


def _occupied(snapshot: Snapshot, thing: Plot | Site, part: Part, activity: Activity | None) -> Occupied:
    areas, outside = areas_in(snapshot, part.geometry, part.token)
    m2 = float(areas.sum()) + outside
    codes = [m.code for m in snapshot.region.municipalities]
    return Occupied(
        thing,
        activity,
        m2,
        {code: area / m2 for code, area in zip(codes, areas.tolist(), strict=True) if area},
    )
