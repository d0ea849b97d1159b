"""The present land use out of one or more sources: classified, made disjoint, cut along the municipal
borders."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats import crs as systems
from scenarios.formats import mvt, vector
from scenarios.formats.features import LayerInfo
from scenarios.geometry.flatten import flatten
from scenarios.geometry.remarks import MOST_PLACES, Remark, places, summed
from scenarios.geometry.repair import polygons
from scenarios.intake import classes as maps
from scenarios.intake.plan import LandUse, Plan, planned
from scenarios.intake.report import LAND_USE, ImportReport, MunicipalityArea, SourceRead, overlaps
from scenarios.intake.steps import part
from scenarios.progress import Job, Progress
from scenarios.project.model import Municipality, PresentUse, new_key
from scenarios.wording import tr

_MOST_UNMAPPED = 12
_SOURCE_RANK = 10_000_000


@dataclass(eq=False)
class _Collected:
    """What all layers gave together, one entry per polygon."""

    geoms: list[NDArray[np.object_]] = field(default_factory=list)
    rank: list[NDArray[np.int64]] = field(default_factory=list)
    use: list[NDArray[np.object_]] = field(default_factory=list)
    value: list[NDArray[np.object_]] = field(default_factory=list)
    source: list[NDArray[np.object_]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    read: list[SourceRead] = field(default_factory=list)


def read(
    sources: Sequence[LandUse], rows: Sequence[Municipality], borders: NDArray[np.object_]
) -> Job[tuple[list[PresentUse], ImportReport]]:
    """The present land use of a region: rows for the project and the report.

    Earlier sources win over later ones, within a source the map's order, then the order in the file. Raises
    Refused where a source has no classes that can be told, or where none lies in the municipalities.
    """
    plans = [planned(one) for one in sources]
    found = _Collected()
    xmin, ymin, xmax, ymax = (float(v) for v in shapely.total_bounds(borders))
    bounds = (xmin, ymin, xmax, ymax)
    jobs = [(i, plan, info) for i, plan in enumerate(plans) for info in plan.layers]
    for done, (i, plan, info) in enumerate(jobs):
        start, end = 0.5 * done / len(jobs), 0.5 * (done + 1) / len(jobs)
        yield from part(_layer(found, i, plan, info, bounds, borders), start, end)
    if not found.geoms:
        raise Refused(
            tr("None of the land-use files has land in these municipalities: check their coordinate systems.")
        )
    geoms, values = np.concatenate(found.geoms), np.concatenate(found.value)
    uses, names = np.concatenate(found.use), np.concatenate(found.source)
    labels, label = np.unique(values.astype(str), return_inverse=True)
    flat = yield from part(flatten(geoms, np.concatenate(found.rank), label, borders), 0.5, 0.95)
    yield Progress(0.95, 1, tr("Adding up"))
    present = [
        PresentUse(new_key(), wkb, rows[m].code, str(uses[o]), str(values[o]), str(names[o]))
        for wkb, m, o in zip(_wkbs(flat.geoms), flat.municipality, flat.origin, strict=True)
    ]
    pairs, lost = overlaps(flat.lost_m2, [str(name) for name in labels])
    covered = np.bincount(flat.municipality, shapely.area(flat.geoms), minlength=len(rows))
    outside = _beyond(plans, borders)
    areas = tuple(
        MunicipalityArea(
            row.code,
            row.name,
            float(border.area),
            float(border.area),
            row.land_ha,
            row.water_ha,
            uncovered_m2=max(float(border.area - covered[i]), 0.0),
            outside_m2=None if outside is None else outside[i],
        )
        for i, (row, border) in enumerate(zip(rows, borders, strict=True))
    )
    remarks = summed([*found.remarks, *flat.remarks])
    report = ImportReport(
        tuple(found.read), areas, tuple((LAND_USE, r) for r in remarks), pairs, lost, len(present)
    )
    return present, report


def _layer(
    found: _Collected,
    number: int,
    plan: Plan,
    info: LayerInfo,
    bounds: vector.Bounds,
    borders: NDArray[np.object_],
) -> Job[None]:
    """Read, classify and repair one layer and add it to what was found."""
    name = (
        f"{plan.source.label}:{info.name}" if len(plan.layers) > 1 or plan.source.layer else plan.source.label
    )
    chosen = plan.land_use.class_field
    fields = maps.fields_for(plan.classes, info, chosen)
    reasons = maps.skip_fields(plan.classes, info)
    extra = tuple(f for names in reasons.values() for f in names)
    columns = tuple(dict.fromkeys((*fields, *extra)))
    features = yield from vector.read(plan.source, info.name, columns, crs=plan.land_use.crs, bounds=bounds)
    found.read.append(
        SourceRead(LAND_USE, plan.source.label, info.name, features.crs, len(features), plan.classes.name)
    )
    found.remarks.extend(replace(remark, source=name) for remark in features.remarks)
    if info.count == 0:
        found.remarks.append(Remark("empty-layer", 1, source=name))
        return
    yield Progress(1, 1, tr("Repairing {source}", source=name))
    near = _near(features.geoms, bounds)
    sound = polygons(features.geoms[near])
    found.remarks.extend(replace(remark, source=name) for remark in sound.remarks)
    inside = _inside(sound.geoms, borders)
    geoms, origin = sound.geoms[inside], near[sound.origin[inside]]
    if len(geoms) == 0:
        found.remarks.append(Remark("elsewhere", 1, source=name))
        return
    keep = np.ones(len(geoms), dtype=bool)
    for reason, names in reasons.items():
        out = maps.skipped(reason, [features.columns[n] for n in names], len(features))[origin] & keep
        found.remarks.append(_counted(reason, geoms[out], origin[out], name))
        keep &= ~out
    kinds = maps.classify(
        plan.classes, info.name, {f: features.columns[f] for f in fields}, len(features), chosen=bool(chosen)
    )
    use = kinds.use[origin]
    known = np.array([bool(u) for u in use], dtype=bool)
    found.remarks.extend(_unmapped(geoms, origin, kinds, keep & ~known, name))
    keep &= known
    _add(found, number, geoms[keep], origin[keep], kinds, name)


def _near(geoms: NDArray[np.object_], bounds: vector.Bounds) -> NDArray[np.int64]:
    """Positions of the features that may lie in the region, and of those without a shape, to be counted."""
    there = shapely.intersects(shapely.envelope(geoms), shapely.box(*bounds))
    return np.flatnonzero(there | shapely.is_missing(geoms) | shapely.is_empty(geoms))


def _inside(geoms: NDArray[np.object_], borders: NDArray[np.object_]) -> NDArray[np.int64]:
    """Positions of the polygons that reach into a municipality."""
    return np.unique(shapely.STRtree(borders).query(geoms, predicate="intersects")[0])


def _add(
    found: _Collected,
    number: int,
    geoms: NDArray[np.object_],
    origin: NDArray[np.int64],
    kinds: maps.Classified,
    name: str,
) -> None:
    if len(geoms) == 0:
        return
    found.geoms.append(geoms)
    found.rank.append(number * _SOURCE_RANK + kinds.order[origin])
    found.use.append(kinds.use[origin])
    found.value.append(kinds.value[origin])
    found.source.append(np.full(len(geoms), name, dtype=object))


def _counted(
    kind: str, geoms: NDArray[np.object_], origin: NDArray[np.int64], source: str, detail: str = ""
) -> Remark:
    """A remark about features (not their parts)."""
    largest = np.argsort(-shapely.area(geoms), kind="stable")[:MOST_PLACES]
    where = places(geoms[largest])
    return Remark(kind, len(np.unique(origin)), float(shapely.area(geoms).sum()), where, detail, source)


def _unmapped(
    geoms: NDArray[np.object_],
    origin: NDArray[np.int64],
    kinds: maps.Classified,
    out: NDArray[np.bool_],
    source: str,
) -> list[Remark]:
    """Features whose class has no use, by class: the most frequent by name, the rest together."""
    remarks: list[Remark] = []
    for kind, wanted in (("unmapped", None), ("left-out", maps.LEFT_OUT)):
        mine = out & np.array([kinds.use[o] == wanted for o in origin], dtype=bool)
        values = kinds.value[origin].astype(str)
        names, counts = np.unique(values[mine], return_counts=True)
        order = np.argsort(-counts, kind="stable")
        for name in names[order[:_MOST_UNMAPPED]]:
            these = mine & (values == name)
            remarks.append(_counted(kind, geoms[these], origin[these], source, str(name)))
        rest = mine & np.isin(values, names[order[_MOST_UNMAPPED:]])
        if rest.any():
            remarks.append(_counted(kind, geoms[rest], origin[rest], source, "..."))
    return remarks


def _beyond(plans: Sequence[Plan], borders: NDArray[np.object_]) -> list[float] | None:
    """Per municipality the m2 outside all vector tiles, where all sources are tiles; else unknown."""
    if any(plan.source.format != "mvt" for plan in plans):
        return None
    squares = []
    for path in {plan.source.path for plan in plans}:
        for tile in mvt.tiles(path):
            left, top, width = tile.frame()
            squares.append(shapely.box(left, top - width, left + width, top))
    cover, _ = systems.to_rd(
        shapely.segmentize(np.array(squares, dtype=object), squares[0].length / 64),
        mvt.CRS,
        tr("vector tiles"),
    )
    near = cover[~shapely.is_missing(cover)]
    union = shapely.union_all(
        near[shapely.intersects(near, shapely.box(*shapely.total_bounds(borders)))], grid_size=0.01
    )
    return [float(v) for v in shapely.area(shapely.difference(borders, union))]


def _wkbs(geoms: NDArray[np.object_]) -> list[bytes]:
    return list(shapely.to_wkb(geoms, byte_order=1, output_dimension=2, include_srid=False))
