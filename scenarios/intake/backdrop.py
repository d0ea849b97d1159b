"""Backdrop lines, polygons and points: drawn and snapped to, never counted, taken as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.formats import vector
from scenarios.formats.features import Features, LayerInfo, text
from scenarios.formats.source import Source
from scenarios.geometry.remarks import Remark, summed
from scenarios.geometry.repair import of_one_kind
from scenarios.geometry.shape import to_wkb
from scenarios.intake.report import REFERENCE, ImportReport, SourceRead
from scenarios.intake.steps import part
from scenarios.progress import Job
from scenarios.project.model import Reference, new_key

KINDS = ("road", "waterway", "rail", "other")
"""What a backdrop feature can be; the map draws each in its own way."""

MARGIN_M = 2_000.0
"""How far beyond the municipalities the backdrop reaches."""

_WORDS = {
    "rail": ("rail", "spoor", "tram", "metro", "subway", "light_rail", "narrow_gauge", "funicular"),
    "waterway": (
        "water",
        "vaarweg",
        "river",
        "canal",
        "stream",
        "ditch",
        "drain",
        "sloot",
        "gracht",
        "ferry",
    ),
    "road": ("road", "weg", "transport", "street", "straat", "nwb", "traffic", "highway", "verkeer"),
}
_NAMES = ("name", "naam", "name:latin", "straatnaam", "stt_naam", "wegnummer", "ref")
_CLASSES = ("class", "fclass", "highway", "railway", "waterway", "type", "functie", "function", "wegtype")


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A backdrop source: PATH[:LAYER]; `kind` one of KINDS, or empty to guess; `crs` overrides the file's."""

    given: str
    kind: str = ""
    crs: str = ""


def guess_kind(words: str) -> str:
    """The kind that a layer's or class's name speaks of; `other` where none."""
    said = words.casefold()
    return next((kind for kind, signs in _WORDS.items() if any(sign in said for sign in signs)), "other")


def is_drawn(info: LayerInfo) -> bool:
    """Whether a layer among others is one to draw: lines of a known kind, not their names."""
    said = info.name.casefold()
    return (
        info.geometry in ("line", "mixed")
        and guess_kind(said) != "other"
        and not said.endswith(("_name", "_names", "_label", "_labels"))
    )


def read(
    sources: Sequence[Backdrop], borders: NDArray[np.object_]
) -> Job[tuple[list[Reference], ImportReport]]:
    """The backdrop rows of some sources near the municipalities, and what there is to say."""
    rows: list[Reference] = []
    remarks: list[Remark] = []
    read_: list[SourceRead] = []
    jobs = [(one, source, info) for one in sources for source, info in _layers(one)]
    bounds = _bounds(borders)
    window = shapely.box(*bounds)
    for done, (one, source, info) in enumerate(jobs):
        columns = _columns(info)
        features = yield from part(
            vector.read(source, info.name, columns, crs=one.crs, bounds=bounds),
            done / len(jobs),
            (done + 1) / len(jobs),
        )
        name = f"{source.label}:{info.name}" if len(jobs) > 1 else source.label
        read_.append(SourceRead(REFERENCE, source.label, info.name, features.crs, len(features)))
        remarks.extend(replace(remark, source=name) for remark in features.remarks)
        made, missing = _rows(features, one.kind, info, name, window)
        rows.extend(made)
        remarks.append(Remark("null", missing, source=name))
        if not made:
            remarks.append(Remark("elsewhere" if info.count else "empty-layer", 1, source=name))
    report = ImportReport(
        tuple(read_), remarks=tuple((REFERENCE, r) for r in summed(remarks)), reference=len(rows)
    )
    return rows, report


def _layers(one: Backdrop) -> list[tuple[Source, LayerInfo]]:
    """The layer that was named; else every layer of a known kind; else every layer with shapes."""
    source = vector.parse(one.given)
    if source.layer:
        return [vector.layer_of(source)]
    infos = [info for info in vector.layers(source) if info.geometry != "none"]
    drawn = [i for i in infos if is_drawn(i)]
    return [(source, info) for info in (drawn if len(infos) > 1 and drawn else infos)]


def _bounds(borders: NDArray[np.object_]) -> vector.Bounds:
    xmin, ymin, xmax, ymax = (float(v) for v in shapely.total_bounds(borders))
    return xmin - MARGIN_M, ymin - MARGIN_M, xmax + MARGIN_M, ymax + MARGIN_M


def _columns(info: LayerInfo) -> tuple[str, ...]:
    by_name = {f.name.casefold(): f.name for f in info.fields}
    name = next((by_name[n] for n in _NAMES if n in by_name), "")
    kind = next((by_name[n] for n in _CLASSES if n in by_name), "")
    return tuple(column for column in dict.fromkeys((name, kind)) if column)


def _rows(
    features: Features, kind: str, info: LayerInfo, source: str, window: shapely.Polygon
) -> tuple[list[Reference], int]:
    """Rows for the features that reach the window, and how many had no shape."""
    shapes = np.array([_fit(geom) for geom in features.geoms], dtype=object)
    missing = int(shapely.is_missing(shapes).sum())
    near = np.flatnonzero(shapely.intersects(shapely.envelope(shapes), window))
    names = next((features.columns[n] for n in features.columns if n.casefold() in _NAMES), None)
    kinds = next((features.columns[n] for n in features.columns if n.casefold() in _CLASSES), None)
    layer_kind = guess_kind(info.name)
    rows = []
    for i in near:
        own = guess_kind(text(kinds[i])) if kinds is not None else "other"
        found = kind or (own if own != "other" else layer_kind)
        name = text(names[i]) if names is not None else ""
        rows.extend(Reference(new_key(), to_wkb(one), found, name, source) for one in of_one_kind(shapes[i]))
    return rows, missing


def _fit(geom: Any) -> Any:
    if geom is None or shapely.is_empty(geom):
        return None
    return geom if shapely.is_valid(geom) else shapely.make_valid(geom)
